"""One segment in the making: documents are added in order, then it is written at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, Protocol

from quoth.index.segments.column_writing import BlockWriter, flat_fixed
from quoth.index.segments.container import Flat, write_container
from quoth.index.segments.inversion import Above, Derivation, Forward, TermIds, invert, invert_values
from quoth.index.segments.layout import ColumnLayout, Layout, Scattered, WordLayout, WordValue

VALUE_GAP = 100
"""How many positions lie between two values of one field, so that no phrase crosses them."""


Forms = Mapping[str, Callable[[str], str]]
"""By word field, what it holds besides each word, at the same position."""

TongueForms = Mapping[str, Callable[[str, int], str]]
"""By derived field, the form of a word in documents of a tongue."""

MOST_TONGUES = 16


class Inverter(Protocol):
    """How the postings of a field are made: `inversion`, or the same with numpy."""

    def __call__(
        self, field: str, forward: Forward, scored: bool, derived: Sequence[Derivation] = ...
    ) -> Iterable[Flat]: ...


class _Formed(dict[str, int]):
    """The number of a word's other form, which is worked out once for each word."""

    def __init__(self, ids: TermIds, form: Callable[[str], str]) -> None:
        super().__init__()
        self._ids = ids
        self._form = form

    def __missing__(self, word: str) -> int:
        number = self[word] = self._ids[self._form(word)]
        return number


class _Words:
    """The words of one field so far."""

    def __init__(self, layout: WordLayout, also: Callable[[str], str] | None) -> None:
        self.layout = layout
        self.ids = TermIds()
        self.layers: list[dict[str, int]] = [self.ids]
        if also is not None:
            self.layers.append(_Formed(self.ids, also))
        self.stream = array("I")
        self.runs = (array("I"), array("I"), array("I"))
        self.lengths = array("I")

    def add(self, doc: int, values: Iterable[WordValue]) -> None:
        """Adds the values of a document."""
        self.pad(doc)
        base = length = 0
        for value in values:
            if isinstance(value, Scattered):
                length += self._scattered(doc, base, value)
                base += value.length + VALUE_GAP
            else:
                if value:
                    length += self._run(doc, base, value)
                base += len(value) + VALUE_GAP
        self.lengths.append(length)

    def pad(self, doc: int) -> None:
        """Documents before `doc` that were not given have no words."""
        self.lengths.extend(repeat(0, doc - len(self.lengths)))

    def _run(self, doc: int, base: int, words: Sequence[str]) -> int:
        docs, bases, lengths = self.runs
        for numbers in self.layers:
            self.stream.extend(_numbers(numbers, words))
            docs.append(doc)
            bases.append(base)
            lengths.append(len(words))
        return len(words) * len(self.layers)

    def _scattered(self, doc: int, base: int, value: Scattered) -> int:
        """Adds words with gaps between them: each is a run of its own."""
        count = len(value.words)
        if not count:
            return 0
        docs, bases, lengths = self.runs
        for numbers in self.layers:
            self.stream.extend(_numbers(numbers, value.words))
            docs.extend(repeat(doc, count))
            bases.extend(map(base.__add__, value.places))
            lengths.extend(repeat(1, count))
        return count * len(self.layers)

    def forward(self) -> Forward:
        return Forward(self.ids, self.stream, *self.runs, lengths=self.lengths)


def _numbers(numbers: dict[str, int], words: Sequence[str]) -> Sequence[int]:
    # all words in one call
    return itemgetter(*words)(numbers) if len(words) > 1 else (numbers[words[0]],)


class _Derived:
    """A field of forms so far: what stands above its documents. The forms are made when it is written."""

    def __init__(self, layout: WordLayout) -> None:
        self.layout = layout
        self._firsts: list[int] = []
        self._ends: list[int] = []
        self._bits: list[dict[str, int]] = []
        self._last: object = None

    def add(self, doc: int, above: Mapping[str, tuple[tuple[str, ...], ...]]) -> None:
        """Tells of a document what stands above it, or beside."""
        values = tuple(above.get(name, ()) for name, _ in self.layout.boosts)
        if values == self._last and self._ends[-1] == doc:
            self._ends[-1] = doc + 1
            return
        bits: dict[str, int] = {}
        for bit, value in enumerate(values):
            for word in {word for words in value for word in words}:
                bits[word] = bits.get(word, 0) | 1 << bit
        self._firsts.append(doc)
        self._ends.append(doc + 1)
        self._bits.append(bits)
        self._last = values

    def derivation(self, form: Callable[[str, int], str], tongue: array[int]) -> Derivation:
        layout = self.layout
        weights = tuple(weight for _, weight in layout.boosts)
        above = list(map(Above, self._firsts, self._ends, self._bits))
        return Derivation(layout.name, layout.scored, form, tongue, above, weights)


