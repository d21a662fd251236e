"""What an index is built from, as it remembers it: places with their patterns and ways of reading."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from quoth.corpus.settings import DEFAULT, ReadSettings
from quoth.corpus.values import asdict, dataclass, fields


@dataclass(frozen=True, slots=True)
class Root:
    """A file or folder by its real path; which files of it are taken, and how they are read."""

    path: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    settings: ReadSettings = DEFAULT


def roots_of(
    places: Iterable[Path],
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    settings: ReadSettings = DEFAULT,
) -> tuple[Root, ...]:
    """The places that are named now, each once."""
    paths = dict.fromkeys(os.path.realpath(place) for place in places)
    return tuple(Root(path, tuple(include), tuple(exclude), settings) for path in paths)


def joined(before: Iterable[Root], now: Iterable[Root]) -> tuple[Root, ...]:
    """What is remembered after a build of `now`: a place that is named again is as it is named now."""
    return tuple(({root.path: root for root in before} | {root.path: root for root in now}).values())


def to_json(root: Root) -> dict[str, Any]:
    """A root as the pointer keeps it: what is as usual is left out."""
    usual = asdict(DEFAULT)
    own = {name: value for name, value in asdict(root.settings).items() if value != usual[name]}
    said = {"path": root.path, "include": root.include, "exclude": root.exclude, "settings": own}
    return {name: value for name, value in said.items() if value}


def from_json(said: Any) -> Root:
    """The root that `to_json` wrote, or that an older index kept as a path. Raises what odd values raise."""
    if isinstance(said, str):
        return Root(said)
    known = {field.name for field in fields(ReadSettings)}
    own = {name: value for name, value in said.get("settings", {}).items() if name in known}
    if "fields" in own:
        own["fields"] = tuple((str(role), str(name)) for role, name in own["fields"])
    return Root(
        str(said["path"]),
        tuple(map(str, said.get("include", ()))),
        tuple(map(str, said.get("exclude", ()))),
        ReadSettings(**own),
    )
