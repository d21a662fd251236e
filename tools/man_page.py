"""Prints the manual page of quoth, made from its parsers: ``python tools/man_page.py > quoth.1``.

The format is that of man(7).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from quoth.tui.actions import CONTEXT_NAMES, actions_in, spelled
from quoth.tui.cli import BROWSE, COMMANDS, parser_of
from quoth.tui.diagnostics import EXIT_CODES
from quoth.tui.settings import SETTINGS
from quoth.tui.version import VERSION

ENVIRONMENT = (
    ("QUOTH_INDEX", "the index to use"),
    ("QUOTH_CONFIG", "the file of settings"),
    ("QUOTH_DRIVER, QUOTH_MOUSE, QUOTH_FOCUS, ESCDELAY", "as the settings of the explorer"),
    ("NO_COLOR", "no colour, whatever its value"),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "where files are kept"),
)


def page() -> Iterator[str]:
    """The lines of the page."""
    yield f'.TH QUOTH 1 "" "quoth {VERSION}" "User Commands"'
    yield ".SH NAME"
    yield "quoth \\- explore articles in the terminal: who said what, where, and how do we know"
    yield ".SH SYNOPSIS"
    for name in (BROWSE, *COMMANDS):
        for form in parser_of(name).full().format_usage().removeprefix("usage:").strip().splitlines():
            yield from (".br", literal(form.strip()))
    yield ".SH DESCRIPTION"
    yield from verbatim(parser_of(BROWSE).full().description or "")
    yield ".SH COMMANDS"
    for name, about in COMMANDS.items():
        parser = parser_of(name).full()
        yield from (f'.SS "quoth {literal(name)}"', literal(about[0].upper() + about[1:] + "."))
        yield from options(parser)
        yield from verbatim((parser.epilog or "").partition("exit codes:")[0])
    yield ".SH KEYS"
    for context, title in CONTEXT_NAMES.items():
        yield f'.SS "{literal(title)}"'
        for action in actions_in(context):
            yield from (".TP", f".B {literal('  '.join(map(spelled, action.keys)))}", literal(action.help))
    yield ".SH SETTINGS"
    for setting in SETTINGS:
        yield from (".TP", f".B {literal(setting.name)}", literal(f"{setting.about}: {setting.takes}"))
    yield from tagged("ENVIRONMENT", ENVIRONMENT)
    yield from tagged("EXIT STATUS", ((str(code.value), meaning) for code, meaning in EXIT_CODES))


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The options of a command with their help."""
    for action in parser._actions:
        value = f" {action.metavar or action.dest.upper()}" if action.nargs != 0 else ""
        yield from (
            ".TP",
            f".B {literal(', '.join(action.option_strings) + value)}",
            literal(action.help or ""),
        )


def tagged(head: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A section of names with what they mean."""
    yield f'.SH "{head}"'
    for name, meaning in rows:
        yield from (".TP", f".B {literal(name)}", literal(meaning))


def verbatim(text: str) -> Iterator[str]:
    """Lines that stay as they are."""
    yield from (".PP", ".nf", *map(literal, text.strip("\n").splitlines()), ".fi")


def literal(text: str) -> str:
    """Text that troff takes for nothing else: no escapes, no requests, hyphens that can be copied."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    plain = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in escaped)
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain


if __name__ == "__main__":
    sys.stdout.write("\n".join(page()) + "\n")
