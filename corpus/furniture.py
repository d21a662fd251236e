"""Page furniture: lines of a scraped page that are not its article.

Menus, share bars, cookie notes, captions, "read also" with its links, bylines with dates, the
headline repeated. Known by their words (``furniture.toml``, one table a language) and by their
place: a run of short lines before the first prose or after the last is a menu.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from quoth.corpus.bylines import byline
from quoth.corpus.data_files import data_text
from quoth.corpus.label_words import entries
from quoth.corpus.line_shapes import (
    MARKED,
    PROSE,
    SENTENCE_END,
    is_entry,
    is_prose,
    may_head,
    reads_on,
    size_of,
    words_of,
)

_LONGEST_START = 160
_LONGEST_PHRASE = 70
_LONGEST_MENU_ENTRY = 40
_FEWEST_MENU_ENTRIES = 4
_FEWEST_TAIL_ENTRIES = 3
_REPEATS = 3
_FURNISHED = 5  # known lines that show a page to be scraped
_QUOTING = '“"«„‘「»'
_HEADLINE_WORDS = 6
_DATED_END = re.compile(r"\d{4}\s?(?:г|р|r)\.$|\d{1,2}\.$")
_MOST_HEADED = 4
_LIST_HEAD = re.compile(r"([^:|•–—]{3,70}?)\s*[:|•–—](.*)$")
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670]+")
_WORD = re.compile(r"[^\W_]+|#")
_TIMED = re.compile(r"\d{1,2}[:.]\d{2}\b")
_NUMBERS = re.compile(r"\b\d+(?: \d+)*\b")
_STEP = re.compile(r"\s[>»›|/→•·]\s")
_LONGEST_FIRST_STEP, _LONGEST_STEP = 30, 40
_PARTING = re.compile(r"[>»›|/→•·]")
_DIGIT = re.compile(r"\d")
_DATE_SHAPE = re.compile(
    r"(?:[^\W\d_]+,?\s+)?(?:"
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月\d{1,2}日|"
    r"(?:令和|平成|昭和)[元一二三四五六七八九十\d]{1,3}年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日(?:（.曜日?）)?|"
    r"\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}|[^\W\d_]{3,12}\.?\s+\d{1,2},?\s+\d{4}"
    r")(?:\s*г\.?|\s*года)?(?:[\s,|/–-]*(?:at|um|à|в|о)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,5})?)?$",
    re.IGNORECASE,
)
_WHOLE_DATE = re.compile(
    r"(?<![\w.])(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日|"
    r"\d{1,2}\.?(?:st|nd|rd|th|º)?[ .]+(?:de |of )?[^\W\d_]{3,12}\.?,?[ .]+(?:de )?\d{4}|"
    r"[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}\. [^\W\d_]{3,12} \d{1,2}\.?|"
    r"[۰-۹]{1,2} [^\W\d_]{3,12} [۰-۹]{4})(?!\w)"
)
_CLOCK = re.compile(
    r"(?<![\d:])(?:\d{1,2}[:.h]\d{2}(?::\d{2})?|[۰-۹]{1,2}:[۰-۹]{2}|\d{1,2}時\d{1,2}分)"
    r"(?: ?[ap]\.?m\.?)?(?! ?%)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_DATED = 90
_MOST_BESIDE_DATE = 6
_LONGEST_SMALL = 3
_LONGEST_BOX = 400
_CAPTION = re.compile(
    r"(?:image|media|photo|video|picture) (?:caption|source)\b|bildunterschrift|légende", re.IGNORECASE
)
_CREDITED = re.compile(
    r"\b[^\W\d_][\w.'’-]+(?:\s[^\W\d_][\w.'’-]+){0,2}\s?/\s?[^\W\d_a-z][\w.]*(?:\s[^\W\d_a-z][\w.]+){0,2}\)?$"
    r"|\b[A-Z]{2,6}/[^\W\d_a-z][\w.'’-]+\s[^\W\d_a-z]"
)
"""A picture's credit: ``A baker - Jane Roe/Nordby Press``, ``NNA/Jane Roe``."""
_DATE_BEGINS = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:[\s,]*\d{1,2}[:.h]\d{2})?\s*[-–|·•,]\s*")


