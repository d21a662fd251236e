"""Runs one engine in a process of its own: builds, answers queries, tells what that cost."""

from __future__ import annotations

import os
import resource
import shutil
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from search.corpus import size_of
from search.engine import Engine
from search.ours import Ours, OursArrays
from search.peers import Fts5, Tantivy, TantivySame, Whoosh, WhooshSame

ENGINES: tuple[type[Engine], ...] = (
    Ours,
    OursArrays,
    Whoosh,
    WhooshSame,
    Tantivy,
    TantivySame,
    Fts5,
)


def engine_named(name: str) -> Engine:
    """The engine of that name."""
    return next(kind() for kind in ENGINES if kind.name == name)


def build(name: str, corpus: str, folder: str, jobs: int, pipe: Connection) -> None:
    """Builds into a fresh folder and sends wall and CPU seconds, peak memory and bytes."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    engine = engine_named(name)
    before = _cpu()
    started = time.perf_counter()
    engine.build(Path(corpus), folder, jobs)
    wall = time.perf_counter() - started
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    pipe.send(
        {"wall": wall, "cpu": _cpu() - before, "rss": max(own, workers) / 1024, "bytes": size_of(folder)}
    )


CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}


def serve(name: str, folder: str, clock: str, pipe: Connection) -> None:
    """Opens an index and answers batches of queries with milliseconds, until it is told to stop."""
    now = CLOCKS[clock]
    engine = engine_named(name)
    engine.open(folder)
    while (batch := pipe.recv()) is not None:
        kind, queries, budget = batch
        times: list[float] = []
        fetched: list[tuple[int, int]] = []
        spent = time.perf_counter()
        for words in queries:
            started = now()
            fetched.append(engine.run(kind, words))
            times.append((now() - started) * 1000)
            if time.perf_counter() - spent > budget:
                break
        pipe.send({"times": times, "fetched": fetched, "rss": _resident()})


def add(name: str, folder: str, made: list[dict[str, Any]], pipe: Connection) -> None:
    """Adds one article twice and sends the milliseconds of the second time, when all is loaded."""
    engine = engine_named(name)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        engine.add(folder, made)
        times.append((time.perf_counter() - started) * 1000)
    pipe.send({"first": times[0], "warm": sorted(times[1:])[len(times) // 2 - 1]})


def _cpu() -> float:
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in found)


def _resident() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / (1 << 20)
