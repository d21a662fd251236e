"""Passages that articles nearly the same have in common: found among the hits, so that each is shown once.

Articles are one, nearly word for word, as `Laying.same` says. A hit in one of them repeats a hit in another
where both are of one kind, have the same words and the same speaker. The hit in the earliest article of
those with one is the one that the others repeat, so that it is the same whatever the order of hits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from quoth.corpus.values import dataclass, field
from quoth.index.nodes import And, Node, Not, Or, Values
from quoth.index.schema import NO_SPEAKER

if TYPE_CHECKING:
    from quoth.index.documents import Header
    from quoth.index.selection import Match

Ranks = Mapping[str, tuple[int, int]]
"""Of articles by id that are nearly the same as others: the number of their group, the place in it."""

DUPLICATE = Values("flags", ("duplicate",))
"""What a query says for the articles that repeat an earlier one."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """Some of the hits of a query by the number of their document in the index.

    `of` leads from a hit to the one that it repeats, `by` from that one to those that repeat it.
    """

    of: Mapping[int, Match] = field(default_factory=dict)
    by: Mapping[int, tuple[Match, ...]] = field(default_factory=dict)


def ranks_of(same: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, int]]:
    """The ranks of all articles of some groups."""
    return {
        article: (number, place) for number, group in enumerate(same) for place, article in enumerate(group)
    }


def number_of(match: Match) -> int:
    """The number of a hit's document in the whole index."""
    return match.segment.offset + match.document


def repeats_among(matches: Iterable[Match], header: Callable[[Match], Header], ranks: Ranks) -> Repeats:
    """Which of the hits repeat which."""
    if not ranks:
        return Repeats()
    alike: dict[tuple[int, int, int, str | None], list[tuple[int, Match]]] = {}
    for match in matches:
        about = header(match)
        rank = ranks.get(about.summary.id)
        if rank is not None:
            place = match.place
            speaker = None if place.speaker == NO_SPEAKER else about.speakers[place.speaker][0]
            alike.setdefault((rank[0], place.kind, place.words, speaker), []).append((rank[1], match))
    of: dict[int, Match] = {}
    by: dict[int, tuple[Match, ...]] = {}
    for found in alike.values():
        if len(found) > 1:
            (_, first), *others = sorted(found, key=lambda pair: pair[0])
            by[number_of(first)] = tuple(match for _, match in others)
            of |= {number_of(match): first for _, match in others}
    return Repeats(of, by)


def with_duplicates(node: Node, same: Iterable[tuple[str, ...]]) -> Node:
    """A query in which ``is:duplicate`` stands for the articles that repeat an earlier one."""
    match node:
        case And(parts):
            return And(tuple(with_duplicates(part, same) for part in parts))
        case Or(parts):
            return Or(tuple(with_duplicates(part, same) for part in parts))
        case Not(part):
            return Not(with_duplicates(part, same))
        case Values() if node == DUPLICATE:
            return Values("article", tuple(article for _, *others in same for article in others))
        case _:
            return node
