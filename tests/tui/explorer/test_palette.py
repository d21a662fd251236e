"""The palette: what a few letters mean, and that everything in it leads somewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quoth.corpus.model import Article
from quoth.tui.matching import best, score
from quoth.tui.views import Listing, Matrix, Person, Reading


@pytest.mark.parametrize(
    ("wanted", "better", "worse"),
    [
        ("susp", "quotes in doubt is:suspect", "we support Iran’s peaceful energy"),
        ("rive", "the river", "reading is very easy"),
        ("jr", "Jane Roe", "major"),
        ("roe", "Jane Roe", "heroes of labour"),
    ],
)
def test_what_is_meant_comes_first(wanted: str, better: str, worse: str) -> None:
    assert best(wanted, [(worse, 0), (better, 0)], 2)[0][0] == better


@settings(max_examples=80)
@example("aa", "ba-a")
@given(st.text("abc -", max_size=4), st.text("abcdé -", max_size=12))
def test_a_label_answers_to_its_own_letters_in_order(wanted: str, label: str) -> None:
    letters = iter(label.casefold().replace("é", "e"))
    subsequence = all(letter in letters for letter in wanted if letter.isalpha())
    assert (score(wanted, label) > 0) == subsequence


def test_no_letters_keep_the_order() -> None:
    assert [label for label, _ in best("", [("b", 0), ("a", 0), ("c", 0)], 2)] == ["b", "a"]


@pytest.mark.parametrize(
    ("letters", "view"),
    [("matrix", Matrix), ("Tom Poe", Person), ("A bridge over", Reading), ("is:unattr", Listing)],
)
def test_everything_in_it_leads_somewhere(
    letters: str, view: type, explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def choose(explorer: Any) -> tuple[type, str]:
        await explorer.keys("colon")
        await explorer.paste(letters)
        await explorer.keys("enter")
        return type(explorer.session.view), explorer.session.article

    found, _ = explore(choose, open_index=real)
    assert found is view


def test_a_section_is_gone_to(
    explore: Callable[..., Any], real: Callable[[], Any], articles: tuple[Article, ...]
) -> None:
    async def choose(explorer: Any) -> str:
        await explorer.keys("colon")
        await explorer.paste("council wants")
        await explorer.keys("enter")
        return articles[0].section_of(explorer.app.screen.desk.article.at).heading

    assert explore(choose, open_index=real) == "What the council wants"


def test_actions_are_offered_without_an_index(explore: Callable[..., Any]) -> None:
    def broken() -> Any:
        raise OSError("the index is gone")

    async def choose(explorer: Any) -> tuple[str, str]:
        await explorer.keys("colon")
        await explorer.paste("outline")
        shown = explorer.text()
        await explorer.keys("enter")
        return shown, explorer.place

    shown, place = explore(choose, open_index=broken)
    assert "outline" in shown
    assert place == "outline"
