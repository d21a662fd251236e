"""How texts are read: what the user may set, and the limits that keep strangers' files harmless."""

from __future__ import annotations

import time

from quoth.corpus.failures import ReadFailure
from quoth.corpus.values import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Settings and limits of reading; sizes are bytes, times seconds.

    `encoding` and `language` (a code as in ISO 639) overrule everything a file says of itself. `repair`
    undoes mojibake, which is else only reported. `fields` names where JSON records keep things: pairs of
    a role (``text``, ``title``, ``date``, ``author``, ``url``, ``language``, ``speaker``) and a field,
    dotted for a field within a field.

    `max_bytes` bounds one text, packed or not. `max_file_bytes` bounds a file that is read as a
    stream (archives, JSONL, mbox), `max_unpacked` what an archive may unpack to altogether,
    `max_members` how many members are looked at, `max_ratio` how many times larger than packed a
    member may be (from `ratio_from` bytes on), `max_depth` archives inside archives and `max_nesting`
    elements or records inside one another. `seconds` bounds
    the extraction of one text, and again working out its structure and quotes.
    """

    encoding: str | None = None
    language: str | None = None
    repair: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    max_bytes: int = 32 * MEGABYTE
    max_file_bytes: int = 4096 * MEGABYTE
    max_unpacked: int = 8192 * MEGABYTE
    max_members: int = 1_000_000
    max_ratio: float = 200.0
    ratio_from: int = MEGABYTE
    max_depth: int = 2
    max_nesting: int = 500
    seconds: float = 60.0

    def deadline(self) -> Deadline:
        """The moment by which a text that is begun now must have been read."""
        return Deadline(time.monotonic() + self.seconds, self.seconds)

    def refuse_large(self, size: int) -> None:
        """Raises ReadFailure where one text would be larger than allowed."""
        if size > self.max_bytes:
            raise too_large(size, self.max_bytes)


def too_large(size: int, limit: int) -> ReadFailure:
    """The failure of a text of `size` bytes; of one byte more than `limit` where it was read no further."""
    told = f"{size / 1e6:.1f} MB, " if size > limit + 1 else ""
    return ReadFailure("too-large", f"{told}over the limit of {limit / 1e6:.1f} MB for one text; split it")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment of the monotonic clock that loops over a stranger's bytes check now and then."""

    at: float
    seconds: float

    def check(self) -> None:
        """Raises ReadFailure once the time is over."""
        if time.monotonic() > self.at:
            raise ReadFailure("too-slow", f"took longer than {self.seconds:g} s to take apart")


DEFAULT = ReadSettings()
