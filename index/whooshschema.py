"""The fields of the index as a Whoosh schema, for its table of contents and its own searchers."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any

from whoosh.columns import FixedBytesColumn, VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence, Positions

from quoth.index.analysis import stem_term
from quoth.index.schema import HELD_BYTES, MARKED_FIELDS, PLACE_BYTES, VALUE_FIELDS, VALUE_GAP, WORD_FIELDS
from quoth.index.segments.layout import Scattered, WordValue

Postings = Generator[tuple[bytes, int, float | int, bytes], Any, None]
"""What Whoosh asks of a field: term, frequency, weight and encoded positions of each term."""

_POSITIONS = Positions()
_EXISTENCE = Existence()


class WordField(FieldType):
    """A field of words that were analysed before: each value is a tuple of terms, or `Scattered`."""

    def __init__(self, scorable: bool = False, marked: bool = False) -> None:
        # not through Whoosh's constructor, which insists on an analyzer
        self.format = _POSITIONS
        self.scorable = scorable
        self.marked = marked

    def index(self, value: Iterable[WordValue], **_: Any) -> Postings:
        """The postings of one document: term, frequency, weight, positions."""
        positions: dict[str, list[int]] = {}
        base = 0
        for words in value:
            placed = (
                words if isinstance(words, Scattered) else Scattered(len(words), range(len(words)), words)
            )
            for offset, word in zip(placed.places, placed.words, strict=True):
                positions.setdefault(word, []).append(base + offset)
                if self.marked:
                    positions.setdefault(stem_term(word), []).append(base + offset)
            base += placed.length + VALUE_GAP
        for word, found in positions.items():
            term = word.encode("utf-8", "surrogatepass")
            yield term, len(found), float(len(found)), _POSITIONS.encode(found)


class ValueField(FieldType):
    """A field of whole values, each one term."""

    def __init__(self) -> None:
        self.format = _EXISTENCE

    def index(self, value: Iterable[str], **_: Any) -> Postings:
        """The postings of one document: one for each different value."""
        for term in dict.fromkeys(value):
            yield term.encode("utf-8", "surrogatepass"), 1, 1.0, b""


def build_schema() -> Schema:
    """The schema of version `SCHEMA_VERSION`."""
    schema = Schema()
    for name in WORD_FIELDS:
        schema.add(name, WordField(scorable=name == "stem", marked=name in MARKED_FIELDS))
    for name in VALUE_FIELDS:
        schema.add(name, ValueField())
    schema.add("place", COLUMN(FixedBytesColumn(PLACE_BYTES)))  # type: ignore[no-untyped-call]
    schema.add("held", COLUMN(FixedBytesColumn(HELD_BYTES)))  # type: ignore[no-untyped-call]
    schema.add("stored", COLUMN(VarBytesColumn()))  # type: ignore[no-untyped-call]
    schema.add("header", COLUMN(VarBytesColumn()))  # type: ignore[no-untyped-call]
    schema.add("body", COLUMN(VarBytesColumn()))  # type: ignore[no-untyped-call]
    return schema
