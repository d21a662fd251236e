"""Reading sources in processes of our own: nothing is lost when one of them dies, and nothing waits for it.

A process is given one slice of tasks at a time over a pipe and answers with messages as bytes. It says
which task it has begun, so that a death or a silence is laid to that one: it is tried once more in
another process, alone, and reported when it ends that one too. A process also lays out what it reads
and writes the segments of it; what it tells counts from when the segment is written.
"""

from __future__ import annotations

import errno
import json
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait

from quoth.corpus.values import dataclass
from quoth.index.filing import Filing, filing_from
from quoth.index.messages import (
    Begun,
    Ended,
    Failed,
    Given,
    Halted,
    Message,
    Read,
    Task,
    Written,
    message_from_bytes,
    message_to_bytes,
    task_from_json,
    task_to_json,
)
from quoth.index.problems import oneline
from quoth.index.processes import ready_to_spawn
from quoth.index.reading import read_source
from quoth.index.segments.container import SegmentDamaged

_END = b"."
"""What a process answers after the last message of a slice."""

_ATTEMPTS = 2
_POLL = 0.5


@dataclass(frozen=True, slots=True)
class _Slice:
    """Tasks for one process. What is `alone` may end it, so it first writes what it has filed."""

    tasks: Sequence[Task]
    alone: bool = False


class _Worker:
    """One process, the slice that it has and how far it is.

    What it tells is held back until the segment that it speaks of is written: a process that dies
    takes what it has filed with it, and those tasks are handed out again.
    """

    def __init__(self, brief: bytes) -> None:
        # a fresh interpreter: a fork would share locks with the threads of this one
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _deaf_to_interrupts():
            self.process.start()
        theirs.close()
        self.waiting: deque[Task] = deque()
        self.current: Task | None = None
        self.read: list[Task] = []
        self.given = self.filed = 0
        self.heard = time.monotonic()
        self.has_spoken = self.leaving = False
        self._files = bool(brief)
        self._held: list[Message] = []
        self._send(brief)

    def _send(self, data: bytes) -> None:
        # the death of a process is noticed when its answer is read
        with suppress(OSError):
            self.pipe.send_bytes(data)

    def hand(self, own: _Slice) -> None:
        """Gives the process a slice."""
        self.waiting = deque(own.tasks)
        self.heard = time.monotonic()
        said = [own.alone, *(task_to_json(task) for task in own.tasks)]
        self._send(json.dumps(said).encode("ascii"))

    def dismiss(self) -> None:
        """Tells the process that there is nothing left to read: it writes what it has filed, and ends."""
        self.leaving = True
        self._send(_END)

    def hear(self) -> bytes:
        """What the process says next. Raises EOFError where it says no more."""
        try:
            data = self.pipe.recv_bytes()
        except OSError as error:
            raise EOFError from error
        self.heard = time.monotonic()
        self.has_spoken = True
        return data

    def took(self, message: Message) -> list[Message]:
        """Keeps account of a message; returns what can be told on now.

        Raises EOFError where a count of articles or documents is not as it is told.
        """
        match message:
            case Read():
                return [message]
            case Written():
                if message.documents != self.filed:
                    raise EOFError(f"a segment of {message.documents} documents instead of {self.filed}")
                self.filed = 0
                return [message, *self.released()]
            case Begun():
                self.current = self.waiting.popleft()
                self.given = 0
            case Given():
                self.given += 1
                self.filed += message.documents
            case Ended():
                if self.current is None or (message.task, message.given) != (self.current.number, self.given):
                    raise EOFError(f"{self.given} articles arrived instead of {message.given}")
                self.read.append(self.current)
                self.current = None
        self._held.append(message)
        return [] if self._files else self.released()

    def released(self) -> list[Message]:
        """What was held back."""
        held, self._held = self._held, []
        self.read.clear()
        return held

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


