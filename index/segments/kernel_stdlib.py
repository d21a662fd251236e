"""The arithmetic of a search with the standard library alone."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import accumulate, chain, compress, islice, pairwise, repeat
from operator import add, itemgetter, lt, mul
from typing import Any

from quoth.index.segments.kernel import Docs, Leading, Mask, Occurrences, Part, Scores
from quoth.index.segments.layout import SKIP

GALLOP = 24
"""A list this many times longer than the candidates is searched, not walked."""


class StdlibKernel:
    """See `kernel.Kernel`."""

    def native(self, docs: memoryview[int] | Sequence[int]) -> Docs:
        """Lists stay what they are: views into the file."""
        return docs

    def every(self, documents: int) -> Docs:
        """A range is a list that takes no room."""
        return range(documents)

    def intersect(self, lists: Sequence[Docs], documents: int) -> Docs:
        """The shortest list first: what it lacks is looked for nowhere else."""
        ordered = sorted(lists, key=len)
        found = ordered[0]
        for other in ordered[1:]:
            found = _common(found, other)
        return found

    def unite(self, lists: Sequence[Docs], documents: int) -> Docs:
        """A mask for many documents, a set for few."""
        filled = [docs for docs in lists if len(docs)]
        if sum(map(len, filled)) * 4 < documents:
            return sorted(set().union(*filled))
        mask = bytearray(documents)
        for docs in filled:
            for doc in docs:
                mask[doc] = 1
        return list(compress(range(documents), mask))

    def restrict(self, docs: Docs, lists: Sequence[Docs], documents: int) -> Docs:
        """Walks the lists beside a set of `docs`."""
        held = set(docs)
        found: set[int] = set()
        return sorted(found.union(*map(held.intersection, lists)))

    def subtract(self, docs: Docs, other: Docs, documents: int) -> Docs:
        """Walks `docs` beside a set of the others."""
        if not len(other) or not len(docs):
            return docs
        without = set(other)
        return [doc for doc in docs if doc not in without]

    def total(self, docs: Docs, parts: Sequence[Part], documents: int) -> Scores:
        """Adds part after part; or posting after posting where these are fewer."""
        if sum(len(part.docs) for part in parts) < len(docs) * len(parts) * 0.7:
            sums: defaultdict[int, int] = defaultdict(int)
            for part in parts:
                weight = part.weight
                if part.impacts is None:
                    for doc in part.docs:
                        sums[doc] += weight
                else:
                    for doc, impact in zip(part.docs, part.impacts, strict=True):
                        sums[doc] += weight * impact
            return list(map(sums.__getitem__, docs))
        scores: list[int] | None = None
        for part in parts:
            added = list(_contributions(docs, part))
            scores = added if scores is None else list(map(add, scores, added))
        return scores if scores is not None else [0] * len(docs)

    def leading(self, docs: Docs, scores: Scores, count: int) -> Leading:
        """The scores alone tell which can be among the best, and comparing them is cheap."""
        if isinstance(scores, bytes):
            return _leading_bytes(docs, scores, count)
        least = min(scores) if count >= len(docs) else nlargest(count, scores)[-1]
        above = [(score, doc) for score, doc in zip(scores, docs, strict=True) if score > least]
        return Leading(above, least, [doc for score, doc in zip(scores, docs, strict=True) if score == least])

    def count(self, ordinals: Any, docs: Docs, values: int) -> dict[int, int]:
        """One walk of the column."""
        found = Counter(ordinals if len(docs) == len(ordinals) else map(ordinals.__getitem__, docs))
        found.pop(values, None)
        return dict(found)

    def phrase(
        self, words: Sequence[Occurrences], documents: int, within: Docs | None = None
    ) -> tuple[Docs, bytes]:
        """Documents first; then the places of the rarest word are looked for in the others."""
        lists = [word.docs for word in words]
        candidates = self.intersect(lists if within is None else [*lists, within], documents)
        ordered = sorted(words, key=lambda word: len(word.docs))
        docs: list[int] = []
        counts = bytearray()
        places = [(word.positions, word.slot, iter(_places(word, candidates))) for word in ordered]
        for doc in candidates:
            starts: set[int] | None = None
            for positions, slot, postings in places:
                begin, count = next(postings)
                if starts is not None and not starts:
                    continue
                if count == 1:
                    start = positions[begin] - slot
                    starts = {start} if starts is None or start in starts else set()
                else:
                    here = {place - slot for place in positions[begin : begin + count]}
                    starts = here if starts is None else starts & here
            if starts:
                docs.append(doc)
                counts.append(min(len(starts), 255))
        return docs, bytes(counts)

    def spans(self, starts: Sequence[int], holds: Sequence[int]) -> Docs:
        """Ranges in a row."""
        ends = (start + more + 1 for start, more in zip(starts, holds, strict=True))
        return list(chain.from_iterable(map(range, starts, ends)))

    def alone(self, docs: Docs, held: Sequence[int]) -> Mask:
        """Whether the next document is farther away than what is held; the last has no next."""
        if len(docs) < 2:
            return b"\1" * len(docs)
        numbers = list(docs)
        reaches = map(add, numbers, itemgetter(*numbers)(held))
        return bytes(map(lt, reaches, islice(numbers, 1, None))) + b"\1"

    def chosen(self, values: Any, mask: Mask) -> Any:
        """A list of documents, or bytes."""
        if 0 not in mask:
            return values
        kept = compress(values, mask)
        return bytes(kept) if isinstance(values, bytes) else list(kept)

    def spread(self, starts: Sequence[int], documents: int) -> Any:
        """Runs of equal numbers."""
        column = array("I", bytes(4 * (starts[0] if len(starts) else documents)))
        for number, (start, end) in enumerate(pairwise((*starts, documents))):
            column.extend(repeat(number, end - start))
        return column

    def listed(self, docs: Docs) -> list[int]:
        """A list."""
        return list(docs)


def _leading_bytes(docs: Docs, scores: bytes, count: int) -> Leading:
    """Looking for a byte is what machines do fastest, and most levels are empty."""
    above: list[tuple[int, int]] = []
    wanted = min(count, len(scores))
    for level in sorted(set(scores), reverse=True):
        places = []
        at = scores.find(level)
        while at >= 0:
            places.append(docs[at])
            at = scores.find(level, at + 1)
        if len(above) + len(places) >= wanted:
            return Leading(above, level, places)
        above.extend([(level, doc) for doc in places])
    raise AssertionError("unreachable")


def _common(few: Docs, many: Docs) -> Docs:
    if not len(few) or isinstance(many, range):
        return few
    if len(few) * GALLOP < len(many):
        found = []
        low = 0
        for doc in few:
            low = bisect_left(many, doc, low)
            if low == len(many):
                break
            if many[low] == doc:
                found.append(doc)
        return found
    return sorted(set(few).intersection(many))


def _contributions(docs: Docs, part: Part) -> Iterable[int]:
    if part.docs is docs:
        if part.impacts is None:
            return repeat(part.weight, len(docs))
        return map(part.weight.__mul__, part.impacts)
    if len(docs) * GALLOP < len(part.docs):
        return _looked_up(docs, part)
    if part.impacts is None:
        held = set(part.docs)
        return [part.weight if doc in held else 0 for doc in docs]
    known = dict(zip(part.docs, part.impacts, strict=True))
    return map(mul, map(known.get, docs, repeat(0)), repeat(part.weight))


def _looked_up(docs: Docs, part: Part) -> Iterable[int]:
    low = 0
    for doc in docs:
        low = bisect_left(part.docs, doc, low)
        if low == len(part.docs) or part.docs[low] != doc:
            yield 0
        else:
            yield part.weight if part.impacts is None else part.weight * part.impacts[low]


def _places(word: Occurrences, candidates: Docs) -> Iterable[tuple[int, int]]:
    """Where the positions of a word begin in each of some documents that have it, and how many there are."""
    first, tf, skips = word.first, word.tf, word.skips
    if len(candidates) * GALLOP < len(word.docs):
        found = []
        low = 0
        for doc in candidates:
            low = bisect_left(word.docs, doc, low)
            posting = first + low
            block = posting // SKIP
            found.append((skips[block] + sum(tf[block * SKIP : posting]), tf[posting]))
        return found
    held = bytes(map(set(candidates).__contains__, word.docs))
    block = first // SKIP
    counts = tf[first : first + len(word.docs)]
    begins = accumulate(counts, initial=skips[block] + sum(tf[block * SKIP : first]))
    return zip(compress(begins, held), compress(counts, held), strict=True)
