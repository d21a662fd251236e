"""One segment in the making: documents are added in order, then it is written at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, Protocol

from quoth.index.segments.column_writing import BlockWriter, flat_fixed
from quoth.index.segments.container import Flat, write_container
from quoth.index.segments.inversion import Forward, TermIds, invert, invert_values
from quoth.index.segments.layout import ColumnLayout, Layout, WordLayout

VALUE_GAP = 100
"""How many positions lie between two values of one field, so that no phrase crosses them."""


Form = Callable[[str], str]
"""From a word to a form of it, such as its stem."""

Forms = Mapping[str, Form]
"""Forms by word field."""


class Inverter(Protocol):
    """How the postings of a field are made: `inversion`, or the same with numpy."""

    def __call__(self, field: str, forward: Forward, scored: bool) -> Iterable[Flat]: ...


class _Normalised(dict[str, int]):
    """The number of a word's normal form, which is worked out once for each word."""

    def __init__(self, ids: TermIds, normal: Form) -> None:
        super().__init__()
        self._ids = ids
        self._normal = normal

    def __missing__(self, word: str) -> int:
        number = self[word] = self._ids[self._normal(word)]
        return number


class _Words:
    """The words of one field so far."""

    def __init__(self, layout: WordLayout, normal: Form | None, also: Form | None) -> None:
        self.layout = layout
        self.ids = TermIds()
        self.numbers: dict[str, int] = self.ids if normal is None else _Normalised(self.ids, normal)
        self.layers = [self.numbers] if also is None else [self.numbers, _Normalised(self.ids, also)]
        self.stream = array("I")
        self.runs = (array("I"), array("I"), array("I"))
        self.lengths = array("I")
        self.boosted = (array("I"), array("I"), array("I"))

    def add(self, doc: int, values: Iterable[tuple[str | None, ...]]) -> int:
        """Adds the values of a document; returns how many words were kept."""
        self.pad(doc)
        base = length = 0
        for words in values:
            if None in words:
                length += self._scattered(doc, base, words)
            elif words:
                length += self._run(doc, base, words)
            base += len(words) + VALUE_GAP
        self.lengths.append(length)
        return length

    def pad(self, doc: int) -> None:
        """Documents before `doc` that were not given have no words."""
        self.lengths.extend(repeat(0, doc - len(self.lengths)))

    def _run(self, doc: int, base: int, words: Sequence[Any]) -> int:
        docs, bases, lengths = self.runs
        for numbers in self.layers:
            # all words in one call
            self.stream.extend(itemgetter(*words)(numbers) if len(words) > 1 else (numbers[words[0]],))
            docs.append(doc)
            bases.append(base)
            lengths.append(len(words))
        return len(words) * len(self.layers)

    def _scattered(self, doc: int, base: int, words: Sequence[str | None]) -> int:
        """Adds words with gaps between them: each is a run of its own."""
        docs, bases, lengths = self.runs
        places = [at for at, word in enumerate(words, base) if word is not None]
        for numbers in self.layers:
            self.stream.extend([numbers[word] for word in words if word is not None])
            docs.extend(repeat(doc, len(places)))
            bases.extend(places)
            lengths.extend(repeat(1, len(places)))
        return len(places) * len(self.layers)

    def boost(
        self, doc: int, values: Iterable[tuple[str | None, ...]], others: Iterable[frozenset[str]]
    ) -> None:
        bits: dict[str, int] = {}
        for bit, other in enumerate(others):
            for words in values if other else ():
                for word in other.intersection(words):
                    bits[word] = bits.get(word, 0) | 1 << bit
        numbers, docs, masks = self.boosted
        for word, mask in bits.items():
            numbers.append(self.numbers[word])
            docs.append(doc)
            masks.append(mask)

    def forward(self) -> Forward:
        return Forward(
            self.ids,
            self.stream,
            *self.runs,
            lengths=self.lengths,
            boosted=self.boosted,
            weights=tuple(weight for _, weight in self.layout.boosts),
        )


