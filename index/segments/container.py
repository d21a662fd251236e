"""One file of named flat arrays: written once, then mapped and read in place.

Layout, types and invariants are in FORMAT.md. Every array has a checksum of its own, which `verify`
reads; every page of `PAGE` bytes has another one, which is compared when the page is first touched,
so that an answer never rests on bytes that changed on disk.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Any

from quoth.corpus.values import dataclass
from quoth.index.problems import IndexProblem

MAGIC = b"quothseg"
VERSION = 1
_PAGE_BITS = 16
PAGE = 1 << _PAGE_BITS
ALIGN = 64
_PROLOG = struct.Struct("<8sIIQQII")
_PROLOG_SPACE = 64
_CODES = {"u1": "B", "u2": "H", "u4": "I", "u8": "Q"}
_WIDTHS = {"u1": 1, "u2": 2, "u4": 4, "u8": 8}

Chunks = Iterable[Any]
"""Objects with the buffer protocol: bytes, arrays, views."""


class SegmentDamaged(IndexProblem):
    """A file of the index does not hold what was written to it."""

    def __init__(self, name: str, what: str) -> None:
        self.file, self.what = name, what
        self.problem = f"{name}: {what}"
        super().__init__("damaged", f"{self.problem}; make the index again with: quoth index --rebuild")


@dataclass(frozen=True, slots=True)
class Flat:
    """One array to be written: little-endian numbers of `type` ("u1", "u2", "u4", "u8") in pieces."""

    name: str
    type: str
    chunks: Chunks


def narrowest(largest: int) -> str:
    """The smallest type that holds `largest`."""
    return "u1" if largest < 1 << 8 else "u2" if largest < 1 << 16 else "u4" if largest < 1 << 32 else "u8"


def type_code(kind: str) -> str:
    """The typecode of `array.array` and memoryview for a type of ours."""
    return _CODES[kind]


class _Summing:
    """Writes forward only and keeps the checksum of each page."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.at = _PROLOG_SPACE
        self.pages: list[int] = []
        self._sum = 0

    def write(self, data: Any) -> None:
        view = memoryview(data)
        if not len(view):
            # an empty view cannot always be cast
            return
        view = view.cast("B")
        self.file.write(view)
        start = 0
        while start < len(view):
            room = PAGE - (self.at - _PROLOG_SPACE) % PAGE
            piece = view[start : start + room]
            self._sum = zlib.crc32(piece, self._sum)
            self.at += len(piece)
            start += len(piece)
            if len(piece) == room:
                self.pages.append(self._sum)
                self._sum = 0

    def align(self) -> None:
        self.write(bytes(-self.at % ALIGN))

    def finish(self) -> list[int]:
        if (self.at - _PROLOG_SPACE) % PAGE:
            self.pages.append(self._sum)
        return self.pages


def write_container(path: str, about: dict[str, Any], arrays: Iterable[Flat]) -> int:
    """Writes a new file at `path` and returns its size in bytes; whoever makes it live flushes it to disk.

    `about` is JSON that goes into the header. Raises OSError (FileExistsError where `path` exists).
    """
    if sys.byteorder != "little":
        raise NotImplementedError("segments are written on little-endian machines only")
    with open(path, "xb", buffering=1 << 20) as file:
        file.write(bytes(_PROLOG_SPACE))
        out = _Summing(file)
        table: dict[str, tuple[str, int, int, int]] = {}
        for flat in arrays:
            out.align()
            start, total = out.at, 0
            for chunk in flat.chunks:
                total = zlib.crc32(chunk, total)
                out.write(chunk)
            count, rest = divmod(out.at - start, _WIDTHS[flat.type])
            if rest or flat.name in table:
                raise ValueError(f"array {flat.name!r} of {flat.type} is cut or given twice")
            table[flat.name] = (flat.type, count, start, total)
        out.align()
        end = out.at
        pages = struct.pack(f"<{len(out.finish())}I", *out.pages)
        header = json.dumps({"arrays": table, "about": about}, ensure_ascii=True).encode()
        file.write(pages)
        file.write(header)
        size = end + len(pages) + len(header)
        tail = zlib.crc32(header, zlib.crc32(pages))
        prolog = _PROLOG.pack(MAGIC, VERSION, len(out.pages), end, size, len(header), tail)
        file.seek(0)
        file.write(prolog + struct.pack("<I", zlib.crc32(prolog)))
    return size


