#!/usr/bin/env python3
"""Measure `quoth index` as a command: a whole build from files, then with nothing and one file changed.

    python benchmarks/building.py FOLDER [--jobs 2] [--rounds 5] [--scratch DIR]

FOLDER is copied for the updates, which change one of its files. CPU seconds are of all processes; memory is
the most that one of them held. Processor time of an empty Python loop tells how busy the machine was.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scratch", type=Path)
    asked = parser.parse_args()
    scratch = asked.scratch or Path(tempfile.mkdtemp(prefix="quoth-building-"))
    texts, index = scratch / "texts", scratch / "index"
    shutil.copytree(asked.folder, texts, dirs_exist_ok=True)
    changing = texts / "changing.md"
    os.environ |= {"XDG_CACHE_HOME": str(scratch), "XDG_STATE_HOME": str(scratch)}
    command = [sys.executable, "-m", "quoth.tui", "index", "-q", "--index", str(index), str(texts)]
    try:
        print(f"an empty loop of a million steps takes {loop() * 1000:.0f} ms")
        shutil.rmtree(index, ignore_errors=True)
        wall, cpu, memory = run([*command, "--jobs", asked.jobs])
        size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
        print(f"whole: {wall:.1f} s, {cpu:.1f} s of CPU, {memory} MB, index of {size / 1e6:.0f} MB")
        bare = min(run([sys.executable, "-c", "pass"])[1] for _ in range(asked.rounds))
        nothing = [run(command)[:2] for _ in range(asked.rounds)]
        changed = []
        for number in range(asked.rounds + 1):
            changing.write_text(f"# A page\n\n“We are {number} now,” said Jane Roe, the mayor.\n" * 5)
            changed.append(run(command)[:2])
        for name, found in (("nothing changed", nothing), ("one changed", changed[1:])):
            wall, cpu = map(min, zip(*found, strict=True))
            print(f"{name}: {wall * 1000:.0f} ms, {cpu * 1000:.0f} ms of CPU (bare Python {bare * 1000:.0f})")
        print(f"an empty loop of a million steps takes {loop() * 1000:.0f} ms")
    finally:
        if asked.scratch is None:
            shutil.rmtree(scratch)
    return 0


def run(command: list[str]) -> tuple[float, float, int]:
    """Seconds, seconds of CPU, and the most megabytes that one of its processes held."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    # 4 says that some files could not be read
    if (code := os.waitstatus_to_exitcode(status)) not in (0, 4):
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def loop() -> float:
    """CPU seconds of a loop, the least of five."""
    found = []
    for _ in range(5):
        started = time.process_time()
        for _ in range(1_000_000):
            pass
        found.append(time.process_time() - started)
    return min(found)


if __name__ == "__main__":
    raise SystemExit(main())
