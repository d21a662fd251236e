"""Quotes to a file: a quote sheet in Markdown, CSV, or JSON lines, by the ending of its name."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from quoth.corpus.model import Article, Quote
from quoth.corpus.record import quote_record
from quoth.tui.cells import clean
from quoth.tui.citation import markdown
from quoth.tui.commands.quotes import LISTING
from quoth.tui.formats import Format, View, render
from quoth.tui.style import Style
from quoth.tui.user_files import write_whole

ENDINGS: dict[str, Format] = {".md": "md", ".csv": "csv", ".jsonl": "jsonl", ".json": "json", ".tsv": "tsv"}
PIPE_SECONDS = 20.0

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
        raise ExportProblem(f"which format? end the name with {' '.join(ENDINGS)}")
    if path.exists() and not over:
        raise ExportProblem(f"{path} is there already: end the name with ! to write over it")
    try:
        write_whole(path, quote_sheet(chosen, form))
    except OSError as error:
        raise ExportProblem(f"cannot write {path}: {error.strerror or error}") from None
    return f"{len(chosen):,} quote{'' if len(chosen) == 1 else 's'} written to {path}"


def pipe(text: str, command: str) -> str:
    """Give a text to a command on its standard input; says what it answered. Raises ExportProblem.

    The command is a list of words, as a shell would part them; no shell reads it.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise ExportProblem(f"{command}: {error}") from None
    if not words:
        raise ExportProblem("no command")
    try:
        done = subprocess.run(
            words,
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=PIPE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ExportProblem(f"{words[0]} did not end within {PIPE_SECONDS:.0f} s and was ended") from None
    except OSError as error:
        raise ExportProblem(f"{words[0]}: {error.strerror or error}") from None
    said = (done.stdout or done.stderr).decode("utf-8", "replace").strip().splitlines()
    first = clean(said[0]) if said else "no output"
    more = f" (and {len(said) - 1} more lines)" if len(said) > 1 else ""
    return f"{words[0]}: {first}{more}" + (f" · exit code {done.returncode}" if done.returncode else "")
