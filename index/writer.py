"""Writing articles into a generation: documents into segments, one commit, then the switch."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from quoth.corpus.model import Article
from quoth.index.analysis import stem_term
from quoth.index.documents import (
    Origin,
    decoded,
    documents,
    header_from,
    stored_article,
    times_added,
)
from quoth.index.laying import Laying, live_laying, write_laying
from quoth.index.ledger import SourceRow, write_ledger
from quoth.index.problems import oneline
from quoth.index.roots import Root
from quoth.index.schema import MARKED_FIELDS, SCHEMA_VERSION
from quoth.index.segments.codec import layout_of
from quoth.index.segments.container import SegmentDamaged
from quoth.index.segments.kernel import LARGE, numpy_installed
from quoth.index.segments.leaf import Leaf, leaves_of
from quoth.index.segments.manifest import open_segments
from quoth.index.segments.tiers import merge_tiers, remove_unused
from quoth.index.segments.whoosh_table import write_whoosh_table
from quoth.index.segments.writer import SegmentsWriter, sized_invert
from quoth.index.snapshot import damaged
from quoth.index.store import Current, new_generation, publish
from quoth.index.whooshschema import build_schema


class Sink(Protocol):
    """What a build hands its articles to."""

    def put(self, article: Article, origin: Origin, body: bytes | None = None) -> None:
        """Takes an article, in place of one with the same id; `body` as in `documents`."""

    def drop(self, article: str) -> None:
        """Takes an article out, by id."""


class DryRun:
    """A sink that does nothing."""

    def put(self, article: Article, origin: Origin, body: bytes | None = None) -> None:
        """Nothing."""

    def drop(self, article: str) -> None:
        """Nothing."""


class Unfit(Exception):
    """An article cannot be made into documents; nothing was written of it."""


class GenerationWriter:
    """A sink over a writer of segments; `changed` says whether anything was put, dropped or noted.

    `leaves` are the segments that the writer begins with. `rows` become the generation's ledger; None
    leaves it as it is.
    """

    def __init__(self, writer: SegmentsWriter, leaves: tuple[Leaf, ...], now: float, laying: Laying) -> None:
        self._laying = laying
        self.rows: Iterable[SourceRow] | None = None
        self._writer = writer
        self._leaves = leaves
        self.now = now
        self._put: set[str] = set()
        self._dropped: set[str] = set()
        self.changed = False
        self.relaid = False
        """Whether documents came or went."""

    def put(self, article: Article, origin: Origin, body: bytes | None = None) -> None:
        """Takes an article as it was parsed, in place of one with the same id.

        Raises ValueError for a second one of the same id, and Unfit.
        """
        if article.id in self._put:
            raise ValueError(f"article {article.id} twice in one build")
        try:
            # all of them before the first is written: an article is in the index whole or not
            laid, people = self._laying.laid(article)
            earlier = self._times_of(article.id)
            made = list(documents(laid, origin, self.now, body or stored_article(article), people, earlier))
        except SegmentDamaged:
            # no fault of the article
            raise
        except Exception as error:
            raise Unfit(f"{type(error).__name__}: {oneline(error)}") from error
        self.drop(article.id)
        # together: documents of an article count their distance from each other
        self._writer.add(*made)
        self._put.add(article.id)
        self.changed = self.relaid = True

    @property
    def touched(self) -> frozenset[str]:
        """The articles that were put or dropped, by id."""
        return frozenset(self._put | self._dropped)

    def remember(self, rows: Iterable[SourceRow]) -> None:
        """Takes the rows of all sources, as they are after this generation."""
        self.rows = tuple(rows)
        self.changed = True

    def drop(self, article: str) -> None:
        """Takes an article out, by id."""
        if article in self._dropped:
            return
        self._dropped.add(article)
        for leaf, numbers in self._documents_of(article):
            self._writer.delete_documents(leaf.offset + number for number in numbers)
            self.changed = self.relaid = True

    def _documents_of(self, article: str) -> Iterator[tuple[Leaf, range]]:
        """The documents that the index has of an article: its own, then those of its passages."""
        for leaf in self._leaves:
            for first in leaf.frequencies("article", article):
                yield leaf, range(first, first + leaf.place(first).holds + 1)

    def _times_of(self, article: str) -> dict[str, float]:
        """When each passage of an article came into the index, by id; empty for a new one."""
        times: dict[str, float] = {}
        for leaf, (first, *passages) in self._documents_of(article):
            ids = (decoded(leaf.stored(number))["id"] for number in passages)
            times |= times_added(header_from(leaf.stored(first)), ids)
        return times


@contextmanager
def generation_writer(
    path: Path, base: Current | None, roots: tuple[Root, ...], *, laying: Laying | None = None
) -> Iterator[GenerationWriter]:
    """A sink whose articles become the live generation when the block ends without an exception.

    With `base`, its articles are there already. Nothing is switched where nothing changed on it.
    Articles are laid out as the live generation's are; or by `laying`, which then must hold for those
    that stay, too; nothing is merged then, for somebody waits. Must run under `writing`. Raises
    IndexProblem: "unwritable" when the disk refuses, "damaged" where `base` is.
    """
    settled = laying is not None
    laying = live_laying(path) if laying is None else laying
    with new_generation(path, base.generation if base else None) as (number, folder):
        now = time.time()
        schema = build_schema()
        layout, also = layout_of(schema), dict.fromkeys(MARKED_FIELDS, stem_term)
        try:
            writer = SegmentsWriter(str(folder), layout, inverter=sized_invert, also=also)
            leaves = leaves_of(open_segments(str(folder))[1]) if base else ()
            # where anything is raised the folder is thrown away whole
            sink = GenerationWriter(writer, leaves, now, laying)
            yield sink
            if base is not None and not sink.changed:
                return
            if base is None or sink.relaid:
                manifest = writer.commit()
                if not settled:
                    arrays = manifest.documents >= LARGE and numpy_installed()
                    manifest = merge_tiers(str(folder), arrays=arrays, whole=base is None)
                write_whoosh_table(str(folder), manifest, schema)
                remove_unused(str(folder))
        except SegmentDamaged as damage:
            raise damaged(path, damage.problem) from damage
        if sink.rows is not None:
            write_ledger(folder, number, sink.rows)
        write_laying(folder, laying if settled else laying.without(sink.touched), number if settled else None)
        seen_at = base.seen_at if base else now
        state = Current(number, SCHEMA_VERSION, whoosh_version(), roots, now, seen_at=seen_at)
        publish(path, state, base)


def whoosh_version() -> str:
    """The version of the Whoosh that is installed."""
    import whoosh

    return ".".join(map(str, whoosh.__version__))
