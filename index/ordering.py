"""In which order articles stand: by source, or by date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import lt
from typing import Any

from quoth.corpus.values import dataclass
from quoth.index.postings import Segment
from quoth.index.schema import Place
from quoth.index.segments.bits import Bits
from quoth.index.segments.kernel import Docs

WALKED = 4
"""For so many passages one article, in their order, is looked for among them."""

Passage = tuple[int, int]
"""The number of a segment and of a document in it."""

Group = tuple[int, int, int]
"""An article: its segment, its own document and the one behind its last."""


@dataclass(frozen=True, slots=True)
class _Order:
    """The articles of one segment in an order: a rank for each, in the order of their documents.

    `ascending` says that this is their order already. Otherwise `sorted` are their numbers in order.
    """

    ranks: Sequence[int]
    ascending: bool
    sorted: Sequence[int]


class Articles:
    """The articles of an index, deleted ones included, and their orders, each found when first asked for."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self._orders: dict[str, tuple[Group, ...]] = {}
        self._own: dict[tuple[str, int], _Order] = {}

    @cached_property
    def starts(self) -> tuple[Sequence[int], ...]:
        """The articles' own documents in each segment, ascending."""
        return tuple(segment.kernel.listed(segment.docs("kind", "article")) for segment in self.segments)

    def ordered(self, order: str) -> tuple[Group, ...]:
        """The articles by source and id; by date with those without one last; or by ``-date``."""
        found = self._orders.get(order)
        if found is None:
            found = self._orders[order] = tuple(self._dated(order) if "date" in order else self._by_source())
        return found

    def _by_source(self) -> Iterator[Group]:
        rows: list[tuple[bytes, int, int, int]] = []
        for at, (segment, starts) in enumerate(zip(self.segments, self.starts, strict=True)):
            if not starts:
                continue
            numbers, terms = segment.numbers("article_order"), segment.numbered("article_order")
            named = list(terms)
            ends = chain(starts[1:], (len(segment),))
            rows.extend(
                (named[numbers[start]], at, start, end) for start, end in zip(starts, ends, strict=True)
            )
        return (row[1:] for row in sorted(rows))

    def _dated(self, order: str) -> Iterable[Group]:
        dates: dict[Passage, bytes] = {}
        for at, (segment, starts) in enumerate(zip(self.segments, self.starts, strict=True)):
            terms = segment.numbered("date")
            numbers = segment.numbers("date") if len(terms) else ()
            for start in starts if len(terms) else ():
                if numbers[start] < len(terms):
                    dates[at, start] = terms[numbers[start]]
        place = self.ordered("place")
        if order == "-date":
            return sorted(place, key=lambda group: dates.get(group[:2], b""), reverse=True)
        return sorted(place, key=lambda group: (group[:2] not in dates, dates.get(group[:2], b"")))

    def _named(self, at: int, start: int) -> bytes:
        """What an article is sorted by."""
        segment = self.segments[at]
        return segment.numbered("article_order")[segment.numbers("article_order")[start]]

    def _order(self, order: str, at: int) -> _Order:
        """The articles of a segment in an order; ranks by date are comparable between segments."""
        found = self._own.get((order, at))
        if found is None:
            starts = self.starts[at]
            if order == "place":
                # the terms of a segment are sorted, so that their numbers are ranks
                numbers = self.segments[at].numbers("article_order")
                ranks = [numbers[start] for start in starts]
            else:
                known = {g[1]: number for number, g in enumerate(self.ordered(order)) if g[0] == at}
                ranks = [known[start] for start in starts]
            ascending = all(map(lt, ranks, ranks[1:]))
            walked = () if ascending else sorted(range(len(ranks)), key=ranks.__getitem__)
            found = self._own[order, at] = _Order(ranks, ascending, walked)
        return found

    def first(self, order: str, found: Sequence[Docs], wanted: int | None) -> list[tuple[Passage, Place]]:
        """The first `wanted` of some passages, or all: those of each segment are given.

        By article, then by where they begin, the longer first.
        """
        if wanted is not None and wanted <= 0:
            return []
        passages = [
            (0, (at, doc))
            for at, docs in enumerate(found)
            if len(docs)
            for doc in self._front(self._order(order, at), at, docs, wanted)
        ]
        return [row[1:] for row in self.ranked(passages, order)[:wanted]]

    def ranked(
        self, passages: Sequence[tuple[int, Passage]], order: str = "place"
    ) -> list[tuple[int, Passage, Place]]:
        """Some passages, each with its score: the greatest first, equal ones in an order."""
        by_name = order == "place" and len({at for _, (at, _) in passages}) > 1
        rows: list[Any] = []
        for scored, passage in passages:
            at, doc = passage
            place = self.segments[at].place(doc)
            start = doc - place.back
            rank: int | bytes
            if by_name:
                rank = self._named(at, start)
            else:
                ranks = (self._own.get((order, at)) or self._order(order, at)).ranks
                rank = ranks[bisect_left(self.starts[at], start)]
            rows.append((-scored, rank, place.start, -place.end, passage, place))
        rows.sort()
        return [(-row[0], row[4], row[5]) for row in rows]

    def _front(self, own: _Order, at: int, docs: Docs, wanted: int | None) -> Sequence[int]:
        """Those of the documents whose articles may have one of the first `wanted`."""
        kernel = self.segments[at].kernel
        if wanted is None or len(docs) <= wanted:
            return kernel.listed(docs)
        starts = self.starts[at]
        if own.ascending:
            last = int(kernel.front(docs, wanted)[wanted - 1])
            return kernel.between(docs, 0, self._end(at, bisect_right(starts, last) - 1))
        if not isinstance(docs, Bits):
            docs = kernel.listed(docs)
        # where many articles have passages, the first of them are found soon
        chosen: list[int] = []
        for article in own.sorted[: len(docs) // WALKED]:
            chosen += kernel.between(docs, starts[article], self._end(at, article))
            if len(chosen) >= wanted:
                return chosen
        listed = kernel.listed(docs)
        groups: list[tuple[int, list[int]]] = []
        low = 0
        while low < len(listed):
            article = bisect_right(starts, listed[low]) - 1
            high = bisect_left(listed, self._end(at, article), low)
            groups.append((own.ranks[article], listed[low:high]))
            low = high
        groups.sort()
        chosen = []
        for _, held in groups:
            chosen += held
            if len(chosen) >= wanted:
                break
        return chosen

    def _end(self, at: int, article: int) -> int:
        """The document behind the last of an article, given by its number in its segment."""
        starts = self.starts[at]
        return starts[article + 1] if article + 1 < len(starts) else len(self.segments[at])
