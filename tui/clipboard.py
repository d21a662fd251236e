"""Text to the clipboard of the terminal that the user sits at, also over SSH and inside tmux."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable, Mapping

from quoth.tui.cells import clean

OSC52_LIMIT = 74_994
"""The most bytes that go into one OSC 52: xterm's buffer ends at 100,000 in base64."""

Run = Callable[[list[str], bytes], bool]


def run_quietly(command: list[str], data: bytes) -> bool:
    """Run a command with `data` on its standard input; whether it ended well within two seconds."""
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def copy(text: str, environ: Mapping[str, str], write: Callable[[str], None], run: Run = run_quietly) -> str:
    """Copy `text` and say in a few words which way it went.

    Inside tmux through ``load-buffer -w`` (tmux does not pass an application's own OSC 52 on by
    default, tmux(1) set-clipboard), elsewhere as OSC 52 written to the terminal, which never
    answers: whether it obeyed cannot be known, and the words say so.
    """
    data = "\n".join(clean(line) for line in text.split("\n")).encode("utf-8", "replace")
    if environ.get("TMUX") and run(["tmux", "load-buffer", "-w", "-"], data):
        return "copied to tmux and its terminal (tmux load-buffer -w)"
    if len(data) > OSC52_LIMIT:
        return f"not copied: {len(data):,} bytes are more than a terminal takes ({OSC52_LIMIT:,})"
    write(f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07")
    return "sent to the terminal’s clipboard (OSC 52; some terminals ask or refuse)"
