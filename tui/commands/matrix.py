"""``quoth matrix``: who speaks where, speakers by sections, articles or months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.corpus.reading import harmless_line
from quoth.corpus.values import replace
from quoth.tui.asking import add_filters, asked, say_nothing_found
from quoth.tui.diagnostics import ExitCode
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.layout import cells, cut
from quoth.tui.opening import opened
from quoth.tui.parser import CommandParser, add_format, add_lookup
from quoth.tui.present import present
from quoth.tui.tables import table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from quoth.index.counting import Label, Matrix

USAGE = "[QUERY] [--by WHAT] [--in PATH] [--format FORMAT]"
WORDS = "query"
EXAMPLES = """\
examples:
  quoth matrix                          quotes: speakers by sections
  quoth matrix budget --by month        hits of a query: speakers by months
  quoth matrix budget --by article --in articles/ --format csv > budget.csv
  quoth matrix --format jsonl | jq -r 'select(.count > 3) | .query'

Text and Markdown are a table, a legend below it. JSON, CSV and tabbed lines
have one record for each cell that is not empty; "query" finds exactly its
hits with 'quoth search' (null where no query can tell them apart: undated
texts, and texts of which only the year is known, by month).

Without --in: the index, if one was built, else the article that comes with
quoth."""

COLUMNS = ("speaker_id", "speaker", "column_id", "column", "count", "query")
BY = ("section", "article", "month")
_NAME = 32


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--by", choices=BY, default="section", metavar="WHAT", help="the columns: section, article or month"
    )
    add_filters(parser)
    add_lookup(parser)
    add_format(parser, FORMATS)


def run(options: argparse.Namespace) -> ExitCode:
    """Print the matrix."""
    with opened(options) as index:
        query = asked(index, options)
        matrix = index.matrix(query, by=options.by)
    listing = replace(LISTING, text=lambda _, view: _text(matrix, view), markdown=lambda _: _markdown(matrix))
    present(_records(matrix, query), listing, options)
    if not matrix.total:
        say_nothing_found(options)
    return ExitCode.OK if matrix.total else ExitCode.NOTHING


def _records(matrix: Matrix, query: str) -> list[Record]:
    from quoth.index.counting import cell_query

    return [
        {
            "schema": SCHEMA,
            "by": matrix.by,
            "speaker": {"id": row.id, "name": row.label},
            "column": {"id": column.id, "label": column.label},
            "count": count,
            "query": cell_query(query, row, column, matrix.by),
        }
        for row, counts in zip(matrix.rows, matrix.counts, strict=True)
        for column, count in zip(matrix.columns, counts, strict=True)
        if count
    ]


def _cells(record: Record) -> tuple[object, ...]:
    speaker, column = record["speaker"], record["column"]
    return speaker["id"], speaker["name"], column["id"], column["label"], record["count"], record["query"]


def _text(matrix: Matrix, view: View) -> Iterator[str]:
    """Tables as wide as the view, one below the other where there are many columns, and the legend."""
    if not matrix.rows:
        return
    names = [cut(harmless_line(row.label), min(_NAME, view.width // 2)) for row in matrix.rows]
    heads = _heads(matrix)
    wide = [max(len(head), *(len(str(row[n])) for row in matrix.counts)) for n, head in enumerate(heads)]
    room = view.width - max(map(cells, names)) - 2 - len("total") - 2
    first = 0
    while first < len(heads):
        last, used = first, 0
        while last < len(heads) and (last == first or used + wide[last] + 2 <= room):
            used += wide[last] + 2
            last += 1
        if first:
            yield "\n"
        rows = [
            (name, *(count or "·" for count in counts[first:last]), sum(counts))
            for name, counts in zip(names, matrix.counts, strict=True)
        ]
        numbers = range(1, last - first + 2)
        yield from table(("speaker", *heads[first:last], "total"), rows, view, numbers=numbers)
        first = last
    if matrix.by != "month":
        yield "\n"
        several = len({column.of for column in matrix.columns}) > 1
        legend = [
            (head, c.label, *([c.of] if several else []))
            for head, c in zip(heads, matrix.columns, strict=True)
        ]
        yield from table((), legend, view, numbers=(0,))


def _heads(matrix: Matrix) -> list[str]:
    """Months speak for themselves, headings and titles are numbered."""
    if matrix.by == "month":
        return [column.label for column in matrix.columns]
    return [str(number) for number in range(1, len(matrix.columns) + 1)]


def _labels(columns: Sequence[Label]) -> list[str]:
    """What the columns are called, sections of several articles with these."""
    several = len({column.of for column in columns}) > 1
    return [f"{column.of}: {column.label}" if several else column.label for column in columns]


def _markdown(matrix: Matrix) -> Iterator[str]:
    rows = ((row.label, *counts, sum(counts)) for row, counts in zip(matrix.rows, matrix.counts, strict=True))
    yield from markdown_table(("Speaker", *_labels(matrix.columns), "Total"), rows)


def _unused(_: Iterable[Record], __: View | None = None) -> Iterator[str]:
    raise AssertionError("text and Markdown are made of the matrix itself")


LISTING = Listing(COLUMNS, _cells, _unused, _unused)
