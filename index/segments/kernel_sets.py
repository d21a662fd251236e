"""What both kernels have in common: which of some documents, as bits where there are many of them.

Sets are `Bits` or plain ascending lists of the kernel's own kind. What lists have to do with each other is
up to the kernel.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import reduce
from operator import and_, or_

from quoth.index.segments.bits import Bits, Held, alone, between, front
from quoth.index.segments.kernel import Docs, Leading

FEW = 64
"""A union is a list where it has less than one document in so many."""


class SetKernel(ABC):
    """The operations on sets of a `kernel.Kernel`."""

    packs: int
    """Looking one document up in a list takes as long as making the bits of so many."""

    few: int
    """So many listed documents are looked up in another set sooner than what both have is listed."""

    @abstractmethod
    def plain(self, docs: Docs) -> Docs:
        """A set as a list."""

    @abstractmethod
    def packed(self, docs: Docs, documents: int) -> int:
        """The bits of a list, which may be several ascending ones in a row."""

    @abstractmethod
    def inside(self, docs: Docs, found: Bits) -> Docs:
        """Those of a list that are in a set."""

    @abstractmethod
    def outside(self, docs: Docs, found: Bits) -> Docs:
        """Those of a list that are not in a set."""

    @abstractmethod
    def common(self, few: Docs, many: Docs, documents: int) -> Docs:
        """What two lists have in common."""

    @abstractmethod
    def merged(self, lists: Sequence[Docs]) -> Docs:
        """The union of short lists."""

    @abstractmethod
    def lacking(self, docs: Docs, other: Docs, documents: int) -> Docs:
        """Those of a list that are not in another one."""

    @abstractmethod
    def held_back(self, docs: Docs, lists: Sequence[Docs]) -> Docs:
        """Those of a short list that are in any of some lists, which may be several in a row."""

    @abstractmethod
    def lonely(self, docs: Docs, held: Held) -> Docs:
        """`alone` for a list."""

    def bits(self, docs: Docs, documents: int) -> int:
        """A set as bits."""
        if not isinstance(docs, Bits):
            return self.packed(docs, documents)
        if docs.bits is None:
            docs.bits = self.packed(docs.docs, documents)
        return docs.bits

    def sure(self, docs: Bits) -> Bits:
        """The same set; its bits are there."""
        self.bits(docs, docs.size)
        return docs

    def bare(self, docs: Docs, documents: int) -> Docs:
        """The same documents, as bits alone."""
        return Bits(documents, self.bits(docs, documents))

    def every(self, documents: int) -> Docs:
        """All bits."""
        return Bits(documents, (1 << documents) - 1)

    def intersect(self, lists: Sequence[Docs], documents: int) -> Docs:
        """Bits with bits; where one is a list, what of it is in all others."""
        plain = sorted((docs for docs in lists if not isinstance(docs, Bits)), key=len)
        if not plain:
            if len(lists) == 1:
                return lists[0]
            fewest = min(lists, key=len)
            if fewest.docs is None or not (len(fewest) <= self.few or self._cheaper(fewest, lists)):
                return Bits(documents, reduce(and_, [self.bits(docs, documents) for docs in lists]))
            # its documents are listed already
            lists = [docs for docs in lists if docs is not fewest]
            plain = [fewest.docs]
        found = plain[0]
        for other in plain[1:]:
            found = self.common(found, other, documents)
        for other in lists:
            if isinstance(other, Bits) and len(found):
                found = self._among(found, other)
        return found

    def _cheaper(self, few: Bits, lists: Sequence[Bits]) -> bool:
        """Whether looking a list up in others is cheaper than making their bits."""
        return any(other.bits is None and len(few) * self.packs < len(other) for other in lists)

    def _among(self, found: Docs, other: Bits) -> Docs:
        """Those of a list that are in a set, whose bits are made when enough was looked up without them."""
        if other.bits is None:
            other.asked += len(found)
            if other.asked * self.packs < len(other):
                return self.common(found, other.docs, other.size)
        return self.inside(found, self.sure(other))

    def unite(self, lists: Sequence[Docs], documents: int) -> Docs:
        """Bits, unless all are short lists."""
        filled = [docs for docs in lists if _any(docs)]
        plain = [docs for docs in filled if not isinstance(docs, Bits)]
        if len(plain) == len(filled) and sum(map(len, plain)) * FEW < documents:
            return self.merged(plain)
        if len(filled) == 1 and not plain:
            return filled[0]
        found = [self.bits(docs, documents) for docs in filled if isinstance(docs, Bits)]
        found += [self.packed(docs, documents) for docs in plain]
        return Bits(documents, reduce(or_, found, 0))

    def restrict(self, docs: Docs, lists: Sequence[Docs], documents: int) -> Docs:
        """A short list is looked up; of many documents what they have in common with the union."""
        if not _any(docs):
            return docs
        if isinstance(docs, Bits):
            return self.intersect([docs, self.unite(lists, documents)], documents)
        dense = [other for other in lists if isinstance(other, Bits) and other]
        plain = [other for other in lists if not isinstance(other, Bits)]
        if not dense:
            return self.held_back(docs, plain)
        found = self.inside(docs, self.sure(self.unite(dense, documents)))
        return self.merged([found, self.held_back(docs, plain)]) if plain else found

    def subtract(self, docs: Docs, other: Docs, documents: int) -> Docs:
        """Bits without bits, or a list without what is in a set."""
        if not _any(other) or not _any(docs):
            return docs
        if isinstance(docs, Bits):
            bits = self.bits(docs, documents)
            return Bits(documents, bits ^ (bits & self.bits(other, documents)))
        if isinstance(other, Bits):
            return self.outside(docs, self.sure(other))
        return self.lacking(docs, other, documents)

    def alone(self, docs: Docs, held: Held) -> Docs:
        """By shifted bits, or from each document of a list to the next."""
        if isinstance(docs, Bits):
            return Bits(docs.size, alone(self.bits(docs, docs.size), held))
        return self.lonely(docs, held)

    def front(self, docs: Docs, count: int) -> Docs:
        """The first documents as a list: `count` at least, where there are so many."""
        if not isinstance(docs, Bits):
            return docs[:count]
        return docs.docs[:count] if docs.docs is not None else self.plain(front(docs, count))

    def between(self, docs: Docs, start: int, end: int) -> list[int]:
        """Bits are cut out, lists searched."""
        if isinstance(docs, Bits) and docs.bits is not None:
            return between(docs, start, end)
        found = docs.docs if isinstance(docs, Bits) else docs
        low = bisect_left(found, start)
        return [int(doc) for doc in found[low : bisect_left(found, end, low)]]


def _any(docs: Docs) -> bool:
    return bool(docs) if isinstance(docs, Bits) else len(docs) > 0


def descend(docs: Docs, scores: bytes, count: int, accepted: Callable[[int], bool] | None = None) -> Leading:
    """What leads of the documents of one word that are accepted, given their impacts.

    Looking for a byte is what machines do fastest, and most levels are empty.
    """
    above: list[tuple[int, int]] = []
    found: list[int] = []
    reached = 0
    for level in range(255, 0, -1):
        places = []
        at = scores.find(level)
        while at >= 0:
            places.append(int(docs[at]))
            at = scores.find(level, at + 1)
        if accepted is not None and places:
            places = list(filter(accepted, places))
        if not places:
            continue
        above.extend([(reached, doc) for doc in found])
        reached, found = level, places
        if len(above) + len(found) >= count:
            break
    return Leading(above, reached, found)
