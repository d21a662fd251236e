"""What the terminal is, what was chosen for it, and why: facts for the driver, the app and ``quoth doctor``.

Nothing is asked of the terminal here; the environment and the standard streams tell. Imports neither
Textual nor Rich.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import IO, NamedTuple

from quoth.tui.driver.safety import ascii_rule

SSH_ESCAPE_DELAY = 300
"""Milliseconds to wait behind an ESC over SSH: torn sequences, 150 ms apart, are common there."""
ESCAPE_DELAY = 100


class BadSetting(ValueError):
    """An environment variable of ours has a value that means nothing; the message is one line."""


class Choice(NamedTuple):
    """One decision: what it is about, what was chosen, and the fact behind it."""

    name: str
    value: str
    why: str


class Surroundings(NamedTuple):
    """The terminal as far as the environment tells.

    `colours` is 0, 16, 256 or 2**24; `encoding` a lower-case codec name; `escape_delay` in milliseconds;
    `columns` and `rows` are 0 without a terminal.
    """

    term: str
    ssh: bool
    multiplexer: str
    encoding: str
    colours: int
    columns: int
    rows: int
    input_is_terminal: bool
    output_is_terminal: bool
    mouse: bool
    focus_reports: bool
    escape_delay: int
    asks: bool
    keyboard_protocol: bool
    fills_with_colour: bool
    scrolls: bool
    driver: str
    ascii: bool
    choices: tuple[Choice, ...]
    advice: tuple[str, ...]

    @property
    def refusal(self) -> str | None:
        """Why a full screen is impossible here, in one line; None when it is possible."""
        if not self.input_is_terminal:
            return "standard input is not a terminal"
        if not self.output_is_terminal:
            return "neither standard error nor standard output is a terminal"
        if self.term in ("", "dumb", "unknown"):
            return f"the terminal cannot move its cursor (TERM={self.term or 'is empty'})"
        return None

    def for_textual(self) -> dict[str, str]:
        """Environment variables that must be set before Textual is imported."""
        return {"TEXTUAL_ANIMATIONS": "none", "ESCDELAY": str(self.escape_delay)}


def here() -> Surroundings:
    """The surroundings of this process. Raises BadSetting."""
    output = screen_stream()
    size = _size(output)
    encoding = (getattr(output or sys.__stderr__, "encoding", None) or "utf-8").lower().replace("_", "-")
    return survey(
        os.environ,
        input_is_terminal=_is_terminal(sys.__stdin__),
        output_is_terminal=output is not None,
        encoding="utf-8" if encoding in ("utf8", "utf-8") else encoding,
        size=size,
    )


def screen_stream() -> IO[str] | None:
    """The stream to draw on: stderr, so that stdout stays free for results; else stdout; else None."""
    return next((s for s in (sys.__stderr__, sys.__stdout__) if _is_terminal(s)), None)


def survey(
    environment: Mapping[str, str],
    *,
    input_is_terminal: bool = True,
    output_is_terminal: bool = True,
    encoding: str = "utf-8",
    size: tuple[int, int] = (80, 24),
) -> Surroundings:
    """What `environment` tells; the rest are facts about the streams. Raises BadSetting."""
    term = environment.get("TERM", "")
    over = next((name for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT") if environment.get(name)), "")
    multiplexer = "tmux" if environment.get("TMUX") else "screen" if environment.get("STY") else ""
    old = _OLD.fullmatch(term) is not None
    ours = multiplexer != "screen" and (multiplexer == "tmux" or not term.startswith("screen"))
    line = f"{over} is set" if over else "no SSH"
    choose = _Chooser(environment)
    mouse = choose.switch("mouse", "QUOTH_MOUSE", not over, line)
    focus = choose.switch("focus reports", "QUOTH_FOCUS", not over, line)
    delay = choose.number(
        "escape delay", "ESCDELAY", SSH_ESCAPE_DELAY if over else ESCAPE_DELAY, line, lowest=1, highest=5000
    )
    driver = choose.word("driver", "QUOTH_DRIVER", "thin", ("thin", "stock"), "writes only differences")
    asks = not old and environment.get("TERM_PROGRAM") != "Apple_Terminal"
    choose.note(
        "frames paced by answers",
        asks,
        "this terminal would show the question" if not asks else "DECRQM 2026",
    )
    choose.note("keyboard protocol", not old, f"TERM={term}")
    fills = ours and not old
    choose.note("erase with background", fills, multiplexer or f"TERM={term}")
    colours, why = _colours(environment, term)
    choose.note("colours", colours, why)
    choose.note("characters", encoding, "of the output stream")
    in_ascii = choose.switch("drawing in ASCII", "QUOTH_ASCII", *ascii_rule(environment, encoding))
    advice = []
    if over:
        advice.append("ssh -C (compression) makes a slow line two to four times faster")
    if encoding != "utf-8":
        advice.append("a UTF-8 locale (LANG=C.UTF-8) shows quotation marks and rules as they are")
    return Surroundings(
        term=term,
        ssh=bool(over),
        multiplexer=multiplexer,
        encoding=encoding,
        colours=colours,
        columns=size[0],
        rows=size[1],
        input_is_terminal=input_is_terminal,
        output_is_terminal=output_is_terminal,
        mouse=mouse,
        focus_reports=focus,
        escape_delay=delay,
        asks=asks,
        keyboard_protocol=not old,
        fills_with_colour=fills,
        scrolls=True,
        driver=driver,
        ascii=in_ascii,
        choices=tuple(choose.made),
        advice=tuple(advice),
    )


# terminals that may show what they do not understand, and erase without colour
_OLD = re.compile(r"(?:vt\d+|ansi|linux|cons25|sun|wyse).*")


def _colours(environment: Mapping[str, str], term: str) -> tuple[int, str]:
    if environment.get("NO_COLOR"):
        return 0, "NO_COLOR is set"
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return 2**24, "COLORTERM"
    if "256color" in term or "kitty" in term:
        return 256, f"TERM={term}"
    return 16, f"TERM={term}"


class _Chooser:
    """Takes decisions from the environment or from a rule, and remembers why."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.made: list[Choice] = []

    def note(self, name: str, value: object, why: str) -> None:
        shown = ("on" if value else "off") if isinstance(value, bool) else str(value)
        self.made.append(Choice(name, shown, why))

    def switch(self, name: str, variable: str, rule: bool, why: str) -> bool:
        value = self.word(name, variable, "on" if rule else "off", ("on", "off"), why)
        return value == "on"

    def word(self, name: str, variable: str, rule: str, words: tuple[str, ...], why: str) -> str:
        given = self._environment.get(variable, "")
        if given and given not in words:
            raise BadSetting(f"{variable}={given}: must be {' or '.join(words)}")
        self.note(name, given or rule, variable if given else why)
        return given or rule

    def number(self, name: str, variable: str, rule: int, why: str, *, lowest: int, highest: int) -> int:
        given = self._environment.get(variable, "")
        if not given:
            self.note(name, rule, why)
            return rule
        if not (given.isascii() and given.isdigit() and lowest <= int(given) <= highest):
            raise BadSetting(f"{variable}={given}: must be a number from {lowest} to {highest}")
        self.note(name, int(given), variable)
        return int(given)


def _is_terminal(stream: IO[str] | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _size(stream: IO[str] | None) -> tuple[int, int]:
    try:
        return os.get_terminal_size(stream.fileno()) if stream is not None else (0, 0)
    except (OSError, ValueError):
        return (0, 0)
