"""What is kept: the basket of quotes, marks, saved searches with how many hits they have now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.corpus.values import dataclass, replace
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, crop, pad, width
from quoth.tui.counts import plural
from quoth.tui.keeping import Keep, Kept
from quoth.tui.messages import KeptChosen, KeptDropped, QueryChosen, ViewChanged
from quoth.tui.views import Keepsakes
from quoth.tui.widgets.report_list import ReportList

NAME_CELLS = 14


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What is kept, and the hits of each saved search (None where it is not understood any more)."""

    keep: Keep
    counts: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading, or something kept: in the basket, a mark, a search."""

    kind: str
    text: str = ""
    kept: Kept | None = None


class KeptList(ReportList):
    """Three short lists below each other; empty ones say how they are filled."""

    BINDINGS = bindings("kept", "list")
    HEADING = "Kept"

    contents: KeptPage | None
    view: Keepsakes

    def __init__(self) -> None:
        super().__init__(id="kept")
        self._lines: list[_Line] = []

    def lay_out(self) -> None:
        assert self.contents is not None
        keep = self.contents.keep
        self._lines = [_Line("heading", "Basket" if keep.basket else "Basket · a puts a quote into it")]
        self._lines += [_Line("basket", kept=one) for one in keep.basket]
        self._lines += [_Line("blank"), _Line("heading", "Marks" if keep.marks else "Marks · M sets one")]
        self._lines += [_Line("mark", kept=one) for one in keep.marks]
        saved = "Saved searches" if keep.searches else "Saved searches · + saves the one on screen"
        self._lines += [_Line("blank"), _Line("heading", saved)]
        self._lines += [_Line("search", query) for query in keep.searches]
        stops = [n for n, line in enumerate(self._lines) if line.kind in ("basket", "mark", "search")]
        cursor = stops[min(self.view.cursor, len(stops) - 1)] if stops else 0
        self.set_rows(len(self._lines), stops, cursor=cursor, top=min(self.top, cursor))

    def follow(self) -> None:
        if self.view.cursor < len(self.stops) and self.stops[self.view.cursor] != self.cursor:
            self.point(self.stops[self.view.cursor])
            self.show_row(self.cursor)

    def note(self) -> str:
        if self.contents is None:
            return ""
        keep = self.contents.keep
        quotes, marks = plural(len(keep.basket), "quote"), plural(len(keep.marks), "mark")
        searches = plural(len(keep.searches), "search", "searches")
        return " · ".join(words for words in (quotes, marks, searches) if not words.startswith("0 "))

    def pieces(self, row: int) -> Sequence[Piece]:
        assert self.contents is not None
        line, room = self._lines[row], self.size.width - 3
        if line.kind == "search":
            count = self.contents.counts.get(line.text, 0)
            hits = "not understood" if count is None else plural(count, "hit")
            return (
                ("  ", None),
                (pad(line.text, room - width(hits) - 3), self.palette.text),
                ("  " + hits, self.palette.dim),
            )
        if line.kept is None:
            return ((" ", None), (crop(line.text, room), self.palette.heading))
        name = NAME_CELLS if self.size.width >= 46 else 0
        return (
            ("  ", None),
            (pad(line.kept.speaker or "–", name) if name else "", self.palette.dim),
            ("  " if name else "", None),
            (crop(line.kept.words, max(room - name - 5, 8)), self.palette.text),
        )

    @property
    def _line(self) -> _Line | None:
        return self._lines[self.cursor] if self.stops else None

    @property
    def search(self) -> str:
        """The saved search at the cursor; blank where the cursor is on something else."""
        return self._line.text if self._line is not None and self._line.kind == "search" else ""

    @property
    def kept(self) -> Kept | None:
        """The mark or the quote at the cursor."""
        return self._line.kept if self._line is not None else None

    def pointed(self) -> None:
        self.post_message(ViewChanged(replace(self.view, cursor=self.stops.index(self.cursor))))

    def action_choose(self) -> None:
        line = self._line
        if line is not None and line.kept is not None:
            self.post_message(KeptChosen(line.kept))
        elif line is not None:
            self.post_message(QueryChosen(line.text))

    def action_drop(self) -> None:
        """Keep it no longer."""
        if self._line is not None:
            self.post_message(KeptDropped(self._line.kind, self._line.kept, self._line.text))
