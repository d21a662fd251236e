"""Columns in the making: see `columns`."""

from __future__ import annotations

import io
import tempfile
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from typing import IO, Any

from quoth.index.segments.columns import PackedColumn
from quoth.index.segments.container import Flat, narrowest, type_code
from quoth.index.segments.terms import offsets

BLOCK = 1 << 10
"""A block is closed when it is this long, before compression."""

SHORT = BLOCK // 8
"""A shorter value does not open a block: what is little is read with what stands before it."""

LONGEST = 4 * BLOCK
"""A block of this length is closed whatever comes next."""

DICTIONARY = 1 << 15
"""Bytes of a sample that blocks are compressed against: short blocks that are quick to open stay small."""

SAMPLED = 1 << 18
"""Bytes of values that the sample is drawn from."""

LEVEL = 3


def flat_fixed(name: str, width: int, values: Iterable[bytes]) -> Flat:
    """The array of a fixed column; a document without a value has `width` zero bytes."""

    def chunks() -> Iterator[bytes]:
        empty = bytes(width)
        rest = iter(values)
        while piece := list(islice(rest, 1 << 12)):
            for length in set(map(len, piece)) - {0, width}:
                raise ValueError(f"column {name!r} takes {width} bytes, not {length}")
            yield b"".join([value or empty for value in piece])

    return Flat(f"{name}.fixed", "u1", chunks())


class BlockWriter:
    """Compresses values in order as they come, so that little text is in memory.

    With `folder`, blocks wait in an unnamed file there instead of in memory.
    """

    def __init__(self, name: str, folder: str | None = None) -> None:
        self._name = name
        self._blocks: IO[bytes] = io.BytesIO() if folder is None else tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._block_at = array("Q", [0])
        self._first = array("I")
        self._starts = array("I")
        self._waiting: list[bytes] = []
        self._held = 0
        self._samples = [b""]
        self._primed = _packer(b"")
        self._sample_from = array("I", [0])
        self._sampled = False

    def __enter__(self) -> BlockWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._blocks.close()

    def add(self, value: bytes) -> None:
        """Adds the value of the next document."""
        if self._held >= (BLOCK if self._sampled else SAMPLED) and _opens(value, self._held):
            if not self._sampled:
                self._sampled = True
                self._use(_sample(self._waiting))
            self._compress()
        self._waiting.append(value)
        self._held += len(value)

    def adopt(self, column: PackedColumn) -> None:
        """Adds all values of another column, block by block as they are."""
        self._compress()
        base, at, block = len(self._starts), self._block_at[-1], len(self._first)
        self._first.extend(first + base for first in column.first.whole())
        self._starts.extend(column.starts.whole())
        self._blocks.write(column.blocks.whole())
        self._block_at.extend(at + end for end in column.block_at.slice(1, len(column.block_at)))
        for sample, since in zip(column.samples, column.sample_from.whole(), strict=True):
            self._use(sample, block + since)
        self._use(b"")
        self._sampled = False

    def _use(self, sample: bytes, since: int | None = None) -> None:
        """From block `since` on, by default the next one, blocks are compressed against `sample`."""
        block = len(self._first) if since is None else since
        self._primed = _packer(sample)
        if self._sample_from[-1] == block:
            # no block was compressed against the one before
            self._samples[-1] = sample
        elif self._samples[-1] != sample:
            self._samples.append(sample)
            self._sample_from.append(block)

    def _compress(self) -> None:
        """Makes blocks of all values that wait."""
        block: list[bytes] = []
        size = 0
        for value in self._waiting:
            if size >= BLOCK and _opens(value, size):
                self._close(block)
                size = 0
            if not block:
                self._first.append(len(self._starts))
            self._starts.append(size)
            block.append(value)
            size += len(value)
        if block:
            self._close(block)
        self._waiting.clear()
        self._held = 0

    def _close(self, block: list[bytes]) -> None:
        packer = self._primed.copy()
        packed = packer.compress(b"".join(block)) + packer.flush()
        self._blocks.write(packed)
        self._block_at.append(self._block_at[-1] + len(packed))
        block.clear()

    def finish(self) -> Iterator[Flat]:
        """The arrays of the column."""
        self._compress()
        yield Flat(f"{self._name}.blocks", "u1", self._chunks())
        yield offsets(f"{self._name}.block_at", self._block_at)
        yield Flat(f"{self._name}.first", "u4", (self._first,))
        kind = narrowest(max(self._starts, default=0))
        yield Flat(f"{self._name}.starts", kind, (array(type_code(kind), self._starts),))
        yield Flat(f"{self._name}.samples", "u1", self._samples)
        yield offsets(f"{self._name}.sample_at", [0, *accumulate(map(len, self._samples))])
        yield Flat(f"{self._name}.sample_from", "u4", (self._sample_from,))

    def _chunks(self) -> Iterator[bytes]:
        self._blocks.seek(0)
        while piece := self._blocks.read(1 << 20):
            yield piece


def _opens(value: bytes, held: int) -> bool:
    """Whether a value begins a block behind one of a length of `held`."""
    return len(value) >= SHORT or held >= LONGEST


def _packer(sample: bytes) -> Any:
    """What compresses against a sample: copied for each block, for to make it takes longer."""
    if sample:
        return zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=sample)
    return zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)


def _sample(values: Sequence[bytes]) -> bytes:
    """Values spread over `values`, at most `DICTIONARY` bytes."""
    whole = b"".join(values)
    count = max(1, len(values) * DICTIONARY // max(1, len(whole)))
    return b"".join(values[:: -(-len(values) // count)])[-DICTIONARY:]
