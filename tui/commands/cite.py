"""``quoth cite``: a citation of a quote, a passage or an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.tui import output
from quoth.tui.anchored import Part, part_record
from quoth.tui.citation import bibtex, csl, markdown
from quoth.tui.commands.show import looked_up
from quoth.tui.diagnostics import ExitCode
from quoth.tui.formats import json_text
from quoth.tui.parser import CommandParser, add_lookup

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

USAGE = "ID… [--in PATH] [--format md|bibtex|csl-json]"
WORDS = "ids"
EXAMPLES = """\
examples:
  quoth cite q2k4xye                       a quotation in Markdown
  quoth cite q2k4xye --format bibtex >> notes.bib
  quoth cite q2k4xye --in article.txt --format csl-json

ID is that of a quote, a paragraph, a section or an article, as 'quoth show'
takes it."""

FORMATS = ("md", "bibtex", "csl-json")


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    parser.add_argument("--format", choices=FORMATS, default="md", metavar="FORMAT", help=", ".join(FORMATS))
    add_lookup(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Print the citations."""
    output.write(_citations(looked_up(options), options.format))
    return ExitCode.OK


def _citations(parts: list[Part], form: str) -> Iterator[str]:
    if form == "csl-json":
        yield json_text([csl(part_record(part), part.article) for part in parts], indent=2) + "\n"
        return
    cite = markdown if form == "md" else bibtex
    yield "\n".join(cite(part_record(part), part.article) for part in parts)
