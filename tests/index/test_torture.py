"""Random harm to an index: kills of whole builds, bytes that change, files that go. Seeded, and few in a usual run.

`QUOTH_TORTURE=100` does a hundred of each.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quoth.index.build import build
from quoth.index.checking import check
from quoth.index.problems import IndexProblem
from quoth.index.search import open_index

ROUNDS = int(os.environ.get("QUOTH_TORTURE", "6"))
FILES = 24
QUERIES = (
    "ship",
    "ship -turn0",
    '"has left"',
    "lef*",
    "speaker:roe",
    "mayor OR turn1",
    "harbor~1",
    "date:2024",
)

WORK = """
import sys
from pathlib import Path
from quoth.index import build as module
from quoth.index.segments import tiers
from quoth.index.settling import settle
from quoth.corpus.overlay import NO_OVERLAY

if __name__ == "__main__":
    tiers.FAN = int(sys.argv[3])
    print("ready", flush=True)
    module.build(Path(sys.argv[1]), [Path(sys.argv[2])], rebuild=sys.argv[4] == "rebuild", jobs=int(sys.argv[5]))
    settle(Path(sys.argv[1]), NO_OVERLAY)
"""


def write(folder: Path, number: int, turn: int) -> None:
    """Writes one text, each turn of its own words."""
    who = ("Jane Roe", "Mayor Jane Roe", "Roe", "Jane Roe", "Ms. Roe", "the mayor")
    said = "\n\n".join(f"“Ship {line} of turn{turn} has left,” said {name}." for line, name in enumerate(who))
    file = folder / f"{number:02}.md"
    file.write_text(f"---\ndate: 2024-05-{number + 1:02}\n---\n# The harbour {number}\n\n{said}\n")
    os.utime(file, (file.stat().st_mtime - 1000 + turn,) * 2)


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
    """An index of the texts in several segments."""
    build(tmp_path / "index", [texts])
    for turn in (1, 2):
        write(texts, turn, turn)
        build(tmp_path / "index", [texts])
    return tmp_path / "index"


def answers(path: Path) -> list[object]:
    """What the index says to some queries, and which articles it has."""
    with open_index(path) as index:
        found: list[object] = [
            (
                query,
                results.total,
                results.facets,
                [(hit.id, hit.text, hit.highlights) for hit in results.hits],
            )
            for query in QUERIES
            for results in (index.search(query, sort="position"),)
        ]
        found.append(index.concordance("ship", window=2, limit=30))
        found.append(index.articles())
        return found


def test_whatever_is_killed_whole_generations_are_left(path: Path, texts: Path, tmp_path: Path) -> None:
    chance = random.Random(f"kills {ROUNDS}")
    script = tmp_path / "work.py"
    script.write_text(WORK)
    longest = 1.0
    live = [turns_of(path)]
    killed = 0
    for turn in range(3, ROUNDS + 3):
        for number in chance.sample(range(FILES), chance.randrange(1, FILES)):
            write(texts, number, turn)
        wanted = turns_in(texts)
        before = live[-1]
        jobs, fan = chance.choice((1, 2)), chance.choice((2, 8))
        started = time.monotonic()
        arguments = [str(fan), chance.choice(("rebuild", "update")), str(jobs)]
        work = subprocess.Popen(
            [sys.executable, script, path, texts, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert work.stdout is not None
        work.stdout.readline()
        time.sleep(chance.uniform(0, longest))
        if work.poll() is None:
            killed += 1
            # sometimes with the processes that it has started, sometimes alone
            if chance.random() < 0.5:
                os.killpg(work.pid, signal.SIGKILL)
            else:
                work.kill()
        else:
            longest = max(longest, time.monotonic() - started)
        work.communicate()
        assert check(path) == ()
        found = turns_of(path)
        assert found in (before, wanted), (turn, arguments)
        live.append(found)
    build(path, [texts])
    assert turns_of(path) == turns_in(texts)
    assert check(path) == ()
    assert killed or ROUNDS < 3


def turns_of(path: Path) -> dict[str, int]:
    """The turn of each text, by the index, where each of its quotes must be of the same."""
    with open_index(path) as index:
        found: dict[str, set[str]] = {}
        hits = index.search("ship kind:quote", limit=FILES * 6).hits
        assert len(hits) == FILES * 6
        for hit in hits:
            found.setdefault(os.path.basename(str(hit.record["source"])), set()).add(
                hit.text.split("turn")[1].split()[0]
            )
    assert len(found) == FILES
    return {name: int(*turn) for name, turn in found.items()}


def turns_in(texts: Path) -> dict[str, int]:
    """The turn of each text, by the files."""
    return {file.name: int(file.read_text().split("turn")[1].split()[0]) for file in texts.iterdir()}


def harm(folder: Path, chance: random.Random) -> str:
    """Does something to a file of the index; says what, to which."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != "lock")
    file = chance.choice(files)
    whole = file.read_bytes()
    kind = chance.choice(("bit", "bytes", "cut", "empty", "gone", "longer", "zeros", "half", "swapped"))
    at = chance.randrange(len(whole))
    match kind:
        case "bit":
            file.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        case "bytes":
            file.write_bytes(whole[:at] + chance.randbytes(min(64, len(whole) - at)) + whole[at + 64 :])
        case "cut":
            file.write_bytes(whole[:at])
        case "empty":
            file.write_bytes(b"")
        case "gone":
            file.unlink()
        case "longer":
            file.write_bytes(whole + chance.randbytes(9))
        case "zeros":
            file.write_bytes(whole[:at] + bytes(min(4096, len(whole) - at)) + whole[at + 4096 :])
        case "half":
            for other in chance.sample(files, len(files) // 2):
                other.unlink()
        case "swapped":
            other = chance.choice(files)
            file.write_bytes(other.read_bytes())
            other.write_bytes(whole)
    return f"{kind} {file.name} at {at} of {len(whole)}"


def problem_of(path: Path, right: list[object]) -> IndexProblem | None:
    """What is said of an index; None where it gives the right answers."""
    try:
        assert answers(path) == right
    except IndexProblem as problem:
        return problem
    return None


def test_damage_is_told_with_what_to_do_or_changes_no_answer(path: Path, tmp_path: Path) -> None:
    chance = random.Random(f"harm {ROUNDS}")
    right = answers(path)
    told = 0
    for number in range(ROUNDS * 10):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(path, copy)
        done = harm(copy, chance)
        problem = problem_of(copy, right)
        if problem is not None:
            told += 1
            assert problem.reason in ("damaged", "version", "missing"), (done, problem.detail)
            assert "quoth index" in problem.detail, done
            assert "\n" not in problem.detail, done
        shutil.rmtree(copy)
    assert told > ROUNDS


def test_damage_never_passes_a_check(path: Path, tmp_path: Path) -> None:
    chance = random.Random(f"check {ROUNDS}")
    for number in range(ROUNDS * 5):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(path, copy)
        before = contents(copy)
        done = harm(copy, chance)
        if contents(copy) != before:
            assert problems_of(copy), done
        shutil.rmtree(copy)


def contents(path: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in path.rglob("*") if file.is_file()}


def problems_of(path: Path) -> tuple[str, ...]:
    try:
        return check(path)
    except IndexProblem as problem:
        return (problem.detail,)
