"""Sets of documents as the bits of whole numbers: what many documents have in common is one operation.

Document d is bit d. Python's integers join 30 documents in an instruction, and the processor several of
those: for 300,000 documents a conjunction takes a few microseconds, counting some twenty.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, compress
from typing import Any

DENSE = 1 << 10
"""Of a word that one document in so many has the bits are kept."""

_PLACES = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))
MARKS = bytes(1 << bit for bit in range(8))
"""The mark of each document in its byte."""

_STEPS = 8
_COUNTS = bytes(byte.bit_count() for byte in range(256))
_LOWER = bytes((1 << bit) - 1 for bit in range(8))


class Bits:
    """Some of the documents of a segment of `size`: as bits, as a list of the kernel's own kind, or both.

    At least one of the two is given, and the kernel makes the other one.
    """

    __slots__ = ("_count", "_raw", "asked", "bits", "docs", "ranks", "size")

    def __init__(self, size: int, bits: int | None = None, docs: Any = None) -> None:
        self.size = size
        self.bits = bits
        self.docs = docs
        self._count = -1
        self._raw: bytes | None = None
        self.asked = 0
        """How many documents were looked up in the list."""
        self.ranks: Any = None
        """How many documents come before those of each word of 64, where a kernel has counted them."""

    def __len__(self) -> int:
        if self._count < 0:
            self._count = len(self.docs) if self.bits is None else self.bits.bit_count()
        return self._count

    def __bool__(self) -> bool:
        """Whether there are any, without counting them."""
        return bool(self.bits) if self.bits is not None else len(self.docs) > 0

    def raw(self) -> bytes:
        """The bits as bytes, the lowest first, in whole words of eight; needs them."""
        if self._raw is None:
            assert self.bits is not None
            self._raw = self.bits.to_bytes(self.size // 64 * 8 + 8, "little")
        return self._raw


class Held:
    """How many documents that follow each document belong to it: `column` has a number for each.

    `masks` are the documents to which at least one, two, … documents belong; `many` are those with more
    than masks tell.
    """

    def __init__(self, column: bytes | memoryview[int]) -> None:
        self.column = column

    @cached_property
    def _small(self) -> bytes:
        column = self.column
        return column if isinstance(column, bytes) else bytes(min(number, 255) for number in column)

    @cached_property
    def masks(self) -> tuple[int, ...]:
        """As far as there are any, and no more than eight."""
        found: list[int] = []
        for least in range(1, _STEPS + 1):
            # what is left when smaller numbers are deleted tells whether there are greater ones
            if not self._small.translate(None, bytes(range(least))):
                break
            digits = self._small.translate(b"0" * least + b"1" * (256 - least))
            found.append(int(digits[::-1], 2))
        return tuple(found)

    @cached_property
    def many(self) -> tuple[tuple[int, int], ...]:
        """Documents with more than eight, each with how many."""
        if len(self.masks) < _STEPS:
            return ()
        greater = re.compile(b"[\\x%02x-\\xff]" % (_STEPS + 1))
        return tuple((match.start(), self.column[match.start()]) for match in greater.finditer(self._small))


def alone(bits: int, held: Held) -> int:
    """The documents that are not followed by another of them among those that belong to them."""
    covered = 0
    for steps, mask in enumerate(held.masks, 1):
        covered |= mask & (bits >> steps)
    for document, more in held.many:
        if bits >> (document + 1) & ((1 << more) - 1):
            covered |= 1 << document
    return bits ^ (bits & covered)


def ranks(found: Bits) -> Sequence[int]:
    """How many documents come before those of each byte."""
    return array("I", accumulate(map(_COUNTS.__getitem__, found.raw()), initial=0))


def places(docs: Sequence[int], found: Bits, before: Sequence[int]) -> list[int]:
    """Where each of some documents, which are all in a set, stands in its list, given its `ranks`."""
    raw, counts, lower = found.raw(), _COUNTS, _LOWER
    return [before[doc >> 3] + counts[raw[doc >> 3] & lower[doc & 7]] for doc in docs]


def listed(found: Bits) -> list[int]:
    """The documents, ascending."""
    raw = found.raw()
    docs: list[int] = []
    add = docs.append
    if len(found) * 16 > found.size:
        start = 0
        for byte in raw:
            if byte:
                docs.extend([start + bit for bit in _PLACES[byte]])
            start += 8
        return docs
    words = memoryview(raw).cast("Q")
    for at in compress(range(len(words)), words):
        word, before = words[at], at * 64 - 1
        while word:
            lowest = word & -word
            add(before + lowest.bit_length())
            word ^= lowest
    return docs


def between(found: Bits, start: int, end: int) -> list[int]:
    """The documents from `start` up to `end`, ascending."""
    part = found.raw()[start >> 3 : (end >> 3) + 1]
    if not part.strip(b"\0"):
        return []
    first = start & ~7
    return [
        doc
        for at, byte in enumerate(part)
        if byte
        for bit in _PLACES[byte]
        if start <= (doc := first + at * 8 + bit) < end
    ]


def packed(docs: Any, size: int) -> int:
    """The bits of some documents, in any order."""
    if len(docs) * 16 > size:
        marks = bytearray(b"0") * size
        one = ord("1")
        for doc in docs:
            marks[doc] = one
        marks.reverse()
        return int(marks, 2)
    raw = bytearray(size // 8 + 1)
    for doc in docs:
        raw[doc >> 3] |= MARKS[doc & 7]
    return int.from_bytes(raw, "little")


def inside(docs: Any, found: Bits) -> list[int]:
    """Those of the documents that are among some."""
    raw, marks = found.raw(), MARKS
    return [doc for doc in docs if raw[doc >> 3] & marks[doc & 7]]


def outside(docs: Any, found: Bits) -> list[int]:
    """Those of the documents that are not among some."""
    raw, marks = found.raw(), MARKS
    return [doc for doc in docs if not raw[doc >> 3] & marks[doc & 7]]


def front(found: Bits, count: int) -> Bits:
    """The first documents: `count` at least, where there are so many, and not many more."""
    bits = found.bits
    assert bits is not None
    reach = max(1, min(found.size, 2 * count * found.size // max(len(found), 1)))
    while True:
        some = bits & ((1 << reach) - 1)
        if reach >= found.size or some.bit_count() >= count:
            return Bits(reach, some)
        reach = min(found.size, reach * 4)
