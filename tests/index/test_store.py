"""Where an index lives, who may write to it, and that nothing costs it."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.corpus.model import Article
from quoth.index import store
from quoth.index.build import build, build_articles
from quoth.index.checking import check
from quoth.index.problems import IndexProblem
from quoth.index.search import open_index
from quoth.index.store import current, default_location, generation_folder, writing


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text("The ships left the port.\n", encoding="utf-8")
    (folder / "two.txt").write_text("No ship came back.\n", encoding="utf-8")
    return folder


@pytest.fixture
def built(tmp_path: Path, texts: Path) -> Path:
    """An index of the two texts."""
    path = tmp_path / "index"
    build(path, [texts])
    return path


def reason(act: Callable[[], object]) -> str:
    """The reason of the problem that `act` runs into; its detail must be one line that says what to do."""
    with pytest.raises(IndexProblem) as caught:
        act()
    assert "\n" not in caught.value.detail
    return caught.value.reason


def test_the_place_follows_what_is_indexed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    one, two = tmp_path / "a b", tmp_path / "c"
    assert default_location([one, two]) == default_location([two, one, one])
    assert default_location([one]) != default_location([two])
    assert default_location([one]).parent == tmp_path / "quoth" / "index"
    assert default_location([one]).name.startswith("a-b-")
    assert default_location([]).name.startswith("bundled-")


def test_a_relative_cache_folder_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert tmp_path / ".cache" / "quoth" / "index" == default_location([]).parent


def test_nothing_is_written_beside_the_texts(texts: Path, built: Path) -> None:
    assert sorted(os.listdir(texts)) == ["one.txt", "two.txt"]
    assert sorted(os.listdir(built)) == ["CURRENT", "g1", "lock"]


def test_an_index_is_its_owners_alone(built: Path) -> None:
    assert built.stat().st_mode & 0o077 == 0


def test_what_is_no_index_is_told_apart(tmp_path: Path) -> None:
    assert reason(lambda: open_index(tmp_path / "nowhere")) == "missing"
    (tmp_path / "empty").mkdir()
    assert reason(lambda: open_index(tmp_path / "empty")) == "missing"
    (tmp_path / "file").write_text("x")
    assert reason(lambda: open_index(tmp_path / "file")) == "unreadable"


def test_no_index_is_made_in_a_file_or_among_other_files(tmp_path: Path, texts: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert reason(lambda: build(tmp_path / "file", [texts])) == "unreadable"
    assert reason(lambda: build(texts, [texts])) == "unwritable"
    assert sorted(os.listdir(texts)) == ["one.txt", "two.txt"]


def test_another_schema_is_refused_by_name_and_made_anew_on_request(built: Path, texts: Path) -> None:
    said = json.loads((built / "CURRENT").read_text())
    (built / "CURRENT").write_text(json.dumps(said | {"schema": 999}))
    with pytest.raises(IndexProblem, match=r"newer quoth.*--rebuild"):
        open_index(built)
    assert reason(lambda: build(built, [texts])) == "version"
    build(built, [texts], rebuild=True)
    with open_index(built) as index:
        assert index.count("ship") == 2


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"format": "other"}', b"{}"])
def test_a_broken_pointer_is_damage(built: Path, content: bytes) -> None:
    (built / "CURRENT").write_bytes(content)
    assert reason(lambda: open_index(built)) == "damaged"
    assert check(built)


def test_a_lost_pointer_is_damage(built: Path) -> None:
    (built / "CURRENT").unlink()
    assert reason(lambda: open_index(built)) == "damaged"


def segment_files(path: Path) -> list[Path]:
    return sorted(generation_folder(path, current(path).generation).iterdir())


def test_truncated_files_are_damage(built: Path) -> None:
    for file in segment_files(built):
        whole = file.read_bytes()
        for size in (0, 1, len(whole) // 2, len(whole) - 1):
            file.write_bytes(whole[:size])
            assert reason(lambda: open_index(built)) == "damaged"
        file.write_bytes(whole)
    assert check(built) == ()


def test_missing_files_are_damage(built: Path) -> None:
    for file in segment_files(built):
        whole = file.read_bytes()
        file.unlink()
        assert reason(lambda: open_index(built)) == "damaged"
        file.write_bytes(whole)
    generation_folder(built, current(built).generation).rename(built / "elsewhere")
    assert reason(lambda: open_index(built)) == "damaged"


def test_altered_bytes_are_found_by_a_check_and_never_raise_anything_else(built: Path) -> None:
    chance = random.Random(4)
    reasons: set[str] = set()
    for file in segment_files(built):
        whole = file.read_bytes()
        for _ in range(15):
            place = chance.randrange(len(whole))
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
            assert any("not as it was written" in problem for problem in check(built))
            try:
                with open_index(built) as index:
                    index.search("ship -port", sort="position")
                    index.articles()
            except IndexProblem as problem:
                reasons.add(problem.reason)
        file.write_bytes(whole)
    assert reasons <= {"damaged"}


def test_a_damaged_index_is_made_anew_on_request(built: Path, texts: Path) -> None:
    for file in segment_files(built):
        file.write_bytes(b"garbage")
    assert reason(lambda: build(built, [texts])) == "damaged"
    build(built, [texts], rebuild=True)
    assert check(built) == ()


def test_an_index_that_others_may_write_to_is_not_opened(built: Path) -> None:
    built.chmod(0o777)
    with pytest.raises(IndexProblem, match="chmod go-w"):
        open_index(built)


def test_an_index_of_another_user_is_not_opened(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.os, "geteuid", lambda: built.stat().st_uid + 1)
    with pytest.raises(IndexProblem, match="another user"):
        open_index(built)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_index_says_so(built: Path) -> None:
    (built / "CURRENT").chmod(0)
    assert reason(lambda: open_index(built)) == "unreadable"


def test_a_second_writer_is_told_who_writes(built: Path, texts: Path) -> None:
    with writing(built):
        with pytest.raises(IndexProblem) as caught:
            build(built, [texts], lock_wait=0.1)
        assert caught.value.reason == "locked"
        assert f"process {os.getpid()} on " in caught.value.detail
        # readers are never blocked
        with open_index(built) as index:
            assert index.count("ship") == 2
    build(built, [texts])


def child(code: str, *arguments: object) -> subprocess.Popen[bytes]:
    """A Python process that runs `code`."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_lock_ends_with_its_process(built: Path, texts: Path) -> None:
    holder = child(
        """
        import sys, time
        from pathlib import Path
        from quoth.index.store import writing
        with writing(Path(sys.argv[1])):
            print("held", flush=True)
            time.sleep(60)
        """,
        built,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    assert reason(lambda: build(built, [texts])) == "locked"
    holder.kill()
    holder.communicate()
    build(built, [texts], rebuild=True, lock_wait=5)


REBUILD = """
import sys
from pathlib import Path
from quoth.index.build import build
print("ready", flush=True)
build(Path(sys.argv[1]), [Path(sys.argv[2])], rebuild=True)
"""


def test_a_rebuild_killed_at_any_moment_costs_nothing(built: Path, texts: Path) -> None:
    for number in range(12):
        text = "\n".join(f"Ship {number} left port {line}." for line in range(20))
        (texts / f"more{number}.txt").write_text(text)
    build(built, [texts])
    with open_index(built) as index:
        before = index.count("ship")
    undisturbed = child(REBUILD, built, texts)
    assert undisturbed.stdout is not None
    undisturbed.stdout.readline()
    started = time.monotonic()
    undisturbed.communicate()
    lasts = time.monotonic() - started
    chance = random.Random(11)
    for _ in range(20):
        writer = child(REBUILD, built, texts)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0, lasts))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        assert check(built) == ()
        with open_index(built) as index:
            assert index.count("ship") == before
    build(built, [texts], rebuild=True)
    assert sorted(name for name in os.listdir(built) if name.startswith("g")) == [
        f"g{current(built).generation}"
    ]


