"""Patterns for names of files in the style of ``.gitignore`` (gitignore(5)).

A pattern without a slash, or with one at its end only, fits at any depth; any other fits from the
root. ``*`` and ``?`` stay within one name, ``**`` spans folders, a slash at the end means folders
alone, ``!`` takes back what an earlier pattern took, and the last pattern that fits decides.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Sequence

from quoth.corpus.values import dataclass

_ANY_DEPTH = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern; `parts` fit the names of a path from its root, None standing for any number of them."""

    parts: tuple[re.Pattern[str] | None, ...]
    takes: bool
    folders_only: bool

    def fits(self, names: Sequence[str], is_folder: bool) -> bool:
        """Whether the path of these names fits as a whole."""
        if self.folders_only and not is_folder:
            return False
        reached = {0}
        for name in names:
            reached = {later for place in reached for later in self._after(place, name)}
            if not reached:
                return False
        return any(all(part is _ANY_DEPTH for part in self.parts[place:]) for place in reached)

    def _after(self, place: int, name: str) -> list[int]:
        """The places in the pattern that may be reached by one more name."""
        found: list[int] = []
        while place < len(self.parts):
            part = self.parts[place]
            if part is not None:
                return [*found, place + 1] if part.match(name) else found
            found.append(place)
            place += 1
        return found


def pattern(line: str) -> Pattern | None:
    """The pattern of a line; None for a comment or an empty one."""
    line = line.rstrip("\r\n")
    if not line.endswith("\\ "):
        line = line.rstrip(" ")
    if not line or line.startswith("#"):
        return None
    takes = not line.startswith("!")
    if not takes or line.startswith(("\\!", "\\#")):
        line = line[1:]
    folders_only = line.endswith("/")
    line = line.rstrip("/") if folders_only else line
    anchored = "/" in line
    names = [name for name in line.split("/") if name not in ("", ".")]
    if not names:
        return None
    parts: list[re.Pattern[str] | None] = [] if anchored else [_ANY_DEPTH]
    # a ** at the end is what lies inside a folder, not the folder
    for place, name in enumerate(names):
        if name == "**":
            parts.append(_ANY_DEPTH)
            if place == len(names) - 1 and place:
                parts.append(_compiled("*"))
        else:
            parts.append(_compiled(name))
    return Pattern(tuple(parts), takes, folders_only)


def _compiled(name: str) -> re.Pattern[str]:
    """`fnmatch` builds expressions that match in linear time; a backslash keeps a sign as it is."""
    name = re.sub(r"\\(.)", lambda found: f"[{found[1]}]" if found[1] in "*?[" else found[1], name)
    return re.compile(fnmatch.translate(name))


@dataclass(frozen=True, slots=True)
class Patterns:
    """A list of patterns in order."""

    listed: tuple[Pattern, ...]

    @classmethod
    def of(cls, lines: Sequence[str]) -> Patterns:
        """The patterns of some lines."""
        return cls(tuple(found for line in lines if (found := pattern(line)) is not None))

    def __bool__(self) -> bool:
        return bool(self.listed)

    def take(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether a path below the root, written with slashes, or a folder above it, is taken."""
        names = path.split("/")
        for depth in range(1, len(names) + 1):
            whole = depth == len(names)
            if self._decides(names[:depth], is_folder or not whole):
                return True
        return False

    def _decides(self, names: Sequence[str], is_folder: bool) -> bool:
        for one in reversed(self.listed):
            if one.fits(names, is_folder):
                return one.takes
        return False
