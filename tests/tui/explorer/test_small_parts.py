"""Names, dispersion, panes, editing, palettes, evidence: the small pure parts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.model import Article, Speaker
from quoth.corpus.values import replace
from quoth.index.results import FacetCount
from quoth.tui import editing
from quoth.tui.cells import width
from quoth.tui.counts import speaker_labels
from quoth.tui.dispersion import bins, sparkline
from quoth.tui.editing import Edit
from quoth.tui.evidence import citation, evidence, speaker_name
from quoth.tui.names import by_frequency, short_name, short_names
from quoth.tui.panes import Panes, card_rows, share
from quoth.tui.theme import THEMES, palette, plain_theme


@pytest.mark.parametrize(
    ("name", "aliases", "expected"),
    [
        ("Jane Roe", (), "Roe"),
        ("Roe", (), "Roe"),
        ("John Roe Jr.", (), "Roe"),
        ("Henry Poe III", (), "Poe"),
        ("Ministry of Mills", (), "Ministry of Mills"),
        ("The Elm Society", (), "The Elm Society"),
        ("Li Wen", ("Li",), "Li"),
        ("Jane Roe", ("Roe", "Jane"), "Roe"),
    ],
)
def test_short_name(name: str, aliases: tuple[str, ...], expected: str) -> None:
    assert short_name(Speaker("x", name, (), aliases)) == expected


def test_two_people_of_one_name_are_told_apart() -> None:
    assert short_names([Speaker("a", "Jane Roe"), Speaker("b", "Max Roe"), Speaker("c", "Tom Poe")]) == {
        "a": "Jane Roe",
        "b": "Max Roe",
        "c": "Poe",
    }


def test_most_quoted_first_ties_in_text_order() -> None:
    people = [Speaker("a", "A"), Speaker("b", "B"), Speaker("c", "C")]
    assert [s.id for s in by_frequency(people, ["c", "c", "b", "a", None])] == ["c", "a", "b"]


def test_bins_and_bars() -> None:
    assert bins([(0, 1), (99, 3), (100, 1), (50, 2)], 100, 4) == [1, 0, 2, 4]
    assert sparkline([1, 0, 2, 4]) == "▂ ▄█"
    assert sparkline([1, 0], top=8) == "▁ "
    assert sparkline([]) == ""


@settings(max_examples=60)
@given(st.lists(st.integers(0, 1000), max_size=12), st.integers(0, 2000))
def test_something_is_never_drawn_as_nothing(parts: list[int], top: int) -> None:
    drawn = sparkline(parts, top)
    assert [c == " " for c in drawn] == [p == 0 for p in parts]


@pytest.mark.parametrize(
    ("cells", "outline", "speakers", "expected"),
    [
        (140, False, False, Panes(33, 79, 28)),
        (120, False, False, Panes(28, 64, 28)),
        (119, False, False, Panes(0, 119, 0, card=True)),
        (80, True, False, Panes(27, 80, 0, card=True)),
        (80, False, True, Panes(0, 80, 27, card=True)),
        (59, True, False, Panes(59, 59, 0, card=True)),
        (40, False, False, Panes(0, 40, 0, card=True)),
    ],
)
def test_panes(cells: int, outline: bool, speakers: bool, expected: Panes) -> None:
    assert share(cells, outline=outline, speakers=speakers) == expected


@given(st.integers(1, 60), st.integers(1, 200))
def test_a_card_is_as_high_as_its_contents_and_leaves_half_of_a_large_page(rows: int, wanted: int) -> None:
    height = card_rows(rows, wanted)
    assert 1 <= height <= min(rows, wanted)
    assert height == wanted or height >= min(rows, 8)
    assert height <= max(rows // 2, 8)


def test_typing_and_correcting() -> None:
    edit = Edit()
    for letter in "the mill":
        edit = editing.insert(edit, letter)
    assert edit == Edit("the mill", 8)
    edit = editing.delete_word_left(edit)
    assert edit == Edit("the ", 4)
    edit = editing.insert(editing.word_left(edit), "at ")
    assert edit == Edit("at the ", 3)
    assert editing.delete_left(editing.move(edit, -9)) == Edit("at the ", 0)


def test_a_paste_is_one_safe_line() -> None:
    assert editing.insert(Edit("a"), "\n\nb\x1b]0;x\x07c\nd").text == "b\ufffd]0;x\ufffdca"
    assert len(editing.insert(Edit(), "x" * 1_000_000).text) == editing.LONGEST


@settings(max_examples=80)
@given(st.lists(st.sampled_from([*editing.KEYS, "a", " ", "漢"]), max_size=30))
def test_the_caret_never_leaves_the_line(keys: list[str]) -> None:
    edit = Edit()
    for key in keys:
        edit = editing.KEYS[key](edit) if key in editing.KEYS else editing.insert(edit, key)
        assert 0 <= edit.caret <= len(edit.text)


@pytest.mark.parametrize("name", THEMES)
def test_every_palette_has_eight_different_speakers(name: str) -> None:
    assert len({str(style) for style in palette(name, {}).speakers}) == 8


def test_a_light_terminal_gets_dark_colours() -> None:
    assert palette("ansi", {"COLORFGBG": "0;15"}) != palette("ansi", {"COLORFGBG": "15;0"})


def test_without_colour_the_terminals_own_is_used() -> None:
    assert plain_theme("dark", {"NO_COLOR": "1"}) == "ansi"
    assert plain_theme("dark", {"NO_COLOR": ""}) == "dark"


def test_evidence_names_mention_cue_rule_and_who_else(articles: tuple[Article, ...]) -> None:
    mill = articles[0]
    facts = {fact.label: fact.text for fact in evidence(mill, mill.quotes[0])}
    assert facts["mention"] == "Roe"
    assert facts["cue"] == "said"
    assert facts["rule"] == "quote-verb-name"
    assert facts["confidence"] == "0.95"
    assert facts["also considered"] == "Ann Moe 0.10"


def test_evidence_marks_spell_mention_and_cue(articles: tuple[Article, ...]) -> None:
    for article in articles:
        for quote in article.quotes:
            for fact in evidence(article, quote):
                found = quote.attribution
                spelled = {w.text for w in (found.mention, found.cue) if w is not None}
                assert {fact.text[m.start : m.end] for m in fact.marks} <= spelled


def test_a_citation_carries_speaker_source_and_anchor(articles: tuple[Article, ...]) -> None:
    quote = articles[0].quotes[0]
    text = citation(articles[0], quote)
    assert quote.text in text
    assert "Jane Roe" in text
    assert "mill.txt" in text
    assert "2025-06-01" in text
    assert quote.id in text


def test_a_citation_says_when_the_speaker_is_in_doubt_or_unknown(articles: tuple[Article, ...]) -> None:
    mill = articles[0]
    suspect = replace(mill.quotes[0], flags=frozenset({"suspect"}), doubt="speaks of herself")
    assert "in doubt" in citation(mill, suspect)
    assert evidence(mill, suspect)[0].label == "suspect"
    nobody = next(q for q in mill.quotes if q.speaker is None)
    assert speaker_name(mill, nobody) == "unknown"


@given(st.text(alphabet="ab 中", max_size=40), st.integers(0, 40), st.integers(0, 60), st.integers(4, 30))
def test_a_long_line_is_moved_no_further_than_the_caret_needs(
    text: str, caret: int, before: int, room: int
) -> None:
    edit = editing.Edit(text, min(caret, len(text)))
    shift = editing.scrolled(edit, before, room, width)
    assert 0 <= shift <= edit.caret
    assert width(text[shift : edit.caret]) <= room - 1
    assert shift == 0 or width(text[shift - 1 :]) > room - 1
    assert editing.scrolled(edit, shift, room, width) == shift


def test_two_people_of_one_name_in_two_articles_are_told_apart(articles: tuple[Article, ...]) -> None:
    facets = (FacetCount("jane-roe", "Jane Roe", 3), FacetCount("max-roe", "Max Roe", 2))
    names, ranks = speaker_labels(articles[0], facets)
    assert (names["jane-roe"], names["max-roe"]) == ("Jane Roe", "Max Roe")
    assert len(set(ranks.values())) == len(ranks)
