"""Authors out of bylines and metadata."""

from __future__ import annotations

import pytest

from quoth.corpus.article import parse_article
from quoth.corpus.bylines import authors_in, byline

PROSE = (
    "The mayor opened the bridge on Monday, and many people came to see it although it rained all day long."
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe", ("Jane Roe",)),
        ("BY JANE ROE", ("Jane Roe",)),
        ("By Jane Roe and John Holt, Staff Writers | 14 October 2025", ("Jane Roe", "John Holt")),
        ("Von Anna Stein und Karl Weber", ("Anna Stein", "Karl Weber")),
        ("Par Anne Dupont, à Lyon", ("Anne Dupont",)),
        ("Por María López y Juan Pérez", ("María López", "Juan Pérez")),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("Author: Newsroom", ("Newsroom",)),
        ("نویسنده: رضا کریمی", ("رضا کریمی",)),
        ("作者：张三", ("张三",)),
    ],
)
def test_a_line_that_says_who_wrote_it(line: str, names: tuple[str, ...]) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By bus to the school",
        "By Tuesday",
        "BY THE MAYOR OF THE TOWN",
        "By Jane Roe was then known to many people.",
        "From Here to Eternity",
        "Von der Brücke aus",
        "Photo: Jane Roe",
        "By " + "Roe " * 60,
    ],
)
def test_lines_that_only_begin_like_one(line: str) -> None:
    assert byline(line) == ()


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Jane Roe <jane@example.org>", ("Jane Roe",)),
        ('"Roe, Jane" <jane@example.org>', ("Jane Roe",)),
        ("jane@example.org", ("jane@example.org",)),
        ("Roe, Jane", ("Jane Roe",)),
        ("Jane Roe, John Holt", ("Jane Roe", "John Holt")),
        (["Jane Roe", "Jane Roe"], ("Jane Roe",)),
        ("https://example.org/jane", ()),
        (None, ()),
    ],
)
def test_names_in_metadata(told: str | list[str] | None, names: tuple[str, ...]) -> None:
    assert authors_in(told) == names


def test_an_article_takes_its_byline_where_the_format_tells_no_author() -> None:
    text = f"A bridge\n\nBy Jane Roe\n\n{PROSE}\n"
    assert parse_article(text, origin="a", source="a").authors == ("Jane Roe",)
    told = parse_article(text, origin="a", source="a", metadata=(("author", "John Holt"),))
    assert told.authors == ("John Holt",)


def test_a_byline_may_stand_at_the_end_but_not_in_the_middle() -> None:
    assert parse_article(f"Мост\n\n{PROSE}\n\nАвтор: Иван Петров\n", origin="a", source="a").authors == (
        "Иван Петров",
    )
    lines = "\n\n".join([PROSE, "By Jane Roe", PROSE, PROSE, PROSE])
    assert parse_article(f"A bridge\n\n{lines}\n", origin="a", source="a").authors == ()
