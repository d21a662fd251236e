"""The user's settings: one TOML file, every key checked, an error with file, line and what was perhaps meant.

Flags win over environment variables, these over the file, the file over what is usual.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoth.corpus.values import dataclass, field
from quoth.tui.diagnostics import UsageError
from quoth.tui.parser import FIELD_ROLES
from quoth.tui.read_settings import is_encoding, is_fields, is_language
from quoth.tui.settings_file import are_there, settings_path

if TYPE_CHECKING:
    import argparse

THEMES = ("ansi", "dark", "light")
DRIVERS = ("thin", "stock")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it does, what it may be in words, and how a value is checked.

    `variable` is the environment variable that says the same and wins over the file; `usual` is what
    holds where neither says anything.
    """

    name: str
    about: str
    takes: str
    check: Callable[[Any], bool]
    usual: str
    variable: str = ""


def _words(*allowed: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in allowed


def _switch(value: Any) -> bool:
    return isinstance(value, bool)


def _positive(value: Any) -> bool:
    return type(value) is int and value >= 1


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


SETTINGS: tuple[Setting, ...] = (
    Setting("theme", "colours of the explorer", "ansi, dark or light", _words(*THEMES), "ansi"),
    Setting("driver", "how the screen is written", "thin or stock", _words(*DRIVERS), "thin", "QUOTH_DRIVER"),
    Setting(
        "ascii", "whether to draw with ASCII characters alone", "true or false", _switch,
        "where the terminal needs it", "QUOTH_ASCII",
    ),
    Setting("mouse", "whether the mouse works", "true or false", _switch, "not over SSH", "QUOTH_MOUSE"),
    Setting(
        "focus_reports", "whether the terminal tells who has the focus", "true or false", _switch,
        "not over SSH", "QUOTH_FOCUS",
    ),
    Setting(
        "escape_delay", "milliseconds to wait behind Esc", "a number from 1 to 5000",
        lambda value: type(value) is int and 1 <= value <= 5000, "100, over SSH 300", "ESCDELAY",
    ),
    Setting(
        "index", "the index to use", "a folder", lambda value: isinstance(value, str) and bool(value),
        "the last one built", "QUOTH_INDEX",
    ),
    Setting("include", "in folders, take only these files", "a list of patterns", _strings, "all texts"),
    Setting("exclude", "in folders, pass over these files", "a list of patterns", _strings, "none"),
    Setting("encoding", "read all files in it", "the name of an encoding", is_encoding, "told file by file"),
    Setting(
        "language", "the language of all files", "a code such as en or pt", is_language, "told text by text"
    ),
    Setting("repair", "whether mojibake is undone", "true or false", _switch, "false: only told"),
    Setting(
        "fields", "where JSON keeps what", f"a table of {', '.join(FIELD_ROLES)} with names of fields",
        is_fields, "customary names",
    ),
    Setting("max_text_mb", "megabytes of one text", "a number of at least 1", _positive, "32"),
    Setting("max_file_mb", "megabytes of an archive", "a number of at least 1", _positive, "4096"),
    Setting("max_unpacked_mb", "megabytes of it unpacked", "a number of at least 1", _positive, "8192"),
    Setting("max_ratio", "times its size that one unpacks to", "a number of at least 1", _positive, "200"),
    Setting("max_members", "texts in an archive", "a number of at least 1", _positive, "1000000"),
    Setting("max_seconds", "seconds to read one text", "a number of at least 1", _positive, "60"),
)  # fmt: skip

KEYS = "keys"
"""The table with the user's keys: a table for each place, in it actions with a key or a list of keys."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says: values by name, keys by (place, action). `path` is None without a file."""

    path: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    keymap: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


def config_file(environment: Mapping[str, str]) -> Path:
    """Where the settings are."""
    return Path(settings_path(environment))


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings. Raises UsageError for the first fault of the file; without a file all is as usual."""
    if not are_there(environment):
        return Settings()
    settings, problems = checked_settings(config_file(environment))
    if problems:
        raise UsageError(problems[0])
    return settings


def checked_settings(path: Path) -> tuple[Settings, list[str]]:
    """What a file says, and a line for each fault of it: ``FILE:LINE: what``."""
    from quoth.tui.overlay import placed, read_user_file

    text = read_user_file(path)
    if text is None:
        raise UsageError(f"{path}: no such file")
    import tomllib

    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(path), [placed(path, text, str(error))]
    problems: list[str] = []
    values: dict[str, Any] = {}
    by_name = {setting.name: setting for setting in SETTINGS}

    def fault(where: tuple[str, ...], message: str) -> None:
        problems.append(f"{path}:{line_of(text, where)}: {message}")

    for name, value in said.items():
        if name == KEYS and isinstance(value, dict):
            continue
        if name not in by_name:
            fault((name,), f"unknown setting {name!r}{_perhaps(name, (*by_name, KEYS))}")
        elif not by_name[name].check(value):
            fault((name,), f"{name} must be {by_name[name].takes}")
        else:
            values[name] = value
    keymap = dict(_keymap(said.get(KEYS, {}), fault)) if isinstance(said.get(KEYS, {}), dict) else {}
    if keymap:
        _report_clashes(keymap, fault)
    problems.sort(key=lambda problem: int(problem.removeprefix(f"{path}:").partition(":")[0]))
    return Settings(path, values, keymap), problems


Fault = Callable[[tuple[str, ...], str], None]


def _keymap(said: Mapping[str, Any], fault: Fault) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    from quoth.tui.actions import ACTIONS, CONTEXT_NAMES
    from quoth.tui.keys import KeyProblem, key_named

    for place, actions in said.items():
        if place not in CONTEXT_NAMES or not isinstance(actions, dict):
            fault((KEYS, place), f"unknown place {place!r}{_perhaps(place, tuple(CONTEXT_NAMES))}")
            continue
        known = tuple(action.id for action in ACTIONS if action.context == place)
        for action, keys in actions.items():
            where = (KEYS, place, action)
            if action not in known:
                fault(where, f"unknown action {action!r} in {KEYS}.{place}{_perhaps(action, known)}")
                continue
            written = [keys] if isinstance(keys, str) else keys
            if not _strings(written) or not written:
                fault(where, f"{action} must be a key or a list of keys")
                continue
            try:
                named = tuple(dict.fromkeys(map(key_named, written)))
            except KeyProblem as problem:
                fault(where, f"{action}: {problem}")
                continue
            if place == "search" and any(len(key) == 1 or key == "space" for key in named):
                fault(where, f"{action}: a character cannot be a key while a search is typed")
                continue
            yield (place, action), named


def _report_clashes(keymap: Mapping[tuple[str, str], tuple[str, ...]], fault: Fault) -> None:
    from quoth.tui.actions import spelled
    from quoth.tui.keys import clashes

    for one, other, key in clashes(keymap):
        mine = one if (one.context, one.id) in keymap else other
        theirs = other if mine is one else one
        said = f"{spelled(key)} is the key of both {mine.context}.{mine.id} and {theirs.context}.{theirs.id}"
        fault((KEYS, mine.context, mine.id), said)


def _perhaps(word: str, known: tuple[str, ...]) -> str:
    from quoth.tui.parser import nearest

    close = nearest(word, known)
    return f"; did you mean {close!r}?" if close else f"; there are {', '.join(known)}"


def line_of(text: str, where: tuple[str, ...]) -> int:
    """The line that sets a key, or that opens its table; 1 where neither can be told."""
    *tables, key = where
    current: list[str] = []
    opened = 1
    for number, line in enumerate(text.splitlines(), start=1):
        if table := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            current = [part.strip().strip("\"'") for part in table[1].split(".")]
            if current == list(where):
                return number
            if current == tables:
                opened = number
        elif setting := re.match(r"\s*([\w.\"' -]+?)\s*=", line):
            path = [*current, *(part.strip().strip("\"'") for part in setting[1].split("."))]
            if path == [*tables, key] or path == list(where[: len(path)]):
                return number
    return opened


def as_variables(settings: Settings) -> dict[str, str]:
    """What the file says as the environment variables that mean the same."""
    found: dict[str, str] = {}
    for setting in SETTINGS:
        value = settings.values.get(setting.name)
        if value is None or not setting.variable:
            continue
        shown = ("on" if value else "off") if isinstance(value, bool) else str(value)
        if setting.name == "index":
            # a folder is meant from where the file is, whatever folder quoth is called in
            shown = os.path.join(settings.path.parent if settings.path else "", os.path.expanduser(shown))
        found[setting.variable] = shown
    return found


def apply(settings: Settings, environment: MutableMapping[str, str]) -> None:
    """Lets the file speak where the environment says nothing."""
    for variable, value in as_variables(settings).items():
        if not environment.get(variable):
            environment[variable] = value


def apply_to_options(settings: Settings, options: argparse.Namespace) -> None:
    """Lets the file choose among the files of folders where no flag does."""
    for name in ("include", "exclude"):
        if getattr(options, name, None) == []:
            setattr(options, name, list(settings.values.get(name, ())))
