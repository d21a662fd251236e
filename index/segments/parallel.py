"""Segments built in several processes at once, with every document accounted for.

Whoosh's own pool loses documents when one of them raises and waits for ever when a worker dies. Here
each worker tells what it did over a pipe of its own, the parent compares counts, and a worker that
ends without a word is noticed.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from quoth.index.processes import ready_to_spawn
from quoth.index.segments.builder import Forms, Inverter, SegmentBuilder
from quoth.index.segments.kernel import numpy_installed
from quoth.index.segments.layout import Layout
from quoth.index.segments.manifest import Entry, segment_file
from quoth.index.segments.names import new_name

Piece = TypeVar("Piece")
Source = Callable[[Piece], Iterator[dict[str, Any]]]
"""Makes the documents of a piece, in the process that indexes it; a function of a module."""


class WorkerFailed(Exception):
    """A process of the build raised or died; nothing that it wrote is used."""


def build_in_processes(
    folder: str,
    layout: Layout,
    source: Source[Piece],
    pieces: Sequence[Piece],
    counts: Sequence[int],
    jobs: int,
    *,
    normal: Forms | None = None,
    also: Forms | None = None,
    arrays: bool = False,
) -> list[Entry]:
    """Builds a segment of each piece in `folder`, up to `jobs` at a time; in the order of the pieces.

    `counts` says how many documents each piece must give. `normal` and `also` are for
    `SegmentBuilder`; like `source` they are made of functions of modules.

    Raises WorkerFailed, after which the files written are removed again.
    """
    context = multiprocessing.get_context("spawn")
    entries: list[Entry | None] = [None] * len(pieces)
    waiting = list(enumerate(pieces))[::-1]
    names = [new_name() for _ in pieces]
    running: dict[Connection, tuple[Any, int | None]] = {}
    done = False
    try:
        for _ in range(min(jobs, len(pieces))):
            ours, theirs = context.Pipe()
            process = context.Process(
                target=_work, args=(theirs, folder, layout, source, normal, also, arrays), daemon=True
            )
            ready_to_spawn()
            process.start()
            theirs.close()
            running[ours] = (process, None)
            _hand_out(ours, running, waiting, names)
        while running:
            for pipe in wait(list(running)):
                assert isinstance(pipe, Connection)
                number = running[pipe][1]
                count = _answer(pipe, running[pipe][0])
                assert number is not None
                if count != counts[number]:
                    raise WorkerFailed(f"part {number + 1}: {count} documents instead of {counts[number]}")
                entries[number] = Entry(names[number], count)
                _hand_out(pipe, running, waiting, names)
        done = True
    finally:
        for pipe, (process, _) in running.items():
            process.kill()
            process.join()
            pipe.close()
        if not done:
            for name in names:
                with suppress(OSError):
                    os.unlink(os.path.join(folder, segment_file(Entry(name, 0))))
    return [entry for entry in entries if entry is not None and entry.documents]


def _hand_out(pipe: Connection, running: dict[Connection, Any], waiting: list[Any], names: list[str]) -> None:
    """Gives a worker the next piece, or lets it go."""
    process = running[pipe][0]
    if waiting:
        number, piece = waiting.pop()
        running[pipe] = (process, number)
        with suppress(BrokenPipeError):
            # a worker that is gone is noticed when its answer is waited for
            pipe.send((names[number], piece))
        return
    del running[pipe]
    with suppress(BrokenPipeError):
        pipe.send(None)
    process.join()
    pipe.close()


def _answer(pipe: Connection, process: Any) -> int:
    try:
        said = pipe.recv()
    except (EOFError, ConnectionError):
        process.join()
        raise WorkerFailed(f"a process of the build ended with status {process.exitcode}") from None
    if isinstance(said, str):
        raise WorkerFailed(said)
    return int(said)


def inverter_for(arrays: bool) -> Inverter:
    """The inversion with numpy where `arrays` allows it and it is installed, or the plain one."""
    if arrays and numpy_installed():
        from quoth.index.segments.inversion_numpy import invert as fast

        return fast
    from quoth.index.segments.inversion import invert

    return invert


def _work(
    pipe: Connection,
    folder: str,
    layout: Layout,
    source: Source[Any],
    normal: Forms | None,
    also: Forms | None,
    arrays: bool,
) -> None:
    inverter = inverter_for(arrays)
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            # the parent is gone: nobody would use another segment
            return
        if job is None:
            return
        name, piece = job
        try:
            builder = SegmentBuilder(layout, normal, also)
            for fields in source(piece):
                builder.add(fields)
            if builder.documents:
                builder.write(os.path.join(folder, segment_file(Entry(name, 0))), inverter)
        except Exception as error:
            pipe.send(f"{type(error).__name__}: {error}")
        else:
            pipe.send(builder.documents)
