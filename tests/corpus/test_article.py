"""A text becomes an article whose parts know their place and keep their ids."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.article import articles_of_bytes, parse_article, read_article
from quoth.corpus.attribution import attribute
from quoth.corpus.model import Article
from quoth.corpus.outline import outline
from quoth.corpus.reading import ReadFailure, harmless
from quoth.corpus.record import article_from_json, article_to_json, outline_record, quote_record
from quoth.corpus.settings import ReadSettings

TEXT = """Bread gets dearer

The price of bread rose on Monday. “We had no choice,” said Ida Brandt, who heads the guild of bakers.

What the bakers want
“Flour has doubled in price,” Brandt said. “Nobody can live on that.”
The ministry did not answer.
"""


def parsed(text: str) -> Article:
    return parse_article(text, origin="test", source="test.txt")


def test_sections_hold_their_paragraphs_and_the_lead_has_no_heading() -> None:
    article = parsed(TEXT)
    assert article.title == "Bread gets dearer"
    assert [(s.heading, s.first, s.last) for s in article.sections] == [
        (None, 0, 1),
        ("What the bakers want", 1, 3),
    ]
    assert [p.text for p in article.paragraphs][2] == "The ministry did not answer."


def test_quotes_belong_to_the_paragraph_they_stand_in() -> None:
    article = parsed(TEXT)
    by_id = {quote.id: quote for quote in article.quotes}
    assert [len(p.quotes) for p in article.paragraphs] == [1, 2, 0]
    for paragraph in article.paragraphs:
        assert all(paragraph.span.holds(by_id[quote].outer) for quote in paragraph.quotes)
        assert article.paragraph_at(paragraph.span.start) == paragraph
    assert article.section_of(article.quotes[1].span.start).heading == "What the bakers want"


def test_ids_survive_edits_elsewhere_and_differ_for_equal_words() -> None:
    before = parsed(TEXT)
    after = parsed(
        TEXT.replace("The ministry did not answer.", "The ministry answered late. “So be it,” it said.")
    )
    assert {q.id for q in before.quotes} < {q.id for q in after.quotes}
    assert {p.id for p in before.paragraphs[:2]} < {p.id for p in after.paragraphs}
    twice = parsed("“Never again,” she said.\n\n“Never again,” she said.\n")
    assert len({q.id for q in twice.quotes}) == len(twice.quotes) == 2


def test_another_place_gives_another_article_id(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    one, two = read_article(tmp_path / "a.txt"), read_article(tmp_path / "b.txt")
    assert one.id != two.id
    assert one.digest == two.digest
    with pytest.raises(ReadFailure, match="missing"):
        read_article(tmp_path / "c.txt")


def test_an_article_survives_json() -> None:
    article = parsed(TEXT)
    assert article_from_json(article_to_json(article)) == article
    # a title of nothing has a place
    empty = parsed("(laughs)\n\n# #\n")
    assert article_from_json(article_to_json(empty)) == empty
    for broken in (
        "",
        "[]",
        "{}",
        '{"stored": 99}',
        article_to_json(article).replace('"quotes"', '"quirks"'),
    ):
        with pytest.raises(ValueError, match=r"."):
            article_from_json(broken)


def test_a_quote_record_has_the_frozen_keys() -> None:
    article = parsed(TEXT)
    record = quote_record(article, article.quotes[0])
    assert list(record) == [
        "schema", "id", "article", "source", "title", "section", "kind", "text", "start", "end",
        "speaker", "mention", "cue", "rule", "confidence", "suspect",
    ]  # fmt: skip
    assert article.text[record["start"] : record["end"]] == record["text"] == "We had no choice,"


def test_an_outline_record_counts_what_sections_hold() -> None:
    record = outline_record(parsed(TEXT))
    assert [(s["heading"], s["paragraphs"], s["quotes"]) for s in record["sections"]] == [
        (None, 1, 1),
        ("What the bakers want", 2, 2),
    ]


MARKED = st.text(alphabet=st.sampled_from("ab Cd.,:\n\n“”\"«»„‘’'—-#*1é中\u202e\x1b"), max_size=400)


@settings(max_examples=100, deadline=None)
@given(MARKED)
def test_any_text_makes_an_article_whose_spans_spell_it(raw: str) -> None:
    article = parsed(harmless(raw))
    text = article.text
    assert len(text) == len(raw)
    assert all(p.span.of(text) == p.text for p in article.paragraphs)
    assert all(q.span.of(text) == q.text and q.outer.holds(q.span) for q in article.quotes)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(article.quotes))
    for quote in article.quotes:
        for words in (quote.attribution.mention, quote.attribution.cue):
            assert words is None or words.span.of(text) == words.text
        assert quote.speaker is None or article.speaker(quote.speaker) is not None
        assert 0 <= quote.attribution.confidence <= 1
    ids = [part.id for part in (*article.quotes, *article.paragraphs, *article.sections)]
    assert len(set(ids)) == len(ids)
    assert article_from_json(article_to_json(article)) == article


def test_a_text_that_takes_too_long_is_left_out_and_the_rest_of_its_archive_is_read() -> None:
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "The mayor spoke. “It rains,” she said.\n")
        archive.writestr("b.txt", "The miller spoke. “It pours,” he said.\n")
    late = ReadSettings(seconds=-1.0)
    found = list(articles_of_bytes(packed.getvalue(), origin="a.zip", source="a.zip", settings=late))
    assert [(part.source, part.reason) for part in found] == [
        ("a.zip#a.txt", "too-slow"),
        ("a.zip#b.txt", "too-slow"),
    ]


def test_the_time_limit_reaches_into_the_attribution() -> None:
    asked = 0

    def check() -> None:
        nonlocal asked
        asked += 1
        if asked == 3:
            raise ReadFailure("too-slow", "takes too long")

    text = "“It rains,” she said.\n\n" * 10
    with pytest.raises(ReadFailure):
        attribute(text, outline(text), check=check)
    assert asked == 3
