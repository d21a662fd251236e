"""From bytes to text that is safe to keep: decoding, newlines, characters that must not travel.

Nothing moves: every unwanted character is replaced by exactly one other, so a span of the text
read here is a span of the source as decoded.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from quoth.corpus.failures import FailureReason as FailureReason
from quoth.corpus.failures import ReadFailure as ReadFailure
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.settings import DEFAULT, ReadSettings, too_large
from quoth.corpus.values import dataclass

MAX_BYTES = DEFAULT.max_bytes
"""The largest file that is read as one article; larger ones are collections or not texts."""

_UNTEXTLIKE = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_SNIFF_BYTES = 64 * 1024
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BAD_BYTES = late_pattern("[\udc80-\udcff]+")
_LEAST_WHOLE = 4
"""So many whole sequences to each broken place make bytes damaged UTF-8."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text fit to be kept and shown, and what had to be done to it, one line each."""

    text: str
    warnings: tuple[str, ...] = ()
    encoding: str = "utf-8"


def _replacements() -> dict[str, str]:
    """What stands for each character that a terminal would obey instead of show.

    C0 codes become their control pictures; C1 codes, bidirectional overrides and isolates and lone
    surrogates the replacement character; everything that breaks a line elsewhere breaks it here too.
    """
    table = {chr(code): chr(0x2400 + code) for code in range(0x20)}
    del table["\t"], table["\n"]
    table["\x7f"] = "\N{SYMBOL FOR DELETE}"
    return table | dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n")


_STANDS_FOR = _replacements()
_HARMFUL = late_pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    """`text` of the same length, without characters that steer a terminal."""
    if text.replace("\n", "").replace("\xa0", "").isprintable():
        return text
    return _HARMFUL.sub(lambda found: _STANDS_FOR.get(found[0], _REPLACEMENT), text)


def harmless_line(text: str) -> str:
    """`text` of the same length on one line: line breaks and tabs become blanks."""
    return harmless(text).replace("\n", " ").replace("\t", " ")


def decode(raw: bytes, settings: ReadSettings = DEFAULT, declared: str | None = None) -> Decoded:
    """The text of a file's bytes.

    Asked in this order: `settings.encoding`, a byte order mark, valid UTF-8, UTF-8 with a few bad
    bytes, the encoding that the file or its envelope declares, the letters themselves. Bad bytes and
    a guess are always told in a warning.
    Newlines are folded to ``\\n``. Raises ReadFailure for empty and binary bytes and for bytes that
    are not in the encoding set; the detail then names the first bad byte.
    """
    text, encoding, warnings = _decoded(raw, settings.encoding, declared)
    if not text.isascii():
        from quoth.corpus.mojibake import undone

        text, told = undone(text, settings.repair)
        warnings += told
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    safe = harmless(text)
    if not safe.strip():
        raise ReadFailure("empty", "holds no text")
    if safe is not text and safe != text:
        replaced = sum(_STANDS_FOR.get(found[0]) != "\n" for found in _HARMFUL.finditer(text))
        if replaced:
            warnings += (f"{replaced} control characters made visible",)
    return Decoded(safe, tuple(harmless_line(warning) for warning in warnings), encoding)


def _decoded(raw: bytes, chosen: str | None, declared: str | None) -> tuple[str, str, tuple[str, ...]]:
    """Text, encoding and warnings."""
    for mark, announced in _BOMS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], chosen or announced)
    if chosen:
        return _strictly(raw, chosen)
    if not (_looks_binary(raw[:_SNIFF_BYTES]) or (b"\x1b$" in raw and raw.isascii())):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            damaged = _damaged_utf8(raw)
            if damaged is not None:
                return damaged[0], "utf-8", damaged[1:]
        else:
            return text, "utf-8", _contradiction(declared, text)
    elif raw.startswith(_FOREIGN):
        raise ReadFailure("binary", "is no text, whatever its name says")
    from quoth.corpus.encodings import guessed, known

    if declared and (name := known(declared)):
        try:
            return raw.decode(name), name, ()
        except UnicodeDecodeError:
            pass
    guess = guessed(raw)
    if guess is None:
        raise ReadFailure("binary", "holds control bytes; convert it to text first")
    return guess.text, guess.encoding, guess.warnings(declared)


