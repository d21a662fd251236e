#!/usr/bin/env python3
"""Measure short commands as processes: how much they take over `python -c pass`.

    python benchmarks/starting.py [--quoth V/bin/quoth] [--index DIR] [--query WORDS] [--texts FOLDER]
                                  [--few 2000] [--rounds 30] [--out RESULT.md]

quoth must be installed not editable and with its bytecode compiled (`pip install .`, then
`python -m compileall`), else every start compiles it. With --index its commands ask that index, else one
of the article that comes with quoth. With --texts as many of the folder's smallest texts as --few says are
copied and indexed, and an update is measured where nothing has changed and where one text has.

Commands take turns, so that a busy minute hits all of them. Times are milliseconds: processor time of user
and system, and wall clock. The first page of the explorer is the time until a terminal of 80x24 gets the
first words of the article.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SAID = "Olaf Olsen told the council that “the mill will open in May.” Nobody asked him about the bridge.\n\n"
ARTICLE = (
    "The ferry is late again this morning\n\n“I am sorry,” said Ida Brandt, the captain.\n\n" + SAID * 40
)
FIRST_WORDS = b"The ferry is late again"


class Taken(NamedTuple):
    """What one run took, in milliseconds; `cpu` is NaN where only the clock says."""

    cpu: float
    wall: float


def main() -> int:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quoth", type=Path, default=Path(sys.executable).with_name("quoth"))
    parser.add_argument("--index", type=Path)
    parser.add_argument("--query", default="economy jobs")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--few", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="quoth-starting-") as scratch:
        runs = prepared(asked, Path(scratch))
        taken: dict[str, list[Taken]] = {name: [] for name in runs}
        for _ in range(asked.rounds + 1):
            for name, run in runs.items():
                taken[name].append(run())
    # the first round finds files that the system has not read yet
    table = "\n".join(rows({name: times[1:] for name, times in taken.items()}))
    if asked.out:
        asked.out.write_text(table + "\n", "utf-8")
    else:
        print(table)
    return 0


def prepared(asked: argparse.Namespace, scratch: Path) -> dict[str, Callable[[], Taken]]:
    """What is measured, by name, in an environment where nobody has settings."""
    folders = {f"XDG_{kind}_HOME": str(scratch / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(scratch), **folders}
    quoth = os.fspath(asked.quoth)
    text = scratch / "article.txt"
    text.write_text(ARTICLE, "utf-8")

    def command(*words: str) -> Callable[[], Taken]:
        return lambda: process([quoth, *words], environment)

    def said(*words: str) -> str:
        ended = subprocess.run([quoth, *words], env=environment, check=True, capture_output=True, text=True)
        return ended.stdout

    index = ["--index", os.fspath(asked.index.absolute())] if asked.index else []
    query = asked.query if asked.index else "sanctions"
    passage = said("search", *index, query, "--ids", "--limit", "1").strip()
    python = os.fspath(asked.quoth.with_name("python"))
    runs = {
        "python -c pass": lambda: process([python, "-c", "pass"], environment),
        "quoth --version": command("--version"),
        "quoth search": command("search", *index, query, "--limit", "20"),
        "quoth search --count": command("search", *index, query, "--count"),
        "quoth kwic --limit 20": command("kwic", *index, query, "--limit", "20"),
        "quoth show": command("show", *index, passage),
        "quoth info": command("info", *index),
        "quoth quotes FILE": command("quotes", str(text)),
        "quoth speakers FILE": command("speakers", str(text)),
        "first page of quoth FILE": lambda: first_page([quoth, str(text)], environment),
    }
    if asked.texts:
        place = str(scratch / "index")
        texts, one = few(asked.texts, scratch / "texts", asked.few)
        said("index", str(texts), "--index", place)
        update = command("index", str(texts), "--index", place)

        def changed() -> Taken:
            with open(one, "a", encoding="utf-8") as file:
                file.write(f"\nThis was added at {time.time_ns()}.\n")
            # of an age that nothing has to be read for
            os.utime(one, ns=(1, time.time_ns() - 10**10))
            return update()

        runs["quoth index, nothing changed"] = update
        runs["quoth index, one text changed"] = changed
    return runs


def few(source: Path, target: Path, count: int) -> tuple[Path, Path]:
    """Copies the smallest texts of a folder; returns where they are, and one of them."""
    texts = sorted(
        (path for path in source.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size
    )
    target.mkdir()
    for number, path in enumerate(texts[:count]):
        shutil.copyfile(path, target / f"{number:05}{path.suffix}")
    return target, sorted(target.iterdir())[count // 2]


def process(words: list[str], environment: dict[str, str]) -> Taken:
    """One run with nothing to read from and nobody to write to. Raises RuntimeError where it fails."""
    nothing = os.open(os.devnull, os.O_RDWR)
    try:
        started = time.perf_counter()
        actions = [(os.POSIX_SPAWN_DUP2, nothing, number) for number in range(3)]
        child = os.posix_spawn(words[0], words, environment, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - started
    finally:
        os.close(nothing)
    if status:
        raise RuntimeError(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return Taken(1e3 * (usage.ru_utime + usage.ru_stime), 1e3 * wall)


def first_page(words: list[str], environment: dict[str, str]) -> Taken:
    """How long it takes until the first words of the article are on the terminal."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execve(words[0], words, {**environment, "TERM": "xterm-256color"})
    shown = b""
    try:
        while FIRST_WORDS not in shown:
            shown += os.read(terminal, 65536)
        wall = time.perf_counter() - started
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    return Taken(float("nan"), 1e3 * wall)


def rows(taken: dict[str, list[Taken]]) -> list[str]:
    """A table in Markdown, with the least over that of bare Python."""
    bare = min(times.cpu for times in taken["python -c pass"])
    bare_wall = min(times.wall for times in taken["python -c pass"])
    lines = [
        "| ms | CPU least | over Python | CPU median | wall least | over Python | wall median |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, times in taken.items():
        cpu, wall = [one.cpu for one in times], [one.wall for one in times]
        cells = (
            *(min(cpu), min(cpu) - bare, statistics.median(cpu)),
            *(min(wall), min(wall) - bare_wall, statistics.median(wall)),
        )
        lines.append(f"| {name} | {' | '.join('' if cell != cell else f'{cell:.1f}' for cell in cells)} |")
    return lines


if __name__ == "__main__":
    sys.exit(main())
