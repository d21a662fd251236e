"""Reading in processes: whatever happens to one of them, every source is accounted for."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.corpus.settings import ReadSettings
from quoth.index import pool
from quoth.index.build import build
from quoth.index.checking import check
from quoth.index.filing import Filing
from quoth.index.messages import (
    Begun,
    Ended,
    Failed,
    Given,
    Halted,
    Message,
    Read,
    Same,
    Task,
    Written,
    message_from_bytes,
    message_to_bytes,
    task_from_json,
    task_to_json,
)
from quoth.index.pool import read_in_processes
from quoth.index.reading import read_source
from quoth.index.search import open_index
from quoth.index.slices import shared_out
from quoth.index.store import current

POISON = "poison.txt"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of forty texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"“Ship {number} has left,” said Jane Roe, the mayor.\n")
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the index goes."""
    return tmp_path / "index"


def tasks_of(folder: Path, settings: ReadSettings | None = None) -> list[Task]:
    return [
        Task(number, str(file), str(file), file.name, settings=settings or ReadSettings())
        for number, file in enumerate(sorted(folder.iterdir()))
    ]


def told(messages: Iterator[Message]) -> dict[int, list[Message]]:
    found: dict[int, list[Message]] = {}
    for message in messages:
        assert not isinstance(message, Written)
        found.setdefault(message.task, []).append(message)
    return found


def children() -> set[int]:
    """The processes that this one has started."""
    try:
        listed = Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text()
    except FileNotFoundError:
        pytest.skip("this system does not tell a process's children")
    # the tracker of multiprocessing stays for the whole session
    return {
        int(pid)
        for pid in listed.split()
        if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()
    }


def test_processes_tell_what_one_would_tell(texts: Path) -> None:
    (texts / "bad.txt").write_bytes(b"\0\1\2\3" * 99)
    tasks = tasks_of(texts)
    alone = told(message for task in tasks for message in read_source(task))
    assert told(read_in_processes([tasks[:7], tasks[7:30], tasks[30:]], 2)) == alone
    assert not children()


@pytest.mark.parametrize(
    "message",
    [
        Begun(1, 2, 3),
        Same(4, "abc"),
        Failed(5, "a\nb\udcff", "damaged", "ends"),
        Ended(6, 7, "ab", True, False),
        Given(
            7, "a.txt", "abc", "b\udcff.zip#a.txt", "0f", 3, 2, "sign", "MAIN_a", 10, 6, "a guess\nanother"
        ),
        Read(8, "a"),
        Written("MAIN_a", 16),
        Halted(28, "", "No space left on device"),
    ],
)
def test_messages_travel_as_bytes(message: Message | Halted) -> None:
    assert message_from_bytes(message_to_bytes(message)) == message


def test_tasks_travel_as_json(texts: Path) -> None:
    settings = ReadSettings(encoding="cp1251", fields=(("text", "body"),))
    task = Task(1, "/a\udcff", "/b", "b", 3, "d", {"x": "y"}, (1, 2), settings)
    assert task_from_json(task_to_json(task)) == task


def test_slices_hold_every_task_once(texts: Path) -> None:
    tasks = tasks_of(texts)
    slices = shared_out(tasks, 3)
    assert [task for own in slices for task in own] == tasks


