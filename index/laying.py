"""How an index lays out its articles: under the user's word, and with the people of the library joined.

An index keeps its articles as they were parsed, and in a small file of its generation by which overlay
and with which people joined their documents were made. So a change of either is a matter of the
articles it affects, and none of their texts is read again.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from quoth.corpus.aliases import with_joined
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.overlay import (
    NO_OVERLAY,
    Overlay,
    corrected_differently,
    folded_names,
    named_differently,
    overlay_from_json,
    shown_people,
)
from quoth.corpus.values import dataclass, field, replace
from quoth.index.problems import IndexProblem, oneline
from quoth.index.store import Current, current, file_bytes, rebuild_advice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from quoth.corpus.model import Article, Speaker
    from quoth.index.documents import Header

_NAME = late_pattern(r"LAID\.\d+\.[0-9a-f]+\.json$")


@dataclass(frozen=True, slots=True)
class Laying:
    """`joined` leads from the id of a speaker of one article to the (id, name) of that person elsewhere.

    `same` are groups of articles, by id, that are one nearly word for word: the earliest first, then by
    source. They say nothing of how articles are laid out, only which are shown as one. `heard` says that
    `joined` was found with everybody who speaks in the generation.
    """

    overlay: Overlay = NO_OVERLAY
    joined: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    same: tuple[tuple[str, ...], ...] = ()
    heard: bool = False

    def laid(self, raw: Article) -> tuple[Article, tuple[Speaker, ...]]:
        """A parsed article as it is shown and searched, and its speakers before any were joined."""
        own = self.overlay.over(raw)
        return with_joined(own, self.joined), own.speakers

    def without(self, articles: Collection[str]) -> Laying:
        """The same, with no word of which others some articles, new or gone, are nearly the same as."""
        left = (tuple(one for one in group if one not in articles) for group in self.same)
        return replace(self, same=tuple(group for group in left if len(group) > 1))


def write_laying(folder: Path, laying: Laying, generation: int | None) -> str:
    """Writes how a generation is laid out into its folder and returns the file's name.

    `generation` is its number, where all is as the laying says; None where articles came that the
    library has not been looked over for since: then the file's name is that of no generation.
    Raises OSError.
    """
    name = laying_name(generation, laying.overlay)
    for entry in list(os.scandir(folder)):
        if is_laying(entry.name):
            # never written over: it may be a link to the live generation's
            os.unlink(entry.path)
    (folder / name).write_text(encoded(laying), "ascii")
    return name


def encoded(laying: Laying) -> str:
    """The contents of the file."""
    return json.dumps([laying.overlay.to_json(), sorted(laying.joined.items()), laying.same, laying.heard])


def laying_from(data: str | bytes) -> Laying:
    """The laying that `encoded` gave. Raises ValueError or TypeError."""
    overlay, joined, same, heard = json.loads(data)
    return Laying(
        overlay_from_json(overlay),
        {one: (other, called) for one, (other, called) in joined},
        tuple(map(tuple, same)),
        bool(heard),
    )


def is_laying(name: str) -> bool:
    """Whether a file of a generation is one that says how it is laid out."""
    return _NAME.match(name) is not None


def laying_name(generation: int | None, overlay: Overlay) -> str:
    """The name of the file: of which generation it is true, and the digest of the overlay."""
    return f"LAID.{generation or 0}.{overlay.digest}.json"


def is_settled(state: Current, overlay: Overlay) -> bool:
    """Whether a generation is laid out under `overlay`, with the people of its library joined."""
    return any(name == laying_name(state.generation, overlay) for name, _, _ in state.files)


def read_laying(path: Path, state: Current) -> Laying:
    """How a generation of the index at `path` is laid out. Raises IndexProblem."""
    name = next((name for name, _, _ in state.files if is_laying(name)), None)
    if name is None:
        return Laying()
    try:
        return laying_from(file_bytes(path, state, name))
    except (OSError, ValueError, TypeError) as error:
        said = f"the index at {path} is damaged ({name}: {oneline(error)}); {rebuild_advice(path)}"
        raise IndexProblem("damaged", said) from None


def live_laying(path: Path) -> Laying:
    """How the index at `path` is laid out now; plainly where there is none that can be read.

    A build that begins anew keeps to it, so that no corrected article is shown uncorrected in between.
    """
    try:
        return read_laying(path, current(path))
    except IndexProblem:
        # whoever builds looks the index over afterwards, so nothing is lost with it
        return Laying()


def laying_of(overlay: Overlay, people: Iterable[tuple[str, ...]]) -> Laying:
    """The laying of a library with these people, as headers keep them, under an overlay."""
    return Laying(overlay, shown_people(tuple(people), overlay.aliases), heard=True)


def affected(before: Laying, after: Laying, headers: Iterable[Header]) -> list[str]:
    """The ids of the articles that `after` may lay out otherwise than `before`, in order."""
    articles = corrected_differently(before.overlay, after.overlay)
    names = named_differently(before.overlay, after.overlay)
    moved = {
        identity
        for identity in before.joined.keys() | after.joined.keys()
        if before.joined.get(identity) != after.joined.get(identity)
    }
    found = []
    for header in headers:
        if (
            header.summary.id in articles
            or any(identity in moved for identity, *_ in header.people)
            or (names and any(folded_names(called) & names for _, *called in header.people))
        ):
            found.append(header.summary.id)
    return sorted(found)
