"""Records as text: JSON, JSON lines, CSV, TSV, bare lines, Markdown, and text for people. Pure.

A command hands over its records, which are the JSON records that scripts rely on, and a `Listing`
that says how records of that kind look elsewhere. Every format shows the same records.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.reading import harmless_line
from quoth.corpus.values import dataclass
from quoth.tui.style import Style

Format = Literal["text", "lines", "jsonl", "json", "csv", "tsv", "md"]
Record = Mapping[str, Any]

FORMATS: tuple[Format, ...] = ("text", "jsonl", "json", "csv", "tsv", "md")
"""What can be asked for; ``lines``, tab-separated without a header, is what a pipe gets unasked."""

SCHEMA = 1
"""The version of the records that the command line makes itself."""


@dataclass(frozen=True, slots=True)
class View:
    """What text for people is fitted to: columns, marks, and whether Rich may draw the tables."""

    width: int
    style: Style
    terminal: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """How records of one kind look.

    `columns` head the cells of CSV and TSV. `single` says that JSON of one record is that record
    itself, where a reader asks for one thing, and not a list of one.
    """

    columns: tuple[str, ...]
    cells: Callable[[Record], Sequence[object]]
    text: Callable[[Iterable[Record], View], Iterator[str]]
    markdown: Callable[[Iterable[Record]], Iterator[str]]
    single: bool = False


def render(records: Iterable[Record], listing: Listing, form: Format, view: View) -> Iterator[str]:
    """The records in a format, in pieces that end with a newline."""
    match form:
        case "text":
            yield from listing.text(records, view)
        case "md":
            yield from listing.markdown(records)
        case "jsonl" | "json":
            yield from as_json(records, form, listing.single)
        case "csv":
            yield _csv_row(listing.columns)
            yield from (_csv_row(_strings(listing.cells(record))) for record in records)
        case "tsv":
            yield _tabbed(listing.columns)
            yield from (_tabbed(_strings(listing.cells(record))) for record in records)
        case "lines":
            yield from (_tabbed(_strings(listing.cells(record))) for record in records)


# What JSON leaves as it is, but a terminal obeys, reorders or breaks at; and halves of surrogates,
# which UTF-8 cannot hold.
_UNSAFE_IN_JSON = late_pattern("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def json_text(value: object, indent: int | None = None) -> str:
    """`value` as JSON that is safe to show: control and direction characters are escaped, nothing is lost."""
    plain = json.dumps(value, ensure_ascii=False, indent=indent)
    if plain.replace("\n", "").replace("\xa0", "").isprintable():
        return plain
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def as_json(records: Iterable[Record], form: Literal["jsonl", "json"], single: bool) -> Iterator[str]:
    """The records one a line (``jsonl``), or as one list (``json``; of one record, itself if `single`)."""
    if form == "jsonl":
        yield from (json_text(record) + "\n" for record in records)
        return
    waiting = iter(records)
    first = next(waiting, None)
    second = next(waiting, None)
    if first is None:
        yield "[]\n"
    elif second is None and single:
        yield json_text(first, indent=2) + "\n"
    else:
        yield "[\n" + json_text(first)
        for record in (second, *waiting) if second is not None else ():
            yield ",\n" + json_text(record)
        yield "\n]\n"


def _strings(cells: Sequence[object]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells]


# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _csv_row(cells: Sequence[str]) -> str:
    """One row by RFC 4180, with a newline as everywhere else; formulas are taken for text by a ``'``."""
    return ",".join(map(_csv_cell, cells)) + "\n"


def _csv_cell(cell: str) -> str:
    # inside quotes a line break is part of the cell; what a terminal would obey is not
    text = "\n".join(map(harmless_line, cell.split("\n")))
    if cell.startswith(_FORMULA):
        text = "'" + text
    if any(mark in text for mark in ',"\n') or text != text.strip():
        text = '"' + text.replace('"', '""') + '"'
    return text


def _tabbed(cells: Sequence[str]) -> str:
    return "\t".join(map(harmless_line, cells)) + "\n"


_MARKDOWN = late_pattern(r"([\\`*_\[\]<>#|])")


def markdown_text(text: str) -> str:
    """`text` on one line with what Markdown would take for markup escaped."""
    return _MARKDOWN.sub(r"\\\1", harmless_line(text))


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table in Markdown, row by row."""
    yield "| " + " | ".join(map(markdown_text, columns)) + " |\n"
    yield "|" + " --- |" * len(columns) + "\n"
    for row in rows:
        yield "| " + " | ".join(map(markdown_text, _strings(row))) + " |\n"
