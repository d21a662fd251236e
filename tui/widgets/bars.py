"""The single lines above and below the panes: title, what is below the query, status."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.tui.cells import Piece, crop, pad, width
from quoth.tui.keys import hints_with
from quoth.tui.widgets.line_list import LineWidget, keymap_of


class TitleBar(LineWidget):
    """What is being read, and how much of it."""

    def __init__(self) -> None:
        super().__init__(id="title")
        self._title = ""
        self._facts = ""

    def show(self, title: str, facts: str) -> None:
        """Show a title at the left and facts at the right."""
        if (title, facts) != (self._title, self._facts):
            self._title, self._facts = title, facts
            self.refresh()

    def pieces(self, row: int) -> Sequence[Piece]:
        facts = self._facts if self.size.width >= 60 else self._facts.partition(" · ")[0]
        brand = " quoth  " if self.size.width >= 100 else " "
        room = max(self.size.width - width(facts) - width(brand) - 3, 4)
        return (
            (brand, self.palette.dim),
            (pad(self._title, room), self.palette.heading),
            ("  " + facts + " ", self.palette.dim),
        )


class UnderLine(LineWidget):
    """The line under the query: its error with a caret, or who speaks in the hits, or what to try."""

    def __init__(self) -> None:
        super().__init__(id="under")
        self._pieces: tuple[Piece, ...] = ()

    def show(self, pieces: Sequence[Piece]) -> None:
        """Show styled words; nothing hides the line."""
        self.display = bool(pieces)
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self.refresh()

    def pieces(self, row: int) -> Sequence[Piece]:
        return self._pieces


class StatusLine(LineWidget):
    """The keys that matter here; a message takes their place until the next key."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self._hints: tuple[str, ...] = ()
        self._message = ""

    def hint(
        self, place: str, *, hits: bool = False, suggestion: bool = False, corrected: bool = False
    ) -> None:
        """Show the keys of a place from now on, those that the user chose."""
        hints = hints_with(keymap_of(self), place, hits=hits, suggestion=suggestion, corrected=corrected)
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def say(self, message: str) -> None:
        """Show a message until the next key."""
        if message != self._message:
            self._message = message
            self.refresh()

    def hush(self) -> None:
        """Take the message away."""
        self.say("")

    def pieces(self, row: int) -> Sequence[Piece]:
        if self._message:
            return ((" ", None), (crop(self._message, self.size.width - 2), self.palette.text))
        line = ""
        last = self._hints[-1] if self._hints else ""
        for hint in self._hints[:-1]:
            if width(line) + width(hint) + width(last) + 6 > self.size.width:
                break
            line += hint + "  "
        return ((" ", None), (line + last, self.palette.dim))
