"""Which documents of a segment a query matches: lists of documents first, positions only for what is left."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Sequence
from typing import Protocol

from quoth.index.analysis import bare, stem_term
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
from quoth.index.patterns import accepts
from quoth.index.positions import Find, close, near, sequences
from quoth.index.postings import Expandable, Searched
from quoth.index.schema import ARTICLE_FIELDS, NAME_FIELDS, SECTION_FIELDS
from quoth.index.segments.kernel import Docs
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


def acceptance(node: Expandable) -> Callable[[str], bool]:
    """A test for the terms that a node stands for."""
    match node:
        case Pattern():
            return accepts(node)
        case NumberRange():
            return lambda term: in_range(node, float(term))
        case DateRange():
            return lambda term: in_days(node, term)
        case PathPart():
            return lambda term: on_path(node, term)


def in_range(node: NumberRange, number: float) -> bool:
    """Whether a number lies between the bounds."""
    if node.low is not None and (number < node.low or (node.low_open and number == node.low)):
        return False
    return node.high is None or not (number > node.high or (node.high_open and number == node.high))


def in_days(node: DateRange, written: str) -> bool:
    """Whether a written date or moment lies wholly between the days; what is neither never does."""
    from quoth.index.dates import days_of

    try:
        first, last = days_of(written.partition("T")[0])
    except ValueError:
        return False
    return (node.low is None or first >= node.low) and (node.high is None or last <= node.high)


def on_path(node: PathPart, path: str) -> bool:
    """Whether a path holds the text, or matches it as a pattern."""
    wanted, given = node.text.casefold(), path.casefold()
    return fnmatch.fnmatchcase(given, wanted) if "*" in wanted or "?" in wanted else wanted in given


def matching(segment: Searched, node: Node) -> Docs:
    """The live documents of the segment that match, ascending, articles' own documents among them."""
    return Evaluation(segment).live(node)


class Evaluation:
    """One query over one segment; what was found for a node is kept for its score."""

    def __init__(self, segment: Searched) -> None:
        self.segment = segment
        self.kernel = segment.kernel
        self._size = len(segment)
        self.phrases: dict[int, tuple[Docs, bytes]] = {}
        """By the identity of a node, the documents of a phrase and how often it stands in each."""

    def live(self, node: Node) -> Docs:
        """The documents that match and are not deleted."""
        found, dead = self.docs(node), self.segment.dead()
        return self.kernel.subtract(found, dead, self._size) if len(dead) else found

    def docs(self, node: Node, within: Docs | None = None) -> Docs:
        """The documents that match, deleted ones perhaps among them; phrases are looked for `within`."""
        found = self._holding(node, within)
        if not isinstance(node, _OUTER) or node.field not in _AROUND:
            return found
        # indexed at the first document of what they stand for
        ascending = self.kernel.listed(found)
        holds = [self.segment.place(first).holds for first in ascending]
        return self.kernel.spans(ascending, holds)

    def _holding(self, node: Node, within: Docs | None) -> Docs:
        """The documents that match by what they hold themselves."""
        match node:
            case Everything():
                return self.kernel.every(self._size)
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return self._union([self.docs(part) for part in parts])
            case Not(part):
                return self.kernel.subtract(self.kernel.every(self._size), self.docs(part), self._size)
            case Values(field, values):
                return self._union([self._term((field, value)) for value in values])
            case Pattern() | NumberRange() | DateRange() | PathPart():
                return self.kernel.unite(self.segment.lists(node), self._size)
            case Words(words=(word,)):
                return self._union([self._term(term) for term in alternatives(node, word)])
            case Words() | Close():
                return self._sequence(node, within)
            case Near(left, right):
                return self._found(node, self._common([self.docs(left), self.docs(right)]))

    def _term(self, term: Term) -> Docs:
        return self.segment.docs(*term)

    def _union(self, lists: Sequence[Docs]) -> Docs:
        filled = [docs for docs in lists if len(docs)]
        if len(filled) == 1:
            return filled[0]
        return self.kernel.unite(filled, self._size)

    def _common(self, lists: Sequence[Docs]) -> Docs:
        return self.kernel.intersect(lists, self._size)

    def _all(self, parts: Sequence[Node]) -> Docs:
        """The narrow parts first; phrases and unions of long lists only narrow what is left."""
        lists: list[Docs] = []
        sequences: list[Node] = []
        unions: list[list[Docs]] = []
        for part in parts:
            if isinstance(part, Not):
                continue
            inner = isinstance(part, _OUTER) and part.field not in _AROUND
            if inner and isinstance(part, _EXPANDABLE):
                unions.append(self.segment.lists(part))
            elif inner and isinstance(part, Words | Close) and len(part.words) > 1:
                sequences.append(part)
            else:
                lists.append(self.docs(part))
        found: Docs | None = self._common(lists) if lists else None
        for node in sequences:
            found = self.docs(node, found)
        for raw in sorted(unions, key=lambda raw: sum(map(len, raw))):
            if found is None:
                found = self.kernel.unite(raw, self._size)
            else:
                found = self.kernel.restrict(found, raw, self._size)
        if found is None:
            found = self.kernel.every(self._size)
        for part in parts:
            if isinstance(part, Not) and len(found):
                found = self.kernel.subtract(found, self.docs(part.part), self._size)
        return found

    def _sequence(self, node: Words | Close, within: Docs | None) -> Docs:
        """The documents with all words, as near to each other as they must be."""
        options = [alternatives(node, word) for word in node.words]
        if isinstance(node, Words) and all(len(terms) == 1 for terms in options):
            terms = [terms[0] for terms in options]
            found = self.segment.phrase(terms[0][0], [term for _, term in terms], within)
            self.phrases[id(node)] = found
            return found[0]
        lists = [self._union([self._term(term) for term in terms]) for terms in options]
        return self._found(node, self._common([*lists, *(() if within is None else (within,))]))

    def _found(self, node: Node, candidates: Docs) -> Docs:
        """Those of the candidates in which the words stand as they must."""
        ordered = self.kernel.listed(candidates)
        finds = finds_in(node, _Places(self.segment, ordered))
        return self.kernel.native([document for document in ordered if finds(document)])


_EXPANDABLE = (Pattern, NumberRange, DateRange, PathPart)
_OUTER = (Words, Close, Values, *_EXPANDABLE)
_AROUND = ARTICLE_FIELDS | SECTION_FIELDS


def alternatives(node: Words | Close, word: str) -> list[Term]:
    """The terms that a word of a sequence may stand as."""
    if isinstance(node, Words):
        own = term_of(node, word)
        if node.codes:
            return list(dict.fromkeys([own, *(("stem", stem(word, code)) for code in node.codes)]))
        # names are written with small words between the capitals: "Bank of England"
        return [own, ("text", word)] if node.field == "mentions" and len(node.words) > 1 else [own]
    return [(node.field, bare(word) if node.field in NAME_FIELDS else word)]


class Places(Protocol):
    """Where terms stand, in documents or in one text."""

    def terms(self, node: Pattern) -> list[Term]:
        """The terms that a pattern accepts."""

    def of(self, term: Term) -> Callable[[int], list[int]]:
        """A function from a document to the ascending positions of a term in it."""


class _Places:
    """The positions of terms in some documents of a segment."""

    def __init__(self, segment: Searched, documents: list[int]) -> None:
        self._segment = segment
        self._documents = documents

    def terms(self, node: Pattern) -> list[Term]:
        return [(node.field, term) for term in self._segment.expanded(node)]

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
