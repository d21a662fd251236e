"""Taking the terminal over, and giving it back as it was: once, whatever happens.

Imports nothing heavy: it is in use before Textual is loaded.
"""

from __future__ import annotations

import os
import select
import signal
import termios
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

ENTER = "\x1b[?1049h\x1b[m\x1b[2J"
"""The alternate screen, cleared also where there is none."""

LEAVE = (
    "\x1b[?2026l"  # synchronised output ends
    "\x1b[r\x1b[m"  # no margins, no style
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # no mouse
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l"  # no reports of focus, paste, size
    "\x1b[?7h"  # wrapping at the margin
)
LEAVE_KEYBOARD = "\x1b[<u"
LEAVE_SCREEN = "\x1b[?1049l\x1b[?25h"

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)

Attributes = list[Any]


def raw_attributes(before: Attributes, *, signals: bool) -> Attributes:
    """Terminal attributes for reading keys one by one, without echo and without any change of output.

    `signals`: whether Ctrl-C and the like still send signals. See termios(3).
    """
    new: Attributes = [*before[:6], list(before[6])]
    new[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP)
    new[1] &= ~termios.OPOST
    new[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    if not signals:
        new[3] &= ~termios.ISIG
    new[6][termios.VMIN] = 1
    new[6][termios.VTIME] = 0
    return new


def write_within(descriptor: int, data: bytes, seconds: float) -> bool:
    """Write all of `data` unless the other end stops reading for `seconds`. Says whether it was written."""
    end = time.monotonic() + seconds
    try:
        while data:
            left = end - time.monotonic()
            if left <= 0 or not select.select([], [descriptor], [], left)[1]:
                return False
            # a terminal that can be written takes this much without blocking
            data = data[os.write(descriptor, data[:128]) :]
    except (OSError, ValueError):
        return False
    return True


def _in_front(descriptor: int) -> bool:
    """Whether the terminal is ours to set: in the background the shell has it, and asking would stop us."""
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except OSError:
        return True


class Guard:
    """Holds a terminal: its descriptors, how it was, and what must be undone."""

    def __init__(self, output: int, input: int) -> None:
        self.output = output
        self.input = input
        self.keyboard_protocol = False
        self.held = False
        self._before: Attributes | None = None
        self._caught: dict[int, Any] = {}

    def hold(self, *, signals: bool) -> None:
        """Remember the terminal's attributes, once, and read keys raw from now on."""
        self.held = True
        try:
            if self._before is None:
                self._before = termios.tcgetattr(self.input)
            termios.tcsetattr(self.input, termios.TCSANOW, raw_attributes(self._before, signals=signals))
        except termios.error:
            pass

    def give_back(self, *, patience: float = 1.0) -> None:
        """Undo everything; the second time nothing. Never waits longer than `patience` seconds."""
        if not self.held:
            return
        self.held = False
        leave = LEAVE + (LEAVE_KEYBOARD if self.keyboard_protocol else "") + LEAVE_SCREEN
        write_within(self.output, leave.encode("ascii"), patience)
        if self._before is not None and _in_front(self.input):
            try:
                # what was typed for the program is not for the shell
                termios.tcflush(self.input, termios.TCIFLUSH)
                termios.tcsetattr(self.input, termios.TCSANOW, self._before)
            except termios.error:
                pass
        self._before = None

    def catch(self, handler: Callable[[int], None]) -> None:
        """Have `handler` called for each signal that ends a program, also for those ignored so far."""

        def caught(number: int, _frame: FrameType | None) -> None:
            handler(number)

        for number in ENDING:
            previous = signal.signal(number, caught)
            self._caught.setdefault(number, previous)

    def release(self) -> None:
        """Let signals act as they did before `catch`."""
        for number, previous in self._caught.items():
            signal.signal(number, previous if previous is not None else signal.SIG_DFL)
        self._caught.clear()


def end_at_once(guard: Guard) -> Callable[[int], None]:
    """What a signal does while there is no app yet: the terminal as it was, exit status 128 + n."""

    def end(number: int) -> None:
        guard.give_back()
        os._exit(128 + number)

    return end
