"""The postings of several segments of one field brought together, by ranges of terms.

Memory is bounded by `CHUNK` postings and one file of spooled output for each array, whatever the size
of the index.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import accumulate, compress
from typing import IO, Any, Protocol

from quoth.corpus.values import dataclass
from quoth.index.segments.container import Flat, narrowest, type_code
from quoth.index.segments.layout import SKIP
from quoth.index.segments.postings import PlacedPostings, Postings, ValuePostings, WordPostings
from quoth.index.segments.segment import Segment
from quoth.index.segments.terms import flat_endings, flat_terms, offsets

CHUNK = 1 << 20
"""Postings that are merged at a time, unless one term alone has more."""


@dataclass(frozen=True, slots=True)
class Source:
    """One segment of a merge: the number that its first document gets, and each document's new number.

    `moved` is None where none is deleted; there a deleted document has `GONE`.
    """

    segment: Segment
    base: int
    moved: array[int] | None

    @property
    def alive(self) -> bytes:
        """For each document whether it stays."""
        return bytes(
            self.segment.documents * b"\1" if self.moved is None else (n != GONE for n in self.moved)
        )


GONE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Range:
    """A range of merged terms: in each source it is a range too.

    `ranks` tells for each source the merged number, counted from the range's first, of its terms
    from `spans[i][0]` up to `spans[i][1]`; `count` is how many merged terms there are.
    """

    count: int
    spans: tuple[tuple[int, int], ...]
    ranks: tuple[Sequence[int], ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The postings of a range, term after term: how many each term has, and their arrays."""

    counts: Sequence[int]
    docs: Any
    tf: Any
    positions: Any
    impacts: Any


class RangeMerger(Protocol):
    """How the postings of a range are brought together: here, or with numpy."""

    def __call__(
        self, sources: Sequence[Source], fields: Sequence[Postings], terms: Range, kinds: dict[str, str]
    ) -> Merged: ...


def sources_of(segments: Sequence[Segment]) -> tuple[Source, ...]:
    """The segments of a merge, in order, with the new numbers of their documents."""
    found = []
    base = 0
    for segment in segments:
        moved = None
        if len(segment.dead):
            moved = array("I", range(base, base + segment.documents))
            for shift, doc in enumerate(segment.dead):
                end = segment.dead[shift + 1] if shift + 1 < len(segment.dead) else segment.documents
                moved[doc] = GONE
                for later in range(doc + 1, end):
                    moved[later] -= shift + 1
        found.append(Source(segment, base, moved))
        base += segment.alive
    return tuple(found)


class Spool:
    """Arrays that grow side by side, each in an unnamed file of its own."""

    def __init__(self, folder: str, names: Sequence[str]) -> None:
        self._files: dict[str, IO[bytes]] = {
            name: tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
            for name in names
        }

    def write(self, name: str, numbers: Any) -> None:
        self._files[name].write(memoryview(numbers).cast("B") if len(numbers) else b"")

    def chunks(self, name: str) -> Iterator[bytes]:
        file = self._files[name]
        file.seek(0)
        while piece := file.read(1 << 20):
            yield piece
        file.close()


def merge_field(
    name: str, sources: Sequence[Source], merger: RangeMerger, folder: str, renumbered: list[array[int]]
) -> Iterator[Flat]:
    """The arrays of a field; puts into `renumbered` the new numbers of each source's terms, or `GONE`."""
    fields = [field for source in sources if (field := source.segment.postings(name)) is not None]
    kinds = {"docs": "u4"}
    placed = [field for field in fields if isinstance(field, PlacedPostings)]
    if placed:
        kinds["tf"] = _widest(field.tf.type for field in placed)
        kinds["positions"] = _widest(field.all_positions.type for field in placed)
        if placed[0].impacts is not None:
            kinds["impacts"] = "u1"
    spool = Spool(folder, list(kinds))
    kept: list[bytes] = []
    post_at = [0]
    skips = [0]
    renumbered.extend(array("I") for _ in fields)
    held, seen = 0, 0
    for terms, merged_range in ranges(fields):
        merged = merger(sources, fields, merged_range, kinds)
        for array_name in kinds:
            spool.write(array_name, getattr(merged, array_name))
        if placed:
            held, seen = _skip(skips, merged.tf, held, seen)
        numbers = array("I")
        for term, count in zip(terms, merged.counts, strict=True):
            # a term whose documents are all deleted goes with them
            numbers.append(len(kept) if count else GONE)
            if count:
                kept.append(term)
                post_at.append(post_at[-1] + int(count))
        for known, ranks in zip(renumbered, merged_range.ranks, strict=True):
            known.extend(map(numbers.__getitem__, ranks))
    yield from flat_terms(name, kept)
    if placed:
        yield flat_endings(name, kept)
    yield offsets(f"{name}.post_at", post_at)
    for array_name, kind in kinds.items():
        yield Flat(f"{name}.{array_name}", kind, spool.chunks(array_name))
    if placed:
        yield offsets(f"{name}.skips", [*skips, held] if seen % SKIP else skips)
    elif all(isinstance(field, ValuePostings) and field.ordinals for field in fields):
        yield from _ordinals(name, sources, fields, renumbered, len(kept))


