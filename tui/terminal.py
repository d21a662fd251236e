"""What the program is connected to: terminals or pipes, their width, whether colour is wanted."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from typing import IO, TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import argparse

ColorChoice = Literal["auto", "always", "never"]

DEFAULT_WIDTH = 80
NARROWEST = 20


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether a standard stream is open and a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def can_run_explorer(environment: Mapping[str, str]) -> bool:
    """Whether a full screen makes sense: both ends a terminal, and one that can move its cursor."""
    return (
        is_terminal(sys.stdin)
        and is_terminal(sys.stdout)
        and environment.get("TERM", "dumb") not in ("", "dumb", "unknown")
    )


def wants_color(choice: ColorChoice, environment: Mapping[str, str]) -> bool:
    """Whether to colour stdout: as the flag says, else not with ``NO_COLOR`` (https://no-color.org), else on
    a terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR") or environment.get("TERM", "dumb") in ("", "dumb"):
        return False
    return is_terminal(sys.stdout)


def let_flags_win(options: argparse.Namespace, environment: MutableMapping[str, str]) -> None:
    """Put what ``--ascii`` and ``--color`` say in place of the variables that say the same."""
    if options.ascii is not None:
        environment["QUOTH_ASCII"] = "on" if options.ascii else "off"
    if options.color == "never":
        environment["NO_COLOR"] = "1"
    elif options.color == "always":
        environment.pop("NO_COLOR", None)


def width(environment: Mapping[str, str]) -> int:
    """Columns to fill: of ``COLUMNS``, else of the terminal on stdout, else 80."""
    given = environment.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given) > 0:
        return max(NARROWEST, int(given))
    try:
        return max(NARROWEST, os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns)
    except (OSError, ValueError):
        return DEFAULT_WIDTH
