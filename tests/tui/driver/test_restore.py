"""However the program ends, the terminal is as it was before."""

from __future__ import annotations

import os
import signal
import termios
import time
from collections.abc import Callable
from typing import Any

import pytest

from quoth.tui.driver.restore import Guard

Commands = Callable[..., list[str]]


def started(terminal: Any, command: list[str], **options: Any) -> Any:
    program = terminal(command, **options)
    program.until_text("section 3")
    program.settle()
    return program


def assert_as_before(program: Any) -> None:
    """Attributes, screen, cursor, margins and every private mode."""
    assert termios.tcgetattr(program.slave) == program.before
    on = {mode for mode, is_on in program.emulator.screen.private.items() if is_on}
    assert on == {7, 25}, f"modes left on: {on}"
    assert program.emulator.screen.margins is None
    kitty = program.written.count(b"\x1b[>25u") - program.written.count(b"\x1b[<u")
    assert kitty == 0


def test_what_is_switched_on_while_it_runs(terminal: Any, sample: Commands) -> None:
    program = started(terminal, sample())
    on = {mode for mode, is_on in program.emulator.screen.private.items() if is_on}
    assert {1049, 2004, 1000, 1006, 1004} <= on
    assert not on & {7, 25, 1003}
    assert termios.tcgetattr(program.slave) != program.before


def test_over_ssh_there_is_no_mouse_and_no_report_of_focus(terminal: Any, sample: Commands) -> None:
    program = started(terminal, sample(), environment={"SSH_CONNECTION": "10.0.0.1 22 10.0.0.2 22"})
    on = {mode for mode, is_on in program.emulator.screen.private.items() if is_on}
    assert not on & {1000, 1002, 1003, 1004, 1006}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT])
def test_signals_end_it_cleanly(terminal: Any, sample: Commands, number: signal.Signals) -> None:
    program = started(terminal, sample())
    os.kill(program.pid, number)
    assert program.end() == 128 + number
    assert_as_before(program)


def test_the_quit_key(terminal: Any, sample: Commands) -> None:
    program = started(terminal, sample())
    program.send("\x03")
    assert program.end() == 0
    assert_as_before(program)


@pytest.mark.parametrize("ignored", [False, True])
def test_a_lost_connection_ends_it(terminal: Any, sample: Commands, ignored: bool) -> None:
    """Also under nohup, where the stock driver runs on for ever."""
    program = started(terminal, sample(), ignore_hangup=ignored)
    program.hang_up()
    assert program.end() == 128 + signal.SIGHUP


def test_stopped_and_continued(terminal: Any, sample: Commands) -> None:
    program = started(terminal, sample())
    screen = program.emulator.cells()
    program.send("\x1a")
    _, status = os.waitpid(program.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    program.settle()
    assert_as_before(program)
    program.emulator.feed("\x1b[2Jthe shell wrote this")
    os.kill(program.pid, signal.SIGCONT)
    program.settle(0.5)
    assert program.emulator.cells() == screen
    assert termios.tcgetattr(program.slave) != program.before
    program.send("\x03")
    assert program.end() == 0
    assert_as_before(program)


def test_stopped_without_notice(terminal: Any, sample: Commands) -> None:
    program = started(terminal, sample())
    screen = program.emulator.cells()
    os.kill(program.pid, signal.SIGSTOP)
    os.waitpid(program.pid, os.WUNTRACED)
    program.emulator.feed("\x1b[2Jthe shell wrote this")
    termios.tcsetattr(program.slave, termios.TCSANOW, program.before)
    os.kill(program.pid, signal.SIGCONT)
    program.until(lambda: program.emulator.cells() == screen)
    program.send("\x1b[B")
    program.until(lambda: program.emulator.cells() != screen)
    program.send("\x03")
    assert program.end() == 0
    assert_as_before(program)


def test_a_crash_is_told_on_a_terminal_as_it_was(terminal: Any, sample: Commands) -> None:
    program = started(terminal, sample())
    program.send("x")
    assert program.end() == 1
    assert_as_before(program)
    assert "on purpose" in program.emulator.text()


def test_answers_on_the_way_are_not_left_for_the_shell(terminal: Any, sample: Commands) -> None:
    """The terminal answers late; the program has ended by then, or has waited."""
    program = started(terminal, sample())
    program.answer = False
    mark = len(program.written)
    program.send("\x1b[B")
    program.settle(0.2)
    assert b"\x1b[?2026$p" in program.written[mark:]
    program.send("\x03")
    time.sleep(0.3)
    program.send("\x1b[?2026;2$y")
    assert program.end() == 0
    attributes = termios.tcgetattr(program.slave)
    attributes[3] &= ~termios.ICANON
    attributes[6][termios.VMIN] = 0
    termios.tcsetattr(program.slave, termios.TCSANOW, attributes)
    assert os.read(program.slave, 100) == b""


@pytest.mark.parametrize("in_front", [True, False])
def test_in_the_background_the_attributes_are_left_to_the_shell(
    in_front: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To set them from there would stop the process before it can end."""
    master, slave = os.openpty()
    try:
        before = termios.tcgetattr(slave)
        guard = Guard(slave, slave)
        guard.hold(signals=False)
        monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp() + (0 if in_front else 1))
        guard.give_back()
        assert (termios.tcgetattr(slave) == before) is in_front
        assert b"\x1b[?1049l" in os.read(master, 4096)
    finally:
        os.close(master)
        os.close(slave)
