"""The one place that writes to the terminal while the explorer runs: a thread, one write per frame.

The app never waits for the line: it paints on the wanted screen, and whenever the line is free the
difference to what is shown goes out. What changed in between is not sent.
"""

from __future__ import annotations

import os
import select
import threading
import time
from collections.abc import Callable

from quoth.tui.driver.pacing import Pacing
from quoth.tui.driver.safety import clean_control
from quoth.tui.driver.screen import Screen

_REPEAT = 0.1
"""Seconds between two keys, and behind the last one, in which a key is taken to be held."""
_SYNC_FROM = 200
"""Bytes from which a frame is worth the 16 bytes that make a terminal show it in one go."""


class Output:
    """Orders what goes to the terminal. `lost` is called, in the thread, when the terminal is gone."""

    def __init__(
        self, descriptor: int, screen: Screen, pacing: Pacing, encoding: str, lost: Callable[[], None]
    ) -> None:
        self._descriptor = descriptor
        self._screen = screen
        self._pacing = pacing
        self._encoding = encoding
        self._lost = lost
        self._controls: list[str] = []
        self._ready = False
        self._pressed = (float("-inf"), float("-inf"))
        self._stopping = False
        self._silent = False
        self._changed = threading.Condition(threading.RLock())
        # held while bytes go out; the signal handler takes it, in whichever thread that was
        self._gate = threading.RLock()
        self._thread = threading.Thread(target=self._run, name="quoth-output", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self) -> None:
        """Write what is asked for beside frames, then end; a stalled line is given a second."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(1.0)

    def silence(self) -> None:
        """Let nothing more out, from a signal handler too; waits for a write under way, at most a second."""
        self._stopping = self._silent = True
        if self._gate.acquire(timeout=1.0):
            self._gate.release()

    def control(self, data: str) -> None:
        """Send control sequences before the next frame."""
        with self._changed:
            self._controls.append(clean_control(data))
            self._changed.notify()

    def paint(self, frame: str, size: tuple[int, int]) -> None:
        """Take a frame for a terminal of `size`; it goes out when the line is free."""
        with self._changed:
            if size != self._screen.size:
                self._screen.resize(*size)
            self._screen.paint(frame)
            self._ready = True
            self._changed.notify()

    def show(self) -> None:
        """Bring the terminal to the wanted screen as it is."""
        with self._changed:
            self._ready = True
            self._changed.notify()

    def repaint(self, size: tuple[int, int], *, pause: float = 0.0) -> None:
        """Paint everything again, not before `pause` seconds: what the terminal shows is not known."""
        with self._changed:
            self._screen.resize(*size)
            self._pacing.hold(time.monotonic() + pause)
            self._ready = True
            self._changed.notify()

    def answered(self, setting: int) -> None:
        """The terminal has answered a question."""
        with self._changed:
            self._pacing.answered(setting, time.monotonic())
            self._changed.notify()

    def key_pressed(self) -> None:
        """A key has come: while one is held, a page that takes long on the line goes out in pieces."""
        self._pressed = (self._pressed[1], time.monotonic())

    def await_answers(self, seconds: float) -> None:
        """Wait until the terminal owes no answer, or for `seconds`."""
        end = time.monotonic() + seconds
        with self._changed:
            while self._pacing.asked and time.monotonic() < end:
                self._changed.wait(end - time.monotonic())

    def due(self, now: float) -> bytes:
        """What is to be written at `now`, as one piece; empty when there is nothing."""
        with self._changed:
            data = "".join(self._controls)
            self._controls.clear()
            if self._ready and not self._stopping and self._pacing.delay(now) <= 0:
                body = self._screen.difference(self._pacing.piece if self._held(now) else None)
                piece = self._ready = not self._screen.complete
                if body:
                    if self._pacing.synchronises and len(body) >= _SYNC_FROM and not piece:
                        body = f"\x1b[?2026h{body}\x1b[?2026l"
                    size = len(body.encode(self._encoding, "replace"))
                    data += body + self._pacing.drawn(now, size, piece=piece)
        return data.encode(self._encoding, "replace")

    def _held(self, now: float) -> bool:
        before, last = self._pressed
        return last - before < _REPEAT and now - last < _REPEAT

    def _wait(self) -> bool:
        """Wait until something is due; False when all is done."""
        with self._changed:
            while not self._controls or self._silent:
                if self._stopping:
                    return False
                delay = self._pacing.delay(time.monotonic()) if self._ready else None
                if delay == 0.0:
                    break
                self._changed.wait(delay)
            return True

    def _run(self) -> None:
        try:
            while self._wait():
                data = self.due(time.monotonic())
                if data:
                    self._write(data)
        except OSError:
            self._lost()

    def _write(self, data: bytes) -> None:
        with self._gate:
            while data and not self._silent:
                try:
                    data = data[os.write(self._descriptor, data) :]
                except BlockingIOError:
                    # somebody has made the shared descriptor non-blocking
                    select.select([], [self._descriptor], [], 1.0)
