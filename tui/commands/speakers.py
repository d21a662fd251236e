"""``quoth speakers``: who speaks, in which role, how often and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.tui.formats import FORMATS, Listing, Record, View, markdown_table
from quoth.tui.parser import CommandParser, add_files, add_format, add_index
from quoth.tui.present import present
from quoth.tui.sources import Reading
from quoth.tui.tables import table
from quoth.tui.tally import speaker_records

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from quoth.tui.diagnostics import ExitCode

USAGE = "[PATH…] [--format FORMAT]"
WORDS = "paths"
EXAMPLES = """\
examples:
  quoth speakers article.txt               names, roles, quotes, share of words
  quoth speakers articles/ --format csv    counted over all articles
  quoth speakers --format jsonl | jq -r .name

PATH is a file, a folder or '-'. Without PATH: the index, if one was built,
else the article that comes with quoth. Quotes without a speaker are counted
under 'unknown'; 'words' is the share of all quoted words."""

COLUMNS = ("id", "speaker", "role", "quotes", "words", "share", "articles", "aliases")


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_files(parser)
    add_index(parser)
    add_format(parser, FORMATS)


def run(options: argparse.Namespace) -> ExitCode:
    """Print the speakers."""
    reading = Reading(options, options.paths)
    records = speaker_records(reading.together())
    return reading.code(present(records, LISTING, options))


def _cells(record: Record) -> tuple[object, ...]:
    return (
        record["id"],
        record["name"] or "unknown",
        record["role"],
        record["quotes"],
        record["words"],
        record["share"],
        record["articles"],
        "; ".join(record["aliases"]),
    )


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    yield from speaker_table(records, view)


def speaker_table(records: Iterable[Record], view: View) -> Iterator[str]:
    """Names with counts and roles, as the overview shows them too."""
    rows = [(r["quotes"], f"{r['share']:.0%}", r["name"] or "unknown", r["role"] or "") for r in records]
    if rows:
        yield from table(("quotes", "words", "speaker", "role"), rows, view, numbers=(0, 1))


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    rows = ((r["name"] or "unknown", r["role"], r["quotes"], f"{r['share']:.0%}") for r in records)
    yield from markdown_table(("Speaker", "Role", "Quotes", "Words"), rows)


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
