"""Several segments into one, without analysing anything again; deleted documents are left out."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Any

from quoth.index.segments.column_writing import BlockWriter
from quoth.index.segments.columns import FixedColumn, PackedColumn
from quoth.index.segments.container import Flat, write_container
from quoth.index.segments.layout import Layout
from quoth.index.segments.merging_derived import merge_derived
from quoth.index.segments.merging_postings import (
    RangeMerger,
    Source,
    merge_field,
    merge_lengths,
    merge_range,
    sources_of,
)
from quoth.index.segments.segment import Segment


def merge_segments(path: str, segments: Sequence[Segment], merger: RangeMerger | None = None) -> int:
    """Writes one segment that holds the documents of `segments` that are alive; returns how many.

    Their layouts must be equal. Raises OSError, SegmentDamaged, ValueError.
    """
    layout = segments[0].layout
    if any(segment.layout != layout for segment in segments):
        raise ValueError("segments of different layouts cannot be merged")
    sources = sources_of(segments)
    documents = sum(segment.alive for segment in segments)
    about = {"documents": documents, "layout": layout.to_json()}
    folder = os.path.dirname(path)
    write_container(path, about, _arrays(layout, sources, documents, merger or merge_range, folder))
    return documents


def _arrays(
    layout: Layout, sources: Sequence[Source], documents: int, merger: RangeMerger, folder: str
) -> Iterator[Flat]:
    for word in (word for word in layout.words if not word.of):
        renumbered: list[array[int]] = []
        yield from merge_field(word.name, sources, merger, folder, renumbered)
        yield merge_lengths(word.name, sources)
        _release(sources)
        for derived in layout.derived_from(word.name):
            yield from merge_derived(derived.name, sources, merger, folder, renumbered)
            _release(sources)
    for name in layout.values:
        yield from merge_field(name, sources, merger, folder, [])
        _release(sources)
    for column in layout.columns:
        if column.kind == "fixed":
            yield Flat(f"{column.name}.fixed", "u1", _fixed(sources, column.name))
        else:
            with BlockWriter(column.name, folder) as packed:
                for source in sources:
                    _pack(packed, source, column.name)
                    _release([source])
                yield from packed.finish()


def _release(sources: Sequence[Source]) -> None:
    """What was merged is not needed again: else memory would grow to the size of the index."""
    for source in sources:
        source.segment.container.release()


def _fixed(sources: Sequence[Source], name: str) -> Iterator[Any]:
    for source in sources:
        column = source.segment.column(name)
        assert isinstance(column, FixedColumn)
        if source.moved is None:
            yield column.whole()
        else:
            yield b"".join(column[doc] for doc in compress(range(source.segment.documents), source.alive))


def _pack(packed: BlockWriter, source: Source, name: str) -> None:
    column = source.segment.column(name)
    assert isinstance(column, PackedColumn)
    if source.moved is None:
        packed.adopt(column)
        return
    for value in compress(column, source.alive):
        packed.add(value)
