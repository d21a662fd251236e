"""Which segments an index has: a small JSON file, replaced by one rename.

Whoosh keeps the same facts in a table of contents with pickles in it. We write that table too, so
that `whoosh.index.open_dir` opens the index, but read only this file: bytes from disk never become
code.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Sequence

from quoth.corpus.values import dataclass
from quoth.index.segments.container import Container, Flat, SegmentDamaged, write_container
from quoth.index.segments.layout import Layout
from quoth.index.segments.segment import EXTENSION, Segment

NAME = "SEGMENTS"
FORMAT = "quoth segments"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One segment: its name, its documents and the file that lists the deleted ones, if any."""

    id: str
    documents: int
    dead: str | None = None
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """The segments of an index in order. `generation` grows with each commit."""

    generation: int
    layout: Layout
    segments: tuple[Entry, ...]

    @property
    def documents(self) -> int:
        """Documents, deleted ones included."""
        return sum(entry.documents for entry in self.segments)


def segment_file(entry: Entry) -> str:
    """The name of a segment's file."""
    return entry.id + EXTENSION


def read_manifest(folder: str) -> Manifest:
    """The manifest in `folder`. Raises FileNotFoundError, OSError or SegmentDamaged."""
    with open(os.path.join(folder, NAME), "rb") as file:
        raw = file.read()
    checksum, _, body = raw.partition(b"\n")
    try:
        if int(checksum, 16) != zlib.crc32(body):
            raise ValueError("its checksum is another")
        said = json.loads(body)
        if said["format"] != FORMAT or said["version"] != VERSION:
            raise ValueError(f"its format is {said['format']!r} {said['version']!r}")
        entries = tuple(Entry(str(i), int(n), dead, int(d)) for i, n, dead, d in said["segments"])
        return Manifest(int(said["generation"]), Layout.from_json(said["layout"]), entries)
    except (ValueError, KeyError, TypeError) as error:
        raise SegmentDamaged(NAME, str(error)) from None


def write_manifest(folder: str, manifest: Manifest) -> None:
    """Replaces the manifest by one rename; whoever makes it live flushes it to disk. Raises OSError."""
    body = json.dumps(
        {
            "format": FORMAT,
            "version": VERSION,
            "generation": manifest.generation,
            "layout": manifest.layout.to_json(),
            "segments": [[e.id, e.documents, e.dead, e.deleted] for e in manifest.segments],
        },
        ensure_ascii=True,
    ).encode()
    fresh = os.path.join(folder, NAME + ".new")
    with open(fresh, "wb") as file:
        file.write(b"%08x\n" % zlib.crc32(body) + body)
    os.replace(fresh, os.path.join(folder, NAME))


def write_dead(folder: str, name: str, dead: Sequence[int]) -> None:
    """Writes the numbers of a segment's deleted documents, ascending, to a new file. Raises OSError."""
    numbers = b"".join(number.to_bytes(4, "little") for number in dead)
    write_container(os.path.join(folder, name), {"deleted": len(dead)}, [Flat("dead", "u4", (numbers,))])


def open_segment(folder: str, entry: Entry) -> Segment:
    """Opens one segment with its deletions. Raises SegmentDamaged, IndexProblem "version" or OSError."""
    dead: Sequence[int] = ()
    try:
        if entry.dead is not None:
            dead = Container(os.path.join(folder, entry.dead)).array("dead").whole()
        segment = Segment(os.path.join(folder, segment_file(entry)), dead)
    except FileNotFoundError as error:
        raise SegmentDamaged(os.path.basename(str(error.filename)), "is missing") from None
    if segment.documents != entry.documents or len(dead) != entry.deleted:
        raise SegmentDamaged(segment_file(entry), f"does not hold {entry.documents} documents")
    return segment


def open_segments(folder: str) -> tuple[Manifest, list[Segment]]:
    """The manifest of a folder and its segments, open. Raises OSError or IndexProblem.

    Where a writer removed files in between, what it committed is opened instead.
    """
    while True:
        manifest = read_manifest(folder)
        try:
            return manifest, [open_segment(folder, entry) for entry in manifest.segments]
        except SegmentDamaged:
            if read_manifest(folder).generation == manifest.generation:
                raise
