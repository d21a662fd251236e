"""An article laid out in rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.corpus.article import parse_article
from quoth.corpus.model import Article
from quoth.corpus.values import replace
from quoth.tui.cells import width
from quoth.tui.names import short_names
from quoth.tui.page import MARGIN_FROM, Page, doubtful, lay_out


@pytest.fixture
def mill(articles: tuple[Article, ...]) -> Article:
    return articles[0]


def laid(article: Article, cells: int, *, noise: bool = False) -> Page:
    return lay_out(article, short_names(article.speakers), cells, noise=noise)


def words(article: Article, page: Page) -> str:
    return " ".join(article.text[r.start : r.end] for r in page.rows if r.kind in ("text", "label"))


def test_the_speaker_stands_beside_the_row_where_the_quote_begins(mill: Article) -> None:
    page = laid(mill, 80)
    named = {row.name: mill.text[row.start : row.end] for row in page.rows if row.kind == "text" and row.name}
    assert "“The water will come back" in named["Roe"]
    assert "“I have seen the river" in named["Poe"] or "“Money" in named["Poe"]
    assert "“We will pay" in named["unknown"]


def test_a_speaker_is_named_once_in_a_paragraph(mill: Article) -> None:
    page = laid(mill, 50)
    first, last = page.rows_of(mill.paragraph_at(mill.quotes[0].span.start).ordinal)  # type: ignore[union-attr]
    assert [row.name for row in page.rows[first:last] if row.name] == ["Roe"]


def test_doubt_stands_under_the_name(mill: Article) -> None:
    page = laid(mill, 50)
    names = [row.name for row in page.rows if row.kind == "text"]
    assert names[names.index("Poe") + 1 :][:2].count("?") == 1


def test_rows_with_quoted_words_are_barred(mill: Article) -> None:
    for row in laid(mill, 60).rows:
        if row.kind == "text":
            quoted = any(q.outer.start < row.end and q.outer.end > row.start for q in mill.quotes)
            assert (row.bar is not None) == quoted


def test_in_a_narrow_pane_names_stand_above_the_paragraph(mill: Article) -> None:
    page = laid(mill, MARGIN_FROM - 1)
    captions = [row.name for row in page.rows if row.kind == "caption"]
    assert captions == ["Roe", "Poe ?", "unknown", "Poe"]
    assert page.margin == 0


def test_noise_is_shown_only_on_demand(hand_made: Callable[..., Article]) -> None:
    article = hand_made(
        "3.70 BYN\nA title of its own\n\nThe first sentence of the text stands here.\n", "n.txt"
    )
    if not article.noise:
        pytest.skip("the reader takes these lines for text")
    assert not [row for row in laid(article, 60).rows if row.kind == "noise"]
    assert [row for row in laid(article, 60, noise=True).rows if row.kind == "noise"]


@pytest.mark.parametrize("cells", [20, 30, 45, 46, 60, 100, 200])
def test_no_word_is_lost_at_any_width(mill: Article, cells: int) -> None:
    page = laid(mill, cells)
    assert words(mill, page).split() == " ".join(p.text for p in mill.paragraphs).split() or cells < 24
    for row in page.rows:
        if row.kind == "text":
            assert page.indent + width(mill.text[row.start : row.end]) <= cells


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab “”.\n—漢\u0301\x1b", max_size=200), st.integers(4, 90))
def test_any_text_can_be_laid_out(text: str, cells: int) -> None:
    article = parse_article(text, origin="any", source="any.txt")
    page = lay_out(article, {}, cells, noise=True)
    for paragraph in article.paragraphs:
        first, last = page.rows_of(paragraph.ordinal)
        assert first < last
        assert page.row_of(paragraph.span.start) in range(first, last)


def test_an_offset_finds_its_row(mill: Article) -> None:
    page = laid(mill, 50)
    for quote in mill.quotes:
        row = page.rows[page.row_of(quote.outer.start)]
        assert row.start <= quote.outer.start < row.end


def test_a_text_without_quotes_says_so(hand_made: Callable[..., Article]) -> None:
    article = hand_made("A title of its own\n\nThe first sentence of the text stands here.\n", "n.txt")
    about = [row.text for row in laid(article, 80).rows if row.kind == "about"]
    assert about[-1] == "no quotes found in this text; 1 paragraph is searchable"


def test_an_empty_text_says_so(hand_made: Callable[..., Article]) -> None:
    page = laid(hand_made("", "n.txt"), 80)
    assert [row.text for row in page.rows] == ["nothing to read in this text"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([0.3, 0.9]), min_size=6, max_size=6), st.integers(20, 120))
def test_whoever_is_given_a_quote_with_little_behind_it_has_a_question_mark(
    mill: Article, confidences: list[float], cells: int
) -> None:
    article = replace(
        mill,
        quotes=tuple(
            replace(quote, attribution=replace(quote.attribution, confidence=confidence))
            for quote, confidence in zip(mill.quotes, confidences, strict=True)
        ),
    )
    page = laid(article, cells)
    for quote in filter(doubtful, article.quotes):
        paragraph = article.paragraph_at(quote.span.start)
        assert paragraph is not None
        first, last = page.rows_of(paragraph.ordinal)
        after = min(page.row_of(quote.outer.end - 1) + 2, last)
        near = [r for n, r in enumerate(page.rows[:after]) if n >= first and r.kind in ("caption", "text")]
        assert any(row.name.endswith("?") for row in near)
