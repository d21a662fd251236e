"""``quoth check``: whether an index is whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quoth.tui import output
from quoth.tui.diagnostics import ExitCode, say
from quoth.tui.location import chosen_index
from quoth.tui.opening import bundled_index, index_error
from quoth.tui.parser import CommandParser, add_index

if TYPE_CHECKING:
    import argparse

USAGE = "[--index DIR]"
WORDS = None
EXAMPLES = """\
examples:
  quoth check                              the index that commands use
  quoth check --index DIR || quoth index --rebuild --index DIR articles/

Reads the whole index. Prints one line where all is right; else on stderr a
line for each problem and what to do, and the exit code is 3."""


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_index(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Check the index."""
    from quoth.index.checking import check
    from quoth.index.problems import IndexProblem
    from quoth.index.store import rebuild_advice

    place = chosen_index(options.index, os.environ) or bundled_index()
    try:
        problems = check(place)
    except IndexProblem as problem:
        raise index_error(problem.detail) from None
    for problem_line in problems:
        say(problem_line)
    if not problems:
        output.write([f"{place}: whole\n"])
        return ExitCode.OK
    if not any("--rebuild" in problem for problem in problems):
        say(f"{place} is not whole; {rebuild_advice(place)}")
    return ExitCode.INDEX
