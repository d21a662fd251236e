"""Bytes kept for each document: at a fixed width, or of any length in compressed blocks."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from quoth.index.segments.container import Container, SegmentDamaged

KEPT = 4096
"""Blocks of a column that stay open, some five megabytes: most answers show what others showed before."""


_UNREAD = (b"", False)


class FixedColumn:
    """A column of values of one width."""

    def __init__(self, container: Container, name: str, width: int) -> None:
        self._bytes = container.array(f"{name}.fixed")
        self.width = width

    def __getitem__(self, doc: int) -> bytes:
        return bytes(self._bytes.slice(doc * self.width, (doc + 1) * self.width))

    def whole(self) -> memoryview[int]:
        """All values one after another, in place."""
        return self._bytes.whole()


class PackedColumn:
    """A column of compressed blocks; those read last stay open."""

    def __init__(self, container: Container, name: str) -> None:
        self._name = container.name
        self.blocks = container.array(f"{name}.blocks")
        self.block_at = container.array(f"{name}.block_at")
        self.first = container.array(f"{name}.first")
        self.starts = container.array(f"{name}.starts")
        self.sample_from = container.array(f"{name}.sample_from")
        ends = container.array(f"{name}.sample_at").whole()
        samples = container.array(f"{name}.samples")
        self.samples = [bytes(samples.slice(*pair)) for pair in pairwise(ends)]
        self._kept: dict[int, tuple[bytes, bool]] = {}
        self._firsts: memoryview[int] | None = None
        self._sampled = self.sample_from.whole().tolist()

    def __getitem__(self, doc: int) -> bytes:
        firsts = self._firsts
        if firsts is None:
            firsts = self._firsts = self.first.whole()
        block = bisect_right(firsts, doc) - 1
        raw, whole = self._kept.get(block, _UNREAD)
        end: int | None = None
        if doc + 1 < (firsts[block + 1] if block + 1 < len(firsts) else len(self.starts)):
            start, end = self.starts.slice(doc, doc + 2)
        else:
            start = self.starts[doc]
        if not whole and (end is None or end > len(raw)):
            # no further than to what is asked for; to the end where that is not enough later
            raw, whole = self._opened(block, None if raw else end)
            if len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[block] = raw, whole
        return raw[start:end]

    def __iter__(self) -> Iterator[bytes]:
        """Every value in order, each block opened once."""
        firsts = [*self.first.whole(), len(self.starts)]
        for block, (first, behind) in enumerate(pairwise(firsts)):
            raw, _ = self._opened(block, None)
            for start, end in pairwise([*self.starts.slice(first, behind), len(raw)]):
                yield raw[start:end]

    def _opened(self, number: int, size: int | None) -> tuple[bytes, bool]:
        """The first `size` bytes of a block, or all of them, and whether these are all."""
        sample = self.samples[bisect_right(self._sampled, number) - 1]
        opener = zlib.decompressobj(-zlib.MAX_WBITS, zdict=sample)
        start, end = self.block_at.slice(number, number + 2)
        try:
            return opener.decompress(self.blocks.slice(start, end), size or 0), size is None
        except zlib.error as error:
            raise SegmentDamaged(self._name, f"block {number} cannot be unpacked: {error}") from None
