"""The inverted lists of one field of an open segment."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.index.segments.container import Container, FlatArray, SegmentDamaged
from quoth.index.segments.layout import SKIP
from quoth.index.segments.terms import TermList


class Postings:
    """The inverted lists of a field. A value field has documents only, a word field also positions."""

    def __init__(self, container: Container, field: str) -> None:
        self.field = field
        self.terms = TermList(container, field)
        self.post_at = container.array(f"{field}.post_at")
        self.all_docs = container.array(f"{field}.docs")
        if len(self.post_at) != len(self.terms) + 1 or self.post_at[len(self.terms)] != len(self):
            raise SegmentDamaged(container.name, f"the postings of {field!r} do not fit its terms")

    def __len__(self) -> int:
        return len(self.all_docs)

    def span(self, number: int, end: int | None = None) -> tuple[int, int]:
        """Where the postings of a term, or of the terms from `number` up to `end`, begin and end."""
        return self.post_at[number], self.post_at[number + 1 if end is None else end]

    def docs(self, number: int, end: int | None = None) -> memoryview[int]:
        """The documents of a term, ascending; of several terms, one list after another."""
        return self.all_docs.slice(*self.span(number, end))


class ValuePostings(Postings):
    """A field of whole values; `ordinals` tells each document's value where none has two."""

    def __init__(self, container: Container, field: str) -> None:
        super().__init__(container, field)
        name = f"{field}.ordinals"
        self.ordinals: FlatArray | None = container.array(name) if name in container else None


class WordPostings(Postings):
    """A field of words: frequencies, positions, lengths and, where the field is scored, impacts."""

    lengths: FlatArray

    def __init__(self, container: Container, field: str, scored: bool) -> None:
        super().__init__(container, field)
        self.impacts: FlatArray | None = container.array(f"{field}.impacts") if scored else None
        if self.impacts is not None and len(self.impacts) != len(self):
            raise SegmentDamaged(container.name, f"the impacts of {field!r} do not fit its postings")

    def counts(self, number: int) -> Sequence[int]:
        """How often a term stands in each of its documents."""
        raise NotImplementedError

    def positions(self, number: int, at: int) -> Sequence[int]:
        """The positions of a term in the `at`-th of its documents, ascending."""
        raise NotImplementedError

    @property
    def tokens(self) -> int:
        """How many words stand in all documents."""
        raise NotImplementedError


class PlacedPostings(WordPostings):
    """A word field with frequencies and positions of its own."""

    def __init__(self, container: Container, field: str, scored: bool) -> None:
        super().__init__(container, field, scored)
        self.tf = container.array(f"{field}.tf")
        self.skips = container.array(f"{field}.skips")
        self.all_positions = container.array(f"{field}.positions")
        self.lengths = container.array(f"{field}.lengths")
        if self.skips[len(self.skips) - 1] != len(self.all_positions) or len(self.tf) != len(self.all_docs):
            raise SegmentDamaged(container.name, f"the positions of {field!r} do not fit its postings")

    def counts(self, number: int) -> memoryview[int]:
        """How often a term stands in each of its documents."""
        return self.tf.slice(*self.span(number))

    def first_position(self, posting: int) -> int:
        """Where in `all_positions` the positions of a posting begin."""
        block = posting // SKIP
        return self.skips[block] + sum(self.tf.slice(block * SKIP, posting))

    def positions(self, number: int, at: int) -> memoryview[int]:
        """The positions of a term in the `at`-th of its documents, ascending."""
        posting = self.post_at[number] + at
        start = self.first_position(posting)
        return self.all_positions.slice(start, start + self.tf[posting])

    @property
    def tokens(self) -> int:
        """How many words stand in all documents."""
        return len(self.all_positions)