class FlatArray:
    """One array of an open container; reading it checks the pages that it touches."""

    __slots__ = ("_container", "_sound", "_unseen", "_width", "count", "start", "type", "view")

    def __init__(self, container: Container, kind: str, count: int, start: int) -> None:
        self._container = container
        self.start = start
        self._sound = False
        self._unseen = container.unseen
        self._width = _WIDTHS[kind]
        self.type = kind
        self.count = count
        self.view: memoryview[int] = container.memory[start : start + count * self._width].cast(
            _CODES[kind]  # type: ignore[call-overload]
        )

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, at: int) -> int:
        if not self._sound:
            start = self.start + at * self._width
            # arrays begin on multiples of 64, so that no number is on two pages
            if self._unseen[(start - _PROLOG_SPACE) >> _PAGE_BITS]:
                self._container.ensure(start, start + self._width)
        return self.view[at]

    def slice(self, start: int, end: int) -> memoryview[int]:
        """The numbers from `start` up to `end`, in place."""
        if not self._sound and start < end:
            first, behind = self.start + start * self._width, self.start + end * self._width
            unseen, page = self._unseen, (first - _PROLOG_SPACE) >> _PAGE_BITS
            last = (behind - 1 - _PROLOG_SPACE) >> _PAGE_BITS
            if unseen[page] or unseen[last] or last > page + 1:
                self._container.ensure(first, behind)
        return self.view[start:end]

    def whole(self) -> memoryview[int]:
        """All numbers, in place."""
        if not self._sound:
            self.slice(0, self.count)
            self._sound = True
        return self.view


class Container:
    """An open file of arrays. The mapping lives as long as somebody holds a view of it.

    Opening compares size, version and the header's checksum, not the arrays.
    Raises SegmentDamaged, IndexProblem "version", OSError.
    """

    def __init__(self, path: str) -> None:
        self.name = os.path.basename(path)
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < _PROLOG_SPACE:
                raise SegmentDamaged(self.name, f"only {size} bytes long")
            self.mapping = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
        self.memory: memoryview[int] = memoryview(self.mapping)
        self.size = size
        magic, version, pages, end, said, header_size, tail = _PROLOG.unpack_from(self.mapping)
        prolog_sum = int.from_bytes(self.mapping[_PROLOG.size : _PROLOG.size + 4], "little")
        if magic != MAGIC or zlib.crc32(self.mapping[: _PROLOG.size]) != prolog_sum:
            raise SegmentDamaged(self.name, "does not begin like a segment")
        if version != VERSION:
            raise IndexProblem(
                "version",
                f"{self.name} has format {version}, this quoth reads {VERSION}; "
                "make the index again with: quoth index --rebuild",
            )
        if said != size or end + 4 * pages + header_size != size:
            raise SegmentDamaged(self.name, f"has {size} bytes instead of {said}")
        if zlib.crc32(self.memory[end:size]) != tail:
            raise SegmentDamaged(self.name, "its header changed on disk")
        header = json.loads(self.mapping[size - header_size : size])
        self.about: dict[str, Any] = header["about"]
        self._table: dict[str, list[Any]] = header["arrays"]
        self._end = end
        self._sums = self.memory[end : end + 4 * pages]
        self.unseen = bytearray(b"\1") * pages
        """For each page 1 until it was compared with its checksum, then 0."""
        self._open: dict[str, FlatArray] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._table

    def names(self) -> Iterator[str]:
        """The names of all arrays, in the order of the file."""
        return iter(self._table)

    def array(self, name: str) -> FlatArray:
        """The array `name`. Raises SegmentDamaged where there is none."""
        found = self._open.get(name)
        if found is None:
            if name not in self._table:
                raise SegmentDamaged(self.name, f"has no array {name!r}")
            kind, count, start, _ = self._table[name]
            found = self._open[name] = FlatArray(self, kind, count, start)
        return found

    def ensure(self, start: int, end: int) -> None:
        """Compares the checksums of the pages that hold these bytes, each page once."""
        first = (start - _PROLOG_SPACE) >> _PAGE_BITS
        page = self.unseen.find(1, first, last := ((end - 1 - _PROLOG_SPACE) >> _PAGE_BITS) + 1)
        while page >= 0:
            at = _PROLOG_SPACE + page * PAGE
            said = int.from_bytes(self._sums[4 * page : 4 * page + 4], "little")
            if zlib.crc32(self.memory[at : min(at + PAGE, self._end)]) != said:
                raise SegmentDamaged(self.name, f"its bytes from {at} on changed on disk")
            self.unseen[page] = 0
            page = self.unseen.find(1, page + 1, last)

    def release(self) -> None:
        """Gives the memory of what was read back; it comes from the file again when it is needed."""
        if hasattr(self.mapping, "madvise"):
            self.mapping.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> Iterator[str]:
        """The names of the arrays whose bytes are not those that were written."""
        for name, (kind, count, start, total) in self._table.items():
            if zlib.crc32(self.memory[start : start + count * _WIDTHS[kind]]) != total:
                yield name
