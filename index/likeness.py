"""More like this: the passages that share the telling words of one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from quoth.index.analysis import query_words
from quoth.index.evaluation import alternatives
from quoth.index.lexer import lex
from quoth.index.nodes import And, Node, Not, Or, Values, Words, inflected
from quoth.index.postings import Segment
from quoth.index.queryerror import QueryError
from quoth.index.schema import KINDS, Place
from quoth.index.texts import id_of, text_of

TELLING = 12
"""So many words stand for a passage, by how often it has them and how rare they are."""
SHARED = 0.2
"""A passage is like another that has telling words of this part of their weight, and two of them at least."""
COMMON = 4
"""A word that more than one passage in so many has tells nothing."""
MOST = 100
"""So many passages are like one at most: those with the most weight."""

_AROUND = 8
"""Words in more passages than these are not looked at: not all of them can be the passage itself."""

Found = tuple[Segment, int, Place]
"""A passage: its segment, its document, where it stands."""


def named_passages(node: Node) -> frozenset[str]:
    """The ids that a query asks for the like of."""
    match node:
        case And(parts) | Or(parts):
            return frozenset().union(*map(named_passages, parts))
        case Not(part):
            return named_passages(part)
        case Values(field="like", values=values):
            return frozenset(values)
        case _:
            return frozenset()


def with_likeness(node: Node, likeness: Callable[[str], Node]) -> Node:
    """A query in which ``like:ID`` stands for what `likeness` makes of the id."""
    match node:
        case And(parts):
            return And(tuple(with_likeness(part, likeness) for part in parts))
        case Or(parts):
            return Or(tuple(with_likeness(part, likeness) for part in parts))
        case Not(part):
            return Not(with_likeness(part, likeness))
        case Values(field="like", values=(anchor,)):
            return likeness(anchor)
        case _:
            return node


def likeness_of(segments: Sequence[Segment], anchor: str, codes: tuple[str, ...]) -> Node:
    """What finds the passages like that with the id `anchor`; KeyError where there is none.

    Telling are words that other passages have, too. A word weighs by the square of its rarity (idf, once
    for each of the two passages), and more where the passage has it several times. What says the very
    same, or stands in it or around it, is not like it.
    """
    own = _passage(segments, anchor)
    telling = _telling(segments, own, codes)
    if not telling:
        return Values("id", ())
    least = SHARED * sum(weight for _, weight, _ in telling)
    alike: list[tuple[float, str]] = []
    for segment in segments:
        weights: dict[int, list[float]] = {}
        for _, weight, holding in telling:
            for document in holding[segment.offset]:
                weights.setdefault(document, []).append(weight)
        for document, shared in weights.items():
            if sum(shared) >= least and len(shared) >= min(2, len(telling)):
                place = segment.place(document)
                if not _same(own, (segment, document, place)):
                    alike.append((-sum(shared), id_of(segment, document)))
    ids = tuple(identity for _, identity in sorted(alike)[:MOST])
    return And((Or(tuple(leaf for leaf, _, _ in telling)), Values("id", ids)))


def _passage(segments: Sequence[Segment], anchor: str) -> Found:
    for segment in segments:
        for document in segment.frequencies("id", anchor):
            place = segment.place(document)
            if place.kind != KINDS.index("article"):
                return segment, document, place
    raise KeyError(anchor)


def _telling(
    segments: Sequence[Segment], own: Found, codes: tuple[str, ...]
) -> list[tuple[Words, float, dict[int, set[int]]]]:
    """The telling words of a passage, the weightiest first: weight, and the documents that hold each."""
    segment, document, _ = own
    words = query_words(text_of(segment, document))
    passages = sum(len(segment.live()) for segment in segments)
    found: dict[tuple[tuple[str, str], ...], tuple[Words, float, dict[int, set[int]]]] = {}
    for word in dict.fromkeys(words):
        leaf = inflected(Words("text", (word,), False, 0, 0), codes)
        assert isinstance(leaf, Words)
        terms = alternatives(leaf, word)
        key = tuple(terms)
        if key in found:
            continue
        holding = {one.offset: set().union(*(one.frequencies(*t) for t in terms)) for one in segments}
        containing = sum(map(len, holding.values()))
        if COMMON * containing <= passages and _shared(holding, own, containing):
            times = max(segment.frequencies(*term).get(document, 0) for term in terms)
            rarity = math.log(1 + (passages - containing + 0.5) / (containing + 0.5))
            found[key] = (leaf, round((1 + math.log(max(times, 1))) * rarity * rarity, 6), holding)
    return sorted(found.values(), key=lambda each: (-each[1], each[0].words))[:TELLING]


def _shared(holding: dict[int, set[int]], own: Found, containing: int) -> bool:
    """Whether any passage has a word besides the one, what stands around it and what it stands in."""
    if containing > _AROUND:
        return True
    segment = own[0]
    for number in holding[segment.offset]:
        containing -= _same(own, (segment, number, segment.place(number)))
    return containing > 0


def _same(own: Found, other: Found) -> bool:
    """Whether two passages say the very same, or one stands in the other."""
    (one, document, place), (another, number, its) = own, other
    if place.kind == its.kind and place.words == its.words:
        return True
    if one.offset != another.offset or document - place.back != number - its.back:
        return False
    return place.first <= its.last and its.first <= place.last


def place_of_likeness(text: str, anchor: str) -> tuple[int, int]:
    """Where a query says ``like:`` that id."""
    for field, value in pairwise(lex(text, lenient=True)):
        if field.kind == "field" and field.text == "like" and value.text.strip().lower() == anchor:
            return field.start, value.end
    return 0, len(text)


def unknown_passage(text: str, anchor: str, several: Sequence[str]) -> QueryError:
    """The error of a ``like:`` without a passage, or with several of them."""
    start, end = place_of_likeness(text, anchor)
    if several:
        hint = "such as " + ", ".join(several[:3])
        return QueryError(f"like: {len(several)} passages begin with '{anchor}'", start, end, hint)
    hint = "give the id of a quote, paragraph or heading, as search lists them"
    return QueryError(f"like: there is no passage '{anchor}'", start, end, hint)
