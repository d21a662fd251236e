"""Where the hits stand: a bar per article, a mark per hit, section borders between."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.corpus.values import replace
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, crop, pad, told_apart
from quoth.tui.counts import plural
from quoth.tui.dispersion import cell_of, marks
from quoth.tui.messages import PlaceChosen, ViewChanged
from quoth.tui.reports import Bar, Bars
from quoth.tui.session import place_of
from quoth.tui.views import Dispersion
from quoth.tui.widgets.report_list import ReportList

COUNT_CELLS = 5


class DispersionList(ReportList):
    """One row per bar; the cursor stands on one hit of one bar, whose words are told below the query."""

    BINDINGS = bindings("dispersion", "list")
    HEADING = "Dispersion"
    EMPTY = "the dispersion of what? {search} searches"

    contents: Bars | None
    view: Dispersion

    def __init__(self) -> None:
        super().__init__(id="dispersion")
        self._labels: list[str] = []

    def lay_out(self) -> None:
        assert self.contents is not None
        rows = len(self.contents.bars)
        cursor = max(min(self.view.row, rows - 1), 0)
        labels = [bar.label if bar.whole else "  " + bar.label for bar in self.contents.bars]
        self._labels = told_apart(labels, self._label_cells)
        self.set_rows(rows, range(rows), cursor=cursor, top=min(self.top, cursor))

    @property
    def _label_cells(self) -> int:
        return max(min(self.size.width // 4, 44), 6)

    def follow(self) -> None:
        if self.view.row < self.row_count:
            self.refresh_line(self.cursor - self.top)
            self.point(self.view.row)
            self.show_row(self.view.row)
            self.refresh_line(self.cursor - self.top)

    def note(self) -> str:
        return plural(self.contents.total, "hit") if self.contents is not None else ""

    def under(self) -> Sequence[Piece]:
        place = self.place
        if place is None or self.contents is None or self._bar is None:
            return ()
        number = f"{self._number + 1}/{len(self._bar.places)} "
        hit = self.contents.hits.get(place)
        if hit is None:
            return (("   " + number, self.palette.dim),)
        name = "" if hit.speaker is None else self.names.get(hit.speaker.id, hit.speaker.name) + ": "
        at = place_of(hit) - hit.start
        words = ("… " if at > 20 else "") + hit.text[hit.text.find(" ", at - 20) + 1 if at > 20 else 0 :]
        room = max(self.app.size.width - 5 - len(number) - len(name), 4)
        return (
            ("   " + number, self.palette.dim),
            (name, self.colour(hit.speaker.id if hit.speaker else None)),
            (crop(words, room), self.palette.text),
        )

    @property
    def _number(self) -> int:
        """Which hit of its bar the cursor stands on."""
        return min(self.view.hit, len(self._bar.places) - 1) if self._bar is not None else 0

    @property
    def place(self) -> tuple[str, int] | None:
        """Article and offset of the hit at the cursor."""
        return (self._bar.article, self._bar.places[self._number]) if self._bar is not None else None

    @property
    def _bar(self) -> Bar | None:
        bars = self.contents.bars if self.contents is not None else ()
        return bars[self.cursor] if self.cursor < len(bars) else None

    def pieces(self, row: int) -> Sequence[Piece]:
        assert self.contents is not None
        bar = self.contents.bars[row]
        label = self._label_cells
        cells = max(self.size.width - label - COUNT_CELLS - 3, 4)
        chosen = None
        if row == self.cursor:
            chosen = cell_of(bar.places[self._number], bar.length, cells)
        drawn: list[Piece] = []
        for cell, mark in enumerate(marks(bar.places, bar.borders, bar.length, cells)):
            if cell == chosen:
                drawn.append((mark, self.palette.caret))
            else:
                drawn.append((mark, self.palette.hit if mark not in "┊ " else self.palette.rule))
        style = self.palette.heading if bar.whole else self.palette.text
        return (
            (pad(self._labels[row], label), style),
            (pad(f"{len(bar.places):,}", COUNT_CELLS, right=True), self.palette.text),
            (" ", None),
            *drawn,
        )

    def pointed(self) -> None:
        self.post_message(ViewChanged(Dispersion(self.cursor, 0)))

    def action_mark_right(self) -> None:
        self._step(1)

    def action_mark_left(self) -> None:
        self._step(-1)

    def _step(self, delta: int) -> None:
        if self._bar is not None:
            hit = max(min(self._number + delta, len(self._bar.places) - 1), 0)
            self.post_message(ViewChanged(replace(self.view, row=self.cursor, hit=hit)))

    def action_choose(self) -> None:
        if self.place is not None and self.contents is not None:
            article, start = self.place
            hit = self.contents.hits.get(self.place)
            self.post_message(PlaceChosen(article, place_of(hit) if hit is not None else start))
