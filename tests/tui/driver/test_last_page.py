"""The page on which a reader left stands again at the next start, before anything is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quoth.tui.driver import last_page
from quoth.tui.driver.first_page import Piece

LIBRARY = ["/somewhere/a b.txt", "/x"]
PIECES = [Piece(0, 0, "the mill"), Piece(3, 1, "漢字 x\u0301", "1;38;5;4"), Piece(0, 2, "last row")]


def stored(path: Path) -> str:
    file = last_page.page_file({"XDG_STATE_HOME": str(path)}, LIBRARY)
    last_page.keep(file, LIBRARY, (20, 3), PIECES)
    return file


def test_it_comes_back_but_for_the_row_that_tells_the_keys(tmp_path: Path) -> None:
    assert last_page.kept(stored(tmp_path), LIBRARY, (20, 3), []) == tuple(PIECES[:2])


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    assert os.stat(stored(tmp_path)).st_mode & 0o077 == 0


@pytest.mark.parametrize(("library", "size"), [(["/other"], (20, 3)), (LIBRARY, (21, 3))])
def test_of_another_library_or_size_it_is_not_shown(
    library: list[str], size: tuple[int, int], tmp_path: Path
) -> None:
    assert last_page.kept(stored(tmp_path), library, size, []) == ()


def test_when_the_text_has_changed_since_it_is_not_shown(tmp_path: Path) -> None:
    file, text = stored(tmp_path), tmp_path / "a.txt"
    text.write_text("new")
    os.utime(text, ns=(0, os.stat(file).st_mtime_ns - 1))
    assert last_page.kept(file, LIBRARY, (20, 3), [str(text)])
    os.utime(text, ns=(0, os.stat(file).st_mtime_ns + 1))
    assert last_page.kept(file, LIBRARY, (20, 3), [str(text)]) == ()
    assert last_page.kept(file, LIBRARY, (20, 3), [str(tmp_path / "gone")]) == ()


@pytest.mark.parametrize("damage", ["", "nonsense", "quoth page 1\n", "\0\xff\n" * 5])
def test_a_damaged_file_is_done_without(damage: str, tmp_path: Path) -> None:
    file = stored(tmp_path)
    Path(file).write_text(damage, "latin-1")
    assert last_page.kept(file, LIBRARY, (20, 3), []) == ()


def test_styles_are_numbers_and_nothing_else(tmp_path: Path) -> None:
    file = stored(tmp_path)
    Path(file).write_text(Path(file).read_text().replace("1;38;5;4", "1m\x1b[2J"))
    assert last_page.kept(file, LIBRARY, (20, 3), []) == ()


def test_it_loads_little() -> None:
    code = (
        "import sys, quoth.tui.driver.last_page\n"
        "print(sorted({'textual', 'rich', 'asyncio', 'dataclasses', 'json', 'hashlib'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


ARTICLE = "A title that is long enough to be one\n\n" + "“It is early,” said Ann Moe, the miller.\n\n" * 60


@pytest.mark.parametrize("what", ["one text", "a folder", "the bundled article"])
def test_the_real_program_shows_the_page_that_was_left(what: str, terminal: Any, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(ARTICLE)
    paths = {"one text": ["texts/a.txt"], "a folder": ["texts"], "the bundled article": []}[what]
    environment = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "quoth.tui", *(str(tmp_path / path) for path in paths)]

    def started() -> Any:
        program = terminal(command, environment=environment)
        program.until(lambda: "search" in program.emulator.text().splitlines()[-1])
        program.settle(0.5)
        return program

    program = started()
    program.send("\x1b[6~\x1b[6~")
    program.settle(0.5)
    left = program.emulator.text().split("\n")
    program.send("q")
    assert program.end() == 0

    program = terminal(command, environment=environment)
    program.until(lambda: program.emulator.text().strip() != "")
    # typed before the app is there: it searches all the same
    program.send("/")
    program.settle(0.03)
    first = program.emulator.text().split("\n")
    assert first[-1] == ""
    assert first[:-1] == left[:-1]
    program.until(lambda: "Esc to the list" in program.emulator.text().splitlines()[-1])
    program.send("\x1b")
    program.until(lambda: "search" in program.emulator.text().splitlines()[-1])
    program.settle(0.5)
    assert program.emulator.text().split("\n") == left
