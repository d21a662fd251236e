"""What evaluation asks of one segment: postings, positions, terms, columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from quoth.index.nodes import DateRange, NumberRange, PathPart, Pattern
from quoth.index.schema import Place
from quoth.index.segments.bits import Held
from quoth.index.segments.kernel import Docs, Kernel, Part

Expandable = Pattern | NumberRange | DateRange | PathPart
"""Nodes that stand for many terms of a field."""


class About(NamedTuple):
    """What every hit of an article says of it."""

    id: str
    source: str
    title: str | None
    date: str | None


class Terms(Protocol):
    """The terms of a field in the order of their bytes."""

    def __len__(self) -> int:
        """How many."""

    def __getitem__(self, number: int, /) -> bytes:
        """The term of a number."""

    def __iter__(self) -> Iterator[bytes]:
        """All of them."""


class Searched(Protocol):
    """What finding documents asks of a segment, its documents numbered from 0 in it.

    `segments/leaf.py` reads our files; `whooshleaf.py` asks a reader of Whoosh.
    """

    offset: int
    """The number of its first document in the whole index."""

    kernel: Kernel
    """What works on its documents."""

    def __len__(self) -> int:
        """How many documents it has, deleted ones included."""

    def dead(self) -> Docs:
        """The deleted documents."""

    def docs(self, field: str, term: str) -> Docs:
        """The documents with a term, ascending; deleted ones may be among them."""

    def lists(self, node: Expandable) -> list[Docs]:
        """The lists whose union the documents of a node are; one may be several ascending ones in a row."""

    def phrase(self, field: str, words: Sequence[str], within: Docs | None) -> tuple[Docs, bytes]:
        """The documents (of those `within`, if given) in which the words follow each other, and how often
        each, at most 255.
        """

    def positions(self, field: str, term: str, documents: Iterable[int]) -> dict[int, list[int]]:
        """The positions of a term in those of the `documents` (ascending) that have it."""

    def expanded(self, node: Expandable) -> list[str]:
        """The terms that a node stands for, in order of their bytes."""

    def place(self, document: int) -> Place:
        """Where a document stands."""


class Segment(Searched, Protocol):
    """A segment of an index of quoth."""

    def live(self) -> frozenset[int]:
        """The documents that are not deleted."""

    def frequencies(self, field: str, term: str) -> dict[int, float]:
        """The documents with a term, each with how often; deleted ones are left out."""

    def terms(self, field: str, prefix: str, accepted: Callable[[str], bool]) -> list[str]:
        """The terms of a field that begin with `prefix` and are accepted, in order of their bytes."""

    def containing(self, field: str, term: str) -> int:
        """How many documents have a term, deleted ones included."""

    def part(self, field: str, term: str, weight: int) -> Part | None:
        """What a term adds to the score of the documents that have it, `weight` at most 255 times; None for
        a term without documents.
        """

    def held(self) -> Held:
        """For each document how many quotes begin in it: those follow it directly."""

    def numbers(self, field: str) -> memoryview[int]:
        """For each document the number of its term in a value field, or how many terms there are for none."""

    def numbered(self, field: str) -> Terms:
        """The terms of a field in order."""

    def having(self, field: str) -> Docs:
        """The documents that have a term in a value field; deleted ones may be among them."""

    def frequent(self, field: str) -> Sequence[tuple[int, Docs]]:
        """The numbers of a few terms of a value field that many documents have, most first, with these."""

    def label(self, field: str, number: int) -> tuple[str, str]:
        """Id and words of a label, by the number of its term."""

    def number(self, field: str, document: int) -> int | None:
        """The number of the term of a document in a value field in which no document has two."""

    def value(self, field: str, document: int) -> str | None:
        """The term of a document in a value field in which no document has two."""

    def about(self, document: int) -> About:
        """What is said of an article, by its own document."""

    def last_number(self, field: str, document: int) -> int:
        """The number of the term of the last document up to `document` that has one in a value field."""

    def around(self, field: str) -> tuple[list[int], Any]:
        """The documents that have a term in a value field, ascending, and a column for `Kernel.count` with
        the number of the last of them up to each document.
        """

    def header(self, document: int) -> bytes:
        """What an article's document stores besides its text: JSON, apart, so that all are read at once."""

    def stored(self, document: int) -> bytes:
        """The slice of text, or the evidence, that a document stores: see `texts.py`."""

    def body(self, document: int) -> bytes:
        """The structure of an article without its text, as its document stores it: JSON."""
