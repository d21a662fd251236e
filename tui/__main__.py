"""Starts quoth: ``python -m quoth.tui`` is the same as ``quoth``."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

_GARBAGE = (20_000, 20, 20)
"""New objects between two searches for cycles: importing makes many, and all of them stay."""


def main() -> int:
    """Run the command line and return its exit code; nothing ends in a traceback."""
    gc.set_threshold(*_GARBAGE)
    from quoth.tui.diagnostics import CommandError, ExitCode, report

    try:
        from quoth.tui.cli import run

        return int(run(sys.argv[1:]))
    except CommandError as error:
        return int(report(error))
    except SystemExit as end:  # argparse, after --help
        return end.code if isinstance(end.code, int) else int(ExitCode.OK)
    except BrokenPipeError:
        return int(ExitCode.PIPE_CLOSED)
    except KeyboardInterrupt:
        return int(ExitCode.INTERRUPTED)
    except Exception as error:
        from quoth.tui.crash import report_crash

        return int(report_crash(error, sys.argv[1:], os.environ))


def start() -> int:
    """Run the command line as a process of its own: ends it where nothing is left that an end would wait for.

    Taking the interpreter apart, object by object, takes as long as a search does.
    """
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    if "threading" not in sys.modules:
        os._exit(code)
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(start())
