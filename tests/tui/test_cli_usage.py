"""What is said when a command line makes no sense: one line, with the way out, and exit code 2."""

from __future__ import annotations

import re
import shlex
from importlib.metadata import version
from itertools import groupby

import pytest

from quoth.tui.cli import BROWSE, COMMANDS, parser_of, run
from quoth.tui.diagnostics import EXIT_CODES, ExitCode, UsageError, code_of
from quoth.tui.version import VERSION


def test_exit_codes_are_what_scripts_rely_on() -> None:
    assert {code.name: code.value for code in ExitCode} == {
        "OK": 0,
        "NOTHING": 1,
        "USAGE": 2,
        "INDEX": 3,
        "PARTIAL": 4,
        "MISSING_READER": 5,
        "BUG": 70,
        "INTERRUPTED": 130,
        "PIPE_CLOSED": 141,
    }
    assert [code for code, _ in EXIT_CODES] == list(ExitCode)


@pytest.mark.parametrize(
    ("reasons", "done", "code"),
    [
        ([], True, ExitCode.OK),
        (["missing"], False, ExitCode.USAGE),
        (["missing"], True, ExitCode.PARTIAL),
        (["missing", "binary"], False, ExitCode.PARTIAL),
        (["binary"], False, ExitCode.PARTIAL),
        (["missing-reader"], False, ExitCode.MISSING_READER),
        (["missing-reader", "binary"], True, ExitCode.PARTIAL),
    ],
)
def test_the_exit_code_of_files_that_failed(reasons: list[str], done: bool, code: ExitCode) -> None:
    assert code_of(reasons, done) == code


@pytest.mark.parametrize("name", [*COMMANDS, BROWSE])
def test_every_help_teaches_by_examples_and_names_the_exit_codes(name: str) -> None:
    text = parser_of(name).format_help()
    examples = [line for line in text.splitlines() if line.startswith("  ") and "quoth" in line.split("#")[0]]
    assert len(examples) >= 2
    told = " ".join(text.split())
    assert all(f" {code.value} {meaning}" in told for code, meaning in EXIT_CODES)
    assert all(len(line) <= 80 for line in text.splitlines())


@pytest.mark.parametrize(
    ("command", "arguments", "message"),
    [
        ("search", ["--lmit", "3", "x"], "unknown option --lmit; did you mean --limit?"),
        ("search", ["x", "--limit", "many"], "--limit: 'many' is not a whole number"),
        ("search", ["x", "--limit", "-1"], "--limit: -1 is less than 0"),
        ("search", ["x", "--form", "csv"], "unknown option --form; did you mean --format?"),
        ("search", ["--nosuch", "x"], "unknown option --nosuch; see 'quoth search --help'"),
        (BROWSE, ["--nosuch"], "unknown option --nosuch; see 'quoth --help'"),
        (BROWSE, ["--frmt"], "did you mean --format? it goes after a command"),
        (BROWSE, ["--asci"], "did you mean --ascii?"),
        ("search", ["-budget"], "a query that begins with '-' goes after '--': quoth search -- -budget"),
        ("quotes", ["--format", "xml"], "--format: invalid choice: 'xml'"),
        ("check", ["something"], "quoth check takes no argument 'something'"),
        ("index", ["--lock-wait", "soon"], "--lock-wait: 'soon' is not a number of seconds"),
    ],
)
def test_wrong_options(command: str, arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError) as error:
        parser_of(command).parse(arguments)
    assert message in error.value.message
    assert "\n" not in error.value.message


@pytest.mark.parametrize(
    ("arguments", "right"),
    [
        (["--index", "my index", "search", "tax"], "quoth search --index 'my index' tax"),
        (["--format", "csv", "quotes"], "quoth quotes --format csv"),
    ],
)
def test_a_command_behind_its_options_is_told_where_they_go(arguments: list[str], right: str) -> None:
    with pytest.raises(UsageError) as error:
        run(arguments)
    assert error.value.message == f"options go after the command: {right}"


def test_options_stand_anywhere_and_after_two_hyphens_everything_is_a_word() -> None:
    options = parser_of("search").parse(["one", "--limit", "3", "two", "--", "-three", "--four"])
    assert options.query == ["one", "two", "-three", "--four"]
    assert options.limit == 3


def test_a_query_in_one_word_with_blanks_may_begin_with_a_hyphen() -> None:
    assert parser_of("search").parse(["-budget tax"]).query == ["-budget tax"]


def test_the_version_is_that_of_the_distribution() -> None:
    assert version("quoth") == VERSION


def _examples() -> list[tuple[str, list[str]]]:
    """Every call of quoth in the examples of every help, without what follows it in a pipe."""
    found = []
    for name in [*COMMANDS, BROWSE]:
        lines = parser_of(name).format_help().partition("examples:\n")[2].partition("\n\n")[0].splitlines()
        for line in lines:
            call_only = re.sub(r"\s{2,}[^'\"]*$", "", line.strip())
            lexer = shlex.shlex(call_only, posix=True, punctuation_chars=True)
            lexer.whitespace_split = True
            for ends, words in groupby(lexer, lambda word: set(word) <= set(";|&<>()")):
                call = list(words)
                while not ends and "quoth" in call:
                    call = call[call.index("quoth") + 1 :]
                    found.append((name, [word for word in call if word != "…"]))
    return found


@pytest.mark.parametrize(("name", "words"), _examples())
def test_every_example_of_every_help_is_understood(name: str, words: list[str]) -> None:
    command, arguments = (words[0], words[1:]) if words and words[0] in COMMANDS else (BROWSE, words)
    parser_of(command).parse(arguments)