class _Values:
    """The values of one field so far: each with the document that holds it."""

    def __init__(self) -> None:
        self.docs = array("I")
        self.numbers = array("I")
        self.ids = TermIds()

    def add(self, doc: int, values: Collection[str]) -> None:
        for value in dict.fromkeys(values) if len(values) > 1 else values:
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
        if doc != self.count:
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


def _told(doc: int, value: object) -> None:
    """What a document says of its derived fields is read by itself."""


class SegmentBuilder:
    """Collects documents; `tokens` tells how many words it holds, for whoever bounds its memory.

    Word fields in `also` keep that form of each word beside it, at the same position. `forms` makes the
    derived fields of the layout.
    """

    def __init__(self, layout: Layout, forms: TongueForms | None = None, also: Forms | None = None) -> None:
        self.layout = layout
        self.documents = 0
        self._forms = forms or {}
        self._tongue = array("B")
        self._words: dict[str, _Words] = {}
        self._derived: dict[str, _Derived] = {}
        for word in layout.words:
            if word.of:
                self._derived[word.name] = _Derived(word)
            else:
                self._words[word.name] = _Words(word, (also or {}).get(word.name))
        self._values = {name: _Values() for name in layout.values}
        self._columns = {column.name: _Column(column) for column in layout.columns}
        self._adders: dict[str, Callable[[int, Any], None]] = {
            "above": _told,
            "tongue": _told,
            **{name: words.add for name, words in self._words.items()},
            **{name: values.add for name, values in self._values.items()},
            **{name: column.add for name, column in self._columns.items()},
        }

    def add(self, fields: Mapping[str, Any]) -> int:
        """Adds a document and returns its number.

        A word field takes a tuple of values, each a tuple of analysed words or `Scattered`; a value field
        a tuple of values; a column bytes. Derived fields are not given: ``tongue`` is a number under
        `MOST_TONGUES` that tells how their forms are made, and ``above`` the values of the boosting word
        fields by name, where they stand in other documents.

        Raises ValueError for a field that the layout does not have.
        """
        doc = self.documents
        if not self._adders.keys() >= fields.keys():
            raise ValueError(f"no field {sorted(fields.keys() - self._adders.keys())[0]!r} in this index")
        tongue = fields.get("tongue", 0)
        if tongue >= MOST_TONGUES:
            raise ValueError(f"tongue {tongue} is none of {MOST_TONGUES}")
        self._tongue.append(tongue)
        adders = self._adders
        for name, value in fields.items():
            adders[name](doc, value)
        above = fields.get("above", fields)
        for derived in self._derived.values():
            if derived.layout.of in fields:
                derived.add(doc, above)
        self.documents += 1
        return doc

    @property
    def tokens(self) -> int:
        """How many words it holds."""
        return sum(len(words.stream) for words in self._words.values())

    def write(self, path: str, inverter: Inverter = invert) -> int:
        """Writes the segment to a new file; returns its size. Raises OSError."""
        about = {"documents": self.documents, "layout": self.layout.to_json()}
        return write_container(path, about, self._arrays(inverter))

    def _arrays(self, inverter: Inverter) -> Iterator[Flat]:
        for name, words in self._words.items():
            words.pad(self.documents)
            derived = [
                self._derived[layout.name].derivation(self._forms[layout.name], self._tongue)
                for layout in self.layout.derived_from(name)
            ]
            yield from inverter(name, words.forward(), words.layout.scored, derived)
        for name, values in self._values.items():
            yield from invert_values(name, values.docs, values.numbers, values.ids, self.documents)
        for column in self._columns.values():
            column.pad(self.documents)
            yield from column.arrays()
