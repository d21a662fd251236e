"""A text given to a command of the user's, and what the command answered. No shell reads the command."""

from __future__ import annotations

import os
import re
import select
import shlex
import signal
import subprocess
import tempfile
import time
from contextlib import suppress

from quoth.corpus.values import dataclass
from quoth.tui.harmless_text import clean

SECONDS = 20.0
"""After that long a command is ended."""
MOST_BYTES = 1_000_000
"""What a command says beyond that is left out, and the command ended."""

_STYLES = re.compile(r"\x1b\[[0-9;:]*m")


class PipeProblem(Exception):
    """The command could not be run; the words say why."""


@dataclass(frozen=True, slots=True)
class Piped:
    """What a command said, on standard output and error as it came, and how it ended."""

    command: str
    lines: tuple[str, ...]
    end: str

    @property
    def summary(self) -> str:
        """How it ended and how much it said, in a few words."""
        count = len(self.lines)
        return f"{self.end} · {count:,} line{'' if count == 1 else 's'}"


def pipe(text: str, command: str, *, seconds: float = SECONDS, most: int = MOST_BYTES) -> Piped:
    """Give a text to a command on its standard input. Raises PipeProblem.

    The command is parted into words as a shell would (`shlex`); no shell reads it, and nothing is expanded.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise PipeProblem(f"{command}: {error}") from None
    if not words:
        raise PipeProblem("no command")
    # a file and no pipe: a command that reads nothing, or late, holds nothing up
    with tempfile.TemporaryFile() as given:
        given.write(text.encode("utf-8", "replace"))
        given.seek(0)
        try:
            running = subprocess.Popen(
                words,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise PipeProblem(f"{words[0]}: {error.strerror or error}") from None
    said, ended = _said(running, time.monotonic() + seconds, most)
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    status = running.wait()
    if ended == "silent":
        end = f"exit code {status}" if status >= 0 else f"ended by signal {-status}"
    else:
        end = f"ended after {seconds:.0f} s" if ended == "late" else f"ended after {most:,} bytes"
    lines = _STYLES.sub("", said.decode("utf-8", "replace")).splitlines()
    return Piped(command.strip(), tuple(clean(line.expandtabs()) for line in lines), end)


def _said(running: subprocess.Popen[bytes], until: float, most: int) -> tuple[bytes, str]:
    """What a command says, and why no more is read: it is silent, late, or said too much."""
    assert running.stdout is not None
    said = bytearray()
    with running.stdout as stream:
        while len(said) <= most:
            left = until - time.monotonic()
            if left <= 0 or not select.select([stream], [], [], left)[0]:
                return bytes(said), "late"
            data = os.read(stream.fileno(), 65536)
            if not data:
                # it may have closed its output and go on
                with suppress(subprocess.TimeoutExpired):
                    running.wait(max(until - time.monotonic(), 0.0))
                return bytes(said), "silent" if running.poll() is not None else "late"
            said += data
    return bytes(said[:most]), "much"
