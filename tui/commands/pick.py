"""``quoth pick``: choose passages below the prompt, print their ids; for pipelines and ``$(…)``."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from quoth.tui import output
from quoth.tui.asking import add_filters, asked
from quoth.tui.commands.browse import add_ascii
from quoth.tui.diagnostics import CommandError, ExitCode, UsageError
from quoth.tui.formats import View, render
from quoth.tui.hits import HITS, hit_record
from quoth.tui.opening import opened
from quoth.tui.parser import CommandParser, add_color, add_lookup, wrong_value
from quoth.tui.picking.picker import Picker, described
from quoth.tui.picking.terminal import TTY, Gone, InlineTerminal
from quoth.tui.style import Style
from quoth.tui.terminal import let_flags_win

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from quoth.index.results import Hit

USAGE = "[QUERY] [--in PATH] [--height ROWS] [--format FORMAT]"
WORDS = "query"
FORMATS = ("ids", "jsonl", "json", "csv", "tsv", "md")
HEIGHT = 14
LEAST = 4
EXAMPLES = f"""\
examples:
  quoth cite "$(quoth pick lukashenko)"    choose one, cite it
  quoth pick | xargs quoth show            choose several with Tab
  quoth pick budget --in articles/ --format jsonl > chosen.jsonl

Draws on the terminal, whatever stdout is: type to search as in the explorer
(an empty line lists every quote). What is chosen is printed, an id a line.

keys:
{described()}

The exit code is 1 when nothing was there to choose, 130 when it was left."""


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_filters(parser)
    parser.add_argument(
        "--height",
        type=_height,
        default=HEIGHT,
        metavar="ROWS",
        help=f"take that many rows below the prompt, or N%% of the screen; unasked: {HEIGHT}",
    )
    parser.add_argument("--full", action="store_true", help="take the whole screen")
    parser.add_argument("-0", dest="null", action="store_true", help="end ids with NUL, for xargs -0")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="ids",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; unasked: ids",
    )
    add_lookup(parser)
    add_color(parser)
    add_ascii(parser)


def _height(text: str) -> int:
    """Rows as written; a part of the screen as a negative number of hundredths."""
    found = re.fullmatch(r"(\d{1,4})(%?)", text)
    if found is None or int(found[1]) == 0 or (found[2] and int(found[1]) > 100):
        raise wrong_value(f"{text!r} is neither a number of rows nor a part as in 40%")
    return -int(found[1]) if found[2] else int(found[1])


def run(options: argparse.Namespace) -> ExitCode:
    """Let somebody choose, print what was chosen."""
    if options.null and options.format != "ids":
        raise UsageError("-0 ends ids; with --format it means nothing")
    descriptor = _terminal()
    try:
        chosen = _picked(descriptor, options)
    finally:
        os.close(descriptor)
    if chosen is None:
        return ExitCode.INTERRUPTED
    _print(chosen, options)
    return ExitCode.OK if chosen else ExitCode.NOTHING


def _terminal() -> int:
    """The terminal to draw on. Raises UsageError."""
    if os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        raise UsageError(
            "pick needs a terminal that can move its cursor; 'quoth search QUERY --ids' lists ids"
        )
    try:
        return os.open(TTY, os.O_RDWR | os.O_NOCTTY)
    except OSError:
        raise UsageError("pick needs a terminal; 'quoth search QUERY --ids' lists ids without one") from None


def _picked(descriptor: int, options: argparse.Namespace) -> tuple[Hit, ...] | None:
    from quoth.tui.driver import surroundings

    let_flags_win(options, os.environ)
    try:
        here = surroundings.here()
    except surroundings.BadSetting as error:
        raise UsageError(str(error)) from None
    settings = options.settings
    with opened(options) as index:
        query = asked(index, options)
        terminal = InlineTerminal(
            descriptor,
            _rows(options.height, descriptor),
            whole=options.full,
            encoding=here.encoding,
            escape_delay=here.escape_delay,
            ascii=here.ascii,
        )
        picker = Picker(
            terminal, index, query, Style(here.colours > 0), settings.keymap if settings is not None else {}
        )
        try:
            with terminal.held():
                return picker.run()
        except Gone:
            raise CommandError(ExitCode.INTERRUPTED, "the terminal went away") from None


def _rows(height: int, descriptor: int) -> int:
    if height > 0:
        return max(height, LEAST)
    return max(os.get_terminal_size(descriptor).lines * -height // 100, LEAST)


def _print(chosen: Sequence[Hit], options: argparse.Namespace) -> None:
    if options.format == "ids":
        end = "\0" if options.null else "\n"
        output.write(hit.id + end for hit in chosen)
    else:
        output.write(render(map(hit_record, chosen), HITS, options.format, View(80, Style(False))))
