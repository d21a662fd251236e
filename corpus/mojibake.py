"""Mojibake: UTF-8 that was once read as a one-byte encoding and saved again, such as ``donâ€™t``.

It is recognised by bytes: where nearly every character beyond ASCII belongs to a run that, written
in the wrong encoding, is well-formed UTF-8, the text was misread. Nothing is undone unless asked.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quoth.corpus.late_pattern import late_pattern

_WRONG = ("cp1252", "cp1251", "mac_roman", "cp866", "cp1250")
_SAMPLE = 20_000
_LEAST_SHARE = 0.75
_LEAST_PLACES = 2
_HALF_READ = late_pattern(r"[\x80-\x84\x86-\x9f]")
_BEYOND_ASCII = late_pattern(r"[^\x00-\x7f]")
_RUN = late_pattern(r"[^\x00-\x7f]{2,}")


class _Misreading(NamedTuple):
    """How UTF-8 looks when it is read as `encoding`."""

    encoding: str
    run: re.Pattern[str]
    byte_of: dict[str, int]


@cache
def _misreading(encoding: str) -> _Misreading:
    """Bytes without a character in the encoding stand for themselves, as browsers read them."""
    char_of = {}
    for byte in range(0x80, 0x100):
        try:
            char_of[byte] = bytes([byte]).decode(encoding)
        except UnicodeDecodeError:
            char_of[byte] = chr(byte)

    def any_of(first: int, last: int) -> str:
        return "[" + "".join(re.escape(char_of[byte]) for byte in range(first, last + 1)) + "]"

    tail = any_of(0x80, 0xBF)
    run = f"{any_of(0xC2, 0xDF)}{tail}|{any_of(0xE0, 0xEF)}{tail}{{2}}|{any_of(0xF0, 0xF4)}{tail}{{3}}"
    return _Misreading(encoding, re.compile(run), {char: byte for byte, char in char_of.items()})


def undone(text: str, repair: bool) -> tuple[str, tuple[str, ...]]:
    """`text`, repaired where asked, and a warning where it is mojibake."""
    first = _BEYOND_ASCII.search(text)
    if first is None:
        return text, ()
    if _HALF_READ.search(text, first.start()):
        return _from_latin(text, repair)
    return _misread(text, repair)


def _misread(text: str, repair: bool, encodings: tuple[str, ...] = _WRONG) -> tuple[str, tuple[str, ...]]:
    """UTF-8 that was read as a one-byte encoding."""
    first = _BEYOND_ASCII.search(text)
    begin = first.start() if first else 0
    sample = text[begin : begin + _SAMPLE]
    foreign = len(sample) - len(sample.encode("ascii", "ignore"))
    if sum(map(len, _RUN.findall(sample))) < _LEAST_SHARE * foreign:
        return text, ()
    for encoding in encodings:
        known = _misreading(encoding)
        places = places_length = 0
        example = ""
        for found in known.run.finditer(sample):
            if _meant(found, known) is None:
                continue
            example = example or found[0]
            places += 1
            places_length += len(found[0])
        if places >= _LEAST_PLACES and places_length >= _LEAST_SHARE * foreign:
            if repair:
                mended = known.run.sub(lambda found: _meant(found, known) or found[0], text)  # noqa: B023
                return mended, (f"mojibake undone: UTF-8 had been read as {encoding}",)
            meant = known.run.sub(lambda found: _meant(found, known) or found[0], example)  # noqa: B023
            return text, (
                f"looks like UTF-8 that was read as {encoding}: {example} for {meant}; --repair undoes it",
            )
    return text, ()


def _from_latin(text: str, repair: bool) -> tuple[str, tuple[str, ...]]:
    """Text with C1 codes: cp1252 that was read as Latin-1, or UTF-8 that was, which is tried first."""
    whole, told = _misread(text, repair, ("latin-1", *_WRONG))
    if told:
        return whole, told
    count = len(_HALF_READ.findall(text))
    if not repair:
        return text, (f"{count} characters look like cp1252 that was read as Latin-1; --repair undoes it",)
    table = _misreading("cp1252")
    meant = {byte: char for char, byte in table.byte_of.items()}
    mended = _HALF_READ.sub(lambda found: meant[ord(found[0])], text)
    return mended, (f"{count} characters mended: cp1252 had been read as Latin-1",)


def _meant(found: re.Match[str], known: _Misreading) -> str | None:
    """The character that a run stood for, or None where it is no well-formed UTF-8."""
    try:
        return bytes(known.byte_of[char] for char in found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return None
