"""The terminal of a picker: a few rows below the prompt of the shell, on ``/dev/tty``, given back as it was.

Standard output stays free for what is chosen. Only rows that changed are written, one write a frame.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import select
import signal
import struct
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

from quoth.tui.driver.keyboard import Keys, Pasted, Sorter
from quoth.tui.driver.restore import ENDING, raw_attributes, write_within
from quoth.tui.driver.safety import drawn_in_ascii, encodable

TTY = "/dev/tty"
PATIENCE = 5.0
"""Seconds for which a terminal may take nothing before it counts as gone."""


class Gone(Exception):
    """The terminal takes or gives nothing any more."""


class InlineTerminal:
    """Draws rows from the line of the cursor down, or on a screen of their own where `whole`.

    `height` is how many rows to take, as far as there are any. Everything is relative to the first row,
    where the cursor rests: so nothing need be asked of the terminal. `ascii` draws with ASCII alone.
    """

    def __init__(
        self,
        descriptor: int,
        height: int,
        *,
        whole: bool,
        encoding: str,
        escape_delay: int,
        ascii: bool = False,
    ) -> None:
        self._descriptor = descriptor
        self._height = height
        self._whole = whole
        self._encoding = encoding
        self._ascii = ascii
        self._escape_delay = escape_delay / 1000
        self._shown: list[str] | None = None
        self._sorter = Sorter()
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._woken, self.waker = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(self.waker, False)

    @property
    def size(self) -> tuple[int, int]:
        """Columns, and the rows to draw."""
        packed = fcntl.ioctl(self._descriptor, termios.TIOCGWINSZ, b"\0" * 8)
        rows, columns, _, _ = struct.unpack("HHHH", packed)
        rows, columns = rows or 24, columns or 80
        return columns, (rows if self._whole else min(self._height, rows))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keys come one by one and unseen; afterwards the rows are gone and all is as it was.

        Signals that end a program give the terminal back first, and end it with 128 + n.
        """
        before = termios.tcgetattr(self._descriptor)
        caught: dict[int, object] = {}

        def give_back() -> None:
            leave = "\x1b[?2004l\x1b[?7h\r\x1b[J" + ("\x1b[?1049l" if self._whole else "")
            write_within(self._descriptor, leave.encode("ascii"), 1.0)
            with suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSADRAIN, before)

        def end(number: int, _frame: FrameType | None) -> None:
            give_back()
            os._exit(128 + number)

        def resized(_number: int, _frame: FrameType | None) -> None:
            self._shown = None
            self.wake()

        for ending in ENDING:
            caught[ending] = signal.signal(ending, end)
        caught[signal.SIGWINCH] = signal.signal(signal.SIGWINCH, resized)
        try:
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, raw_attributes(before, signals=False))
            self._write(("\x1b[?1049h\x1b[H" if self._whole else "") + "\x1b[?7l\x1b[?2004h")
            yield
        finally:
            give_back()
            for number, handler in caught.items():
                signal.signal(number, handler)  # type: ignore[arg-type]

    def draw(self, rows: Sequence[str], caret: int) -> None:
        """Show rows, the cursor in cell `caret` of the first. Raises Gone."""
        rows = [encodable(drawn_in_ascii(row) if self._ascii else row, self._encoding) for row in rows]
        out = []
        if self._shown is None:
            # after a change of size the terminal has broken long rows anew: all below is drawn again
            out.append("\r\x1b[J" + "\r\n" * (len(rows) - 1) + up(len(rows) - 1))
            self._shown = []
        at = 0
        for number, row in enumerate(rows):
            if number < len(self._shown) and self._shown[number] == row:
                continue
            out.append(f"\r{down(number - at)}{row}\x1b[K")
            at = number
        out.append(f"{up(at)}\r{right(caret)}")
        self._shown = rows
        self._write("".join(out))

    def read(self) -> Iterator[Keys | Pasted]:
        """What was typed, as soon as there is anything, or nothing when woken otherwise. Raises Gone."""
        ready = select.select([self._descriptor, self._woken], [], [])[0]
        if self._woken in ready:
            with suppress(BlockingIOError):
                os.read(self._woken, 4096)
        if self._descriptor not in ready:
            return
        text = self._typed()
        # an ESC may be the beginning of a key that a slow line has torn apart
        while text.endswith("\x1b") and select.select([self._descriptor], [], [], self._escape_delay)[0]:
            text += self._typed()
        for found in self._sorter.feed(text, 0.0):
            if isinstance(found, Keys | Pasted):
                yield found

    def wake(self) -> None:
        """Have `read` return; may be called from another thread."""
        with suppress(BlockingIOError):
            os.write(self.waker, b"!")

    def _typed(self) -> str:
        try:
            data = os.read(self._descriptor, 4096)
        except OSError as error:
            raise Gone from error
        if not data:
            raise Gone
        return self._decoder.decode(data)

    def _write(self, text: str) -> None:
        if not write_within(self._descriptor, text.encode(self._encoding, "replace"), PATIENCE):
            raise Gone


def up(rows: int) -> str:
    """The code that moves the cursor up."""
    return f"\x1b[{rows}A" if rows > 0 else ""


def down(rows: int) -> str:
    """The code that moves the cursor down."""
    return f"\x1b[{rows}B" if rows > 0 else ""


def right(cells: int) -> str:
    """The code that moves the cursor to the right."""
    return f"\x1b[{cells}C" if cells > 0 else ""