def test_a_reader_keeps_its_answers_through_a_rebuild(built: Path, texts: Path) -> None:
    with open_index(built) as index:
        (texts / "one.txt").write_text("All gone.\n")
        build(built, [texts], rebuild=True)
        build(built, [texts], rebuild=True)
        assert index.count("ship") == 2
        assert [hit.text for hit in index.search("port").hits] == ["The ships left the port."]
        assert index.refresh()
        assert not index.refresh()
        assert index.count("ship") == 1


def test_a_reader_can_always_open_while_generations_change(built: Path, texts: Path) -> None:
    writer = child(
        """
        import sys
        from pathlib import Path
        from quoth.index.build import build
        for _ in range(25):
            build(Path(sys.argv[1]), [Path(sys.argv[2])], rebuild=True)
        """,
        built,
        texts,
    )
    opened = 0
    while writer.poll() is None:
        with open_index(built) as index:
            assert index.count("ship") == 2
        opened += 1
    assert writer.communicate() == (b"", b"")
    assert opened


def test_a_full_disk_leaves_the_old_index(built: Path, texts: Path) -> None:
    (texts / "big.txt").write_text(" ".join(f"word{number}" for number in range(3000)))
    before = current(built)
    full = child(
        """
        import resource, sys
        from pathlib import Path
        from quoth.index.build import build
        from quoth.index.problems import IndexProblem
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            build(Path(sys.argv[1]), [Path(sys.argv[2])], rebuild=sys.argv[3] == "rebuild")
        except IndexProblem as problem:
            print(problem.reason, problem.detail)
        """,
        built,
        texts,
        "rebuild",
    )
    out, err = full.communicate()
    assert err == b""
    assert out.startswith(b"unwritable cannot write the index")
    assert b"the index is as it was before" in out
    assert current(built) == before
    assert check(built) == ()
    assert sorted(os.listdir(built)) == ["CURRENT", "g1", "lock"]


def test_a_disk_that_fills_at_the_switch_leaves_the_old_index(
    built: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, __: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (texts / "one.txt").write_text("Changed.\n")
    with monkeypatch.context() as patched:
        patched.setattr(store, "point", refuse)
        with pytest.raises(IndexProblem, match=r"No space left on device.*as it was before"):
            build(built, [texts])
    with open_index(built) as index:
        assert index.count("ship") == 2
    build(built, [texts])
    with open_index(built) as index:
        assert index.count("ship") == 1


def test_a_new_index_on_a_full_disk_is_no_index(
    tmp_path: Path, make_article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(store, "sync_folder", refuse)
    assert reason(lambda: build_articles(tmp_path / "new", [make_article([(None, ["A."])])])) == "unwritable"
    assert reason(lambda: open_index(tmp_path / "new")) == "missing"


def test_what_is_written_anew_is_on_disk_before_it_is_live(
    built: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current(built)
    inodes = {entry.stat().st_ino for entry in os.scandir(generation_folder(built, before.generation))}
    synced: set[int] = set()
    monkeypatch.setattr(store, "sync_file", lambda path: synced.add(path.stat().st_ino))
    (texts / "one.txt").write_text("The boats left the port.\n")
    build(built, [texts])
    files = os.scandir(generation_folder(built, current(built).generation))
    assert {file.stat().st_ino for file in files} <= inodes | synced


def test_links_to_old_segments_are_copies_where_there_are_none(
    built: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(store.os, "link", refuse)
    (texts / "three.txt").write_text("A third ship.\n")
    build(built, [texts])
    assert check(built) == ()
    with open_index(built) as index:
        assert index.count("ship") == 3
