"""The day on which a text says that it was written: lines near its title, a dateline, its last lines.

Only whole dates count, and only where nothing but a date is said: a day that a sentence speaks of
is no day of publication. ``3/4/2025``, which is read differently on both sides of an ocean, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.corpus.dates import iso_date
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.model import Line

_NEAR_TITLE = 12
"""Lines around the title that may tell the day."""
_LAST_LINES = 3
_LONGEST = 140
_PROSE = 100
_MOST_BEFORE = 50
_MOST_BESIDE = 60

_DATE = late_pattern(
    r"(?<![\w./-])(?:"
    r"\d{4}-\d{2}-\d{2}(?=\D|$)|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}[./]\d{1,2}[./]\d{1,2}|\d{1,2}/\d{1,2}/\d{4}|"
    r"\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]|"
    r"\d{4}\.\s[^\W\d_]{3,12}\s\d{1,2}\.?|"
    r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?\s(?:de\s|of\s)?[^\W\d_]{3,13}\.?,?\s(?:de\s|of\s)?\d{4}|"
    r"[^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,\s\d{4}"
    r")(?!\w)"
)
_AMBIGUOUS = late_pattern(r"(\d{1,2})/(\d{1,2})/\d{4}$")
_CHANGED = late_pattern(
    r"updated|modified|edited|aktualis|aktualiz|обновл|оновл|абноўл|actuali|mis à jour|atualiz|aggiorn|"
    r"bijgewerkt|uppdater|opdater|oppdater|güncel|更新|به‌?روز|تحديث|עודכן",
    re.IGNORECASE,
)
_AFTER_DATELINE = late_pattern(
    r"[,.)]?\s*(?:\([^()]{1,40}\)|/[^/]{1,30}/|[A-Z]{2,6})?[,.]?\s*(?:[–—:]|--?\s|\.\s)"
)
_WORD = late_pattern(r"[^\W\d_]+")
_ON = frozenset(("le", "il", "el", "den", "am", "dne", "dnia", "on", "a", "w", "в", "у"))
"""Small words between the place and the day: ``Paris, le 14 octobre 2025``."""


def date_told(text: str, lines: Sequence[Line]) -> str | None:
    """The day as ISO 8601, or None where the text tells none of itself."""
    head: list[Line] = []
    for line in lines[: _NEAR_TITLE + 1]:
        head.append(line)
        if line.kind == "paragraph" and len(line.span) >= _PROSE:
            break
    changed: str | None = None
    for line in head:
        words = line.span.of(text)
        told = _in_dateline(words) if len(words) >= _PROSE else _in_line(words, line.kind == "title")
        if told is None:
            continue
        if not _CHANGED.search(words[:_LONGEST]):
            return told
        changed = changed or told
    if changed:
        return changed
    for line in lines[-_LAST_LINES:]:
        words = line.span.of(text)
        if len(words) <= _MOST_BESIDE and (found := _DATE.search(words)):
            beside = words[: found.start()] + words[found.end() :]
            if len(_WORD.findall(beside)) <= 2:
                return _day(found[0])
    return None


def _in_line(words: str, title: bool) -> str | None:
    """The day in a short line that holds little else; in a title only at either end of it."""
    if len(words) > _LONGEST:
        return None
    found = _DATE.search(words)
    if found is None:
        return None
    before, after = words[: found.start()].strip(), words[found.end() :].strip()
    if title:
        apart = (not after.strip(")]") and before.endswith((",", "–", "—", "-", "|", "(", "[", ":"))) or (
            not before and after.startswith((":", "–", "—", "-", "|"))
        )
        return _day(found[0]) if apart else None
    if len(before) > _MOST_BESIDE or len(after) > _MOST_BESIDE or after.endswith((".", "!", "?")):
        return None
    return _day(found[0])


def _in_dateline(words: str) -> str | None:
    """The day in what a report begins with: ``MINSK, 14 October 2025 (XYZ) –``."""
    found = _DATE.search(words, 0, _LONGEST)
    if found is None or found.start() > _MOST_BEFORE:
        return None
    before = _WORD.findall(words[: found.start()])
    capital = all(not word[0].islower() or word in _ON for word in before)
    return _day(found[0]) if capital and _AFTER_DATELINE.match(words, found.end()) else None


def _day(written: str) -> str | None:
    ambiguous = _AMBIGUOUS.match(written)
    if ambiguous and ambiguous[1] != ambiguous[2] and int(ambiguous[1]) <= 12 and int(ambiguous[2]) <= 12:
        return None
    day = iso_date(written)
    return day if day and len(day) == 10 else None
