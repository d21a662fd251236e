"""The README says what is true of the program that stands beside it."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from quoth.tui.actions import key_table_markdown
from quoth.tui.cli import COMMANDS as KNOWN
from quoth.tui.cli import parser_of

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text("utf-8")
LINES = re.findall(r"^quoth (\w+ .*?)(?:\s+#.*)?$", README, re.MULTILINE)


def between(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n(.*?)<!-- end -->", README, re.DOTALL)
    assert found
    return found[1].strip()


def test_the_key_table_is_the_one_of_the_explorer() -> None:
    assert between("keys") == key_table_markdown().strip()


def test_there_are_two_commands_for_all_the_set_up() -> None:
    for mark in ("run command", "test command"):
        assert len(between(mark).strip("`").removeprefix("sh").strip().splitlines()) == 1


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith("COMMAND")])
def test_every_command_line_of_it_is_understood(line: str) -> None:
    command, *rest = shlex.split(line)
    if command in KNOWN:
        parser_of(command).parse(rest)


def test_every_command_is_shown_or_named() -> None:
    shown = {line.split()[0] for line in LINES}
    missing = [name for name in KNOWN if name not in shown and f"quoth {name}" not in README]
    assert not missing


def test_what_is_of_the_bundled_article_stands_before_there_is_an_index() -> None:
    """Until a folder is indexed, what is not named is the bundled article; from then on, the index."""
    before, _, after = README.partition("\nquoth index ")
    shown = re.compile(r"^quoth show 7dp2c5ubik:\w+", re.MULTILINE)
    assert shown.search(before)
    assert not shown.search(after)


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.match(r"[\w-]+", requirement)
        assert name
        assert f"| [{name[0]}]" in README
