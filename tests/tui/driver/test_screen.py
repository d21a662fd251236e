"""Whatever Textual draws, the terminal shows the same as with Textual's own driver, in fewer bytes."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from quoth.tui.driver.difference import Abilities
from quoth.tui.driver.frame import Painter
from quoth.tui.driver.screen import Screen

WIDTH, HEIGHT = 40, 12
STYLES = ["", "1", "2;3", "4", "7", "31", "38;5;4;48;5;7", "1;38;2;1;2;3", "48;2;10;20;30", "9;92"]
TEXTS = [
    "word ",
    "“quoted” — ",
    "   ",
    "          ",
    "漢字 ",
    "é ",
    "é ",
    "👩‍👩‍👧 ",
    "שלום ",
    "─────",
    "x",
    "👍🏽",
    "한",
]


def chop(x: int, y: int, parts: list[tuple[str, str]]) -> str:
    """A chop as Textual writes it: never beyond the last cell."""
    room = WIDTH - x
    for number, (_, each) in enumerate(parts):
        room -= cell_len(each)
        if room < 0:
            parts = parts[:number]
            break
    text = "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in parts)
    return f"\x1b[{y + 1};{x + 1}H{text}" + "\n" * (y < HEIGHT - 1)


parts = st.lists(st.tuples(st.sampled_from(STYLES), st.sampled_from(TEXTS)), min_size=1, max_size=4)
chops = st.tuples(st.integers(0, WIDTH - 24), st.integers(0, HEIGHT - 1), parts)
frames = st.lists(chops, min_size=1, max_size=8)


def new_screen(**able: bool) -> Screen:
    screen = Screen(WIDTH, HEIGHT, Abilities(**able), Painter())
    screen.assume()
    return screen


def expected(emulator: Any, frame: str) -> None:
    """The stock driver writes the frame as it is."""
    emulator.feed(frame)


@pytest.mark.parametrize("scrolls", [True, False])
@pytest.mark.parametrize("fills", [True, False])
def test_the_terminal_shows_what_the_stock_driver_would_show(
    emulator: Callable[[int, int], Any], scrolls: bool, fills: bool
) -> None:
    @settings(max_examples=60, deadline=None)
    @given(st.lists(frames, min_size=1, max_size=5))
    def check(session: list[list[tuple[int, int, list[tuple[str, str]]]]]) -> None:
        stock, thin = emulator(WIDTH, HEIGHT), emulator(WIDTH, HEIGHT)
        screen = new_screen(fills_with_colour=fills, scrolls=scrolls)
        for drawn in session:
            frame = "".join(chop(*each) for each in drawn) + "\x1b[3;5H"
            stock.feed(frame)
            screen.paint(frame)
            thin.feed(screen.difference())
            assert thin.text() == screen.wanted.text()
            assert thin.cells() == stock.cells()
            assert (thin.screen.cursor.x, thin.screen.cursor.y) == (4, 2)
            assert screen.difference() == ""

    check()


def test_in_pieces_it_comes_to_the_same_screen(emulator: Callable[[int, int], Any]) -> None:
    """Whatever is drawn while pieces of what was drawn before are still to come."""

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.tuples(frames, st.integers(1, 400)), min_size=1, max_size=5))
    def check(session: list[tuple[list[tuple[int, int, list[tuple[str, str]]]], int]]) -> None:
        stock, thin, screen = emulator(WIDTH, HEIGHT), emulator(WIDTH, HEIGHT), new_screen()
        for drawn, limit in session:
            frame = "".join(chop(*each) for each in drawn) + "\x1b[3;5H"
            stock.feed(frame)
            screen.paint(frame)
            thin.feed(screen.difference(limit))
        for _ in range(HEIGHT):
            thin.feed(screen.difference(limit))
        assert screen.complete
        assert thin.cells() == stock.cells()

    check()


def page(first: int, *, height: int = HEIGHT, side: str = "") -> str:
    """A frame that shows lines from `first` on, beside a standing pane."""
    width = WIDTH - len(side)
    lines = (
        f"{n:>3} " + " ".join("abcdefgh"[(n * k) % 8] * (1 + (n + k) % 7) for k in range(9))
        for n in range(first, first + height)
    )
    rows = [[("36", side), ("", line[:width].ljust(width))] for line in lines]
    return "".join(chop(0, y, row) for y, row in enumerate(rows)) + "\x1b[H"


def test_nothing_is_written_when_nothing_changes() -> None:
    screen = new_screen()
    screen.paint(page(1))
    assert screen.difference()
    screen.paint(page(1))
    assert screen.difference() == ""


def test_a_moved_cursor_alone_is_one_move() -> None:
    screen = new_screen()
    screen.paint(page(1))
    screen.difference()
    screen.paint(chop(0, 0, [("", "  1")]) + "\x1b[4;7H")
    assert screen.difference() == "\x1b[4;7H"


def test_one_changed_letter_costs_a_move_and_the_letter() -> None:
    screen = new_screen()
    screen.paint(page(1))
    screen.difference()
    screen.paint(chop(10, 5, [("", "#")]) + "\x1b[6;12H")
    assert screen.difference() == "\x1b[6;11H#"


@pytest.mark.parametrize("by", [1, 2, -1, -3])
def test_scrolling_sends_the_new_lines_alone(by: int) -> None:
    screen = new_screen()
    screen.paint(page(20))
    screen.difference()
    screen.paint(page(20 + by))
    data = screen.difference()
    assert len(data) <= 30 + abs(by) * (WIDTH + 8)
    shown = [line for line in data.splitlines() if line]
    assert not any(f"{n:>3} " in line for line in shown for n in range(max(20, 20 + by), min(32, 32 + by)))


def test_text_that_moves_beside_a_standing_pane_is_found_too(emulator: Callable[[int, int], Any]) -> None:
    stock, thin, screen = emulator(WIDTH, HEIGHT), emulator(WIDTH, HEIGHT), new_screen()
    for first in (1, 2, 5, 4, 30, 31):
        frame = page(first, side="│")
        stock.feed(frame)
        screen.paint(frame)
        thin.feed(screen.difference())
        assert thin.cells() == stock.cells()


def test_pages_that_scroll_come_in_pieces_to_the_same_screen(emulator: Callable[[int, int], Any]) -> None:
    """A region that scrolls moves rows that are not of the piece: what they show then is known, too."""

    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.tuples(st.integers(1, 7), st.integers(1, 400)), min_size=2, max_size=8))
    @example([(1, 38), (2, 1), (1, 1)])
    def check(session: list[tuple[int, int]]) -> None:
        stock, thin, screen = emulator(WIDTH, HEIGHT), emulator(WIDTH, HEIGHT), new_screen()
        limit = None
        for first, following in session:
            frame = page(first)
            stock.feed(frame)
            screen.paint(frame)
            thin.feed(screen.difference(limit))
            limit = following
        for _ in range(HEIGHT):
            thin.feed(screen.difference(limit))
        assert screen.complete
        assert thin.cells() == stock.cells()

    check()


def test_the_shorter_way_is_taken() -> None:
    """Scrolling a screen on which everything else stands still would cost more than it saves."""
    with_regions, without = new_screen(), new_screen(scrolls=False)
    generator = random.Random(7)
    for _ in range(40):
        frame = page(generator.choice([1, 2, 3, 9]), side=generator.choice(["", "│", "side"]))
        for screen in (with_regions, without):
            screen.paint(frame)
        assert len(with_regions.difference()) <= len(without.difference())


def test_colours_cost_nothing_when_they_stay() -> None:
    def bytes_with(style: str) -> int:
        screen = new_screen()
        for frame in ("first words", "other words here"):
            screen.paint(
                "".join(chop(0, y, [(style, f"{frame} {y}".ljust(WIDTH))]) for y in range(HEIGHT)) + "\x1b[H"
            )
            data = screen.difference()
        return len(data)

    assert bytes_with("38;2;200;210;220;48;2;10;20;30") == bytes_with("31") == bytes_with("")


def test_delicate_rows_are_painted_whole() -> None:
    screen = new_screen()
    screen.paint(chop(0, 3, [("", "漢字 one two three")]) + "\x1b[H")
    screen.difference()
    screen.paint(chop(9, 3, [("", "X")]) + "\x1b[H")
    assert "漢字 one X" in screen.difference().replace("\x1b[4;5H", "")


def test_clusters_that_terminals_measure_differently_do_not_shift_what_follows() -> None:
    screen = new_screen()
    screen.paint(chop(0, 0, [("", "👩‍👩‍👧 ok")]) + "\x1b[H")
    assert "👩‍👩‍👧\x1b[1;3H ok" in screen.difference()


def test_below_a_cluster_that_may_be_narrow_nothing_old_is_left() -> None:
    screen = new_screen()
    screen.paint(chop(0, 0, [("", "old words")]) + "\x1b[H")
    screen.difference()
    screen.paint(chop(0, 0, [("", "ab👩‍👩‍👧 ok     ")]) + "\x1b[H")
    assert "ab  \b\b👩‍👩‍👧" in screen.difference()


def test_after_forgetting_every_row_is_painted(emulator: Callable[[int, int], Any]) -> None:
    stock, thin, screen = emulator(WIDTH, HEIGHT), emulator(WIDTH, HEIGHT), new_screen()
    frame = page(1)
    stock.feed(frame)
    screen.paint(frame)
    screen.difference()
    thin.feed("\x1b[41mrubbish all over" * 9)
    screen.forget()
    thin.feed(screen.difference())
    assert thin.cells() == stock.cells()


def test_another_size_keeps_what_fits_until_the_next_frame() -> None:
    screen = new_screen()
    screen.paint(page(1))
    screen.resize(20, 5)
    assert screen.wanted.text().splitlines()[0] == page_line(screen)
    assert screen.size == (20, 5)


def page_line(screen: Screen) -> str:
    wide = new_screen()
    wide.paint(page(1))
    return wide.wanted.text().splitlines()[0][: screen.size[0]].rstrip()
