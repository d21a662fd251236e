"""Fitting text to columns: the width of characters, wrapping, cutting, plain tables. Pure, stdlib only."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

ELLIPSIS = "…"


def char_width(char: str) -> int:
    """Cells that one character takes on a terminal: 0, 1 or 2."""
    if char < "\u0300":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def cells(text: str) -> int:
    """Cells that `text` takes on a terminal."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells, with an ellipsis where it was cut on the right."""
    if cells(text) <= width:
        return text
    used, kept = 1, []
    for char in text:
        used += char_width(char)
        if used > width:
            break
        kept.append(char)
    return "".join(kept).rstrip() + ELLIPSIS


def cut_left(text: str, width: int) -> str:
    """`text` in at most `width` cells, with an ellipsis where it was cut on the left."""
    if cells(text) <= width:
        return text
    used, kept = 1, []
    for char in reversed(text):
        used += char_width(char)
        if used > width:
            break
        kept.append(char)
    return ELLIPSIS + "".join(reversed(kept)).lstrip()


def fitting(text: str, width: int) -> int:
    """How many leading characters of `text` fit into `width` cells."""
    used = 0
    for number, char in enumerate(text):
        used += char_width(char)
        if used > width:
            return number
    return len(text)


def pad(text: str, width: int) -> str:
    """`text` with blanks behind it up to `width` cells."""
    return text + " " * (width - cells(text))


def pad_left(text: str, width: int) -> str:
    """`text` with blanks before it up to `width` cells."""
    return " " * (width - cells(text)) + text


def wrap(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where to break `text` into lines of at most `width` cells, as offsets; without the blanks at breaks."""
    start, length = 0, len(text)
    while start < length and text[start] == " ":
        start += 1
    while start < length:
        used, at, blank = 0, start, -1
        while at < length and used + char_width(text[at]) <= width:
            used += char_width(text[at])
            if text[at] == " ":
                blank = at
            at += 1
        if at == length or text[at] == " ":
            end = at
        elif blank > start:
            end = blank
        else:
            end = max(at, start + 1)
        yield start, start + len(text[start:end].rstrip(" "))
        start = end
        while start < length and text[start] == " ":
            start += 1


def paragraph(text: str, width: int, indent: str = "") -> str:
    """`text` wrapped to `width` columns with `indent` before each line, ending with a newline."""
    inner = max(10, width - len(indent))
    return "".join(f"{indent}{text[a:b]}\n" for a, b in wrap(text, inner))


def plain_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], numbers: frozenset[int]
) -> Iterator[str]:
    """A table of aligned columns without rules; those in `numbers` are set to the right.

    Without `columns` it has no head.
    """
    grid = [list(row) for row in (columns, *rows) if row]
    widths = [max(map(cells, column)) for column in zip(*grid, strict=True)]
    for row in grid:
        aligned = [
            pad_left(cell, widths[i]) if i in numbers else pad(cell, widths[i]) for i, cell in enumerate(row)
        ]
        yield "  ".join(aligned).rstrip() + "\n"
