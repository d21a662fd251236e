"""``quoth config``: where the settings are, what holds and why, and whether the file can be followed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quoth.tui import output
from quoth.tui.diagnostics import ExitCode, UsageError, say
from quoth.tui.formats import FORMATS, SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.parser import CommandParser, add_format, nearest
from quoth.tui.present import present
from quoth.tui.settings import SETTINGS, checked_settings, config_file, read_settings
from quoth.tui.tables import table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

USAGE = "show [--format FORMAT]\npath\ncheck"
WORDS = "words"
EXAMPLES = """\
examples:
  quoth config show                        every setting, its value, and why
  "${EDITOR:-vi}" "$(quoth config path)"
  quoth config check                       all faults of the file, by line

The file is TOML:
  theme = "dark"                # ansi, dark, light
  mouse = false                 # unasked: not over SSH
  escape_delay = 200            # milliseconds
  exclude = ["*.bak", "old/*"]  # in folders
  max_seconds = 20              # to read one text; max_text_mb, … likewise
  fields = {text = "body.html", title = "head"}  # where JSON keeps what
  [keys.article]                # a table for each place, as in '?'
  next_quote = ["n", "F2"]
  [keys.everywhere]
  next_hit = "Ctrl-n"

QUOTH_CONFIG names another file. Flags win over environment variables, and
these over the file."""

VERBS = ("show", "path", "check")
COLUMNS = ("name", "value", "from", "about", "takes")


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    add_format(parser, FORMATS, in_pipe="text")


def run(options: argparse.Namespace) -> ExitCode:
    """Do what the first word says."""
    verb, *rest = options.words or ["show"]
    if verb not in VERBS or rest:
        close = nearest(verb, VERBS)
        wrong = rest[0] if verb in VERBS else verb
        hint = (
            f"did you mean 'quoth config {close}'?"
            if close and not rest
            else "it is one of: show, path, check"
        )
        raise UsageError(f"quoth config {wrong}: {hint}")
    file = config_file(os.environ)
    if verb == "path":
        output.write([f"{file}\n"])
        return ExitCode.OK
    if verb == "check":
        return _check()
    present(_records(), LISTING, options, in_pipe="text")
    return ExitCode.OK


def _check() -> ExitCode:
    file = config_file(os.environ)
    if not file.exists():
        output.write([f"{file}: there is none, so all is as usual\n"])
        return ExitCode.OK
    _, problems = checked_settings(file)
    for problem in problems:
        say(problem)
    if not problems:
        output.write([f"{file}: all right\n"])
    return ExitCode.USAGE if problems else ExitCode.OK


def _records() -> Iterator[Record]:
    from quoth.tui.actions import spelled

    settings = read_settings(os.environ)
    for setting in SETTINGS:
        variable = os.environ.get(setting.variable, "") if setting.variable else ""
        said = settings.values.get(setting.name)
        value = variable or said
        source = setting.variable if variable else str(settings.path) if said is not None else "usual"
        yield {
            "schema": SCHEMA,
            "name": setting.name,
            "value": setting.usual if value is None else value,
            "from": source,
            "about": setting.about,
            "takes": setting.takes,
        }
    for (place, action), keys in settings.keymap.items():
        yield {
            "schema": SCHEMA,
            "name": f"keys.{place}.{action}",
            "value": [spelled(key) for key in keys],
            "from": str(settings.path),
            "about": "keys of an action",
            "takes": "a key or a list of keys",
        }


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return " ".join(f"{name}={one}" for name, one in value.items())
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _cells(record: Record) -> tuple[object, ...]:
    return tuple(_shown(record[column]) for column in COLUMNS)


def _rows(records: Iterable[Record]) -> Iterator[tuple[object, ...]]:
    for r in records:
        yield r["name"], _shown(r["value"]), r["from"], r["about"]


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    yield from table(("setting", "value", "from", "what"), _rows(records), view)


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    yield from markdown_table(("Setting", "Value", "From", "What"), _rows(records))


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
