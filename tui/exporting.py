"""Quotes to a file: a quote sheet in Markdown, CSV, or JSON lines, by the ending of its name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from quoth.corpus.model import Article, Quote
from quoth.corpus.record import quote_record
from quoth.tui.citation import markdown
from quoth.tui.commands.quotes import LISTING
from quoth.tui.formats import Format, View, render
from quoth.tui.style import Style
from quoth.tui.user_files import write_whole

ENDINGS: dict[str, Format] = {".md": "md", ".csv": "csv", ".jsonl": "jsonl", ".json": "json", ".tsv": "tsv"}

Chosen = tuple[Article, Quote]


class ExportProblem(Exception):
    """Nothing was written; the words say why."""


def quote_sheet(chosen: Iterable[Chosen], form: Format) -> str:
    """Quotes in a format; Markdown with a full citation under each."""
    if form == "md":
        return "\n".join(markdown(quote_record(article, quote), article) for article, quote in chosen)
    records = (quote_record(article, quote) for article, quote in chosen)
    return "".join(render(records, LISTING, form, View(80, Style(False))))


def export(chosen: Sequence[Chosen], name: str, *, over: bool = False) -> str:
    """Write quotes to the file `name`, whole or not at all; says what was done. Raises ExportProblem.

    A file that is there already is written over only with `over`.
    """
    path = Path(os.path.expanduser(name.strip()))
    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        raise ExportProblem(f"which format? {' '.join(ENDINGS)}")
    if path.exists() and not over:
        raise ExportProblem("it is there already: end it with ! to write over it")
    try:
        write_whole(path, quote_sheet(chosen, form))
    except OSError as error:
        raise ExportProblem(f"cannot write it: {error.strerror or error}") from None
    return f"{len(chosen):,} quote{'' if len(chosen) == 1 else 's'} written to {path}"
