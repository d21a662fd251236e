"""In which order articles stand: by source, or by date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from quoth.index.postings import Segment
from quoth.index.schema import Place

DIRECT = 2048
"""So many passages are sorted one by one; of more, articles in their order are looked for among them."""

Passage = tuple[int, int]
"""The number of a segment and of a document in it."""

Group = tuple[int, int, int]
"""An article: its segment, its own document and the one behind its last."""


class Articles:
    """The articles of an index, deleted ones included, and their orders, each found when first asked for."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self._orders: dict[str, tuple[Group, ...]] = {}
        self._ranks: dict[str, dict[Passage, int]] = {}

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

    def _named(self, article: Passage) -> bytes:
        segment = self.segments[article[0]]
        return segment.numbered("article_order")[segment.numbers("article_order")[article[1]]]

    def rank(self, order: str) -> Callable[[Passage], bytes | int]:
        """What puts articles, by their documents, in an order."""
        if order == "place":
            # by name: of a few hits that takes less than putting all articles in order
            return self._named
        ranks = self._ranks.get(order)
        if ranks is None:
            ranks = self._ranks[order] = {g[:2]: number for number, g in enumerate(self.ordered(order))}
        return ranks.__getitem__

    def first(
        self, order: str, found: Sequence[Sequence[int]], wanted: int | None
    ) -> list[tuple[Passage, Place]]:
        """The first `wanted` of some passages, or all: ascending documents of each segment are given.

        By article, then by where they begin, the longer first.
        """
        total = sum(map(len, found))
        if wanted is not None and wanted <= 0:
            return []
        if total <= DIRECT:
            rank = self.rank(order)
            rows: list[Any] = []
            for at, docs in enumerate(found):
                segment = self.segments[at]
                for doc in docs:
                    place = segment.place(doc)
                    rows.append((rank((at, doc - place.back)), place.start, -place.end, (at, doc), place))
            rows.sort()
            return [(row[3], row[4]) for row in rows[:wanted]]
        passages: list[tuple[Passage, Place]] = []
        for at, start, end in self.ordered(order):
            docs = found[at]
            low = bisect_left(docs, start)
            if low == len(docs) or docs[low] >= end:
                continue
            held = docs[low : bisect_left(docs, end, low)]
            inside = [((at, doc), self.segments[at].place(doc)) for doc in held]
            inside.sort(key=lambda row: (row[1].start, -row[1].end, row[0]))
            passages.extend(inside)
            if wanted is not None and len(passages) >= wanted:
                break
        return passages[:wanted]
