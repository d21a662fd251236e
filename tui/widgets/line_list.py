"""The base of every list and page: rows drawn one by one, a cursor that moves inside a standing page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import cast

from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, strip
from quoth.tui.keys import Keymap
from quoth.tui.theme import Palette

POINTER = "▸"
RESTING = "›"


def palette_of(widget: Widget) -> Palette:
    """The palette of the running app."""
    return cast(Palette, widget.app.palette)  # type: ignore[attr-defined]


def keymap_of(widget: Widget) -> Keymap:
    """The user's keys."""
    return cast(Keymap, widget.app.keymap)  # type: ignore[attr-defined]


class LineWidget(Widget):
    """A widget of a few fixed rows, each given as styled pieces of text."""

    def pieces(self, row: int) -> Sequence[Piece]:
        """What stands in a row."""
        raise NotImplementedError

    @property
    def palette(self) -> Palette:
        """The palette of the running app."""
        return palette_of(self)

    def render_line(self, y: int) -> Strip:
        return strip(self.pieces(y), self.size.width, self.palette.base)


class LineList(ScrollView, can_focus=True):
    """Rows of which some can hold the cursor. Subclasses give `row_count`, `stops` and `pieces`.

    Moving the cursor redraws two rows; only at the edge of the page all rows change: the page
    flips instead of scrolling, so that little has to be sent over a thin line.
    """

    BINDINGS = bindings("list")

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.row_count = 0
        self.stops: Sequence[int] = ()
        self.cursor = 0
        """The row that holds the cursor."""

    @property
    def palette(self) -> Palette:
        """The palette of the running app."""
        return palette_of(self)

    @property
    def top(self) -> int:
        """The first row on the page."""
        return self.scroll_offset.y

    @property
    def page(self) -> int:
        """How many rows the page has."""
        return max(self.size.height, 1)

    def pieces(self, row: int) -> Sequence[Piece]:
        """What stands in a row, without its marker."""
        raise NotImplementedError

    def pointed(self) -> None:
        """The user moved the cursor."""

    def marker(self, row: int) -> Piece:
        """The cell that shows the cursor: a full mark where keys go, a slight one elsewhere."""
        if row != self.cursor or not self.stops:
            return (" ", None)
        return (POINTER, self.palette.accent) if self.has_focus else (RESTING, self.palette.dim)

    def render_line(self, y: int) -> Strip:
        row = y + self.top
        if not 0 <= row < self.row_count:
            return strip((), self.size.width, self.palette.base)
        return strip((self.marker(row), *self.pieces(row)), self.size.width, self.palette.base)

    def set_rows(self, count: int, stops: Sequence[int], *, cursor: int = 0, top: int = 0) -> None:
        """Take over new contents; the page is drawn anew."""
        self.row_count = count
        self.stops = stops
        self.cursor = cursor
        self.virtual_size = Size(max(self.size.width, 1), count)
        self.show_from(top)
        self.show_row(cursor)
        self.refresh()

    def show_from(self, row: int) -> None:
        """Make `row` the first of the page, as far as there are rows to fill it."""
        row = max(min(row, self.row_count - self.page), 0)
        self.scroll_to(y=row, animate=False, force=True)

    def show_row(self, row: int) -> None:
        """Flip the page where `row` is not on it."""
        if row >= self.top + self.page:
            self.show_from(row)
        elif row < self.top:
            above = row - self.page + 1
            self.show_from(0 if row <= (self.stops[0] if self.stops else 0) else above)

    def point(self, row: int) -> None:
        """Set the cursor on a row, redraw what changed."""
        old, self.cursor = self.cursor, row
        self.refresh_cursor(old)
        self.refresh_cursor(row)

    def refresh_cursor(self, row: int) -> None:
        """Redraw what the cursor changes in a row: here its marker alone, one cell."""
        self.refresh_cells(0, row, 1)

    def refresh_cells(self, column: int, row: int, count: int) -> None:
        """Redraw one column of `count` rows, as far as they are on the page."""
        first, last = max(row - self.top, 0), min(row + count - self.top, self.page)
        if first < last:
            self.refresh(Region(column, first, 1, last - first))

    def step(self, delta: int) -> None:
        """Move the cursor by `delta` stops, as far as there are any."""
        if not self.stops:
            return
        at = bisect_left(self.stops, self.cursor)
        self.go(self.stops[max(min(at + delta, len(self.stops) - 1), 0)])

    def go(self, row: int) -> None:
        """Set the cursor on a row as the user's wish."""
        if row != self.cursor:
            self.point(row)
            self.show_row(row)
            self.pointed()

    def action_down(self) -> None:
        self.step(1)

    def action_up(self) -> None:
        self.step(-1)

    def action_page_down(self) -> None:
        self._page(1)

    def action_page_up(self) -> None:
        self._page(-1)

    def _page(self, direction: int) -> None:
        if not self.stops:
            return
        self.show_from(self.top + direction * (self.page - 1))
        aim = self.cursor + direction * (self.page - 1)
        at = bisect_right(self.stops, max(aim, 0)) - 1
        self.go(self.stops[max(at, 0)])

    def action_first(self) -> None:
        if self.stops:
            self.show_from(0)
            self.go(self.stops[0])

    def action_last(self) -> None:
        if self.stops:
            self.go(self.stops[-1])

    def on_resize(self) -> None:
        """Keep the cursor on a page that has become lower, or that had no height while it was hidden."""
        self.show_row(self.cursor)

    def on_focus(self) -> None:
        self.refresh_cursor(self.cursor)

    def on_blur(self) -> None:
        self.refresh_cursor(self.cursor)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.show_from(self.top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.show_from(self.top - 3)

    def on_click(self, event: events.Click) -> None:
        """A click points, a double click chooses."""
        row = event.y + self.top
        at = bisect_right(self.stops, row) - 1
        if at >= 0:
            self.go(self.stops[at])
            if event.chain == 2 and self.stops[at] == row:
                self.action_choose()

    def action_choose(self) -> None:
        """What Enter does on the row of the cursor; nothing here."""
