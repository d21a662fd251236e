"""From a query to the passages that are its hits, each once, with scores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.index.evaluation import alternatives, expanded, matching
from quoth.index.nodes import And, Close, Near, Node, Or, Pattern, Words, names_kind, split_filters
from quoth.index.postings import Segment
from quoth.index.schema import KINDS, Place

_QUOTE = KINDS.index("quote")
_K1 = 1.2
_B = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """One passage that is a hit: the segment it is in, its document there, where it stands."""

    segment: Segment
    document: int
    place: Place
    score: float = 0.0

    @property
    def article(self) -> int:
        """The number of its article's document in the whole index: equal for equal articles."""
        return self.segment.offset + self.document - self.place.back


def select(segments: Sequence[Segment], node: Node, *, scored: bool = False) -> list[Match]:
    """The hits of a query, in the order of the index.

    A paragraph or heading is no hit of its own where one of its quotes holds what is looked for,
    unless the query says which kind it wants. What only narrows the result (``speaker:x``) is
    applied after that, so that a filter never adds a hit.
    """
    sought, filters = split_filters(node)
    whole = names_kind(node)
    found: list[Match] = []
    for segment in segments:
        containing = matching(segment, sought) - segment.frequencies("kind", "article").keys()
        places = {document: segment.place(document) for document in containing}
        if not whole:
            _leave_out_covered(places)
        kept = set(places)
        for part in filters:
            kept &= matching(segment, part)
        found.extend(Match(segment, document, places[document]) for document in sorted(kept))
    return _scored(segments, sought, found) if scored else found


def _leave_out_covered(places: dict[int, Place]) -> None:
    """Takes out paragraphs and headings that a quote among `places` stands in."""
    covered = {
        (document - place.back, number)
        for document, place in places.items()
        if place.kind == _QUOTE
        for number in range(place.first, place.last + 1)
    }
    for document, place in list(places.items()):
        if place.kind != _QUOTE and (document - place.back, place.first) in covered:
            del places[document]


def _scored(segments: Sequence[Segment], sought: Node, found: list[Match]) -> list[Match]:
    """The same hits with their BM25 scores (Robertson and Walker 1994; k1 1.2, b 0.75).

    Document frequencies and lengths are those of the whole index.
    """
    scores: dict[tuple[int, int], float] = {}
    passages = sum(len(segment.live()) for segment in segments)
    words = sum(segment.total_length("stem") for segment in segments)
    average = max(1.0, words / max(1, passages))
    wanted = {(match.segment.offset, match.document) for match in found}
    for leaf in _leaves(sought):
        lists = [(segment, _frequencies(segment, leaf)) for segment in segments]
        frequency = sum(len(documents) for _, documents in lists)
        weight = math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))
        for segment, documents in lists:
            for document, count in documents.items():
                key = (segment.offset, document)
                if key in wanted:
                    length = segment.length("stem", document)
                    share = count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length / average))
                    scores[key] = scores.get(key, 0.0) + weight * share
    return [
        Match(m.segment, m.document, m.place, round(scores.get((m.segment.offset, m.document), 0.0), 6))
        for m in found
    ]


def _leaves(node: Node) -> list[Words | Pattern]:
    """The parts of a query that a text can hold more or less of, a word each."""
    match node:
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in _leaves(part)]
        case Near(left, right):
            return _leaves(left) + _leaves(right)
        case Words(field="text", words=words, exact=exact, start=start, end=end):
            return [Words("text", (word,), exact, start, end, node.codes) for word in words]
        case Close(field="text", words=words):
            return [Words("text", (word,), True, 0, 0) for word in words]
        case Pattern(field="text"):
            return [node]
        case _:
            return []


def _frequencies(segment: Segment, leaf: Words | Pattern) -> dict[int, float]:
    if isinstance(leaf, Words):
        terms = alternatives(leaf, leaf.words[0])
        if len(terms) == 1:
            return segment.frequencies(*terms[0])
    else:
        terms = expanded(segment, leaf)
    counts: dict[int, float] = {}
    for term in terms:
        for document, count in segment.frequencies(*term).items():
            counts[document] = counts.get(document, 0.0) + count
    return counts
