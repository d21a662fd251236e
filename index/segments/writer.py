"""Adds documents to an index of segments, deletes some, and commits both at once."""

from __future__ import annotations

import os
import secrets
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import accumulate
from typing import Any

from quoth.index.segments.builder import Forms, Inverter, TongueForms
from quoth.index.segments.inversion import invert
from quoth.index.segments.layout import Layout
from quoth.index.segments.maker import SegmentMaker
from quoth.index.segments.manifest import (
    Entry,
    Manifest,
    open_segment,
    read_manifest,
    segment_file,
    write_dead,
    write_manifest,
)
from quoth.index.segments.segment import Segment


class SegmentsWriter:
    """Must be the only writer of the folder. Nothing is seen of it before `commit`.

    `layout` is that of new segments; a folder without a manifest is begun with it.
    """

    def __init__(
        self,
        folder: str,
        layout: Layout,
        *,
        inverter: Inverter = invert,
        forms: TongueForms | None = None,
        also: Forms | None = None,
    ) -> None:
        self._folder = folder
        self._layout = layout
        self._maker = SegmentMaker(folder, layout, inverter=inverter, forms=forms, also=also)
        try:
            before = read_manifest(folder)
        except FileNotFoundError:
            before = Manifest(0, layout, ())
        self._generation = before.generation
        self._old = list(before.segments)
        self._open: dict[str, Segment] = {}
        self._dead: dict[str, set[int]] = {}
        self._new: list[Entry] = []
        self._made: list[str] = []

    def add(self, *documents: Mapping[str, Any]) -> None:
        """Adds documents, in one segment together; see `SegmentBuilder.add`. Raises ValueError or OSError."""
        self._maker.add(*documents)

    def delete(self, field: str, value: bytes) -> int:
        """Deletes the documents of earlier commits that hold a term; returns how many that were."""
        count = 0
        for entry in self._old:
            segment = self._segment(entry)
            postings = segment.postings(field)
            number = None if postings is None else postings.terms.find(value)
            if postings is not None and number is not None:
                dead = self._dead.setdefault(entry.id, set(segment.dead))
                before = len(dead)
                dead.update(postings.docs(number))
                count += len(dead) - before
        return count

    def delete_documents(self, numbers: Iterable[int]) -> None:
        """Deletes documents of earlier commits by their numbers in the whole index."""
        bases = list(accumulate((entry.documents for entry in self._old), initial=0))
        for number in numbers:
            at = bisect_right(bases, number) - 1
            entry = self._old[at]
            dead = self._dead.get(entry.id)
            if dead is None:
                dead = self._dead[entry.id] = set(self._segment(entry).dead)
            dead.add(number - bases[at])

    def _segment(self, entry: Entry) -> Segment:
        found = self._open.get(entry.id)
        if found is None:
            found = self._open[entry.id] = open_segment(self._folder, entry)
        return found

    def flush(self) -> None:
        """Writes what was added as a segment. Raises OSError."""
        self._maker.flush()

    def adopt(self, entries: Iterable[Entry]) -> None:
        """Takes in segments that others wrote into the folder, such as the workers of a build."""
        self._new.extend(entries)

    def delete_adopted(self, segment: str, numbers: Iterable[int]) -> None:
        """Deletes documents of a segment that was adopted, or will be before the commit."""
        self._dead.setdefault(segment, set()).update(numbers)

    def commit(self) -> Manifest:
        """Makes additions and deletions visible together. Raises OSError."""
        self.flush()
        entries = (*self._old, *self._new, *self._maker.written)
        kept = (after for entry in entries if (after := self._without_dead(entry)) is not None)
        manifest = Manifest(self._generation + 1, self._layout, tuple(kept))
        write_manifest(self._folder, manifest)
        return manifest

    def _without_dead(self, entry: Entry) -> Entry | None:
        """The entry with its new deletions; None where nothing of it is alive."""
        dead = self._dead.get(entry.id)
        if not dead or len(dead) == entry.deleted:
            return entry
        if len(dead) == entry.documents:
            return None
        # a writer that died may have left a file for the same generation
        name = f"{entry.id}.dead{self._generation + 1}_{secrets.token_hex(4)}"
        self._made.append(name)
        write_dead(self._folder, name, array("I", sorted(dead)))
        return Entry(entry.id, entry.documents, name, len(dead))

    def cancel(self) -> None:
        """Removes what was written."""
        for name in (*self._made, *map(segment_file, self._maker.written)):
            with suppress(OSError):
                os.unlink(os.path.join(self._folder, name))
