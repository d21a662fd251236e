"""What may reach the terminal, measured in cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from quoth.tui.cells import clean, crop, pad, strip, tail, told_apart, width

HOSTILE = "\x1b]52;c;aGk=\x07\x9b31m\x00\x7f\u202eabc\u2066\u2028\r\b"


def test_nothing_that_acts_on_a_terminal_survives() -> None:
    assert set(clean(HOSTILE)) == set("\ufffd]52;c;aGk=31mabc")
    assert len(clean(HOSTILE)) == len(HOSTILE)


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_cleaning_moves_nothing(text: str) -> None:
    shown = clean(text)
    assert len(shown) == len(text)
    assert clean(shown) == shown
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in shown)


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("miller", 6, "miller"),
        ("miller", 5, "mill…"),
        ("miller", 1, "…"),
        ("miller", 0, ""),
        ("漢字漢", 5, "漢字…"),
        ("漢字漢", 4, "漢…"),
    ],
)
def test_crop(text: str, cells: int, expected: str) -> None:
    assert crop(text, cells) == expected


def test_pad_fills_to_the_cell() -> None:
    assert pad("漢", 4) == "漢  "
    assert pad("ab", 4, right=True) == "  ab"


@settings(max_examples=100)
@given(st.lists(st.text(max_size=12), max_size=6), st.integers(0, 30))
def test_a_strip_is_exactly_as_wide_as_asked(texts: list[str], cells: int) -> None:
    row = strip([(text, Style()) for text in texts], cells)
    assert cell_len(row.text) <= cells
    assert row.cell_length == cells


@pytest.mark.parametrize(
    ("path", "cells", "expected"),
    [
        ("a/b.txt", 9, "a/b.txt"),
        ("/home/ann/texts/mill.txt", 18, "…/texts/mill.txt"),
        ("/home/ann/texts/mill.txt", 10, "…/mill.txt"),
        ("/home/ann/texts/mill.txt", 6, "mill.…"),
        ("mill.txt", 6, "mill.…"),
    ],
)
def test_of_a_path_the_end_is_kept(path: str, cells: int, expected: str) -> None:
    assert tail(path, cells) == expected


def test_labels_that_begin_alike_show_their_ends() -> None:
    titles = ["Press Briefing by Jane Roe, March 29", "Press Briefing by Jane Roe, April 19", "The mill"]
    assert told_apart(titles, 20) == ["Press Brie…March 29", "Press Brie…April 19", "The mill"]
    assert told_apart(titles[:1], 20) == ["Press Briefing by J…"]
    assert told_apart(["a mill", "a mill"], 4) == ["a m…", "a m…"]


@given(st.lists(st.text(st.sampled_from("ab 日é\u0301"), max_size=40), max_size=6), st.integers(4, 30))
def test_no_label_is_wider_than_its_column(labels: list[str], cells: int) -> None:
    short = told_apart(labels, cells)
    assert len(short) == len(labels)
    assert all(width(label) <= cells for label in short)
