"""Which index a command uses: the one named, the one in ``QUOTH_INDEX``, or the last one built.

The last one built is remembered in one small file under the XDG state folder, so that
``quoth index FOLDER`` is all it takes for every later command to speak of that folder. Libraries
have names: each is an index in a place that follows from its name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "QUOTH_INDEX"

BUNDLED = "bundled:"
"""Named as an index: the article that comes with quoth."""


def chosen_index(named: str | None, environment: Mapping[str, str]) -> Path | None:
    """The folder of the index to use, or None where nothing was ever built and none is named, or `BUNDLED`.

    An index that is named may not exist; opening it says so.
    """
    if named == BUNDLED:
        return None
    given = named or environment.get(VARIABLE)
    return Path(given).absolute() if given else last_built(environment)


def last_built(environment: Mapping[str, str]) -> Path | None:
    """The index that ``quoth index`` built last, or None."""
    try:
        remembered = _memory(environment).read_text("utf-8", "surrogateescape").rstrip("\n")
    except OSError:
        return None
    return Path(remembered) if os.path.isabs(remembered) else None


def library_place(name: str, environment: Mapping[str, str]) -> Path:
    """The folder of the library of that name, under the XDG data folder. Raises ValueError for no name."""
    if not re.fullmatch(r"\w[\w.-]{0,63}", name):
        raise ValueError(f"{name!r} is no name for a library; use letters, digits, '-', '_' and '.'")
    base = environment.get("XDG_DATA_HOME", "")
    folder = Path(base) if os.path.isabs(base) else Path.home() / ".local" / "share"
    return folder / "quoth" / "libraries" / name


def remember(place: Path, environment: Mapping[str, str]) -> None:
    """Make `place` the index of later commands. Raises OSError."""
    memory = _memory(environment)
    memory.parent.mkdir(parents=True, exist_ok=True)
    beside = memory.with_name(f"{memory.name}.{os.getpid()}")
    try:
        beside.write_text(f"{place.absolute()}\n", "utf-8", "surrogateescape")
        os.replace(beside, memory)
    finally:
        beside.unlink(missing_ok=True)


def _memory(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_STATE_HOME", "")
    folder = Path(base) if os.path.isabs(base) else Path.home() / ".local" / "state"
    return folder / "quoth" / "last-index"
