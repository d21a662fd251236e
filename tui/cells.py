"""Text measured in terminal cells, and the one place where hostile characters stop.

Every widget builds its rows through `strip`, so that nothing from a text, a file name, a query or
an error can move the cursor, set a title, write a clipboard or turn the reading direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from quoth.tui.harmless_text import REPLACEMENT, clean
from quoth.tui.snippet import ELLIPSIS

__all__ = [
    "DOUBT",
    "ELLIPSIS",
    "REPLACEMENT",
    "Piece",
    "clean",
    "crop",
    "crop_name",
    "fitting",
    "pad",
    "strip",
    "tail",
    "told_apart",
    "width",
]

JOINER = "\u200d"
DOUBT = "?"
"""Behind a name: look before using the quote, `w` says why."""


def width(text: str) -> int:
    """The number of cells that `clean(text)` takes."""
    return cell_len(clean(text))


def crop(text: str, cells: int, *, ellipsis: str = ELLIPSIS) -> str:
    """`text` cleaned and cut to at most `cells` cells, with an ellipsis where something was cut."""
    text = clean(text)
    if cell_len(text) <= cells:
        return text
    room = cells - cell_len(ellipsis)
    if room < 0:
        return ellipsis[: max(cells, 0)]
    return text[: fitting(text, room)].rstrip() + ellipsis


def crop_name(name: str, cells: int) -> str:
    """A name cut to at most `cells` cells; the sign of doubt behind it stays."""
    if name.endswith(DOUBT):
        return crop(name.removesuffix(DOUBT), cells - 1) + DOUBT
    return crop(name, cells)


def tail(text: str, cells: int) -> str:
    """A path cleaned and cut to at most `cells` cells from the left: the name of the file stays."""
    text = clean(text)
    if cell_len(text) <= cells:
        return text
    for cut in (at for at, letter in enumerate(text) if letter == "/" and at > 0):
        if cell_len(text[cut:]) <= cells - 1:
            return ELLIPSIS + text[cut:]
    return crop(text.rpartition("/")[2], cells)


def told_apart(labels: Sequence[str], cells: int) -> list[str]:
    """Labels cut to at most `cells` cells; those that would look alike show their ends too.

    Titles of one series begin alike, and differ in their last words.
    """
    cut = [crop(label, cells) for label in labels]
    seen = Counter(cut)
    return [
        middle(label, cells) if seen[short] > 1 and short != clean(label) else short
        for label, short in zip(labels, cut, strict=True)
    ]


def middle(text: str, cells: int) -> str:
    """`text` cleaned and cut to at most `cells` cells in its middle."""
    text = clean(text)
    if cell_len(text) <= cells or cells < 8:
        return crop(text, cells)
    half = (cells - 1) // 2
    end = len(text)
    while end > 0 and cell_len(text[end - 1 :]) <= half:
        end -= 1
    return crop(text[: fitting(text, cells - 1 - half)].rstrip() + ELLIPSIS + text[end:].lstrip(), cells)


def fitting(text: str, cells: int) -> int:
    """How many leading characters of cleaned `text` fit into `cells`, never inside a grapheme."""
    used = 0
    for _start, _end, size in split_graphemes(text)[0]:
        if used + size > cells:
            return _start
        used += size
    return len(text)


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """`text` cropped and filled with blanks to exactly `cells`; `right` pushes it to the right.

    A joiner at either end would take the next blank into its own cell; it is left out.
    """
    text = crop(text, cells).strip(JOINER)
    blanks = " " * (cells - cell_len(text))
    return blanks + text if right else text + blanks


Piece = tuple[str, Style | None]


def strip(pieces: Iterable[Piece], cells: int, base: Style | None = None) -> Strip:
    """A row of exactly `cells` cells from styled pieces: cleaned, cut at the edge, filled with blanks.

    `base` lies under every style; None leaves the terminal's own colours.
    """
    segments: list[Segment] = []
    left = cells
    for text, style in pieces:
        text = clean(text)
        size = cell_len(text)
        if size > left:
            text = text[: fitting(text, left)]
            size = cell_len(text)
        if text:
            segments.append(Segment(text, style if base is None else base + style if style else base))
            left -= size
        if left <= 0:
            break
    if left > 0:
        segments.append(Segment(" " * left, base))
    return Strip(segments, cells)
