"""Textual's output for one frame, read onto a grid.

The compositor writes chops: an absolute move, styled text, sometimes a line feed, and in the end the
cursor's place (`textual._compositor.ChopsUpdate`, `LayoutUpdate`). Only that vocabulary is obeyed: moves
(CUP), styles (SGR), links (OSC 8, dropped: a link may lie about its text). Everything else that could act on
a terminal becomes U+FFFD in a cell.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, split_graphemes

from quoth.corpus.values import dataclass
from quoth.tui.driver.grid import Grid, Row, sure
from quoth.tui.driver.safety import HOSTILE, REPLACEMENT, clean, drawn_in_ascii, encodable
from quoth.tui.driver.sgr import PLAIN, blank, canonical

_MOVE = re.compile(r"\x1b\[(\d{0,5})(?:;(\d{0,5}))?H")
_PART = re.compile(r"\x1b\[([0-9;]*)m|\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)|([^\x1b]+|\x1b)")

Cell = tuple[str, int]


def is_frame(data: str) -> bool:
    """Whether `data` draws: Textual begins each frame with an absolute move."""
    return _MOVE.match(data) is not None


@dataclass(frozen=True, slots=True)
class Painter:
    """Puts frames on a grid; `encoding` is the terminal's, `colourless` drops every colour.

    `ascii` draws with ASCII characters alone.
    """

    encoding: str = "utf-8"
    colourless: bool = False
    ascii: bool = False

    def paint(self, grid: Grid, frame: str) -> set[int]:
        """Apply `frame` to `grid` and return the rows that it touched."""
        touched: set[int] = set()
        moves = list(_MOVE.finditer(frame))
        for number, move in enumerate(moves):
            y = int(move[1] or 1) - 1
            x = int(move[2] or 1) - 1
            end = moves[number + 1].start() if number + 1 < len(moves) else len(frame)
            chop = frame[move.end() : end].removesuffix("\n")
            if chop and 0 <= y < grid.height and x < grid.width:
                x = self._chop(grid.rows[y], x, grid.width, chop)
                touched.add(y)
            grid.cursor = (min(max(x, 0), grid.width - 1), min(max(y, 0), grid.height - 1))
        return touched

    def _chop(self, row: Row, x: int, width: int, chop: str) -> int:
        """Write one chop into a row from cell `x`; returns the cell behind it."""
        style = PLAIN
        room = width
        if HOSTILE.search(chop):
            # Textual counts control characters as no cells; each is shown in one, so the chop must not
            # grow over its neighbour
            room = min(width, x + _counted(chop))
        if x and row.text[x] == "":
            row.text[x - 1] = " "
        for part in _PART.finditer(chop):
            sgr, text = part[1], part[2]
            if sgr is not None:
                style = canonical(sgr, self.colourless)
            elif text:
                x = self._text(row, x, room, clean(text), style)
        if x < width and row.text[x] == "":
            row.text[x] = " "
        row.touch()
        return x

    def _text(self, row: Row, x: int, room: int, text: str, style: str) -> int:
        if self.ascii:
            text = drawn_in_ascii(text)
        if self.encoding != "utf-8":
            return self._clusters(row, x, room, self._stand_ins(text), style)
        if not sure(text):
            return self._clusters(row, x, room, _clusters(text), style)
        text = text[: max(room - x, 0)]
        end = x + len(text)
        row.text[x:end] = text
        row.styles[x:end] = [style] * len(text)
        shown_blank = blank(style)
        if shown_blank != style and " " in text:
            for at, char in enumerate(text, x):
                if char == " ":
                    row.styles[at] = shown_blank
        return end

    def _clusters(self, row: Row, x: int, room: int, clusters: list[Cell], style: str) -> int:
        for text, width in clusters:
            if width == 0:
                _join(row, x, text)
            elif x + width <= room:
                row.text[x : x + width] = [text, ""][:width]
                row.styles[x : x + width] = [blank(style) if text == " " else style] * width
                x += width
        return x

    def _stand_ins(self, text: str) -> list[Cell]:
        cells: list[Cell] = []
        for cluster, width in _clusters(text):
            shown = encodable(cluster[:1], self.encoding)
            cells.append((shown, 1) if width else ("", 0))
            cells.extend([(" ", 1)] * (width - 1))
        return cells


def _clusters(text: str) -> list[Cell]:
    """Text as clusters that share a cell, with the cells that Textual gives them."""
    return [(text[start:end], width) for start, end, width in split_graphemes(text)[0]]


def _join(row: Row, x: int, text: str) -> None:
    """A mark without a cell of its own joins the text before it."""
    at = x - 1
    while at > 0 and row.text[at] == "":
        at -= 1
    if 0 <= at < len(row.text) and text != REPLACEMENT:
        row.text[at] += text


def _counted(chop: str) -> int:
    """The cells that Textual counted for a chop."""
    return sum(cell_len(part[2]) for part in _PART.finditer(chop) if part[2])
