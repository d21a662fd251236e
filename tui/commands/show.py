"""``quoth show``: one quote, paragraph, section or article by its id, with the evidence."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quoth.corpus.model import Quote
from quoth.corpus.reading import harmless_line
from quoth.tui.anchored import Part, part_record, parts_named, refuse_empty, single, why_record
from quoth.tui.diagnostics import CommandError, ExitCode, UsageError
from quoth.tui.formats import FORMATS, Listing, Record, View, markdown_text
from quoth.tui.layout import paragraph
from quoth.tui.location import chosen_index
from quoth.tui.opening import opened
from quoth.tui.parser import CommandParser, add_format, add_lookup
from quoth.tui.passages import INDENT, citation_line, speaker_name
from quoth.tui.present import present
from quoth.tui.sources import Reading

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from quoth.index.search import Index

USAGE = "ID… [--why] [--in PATH] [--format FORMAT]"
WORDS = "ids"
EXAMPLES = """\
examples:
  quoth show q2k4xye --why                 who, and the evidence for it
  quoth show q2k4xye --in article.txt      looked up in a file
  quoth search budget --ids | xargs quoth show --format jsonl

ID is an id as quoth prints it: whole, its end after the ':', or a beginning
that is unique. It is looked up in PATH, else in the index, else in the
article that comes with quoth."""

COLUMNS = ("id", "speaker", "kind", "text", "section", "title", "source", "start", "end")


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    parser.add_argument("--why", action="store_true", help="why this speaker: words, rule, rivals")
    add_lookup(parser)
    add_format(parser, FORMATS, in_pipe="text")


def run(options: argparse.Namespace) -> ExitCode:
    """Print the parts."""
    parts = looked_up(options)
    present((_record(part, options.why) for part in parts), LISTING, options, in_pipe="text")
    return ExitCode.OK


def looked_up(options: argparse.Namespace) -> list[Part]:
    """The one part that each id names. Raises CommandError for none and for several."""
    if not options.ids:
        raise UsageError("which one? name an id, as 'quoth quotes' and 'quoth search' print them")
    refuse_empty(options.ids)
    if not options.paths and chosen_index(options.index, os.environ) is not None:
        with opened(options) as index:
            return [single(name, _in_index(index, name)) for name in options.ids]
    reading = Reading(options, options.paths)
    articles = tuple(reading)
    if not articles:
        raise CommandError(reading.code(0), "nothing was read, so no id can be looked up")
    options.unread += reading.failures
    return [single(name, parts_named(articles, name)) for name in options.ids]


def _in_index(index: Index, name: str) -> list[Part]:
    """The parts that a name may mean, found by their ids and not by reading every article."""
    articles = dict.fromkeys(found.partition(":")[0] for found in index.find(name))
    return parts_named(map(index.article, articles), name)


def _record(part: Part, why: bool) -> Record:
    record = part_record(part)
    if why and isinstance(part.item, Quote):
        record |= why_record(part.article, part.item)
    return record


def _cells(record: Record) -> tuple[object, ...]:
    return (
        record["id"], speaker_name(record) if _is_quote(record) else None, record["kind"], record["text"],
        record["section"], record["title"], record["source"], record["start"], record["end"],
    )  # fmt: skip


def _is_quote(record: Record) -> bool:
    return record["rule"] is not None


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    for number, record in enumerate(records):
        if number:
            yield "\n"
        for line in record["text"].strip("\n").split("\n"):
            yield paragraph(harmless_line(line), view.width) or "\n"
        yield "\n"
        if _is_quote(record):
            yield from _who(record, view)
        for label, value in (("section", record["section"]), ("article", record["title"])):
            if value:
                yield _row(label, value, view)
        yield _row("source", f"{record['source']}, characters {record['start']} to {record['end']}", view)
        yield _row("id", record["id"], view)


def _who(record: Record, view: View) -> Iterator[str]:
    speaker = record["speaker"]
    who = view.style.speaker(speaker_name(record))
    if speaker and speaker["role"]:
        who += f", {harmless_line(speaker['role'])}"
    yield f"{who}\n"
    if record["suspect"]:
        doubt = record.get("doubt") or "the words do not fit the speaker"
        yield _row("suspect", doubt, view)
    if "candidates" not in record:
        return
    yield _row("confidence", f"{record['confidence']:.2f}", view)
    for label in ("mention", "cue"):
        yield _row(label, record[label]["text"] if record[label] else "(none)", view)
    yield _row("rule", record["rule"] or "(none)", view)
    if record["reason"]:
        yield _row("because", record["reason"], view)
    rivals = " · ".join(f"{c['name']} {c['share']:.2f}" for c in record["candidates"])
    yield _row("considered", rivals or "nobody else", view)
    yield _row("in", record["told_in"] or _around(record), view)


_AROUND = 160


def _around(record: Record) -> str:
    """The words before and after the quote in its paragraph; the quote itself stands above already."""
    before, found, after = record["context"].partition(record["text"])
    if not found:
        return str(record["context"])
    shown_before = before if len(before) <= _AROUND else "…" + before[-_AROUND:]
    shown_after = after if len(after) <= _AROUND else after[:_AROUND] + "…"
    return f"{shown_before}[…]{shown_after}"


_LABEL = 12


def _row(label: str, value: str, view: View) -> str:
    lines = paragraph(harmless_line(value), view.width, INDENT + " " * _LABEL)
    return INDENT + view.style.quiet(label) + lines[len(INDENT) + len(label) :]


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        quoted = "".join(f"> {markdown_text(line)}\n" for line in record["text"].split("\n"))
        yield f"{quoted}>\n> — {citation_line(record, markdown_text)}\n\n"


LISTING = Listing(COLUMNS, _cells, _text, _markdown, single=True)
