"""From a file or bytes to the texts they hold: the format is found, archives are walked, limits kept."""

from __future__ import annotations

import hashlib
import io
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from quoth.corpus.failures import ReadFailure
from quoth.corpus.formats.extracted import Extracted, Member, Unread
from quoth.corpus.formats.registry import (
    HEAD,
    Format,
    container_of,
    format_named,
    format_of,
    reader_of,
)
from quoth.corpus.reading import harmless_line, open_regular, read_whole
from quoth.corpus.settings import DEFAULT, ReadSettings
from quoth.corpus.values import replace

SEPARATOR = "#"
"""Stands between the name of a file and that of a member, as in ``letters.zip#2021/may.txt``."""


def split_member(path: Path) -> tuple[Path, str]:
    """The file that a path means, and the member of it, as in ``letters.zip#2021/may.txt``.

    A file of exactly that name comes first; the member is empty where none is meant.
    """
    written = str(path)
    place = written.find(SEPARATOR)
    while place > 0 and not os.path.lexists(path):
        if written[place + 1 :] and os.path.isfile(written[:place]):
            return Path(written[:place]), written[place + 1 :]
        place = written.find(SEPARATOR, place + 1)
    return path, ""


def part_of(whole: str, member: str) -> str:
    """The path or the shown name of a member of a file; the file's own where the member is empty."""
    return f"{whole}{SEPARATOR}{member}" if member else whole


def members_named(texts: Iterator[Extracted | Unread], member: str) -> Iterator[Extracted | Unread]:
    """Those of `texts` that are the member of that name or lie in it. Raises ReadFailure for none."""
    found = False
    for text in texts:
        if text.member == member or text.member.startswith(member + SEPARATOR):
            found = True
            yield text
        elif found:
            return
    if not found:
        raise ReadFailure("missing", "has no member of that name")


_WHOLE = (0, 1)


def extract_file(
    path: Path, settings: ReadSettings = DEFAULT, share: tuple[int, int] = _WHOLE
) -> Iterator[Extracted | Unread]:
    """The texts in a file, one after the other; archives are read as a stream.

    A `share` (k, n) is every n-th member of an archive from the k-th on, so that n callers read all
    of it between them; what is no archive falls to the share 0.

    Raises ReadFailure where the file itself cannot be read; members that cannot are `Unread`.
    """
    with open_regular(path, max(settings.max_bytes, settings.max_file_bytes)) as file:
        try:
            found = format_of(path.name, file.read(HEAD))
            file.seek(0)
        except OSError as error:
            raise ReadFailure("unreadable", error.strerror or str(error)) from None
        if found.contains:
            yield from _walk(found, file, path.name, settings, 1, share)
        elif share[0] == 0:
            yield from _read(found, read_whole(file, settings.max_bytes), settings)


def extract_bytes(
    raw: bytes, name: str = "", settings: ReadSettings = DEFAULT
) -> Iterator[Extracted | Unread]:
    """The texts in `raw`; `name` is that of the file they came from, if any. Raises ReadFailure."""
    found = format_of(name, raw[:HEAD])
    if found.contains:
        yield from _walk(found, io.BytesIO(raw), name, settings, 1)
    else:
        settings.refuse_large(len(raw))
        yield from _read(found, raw, settings)


def _read(found: Format, raw: bytes, settings: ReadSettings) -> Iterator[Extracted | Unread]:
    if not raw:
        raise ReadFailure("empty", "holds no text")
    try:
        digest = hashlib.sha256(raw).hexdigest()
        for text in reader_of(found).read(raw, settings):
            yield replace(text, digest=digest) if isinstance(text, Extracted) else text
    except RecursionError:
        raise ReadFailure("too-deep", "is nested too deeply") from None
    except MemoryError:
        raise ReadFailure("too-large", "does not fit into memory") from None


def _walk(
    found: Format,
    file: BinaryIO,
    outer: str,
    settings: ReadSettings,
    depth: int,
    share: tuple[int, int] = _WHOLE,
) -> Iterator[Extracted | Unread]:
    """The texts of a container's members; names that come twice are numbered."""
    seen: Counter[str] = Counter()
    mine, shares = share
    try:
        for number, member in enumerate(container_of(found).members(file, settings)):
            name = harmless_line(member.member if isinstance(member, Unread) else member.name)
            seen[name] += 1
            if name and seen[name] > 1:
                name = f"{name}~{seen[name]}"
            # what is only packed is shared out inside
            packed = isinstance(member, Member) and member.stream is not None and not name
            if number % shares != mine and not packed:
                continue
            if isinstance(member, Unread):
                yield Unread(name, member.reason, harmless_line(member.detail))
            else:
                inside = share if packed else _WHOLE
                yield from _member(member, name, unpacked_name(outer), settings, depth, inside)
    except OSError as error:
        raise ReadFailure("unreadable", error.strerror or str(error)) from None


def _member(
    member: Member, name: str, outer: str, settings: ReadSettings, depth: int, share: tuple[int, int]
) -> Iterator[Extracted | Unread]:
    try:
        stream, raw = member.stream, member.raw
        head = stream.peek(HEAD)[:HEAD] if stream else raw[:HEAD]
        inner = format_named(member.format) if member.format else format_of(member.name or outer, head)
        if not inner.contains:
            if share[0]:
                return
            if stream:
                raw = stream.read(settings.max_bytes + 1)
                settings.refuse_large(len(raw))
            texts = _read(inner, raw, settings)
        elif depth >= settings.max_depth:
            raise ReadFailure("too-deep", "is an archive inside archives; unpack it first")
        else:
            texts = _walk(inner, stream or io.BytesIO(raw), member.name, settings, depth + 1, share)
        for text in texts:
            yield _named(text, name)
    except ReadFailure as failure:
        yield Unread(name, failure.reason, failure.detail)


def _named(text: Extracted | Unread, name: str) -> Extracted | Unread:
    parts = (part for part in (name, text.member) if part)
    return replace(text, member=SEPARATOR.join(parts))


def unpacked_name(name: str) -> str:
    """The name of a packed file without the suffix of its packing: ``may.txt`` for ``may.txt.gz``."""
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and suffix.lower() in ("gz", "xz", "bz2") else name
