"""The real program on terminals and lines of every kind: it is readable, stays alive, and leaves in order."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

QUOTH = [sys.executable, "-m", "quoth.tui"]
WORDS = "negotiations"
"""Of the first paragraph of the bundled article."""
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"


@pytest.fixture
def quoth(terminal: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Starts quoth on the bundled article, in a home of its own."""
    homes = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), str(tmp_path))

    def start(*flags: str, **options: Any) -> Any:
        environment = homes | options.pop("environment", {})
        return terminal([*QUOTH, *flags], environment=environment, **options)

    return start


def up(program: Any) -> None:
    """Wait until the app is there and has the keys."""
    program.until(lambda: "help" in program.emulator.text().splitlines()[-1])
    program.settle(0.3)


@pytest.mark.parametrize("size", [(200, 50), (140, 45), (80, 24), (60, 20), (40, 12), (20, 5)])
def test_the_article_is_readable_at_any_size(quoth: Callable[..., Any], size: tuple[int, int]) -> None:
    program = quoth(columns=size[0], lines=size[1])
    program.until_text("Lukashenko")
    program.settle(0.6)
    program.send("jj")
    program.until_text("On August" if size[1] < 12 else WORDS)
    program.send("q")
    assert program.end() == 0


def test_in_one_cell_it_lives_and_comes_back(quoth: Callable[..., Any]) -> None:
    program = quoth()
    up(program)
    before = program.emulator.cells()
    program.size(1, 1)
    program.settle(0.5)
    program.send("jk")
    program.settle(0.3)
    program.size(80, 24)
    program.until(lambda: program.emulator.cells() == before)


def test_a_storm_of_sizes_is_cheap_and_ends_right(quoth: Callable[..., Any]) -> None:
    program = quoth()
    up(program)
    before, written = program.emulator.cells(), len(program.written)
    for turn in range(60):
        program.size(60 + turn % 40, 15 + turn % 20)
        program.settle(0.03, limit=0.03)
    program.size(80, 24)
    program.until(lambda: program.emulator.cells() == before)
    assert len(program.written) - written <= 60_000


@pytest.mark.parametrize("name", ["linux", "vt100", "xterm", "screen", "tmux-256color", "never-heard-of"])
def test_any_name_of_a_terminal_will_do(quoth: Callable[..., Any], name: str) -> None:
    program = quoth(environment={"TERM": name})
    up(program)
    assert WORDS in program.emulator.text()
    program.send("q")
    assert program.end() == 0


def test_a_terminal_that_answers_nothing_is_served_all_the_same(quoth: Callable[..., Any]) -> None:
    program = quoth(answer=False)
    up(program)
    for _ in range(5):
        program.send("\x1b[6~")
        program.settle(0.1)
    program.send("G")
    program.until_text("12/12")
    program.send("q")
    assert program.end() == 0


def test_in_latin_1_nothing_is_sent_that_it_lacks(quoth: Callable[..., Any]) -> None:
    program = quoth(environment={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "iso-8859-1"})
    up(program)
    assert WORDS in program.emulator.text()
    assert re.findall(rb"\\u[0-9a-f]{4}|\xe2[\x80-\xbf]{2}", program.written) == []


def test_escape_and_the_next_key_in_one_packet_are_two_keys(quoth: Callable[..., Any]) -> None:
    program = quoth()
    up(program)
    program.send("/iran\x1bk")
    program.until_text("48 lines")
    program.send("\x1b")
    program.until_text("40 hits")


def test_a_pasted_megabyte_is_cut_and_harmless(quoth: Callable[..., Any]) -> None:
    program = quoth()
    up(program)
    program.send("/")
    data = (PASTE_BEGINS + "zeppelin\x00\x1b]0;owned\x07 " + "x" * 1_000_000 + PASTE_ENDS).encode()
    os.set_blocking(program.master, False)
    while data:
        try:
            data = data[os.write(program.master, data) :]
        except BlockingIOError:
            program.settle(0.01, limit=0.05)
    program.settle(1.0)
    program.send("\x15iran")
    program.until_text("/ iran")
    assert b"owned\x07" not in program.written
    assert b"\x00" not in program.written


@pytest.mark.parametrize("ignored", [False, True], ids=["hang-up", "hang-up ignored"])
def test_a_lost_line_ends_it_with_the_place_kept(
    quoth: Callable[..., Any], ignored: bool, tmp_path: Path
) -> None:
    program = quoth(ignore_hangup=ignored)
    up(program)
    program.send("/trade\r")
    program.until_text("1/")
    program.settle(0.5)
    program.hang_up()
    assert program.end() == 128 + signal.SIGHUP
    again = quoth()
    again.until_text("/ trade")


def test_the_stock_driver_is_there_for_whom_ours_does_not_suit(quoth: Callable[..., Any]) -> None:
    program = quoth("--driver", "stock")
    up(program)
    assert WORDS in program.emulator.text()
    program.send("q")
    assert program.end() == 0


def test_without_any_terminal_it_prints_and_ends(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm"}
    done = subprocess.run(
        QUOTH, stdin=subprocess.DEVNULL, capture_output=True, env=environment, timeout=60, check=False
    )
    assert done.returncode == 0
    assert b"Lukashenko" in done.stdout
    assert b"\x1b" not in done.stdout + done.stderr
