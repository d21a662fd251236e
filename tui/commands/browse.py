"""``quoth [PATH…]``: the explorer, or an overview where there is no terminal to explore in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quoth.tui.driver.choice import DRIVERS
from quoth.tui.parser import ON_OR_OFF, CommandParser, add_color, add_files, add_index
from quoth.tui.terminal import can_run_explorer

if TYPE_CHECKING:
    import argparse

    from quoth.tui.diagnostics import ExitCode

USAGE = "[PATH…]\nCOMMAND …"
WORDS = "paths"
EXAMPLES = """\
examples:
  quoth                              the article that comes with quoth
  quoth article.txt                  a file
  quoth index articles/ && quoth     index a folder, then explore it
  quoth --bundled                    the article that comes with quoth again
  quoth search 'budget speaker:smith'
  quoth quotes article.txt --format csv > quotes.csv
  quoth articles/ | less             without a terminal: outlines and speakers

A file that is called like a command is opened with its folder: quoth ./index"""


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    parser.add_argument("-V", "--version", action="store_true", help="show the version and exit")
    add_files(parser)
    add_index(parser)
    add_color(parser)
    add_driver(parser)
    add_ascii(parser)


def add_driver(parser: CommandParser) -> None:
    """The option that says how the screen is written."""
    parser.add_argument(
        "--driver",
        choices=DRIVERS,
        help="how the screen is written: thin sends only what changed, stock is Textual's own way",
    )


def add_ascii(parser: CommandParser) -> None:
    """The option that says with which characters the screen is drawn."""
    parser.add_argument(
        "--ascii",
        action=ON_OR_OFF,
        help="draw with ASCII characters alone (else where the terminal needs it); texts keep their letters",
    )


def run(options: argparse.Namespace) -> ExitCode:
    """Open the explorer or print the overview."""
    if options.version:
        from quoth.tui.cli import print_version

        return print_version()
    if can_run_explorer(os.environ):
        from quoth.tui.explore import explore

        return explore(options)
    from quoth.tui.output import write
    from quoth.tui.overview import overview
    from quoth.tui.present import view_of
    from quoth.tui.sources import Reading

    reading = Reading(options, options.paths)
    articles = reading.together()
    if articles:
        write(overview(articles, view_of(options)))
    return reading.code(len(articles))