class _Phrases(NamedTuple):
    """What furniture says, in small letters; what it begins with by first characters."""

    whole: frozenset[str]
    start: dict[str, tuple[str, ...]]
    lists: frozenset[str]
    inside: tuple[str, ...]
    strong: dict[str, tuple[str, ...]]
    sections: frozenset[str]

    def boxed(self, plain: str) -> bool:
        """Whether a line, sentence or not, says what only boxes beside an article say."""
        words = plain.split()
        if self.strong.keys().isdisjoint(words):
            return False
        return any(phrase in plain for word in words for phrase in self.strong.get(word, ()))

    def begin(self, plain: str) -> bool:
        """Whether a line begins as furniture does."""
        return plain.startswith(self.start.get(plain[:1], ()))


class Furniture(NamedTuple):
    """What is not the article: numbers of lines; and the line that is the title, if places tell it."""

    lines: frozenset[int]
    title: int | None


@cache
def _phrases() -> _Phrases:
    table = tomllib.loads(data_text("furniture.toml"))
    languages = table.values()
    start: dict[str, tuple[str, ...]] = {}
    for phrase in sorted({_plain(p) for language in languages for p in entries(language["start"])}):
        start[phrase[:1]] = (*start.get(phrase[:1], ()), phrase)
    return _Phrases(
        whole=frozenset(_folded(p) for language in languages for p in entries(language["whole"])),
        start=start,
        inside=tuple(_plain(p) for language in languages for p in entries(language.get("inside", ""))),
        strong=_by_longest_word({_plain(p) for ln in languages for p in entries(ln.get("strong", ""))}),
        sections=frozenset(_folded(p) for ln in languages for p in entries(ln.get("section", ""))),
        lists=frozenset(_folded(p) for language in languages for p in entries(language["list"])),
    )


