"""A terminal of its own for each test: quoth runs in a pty, pyte shows what a person would see."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import sysconfig
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

PATIENCE = 30.0
"""Seconds after which something that should appear on the screen counts as missing."""

KEYS = {"Enter": "\r", "Esc": "\x1b", "Backspace": "\x7f", "Down": "\x1b[B", "Up": "\x1b[A", "Tab": "\t"}


class Terminal:
    """A program in a pty and the screen that it draws."""

    def __init__(self, command: list[str], environment: dict[str, str], columns: int, rows: int) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._own, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(theirs)
        self._theirs = theirs
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        )
        self.written = bytearray()

    def keys(self, *names: str) -> None:
        """Type: names of keys, or text as it is."""
        for name in names:
            os.write(self._own, KEYS.get(name, name).encode())

    def read(self, seconds: float) -> None:
        """Let the program draw for at most that long, or until it pauses after drawing."""
        if select.select([self._own], [], [], seconds)[0]:
            try:
                data = os.read(self._own, 65536)
            except OSError:
                return
            self.written += data
            self._stream.feed(data)

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, condition: Callable[[str], object], what: str, patience: float = PATIENCE) -> str:
        """The screen as soon as `condition` holds of it; fails with the screen where it never does."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if condition(self.text):
                return self.text
            self.read(0.1)
        raise AssertionError(f"never saw {what}; the screen:\n{self.text}")

    def shows(self, *words: str) -> str:
        """The screen as soon as it shows all of `words`."""
        return self.until(lambda text: all(word in text for word in words), " and ".join(map(repr, words)))

    def lacks(self, *words: str) -> str:
        """The screen as soon as it shows none of `words`."""
        return self.until(lambda text: not any(word in text for word in words), f"no {words}")

    def ends(self) -> int:
        """The exit code, after the program has ended."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.1)
        self.read(0.1)
        assert self.process.poll() is not None, f"does not end; the screen:\n{self.text}"
        return self.process.returncode

    def quits(self) -> None:
        """Press q as often as it takes to go back and out; the exit code is 0."""
        for _ in range(10):
            self.keys("q")
            self.read(0.3)
            self.read(0.3)
            if self.process.poll() is not None:
                break
        assert self.ends() == 0

    def settings(self) -> list[object]:
        """How the terminal is set now, as `termios.tcgetattr` says."""
        return termios.tcgetattr(self._theirs)

    def close(self) -> None:
        """End the program if it still runs."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self._own)
        os.close(self._theirs)


Start = Callable[..., Terminal]


@pytest.fixture(scope="session")
def installed_quoth() -> list[str]:
    """The command that a user types."""
    script = Path(sysconfig.get_path("scripts"), "quoth")
    found = str(script) if script.exists() else shutil.which("quoth")
    return [found] if found else [sys.executable, "-m", "quoth.tui"]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who never ran quoth."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "PYTHONPATH") if name in os.environ}
    return kept | {"HOME": str(tmp_path), "TERM": "xterm-256color", "LANG": "C.UTF-8"}


@pytest.fixture
def start(home: dict[str, str], installed_quoth: list[str]) -> Iterator[Start]:
    """Starts the installed quoth in a terminal."""
    opened: list[Terminal] = []

    def begin(*arguments: str, columns: int = 80, rows: int = 24, **changes: str) -> Terminal:
        terminal = Terminal([*installed_quoth, *arguments], home | changes, columns, rows)
        opened.append(terminal)
        return terminal

    yield begin
    for terminal in opened:
        terminal.close()


@pytest.fixture
def shell(home: dict[str, str], installed_quoth: list[str], tmp_path: Path) -> Iterator[Start]:
    """Runs a line of shell, in which `quoth` is a command, on a terminal that controls it as a real one does."""
    opened: list[Terminal] = []
    quoth = " ".join(map(shlex.quote, installed_quoth))

    def run(line: str, columns: int = 80, rows: int = 24, **changes: str) -> Terminal:
        # a session without a terminal of its own gets the first one that it opens
        script = f'exec 3<>"$(tty)"; quoth() {{ {quoth} "$@"; }}; cd {shlex.quote(str(tmp_path))}; {line}'
        terminal = Terminal(["sh", "-c", script], home | changes, columns, rows)
        opened.append(terminal)
        return terminal

    yield run
    for terminal in opened:
        terminal.close()
