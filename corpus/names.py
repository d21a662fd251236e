"""Names as written: title, given names, surname, and whether two of them can be one person."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from quoth.corpus.language import Language, language
from quoth.corpus.late_pattern import late_pattern

NAMES = 20_000  # written names that are remembered
_PIECE = late_pattern(r"[^\s,()“”\"]+")
# "Roe Ivan Ivanovich": the surname may stand before given name and patronymic
_PATRONYMIC = ("ович", "евич", "йович", "овна", "евна", "івна", "ївна", "аўна", "еўна", "авіч", "евіч")
_ENDING = late_pattern(r"[’']s?$")


class Name(NamedTuple):
    """A name taken apart.

    `words` are the name proper as written, without titles, suffix and possessive ending; `title` the
    words before them ("Danish Trade Minister"); `gender` is ``m``, ``f`` or empty, from the title or
    the given name; `body` is true for organisations and places. `text` is the name proper, `key` its words
    in lower case without middle initials.
    """

    words: tuple[str, ...]
    title: tuple[str, ...]
    gender: str
    honorific: str
    body: bool
    text: str
    key: tuple[str, ...]


def _name(
    words: tuple[str, ...], title: tuple[str, ...], gender: str, honorific: str, body: bool, known: Language
) -> Name:
    low = [known.declension.stem(fold(w)) for w in words]
    last = len(low) - 1
    key = tuple(w for i, w in enumerate(low) if i == 0 or i == last or len(w.strip(".")) > 1)
    return Name(words, title, gender, honorific, body, " ".join(words), key)


def fold(word: str) -> str:
    """A word of a name in lower case with straight apostrophes."""
    return word.casefold().replace("’", "'")


@cache
def _words_of(known: Language) -> frozenset[str]:
    return frozenset(known.classes) | known.openers | known.indefinite


@lru_cache(maxsize=NAMES)
def parse_name(written: str, known: Language) -> Name:
    """Take a run of capitalised words apart; `words` is empty where nothing but titles is left."""
    pieces = [_ENDING.sub("", p) if "'" in p or "’" in p else p for p in _PIECE.findall(written)]
    if known.pieces:
        pieces = [_without_article(p, known) for p in pieces]
    low = [fold(p) for p in pieces]
    given = [known.declension.stem(w) for w in low] if known.declension else low
    function = _words_of(known)
    first = 0
    while (
        first < len(pieces)
        and low[first] in function
        and given[first] not in known.gender
        and (len(pieces) > 1 or low[first] not in known.base)
    ):
        first += 1
    honorific = ""
    start = first
    for i in range(first, len(pieces)):
        word = low[i]
        if word in known.honorifics:
            honorific = known.honorifics[word]
        if word in known.titles and (
            i == first or (i + 1 < len(pieces) and given[first] not in known.gender)
        ):
            # "President Roe", "Elbonian Health Minister Roe": all before a title belongs to it
            start = i + 1
    if known.code != "en":
        start = _behind_office(low, given, start, known)
    end = len(pieces)
    while end > start + 1 and low[end - 1] in known.suffixes:
        end -= 1
    end = _before_place(low, given, start, end, known)
    if end - start > 1 and low[end - 1] in known.titles and given[start] not in known.gender:
        # "Health Minister": a role and no name
        return _name((), tuple(pieces[first:end]), "", honorific, False, known)
    rank = end - start == 1 and (low[start] in known.titles or low[start] in known.roles)
    if rank and not (honorific and start > first and low[start] in known.surnames):
        return _name((), tuple(pieces[first:end]), "", honorific, False, known)
    words = tuple(pieces[start:end])
    body = any(w in known.organisations for w in low[start:end]) and not (
        len(words) > 1 and given[start] in known.gender and low[end - 1] not in known.organisations
    )
    gender = honorific
    if not gender and words and not body:
        gender = known.gender.get(given[start], "") if len(words) > 1 else ""
        if not gender and len(words) > 2:
            gender = known.gender.get(given[start + 1], "")
    return _name(words, tuple(pieces[first:start]), gender, honorific, body, known)


def _without_article(word: str, known: Language) -> str:
    """A word without what is written together with it: "L’ingénieur" (but "D’Artagnan")."""
    for mark in "’'":
        before, found, after = word.partition(mark)
        if found and after[:1].islower() and fold(before) + "'" in known.pieces:
            return after
    return word


def _behind_office(low: list[str], given: list[str], start: int, known: Language) -> int:
    """Where the name begins in "Mayor of Elbonia Jane Roe" written without "of", as by cases in Russian."""
    if start < len(low) and given[start] in known.gender:
        return start
    body = any(w in known.organisations for w in low[start : start + 1])
    proper = next((i for i in range(start + 1, len(low) - 1) if given[i] in known.gender), start)
    office = start > 0 or (start < len(low) and (low[start] in known.roles or low[start] in known.titles))
    if proper > start and not body and (office or not low[-1].endswith(_PATRONYMIC)):
        return proper
    while start + 1 < len(low) and low[start] in known.roles:
        start += 1
    return start


def _before_place(low: list[str], given: list[str], start: int, end: int, known: Language) -> int:
    """Where the name ends in "Jane Roe of Elbonia" where the word for "of" also stands within names."""
    if not known.places or start >= end or given[start] not in known.gender:
        return end
    surname = next((i for i in range(start + 1, end) if low[i] not in known.particles), end)
    return next((i for i in range(surname + 1, end) if low[i] in known.places), end)


def compatible(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two name keys can denote one person: same surname, given names that do not clash."""
    if not a or not b:
        return False
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        one, other = (a, b) if len(a) == 1 else (b, a)
        return one[0] in (other[0], other[-1])
    if a[-1] != b[-1]:
        return False
    short, long = sorted((a[0].rstrip("."), b[0].rstrip(".")), key=len)
    if short == long or (long.startswith(short) and (len(short) == 1 or len(short) >= 3)):
        return True
    return a[0] in b[:-1] or b[0] in a[:-1]


def is_body(name: str) -> bool:
    """Whether a name is that of an organisation, or begins or ends with a word no person is called by."""
    words = name.split() or [""]
    return parse_name(name, language("en")).body or not (words[0][:1].isupper() and words[-1][:1].isupper())
