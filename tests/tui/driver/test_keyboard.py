"""What comes from the terminal: answers, pastes and keys, however the line tears them apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.tui.driver.keyboard import LONGEST_PASTE, TORN, Escapes, Input, Keys, ModeAnswer, Pasted, Sorter


def sort(*pieces: str) -> list[Input]:
    sorter = Sorter()
    return [found for now, piece in enumerate(pieces) for found in sorter.feed(piece, now / 100)]


def joined(found: list[Input]) -> list[Input]:
    """Neighbouring keys made one."""
    out: list[Input] = []
    for each in found:
        if isinstance(each, Keys) and out and isinstance(out[-1], Keys):
            out[-1] = Keys(out[-1].text + each.text)
        else:
            out.append(each)
    return out


def test_keys_pass() -> None:
    assert sort("abc\x1b[A") == [Keys("abc\x1b[A")]


def test_answers_are_taken_out() -> None:
    assert sort("a\x1b[?2026;2$yb") == [Keys("a"), ModeAnswer(2026, 2), Keys("b")]


def test_a_torn_sequence_waits_for_its_end() -> None:
    assert sort("\x1b[", "D") == [Keys("\x1b[D")]
    assert sort("x\x1b[?20", "26;1$y") == [Keys("x"), ModeAnswer(2026, 1)]


def test_a_lone_escape_is_a_key_at_once() -> None:
    assert sort("\x1b") == [Keys("\x1b")]


def test_what_never_ends_is_given_on_after_a_while() -> None:
    sorter = Sorter()
    assert list(sorter.feed("\x1b[1", 0.0)) == []
    assert list(sorter.overdue(TORN / 2)) == []
    assert list(sorter.overdue(TORN + 0.1)) == [Keys("\x1b[1")]
    assert not sorter.holding


def test_a_paste_is_one_text_without_control_characters() -> None:
    assert sort("\x1b[200~one\x1b[31m\x00\ttwo\r\x9b\x1b[201~j") == [Pasted("one[31m\ttwo\r"), Keys("j")]


def test_a_long_paste_is_cut() -> None:
    found = sort("\x1b[200~", *["x" * 5000] * 20, "\x1b[201~q")
    assert found == [Pasted("x" * LONGEST_PASTE), Keys("q")]


@settings(max_examples=100)
@given(st.data())
def test_tearing_changes_nothing(data: st.DataObject) -> None:
    whole = "ab\x1b[200~paste \x1b[D text\x1b[201~c\x1b[?2026;2$y\x1b[1;5Cd\x1b[?2026;1$y"
    cuts = sorted(data.draw(st.sets(st.integers(1, len(whole) - 1), max_size=8)))
    # an escape alone is a key of its own
    cuts = [cut for cut in cuts if whole[cut - 1] != "\x1b"]
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert joined(sort(*pieces)) == joined(sort(whole))


@pytest.mark.parametrize(
    ("chunks", "pieces"),
    [
        (["/mill\x1bk"], ["/mill", "\x1b", "k"]),
        (["\x1b", "k"], ["\x1b", "k"]),
        (["\x1b\x1b/x"], ["\x1b", "\x1b", "/x"]),
        (["\x1b", "\x1b"], ["\x1b"]),  # the second one still waits
        (["\x1b[A\x1bOP"], ["\x1b[A\x1bOP"]),
        (["a\x1b", "[D"], ["a", "\x1b[D"]),
        (["a\x1b\x1b"], ["a", "\x1b"]),
        (["\x1bb", "\x1b\x7f"], ["\x1bb", "\x1b\x7f"]),
    ],
)
def test_escape_and_the_key_after_it_are_two_keys(chunks: list[str], pieces: list[str]) -> None:
    escapes = Escapes(0.1)
    assert [piece for chunk in chunks for piece in escapes.feed(chunk, 1.0)] == pieces


def test_escape_is_a_key_when_nothing_follows_it() -> None:
    escapes = Escapes(0.1)
    assert list(escapes.feed("\x1b", 1.0)) == []
    assert list(escapes.overdue(1.05)) == []
    assert list(escapes.overdue(1.1)) == ["\x1b"]
    assert list(escapes.overdue(9.0)) == []
