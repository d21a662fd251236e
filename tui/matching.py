"""Finding what somebody means by a few letters: every letter in order, beginnings of words first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from quoth.corpus.anchors import normalised_ascii

T = TypeVar("T")

LEAST = 0.6
"""What answers worse than this part of the best is left out."""


def score(wanted: str, label: str) -> int:
    """How well `label` answers to `wanted`, more for better; 0 where a letter is missing.

    Letters that follow each other count most, then letters at the beginning of a word; a shorter label
    wins among equals. Case and accents fold.
    """
    letters, text = normalised_ascii(wanted).replace(" ", ""), normalised_ascii(label)
    if not letters:
        return 1
    best = 0
    for start, char in enumerate(text):
        if char == letters[0]:
            best = max(best, _from(letters, text, start))
    return best and best * 100 + max(99 - len(text), 0)


def _from(letters: str, text: str, start: int) -> int:
    """The score of the match that begins at `start`; 0 where a letter does not follow."""
    latest = _latest(letters, text)
    total, before, at = 0, -2, start
    for letter, last in zip(letters, latest, strict=True):
        if last < at:
            return 0
        place = text.find(letter, at)
        if place not in (before + 1, start):
            # a letter that begins a word is worth going on for, as far as the rest still follows
            begins = (n for n in range(at, last + 1) if text[n] == letter and _begins(text, n))
            place = next(begins, place)
        total += 4 if place == before + 1 else 3 if _begins(text, place) else 1
        before, at = place, place + 1
    return total


def _latest(letters: str, text: str) -> list[int]:
    """The last place of each letter from which the ones after it still follow; -1 where there is none."""
    places, end = [], len(text)
    for letter in reversed(letters):
        end = text.rfind(letter, 0, end) if end > 0 else -1
        places.append(end)
    return places[::-1]


def _begins(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def best(wanted: str, items: Iterable[tuple[str, T]], most: int) -> Sequence[tuple[str, T]]:
    """The `most` items, by label, that answer best; in their own order among equals."""
    scored = [(score(wanted, label), number, label, item) for number, (label, item) in enumerate(items)]
    ranked = sorted(
        (one for one in scored if one[0]), key=lambda one: (-one[0] if wanted.strip() else 0, one[1])
    )
    least = ranked[0][0] * LEAST if ranked else 0
    return [(label, item) for points, _, label, item in ranked[:most] if points >= least]
