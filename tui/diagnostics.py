"""What quoth says on standard error, and the exit codes: the only writer of stderr.

One problem is one line: what, where, what to do. Only a query that is not understood takes more,
because it shows the place. Text from outside is made harmless before it is written.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import IntEnum


class ExitCode(IntEnum):
    """What a script learns from a command, the same for all of them."""

    OK = 0
    NOTHING = 1
    USAGE = 2
    INDEX = 3
    PARTIAL = 4
    MISSING_READER = 5
    BUG = 70
    INTERRUPTED = 130
    PIPE_CLOSED = 141


EXIT_CODES: tuple[tuple[ExitCode, str], ...] = (
    (ExitCode.OK, "found, or done"),
    (ExitCode.NOTHING, "nothing found"),
    (ExitCode.USAGE, "the command, the query or a setting is wrong"),
    (ExitCode.INDEX, "the index is missing, locked or unreadable"),
    (ExitCode.PARTIAL, "found or done, but some files could not be read or written"),
    (ExitCode.MISSING_READER, "an optional reader is not installed"),
    (ExitCode.BUG, "a bug in quoth; stderr names the report"),
    (ExitCode.INTERRUPTED, "interrupted"),
    (ExitCode.PIPE_CLOSED, "the reader of the output went away"),
)


class CommandError(Exception):
    """Ends a command with an exit code and one line; `block` lines follow it as they are."""

    def __init__(self, code: ExitCode, message: str, block: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.block = block


class UsageError(CommandError):
    """The command line asks for something that does not exist or does not go together."""

    def __init__(self, message: str) -> None:
        super().__init__(ExitCode.USAGE, message)


def code_of(reasons: Sequence[str], done: bool) -> ExitCode:
    """The exit code of a command whose sources failed for these reasons, each one word.

    Where nothing could be done because nothing that was named exists, the command line is wrong.
    """
    if not reasons:
        return ExitCode.OK
    if set(reasons) == {"missing-reader"}:
        return ExitCode.MISSING_READER
    return ExitCode.USAGE if not done and set(reasons) == {"missing"} else ExitCode.PARTIAL


def report(error: CommandError) -> ExitCode:
    """Write an error and return its exit code."""
    from quoth.corpus.reading import harmless

    if error.block:
        _write(harmless(error.block).rstrip("\n"))
    else:
        say(error.message)
    return error.code


def say(message: str) -> None:
    """Write one line, with the program's name before it."""
    from quoth.corpus.reading import harmless_line

    _write(f"quoth: {harmless_line(message)}")


def note(message: str) -> None:
    """Write one line that is no error, only where somebody sits before it."""
    if stderr_is_terminal():
        say(message)


def stderr_is_terminal() -> bool:
    """Whether standard error is open and a terminal."""
    try:
        return sys.stderr is not None and sys.stderr.isatty()
    except ValueError:
        return False


def _write(line: str) -> None:
    """Write to stderr, which may be closed, full or of a narrow encoding; there is nobody to tell."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    try:
        sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return
