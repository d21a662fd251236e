"""Reading sources in processes of our own: nothing is lost when one of them dies, and nothing waits for it.

A process is given one slice of tasks at a time over a pipe and answers with messages as bytes. It says
which task it has begun, so that a death or a silence is laid to that one: it is tried once more in
another process, alone, and reported when it ends that one too. Articles of it that have arrived count.
"""

from __future__ import annotations

import json
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any

from quoth.index.messages import (
    Begun,
    Ended,
    Failed,
    Given,
    Message,
    Task,
    message_from_bytes,
    message_to_bytes,
    task_from_json,
    task_to_json,
)
from quoth.index.reading import read_source

_END = b"."
"""What a process answers after the last message of a slice."""

_ATTEMPTS = 2
_POLL = 0.5


class _Worker:
    """One process, the slice that it has and how far it is."""

    def __init__(self) -> None:
        # a fresh interpreter: a fork would share locks with the threads of this one
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _deaf_to_interrupts():
            self.process.start()
        theirs.close()
        self.waiting: deque[Task] = deque()
        self.current: Task | None = None
        self.given = 0
        self.heard = time.monotonic()
        self.has_spoken = False

    def hand(self, tasks: Sequence[Task]) -> None:
        """Gives the process a slice. Its death is noticed when its answer is read."""
        self.waiting = deque(tasks)
        self.heard = time.monotonic()
        with suppress(OSError):
            self.pipe.send_bytes(json.dumps([task_to_json(task) for task in tasks]).encode("ascii"))

    def took(self, message: Message) -> None:
        """Keeps account of a message. Raises EOFError where the count of articles is not as it is told."""
        if isinstance(message, Begun):
            self.current = self.waiting.popleft()
            self.given = 0
        elif isinstance(message, Given):
            self.given += 1
        elif isinstance(message, Ended):
            if self.current is None or message.task != self.current.number or message.given != self.given:
                raise EOFError(f"{self.given} articles arrived instead of {message.given}")
            self.current = None

    def end(self) -> str:
        """Ends the process at once; says how it ended."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        code = self.process.exitcode or 0
        if code >= 0:
            return f"ended with status {code}"
        with suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
        return f"was ended by signal {-code}"


def read_in_processes(slices: Sequence[Sequence[Task]], jobs: int) -> Generator[Message, None, None]:
    """The messages of all tasks, of several at a time; every task that is begun is ended once.

    A task that is tried again may give an article twice. Closing the iterator ends the processes.
    Where processes cannot be started, or end before they say a word, the rest is read in this one.
    """
    todo = deque(deque(tasks) for tasks in slices)
    attempts: dict[tuple[int, tuple[int, int]], int] = {}
    workers: list[_Worker] = []
    stillborn = 0
    try:
        while todo or workers:
            while todo and len(workers) < jobs and stillborn <= jobs:
                try:
                    workers.append(_Worker())
                except OSError:
                    stillborn = jobs + 1
                else:
                    workers[-1].hand(todo.popleft())
            if not workers:
                for task in todo.popleft():
                    yield from read_source(task)
                continue
            ready = wait([worker.pipe for worker in workers], _POLL)
            for worker in [worker for worker in workers if worker.pipe in ready]:
                try:
                    data = worker.pipe.recv_bytes()
                    worker.heard = time.monotonic()
                    worker.has_spoken = True
                    if data == _END:
                        if todo:
                            worker.hand(todo.popleft())
                        else:
                            workers.remove(worker)
                            _dismiss(worker)
                        continue
                    message = message_from_bytes(data)
                    worker.took(message)
                    yield message
                except (EOFError, OSError, ValueError):
                    workers.remove(worker)
                    how = worker.end()
                    stillborn += not worker.has_spoken
                    yield from _after(worker, todo, attempts, "crashed", f"the process reading it {how}")
            for worker in [worker for worker in workers if worker.pipe not in ready]:
                if worker.current is None or worker.pipe.poll():
                    continue
                # as long again for what comes after the extraction, which keeps to the limit itself
                limit = 2 * worker.current.settings.seconds
                if time.monotonic() - worker.heard > limit:
                    workers.remove(worker)
                    worker.end()
                    yield from _after(worker, todo, attempts, "too-slow", f"took longer than {limit:g} s")
    finally:
        for worker in workers:
            worker.end()


def _after(
    worker: _Worker,
    todo: deque[deque[Task]],
    attempts: dict[tuple[int, tuple[int, int]], int],
    reason: str,
    detail: str,
) -> Generator[Message, None, None]:
    """What is to be done about a process that is gone: its tasks are handed out again, or reported."""
    if worker.waiting:
        todo.appendleft(worker.waiting)
    task = worker.current
    if task is None:
        return
    key = (task.number, task.share)
    attempts[key] = attempts.get(key, 0) + 1
    if reason != "too-slow" and attempts[key] < _ATTEMPTS:
        todo.appendleft(deque([task]))
    else:
        yield Failed(task.number, "", reason, detail)
        yield Ended(task.number, worker.given, whole=False)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started in it never hear Ctrl-C, which reaches the whole group: their parent ends them."""
    # the tracker of multiprocessing would lift the block when it starts on the way
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _dismiss(worker: _Worker) -> None:
    """Lets a process go that has nothing left to do."""
    with suppress(OSError):
        worker.pipe.send_bytes(_END)
    worker.process.join(2)
    worker.end()


def _serve(pipe: Connection) -> None:
    """The life of a process: slices in, messages out."""
    with suppress(EOFError, OSError):
        # the parent is gone where the pipe is closed: there is nobody to tell
        while (data := pipe.recv_bytes()) != _END:
            said: list[Any] = json.loads(data)
            for task in map(task_from_json, said):
                for message in read_source(task):
                    pipe.send_bytes(message_to_bytes(message))
            pipe.send_bytes(_END)
