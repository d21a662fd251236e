"""Places of words in one text: sequences, closeness, nearness. Pure; shared by search and highlight.

A find is the ascending tuple of the positions of the words that make it up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

Find = tuple[int, ...]


def sequences(words: Sequence[Iterable[int]]) -> list[Find]:
    """The finds of words that follow each other, one position apart, in order."""
    first, *others = words
    following = [frozenset(positions) for positions in others]
    return [
        tuple(range(start, start + len(words)))
        for start in sorted(first)
        if all(start + step in positions for step, positions in enumerate(following, 1))
    ]


def counted_sequences(
    documents: Sequence[int], places: Sequence[Mapping[int, Sequence[int]]]
) -> tuple[list[int], bytes]:
    """Those of some documents in which words follow each other, and how often each, at most 255.

    `places` are the positions of each word by document.
    """
    counts = {doc: len(sequences([here[doc] for here in places])) for doc in documents}
    found = [doc for doc in documents if counts[doc]]
    return found, bytes(min(counts[doc], 255) for doc in found)


def close(words: Sequence[Sequence[int]], distance: int) -> list[Find]:
    """The finds of words in any order, each at a place of its own, the outer two at most `distance` apart.

    One find for each place that begins one: the first in order of the words.
    """
    found: list[Find] = []
    for start in sorted({position for positions in words for position in positions}):
        within = [
            list(positions[bisect_left(positions, start) : bisect_left(positions, start + distance + 1)])
            for positions in words
        ]
        if all(within) and (chosen := _apart(within, start)) is not None:
            found.append(tuple(sorted(chosen)))
    return found


def _apart(choices: Sequence[Sequence[int]], needed: int) -> Find | None:
    """One different position out of each list, `needed` among them; None where there is no such choice."""
    for owner, positions in enumerate(choices):
        if needed not in positions:
            continue
        # the places are handed out as in matching lists to seats: by augmenting paths
        seats: dict[int, int] = {needed: owner}
        others = (number for number in range(len(choices)) if number != owner)
        if all(_seated(number, choices, seats, {needed}) for number in others):
            return tuple(seats)
    return None


def _seated(number: int, choices: Sequence[Sequence[int]], seats: dict[int, int], tried: set[int]) -> bool:
    for position in choices[number]:
        if position in tried:
            continue
        tried.add(position)
        if position not in seats or _seated(seats[position], choices, seats, tried):
            seats[position] = number
            return True
    return False


def near(left: Sequence[Find], right: Sequence[Find], distance: int) -> list[Find]:
    """The finds of one of each side, at most `distance` words apart and without a word in common."""
    found: set[Find] = set()
    by_start = sorted(right)
    starts = [find[0] for find in by_start]
    widest = max((find[-1] - find[0] for find in by_start), default=0)
    for one in left:
        low = bisect_left(starts, one[0] - distance - widest)
        high = bisect_left(starts, one[-1] + distance + 1)
        for other in by_start[low:high]:
            apart = max(other[0] - one[-1], one[0] - other[-1])
            if apart <= distance and not set(one) & set(other):
                found.add(tuple(sorted(one + other)))
    return sorted(found)
