"""Which words of a hit's text match, with the analysis and the algebra that the search itself uses."""

from __future__ import annotations

from collections.abc import Callable

from quoth.corpus.model import Span
from quoth.index.analysis import Tokens, bare, stems_of, tokens
from quoth.index.evaluation import Term, finds_in
from quoth.index.nodes import And, Close, Near, Node, Or, Pattern, Words, codes_in
from quoth.index.patterns import accepts
from quoth.index.positions import Find
from quoth.index.stemming import stem


def highlights(text: str, node: Node) -> tuple[Span, ...]:
    """The spans of `text` that match, ascending and apart; a phrase is one span."""
    found = tokens(text)
    spans: list[tuple[int, int]] = []
    for find, whole in _finds(found, text, node):
        if whole:
            spans.append((found.starts[find[0]], found.ends[find[-1]]))
        else:
            spans.extend((found.starts[position], found.ends[position]) for position in find)
    return merged(spans)


def occurrences(text: str, node: Node) -> tuple[Span, ...]:
    """The spans of `text` that match, each from its first to its last word."""
    found = tokens(text)
    return merged([(found.starts[find[0]], found.ends[find[-1]]) for find, _ in _finds(found, text, node)])


def merged(spans: list[tuple[int, int]]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(Span(start, end) for start, end in joined)


def _finds(found: Tokens, text: str, node: Node) -> list[tuple[Find, bool]]:
    """The finds of every positive part, with whether it covers all between its first and last word."""
    places = _TextPlaces(found, text, codes_in(node))
    return [
        (find, isinstance(part, Words | Pattern))
        for part in _sought(node)
        for find in finds_in(part, places)(0)
    ]


def _sought(node: Node) -> list[Node]:
    match node:
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in _sought(part)]
        case Words(field) | Close(field) | Pattern(field) if field in ("text", "mentions"):
            return [node]
        case Near():
            return [node]
        case _:
            return []


class _TextPlaces:
    """The positions of terms in the words of one text."""

    def __init__(self, found: Tokens, text: str, codes: frozenset[str]) -> None:
        self._positions: dict[Term, list[int]] = {}
        stems = stems_of(found.words)
        for position, (word, stemmed) in enumerate(zip(found.words, stems, strict=True)):
            self._add(("text", word), position)
            for form in {stemmed, *(stem(word, code) for code in codes)}:
                self._add(("stem", form), position)
            if any(c.isupper() for c in text[found.starts[position] : found.ends[position]]):
                self._add(("mentions", bare(word)), position)

    def _add(self, term: Term, position: int) -> None:
        self._positions.setdefault(term, []).append(position)

    def terms(self, node: Pattern) -> list[Term]:
        """The terms of the text that a pattern accepts."""
        test = accepts(node)
        return [term for term in self._positions if term[0] == node.field and test(term[1])]

    def of(self, term: Term) -> Callable[[int], list[int]]:
        """The positions of a term, whatever the document."""
        positions = self._positions.get(term, [])
        return lambda _: positions
