"""``quoth text``: the text that all offsets refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.corpus.reading import harmless_line
from quoth.tui import output
from quoth.tui.formats import SCHEMA, as_json
from quoth.tui.parser import CommandParser, add_files, add_index
from quoth.tui.sources import Reading

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from quoth.corpus.model import Article
    from quoth.tui.diagnostics import ExitCode

USAGE = "[PATH…] [--format FORMAT]"
WORDS = "paths"
EXAMPLES = """\
examples:
  quoth text article.txt                   the text as quoth reads it
  quoth text article.txt | grep -n budget
  quoth text articles/ --format jsonl      one article a line

PATH is a file, a folder or '-'. Without PATH: the index, if one was built,
else the article that comes with quoth. Start and end of a quote count the
characters of this text. Of several articles each follows its name."""

_FORMATS = ("text", "jsonl", "json")


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--format", choices=_FORMATS, default="text", metavar="FORMAT", help=f"{', '.join(_FORMATS)}"
    )
    add_files(parser)
    add_index(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Print the texts."""
    reading = Reading(options, options.paths)
    if options.format == "text":
        output.write(_as_text(reading))
    else:
        output.write(as_json(map(_record, reading), options.format, single=True))
    return reading.code(reading.read)


def _record(article: Article) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "article": article.id,
        "source": article.source,
        "title": article.title,
        "text": article.text,
    }


def _as_text(articles: Reading) -> Iterator[str]:
    """The bare text of one article, byte for byte what offsets count; of several, under their names."""
    waiting = iter(articles)
    first = next(waiting, None)
    if first is None:
        return
    second = next(waiting, None)
    if second is None:
        yield first.text
        return
    for number, article in enumerate((first, second, *waiting)):
        gap = "\n" if number else ""
        end = "" if article.text.endswith("\n") else "\n"
        yield f"{gap}==> {harmless_line(article.source)} <==\n{article.text}{end}"
