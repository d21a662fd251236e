"""The sections of an article with how many quotes, or hits, each holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.corpus.model import Article
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, pad
from quoth.tui.messages import SectionChosen, SectionPointed
from quoth.tui.widgets.line_list import LineList

LEAD = "(lead)"


class OutlineList(LineList):
    """One row per section; `counts` are by section id."""

    BINDINGS = bindings("outline", "list")

    def __init__(self) -> None:
        super().__init__(id="outline")
        self.border_title = "Outline"
        self._article: Article | None = None
        self._counts: Mapping[str, int] = {}

    def show(self, article: Article, counts: Mapping[str, int]) -> None:
        """Show the sections of an article with their counts."""
        if article is self._article:
            if counts != self._counts:
                self._counts = counts
                self.refresh()
            return
        self._article, self._counts = article, counts
        self.set_rows(len(article.sections), range(len(article.sections)))

    def follow(self, offset: int | None) -> None:
        """Let the cursor stand on the section that is being read; None where that is elsewhere."""
        if self._article is None or self.has_focus or offset is None:
            return
        section = self._article.sections.index(self._article.section_of(offset))
        if section != self.cursor:
            self.point(section)
            self.show_row(section)

    def refresh_cursor(self, row: int) -> None:
        self.refresh_line(row)

    def pieces(self, row: int) -> Sequence[Piece]:
        assert self._article is not None
        section = self._article.sections[row]
        count = self._counts.get(section.id, 0)
        room = max(self.size.width - 6, 1)
        indent = "  " * max(section.level - 2, 0) if section.heading else ""
        style = self.palette.dim if section.heading is None else self.palette.text
        if row == self.cursor:
            style = self.palette.heading
        number = pad(str(count) if count else "·", 3, right=True)
        return (
            (" ", None),
            (pad(indent + (section.heading or LEAD), room), style),
            (number, self.palette.text if count else self.palette.dim),
        )

    def pointed(self) -> None:
        self.post_message(SectionPointed(self.cursor))

    def action_choose(self) -> None:
        if self._article is not None:
            self.post_message(SectionChosen(self.cursor))
