"""``quoth aliases``: who is who by the user's word: where the file is, and what it says, checked."""

from __future__ import annotations

import os
from itertools import groupby
from typing import TYPE_CHECKING

from quoth.tui import output
from quoth.tui.diagnostics import ExitCode, note
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.overlay import user_overlay
from quoth.tui.parser import CommandParser, add_format
from quoth.tui.present import present
from quoth.tui.tables import table
from quoth.tui.user_files import aliases_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

USAGE = "[--format FORMAT]\n--path"
WORDS = None
EXAMPLES = """\
examples:
  quoth aliases                            what the file says, checked
  "${EDITOR:-vi}" "$(quoth aliases --path)"

The file is TOML:
  [same]                # one person: the name to show, and the others
  "Jane Roe" = ["J. Roe", "Ms. Roe-Smith"]
  [apart]               # never that person, whatever the evidence
  "Jane Roe" = ["Roe"]

Names are compared without case, accents and marks. It holds in every command
and in the explorer; an index follows with the next command, without reading a
text again. Deleting a line undoes it. Without your word, a bare surname in one
article is taken for the only person of that name in the index."""

COLUMNS = ("relation", "name", "other")


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    parser.add_argument("--path", action="store_true", help="print where the file is")
    add_format(parser, FORMATS)


def run(options: argparse.Namespace) -> ExitCode:
    """Print what the file says."""
    file = aliases_file(os.environ)
    if options.path:
        output.write([f"{file}\n"])
        return ExitCode.OK
    records = list(_records())
    present(records, LISTING, options)
    if not records:
        note(
            f"nobody is named in {file}"
            if file.exists()
            else f"there is no {file}; see 'quoth aliases --help'"
        )
    return ExitCode.OK if records else ExitCode.NOTHING


def _records() -> Iterator[Record]:
    from quoth.corpus.anchors import normalised_ascii

    aliases = user_overlay().aliases
    for folded, name in sorted(aliases.same.items(), key=lambda item: (item[1], item[0])):
        if folded != normalised_ascii(name):
            yield {"schema": SCHEMA, "relation": "same", "name": name, "other": folded}
    for one, other in sorted(aliases.apart):
        yield {"schema": SCHEMA, "relation": "apart", "name": one, "other": other}


def _cells(record: Record) -> tuple[object, ...]:
    return tuple(record[column] for column in COLUMNS)


def _rows(records: Iterable[Record]) -> Iterator[tuple[object, ...]]:
    for (relation, name), group in groupby(records, key=lambda r: (r["relation"], r["name"])):
        said = "is also" if relation == "same" else "is not"
        yield name, said, ", ".join(record["other"] for record in group)


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    rows = list(_rows(records))
    if rows:
        yield from table((), rows, view)


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    yield from markdown_table(("Person", "", "Names"), _rows(records))


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
