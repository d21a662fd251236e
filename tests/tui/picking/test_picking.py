"""A picker without a terminal: what it knows, what keys are, what its rows show."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.model import Span
from quoth.index.results import Hit, SpeakerRef
from quoth.tui import editing, layout
from quoth.tui.picking import state as states
from quoth.tui.picking.asker import Answer, Asker
from quoth.tui.picking.drawing import draw, page_of
from quoth.tui.picking.keys import keys
from quoth.tui.picking.state import Picking
from quoth.tui.session import QueryProblem
from quoth.tui.style import Style


def hit(number: int, text: str = "The wheel turns.", name: str | None = "Jane Roe") -> Hit:
    who = SpeakerRef(f"p{number}", name, None) if name else None
    marks = (Span(4, 9),) if len(text) > 9 else ()
    record = {"suspect": number == 1, "speaker": name, "confidence": 0.9}
    return Hit(
        f"a:q{number}", "quote", "a", "The mill", "mill.txt", None, "s", None, who, text, 0, len(text), marks,
        1.0, record,
    )  # fmt: skip


def found(*hits: Hit) -> Picking:
    return states.answered(Picking(), 1, hits, len(hits))


def test_enter_takes_the_hit_at_the_cursor_or_what_is_marked() -> None:
    state = states.moved(found(hit(0), hit(1), hit(2)), 1)
    assert [h.id for h in state.chosen] == ["a:q1"]
    marked = states.toggled(states.toggled(state))
    assert [h.id for h in marked.chosen] == ["a:q1", "a:q2"]
    assert Picking().chosen == ()


def test_what_is_marked_stays_marked_while_other_words_are_typed() -> None:
    state = states.toggled(found(hit(0), hit(1)))
    state = states.edited(state, editing.written("wheel"))
    assert state.waiting
    state = states.answered(state, state.asked, (hit(1),), 1)
    assert [h.id for h in state.chosen] == ["a:q0"]
    again = states.toggled(states.answered(state, state.asked, (hit(0),), 1))
    assert again.marked == ()


def test_late_and_refused_answers_leave_the_old_hits() -> None:
    state = states.edited(found(hit(0)), editing.written("speakr:x"))
    assert states.answered(state, 1, (hit(5),), 1) is state
    refused = states.refused(state, state.asked, QueryProblem("unknown field", 0, 7))
    assert refused.hits == state.hits
    assert refused.problem is not None
    # blanks at an end are no other question
    assert states.edited(refused, editing.written("speakr:x ")).asked == refused.asked


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("a", [("a", "a")]), ("é中", [("é", "é"), ("中", "中")]), ("\r", [("enter", "")]), ("\t", [("tab", "")]),
        ("\x1b", [("escape", "")]), ("\x1b[A\x1bOB", [("up", ""), ("down", "")]), ("\x03", [("ctrl+c", "")]),
        ("\x1b[5~\x1b[6~", [("pageup", ""), ("pagedown", "")]), ("\x7f", [("backspace", "")]),
        ("\x1b[1;5C", [("ctrl+right", "")]), ("\x1bb", [("alt+b", "")]), ("\x1b[200;1u", []),
    ],
)  # fmt: skip
def test_keys_have_the_names_of_the_table(typed: str, named: list[tuple[str, str]]) -> None:
    assert list(keys(typed)) == named


TEXTS = st.text(st.sampled_from("ab \x1b日\u202e\n'"), max_size=90)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(TEXTS, max_size=20), st.integers(20, 120), st.integers(4, 20), st.integers(0, 30), TEXTS, st.booleans()
)  # fmt: skip
def test_rows_fit_whatever_is_found(
    texts: list[str], columns: int, rows: int, cursor: int, typed: str, color: bool
) -> None:
    state = states.moved(found(*(hit(n, text) for n, text in enumerate(texts))), cursor)
    state = states.edited(state, editing.written(typed))
    drawn = draw(state, columns, rows, 0, Style(False))
    assert len(drawn.rows) == rows
    assert all(layout.cells(row) <= columns for row in drawn.rows)
    assert drawn.caret < columns
    assert not any("\x1b" in row or "\u202e" in row for row in drawn.rows)
    assert state.current is None or sum(row.startswith("▸") for row in drawn.rows) == 1
    assert drawn.top <= state.cursor < drawn.top + page_of(rows)


def test_an_error_stands_under_its_word() -> None:
    state = states.edited(found(hit(0)), editing.written("wheel speakr:x"))
    state = states.refused(state, state.asked, QueryProblem("unknown field 'speakr:'", 6, 13, "did you mean"))
    line, info, first, *_ = draw(state, 80, 6, 0, Style(False)).rows
    assert info.index("^") == line.index("speakr")
    assert "[wheel]" in first


def test_only_the_newest_question_is_asked() -> None:
    begun, go, done = threading.Event(), threading.Event(), threading.Event()
    seen: list[Any] = []

    def find(number: int, query: str) -> Answer:
        seen.append(query)
        begun.set()
        go.wait(10)
        return Answer(number)

    asker = Asker(find, lambda: done.set() if len(seen) == 2 else None)
    asker.ask(1, "a")
    assert begun.wait(10)
    asker.ask(2, "ab")
    asker.ask(3, "abc")
    go.set()
    assert done.wait(10)
    assert seen == ["a", "abc"]
    assert [answer.number for answer in asker.take()] == [1, 3]


def test_a_name_in_doubt_is_marked() -> None:
    rows = draw(found(hit(0), hit(1)), 80, 6, 0, Style(False)).rows
    assert [("Roe?" in row) for row in rows[2:4]] == [False, True]
