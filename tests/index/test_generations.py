"""A generation of the index is segments of ours that any program with Whoosh can open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from whoosh.index import open_dir
from whoosh.query import Prefix, Term

from quoth.corpus.article import parse_article
from quoth.index.build import build, build_articles
from quoth.index.checking import check
from quoth.index.search import open_index
from quoth.index.segments import maker, tiers
from quoth.index.segments.manifest import read_manifest
from quoth.index.store import current, generation_folder


def live(path: Path) -> Path:
    """The folder of the live generation."""
    return generation_folder(path, current(path).generation)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of five texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("one", "two", "three", "four", "five"):
        (folder / f"{name}.txt").write_text(f"The ships left the port of {name}.\n\nNo ship came back.\n")
    return folder


def test_whoosh_opens_the_live_generation_with_all_changes(tmp_path: Path, texts: Path) -> None:
    path = tmp_path / "index"
    build(path, [texts])
    (texts / "one.txt").write_text("Every ship sank.\n")
    (texts / "two.txt").unlink()
    build(path, [texts])
    with open_dir(live(path)).searcher() as searcher, open_index(path) as index:
        for word, query in (("ships", Term("stem", "ship")), ("por*", Prefix("text", "por"))):
            assert len(set(searcher.docs_for_query(query))) == index.count(word) > 0
        assert not set(searcher.docs_for_query(Term("text", "two")))
        assert index.count("two") == 0
    assert check(path) == ()


def test_whoosh_opens_it_in_a_process_that_knows_nothing_of_quoth(tmp_path: Path, texts: Path) -> None:
    path = tmp_path / "index"
    build(path, [texts])
    code = (
        "import sys\nfrom whoosh.index import open_dir\nfrom whoosh.query import Term\n"
        "with open_dir(sys.argv[1]).searcher() as searcher:\n"
        "    print(len(searcher.search(Term('stem', 'ship'), limit=None)))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, live(path)], capture_output=True, text=True, check=True
    )
    assert told.stdout == "10\n"


def test_an_update_adds_a_segment_and_leaves_the_others_alone(tmp_path: Path, texts: Path) -> None:
    path = tmp_path / "index"
    build(path, [texts])
    (before,) = live(path).glob("*.qs")
    inode = before.stat().st_ino
    (texts / "one.txt").write_text("Every ship sank.\n")
    build(path, [texts])
    segments = list(live(path).glob("*.qs"))
    assert len(segments) == 2
    assert inode in {file.stat().st_ino for file in segments}
    assert check(path) == ()


def test_many_updates_are_merged_in_order(tmp_path: Path, texts: Path) -> None:
    path = tmp_path / "index"
    for number in range(2 * tiers.FAN):
        (texts / f"more{number:02}.txt").write_text(
            f"Ship {number} left.\n\n“Ship {number} is late,” said Jane Roe.\n"
        )
        build(path, [texts])
    assert len(read_manifest(str(live(path))).segments) < tiers.FAN
    assert check(path) == ()
    with open_index(path) as index:
        assert index.count("kind:quote ship") == 2 * tiers.FAN
        assert len(index.articles()) == 2 * tiers.FAN + 5


def test_a_rebuild_ends_in_one_segment(tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maker, "FLUSH_DOCUMENTS", 2)
    path = tmp_path / "index"
    build(path, [texts])
    assert len(read_manifest(str(live(path))).segments) == 1
    assert check(path) == ()


def test_the_documents_of_an_article_are_never_parted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maker, "FLUSH_DOCUMENTS", 3)
    # no merge hides the segments
    monkeypatch.setattr(tiers, "LARGEST", 1)
    path = tmp_path / "index"
    articles = [
        parse_article(
            "\n\n".join(f"Ship {n} left port {m}." for m in range(8)), origin=f"{n}.txt", source=f"{n}.txt"
        )
        for n in range(4)
    ]
    build_articles(path, articles)
    assert len(read_manifest(str(live(path))).segments) == 4
    assert check(path) == ()
    with open_index(path) as index:
        found = index.search("port", limit=None)
        assert found.total == 32
        assert all(hit.article == articles[int(hit.text.split()[1])].id for hit in found.hits)
