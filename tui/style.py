"""Marks for text on a terminal: a few SGR sequences, or none at all where colour is not wanted.

The names say what a piece of text is. Without colour every style is the identity; what must
still be told apart is told by words and signs, never by colour alone.
"""

from __future__ import annotations

from quoth.corpus.values import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """How to mark pieces of text; `color` False leaves them plain."""

    color: bool = False

    def title(self, text: str) -> str:
        """The title of an article."""
        return self._sgr("1", text)

    def quiet(self, text: str) -> str:
        """Ids and sections: there, but not in the way."""
        return self._sgr("2", text)

    def speaker(self, text: str) -> str:
        """The name of a person."""
        return self._sgr("36", text)

    def key(self, text: str) -> str:
        """Words that were searched for. Without colour they stand in brackets."""
        return self._sgr("1;33", text) if self.color else f"[{text}]"

    def doubt(self, text: str) -> str:
        """A warning about one item."""
        return self._sgr("31", text)

    def _sgr(self, codes: str, text: str) -> str:
        return f"\x1b[{codes}m{text}\x1b[0m" if self.color and text else text
