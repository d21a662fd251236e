"""What holds for any text: no exception, spans that spell it, quotes that do not overlap."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.attribution import Attributed, attribute
from quoth.corpus.model import Line, Span
from quoth.corpus.outline import outline
from quoth.corpus.ranking import calibrated, features, shares, weights

MARKS = ["“", "”", '"', "'", "’", "«", "»", "''", ".", ",", ":", "(", ")", "—", "?", "- "]
BLANKS = [" ", " ", " ", "\n", "\n\n", "\t", "\x00"]
WORDS = ["Jane Roe", "Mr. Doe", "the mayor", "of Elbonia", "he", "she", "who", "said", "says that", "told"]
WORDS += [
    "according to",
    "Roe’s",
    "Roe:",
    "ROE:",
    "Q: ",
    "A: ",
    "a bridge",
    "is old",
    "I",
    "é",
    "日本",
    "Jr.",
]
PIECES = st.sampled_from(MARKS + BLANKS + WORDS)


def check(text: str, found: Attributed) -> None:
    ids = {s.id for s in found.speakers}
    end = 0
    for quote in found.quotes:
        assert quote.span.of(text) == quote.text != ""
        assert quote.outer.holds(quote.span)
        assert quote.outer.start >= end
        end = quote.outer.end
        assert quote.speaker is None or quote.speaker in ids
        evidence = quote.attribution
        assert 0.0 <= evidence.confidence <= 1.0
        for words in (evidence.mention, evidence.cue):
            assert words is None or words.span.of(text) == words.text != ""
        assert all(0.0 <= c.share <= 1.0 for c in evidence.candidates)
    assert {q.speaker for q in found.quotes} - {None} == ids
    for speaker in found.speakers:
        assert all(role.span.of(text) for role in speaker.roles)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.booleans())
def test_any_text_is_read_and_its_evidence_spells_it(text: str, indirect: bool) -> None:
    check(text, attribute(text, outline(text), indirect=indirect))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_string_is_read(text: str) -> None:
    check(text, attribute(text, outline(text)))


def test_no_text_no_quotes() -> None:
    assert attribute("", ()) == Attributed((), ())


def test_shares_sum_to_one_and_confidence_rises_with_them() -> None:
    table = weights("en")
    values = shares([[(features, "R:colon")], [(features, "R:according-to")], []], table.speaker)
    assert abs(sum(values) - 1.0) < 1e-9
    steps = [calibrated(n / 50, table.steps) for n in range(51)]
    assert steps == sorted(steps)
    assert 0.0 <= steps[0] < steps[-1] <= 1.0


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "“",
        '“”„«»"',
        "''",
        "'a ",
        "‘as’ b ",
        "“we go on,” he said. ",
        "“Xx yy zz,” Aaa Bbb ",
        "( a ",
        "Aa ",
        "of ",
    ],
)
def test_hostile_text_is_read(piece: str) -> None:
    text = piece * (6_000 // len(piece))
    check(text, attribute(text, [Line("paragraph", Span(0, len(text.rstrip())))]))


def test_quotes_in_headings_do_not_count_and_headings_never_speak() -> None:
    text = (
        "# “It is late,” says Roe\n\n## Roe: We go\n\nJohn Doe laughed. “It is not late at all,” he said.\n"
    )
    found = attribute(text, outline(text))
    assert [q.text for q in found.quotes] == ["It is not late at all,"]
    assert [s.name for s in found.speakers] == ["John Doe"]


def test_a_language_with_borrowed_weights_is_less_sure() -> None:
    english, french = "“It is late today,” said Jane Roe.", "« Il est tard », a dit Jane Roe."
    sure = attribute(english, outline(english)).quotes[0].attribution
    unsure = attribute(french, outline(french), code="fr").quotes[0].attribution
    assert (sure.rule, unsure.rule) == ("quote-said-name", "quote-said-name")
    assert unsure.confidence < sure.confidence


def test_a_quotation_left_open_in_the_title_is_continued_by_nobody() -> None:
    from quoth.corpus.article import parse_article

    article = parse_article("Bread «is dear\n“It is.", origin="x", source="x")
    assert all(quote.speaker is None for quote in article.quotes)
