"""The argument parser behind every command: plain command lines at once, all others by argparse."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from quoth.corpus.values import dataclass
from quoth.tui.location import BUNDLED

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from quoth.tui.full_parser import FullParser


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that `word` is most likely a slip for, or None."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)


def nearest_option(name: str, known: Sequence[str]) -> str | None:
    """The known long option that `name` is most likely a slip for, or None: hyphens make nothing alike."""
    from difflib import get_close_matches

    bare = [option[2:] for option in known if option.startswith("--")]
    close = get_close_matches(name.lstrip("-"), bare, n=1, cutoff=0.75)
    return f"--{close[0]}" if close else None


ON_OR_OFF = "on or off"
"""The action of an option that is written ``--name`` or ``--no-name``."""


@dataclass(frozen=True, slots=True)
class Declared:
    """An option: its names, the name of its value, what argparse is told of it, and whether it is one of
    those of which exactly one must be given."""

    names: tuple[str, ...]
    dest: str
    said: Mapping[str, Any]
    exclusive: bool


class CommandParser:
    """Parses one command. `words` is its positional that takes all free arguments, if it has one.

    Options may stand anywhere; after ``--`` everything is a free argument. Nothing is abbreviated,
    so that a new option never changes the meaning of an old script.

    What is well-formed and plain is taken apart here. Everything else, which is help, errors and rare
    ways to write an option, is left to `FullParser`: argparse takes longer to import and to be told the
    options than a search takes.
    """

    def __init__(
        self, *, prog: str, description: str, epilog: str, usage: str, words: str | None = None
    ) -> None:
        self.words = words
        self._about = {"prog": prog, "description": description, "epilog": epilog, "usage": usage}
        self._declared: list[Declared] = []
        self._known: dict[str, Declared] = {}
        self._one_of = False

    def add_argument(self, *names: str, **said: Any) -> None:
        """Declares an option as argparse is told of it: store, ``store_true``, ``append`` or `ON_OR_OFF`."""
        long = next((name for name in names if name.startswith("--")), names[0])
        dest = said.get("dest") or long.lstrip("-").replace("-", "_")
        declared = Declared(names, dest, said, self._one_of)
        self._declared.append(declared)
        self._known.update(dict.fromkeys(names, declared))
        if said.get("action") == ON_OR_OFF:
            self._known.update((f"--no-{name[2:]}", declared) for name in names)

    def exactly_one_of_the_next(self) -> None:
        """Of the options declared from now on one must be given."""
        self._one_of = True

    def any_of_the_next(self) -> None:
        """The options declared from now on do not exclude each other."""
        self._one_of = False

    def parse(self, argv: Sequence[str]) -> argparse.Namespace:
        """The options in `argv`. Raises UsageError."""
        plain = self._plainly(argv)
        return self.full().parse(argv) if plain is None else plain

    def format_help(self) -> str:
        """What ``--help`` prints."""
        return self.full().format_help()

    def full(self) -> FullParser:
        """The same options as a parser of the standard library."""
        from argparse import BooleanOptionalAction

        from quoth.tui.full_parser import FullParser

        made = FullParser(**self._about, words=self.words)
        group = None
        for declared in self._declared:
            if declared.exclusive and group is None:
                group = made.add_mutually_exclusive_group(required=True)
            holder = group if declared.exclusive and group is not None else made
            said = dict(declared.said)
            if said.get("action") == ON_OR_OFF:
                said["action"] = BooleanOptionalAction
            holder.add_argument(*declared.names, **said)
        return made

    def _plainly(self, argv: Sequence[str]) -> Any:
        """The options of a plain command line; None for one that needs a closer look."""
        values: dict[str, Any] = {}
        for declared in self._declared:
            if declared.exclusive:
                return None
            usual = False if declared.said.get("action") == "store_true" else None
            values.setdefault(declared.dest, declared.said.get("default", usual))
        free: list[str] = []
        waiting = iter(argv)
        for word in waiting:
            if word == "--":
                free.extend(waiting)
            elif not word.startswith("-") or word == "-":
                free.append(word)
            elif not self._takes(word, waiting, values):
                return None
        if self.words:
            values[self.words] = free
        elif free:
            return None
        return SimpleNamespace(**values)

    def _takes(self, word: str, waiting: Iterator[str], values: dict[str, Any]) -> bool:
        """Puts the value of an option into `values`; False where that is not plain."""
        name, sign, given = word.partition("=")
        declared = self._known.get(name)
        if declared is None or (sign and not name.startswith("--")):
            return False
        said = declared.said
        action = said.get("action", "store")
        if action in ("store_true", ON_OR_OFF):
            values[declared.dest] = name in declared.names
            return not sign
        value: Any = given if sign else next(waiting, None)
        if action not in ("store", "append") or value is None or (value.startswith("-") and value != "-"):
            return False
        if "type" in said:
            try:
                value = said["type"](value)
            except Exception:
                # said by argparse in its own words
                return False
        if "choices" in said and value not in said["choices"]:
            return False
        values[declared.dest] = [*values[declared.dest], value] if action == "append" else value
        return True


def wrong_value(message: str) -> Exception:
    """What an argument type raises for a value that it does not take."""
    from argparse import ArgumentTypeError

    return ArgumentTypeError(message)


def at_least(lowest: int) -> Any:
    """An argument type: a whole number of at least `lowest`."""

    def number(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise wrong_value(f"{text!r} is not a whole number") from None
        if value < lowest:
            raise wrong_value(f"{value} is less than {lowest}")
        return value

    return number


def seconds(text: str) -> float:
    """An argument type: a time in seconds, not negative."""
    try:
        value = float(text)
    except ValueError:
        raise wrong_value(f"{text!r} is not a number of seconds") from None
    if not 0 <= value < 1e9:
        raise wrong_value(f"{text!r} is not a time to wait")
    return value


def add_index(parser: CommandParser, *, bundled: bool = True) -> None:
    """The options that name an index, or with `bundled` the article that comes with quoth."""
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
    if bundled:
        parser.add_argument(
            "--bundled",
            dest="index",
            action="store_const",
            const=BUNDLED,
            help="the article that comes with quoth, though there is an index",
        )


def _library(name: str) -> str:
    import os

    from quoth.tui.location import library_place

    try:
        return os.fspath(library_place(name, os.environ))
    except ValueError as error:
        raise wrong_value(str(error)) from None


def add_format(parser: CommandParser, formats: Sequence[str], in_pipe: str = "tab-separated lines") -> None:
    """The options that say how results look."""
    unasked = "text" if in_pipe == "text" else f"text on a terminal, {in_pipe} in a pipe"
    parser.add_argument(
        "--format",
        choices=formats,
        metavar="FORMAT",
        help=f"{', '.join(formats)}; unasked: {unasked}",
    )
    add_color(parser)


def add_color(parser: CommandParser) -> None:
    """The option that says whether to colour."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        metavar="WHEN",
        help="auto (on a terminal, unless NO_COLOR is set), always, never",
    )


def add_files(parser: CommandParser) -> None:
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
        "--language",
        metavar="CODE",
        help="all files are in this language, such as pt (else told text by text)",
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
        raise wrong_value(f"{text!r} is not ROLE=NAME with one of {', '.join(FIELD_ROLES)}")
    return role, name


FIELD_ROLES = ("text", "title", "date", "author", "url", "language", "speaker")


def add_lookup(parser: CommandParser) -> None:
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
