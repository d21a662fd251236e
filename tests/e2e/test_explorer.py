"""The whole of quoth in a real terminal: what a reader types and what then stands on the screen."""

from __future__ import annotations

import os
import signal
import termios
from pathlib import Path


def test_a_reader_searches_filters_jumps_opens_and_quits(start):
    terminal = start()
    screen = terminal.shows("25 quotes", "Key points from the leaders’ statements")
    assert "BYN" not in screen

    terminal.keys("/")
    terminal.shows("Esc to the list")
    terminal.keys("sanctions")
    screen = terminal.shows("/ sanctions", "hits")
    assert "sanctions" in screen.lower().replace("/ sanctions", "")

    terminal.keys(" speaker:pezeshkian")
    screen = terminal.shows("speaker:pezeshkian", "Pezeshkian")
    terminal.until(lambda text: "neutralizing" in text, "the one sentence in which he says it")

    terminal.keys("Enter")
    terminal.shows("neutralizing", "key player and leading economy")

    terminal.keys("o")
    terminal.shows("Food supplies and", "Strong medicine")
    terminal.keys("G", "Enter")
    terminal.shows("multi-vector policy")

    terminal.quits()


def test_the_terminal_is_left_as_it_was_found(start):
    terminal = start()
    terminal.shows("25 quotes")
    terminal.keys("q")
    assert terminal.ends() == 0
    after = terminal.settings()
    assert after[3] & (termios.ECHO | termios.ICANON) == terminal.before[3] & (termios.ECHO | termios.ICANON)
    # the last word on the alternate screen, the mouse and bracketed paste is that they are off
    for mode in (b"1049", b"2004"):
        on, off = (
            terminal.written.rfind(b"\x1b[?" + mode + b"h"),
            terminal.written.rfind(b"\x1b[?" + mode + b"l"),
        )
        assert on <= off


def test_a_query_typed_ahead_is_not_taken_for_commands(start):
    terminal = start()
    terminal.shows("25 quotes")
    terminal.keys("/roadmap")
    terminal.until(lambda text: "/ roadmap" in text, "the query", patience=5)


def test_each_of_the_keys_that_come_at_once_goes_where_the_one_before_it_led(start):
    terminal = start()
    terminal.shows("25 quotes", "Key points")
    # v, m and d are commands wherever nothing is typed
    terminal.keys("/vdm")
    terminal.until(lambda text: "/ vdm" in text, "the whole word", patience=5)
    terminal.keys("Esc")
    terminal.shows("nothing for vdm")
    terminal.keys("mt?q/dox")
    terminal.until(lambda text: "/ dox" in text, "matrix, help and back, then the word", patience=5)


def test_filtering_by_a_speaker_from_the_list(start):
    terminal = start()
    terminal.shows("25 quotes")
    terminal.keys("s")
    terminal.shows("Lyakhnovich", "Kuznetsov")
    terminal.keys("j", " ")
    terminal.shows("speaker:")


def test_why_this_speaker(start):
    terminal = start()
    terminal.shows("25 quotes")
    terminal.keys(")", "w")
    screen = terminal.shows("Abbas Araghchi", "rule", "confidence")
    assert "mention" in screen
    terminal.keys("Esc")
    terminal.lacks("rule  ")


def test_the_help_names_the_keys(start):
    terminal = start()
    terminal.shows("25 quotes")
    terminal.keys("?")
    terminal.shows("next paragraph", "search as you type")


def test_a_query_error_stands_under_its_place(start):
    terminal = start()
    terminal.shows("25 quotes")
    terminal.keys("/")
    terminal.shows("Esc to the list")
    terminal.keys("spekaer:lukashenko")
    terminal.shows("^^^^^^^^ unknown field")


def test_a_narrow_terminal(start):
    terminal = start(columns=40, rows=12)
    terminal.shows("1/12")
    terminal.keys(")")
    terminal.shows("Araghchi")
    terminal.keys("q")
    assert terminal.ends() == 0


def test_escape_sequences_of_a_file_stay_text(start, tmp_path):
    file = tmp_path / "hostile.txt"
    hostile = "“Clear \x1b]0;stolen\x07 the \x1b[2Jscreen now,” said Jane Roe, and then she left us all.\n"
    file.write_text("A title that steals\n\n" + hostile * 3)
    terminal = start(str(file))
    terminal.shows("Jane Roe")
    assert b"\x1b]0;stolen" not in terminal.written
    terminal.keys("q")
    assert terminal.ends() == 0


def test_a_dumb_terminal_gets_the_overview(start):
    terminal = start(TERM="dumb", columns=100, rows=60)
    terminal.shows("25 quotes", "Masoud Pezeshkian")
    assert terminal.ends() == 0
    assert b"\x1b" not in terminal.written


def test_the_hang_up_of_a_lost_connection_ends_it(start):
    terminal = start()
    terminal.shows("25 quotes")
    terminal.process.terminate()
    terminal.ends()


def test_the_explorer_opens_at_a_place(start):
    terminal = start("open", "qurm2ay")
    terminal.shows("neutralizing")
    terminal.quits()


def test_the_users_own_keys_work_and_stand_in_the_help(start, home):
    config = Path(home["HOME"]) / ".config" / "quoth" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys.everywhere]\noutline = "u"\n', "utf-8")
    terminal = start()
    terminal.shows("25 quotes")
    terminal.keys("u")
    terminal.shows("Food supplies and", "Strong medicine")
    terminal.keys("u")
    terminal.keys("?")
    terminal.shows("next paragraph")
    terminal.keys("G")
    terminal.quits()


def test_every_question_is_one_key_away(start):
    terminal = start(columns=100)
    terminal.shows("25 quotes")
    terminal.keys("/")
    terminal.shows("Esc to the list")
    terminal.keys("sanctions", "Esc")
    terminal.shows("k concordance")
    for key, words in (
        ("k", ("lines", "4-6 sort right", "(heading)")),
        ("d", ("h/l hit", "┊")),
        ("m", ("by section", "narration")),
        ("W", ("of own",)),
    ):
        terminal.keys(key)
        terminal.shows(*words)
        terminal.keys("Esc")
        terminal.shows("k concordance")
    terminal.keys("L")
    terminal.shows("1 article", "t sort")
    terminal.keys("Esc")
    terminal.shows("k concordance")
    terminal.keys(":")
    terminal.shows("Enter do")
    terminal.keys("pezesh")
    terminal.shows("speaker", "Masoud Pezeshkian")
    terminal.keys("Enter")
    terminal.shows("6 quotes", "says more than others")
    terminal.keys("'")
    terminal.shows("Saved searches")
    terminal.quits()


def test_one_comes_back_to_where_one_left(start):
    terminal = start()
    terminal.shows("25 quotes")
    terminal.keys("/")
    terminal.shows("Esc to the list")
    terminal.keys("roadmap")
    terminal.shows("/ roadmap", "hits")
    terminal.keys("Enter")
    terminal.shows("hit 1 of")
    terminal.quits()
    again = start()
    again.shows("/ roadmap", "roadmap")
    again.quits()


def test_control_z_leads_to_the_shell_and_back(start):
    terminal = start()
    terminal.shows("25 quotes")
    terminal.keys("\x1a")
    terminal.until(lambda _: stopped(terminal.process.pid), "the program stopped")
    os.kill(terminal.process.pid, signal.SIGCONT)
    terminal.keys("?")
    terminal.shows("next paragraph")
    terminal.quits()


def stopped(process: int) -> bool:
    with open(f"/proc/{process}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] == "T"
