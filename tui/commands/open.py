"""``quoth open``: the explorer at one quote, paragraph, section or article."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quoth.tui.anchored import refuse_empty
from quoth.tui.commands.browse import add_ascii, add_driver
from quoth.tui.diagnostics import ExitCode, UsageError
from quoth.tui.parser import CommandParser, add_color, add_lookup
from quoth.tui.terminal import can_run_explorer

if TYPE_CHECKING:
    import argparse

USAGE = "ID [--in PATH]"
WORDS = "ids"
EXAMPLES = """\
examples:
  quoth open q2k4xye                        where that quote stands
  quoth open q2k4xye --in articles/
  quoth open "$(quoth search budget --ids | head -n 1)"

ID is an id as quoth prints it: whole, its end after the ':', or a beginning
that is unique. Where there is no terminal, 'quoth show ID' prints it."""


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_lookup(parser)
    add_color(parser)
    add_driver(parser)
    add_ascii(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Open the explorer there."""
    if len(options.ids) != 1:
        raise UsageError("open which one? name one id, as 'quoth quotes' and 'quoth search' print them")
    refuse_empty(options.ids)
    if not can_run_explorer(os.environ):
        raise UsageError(f"open needs a terminal; 'quoth show {options.ids[0]}' prints it")
    from quoth.tui.explore import explore

    return explore(options, start=options.ids[0])