class _Values:
    """The values of one field so far: each with the document that holds it."""

    def __init__(self) -> None:
        self.docs = array("I")
        self.numbers = array("I")
        self.ids = TermIds()

    def add(self, doc: int, values: Iterable[str]) -> None:
        for value in dict.fromkeys(values):
            self.docs.append(doc)
            self.numbers.append(self.ids[value])


class _Column:
    """The bytes of one column so far."""

    def __init__(self, layout: ColumnLayout) -> None:
        self.layout = layout
        self.packed = BlockWriter(layout.name) if layout.kind == "packed" else None
        self.fixed: list[bytes] = []
        self.count = 0
        self._put = self.fixed.append if self.packed is None else self.packed.add

    def add(self, doc: int, value: bytes) -> None:
        self.pad(doc)
        self._put(value)
        self.count += 1

    def pad(self, doc: int) -> None:
        """Documents before `doc` that were not given have no bytes."""
        for _ in range(doc - self.count):
            self._put(b"")
        self.count = max(self.count, doc)

    def arrays(self) -> Iterable[Flat]:
        if self.packed is not None:
            return self.packed.finish()
        return (flat_fixed(self.layout.name, self.layout.width, self.fixed),)


class SegmentBuilder:
    """Collects documents; `tokens` tells how many words it holds, for whoever bounds its memory.

    Word fields in `normal` keep that form of each word instead of the word; those in `also` keep it
    beside the word, at the same position.
    """

    def __init__(self, layout: Layout, normal: Forms | None = None, also: Forms | None = None) -> None:
        self.layout = layout
        self.documents = 0
        self.tokens = 0
        self._words = {
            word.name: _Words(word, (normal or {}).get(word.name), (also or {}).get(word.name))
            for word in layout.words
        }
        self._values = {name: _Values() for name in layout.values}
        self._columns = {column.name: _Column(column) for column in layout.columns}
        self._names = {"above", *self._words, *self._values, *self._columns}
        self._known: dict[tuple[tuple[str | None, ...], ...], frozenset[str]] = {}

    def add(self, fields: Mapping[str, Any]) -> int:
        """Adds a document and returns its number.

        A word field takes a tuple of values, each a tuple of analysed words, with None for a place
        without a word; a value field a tuple of values; a column bytes. ``above`` are the values of the
        boosting word fields by name, where they stand in other documents.

        Raises ValueError for a field that the layout does not have.
        """
        doc = self.documents
        if unknown := fields.keys() - self._names:
            raise ValueError(f"no field {sorted(unknown)[0]!r} in this index")
        above = fields.get("above", fields)
        for name, value in fields.items():
            if (words := self._words.get(name)) is not None:
                self.tokens += words.add(doc, value)
                if words.layout.boosts and words.lengths[doc]:
                    others = (self._set(above.get(other, ())) for other, _ in words.layout.boosts)
                    words.boost(doc, value, others)
            elif (values := self._values.get(name)) is not None:
                values.add(doc, value)
            elif name != "above":
                self._columns[name].add(doc, value)
        self.documents += 1
        return doc

    def _set(self, values: tuple[tuple[str | None, ...], ...]) -> frozenset[str]:
        """The words of a boosting field: mostly those of the document before."""
        found = self._known.get(values)
        if found is None:
            if len(self._known) > 64:
                self._known.clear()
            found = self._known[values] = frozenset(
                word for words in values for word in words if word is not None
            )
        return found

    def write(self, path: str, inverter: Inverter = invert) -> int:
        """Writes the segment to a new file, flushed to disk; returns its size. Raises OSError."""
        about = {"documents": self.documents, "layout": self.layout.to_json()}
        return write_container(path, about, self._arrays(inverter))

    def _arrays(self, inverter: Callable[[str, Forward, bool], Iterable[Flat]]) -> Iterator[Flat]:
        for name, words in self._words.items():
            words.pad(self.documents)
            yield from inverter(name, words.forward(), words.layout.scored)
        for name, values in self._values.items():
            yield from invert_values(name, values.docs, values.numbers, values.ids, self.documents)
        for column in self._columns.values():
            column.pad(self.documents)
            yield from column.arrays()
