"""The words of a hit on one line, around the first of those found. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from quoth.corpus.model import Span
from quoth.tui.harmless_text import clean

ELLIPSIS = "…"


class Part(NamedTuple):
    """A piece of the line: words, words that were found, or the sign of something left out."""

    text: str
    kind: Literal["words", "found", "cut"]


def one_line(
    text: str,
    highlights: Sequence[Span],
    cells: int,
    width: Callable[[str], int],
    fitting: Callable[[str, int], int],
) -> list[Part]:
    """At most `cells` cells of `text` with the first of `highlights` in sight; begins at a word where it can.

    `width` measures cleaned text, `fitting` tells how many leading characters fit into so many cells.
    """
    text = clean(text)
    start = 0
    if highlights and width(text[: highlights[0].end]) > cells - 1:
        first = highlights[0].start
        start = max(min(first - cells // 3, len(text) - cells + 2), 0)
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else start
    found: list[Part] = []
    room = cells
    if start:
        found.append(Part(ELLIPSIS + " ", "cut"))
        room -= 2
    end = start + fitting(text[start:], room)
    if end < len(text):
        end = start + fitting(text[start:], room - 1)
    at = start
    for span in highlights:
        a, b = max(span.start, at), min(span.end, end)
        if a >= b:
            continue
        found += [Part(text[at:a], "words"), Part(text[a:b], "found")]
        at = b
    found.append(Part(text[at:end], "words"))
    if end < len(text):
        found.append(Part(ELLIPSIS, "cut"))
    return [part for part in found if part.text]
