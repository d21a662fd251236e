"""What every reader gives: text, the lines its marks speak of, and what is known about the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO, Protocol

from quoth.corpus.failures import FailureReason, ReadFailure
from quoth.corpus.model import Line, LineKind, Span
from quoth.corpus.reading import harmless, harmless_line
from quoth.corpus.settings import ReadSettings
from quoth.corpus.values import dataclass

_INVISIBLE = re.compile("[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}]")
"""Characters that split words for a typesetter only; extracted text does without them."""
_LONGEST_FACT = 2_000


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one article and what its format says about it.

    `text` is harmless and is what every span indexes. `lines` are lines whose kind the format
    knows, in order; ``paragraph`` there means that the line is running text, not a heading.
    `date` is ISO 8601 (a day, a month or a year), `language` an ISO 639-1 code. `member` names the
    part of a file that holds several articles, `digest` is a SHA-256 of the bytes read, in hex.
    """

    text: str
    lines: tuple[Line, ...] = ()
    date: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    member: str = ""
    digest: str = ""

    @property
    def title(self) -> str | None:
        """The words of the line that is marked as the title."""
        return next((line.span.of(self.text) for line in self.lines if line.kind == "title"), None)


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that could not be read, and why; `member` names it as in `Extracted`."""

    member: str
    reason: FailureReason
    detail: str


@dataclass(frozen=True, slots=True)
class Member:
    """One text inside a file of several: its name, its bytes, and its format where that is known.

    A member that may hold several itself can come as a `stream` instead of bytes.
    """

    name: str
    raw: bytes
    format: str | None = None
    stream: BufferedReader | None = None


class Reader(Protocol):
    """A format that holds one article, or several in one piece."""

    def read(self, raw: bytes, settings: ReadSettings) -> Iterator[Extracted | Unread]:
        """The articles in `raw`. Raises ReadFailure, and nothing else, for any bytes."""


class Container(Protocol):
    """A format that holds files or messages one after the other, read as a stream."""

    def members(self, file: BinaryIO, settings: ReadSettings) -> Iterator[Member | Unread]:
        """The members in their order. Raises ReadFailure where the rest cannot be read."""


class TextBuilder:
    """Puts lines under one another and remembers what is known about each.

    All text passes through `harmless_line`; blanks at both ends are dropped, empty lines left out.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._lines: list[Line] = []
        self._length = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been added."""
        return not self._pieces

    @property
    def length(self) -> int:
        """How many characters have been added."""
        return self._length

    @property
    def count(self) -> int:
        """How many lines have been added."""
        return (len(self._pieces) + 1) // 2

    def add(self, text: str, kind: LineKind | None = None, level: int = 0, *, close: bool = False) -> None:
        """Adds one line; ``kind`` None leaves it to its shape. A blank line precedes it unless `close`."""
        line = harmless_line(text)
        if not line.isascii():
            line = _INVISIBLE.sub("", line)
        line = line.strip()
        if not line:
            return
        if self._pieces:
            gap = "\n" if close else "\n\n"
            self._pieces.append(gap)
            self._length += len(gap)
        if kind is not None:
            self._lines.append(Line(kind, Span(self._length, self._length + len(line)), level))
        self._pieces.append(line)
        self._length += len(line)

    def extracted(
        self,
        *,
        date: str | None = None,
        url: str | None = None,
        author: str | None = None,
        language: str | None = None,
        metadata: tuple[tuple[str, str], ...] = (),
        warnings: tuple[str, ...] = (),
        member: str = "",
    ) -> Extracted:
        """The article. Raises ReadFailure where no line holds a letter or a digit."""
        text = "".join(self._pieces) + "\n"
        if not any(c.isalnum() for c in text):
            raise ReadFailure("no-text", "holds no text that could be read")
        return Extracted(
            text=text,
            lines=tuple(self._lines),
            date=date,
            url=fact(url),
            author=fact(author),
            language=language_code(language),
            metadata=tuple((key, told) for key, value in metadata if (told := fact(value))),
            warnings=tuple(harmless_line(warning) for warning in warnings),
            member=harmless_line(member),
        )


def fact(value: str | None) -> str | None:
    """A value of metadata on one harmless line of bounded length, or None for an empty one."""
    if not value:
        return None
    return " ".join(harmless(value[:_LONGEST_FACT]).split()) or None


def language_code(tag: str | None) -> str | None:
    """The ISO 639-1 code in a language tag such as ``pt-BR``, or None."""
    if not tag:
        return None
    code = tag.strip().replace("_", "-").split("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
