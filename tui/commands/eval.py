"""``quoth eval``: how right the attribution is on texts that somebody annotated, rule by rule."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.corpus.values import asdict
from quoth.tui.diagnostics import ExitCode, UsageError, note
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.parser import CommandParser, add_format
from quoth.tui.present import present
from quoth.tui.tables import table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from quoth.corpus.evaluation import GoldArticle, Row

USAGE = "GOLD.jsonl… [--format FORMAT]"
WORDS = "files"
EXAMPLES = """\
examples:
  quoth eval gold.jsonl                    the figures, all in all and by rule
  quoth eval gold.jsonl --format json | jq '.[0].end_to_end'
  cat a.jsonl b.jsonl | quoth eval -       from standard input

A gold file has one article a line, as JSON (here broken to fit):
  {"id": "a1", "text": "…", "quotes": [
     {"start": 10, "end": 42, "source": [{"start": 48, "end": 56}],
      "head": {"start": 53, "end": 56}, "speaker": "Jane Roe"}]}
Offsets count characters of "text"; whether a span holds the quotation marks
does not matter. "source" is the words that name the speaker, "head" the one
of them that must be met, "speaker" the full name; each may be missing. A
quote with neither source nor speaker has no speaker. "ignore": [spans] at the
article count for nothing. Quotes of fewer than three words are left out.

columns, shares from 0 to 1; 'all' first, then each rule over its own quotes:
  gold predicted     how many quotes are annotated, and how many were found
  exact_f1           spans right to two characters, as F1
  found_…            spans that share four fifths of their characters:
                     precision, recall, F1
  right              the speaker is right, of quotes that have one
  right_given        the same where a speaker was given
  abstained          no speaker was given
  name               the full name is right, where it is annotated
  end_to_end         span and speaker right together, as F1
  sure sure_right    the share with a confidence of at least 0.9, and how much
                     of that is right"""

SURE = 0.9
FIGURES = (
    "gold", "predicted", "exact_f1", "found_precision", "found_recall", "found_f1", "right", "right_given",
    "abstained", "name", "end_to_end", "sure", "sure_right",
)  # fmt: skip
_SHOWN = ("gold", "predicted", "found_f1", "right", "right_given", "abstained", "name", "end_to_end")


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_format(parser, FORMATS, in_pipe="text")


def run(options: argparse.Namespace) -> ExitCode:
    """Judge every annotated article and print the figures."""
    if not options.files:
        raise UsageError("evaluate on what? name a file of annotated texts; see 'quoth eval --help'")
    rows: list[Row] = []
    for gold in _gold(options.files):
        rows.extend(_judged(gold))
    if not rows:
        note("no annotated quotes of three words or more in there, and none found")
        return ExitCode.NOTHING
    present(records(rows), LISTING, options, in_pipe="text")
    return ExitCode.OK


def _gold(files: Sequence[str]) -> Iterator[GoldArticle]:
    """The annotated articles. Raises UsageError with file and line: figures over a part would mislead."""
    from quoth.corpus.evaluation import GoldError, read_gold
    from quoth.corpus.reading import ReadFailure, read_bytes

    for file in files:
        shown = "standard input" if file == "-" else file
        try:
            raw = sys.stdin.buffer.read() if file == "-" else read_bytes(Path(file))
        except ReadFailure as failure:
            raise UsageError(f"{shown}: {failure.detail}") from None
        # not splitlines: JSON may hold other line breaks, such as U+2028
        for number, line in enumerate(raw.split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                yield read_gold(line.decode("utf-8"))
            except UnicodeDecodeError:
                raise UsageError(f"{shown}:{number}: not UTF-8") from None
            except GoldError as error:
                raise UsageError(f"{shown}:{number}: {error}") from None


def _judged(gold: GoldArticle) -> list[Row]:
    from quoth.corpus.article import parse_article
    from quoth.corpus.evaluation import judge
    from quoth.corpus.reading import harmless

    article = parse_article(harmless(gold.text), origin=gold.id, source=gold.id)
    return judge(gold, article.quotes, article.speakers)


def records(rows: Sequence[Row]) -> Iterator[Record]:
    """A record over all rows, with the rule null, then one for each rule, the most frequent first."""
    from quoth.corpus.evaluation import rows_by_rule

    yield _record(None, rows)
    for rule, own in rows_by_rule(rows).items():
        yield _record(rule, own)


def _record(rule: str | None, rows: Sequence[Row]) -> Record:
    from quoth.corpus.evaluation import by_confidence, figures

    sure, sure_right = by_confidence(rows, SURE)
    found = asdict(figures(rows)) | {"sure": sure, "sure_right": sure_right}
    return {
        "schema": SCHEMA,
        "rule": rule,
        **{name: round(value, 4) if isinstance(value, float) else value for name, value in found.items()},
    }


def _cells(record: Record) -> tuple[object, ...]:
    return (record["rule"] or "all", *(record[name] for name in FIGURES))


def _rows(records: Iterable[Record]) -> Iterator[tuple[object, ...]]:
    for record in records:
        values = (record[name] for name in _SHOWN)
        yield (record["rule"] or "all", *(f"{v:.3f}" if isinstance(v, float) else v for v in values))


def _heads() -> tuple[str, ...]:
    return ("rule", *(name.replace("_", " ") for name in _SHOWN))


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    yield from table(_heads(), _rows(records), view, numbers=range(1, len(_SHOWN) + 1))


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    yield from markdown_table(_heads(), _rows(records))


LISTING = Listing(("rule", *FIGURES), _cells, _text, _markdown)
