"""Bytes of a terminal as keys, by the names that the table of actions uses. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KEY = re.compile(
    r"\x1b\[(?P<csi>[0-9;]*[~A-Za-z])|\x1bO(?P<ss3>[A-Za-z])|\x1b(?P<alt>[^\x1b])|(?P<one>.)", re.S
)
_SEQUENCES = {
    "A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end", "Z": "shift+tab",
    "1~": "home", "3~": "delete", "4~": "end", "5~": "pageup", "6~": "pagedown", "7~": "home", "8~": "end",
    "1;5C": "ctrl+right", "1;5D": "ctrl+left",
}  # fmt: skip
_SINGLE = {"\r": "enter", "\n": "enter", "\t": "tab", "\x7f": "backspace", "\x1b": "escape"}


def keys(text: str) -> Iterator[tuple[str, str]]:
    """Name and character of each key; the character is empty where the key types nothing.

    Sequences that mean no key here are left out. An ESC is taken for the key where nothing follows.
    """
    for found in _KEY.finditer(text):
        if found["csi"] is not None or found["ss3"] is not None:
            name = _SEQUENCES.get(found["csi"] or found["ss3"])
            if name is not None:
                yield name, ""
        elif found["alt"] is not None:
            yield ("alt+backspace" if found["alt"] == "\x7f" else f"alt+{found['alt']}"), ""
        elif found["one"] in _SINGLE:
            yield _SINGLE[found["one"]], ""
        elif found["one"] < " ":
            if "\x01" <= found["one"] <= "\x1a":
                yield f"ctrl+{chr(ord(found['one']) + 96)}", ""
        else:
            yield found["one"], found["one"]
