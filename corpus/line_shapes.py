"""The size and shape of lines of a page, also of scripts without blanks: prose, entries of a menu."""

from __future__ import annotations

import re
from functools import cache

from quoth.corpus.latin import may_lack_blanks

_LONGEST_MENU_ENTRY = 40
_MOST_MENU_WORDS = 5
_MOST_HEADING_WORDS = 8
PROSE = 60
SENTENCE_END = re.compile(r"[.!?…。।؟][\"”’»“')\]]*$")
_SENTENCE_WORDS = 5
_FULL_STOP = re.compile(r"[^.]\.[\"”»]?$|[。।]$")
MARKED = re.compile(r"#{1,6}\s|[-*•]\s|\d{1,3}[.)]\s|>")


def size_of(line: str) -> int:
    """How long a line is; a character of a script without blanks counts as two."""
    return len(line) + _unspaced(line)


def words_of(line: str) -> int:
    """How many words a line has, two characters of a script without blanks being one."""
    return max(len(line.split()), _unspaced(line) // 2)


def _unspaced(line: str) -> int:
    """How many characters of a line are written without blanks."""
    return len(_unspaced_letter().findall(line)) if may_lack_blanks(line, 0, len(line)) else 0


@cache
def _unspaced_letter() -> re.Pattern[str]:
    return re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


def is_prose(line: str) -> bool:
    size = size_of(line)
    return size >= PROSE and (SENTENCE_END.search(line[-12:]) is not None or size >= 4 * PROSE)


def reads_on(line: str) -> bool:
    """Whether a line is prose, or a short sentence as no headline is: with a full stop at its end."""
    return is_prose(line) or (_FULL_STOP.search(line) is not None and words_of(line) >= _SENTENCE_WORDS)


def is_entry(line: str) -> bool:
    """Whether a line could be an entry of a menu."""
    return (
        size_of(line) <= _LONGEST_MENU_ENTRY
        and words_of(line) <= _MOST_MENU_WORDS
        and line[-1] not in '.!?:;”"»'
        and ": " not in line
        and not MARKED.match(line)
    )


def may_head(line: str) -> bool:
    return words_of(line) <= _MOST_HEADING_WORDS and line[-1] not in '.:;,…»”"'
