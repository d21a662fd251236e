"""One open segment as quoth's own evaluation reads it: lists, positions, terms, columns.

The questions of `quoth.index.postings.Segment`, answered from the arrays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise, repeat
from typing import Any

from quoth.index.evaluation import acceptance
from quoth.index.nodes import DateRange, NumberRange, PathPart, Pattern
from quoth.index.positions import counted_sequences
from quoth.index.postings import About, Terms
from quoth.index.schema import HELD_BYTES, LABEL_END, Place
from quoth.index.segments.bits import Bits, Held
from quoth.index.segments.container import SegmentDamaged
from quoth.index.segments.impact import UNSCORED
from quoth.index.segments.kept import KeptSets
from quoth.index.segments.kernel import Docs, Kernel, Occurrences, Part, kernel_for
from quoth.index.segments.postings import PlacedPostings, Postings, WordPostings
from quoth.index.segments.segment import Segment
from quoth.index.segments.terms import decode_term, encode_term

_KEPT_LISTS = 256
_KEPT_EXPANSIONS = 256

_NEAR = 16
"""So many documents back a document that has a term is looked for one by one."""


class Leaf:
    """An open segment, its documents numbered from 0 in it; keeps the lists last read.

    `offset` is the number of its first document in the whole index.
    """

    def __init__(self, segment: Segment, offset: int, kernel: Kernel) -> None:
        self._segment = segment
        self.offset = offset
        self.kernel = kernel
        self._labels: dict[tuple[str, int], tuple[str, str]] = {}
        self._around: dict[str, tuple[list[int], Any]] = {}
        self._begun: dict[str, list[int]] = {}
        self._articles: dict[int, About] = {}
        self._fields: dict[str, tuple[Sequence[int], Terms, int]] = {}
        self._held: Held | None = None
        self._kept = KeptSets(len(self), kernel)
        self._dead = Bits(len(self), docs=kernel.native(segment.dead))
        self._places: Any = None
        self._stored: Any = None
        self._numbers: dict[str, memoryview[int]] = {}
        self._live: frozenset[int] | None = None
        self._frequencies: dict[tuple[str, str], dict[int, float]] = {}
        self._expanded: dict[Pattern | NumberRange | DateRange | PathPart, list[int]] = {}

    def __len__(self) -> int:
        return self._segment.documents

    def release(self) -> None:
        """Gives the memory of what was read from the file back; it comes from the file again when needed."""
        self._segment.container.release()

    def dead(self) -> Docs:
        """The deleted documents."""
        return self._dead

    def live(self) -> frozenset[int]:
        """The documents that are not deleted."""
        if self._live is None:
            self._live = frozenset(range(len(self))).difference(self._segment.dead)
        return self._live

    def _found(self, field: str, term: str) -> tuple[Postings, int] | None:
        postings = self._segment.postings(field)
        number = None if postings is None else postings.terms.find(encode_term(term))
        return None if postings is None or number is None else (postings, number)

    def docs(self, field: str, term: str) -> Docs:
        """The documents with a term, ascending; deleted ones may be among them."""
        found = self._found(field, term)
        return self._kept.docs(*found) if found else self.kernel.native(())

    def containing(self, field: str, term: str) -> int:
        """How many documents have a term, deleted ones included."""
        if (found := self._found(field, term)) is None:
            return 0
        start, end = found[0].span(found[1])
        return end - start

    def part(self, field: str, term: str, weight: int) -> Part | None:
        """What a term adds to the score of the documents that have it."""
        if (found := self._found(field, term)) is None:
            return None
        postings, number = found
        start, end = postings.span(number)
        impacts: memoryview[int] | bytes | None = None
        if isinstance(postings, WordPostings):
            if postings.impacts is not None:
                impacts = postings.impacts.slice(start, end)
            else:
                impacts = bytes(min(n, 255) for n in postings.counts(number)).translate(UNSCORED)
        docs = self._kept.docs(postings, number)
        table = self._kept.table("impacts", field, number) if isinstance(docs, Bits) else None
        return Part(docs, impacts, weight, table)

    def numbers_of(
        self, node: Pattern | NumberRange | DateRange | PathPart
    ) -> tuple[Postings, list[int]] | None:
        """The field of a node over many terms and the numbers of those that it accepts, ascending."""
        postings = self._segment.postings(node.field)
        if postings is None:
            return None
        numbers = self._expanded.get(node)
        if numbers is None:
            if isinstance(node, Pattern):
                # few queries have patterns
                from quoth.index.segments.expansion import expand

                numbers = expand(postings.terms, node)
            else:
                accepted = acceptance(node)
                numbers = [n for n, term in enumerate(postings.terms) if accepted(decode_term(term))]
            if len(self._expanded) >= _KEPT_EXPANSIONS:
                del self._expanded[next(iter(self._expanded))]
            self._expanded[node] = numbers
        return postings, numbers

    def lists(self, node: Pattern | NumberRange | DateRange | PathPart) -> list[Docs]:
        """The lists whose union the documents of a node are; what is large is united once and kept."""
        return self._kept.union(node, lambda: self._runs(node))

    def _runs(
        self, node: Pattern | NumberRange | DateRange | PathPart
    ) -> tuple[Postings, list[tuple[int, int]]] | None:
        """The field of a node over many terms, and from which to which numbers it accepts them."""
        if isinstance(node, Pattern) and node.kind == "prefix":
            # a slice of the dictionary is a slice of everything, whatever number of terms it has
            postings = self._segment.postings(node.field)
            span = postings.terms.prefixed(encode_term(node.text)) if postings else (0, 0)
            return (postings, [span]) if postings is not None and span[0] < span[1] else None
        found = self.numbers_of(node)
        if found is None or not found[1]:
            return None
        postings, numbers = found
        cuts = [0, *(at for at, (a, b) in enumerate(pairwise(numbers), 1) if b != a + 1), len(numbers)]
        return postings, [(numbers[a], numbers[b - 1] + 1) for a, b in pairwise(cuts)]

    def expanded(self, node: Pattern | NumberRange | DateRange | PathPart) -> list[str]:
        """The terms that a node stands for, in order of their bytes."""
        found = self.numbers_of(node)
        return [decode_term(found[0].terms[number]) for number in found[1]] if found else []

    def phrase(self, field: str, words: Sequence[str], within: Docs | None) -> tuple[Docs, bytes]:
        """The documents in which the words follow each other, and how often each."""
        postings = self._segment.words(field)
        numbers = [postings.terms.find(encode_term(word)) for word in words] if postings else [None]
        if postings is None or None in numbers:
            return self.kernel.native(()), b""
        if not isinstance(postings, PlacedPostings):
            lists = [self.docs(field, word) for word in words]
            found = self.kernel.intersect(lists if within is None else [*lists, within], len(self))
            listed = self.kernel.listed(found)
            docs, counts = counted_sequences(listed, [self.positions(field, word, listed) for word in words])
            return self.kernel.native(docs), counts
        occurrences = [
            Occurrences(
                docs=self._kept.docs(postings, number),
                first=postings.span(number)[0],
                tf=postings.tf.whole(),
                skips=postings.skips.whole(),
                positions=postings.all_positions.whole(),
                slot=slot,
                table=self._kept.table("begins", field, number),
            )
            for slot, number in enumerate(numbers)
            if number is not None
        ]
        return self.kernel.phrase(occurrences, len(self), within)

    def frequencies(self, field: str, term: str) -> dict[int, float]:
        """The documents with a term, each with how often; deleted ones are left out."""
        key = (field, term)
        known = self._frequencies.get(key)
        if known is None:
            known = self._read(field, term)
            if len(self._frequencies) >= _KEPT_LISTS:
                del self._frequencies[next(iter(self._frequencies))]
            self._frequencies[key] = known
        return known

    def _read(self, field: str, term: str) -> dict[int, float]:
        if (at := self._found(field, term)) is None:
            return {}
        postings, number = at
        docs = postings.docs(number)
        found: dict[int, float]
        if isinstance(postings, WordPostings):
            found = dict(zip(docs, postings.counts(number), strict=True))
        else:
            found = dict(zip(docs, repeat(1), strict=False))
        for doc in self._segment.dead:
            found.pop(doc, None)
        return found

    def positions(self, field: str, term: str, documents: Iterable[int]) -> dict[int, list[int]]:
        """The positions of a term in those of the `documents` (ascending) that have it."""
        found: dict[int, list[int]] = {}
        postings = self._segment.words(field)
        number = None if postings is None else postings.terms.find(encode_term(term))
        if postings is None or number is None:
            return found
        docs = postings.docs(number)
        at = 0
        for document in documents:
            at = bisect_left(docs, document, at)
            if at == len(docs):
                break
            if docs[at] == document:
                found[document] = list(postings.positions(number, at))
        return found

    def terms(self, field: str, prefix: str, accepted: Callable[[str], bool]) -> list[str]:
        """The terms of a field that begin with `prefix` and are accepted, in order of their bytes."""
        postings = self._segment.postings(field)
        if postings is None:
            return []
        numbers = postings.terms.prefixed(encode_term(prefix))
        return [term for _, raw in postings.terms.between(*numbers) if accepted(term := decode_term(raw))]

    def numbered(self, field: str) -> Terms:
        """The terms of a field in order."""
        postings = self._segment.postings(field)
        return () if postings is None else postings.terms

    def numbers(self, field: str) -> memoryview[int]:
        """For each document the number of its term in a value field, or how many terms there are for none."""
        known = self._numbers.get(field)
        if known is None:
            values = self._segment.values(field)
            if values is None or values.ordinals is None:
                raise SegmentDamaged(self._segment.container.name, f"has no numbers for {field!r}")
            known = self._numbers[field] = values.ordinals.whole()
        return known

    def having(self, field: str) -> Docs:
        """The documents that have a term in a value field; deleted ones may be among them."""
        return self._kept.having(self._segment.postings(field))

    def frequent(self, field: str) -> Sequence[tuple[int, Docs]]:
        """The numbers of a few terms of a value field that many documents have, most first, with these."""
        return self._kept.frequent(self._segment.postings(field))

    def label(self, field: str, number: int) -> tuple[str, str]:
        """Id and words of a label, by the number of its term."""
        known = self._labels.get((field, number))
        if known is None:
            identity, _, words = decode_term(self.numbered(field)[number]).partition(LABEL_END)
            known = self._labels[field, number] = identity, words
        return known

    def _valued(self, field: str) -> tuple[Sequence[int], Terms, int]:
        """The numbers and the terms of a value field, and the number that stands for none."""
        known = self._fields.get(field)
        if known is None:
            terms = self.numbered(field)
            numbers: Sequence[int] = self.numbers(field) if len(terms) else bytes(len(self))
            known = self._fields[field] = numbers, terms, len(terms)
        return known

    def number(self, field: str, document: int) -> int | None:
        """The number of the term of a document in a value field in which no document has two."""
        numbers, _, none = self._valued(field)
        number = numbers[document]
        return None if number == none else number

    def value(self, field: str, document: int) -> str | None:
        """The term of a document in a value field in which no document has two."""
        numbers, terms, none = self._valued(field)
        number = numbers[document]
        return None if number == none else decode_term(terms[number])

    def about(self, document: int) -> About:
        """What is said of an article, by its own document."""
        known = self._articles.get(document)
        if known is None:
            source, identity = self.label("article_order", self.numbers("article_order")[document])
            titled = self.label("article_label", self.numbers("article_label")[document])[1]
            title = None if titled.endswith(LABEL_END) else titled
            known = About(identity, source, title, self.value("date", document))
            self._articles[document] = known
        return known

    def last_number(self, field: str, document: int) -> int:
        """The number of the term of the last document up to `document` that has one in a value field."""
        numbers, _, none = self._valued(field)
        if (number := numbers[document]) != none:
            return number
        for before in range(document, max(document - _NEAR, -1), -1):
            if (number := numbers[before]) != none:
                return number
        starts = self._starts(field)
        return numbers[starts[bisect_right(starts, document) - 1]]

    def _starts(self, field: str) -> list[int]:
        """The documents that have a term in a value field, ascending."""
        known = self._begun.get(field)
        if known is None:
            postings = self._segment.postings(field)
            known = self._begun[field] = sorted(postings.all_docs.whole()) if postings else []
        return known

    def around(self, field: str) -> tuple[list[int], Any]:
        """The documents that have a term in a value field, ascending, and a column for `Kernel.count` with
        the number of the last of them up to each document.
        """
        known = self._around.get(field)
        if known is None:
            starts = self._starts(field)
            known = self._around[field] = starts, self.kernel.spread(starts, len(self))
        return known

    def held(self) -> Held:
        """For each document how many quotes begin in it: those follow it directly."""
        if self._held is None:
            column = self._segment.column("held")
            whole = getattr(column, "whole", None)
            if whole is None:
                raise SegmentDamaged(self._segment.container.name, "has no column 'held'")
            raw: memoryview[int] = whole()
            data, nothing = bytes(raw), bytes(len(self))
            # nearly always the lowest byte says it all, and bytes are read the fastest
            small = all(data[at::HELD_BYTES] == nothing for at in range(1, HELD_BYTES))
            self._held = Held(data[::HELD_BYTES] if small else raw.cast("I"))
        return self._held

    def place(self, document: int) -> Place:
        """Where a document stands."""
        column = self._places
        if column is None:
            column = self._places = self._segment.column("place")
        return Place.unpacked(column[document] if column else b"")

    def header(self, document: int) -> bytes:
        """What an article's document stores besides its text: JSON, apart, so that all are read at once."""
        return self._column("header", document)

    def stored(self, document: int) -> bytes:
        """The slice of text, or the evidence, that a document stores: see `texts.py`."""
        column = self._stored
        if column is None:
            column = self._stored = self._segment.column("stored")
        return b"" if column is None else column[document]

    def body(self, document: int) -> bytes:
        """The structure of an article without its text, as its document stores it: JSON."""
        return self._column("body", document)

    def _column(self, name: str, document: int) -> bytes:
        column = self._segment.column(name)
        return b"" if column is None else column[document]


def leaves_of(segments: Sequence[Segment], arrays: bool = False) -> tuple[Leaf, ...]:
    """The open segments of an index, in order; `arrays` allows numpy for large ones."""
    bases = accumulate((segment.documents for segment in segments), initial=0)
    return tuple(
        Leaf(segment, base, kernel_for(segment.documents, arrays))
        for segment, base in zip(segments, bases, strict=False)
    )
