"""Files of several articles: each article for itself, and no more work than what changed."""

from __future__ import annotations

import io
import json
import os
import random
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from quoth.corpus.article import read_articles
from quoth.corpus.model import Article
from quoth.corpus.settings import ReadSettings
from quoth.index import reading
from quoth.index.build import build
from quoth.index.checking import check
from quoth.index.results import BuildReport
from quoth.index.search import open_index
from quoth.index.store import current

LETTERS = {"a.txt": "The ship left.\n", "b.txt": "The boat left.\n", "c.txt": "The raft left.\n"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the index goes."""
    return tmp_path / "index"


def aged(file: Path, age: int = 100) -> None:
    then = file.stat().st_mtime - age
    os.utime(file, (then, then))


def zip_of(file: Path, texts: Mapping[str, str | bytes], age: int = 100) -> Path:
    """Writes a zip archive that was changed `age` seconds ago."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    aged(file, age)
    return file


def tar_of(file: Path, texts: dict[str, str], mode: str = "w:xz") -> Path:
    with tarfile.open(file, mode) as archive:  # type: ignore[call-overload]
        for name, text in texts.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    aged(file)
    return file


def members(sources: tuple[str, ...]) -> list[str]:
    return sorted(source.rpartition("#")[2] for source in sources)


def changes(report: BuildReport) -> tuple[list[str], list[str], list[str], int]:
    return members(report.added), members(report.changed), members(report.removed), report.unchanged


def test_every_article_has_its_own_id_and_source(path: Path, tmp_path: Path) -> None:
    file = zip_of(tmp_path / "letters.zip", dict(LETTERS))
    report = build(path, [file])
    assert changes(report) == (["a.txt", "b.txt", "c.txt"], [], [], 0)
    expected = {a.id: a.source for a in read_articles(file) if isinstance(a, Article)}
    with open_index(path) as index:
        assert {summary.id: summary.source for summary in index.articles()} == expected
        assert index.search("boat").hits[0].source == f"{file}#b.txt"
    assert check(path) == ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_kinds_of_collections_in_a_folder(path: Path, tmp_path: Path, jobs: int) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    tar_of(texts / "one.tar.xz", LETTERS)
    (texts / "two.jsonl").write_text("".join(json.dumps({"text": t}) + "\n" for t in LETTERS.values()))
    (texts / "three.json").write_text(json.dumps([{"text": t} for t in LETTERS.values()]))
    (texts / "four.mbox").write_text(
        "".join(f"From a@b.c Mon Jan  1 00:00:00 2024\nSubject: {n}\n\n{t}\n" for n, t in LETTERS.items())
    )
    (texts / "five.txt").write_text("A plain ship.\n")
    report = build(path, [texts], jobs=jobs)
    assert report.failed == ()
    assert report.articles == 13
    with open_index(path) as index:
        assert index.count("ship kind:paragraph") == 5


def test_an_unchanged_collection_is_not_opened(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = zip_of(tmp_path / "letters.zip", dict(LETTERS))
    build(path, [file])
    before = current(path)

    def refuse(*_: object) -> None:
        raise AssertionError("opened a file that is as it was")

    monkeypatch.setattr(reading, "extract_file", refuse)
    with monkeypatch.context() as patched:
        patched.setattr(reading, "file_digest", refuse)
        assert changes(build(path, [file])) == ([], [], [], 3)
    aged(file, 10)
    # touched: its digest tells that it is the same
    assert changes(build(path, [file])) == ([], [], [], 3)
    assert current(path) == before


def test_of_a_changed_collection_only_what_changed_is_parsed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = zip_of(tmp_path / "letters.zip", dict(LETTERS))
    build(path, [file])
    zip_of(file, LETTERS | {"b.txt": "The canoe left.\n", "d.txt": "The liner left.\n"}, age=50)
    parsed: list[str] = []
    parse = reading.article_of

    def note(text: reading.Extracted, origin: str, source: str, settings: ReadSettings) -> Article:
        parsed.append(text.member)
        return parse(text, origin, source, settings)

    monkeypatch.setattr(reading, "article_of", note)
    assert changes(build(path, [file])) == (["d.txt"], ["b.txt"], [], 2)
    assert parsed == ["b.txt", "d.txt"]
    with open_index(path) as index:
        assert [index.count(word) for word in ("ship", "boat", "canoe", "liner")] == [1, 0, 1, 1]


def test_what_is_no_longer_in_a_collection_is_removed(path: Path, tmp_path: Path) -> None:
    file = zip_of(tmp_path / "letters.zip", dict(LETTERS))
    build(path, [file])
    zip_of(file, {"b.txt": LETTERS["b.txt"]}, age=50)
    assert changes(build(path, [file])) == ([], [], ["a.txt", "c.txt"], 1)
    file.unlink()
    (tmp_path / "texts").mkdir()
    assert build(path, [tmp_path / "texts"]).articles == 1
    file.parent.joinpath("other.txt").write_text("x y z\n")
    assert changes(build(path, [tmp_path], exclude=["index/"]))[2] == ["b.txt"]


def test_a_failure_inside_costs_no_other_and_is_told_again(path: Path, tmp_path: Path) -> None:
    file = zip_of(tmp_path / "letters.zip", {**LETTERS, "b.txt": b"\0\1\2\3" * 99})
    report = build(path, [file])
    assert [(failure.source, failure.reason) for failure in report.failed] == [(f"{file}#b.txt", "binary")]
    assert report.articles == 2
    before = current(path)
    # not read again, and not forgotten
    assert build(path, [file]).failed == report.failed
    assert current(path) == before


def test_a_part_that_is_no_text_any_more_is_taken_out(path: Path, tmp_path: Path) -> None:
    file = zip_of(tmp_path / "letters.zip", dict(LETTERS))
    build(path, [file])
    zip_of(file, {**LETTERS, "b.txt": b"\0\1\2\3" * 99}, age=50)
    report = build(path, [file])
    assert (members(report.removed), report.unchanged, len(report.failed)) == (["b.txt"], 2, 1)


def test_what_lies_behind_a_break_is_kept(path: Path, tmp_path: Path) -> None:
    chance = random.Random(3)
    many = {f"{number}.txt": f"Ship {chance.getrandbits(14_000)} left.\n" for number in range(30)}
    file = tar_of(tmp_path / "ships.tar.xz", many)
    assert build(path, [file]).articles == 30
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    aged(file, 50)
    report = build(path, [file])
    assert ([failure.reason for failure in report.failed], report.articles) == (["damaged"], 30)
    file.write_bytes(whole)
    aged(file, 20)
    assert changes(build(path, [file])) == ([], [], [], 30)


def test_one_member_can_be_a_root(path: Path, tmp_path: Path) -> None:
    file = zip_of(tmp_path / "letters.zip", dict(LETTERS))
    report = build(path, [Path(f"{file}#b.txt")])
    assert report.added == (f"{file}#b.txt",)
    assert changes(build(path, [Path(f"{file}#b.txt")])) == ([], [], [], 1)
    # it is the same article when the whole file is read
    assert build(path, [file]).articles == 3


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_large_collection_is_read_in_shares(
    path: Path, tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quoth.index.slices._LARGE", 1000)
    many = {f"{number}.txt": f"Ship {number} left at {number * 7919 % 97}.\n" for number in range(40)}
    bad = {"bad.txt": "\0\1\2\3" * 99}
    file = tar_of(tmp_path / "ships.tar", many | bad, "w")
    report = build(path, [file], jobs=jobs)
    assert (report.articles, len(report.added), [f.reason for f in report.failed]) == (40, 40, ["binary"])
    many.pop("7.txt")
    tar_of(file, many | {"8.txt": "A canoe.\n"}, "w")
    aged(file, 20)
    assert changes(build(path, [file], jobs=jobs)) == ([], ["8.txt"], ["7.txt"], 38)
    assert check(path) == ()


def test_other_rules_read_everything_again(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = zip_of(tmp_path / "letters.zip", dict(LETTERS))
    (tmp_path / "one.txt").write_text("A plain ship.\n")
    aged(tmp_path / "one.txt")
    build(path, [file, tmp_path / "one.txt"])
    monkeypatch.setattr("quoth.index.ledger.fingerprint", lambda: "newer rules")
    report = build(path, [])
    assert (len(report.changed), report.unchanged) == (4, 0)
    assert build(path, []).unchanged == 4


def test_other_settings_read_everything_again(path: Path, tmp_path: Path) -> None:
    file = zip_of(tmp_path / "letters.zip", {"a.txt": "Café.\n".encode("latin-1")})
    build(path, [file], settings=ReadSettings(encoding="cp1252"))
    with open_index(path) as index:
        assert index.count('"café"') == 1
    assert build(path, [file], settings=ReadSettings(encoding="koi8-r")).changed
    with open_index(path) as index:
        assert index.count('"café"') == 0
