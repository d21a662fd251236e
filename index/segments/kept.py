"""Sets of documents of one open segment that are made once and kept, as many as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import nlargest
from itertools import pairwise
from typing import Any, TypeVar

from quoth.index.nodes import DateRange, NumberRange, PathPart, Pattern
from quoth.index.segments.bits import DENSE, Bits
from quoth.index.segments.derived import DerivedPostings
from quoth.index.segments.kernel import Docs, Kernel, Table
from quoth.index.segments.postings import Postings

BITS = 250_000_000
"""Documents times words whose bits are kept: an eighth of a byte each, twice."""

TABLES = {"impacts": 60_000_000, "begins": 16_000_000}
"""The same for tables of words, of each kind: a byte each, and some four."""

UNIONS = 50_000_000
"""The same for unions."""

ASKED = 1 << 14
"""Words of which it is known how often they were asked for."""

FREQUENT, SHARE = 20, 512
"""So many terms are frequent at most, and each has one document in so many."""

Runs = tuple[Postings, list[tuple[int, int]]]
"""A field, and from which to which numbers of its terms."""

V = TypeVar("V")


class KeptSets:
    """What is kept of a segment of `size` documents."""

    def __init__(self, size: int, kernel: Kernel) -> None:
        self._size = size
        self._kernel = kernel
        self._sets: dict[tuple[str, int], Bits] = {}
        self._tables: dict[tuple[str, str, int], Table] = {}
        self._made: dict[str, dict[Table, None]] = {}
        self._unions: dict[Pattern | NumberRange | DateRange | PathPart, Docs] = {}
        self._having: dict[str, Docs] = {}
        self._frequent: dict[str, list[int]] = {}

    def docs(self, postings: Postings, number: int) -> Docs:
        """The documents of a term: with what is made of them kept, where there are many."""
        if isinstance(postings, DerivedPostings) and postings.is_shared(number):
            return self.docs(postings.base, postings.bases[postings.base_at[number]])
        start, end = postings.span(number)
        if (end - start) * DENSE < self._size:
            return self._kernel.native(postings.docs(number))
        key = (postings.field, number)
        found = self._sets.pop(key, None)
        if found is None:
            docs = self._kernel.native(postings.docs(number))
            found = Bits(self._size, docs=docs)
        return _keep(self._sets, key, found, BITS // self._size)

    def table(self, kind: str, field: str, number: int) -> Table:
        """The table of a kind ("impacts", "begins") of a word, which may be still to be made."""
        key = (kind, field, number)
        found = self._tables.get(key)
        if found is None:
            made = self._made.setdefault(kind, {})
            found = Table(self._size, made, TABLES[kind] // self._size)
            _keep(self._tables, key, found, ASKED)
        return found

    def union(
        self, node: Pattern | NumberRange | DateRange | PathPart, runs: Callable[[], Runs | None]
    ) -> list[Docs]:
        """The lists whose union the documents of a node are, given the terms that it stands for; what is
        large is united once and kept.
        """
        known = self._unions.pop(node, None)
        if known is not None:
            return [_keep(self._unions, node, known, UNIONS // self._size)]
        found = runs()
        lists = self._lists(*found) if found else []
        if sum(map(len, lists)) * DENSE < self._size:
            return lists
        return [_keep(self._unions, node, self._kernel.unite(lists, self._size), UNIONS // self._size)]

    def _lists(self, postings: Postings, runs: Sequence[tuple[int, int]]) -> list[Docs]:
        """One list for terms in a row; words of many documents by themselves where the kernel likes it."""
        if not self._kernel.splits:
            return [self._kernel.native(postings.docs(*run)) for run in runs]
        lists: list[Docs] = []
        for first, end in runs:
            at = postings.post_at.slice(first, end + 1)
            dense = [n for n, (a, b) in enumerate(pairwise(at), first) if (b - a) * DENSE >= self._size]
            lists += [self.docs(postings, number) for number in dense]
            starts = [first, *(number + 1 for number in dense)]
            lists += [
                postings.docs(start, stop)
                for start, stop in zip(starts, [*dense, end], strict=True)
                if start < stop
            ]
        return lists

    def having(self, postings: Postings | None) -> Docs:
        """The documents that have a term in a value field; deleted ones may be among them."""
        field = postings.field if postings else ""
        known = self._having.get(field)
        if known is None:
            docs = self._kernel.native(postings.all_docs.whole() if postings else ())
            known = self._having[field] = self._kernel.unite([docs], self._size)
        return known

    def frequent(self, postings: Postings | None) -> Sequence[tuple[int, Docs]]:
        """The numbers of a few terms of a value field that many documents have, most first, with these."""
        if postings is None:
            return ()
        numbers = self._frequent.get(postings.field)
        if numbers is None:
            sizes = [end - start for start, end in pairwise(postings.post_at.whole())]
            most = nlargest(FREQUENT, range(len(sizes)), sizes.__getitem__)
            numbers = [number for number in most if sizes[number] * SHARE >= self._size]
            self._frequent[postings.field] = numbers
        return [(number, self.docs(postings, number)) for number in numbers]


def _keep(kept: dict[Any, V], key: object, value: V, room: int) -> V:
    """Keeps one more; where there is no room, what was not asked for the longest time goes."""
    if kept and len(kept) >= room:
        del kept[next(iter(kept))]
    kept[key] = value
    return value
