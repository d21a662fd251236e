"""Which documents of a segment a query matches: sets first, positions only for what is left."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterable
from typing import Protocol

from quoth.index.analysis import bare, stem_term
from quoth.index.dates import days_of
from quoth.index.nodes import (
    And,
    Close,
    DateRange,
    Everything,
    Near,
    Node,
    Not,
    NumberRange,
    Or,
    PathPart,
    Pattern,
    Values,
    Words,
)
from quoth.index.patterns import accepts, literal_prefix
from quoth.index.positions import Find, close, near, sequences
from quoth.index.postings import Segment
from quoth.index.schema import ARTICLE_FIELDS, NAME_FIELDS, SECTION_FIELDS
from quoth.index.stemming import stem

Term = tuple[str, str]
"""A field of the index and a term in it."""


def term_of(node: Words, word: str) -> Term:
    """Where a word of a query is looked up."""
    if node.field in NAME_FIELDS:
        return node.field, bare(word)
    if node.exact:
        return node.field, word
    return ("stem", stem_term(word, marked=False)) if node.field == "text" else (node.field, stem_term(word))


def expanded(segment: Segment, node: Pattern | NumberRange | DateRange | PathPart) -> list[Term]:
    """The terms of a segment that a node over many terms accepts."""
    match node:
        case Pattern(field):
            prefix, test = literal_prefix(node), accepts(node)
        case NumberRange(field):
            prefix, test = "", lambda term: in_range(node, float(term))
        case DateRange(field):
            prefix, test = "", lambda term: in_days(node, term)
        case PathPart(field):
            prefix, test = "", lambda term: on_path(node, term)
    return [(field, term) for term in segment.terms(field, prefix, test)]


def in_range(node: NumberRange, number: float) -> bool:
    """Whether a number lies between the bounds."""
    if node.low is not None and (number < node.low or (node.low_open and number == node.low)):
        return False
    return node.high is None or not (number > node.high or (node.high_open and number == node.high))


def in_days(node: DateRange, written: str) -> bool:
    """Whether a written date or moment lies wholly between the days; what is neither never does."""
    try:
        first, last = days_of(written.partition("T")[0])
    except ValueError:
        return False
    return (node.low is None or first >= node.low) and (node.high is None or last <= node.high)


def on_path(node: PathPart, path: str) -> bool:
    """Whether a path holds the text, or matches it as a pattern."""
    wanted, given = node.text.casefold(), path.casefold()
    return fnmatch.fnmatchcase(given, wanted) if "*" in wanted or "?" in wanted else wanted in given


def matching(segment: Segment, node: Node) -> set[int]:
    """The live documents of the segment that match, articles' own documents among them."""
    found = _holding(segment, node)
    if isinstance(node, Words | Close | Pattern | Values | NumberRange | DateRange | PathPart) and (
        node.field in ARTICLE_FIELDS or node.field in SECTION_FIELDS
    ):
        # indexed at the first document of what they stand for
        return {one for first in found for one in range(first, first + segment.place(first).holds + 1)}
    return found


def _holding(segment: Segment, node: Node) -> set[int]:
    """The documents that match by what they hold themselves."""
    match node:
        case Everything():
            return set(segment.live())
        case And(parts):
            return _all(segment, parts)
        case Or(parts):
            return set().union(*(matching(segment, part) for part in parts))
        case Not(part):
            return set(segment.live()) - matching(segment, part)
        case Values(field, values):
            return set().union(*(segment.frequencies(field, value) for value in values))
        case Pattern() | NumberRange() | DateRange() | PathPart():
            return set().union(*(segment.frequencies(*term) for term in expanded(segment, node)))
        case Words() | Close():
            candidates = _with_all(segment, [alternatives(node, word) for word in node.words])
            return candidates if len(node.words) == 1 else _found(segment, node, candidates)
        case Near(left, right):
            return _found(segment, node, matching(segment, left) & matching(segment, right))


def _all(segment: Segment, parts: Iterable[Node]) -> set[int]:
    wanted = [matching(segment, part) for part in parts if not isinstance(part, Not)]
    found = set.intersection(*sorted(wanted, key=len)) if wanted else set(segment.live())
    for part in parts:
        if isinstance(part, Not) and found:
            found -= matching(segment, part.part)
    return found


def alternatives(node: Words | Close, word: str) -> list[Term]:
    """The terms that a word of a sequence may stand as."""
    if isinstance(node, Words):
        own = term_of(node, word)
        if node.codes:
            return list(dict.fromkeys([own, *(("stem", stem(word, code)) for code in node.codes)]))
        # names are written with small words between the capitals: "Bank of England"
        return [own, ("text", word)] if node.field == "mentions" and len(node.words) > 1 else [own]
    return [(node.field, bare(word) if node.field in NAME_FIELDS else word)]


def _with_all(segment: Segment, words: Iterable[list[Term]]) -> set[int]:
    sets = [set().union(*(segment.frequencies(*term) for term in terms)) for terms in words]
    return set.intersection(*sorted(sets, key=len))


def _found(segment: Segment, node: Node, candidates: set[int]) -> set[int]:
    """Those of the candidates in which the words stand as they must."""
    ordered = sorted(candidates)
    finds = finds_in(node, _Places(segment, ordered))
    return {document for document in ordered if finds(document)}


class Places(Protocol):
    """Where terms stand, in documents or in one text."""

    def terms(self, node: Pattern) -> list[Term]:
        """The terms that a pattern accepts."""

    def of(self, term: Term) -> Callable[[int], list[int]]:
        """A function from a document to the ascending positions of a term in it."""


class _Places:
    """The positions of terms in some documents of a segment."""

    def __init__(self, segment: Segment, documents: list[int]) -> None:
        self._segment = segment
        self._documents = documents

    def terms(self, node: Pattern) -> list[Term]:
        return expanded(self._segment, node)

    def of(self, term: Term) -> Callable[[int], list[int]]:
        read = self._segment.positions(*term, self._documents)
        return lambda document: read.get(document, [])


def finds_in(node: Node, places: Places) -> Callable[[int], list[Find]]:
    """A function from a document to the finds of `node` in it."""
    match node:
        case Words(words=words) | Close(words=words):
            lists = [_any_of([places.of(term) for term in alternatives(node, word)]) for word in words]
            if isinstance(node, Close):
                distance = node.distance
                return lambda document: close([each(document) for each in lists], distance)
            if node.field == "mentions" and len(words) > 1:
                first = places.of(term_of(node, words[0]))
                return lambda document: sequences([first(document), *(each(document) for each in lists[1:])])
            return lambda document: sequences([each(document) for each in lists])
        case Pattern():
            single = _any_of([places.of(term) for term in places.terms(node)])
            return lambda document: [(position,) for position in single(document)]
        case Or(parts):
            options = [finds_in(part, places) for part in parts]
            return lambda document: sorted({find for option in options for find in option(document)})
        case Near(left, right, distance):
            one, other = finds_in(left, places), finds_in(right, places)
            return lambda document: near(one(document), other(document), distance)
        case _:
            raise TypeError(f"{type(node).__name__} has no places in a text")


def _any_of(lists: list[Callable[[int], list[int]]]) -> Callable[[int], list[int]]:
    if len(lists) == 1:
        return lists[0]
    return lambda document: sorted({position for each in lists for position in each(document)})
