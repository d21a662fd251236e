"""The only writer of standard output.

Results are bytes in UTF-8, so that a script gets the same from every locale; only a terminal gets
its own encoding. Writing is buffered and flushed once, so a long listing costs few system calls.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable

from quoth.tui.diagnostics import CommandError, ExitCode
from quoth.tui.driver.safety import ascii_rule, drawn_in_ascii, encodable
from quoth.tui.terminal import is_terminal

_CHUNK = 64 * 1024


def write(pieces: Iterable[str]) -> None:
    """Write text to standard output, piece by piece as it comes.

    Raises BrokenPipeError when the reader has gone, CommandError when the disk is full.
    """
    if sys.stdout is None:
        raise CommandError(ExitCode.PARTIAL, "cannot write the output: standard output is closed")
    terminal = is_terminal(sys.stdout)
    encoding = (sys.stdout.encoding or "utf-8") if terminal else "utf-8"
    errors = "replace" if terminal else "surrogateescape"
    shown = _for_terminal(encoding.lower().replace("_", "-")) if terminal else str
    stream = sys.stdout.buffer
    waiting = bytearray()
    try:
        for piece in pieces:
            waiting += _encoded(shown(piece), encoding, errors)
            if terminal or len(waiting) >= _CHUNK:
                stream.write(waiting)
                stream.flush()
                waiting.clear()
        stream.write(waiting)
        stream.flush()
    except BrokenPipeError:
        forget_stdout()
        raise
    except OSError as error:
        forget_stdout()
        raise CommandError(ExitCode.PARTIAL, f"cannot write the output: {error.strerror or error}") from None


def _for_terminal(encoding: str) -> Callable[[str], str]:
    """What makes a piece of text showable on a terminal: stand-ins for what it has not."""
    encoding = "utf-8" if encoding == "utf8" else encoding
    given = os.environ.get("QUOTH_ASCII", "")
    in_ascii = given == "on" if given else ascii_rule(os.environ, encoding)[0]

    def shown(piece: str) -> str:
        return encodable(drawn_in_ascii(piece) if in_ascii else piece, encoding)

    return shown


def _encoded(piece: str, encoding: str, errors: str) -> bytes:
    try:
        return piece.encode(encoding, errors)
    except UnicodeEncodeError:
        return piece.encode(encoding, "replace")


def forget_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's last flush cannot fail aloud."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError):
        return
