"""What a segment holds: its word fields, value fields and columns."""

from __future__ import annotations

from typing import Any, Literal

from quoth.corpus.values import dataclass

SKIP = 32
"""Postings between two entries of the skip list of positions."""

ColumnKind = Literal["fixed", "packed"]


@dataclass(frozen=True, slots=True)
class WordLayout:
    """A field of words with positions.

    A `scored` field has an impact for each posting. `boosts` are other word fields of the same
    document with their weights: a word that also stands there counts for more (BM25F).
    """

    name: str
    scored: bool = False
    boosts: tuple[tuple[str, float], ...] = ()


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

    def to_json(self) -> dict[str, Any]:
        """As a segment's header keeps it."""
        return {
            "words": [[w.name, w.scored, [list(boost) for boost in w.boosts]] for w in self.words],
            "values": list(self.values),
            "columns": [[c.name, c.kind, c.width] for c in self.columns],
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Layout:
        """What `to_json` wrote. Raises ValueError, KeyError or TypeError where it is something else."""
        return cls(
            words=tuple(
                WordLayout(name, bool(scored), tuple((field, float(weight)) for field, weight in boosts))
                for name, scored, boosts in said["words"]
            ),
            values=tuple(map(str, said["values"])),
            columns=tuple(ColumnLayout(name, kind, int(width)) for name, kind, width in said["columns"]),
        )
