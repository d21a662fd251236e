"""Page furniture: lines of a scraped page that are not its article.

Menus, share bars, cookie notes, captions, "read also" with its links, bylines with dates, the
headline repeated. Known by their words (``furniture.toml``, one table a language) and by their
place: a run of short lines before the first prose or after the last is a menu.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from quoth.corpus.bylines import byline
from quoth.corpus.data_files import data_tables
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.latin import may_lack_blanks
from quoth.corpus.turn_labels import entries

_LONGEST_START = 160
_LONGEST_PHRASE = 70
_LONGEST_MENU_ENTRY = 40
_MOST_MENU_WORDS = 5
_FEWEST_MENU_ENTRIES = 4
_FEWEST_TAIL_ENTRIES = 3
_REPEATS = 3
_MOST_HEADING_WORDS = 8

_PROSE = 60
_SENTENCE_END = late_pattern(r"[.!?…。।؟][\"”’»“')\]]*$")
_MARKED = late_pattern(r"#{1,6}\s|[-*•]\s|\d{1,3}[.)]\s|>")
_ACCENTS = late_pattern("[\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670]+")
_WORD = late_pattern(r"[^\W_]+|#")
_TIMED = late_pattern(r"\d{1,2}[:.]\d{2}\b")
_NUMBERS = late_pattern(r"\b\d+(?: \d+)*\b")
_TRAIL = late_pattern(r"[^\n]{1,30}?(?:\s(?:>|»|›|\||/|→|•|·)\s[^\n]{1,40}?){2,}$")
"""A path of pages, or a menu on one line."""
_PARTING = late_pattern(r"[>»›|/→•·]")
_DIGIT = late_pattern(r"\d")
_DATE_SHAPE = late_pattern(
    r"(?:[^\W\d_]+,?\s+)?(?:"
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月\d{1,2}日|"
    r"\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}|[^\W\d_]{3,12}\.?\s+\d{1,2},?\s+\d{4}"
    r")(?:\s*г\.?|\s*года)?(?:[\s,|/–-]*(?:at|um|à|в|о)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,5})?)?$",
    re.IGNORECASE,
)
_DATE_BEGINS = late_pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:[\s,]*\d{1,2}[:.h]\d{2})?\s*[-–|·•,]\s*")


class _Phrases(NamedTuple):
    """What furniture says, in small letters; what it begins with by first characters."""

    whole: frozenset[str]
    start: dict[str, tuple[str, ...]]
    lists: frozenset[str]
    inside: tuple[str, ...]

    def begin(self, plain: str) -> bool:
        """Whether a line begins as furniture does."""
        return plain.startswith(self.start.get(plain[:1], ()))


class Furniture(NamedTuple):
    """What is not the article: numbers of lines; and the line that is the title, if places tell it."""

    lines: frozenset[int]
    title: int | None


@cache
def _phrases() -> _Phrases:
    table = data_tables("furniture.toml")
    languages = table.values()
    start: dict[str, tuple[str, ...]] = {}
    for phrase in sorted({_plain(p) for language in languages for p in entries(language["start"])}):
        start[phrase[:1]] = (*start.get(phrase[:1], ()), phrase)
    return _Phrases(
        whole=frozenset(_folded(p) for language in languages for p in entries(language["whole"])),
        start=start,
        inside=tuple(_plain(p) for language in languages for p in entries(language.get("inside", ""))),
        lists=frozenset(_folded(p) for language in languages for p in entries(language["list"])),
    )


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def _folded(text: str) -> str:
    return _NUMBERS.sub("#", " ".join(_WORD.findall(_plain(text))))


def _size(line: str) -> int:
    """How long a line is; a character of a script without blanks counts as two."""
    return len(line) + _unspaced(line)


def _words(line: str) -> int:
    """How many words a line has, two characters of a script without blanks being one."""
    return max(len(line.split()), _unspaced(line) // 2)


def _unspaced(line: str) -> int:
    """How many characters of a line are written without blanks."""
    return len(_unspaced_letter().findall(line)) if may_lack_blanks(line, 0, len(line)) else 0


@cache
def _unspaced_letter() -> re.Pattern[str]:
    return re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


def furniture(lines: Sequence[str]) -> Furniture:
    """Which of `lines` (non-blank, stripped, in order) are furniture.

    Texts without a line of prose (a poem, a list, subtitles) have none by place.
    """
    phrases = _phrases()
    found = {number for number, line in enumerate(lines) if _is_known(line, phrases)}
    prose = [number for number, line in enumerate(lines) if _is_prose(line) and number not in found]
    if not prose:
        return Furniture(frozenset(found), None)
    found |= _links_below(lines, phrases)
    found |= _repeated(lines)
    title = _head(lines, prose[0], found)
    if title is not None:
        headline = _folded(lines[title])
        alike = range(len(headline), 2 * len(lines[title]) + 1)
        found |= {n for n, line in enumerate(lines) if len(line) in alike and _folded(line) == headline}
    tail = [n for n in range(prose[-1] + 1, len(lines)) if _is_entry(lines[n])]
    if len(tail) >= _FEWEST_TAIL_ENTRIES and len(tail) == len(lines) - prose[-1] - 1 - _count(
        found, prose[-1], tail
    ):
        found |= set(tail)
    return Furniture(frozenset(found - {title}), title)


def _count(found: set[int], last: int, tail: Sequence[int]) -> int:
    """How many known lines after `last` are no menu entries by shape."""
    return sum(number > last and number not in tail for number in found)


def _is_known(line: str, phrases: _Phrases) -> bool:
    if len(line) > _LONGEST_START:
        return False
    plain = _plain(line)
    if phrases.begin(plain):
        # a sentence that happens to begin so is prose: "Published in 1990, the book ..."
        return not _SENTENCE_END.search(line) or len(line) < _PROSE or plain.startswith(("©", "copyright"))
    if len(line) <= _LONGEST_PHRASE:
        folded = _NUMBERS.sub("#", " ".join(_WORD.findall(plain)))
        if folded in phrases.whole or folded in phrases.lists:
            return True
    if (
        (_DIGIT.search(line) and _DATE_SHAPE.match(line))
        or byline(line)
        or (_PARTING.search(line) and _TRAIL.match(line) and not _is_prose(line))
    ):
        return True
    date = _DATE_BEGINS.match(line) if line[0].isdigit() else None
    if date is not None and phrases.begin(plain[date.end() :].lstrip(" -–|·•,")):
        return True
    return not _is_prose(line) and any(phrase in plain for phrase in phrases.inside)


def _is_prose(line: str) -> bool:
    size = _size(line)
    return size >= _PROSE and (_SENTENCE_END.search(line[-12:]) is not None or size >= 4 * _PROSE)


def _is_entry(line: str) -> bool:
    """Whether a line could be an entry of a menu."""
    return (
        _size(line) <= _LONGEST_MENU_ENTRY
        and _words(line) <= _MOST_MENU_WORDS
        and line[-1] not in '.!?:;”"»'
        and not _MARKED.match(line)
    )


def _links_below(lines: Sequence[str], phrases: _Phrases) -> set[int]:
    """The lines that follow "read also" and the like, up to the next prose."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if len(line) > _LONGEST_START:
            continue
        head, colon, rest = line.partition(":")
        leads = bool(colon and rest.strip())
        head = head if leads else line
        if len(head) > _LONGEST_PHRASE or _folded(head) not in phrases.lists:
            continue
        found.add(number)
        if leads:
            continue
        below = number + 1
        while below < len(lines) and not _is_prose(lines[below]) and not lines[below].startswith("#"):
            found.add(below)
            below += 1
        last = below - 1
        if below < len(lines) and last - number >= 2 and _may_head(lines[last]):
            found.discard(last)  # several links, then the heading of what follows
    return found


def _may_head(line: str) -> bool:
    return _words(line) <= _MOST_HEADING_WORDS and line[-1] not in '.:;,…»”"'


def _repeated(lines: Sequence[str]) -> set[int]:
    """Short lines that stand three times or more, but labels and marked lines."""
    counts = Counter(lines)
    return {
        n
        for n, line in enumerate(lines)
        if counts[line] >= _REPEATS and _is_entry(line) and not line.isupper()
    }


def _head(lines: Sequence[str], first_prose: int, found: set[int]) -> int | None:
    """Adds the menu before the first prose to `found`; the number of the title where a menu was.

    The title is the longest line between menu and prose, the last of equals.
    """
    entries = [n for n in range(first_prose) if _is_entry(lines[n])]
    if len(entries) < _FEWEST_MENU_ENTRIES:
        return None
    candidates = [
        n
        for n in range(first_prose)
        if n not in found
        and _words(lines[n]) >= 3
        and lines[n][-1] not in ".:;,"
        and not _TIMED.match(lines[n])
    ]
    title = max(candidates, key=lambda n: (min(_words(lines[n]), 12), n), default=None)
    found |= {n for n in entries if n != title}
    return title
