"""``quoth compare``: two people on the same thing, side by side."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from quoth.corpus.reading import harmless_line
from quoth.tui.asking import query_error
from quoth.tui.commands.profile import telling_line, telling_records
from quoth.tui.diagnostics import ExitCode, UsageError, note
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_text
from quoth.tui.hits import hit_record
from quoth.tui.layout import cut, pad, wrap
from quoth.tui.opening import opened
from quoth.tui.parser import CommandParser, add_format, add_lookup
from quoth.tui.passages import citation_line
from quoth.tui.people import one_person
from quoth.tui.present import present

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from quoth.index.profile import Side

USAGE = "NAME NAME [QUERY] [--in PATH] [--format FORMAT]"
WORDS = "words"
EXAMPLES = """\
examples:
  quoth compare smith roe budget        what each of them says of it
  quoth compare 'Jane Roe' smith        all they say
  quoth compare smith roe 'tax*' --in articles/ --format json

The first two words are names (in quotation marks where they have blanks), the
rest is a query. For each: hits, their words, the share of all that this person
says, the words that tell the one from the other (log-likelihood, Dunning 1993),
and the quotes in order of time.

Without --in: the index, if one was built, else the article that comes with
quoth."""

COLUMNS = ("id", "speaker", "hits", "words", "own_words", "share", "telling")
_GAP = 3
_NARROW = 50
"""Below this width the two stand one below the other."""


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_lookup(parser)
    add_format(parser, FORMATS, in_pipe="text")


def run(options: argparse.Namespace) -> ExitCode:
    """Print the two."""
    if len(options.words) < 2:
        raise UsageError("compare whom? give two names, as in: quoth compare smith roe budget")
    one, other, *words = options.words
    query = " ".join(words)
    with opened(options) as index:
        from quoth.index.profile import compared
        from quoth.index.query import QueryError

        people = one_person(index, one), one_person(index, other)
        if people[0].id == people[1].id:
            raise UsageError(f"{one} and {other} are the same person, {people[0].name}")
        try:
            if query.strip():
                index.parse(query)
        except QueryError as error:
            raise query_error(error, query) from None
        sides = compared(index, query, *people)
    present([_record(side) for side in sides], LISTING, options, in_pipe="text")
    if not any(side.hits for side in sides):
        note("neither of them says anything of it")
        return ExitCode.NOTHING
    return ExitCode.OK


def _record(side: Side) -> dict[str, Any]:
    use = side.use
    return {
        "schema": SCHEMA,
        "id": side.id,
        "name": side.name,
        "role": use and use.role,
        "hits": len(side.hits),
        "words": use.words if use else 0,
        "own_words": use.own.words if use and use.own else None,
        "share": round(use.share, 4) if use and use.share is not None else 0.0,
        "telling": telling_records(side.telling),
        "said": list(map(hit_record, side.hits)),
    }


def _cells(record: Record) -> tuple[object, ...]:
    return (
        record["id"], record["name"], record["hits"], record["words"], record["own_words"], record["share"],
        "; ".join(telling["word"] for telling in record["telling"]),
    )  # fmt: skip


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    sides = list(records)
    if view.width < _NARROW:
        for number, side in enumerate(sides):
            yield "\n" * bool(number) + "".join(f"{line}\n" for line in _column(side, view.width))
        return
    width = (view.width - _GAP) // 2
    for left, right in zip_longest(*(_column(side, width) for side in sides), fillvalue=""):
        yield f"{pad(left, width)} │ {right}".rstrip() + "\n"


def _column(side: Record, width: int) -> list[str]:
    plural = "quote" if side["hits"] == 1 else "quotes"
    lines = [
        cut(harmless_line(side["name"]), width),
        f"{side['hits']} {plural}, {side['share']:.0%} of own words",
    ]
    if side["telling"]:
        lines += _wrapped(f"more: {telling_line(side['telling'])}", width)
    for said in side["said"]:
        lines += [
            "",
            *_wrapped(harmless_line(said["text"]), width),
            cut(f"{said['date'] or ''} {said['id']}".strip(), width),
        ]
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    return [text[a:b] for a, b in wrap(text, width)]


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield f"## {markdown_text(record['name'])}\n\n"
        yield f"{record['hits']} quotes, {record['words']} words, {record['share']:.0%} of own words\n\n"
        for said in record["said"]:
            yield f"> {markdown_text(said['text'])}\n>\n> — {citation_line(said, markdown_text)}\n\n"


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
