"""The lines around the panes: messages go with the next key, a new search replaces the words, help scrolls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quoth.tui import gathering
from quoth.tui.reports import Lines
from quoth.tui.widgets.concordance_list import ConcordanceList
from quoth.tui.widgets.library_list import LibraryList


def test_a_message_stays_until_the_next_key(explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> tuple[str, str, str]:
        await explorer.keys("n")
        said = explorer.lines()[-1]
        await explorer.pilot.pause(0.3)
        still = explorer.lines()[-1]
        await explorer.keys("j")
        return said, still, explorer.lines()[-1]

    said, still, after = explore(look)
    assert "no hits to step through" in said
    assert still == said
    assert "paragraph" in after


@pytest.mark.parametrize(
    ("keys", "query"),
    [
        ("dust", "dust"),  # the first letter replaces the words
        ("right s", "river s"),  # a key that moves keeps them
        ("end backspace", "rive"),
        ("backspace", ""),
        ("", "river"),
    ],
)
def test_a_new_search_replaces_the_words_of_the_old_one(
    keys: str, query: str, explore: Callable[..., Any]
) -> None:
    async def look(explorer: Any) -> str:
        await explorer.keys("slash")
        await explorer.type("river")
        await explorer.keys("escape", "slash")
        for key in keys.split(" "):
            if key in ("right", "end", "backspace"):
                await explorer.keys(key)
                if key == "right":
                    await explorer.keys("space")
            else:
                await explorer.type(key)
        return str(explorer.session.query)

    assert explore(look) == query


def test_filters_stay_when_the_words_are_replaced(explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> str:
        await explorer.keys("slash")
        await explorer.paste('river speaker:"Jane Roe" mill')
        await explorer.keys("escape", "slash")
        await explorer.type("dust")
        return str(explorer.session.query)

    assert explore(look) == 'dust speaker:"Jane Roe"'


def test_what_will_be_replaced_is_marked_without_colour_too(explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> list[str]:
        await explorer.keys("slash")
        await explorer.paste("river kind:quote")
        await explorer.keys("escape", "slash")
        row = next(strip for strip in explorer.strips() if "river" in strip.text)
        return [s.text for s in row if s.style is not None and s.style.reverse]

    assert "".join(explore(look, environ={"NO_COLOR": "1"})).strip() == "river"


def test_help_says_which_part_of_it_is_on_the_page(explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> tuple[list[str], list[str]]:
        await explorer.keys("question_mark")
        first = explorer.lines()
        await explorer.keys("G")
        return first, explorer.lines()

    first, last = explore(look)
    count = int(first[0].split()[-1])
    assert f"lines 1-22 of {count}" in first[0]
    assert "Space page" in first[-1]
    assert f"{count} of {count}" in last[0]


@pytest.mark.parametrize("key", ["k", "L"], ids=["concordance", "library"])
def test_of_a_hundred_thousand_rows_only_those_on_the_page_are_drawn(
    key: str, explore: Callable[..., Any], real: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening and every move draw as many rows as of a short list."""
    gather = gathering.gather
    drawn = 0

    def many(times: int) -> Callable[..., object]:
        def found(index: Any, view: Any, query: str) -> object:
            contents: Any = gather(index, view, query)
            return Lines(contents.lines * times) if isinstance(contents, Lines) else contents * times

        return found

    def counted(draw: Callable[..., Any]) -> Callable[..., Any]:
        def pieces(widget: Any, row: int) -> Any:
            nonlocal drawn
            drawn += 1
            return draw(widget, row)

        return pieces

    monkeypatch.setattr(ConcordanceList, "pieces", counted(ConcordanceList.pieces))
    monkeypatch.setattr(LibraryList, "pieces", counted(LibraryList.pieces))

    async def walk(explorer: Any) -> list[int]:
        nonlocal drawn
        await explorer.keys("slash")
        await explorer.paste("the")
        await explorer.keys("escape")
        costs = []
        for move in (key, "j", "G", "up", "g", "pagedown"):
            drawn = 0
            await explorer.keys(move)
            costs.append(drawn)
        return costs

    costs = []
    for times in (10, 20_000):
        monkeypatch.setattr(gathering, "gather", many(times))
        costs.append(explore(walk, open_index=real))
    few, lots = costs
    assert max(lots) <= 3 * 24
    assert [lot <= one + 24 for lot, one in zip(lots, few, strict=True)] == [True] * len(few)
