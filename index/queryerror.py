"""A query that cannot be understood: reason, position, hint."""

from __future__ import annotations

import unicodedata


class QueryError(Exception):
    """Says what is wrong with a query, where (code points, end exclusive), and what would help.

    `instead` is what was probably meant by what stands there; empty where that is not known.
    """

    def __init__(self, message: str, start: int, end: int, hint: str = "", instead: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = max(end, start)
        self.hint = hint
        self.instead = instead

    def render(self, text: str) -> str:
        """The error as a block of lines: reason, the query, carets under the place, hint."""
        shown = "".join(c if c.isprintable() else " " for c in text)
        before = _columns(shown[: self.start])
        carets = max(1, _columns(shown[self.start : self.end]))
        lines = [f"query error: {self.message}", f"  {shown}", f"  {' ' * before}{'^' * carets}"]
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


def _columns(text: str) -> int:
    """How many terminal columns `text` takes."""
    width = 0
    for char in text:
        if not unicodedata.combining(char):
            width += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return width
