"""An index cannot be lost: killed builds and updates, readers meanwhile, texts of any size."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.corpus.model import Article
from quoth.index.build import build
from quoth.index.checking import check
from quoth.index.search import Index, open_index
from quoth.index.store import current

KILLS = 25
FILES = 12


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(FILES):
        write(folder, number, 0)
    return folder


@pytest.fixture
def path(tmp_path: Path, texts: Path) -> Path:
    """An index of the texts."""
    build(tmp_path / "index", [texts])
    return tmp_path / "index"


def write(folder: Path, number: int, turn: int) -> None:
    """Writes one text, each turn of its own words."""
    said = "\n\n".join(f"“Ship {line} of turn{turn} has left,” said Roe." for line in range(6))
    file = folder / f"{number}.txt"
    file.write_text(said)
    os.utime(file, (file.stat().st_mtime - 1000 + turn,) * 2)


def in_child(act: Callable[[], object]) -> int:
    """A process that does `act`; its status is 0 where that went well."""
    pid = os.fork()
    if pid:
        return pid
    status = 9
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        act()
        status = 0
    finally:
        os._exit(status)


def lasts(act: Callable[[], object]) -> float:
    started = time.monotonic()
    assert os.waitpid(in_child(act), 0)[1] == 0
    return time.monotonic() - started


def killed_within(act: Callable[[], object], seconds: float, chance: random.Random) -> None:
    """Does `act` in a process that is killed at a random moment."""
    pid = in_child(act)
    time.sleep(chance.uniform(0, seconds))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def turns(path: Path) -> list[int]:
    """How many quotes there are of each turn, as far as any."""
    with open_index(path) as index:
        return [index.count(f'"turn{turn}" kind:quote') for turn in range(KILLS + 3)]


def test_an_update_killed_at_any_moment_is_done_or_not(path: Path, texts: Path) -> None:
    chance = random.Random(7)
    write(texts, 0, 1)
    long = lasts(lambda: build(path, [texts]))
    indexed = 1
    for turn in range(2, KILLS + 2):
        write(texts, 0, turn)
        killed_within(lambda: build(path, [texts]), long, chance)
        assert check(path) == ()
        found = turns(path)
        assert found[0] == (FILES - 1) * 6
        if found[turn]:
            indexed = turn
        # all of what was before or all of what is now
        assert [(t, n) for t, n in enumerate(found) if n and t] == [(indexed, 6)]
    build(path, [texts])
    assert turns(path)[KILLS + 1] == 6
    assert sorted(os.listdir(path)) == ["CURRENT", f"g{current(path).generation}", "lock"]


def test_a_first_build_killed_at_any_moment_leaves_nothing_in_the_way(tmp_path: Path, texts: Path) -> None:
    chance = random.Random(8)
    long = lasts(lambda: build(tmp_path / "first", [texts]))
    for number in range(5):
        path = tmp_path / f"new{number}"
        killed_within(lambda path=path: build(path, [texts]), long, chance)  # type: ignore[misc]
        assert build(path, [texts]).articles == FILES
        assert check(path) == ()


def test_a_killed_build_is_taken_up_from_what_is_indexed(path: Path, texts: Path) -> None:
    write(texts, 3, 1)
    killed_within(lambda: build(path, [texts], rebuild=True), 0.01, random.Random(9))
    report = build(path, [texts])
    assert (len(report.changed), report.unchanged) == (1, FILES - 1)


def test_readers_open_at_all_times_while_updates_are_committed(path: Path, texts: Path) -> None:
    def update() -> None:
        for turn in range(1, 16):
            write(texts, turn % FILES, turn)
            build(path, [texts])

    writer = in_child(update)
    opened = 0
    ended = (0, 0)
    with open_index(path) as kept:
        while not ended[0]:
            with open_index(path) as index:
                # each text is there once, whatever it says
                assert index.count("ship kind:quote") == FILES * 6
                assert len(index.articles()) == FILES
            opened += 1
            ended = os.waitpid(writer, os.WNOHANG)
        assert ended[1] == 0
        assert kept.count("turn0 kind:quote") == FILES * 6
    assert opened > 15


def test_of_two_writers_each_does_its_work_or_says_that_it_cannot(path: Path, texts: Path) -> None:
    writers = []
    for turn in range(1, 7):
        write(texts, turn, turn)
        writers.append(in_child(lambda: build(path, [texts], lock_wait=30)))
    assert [os.waitpid(pid, 0)[1] for pid in writers] == [0] * 6
    assert check(path) == ()
    assert sum(turns(path)) == FILES * 6
    assert turns(path)[1:7] == [6] * 6


def test_a_text_of_a_million_words(path: Path, texts: Path) -> None:
    chance = random.Random(1)
    words = [chance.choice(("ship", "port", "mayor", "river", "of", "the")) for _ in range(1_000_000)]
    (texts / "long.txt").write_text(" ".join([*words, "lighthouse"]))
    report = build(path, [texts])
    assert (report.failed, len(report.added)) == ((), 1)
    with open_index(path) as index:
        assert index.count("lighthouse") == 1
        assert index.count("words:>1000000") == 1
        (line,) = index.concordance("lighthouse", window=3)
        assert line.left.split() == words[-3:]


def test_a_wrong_sort_is_no_damage(open_articles: Callable[..., Index], harbour: Article, path: Path) -> None:
    index = open_articles(harbour)
    for ask in (
        lambda: index.search("harbour", sort="speker"),
        lambda: index.search("harbour", limit=-1),
        lambda: index.concordance("harbour", sort=("9Z",)),
        lambda: index.concordance("harbour", window=-1),
    ):
        with pytest.raises(ValueError, match=r"cannot sort|not negative"):
            ask()
