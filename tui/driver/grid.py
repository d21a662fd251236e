"""What a screen holds: rows of cells, each a piece of text and a style."""

from __future__ import annotations

import re

from quoth.corpus.values import dataclass, field
from quoth.tui.driver.sgr import PLAIN

# Characters that every terminal shows in one cell and writes from left to right. A row that holds
# anything else (wide, combining, joined, right to left, unsure) is delicate: never patched, always
# painted whole.
_SURE = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u0482\u048a-\u052f\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20c0\u2100-\u218b\u2190-\u2319\u2500-\u25fc"
    "\u2800-\u28ff\ufffd]*"
)


@dataclass(slots=True)
class Row:
    """One row. A wide cell is its text and then an empty string; combining marks stay with their base."""

    text: list[str]
    styles: list[str]
    _joined: str | None = field(default=None, repr=False, compare=False)

    def same(self, other: Row) -> bool:
        """Whether both rows look the same."""
        return self.text == other.text and self.styles == other.styles

    def copy(self) -> Row:
        """A row of its own with the same cells."""
        return Row(self.text[:], self.styles[:], self._joined)

    def touch(self) -> None:
        """To be called after cells were changed in place."""
        self._joined = None

    @property
    def joined(self) -> str:
        """All text of the row; as many characters as cells unless the row is delicate."""
        if self._joined is None:
            self._joined = "".join(self.text)
        return self._joined

    @property
    def delicate(self) -> bool:
        """Whether terminals may disagree about the place or the width of something in this row."""
        return _SURE.fullmatch(self.joined) is None


def blank_row(width: int, style: str = PLAIN) -> Row:
    """A row of blanks."""
    return Row([" "] * width, [style] * width)


@dataclass(slots=True)
class Grid:
    """A screen of `height` rows with `width` cells each, and where the cursor stands (x, y from 0)."""

    width: int
    height: int
    rows: list[Row]
    cursor: tuple[int, int] = (0, 0)

    def text(self) -> str:
        """What the grid shows, one line a row, without trailing blanks."""
        return "\n".join(row.joined.rstrip() for row in self.rows)


def blank_grid(width: int, height: int) -> Grid:
    """A cleared screen."""
    return Grid(width, height, [blank_row(width) for _ in range(height)])


def sure(text: str) -> bool:
    """Whether every terminal shows `text` in as many cells as it has characters."""
    return _SURE.fullmatch(text) is not None
