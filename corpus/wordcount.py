"""How many words a stretch of text has, in scripts with and without blanks between words."""

from __future__ import annotations

import re
from functools import cache

from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.latin import may_lack_blanks

_WORD = late_pattern(r"[^\W_]+(?:[’'.,\-]\w+)*")


@cache
def _unspaced() -> re.Pattern[str]:
    """Kana and Han; Hangul is written with blanks."""
    return re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def words_in(text: str, start: int, end: int) -> int:
    """The words of ``text[start:end]``; two characters of a script without blanks count as one."""
    return _counted(text, start, end, len(_WORD.findall(text, start, end)))


def words_of(text: str, start: int, end: int) -> tuple[list[str], int]:
    """The words between blanks and marks in a stretch of text, and what `words_in` says of it."""
    words = _WORD.findall(text, start, end)
    return words, _counted(text, start, end, len(words))


def _counted(text: str, start: int, end: int, count: int) -> int:
    if not may_lack_blanks(text, start, end):
        return count
    return max(count, len(_unspaced().findall(text, start, end)) // 2)
