"""A reader's word on a quote is kept, applied over the rules, and undone by taking it away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.corpus.corrections import (
    Correction,
    CorrectionError,
    corrected,
    format_corrections,
    parse_corrections,
    with_correction,
)
from quoth.corpus.model import Article, Attribution, Paragraph, Quote, Section, Span, Speaker

TEXT = "“Bread is dear,” she said. “Flour too.” The “bread war” went on."
NOTHING = Attribution(None, None, "none", 0.2)


def quote(name: str, words: str, speaker: str | None) -> Quote:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    outer = Span(span.start - 1, span.end + 1)
    return Quote(f"a:{name}", span, outer, words, "direct", speaker, NOTHING, frozenset({"suspect"}), "odd")


QUOTES = (
    quote("q1", "Bread is dear,", "ida"),
    quote("q2", "Flour too.", "ida"),
    quote("q3", "bread war", None),
)
ARTICLE = Article(
    id="a", source="a.txt", digest="", text=TEXT, title=None, title_span=None, date=None, language="en",
    sections=(Section("a:s", None, 0, Span(0, len(TEXT)), None, 0, 1),),
    paragraphs=(Paragraph("a:p", 0, "a:s", Span(0, len(TEXT)), TEXT, quotes=("a:q1", "a:q2", "a:q3")),),
    quotes=QUOTES, speakers=(Speaker("ida", "Ida Brandt", aliases=("Brandt",)),),
)  # fmt: skip


def test_a_named_speaker_replaces_the_one_found_and_ends_the_doubt() -> None:
    article = corrected(ARTICLE, [Correction("a:q1", speaker="Olaf Olsen")])
    first = article.quotes[0]
    assert article.speaker(first.speaker) == Speaker("olaf-olsen", "Olaf Olsen")
    assert (first.attribution.rule, first.attribution.confidence) == ("corrected", 1.0)
    assert first.flags == {"corrected"}
    assert first.doubt == ""
    assert article.quotes[1:] == ARTICLE.quotes[1:]


def test_a_known_name_or_alias_is_the_person_known() -> None:
    assert corrected(ARTICLE, [Correction("a:q3", speaker="Brandt")]).quotes[2].speaker == "ida"
    assert corrected(ARTICLE, [Correction("a:q1", speaker="")]).quotes[0].speaker is None


def test_whoever_has_no_quote_left_speaks_no_more() -> None:
    one = Correction("a:q1", not_a_quote=True)
    assert corrected(ARTICLE, [one]).speakers == ARTICLE.speakers
    assert corrected(ARTICLE, [one, Correction("a:q2", speaker="")]).speakers == ()
    (left,) = corrected(ARTICLE, [one, Correction("a:q2", speaker="Olaf Olsen")]).speakers
    assert left.name == "Olaf Olsen"


def test_what_is_no_quote_is_gone_from_its_paragraph_too() -> None:
    article = corrected(ARTICLE, [Correction("a:q3", not_a_quote=True)])
    assert [q.id for q in article.quotes] == ["a:q1", "a:q2"]
    assert article.paragraphs[0].quotes == ("a:q1", "a:q2")


def test_two_quotes_become_one() -> None:
    article = corrected(ARTICLE, [Correction("a:q1", merge="a:q2")])
    assert [q.id for q in article.quotes] == ["a:q1", "a:q3"]
    assert article.quotes[0].text == "Bread is dear,” she said. “Flour too."
    assert article.quotes[0].outer.of(TEXT).endswith("”")


def test_quotes_run_on_from_one_to_the_next_and_may_have_another_speaker_too() -> None:
    all_of_it = [
        Correction("a:q1", merge="a:q2"), Correction("a:q2", merge="a:q3"), Correction("a:q1", speaker="Poe"),
    ]  # fmt: skip
    article = corrected(ARTICLE, all_of_it)
    assert [(q.id, q.speaker) for q in article.quotes] == [("a:q1", "poe")]
    assert article.quotes[0].text.endswith("bread war")


def test_no_quote_is_lost_in_a_circle_or_with_one_that_is_none() -> None:
    circle = [Correction("a:q1", merge="a:q2"), Correction("a:q2", merge="a:q1")]
    assert [q.id for q in corrected(ARTICLE, circle).quotes] == ["a:q1", "a:q3"]
    none = [Correction("a:q1", merge="a:q2"), Correction("a:q1", not_a_quote=True)]
    assert [q.id for q in corrected(ARTICLE, none).quotes] == ["a:q2", "a:q3"]
    assert corrected(ARTICLE, [Correction("a:q1", merge="a:q1")]) is ARTICLE


def test_a_new_word_takes_the_place_of_the_old_one_on_the_same_thing() -> None:
    first, merge = Correction("a:q1", speaker="Roe"), Correction("a:q1", merge="a:q2")
    second = Correction("a:q1", not_a_quote=True)
    assert with_correction([first, merge], second) == (merge, second)
    assert with_correction([merge, second], merge) == (second, merge)


def test_the_later_word_counts_and_strangers_change_nothing() -> None:
    twice = [Correction("a:q1", speaker="Olaf Olsen"), Correction("a:q1", speaker="Ida Brandt")]
    assert corrected(ARTICLE, twice).quotes[0].speaker == "ida"
    assert corrected(ARTICLE, [Correction("b:q9", not_a_quote=True)]) is ARTICLE


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f"), max_size=20)


@given(
    st.lists(
        st.builds(Correction, quote=TEXTS, speaker=TEXTS, words=TEXTS, was=TEXTS, made=TEXTS), max_size=4
    )
)
def test_the_file_spells_what_was_said(corrections: list[Correction]) -> None:
    assert list(parse_corrections(format_corrections(corrections))) == corrections


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "[[correction]]\nspeaker = 'x'",
        "[[correction]]\nquote = 'a'\nspaeker = 'x'",
        "[[correction]]\nquote = 'a'",
        "[[correction]]\nquote = 'a'\nspeaker = 'x'\nnot_a_quote = true",
        "[[correction]]\nquote = 1\nspeaker = 'x'",
        "[other]",
    ],
)
def test_a_file_that_says_nothing_usable_is_an_error(text: str) -> None:
    with pytest.raises(CorrectionError):
        parse_corrections(text)
