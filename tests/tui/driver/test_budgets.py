"""What a key may cost on the line, in bytes written, on the real program with the bundled article at 80x24.

Medians: Textual may draw a key in one frame or in two. The limits are those of the design; beside each stand
the best other program and Textual's own driver.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median
from typing import Any

import pytest

LINE_DOWN, PAGE_DOWN, TAB, ESCAPE = "\x05", "\x1b[6~", "\t", "\x1b"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def explorer(terminal: Any, home: Path, **options: Any) -> Any:
    environment = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_STATE_HOME": str(home)}
    program = terminal([sys.executable, "-m", "quoth.tui"], environment=environment, **options)
    # the last row is not on the first page: when it is there, so is the app
    program.until(lambda: "search" in program.emulator.text().splitlines()[-1])
    program.settle(0.6)
    return program


def cost(program: Any, *keys: str) -> float:
    costs = []
    for key in keys:
        before = len(program.written)
        program.send(key)
        program.settle(0.3)
        costs.append(len(program.written) - before)
    return median(costs)


def text_of_page(program: Any) -> list[str]:
    """The rows of the article above a card, without the marker of the cursor."""
    return [row[1:] for row in program.emulator.text().splitlines()[2:10]]


def test_start(terminal: Any, home: Path) -> None:
    """5,000 (lnav 2,984, stock 34,387), with the first page."""
    program = explorer(terminal, home)
    assert len(program.written) <= 5_000


def test_reading(terminal: Any, home: Path) -> None:
    """A line 220 (vim 208, stock 3,574), a page 1,600 (less 1,622, stock 44,840)."""
    program = explorer(terminal, home)
    assert cost(program, *[LINE_DOWN] * 5) <= 220
    assert cost(program, *[PAGE_DOWN] * 4) <= 1_600


def test_searching(terminal: Any, home: Path) -> None:
    """A letter 600 (fzf 4,039, stock 4,032), opening the hit 3,300 (less 3,272, stock 17,000)."""
    program = explorer(terminal, home)
    assert cost(program, "/") <= 500
    assert cost(program, *"sanctions") <= 600
    assert cost(program, "\r") <= 3_300


def test_focus(terminal: Any, home: Path) -> None:
    """500 for any change of focus (lnav 1,198, stock 13,582): the article under a card stays as it is."""
    program = explorer(terminal, home)
    program.send(PAGE_DOWN)
    program.settle(0.3)
    page = text_of_page(program)
    for key in (TAB, TAB, TAB, "o", "s", "s", "/", ESCAPE):
        assert cost(program, key) <= 500
        assert text_of_page(program) == page


def test_three_panes(terminal: Any, home: Path) -> None:
    """A line 950 (lnav 908), a change of focus 500 (lnav 1,198, stock 13,582 and more)."""
    program = explorer(terminal, home, columns=130, lines=24)
    assert cost(program, *[LINE_DOWN] * 5) <= 950
    assert cost(program, *[TAB] * 4) <= 500


def test_idle(terminal: Any, home: Path) -> None:
    """Nothing (stock 394 a second)."""
    program = explorer(terminal, home)
    assert program.settle(quiet=2.0) == ""


def test_a_signal_is_told_as_a_shell_tells_it(terminal: Any, home: Path) -> None:
    program = explorer(terminal, home)
    os.kill(program.pid, 15)
    assert program.end() == 143
    assert not program.emulator.screen.private[1049]


def test_keys_typed_before_the_app_is_there_are_kept(terminal: Any, home: Path) -> None:
    program = terminal(
        [sys.executable, "-m", "quoth.tui"],
        environment={"HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_STATE_HOME": str(home)},
    )
    program.until(lambda: program.emulator.text().strip() != "")
    program.send("/minister")
    program.until_text("/ minister")
    assert "\x1b" not in program.emulator.text()
