"""Short commands stay short: what they import, read from the modules of the process itself."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

WRAPPER = """
import json, sys
sys.argv = ["quoth", *sys.argv[1:]]
from quoth.tui.__main__ import main
code = main()
roots = {name.partition(".")[0] for name in sys.modules}
print(json.dumps({"code": code, "imported": sorted(roots)}), file=sys.stderr)
"""

FOREIGN = {"textual", "rich", "whoosh", "numpy", "asyncio", "ssl"}

CORPUS_ONLY = (
    *([name] for name in ("--version", "--help", "quotes", "outline", "speakers", "text")),
    ["quotes", "--format", "csv"],
    [],
)


def imported_by(quoth, *arguments):
    ended = subprocess.run(
        [sys.executable, "-c", WRAPPER, *arguments],
        capture_output=True, cwd=quoth.folder, env=quoth.environment, timeout=60, check=True, text=True,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    told = json.loads(ended.stderr.splitlines()[-1])
    assert told["code"] == 0, ended.stderr
    return set(told["imported"])


@pytest.mark.parametrize("arguments", CORPUS_ONLY, ids=lambda a: " ".join(a) or "quoth")
def test_commands_that_only_read_texts_import_no_index_and_no_screen(fresh_quoth, arguments):
    assert not imported_by(fresh_quoth, *arguments) & FOREIGN


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "sanctions"],
        ["search", "sanctions", "--format", "text"],
        ["kwic", "sanctions"],
        ["who", "sanctions"],
        ["matrix"],
        ["dispersion", "sanctions"],
        ["profile", "pezeshkian"],
        ["compare", "lukashenko", "pezeshkian"],
        ["articles"],
        ["info"],
    ],
    ids=" ".join,
)
def test_commands_that_ask_the_index_import_no_screen_and_no_whoosh(fresh_quoth, arguments):
    # the first that is asked makes the index of the bundled article
    imported_by(fresh_quoth, "info")
    assert not imported_by(fresh_quoth, *arguments) & FOREIGN


def test_the_picker_imports_no_screen(fresh_quoth):
    code = "import sys, quoth.tui.commands.pick; print(*sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=fresh_quoth.environment, check=True, text=True
    )
    assert not {name.partition(".")[0] for name in ended.stdout.split()} & FOREIGN
