"""What a segment holds: its word fields, value fields and columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from quoth.corpus.values import dataclass

SKIP = 32
"""Postings between two entries of the skip list of positions."""


@dataclass(frozen=True, slots=True)
class Scattered:
    """A value of a word field with places that hold no word: `length` places, `words` at some `places`."""

    length: int
    places: Sequence[int]
    words: Sequence[str]


WordValue = Sequence[str] | Scattered
"""A value of a word field: the words of one text in order."""

ColumnKind = Literal["fixed", "packed"]


@dataclass(frozen=True, slots=True)
class WordLayout:
    """A field of words with positions.

    A `scored` field has an impact for each posting. A field with `of` is derived: it holds a form, such as
    the stem, of each word of that other field. `boosts` are word fields with their weights: a form that
    also stands in those of the same document, or above it, counts for more (BM25F); only of derived fields.
    """

    name: str
    scored: bool = False
    boosts: tuple[tuple[str, float], ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """Bytes kept for each document: "fixed" (`width` each) or "packed" (any length, compressed)."""

    name: str
    kind: ColumnKind
    width: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields of a segment, each kind in the order of the file."""

    words: tuple[WordLayout, ...]
    values: tuple[str, ...]
    columns: tuple[ColumnLayout, ...]

    def derived_from(self, name: str) -> tuple[WordLayout, ...]:
        """The fields that hold forms of the words of a field."""
        return tuple(word for word in self.words if word.of == name)

    def to_json(self) -> dict[str, Any]:
        """As a segment's header keeps it."""
        return {
            "words": [[w.name, w.scored, [list(boost) for boost in w.boosts], w.of] for w in self.words],
            "values": list(self.values),
            "columns": [[c.name, c.kind, c.width] for c in self.columns],
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Layout:
        """What `to_json` wrote. Raises ValueError, KeyError or TypeError where it is something else."""
        return cls(
            words=tuple(
                WordLayout(
                    name, bool(scored), tuple((field, float(weight)) for field, weight in boosts), str(of)
                )
                for name, scored, boosts, of in said["words"]
            ),
            values=tuple(map(str, said["values"])),
            columns=tuple(ColumnLayout(name, kind, int(width)) for name, kind, width in said["columns"]),
        )