def _by_longest_word(phrases: set[str]) -> dict[str, tuple[str, ...]]:
    """Phrases by their longest word, so that a look at the words of a line finds the few to try."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(phrases):
        word = max(phrase.split(), key=len)
        for written in (word, f"{word}.", f"{word},"):
            found[written] = (*found.get(written, ()), phrase)
    return found


# what is beyond ASCII and the marks of English print, whose decomposition is known
_BEYOND = re.compile("[^\x00-\x7f“”’‘—–…\xa0]")


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    if _BEYOND.search(text) is None:
        return text.lower().replace("…", "...").replace("\xa0", " ")
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def _folded(text: str) -> str:
    return _NUMBERS.sub("#", " ".join(_WORD.findall(_plain(text))))


def furniture(
    lines: Sequence[str], first_turn: int | None = None, told: frozenset[int] = frozenset()
) -> Furniture:
    """Which of `lines` (non-blank, stripped, in order) are furniture.

    Texts without a line of prose (a poem, a list, subtitles) have none by place. In a transcript, whose
    `first_turn` is known, short lines are turns and topics: a menu is an unbroken run of them at the head.
    Of `told` lines the format says that they are running text: they are prose where they end as sentences do.
    """
    phrases = _phrases()
    found = {number for number, line in enumerate(lines) if _is_known(line, phrases)}
    if 0 in found and "|" in lines[0] and words_of(lines[0]) >= _HEADLINE_WORDS and _is_trail(lines[0]):
        found.discard(0)  # "Oven Talk | Jane Roe | Bread and its price"
    if 0 in found and _is_dated(lines[0]) and not _DATE_SHAPE.match(lines[0]) and not byline(lines[0]):
        found.discard(0)  # "Record of the sitting of 12 March 2024"
    prose = [
        n
        for n, line in enumerate(lines)
        if n not in found and (is_prose(line) or (n in told and SENTENCE_END.search(line[-12:])))
    ]
    if not prose:
        return Furniture(frozenset(found), None)
    first, last = prose[0], prose[-1]
    found |= {n for n, line in enumerate(lines) if not first < n < last and _is_section(line, phrases)}
    found |= _captions_below(lines)
    found |= _links_below(lines, phrases, first)
    if first_turn is None:
        found |= _repeated(lines)
        if len(found) >= _FURNISHED:
            found |= _boxes(lines, first, last, found)
        title = _head(lines, first, found)
    else:
        title = _head(lines, _menu_before(lines, min(first_turn, first)), found)
    if title is not None:
        headline = _folded(lines[title])
        alike = range(len(headline), 2 * len(lines[title]) + 1)
        found |= {n for n, line in enumerate(lines) if len(line) in alike and _folded(line) == headline}
        found |= {n for n in range(title) if _begins_as(lines[n], lines[title])}
    if first_turn is None:
        found |= _tail(lines, last, found)
    return Furniture(frozenset(found - {title}), title)


def _begins_as(line: str, headline: str) -> bool:
    """Whether a line is the headline with the name of the site: ``Bread gets dearer | Nordby Times``."""
    return line.startswith(headline) and line[len(headline) :].lstrip()[:1] in ("|", "-", "–", "—", "·", "•")


def _is_section(line: str, phrases: _Phrases) -> bool:
    return len(line) <= _LONGEST_MENU_ENTRY and not line.isupper() and _folded(line) in phrases.sections


def _tail(lines: Sequence[str], last: int, found: set[int]) -> set[int]:
    """What stands behind the last prose: nothing but short lines, and sentences behind known furniture."""
    behind = range(last + 1, len(lines))
    known = [n for n in behind if n in found]
    loose = [n for n in behind if n not in found and not SENTENCE_END.search(lines[n])]
    if len(known) < 2 and not (
        len(known) + len(loose) >= _FEWEST_TAIL_ENTRIES and all(is_entry(lines[n]) for n in loose)
    ):
        return set()
    begun = next((n for n in known if n + 1 in found), len(lines))
    taken: set[int] = set()
    for n in loose:
        heads = n < begun and n + 1 < len(lines) and n + 1 not in found and n + 1 not in loose
        if not heads and not MARKED.match(lines[n]):
            taken.add(n)
    if begun < len(lines):
        taken |= {
            n for n in behind if n > begun and not MARKED.match(lines[n]) and lines[n][0] not in _QUOTING
        }
    return taken


def _boxes(lines: Sequence[str], first: int, last: int, found: set[int]) -> set[int]:
    """Runs of short lines amid the prose of a scraped page: teasers; the last may head what follows."""
    taken: set[int] = set()
    run: list[int] = []
    for n in range(first, last + 1):
        line = lines[n]
        if (
            n not in found
            and size_of(line) <= PROSE
            and line[-1] not in '.!?:;,…”"»'
            and not MARKED.match(line)
        ):
            run.append(n)
            continue
        if len(run) >= _FEWEST_TAIL_ENTRIES:
            taken.update(run[:-1])
        run = []
    return taken


def _captions_below(lines: Sequence[str]) -> set[int]:
    """The lines below ``Image caption,`` and the like, which part the words of a caption from their label."""
    return {
        n + 1
        for n, line in enumerate(lines[:-1])
        if line.endswith(",") and len(line) <= _LONGEST_MENU_ENTRY and _CAPTION.match(line)
    }


def _is_known(line: str, phrases: _Phrases) -> bool:
    if len(line) > _LONGEST_BOX:
        return False
    plain = _plain(line)
    if len(line) > _LONGEST_START:
        return phrases.boxed(plain)
    # a sentence that happens to begin so is prose: "Published in 1990, the book ..."
    if phrases.begin(plain) and (
        not SENTENCE_END.search(line)
        or len(line) < PROSE
        or plain.startswith(("©", "copyright"))
        or line.isupper()
    ):
        return True
    if len(line) <= _LONGEST_PHRASE:
        folded = _NUMBERS.sub("#", " ".join(_WORD.findall(plain)))
        if folded in phrases.whole or folded in phrases.lists:
            return True
    if phrases.boxed(plain):
        return True
    if (
        (_DIGIT.search(line) and (_DATE_SHAPE.match(line) or _is_dated(line)))
        or byline(line)
        or (_PARTING.search(line) and _is_trail(line) and not is_prose(line))
    ):
        return True
    date = _DATE_BEGINS.match(line) if line[0].isdigit() else None
    if date is not None and phrases.begin(plain[date.end() :].lstrip(" -–|·•,")):
        return True
    if is_prose(line):
        return False
    return any(phrase in plain for phrase in phrases.inside) or _CREDITED.search(line) is not None


def _is_trail(line: str) -> bool:
    """Whether a line is a path of pages, or a menu on one line."""
    first, *others = _STEP.split(line)
    return (
        len(others) > 1
        and len(first) <= _LONGEST_FIRST_STEP
        and all(0 < len(step) <= _LONGEST_STEP for step in others)
    )


def _is_dated(line: str) -> bool:
    """Whether a line is little else than a day or a time, with a name or place: ``Nordby - 12 MAR 2024``."""
    if len(line) > _LONGEST_DATED or line[-1] in ".!?" or line[0] in "—–-@" or MARKED.match(line):
        return False
    rest, dates = _WHOLE_DATE.subn(" ", line)
    rest, clocks = _CLOCK.subn(" ", rest)
    words = _WORD.findall(rest)
    told = sum(word[0].islower() and len(word) > _LONGEST_SMALL for word in words)
    return bool(dates or clocks) and told < 2 and len(words) <= (_MOST_BESIDE_DATE if dates else 2)


def _links_below(lines: Sequence[str], phrases: _Phrases, first: int) -> set[int]:
    """The lines that follow "read also" and the like, up to the next prose; before the `first` only they."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if len(line) > _LONGEST_START:
            continue
        parting = _LIST_HEAD.match(line)
        leads = parting is not None and bool(parting[2].strip())
        head = parting[1] if parting is not None and leads else line
        if len(head) > _LONGEST_PHRASE or _folded(head) not in phrases.lists:
            continue
        found.add(number)
        if leads or number < first:
            continue
        below = number + 1
        while below < len(lines) and not reads_on(lines[below]) and not lines[below].startswith("#"):
            found.add(below)
            below += 1
        last = below - 1
        links = lines[number + 1 : last]
        shorter = size_of(lines[last]) * len(links) < sum(size_of(link) for link in links)
        if below < len(lines) and shorter and words_of(lines[last]) <= _MOST_HEADED and may_head(lines[last]):
            found.discard(last)  # several links, then the heading of what follows
    return found


