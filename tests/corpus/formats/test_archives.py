"""Archives are read in memory, member by member; what is made to hurt is refused, the rest is read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
from format_samples import tarred, texts, zipped

from quoth.corpus.failures import ReadFailure
from quoth.corpus.formats.extracted import Extracted
from quoth.corpus.settings import DEFAULT, ReadSettings
from quoth.corpus.values import replace

WORDS = "The mill stood still.\n"


def told(raw: bytes, name: str, settings: ReadSettings = DEFAULT) -> list[tuple[str, str]]:
    """Each member with the reason why it was not read, or none."""
    return [(text.member, getattr(text, "reason", "")) for text in texts(raw, name, settings)]


@pytest.mark.parametrize(
    ("mode", "name"), [("w", "a.tar"), ("w:gz", "a.tgz"), ("w:xz", "a.tar.xz"), ("w:bz2", "a.tar.bz2")]
)
def test_tar_archives_of_every_packing(mode: str, name: str) -> None:
    raw = tarred(
        {"one.md": "# One\n\nWords.", "sub/two.txt": WORDS, "three.bin": b"x", ".git/four.txt": WORDS}, mode
    )
    assert told(raw, name) == [("one.md", ""), ("sub/two.txt", "")]
    assert told(raw, "") == told(raw, name)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_a_single_packed_text_is_itself(pack: object) -> None:
    (text,) = texts(pack(WORDS.encode()), "may.txt.gz")  # type: ignore[operator]
    assert isinstance(text, Extracted)
    assert (text.text, text.member) == (WORDS, "")


def test_a_packed_collection_may_be_larger_than_one_text() -> None:
    raw = gzip.compress(b"".join(b'{"text": "Words %d."}\n' % number for number in range(5_000)))
    found = texts(raw, "all.jsonl.gz", ReadSettings(max_bytes=10_000))
    assert [text.member for text in found] == [str(number) for number in range(1, 5_001)]


def test_packed_pieces_one_after_the_other_are_one_text() -> None:
    (text,) = texts(gzip.compress(b"One. ") + gzip.compress(b"Two."), "a.txt.gz")
    assert isinstance(text, Extracted)
    assert text.text == "One. Two."


def test_members_of_a_zip_with_equal_names_are_told_apart() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", WORDS)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", WORDS)
    assert told(file.getvalue(), "a.zip") == [("a.txt", ""), ("a.txt~2", "")]


def test_archives_within_archives_up_to_a_depth() -> None:
    inner = zipped({"a.txt": WORDS})
    middle = zipped({"inner.zip": inner, "b.jsonl": '{"text": "Words."}\n'})
    assert told(middle, "m.zip") == [("inner.zip#a.txt", ""), ("b.jsonl#1", "")]
    assert told(zipped({"middle.zip": middle}), "o.zip") == [
        ("middle.zip#inner.zip", "too-deep"),
        ("middle.zip#b.jsonl", "too-deep"),
    ]


@pytest.mark.parametrize("name", ["../up.txt", "/root.txt", "a/../../up.txt", "C:\\boot.txt", "..\\up.txt"])
def test_names_that_lead_out_are_refused_and_the_rest_read(name: str) -> None:
    for raw, archive in (
        (zipped({name: WORDS, "a.txt": WORDS}), "a.zip"),
        (tarred({name: WORDS, "a.txt": WORDS}), "a.tgz"),
    ):
        assert told(raw, archive) == [(name, "path-escape"), ("a.txt", "")]


def test_links_and_devices_in_tar_archives_are_refused() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (
            ("a.txt", tarfile.SYMTYPE),
            ("b.txt", tarfile.LNKTYPE),
            ("c.txt", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert told(file.getvalue(), "a.tar") == [("a.txt", "link"), ("b.txt", "link"), ("c.txt", "not-a-file")]


def test_links_and_encrypted_members_of_zips_are_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("l.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("e.txt", WORDS)
    raw = bytearray(file.getvalue())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = raw.rindex(mark)
        raw[place + offset] |= 1
    assert told(bytes(raw), "a.zip") == [("l.txt", "link"), ("e.txt", "encrypted")]


SMALL = ReadSettings(max_bytes=50_000, max_unpacked=100_000, ratio_from=20_000, max_ratio=50)


def test_bombs_are_not_unpacked() -> None:
    bomb = b" " * 45_000
    assert told(zipped({"b.txt": bomb, "a.txt": WORDS}), "a.zip", SMALL) == [("b.txt", "bomb"), ("a.txt", "")]
    assert told(zipped({"b.txt": b" " * 60_000}), "a.zip", SMALL) == [("b.txt", "too-large")]
    for raw, name in ((gzip.compress(bomb), "a.txt.gz"), (tarred({"b.txt": bomb}, "w:xz"), "a.tar.xz")):
        with pytest.raises(ReadFailure, match="bomb"):
            texts(raw, name, SMALL)


def test_an_archive_may_not_unpack_to_more_than_is_set() -> None:
    many = {f"{n}.txt": bytes(range(32, 127)) * 300 for n in range(5)}
    for raw, name in ((zipped(many), "a.zip"), (tarred(many, "w"), "a.tar")):
        with pytest.raises(ReadFailure, match="bomb"):
            texts(raw, name, replace(SMALL, max_ratio=1e9))


def test_a_tar_header_that_claims_a_giant_name_is_no_danger() -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 200 * 1024 * 1024
    with pytest.raises(ReadFailure, match=r"bomb|damaged"):
        texts(info.tobuf() + b"x" * 5_000, "a.tar")


def test_too_many_members_end_the_reading() -> None:
    many = {f"{n}.txt": WORDS for n in range(9)}
    for raw, name in ((zipped(many), "a.zip"), (tarred(many), "a.tgz")):
        with pytest.raises(ReadFailure, match="too-many"):
            texts(raw, name, ReadSettings(max_members=5))


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz", "a.tar.xz"])
def test_archives_that_break_off_are_damaged(name: str) -> None:
    mode = {"a.tar": "w", "a.tgz": "w:gz", "a.tar.xz": "w:xz"}.get(name)
    members = {f"{n}.txt": WORDS * 50 for n in range(20)}
    raw = tarred(members, mode) if mode else zipped(members)
    with pytest.raises(ReadFailure, match="damaged"):
        texts(raw[: len(raw) // 2], name)


def test_a_member_whose_name_is_empty_is_passed_over() -> None:
    raw = bytearray(zipped({"a.txt": WORDS, "b.txt": WORDS}))
    for mark, offset in ((b"PK\x01\x02", 46), (b"PK\x03\x04", 30)):
        raw[raw.index(mark) + offset] = 0
    assert told(bytes(raw), "a.zip") == [("b.txt", "")]


def test_names_of_members_are_harmless() -> None:
    ((member, _),) = told(zipped({"\x1b[31mred\n.txt": WORDS}), "a.zip")
    assert member == "␛[31mred .txt"
