"""One line of text being typed, as pure transitions."""

from __future__ import annotations

import re
from collections.abc import Callable

from quoth.corpus.values import dataclass
from quoth.tui.harmless_text import clean

LONGEST = 4000
"""The most characters a query line takes: a pasted book must not stop the keyboard."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A line and the place of the caret in it, ``0 <= caret <= len(text)``."""

    text: str = ""
    caret: int = 0


def written(text: str) -> Edit:
    """A line that says `text`, the caret at its end."""
    text = clean(text)[:LONGEST]
    return Edit(text, len(text))


def insert(edit: Edit, text: str) -> Edit:
    """`text` put in at the caret: its first line, made safe, cut to what still fits."""
    first = next((line for line in text.splitlines() if line.strip()), text[:1])
    words = clean(first)[: LONGEST - len(edit.text)]
    return Edit(edit.text[: edit.caret] + words + edit.text[edit.caret :], edit.caret + len(words))


def move(edit: Edit, delta: int) -> Edit:
    """The caret moved by `delta` characters, at most to either end."""
    return Edit(edit.text, max(min(edit.caret + delta, len(edit.text)), 0))


def word_left(edit: Edit) -> Edit:
    """The caret at the beginning of the word to its left."""
    return Edit(edit.text, len(re.sub(r"\S+\s*$", "", edit.text[: edit.caret])))


def word_right(edit: Edit) -> Edit:
    """The caret behind the word to its right."""
    found = re.compile(r"\s*\S+").match(edit.text, edit.caret)
    return Edit(edit.text, found.end() if found else len(edit.text))


def delete_left(edit: Edit) -> Edit:
    """Without the character before the caret."""
    if edit.caret == 0:
        return edit
    return Edit(edit.text[: edit.caret - 1] + edit.text[edit.caret :], edit.caret - 1)


def delete_right(edit: Edit) -> Edit:
    """Without the character after the caret."""
    return Edit(edit.text[: edit.caret] + edit.text[edit.caret + 1 :], edit.caret)


def delete_word_left(edit: Edit) -> Edit:
    """Without the word before the caret."""
    start = word_left(edit).caret
    return Edit(edit.text[:start] + edit.text[edit.caret :], start)


KEYS = {
    "left": lambda edit: move(edit, -1),
    "right": lambda edit: move(edit, 1),
    "ctrl+left": word_left,
    "alt+b": word_left,
    "ctrl+right": word_right,
    "alt+f": word_right,
    "home": lambda edit: Edit(edit.text, 0),
    "end": lambda edit: Edit(edit.text, len(edit.text)),
    "ctrl+e": lambda edit: Edit(edit.text, len(edit.text)),
    "backspace": delete_left,
    "ctrl+h": delete_left,
    "delete": delete_right,
    "ctrl+d": delete_right,
    "ctrl+w": delete_word_left,
    "alt+backspace": delete_word_left,
}
"""What a key does to the line, by Textual's names of keys."""


def scrolled(edit: Edit, shift: int, room: int, width: Callable[[str], int]) -> int:
    """How many characters to leave out at the left so that the caret is in sight within `room` cells.

    `shift` is how many were left out before; no more are than must be. `width` measures text in cells.
    """
    text, caret = edit.text, edit.caret
    shift = min(shift, caret)
    while shift < caret and width(text[shift:caret]) > room - 1:
        shift += 1
    while shift > 0 and width(text[shift - 1 :]) <= room - 1:
        shift -= 1
    return shift
