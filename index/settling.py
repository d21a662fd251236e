"""Bringing the layout of an index up to date with what the user says and with who is in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.index.laying import is_settled
from quoth.index.store import current

if TYPE_CHECKING:
    from pathlib import Path

    from quoth.corpus.overlay import Overlay


def settle(path: Path, overlay: Overlay, *, lock_wait: float = 0.0) -> tuple[str, ...]:
    """Lays out anew the articles that a change of `overlay` or of the library affects; returns their ids.

    No text is read: the index keeps its articles as they were parsed. Like a build it makes a whole new
    generation, or none. Costs next to nothing where nothing has changed. Raises IndexProblem.
    """
    if is_settled(current(path), overlay):
        return ()
    # not imported by commands that only look whether anything has changed
    from quoth.index.relaying import relay

    return relay(path, overlay, lock_wait)
