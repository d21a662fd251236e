"""The two screens of the driver: what the terminal shows, and what it should show."""

from __future__ import annotations

from bisect import bisect_left

from quoth.tui.driver.difference import Abilities, Shown, draw
from quoth.tui.driver.first_page import Piece
from quoth.tui.driver.frame import Painter
from quoth.tui.driver.grid import Grid, Row, blank_grid, blank_row
from quoth.tui.driver.pen import PenState
from quoth.tui.driver.sgr import PLAIN


class Screen:
    """Takes Textual's frames, gives the bytes that the terminal still lacks. One thread at a time."""

    def __init__(self, width: int, height: int, able: Abilities, painter: Painter) -> None:
        self.wanted = blank_grid(width, height)
        self._able = able
        self._painter = painter
        self._dirty = set(range(height))
        self._shown: Shown = [None] * height
        self._pen = PenState()
        self._next = 0

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self.wanted.width, self.wanted.height

    def resize(self, width: int, height: int) -> None:
        """Another size: what was wanted is cut or filled until the next frame; what is shown is unknown."""
        if (width, height) != self.size:
            rows = [_fitted(row, width) for row in self.wanted.rows[:height]]
            rows += [blank_row(width) for _ in range(height - len(rows))]
            x, y = self.wanted.cursor
            self.wanted = Grid(width, height, rows, (min(x, width - 1), min(y, height - 1)))
        self.forget()

    def pieces(self) -> list[Piece]:
        """The wanted screen as text of one style each, without the blanks at the ends of rows."""
        found: list[Piece] = []
        for y, row in enumerate(self.wanted.rows):
            end = len(row.text)
            while end and row.text[end - 1] == " " and row.styles[end - 1] == PLAIN:
                end -= 1
            start = 0
            for x in range(1, end + 1):
                if x == end or row.styles[x] != row.styles[start]:
                    found.append(Piece(start, y, "".join(row.text[start:x]), row.styles[start]))
                    start = x
        return found

    def forget(self) -> None:
        """The terminal may show anything: the next difference paints every row."""
        self._shown = [None] * self.wanted.height
        self._dirty = set(range(self.wanted.height))
        self._pen = PenState()

    def assume(self, shown: Grid | None = None) -> None:
        """The terminal shows exactly this grid of the same size, or nothing but blanks."""
        grid = shown or blank_grid(*self.size)
        if (grid.width, grid.height) != self.size:
            self.forget()
            return
        self._shown = [row.copy() for row in grid.rows]
        self._dirty = set(range(self.wanted.height))
        self._pen = PenState()

    def paint(self, frame: str) -> None:
        """Take one frame of Textual's output."""
        self._dirty |= self._painter.paint(self.wanted, frame)

    @property
    def complete(self) -> bool:
        """Whether the last difference brought the terminal to the wanted screen."""
        return not self._dirty

    def difference(self, limit: int | None = None) -> str:
        """The bytes between the two screens; they are taken as shown from now on.

        Where they are more than `limit`, as many rows as fit, at least one: the next difference goes on
        with the rows below.
        """
        dirty = sorted(self._dirty)
        if limit is not None and len(dirty) > 1:
            data, _ = draw(list(self._shown), self.wanted, dirty, self._pen, self._able)
            if len(data) > limit:
                at = bisect_left(dirty, self._next)
                turn = dirty[at:] + dirty[:at]
                count = max(len(dirty) * limit // len(data), 1)
                dirty, self._next = sorted(turn[:count]), turn[count]
        self._dirty.difference_update(dirty)
        data, self._pen = draw(self._shown, self.wanted, dirty, self._pen, self._able)
        return data


def _fitted(row: Row, width: int) -> Row:
    text = row.text[:width] + [" "] * (width - len(row.text))
    styles = row.styles[:width] + [""] * (width - len(row.styles))
    if len(row.text) > width and row.text[width] == "":
        text[-1] = " "
    return Row(text, styles)
