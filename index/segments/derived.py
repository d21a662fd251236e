"""The postings of a field that holds forms of another field's words, such as their stems.

A form that is the only one of a single word has the word's own documents; the others have theirs. No form
has frequencies or positions: those are of its words.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from quoth.index.segments.container import Container, FlatArray, SegmentDamaged
from quoth.index.segments.postings import PlacedPostings, WordPostings


class DerivedPostings(WordPostings):
    """The forms of the words of `base`.

    A document's tongue is a small number that tells by which rules its words are brought into their
    forms; bit n of the tongues of a form and a word tells that it is so in documents of tongue n.
    """

    def __init__(self, container: Container, field: str, base: PlacedPostings, scored: bool) -> None:
        self.base = base
        self.docs_at = container.array(f"{field}.docs_at")
        self.base_at = container.array(f"{field}.base_at")
        self.bases = container.array(f"{field}.bases")
        self.tongues = container.array(f"{field}.tongues")
        self.tongue = container.array(f"{field}.tongue")
        self.own_docs: FlatArray = container.array(f"{field}.docs")
        super().__init__(container, field, scored)
        count = len(self.terms)
        if (
            {len(self.docs_at), len(self.base_at)} != {count + 1}
            or self.docs_at[count] != len(self.own_docs)
            or not self.base_at[count] == len(self.bases) == len(self.tongues)
            or len(self.tongue) != len(base.lengths)
        ):
            raise SegmentDamaged(container.name, f"the words of {field!r} do not fit its terms")
        self.lengths = base.lengths

    def __len__(self) -> int:
        return self.post_at[len(self.terms)]

    def words(self, number: int) -> Iterator[tuple[int, int]]:
        """The words that a term is the form of, each with the tongues in which it is."""
        span = self.base_at[number], self.base_at[number + 1]
        return zip(self.bases.slice(*span), self.tongues.slice(*span), strict=True)

    def is_shared(self, number: int) -> bool:
        """Whether a term has the documents of its only word."""
        return self.docs_at[number] == self.docs_at[number + 1]

    def docs(self, number: int, end: int | None = None) -> memoryview[int]:
        """The documents of a term, ascending; of several terms, one list after another."""
        if end is not None and end != number + 1:
            joined = array("I")
            for each in range(number, end):
                joined.frombytes(self.docs(each).cast("B"))
            return memoryview(joined)
        start, stop = self.docs_at[number], self.docs_at[number + 1]
        if start == stop:
            return self.base.docs(self.bases[self.base_at[number]])
        return self.own_docs.slice(start, stop)

    def counts(self, number: int) -> Sequence[int]:
        """How often a term stands in each of its documents: the sums of its words."""
        if self.is_shared(number):
            return self.base.counts(self.bases[self.base_at[number]])
        found = dict.fromkeys(self.docs(number), 0)
        for word, tongues in self.words(number):
            for doc, count in zip(self.base.docs(word), self.base.counts(word), strict=True):
                if self._says(doc, tongues):
                    found[doc] += count
        return list(found.values())

    def positions(self, number: int, at: int) -> Sequence[int]:
        """The positions of a term in the `at`-th of its documents: those of all its words."""
        doc = self.docs(number)[at]
        found: list[int] = []
        for word, tongues in self.words(number):
            docs = self.base.docs(word)
            place = bisect_left(docs, doc)
            if place < len(docs) and docs[place] == doc and self._says(doc, tongues):
                found.extend(self.base.positions(word, place))
        return sorted(found)

    def _says(self, doc: int, tongues: int) -> bool:
        return not self._is_mixed or bool(tongues >> self.tongue[doc] & 1)

    @cached_property
    def _is_mixed(self) -> bool:
        return len(set(self.tongue.whole())) > 1

    @property
    def tokens(self) -> int:
        """How many words stand in all documents."""
        return self.base.tokens
