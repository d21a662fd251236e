"""``quoth completion``: what a shell needs to complete commands, options, their values and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.tui import output
from quoth.tui.diagnostics import ExitCode, UsageError

if TYPE_CHECKING:
    import argparse

    from quoth.tui.parser import CommandParser

USAGE = "bash|zsh|fish"
WORDS = "shells"
EXAMPLES = """\
examples:
  eval "$(quoth completion bash)"          in ~/.bashrc
  quoth completion zsh > ~/.zfunc/_quoth   with ~/.zfunc in fpath
  quoth completion fish > ~/.config/fish/completions/quoth.fish

Commands, options, the values they take, files, and in queries the fields with
their values are completed; quoth itself is not run for it."""


def add_options(parser: CommandParser) -> None:
    """Declare the options."""


def run(options: argparse.Namespace) -> ExitCode:
    """Print the script for one shell."""
    from quoth.tui.completion import SHELLS

    if len(options.shells) != 1 or options.shells[0] not in SHELLS:
        raise UsageError(f"completion for which shell? one of: {', '.join(SHELLS)}")
    output.write([SHELLS[options.shells[0]]()])
    return ExitCode.OK
