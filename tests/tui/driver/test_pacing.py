"""Never more than two frames on the way; terminals that do not answer are not paced."""

from __future__ import annotations

from typing import Any

import pytest

from quoth.tui.driver.difference import Abilities
from quoth.tui.driver.frame import Painter
from quoth.tui.driver.output import Output
from quoth.tui.driver.pacing import OVERHEAD, PATIENCE, QUESTION, Pacing
from quoth.tui.driver.screen import Screen


def output_of(pacing: Pacing) -> Output:
    screen = Screen(20, 4, Abilities(), Painter())
    screen.assume()
    return Output(-1, screen, pacing, "utf-8", lambda: None)


def frame(text: str) -> str:
    return f"\x1b[2;1H{text:<20}\x1b[H"


def test_a_terminal_that_never_answered_is_not_asked_again_and_not_paced() -> None:
    pacing = Pacing()
    assert pacing.ask(0.0) == QUESTION
    for now in range(10):
        assert pacing.delay(float(now)) == 0
        assert pacing.drawn(float(now), 100) == ""


def test_two_frames_are_on_the_way_and_the_third_waits_for_an_answer() -> None:
    pacing = Pacing()
    pacing.ask(0.0)
    pacing.answered(2, 0.2)
    for _ in range(2):
        assert pacing.delay(1.0) == 0
        assert pacing.drawn(1.0, 100) == QUESTION
    assert pacing.delay(1.0) == PATIENCE
    pacing.answered(2, 1.2)
    assert pacing.delay(1.2) == 0


def test_the_second_frame_leaves_when_the_line_should_be_free() -> None:
    """1,000 bytes took 0.1 s more than nothing did: 10,000 a second."""
    pacing = Pacing()
    pacing.ask(0.0)
    pacing.answered(2, 0.15)
    pacing.drawn(1.0, 1000)
    pacing.answered(2, 1.25)
    assert pacing.rate == pytest.approx(10_000)
    assert pacing.delay(2.0) == 0
    pacing.drawn(2.0, 2000)
    assert pacing.delay(2.0) == pytest.approx((2000 + OVERHEAD) / 10_000)
    assert pacing.delay(2.22) == 0


def test_an_answer_that_comes_late_tells_that_the_line_is_slower_than_thought() -> None:
    pacing = Pacing(answers=True, rate=10_000, quickest=0.15)
    pacing.drawn(1.0, 1000)
    pacing.drawn(1.1, 1000)
    pacing.answered(2, 1.5)
    # the first frame had left the line at 1.35
    assert pacing.delay(1.4) == pytest.approx(1.35 + (1000 + OVERHEAD) / pacing.rate - 1.4)


def test_of_a_page_in_pieces_as_much_is_on_the_way_as_of_whole_ones() -> None:
    pacing = Pacing(answers=True)
    for _ in range(4):
        assert pacing.delay(1.0) == 0
        pacing.drawn(1.0, 100, piece=True)
    assert pacing.delay(1.0) == PATIENCE


def slow_output(lines: int = 24) -> tuple[Output, Screen]:
    """A line that carries 5,000 bytes a second."""
    screen = Screen(80, lines, Abilities(), Painter())
    screen.assume()
    pacing = Pacing(answers=True, rate=5000, quickest=0.15)
    return Output(-1, screen, pacing, "utf-8", lambda: None), screen


def page(number: int) -> str:
    return "".join(f"\x1b[{y + 1};1H{f'{number} {y} ' * 10:<80}" for y in range(24)) + "\x1b[H"


