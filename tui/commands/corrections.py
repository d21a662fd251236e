"""``quoth corrections``: what the user corrected: listed, exported, taken back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quoth.corpus.corrections import Correction, format_corrections, without_corrections
from quoth.tui import output
from quoth.tui.anchored import refuse_empty
from quoth.tui.commands.correct import UNKNOWN, describe
from quoth.tui.corrections import change_corrections, read_corrections
from quoth.tui.diagnostics import CommandError, ExitCode, UsageError, note
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.location import chosen_index
from quoth.tui.opening import index_error
from quoth.tui.overlay import settled
from quoth.tui.parser import CommandParser, add_format, add_index
from quoth.tui.present import present
from quoth.tui.sources import PATIENCE
from quoth.tui.tables import table
from quoth.tui.user_files import corrections_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

USAGE = "[--undo ID] [--format FORMAT]\n--path"
WORDS = None
EXAMPLES = """\
examples:
  quoth corrections                        all of them, the oldest first
  quoth corrections --undo q2k4xye         take back those of one quote
  quoth corrections --format json          for a script
  quoth corrections --format toml > mine.toml   to keep, or for somebody else
  "${EDITOR:-vi}" "$(quoth corrections --path)"

The file is TOML, one table a correction; deleting a table undoes it, and an
index follows with the next command. 'words' and 'was' are for you to read.
A merge is taken back by the id of either quote."""

COLUMNS = ("quote", "speaker", "not_a_quote", "merge", "words", "was", "made")


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    parser.add_argument("--undo", metavar="ID", help="take back what was said of this quote")
    parser.add_argument("--path", action="store_true", help="print where the file is")
    add_index(parser)
    add_format(parser, (*FORMATS, "toml"))


def run(options: argparse.Namespace) -> ExitCode:
    """List the corrections, or take one back."""
    file = corrections_file(os.environ)
    if options.path:
        output.write([f"{file}\n"])
        return ExitCode.OK
    if options.undo is not None:
        refuse_empty([options.undo])
        return _undo(options.undo, options)
    found = read_corrections(file)
    if options.format == "toml":
        output.write([format_corrections(found)])
    else:
        present(map(_record, found), LISTING, options)
    if not found:
        note("nothing is corrected; 'quoth correct --help' says how")
    return ExitCode.OK if found else ExitCode.NOTHING


def _undo(name: str, options: argparse.Namespace) -> ExitCode:
    taken: list[Correction] = []

    def without(before: tuple[Correction, ...]) -> tuple[Correction, ...]:
        quote = _meant(name, before)
        taken.extend(known for known in before if quote in (known.quote, known.merge))
        return without_corrections(before, quote)

    change_corrections(corrections_file(os.environ), without)
    place = chosen_index(options.index, os.environ)
    if place is not None:
        from quoth.index.problems import IndexProblem

        try:
            settled(place, PATIENCE)
        except IndexProblem as problem:
            raise index_error(problem.detail) from None
    output.write(f"{known.quote}\tundone: {describe(known)}\n" for known in taken)
    return ExitCode.OK


def _meant(name: str, corrections: Sequence[Correction]) -> str:
    """The corrected quote that an id, or the beginning of one, means; its article may be left out.

    Of two quotes that were merged either may be meant.
    """
    quotes = dict.fromkeys(known.quote for known in corrections)
    quotes |= dict.fromkeys(known.merge for known in corrections if known.merge is not None)
    own = {quote: quote if ":" in name else quote.partition(":")[2] for quote in quotes}
    found = [quote for quote in quotes if own[quote] == name] or [
        quote for quote in quotes if own[quote].startswith(name)
    ]
    if not found:
        raise CommandError(ExitCode.NOTHING, f"{name}: nothing was corrected there; see 'quoth corrections'")
    if len(found) > 1:
        raise UsageError(f"{name}: that may be {len(found)} quotes, write more of it: {', '.join(found[:4])}")
    return found[0]


def _record(correction: Correction) -> Record:
    return {"schema": SCHEMA, **{column: getattr(correction, column) for column in COLUMNS}}


def _cells(record: Record) -> tuple[object, ...]:
    said = {**record, "speaker": UNKNOWN} if record["speaker"] == "" else record
    return tuple("yes" if said[column] is True else said[column] or "" for column in COLUMNS)


def _rows(records: Iterable[Record]) -> Iterator[tuple[object, ...]]:
    for r in records:
        said = Correction(r["quote"], r["speaker"], r["not_a_quote"], r["merge"])
        yield r["quote"], describe(said), r["was"], r["words"]


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    rows = list(_rows(records))
    if rows:
        yield from table(("quote", "is", "was", "words"), rows, view)


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    yield from markdown_table(("Quote", "Is", "Was", "Words"), _rows(records))


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
