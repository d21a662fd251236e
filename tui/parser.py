"""The argument parser behind every command: argparse with errors on one line that say what to do."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from quoth.tui.diagnostics import UsageError


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that `word` is most likely a slip for, or None."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)


class CommandParser(argparse.ArgumentParser):
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
        close = nearest(name, [o for o in self._option_string_actions if o.startswith("--")])
        hint = f"did you mean {close}?" if close else f"see '{self.prog} --help'"
        if self.words == "query":
            hint += f"; a query that begins with '-' goes after '--': {self.prog} -- {word}"
        raise UsageError(f"unknown option {name}; {hint}")

    def error(self, message: str) -> NoReturn:
        """Raise argparse's complaint as a UsageError that names the help."""
        raise UsageError(f"{message.removeprefix('argument ')}; see '{self.prog} --help'")

    def _print_message(self, message: str, file: object = None) -> None:
        from quoth.tui.output import write

        write([message])


def at_least(lowest: int) -> Any:
    """An argument type: a whole number of at least `lowest`."""

    def number(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
        if value < lowest:
            raise argparse.ArgumentTypeError(f"{value} is less than {lowest}")
        return value

    return number


def seconds(text: str) -> float:
    """An argument type: a time in seconds, not negative."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds") from None
    if not 0 <= value < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time to wait")
    return value


def add_index(parser: argparse.ArgumentParser) -> None:
    """The option that names an index."""
    parser.add_argument(
        "--index", metavar="DIR", help="the index to use (else $QUOTH_INDEX, else the last one built)"
    )
    parser.add_argument(
        "--library",
        dest="index",
        type=_library,
        metavar="NAME",
        help="the index of that name: quoth index --library NAME PATH makes it",
    )


def _library(name: str) -> str:
    import os

    from quoth.tui.location import library_place

    try:
        return os.fspath(library_place(name, os.environ))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def add_format(
    parser: argparse.ArgumentParser, formats: Sequence[str], in_pipe: str = "tab-separated lines"
) -> None:
    """The options that say how results look."""
    unasked = "text" if in_pipe == "text" else f"text on a terminal, {in_pipe} in a pipe"
    parser.add_argument(
        "--format",
        choices=formats,
        metavar="FORMAT",
        help=f"{', '.join(formats)}; unasked: {unasked}",
    )
    add_color(parser)


def add_color(parser: argparse.ArgumentParser) -> None:
    """The option that says whether to colour."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        metavar="WHEN",
        help="auto (on a terminal, unless NO_COLOR is set), always, never",
    )


def add_files(parser: argparse.ArgumentParser) -> None:
    """The options that choose among the files of folders, and say how they are read."""
    parser.add_argument(
        "--include",
        action="append",
        default=[],
        metavar="GLOB",
        help="in folders, take only files whose name or path matches (may be repeated)",
    )
    parser.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="GLOB",
        help="in folders, pass over files that match (may be repeated)",
    )
    parser.add_argument("--encoding", metavar="NAME", help="read all files in this encoding, such as cp1251")
    parser.add_argument(
        "--language", metavar="CODE", help="all files are in this language, such as pt (else told text by text)"
    )
    parser.add_argument(
        "--repair", action="store_true", help="undo mojibake, such as donâ€™t for don’t, where it is found"
    )
    parser.add_argument(
        "--field",
        action="append",
        default=[],
        type=_field,
        metavar="ROLE=NAME",
        help="where JSON keeps text, title, date, author, url, language, speaker",
    )


def _field(text: str) -> tuple[str, str]:
    role, sign, name = text.partition("=")
    if not sign or not name or role not in FIELD_ROLES:
        raise argparse.ArgumentTypeError(f"{text!r} is not ROLE=NAME with one of {', '.join(FIELD_ROLES)}")
    return role, name


FIELD_ROLES = ("text", "title", "date", "author", "url", "language", "speaker")


def add_lookup(parser: argparse.ArgumentParser) -> None:
    """The options that say where ids are looked up."""
    parser.add_argument(
        "--in",
        dest="paths",
        action="append",
        default=[],
        metavar="PATH",
        help="look in this file or folder, or in '-' (may be repeated)",
    )
    add_files(parser)
    add_index(parser)
