"""Building and updating: only what changed is read, and every source is accounted for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.corpus.formats.extracted import Extracted
from quoth.corpus.model import Article
from quoth.corpus.settings import ReadSettings
from quoth.index import reading
from quoth.index.build import TooManyFailures, build, build_articles
from quoth.index.checking import check
from quoth.index.results import BuildReport
from quoth.index.search import Index, open_index
from quoth.index.store import current


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    write(folder / "one.txt", "The ships left the port.\n")
    write(folder / "two.txt", "No ship came back.\n")
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the index goes."""
    return tmp_path / "index"


def write(file: Path, text: str, age: int = 100) -> None:
    """Writes a file that was changed `age` seconds ago."""
    file.write_text(text, encoding="utf-8")
    then = file.stat().st_mtime - age
    os.utime(file, (then, then))


def names(sources: tuple[str, ...]) -> list[str]:
    return [os.path.basename(source) for source in sources]


def sources(path: Path) -> list[str]:
    with open_index(path) as index:
        return sorted(names(tuple(summary.source for summary in index.articles())))


def changes(report: BuildReport) -> tuple[list[str], list[str], list[str], int]:
    return names(report.added), names(report.changed), names(report.removed), report.unchanged


def test_a_first_build_adds_everything(path: Path, texts: Path) -> None:
    report = build(path, [texts])
    assert changes(report) == (["one.txt", "two.txt"], [], [], 0)
    assert (report.articles, report.paragraphs, report.quotes, report.failed) == (2, 2, 0, ())
    assert sources(path) == ["one.txt", "two.txt"]
    assert check(path) == ()


