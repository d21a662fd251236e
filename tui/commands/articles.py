"""``quoth articles``: which articles an index holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.corpus.reading import harmless_line
from quoth.tui.diagnostics import ExitCode, note
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.layout import cut_left
from quoth.tui.opening import opened
from quoth.tui.parser import CommandParser, add_files, add_format, add_index
from quoth.tui.present import present
from quoth.tui.shelf import SORTS, ordered, with_words
from quoth.tui.tables import table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from quoth.index.results import ArticleSummary

USAGE = "[PATH…] [--sort KEY] [--words WORDS] [--format FORMAT]"
WORDS = "paths"
EXAMPLES = """\
examples:
  quoth articles                        title, date, source, quotes, speakers
  quoth articles --sort -quotes         those with the most quotes first
  quoth articles --format jsonl | jq -r 'select(.date == null) | .source'

PATH is a file or folder. Without PATH: the index, if one was built, else the
article that comes with quoth."""

COLUMNS = (
    "id", "title", "date", "language", "source", "paragraphs", "quotes", "speakers", "noise", "digest",
    "repeats",
)  # fmt: skip
_DIGEST = 12
"""Digits of the digest that tell files apart; JSON has all of them."""


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--sort",
        choices=SORTS,
        default="source",
        metavar="KEY",
        help="source, title, date, quotes or speakers; with '-' before it the other way round",
    )
    parser.add_argument(
        "--words", default="", metavar="WORDS", help="only articles with these words in title, source or date"
    )
    add_files(parser)
    add_index(parser)
    add_format(parser, FORMATS)


def run(options: argparse.Namespace) -> ExitCode:
    """Print the list."""
    with opened(options) as index:
        known = index.articles()
        found = ordered(with_words(known, options.words), options.sort)
    present(map(_record, found), LISTING, options)
    if not found:
        note(f"no article has {options.words}" if known else "no articles in this index")
    return ExitCode.OK if found else ExitCode.NOTHING


def _record(article: ArticleSummary) -> Record:
    return {"schema": SCHEMA, **{column: getattr(article, column) for column in COLUMNS}}


def _cells(record: Record) -> tuple[object, ...]:
    return tuple(record[column][:_DIGEST] if column == "digest" else record[column] for column in COLUMNS)


def _rows(records: Iterable[Record]) -> Iterator[tuple[object, ...]]:
    for r in records:
        yield r["quotes"], r["speakers"], r["date"], r["title"] or r["source"], r["source"]


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    rows = [(*row, _source(source, view)) for *row, source in _rows(records)]
    if rows:
        columns = ("quotes", "speakers", "date", "title", "source")
        yield from table(columns, rows, view, numbers=(0, 1), unbroken=(4,))


def _source(source: object, view: View) -> str:
    """A path that fits beside the title with its end, which is what tells."""
    plain = harmless_line(str(source))
    return cut_left(plain, view.width // 2) if view.terminal else plain


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    yield from markdown_table(("Quotes", "Speakers", "Date", "Title", "Source"), _rows(records))


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
