"""``quoth info``: what an index holds, or what is known of single texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.corpus.values import asdict
from quoth.tui.about import LISTING as ABOUT
from quoth.tui.about import about_record
from quoth.tui.diagnostics import ExitCode
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.opening import opened
from quoth.tui.parser import CommandParser, add_files, add_format, add_index
from quoth.tui.present import present
from quoth.tui.sources import Reading
from quoth.tui.tables import table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from quoth.index.results import IndexInfo

USAGE = "[PATH…] [--index DIR] [--format FORMAT]"
WORDS = "paths"
EXAMPLES = """\
examples:
  quoth info                               of the index that commands use
  quoth info --index DIR                   of another
  quoth info article.html letters.zip#a.txt
  quoth info --format json | jq .quotes

With PATHs, files and folders: of each text its title, authors, day, language,
address, how it was read and what was left out as no text of the article."""


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_files(parser)
    add_index(parser)
    add_format(parser, FORMATS, in_pipe="text")


def run(options: argparse.Namespace) -> ExitCode:
    """Print what the index says of itself, or what is known of the texts."""
    if options.paths:
        reading = Reading(options, options.paths)
        return reading.code(present(map(about_record, reading), ABOUT, options, in_pipe="text"))
    with opened(options) as index:
        record = _record(index.info())
    present([record], LISTING, options, in_pipe="text")
    return ExitCode.OK


def _record(info: IndexInfo) -> Record:
    from datetime import UTC, datetime

    built = datetime.fromtimestamp(info.built_at, UTC).isoformat(timespec="seconds")
    failed = [{"source": f.source, "reason": f.reason, "detail": f.detail} for f in info.failed]
    fields = asdict(info) | {"roots": list(info.roots), "built_at": built, "failed": failed}
    # `schema` is the version of the record, as in every record; the index has one of its own
    return {"schema": SCHEMA, "index_schema": fields.pop("schema"), **fields}


def _rows(record: Record) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if name == "schema":
            continue
        label = name.replace("_", " ")
        if name == "roots":
            for root in value or ["(none)"]:
                yield label, root
        elif name == "failed":
            yield label, str(len(value))
            for one in value[:_MOST_FAILED]:
                yield one["reason"], one["source"]
            if len(value) > _MOST_FAILED:
                yield "…", "all of them are in the records of --format json"
        elif name == "bytes":
            yield label, f"{value:,}"
        else:
            yield label, str(value)


_MOST_FAILED = 20  # that a person is shown
_COLUMNS = (
    "path", "index_schema", "whoosh", "roots", "articles", "paragraphs", "quotes", "attributed", "suspect",
    "speakers", "bytes", "built_at", "duplicates", "failed",
)  # fmt: skip


def _cells(record: Record) -> tuple[object, ...]:
    return tuple(
        "; ".join(record[c]) if c == "roots" else len(record[c]) if c == "failed" else record[c]
        for c in _COLUMNS
    )


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    for record in records:
        yield from table((), list(_rows(record)), view)


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield from markdown_table(("Index", ""), _rows(record))


LISTING = Listing(_COLUMNS, _cells, _text, _markdown, single=True)
