"""The whole argument parser of a command: argparse with errors on one line that say what to do."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from quoth.tui.diagnostics import UsageError
from quoth.tui.parser import nearest_option

_OF_COMMANDS = ("--format", "--in", "--speaker", "--kind", "--limit", "--sort", "--count", "--why")
"""Options of commands, which quoth without a command has not."""


class FullParser(argparse.ArgumentParser):
    """Parses one command. `words` is its positional that takes all free arguments, if it has one.

    Options may stand anywhere; after ``--`` everything is a free argument. Nothing is abbreviated,
    so that a new option never changes the meaning of an old script.
    """

    def __init__(
        self, *, prog: str, description: str, epilog: str, usage: str, words: str | None = None
    ) -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.color = False  # Python 3.14 colours help on its own; stdout is written elsewhere
        self.words = words
        self.add_argument("-h", "--help", action="help", help="show this and exit")

    def parse(self, argv: Sequence[str]) -> argparse.Namespace:
        """The options in `argv`. Raises UsageError."""
        before, after = list(argv), []
        if "--" in before:
            at = before.index("--")
            before, after = before[:at], before[at + 1 :]
        options, extra = self.parse_known_args(self._joined(before))
        free = [*extra, *after] if self.words else after
        for word in extra:
            if word.startswith("-") and word != "-" and " " not in word:
                self._refuse(word)
        if self.words:
            setattr(options, self.words, free)
        elif extra or after:
            word = [*extra, *after][0]
            raise UsageError(f"{self.prog} takes no argument {word!r}; see '{self.prog} --help'")
        return options

    def _joined(self, argv: Sequence[str]) -> list[str]:
        """`argv` with ``--sort -date`` as ``--sort=-date``: argparse takes the value for an option."""
        joined: list[str] = []
        known = self._option_string_actions
        for word in argv:
            before = joined[-1] if joined else ""
            takes_value = before.startswith("--") and before in known and known[before].nargs is None
            if takes_value and word.startswith("-") and word != "-" and word not in known:
                joined[-1] = f"{before}={word}"
            else:
                joined.append(word)
        return joined

    def _refuse(self, word: str) -> NoReturn:
        name = word.split("=", 1)[0]
        close = nearest_option(name, list(self._option_string_actions))
        hint = f"did you mean {close}?" if close else f"see '{self.prog} --help'"
        if not close and " " not in self.prog and (of_commands := nearest_option(name, _OF_COMMANDS)):
            hint = f"did you mean {of_commands}? it goes after a command, as 'quoth COMMAND --help' says"
        if self.words == "query":
            hint += f"; a query that begins with '-' goes after '--': {self.prog} -- {word}"
        raise UsageError(f"unknown option {name}; {hint}")

    def error(self, message: str) -> NoReturn:
        """Raise argparse's complaint as a UsageError that names the help."""
        raise UsageError(f"{message.removeprefix('argument ')}; see '{self.prog} --help'")

    def _print_message(self, message: str, file: object = None) -> None:
        from quoth.tui.output import write

        write([message])
