"""Saying who said it, on the spot; and giving up what takes too long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quoth.corpus.corrections import parse_corrections
from quoth.corpus.model import Article
from quoth.tui import correcting
from quoth.tui.screens import searching
from quoth.tui.user_files import corrections_file


@pytest.mark.parametrize(
    ("typed", "speaker", "no_quote"),
    [
        ("Ann  Moe", "Ann Moe", False),
        ("roe", "Jane Roe", False),
        ("unknown", "", False),
        ("?", "", False),
        ("-", None, True),
    ],
)
def test_what_is_typed_becomes_a_correction(
    typed: str, speaker: str | None, no_quote: bool, articles: tuple[Article, ...]
) -> None:
    quote = articles[0].quotes[2]
    made = correcting.correction_of(articles[0], quote, typed)
    assert (made.speaker, made.not_a_quote, made.was) == (speaker, no_quote, "Tom Poe")
    assert made.quote == quote.id


def test_a_correction_is_shown_at_once_and_kept(
    explore: Callable[..., Any], real: Callable[[], Any], tmp_path: Path
) -> None:
    environ = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}

    async def correct(explorer: Any) -> tuple[str, str | None, str]:
        await explorer.keys("right_parenthesis", "w", "c", "ctrl+u")
        await explorer.paste("Ann Moe")
        await explorer.keys("enter")
        said = explorer.lines()[-1]
        return said, explorer.app.screen.desk.article.quote.speaker, explorer.text()

    said, speaker, text = explore(correct, open_index=real, environ=environ)
    assert "kept" in said
    assert speaker == "ann-moe"
    assert any("Moe" in line.split()[:2] for line in text.splitlines())
    (kept,) = parse_corrections(corrections_file(environ).read_text())
    assert (kept.speaker, kept.was) == ("Ann Moe", "Jane Roe")


def test_the_index_follows_a_correction(
    explore: Callable[..., Any], real: Callable[[], Any], tmp_path: Path
) -> None:
    environ = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}

    async def correct(explorer: Any) -> tuple[int, int]:
        await explorer.keys("slash")
        await explorer.paste("speaker:moe")
        before = explorer.session.results.total
        await explorer.keys("ctrl+u")
        await explorer.paste("always")
        await explorer.keys("enter", "w", "c", "ctrl+u")
        await explorer.paste("Ann Moe")
        await explorer.keys("enter", "slash", "ctrl+u")
        await explorer.paste("speaker:moe")
        return before, explorer.session.results.total

    before, after = explore(correct, open_index=real, environ=environ)
    assert after == before + 1


def test_an_empty_line_corrects_nothing(explore: Callable[..., Any], tmp_path: Path) -> None:
    environ = {"XDG_DATA_HOME": str(tmp_path)}

    async def empty(explorer: Any) -> tuple[str, str | None]:
        await explorer.keys("right_parenthesis", "w", "c", "ctrl+u", "enter")
        return explorer.lines()[-1], explorer.app.screen.desk.article.quote.speaker

    said, speaker = explore(empty, environ=environ)
    assert said.strip() == "nothing changed"
    assert speaker == "jane-roe"
    assert not corrections_file(environ).exists()


@pytest.mark.parametrize("searched", [False, True])
def test_a_correction_is_taken_back_where_it_is_explained(
    searched: bool, explore: Callable[..., Any], real: Callable[[], Any], tmp_path: Path
) -> None:
    environ = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}

    async def undo(explorer: Any) -> list[str | None]:
        if searched:
            await explorer.keys("slash")
            await explorer.paste("river")
            await explorer.keys("escape", "escape")
        article = explorer.app.screen.desk.article
        await explorer.keys("g", "right_parenthesis", "w")
        before = explorer.lines()[-1]
        await explorer.keys("c", "ctrl+u")
        await explorer.paste("Ann Moe")
        await explorer.keys("enter")
        kept, moe = explorer.lines()[-1], article.quote.speaker
        await explorer.keys("w")
        card = explorer.lines()[-1]
        await explorer.keys("u")
        return [before, kept, moe, card, explorer.lines()[-1], article.quote.speaker]

    before, kept, moe, card, undone, roe = explore(undo, open_index=real, environ=environ)
    assert "undo" not in before
    assert "w u takes it back" in kept
    assert moe == "ann-moe"
    assert "u undo" in card
    assert "taken back" in undone
    assert roe == "jane-roe"
    assert parse_corrections(corrections_file(environ).read_text()) == ()


@pytest.mark.parametrize("outside", [False, True])
def test_the_basket_names_who_said_it_as_corrected(
    outside: bool,
    explore: Callable[..., Any],
    real: Callable[[], Any],
    articles: tuple[Article, ...],
    tmp_path: Path,
) -> None:
    """Corrected in the article, or by somebody else while the basket is on the screen."""
    environ = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}

    async def correct(explorer: Any) -> tuple[str, str]:
        await explorer.keys("right_parenthesis", "a", "M", "apostrophe")
        first = explorer.text()
        if outside:
            made = correcting.correction_of(articles[0], articles[0].quotes[0], "Ann Moe")
            correcting.keep(made, environ, tmp_path / "index")
            explorer.app.screen.look()
            await explorer.settled()
        else:
            await explorer.keys("escape", "w", "c", "ctrl+u")
            await explorer.paste("Ann Moe")
            await explorer.keys("enter", "apostrophe")
        return first, explorer.text()

    first, text = explore(correct, open_index=real, environ=environ)
    assert first.count("Jane Roe") == 2
    assert text.count("Ann Moe") == 2
    assert "Jane Roe" not in text


def test_what_is_no_quote_says_which_command_takes_it_back(
    explore: Callable[..., Any], articles: tuple[Article, ...], tmp_path: Path
) -> None:
    async def drop(explorer: Any) -> str:
        await explorer.keys("right_parenthesis", "w", "c", "ctrl+u", "minus", "enter")
        return str(explorer.lines()[-1])

    own = articles[0].quotes[0].id.partition(":")[2]
    said = explore(drop, environ={"XDG_DATA_HOME": str(tmp_path)})
    assert f"quoth corrections --undo {own}" in said


def test_leaving_the_question_corrects_nothing(explore: Callable[..., Any], tmp_path: Path) -> None:
    environ = {"XDG_DATA_HOME": str(tmp_path)}

    async def leave(explorer: Any) -> str:
        await explorer.keys("right_parenthesis", "w", "c", "escape")
        return str(explorer.place)

    assert explore(leave, environ=environ) == "article"
    assert not corrections_file(environ).exists()


def test_escape_gives_up_a_search_that_takes_long(
    explore: Callable[..., Any], index: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "LONG", 0.0)
    held, begun = threading.Event(), threading.Event()
    honest = index.search

    def slow(query: str, **options: Any) -> Any:
        if query == "mill":
            begun.set()
            held.wait(20)
        return honest(query, **options)

    index.search = slow

    async def give_up(explorer: Any) -> tuple[str, int]:
        await explorer.keys("slash")
        await explorer.paste("river")
        explorer.app.screen.ask("mill")
        while not begun.is_set():
            await explorer.pilot.pause()
        await explorer.pilot.press("escape", "escape")
        await explorer.settled()
        text = explorer.text()
        held.set()
        await explorer.keys("slash", "ctrl+u")
        await explorer.paste("wheel")
        return text, explorer.session.results.total

    text, total = explore(give_up)
    assert "given up" in text
    assert total > 0


class Held:
    """An index whose concordances wait until they are let go."""

    def __init__(self, index: Any, begun: threading.Event, go: threading.Event) -> None:
        self._index, self._begun, self._go = index, begun, go

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def concordance(self, *args: Any, **options: Any) -> Any:
        self._begun.set()
        self._go.wait(20)
        return self._index.concordance(*args, **options)


def test_escape_leaves_a_report_that_takes_long_and_it_can_be_asked_for_again(
    explore: Callable[..., Any], real: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "LONG", 0.0)
    begun, go = threading.Event(), threading.Event()

    async def give_up(explorer: Any) -> tuple[str, str, str]:
        await explorer.keys("slash")
        await explorer.paste("river")
        await explorer.keys("escape")
        await explorer.pilot.press("k")
        while not begun.is_set():
            await explorer.pilot.pause()
        waiting = explorer.lines()[1]
        await explorer.pilot.press("escape")
        await explorer.pilot.pause()
        place, said = explorer.place, explorer.lines()[-1]
        go.set()
        await explorer.keys("k")
        return waiting, f"{place}: {said}", explorer.lines()[1]

    waiting, left, again = explore(give_up, open_index=lambda: Held(real(), begun, go))
    assert waiting.rstrip().endswith("…")
    assert "results" in left
    assert "given up" in left
    assert again.rstrip().endswith("3 lines")
