"""Short commands stay short: what they import, read from the modules of the process itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

WRAPPER = """
import json, sys
sys.argv = ["quoth", *sys.argv[1:]]
from quoth.tui.__main__ import main
code = main()
print(json.dumps({"code": code, "imported": sorted(sys.modules)}), file=sys.stderr)
"""

FOREIGN = {"textual", "rich", "whoosh", "numpy", "asyncio", "ssl"}

CORPUS_ONLY = (
    *([name] for name in ("--version", "--help", "quotes", "outline", "speakers", "text")),
    ["quotes", "--format", "csv"],
    [],
)


UNASKED = {
    *("argparse", "gettext", "shutil", "difflib"),
    *("dataclasses", "inspect", "datetime", "calendar", "tomllib", "hashlib", "base64"),
    *("quoth.corpus.language", "quoth.corpus.names", "quoth.corpus.article", "quoth.tui.settings"),
    *("quoth.index.relaying", "quoth.index.build", "quoth.index.suggestions", "quoth.index.concordance"),
}
"""What takes a millisecond and more to import, and a plain search has no use for."""


def imported_by(quoth, *arguments):
    return {name.partition(".")[0] for name in modules_of(quoth, *arguments)}


def modules_of(quoth, *arguments):
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


def test_a_search_imports_nothing_that_it_has_no_use_for(quoth):
    (quoth.folder / "article.txt").write_text("“We are late,” said Jane Roe.\n", "utf-8")
    subprocess.run(
        [sys.executable, "-m", "quoth.tui", "index", "article.txt", "--index", "made"],
        cwd=quoth.folder, env=quoth.environment, check=True,
    )  # fmt: skip
    imported = modules_of(quoth, "search", "late", "--index", "made", "--limit", "3")
    assert not imported & UNASKED
    assert len([name for name in imported if name.startswith("quoth.")]) <= 90


def test_an_update_that_finds_nothing_to_do_imports_neither_readers_nor_writers(quoth):
    (quoth.folder / "article.txt").write_text("“We are late,” said Jane Roe.\n", "utf-8")
    # a file that was only just written may be written to again within the same tick, and would be read again
    os.utime(quoth.folder / "article.txt", (1, 1))
    update = ("index", "article.txt", "--index", "made")
    modules_of(quoth, *update)
    unasked = {"quoth.corpus.article", "quoth.index.writer", "quoth.index.pool", "quoth.index.relaying"}
    found = modules_of(quoth, *update)
    assert found & unasked == set()


def test_the_picker_imports_no_screen(fresh_quoth):
    code = "import sys, quoth.tui.commands.pick; print(*sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=fresh_quoth.environment, check=True, text=True
    )
    assert not {name.partition(".")[0] for name in ended.stdout.split()} & FOREIGN
