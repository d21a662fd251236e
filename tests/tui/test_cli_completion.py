"""Completion scripts and the manual page know what the parsers know."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quoth.tui.cli import COMMANDS, parser_of
from quoth.tui.completion import SHELLS, commands

TRY = """
eval "$SCRIPT"
COMP_LINE=$1; COMP_POINT=${#COMP_LINE}
read -r -a COMP_WORDS <<< "$COMP_LINE"
[[ $COMP_LINE == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_quoth
printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(line, folder):
    answer = subprocess.run(
        ["bash", "--norc", "-c", TRY, "bash", line], capture_output=True, text=True, check=True, cwd=folder,
        env={"SCRIPT": SHELLS["bash"](), "PATH": "/usr/bin:/bin"}, timeout=60,
    )  # fmt: skip
    assert answer.stderr == ""
    return answer.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("quoth sea", {"search"}),
        ("quoth search --form", {"--format"}),
        ("quoth search --format js", {"json", "jsonl"}),
        ("quoth matrix --by ", {"section", "article", "month"}),
        ("quoth search spea", {"speaker:"}),
        ("quoth search bread is:sus", {"is:suspect"}),
        ("quoth config ch", {"check"}),
        ("quoth completion z", {"zsh"}),
        ("quoth quotes bre", {"bread.txt"}),
        ("quoth search --index bre", {"bread.txt"}),
        ("quoth search --limit ", set()),
    ],
)
def test_bash_offers_what_can_stand_there(tmp_path, line, offered):
    (tmp_path / "bread.txt").write_text("", "utf-8")
    found = set(completed(line, tmp_path))
    if "is:" in line:
        found = {f"is:{word}" if not word.startswith("is:") else word for word in found}
    assert found == offered


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_in_every_script(shell):
    script = SHELLS[shell]()
    for command in commands():
        assert command.name in script
        for option in command.options:
            for name in option.names:
                bare = (
                    name
                    if shell != "fish"
                    else f"-l {name[2:]}"
                    if name.startswith("--")
                    else f"-s {name[1:]}"
                )
                assert bare in script


@pytest.mark.parametrize("shell", [shell for shell in SHELLS if shutil.which(shell)])
def test_a_shell_that_is_here_can_read_its_script(shell):
    subprocess.run([shell, "-n"], input=SHELLS[shell]().encode(), check=True, timeout=60)


def test_another_shell_is_refused(fresh_quoth):
    assert fresh_quoth("completion", "bash").out == SHELLS["bash"]()
    for arguments in ([], ["tcsh"], ["bash", "zsh"]):
        answer = fresh_quoth("completion", *arguments)
        assert answer.code == 2
        assert "one of: bash, zsh, fish" in answer.complaint


def test_the_manual_page_tells_of_everything():
    script = Path(__file__).parents[2] / "tools" / "man_page.py"
    page = subprocess.run([sys.executable, script], capture_output=True, check=True, timeout=60).stdout
    text = page.decode("ascii").replace("\\-", "-")
    for name in COMMANDS:
        assert f'.SS "quoth {name}"' in text
        for action in parser_of(name).full()._actions:
            assert all(option in text for option in action.option_strings)
    for line in text.splitlines():
        # a request begins with a dot; nothing else of ours may
        assert not line.startswith("'")
        assert not line.startswith(".") or line.split()[0] in {
            ".TH", ".SH", ".SS", ".TP", ".B", ".br", ".PP", ".nf", ".fi",
        }  # fmt: skip
