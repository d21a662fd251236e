"""Bad input gets one clear line on stderr and the right exit code; what is good is still answered."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys

import pytest

from quoth.tui.diagnostics import ExitCode

GOOD = (
    "A word on prices\n\n“Bread is dear,” said Jane Roe. “It was cheap once.” The baker was silent all day.\n"
)
PLAIN = "Nothing is quoted here. Nobody speaks, and there is no heading over any of this.\n"
HOSTILE = (
    "A title with \x1b]0;stolen\x07 in it\n\n"
    "“Clear \x1b[2J the \x9b31m screen \u202e now,” said Jane\x1b[5m Roe, and went home to have her supper.\n"
) * 3

READERS = (["quotes"], ["outline"], ["speakers"], ["text"], [])
"""The commands that take files; the last is ``quoth FILE`` itself."""


@pytest.mark.parametrize("command", READERS, ids=lambda c: " ".join(c) or "quoth")
def test_a_file_that_does_not_exist(quoth, command):
    answer = quoth(*command, "missing.txt")
    assert answer.code == ExitCode.USAGE
    assert answer.complaint.startswith("quoth: missing.txt: ")
    assert not answer.out


def test_one_missing_file_among_others(quoth):
    quoth.file("good.txt", GOOD)
    answer = quoth("quotes", "good.txt", "missing.txt", "--format", "jsonl")
    assert answer.code == ExitCode.PARTIAL
    assert "missing.txt" in answer.complaint
    assert [json.loads(line)["text"] for line in answer.out.splitlines()]


@pytest.mark.parametrize("command", [["search", "bread"], ["kwic", "bread"]], ids=" ".join)
def test_a_query_searches_all_that_is_named_or_nothing(quoth, command):
    quoth.file("good.txt", GOOD)
    answer = quoth(*command, "--in", "good.txt", "--in", "missing.txt")
    assert (answer.code, answer.out) == (ExitCode.USAGE, "")
    assert "missing.txt" in answer.complaint


@pytest.mark.parametrize(
    "arguments",
    [
        ["cite", ""],
        ["show", " "],
        ["open", ""],
        ["corrections", "--undo", ""],
        ["correct", "q", "--merge", ""],
    ],
)
def test_an_id_without_a_letter_is_none(fresh_quoth, arguments):
    answer = fresh_quoth(*arguments)
    assert answer.code == ExitCode.USAGE
    assert answer.complaint.startswith("quoth: an empty id;")


@pytest.mark.parametrize("command", READERS, ids=lambda c: " ".join(c) or "quoth")
def test_a_folder_without_texts_is_told_which_files_count(quoth, command):
    quoth.file("folder/picture.png", b"\x89PNG")
    answer = quoth(*command, "folder")
    assert answer.code == ExitCode.NOTHING
    assert "folder: no texts in this folder" in answer.complaint
    assert ".txt" in answer.complaint
    assert ".md" in answer.complaint


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x00\x01\x02\x03" * 400, "control bytes"),
        (b"", "no text"),
        (b" \n\t\n", "no text"),
    ],
    ids=["binary", "empty", "blank"],
)
def test_a_file_that_is_no_text(quoth, content, reason):
    quoth.file("odd.txt", content)
    answer = quoth("quotes", "odd.txt")
    assert answer.code == ExitCode.PARTIAL
    assert answer.complaint.startswith("quoth: odd.txt: ")
    assert reason in answer.complaint


def test_a_pipe_that_nobody_writes_to_does_not_hang(quoth):
    os.mkfifo(quoth.folder / "pipe.txt")
    answer = quoth("quotes", "pipe.txt")
    assert answer.code == ExitCode.PARTIAL
    assert "no regular file" in answer.complaint


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(quoth):
    quoth.file("secret.txt", GOOD).chmod(0)
    answer = quoth("quotes", "secret.txt")
    assert answer.code == ExitCode.PARTIAL
    assert "permission denied" in answer.complaint


def test_fifty_megabytes_in_one_file_are_refused_with_the_limit(quoth):
    with open(quoth.folder / "huge.txt", "wb") as file:
        file.truncate(50_000_000)
    answer = quoth("quotes", "huge.txt")
    assert answer.code == ExitCode.PARTIAL
    assert "50.0 MB, over the limit of" in answer.complaint


def test_fifty_megabytes_on_standard_input_are_refused_too(quoth):
    answer = quoth("quotes", "-", stdin=b"word " * 10_000_000)
    assert answer.code == ExitCode.PARTIAL
    assert "over the limit of" in answer.complaint


def test_a_text_without_quotes_or_headings_is_an_article_all_the_same(quoth):
    quoth.file("plain.txt", PLAIN)
    assert quoth("quotes", "plain.txt").code == ExitCode.NOTHING
    overview = quoth("plain.txt")
    assert overview.code == ExitCode.OK
    assert "no quotes found in this text; 1 paragraphs are searchable" in overview.out
    outline = quoth("outline", "plain.txt", "--format", "json")
    assert [section["heading"] for section in json.loads(outline.out)["sections"]] == [None]


STEERING = set(map(chr, [*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x202E, 0x2028, 0x2029]))


@pytest.mark.parametrize("form", ["text", "jsonl", "json", "csv", "tsv", "md"])
@pytest.mark.parametrize("command", ["quotes", "outline", "speakers"])
def test_control_characters_in_a_text_stop_before_the_output(quoth, command, form):
    quoth.file("hostile.txt", HOSTILE)
    answer = quoth(command, "hostile.txt", "--format", form)
    assert answer.code in (ExitCode.OK, ExitCode.NOTHING)
    assert not STEERING & set(answer.out.replace("\t", " "))


def test_control_characters_in_a_file_name_stop_too(quoth):
    quoth.file("a\x1b[2Jb\nc.txt", GOOD)
    for form in ("text", "jsonl", "csv", "md"):
        assert not STEERING & set(quoth("quotes", "a\x1b[2Jb\nc.txt", "--format", form).out)
    missing = quoth("quotes", "gone\x1b[2J\n.txt")
    assert not STEERING & set(missing.complaint)


def test_a_file_name_that_is_not_utf_8(quoth):
    name = os.fsdecode(b"caf\xe9.txt")
    quoth.file(name, GOOD)
    answer = quoth("outline", name, "--format", "json")
    assert answer.code == ExitCode.OK
    assert json.loads(answer.out)["source"]


def test_what_is_typed_wrongly_is_told_apart(quoth):
    assert "did you mean 'quoth search'?" in quoth("serach", "x").complaint
    assert "no such file or folder" in quoth("folder/x").complaint
    assert "--limit" in quoth("search", "x", "--limt", "3").complaint
    assert "name an id" in quoth("show").complaint
    assert quoth("show").code == ExitCode.USAGE


def test_a_file_called_like_a_command_opens_with_its_folder(quoth):
    quoth.file("outline", GOOD)
    assert "A word on prices" in quoth("./outline").out


def test_an_id_that_nothing_has(quoth):
    quoth.file("good.txt", GOOD)
    answer = quoth("show", "qzzzzzz", "--in", "good.txt")
    assert answer.code == ExitCode.NOTHING
    assert "qzzzzzz: no such id" in answer.complaint


def test_an_id_that_several_things_have(quoth):
    quoth.file("good.txt", GOOD)
    answer = quoth("show", "q", "--in", "good.txt")
    assert answer.code == ExitCode.USAGE
    assert re.search(r"q: names \d things, write more of it: .*:q", answer.complaint)


def test_a_reader_that_goes_away_ends_the_command_quietly(quoth):
    quoth.file("long.txt", GOOD * 20_000)
    process = quoth.start("text", "long.txt", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.read(1)
    process.stdout.close()
    assert process.wait(60) == ExitCode.PIPE_CLOSED
    assert process.stderr.read() == b""
    process.stderr.close()


INTERRUPTED = """
import signal, sys
from quoth.tui import sources
from quoth.tui.__main__ import main
sources.read_stdin = lambda settings: signal.raise_signal(signal.SIGINT)
sys.argv = ["quoth", "quotes", "-"]
sys.exit(main())
"""


def test_interrupting_ends_the_command_quietly(quoth):
    ended = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        capture_output=True,
        env=quoth.environment,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (ExitCode.INTERRUPTED, b"", b"")


def test_a_full_disk_under_standard_output(quoth):
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    quoth.file("good.txt", GOOD)
    with open("/dev/full", "wb") as full:
        process = quoth.start("text", "good.txt", stdout=full, stderr=subprocess.PIPE)
        _, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.PARTIAL
    assert err == b"quoth: cannot write the output: No space left on device\n"


def test_standard_output_that_is_closed(quoth):
    quoth.file("good.txt", GOOD)
    process = quoth.start(
        "text", "good.txt", stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1), close_fds=False
    )
    _, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.PARTIAL
    assert b"standard output is closed" in err


def test_standard_error_that_is_closed_changes_no_exit_code(quoth):
    process = quoth.start("text", "missing.txt", preexec_fn=lambda: os.close(2), close_fds=False)
    assert process.wait(60) == ExitCode.USAGE


def no_room() -> None:
    """Lets a process write no file longer than 20 kB, as a full disk would not."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
