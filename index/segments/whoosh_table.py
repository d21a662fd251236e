"""Whoosh's table of contents beside our manifest, so that `whoosh.index.open_dir` opens the index."""

from __future__ import annotations

import os
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import EmptyReader, MultiReader, SegmentReader

from quoth.index.segments.codec import ArraySegment
from quoth.index.segments.manifest import Entry, Manifest, open_segment, read_manifest

INDEX_NAME = "MAIN"


def write_whoosh_table(folder: str, manifest: Manifest, schema: Any) -> None:
    """Writes the table of `manifest`'s generation and removes older ones.

    Quoth itself never reads it. Raises OSError.
    """
    segments = [_segment(folder, entry) for entry in manifest.segments]
    storage = FileStorage(folder)  # type: ignore[no-untyped-call]
    TOC(schema, segments, manifest.generation).write(storage, INDEX_NAME)  # type: ignore[no-untyped-call]
    name = TOC._filename(INDEX_NAME, manifest.generation)  # type: ignore[no-untyped-call]
    pattern = TOC._pattern(INDEX_NAME)  # type: ignore[no-untyped-call]
    for other in os.listdir(folder):
        if pattern.match(other) and other != name:
            os.unlink(os.path.join(folder, other))


def whoosh_reader(folder: str, schema: Any) -> Any:
    """A Whoosh reader over the segments of our manifest: no table of Whoosh's, so no pickle, is read.

    Raises OSError or IndexProblem.
    """
    manifest = read_manifest(folder)
    storage = FileStorage(folder)  # type: ignore[no-untyped-call]
    readers: list[Any] = [
        SegmentReader(storage, schema, _segment(folder, entry), generation=manifest.generation)
        for entry in manifest.segments
    ]
    if len(readers) == 1:
        return readers[0]
    return MultiReader(readers, generation=manifest.generation) if readers else EmptyReader(schema)


def _segment(folder: str, entry: Entry) -> ArraySegment:
    dead = open_segment(folder, entry).dead if entry.dead else ()
    return ArraySegment(INDEX_NAME, entry.id.removeprefix(INDEX_NAME + "_"), entry.documents, dead)