def _damaged_utf8(raw: bytes) -> tuple[str, str] | None:
    """Bytes that are UTF-8 but for a few, each of those U+FFFD, and what to tell; None for other bytes.

    Other encodings rarely make a sequence that is whole in UTF-8, so that several whole ones to each
    broken place tell damage: a stray byte, a file cut inside a character.
    """
    text = raw.decode("utf-8", "surrogateescape")
    places = [found.span() for found in _BAD_BYTES.finditer(text)]
    bad = sum(end - start for start, end in places)
    whole = sum(char > "\x7f" for char in text) - bad
    if len(places) * _LEAST_WHOLE > whole or bad * 2 > whole:
        return None
    first = len(text[: places[0][0]].encode())
    told = f"{bad} bytes are not" if bad > 1 else "1 byte is not"
    return (
        _BAD_BYTES.sub(lambda found: _REPLACEMENT * len(found[0]), text),
        f"read as UTF-8, but {told} and became {_REPLACEMENT}; the first is byte {first}",
    )


def _strictly(raw: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    try:
        return raw.decode(encoding), encoding, ()
    except LookupError:
        raise ReadFailure("encoding", f"no encoding is called {encoding!r}") from None
    except UnicodeError as error:
        place = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise ReadFailure("encoding", f"not {encoding.upper()}{place}; another --encoding may fit") from None


def _contradiction(declared: str | None, text: str) -> tuple[str, ...]:
    if declared is None or text.isascii() or declared.lower().replace("_", "-") in ("utf-8", "utf8"):
        return ()
    return (f"declared as {harmless_line(declared)}, but it is valid UTF-8 and was read as that",)


_FOREIGN = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xfd7zXZ\x00",
    b"BZh",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\x7fELF",
)


def _looks_binary(head: bytes) -> bool:
    """Whether more than one byte in twenty is a control code that texts do not use."""
    if not head:
        return False
    wild = len(head) - len(head.translate(None, _UNTEXTLIKE))
    return wild * 20 > len(head) or head.startswith(_FOREIGN)


def open_regular(path: Path, limit: int) -> BinaryIO:
    """A regular file of at most `limit` bytes, open for reading.

    Pipes, devices and folders are refused before they are opened, so that reading cannot hang.
    Raises ReadFailure.
    """
    seen = False
    try:
        _refuse_special(path.stat(), limit)
        seen = True
        file = open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")  # noqa: SIM115
        try:
            _refuse_special(os.fstat(file.fileno()), limit)
        except BaseException:
            file.close()
            raise
        return file
    except FileNotFoundError:
        if seen:
            raise ReadFailure("vanished", "was deleted while it was being read") from None
        raise ReadFailure("missing", "no such file") from None
    except PermissionError:
        raise ReadFailure("unreadable", "permission denied") from None
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise ReadFailure("unreadable", harmless_line(detail)) from None


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file of at most `limit` bytes, as they were at one moment.

    A file that is written to while it is read is read once more, then refused. Raises ReadFailure.
    """
    with open_regular(path, limit) as file:
        return read_whole(file, limit)


def read_whole(file: BinaryIO, limit: int) -> bytes:
    """All bytes of an open regular file, if there are at most `limit`. Raises ReadFailure."""
    try:
        for _ in range(2):
            file.seek(0)
            before = os.fstat(file.fileno())
            raw = file.read(limit + 1)
            after = os.fstat(file.fileno())
            if len(raw) > limit:
                _refuse_large(max(len(raw), after.st_size), limit)
            unchanged = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
            if unchanged and after.st_size in (len(raw), 0):  # files of the kernel say 0
                return raw
    except OSError as error:
        raise ReadFailure("unreadable", error.strerror or str(error)) from None
    raise ReadFailure("changing", "is being written to; read it again when it is complete")


def _refuse_special(status: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ReadFailure("not-a-file", "is no regular file")
    _refuse_large(status.st_size, limit)


def _refuse_large(size: int, limit: int) -> None:
    if size > limit:
        raise too_large(size, limit)


def display_path(path: Path | str) -> str:
    """A path as it may be printed: bytes that are not UTF-8 and control codes made visible."""
    return harmless_line(os.fsencode(path).decode("utf-8", "replace"))
