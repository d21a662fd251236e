#!/usr/bin/env python3
"""Compare quoth's index with other engines on the same paragraphs, in the same minutes.

    python benchmarks/index.py SOURCE [--sizes 20000,200000,1000000] [--rounds 3] [--jobs 2]
                               [--engines NAME,…] [--slow 200000] [--out RESULT] [--scratch DIR] [--reuse]
                               [--clock wall|cpu]

SOURCE is a folder of .txt and .md files, or a tar archive of such (also .xz, .gz), which is read as a
stream. Engines that are not installed are left out and named. Each builds and each answers in a process
of its own; queries go round the engines class by class, so that a busy minute hits all of them.
On a machine that others use, --clock cpu measures the queries in seconds of the processor.
Writes RESULT.md and RESULT.json; without --out prints the Markdown. `whoosh-same` is Whoosh given all
documents and fields that quoth keeps, `tantivy-same` tantivy with words and stems of all these documents:
they are built only. Both Whooshes are left out above --slow paragraphs, where they take a quarter of an hour
and more.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from search import measure, report
from search.corpus import rows, slices, write_corpus
from search.engine import Engine
from search.queries import CLASSES, draw_queries

BUDGET = 20.0
"""Seconds that one engine may spend on one class in one round."""


def main() -> int:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--sizes", default="20000,200000,1000000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--engines", default=",".join(kind.name for kind in measure.ENGINES))
    parser.add_argument("--slow", type=int, default=200_000)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--clock", choices=tuple(measure.CLOCKS), default="wall", help="what queries take")
    parser.add_argument("--scratch", type=Path, help="a folder to keep corpora and indexes in")
    parser.add_argument("--reuse", action="store_true", help="take the indexes that are in --scratch")
    asked = parser.parse_args()
    scratch = asked.scratch or Path(tempfile.mkdtemp(prefix="quoth-bench-"))
    engines = [measure.engine_named(name) for name in asked.engines.split(",")]
    absent = [engine.name for engine in engines if engine.missing()]
    engines = [engine for engine in engines if not engine.missing()]
    results: dict[str, Any] = {"absent": absent, "sizes": {}}
    try:
        for size in map(int, asked.sizes.split(",")):
            fast = [
                engine for engine in engines if not engine.name.startswith("whoosh") or size <= asked.slow
            ]
            results["sizes"][size] = one_size(asked, scratch, size, fast)
            _write(asked.out, results)
    finally:
        if asked.scratch is None:
            shutil.rmtree(scratch)
    if asked.out is None:
        print(report.markdown(results))
    return 0


def one_size(asked: argparse.Namespace, scratch: Path, size: int, engines: list[Engine]) -> dict[str, Any]:
    """Everything that is measured at one size."""
    corpus = scratch / f"{size}.jsonl"
    scratch.mkdir(parents=True, exist_ok=True)
    about_file = scratch / f"{size}.about.json"
    if not about_file.exists():
        about_file.write_text(json.dumps(write_corpus(asked.source, corpus, size)))
    about = json.loads(about_file.read_text())
    say(f"{size}: {about['real']} paragraphs of the source, {about['made']} made of them")
    builds: dict[str, list[dict[str, float]]] = defaultdict(list)
    for round_number in range(asked.rounds if size <= 20_000 else 1):
        for engine in engines:
            folder = str(scratch / f"{size}-{engine.name}")
            kept = scratch / f"{size}-{engine.name}.build.json"
            if asked.reuse and kept.exists():
                builds[engine.name].append(json.loads(kept.read_text()))
                continue
            builds[engine.name].append(alone(measure.build, engine.name, str(corpus), folder, asked.jobs))
            kept.write_text(json.dumps(builds[engine.name][-1]))
            say(f"  build {round_number + 1} {engine.name}: {builds[engine.name][-1]}")
    queries = draw_queries(corpus)
    answers = ask(engines, scratch, size, queries, asked.rounds, asked.clock)
    made = [row for row, _ in zip(rows(slices(corpus, 1 << 30)[0]), range(22), strict=False)]
    adds = {
        engine.name: alone(measure.add, engine.name, str(scratch / f"{size}-{engine.name}"), made)
        for engine in engines
    }
    return {"about": about, "builds": builds, "adds": adds, **answers}


def ask(
    engines: list[Engine],
    scratch: Path,
    size: int,
    queries: dict[str, list[list[str]]],
    rounds: int,
    clock: str,
) -> dict[str, Any]:
    """Sends every class to every engine in turn, as often as there are rounds."""
    context = multiprocessing.get_context("spawn")
    pipes = {}
    processes = []
    for engine in engines:
        ours, theirs = context.Pipe()
        folder = str(scratch / f"{size}-{engine.name}")
        process = context.Process(
            target=measure.serve, args=(engine.name, folder, clock, theirs), daemon=True
        )
        process.start()
        processes.append(process)
        pipes[engine.name] = ours
    times: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    totals: dict[str, dict[str, list[int]]] = defaultdict(dict)
    memory: dict[str, float] = {}
    for _ in range(rounds):
        for kind in CLASSES:
            for engine in engines:
                if engine.classes is not None and kind not in engine.classes:
                    continue
                pipes[engine.name].send((kind, queries[kind], BUDGET))
                answer = pipes[engine.name].recv()
                times[kind][engine.name] += answer["times"]
                totals[kind][engine.name] = [total for _, total in answer["fetched"]]
                memory[engine.name] = answer["rss"]
        say(f"  a round of queries at {size}")
    for pipe, process in zip(pipes.values(), processes, strict=True):
        pipe.send(None)
        process.join()
    return {"times": times, "totals": totals, "memory": memory}


def alone(work: Any, *given: Any) -> dict[str, float]:
    """What a function of `measure` sends from a process of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(*given, theirs))
    process.start()
    theirs.close()
    found: dict[str, float] = ours.recv()
    process.join()
    return found


def say(line: str) -> None:
    """Progress, on stderr."""
    print(line, file=sys.stderr, flush=True)


def _write(out: Path | None, results: dict[str, Any]) -> None:
    if out is not None:
        out.with_suffix(".json").write_text(json.dumps(results))
        out.with_suffix(".md").write_text(report.markdown(results))


if __name__ == "__main__":
    raise SystemExit(main())