def test_unchanged_files_are_not_even_read(path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(path, [texts])
    before = current(path)

    def refuse(*_: object) -> None:
        raise AssertionError("read a file that is as it was")

    monkeypatch.setattr(reading, "extract_file", refuse)
    monkeypatch.setattr(reading, "file_digest", refuse)
    assert changes(build(path, [texts])) == ([], [], [], 2)
    assert current(path) == before


def test_a_touched_file_is_known_by_its_digest(path: Path, texts: Path) -> None:
    build(path, [texts])
    before = current(path)
    write(texts / "one.txt", "The ships left the port.\n", age=50)
    assert changes(build(path, [texts])) == ([], [], [], 2)
    assert current(path) == before


def test_a_file_changed_within_a_tick_of_the_build_is_not_missed(path: Path, texts: Path) -> None:
    write(texts / "one.txt", "The ships left the port.\n", age=0)
    build(path, [texts])
    about = (texts / "one.txt").stat()
    (texts / "one.txt").write_text("The boats left the port.\n", encoding="utf-8")
    os.utime(texts / "one.txt", ns=(about.st_atime_ns, about.st_mtime_ns))
    assert changes(build(path, [texts])) == ([], ["one.txt"], [], 1)


def test_an_update_replaces_removes_and_adds(path: Path, texts: Path) -> None:
    build(path, [texts])
    write(texts / "one.txt", "The boats left the port.\n", age=10)
    (texts / "two.txt").unlink()
    write(texts / "three.txt", "A third ship.\n")
    assert changes(build(path, [texts])) == (["three.txt"], ["one.txt"], ["two.txt"], 0)
    assert sources(path) == ["one.txt", "three.txt"]
    with open_index(path) as index:
        assert [index.count(word) for word in ("ship", "boat", "port")] == [1, 1, 1]
    assert check(path) == ()


def test_many_updates_leave_what_a_rebuild_gives(path: Path, texts: Path) -> None:
    for turn in range(12):
        write(texts / f"text{turn % 4}.txt", f"Ship number {turn} of {turn * turn}.\n", age=100 - turn)
        build(path, [texts])
    with open_index(path) as index:
        updated = {hit.text for hit in index.search("ship OR port", limit=None).hits}
    build(path, [texts], rebuild=True)
    with open_index(path) as index:
        assert {hit.text for hit in index.search("ship OR port", limit=None).hits} == updated
    assert check(path) == ()


def test_a_dry_run_tells_and_writes_nothing(path: Path, texts: Path) -> None:
    assert changes(build(path, [texts], dry_run=True)) == (["one.txt", "two.txt"], [], [], 0)
    assert not path.exists()
    build(path, [texts])
    before = current(path)
    (texts / "two.txt").unlink()
    assert changes(build(path, [texts], dry_run=True)) == ([], [], ["two.txt"], 1)
    assert current(path) == before


def test_failures_are_collected_with_reasons(path: Path, texts: Path, tmp_path: Path) -> None:
    (texts / "binary.txt").write_bytes(b"\0\1\2\3" * 100)
    (texts / "empty.txt").write_bytes(b"")
    report = build(path, [texts, tmp_path / "nowhere"])
    assert {(os.path.basename(failure.source), failure.reason) for failure in report.failed} == {
        ("binary.txt", "binary"),
        ("empty.txt", "empty"),
        ("nowhere", "missing"),
    }
    assert sources(path) == ["one.txt", "two.txt"]


def test_a_text_that_the_reading_stumbles_over_costs_no_other(
    path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reading.article_of

    def stumble(text: Extracted, origin: str, source: str, limits: ReadSettings) -> Article:
        if "back" in text.text:
            raise RuntimeError("two\nlines")
        return read(text, origin, source, limits)

    monkeypatch.setattr(reading, "article_of", stumble)
    report = build(path, [texts])
    assert [(f.reason, f.detail) for f in report.failed] == [("crashed", "RuntimeError: two lines")]
    assert sources(path) == ["one.txt"]


def test_too_many_failures_change_nothing(path: Path, texts: Path) -> None:
    build(path, [texts])
    for number in range(3):
        (texts / f"empty{number}.txt").write_bytes(b"")
    (texts / "two.txt").unlink()
    with pytest.raises(TooManyFailures) as caught:
        build(path, [texts], max_errors=2)
    assert len(caught.value.failures) == 3
    assert sources(path) == ["one.txt", "two.txt"]
    assert len(build(path, [texts], max_errors=3).failed) == 3


def test_a_text_that_is_none_any_more_is_taken_out(path: Path, texts: Path) -> None:
    build(path, [texts])
    (texts / "two.txt").write_bytes(b"")
    report = build(path, [texts])
    assert (names(report.removed), [failure.reason for failure in report.failed]) == (["two.txt"], ["empty"])
    assert sources(path) == ["one.txt"]


def test_what_lies_under_a_folder_that_is_missing_is_kept(path: Path, texts: Path) -> None:
    """A disk that is not mounted must not empty an index."""
    build(path, [texts])
    texts.rename(texts.with_name("unmounted"))
    report = build(path, [texts])
    assert (report.removed, report.unchanged, [f.reason for f in report.failed]) == ((), 2, ["missing"])
    assert sources(path) == ["one.txt", "two.txt"]


def test_other_roots_add_to_an_index(path: Path, texts: Path, tmp_path: Path) -> None:
    build(path, [texts])
    write(tmp_path / "three.txt", "A third ship.\n")
    report = build(path, [tmp_path / "three.txt"])
    assert changes(report) == (["three.txt"], [], [], 2)
    with open_index(path) as index:
        assert index.info().roots == (str(texts), str(tmp_path / "three.txt"))


def test_files_can_be_named_one_by_one(path: Path, texts: Path) -> None:
    report = build(path, [], files=[texts / "two.txt"])
    assert names(report.added) == ["two.txt"]


def test_progress_counts_every_source_once(path: Path, texts: Path) -> None:
    (texts / "empty.txt").write_bytes(b"")
    build(path, [texts])
    write(texts / "one.txt", "Another text.\n", age=5)
    seen: list[tuple[int, int, str]] = []
    build(path, [texts], progress=lambda done, total, source: seen.append((done, total, source)))
    assert [(done, total) for done, total, _ in seen] == [(1, 3), (2, 3), (3, 3)]
    assert sorted(os.path.basename(source) for _, _, source in seen) == ["empty.txt", "one.txt", "two.txt"]


def test_a_folder_without_texts_gives_an_empty_index(path: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert build(path, [tmp_path / "none"]).articles == 0
    with open_index(path) as index:
        assert index.search("ship").total == 0
        assert index.articles() == ()
        assert index.find("a") == ()
        assert index.concordance("ship") == ()
        assert index.info().articles == 0
    assert check(path) == ()


def test_parsed_articles_make_an_index_that_holds_just_them(
    path: Path, harbour: Article, make_article: Callable[..., Article]
) -> None:
    other = make_article([(None, ["Ships."])], name="other")
    assert build_articles(path, [harbour, other]).added == (harbour.source, "other")
    before = current(path)
    assert build_articles(path, [other, harbour]).unchanged == 2
    assert current(path) == before
    build_articles(path, [harbour, harbour])
    assert sources(path) == ["harbour.txt"]


def test_an_article_comes_back_as_it_went_in(open_articles: Callable[..., Index], harbour: Article) -> None:
    index = open_articles(harbour)
    assert index.article(harbour.id) == harbour
    with pytest.raises(KeyError):
        index.article("nothing")


def test_hostile_names_and_texts_are_only_text(path: Path, texts: Path) -> None:
    write(texts / "odd \x1b[31m\n name.txt", "Ship \x1b[31mred\x07 and \u202e reversed.\n")
    report = build(path, [texts])
    assert report.failed == ()
    with open_index(path) as index:
        hit = index.search("reversed").hits[0]
        assert "\x1b" not in hit.text + hit.source
