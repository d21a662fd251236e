"""``quoth doctor``: what this terminal can do, what was chosen for it and why, and what would help."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quoth.tui.diagnostics import ExitCode, UsageError
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.layout import paragraph
from quoth.tui.parser import CommandParser, add_format
from quoth.tui.present import present
from quoth.tui.tables import table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping

USAGE = "[--format FORMAT]"
WORDS = None
EXAMPLES = """\
examples:
  quoth doctor                             before you ask why it looks so
  quoth doctor --format json > doctor.json to send along with a question
  TERM=vt100 quoth doctor                  what another terminal would get

Nothing is asked of the terminal: the environment, the streams and the settings
tell. To choose otherwise: 'quoth config --help'."""

COLUMNS = ("about", "name", "value", "why")


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_format(parser, FORMATS, in_pipe="text")


def run(options: argparse.Namespace) -> ExitCode:
    """Print the findings."""
    present(list(_records()), LISTING, options, in_pipe="text")
    return ExitCode.OK


def _records() -> Iterator[Record]:
    from quoth.tui.driver import surroundings

    try:
        here = surroundings.here()
    except surroundings.BadSetting as error:
        raise UsageError(str(error)) from None
    refusal = here.refusal
    yield _record(
        "explorer", "opens here", "no" if refusal else "yes", refusal or "a full screen is possible"
    )
    size = f"{here.columns} by {here.rows}" if here.columns else "unknown"
    yield _record("terminal", "TERM", here.term or "(empty)", "environment")
    yield _record("terminal", "size", size, "of the output stream" if here.columns else "no terminal")
    yield _record("terminal", "inside", here.multiplexer or "nothing", "TMUX and STY")
    from_file = _from_file(os.environ)
    for choice in here.choices:
        yield _record("chosen", choice.name, choice.value, from_file.get(choice.why, choice.why))
    yield from _places()
    for advice in here.advice:
        yield _record("advice", "", advice, "")


def _from_file(environment: Mapping[str, str]) -> dict[str, str]:
    """The file of settings for each variable that is as that says."""
    from quoth.tui.settings import as_variables, read_settings

    settings = read_settings(environment)
    said = as_variables(settings).items()
    return {variable: str(settings.path) for variable, value in said if environment.get(variable) == value}


def _places() -> Iterator[Record]:
    """Where things are, and with what quoth runs."""
    from platform import python_version

    from quoth.tui.location import chosen_index
    from quoth.tui.settings import config_file
    from quoth.tui.user_files import aliases_file, corrections_file
    from quoth.tui.version import VERSION

    yield _record("program", "quoth", VERSION, f"Python {python_version()}")
    index = chosen_index(None, os.environ)
    found = ("settings", config_file(os.environ)), ("aliases", aliases_file(os.environ))
    for name, path in (*found, ("corrections", corrections_file(os.environ))):
        yield _record("file", name, str(path), "there" if path.exists() else "not there")
    why = "none was built, so the article that comes with quoth"
    yield _record(
        "file", "index", str(index or "(none)"), ("there" if index.exists() else "missing") if index else why
    )


def _record(about: str, name: str, value: str, why: str) -> Record:
    return {"schema": SCHEMA, "about": about, "name": name, "value": value, "why": why}


def _cells(record: Record) -> tuple[object, ...]:
    return tuple(record[column] for column in COLUMNS)


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    found = list(records)
    rows = [(r["name"], r["value"], r["why"]) for r in found if r["about"] != "advice"]
    yield from table(("what", "is", "because"), rows, view)
    for record in found:
        if record["about"] == "advice":
            yield "\n" + paragraph(f"advice: {record['value']}", view.width)


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    rows = ((r["about"], r["name"], r["value"], r["why"]) for r in records)
    yield from markdown_table(("About", "What", "Is", "Because"), rows)


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
