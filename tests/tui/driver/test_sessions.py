"""The same keys on Textual's own driver and on ours: the screens are equal, cell by cell, at each step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

DOWN, UP, PAGE_DOWN, PAGE_UP, END = "\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[5~", "\x1b[F"
CTRL_T, ESCAPE = "\x14", "\x1b"
Step = str | tuple[int, int]

# keys, and sizes for the window
SESSION: tuple[Step, ...] = (
    DOWN, DOWN, PAGE_DOWN, UP, PAGE_UP, CTRL_T, DOWN, ESCAPE, "h", DOWN, PAGE_DOWN, UP, "h", "/", "m", "i",
    "\r", END, PAGE_UP, (100, 30), DOWN, (60, 20), PAGE_DOWN, (20, 5), DOWN, (80, 24), UP,
)  # fmt: skip


def play(terminal: Any, command: list[str], expected: list[Any] | None = None) -> tuple[list[Any], int]:
    """The screen behind each step, and all bytes; with `expected`, each step waits for its screen."""
    program = terminal(command)
    program.until_text("section 3")
    program.settle(0.5)
    screens = [program.emulator.cells()]
    for step in SESSION:
        if isinstance(step, str):
            program.send(step)
        else:
            program.size(*step)
        if expected is None:
            program.settle(0.5)
        else:
            wanted = expected[len(screens)]
            program.until(lambda wanted=wanted: program.emulator.cells() == wanted)
        screens.append(program.emulator.cells())
    program.send("\x03")
    assert program.end() == 0
    return screens, len(program.written)


@pytest.mark.parametrize(("text", "theme"), [("plain", "textual-dark"), ("mixed", "ansi-dark")])
def test_screens_are_equal(terminal: Any, sample: Callable[..., list[str]], text: str, theme: str) -> None:
    stock, stock_bytes = play(terminal, sample("stock", text, theme))
    thin, thin_bytes = play(terminal, sample("thin", text, theme), stock)
    assert thin == stock
    assert thin_bytes * 4 < stock_bytes


@pytest.mark.parametrize("pause", [0.0, 0.004])
def test_a_window_that_is_small_for_a_moment_loses_nothing(
    pause: float, terminal: Any, sample: Callable[..., list[str]]
) -> None:
    program = terminal(sample("thin", "mixed"))
    program.until_text("section 3")
    program.settle(0.5)
    before = program.emulator.cells()
    for size in [(60, 20), (20, 5), (10, 3)]:
        program.send(DOWN + UP)
        program.size(*size)
        program.settle(pause)
        program.size(80, 24)
        program.settle(0.4)
        assert program.emulator.cells() == before


def test_a_window_that_changes_while_frames_are_drawn_ends_as_it_should(
    terminal: Any, sample: Callable[..., list[str]]
) -> None:
    program = terminal(sample("thin", "mixed"))
    program.until_text("section 3")
    program.settle(0.5)
    before = program.emulator.cells()
    for turn in range(60):
        program.send(DOWN if turn % 2 else UP)
        program.size(*((80, 24) if turn % 3 == 2 else (79 - turn, 23 - turn % 19)))
        program.settle(0.003)
    program.send(PAGE_UP)
    program.size(80, 24)
    program.until(lambda: program.emulator.cells() == before)


def test_an_idle_program_writes_nothing(terminal: Any, sample: Callable[..., list[str]]) -> None:
    program = terminal(sample())
    program.until_text("section 3")
    program.settle()
    assert program.settle(quiet=1.5) == ""


def test_keys_that_change_nothing_write_nothing(terminal: Any, sample: Callable[..., list[str]]) -> None:
    program = terminal(sample())
    program.until_text("section 3")
    program.settle()
    for key in (UP, PAGE_UP, ESCAPE):
        program.send(key)
        assert program.settle(quiet=0.4) == ""


def test_hostile_text_never_reaches_the_terminal(terminal: Any, sample: Callable[..., list[str]]) -> None:
    program = terminal(sample("thin", "hostile"))
    program.until_text("section 3")
    program.send(DOWN)
    program.settle()
    shown = program.written.decode()
    assert "\ufffd]52;c;aGk=" in shown
    for hostile in ("\x1b]52", "\x07", "\x9b", "\x00", "\u202e", "\x1b[2Jend"):
        assert hostile not in shown


def test_ctrl_l_paints_everything_again(terminal: Any, sample: Callable[..., list[str]]) -> None:
    program = terminal(sample())
    program.until_text("section 3")
    program.settle()
    screen = program.emulator.cells()
    program.emulator.feed("\x1b[3;3H\x1b[41mrubbish")
    assert program.emulator.cells() != screen
    program.send("\x0c")
    program.settle()
    assert program.emulator.cells() == screen
