"""The arithmetic of a search with numpy, for segments too large to walk in Python."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from quoth.index.segments.kernel import Docs, Leading, Mask, Occurrences, Part, Scores
from quoth.index.segments.layout import SKIP

np: Any = import_module("numpy")
"""Untyped: numpy may be missing, and its types do not say what an array holds."""

Numbers = Any
"""An array of numpy; what it holds is said beside it."""

SPARSE = 16
"""A list this many times longer than another is searched for it, not gone through."""

SEARCH, SCATTER, LAY = 20, 4, 1
"""Costs to weigh: finding a document in a list, writing a posting, laying out one document of a segment."""


class NumpyKernel:
    """See `kernel.Kernel`; documents are uint32, scores int64."""

    def native(self, docs: memoryview[int] | Sequence[int]) -> Docs:
        """A view into the file where there is one."""
        if isinstance(docs, memoryview):
            return np.asarray(docs)
        return np.fromiter(docs, np.uint32, len(docs))

    def every(self, documents: int) -> Docs:
        """All numbers."""
        return np.arange(documents, dtype=np.uint32)

    def intersect(self, lists: Sequence[Docs], documents: int) -> Docs:
        """The shortest list first; a mask where lists are of like length."""
        ordered = sorted(lists, key=len)
        found = ordered[0]
        for other in ordered[1:]:
            if len(found) == 0 or len(other) == documents:
                continue
            if len(found) * SPARSE < len(other):
                found = found[_holds(other, found)]
            else:
                mask = np.zeros(documents, bool)
                mask[found] = True
                found = other[mask[other]]
        return found

    def unite(self, lists: Sequence[Docs], documents: int) -> Docs:
        """A mask for many documents, sorting for few."""
        if sum(map(len, lists)) * 64 < documents:
            return _once(np.sort(np.concatenate(lists))) if lists else np.zeros(0, np.uint32)
        mask = np.zeros(documents, bool)
        for docs in lists:
            mask[docs] = True
        return np.flatnonzero(mask).astype(np.uint32)

    def restrict(self, docs: Docs, lists: Sequence[Docs], documents: int) -> Docs:
        """One mask: the union is never sorted."""
        if len(docs) == 0:
            return docs
        mask = np.zeros(documents, bool)
        for other in lists:
            mask[other] = True
        return docs[mask[docs]]

    def subtract(self, docs: Docs, other: Docs, documents: int) -> Docs:
        """A mask of what stays."""
        if len(other) == 0 or len(docs) == 0:
            return docs
        if len(docs) * SPARSE < len(other):
            return docs[~_holds(other, docs)]
        mask = np.ones(documents, bool)
        mask[other] = False
        return docs[mask[docs]]

    def total(self, docs: Docs, parts: Sequence[Part], documents: int) -> Scores:
        """Few documents are looked up in each part; for many, parts are laid out over all documents."""
        scores = np.zeros(len(docs), np.int64)
        dense: Numbers = None
        for part in parts:
            points: Numbers = part.weight
            if part.impacts is not None:
                points = np.frombuffer(part.impacts, np.uint8)
            if part.docs is docs:
                scores += points if part.impacts is None else np.multiply(points, part.weight, dtype=np.int64)
            elif len(docs) * SEARCH < len(part.docs) * SCATTER + (documents * LAY if dense is None else 0):
                if len(part.docs) == 0:
                    continue
                at = np.searchsorted(part.docs, docs)
                at[at == len(part.docs)] = 0
                held = part.docs[at] == docs
                found = part.weight if part.impacts is None else points[at].astype(np.int64) * part.weight
                scores += np.where(held, found, 0)
            elif len(part.docs):
                if dense is None:
                    dense = np.zeros(documents, np.int64)
                if part.impacts is not None:
                    points = np.multiply(points, part.weight, dtype=np.int64)
                dense[part.docs] += points
        return scores if dense is None else scores + dense[docs]

    def leading(self, docs: Docs, scores: Scores, count: int) -> Leading:
        """Partitions."""
        if isinstance(scores, bytes):
            scores = np.frombuffer(scores, np.uint8)
        if count >= len(docs):
            least = scores.min()
        else:
            least = np.partition(scores, len(scores) - count)[len(scores) - count]
        above = np.flatnonzero(scores > least)
        best = list(zip(scores[above].tolist(), docs[above].tolist(), strict=True))
        return Leading(best, int(least), docs[scores == least])

    def count(self, ordinals: Any, docs: Docs, values: int) -> dict[int, int]:
        """A histogram."""
        column = np.asarray(ordinals)
        counts = np.bincount(column if len(docs) == len(column) else column[docs], minlength=values)[:values]
        found = np.flatnonzero(counts)
        return dict(zip(found.tolist(), counts[found].tolist(), strict=True))

    def phrase(
        self, words: Sequence[Occurrences], documents: int, within: Docs | None = None
    ) -> tuple[Docs, bytes]:
        """Documents first; then places as (document, position of the first word), rarest word first."""
        lists = [word.docs for word in words]
        docs = self.intersect(lists if within is None else [*lists, within], documents)
        places: Numbers = None
        for word in sorted(words, key=lambda word: len(word.docs)):
            if len(docs) == 0:
                break
            here = _starts(word, docs)
            places = here if places is None else _common(places, here)
            docs = _once((places >> 32).astype(np.uint32))
        if len(docs) == 0:
            return docs, b""
        ends = np.searchsorted(places, (docs.astype(np.int64) + 1) << 32)
        return docs, np.minimum(np.diff(ends, prepend=0), 255).astype(np.uint8).tobytes()

    def spans(self, starts: Sequence[int], holds: Sequence[int]) -> Docs:
        """Each start repeated, plus a count from nought in each run."""
        sizes = np.fromiter(holds, np.int64, len(holds)) + 1
        ends = np.cumsum(sizes)
        begins = np.fromiter(starts, np.int64, len(starts)) - (ends - sizes)
        return (np.repeat(begins, sizes) + np.arange(int(ends[-1]) if len(ends) else 0)).astype(np.uint32)

    def alone(self, docs: Docs, held: Any) -> Mask:
        """Distances against what is held; the last has no next."""
        kept = np.ones(len(docs), bool)
        if len(docs):
            column = np.frombuffer(held, np.uint8) if isinstance(held, bytes) else np.asarray(held)
            np.less(column[docs[:-1]], np.diff(docs), out=kept[:-1])
        return kept

    def chosen(self, values: Any, mask: Mask) -> Any:
        """Those of an array; bytes stay bytes."""
        if isinstance(values, bytes):
            return np.frombuffer(values, np.uint8)[mask].tobytes()
        return values[mask]

    def spread(self, starts: Sequence[int], documents: int) -> Any:
        """A running count of starts."""
        marks = np.zeros(documents, np.uint32)
        marks[np.fromiter(starts, np.int64, len(starts))] = 1
        column = np.cumsum(marks, dtype=np.uint32)
        return np.where(column > 0, column - 1, 0)

    def listed(self, docs: Docs) -> list[int]:
        """A list."""
        found: list[int] = docs if isinstance(docs, list) else docs.tolist()
        return found


def _once(ascending: Numbers) -> Numbers:
    """Each of the numbers once."""
    fresh = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=fresh[1:])
    return ascending[fresh]


def _holds(many: Numbers, few: Numbers) -> Numbers:
    """Which of `few` are in `many`."""
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    return many[at] == few


def _common(left: Numbers, right: Numbers) -> Numbers:
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if len(few) * SPARSE > len(many):
        # two ascending runs: a stable sort merges them
        both = np.concatenate((few, many))
        both.sort(kind="stable")
        return both[:-1][both[1:] == both[:-1]]
    return few[_holds(many, few)] if len(few) else few


def _starts(word: Occurrences, docs: Docs) -> Numbers:
    """Where a phrase would begin by this word: document times 2**32 plus position, ascending, int64."""
    tf = np.asarray(word.tf)
    if len(docs) * SPARSE < len(word.docs):
        at = np.searchsorted(word.docs, docs)
    else:
        mask = np.zeros(int(word.docs[-1]) + 1, bool)
        mask[docs] = True
        at = np.flatnonzero(mask[word.docs])
    posting = at + word.first
    counts = tf[posting].astype(np.int64)
    if len(docs) * SKIP < len(word.docs):
        begin = _begins(word, tf, posting)
    else:
        own = tf[word.first : word.first + len(word.docs)]
        begin = np.cumsum(own, dtype=np.int64)[at] - counts + _begins(word, tf, np.array([word.first]))[0]
    ends = np.cumsum(counts)
    which = np.repeat(begin - (ends - counts), counts) + np.arange(int(ends[-1]))
    positions = np.asarray(word.positions)[which].astype(np.int64) - word.slot
    keys = np.repeat(docs.astype(np.int64) << 32, counts) + positions
    return keys[positions >= 0]


def _begins(word: Occurrences, tf: Numbers, posting: Numbers) -> Numbers:
    """Where the positions of each posting begin: the skip list, and a sum of at most a block."""
    block = posting // SKIP
    row = block[:, None] * SKIP + np.arange(SKIP)
    inside = row < posting[:, None]
    counts = np.where(inside, tf[np.minimum(row, len(tf) - 1)], 0)
    return np.asarray(word.skips)[block].astype(np.int64) + counts.sum(axis=1, dtype=np.int64)
