"""What a key costs: bytes, and the time until the screen stands, beside less, lnav and fzf.

    python benchmarks/keys.py [--rate BITS] [--round-trip MS] [--json FILE] [PROGRAM…]

Bytes are exact. Times are of this machine and this moment: compare only within one run. The first text is
the least of twenty starts; of quoth that is the first page, before Textual is loaded.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

from slow_terminal import Line, SlowTerminal

PAGE_DOWN, DOWN, UP = b"\x1b[6~", b"\x1b[B", b"\x1b[A"
ARTICLE = next((Path(__file__).parent.parent / "corpus" / "bundled").glob("*.txt"))

STARTS = 20
"""So often each program is started for the time until its first text; the least is told."""

# per program: command, keys before, and labelled keys
Keys = list[tuple[str, bytes]]
QUOTH: Keys = [
    *[("line", b"\x05")] * 5,
    *[("line up", b"\x19")] * 3,
    *[("page", PAGE_DOWN)] * 4,
    *[("paragraph", b"j")] * 4,
    *[("focus", b"\t")] * 4,
    ("search line", b"/"),
    *[("letter", bytes([c])) for c in b"iran"],
    ("open hit", b"\r"),
    *[("next hit", b"n")] * 3,
    ("idle 2 s", b""),
]
LESS: Keys = [
    *[("line", DOWN)] * 5,
    *[("line up", UP)] * 3,
    *[("page", PAGE_DOWN)] * 3,
    ("search line", b"/"),
    *[("letter", bytes([c])) for c in b"iran"],
    ("open hit", b"\r"),
    *[("next hit", b"n")] * 3,
    ("idle 2 s", b""),
]
FZF: Keys = [
    *[("line", UP)] * 5,
    *[("page", PAGE_DOWN)] * 2,
    *[("letter", bytes([c])) for c in b"iran"],
    ("idle 2 s", b""),
]


def programs(wanted: Iterable[str]) -> dict[str, tuple[list[str], Keys, bytes, dict[str, str]]]:
    """Command, keys, the key to hold, extra environment; only what is installed."""
    beside = Path(sys.executable).with_name("quoth")
    quoth = str(beside) if beside.exists() else shutil.which("quoth") or "quoth"
    article = str(ARTICLE)
    known: dict[str, tuple[list[str], Keys, bytes, dict[str, str]]] = {
        "quoth": ([quoth], QUOTH, PAGE_DOWN, {}),
        "quoth (stock driver)": ([quoth], QUOTH, PAGE_DOWN, {"QUOTH_DRIVER": "stock"}),
        "less": (["less", article], LESS, PAGE_DOWN, {}),
        "lnav": (["lnav", "-N", article], LESS, PAGE_DOWN, {}),
        "fzf": (["sh", "-c", f"fzf < '{article}'"], FZF, PAGE_DOWN, {}),
    }
    chosen = list(wanted) or list(known)
    return {name: known[name] for name in chosen if shutil.which(known[name][0][0])}


def environment(home: str, extra: dict[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, "HOME": home, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "LINES": "", **extra}


def started(command: list[str], settings: dict[str, str], line: Line) -> SlowTerminal:
    # each start is a first one: what the one before left must not be restored
    state = tempfile.mkdtemp(dir=settings["HOME"])
    terminal = SlowTerminal(command, settings | {"XDG_STATE_HOME": state}, line)
    terminal.start()
    terminal.settle(quiet=1.5)
    return terminal


def first_text(command: list[str], settings: dict[str, str]) -> float:
    """Milliseconds from the start to the first bytes."""
    terminal = SlowTerminal(command, settings | {"XDG_STATE_HOME": tempfile.mkdtemp(dir=settings["HOME"])})
    terminal.start()
    while not terminal.arrivals and time.perf_counter() < terminal.started + 10:
        terminal.run(0.001)
    terminal.close()
    return round((terminal.arrivals[0][0] - terminal.started) * 1000, 1)


def cost_of_keys(terminal: SlowTerminal, keys: Keys) -> dict[str, dict[str, float]]:
    """By label: median bytes, and median milliseconds from the key to the last byte at the terminal."""
    costs: dict[str, list[tuple[int, float]]] = {}
    for label, key in keys:
        before, pressed = len(terminal.arrivals), time.perf_counter()
        if key:
            terminal.key(key)
            terminal.settle()
        else:
            terminal.run(2.0)
        came = terminal.arrivals[before:]
        last = max((at for at, _ in came), default=pressed)
        costs.setdefault(label, []).append((sum(count for _, count in came), (last - pressed) * 1000))
    return {
        label: {"bytes": median(c for c, _ in each), "ms": round(median(t for _, t in each), 1)}
        for label, each in costs.items()
    }


def held(terminal: SlowTerminal, key: bytes, times: int = 20) -> dict[str, float]:
    """A key held at 30 a second: all bytes, and milliseconds from its release to the last byte."""
    before = len(terminal.arrivals)
    for _ in range(times):
        terminal.key(key)
        terminal.run(1 / 30)
    released = time.perf_counter()
    terminal.settle(quiet=0.5, limit=60)
    came = terminal.arrivals[before:]
    lag = max((at for at, _ in came), default=released) - released
    return {"bytes": sum(count for _, count in came), "lag ms": round(max(lag, 0) * 1000, 1)}


def measure(name: str, slow: Line, home: str) -> dict[str, Any]:
    command, keys, key, extra = programs([name])[name]
    settings = environment(home, extra)
    terminal = started(command, settings, Line())
    start = {
        "bytes": sum(count for _, count in terminal.arrivals),
        "first text ms": min(first_text(command, settings) for _ in range(STARTS)),
    }
    near = cost_of_keys(terminal, keys)
    terminal.close()
    terminal = started(command, settings, slow)
    far = {label: cost["ms"] for label, cost in cost_of_keys(terminal, keys).items()}
    terminal.close()
    terminal = started(command, settings, slow)
    holding = held(terminal, key)
    terminal.close()
    return {"start": start, "keys": near, "over the line ms": far, "page held 20 times": holding}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rate", type=float, default=56_000, help="bits a second (56000)")
    parser.add_argument("--round-trip", type=float, default=150, help="milliseconds (150)")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument("program", nargs="*", help="quoth, 'quoth (stock driver)', less, lnav, fzf")
    options = parser.parse_args()
    slow = Line(options.rate / 8, options.round_trip / 1000)
    figures: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as home:
        for name in programs(options.program):
            # the second start finds caches filled, as a user's does
            warm_up(name, home)
            figures[name] = measure(name, slow, home)
            show(name, figures[name])
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), "utf-8")


def warm_up(name: str, home: str) -> None:
    command, _, _, extra = programs([name])[name]
    started(command, environment(home, extra), Line()).close()


def show(name: str, figures: dict[str, Any]) -> None:
    print(f"\n{name}")
    for label, value in figures["start"].items():
        print(f"  start {label:<16} {value:>8}")
    far = figures["over the line ms"]
    for label, cost in figures["keys"].items():
        print(f"  {label:<14} {cost['bytes']:>7.0f} B {cost['ms']:>8} ms {far[label]:>8} ms far")
    holding = figures["page held 20 times"]
    print(f"  page held      {holding['bytes']:>7} B, lag {holding['lag ms']} ms")


if __name__ == "__main__":
    main()