def read_in_processes(
    slices: Sequence[Sequence[Task]], jobs: int, filing: Filing | None = None
) -> Generator[Message, None, None]:
    """The messages of all tasks, of several at a time; every task that is begun is ended once.

    The processes file what they read as `filing` does, into segments of their own. A task that is tried
    again may give an article twice. Closing the iterator ends the processes. Where processes cannot be
    started, or end before they say a word, the rest is read in this one. Raises OSError where the disk
    refuses, and SegmentDamaged.
    """
    todo = deque(_Slice(tasks) for tasks in slices)
    brief = filing.brief() if filing else b""
    attempts: dict[tuple[int, tuple[int, int]], int] = {}
    workers: list[_Worker] = []
    futile = 0
    try:
        while todo or workers:
            while todo and len(workers) < jobs and futile <= jobs:
                try:
                    workers.append(_Worker(brief))
                except OSError:
                    futile = jobs + 1
                else:
                    workers[-1].hand(todo.popleft())
            if not workers:
                for task in todo.popleft().tasks:
                    yield from read_source(task, filing)
                continue
            ready = wait([worker.pipe for worker in workers], _POLL)
            for worker in [worker for worker in workers if worker.pipe in ready]:
                try:
                    data = worker.hear()
                    if data != _END:
                        message = message_from_bytes(data)
                        if isinstance(message, Halted):
                            raise _halt(message)
                        yield from worker.took(message)
                    elif worker.leaving:
                        workers.remove(worker)
                        worker.process.join(2)
                        worker.end()
                        yield from worker.released()
                    elif todo:
                        worker.hand(todo.popleft())
                    else:
                        worker.dismiss()
                except (EOFError, ValueError):
                    workers.remove(worker)
                    how = worker.end()
                    futile += not worker.has_spoken or worker.current is None
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


def _halt(message: Halted) -> Exception:
    return (
        OSError(message.number, message.what)
        if message.number
        else SegmentDamaged(message.file, message.what)
    )


def _after(
    worker: _Worker,
    todo: deque[_Slice],
    attempts: dict[tuple[int, tuple[int, int]], int],
    reason: str,
    detail: str,
) -> Generator[Message, None, None]:
    """What is to be done about a process that is gone: its tasks are handed out again, or reported."""
    if worker.waiting:
        todo.appendleft(_Slice(worker.waiting))
    if worker.read:
        todo.appendleft(_Slice(worker.read))
    task = worker.current
    if task is None:
        return
    key = (task.number, task.share)
    attempts[key] = attempts.get(key, 0) + 1
    if reason != "too-slow" and attempts[key] < _ATTEMPTS:
        todo.appendleft(_Slice([task], alone=True))
    else:
        yield Failed(task.number, "", reason, detail)
        yield Read(task.number)
        yield Ended(task.number, worker.given, whole=False)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started in it never hear Ctrl-C, which reaches the whole group: their parent ends them."""
    # the tracker of multiprocessing would lift the block when it starts on the way
    ready_to_spawn()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection) -> None:
    """The life of a process: slices in, messages out, segments written."""
    # the parent is gone where the pipe is closed: there is nobody to tell
    with suppress(EOFError, ConnectionError):
        try:
            brief = pipe.recv_bytes()
            filing = filing_from(brief) if brief else None
            while (data := pipe.recv_bytes()) != _END:
                alone, *said = json.loads(data)
                if alone and filing is not None:
                    _finish(pipe, filing)
                for task in map(task_from_json, said):
                    for message in read_source(task, filing):
                        pipe.send_bytes(message_to_bytes(message))
                        _tell_written(pipe, filing)
                pipe.send_bytes(_END)
            _finish(pipe, filing)
            pipe.send_bytes(_END)
        except SegmentDamaged as damage:
            pipe.send_bytes(message_to_bytes(Halted(0, damage.file, damage.what)))
        except ConnectionError:
            raise
        except OSError as error:
            halted = Halted(error.errno or errno.EIO, "", error.strerror or oneline(error))
            pipe.send_bytes(message_to_bytes(halted))


def _finish(pipe: Connection, filing: Filing | None) -> None:
    if filing is not None:
        filing.finish()
        _tell_written(pipe, filing)


def _tell_written(pipe: Connection, filing: Filing | None) -> None:
    for entry in filing.written() if filing is not None else ():
        pipe.send_bytes(message_to_bytes(Written(entry.id, entry.documents)))
