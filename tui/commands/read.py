"""``quoth read``: an article in one column, who speaks before what they say: for screen readers."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from quoth.corpus.reading import harmless_line
from quoth.tui.anchored import Part
from quoth.tui.commands.show import looked_up
from quoth.tui.diagnostics import CommandError, ExitCode
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_text
from quoth.tui.linear import passages
from quoth.tui.parser import CommandParser, add_format, add_lookup
from quoth.tui.present import present
from quoth.tui.sources import STDIN, Reading

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

USAGE = "[ID… | FILE…] [--in PATH] [--format FORMAT]"
WORDS = "ids"
EXAMPLES = """\
examples:
  quoth read article.txt                 a file, from its title to its end
  quoth read sxmw2jk                     one section, by its id
  quoth read article.txt | espeak-ng     read aloud
  cat article.txt | quoth read -

One paragraph, or what one person says in it, is one line: a quote begins with
its speaker, a heading with 'Section:'. There are no columns, no rules and no
marks. A quote that goes on in the next paragraph says so. Without ID or FILE:
the index, if one was built, else the article that comes with quoth."""

_EMPHASIS = re.compile(r"(?<![\w*])\*{2,3}(?=[^\s*])|(?<=[^\s*])\*{2,3}(?![\w*])|`+")
"""Marks of Markdown that a voice would spell out."""

COLUMNS = ("kind", "speaker", "text", "id", "continued", "article")


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_lookup(parser)
    add_format(parser, FORMATS, in_pipe="text")


def run(options: argparse.Namespace) -> ExitCode:
    """Print what there is to be read."""
    named = [word for word in options.ids if word == STDIN or os.path.lexists(word)]
    if options.ids and not named:
        parts: Iterable[Part] = looked_up(options)
        present(_records(parts), LISTING, options, in_pipe="text")
        return ExitCode.OK
    if named != options.ids:
        wrong = next(word for word in options.ids if word not in named)
        raise CommandError(ExitCode.USAGE, f"{wrong}: no such file; ids and files are not read together")
    reading = Reading(options, [*named, *options.paths])
    present(_records(Part(article, None) for article in reading), LISTING, options, in_pipe="text")
    return reading.code(reading.read)


def _records(parts: Iterable[Part]) -> Iterator[Record]:
    for part in parts:
        for passage in passages(part):
            yield {
                "schema": SCHEMA,
                "article": part.article.id,
                "kind": passage.kind,
                "id": passage.id,
                "speaker": passage.speaker,
                "continued": passage.continued,
                "text": passage.text,
            }


def _cells(record: Record) -> tuple[object, ...]:
    return tuple(("yes" if record[c] else "") if c == "continued" else record[c] for c in COLUMNS)


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    for number, record in enumerate(records):
        if number and record["kind"] in ("title", "heading"):
            yield "\n"
        yield f"{_line(record)}\n"


def _line(record: Record) -> str:
    """A passage as one line; a reader wraps it as it likes."""
    text = _EMPHASIS.sub("", harmless_line(record["text"]))
    if record["kind"] == "title":
        return f"Title: {text}"
    if record["kind"] == "heading":
        return f"Section: {text}"
    if record["kind"] == "quote":
        goes_on = ", going on" if record["continued"] else ""
        return f"{harmless_line(record['speaker'])}{goes_on}: {text}"
    return text


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    marks = {"title": "# ", "heading": "## "}
    for record in records:
        before = marks.get(record["kind"], "")
        who = f"**{markdown_text(record['speaker'])}:** " if record["kind"] == "quote" else ""
        yield f"{before}{who}{markdown_text(record['text'])}\n\n"


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
