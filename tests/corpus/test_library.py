"""The texts under the paths a user names: each once, in order, and every failure told."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.corpus.library import SourceFile, Unfound, find_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "c.bin", ".hidden.txt", "sub/d.TXT", ".git/e.txt", "sub/draft-f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Words.", "utf-8")
    return tmp_path


def names(folder: Path, **patterns: list[str]) -> list[str]:
    found = find_sources([folder], **patterns)
    return [str(f.path.relative_to(folder)) for f in found if isinstance(f, SourceFile)]


def test_texts_below_a_folder_in_order_without_hidden_ones(folder: Path) -> None:
    assert names(folder) == ["a.md", "b.txt", "sub/d.TXT", "sub/draft-f.txt"]


def test_patterns_choose_by_name_and_by_path(folder: Path) -> None:
    assert names(folder, exclude=["draft-*"]) == ["a.md", "b.txt", "sub/d.TXT"]
    assert names(folder, include=["*.bin"]) == ["c.bin"]
    assert names(folder, include=["sub/*"], exclude=["draft-*"]) == ["sub/d.TXT"]


def test_a_file_named_by_itself_is_taken_whatever_its_name_and_only_once(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "b.txt")
    found = list(find_sources([folder / "c.bin", folder, folder / "b.txt"]))
    assert [f.path.name for f in found if isinstance(f, SourceFile)] == [
        "c.bin", "a.md", "b.txt", "d.TXT", "draft-f.txt",
    ]  # fmt: skip


def test_a_missing_path_is_told_and_the_rest_still_found(folder: Path) -> None:
    found = list(find_sources([folder / "none.txt", folder / "b.txt"]))
    assert isinstance(found[0], Unfound)
    assert (found[0].reason, Path(found[0].source).name) == ("missing", "none.txt")
    assert isinstance(found[1], SourceFile)


def test_a_link_back_up_does_not_loop(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    assert names(folder) == ["a.md", "b.txt", "sub/d.TXT", "sub/draft-f.txt"]


def test_collections_are_looked_for_on_request(folder: Path) -> None:
    for name in ("z.zip", "r.jsonl", "p.html"):
        (folder / name).write_text("x", "utf-8")
    assert names(folder)[:3] == ["a.md", "b.txt", "p.html"]
    found = [f.path.name for f in find_sources([folder], collections=True) if isinstance(f, SourceFile)]
    assert found[:5] == ["a.md", "b.txt", "p.html", "r.jsonl", "z.zip"]


def test_a_name_that_is_no_utf8_is_found_and_shown_harmless(tmp_path: Path) -> None:
    import os

    (tmp_path / os.fsdecode(b"caf\xe9\x1b[31m.txt")).write_text("Words.", "utf-8")
    (found,) = find_sources([tmp_path])
    assert found.source.endswith("caf\N{REPLACEMENT CHARACTER}␛[31m.txt")


def test_a_folder_within_folders_without_end_is_walked(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("Words.", "utf-8")
    assert [f.path.name for f in find_sources([tmp_path]) if isinstance(f, SourceFile)] == ["a.txt"]


def test_a_pattern_that_takes_a_folder_keeps_its_inside_out(folder: Path) -> None:
    assert names(folder, exclude=["sub/"]) == ["a.md", "b.txt"]
    assert names(folder, exclude=["*.txt", "!b.txt"]) == ["a.md", "b.txt", "sub/d.TXT"]


def test_a_file_of_patterns_in_a_folder_is_heeded_there_and_below(folder: Path) -> None:
    (folder / ".quothignore").write_text("# drafts\ndraft-*\n/b.txt\n", "utf-8")
    assert names(folder) == ["a.md", "sub/d.TXT"]
    # an editor of Windows may set a mark before it
    (folder / "sub" / ".quothignore").write_text("*.TXT\n", "utf-8-sig")
    (folder / "B.TXT").write_text("Words.", "utf-8")
    assert names(folder) == ["B.TXT", "a.md"]
    assert names(folder, exclude=["a.md"]) == ["B.TXT"]
