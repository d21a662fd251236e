"""The page on which a reader left a library, kept to stand again before anything is loaded.

A small text file for each library beside its state. It is good while neither the state nor the texts have
changed since: another page would be taken for the reader's place.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from quoth.tui.driver.first_page import Piece

_HEAD = "quoth page 1"


def page_file(environment: Mapping[str, str], library: Sequence[str]) -> str:
    """The file for a library, by the names of what was opened; under the XDG state folder."""
    base = environment.get("XDG_STATE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(environment.get("HOME") or os.path.expanduser("~"), ".local", "state")
    key = zlib.crc32(_names(library).encode("utf-8", "surrogateescape"))
    return os.path.join(base, "quoth", "explorer", f"{key:08x}.page")


def keep(path: str, library: Sequence[str], size: tuple[int, int], pieces: Iterable[Piece]) -> None:
    """Write the page of a screen of `size`; one that cannot be written is done without.

    The last row is left out: it tells which keys work, and until the app is there none does.
    """
    lines = [_HEAD, _names(library), "{} {}".format(*size)]
    lines += [f"{piece.y} {piece.x} {piece.style}\t{piece.text}" for piece in pieces if piece.y < size[1] - 1]
    fresh = f"{path}.{os.getpid()}"
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            file.write("\n".join(lines) + "\n")
        os.replace(fresh, path)


def forget(path: str) -> None:
    """The page is no longer where the reader is."""
    with suppress(OSError):
        os.unlink(path)


def kept(
    path: str, library: Sequence[str], size: tuple[int, int], sources: Iterable[str]
) -> tuple[Piece, ...]:
    """The page, if it is of this library and size and newer than the `sources`; else nothing."""
    try:
        at = os.stat(path).st_mtime_ns
        if any(os.stat(source).st_mtime_ns > at for source in sources):
            return ()
        with open(path, encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            head, names, measured, *rows = file.read(1_000_000).split("\n")
    except (OSError, ValueError):
        return ()
    if (head, names, measured) != (_HEAD, _names(library), "{} {}".format(*size)):
        return ()
    try:
        return tuple(_piece(row) for row in rows if row)
    except ValueError:
        return ()


def _piece(row: str) -> Piece:
    place, _, text = row.partition("\t")
    y, x, style = place.split(" ")
    if not all(code.isdigit() for code in style.split(";") if code):
        raise ValueError(f"not a style: {style}")
    return Piece(int(x), int(y), text, style)


def _names(library: Sequence[str]) -> str:
    return "\0".join(library).replace("\n", "\ufffd")
