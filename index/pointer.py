"""The pointer of an index: a small JSON file that says which generation is live, with a sum over itself."""

from __future__ import annotations

import json
import zlib
from typing import Any

from quoth.corpus.values import dataclass, field
from quoth.index.roots import Root, from_json, to_json
from quoth.index.schema import SCHEMA_VERSION

FORMAT = "quoth index"


@dataclass(frozen=True, slots=True)
class Current:
    """What the pointer says: the live generation, with which versions and from what it was built.

    `roots` are what was indexed; `files` are the generation's files as (name, bytes, CRC-32).
    `built_at`, in seconds since the epoch, is when the generation was made; `seen_at` when a build
    last found it right, which does not make it another.
    """

    generation: int
    schema: int
    whoosh: str
    roots: tuple[Root, ...]
    built_at: float
    files: tuple[tuple[str, int, int], ...] = ()
    seen_at: float = field(default=0.0, compare=False)

    @property
    def bytes(self) -> int:
        """The size of the generation's files."""
        return sum(size for _, size, _ in self.files)


def encoded(state: Current) -> bytes:
    """The contents of the file."""
    said = {
        "format": FORMAT,
        "schema": state.schema,
        "generation": state.generation,
        "whoosh": state.whoosh,
        "roots": [to_json(root) for root in state.roots],
        "built_at": state.built_at,
        "seen_at": state.seen_at,
        "files": state.files,
    }
    return json.dumps(said | {"sum": _sum(said)}).encode("ascii")


def _sum(said: dict[str, Any]) -> int:
    """The CRC-32 of what a pointer says, in the one form that does not hang on how it is written."""
    return zlib.crc32(json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii"))


def decoded(raw: bytes) -> Current:
    """The pointer that `encoded` gave; of another version one with its `schema`, on which alone to rely.

    Raises ValueError, KeyError, TypeError or AttributeError where it is something else.
    """
    said = json.loads(raw)
    if said["format"] != FORMAT:
        raise ValueError(f"its format is {said['format']!r}")
    schema = int(said["schema"])
    if schema != SCHEMA_VERSION:
        return Current(int(said["generation"]), schema, "", (), 0.0)
    if said.pop("sum") != _sum(said):
        raise ValueError("its sum is another")
    return Current(
        generation=int(said["generation"]),
        schema=schema,
        whoosh=str(said["whoosh"]),
        roots=tuple(map(from_json, said["roots"])),
        built_at=float(said["built_at"]),
        seen_at=float(said["seen_at"]),
        files=tuple((str(name), int(size), int(crc)) for name, size, crc in said["files"]),
    )
