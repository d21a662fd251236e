"""The Textual driver for thin lines: `App(driver_class=…)`, made by `quoth.tui.driver.choice.driver_class`.

Frames go to a grid and only differences to the terminal (`output`), keys come through `keyboard`, and the
terminal is given back by `restore`, whatever ends the program.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import termios
import threading
import time
from codecs import getincrementaldecoder
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, messages
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import ScreenStackError
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from quoth.tui.driver.difference import Abilities
from quoth.tui.driver.frame import Painter, is_frame
from quoth.tui.driver.keyboard import ESCAPE, Escapes, Input, ModeAnswer, Pasted, Sorter
from quoth.tui.driver.output import Output
from quoth.tui.driver.pacing import Pacing
from quoth.tui.driver.restore import ENTER, Guard
from quoth.tui.driver.screen import Screen
from quoth.tui.driver.surroundings import Surroundings, screen_stream

if TYPE_CHECKING:
    from textual.app import App

    from quoth.tui.driver.first_page import FirstPage, Piece

_SYNCHRONISED = ("\x1b[?2026h", "\x1b[?2026l")
_POINTER_SHAPE = "\x1b]22;"
_ALL_KEYS = "\x1b[>25u"  # escape codes told apart, all keys reported, with their text
_RESIZE_PAUSE = 0.05
_GRACE = 2.0
"""Seconds in which the app may end by itself after a signal; then the process ends."""
_LONGEST_EFFECT = 0.3
"""Seconds for which a key waits for the one before."""
_ANSWERS = 0.6
"""Seconds to wait at the end for answers under way, so that they are not typed into the shell."""


class ThinDriver(LinuxDriver):
    """Writes only what changed, at the pace of the line. Bound to its surroundings by a subclass."""

    surroundings: ClassVar[Surroundings]
    first_page: ClassVar[FirstPage | None] = None

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        stream = screen_stream()
        self._descriptor = 2 if stream is None else stream.fileno()
        self._page = self.first_page
        self._guard = self._page.guard if self._page else Guard(self._descriptor, self.fileno)
        self._screen: Screen | None = None
        self._output: Output | None = None
        self._last_words: threading.Timer | None = None
        self._effect: Future[None] | None = None

    # from Textual

    def write(self, data: str) -> None:
        """Take a frame, or pass control sequences on. Nothing is written before or after application mode."""
        if self._output is None or data in _SYNCHRONISED or data.startswith(_POINTER_SHAPE):
            return
        if is_frame(data):
            self._output.paint(data, self._get_terminal_size())
        else:
            self._output.control(data)

    def repaint(self) -> None:
        """Paint the whole screen again, from what is known, without asking the app."""
        if self._output is not None:
            self._output.repaint(self._get_terminal_size())

    def page(self) -> tuple[tuple[int, int], list[Piece]] | None:
        """Size and contents of the screen as it is wanted now; None before there is one."""
        return None if self._screen is None else (self._screen.size, self._screen.pieces())

    def _get_terminal_size(self) -> tuple[int, int]:
        try:
            columns, rows = os.get_terminal_size(self._descriptor)
        except OSError:
            columns = rows = 0
        return columns or self.surroundings.columns or 80, rows or self.surroundings.rows or 24

    # application mode

    def start_application_mode(self) -> None:
        """Take the terminal over, or take it on from the first page."""
        if not self._may_draw():
            return
        if self._output is not None:
            self._continued(self._output)
            return
        loop = asyncio.get_running_loop()
        size = self._size = self._get_terminal_size()
        here = self.surroundings
        resumed = self._screen is not None
        screen = self._screen = self._screen or self._new_screen(size)
        screen.resize(*size)
        pacing = Pacing()
        self._output = Output(self._descriptor, screen, pacing, here.encoding, self._lost)
        page, self._page = self._page, None
        if page is not None and page.guard.held:
            screen.assume(page.grid(*size))
        else:
            screen.assume()
            self._output.control(ENTER)
        self._guard.keyboard_protocol = here.keyboard_protocol
        self._hold()
        self._guard.catch(self._ended)
        # not in the handler itself: it may have interrupted a frame that is being taken
        signal.signal(signal.SIGWINCH, lambda *_: loop.call_soon_threadsafe(self._resized, loop))
        self._output.control(self._modes() + (pacing.ask(time.monotonic()) if here.asks else ""))
        if resumed:
            self._output.show()
        self._output.start()
        self._send_size(loop)
        self.exit_event.clear()
        self._key_thread = threading.Thread(target=self._run_input_thread, name="quoth-input", daemon=True)
        self._key_thread.start()
        if self._must_signal_resume:
            self._must_signal_resume = False
            asyncio.run_coroutine_threadsafe(self._app._post_message(self.SignalResume()), loop=loop)

    def _continued(self, output: Output) -> None:
        """Stopped without notice (SIGSTOP) and continued: the shell has written over the screen."""
        self._hold()
        output.control(ENTER + self._modes(again=True))
        self.repaint()

    def _hold(self) -> None:
        self._guard.hold(signals=bool(os.environ.get("TEXTUAL_ALLOW_SIGNALS")))

    def _new_screen(self, size: tuple[int, int]) -> Screen:
        here = self.surroundings
        able = Abilities(here.fills_with_colour, here.scrolls)
        return Screen(*size, able, Painter(here.encoding, colourless=here.colours == 0, ascii=here.ascii))

    def _may_draw(self) -> bool:
        """False in the background, where any change of the terminal would stop the process again."""

        def stop_again(*_: object) -> None:
            os.kill(os.getpid(), signal.SIGSTOP)

        if not os.isatty(self.fileno):
            return True
        previous = {number: signal.signal(number, stop_again) for number in (signal.SIGTTOU, signal.SIGTTIN)}
        try:
            termios.tcsetattr(self.fileno, termios.TCSANOW, termios.tcgetattr(self.fileno))
        except termios.error:
            return False
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)
        return True

    def _modes(self, *, again: bool = False) -> str:
        here = self.surroundings
        return "".join(
            (
                "\x1b[?25l\x1b[?7l\x1b[?2004h",
                "\x1b[?1000h\x1b[?1002h\x1b[?1006h" if self._mouse else "",
                "\x1b[?1004h" if here.focus_reports else "",
                # this one is a stack, the others are switches
                _ALL_KEYS if here.keyboard_protocol and not again else "",
            )
        )

    def _send_size(self, loop: asyncio.AbstractEventLoop) -> None:
        size = Size(*self._get_terminal_size())
        asyncio.run_coroutine_threadsafe(self._app._post_message(events.Resize(size, size)), loop=loop)

    def _resized(self, loop: asyncio.AbstractEventLoop) -> None:
        """The window changed: terminals then move what they show in ways of their own.

        The app is asked for all rows, too: it draws none when a window has its old size again before the app
        has seen the other, while what was wanted has been cut to that.
        """
        if self._output is not None:
            self._output.repaint(self._get_terminal_size(), pause=_RESIZE_PAUSE)
            self._send_size(loop)
            with suppress(ScreenStackError):
                self._app.screen.refresh()

    def disable_input(self) -> None:
        """Wait for answers under way, then read no more."""
        if self._output is not None and not self.exit_event.is_set():
            self._output.await_answers(_ANSWERS)
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self.exit_event.set()
        if self._key_thread is not None and self._key_thread is not threading.current_thread():
            self._key_thread.join(1.0)
            self._key_thread = None

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        if self._output is None:
            return
        self.disable_input()
        output, self._output = self._output, None
        output.stop()
        self._guard.give_back()
        self._guard.release()

    def close(self) -> None:
        """End all threads; safe to call twice."""
        self.stop_application_mode()
        if self._last_words is not None:
            self._last_words.cancel()

    # the end that nobody asked for

    def _lost(self) -> None:
        """The terminal is gone; the main thread hears of it as it does of a hang-up."""
        os.kill(os.getpid(), signal.SIGHUP)

    def _ended(self, number: int) -> None:
        """Handler of TERM, HUP, QUIT and INT: first the terminal, then the app, in bounded time."""
        if self._output is not None and number != signal.SIGHUP:
            self._output.await_answers(_ANSWERS)
        if self._output is not None:
            self._output.silence()
        self._guard.give_back()
        if self._last_words is None:
            self._last_words = threading.Timer(_GRACE, os._exit, (128 + number,))
            self._last_words.daemon = True
            self._last_words.start()
        self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=128 + number))

    # input

    def run_input_thread(self) -> None:
        """Read the terminal until `exit_event`; the end of input is a lost connection."""
        sorter, escapes = Sorter(), Escapes(self.surroundings.escape_delay / 1000)
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        try:
            while not self.exit_event.is_set():
                # of a time that nothing had come until: a thread may be stopped behind the look
                asked = time.monotonic()
                ready = select.select([self.fileno], [], [], 0.02 if escapes.holding else 0.1)[0]
                now = time.monotonic()
                if ready:
                    data = os.read(self.fileno, 65536)
                    if not data:
                        self._lost()
                        return
                    for found in sorter.feed(decode(data), now):
                        self._take(found, parser, escapes, now)
                elif sorter.holding:
                    for found in sorter.overdue(asked):
                        self._take(found, parser, escapes, now)
                for piece in escapes.overdue(asked):
                    self._press(piece, parser)
                for event in parser.tick():
                    self.process_message(event)
        except OSError:
            self._lost()
        finally:
            try:
                for _ in parser.feed(""):
                    pass
            except (EOFError, ParseError):
                pass

    def _take(self, found: Input, parser: XTermParser, escapes: Escapes, now: float) -> None:
        if isinstance(found, ModeAnswer):
            if found.mode == 2026 and self._output is not None:
                self._output.answered(found.setting)
        elif isinstance(found, Pasted):
            self.process_message(events.Paste(found.text))
        else:
            for piece in escapes.feed(found.text, now):
                self._press(piece, parser)

    def _press(self, piece: str, parser: XTermParser) -> None:
        if piece == ESCAPE:
            self.process_message(events.Key("escape", ESCAPE))
            return
        for event in parser.feed(piece):
            self.process_message(event)

    def process_message(self, message: Message) -> None:
        """Keys that are the driver's own: Ctrl-L paints anew, Ctrl-Z stops the process.

        Each key waits until the one before has had its effect: in a packet of keys, and in what was typed
        ahead, the letters behind ``/`` are for the search line that ``/`` brings.
        """
        if isinstance(message, events.Key):
            if self._output is not None:
                self._output.key_pressed()
            self._await_effect()
            if message.key == "ctrl+l":
                self.repaint()
            elif message.key == "ctrl+z":
                self._app.call_later(self._app.action_suspend_process)
                return
        elif isinstance(message, messages.TerminalSupportsSynchronizedOutput):
            return
        super().process_message(message)
        if isinstance(message, events.Key):
            with suppress(RuntimeError):
                self._effect = asyncio.run_coroutine_threadsafe(self._quiet(), self._loop)

    def _await_effect(self) -> None:
        effect, self._effect = self._effect, None
        if effect is not None:
            with suppress(TimeoutError, CancelledError, RuntimeError):
                effect.result(_LONGEST_EFFECT)

    async def _quiet(self) -> None:
        """Wait until no message is under way between the app and what has the focus."""
        quiet = 0
        while quiet < 3:
            await asyncio.sleep(0)
            try:
                focused = self._app.focused or self._app.screen
            except ScreenStackError:
                return
            nodes = (self._app, *focused.ancestors_with_self)
            quiet = 0 if any(node.message_queue_size for node in nodes) else quiet + 1
