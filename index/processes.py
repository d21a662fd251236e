"""Starting processes whatever stands in the place of standard error."""

from __future__ import annotations

import sys
from contextlib import redirect_stderr
from multiprocessing import resource_tracker


def ready_to_spawn() -> None:
    """Start the tracker that multiprocessing needs, unless it runs already.

    It is given the descriptor of standard error. Whoever draws a whole screen puts something in its
    place that has none, and says -1: then no process could be started.
    """
    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()
