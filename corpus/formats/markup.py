"""HTML cut into tags and text in linear time, whatever the bytes: no tree, no nesting, no repair.

Follows the tokenizer of the HTML standard where it matters for text: comments, raw text elements,
quoted attribute values. What is no tag is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from quoth.corpus.values import dataclass

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,60})((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>")
_SIMPLE_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,60})([^>]*+)>")
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]{1,100}+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?+",
)
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed", "template"})
_MOST_MISSES = 20
_MOST_ATTRIBUTES = 60


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in lower case, whether it closes, and its attributes as written."""

    name: str
    closes: bool
    written: str

    def attributes(self) -> dict[str, str]:
        """Values by name in lower case; the first of equal names counts, flags have empty values."""
        found: dict[str, str] = {}
        for count, match in enumerate(_ATTRIBUTE.finditer(self.written)):
            if count == _MOST_ATTRIBUTES:
                break
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
        return found


def tokens(text: str) -> Iterator[Tag | str]:
    """Tags, and the text between them with its entities resolved.

    The content of raw text elements (scripts, style sheets, the page's title) comes as one piece
    of text between their tags.
    """
    position, size, misses = 0, len(text), 0
    no_end_of_comment = False
    missing_ends: set[str] = set()
    while position < size:
        opening = text.find("<", position)
        if opening < 0:
            break
        if opening > position:
            yield _resolved(text[position:opening])
        following = text[opening + 1 : opening + 4]
        if following.startswith(("!", "?")):
            mark = "-->" if following == "!--" and not no_end_of_comment else ">"
            end = text.find(mark, opening + 2)
            if end < 0:
                if mark == "-->":
                    no_end_of_comment = True
                    continue
                return
            position = end + len(mark)
            continue
        match = (_TAG if misses < _MOST_MISSES else _SIMPLE_TAG).match(text, opening)
        if match is None and misses < _MOST_MISSES:
            misses += 1
            match = _SIMPLE_TAG.match(text, opening)
        if match is None:
            if text.find(">", opening) < 0:
                position = opening
                break
            yield "<"
            position = opening + 1
            continue
        position = match.end()
        name = match[2].lower()
        closes = bool(match[1])
        yield Tag(name, closes, match[3])
        if name in _RAW and not closes and not match[3].endswith("/") and name not in missing_ends:
            end = _end_of(text, name, position)
            if end < 0:
                missing_ends.add(name)
            else:
                yield _resolved(text[position:end]) if name in ("title", "textarea") else text[position:end]
                position = end
    if position < size:
        yield _resolved(text[position:])


def _end_of(text: str, name: str, position: int) -> int:
    found = re.compile(rf"</{name}", re.IGNORECASE).search(text, position)
    return found.start() if found else -1


def _resolved(text: str) -> str:
    return html.unescape(text) if "&" in text else text
