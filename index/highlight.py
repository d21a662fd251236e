"""Which words of a hit's text match, with the analysis and the algebra that the search itself uses."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache

from quoth.corpus.model import Span
from quoth.index.analysis import Tokens, ascii_of, ascii_words, bare, stems_of, tokens
from quoth.index.evaluation import Term, finds_in
from quoth.index.nodes import And, Close, Near, Node, Or, Pattern, Words, codes_in
from quoth.index.patterns import accepts
from quoth.index.positions import Find
from quoth.index.stemming import kin, stem


def highlights(text: str, node: Node) -> tuple[Span, ...]:
    """The spans of `text` that match, ascending and apart; a phrase is one span."""
    spans: list[tuple[int, int]] | None = _alone(text, node)
    if spans is not None:
        return merged(spans)
    found = tokens(text)
    spans = []
    for find, whole in _finds(found, text, node):
        if whole:
            spans.append((found.starts[find[0]], found.ends[find[-1]]))
        else:
            spans.extend((found.starts[position], found.ends[position]) for position in find)
    return merged(spans)


def _alone(text: str, node: Node) -> list[tuple[int, int]] | None:
    """The spans of single words, looked for by letters that all their forms have; None where other things
    are looked for, too, or in other ways.

    No word holds a blank: what stands between two blanks has the words that it has in the text.
    """
    sought = _lettered(node)
    if sought is None or (plain := ascii_of(text)) is None:
        return None
    plain = plain.lower()
    spans: list[tuple[int, int]] = []
    for letters, accepted in sought:
        place = plain.find(letters)
        while place >= 0:
            start = plain.rfind(" ", 0, place) + 1
            end = plain.find(" ", place)
            end = len(plain) if end < 0 else end
            spans += [(first, last) for word, first, last in ascii_words(plain, start, end) if accepted(word)]
            place = plain.find(letters, end)
    return spans


@lru_cache(maxsize=64)
def _lettered(node: Node) -> tuple[tuple[str, Callable[[str], bool]], ...] | None:
    """Of each part of a query that looks for a word what all its forms hold, and a test for them; None
    where a part looks for something else, or its forms have no letters in common.
    """
    found = tuple(map(_letters, _sought(node)))
    known = tuple(each for each in found if each is not None)
    return known if len(known) == len(found) else None


def _letters(node: Node) -> tuple[str, Callable[[str], bool]] | None:
    match node:
        case Words(field="text", words=(word,), exact=True) if word.isascii() and word.isalpha():
            return word, word.__eq__
        case Words(field="text", words=(word,), codes=()) if word.isascii() and word.isalpha() and kin(word):
            stemmed = stem(word)
            return kin(word), lambda other: stem(other) == stemmed
        case Pattern(field="text", kind="prefix", text=word) if word.isascii() and word.isalnum():
            return word, accepts(node)
        case _:
            return None


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
