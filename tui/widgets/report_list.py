"""The base of the views that are asked of the index: contents come later, until then it says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quoth.tui.cells import Piece, crop
from quoth.tui.keys import key_for
from quoth.tui.views import Report
from quoth.tui.widgets.line_list import LineList, keymap_of


class ReportList(LineList):
    """Rows of one kind of report. Subclasses arrange `contents` in rows and say what `note` tells.

    `view` is the view as shown, `names` and `ranks` are by speaker id.
    """

    HEADING = ""
    EMPTY = "nothing to show"
    """What stands here instead of rows."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.view: Any = None
        self.contents: Any = None
        self.names: Mapping[str, str] = {}
        self.ranks: Mapping[str, int] = {}
        self._words = ""

    def show(
        self,
        view: Report,
        contents: object | None,
        names: Mapping[str, str],
        ranks: Mapping[str, int],
        words: str,
    ) -> None:
        """Show contents, old ones while there are none; `words` stand here where there are no rows."""
        fresh = contents is not None and contents is not self.contents
        moved = view != self.view
        if words != self._words and not self.row_count:
            self.refresh()
        self.view, self._words = view, words
        if fresh:
            self.contents, self.names, self.ranks = contents, names, ranks
            self.lay_out()
        elif moved and self.contents is not None:
            self.follow()

    def lay_out(self) -> None:
        """Make rows of `contents`, the cursor where `view` has it; also after a change of width."""
        raise NotImplementedError

    def follow(self) -> None:
        """Set the cursor where `view` has it."""

    def note(self) -> str:
        """How much there is, for the right end of the query line."""
        return ""

    def under(self) -> Sequence[Piece]:
        """What stands in the line below the query."""
        return ()

    @property
    def person(self) -> tuple[str, str] | None:
        """Id and name of the speaker at the cursor."""
        return None

    @property
    def place(self) -> tuple[str, int] | None:
        """Article and offset of what the cursor stands on."""
        return None

    def clear(self) -> None:
        """Forget the contents."""
        self.contents = None
        self.set_rows(0, ())

    def colour(self, speaker: str | None) -> Any:
        """The style of a speaker's name."""
        rank = self.ranks.get(speaker) if speaker else None
        return self.palette.dim if rank is None else self.palette.speaker(rank)

    def render_line(self, y: int) -> Any:
        if not self.row_count and y == 1:
            from quoth.tui.cells import strip

            words = crop(
                self._words or self.EMPTY.format(search=key_for(keymap_of(self), "search")),
                self.size.width - 4,
            )
            return strip((("  ", None), (words, self.palette.text)), self.size.width, self.palette.base)
        return super().render_line(y)

    def on_resize(self) -> None:
        if self.contents is not None:
            self.lay_out()
