"""Who talks about it most: hits, and how much of all that a person says they are."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.corpus.values import replace
from quoth.index.queryfields import UNKNOWN_SPEAKER
from quoth.tui import reports
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, crop, pad, width
from quoth.tui.counts import plural
from quoth.tui.messages import QueryChosen, ViewChanged
from quoth.tui.reports import Used
from quoth.tui.views import Talkers
from quoth.tui.widgets.report_list import ReportList

WORDS, WIDE_FROM = 8, 36
NUMBERS = 24
"""Cells of the columns of numbers."""


class TalkersList(ReportList):
    """One row per speaker: name, role, hits, words in them, share of their own words."""

    BINDINGS = bindings("talkers", "list")
    HEADING = "Who talks about it"
    EMPTY = "who talks about what? {search} searches"

    contents: Used | None
    view: Talkers

    def __init__(self) -> None:
        super().__init__(id="talkers")

    def lay_out(self) -> None:
        assert self.contents is not None
        rows = len(self.contents.uses)
        cursor = max(min(self.view.cursor + 1, rows), 1) if rows else 0
        self.set_rows(rows + 1 if rows else 0, range(1, rows + 1), cursor=cursor, top=min(self.top, cursor))

    def follow(self) -> None:
        if self.row_count and self.view.cursor + 1 != self.cursor:
            self.point(self.view.cursor + 1)
            self.show_row(self.cursor)

    def note(self) -> str:
        return "…" if self.contents is None else plural(len(self.contents.uses), "speaker")

    def pieces(self, row: int) -> Sequence[Piece]:
        assert self.contents is not None
        wide = self.size.width >= WIDE_FROM
        room = max(self.size.width - (NUMBERS if wide else NUMBERS - WORDS) - 2, 6)
        if row == 0:
            return (
                (pad("", room), None),
                (pad("hits", 6, right=True), self.palette.dim),
                (pad("words", WORDS, right=True) if wide else "", self.palette.dim),
                (pad("of own", 9, right=True), self.palette.dim),
            )
        use = self.contents.uses[row - 1]
        name = crop(use.name, room)
        role = crop(f"  {use.role}", room - width(name)) if use.role and room - width(name) > 8 else ""
        return (
            (name, self.colour(use.id)),
            (pad(role, room - width(name)), self.palette.dim),
            (pad(f"{use.hits:,}", 6, right=True), self.palette.heading),
            (pad(f"{use.words:,}", WORDS, right=True) if wide else "", self.palette.text),
            (pad("–" if use.share is None else f"{use.share:.0%}", 9, right=True), self.palette.text),
        )

    def pointed(self) -> None:
        self.post_message(ViewChanged(replace(self.view, cursor=self.cursor - 1)))

    def action_choose(self) -> None:
        if self.contents is not None and self.row_count:
            self.post_message(QueryChosen(reports.hits_of(self.contents, self.cursor - 1)))

    @property
    def person(self) -> tuple[str, str] | None:
        """Id and name of the speaker at the cursor."""
        if self.contents is None or not self.row_count:
            return None
        use = self.contents.uses[self.cursor - 1]
        return (use.id, use.name) if use.id is not None and use.id != UNKNOWN_SPEAKER else None
