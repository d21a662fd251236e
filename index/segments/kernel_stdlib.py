"""The arithmetic of a search with the standard library alone."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import chain, compress, islice, pairwise, repeat
from operator import add, itemgetter, lt, mul
from typing import Any

from quoth.corpus.values import replace
from quoth.index.segments.bits import MARKS, Bits, Held, inside, listed, outside, packed
from quoth.index.segments.kernel import Docs, Leading, Occurrences, Part, Scores
from quoth.index.segments.kernel_sets import SetKernel, descend
from quoth.index.segments.phrases import phrase, places_of

GALLOP = 24
"""A list this many times longer than the candidates is searched, not walked."""

LAID = 10
"""Once one document in so many of a word was looked up, its impacts are laid out over all documents."""


class StdlibKernel(SetKernel):
    """See `kernel.Kernel`."""

    batch = 100
    packs = 16
    few = 1000
    splits = True

    def native(self, docs: memoryview[int] | Sequence[int]) -> Docs:
        """Lists stay what they are: views into the file."""
        return docs

    def plain(self, docs: Docs) -> Docs:
        """A list."""
        if not isinstance(docs, Bits):
            return docs
        if docs.docs is None:
            docs.docs = listed(docs)
        return docs.docs

    def packed(self, docs: Docs, documents: int) -> int:
        """Marked one by one."""
        return packed(docs, documents)

    def inside(self, docs: Docs, found: Bits) -> Docs:
        """Looked up one by one."""
        return inside(docs, found)

    def outside(self, docs: Docs, found: Bits) -> Docs:
        """Looked up one by one."""
        return outside(docs, found)

    def common(self, few: Docs, many: Docs, documents: int) -> Docs:
        """Looked for by bisection in a much longer list."""
        if not len(few):
            return few
        if len(few) * GALLOP < len(many):
            return [doc for doc, at in zip(few, places_of(few, many), strict=True) if at >= 0]
        return sorted(set(few).intersection(many))

    def merged(self, lists: Sequence[Docs]) -> Docs:
        """A set."""
        return sorted(set().union(*lists))

    def lacking(self, docs: Docs, other: Docs, documents: int) -> Docs:
        """Walks `docs` beside a set of the others."""
        without = set(other)
        return [doc for doc in docs if doc not in without]

    def held_back(self, docs: Docs, lists: Sequence[Docs]) -> Docs:
        """Walks the lists beside a set of `docs`."""
        held = set(docs)
        found: set[int] = set()
        return sorted(found.union(*map(held.intersection, lists)))

    def lonely(self, docs: Docs, held: Held) -> Docs:
        """Whether the next document is farther away than what is held; the last has no next."""
        if len(docs) < 2:
            return docs
        numbers = list(docs)
        reaches = map(add, numbers, itemgetter(*numbers)(held.column))
        return [*compress(numbers, map(lt, reaches, islice(numbers, 1, None))), numbers[-1]]

    def top(self, part: Part) -> int:
        """The first byte that is found, from the greatest down."""
        if part.impacts is None:
            return 1
        impacts = bytes(part.impacts)
        return next((level for level in range(255, 0, -1) if level in impacts), 0)

    def total(self, docs: Docs, parts: Sequence[Part], documents: int) -> Scores:
        """Adds part after part; or posting after posting where these are fewer."""
        numbers = self.plain(docs)
        if sum(len(part.docs) for part in parts) < len(numbers) * len(parts) * 0.7:
            sums: defaultdict[int, int] = defaultdict(int)
            for part in parts:
                weight = part.weight
                if part.impacts is None:
                    for doc in self.plain(part.docs):
                        sums[doc] += weight
                else:
                    for doc, impact in zip(self.plain(part.docs), part.impacts, strict=True):
                        sums[doc] += weight * impact
            return list(map(sums.__getitem__, numbers))
        scores: list[int] | None = None
        for part in parts:
            added = self._contributions(docs, numbers, part)
            scores = list(added if scores is None else map(add, scores, added))
        return scores if scores is not None else [0] * len(numbers)

    def _contributions(self, docs: Docs, numbers: Docs, part: Part) -> Iterable[int]:
        """What a part adds to each of some documents, given as they are and as numbers."""
        weight = part.weight
        if part.docs is docs:
            return repeat(weight, len(numbers)) if part.impacts is None else map(weight.__mul__, part.impacts)
        if part.impacts is None:
            held = set(
                self.inside(numbers, self.sure(part.docs)) if isinstance(part.docs, Bits) else part.docs
            )
            return [weight if doc in held else 0 for doc in numbers]
        table = part.table
        if table is not None and table.values is None:
            table.asked += len(numbers)
            if table.asked * LAID > len(part.docs):
                table.keep(self._laid_out(part, table.size))
        if table is not None and table.values is not None and len(numbers) > 1:
            return map(weight.__mul__, itemgetter(*numbers)(table.values))
        others = self.plain(part.docs)
        if len(numbers) * LAID <= len(others):
            impacts = part.impacts
            return [0 if at < 0 else weight * impacts[at] for at in places_of(numbers, others)]
        known = dict(zip(others, part.impacts, strict=True))
        return map(mul, map(known.get, numbers, repeat(0)), repeat(weight))

    def _laid_out(self, part: Part, size: int) -> bytes:
        laid = bytearray(size)
        for doc, impact in zip(self.plain(part.docs), part.impacts or b"", strict=True):
            laid[doc] = impact
        return bytes(laid)

    def best(self, docs: Docs, part: Part, count: int) -> Leading:
        """Downwards from the greatest impact, as long as more are needed."""
        if part.impacts is None:
            return Leading([], 1, docs)
        if len(docs) == len(part.docs):
            return descend(self.plain(part.docs), bytes(part.impacts), count)
        # going down meets postings that are no hits; for few hits it is faster to ask for their impacts
        if len(docs) * len(docs) < count * len(part.docs):
            numbers = self.plain(docs)
            unit = replace(part, weight=1)
            return self.leading(numbers, list(self._contributions(docs, numbers, unit)), count)
        if isinstance(docs, Bits):
            raw, marks = self.sure(docs).raw(), MARKS
            return descend(
                self.plain(part.docs),
                bytes(part.impacts),
                count,
                lambda doc: raw[doc >> 3] & marks[doc & 7] > 0,
            )
        return descend(self.plain(part.docs), bytes(part.impacts), count, set(docs).__contains__)

    def leading(self, docs: Docs, scores: Scores, count: int) -> Leading:
        """The scores alone tell which can be among the best, and comparing them is cheap."""
        docs = self.plain(docs)
        least = min(scores) if count >= len(docs) else nlargest(count, scores)[-1]
        above = [(score, doc) for score, doc in zip(scores, docs, strict=True) if score > least]
        return Leading(above, least, [doc for score, doc in zip(scores, docs, strict=True) if score == least])

    def count(self, ordinals: Any, docs: Docs, values: int) -> dict[int, int]:
        """One walk of the column."""
        docs = self.plain(docs)
        found = Counter(ordinals if len(docs) == len(ordinals) else map(ordinals.__getitem__, docs))
        found.pop(values, None)
        return dict(found)

    def phrase(
        self, words: Sequence[Occurrences], documents: int, within: Docs | None = None
    ) -> tuple[Docs, bytes]:
        """Documents first."""
        lists = [word.docs for word in words]
        candidates = self.intersect(lists if within is None else [*lists, within], documents)
        return phrase(words, [self.plain(docs) for docs in lists], self.plain(candidates))

    def spans(self, starts: Sequence[int], holds: Sequence[int]) -> Docs:
        """Ranges in a row."""
        ends = (start + more + 1 for start, more in zip(starts, holds, strict=True))
        return list(chain.from_iterable(map(range, starts, ends)))

    def spread(self, starts: Sequence[int], documents: int) -> Any:
        """Runs of equal numbers."""
        column = array("I", bytes(4 * (starts[0] if len(starts) else documents)))
        for number, (start, end) in enumerate(pairwise((*starts, documents))):
            column.extend(repeat(number, end - start))
        return column

    def listed(self, docs: Docs) -> list[int]:
        """A list."""
        return list(self.plain(docs))
