"""The articles of the index: title, date, source, quotes, speakers."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.corpus.values import replace
from quoth.index.results import ArticleSummary
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, pad, tail
from quoth.tui.counts import plural
from quoth.tui.messages import PlaceChosen, PromptWanted, ViewChanged
from quoth.tui.shelf import ORDERS, arranged
from quoth.tui.views import Library
from quoth.tui.widgets.report_list import ReportList

NUMBER, PEOPLE = 7, 9
PEOPLE_FROM = 30
SOURCE_FROM = 90
DATE_FROM = 60
REPEATS = "= "
"""Before the title of an article that is nearly the same as an earlier one."""


class LibraryList(ReportList):
    """One row per article; sorted and filtered by what stands in the view."""

    BINDINGS = bindings("library", "list")
    HEADING = "Library"
    EMPTY = "asking the index …"

    contents: tuple[ArticleSummary, ...] | None
    view: Library

    def __init__(self) -> None:
        super().__init__(id="library")
        self._shown: tuple[ArticleSummary, ...] = ()
        self._by: Library | None = None
        self._repeating = 0

    def lay_out(self) -> None:
        assert self.contents is not None
        self._by = replace(self.view, article="")
        self._shown = arranged(self.contents, self.view.sort, self.view.filter)
        self._repeating = sum(one.repeats is not None for one in self.contents)
        rows = len(self._shown)
        cursor = next((n + 1 for n, one in enumerate(self._shown) if one.id == self.view.article), 1)
        self.set_rows(
            rows + 1 if rows else 0, range(1, rows + 1), cursor=cursor, top=min(self.top, cursor - 1)
        )
        if not rows:
            self._words = (
                f"no article has {self.view.filter}" if self.contents else "no articles in this index"
            )

    def follow(self) -> None:
        if replace(self.view, article="") != self._by:
            self.lay_out()
            return
        if self.row_count and self._shown[self.cursor - 1].id != self.view.article:
            self.lay_out()

    def note(self) -> str:
        if self.contents is None:
            return ""
        chosen = f"{len(self._shown):,} of " if self.view.filter else ""
        repeated = f" · {self._repeating:,} {REPEATS}repeat others" if self._repeating else ""
        return f"{chosen}{plural(len(self.contents), 'article')}{repeated} · by {self.view.sort}"

    def pieces(self, row: int) -> Sequence[Piece]:
        cells = self.size.width - 2
        source = min(cells // 4, 40) if cells >= SOURCE_FROM else 0
        date = 12 if cells >= DATE_FROM else 0
        people = PEOPLE if cells >= PEOPLE_FROM else 0
        title = max(cells - source - (2 if source else 0) - date - NUMBER - people, 6)
        if row == 0:
            heads = [("title", title), ("date", date), ("source", source + 2 if source else 0)]
            head = "".join(pad("  " * (n > 0) + words, size) for n, (words, size) in enumerate(heads) if size)
            numbers = pad("quotes", NUMBER, right=True)
            numbers += pad("speakers", people, right=True) if people else ""
            return ((" " + head + numbers, self.palette.dim),)
        one, text = self._shown[row - 1], self.palette.text
        pieces: list[Piece] = [
            (" ", None),
            (pad((REPEATS if one.repeats else "") + (one.title or tail(one.source, title)), title), text),
        ]
        if date:
            pieces.append(("  " + pad(one.date or "", date - 2), self.palette.dim))
        if source:
            pieces.append(("  " + pad(tail(one.source, source), source), self.palette.dim))
        pieces += [
            (pad(f"{one.quotes:,}" if one.quotes else "·", NUMBER, right=True), self.palette.text),
            (pad(f"{one.speakers or '·'}", people, right=True) if people else "", self.palette.text),
        ]
        return pieces

    def pointed(self) -> None:
        self.post_message(ViewChanged(replace(self.view, article=self._shown[self.cursor - 1].id)))

    def action_choose(self) -> None:
        if self.row_count:
            self.post_message(PlaceChosen(self._shown[self.cursor - 1].id, 0))

    def action_turn(self) -> None:
        """Sort by the next column."""
        following = ORDERS[(ORDERS.index(self.view.sort) + 1) % len(ORDERS)]
        self.post_message(ViewChanged(replace(self.view, sort=following)))

    def action_filter(self) -> None:
        self.post_message(PromptWanted("articles with", self.view.filter, self._filter))

    def _filter(self, words: str) -> None:
        self.post_message(ViewChanged(replace(self.view, filter=words.strip(), article="")))

    @property
    def place(self) -> tuple[str, int] | None:
        """The beginning of the article at the cursor."""
        return (self._shown[self.cursor - 1].id, 0) if self.row_count else None
