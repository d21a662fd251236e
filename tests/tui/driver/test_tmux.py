"""Inside tmux the screens are those of Textual's own driver too."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

KEYS = (
    "Down",
    "Down",
    "PPage",
    "NPage",
    "NPage",
    "Up",
    "C-t",
    "Down",
    "Escape",
    "h",
    "Down",
    "NPage",
    "h",
    "End",
)


STILL = 3
STILL_AFTER_RESIZING = 16
"""A new size reaches the program late on a busy machine, and tmux shows the old rows until then."""


class Tmux:
    """A server of its own, without the user's configuration."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux")

    def __call__(self, *words: str) -> str:
        command = ["tmux", "-f", "/dev/null", "-S", self._socket, *words]
        environment = {
            name: value for name, value in os.environ.items() if name not in ("TMUX", "SSH_CONNECTION")
        }
        environment |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    def screen(self, enough: int = STILL) -> str:
        """Text with styles, once they stand still for a while."""
        last, still = "", 0
        for _ in range(100):
            now = self.shown()
            still = still + 1 if now == last else 0
            if still == enough:
                return now
            last = now
            time.sleep(0.3)
        raise AssertionError("the screen never stands still")

    def shown(self) -> str:
        """Text with styles at this moment."""
        return self("capture-pane", "-p", "-e", "-N", "-t", "0")


def cells(emulator: Callable[[int, int], Any], screen: str) -> list[list[tuple[Any, ...]]]:
    """What each cell looks like: tmux may write one look in several ways."""
    lines = screen.split("\n")
    shown = emulator(100, 30)
    for y, line in enumerate(lines[:30]):
        shown.feed(f"\x1b[{y + 1}H{line}")
    found: list[list[tuple[Any, ...]]] = shown.cells()
    return found


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    server = Tmux(tmp_path)
    yield server
    subprocess.run(["tmux", "-S", str(tmp_path / "tmux"), "kill-server"], capture_output=True, check=False)


def play(tmux: Tmux, command: list[str], look: Callable[[int], str]) -> list[str]:
    """What `look`, given the number of the step, sees after each of them."""
    tmux("new-session", "-d", "-x", "80", "-y", "24", shlex.join(command))
    for _ in range(100):
        if "section 3" in tmux("capture-pane", "-p", "-t", "0"):
            break
        time.sleep(0.1)
    screens = [look(0)]
    for key in KEYS:
        tmux("send-keys", "-t", "0", key)
        screens.append(look(len(screens)))
    for columns, rows in ((100, 30), (60, 20), (80, 24)):
        tmux("resize-window", "-x", str(columns), "-y", str(rows))
        screens.append(look(len(screens)))
    tmux("kill-session")
    return screens


def test_screens_are_equal(
    tmux: Tmux, emulator: Callable[[int, int], Any], sample: Callable[..., list[str]]
) -> None:
    def settled(step: int) -> str:
        return tmux.screen(STILL_AFTER_RESIZING if step > len(KEYS) else STILL)

    stock = play(tmux, sample("stock", "wide", "ansi-dark"), settled)
    assert len(set(stock)) > 10
    wanted = [cells(emulator, screen) for screen in stock]

    def awaited(step: int) -> str:
        for _ in range(60):
            shown = tmux.shown()
            if cells(emulator, shown) == wanted[step]:
                break
            time.sleep(0.3)
        return shown

    thin = play(tmux, sample("thin", "wide", "ansi-dark"), awaited)
    for step, screen in enumerate(thin):
        assert cells(emulator, screen) == wanted[step], (
            f"step {step}: {['start', *KEYS, 'resize', 'resize', 'resize'][step]}"
        )
