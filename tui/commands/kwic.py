"""``quoth kwic``: a concordance, every occurrence of the words in one column with their context."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from quoth.corpus.reading import harmless_line
from quoth.tui.asking import add_filters, filtered, query_error, say_nothing_found
from quoth.tui.diagnostics import ExitCode, UsageError, note
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.layout import cells, cut, cut_left, pad, pad_left
from quoth.tui.opening import opened
from quoth.tui.parser import CommandParser, add_format, add_lookup, at_least
from quoth.tui.present import present
from quoth.tui.terminal import is_terminal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from quoth.index.results import ConcordanceLine

USAGE = "QUERY [--window N] [--sort KEYS] [--in PATH] [--format FORMAT]"
WORDS = "query"
EXAMPLES = """\
examples:
  quoth kwic budget                    each occurrence between its neighbours
  quoth kwic budget --sort 1L,2L       by the word before, then the one before
  quoth kwic 'tax*' --window 15 --in articles/ --format csv > tax.csv
  quoth kwic budget --speaker smith    only in what one person says

Keys to sort by: 1L to 5L (words to the left), 1R to 5R (to the right), key,
speaker, section, article; unasked the order is that of the text.

Without --in: the index, if one was built, else the article that comes with
quoth. On a terminal the first 100 lines are shown, in a pipe all."""

COLUMNS = ("id", "left", "key", "right", "speaker", "section", "title", "start", "end")
WINDOW = 8
SCREENFUL = 100


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_filters(parser)
    parser.add_argument(
        "--window",
        type=at_least(0),
        default=WINDOW,
        metavar="N",
        help=f"words on each side (default: {WINDOW})",
    )
    parser.add_argument("--sort", default="", metavar="KEYS", help="as in 1R,1L")
    parser.add_argument(
        "--frequent",
        action="store_true",
        help="the most frequent values of the first of the KEYS (else: key) first",
    )
    parser.add_argument("--limit", type=at_least(0), metavar="N", help="at most N lines; 0 is all")
    add_lookup(parser)
    add_format(parser, FORMATS)


def run(options: argparse.Namespace) -> ExitCode:
    """Print the concordance."""
    from quoth.index.query import QueryError

    text = " ".join(options.query)
    if not text.strip():
        raise UsageError("a concordance of what? give a word, as in: quoth kwic budget")
    keys = tuple(key.strip() for key in options.sort.split(",") if key.strip())
    limit = SCREENFUL if options.limit is None and is_terminal(sys.stdout) else options.limit or None
    with opened(options) as index:
        _refuse_unknown(keys)
        query = filtered(index, text, options)
        try:
            lines = index.concordance(query, window=options.window, sort=keys)
        except QueryError as error:  # in what a flag says
            raise query_error(error, query) from None
        if options.frequent:
            from quoth.index.concordance import by_frequency

            lines = by_frequency(lines, keys)
    shown = present(map(_record, lines[:limit]), LISTING, options)
    if shown < len(lines):
        note(f"{shown} of {len(lines)} lines shown; --limit 0 shows all")
    if not lines:
        say_nothing_found(options)
    return ExitCode.OK if lines else ExitCode.NOTHING


def _refuse_unknown(keys: tuple[str, ...]) -> None:
    from quoth.index.concordance import SORT_KEYS

    for key in keys:
        if key not in SORT_KEYS:
            raise UsageError(f"--sort: there is no key {key!r}; use {' '.join(SORT_KEYS)}")


def _record(line: ConcordanceLine) -> dict[str, Any]:
    speaker = line.speaker
    return {
        "schema": SCHEMA,
        "id": line.hit,
        "article": line.article,
        "title": line.title,
        "section": line.heading,
        "kind": line.kind,
        "speaker": speaker and {"id": speaker.id, "name": speaker.name, "role": speaker.role},
        "left": line.left,
        "key": line.key,
        "right": line.right,
        "start": line.start,
        "end": line.end,
    }


def _speaker(record: Record) -> str:
    if record["speaker"]:
        return str(record["speaker"]["name"])
    return {"quote": "unknown", "heading": "(heading)"}.get(record["kind"], "–")


def _cells(record: Record) -> tuple[object, ...]:
    return (
        record["id"], record["left"], record["key"], record["right"], _speaker(record),
        record["section"], record["title"], record["start"], record["end"],
    )  # fmt: skip


_GAP = 2
_CLOSING = tuple(",.;:!?…)]}%’”»")


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    """The key in one column; the speaker's last name at the right edge."""
    lines = [(r["left"], r["key"], r["right"], _speaker(r)) for r in records]
    rows = [tuple(map(harmless_line, line)) for line in lines]
    if not rows:
        return
    names = max(min(cells(row[3]), view.width // 4) for row in rows)
    keys = max(min(cells(row[1]), view.width // 3) for row in rows)
    brackets = 0 if view.style.color else 2
    room = max(10, view.width - names - keys - brackets - 2 - _GAP)
    before = room // 2
    for left, key, right, name in rows:
        shown = cut(key, keys)
        after = room - before + keys - cells(shown) + 1
        following = right if right.startswith(_CLOSING) else f" {right}"
        yield (
            f"{pad_left(cut_left(left, before), before)} {view.style.key(shown)}"
            f"{pad(cut(following, after), after)}{' ' * _GAP}{view.style.speaker(cut(name, names))}\n"
        )


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    rows = ((r["left"], r["key"], r["right"], _speaker(r), r["id"]) for r in records)
    yield from markdown_table(("Left", "Key", "Right", "Speaker", "Id"), rows)


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
