"""The command line as a fixture: a process with an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quoth.corpus.values import dataclass

TIMEOUT = 60


@dataclass(frozen=True)
class Answer:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on stderr; fails where there are more or none."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


@dataclass(frozen=True)
class CommandLine:
    """Runs quoth in `folder`, with settings and caches in folders that only this test has."""

    folder: Path
    environment: dict[str, str]

    def __call__(self, *arguments: str | os.PathLike[str], stdin: bytes = b"", **changes: str) -> Answer:
        ended = subprocess.run(
            self.command(*arguments),
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.environment | changes,
            timeout=TIMEOUT,
            check=False,
        )
        return Answer(ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8"))

    @staticmethod
    def command(*arguments: str | os.PathLike[str]) -> list[str]:
        """The command as a list of words."""
        return [sys.executable, "-m", "quoth.tui", *map(os.fspath, arguments)]

    def start(self, *arguments: str | os.PathLike[str], **options: Any) -> subprocess.Popen[bytes]:
        """The command as a running process."""
        return subprocess.Popen(self.command(*arguments), cwd=self.folder, env=self.environment, **options)

    def file(self, name: str, text: str | bytes) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path


def environment_in(folder: Path) -> dict[str, str]:
    """An environment whose home is empty."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "PYTHONPATH") if name in os.environ}
    homes = {
        "HOME": folder,
        "XDG_CACHE_HOME": folder / "cache",
        "XDG_STATE_HOME": folder / "state",
        "XDG_CONFIG_HOME": folder / "config",
        "XDG_DATA_HOME": folder / "data",
    }
    return kept | {name: str(path) for name, path in homes.items()} | {"TERM": "xterm-256color"}


@pytest.fixture
def quoth(tmp_path: Path) -> CommandLine:
    """The command line on a machine that never saw quoth before."""
    work = tmp_path / "work"
    home = tmp_path / "home"
    work.mkdir()
    home.mkdir()
    return CommandLine(work, environment_in(home))


@pytest.fixture(scope="session")
def fresh_quoth(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """The same for tests that only read: the bundled article's index is made once for all of them."""
    home: Path = tmp_path_factory.mktemp("home")
    return CommandLine(tmp_path_factory.mktemp("work"), environment_in(home))


Runner = Callable[..., Answer]
