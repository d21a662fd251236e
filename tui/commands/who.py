"""``quoth who``: who talks about something most, in hits and as a share of their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.tui.asking import add_filters, asked, say_nothing_found
from quoth.tui.diagnostics import ExitCode, UsageError
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.opening import opened
from quoth.tui.parser import CommandParser, add_format, add_lookup, at_least
from quoth.tui.present import present
from quoth.tui.tables import table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from quoth.index.counting import Use

USAGE = "QUERY [--section WORDS] [--in PATH] [--format FORMAT]"
WORDS = "query"
EXAMPLES = """\
examples:
  quoth who budget                     who speaks of it most
  quoth who 'tax*' --in articles/ --format csv > tax.csv
  quoth who budget --format jsonl | jq -r .query    a query for each row

columns:
  hits     passages that match, as 'quoth search' finds them; narration, and
           quotes that nobody is known to have said, have rows of their own
  words    the words of those passages
  share    the part of all that this person says: 1.0 is nothing else

Without --in: the index, if one was built, else the article that comes with
quoth."""

COLUMNS = ("id", "speaker", "role", "hits", "words", "quotes", "own_words", "share", "query")


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_filters(parser)
    parser.add_argument("--limit", type=at_least(0), default=0, metavar="N", help="at most N rows; 0 is all")
    add_lookup(parser)
    add_format(parser, FORMATS)


def run(options: argparse.Namespace) -> ExitCode:
    """Print who speaks of it."""
    if not " ".join(options.query).strip():
        raise UsageError("who talks about what? give a query, as in: quoth who budget")
    with opened(options) as index:
        query = asked(index, options)
        found = index.who(query)
        present([_record(use, query) for use in found[: options.limit or None]], LISTING, options)
    if not found:
        say_nothing_found(options)
    return ExitCode.OK if found else ExitCode.NOTHING


def _record(use: Use, query: str) -> Record:
    from quoth.index.counting import Label, cell_query

    return {
        "schema": SCHEMA,
        "id": use.id,
        "name": use.name,
        "role": use.role,
        "hits": use.hits,
        "words": use.words,
        "quotes": None if use.own is None else use.own.quotes,
        "own_words": None if use.own is None else use.own.words,
        "share": None if use.share is None else round(use.share, 4),
        "query": cell_query(query, Label(use.id, use.name), None, "section"),
    }


def _cells(record: Record) -> tuple[object, ...]:
    return tuple(record["name" if column == "speaker" else column] for column in COLUMNS)


def _rows(records: Iterable[Record]) -> Iterator[tuple[object, ...]]:
    for r in records:
        share = "" if r["share"] is None else f"{r['share']:.0%}"
        yield r["hits"], r["words"], share, r["name"], r["role"]


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    rows = list(_rows(records))
    if rows:
        yield from table(("hits", "words", "share", "speaker", "role"), rows, view, numbers=(0, 1, 2))


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    yield from markdown_table(("Hits", "Words", "Share", "Speaker", "Role"), _rows(records))


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
