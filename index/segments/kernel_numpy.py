"""The arithmetic of a search with numpy, for segments too large to walk in Python."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from quoth.index.segments.bits import MARKS, Bits, Held
from quoth.index.segments.kernel import Docs, Leading, Occurrences, Part, Scores
from quoth.index.segments.kernel_sets import SetKernel, descend
from quoth.index.segments.phrases_numpy import SPARSE, holds, once, phrase, places

np: Any = import_module("numpy")
"""Untyped: numpy may be missing, and its types do not say what an array holds."""

Numbers = Any
"""An array of numpy; what it holds is said beside it."""

LAID = 64
"""Once one document in so many of a word was looked up, its impacts are laid out over all documents."""


class NumpyKernel(SetKernel):
    """See `kernel.Kernel`; lists are arrays of uint32, scores of int64."""

    batch = 2000
    packs = 64
    few = 8000
    splits = False

    def native(self, docs: memoryview[int] | Sequence[int]) -> Docs:
        """A view into the file where there is one."""
        if isinstance(docs, memoryview):
            return np.asarray(docs)
        return np.fromiter(docs, np.uint32, len(docs))

    def plain(self, docs: Docs) -> Docs:
        """An array: the words of 64 bits that are not empty are unfolded."""
        if not isinstance(docs, Bits):
            return docs
        if docs.docs is None:
            words = np.frombuffer(docs.raw(), np.uint64)
            filled = np.flatnonzero(words)
            places = np.flatnonzero(np.unpackbits(words[filled].view(np.uint8), bitorder="little").view(bool))
            docs.docs = ((filled << 6)[places >> 6] + (places & 63)).astype(np.uint32)
        return docs.docs

    def packed(self, docs: Docs, documents: int) -> int:
        """By way of a mask."""
        mask = np.zeros(documents, bool)
        mask[docs] = True
        return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")

    def _holds(self, docs: Docs, found: Bits) -> Numbers:
        raw = np.frombuffer(found.raw(), np.uint8)
        return (raw[docs >> 3] >> (docs & 7).astype(np.uint8) & 1).view(bool)

    def inside(self, docs: Docs, found: Bits) -> Docs:
        """All looked up at once."""
        return docs[self._holds(docs, found)]

    def outside(self, docs: Docs, found: Bits) -> Docs:
        """All looked up at once."""
        return docs[~self._holds(docs, found)]

    def common(self, few: Docs, many: Docs, documents: int) -> Docs:
        """A mask where lists are of like length."""
        if len(few) == 0:
            return few
        if len(few) * SPARSE < len(many):
            return few[holds(many, few)]
        mask = np.zeros(documents, bool)
        mask[few] = True
        return many[mask[many]]

    def merged(self, lists: Sequence[Docs]) -> Docs:
        """Sorted."""
        return once(np.sort(np.concatenate(lists))) if lists else np.zeros(0, np.uint32)

    def lacking(self, docs: Docs, other: Docs, documents: int) -> Docs:
        """A mask of what stays."""
        if len(docs) * SPARSE < len(other):
            return docs[~holds(other, docs)]
        mask = np.ones(documents, bool)
        mask[other] = False
        return docs[mask[docs]]

    def held_back(self, docs: Docs, lists: Sequence[Docs]) -> Docs:
        """One mask: the union is never sorted."""
        mask = np.zeros(int(docs[-1]) + 1, bool)
        for other in lists:
            mask[other[other < len(mask)]] = True
        return docs[mask[docs]]

    def lonely(self, docs: Docs, held: Held) -> Docs:
        """Distances against what is held; the last has no next."""
        if len(docs) == 0:
            return docs
        kept = np.ones(len(docs), bool)
        column = held.column
        column = np.frombuffer(column, np.uint8) if isinstance(column, bytes) else np.asarray(column)
        np.less(column[docs[:-1]], np.diff(docs), out=kept[:-1])
        return docs[kept]

    def top(self, part: Part) -> int:
        """A maximum."""
        return 1 if part.impacts is None else int(np.frombuffer(part.impacts, np.uint8).max(initial=0))

    def total(self, docs: Docs, parts: Sequence[Part], documents: int) -> Scores:
        """Few documents are looked up in each part; for many, parts are laid out over all documents."""
        numbers = self.plain(docs)
        scores = np.zeros(len(numbers), np.int64)
        for part in parts:
            if len(part.docs) == 0:
                continue
            if part.impacts is None:
                held = (
                    self._holds(numbers, self.sure(part.docs))
                    if isinstance(part.docs, Bits)
                    else (holds(part.docs, numbers))
                )
                scores += np.where(held, part.weight, 0)
                continue
            impacts = np.frombuffer(part.impacts, np.uint8)
            table = part.table
            if part.docs is docs:
                found = impacts
            elif table is not None and (
                table.values is not None or (table.asked + len(numbers)) * LAID > len(part.docs)
            ):
                if table.values is None:
                    laid = np.zeros(table.size, np.uint8)
                    laid[self.plain(part.docs)] = impacts
                    table.keep(laid)
                found = table.values[numbers]
            else:
                if table is not None:
                    table.asked += len(numbers)
                others = self.plain(part.docs)
                at = np.searchsorted(others, numbers)
                at[at == len(others)] = 0
                found = np.where(others[at] == numbers, impacts[at], 0)
            scores += np.multiply(found, part.weight, dtype=np.int64)
        return scores

    def best(self, docs: Docs, part: Part, count: int) -> Leading:
        """Downwards from the greatest impact where there are many hits; else by all their impacts."""
        if part.impacts is None:
            return Leading([], 1, docs)
        if isinstance(docs, Bits) and len(docs) * len(docs) > count * len(part.docs):
            raw, marks = self.sure(docs).raw(), MARKS
            led = descend(
                self.plain(part.docs),
                bytes(part.impacts),
                count,
                lambda doc: raw[doc >> 3] & marks[doc & 7] > 0,
            )
            return Leading(led.above, led.score, np.fromiter(led.level, np.uint32, len(led.level)))
        numbers = self.plain(docs)
        impacts = np.frombuffer(part.impacts, np.uint8)
        if len(numbers) < len(part.docs):
            held, listed = part.docs, self.plain(part.docs)
            if isinstance(held, Bits):
                impacts = impacts[places(numbers, self.sure(held), listed)]
            else:
                impacts = impacts[np.searchsorted(listed, numbers)]
        return _leading_few(numbers, impacts, count)

    def leading(self, docs: Docs, scores: Scores, count: int) -> Leading:
        """Partitions."""
        return _leading_few(self.plain(docs), scores, count)

    def count(self, ordinals: Any, docs: Docs, values: int) -> dict[int, int]:
        """A histogram."""
        column = np.asarray(ordinals)
        if isinstance(docs, Bits) and docs.docs is None and len(docs) * SPARSE > len(column):
            raw = np.frombuffer(self.sure(docs).raw(), np.uint8)
            column = column[np.unpackbits(raw, count=len(column), bitorder="little").view(bool)]
        elif len(docs) < len(column):
            column = column[self.plain(docs)]
        counts = np.bincount(column, minlength=values)[:values]
        found = np.flatnonzero(counts)
        return dict(zip(found.tolist(), counts[found].tolist(), strict=True))

    def phrase(
        self, words: Sequence[Occurrences], documents: int, within: Docs | None = None
    ) -> tuple[Docs, bytes]:
        """Documents first; then places as (document, position of the first word), rarest word first."""
        lists = [word.docs for word in words]
        candidates = self.intersect(lists if within is None else [*lists, within], documents)
        return phrase(words, [self.plain(docs) for docs in lists], self.plain(candidates))

    def spans(self, starts: Sequence[int], holds: Sequence[int]) -> Docs:
        """Each start repeated, plus a count from nought in each run."""
        sizes = np.fromiter(holds, np.int64, len(holds)) + 1
        ends = np.cumsum(sizes)
        begins = np.fromiter(starts, np.int64, len(starts)) - (ends - sizes)
        return (np.repeat(begins, sizes) + np.arange(int(ends[-1]) if len(ends) else 0)).astype(np.uint32)

    def spread(self, starts: Sequence[int], documents: int) -> Any:
        """A running count of starts."""
        marks = np.zeros(documents, np.uint32)
        marks[np.fromiter(starts, np.int64, len(starts))] = 1
        column = np.cumsum(marks, dtype=np.uint32)
        return np.where(column > 0, column - 1, 0)

    def listed(self, docs: Docs) -> list[int]:
        """A list."""
        found: list[int] = docs if isinstance(docs, list) else self.plain(docs).tolist()
        return found


def _leading_few(docs: Numbers, scores: Numbers, count: int) -> Leading:
    if count >= len(docs):
        least = scores.min()
    elif scores.dtype == np.uint8:
        least = _bound(scores, 255, count)
    else:
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
    above = np.flatnonzero(scores > least)
    best = list(zip(scores[above].tolist(), docs[above].tolist(), strict=True))
    return Leading(best, int(least), docs[scores == least])


def _bound(impacts: Numbers, most: int, count: int) -> int:
    """The greatest number up to `most` that at least `count` of the impacts reach; 1 where there is none."""
    low, high = 1, most
    while low < high:
        middle = (low + high + 1) >> 1
        if np.count_nonzero(impacts >= middle) >= count:
            low = middle
        else:
            high = middle - 1
    return low
