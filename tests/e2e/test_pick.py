"""Choosing below the prompt of a shell: what is seen on the terminal, what comes out of the pipe."""

from __future__ import annotations

import json
import subprocess

import pytest

from quoth.tui.driver.safety import drawn_in_ascii

HINT = "Tab marks"


def test_what_is_chosen_is_an_argument_of_another_command(shell):
    terminal = shell("echo before; quoth cite $(quoth pick 'illegal sanctions kind:quote')")
    terminal.shows("before", "/ illegal sanctions", "1 hit ", "Pezeshkian")
    terminal.keys("Enter")
    screen = terminal.shows("— Masoud Pezeshkian", "neutralizing these")
    assert terminal.ends() == 0
    # nothing of the picker is left, and what stood above it still does
    assert HINT not in screen
    assert screen.splitlines()[0] == "before"
    assert terminal.settings() == terminal.before


def test_several_are_marked_and_come_in_that_order_without_styles(shell, tmp_path):
    terminal = shell("quoth pick > chosen; echo code $?; wc -l < chosen")
    terminal.shows("25 hits")
    terminal.keys("Mehdi", "\x15", "speaker:pezeshkian")
    terminal.shows("6 hits")
    terminal.keys("Down", "Tab", "Up", "Up", "Tab")
    terminal.shows("2 marked")
    terminal.keys("Enter")
    terminal.shows("code 0")
    ids = (tmp_path / "chosen").read_text().splitlines()
    assert len(set(ids)) == 2
    assert all(":q" in anchor for anchor in ids)
    listed = shell("quoth search speaker:pezeshkian --ids > all; echo done")
    listed.shows("done")
    everything = (tmp_path / "all").read_text().splitlines()
    assert [everything.index(anchor) for anchor in ids] == [1, 0]


def test_records_and_nul_for_scripts(shell, tmp_path):
    terminal = shell("quoth pick roadmap --kind quote --format jsonl > chosen; echo code $?")
    terminal.shows("/ roadmap", HINT)
    terminal.keys("Enter")
    terminal.shows("code 0")
    (record,) = map(json.loads, (tmp_path / "chosen").read_text().splitlines())
    assert record["speaker"]["name"] == "Alexander Lukashenko"
    terminal = shell("quoth pick -0 roadmap > chosen; echo code $?")
    terminal.shows("/ roadmap", HINT)
    terminal.keys("Enter")
    terminal.shows("code 0")
    assert (tmp_path / "chosen").read_bytes().endswith(b"\0")


@pytest.mark.parametrize(
    "command", ["quoth pick --ascii", "QUOTH_ASCII=on quoth pick", "TERM=linux quoth pick"]
)
def test_it_can_be_drawn_with_ascii_alone(shell, command):
    terminal = shell(f"{command} 'closed topics' > chosen; cat chosen")
    screen = terminal.shows("/ closed topics", HINT, "> ", "closed topics")
    assert {char for char in screen if drawn_in_ascii(char) != char} == set()
    terminal.keys("Enter")
    terminal.shows(":q")


def test_leaving_and_finding_nothing_have_codes_of_their_own(shell):
    for leaving in ("Esc", "\x03"):
        terminal = shell("quoth pick sanctions > out; echo code $?; wc -c < out")
        terminal.shows("hits", HINT)
        terminal.keys(leaving)
        terminal.until(lambda text: text.split()[-2:] == ["130", "0"], "the code, and nothing printed")
        assert terminal.ends() == 0
        assert terminal.settings() == terminal.before
    terminal = shell("quoth pick qwzzx; echo code $?")
    terminal.shows("0 hits")
    terminal.keys("Enter")
    terminal.shows("code 1")


def test_typing_shows_errors_and_keeps_what_was_found(shell):
    terminal = shell("quoth pick sanctions --height 40%")
    terminal.shows("6 hits")
    terminal.keys(" spekaer:roe")
    screen = terminal.shows("did you mean 'speaker:'?", "illegal sanctions")
    assert "^^^^^^^^" in screen
    terminal.keys("Esc")


def test_a_whole_screen_is_taken_and_given_back(shell):
    terminal = shell("echo before; quoth pick --full > out; echo code $?")
    terminal.until(lambda text: sum(map(bool, text.splitlines())) >= 22, "rows over the whole screen")
    assert b"\x1b[?1049h" in terminal.written
    terminal.keys("Esc")
    terminal.shows("code 130")
    assert terminal.written.rfind(b"\x1b[?1049l") > terminal.written.rfind(b"\x1b[?1049h")


def test_keys_typed_in_one_go_are_taken_one_after_the_other(shell, tmp_path):
    terminal = shell("quoth pick > out; echo code $?")
    terminal.shows("25 hits")
    terminal.keys("neutralizing\r")
    terminal.shows("code 0")
    assert (tmp_path / "out").read_text().count(":q") == 1


def test_without_a_terminal_it_says_what_does_the_same(installed_quoth, home):
    for changes, words in (({}, "without one"), ({"TERM": "dumb"}, "move its cursor")):
        ended = subprocess.run(
            [*installed_quoth, "pick", "x"],
            stdin=subprocess.DEVNULL, capture_output=True, env=home | changes, check=False,
            start_new_session=True, text=True,
        )  # fmt: skip
        assert ended.returncode == 2
        assert words in ended.stderr
        assert "--ids" in ended.stderr
        assert ended.stdout == ""


def test_a_key_costs_only_the_rows_that_change(shell):
    terminal = shell("quoth pick")
    terminal.until(
        lambda text: text.splitlines()[2].startswith("▸") and text.splitlines()[12], "the last row"
    )
    terminal.keys("Down")
    terminal.until(lambda text: text.splitlines()[3].startswith("▸"), "the cursor on the second row")
    before = len(terminal.written)
    # an empty line emptied is no other question, and no other screen
    terminal.keys("\x15", "Esc")
    terminal.ends()
    left = b"\x1b[?2004l"
    assert len(terminal.written[before:].partition(left)[0]) <= 600
