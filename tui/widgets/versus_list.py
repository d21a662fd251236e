"""Two people on the same thing, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.corpus.values import replace
from quoth.index.profile import Side
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece
from quoth.tui.messages import PlaceChosen, ViewChanged
from quoth.tui.person_page import NARROW, PageRow, side_by_side
from quoth.tui.session import place_of
from quoth.tui.views import Versus
from quoth.tui.widgets.line_list import POINTER
from quoth.tui.widgets.person_list import fitted, page_style
from quoth.tui.widgets.report_list import ReportList


class VersusList(ReportList):
    """Two columns of quotes; the cursor stands on a quote of one of them."""

    BINDINGS = bindings("versus", "list")
    HEADING = "Side by side"

    contents: tuple[Side, Side] | None
    view: Versus

    def __init__(self) -> None:
        super().__init__(id="versus")
        self._rows: tuple[tuple[PageRow | None, PageRow | None], ...] = ()

    def lay_out(self) -> None:
        assert self.contents is not None
        self._rows = side_by_side(self.contents, self.size.width - 1)
        self.set_rows(len(self._rows), (), top=0)
        self.follow()

    def follow(self) -> None:
        """The stops are the quotes of the side that the cursor is on."""
        side = self.view.side
        self.stops = [n for n, row in enumerate(self._rows) if (one := row[side]) is not None and one.first]
        old = self.cursor
        self.cursor = self.stops[min(self.view.cursor, len(self.stops) - 1)] if self.stops else 0
        for row in (old, self.cursor):
            if 0 <= row - self.top < self.page:
                self.refresh_line(row - self.top)
        self.show_row(self.cursor)

    def note(self) -> str:
        return " : ".join(f"{len(side.hits):,}" for side in self.contents or ())

    def marker(self, row: int) -> Piece:
        return super().marker(row) if self.view.side == 0 or self.size.width <= NARROW else (" ", None)

    def pieces(self, row: int) -> Sequence[Piece]:
        left, right = self._rows[row]
        if self.size.width - 1 < NARROW:
            one = left or right or PageRow("blank")
            return ((" ", None), (fitted(one, self.size.width - 3), page_style(self, one)))
        half = (self.size.width - 4) // 2
        here = bool(self.stops) and row == self.cursor and self.view.side == 1
        return (
            (fitted(left, half), page_style(self, left or PageRow("blank"))),
            (" │", self.palette.rule),
            (POINTER if here else " ", self.palette.accent),
            (fitted(right, half), page_style(self, right or PageRow("blank"))),
        )

    def pointed(self) -> None:
        self.post_message(ViewChanged(replace(self.view, cursor=self.stops.index(self.cursor))))

    def action_right(self) -> None:
        self._to(1)

    def action_left(self) -> None:
        self._to(0)

    def _to(self, side: int) -> None:
        if self.contents is not None and self.contents[side].hits and side != self.view.side:
            last = len(self.contents[side].hits) - 1
            self.post_message(ViewChanged(replace(self.view, side=side, cursor=min(self.view.cursor, last))))

    def action_choose(self) -> None:
        if self.place is not None:
            self.post_message(PlaceChosen(*self.place))

    @property
    def place(self) -> tuple[str, int] | None:
        """Article and offset of the quote at the cursor."""
        hits = self.contents[self.view.side].hits if self.contents is not None else ()
        if self.view.cursor >= len(hits):
            return None
        hit = hits[self.view.cursor]
        return (hit.article, place_of(hit))

    @property
    def person(self) -> tuple[str, str] | None:
        """Id and name of the speaker of the side."""
        return self.view.right if self.view.side else self.view.left
