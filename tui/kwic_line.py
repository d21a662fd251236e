"""One line of a concordance fitted to columns: the key begins in the same cell of every line."""

from __future__ import annotations

from rich.cells import cell_len, split_graphemes

from quoth.corpus.values import dataclass
from quoth.index.analysis import tokens
from quoth.tui.cells import ELLIPSIS, JOINER, clean, crop, pad

CLOSING = ",.;:!?…)]}%’”»"
"""What follows a word without a blank."""
SECTION_FROM = 100
"""The narrowest list, in cells, with a column for the section."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells; `section` is 0 where there is no room for it."""

    left: int
    right: int
    speaker: int
    section: int


def columns(cells: int, longest_name: int) -> Columns:
    """The columns of a list `cells` wide, its marker not counted."""
    section = min(cells // 5, 30) if cells >= SECTION_FROM else 0
    speaker = min(longest_name, 16 if cells >= 60 else 10)
    context = max(cells - speaker - section - (2 if section else 0) - 2, 8)
    left = context * 2 // 5
    return Columns(left, context - left, speaker, section)


def ending(text: str, cells: int) -> str:
    """The end of `text` in exactly `cells` cells, flush right, with an ellipsis where it was cut."""
    text = clean(text).strip(JOINER)
    if cell_len(text) > cells:
        room, start = cells - 1, len(text)
        for begin, _end, size in reversed(split_graphemes(text)[0]):
            if size > room:
                break
            room, start = room - size, begin
        text = ELLIPSIS + text[start:].lstrip(JOINER)
    return " " * (cells - cell_len(text)) + text


def key_and_right(key: str, right: str, cells: int) -> tuple[str, str]:
    """The key and what follows it in exactly `cells` cells; of a long key the beginning is kept."""
    key = clean(key).strip(JOINER)
    if cell_len(key) >= cells:
        key = crop(key, cells)
        return key, " " * (cells - cell_len(key))
    gap = "" if right[:1] in CLOSING else " "
    return key, pad(gap + right, cells - cell_len(key))


def parted(shown: str, context: str, key: str) -> tuple[str, str, str]:
    """What a line shows of `context`, parted at the word that a sort key such as ``2L`` means.

    The word is blank, and all stands before it, where there is none or it was cut off.
    """
    found, distance = tokens(context), int(key[:-1])
    if len(found.words) < distance:
        return shown, "", ""
    number = -distance if key.endswith("L") else distance - 1
    start, end = found.starts[number], found.ends[number]
    gap = len(shown) - len(context) if key.endswith("L") else context[:1] not in CLOSING
    at, word = start + gap, context[start:end]
    if at < 0 or shown[at : at + len(word)] != word:
        return shown, "", ""
    return shown[:at], word, shown[at + len(word) :]