@pytest.mark.parametrize(("between", "pieces"), [(0.03, True), (0.4, False)])
def test_while_a_key_is_held_a_page_goes_out_in_pieces(
    between: float, pieces: bool, monkeypatch: Any, emulator: Any
) -> None:
    clock = [10.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    output, _ = slow_output()
    shown = emulator()
    for _ in range(2):
        clock[0] += between
        output.key_pressed()
    output.paint(page(1), (80, 24))
    first = output.due(clock[0])
    shown.feed(first.decode())
    assert ("1 23" not in shown.text()) is pieces
    # the rest is of the page that is wanted by then; so are at last the rows that were shown before
    output.paint(page(2), (80, 24))
    for _ in range(20):
        clock[0] += 1.0
        output.answered(2)
        shown.feed(output.due(clock[0]).decode())
    wanted = emulator()
    wanted.feed(page(2))
    assert shown.cells() == wanted.cells()


def test_a_quick_line_does_not_wait() -> None:
    pacing = Pacing()
    pacing.ask(0.0)
    pacing.answered(2, 0.001)
    pacing.drawn(1.0, 1000)
    pacing.answered(2, 1.002)
    pacing.drawn(2.0, 1000)
    assert pacing.delay(2.0) < 0.002


def test_an_answer_that_is_lost_stops_nothing_for_long() -> None:
    pacing = Pacing(answers=True)
    pacing.drawn(1.0, 100)
    pacing.drawn(1.0, 100)
    assert pacing.delay(1.5) == pytest.approx(PATIENCE - 0.5)
    assert pacing.delay(1.01 + PATIENCE) == 0
    pacing.drawn(1.01 + PATIENCE, 100)
    assert pacing.asked == 1


@pytest.mark.parametrize(("setting", "knows"), [(0, False), (1, True), (2, True), (3, True), (4, False)])
def test_any_answer_paces_but_only_some_allow_synchronised_output(setting: int, knows: bool) -> None:
    pacing = Pacing()
    pacing.answered(setting, 1.0)
    assert pacing.answers
    assert pacing.synchronises is knows


def test_the_frame_that_waited_is_drawn_from_the_newest_screen() -> None:
    pacing = Pacing(answers=True)
    output = output_of(pacing)
    for page in ("page one", "page two"):
        output.paint(frame(page), (20, 4))
        assert page[5:].encode() in output.due(1.0)
    for page in ("page three", "page four", "page five"):
        output.paint(frame(page), (20, 4))
        assert output.due(1.0) == b""
    output.answered(2)
    drawn = output.due(1.1)
    assert b"five" in drawn
    assert b"three" not in drawn
    assert drawn.count(QUESTION.encode()) == 1


def test_one_write_holds_controls_frame_and_question() -> None:
    output = output_of(Pacing(answers=True))
    output.control("\x1b[?25l")
    output.paint(frame("words"), (20, 4))
    assert output.due(0.0) == b"\x1b[?25l\x1b[2H\x1b[mwords\x1b[H" + QUESTION.encode()


def test_equal_frames_write_nothing_and_ask_nothing() -> None:
    output = output_of(Pacing(answers=True))
    output.paint(frame("words"), (20, 4))
    output.due(0.0)
    output.paint(frame("words"), (20, 4))
    assert output.due(0.1) == b""


def test_long_frames_are_synchronised_where_the_terminal_can() -> None:
    for setting, expected in ((2, True), (0, False)):
        pacing = Pacing()
        pacing.answered(setting, 1.0)
        screen = Screen(300, 4, Abilities(), Painter())
        screen.assume()
        output = Output(-1, screen, pacing, "utf-8", lambda: None)
        output.paint("\x1b[1;1H" + "word " * 60 + "\x1b[H", (300, 4))
        drawn = output.due(0.0)
        assert drawn.startswith(b"\x1b[?2026h") is expected


def test_a_changed_size_is_painted_after_a_pause(monkeypatch: Any) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 10.0)
    output = output_of(Pacing())
    output.paint(frame("words"), (20, 4))
    output.due(10.0)
    output.repaint((30, 4), pause=0.05)
    assert output.due(10.0) == b""
    output.paint("\x1b[2;1Hother words\x1b[H", (30, 4))
    drawn = output.due(10.1)
    assert b"other words" in drawn
    assert drawn.count(b"\x1b[K") == 4


def test_what_the_app_sends_beside_frames_is_cleaned() -> None:
    output = output_of(Pacing())
    output.control("\x1b]2;title \x9b31m\u202e\x07")
    assert output.due(0.0).decode() == "\x1b]2;title \ufffd31m\ufffd\x07"
