"""Articles into segments, in the process that reads them: a build's own, or one of its pool."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quoth.corpus.model import Article
from quoth.index.analysis import stem_term
from quoth.index.documents import (
    Origin,
    documents,
    header_from,
    structure_of,
    times_added,
)
from quoth.index.laying import Laying, encoded, laying_from
from quoth.index.problems import oneline
from quoth.index.schema import DERIVED, MARKED_FIELDS
from quoth.index.segments.container import SegmentDamaged
from quoth.index.segments.layout import Layout
from quoth.index.segments.leaf import Leaf, leaves_of
from quoth.index.segments.maker import SegmentMaker, sized_invert
from quoth.index.segments.manifest import Entry, open_segments
from quoth.index.stemming import stem_in
from quoth.index.texts import id_of


class Unfit(Exception):
    """An article cannot be made into documents; nothing was written of it."""


class Filed(NamedTuple):
    """Where an article's documents are: `documents` of them in `segment`, from number `first` on."""

    segment: str
    first: int
    documents: int


def documents_of(article: str, leaves: Iterable[Leaf]) -> Iterator[tuple[Leaf, range]]:
    """The documents of an article in some segments: its own, then those of its passages."""
    for leaf in leaves:
        for first in leaf.frequencies("article", article):
            yield leaf, range(first, first + leaf.place(first).holds + 1)


def people_of(article: str, leaves: Iterable[Leaf]) -> tuple[tuple[str, ...], ...]:
    """Who speaks in an article, as its header keeps them; nobody where the segments do not hold it."""
    for leaf, numbers in documents_of(article, leaves):
        return header_from(leaf.header(numbers[0])).people
    return ()


class Filing:
    """Lays articles out as documents of segments in `folder`.

    They stand in no manifest until whoever commits adopts them. `leaves` are the segments of the
    generation before, which know since when a passage is in the index; `now` is when the others came.
    """

    def __init__(
        self, folder: str, layout: Layout, laying: Laying, now: float, leaves: tuple[Leaf, ...] = ()
    ) -> None:
        self._folder = folder
        self._layout = layout
        self._laying = laying
        self._leaves = leaves
        self.now = now
        self._maker = SegmentMaker(
            folder,
            layout,
            inverter=sized_invert,
            forms=dict.fromkeys(DERIVED, stem_in),
            also=dict.fromkeys(MARKED_FIELDS, stem_term),
        )

    def file(self, article: Article, origin: Origin, body: bytes | None = None) -> Filed:
        """Files an article as it was parsed; `body` is as in `documents`.

        Raises Unfit, OSError where the disk refuses, SegmentDamaged.
        """
        try:
            # all of them before the first is written: an article is in the index whole or not
            laid, people = self._laying.laid(article)
            earlier = self._times_of(article.id)
            made = list(documents(laid, origin, self.now, body or structure_of(article), people, earlier))
        except SegmentDamaged:
            # no fault of the article
            raise
        except Exception as error:
            raise Unfit(f"{type(error).__name__}: {oneline(error)}") from error
        # together: documents of an article count their distance from each other
        return Filed(*self._maker.add(*made), len(made))

    def written(self) -> Iterator[Entry]:
        """The segments that became whole since this was asked last."""
        while self._maker.written:
            yield self._maker.written.pop(0)

    def finish(self) -> None:
        """Writes what was filed. Raises OSError."""
        self._maker.flush()

    def _times_of(self, article: str) -> dict[str, float]:
        """When each passage of an article came into the index, by id; empty for a new one."""
        times: dict[str, float] = {}
        for leaf, (first, *passages) in documents_of(article, self._leaves):
            ids = (id_of(leaf, number) for number in passages)
            times |= times_added(header_from(leaf.header(first)), ids)
        return times

    def brief(self) -> bytes:
        """What another process needs for a filing like this one."""
        layout = self._layout.to_json()
        said = [self._folder, layout, encoded(self._laying), self.now, bool(self._leaves)]
        return json.dumps(said).encode("ascii")


def filing_from(brief: bytes) -> Filing:
    """A filing like the one that gave the brief. Raises OSError, IndexProblem."""
    folder, layout, laying, now, based = json.loads(brief)
    leaves = leaves_of(open_segments(folder)[1]) if based else ()
    return Filing(folder, Layout.from_json(layout), laying_from(laying), now, leaves)
