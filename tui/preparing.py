"""How far an index has come that is made while the explorer is on screen."""

from __future__ import annotations

from quoth.tui.counts import plural


class Preparation:
    """Told by the thread that builds, read by the screen: one assignment each, so that no lock is needed."""

    def __init__(self) -> None:
        self._at: tuple[int, int] | None = None

    def advance(self, done: int, total: int, _source: str) -> None:
        """`done` of `total` files have been read."""
        self._at = (done, total)

    @property
    def words(self) -> str:
        """What is being done, in a few words; blank where nothing was begun."""
        if self._at is None:
            return ""
        done, total = self._at
        return (
            f"writing {plural(total, 'text')}"
            if done >= total
            else f"reading {done:,} of {plural(total, 'text')}"
        )
