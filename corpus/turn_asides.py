"""What a transcript holds besides speech: ``[applause]``, ``(Laughter.)``, time codes, lines of procedure."""

from __future__ import annotations

import re
from typing import NamedTuple

from quoth.corpus.label_forms import TIME
from quoth.corpus.label_words import folded, phrases

_LONGEST_NOTE = 100  # characters of a line that notes applause
_INTERJECTING = re.compile(r"\binterject(?:ing|ed)[—.]?$|^by (?:mr|mrs|ms|dr)\. [^:]{2,40}:$")
_ASIDE = re.compile(
    r"[*_\s]*(?:(?:\([^()]{1,200}\)|\[[^\[\]]{1,200}\]|<[^<>]{1,80}>|〔[^〕]{1,60}〕|（[^）]{1,60}）)[\s.,;–—*_]*)+$|[♪#][^\n]*[♪#]$|\*[^*\n]{1,60}\*$"
)
_LEADING = re.compile(r"(?:[*_]*(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,80}\])[*_]*[.,]?\s+)+(?=\S)")
_TRAILING = re.compile(r"\s+[*_]*(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,80}\])[*_]*\.?[*_]*$")
_MOST_ASIDE_WORDS = 5
_LONGEST_ASIDE = 90
# ``SCENE 3: A bridge``, ``**Break:** The show goes on after the news``
_FIELD = re.compile(r"[*_]*([^\W\d_][^\n:*_]{0,40}?)(?: \d{1,3})?[*_]*:[*_]*(?:\s|$)")
_TIMED = re.compile(rf"(?:{TIME.pattern}\s*[-–—|:]?\s*)+")


class Bounds(NamedTuple):
    """Where the words of a turn begin and end."""

    start: int
    end: int


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether a stretch is nothing but stage directions or a time code."""
    if end - start > 400:
        return False
    if _ASIDE.match(text, start, end) is not None or TIME.fullmatch(text, start, end) is not None:
        return True
    if end - start > _LONGEST_NOTE:
        return False
    low = text[start:end].casefold()
    return low.startswith(phrases().asides) or _INTERJECTING.search(low) is not None


def is_procedure(text: str, start: int, end: int) -> bool:
    """Whether a line is the record's own: "The committee adjourned at 5 p.m.", "Mr. Roe in the Chair"."""
    low = text[start : min(end, start + 80)].casefold().lstrip("*_[( ")
    if low.startswith(phrases().procedure):
        return True
    field = _FIELD.match(text, start, end)
    if field is not None and any(w in phrases().fields for w in folded(field[1])):
        return field[1].isupper() or text[start] in "*_"
    return end - start < 80 and low.rstrip("*_)].").endswith("in the chair")


def speech_bounds(text: str, start: int, end: int) -> Bounds | None:
    """The words of a turn without the blanks, time codes, marks and stage directions at both ends."""
    while start < end:
        if text[start].isspace():
            start += 1
            continue
        lead = _LEADING.match(text, start, end) if text[start] in "([*_" else None
        if lead is None or not _is_direction(lead.group()):
            lead = _TIMED.match(text, start, end) if text[start].isdigit() or text[start] in "[(<" else None
        if lead is None:
            break
        start = lead.end()
    while start < end:
        if text[end - 1].isspace():
            end -= 1
            continue
        tail = (
            _TRAILING.search(text, max(start, end - _LONGEST_ASIDE), end)
            if text[end - 1] in ")].*_"
            else None
        )
        if tail is None or not _is_direction(tail.group()):
            break
        end = tail.start()
    while end - start > 1 and text[start] in "*_":
        start += 1
    while end - start > 1 and text[end - 1] in "*_":
        end -= 1
    if start < end and (text[start].isalnum() or any(c.isalnum() for c in text[start:end])):
        return Bounds(start, end)
    return None


def _is_direction(words: str) -> bool:
    """Whether what stands in brackets is short enough for a stage direction, not a remark of the speaker."""
    return "[" in words or len(words.split()) <= _MOST_ASIDE_WORDS