class Killing:
    """Ends one of the processes when `after` messages have come."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.killed: set[int] = set()

    def __call__(self, messages: Iterator[Message]) -> Iterator[Message]:
        for count, message in enumerate(messages):
            if count == self.after:
                self.killed = set(list(children())[:1])
                for pid in self.killed:
                    os.kill(pid, signal.SIGKILL)
            yield message


@pytest.mark.parametrize("after", [0, 1, 20, 60])
def test_a_killed_process_costs_nothing(texts: Path, after: int) -> None:
    tasks = tasks_of(texts)
    killing = Killing(after)
    found = told(killing(read_in_processes([tasks[:20], tasks[20:]], 2)))
    assert killing.killed
    assert set(found) == set(range(40))
    for messages in found.values():
        assert any(isinstance(message, Given) for message in messages)
        assert sum(isinstance(message, Ended) for message in messages) == 1
        assert not any(isinstance(message, Failed) for message in messages)
    assert not children()


def test_a_build_survives_the_death_of_a_process(path: Path, texts: Path) -> None:
    killed: list[int] = []

    def kill(done: int, total: int, source: str) -> None:
        if not killed and done >= 5:
            killed.extend(list(children())[:1])
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    report = build(path, [texts], jobs=2, progress=kill)
    assert killed
    assert (report.failed, report.articles, len(report.added)) == ((), 40, 40)
    with open_index(path) as index:
        assert index.count("ship kind:quote") == 40
    assert check(path) == ()


def served_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    """Lets the processes run `code`, which may replace what they read with, before anything else."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "harm_of_a_test.py").write_text(textwrap.dedent(code))
    # a spawned process imports the module of its target by the search path of this one
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    import harm_of_a_test  # type: ignore[import-not-found]

    monkeypatch.setitem(sys.modules, "harm_of_a_test", harm_of_a_test)
    monkeypatch.setattr(pool, "_serve", harm_of_a_test.serve)


HARM = """
import os, signal, time
from quoth.index import pool, reading

genuine = pool._serve
read = reading.article_of

def harmed(text, origin, source, settings):
    if source.endswith("poison.txt"):
        {what}
    return read(text, origin, source, settings)

def serve(pipe):
    reading.article_of = harmed
    genuine(pipe)
"""


@pytest.fixture
def poisoned(texts: Path) -> Path:
    """The texts with one among them that harms the process that reads it."""
    (texts / POISON).write_text("“This one hurts,” said Roe.\n")
    return texts


