"""What a command answered, over the whole screen, to be scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.screen import Screen

from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece
from quoth.tui.piping import Piped
from quoth.tui.widgets.bars import StatusLine, TitleBar
from quoth.tui.widgets.line_list import LineList
from quoth.tui.wrap import wrap


class OutputList(LineList):
    """The lines of an answer, long ones wrapped; nothing to choose, so the arrows turn it line by line."""

    BINDINGS = bindings("list")

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(id="output")
        self._lines = lines
        self._rows: list[str] = []
        self._width = 0

    def on_resize(self) -> None:
        if self.size.width != self._width:
            self._width = self.size.width
            room = max(self._width - 2, 2)
            self._rows = [line[a:b] for line in self._lines for a, b in wrap(line, room)]
            self.set_rows(max(len(self._rows), 1), ())

    def pieces(self, row: int) -> Sequence[Piece]:
        if not self._rows:
            return ((" ", None), ("it said nothing", self.palette.dim))
        return ((" ", None), (self._rows[row], self.palette.text))

    def action_down(self) -> None:
        self.show_from(self.top + 1)

    def action_up(self) -> None:
        self.show_from(self.top - 1)

    def action_first(self) -> None:
        self.show_from(0)

    def action_last(self) -> None:
        self.show_from(self.row_count)

    def action_page_down(self) -> None:
        self.show_from(self.top + self.page - 1)

    def action_page_up(self) -> None:
        self.show_from(self.top - self.page + 1)


class PipedScreen(Screen[None]):
    """The command, how it ended, and everything it said."""

    BINDINGS = bindings("overlay")
    AUTO_FOCUS = "#output"

    def __init__(self, piped: Piped) -> None:
        super().__init__()
        self._piped = piped

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield OutputList(self._piped.lines)
        yield StatusLine()

    def on_mount(self) -> None:
        self.query_one(TitleBar).show(f"| {self._piped.command}", self._piped.summary)
        self.query_one(StatusLine).hint("overlay")

    def action_close(self) -> None:
        self.dismiss()
