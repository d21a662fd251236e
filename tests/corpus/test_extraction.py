"""From files to texts: every odd kind of file ends in texts or a reason."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from format_samples import zipped

from quoth.corpus.article import article_of_bytes, read_article, read_articles
from quoth.corpus.extraction import extract_bytes, extract_file
from quoth.corpus.failures import ReadFailure, Unfound
from quoth.corpus.formats.extracted import Extracted
from quoth.corpus.library import SourceFile, find_sources
from quoth.corpus.model import Article
from quoth.corpus.settings import ReadSettings


def test_a_file_of_several_articles_gives_each_with_its_own_id_and_source(tmp_path: Path) -> None:
    path = tmp_path / "letters.zip"
    path.write_bytes(
        zipped({"2021-05-06-a.md": "# One\n\nWords.", "b.txt": b"\x00\x01\x02\x03" * 9, "c.txt": "Two."})
    )
    found = list(read_articles(path, "letters.zip"))
    assert [f.source for f in found] == [
        f"letters.zip#{name}" for name in ("2021-05-06-a.md", "b.txt", "c.txt")
    ]
    one, bad, two = found
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert isinstance(bad, Unfound)
    assert (one.title, one.date, bad.reason) == ("One", "2021-05-06", "binary")
    assert one.id != two.id
    assert one.digest != two.digest
    with pytest.raises(ReadFailure, match="several"):
        read_article(path)


def test_a_member_is_read_by_the_name_its_source_shows(tmp_path: Path) -> None:
    path = tmp_path / "letters.zip"
    inner = zipped({"b.txt": "Two.", "c#d.txt": "Three."})
    path.write_bytes(zipped({"a.txt": "One.", "inner.zip": inner}))
    for article in read_articles(path):
        assert isinstance(article, Article)
        again = read_article(Path(article.source))
        assert again == article
        (found,) = find_sources([Path(article.source)])
        assert found == SourceFile(article.source, article.source, article.source)
    assert len(list(read_articles(tmp_path / "letters.zip#inner.zip"))) == 2
    with pytest.raises(ReadFailure, match="missing"):
        read_article(tmp_path / "letters.zip#none.txt")
    (tmp_path / "odd#name.txt").write_text("Words.", "utf-8")
    assert read_article(tmp_path / "odd#name.txt").text == "Words."


def test_one_article_is_asked_for_and_several_are_there() -> None:
    raw = zipped({"a.txt": "One.", "b.txt": "Two."})
    with pytest.raises(ReadFailure, match="several"):
        article_of_bytes(raw, origin="x", source="x.zip")
    assert article_of_bytes(zipped({"a.txt": "One."}), origin="x", source="x.zip").text == "One."


def test_what_the_format_knows_reaches_the_article() -> None:
    page = "<html lang=de><title>Mühle</title><meta name=author content=Stein><h2>Teil</h2><p>Sie steht.</p>"
    article = article_of_bytes(page.encode(), origin="x", source="x.html")
    assert (article.title, article.language) == ("Mühle", "de")
    assert [section.heading for section in article.sections] == ["Teil"]
    assert dict(article.metadata)["author"] == "Stein"


def test_pipes_folders_and_loops_are_refused_before_they_can_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    for name, reason in (
        ("pipe.txt", "not-a-file"),
        ("loop.txt", "unreadable"),
        (".", "not-a-file"),
        ("x", "missing"),
    ):
        with pytest.raises(ReadFailure) as failure:
            list(extract_file(tmp_path / name))
        assert failure.value.reason == reason
    with pytest.raises(ReadFailure, match="not-a-file"):
        list(extract_file(Path(os.devnull)))


@pytest.mark.parametrize(
    "text",
    [
        "no final newline",
        "one\rtwo\r\nthree",
        "nul \x00 in words that go on for long enough to be a text" * 3,
        "soft\xadhyphen and zero\u200bwidth",
        "\u202eright to left",
        "page\x0cbreak",
        "\ufeffmark",
        "one line " * 50_000,
    ],
)
def test_texts_with_odd_characters_are_read_without_moving_anything(text: str) -> None:
    (found,) = extract_bytes(text.encode(), "a.txt")
    assert isinstance(found, Extracted)
    expected = text.removeprefix("\ufeff").replace("\r\n", "\n")
    assert len(found.text) == len(expected)


def test_limits_are_kept() -> None:
    with pytest.raises(ReadFailure, match="too-large"):
        list(extract_bytes(b"x" * 11, "a.txt", ReadSettings(max_bytes=10)))
    with pytest.raises(ReadFailure, match="empty"):
        list(extract_bytes(b"", "a.txt"))


def test_shares_of_a_file_are_all_of_it_between_them(tmp_path: Path) -> None:
    records = b"".join(b'{"text": "Words %d."}\n' % number for number in range(11))
    samples = {
        "a.zip": zipped({f"{number}.txt": f"Words {number}." for number in range(7)}),
        "b.jsonl": records,
        "c.jsonl.gz": gzip.compress(records),
        "d.txt": b"Words.",
        "e.txt.gz": gzip.compress(b"Words."),
    }
    for name, raw in samples.items():
        (tmp_path / name).write_bytes(raw)
        whole = list(extract_file(tmp_path / name))
        shares = [list(extract_file(tmp_path / name, share=(mine, 3))) for mine in range(3)]
        assert sum(map(len, shares)) == len(whole)
        assert {text.member: text for share in shares for text in share} == {t.member: t for t in whole}
