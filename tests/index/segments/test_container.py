"""A file of arrays: what is written is read, and what changed on disk is noticed."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.index.problems import IndexProblem
from quoth.index.segments.container import PAGE, Container, Flat, SegmentDamaged, write_container


@pytest.fixture
def file(tmp_path):
    path = str(tmp_path / "a.qs")
    write_container(
        path,
        {"made": "for a test"},
        [
            Flat("small", "u1", (b"abc", b"", b"de")),
            Flat("none", "u4", ()),
            Flat("wide", "u4", [n.to_bytes(4, "little") for n in range(PAGE)]),
        ],
    )
    return path


def test_arrays_are_read_as_they_were_written(file):
    container = Container(file)
    assert container.about == {"made": "for a test"}
    assert list(container.names()) == ["small", "none", "wide"]
    assert bytes(container.array("small").whole()) == b"abcde"
    assert len(container.array("none")) == 0
    assert container.array("wide")[PAGE - 1] == PAGE - 1
    assert list(container.array("wide").slice(5, 8)) == [5, 6, 7]
    assert list(container.verify()) == []


def test_what_was_given_back_is_read_again(file):
    container = Container(file)
    held = container.array("wide").slice(5, 8)
    container.release()
    assert list(held) == [5, 6, 7]
    assert container.array("wide")[PAGE - 1] == PAGE - 1


def test_every_array_begins_on_a_multiple_of_64(file):
    container = Container(file)
    assert {container.array(name).start % 64 for name in container.names()} == {0}


def test_a_flipped_bit_is_noticed_when_its_page_is_read_and_by_verify(file):
    at = Container(file).array("wide").start + 4 * 1000
    flip(file, at)
    container = Container(file)
    assert list(container.verify()) == ["wide"]
    assert container.array("wide")[PAGE - 1] == PAGE - 1  # another page
    with pytest.raises(SegmentDamaged) as caught:
        container.array("wide").slice(900, 1100)
    assert caught.value.reason == "damaged"
    assert "--rebuild" in caught.value.detail


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_flipped_bit_goes_unnoticed(tmp_path_factory, data):
    path = str(tmp_path_factory.mktemp("flip") / "a.qs")
    write_container(path, {}, [Flat("one", "u1", (b"0123456789" * 20,)), Flat("two", "u2", (b"ab" * 9,))])
    at = data.draw(st.integers(0, os.path.getsize(path) - 1))
    flip(path, at)
    try:
        container = Container(path)
        read = [bytes(container.array(name).whole()) for name in ("one", "two")]
    except IndexProblem:
        return
    # what is left are bytes between the arrays that mean nothing
    assert read == [b"0123456789" * 20, b"ab" * 9]


@pytest.mark.parametrize("size", [0, 10, 64, 200, 100_000])
def test_a_file_that_is_too_short_is_refused(file, size):
    os.truncate(file, size)
    with pytest.raises(SegmentDamaged):
        Container(file)


def test_another_version_is_told_from_damage(file):
    import struct
    import zlib

    with open(file, "r+b") as opened:
        prolog = bytearray(opened.read(44))
        struct.pack_into("<I", prolog, 8, 99)
        struct.pack_into("<I", prolog, 40, zlib.crc32(prolog[:40]))
        opened.seek(0)
        opened.write(prolog)
    with pytest.raises(IndexProblem) as caught:
        Container(file)
    assert caught.value.reason == "version"


def test_a_file_is_never_written_over(file):
    with pytest.raises(FileExistsError):
        write_container(file, {}, [])


def flip(path, at):
    with open(path, "r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes((byte ^ 4,)))
