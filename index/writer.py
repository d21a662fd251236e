"""Writing articles into a generation: documents into segments, one commit, then the switch."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from quoth.corpus.model import Article
from quoth.corpus.values import replace
from quoth.index.documents import Origin
from quoth.index.filing import Filing, documents_of, people_of
from quoth.index.laying import Laying, live_laying, write_laying
from quoth.index.ledger import SourceRow, write_ledger
from quoth.index.messages import Given, Written
from quoth.index.roots import Root
from quoth.index.schema import BOOSTS, DERIVED, SCHEMA_VERSION
from quoth.index.segments.codec import layout_of
from quoth.index.segments.container import SegmentDamaged
from quoth.index.segments.kernel import LARGE, numpy_installed
from quoth.index.segments.leaf import Leaf, leaves_of
from quoth.index.segments.manifest import Entry, Manifest, open_segments
from quoth.index.segments.tiers import merge_tiers, remove_unused
from quoth.index.segments.whoosh_table import write_whoosh_table
from quoth.index.segments.writer import SegmentsWriter
from quoth.index.snapshot import damaged
from quoth.index.store import Current, new_generation, publish
from quoth.index.whooshschema import build_schema

FEW = 64
"""Of so many articles at most it is looked at whether the same people speak in them as before."""


class Sink(Protocol):
    """What a build hands its articles to. `filing` is what they were filed by, None where they are not."""

    filing: Filing | None

    def take(self, given: Given) -> None:
        """Takes an article that was filed, in place of one with the same id."""

    def refuse(self, given: Given) -> None:
        """Takes out again what was filed of an article."""

    def adopt(self, written: Written) -> None:
        """Takes a segment that another process wrote."""

    def drop(self, article: str) -> None:
        """Takes an article out, by id."""


class DryRun:
    """A sink that does nothing."""

    filing: Filing | None = None

    def take(self, given: Given) -> None:
        """Nothing."""

    def refuse(self, given: Given) -> None:
        """Nothing."""

    def adopt(self, written: Written) -> None:
        """Nothing."""

    def drop(self, article: str) -> None:
        """Nothing."""


class GenerationWriter:
    """A sink over a writer of segments; `changed` says whether anything was put, dropped or noted.

    `rows` become the generation's ledger; None leaves it as it is.
    """

    def __init__(
        self, folder: str, writer: SegmentsWriter, filing: Filing, before: tuple[Leaf, ...] = ()
    ) -> None:
        self.filing: Filing | None = filing
        self.rows: Iterable[SourceRow] | None = None
        self._folder = folder
        self._writer = writer
        self._filing = filing
        self._before = before
        self._put: set[str] = set()
        self._dropped: set[str] = set()
        self.changed = False
        self.relaid = False
        """Whether documents came or went."""

    def put(self, article: Article, origin: Origin, body: bytes | None = None) -> None:
        """Files an article as it was parsed, in place of one with the same id.

        Raises ValueError for a second one of the same id, and what filing raises.
        """
        if article.id in self._put:
            raise ValueError(f"article {article.id} twice in one build")
        self._filing.file(article, origin, body)
        self._replace(article.id)

    def indexed_at(self, time: float) -> None:
        """Says since when what is put next is in the index, in seconds since the epoch."""
        self._filing.now = time

    def take(self, given: Given) -> None:
        """Takes an article that was filed, in place of one with the same id."""
        self._replace(given.id)

    def _replace(self, article: str) -> None:
        self.drop(article)
        self._put.add(article)
        self.changed = self.relaid = True

    @property
    def touched(self) -> frozenset[str]:
        """The articles that were put or dropped, by id."""
        return frozenset(self._put | self._dropped)

    def same_people(self) -> bool:
        """Whether the same people speak, by the same names, in what was put as in what it is in place of."""
        if len(self.touched) > FEW:
            return False
        now = leaves_of(open_segments(self._folder)[1])
        before, after = (
            sorted(row for article in self.touched for row in people_of(article, leaves))
            for leaves in (self._before, now)
        )
        return before == after

    def refuse(self, given: Given) -> None:
        """Takes out again what was filed of an article."""
        self._writer.delete_adopted(given.segment, range(given.first, given.first + given.documents))

    def adopt(self, written: Written) -> None:
        """Takes a segment that another process wrote."""
        self._writer.adopt([Entry(written.segment, written.documents)])

    def remember(self, rows: Iterable[SourceRow]) -> None:
        """Takes the rows of all sources, as they are after this generation."""
        self.rows = tuple(rows)
        self.changed = True

    def drop(self, article: str) -> None:
        """Takes an article out, by id."""
        if article in self._dropped:
            return
        self._dropped.add(article)
        for leaf, numbers in documents_of(article, self._before):
            self._writer.delete_documents(leaf.offset + number for number in numbers)
            self.changed = self.relaid = True

    def commit(self) -> Manifest:
        """Makes all of it one commit of the folder. Raises OSError."""
        self._filing.finish()
        self._writer.adopt(self._filing.written())
        return self._writer.commit()


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
        layout = layout_of(schema, DERIVED, BOOSTS)
        try:
            leaves = leaves_of(open_segments(str(folder))[1]) if base else ()
            filing = Filing(str(folder), layout, laying, now, leaves)
            # where anything is raised the folder is thrown away whole
            sink = GenerationWriter(str(folder), SegmentsWriter(str(folder), layout), filing, leaves)
            yield sink
            if base is not None and not sink.changed:
                return
            if base is None or sink.relaid:
                manifest = sink.commit()
                if not settled:
                    arrays = manifest.documents >= LARGE and numpy_installed()
                    manifest = merge_tiers(str(folder), arrays=arrays, whole=base is None)
                write_whoosh_table(str(folder), manifest, schema)
                remove_unused(str(folder))
        except SegmentDamaged as damage:
            raise damaged(path, damage.problem) from damage
        if sink.rows is not None:
            write_ledger(folder, number, sink.rows)
        if not settled:
            laying = replace(laying.without(sink.touched), heard=laying.heard and sink.same_people())
        write_laying(folder, laying, number if settled else None)
        seen_at = base.seen_at if base else now
        state = Current(number, SCHEMA_VERSION, whoosh_version(), roots, now, seen_at=seen_at)
        publish(path, state, base)


def whoosh_version() -> str:
    """The version of the Whoosh that is installed."""
    import whoosh

    return ".".join(map(str, whoosh.__version__))
