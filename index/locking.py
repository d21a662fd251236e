"""One writer at a time: a lock that the kernel drops when its process dies."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quoth.index.problems import IndexProblem, oneline

LOCK = "lock"
_PAUSE = 0.05


@contextmanager
def writing(path: Path, wait: float = 0.0) -> Iterator[None]:
    """Holds the write lock of the index at `path`, for which its folder must exist.

    Waits up to `wait` seconds for another writer. The lock is flock(2): it belongs to the open
    file and ends with the last process that holds that, so a killed writer never blocks the next.
    What is written into the file only tells others who holds it.

    Raises IndexProblem "locked" naming the holder, or "unwritable".
    """
    name = path / LOCK
    try:
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise IndexProblem("unwritable", f"cannot lock {path}: {oneline(error)}") from None
    try:
        _acquire(descriptor, path, time.monotonic() + wait)
        # truncated before it is written: a reader sees the whole holder or none
        os.ftruncate(descriptor, 0)
        _say(descriptor)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                said = f"{path} is being written by {_holder(descriptor)}"
                raise IndexProblem("locked", f"{said}; wait for it, or use --lock-wait") from None
            time.sleep(_PAUSE)
        except OSError as error:
            raise IndexProblem("unwritable", f"cannot lock {path}: {oneline(error)}") from None


def _say(descriptor: int) -> None:
    holder = {"pid": os.getpid(), "host": os.uname().nodename, "since": time.time()}
    try:
        os.pwrite(descriptor, json.dumps(holder).encode(), 0)
    except OSError:
        # a full disk: the lock holds without its label, and the write itself will report the disk
        return


def _holder(descriptor: int) -> str:
    try:
        said = json.loads(os.pread(descriptor, 4096, 0))
        from datetime import datetime

        since = datetime.fromtimestamp(float(said["since"])).strftime("%Y-%m-%d %H:%M:%S")
        return f"process {int(said['pid'])} on {str(said['host'])[:80]!r} since {since}"
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return "another process"