def _repeated(lines: Sequence[str]) -> set[int]:
    """Short lines that stand three times or more, but labels and marked lines."""
    counts = Counter(lines)
    return {
        n
        for n, line in enumerate(lines)
        if counts[line] >= _REPEATS and is_entry(line) and not line.isupper()
    }


def _menu_before(lines: Sequence[str], first: int) -> int:
    """Where the menu at the head of a transcript ends with its title; 0 where there is none."""
    run = 0
    for number in range(first):
        line = lines[number]
        if is_entry(line) and not line.isupper() and not _DIGIT.search(line):
            run += 1
        elif run >= _FEWEST_MENU_ENTRIES:
            return number + 1
        elif run or number > 2:
            return 0
    return 0


def _head(lines: Sequence[str], first_prose: int, found: set[int]) -> int | None:
    """Adds the menu before the first prose to `found`; the number of the title where a menu was.

    The title is the first line that is longer than entries of a menu are, or else the longest.
    """
    entries = [n for n in range(first_prose) if is_entry(lines[n])]
    if len(entries) < _FEWEST_MENU_ENTRIES:
        return None
    candidates = [
        n
        for n in range(first_prose)
        if n not in found
        and words_of(lines[n]) >= 3
        and (lines[n][-1] not in ".:;," or _DATED_END.search(lines[n]))
        and not _TIMED.match(lines[n])
    ]
    long = [
        n
        for n in candidates
        if words_of(lines[n]) >= _HEADLINE_WORDS or size_of(lines[n]) > _LONGEST_MENU_ENTRY
    ]
    title = long[0] if long else max(candidates, key=lambda n: (words_of(lines[n]), n), default=None)
    found |= {n for n in entries if n != title}
    return title
