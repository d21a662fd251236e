"""``quoth outline``: the sections of each article with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.tui.formats import FORMATS, Listing, Record, View, markdown_text
from quoth.tui.parser import CommandParser, add_files, add_format, add_index
from quoth.tui.passages import marked_lines
from quoth.tui.present import form_of, present
from quoth.tui.sources import Reading
from quoth.tui.tables import table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from quoth.tui.diagnostics import ExitCode

USAGE = "[PATH…] [--format FORMAT]"
WORDS = "paths"
EXAMPLES = """\
examples:
  quoth outline article.txt                headings, quotes, paragraphs
  quoth outline articles/ --format jsonl   one JSON object for each article
  quoth outline --format json | jq .noise  the lines that were taken for noise

PATH is a file, a folder or '-'. Without PATH: the index, if one was built,
else the article that comes with quoth. JSON of one article is an object, of
several a list."""

COLUMNS = ("id", "level", "heading", "paragraphs", "quotes", "title", "source", "start", "end")
LEAD = "(lead)"


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_files(parser)
    add_index(parser)
    add_format(parser, FORMATS)


def run(options: argparse.Namespace) -> ExitCode:
    """Print the outlines: an article a record in JSON, a section a row in tables."""
    from quoth.corpus.record import outline_record

    reading = Reading(options, options.paths)
    outlines = map(outline_record, reading)
    if form_of(options) in ("csv", "tsv", "lines"):
        present(_rows(outlines), LISTING, options)
    else:
        present(outlines, LISTING, options)
    return reading.code(reading.read)


def _rows(outlines: Iterable[Record]) -> Iterator[Record]:
    for outline in outlines:
        for section in outline["sections"]:
            yield {**section, "title": outline["title"], "source": outline["source"]}


def _cells(row: Record) -> tuple[object, ...]:
    return tuple(row[column] for column in COLUMNS)


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    for number, record in enumerate(records):
        if number:
            yield "\n"
        yield marked_lines(record["title"] or record["source"], view, view.style.title)
        rows = [
            (s["quotes"], s["paragraphs"], indent + (s["heading"] or LEAD)) for indent, s in _indented(record)
        ]
        yield from table(("quotes", "paragraphs", "section"), rows, view, numbers=(0, 1))


def _indented(record: Record) -> Iterator[tuple[str, Record]]:
    """The sections, each with blanks for its depth below the highest heading of the article."""
    highest = min((s["level"] for s in record["sections"] if s["heading"]), default=0)
    for section in record["sections"]:
        yield "  " * max(0, section["level"] - highest), section


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield f"# {markdown_text(record['title'] or record['source'])}\n\n"
        for indent, section in _indented(record):
            name = markdown_text(section["heading"] or LEAD)
            yield f"{indent}- {name} ({section['quotes']} quotes, {section['paragraphs']} paragraphs)\n"
        yield "\n"


LISTING = Listing(COLUMNS, _cells, _text, _markdown, single=True)
