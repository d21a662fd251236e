"""The first page of an article, on the screen before Textual is imported.

Raw rows on the alternate screen; the driver then takes the terminal over with this page as what it shows, so
that only the differences of the real first screen follow. Echo is off at once and nothing is read, so keys
typed early wait in the terminal's buffer for the app.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from quoth.tui.driver.restore import ENTER, Guard, end_at_once, write_within
from quoth.tui.driver.safety import clean, drawn_in_ascii, encodable
from quoth.tui.driver.surroundings import Surroundings, screen_stream

if TYPE_CHECKING:
    from quoth.tui.driver.grid import Grid


class Piece(NamedTuple):
    """Text at a place of the screen, from 0; `style` is an SGR parameter string."""

    x: int
    y: int
    text: str
    style: str = ""


class FirstPage(NamedTuple):
    """A page that stands on the terminal, and the guard that holds the terminal for it."""

    guard: Guard
    columns: int
    rows: int
    frame: str
    encoding: str

    def grid(self, columns: int, rows: int) -> Grid:
        """What the terminal shows; of another size than asked for if the window has changed since."""
        from quoth.tui.driver.frame import Painter
        from quoth.tui.driver.grid import blank_grid

        grid = blank_grid(self.columns, self.rows)
        Painter(self.encoding).paint(grid, self.frame)
        return grid

    def tell(self, words: str) -> None:
        """Write into the last row, which a first page leaves blank; with no words it is blank again."""
        text = encodable(clean(words), self.encoding)[: self.columns - 1]
        data = f"\x1b[{self.rows};1H\x1b[2K{text}\x1b[H".encode(self.encoding, "replace")
        write_within(self.guard.output, data, 1.0)

    def withdraw(self) -> None:
        """Take the page away and give the terminal back; nothing if the driver has done so."""
        self.guard.give_back()
        self.guard.release()


def show(pieces: Sequence[Piece], surroundings: Surroundings) -> FirstPage | None:
    """Put a page on the screen and hold the terminal; None where a full screen is impossible.

    Until the driver takes over, TERM, HUP, QUIT and Ctrl-C give the terminal back and end the process with
    128 + n. Call `FirstPage.withdraw` when the app cannot start.
    """
    stream = screen_stream()
    if surroundings.refusal is not None or stream is None:
        return None
    # stdin is asked for by number: sys.stdin may have been replaced
    guard = Guard(stream.fileno(), 0)
    guard.catch(end_at_once(guard))
    guard.hold(signals=True)
    frame = _frame(pieces, surroundings)
    try:
        columns, rows = os.get_terminal_size(stream.fileno())
    except OSError:
        columns, rows = surroundings.columns, surroundings.rows
    data = f"{ENTER}\x1b[?25l\x1b[?7l{frame}".encode(surroundings.encoding, "replace")
    write_within(guard.output, data, 5.0)
    return FirstPage(guard, columns, rows, frame, surroundings.encoding)


def _frame(pieces: Sequence[Piece], surroundings: Surroundings) -> str:
    """The bytes of the page in Textual's vocabulary, so that one reader knows both."""
    out: list[str] = []
    for piece in pieces:
        if not (0 <= piece.y < surroundings.rows and 0 <= piece.x < surroundings.columns):
            continue
        text = drawn_in_ascii(piece.text) if surroundings.ascii else piece.text
        text = encodable(clean(text), surroundings.encoding)[: surroundings.columns - piece.x]
        styled = f"\x1b[{piece.style}m{text}\x1b[m" if piece.style and surroundings.colours else text
        out.append(f"\x1b[{piece.y + 1};{piece.x + 1}H{styled}")
    out.append("\x1b[H")
    return "".join(out)
