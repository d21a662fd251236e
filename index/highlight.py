"""Which words of a hit's text match, with the analysis and the algebra that the search itself uses."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

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


def occurrences(text: str, node: Node, words: Tokens | None = None) -> tuple[Span, ...]:
    """The spans of `text` that match, each from its first to its last word; `words` are its own, if known."""
    found = tokens(text) if words is None else words
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
        self._found = found
        self._text = text
        self._codes = codes
        self._words: dict[str, list[int]] = {}
        for position, word in enumerate(found.words):
            self._words.setdefault(word, []).append(position)

    def _fields(self, field: str) -> dict[str, list[int]]:
        """The positions of every term of a field."""
        return self._words if field == "text" else self._stems if field == "stem" else self._names

    @cached_property
    def _stems(self) -> dict[str, list[int]]:
        held: dict[str, list[int]] = {}
        for word, stemmed in zip(self._words, stems_of(tuple(self._words)), strict=True):
            for form in {stemmed, *(stem(word, code) for code in self._codes)}:
                held.setdefault(form, []).extend(self._words[word])
        return {form: sorted(positions) for form, positions in held.items()}

    @cached_property
    def _names(self) -> dict[str, list[int]]:
        held: dict[str, list[int]] = {}
        found = self._found
        for position, word in enumerate(found.words):
            if any(c.isupper() for c in self._text[found.starts[position] : found.ends[position]]):
                held.setdefault(bare(word), []).append(position)
        return held

    def terms(self, node: Pattern) -> list[Term]:
        """The terms of the text that a pattern accepts."""
        test = accepts(node)
        return [(node.field, term) for term in self._fields(node.field) if test(term)]

    def of(self, term: Term) -> Callable[[int], list[int]]:
        """The positions of a term, whatever the document."""
        positions = self._fields(term[0]).get(term[1], [])
        return lambda _: positions
