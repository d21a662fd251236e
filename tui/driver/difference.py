"""From what the terminal shows to what it should show, in few bytes.

A row is patched cell by cell; a row that holds (or held) delicate cells is painted whole. Where rows moved
up or down, a scroll region is tried as well, and the shorter of the two ways is taken: the cost model is
the bytes themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.corpus.values import dataclass
from quoth.tui.driver.grid import Grid, Row
from quoth.tui.driver.pen import Pen, PenState
from quoth.tui.driver.scrolling import Band, likely_band, scroll
from quoth.tui.driver.sgr import blank, change, erasable

_LONGEST_GAP = 12
"""Equal cells between two changes beyond which no rewriting can be shorter than a move."""

Shown = list[Row | None]
"""The rows that the terminal shows; None for one that is not known."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the terminal does: erase with the present background, scroll within margins."""

    fills_with_colour: bool = True
    scrolls: bool = True


def draw(
    shown: Shown, grid: Grid, rows: Sequence[int], state: PenState, able: Abilities
) -> tuple[str, PenState]:
    """The bytes that turn `shown` into `grid` where `rows` may differ, and the pen behind them.

    `shown` is brought up to date. Empty exactly if nothing differs and the cursor stands where it should.
    """
    rows = [y for y in rows if not _same(shown[y], grid.rows[y])]
    pen = _patched(shown, grid, rows, state, able)
    band = likely_band(shown, grid.rows, rows) if able.scrolls and len(rows) > 2 else None
    if band is not None:
        # rows that move with the others are right behind it, whether they were asked for or not
        touched = sorted({*rows, *range(band.top, band.bottom + 1)})
        scrolled = _scrolled(shown, grid, band, touched, state, able)
        if len(scrolled.drawn().encode()) < len(pen.drawn().encode()):
            pen, rows = scrolled, touched
    for y in rows:
        shown[y] = grid.rows[y].copy()
    pen.go(*grid.cursor)
    return pen.drawn(), pen.state


def _same(old: Row | None, new: Row) -> bool:
    return old is not None and old.same(new)


def _patched(shown: Shown, grid: Grid, rows: Sequence[int], state: PenState, able: Abilities) -> Pen:
    pen = Pen(grid.width, grid.height, state, fills_with_colour=able.fills_with_colour)
    for y in rows:
        _row(pen, y, shown[y], grid.rows[y], able)
    return pen


def _scrolled(
    shown: Shown, grid: Grid, band: Band, rows: Sequence[int], state: PenState, able: Abilities
) -> Pen:
    pen = Pen(grid.width, grid.height, state, fills_with_colour=able.fills_with_colour)
    moved = list(shown)
    scroll(pen, moved, band, grid.width)
    for y in rows:
        if not _same(moved[y], grid.rows[y]):
            _row(pen, y, moved[y], grid.rows[y], able)
    return pen


def _row(pen: Pen, y: int, old: Row | None, new: Row, able: Abilities) -> None:
    end = pen.width
    style = new.styles[-1]
    tail = _tail(new) if erasable(style, able.fills_with_colour) else end
    if new.delicate or old is None or old.delicate:
        _whole(pen, y, new, tail)
        return
    changed = [x for x in range(end) if old.text[x] != new.text[x] or old.styles[x] != new.styles[x]]
    behind = [x for x in changed if x >= tail]
    if len(behind) > 3:
        changed = changed[: len(changed) - len(behind)]
    else:
        behind = []
    for start, stop in _runs(changed, new):
        pen.go(start, y)
        pen.write(new.text[start:stop], new.styles[start:stop])
    if behind:
        pen.go(behind[0], y)
        pen.erase_to_end(style)


def _whole(pen: Pen, y: int, new: Row, tail: int) -> None:
    if tail > pen.width - 4:
        tail = pen.width
    if new.delicate:
        pen.write_delicate(y, new.text[:tail], new.styles[:tail])
    elif tail:
        pen.go(0, y)
        pen.write(new.text[:tail], new.styles[:tail])
    if tail < pen.width:
        pen.go(tail, y)
        pen.erase_to_end(new.styles[-1])


def _tail(row: Row) -> int:
    """Where the blanks in one style at the end of a row begin."""
    style = row.styles[-1]
    at = len(row.text)
    while at and row.text[at - 1] == " " and row.styles[at - 1] == style:
        at -= 1
    return at


def _runs(changed: Sequence[int], row: Row) -> list[tuple[int, int]]:
    """Changed cells gathered into runs; equal cells between two are rewritten where a move is no shorter."""
    runs: list[tuple[int, int]] = []
    for x in changed:
        if runs and (x == runs[-1][1] or _cheap(row, runs[-1][1], x)):
            runs[-1] = (runs[-1][0], x + 1)
        else:
            runs.append((x, x + 1))
    return runs


def _cheap(row: Row, start: int, stop: int) -> bool:
    """Whether writing the equal cells from `start` to `stop` again is no longer than stepping over them."""
    if stop - start > _LONGEST_GAP:
        return False
    style, after = row.styles[start - 1], row.styles[stop]
    cost = len("".join(row.text[start:stop]).encode()) - len(change(style, after))
    for x in range(start, stop + 1):
        if row.text[x] == " " and blank(style) == row.styles[x]:
            continue
        cost += len(change(style, row.styles[x]))
        style = row.styles[x]
    return cost <= (3 if stop - start == 1 else 4 if stop - start < 10 else 5)
