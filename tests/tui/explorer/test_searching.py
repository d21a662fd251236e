"""Searching as people do it: type, look, open, step, filter, go back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from textual import events

from quoth.corpus.model import Article
from quoth.tui.session import Listing, Reading


def test_typing_shows_hits_grouped_by_article(explore: Callable[..., Any]) -> None:
    async def search(explorer: Any) -> list[str]:
        await explorer.keys("slash")
        await explorer.type("river")
        return [line.strip() for line in explorer.lines() if line.strip()]

    lines = explore(search)
    assert "3 hits · 2 articles" in lines[1]
    mill, bridge = (
        next(n for n, line in enumerate(lines[2:]) if name in line) for name in ("The mill", "A bridge")
    )
    assert mill < bridge


def test_keys_typed_in_a_burst_ask_once(explore: Callable[..., Any], index: Any) -> None:
    async def burst(explorer: Any) -> list[str]:
        await explorer.keys("slash")
        for letter in "river":
            explorer.app.screen.desk.search.post_message(events.Key(letter, letter))
        await explorer.settled()
        return list(index.asked)

    assert explore(burst) == ["river"]


def test_an_answer_that_comes_late_is_dropped(explore: Callable[..., Any], index: Any) -> None:
    held, begun = threading.Event(), threading.Event()
    honest = index.search

    def slow(query: str, **options: Any) -> Any:
        if query == "mill":
            begun.set()
            held.wait(20)
        return honest(query, **options)

    index.search = slow

    async def race(explorer: Any) -> tuple[str, int]:
        await explorer.pilot.press("slash", *"mill")
        while not begun.is_set():
            await explorer.pilot.pause()
        explorer.app.screen.ask("river")
        held.set()
        await explorer.settled()
        return explorer.session.results.query, explorer.session.answered - explorer.session.generation

    assert explore(race) == ("river", 0)


def test_enter_typed_before_the_answer_opens_the_first_hit(explore: Callable[..., Any]) -> None:
    async def hurry(explorer: Any) -> Any:
        await explorer.pilot.press("slash", *"river", "enter")
        await explorer.settled()
        return explorer.session

    session = explore(hurry)
    assert session.hit == 0
    assert isinstance(session.view, Reading)


def test_steps_cross_articles_and_escape_leads_back_to_the_list(
    explore: Callable[..., Any], articles: tuple[Article, ...]
) -> None:
    async def step(explorer: Any) -> list[Any]:
        await explorer.keys("slash")
        await explorer.type("river")
        await explorer.keys("enter", "n")
        seen = [explorer.session.article, explorer.row("hit 2 of 3").strip()]
        await explorer.keys("escape")
        seen.append(isinstance(explorer.session.view, Listing))
        await explorer.keys("escape")
        return [*seen, explorer.session.article, explorer.place]

    mill, bridge = (article.id for article in articles)
    article, bar, listing, last, place = explore(step)
    assert article == bridge
    assert bar.startswith("/ river")
    assert (listing, last, place) == (True, mill, "article")


def test_hits_are_marked_with_more_than_colour(explore: Callable[..., Any]) -> None:
    async def marked(explorer: Any) -> list[str]:
        await explorer.keys("slash")
        await explorer.type("wheel")
        await explorer.keys("enter")
        return [
            segment.text
            for strip in explorer.strips()[2:]
            for segment in strip
            if segment.style is not None and segment.style.underline and segment.style.bold
        ]

    words = explore(marked)
    assert len(words) >= 2
    assert {word.casefold() for word in words} == {"wheel"}


def test_a_filter_is_text_that_can_be_deleted(explore: Callable[..., Any]) -> None:
    async def narrow(explorer: Any) -> list[Any]:
        await explorer.keys("slash")
        await explorer.type("river")
        await explorer.keys("escape", "s")
        while explorer.app.screen.desk.speakers.current.name != "Jane Roe":
            await explorer.keys("j")
        await explorer.keys("space")
        narrowed = (explorer.session.query, explorer.session.results.total)
        await explorer.keys("escape", "slash")
        await explorer.keys("ctrl+w", "ctrl+w")
        return [narrowed, explorer.session.query.strip(), explorer.session.results.total]

    assert explore(narrow) == [('river speaker:"Jane Roe"', 1), "river", 3]


def test_several_speakers_and_all_but_one(explore: Callable[..., Any]) -> None:
    async def several(explorer: Any) -> list[str]:
        await explorer.keys("s", "space", "j", "space")
        both = explorer.session.query
        await explorer.keys("space", "minus")
        return [both, explorer.session.query]

    both, one = explore(several)
    assert both.count(",") == 1
    assert one.count('"') == 4
    assert " -speaker:" in one


def test_counts_are_of_the_hits(explore: Callable[..., Any]) -> None:
    async def count(explorer: Any) -> tuple[str, str]:
        before = explorer.row(" Poe  ")
        await explorer.keys("slash")
        await explorer.type("river")
        return before, next(line for line in explorer.lines() if " Poe " in line[110:])

    before, after = explore(count, (140, 30))
    assert before.split("Poe")[-1].split()[0] == "3"
    assert after[110:].split("Poe")[-1].split()[0] == "1"


def test_an_error_stands_under_its_word_and_the_results_stay(explore: Callable[..., Any]) -> None:
    async def err(explorer: Any) -> tuple[list[str], int]:
        await explorer.keys("slash")
        await explorer.type("river")
        explorer.app.screen.ask("river spekaer:roe")
        await explorer.settled()
        return explorer.lines(), len(explorer.session.hits)

    lines, hits = explore(err)
    assert lines[2].index("^") == lines[1].index("spekaer")
    assert "unknown field" in lines[2]
    assert hits > 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("river spekaer:roe", "river speaker:roe"),
        ("-kind:qoute river", "-kind:quote river"),
        ('kind:"qoute" river', "kind:quote river"),
    ],
)
@pytest.mark.parametrize("leave", [(), ("escape",)])
def test_tab_takes_what_an_error_asks_whether_it_was_meant(
    typed: str, meant: str, leave: tuple[str, ...], explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def take(explorer: Any) -> tuple[str, str, Any]:
        await explorer.keys("slash")
        await explorer.paste(typed)
        status = explorer.lines()[-1]
        await explorer.keys(*leave, "tab")
        return status, explorer.session.query, explorer.session.problem

    status, query, problem = explore(take, open_index=real)
    assert "Tab take" in status
    assert (query, problem) == (meant, None)


def test_tab_takes_the_suggestion(explore: Callable[..., Any]) -> None:
    async def take(explorer: Any) -> list[Any]:
        await explorer.keys("slash")
        await explorer.type("rivr")
        offered = explorer.row("nearest")
        await explorer.keys("tab")
        return [offered, explorer.session.query, explorer.session.results.total]

    offered, query, total = explore(take)
    assert "river" in offered
    assert (query, total) == ("river", 3)


def test_a_broken_index_is_said_and_reading_goes_on(explore: Callable[..., Any]) -> None:
    def broken() -> Any:
        raise OSError("the index is gone")

    async def search(explorer: Any) -> tuple[str, str]:
        await explorer.keys("slash")
        await explorer.type("river")
        said = explorer.row("the index is gone")
        await explorer.keys("escape", "escape", "escape")
        return said, explorer.text()

    said, text = explore(search, open_index=broken)
    assert "the search failed" in said
    assert "The mill stood still" in text


def test_the_index_is_opened_with_the_first_question(explore: Callable[..., Any], index: Any) -> None:
    opened: list[str] = []

    async def use(explorer: Any) -> int:
        await explorer.keys("j", "right_parenthesis", "o", "escape")
        before = len(opened)
        await explorer.keys("slash")
        await explorer.type("river")
        await explorer.type("s")
        return before

    assert explore(use, open_index=lambda: opened.append("") or index) == 0
    assert len(opened) == 1


def test_why_and_copy_work_on_a_hit(explore: Callable[..., Any]) -> None:
    copied: list[str] = []

    async def ask(explorer: Any) -> tuple[str, str]:
        explorer.app.screen._copy_out = lambda text: copied.append(text) or "sent there"
        await explorer.keys("slash")
        await explorer.type("conveyor OR dry")
        await explorer.keys("ctrl+u")
        await explorer.type("dry")
        await explorer.keys("escape", "y")
        said = explorer.row("sent there")
        await explorer.keys("w")
        return said, explorer.text()

    _, why = explore(ask)
    assert "quote-verb-name" in why
    assert "Tom Poe" in copied[0]
    assert "dry for years" in copied[0]


def test_nothing_moves_under_the_cursor_while_filters_are_set(explore: Callable[..., Any]) -> None:
    async def toggle(explorer: Any) -> list[list[str]]:
        seen = []
        await explorer.keys("s", "j")
        for _ in range(3):
            await explorer.keys("minus")
            seen.append([row.label for row in explorer.app.screen.desk.speakers._rows][:3])
        return seen

    first, second, third = explore(toggle)
    assert first == second == third


def test_a_click_points_and_a_double_click_opens(explore: Callable[..., Any]) -> None:
    async def click(explorer: Any) -> tuple[Any, Any]:
        await explorer.keys("slash")
        await explorer.type("river")
        results = explorer.app.screen.desk.results
        row = results._rows_of_hits[1]
        await explorer.pilot.click(results, offset=(20, row))
        await explorer.settled()
        pointed = explorer.session.view
        await explorer.pilot.click(results, offset=(20, row), times=2)
        await explorer.settled()
        return pointed, explorer.session.hit

    pointed, hit = explore(click)
    assert pointed == Listing(1)
    assert hit == 1


def test_a_hit_in_another_article_opens_on_its_own_page(explore: Callable[..., Any]) -> None:
    async def open_it(explorer: Any) -> tuple[str, str]:
        await explorer.keys("slash")
        await explorer.type("tons")
        await explorer.keys("enter")
        return explorer.row("▸"), str(explorer.text())

    row, text = explore(open_it)
    assert "No cart above two tons" in row
    assert "A bridge over the Elm" in text
    assert "The mill" not in text


def test_a_hit_deep_in_a_long_paragraph_opens_with_what_leads_to_it(
    explore: Callable[..., Any], hand_made: Callable[..., Article], fake_index: Callable[..., Any]
) -> None:
    long = hand_made(
        "A long text\n\n" + "The street goes on and on. " * 60 + "A zebra stands there.\n", "l.txt"
    )

    async def open_it(explorer: Any) -> int:
        await explorer.keys("slash")
        await explorer.type("zebra")
        await explorer.keys("enter")
        return next(n for n, line in enumerate(explorer.lines()) if "▸" in line and "zebra" in line)

    assert explore(open_it, of=(long,), open_index=lambda: fake_index((long,))) > 5
