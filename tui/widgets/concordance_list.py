"""The concordance: every occurrence in one column, with who says it and under which heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partialmethod

from quoth.corpus.model import Speaker
from quoth.corpus.values import replace
from quoth.index.results import ConcordanceLine
from quoth.tui.bindings import bindings
from quoth.tui.cells import DOUBT, Piece, crop, crop_name, pad, width
from quoth.tui.counts import plural
from quoth.tui.kwic_line import Columns, columns, ending, key_and_right, parted
from quoth.tui.messages import PlaceChosen, ViewChanged
from quoth.tui.names import short_name
from quoth.tui.passages import in_doubt
from quoth.tui.reports import Lines
from quoth.tui.views import Concordance
from quoth.tui.widgets.report_list import ReportList

SORTED_BY = 2
"""How many keys a sort keeps: the one chosen last, and the one before it for ties."""


class ConcordanceList(ReportList):
    """One row per occurrence."""

    BINDINGS = bindings("concordance", "list")
    HEADING = "Concordance"
    EMPTY = "a concordance of what? {search} searches"

    contents: Lines | None
    view: Concordance

    def __init__(self) -> None:
        super().__init__(id="concordance")
        self._columns = Columns(0, 0, 0, 0)

    def lay_out(self) -> None:
        assert self.contents is not None
        lines = self.contents.lines
        longest = max((width(self._label(line)) for line in lines[:2000]), default=0)
        self._columns = columns(self.size.width - 1, longest)
        cursor = max(min(self.view.cursor, len(lines) - 1), 0)
        self.set_rows(len(lines), range(len(lines)), cursor=cursor, top=min(self.top, cursor))

    def follow(self) -> None:
        if self.view.cursor != self.cursor and self.view.cursor < self.row_count:
            self.point(self.view.cursor)
            self.show_row(self.view.cursor)

    def note(self) -> str:
        if self.contents is None:
            return "…"
        by = " ".join(self.view.sort)
        order = ("by frequency of " + (by or "the word")) if self.view.frequent else by and f"sorted {by}"
        return plural(len(self.contents.lines), "line") + (f" · {order}" if order else "")

    def _label(self, line: ConcordanceLine) -> str:
        if line.speaker is not None:
            speaker = line.speaker
            name = self.names.get(speaker.id) or short_name(Speaker(speaker.id, speaker.name))
            return name + DOUBT if in_doubt(line.suspect, speaker, line.confidence) else name
        return {"heading": "(heading)", "quote": "unknown"}.get(line.kind, "–")

    def pieces(self, row: int) -> Sequence[Piece]:
        assert self.contents is not None
        line, wide = self.contents.lines[row], self._columns
        key, right = key_and_right(line.key, line.right, wide.right)
        label = crop_name(self._label(line), wide.speaker)
        pieces: list[Piece] = [
            *self._beside(ending(line.left, wide.left), line.left, "L"),
            (" ", None),
            (key, self.palette.hit),
            *self._beside(right, line.right, "R"),
            (" ", None),
            (pad(label, wide.speaker), self.colour(line.speaker.id if line.speaker else None)),
        ]
        if wide.section:
            pieces += [("  ", None), (crop(line.heading or "(lead)", wide.section), self.palette.dim)]
        return pieces

    def _beside(self, shown: str, context: str, side: str) -> Iterator[Piece]:
        """The words beside the key; the one that the lines are sorted by stands out."""
        key = self.view.sort[0] if self.view.sort else ""
        before, word, behind = parted(shown, context, key) if key.endswith(side) else (shown, "", "")
        yield (before, self.palette.text)
        yield (word, self.palette.heading)
        yield (behind, self.palette.text)

    def under(self) -> Sequence[Piece]:
        """Where the line at the cursor stands: the columns have no room for it."""
        if self.contents is None or not self.row_count:
            return ()
        line = self.contents.lines[self.cursor]
        room = max(self.app.size.width - 4, 8)
        heading = crop(line.heading or "(lead)", room * 2 // 3)
        return (
            ("   ", None),
            (heading, self.palette.text),
            (" · " + crop(line.title or line.article, room - width(heading) - 3), self.palette.dim),
        )

    def pointed(self) -> None:
        self.post_message(ViewChanged(replace(self.view, cursor=self.cursor)))

    def action_choose(self) -> None:
        if self.place is not None:
            self.post_message(PlaceChosen(*self.place))

    def _sort(self, key: str) -> None:
        """Sort by a key first, by the one of before among equals; again: in the order of the text."""
        if self.view.sort[:1] == (key,):
            sort: tuple[str, ...] = ()
        else:
            sort = (key, *(other for other in self.view.sort if other != key))[:SORTED_BY]
        self.post_message(ViewChanged(Concordance(sort, self.view.frequent and bool(sort))))

    action_sort_1l = partialmethod(_sort, "1L")
    action_sort_2l = partialmethod(_sort, "2L")
    action_sort_3l = partialmethod(_sort, "3L")
    action_sort_1r = partialmethod(_sort, "1R")
    action_sort_2r = partialmethod(_sort, "2R")
    action_sort_3r = partialmethod(_sort, "3R")

    def action_frequent(self) -> None:
        self.post_message(ViewChanged(Concordance(self.view.sort, not self.view.frequent)))

    @property
    def place(self) -> tuple[str, int] | None:
        """Article and offset of the occurrence at the cursor."""
        line = self.contents.lines[self.cursor] if self.contents is not None and self.row_count else None
        return (line.article, line.start) if line is not None else None

    @property
    def person(self) -> tuple[str, str] | None:
        """Id and name of the speaker at the cursor."""
        line = self.contents.lines[self.cursor] if self.contents is not None and self.row_count else None
        return (line.speaker.id, line.speaker.name) if line is not None and line.speaker else None