def _widest(kinds: Iterator[str]) -> str:
    return max(kinds)


def _skip(skips: list[int], tf: Any, held: int, seen: int) -> tuple[int, int]:
    """Goes on with a skip list; returns how many words and postings there are now."""
    # as plain numbers: sums of small ones of numpy overflow
    tf = memoryview(tf)
    at = 0
    while at < len(tf):
        step = min(SKIP - seen % SKIP, len(tf) - at)
        held += sum(tf[at : at + step])
        at += step
        seen += step
        if seen % SKIP == 0:
            skips.append(held)
    return held, seen


def ranges(fields: Sequence[Postings]) -> Iterator[tuple[list[bytes], Range]]:
    """The merged terms in order, in ranges of about `CHUNK` postings and at most 2**16 terms."""

    def walk(number: int, field: Postings) -> Iterator[tuple[bytes, int, int]]:
        at = field.post_at.whole()
        for place, term in enumerate(field.terms):
            yield term, number, at[place + 1] - at[place]

    firsts = [0] * len(fields)
    terms: list[bytes] = []
    ranks = [array("I") for _ in fields]
    size = 0
    for term, number, count in merge(*(walk(n, field) for n, field in enumerate(fields))):
        if not terms or term != terms[-1]:
            if size >= CHUNK or len(terms) == 1 << 16:
                yield terms, _range(len(terms), firsts, ranks)
                firsts = [first + len(rank) for first, rank in zip(firsts, ranks, strict=True)]
                terms, ranks, size = [], [array("I") for _ in fields], 0
            terms.append(term)
        ranks[number].append(len(terms) - 1)
        size += count
    if terms:
        yield terms, _range(len(terms), firsts, ranks)


def _range(count: int, firsts: Sequence[int], ranks: Sequence[array[int]]) -> Range:
    spans = tuple((first, first + len(rank)) for first, rank in zip(firsts, ranks, strict=True))
    return Range(count, spans, tuple(ranks))


def merge_range(
    sources: Sequence[Source], fields: Sequence[Postings], terms: Range, kinds: dict[str, str]
) -> Merged:
    """Brings the postings of a range together with the standard library."""
    found = {name: array(type_code(kind)) for name, kind in kinds.items()}
    found.setdefault("tf", array("B"))
    found.setdefault("positions", array("B"))
    found.setdefault("impacts", array("B"))
    places: list[list[tuple[int, int]]] = [[] for _ in range(terms.count)]
    for number, ((first, _), ranks) in enumerate(zip(terms.spans, terms.ranks, strict=True)):
        for shift, rank in enumerate(ranks):
            places[rank].append((number, first + shift))
    counts = []
    for held in places:
        before = len(found["docs"])
        for number, term in held:
            _append(found, sources[number], fields[number], term)
        counts.append(len(found["docs"]) - before)
    return Merged(counts, found["docs"], found["tf"], found["positions"], found["impacts"])


def _append(found: dict[str, array[int]], source: Source, field: Postings, term: int) -> None:
    """Adds the postings of one term of one segment."""
    start, end = field.span(term)
    docs = field.docs(term)
    if source.moved is None:
        found["docs"].extend(map(source.base.__add__, docs))
        stays = None
    else:
        moved = [source.moved[doc] for doc in docs]
        stays = [doc != GONE for doc in moved]
        found["docs"].extend(compress(moved, stays))
    if isinstance(field, WordPostings) and field.impacts is not None:
        impacts = field.impacts.slice(start, end)
        found["impacts"].extend(impacts if stays is None else compress(impacts, stays))
    if not isinstance(field, PlacedPostings):
        return
    tf = field.tf.slice(start, end)
    begin = field.first_position(start)
    positions = field.all_positions.slice(begin, begin + sum(tf))
    found["tf"].extend(tf if stays is None else compress(tf, stays))
    if stays is None:
        found["positions"].extend(positions)
        return
    for stay, at, count in zip(stays, accumulate(tf, initial=0), tf, strict=False):
        if stay:
            found["positions"].extend(positions[at : at + count])


def _ordinals(
    name: str,
    sources: Sequence[Source],
    fields: Sequence[Postings],
    ordinals: Sequence[array[int]],
    none: int,
) -> Iterator[Flat]:
    kind = narrowest(none)

    def chunks() -> Iterator[array[int]]:
        for source, field, known in zip(sources, fields, ordinals, strict=True):
            assert isinstance(field, ValuePostings)
            assert field.ordinals is not None
            renumbered = array("I", known)
            renumbered.append(none)
            values = map(renumbered.__getitem__, field.ordinals.whole())
            yield array(type_code(kind), values if source.moved is None else compress(values, source.alive))

    yield Flat(f"{name}.ordinals", kind, chunks())


def merge_lengths(name: str, sources: Sequence[Source]) -> Flat:
    fields = [field for source in sources if (field := source.segment.words(name)) is not None]
    kind = _widest(field.lengths.type for field in fields)

    def chunks() -> Iterator[array[int]]:
        for source, field in zip(sources, fields, strict=True):
            values = field.lengths.whole()
            yield array(type_code(kind), values if source.moved is None else compress(values, source.alive))

    return Flat(f"{name}.lengths", kind, chunks())
