"""A key held over a thin line, in a time that is only counted: how long the screen moves after its release."""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from quoth.tui.driver.difference import Abilities
from quoth.tui.driver.frame import Painter
from quoth.tui.driver.output import Output
from quoth.tui.driver.pacing import QUESTION, Pacing
from quoth.tui.driver.screen import Screen

SIZE = WIDTH, HEIGHT = 80, 24
STEP = 0.001
PACKET, HEADERS = 1400, 92
"""Bytes of a packet, and around each of them."""
WORDS = [
    "the",
    "minister",
    "said",
    "that",
    "nobody",
    "should",
    "think",
    "of",
    "the",
    "old",
    "harbour",
    "before",
    "winter",
    "comes",
    "again",
]


def page(number: int) -> str:
    """A frame of prose beside a blank margin, other words on each page."""
    generator = random.Random(number)
    rows = []
    for y in range(HEIGHT):
        text = ""
        while y % 6 and len(text) < 55:
            text += generator.choice(WORDS) + " "
        rows.append(f"\x1b[{y + 1};1H{' ' * 17}{text:<{WIDTH - 17}}")
    return "".join(rows) + "\x1b[H"


class ThinLine:
    """Carries what an output writes, and the answers back; bytes a second, seconds there and back."""

    def __init__(self, clock: Callable[[], float], rate: float, round_trip: float) -> None:
        self.clock, self.rate, self.round_trip = clock, rate, round_trip
        self.free, self.last, self.carried = 0.0, 0.0, 0
        self.answers: deque[float] = deque()

    def carry(self, data: bytes) -> None:
        packets = -(-len(data) // PACKET)
        self.free = max(self.free, self.clock()) + (len(data) + packets * HEADERS) / self.rate
        self.last, self.carried = self.free + self.round_trip / 2, self.carried + len(data)
        if QUESTION.encode() in data:
            self.answers.append(self.free + self.round_trip)


def lag_of(
    monkeypatch: pytest.MonkeyPatch, frames: Sequence[str], *, rate: float, round_trip: float, busy: float
) -> tuple[float, int]:
    """Seconds from the release of a key held at 30 a second to the last byte, and the bytes since it was pressed.

    The app takes `busy` seconds for a key.
    """
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    screen = Screen(*SIZE, Abilities(), Painter())
    screen.assume()
    pacing = Pacing()
    output, line = Output(-1, screen, pacing, "utf-8", lambda: None), ThinLine(lambda: now, rate, round_trip)
    line.carry(pacing.ask(now).encode())
    # the first page, and one more at leisure: the rate is learnt from them
    due: list[tuple[float, Any]] = [(0.5, frames[0]), (2.0, frames[1])]
    pressed = [4.0 + number / 30 for number in range(len(frames) - 2)]
    due += [(at, None) for at in pressed]
    due += [(at + busy, frame) for at, frame in zip(pressed, frames[2:], strict=True)]
    due.sort(key=lambda pair: pair[0])
    before = 0
    while due or line.answers or now < line.last + 0.5:
        now += STEP
        while due and due[0][0] <= now:
            _, frame = due.pop(0)
            if frame is None:
                output.key_pressed()
                before = before or line.carried
            else:
                output.paint(frame, SIZE)
        while line.answers and line.answers[0] <= now:
            line.answers.popleft()
            output.answered(2)
        if data := output.due(now):
            line.carry(data)
    return line.last - (pressed[-1] + 1 / 30), line.carried - before


def drawn_one_by_one(frames: Sequence[str]) -> list[int]:
    """The bytes of each page where none is left out."""
    screen, sizes = Screen(*SIZE, Abilities(), Painter()), []
    for frame in frames:
        screen.paint(frame)
        sizes.append(len(screen.difference()))
    return sizes


@pytest.mark.parametrize("busy", [0.005, 0.02, 0.03])
def test_twenty_pages_held_at_56_kbit_end_half_a_second_after_the_release(
    busy: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = [page(number) for number in range(22)]
    lag, carried = lag_of(monkeypatch, frames, rate=7000, round_trip=0.15, busy=busy)
    assert lag <= 0.5
    # pages that nobody would have seen are not sent
    assert carried < sum(drawn_one_by_one(frames)[2:]) / 3


def test_on_a_quick_line_every_page_is_shown_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = [page(number) for number in range(22)]
    lag, _ = lag_of(monkeypatch, frames, rate=1_250_000, round_trip=0.02, busy=0.01)
    assert lag <= 0.05
