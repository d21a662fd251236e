"""``quoth quotes``: every quote with its speaker and the evidence, straight from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.corpus.model import QUOTE_KINDS
from quoth.tui.diagnostics import ExitCode, note
from quoth.tui.formats import FORMATS, Listing, Record, View, markdown_text
from quoth.tui.parser import CommandParser, add_files, add_format, add_index
from quoth.tui.passages import citation_line, marked_lines, quoted_block
from quoth.tui.present import present
from quoth.tui.sources import Reading

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

USAGE = "[PATH…] [--speaker NAME] [--kind KIND] [--indirect]"
WORDS = "paths"
EXAMPLES = """\
examples:
  quoth quotes article.txt                 with the words that say who speaks
  quoth quotes articles/ --speaker smith   those of one person
  quoth quotes --format csv > quotes.csv   for a spreadsheet
  cat article.txt | quoth quotes -         from standard input

PATH is a file, a folder or '-'. Without PATH: the index, if one was built,
else the article that comes with quoth."""

COLUMNS = (
    "id", "speaker", "role", "kind", "text", "section", "confidence", "rule", "mention", "cue", "suspect",
    "title", "source", "start", "end",
)  # fmt: skip


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_speaker(parser)
    parser.add_argument(
        "--kind",
        action="append",
        default=[],
        choices=QUOTE_KINDS,
        metavar="KIND",
        help=f"only {', '.join(QUOTE_KINDS)} quotes (may be repeated)",
    )
    parser.add_argument(
        "--indirect",
        action="store_true",
        help="reported speech as well, as quotes of kind indirect (so does --kind indirect)",
    )
    add_files(parser)
    add_index(parser)
    add_format(parser, FORMATS)


def add_speaker(parser: CommandParser) -> None:
    """The option that names speakers."""
    parser.add_argument(
        "--speaker",
        action="append",
        default=[],
        metavar="NAME",
        help="only quotes of this speaker: any words of the name, or 'unknown' (may be repeated)",
    )


def run(options: argparse.Namespace) -> ExitCode:
    """Print the quotes."""
    reading = Reading(options, options.paths)
    shown = present(_records(reading, options), LISTING, options)
    if reading.read and not shown:
        chosen = options.speaker or options.kind
        note("no quotes of that speaker or kind" if chosen else "no quotes in this text")
    return reading.code(shown)


def _records(reading: Reading, options: argparse.Namespace) -> Iterator[Record]:
    from quoth.corpus.record import quote_record
    from quoth.corpus.reported_speech import with_indirect

    indirect = options.indirect or "indirect" in options.kind
    for each in reading:
        article = with_indirect(each) if indirect else each
        for quote in article.quotes:
            record = quote_record(article, quote)
            if options.kind and quote.kind not in options.kind:
                continue
            if options.speaker and not any(spoken_by(record, name) for name in options.speaker):
                continue
            yield record


def spoken_by(record: Record, name: str) -> bool:
    """Whether the quote's speaker has all the words of `name` in the name, in whatever case and accents."""
    from quoth.corpus.anchors import normalised_ascii

    speaker = record["speaker"]
    words = normalised_ascii(name).split()
    if speaker is None:
        return words == ["unknown"]
    return bool(words) and set(words) <= {*normalised_ascii(speaker["name"]).split(), speaker["id"]}


def _cells(record: Record) -> tuple[object, ...]:
    speaker, mention, cue = record["speaker"] or {}, record["mention"] or {}, record["cue"] or {}
    return (
        record["id"], speaker.get("name", "unknown"), speaker.get("role"), record["kind"], record["text"],
        record["section"], record["confidence"], record["rule"], mention.get("text"), cue.get("text"),
        "suspect" if record["suspect"] else "", record["title"], record["source"],
        record["start"], record["end"],
    )  # fmt: skip


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    article = section = None
    for record in records:
        if record["article"] != article:
            if article is not None:
                yield "\n"
            article, section = record["article"], None
            yield marked_lines(record["title"] or record["source"], view, view.style.title)
        if record["section"] != section:
            section = record["section"]
            yield "\n" + marked_lines(section or "(lead)", view, view.style.quiet)
        yield "\n" + quoted_block(record, view)


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield f"> {markdown_text(record['text'])}\n>\n> — {citation_line(record, markdown_text)}\n\n"


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