def test_a_text_that_ends_every_process_is_reported_and_the_rest_read(
    path: Path, poisoned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served_with(monkeypatch, tmp_path, HARM.format(what="os.kill(os.getpid(), signal.SIGSEGV)"))
    report = build(path, [poisoned], jobs=2)
    (failure,) = report.failed
    assert (os.path.basename(failure.source), failure.reason) == (POISON, "crashed")
    assert failure.detail == "the process reading it was ended by SIGSEGV"
    assert report.articles == 40
    assert check(path) == ()
    # it is tried again, and not missed, when it can be read
    monkeypatch.undo()
    assert [os.path.basename(source) for source in build(path, [poisoned], jobs=2).added] == [POISON]


def test_a_process_that_exits_is_no_end_of_a_build(
    path: Path, poisoned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served_with(monkeypatch, tmp_path, HARM.format(what="os._exit(3)"))
    report = build(path, [poisoned], jobs=3)
    assert [failure.detail for failure in report.failed] == ["the process reading it ended with status 3"]
    assert report.articles == 40


def test_a_text_that_takes_for_ever_is_given_up(
    path: Path, poisoned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served_with(monkeypatch, tmp_path, HARM.format(what="time.sleep(600)"))
    report = build(path, [poisoned], jobs=2, settings=ReadSettings(seconds=0.5))
    assert [(os.path.basename(f.source), f.reason) for f in report.failed] == [(POISON, "too-slow")]
    assert report.articles == 40
    assert not children()


def test_processes_that_never_speak_are_done_without(
    path: Path, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served_with(monkeypatch, tmp_path, "def serve(pipe):\n    raise SystemExit(9)\n")
    report = build(path, [texts], jobs=2)
    assert (report.failed, report.articles) == ((), 40)
    assert not children()


def test_an_article_that_cannot_be_indexed_costs_no_other(
    path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quoth.index import filing

    genuine = filing.documents

    def stumble(article: object, *others: object) -> object:
        if "Ship 7 " in str(article):
            raise RuntimeError("cannot")
        return genuine(article, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(filing, "documents", stumble)
    report = build(path, [texts], jobs=1)
    assert [(os.path.basename(f.source), f.reason) for f in report.failed] == [("07.txt", "crashed")]
    assert report.articles == 39
    assert check(path) == ()


BUILD = """
import sys
from pathlib import Path
from quoth.index.build import build

if __name__ == "__main__":
    print("ready", flush=True)
    build(Path(sys.argv[1]), [Path(sys.argv[2])], rebuild=True, jobs=2)
"""


def started(tmp_path: Path, path: Path, texts: Path) -> subprocess.Popen[bytes]:
    """A build in a process group of its own."""
    script = tmp_path / "script.py"
    script.write_text(BUILD)
    writer = subprocess.Popen(
        [sys.executable, script, path, texts],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"ready\n"
    return writer


def group(leader: int) -> list[int]:
    """The processes of a group that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.getpgid(int(entry.name)) == leader and b") Z" not in (entry / "stat").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks into /proc")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_build_leaves_the_old_index_and_no_process(
    path: Path, texts: Path, tmp_path: Path, sign: signal.Signals
) -> None:
    build(path, [texts])
    chance = random.Random(5)
    for _ in range(4):
        writer = started(tmp_path, path, texts)
        time.sleep(chance.uniform(0, 0.8))
        if sign == signal.SIGINT:
            # as Ctrl-C on a terminal: to all of them
            os.killpg(writer.pid, sign)
        else:
            writer.kill()
        _, err = writer.communicate(timeout=20)
        # one traceback at most: that of the script, none of its processes
        assert err.count(b"Traceback") <= 1
        until = time.monotonic() + 10
        while group(writer.pid):
            assert time.monotonic() < until
            time.sleep(0.05)
        assert check(path) == ()
        with open_index(path) as index:
            assert index.count("ship kind:quote") == 40


DRAWING = """
import sys
from pathlib import Path
from quoth.index.build import build

class Screen:
    def write(self, text): pass
    def flush(self): pass
    def isatty(self): return True
    def fileno(self): return -1

if __name__ == "__main__":
    sys.stderr = Screen()
    report = build(Path(sys.argv[1]), [Path(sys.argv[2])], jobs=2)
    print(len(report.added), len(report.failed))
"""


def test_processes_start_also_while_a_screen_stands_in_for_stderr(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(4):
        (texts / f"{number}.txt").write_text(f"A text\n\n“We go,” said Jane Roe number {number}.\n")
    script = tmp_path / "drawing.py"
    script.write_text(DRAWING)
    ended = subprocess.run(
        [sys.executable, script, tmp_path / "index", texts], capture_output=True, text=True, check=False
    )
    assert ended.stdout.split() == ["4", "0"], ended.stderr


FULL = """
import resource, sys
from pathlib import Path
from quoth.index.build import build
from quoth.index.problems import IndexProblem

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))
    try:
        build(Path(sys.argv[1]), [Path(sys.argv[2])], rebuild=True, jobs=2)
    except IndexProblem as problem:
        print(problem.reason, problem.detail)
"""


def test_a_disk_that_is_full_for_a_process_leaves_the_old_index(
    path: Path, texts: Path, tmp_path: Path
) -> None:
    build(path, [texts])
    before = current(path)
    script = tmp_path / "full.py"
    script.write_text(FULL)
    done = subprocess.run([sys.executable, script, path, texts], capture_output=True, check=True)
    assert done.stderr == b""
    assert done.stdout.startswith(b"unwritable cannot write the index")
    assert current(path) == before
    assert check(path) == ()


def test_an_article_given_twice_is_in_the_index_once(
    path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def twice(task: Task, filing: Filing | None = None) -> Iterator[Message]:
        told = list(read_source(task, filing))
        again = [message for message in read_source(task, filing) if isinstance(message, Given)]
        yield from [*told[:-1], *again, told[-1]]

    monkeypatch.setattr("quoth.index.reading.read_source", twice)
    assert build(path, [texts], jobs=1).articles == 40
    assert check(path) == ()
    with open_index(path) as index:
        assert index.count("ship kind:quote") == 40
