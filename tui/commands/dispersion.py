"""``quoth dispersion``: where in each article the hits are, as a strip from its beginning to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.tui.asking import add_filters, asked, say_nothing_found
from quoth.tui.diagnostics import ExitCode, UsageError
from quoth.tui.dispersion import bins, sparkline
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.opening import opened
from quoth.tui.parser import CommandParser, add_format, add_lookup
from quoth.tui.passages import marked_lines
from quoth.tui.present import present

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from quoth.index.counting import Dispersion

USAGE = "QUERY [--speaker NAME] [--in PATH] [--format FORMAT]"
WORDS = "query"
EXAMPLES = """\
examples:
  quoth dispersion budget               a strip for each article
  quoth dispersion speaker:smith --in article.txt
  quoth dispersion budget --format jsonl | jq -c '[.title, .hits]'

In text the strip runs from the beginning of the article to its end: the higher
a bar, the more hits begin there; the signs below are where sections begin. In
JSON hits and sections are offsets in characters of 'quoth text'.

Without --in: the index, if one was built, else the article that comes with
quoth."""

COLUMNS = ("article", "title", "source", "date", "length", "count", "hits")
_CELLS = 40


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_filters(parser)
    add_lookup(parser)
    add_format(parser, FORMATS)


def run(options: argparse.Namespace) -> ExitCode:
    """Print the strips."""
    with opened(options) as index:
        query = asked(index, options)
        if not query:
            raise UsageError("where is what? give a query, as in: quoth dispersion budget")
        found = index.dispersion(query)
    present(map(_record, found), LISTING, options)
    if not found:
        say_nothing_found(options)
    return ExitCode.OK if found else ExitCode.NOTHING


def _record(found: Dispersion) -> Record:
    return {
        "schema": SCHEMA,
        "article": found.article,
        "title": found.title,
        "source": found.source,
        "date": found.date,
        "length": found.length,
        "count": len(found.hits),
        "hits": list(found.hits),
        "sections": list(found.sections),
    }


def _cells(record: Record) -> tuple[object, ...]:
    return tuple(" ".join(map(str, record[c])) if c == "hits" else record[c] for c in COLUMNS)


def strip(record: Record, cells: int) -> str:
    """How the hits lie in an article, in so many cells."""
    return sparkline(bins(((at, 1) for at in record["hits"]), record["length"], cells))


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    for number, record in enumerate(records):
        if number:
            yield "\n"
        yield marked_lines(record["title"], view, view.style.title)
        yield f"{strip(record, view.width).rstrip()}\n"
        borders = bins(((at, 1) for at in record["sections"]), record["length"], view.width)
        yield "".join("╵" if border else " " for border in borders).rstrip() + "\n"
        plural = "hit" if record["count"] == 1 else "hits"
        yield view.style.quiet(f"{record['count']} {plural}") + "\n"


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    rows = ((r["title"], r["count"], f"[{strip(r, _CELLS)}]") for r in records)
    yield from markdown_table(("Article", "Hits", "Where"), rows)


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
