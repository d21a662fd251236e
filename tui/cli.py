"""The command line: finds the command, reads its options, runs it. Imports only what that command needs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from quoth.tui.diagnostics import EXIT_CODES, ExitCode, UsageError, code_of

if TYPE_CHECKING:
    import argparse

    from quoth.tui.parser import CommandParser


class Command(Protocol):
    """What a module under ``quoth.tui.commands`` offers."""

    USAGE: str
    WORDS: str | None
    EXAMPLES: str

    def add_options(self, parser: CommandParser) -> None:
        """Declare the command's options."""

    def run(self, options: argparse.Namespace) -> ExitCode:
        """Do it. Raises CommandError."""


COMMANDS: dict[str, str] = {
    "search": "passages that match a query, with who says them",
    "kwic": "a concordance: every occurrence of a word with its context",
    "quotes": "every quote with its speaker and the evidence for it",
    "speakers": "who speaks: roles, counts, share of words",
    "who": "who talks about something most",
    "matrix": "who speaks where: speakers by sections, articles or months",
    "dispersion": "where in each article the hits are",
    "profile": "one person: roles over time, telling words, whom they name",
    "compare": "two people on the same thing, side by side",
    "articles": "which articles an index holds",
    "outline": "the sections with their counts",
    "show": "one quote, paragraph or section; --why says why this speaker",
    "open": "the explorer at one quote, paragraph or section",
    "pick": "choose passages below the prompt, print their ids",
    "read": "an article in one column, for screen readers",
    "cite": "a citation in Markdown, BibTeX or CSL-JSON",
    "text": "the text that all offsets refer to",
    "index": "build or update the index of files and folders",
    "info": "what an index holds, or what is known of a text",
    "check": "whether an index is whole",
    "correct": "your word on a quote: who said it, or that it is none",
    "corrections": "what you corrected: listed, exported, taken back",
    "aliases": "who is who by your word",
    "config": "your settings: where, which, whether they are right",
    "completion": "completion for bash, zsh and fish",
    "doctor": "what this terminal can do, what was chosen and why",
    "eval": "how right the attribution is on texts that you annotated",
}

BROWSE = "browse"
"""The module behind ``quoth [PATH…]``, which has no command word."""

_WITHOUT_SETTINGS = frozenset({"config", "completion"})
"""Commands that work where the file of settings has faults."""

_VERSION_FLAGS = ("--version", "-V")


def run(argv: Sequence[str]) -> ExitCode:
    """Run the command that `argv` asks for. Raises CommandError."""
    first = argv[0] if argv else ""
    if first in _VERSION_FLAGS:
        return print_version()
    if first in COMMANDS:
        return _run(first, argv[1:])
    if first == "help":
        return (
            _run(argv[1], ["--help"]) if len(argv) > 1 and argv[1] in COMMANDS else _run(BROWSE, ["--help"])
        )
    if first and not first.startswith("-") and not os.path.lexists(first) and not _is_member(first):
        raise _neither_command_nor_file(first)
    return _run(BROWSE, argv)


def parser_of(name: str) -> CommandParser:
    """The parser of one command."""
    return _parser(name, _module(name))


def _module(name: str) -> Command:
    module: Command = import_module(f"quoth.tui.commands.{name}")
    return module


def _parser(name: str, module: Command) -> CommandParser:
    from quoth.tui.parser import CommandParser

    prog = "quoth" if name == BROWSE else f"quoth {name}"
    summary = _overview_of_commands() if name == BROWSE else _sentence(COMMANDS[name])
    parser = CommandParser(
        prog=prog,
        usage="\n       ".join(f"{prog} {form}" for form in module.USAGE.splitlines()),
        description=summary,
        epilog=f"{module.EXAMPLES.strip()}\n\n{_exit_codes()}",
        words=module.WORDS,
    )
    module.add_options(parser)
    return parser


def _run(name: str, argv: Sequence[str]) -> ExitCode:
    from quoth.tui.settings_file import are_there

    module = _module(name)
    try:
        options = _parser(name, module).parse(argv)
    except UsageError:
        if name == BROWSE:
            _refuse_before_command(argv, argv)
        raise
    if name == BROWSE:
        _refuse_before_command(argv, options.paths[:1])
    options.settings = None
    options.unread = []
    if name not in _WITHOUT_SETTINGS and are_there(os.environ):
        from quoth.tui.settings import apply, apply_to_options, read_settings

        options.settings = read_settings(os.environ)
        apply(options.settings, os.environ)
        apply_to_options(options.settings, options)
    code = module.run(options)
    return code_of(options.unread, done=True) if options.unread and code <= ExitCode.NOTHING else code


def _refuse_before_command(argv: Sequence[str], words: Sequence[str]) -> None:
    """Raises UsageError where one of `words` is a command that stands behind its options."""
    name = next((word for word in words if word in COMMANDS and not os.path.lexists(word)), None)
    if name is None:
        return
    from shlex import join

    at = list(argv).index(name)
    raise UsageError(f"options go after the command: {join(['quoth', name, *argv[:at], *argv[at + 1 :]])}")


def _sentence(summary: str) -> str:
    return summary[0].upper() + summary[1:] + "."


def _overview_of_commands() -> str:
    wide = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name.ljust(wide)}  {summary}" for name, summary in COMMANDS.items())
    return (
        "Explore articles in the terminal: who said what, where, and how do we know.\n"
        "Without a command, opens files and folders in the explorer; without PATH the\n"
        "index, or the article that comes with quoth. Where there is no terminal, prints\n"
        "an overview of them.\n\n"
        f"commands, each with --help:\n{listed}"
    )


def _exit_codes() -> str:
    return "exit codes:\n" + "\n".join(f"  {code.value:<3}  {meaning}" for code, meaning in EXIT_CODES)


def _is_member(path: str) -> bool:
    """Whether a path leads into a file, as ``letters.zip#may.txt`` does."""
    if "#" not in path:
        return False
    from quoth.tui.sources import is_member

    return is_member(path)


def _neither_command_nor_file(word: str) -> UsageError:
    from quoth.tui.parser import nearest

    close = nearest(word, tuple(COMMANDS))
    if os.sep in word:
        return UsageError(f"{word}: no such file or folder")
    hint = f"did you mean 'quoth {close}'?" if close else "'quoth --help' lists the commands"
    return UsageError(f"{word}: neither a command nor a file; {hint}")


def print_version() -> ExitCode:
    """Print the version."""
    from quoth.tui.output import write
    from quoth.tui.version import VERSION

    write([f"quoth {VERSION}\n"])
    return ExitCode.OK
