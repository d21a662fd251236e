"""The real program on terminals that show little: no colours, no drawing characters."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from quoth.tui.driver.safety import ascii_rule, drawn_in_ascii

KEYS = ("\x1b[6~", ")", ")", "\t", "\x1b", "/iran", "\x1b", "k", "d", "m", "L", "?")
COLOURS = re.compile(r"\x1b\[[0-9;]*?(?<![0-9])(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def written(terminal: Any, home: Path, *flags: str, **environment: str) -> str:
    homes = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), str(home))
    program = terminal([sys.executable, "-m", "quoth.tui", *flags], environment={**homes, **environment})
    program.until(lambda: "search" in program.emulator.text().splitlines()[-1])
    for key in KEYS:
        program.send(key)
        program.settle(0.3)
    return str(program.written.decode())


def drawings(text: str) -> set[str]:
    return {char for char in text if drawn_in_ascii(char) != char}


@pytest.mark.parametrize(
    ("flags", "environment"),
    [(["--ascii"], {}), ([], {"QUOTH_ASCII": "on"}), ([], {"TERM": "linux"})],
    ids=["flag", "variable", "linux"],
)
def test_nothing_is_drawn_but_ascii(
    flags: list[str], environment: dict[str, str], terminal: Any, tmp_path: Path
) -> None:
    text = written(terminal, tmp_path, *flags, **environment)
    assert drawings(text) == set()
    # the letters of the text are as they were
    assert "“" in text


def test_the_flag_wins_over_what_was_found_out(terminal: Any, tmp_path: Path) -> None:
    assert "▸" in drawings(written(terminal, tmp_path, "--no-ascii", TERM="linux"))


@pytest.mark.parametrize(
    ("flags", "environment"), [(["--color", "never"], {}), ([], {"NO_COLOR": "1"})], ids=["flag", "variable"]
)
def test_no_colour_code_is_sent(
    flags: list[str], environment: dict[str, str], terminal: Any, tmp_path: Path
) -> None:
    text = written(terminal, tmp_path, *flags, **environment)
    assert COLOURS.findall(text) == []
    assert "\x1b[1m" in text or "\x1b[0;1m" in text


def test_with_colours_there_are_codes_to_be_found(terminal: Any, tmp_path: Path) -> None:
    assert COLOURS.findall(written(terminal, tmp_path, "--color", "always", NO_COLOR="1"))


@pytest.mark.parametrize(
    ("term", "encoding", "rule"),
    [
        ("xterm-256color", "utf-8", False),
        ("linux", "utf-8", True),
        ("vt100", "utf-8", True),
        ("xterm-256color", "iso8859-1", True),
    ],
)
def test_the_terminal_tells_whether_ascii_is_wanted(term: str, encoding: str, rule: bool) -> None:
    assert ascii_rule({"TERM": term}, encoding)[0] is rule
