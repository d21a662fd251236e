"""Speaker filters as query text: what the speakers' pane adds and takes away stands in the query.

So a filter can be read, edited, and used on the command line: ``river speaker:"Jane Roe",poe``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from quoth.corpus.anchors import normalised_ascii
from quoth.index.filters import Filter, filters_of, with_filter, without_filter

NARRATION = None
"""Stands for what nobody says: paragraphs and headings, that is ``-is:attributed,unattributed``.

(``-kind:quote`` would be another question: a query that names a kind also finds the paragraphs
whose quotes hold the words.)
"""
_QUOTED = ("attributed", "unattributed")


def toggle(query: str, name: str | None, *, exclude: bool = False) -> str:
    """The query with a speaker put in or, where they are in already, taken out; None for narration."""
    before = state(query, name)
    query = _without(query, name)
    if before == ("excluded" if exclude else "chosen"):
        return query
    if name is not NARRATION:
        return with_filter(query, "speaker", name, exclude=exclude)
    for value in _QUOTED:
        query = with_filter(query, "is", value, exclude=not exclude)
    return query


def only(query: str, name: str | None) -> str:
    """The query for this speaker and no other."""
    return toggle(without_speakers(query), name)


def without_speakers(query: str) -> str:
    """The query without what it says about who speaks: what the counts of the speakers are of."""
    for field in ("speaker", "person"):
        for exclude in (False, True):
            query = without_filter(query, field, exclude=exclude)
    return _without(query, NARRATION)


def state(query: str, name: str | None) -> str:
    """How a query treats a speaker: ``chosen``, ``excluded`` or an empty string."""
    return treatment(query)(name)


def treatment(query: str) -> Callable[[str | None], str]:
    """How a query treats each of many speakers: `state`, with the query read once."""
    given = [found for found in filters_of(query) if found.field in ("speaker", "person", "is")]

    def state_of(name: str | None) -> str:
        for found in given:
            if any(_means(found, value, name) for value in found.values):
                return "excluded" if found.exclude != (name is NARRATION) else "chosen"
        return ""

    return state_of


def _without(query: str, name: str | None) -> str:
    for found in reversed(filters_of(query)):
        for value in found.values:
            if _means(found, value, name):
                query = without_filter(query, found.field, value, exclude=found.exclude)
    return query


def _means(found: Filter, value: str, name: str | None) -> bool:
    """Whether a value of a filter, a name or words of one, is for the speaker of that name."""
    if name is NARRATION:
        return found.field == "is" and set(_QUOTED) <= set(found.values) and value in _QUOTED
    if found.field not in ("speaker", "person"):
        return False
    words = _words(value)
    return bool(words) and words <= _words(name)


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    return frozenset(normalised_ascii(name.replace("-", " ")).split())
