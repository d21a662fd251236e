"""The terminal's cursor and style, and the shortest sequences that move and change them.

Only what every terminal since the VT100 understands, with ECH and CUF from ECMA-48: no terminfo is asked.
It counts on automatic wrap being off and on output that the line discipline leaves alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.corpus.values import dataclass
from quoth.tui.driver.grid import sure
from quoth.tui.driver.sgr import blank, change, erasable, look, towards_blank

# one letter of a script with fixed widths, with accents or points, or one wide character
_AGREED = re.compile(
    "[\u0020-\u02ff\u0370-\u08ff][\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200e\u200f]*"
    "|[\u3000-\u303e\u3041-\ua4cf\uac00-\ud7a3\uff01-\uff60]"
)

_SHORTEST_ERASURE = 9
"""Blanks in a row from which an erasure and a step over it are shorter than the blanks."""


@dataclass(frozen=True, slots=True)
class PenState:
    """What is known of the terminal; None where nothing is. `x` may be the width: behind the last cell."""

    x: int | None = None
    y: int | None = None
    style: str | None = None


class Pen:
    """Collects the bytes that draw, and knows where they leave the terminal."""

    def __init__(self, width: int, height: int, state: PenState, *, fills_with_colour: bool = True) -> None:
        self.width = width
        self.height = height
        self.x, self.y, self.style = state.x, state.y, state.style
        self._fills = fills_with_colour
        self._out: list[str] = []

    @property
    def state(self) -> PenState:
        """Where the bytes so far leave the terminal."""
        return PenState(self.x, self.y, self.style)

    def drawn(self) -> str:
        """The bytes so far."""
        return "".join(self._out)

    def raw(self, data: str, state: PenState) -> None:
        """Bytes whose effect the caller knows."""
        self._out.append(data)
        self.x, self.y, self.style = state.x, state.y, state.style

    def go(self, x: int, y: int) -> None:
        """Move to a cell."""
        if (self.x, self.y) == (x, y):
            return
        self._out.append(self._way(x, y))
        self.x, self.y = x, y

    def _way(self, x: int, y: int) -> str:
        best = f"\x1b[{y + 1}H" if x == 0 and y else "\x1b[H" if x == 0 else f"\x1b[{y + 1};{x + 1}H"
        if self.y is None or self.x is None:
            return best
        for way in self._relative(x, y):
            if len(way) < len(best):
                best = way
        return best

    def _relative(self, x: int, y: int) -> Sequence[str]:
        assert self.x is not None
        assert self.y is not None
        down = y - self.y
        if not 0 <= down <= 3:
            return ()
        lines = "\n" * down
        ways = [f"\r{lines}{_forward(x)}"]
        if self.x < self.width:
            step = x - self.x
            ways.append(f"{lines}{_forward(step)}" if step >= 0 else f"{lines}{chr(8) * -step}")
        return ways

    def set_style(self, style: str) -> None:
        """Change the style."""
        self._out.append(change(self.style, style))
        self.style = style

    def write(self, cells: Sequence[str], styles: Sequence[str]) -> None:
        """Write sure cells from where the pen is; long blanks are erased instead."""
        at, end = 0, len(cells)
        while at < end:
            if cells[at] == " ":
                stop = _run(cells, styles, at)
                count = stop - at
                if count >= _SHORTEST_ERASURE and erasable(styles[at], self._fills):
                    self._erase(count, styles[at], step=stop < end)
                else:
                    self._blanks(count, styles[at])
            else:
                style = styles[at]
                stop = at + 1
                while stop < end and styles[stop] == style and cells[stop] != " ":
                    stop += 1
                self.set_style(style)
                self._text("".join(cells[at:stop]), stop - at)
            at = stop

    def write_delicate(self, y: int, cells: Sequence[str], styles: Sequence[str]) -> None:
        """Write a row cell by cell; the place is set anew behind what terminals measure differently."""
        for x, text in enumerate(cells):
            if text == "":
                continue
            self.go(x, y)
            width = 1 + (x + 1 < len(cells) and cells[x + 1] == "")
            if text == " ":
                self._blanks(1, styles[x])
                continue
            certain = sure(text) or _agreed(text)
            if width > 1 and not certain:
                # a terminal that takes it for narrower would leave half of what stood here before
                self._blanks(width, styles[x])
                self.go(x, y)
            self.set_style(styles[x])
            self._text(text, width)
            if not certain:
                self.x = self.y = None

    def _text(self, text: str, cells: int) -> None:
        self._out.append(text)
        if self.x is not None:
            self.x += cells

    def _blanks(self, count: int, style: str) -> None:
        self.set_style(towards_blank(self.style, style))
        self._text(" " * count, count)

    def _erase(self, count: int, style: str, *, step: bool) -> None:
        self.set_style(self._erasing(style))
        self._out.append(f"\x1b[{count}X")
        if step:
            self._out.append(_forward(count))
            if self.x is not None:
                self.x += count

    def erase_to_end(self, style: str) -> None:
        """Erase from the pen to the end of the row."""
        self.set_style(self._erasing(style))
        self._out.append("\x1b[K")

    def _erasing(self, style: str) -> str:
        """A style near the present one in which an erasure leaves blanks of `style`."""
        near = towards_blank(self.style, style)
        return near if blank(near) == style and not _risky(near) else style


def _risky(style: str) -> bool:
    """Whether some terminal may show an attribute of `style` in erased cells."""
    return any(code not in (1, 2, 3) for code in look(style).attributes)


def _agreed(text: str) -> bool:
    """Whether terminals agree on the width of a cluster: not for joined, chosen, flag and newer pictures."""
    return _AGREED.fullmatch(text) is not None


def _run(cells: Sequence[str], styles: Sequence[str], at: int) -> int:
    """The end of the blanks of one style that begin at `at`."""
    style = styles[at]
    while at < len(cells) and cells[at] == " " and styles[at] == style:
        at += 1
    return at


def _forward(count: int) -> str:
    """Move right by `count` cells."""
    return "" if count == 0 else "\x1b[C" if count == 1 else f"\x1b[{count}C"
