"""Random keys and window sizes for a long time: no exception, no leak, the screen always right.

    python benchmarks/soak.py [--minutes 30 | --seconds N] [--seed N] [--json FILE] [PATH…]

Runs the real program in a pseudo-terminal and an emulator behind it. At checkpoints the screen is painted
anew (Ctrl-L) into an emulator that saw nothing before: both must agree cell by cell. Ends with status 1 when
they do not, when the program fails, or when memory has grown by more than `--leak` MB since the first tenth.
The same seed presses the same keys.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "tui" / "driver"))
from conftest import Emulator, Terminal  # noqa: E402  (the emulator of the tests)

from quoth.tui.actions import ACTIONS  # noqa: E402

CODES = {
    "escape": "\x1b", "enter": "\r", "tab": "\t", "space": " ", "backspace": "\x7f", "delete": "\x1b[3~",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "slash": "/", "minus": "-", "colon": ":", "plus": "+",
    "apostrophe": "'", "equals_sign": "=", "question_mark": "?", "right_square_bracket": "]",
    "left_square_bracket": "[", "f1": "\x1bOP",
}  # fmt: skip
UNBOUND = "\x1b[24~"
"""F12."""
NOT_PRESSED = frozenset({"vertical_line", "ctrl+c", "ctrl+z", "q"})
"""Shell commands, leaving, stopping."""
WORDS = (
    "the", "iran", "sanctions", "kind:quote", "speaker:lukashenko", "is:suspect", "zeppelin", '"open',
    "(unclosed", "spekaer:x", "/re[g/", "trade*", "-minister", "a OR b", "conf:>0.8", "漢字", "é",
)  # fmt: skip
SIZES = ((80, 24), (80, 24), (140, 45), (200, 50), (120, 30), (79, 23), (60, 20), (40, 12), (20, 5), (10, 3))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=30.0, help="how long (30)")
    parser.add_argument("--seconds", type=float, help="how long, instead")
    parser.add_argument("--seed", type=int, default=1, help="which keys (1)")
    parser.add_argument("--leak", type=float, default=20.0, help="MB that memory may grow (20)")
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("path", nargs="*", help="what to open, as for quoth")
    options = parser.parse_args()
    seconds = options.seconds or options.minutes * 60
    with tempfile.TemporaryDirectory() as home:
        soak = Soak(random.Random(options.seed), Path(home), [os.path.abspath(path) for path in options.path])
        figures = soak.run(seconds, options.leak)
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 1 if figures["faults"] else 0


class Soak:
    """One run: the program, what was pressed, what was found."""

    def __init__(self, rng: random.Random, home: Path, paths: list[str]) -> None:
        self.rng = rng
        self.home = home
        self.paths = paths
        self.keys = self.resizes = self.checks = self.starts = self.bytes = 0
        self.recent: list[str] = []
        self.faults: list[str] = []
        self.memory: list[float] = []
        self.pressable = sorted(
            CODES.get(key, chr(ord(key[-1]) - 96) if key.startswith("ctrl+") else key)
            for key in {key for action in ACTIONS for key in action.keys} - NOT_PRESSED
        )
        self.terminal = self._started()

    def _started(self) -> Terminal:
        self.starts += 1
        (self.home / "work").mkdir(exist_ok=True)
        os.chdir(self.home / "work")
        names = ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
        terminal = Terminal(
            [sys.executable, "-m", "quoth.tui", *self.paths],
            environment=dict.fromkeys(names, str(self.home)),
        )
        terminal.until(lambda: "help" in terminal.emulator.text().splitlines()[-1], 60)
        return terminal

    def run(self, seconds: float, leak: float) -> dict[str, Any]:
        begin = time.monotonic()
        while time.monotonic() - begin < seconds and len(self.faults) < 5:
            for _ in range(self.rng.randrange(20, 120)):
                self._gesture()
            self._check()
        self.bytes += len(self.terminal.written)
        self.terminal.close()
        early = self.memory[max(len(self.memory) // 10, min(5, len(self.memory) - 1))]
        growth = self.memory[-1] - early
        if growth > leak:
            self.faults.append(f"memory has grown by {growth:.1f} MB")
        return {
            "seconds": round(time.monotonic() - begin),
            "keys": self.keys,
            "resizes": self.resizes,
            "starts": self.starts,
            "checkpoints": self.checks,
            "bytes a key": round(self.bytes / max(self.keys, 1)),
            "memory MB, first tenth, last, most": [
                round(m, 1) for m in (early, self.memory[-1], max(self.memory))
            ],
            "faults": self.faults,
        }

    def _gesture(self) -> None:
        chance = self.rng.random()
        if chance < 0.02:
            self.resizes += 1
            size = self.rng.choice(SIZES)
            self.recent.append(f"size {size}")
            self.terminal.size(*size)
        elif chance < 0.08:
            self._send("/" + self.rng.choice(WORDS))
        elif chance < 0.12:
            self._send(self.rng.choice(self.pressable) * self.rng.randrange(2, 30))
        else:
            self._send(self.rng.choice(self.pressable))
        # some keys wait for the one before, some do not
        self.terminal.settle(self.rng.choice((0.0, 0.001, 0.02, 0.12)), limit=2.0)

    def _send(self, keys: str) -> None:
        self.keys += len(keys)
        self.recent = [*self.recent[-60:], repr(keys)]
        try:
            self.terminal.send(keys)
        except OSError:
            self._check()

    def _check(self) -> None:
        """Compare what is shown with what a full repaint shows; look at memory and at what went wrong."""
        self.checks += 1
        terminal = self.terminal
        terminal.settle(0.5, limit=20.0)
        done, status = os.waitpid(terminal.pid, os.WNOHANG)
        if done:
            terminal.status = status
            self._fault(f"the program ended: {os.waitstatus_to_exitcode(status)}; {terminal.emulator.text()}")
            self.bytes += len(terminal.written)
            terminal.close()
            self.terminal = self._started()
            return
        wrong: list[str] = []
        for _ in range(8):
            # a key that is bound nowhere takes a message away and paints nothing anew
            terminal.send(UNBOUND)
            terminal.settle(0.8, limit=20.0)
            shown = terminal.emulator.cells()
            before = len(terminal.written)
            terminal.send("\x0c")
            terminal.settle(0.8, limit=20.0)
            fresh = Emulator(terminal.emulator.screen.columns, terminal.emulator.screen.lines)
            fresh.feed("\x1b[?7l" + "".join(f"\x1b[{y + 1}H{'#' * 300}" for y in range(fresh.screen.lines)))
            fresh.feed(terminal.written[before:].decode("utf-8", "replace"))
            wrong = [
                f"row {y}: {_text(a)!r} should be {_text(b)!r}"
                for y, (a, b) in enumerate(zip(shown, fresh.cells(), strict=True))
                if a != b
            ]
            if not wrong:
                break
        else:
            self._fault(f"the screen is not what a repaint shows: {'; '.join(wrong[:4])}")
            print(terminal.written[before:], file=sys.stderr)
        for report in sorted(self.home.glob("**/bugs/*")):
            self._fault(f"a bug was reported: {report.read_text('utf-8', 'replace')[-1500:]}")
            report.unlink()
        if b"Traceback" in terminal.written:
            self._fault("a traceback was written")
        self.memory.append(_resident(terminal.pid))
        self.bytes += len(terminal.written)
        terminal.written = b""

    def _fault(self, what: str) -> None:
        self.faults.append(f"{what} after {' '.join(self.recent[-40:])}")
        print(self.faults[-1], file=sys.stderr)


def _text(row: list[tuple[Any, ...]]) -> str:
    return "".join(cell[0] for cell in row)


def _resident(pid: int) -> float:
    """Resident memory in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    sys.exit(main())
