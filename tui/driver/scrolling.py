"""Rows that moved up or down, found in linear time, and the scroll region that moves them.

Scrolling uses the margins (DECSTBM) with a line feed at the bottom or a reverse index at the top: the
VT100 had them, and the Linux console has nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quoth.corpus.values import dataclass
from quoth.tui.driver.grid import Row, blank_row
from quoth.tui.driver.pen import Pen, PenState
from quoth.tui.driver.sgr import PLAIN, blank

_PIECE = 10
"""Cells of the pieces in which rows are compared, so that text moving beside a standing pane is found."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows `top` to `bottom` (inclusive) whose content moves up by `by` rows; down if negative."""

    top: int
    bottom: int
    by: int


def likely_band(shown: Sequence[Row | None], rows: Sequence[Row], changed: Sequence[int]) -> Band | None:
    """The rows that seem to have moved together, or None.

    Each piece of text that stands once on the screen before and after votes for the way it went.
    """
    before = _places(shown, range(len(shown)))
    after = _places(rows, changed)
    votes: Counter[int] = Counter()
    ends: dict[int, tuple[int, int]] = {}
    for piece, y in after.items():
        was = before.get(piece)
        if was is None or was < 0 or y < 0 or was == y:
            continue
        by = was - y
        votes[by] += 1
        first, last = ends.get(by, (y, y))
        ends[by] = (min(first, y), max(last, y))
    if not votes:
        return None
    (by, count), *_ = votes.most_common(1)
    if count < 3:
        return None
    first, last = ends[by]
    return Band(min(first, first + by), max(last, last + by), by)


def _places(rows: Sequence[Row | None], which: Sequence[int]) -> dict[tuple[int, str], int]:
    """The row of each piece of text, by column; -1 for one that stands more than once."""
    places: dict[tuple[int, str], int] = {}
    for y in which:
        row = rows[y]
        if row is None:
            continue
        text = row.joined
        for x in range(0, len(text), _PIECE):
            piece = text[x : x + _PIECE]
            if not piece.isspace():
                places[x, piece] = -1 if (x, piece) in places else y
    return places


def scroll(pen: Pen, shown: list[Row | None], band: Band, width: int) -> None:
    """Move a band on the terminal and in `shown`; the rows that come in are blanks."""
    lines = abs(band.by)
    # terminals differ in what they fill with, but for the default background
    if pen.style is None or blank(pen.style) != PLAIN:
        pen.set_style(PLAIN)
    if band.by > 0:
        way = f"\x1b[{band.bottom + 1}H" + "\n" * lines
    else:
        way = (f"\x1b[{band.top + 1}H" if band.top else "") + "\x1bM" * lines
    # some emulators leave the cursor where it was when the margins go, others bring it home
    pen.raw(f"\x1b[{band.top + 1};{band.bottom + 1}r{way}\x1b[r", PenState(None, None, pen.style))
    new: list[Row | None] = [blank_row(width) for _ in range(lines)]
    if band.by > 0:
        shown[band.top : band.bottom + 1] = shown[band.top + lines : band.bottom + 1] + new
    else:
        shown[band.top : band.bottom + 1] = new + shown[band.top : band.bottom + 1 - lines]
