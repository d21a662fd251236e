"""One speaker: what they are called when, what they say more than others, whom they name, every quote."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from quoth.corpus.values import replace
from quoth.index.profile import Profile
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, crop, pad
from quoth.tui.counts import plural
from quoth.tui.messages import PersonChosen, PlaceChosen, QueryChosen, ViewChanged
from quoth.tui.person_page import Item, PageRow, person_rows
from quoth.tui.session import place_of
from quoth.tui.views import Person
from quoth.tui.widgets.article_rows import BAR
from quoth.tui.widgets.line_list import LineList
from quoth.tui.widgets.report_list import ReportList


class PersonList(ReportList):
    """The page of a speaker; the cursor goes from row to row, and in a row from word to word."""

    BINDINGS = bindings("person", "list")
    HEADING = "Speaker"
    EMPTY = "nothing is known of this speaker"

    contents: Profile | None
    view: Person

    def __init__(self) -> None:
        super().__init__(id="person")
        self._rows: tuple[PageRow, ...] = ()

    def lay_out(self) -> None:
        assert self.contents is not None
        self._rows = person_rows(self.contents, self.size.width)
        stops = [number for number, row in enumerate(self._rows) if row.first or row.items]
        cursor = stops[min(self.view.cursor, len(stops) - 1)] if stops else 0
        self.set_rows(len(self._rows), stops, cursor=cursor, top=0 if self.view.cursor == 0 else self.top)

    def follow(self) -> None:
        if self.view.cursor < len(self.stops) and self.stops[self.view.cursor] != self.cursor:
            self.point(self.stops[self.view.cursor])
            self.show_row(self.cursor)
        self.refresh_row(self.cursor)

    def refresh_cursor(self, row: int) -> None:
        self.refresh_row(row)

    def refresh_row(self, row: int) -> None:
        """Draw a row anew, if it is on the page."""
        if 0 <= row - self.top < self.page:
            self.refresh_line(row - self.top)

    @property
    def _row(self) -> PageRow | None:
        """The row of the cursor."""
        return self._rows[self.cursor] if self.stops else None

    @property
    def _item(self) -> Item | None:
        """What of its row the cursor stands on, where that is no quote."""
        row = self._row
        return row.items[min(self.view.item, len(row.items) - 1)] if row is not None and row.items else None

    def note(self) -> str:
        if self.contents is None or not self.contents.quotes:
            return ""
        quotes = plural(len(self.contents.quotes), "quote")
        return f"{self._row.quote + 1:,} of {quotes}" if self._row is not None and self._row.first else quotes

    def pieces(self, row: int) -> Sequence[Piece]:
        assert self.contents is not None
        one, room = self._rows[row], self.size.width - 4
        style = page_style(self, one)
        match one.kind:
            case "quote":
                doubt = (one.label or " ", self.palette.doubt)
                return (doubt, (BAR, self.colour(self.contents.id)), (" " + one.text, style))
            case "text" if one.items:
                return (("   ", None), *self._items(one, row == self.cursor))
            case "text":
                return (("   ", None), (crop(one.text, room), style))
            case _:
                return ((" ", None), (crop(one.text, room), style))

    def _items(self, row: PageRow, here: bool) -> list[Piece]:
        found: list[Piece] = []
        at = 0
        for item in row.items:
            under = here and item is self._item
            found += [
                (row.text[at : item.start], self.palette.dim),
                (row.text[item.start : item.end], self.palette.caret if under else self.palette.text),
            ]
            at = item.end
        return found

    def pointed(self) -> None:
        self.post_message(ViewChanged(replace(self.view, cursor=self.stops.index(self.cursor), item=0)))

    def action_right(self) -> None:
        self._aside(1)

    def action_left(self) -> None:
        self._aside(-1)

    def _aside(self, delta: int) -> None:
        row = self._row
        if row is not None and row.items:
            item = max(min(self.view.item + delta, len(row.items) - 1), 0)
            self.post_message(ViewChanged(replace(self.view, item=item)))

    def step_quote(self, delta: int) -> bool:
        """Set the cursor on the next or previous quote; whether there is one."""
        quotes = [row for row in self.stops if self._rows[row].first]
        ahead = [row for row in quotes if (row > self.cursor if delta > 0 else row < self.cursor)]
        if ahead:
            self.go(ahead[0] if delta > 0 else ahead[-1])
        return bool(ahead)

    def action_choose(self) -> None:
        match self._item:
            case Item(kind="query", value=query):
                self.post_message(QueryChosen(query))
            case Item(kind="person", value=speaker, name=name):
                self.post_message(PersonChosen(speaker, name))
            case Item(kind="article", value=article, offset=offset):
                self.post_message(PlaceChosen(article, offset))
            case _ if self.place is not None:
                self.post_message(PlaceChosen(*self.place))

    @property
    def place(self) -> tuple[str, int] | None:
        """Article and offset of the quote at the cursor."""
        row = self._row
        if self.contents is None or row is None or not row.first:
            return None
        hit = self.contents.quotes[row.quote]
        return (hit.article, place_of(hit))


def page_style(widget: LineList, row: PageRow) -> Style:
    """The style of a row of a person's page."""
    match row.kind:
        case "name" | "article":
            return widget.palette.heading
        case "about" | "label":
            return widget.palette.dim
        case _:
            return widget.palette.text


def fitted(row: PageRow | None, cells: int) -> str:
    """The words of a row in a column of exactly `cells`."""
    return pad(row.text if row is not None else "", cells)
