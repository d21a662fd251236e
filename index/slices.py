"""Sharing out what is to be read among processes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from quoth.corpus.extraction import split_member
from quoth.corpus.formats.registry import COLLECTION_SUFFIXES
from quoth.corpus.values import replace
from quoth.index.messages import Task

_LEAST, _LARGE, _MOST_TASKS = 1 << 16, 1 << 21, 200
"""Bytes of a slice at least and at most, or of one file that is a slice by itself; and its tasks."""

_WORTH = 1 << 19
"""Bytes to read from which on processes are started unasked."""


def shared_out(tasks: Sequence[Task], jobs: int) -> list[list[Task]]:
    """The tasks in slices of about equal size, large collections in shares for all processes."""
    slices: list[list[Task]] = []
    weighed: list[tuple[Task, int]] = []
    for task in tasks:
        try:
            size = os.stat(split_member(Path(task.path))[0]).st_size
        except OSError:
            size = 0
        if size > _LARGE and jobs > 1 and task.path.lower().endswith(COLLECTION_SUFFIXES):
            slices += [[replace(task, share=(mine, jobs))] for mine in range(jobs)]
        else:
            weighed.append((task, size))
    most = max(_LEAST, min(_LARGE, sum(size for _, size in weighed) // (jobs * 8)))
    own: list[Task] = []
    weight = 0
    for task, size in weighed:
        if own and (weight + size > most or len(own) >= _MOST_TASKS):
            slices.append(own)
            own, weight = [], 0
        own.append(task)
        weight += size
    return [*slices, own] if own else slices


def worth_processes(tasks: Sequence[Task]) -> bool:
    """Whether reading takes longer than starting processes."""
    size = 0
    for task in tasks:
        with suppress(OSError):
            size += os.stat(split_member(Path(task.path))[0]).st_size
        if size > _WORTH:
            return True
    return False


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
