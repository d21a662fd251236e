"""Words of a text: one chain for index, query and highlight, so that the three never disagree.

No word is dropped. Case and accents fold, curly and straight apostrophes are equal, ``1,000`` and
``1.5`` are one token, so are ``U.S.`` and ``C++``. Scripts written without blanks between words
give overlapping pairs of characters (bigrams), the last character of a run by itself, so that a
single character is found as the beginning of a pair.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from quoth.corpus.late_pattern import late_pattern
from quoth.index.stemming import SNOWBALL, stem

# Scripts without blanks between words: Thai, Lao, Myanmar, Khmer, kana, Han, Hangul.
_RUNS = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1050-\u109f\u1780-\u17d3"
    "\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# Marks inside words that \w leaves out: combining accents, Hebrew and Arabic points, the vowel
# signs of the Indic scripts (without their full stops), soft hyphen and joiners.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0711\u0730-\u074a"
    "\u0900-\u0963\u0971-\u0dff\u0f71-\u0f84\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f"
)
APOSTROPHES = "'’‘ʼ＇"


@lru_cache(maxsize=2)
def _pattern(every_script: bool) -> re.Pattern[str]:
    """What a token looks like; the group ``run`` is text without blanks between words."""
    runs, marks = (_RUNS, _MARKS) if every_script else ("", "")
    letter = f"[^\\W_{runs}]"
    alphabetic = f"[^\\W\\d_{runs}]"
    return re.compile(
        (f"(?P<run>[{runs}]+)|" if every_script else "(?P<run>(?!))|")
        + "[0-9]+(?:[.,][0-9]+)+"
        + rf"|(?:{alphabetic}\.)+{alphabetic}{f'(?![{marks}])' if marks else ''}\b"
        + rf"|{alphabetic}(?:\+\+|\#)(?!\w)"
        + rf"|{letter}(?:{letter}{f'|[{marks}]' if marks else ''}|[{APOSTROPHES}](?={letter}))*"
    )


def _pieces(text: str) -> Iterator[re.Match[str]]:
    # the pattern for every script takes longer to compile than a short command takes otherwise
    return _pattern(not text.isascii() and any(map(_needs_all, set(text)))).finditer(text)


def _needs_all(char: str) -> bool:
    """Whether a character is of a script, or a mark, that only the large pattern knows."""
    if char < "\u0300":
        return char == "\u00ad"
    latin_or_sign = "\u1e00" <= char <= "\u1eff" or "\u2000" <= char < "\u20d0" or "\u2100" <= char < "\u2c00"
    return not latin_or_sign or char in "\u200c\u200d"


def _is_accent(char: str) -> bool:
    """Whether folding takes a character off: accents, points, soft hyphen, joiners."""
    return (
        "\u0300" <= char <= "\u036f"
        or "\u0483" <= char <= "\u0487"
        or "\u0591" <= char <= "\u05c7"
        or "\u0610" <= char <= "\u061a"
        or "\u064b" <= char <= "\u065f"
        or char in "\u00ad\u0670\u200c\u200d"
    )


_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
# Letters that carry their accent inside, which no decomposition takes off.
_INNER_ACCENTS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe"}
)
# й and ў are letters of their own, not accented и and у.
_KEPT_BREVES = {"и\u0306": "\ue000", "у\u0306": "\ue001"}


MAX_WORD = 128
"""Longer words (a line of base64) are indexed and searched by their beginning."""


_PLAIN_WORD = late_pattern(
    r"[0-9]+(?:[.,][0-9]+)+|(?:[a-zA-Z]\.)+[a-zA-Z]\b|[a-zA-Z](?:\+\+|\#)(?!\w)"
    r"|[a-zA-Z0-9]+(?:'[a-zA-Z0-9]+)*",
    re.ASCII,
)
"""What `_pattern` accepts, in ASCII."""

_KEPT_STEMS = 1 << 17

_TYPOGRAPHIC = (*((mark, "'") for mark in "’‘"), *((mark, " ") for mark in "“”—–…«»•\xa0"))
"""Marks of print between words of else plain text, and what means the same in ASCII."""


class Tokens(NamedTuple):
    """The words of one text in order: folded forms, and where each starts and ends in the text."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """`word` without case and accents, with straight apostrophes."""
    word = word.translate(_STRAIGHT)
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKD", word.casefold())
    for pair, own in _KEPT_BREVES.items():
        folded = folded.replace(pair, own)
    folded = "".join(char for char in folded if not _is_accent(char))
    for pair, own in _KEPT_BREVES.items():
        folded = folded.replace(own, pair)
    folded = folded.casefold().translate(_INNER_ACCENTS).translate(_STRAIGHT)
    return unicodedata.normalize("NFC", folded)


def tokens(text: str) -> Tokens:
    """The words of `text` with their places; offsets count code points of `text` itself."""
    plain = ascii_of(text)
    if plain is not None:
        plain = plain.lower()
        spans = [match.span() for match in _PLAIN_WORD.finditer(plain)]
        firsts, lasts = zip(*spans, strict=True) if spans else ((), ())
        return Tokens(_cut(_PLAIN_WORD.findall(plain)), firsts, lasts)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _pieces(text):
        start, end = match.span()
        if match.lastgroup == "run":
            for place in range(start, end):
                words.append(fold(text[place : min(place + 2, end)]))
                starts.append(place)
                ends.append(min(place + 2, end))
            continue
        if word := fold(match.group()[:MAX_WORD]):
            words.append(word)
            starts.append(start)
            ends.append(end)
    return Tokens(tuple(words), tuple(starts), tuple(ends))


def ascii_words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The words between two places of a text in ASCII and lower case, each with where it stands."""
    for match in _PLAIN_WORD.finditer(text, start, end):
        yield match.group()[:MAX_WORD], *match.span()


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of `text`, as the index keeps them."""
    plain = ascii_of(text)
    if plain is None:
        return tokens(text).words
    # the words alone of a plain text, without their places, are one call
    return _cut(_PLAIN_WORD.findall(plain.lower()))


def _cut(words: list[str]) -> tuple[str, ...]:
    if max(map(len, words), default=0) > MAX_WORD:
        words = [word[:MAX_WORD] for word in words]
    return tuple(words)


def ascii_of(text: str) -> str | None:
    """`text` in ASCII, the same words in place; None where it takes more than marks of print to say it."""
    if text.isascii():
        return text
    for mark, stand_in in _TYPOGRAPHIC:
        text = text.replace(mark, stand_in)
    return text if text.isascii() else None


def stems_of(words: tuple[str, ...], code: str | None = None) -> tuple[str, ...]:
    """The stem of each word in a language (None for English), one for one."""
    stems = _stems(code if code in SNOWBALL else "en")
    if len(words) > 1:
        # all words in one call
        return tuple(itemgetter(*words)(stems))
    return tuple(stems[word] for word in words)


class _Stems(dict[str, str]):
    """The stems of one language by word, each worked out once while it is kept."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def __missing__(self, word: str) -> str:
        if len(self) > _KEPT_STEMS:
            self.clear()
        found = self[word] = stem(word, self._code)
        return found


@cache
def _stems(code: str) -> _Stems:
    return _Stems(code)


def query_words(text: str) -> tuple[str, ...]:
    """The words of a query: like `words_of`, without the lone last character of a run of two or more.

    A word that is a single character of a script without blanks keeps it; `is_lone_character` tells.
    """
    found: list[str] = []
    for match in _pieces(text):
        piece = match.group()
        if match.lastgroup == "run":
            found.extend(fold(piece[i : i + 2]) for i in range(max(1, len(piece) - 1)))
        elif word := fold(piece[:MAX_WORD]):
            found.append(word)
    return tuple(found)


def is_lone_character(word: str) -> bool:
    """Whether `word` is one character of a script without blanks: it is looked for as a beginning."""
    return len(word) == 1 and not word.isascii() and re.match(f"[{_RUNS}]", word) is not None


def bare(word: str) -> str:
    """A folded word without a possessive ``'s``: how names are looked up."""
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word


def stem_term(word: str, marked: bool = True) -> str:
    """The stem of a folded word as a term; `marked` where the field holds surface forms as well."""
    return f"={stem(word)}" if marked else stem(word)


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name, bare."""
    return tuple(map(bare, words_of(text)))


class Written(NamedTuple):
    """The folded words of a text, and those among them with a capital letter: their places, and each bare."""

    words: tuple[str, ...]
    places: tuple[int, ...]
    names: tuple[str, ...]

    def part(self, first: int, end: int) -> Written:
        """The words from `first` up to `end`."""
        low, high = bisect_left(self.places, first), bisect_left(self.places, end)
        places = tuple([place - first for place in self.places[low:high]])
        return Written(self.words[first:end], places, self.names[low:high])


def written(text: str, spans: Sequence[tuple[int, int]] = ()) -> tuple[Written, ...]:
    """The words and names of a text, then those of some spans of it: what each would give by itself."""
    plain = ascii_of(text)
    cuts = sorted({at for span in spans for at in span if _parts_words(text, at)})
    if plain is None:
        whole, places = _written_anywhere(text, cuts)
    else:
        whole, places = _written_plainly(plain, cuts)
    parts = [
        whole.part(places[start], places[end])
        if start in places and end in places
        else written(text[start:end])[0]
        for start, end in spans
    ]
    return whole, *parts


def _parts_words(text: str, at: int) -> bool:
    """Whether no word can reach over a place, nor what stands behind it change the word before."""
    beside = text[at - 1 : at + 1] if at else ""
    return len(beside) < 2 or any(char.isspace() or char in _BETWEEN for char in beside)


_BETWEEN = frozenset('“”„«»"—–…()[]:;!?')


def _written_plainly(plain: str, cuts: list[int]) -> tuple[Written, dict[int, int]]:
    """Of a text in ASCII: its words and names, and how many words come before each cut."""
    found: list[str] = []
    places = {}
    last = 0
    for cut in cuts:
        found += _PLAIN_WORD.findall(plain[last:cut])
        places[cut] = len(found)
        last = cut
    found += _PLAIN_WORD.findall(plain[last:] if last else plain)
    # in one piece: a call for each word would take longer
    words = "\n".join(found).lower().split("\n") if found else []
    named = [at for at, word in enumerate(found) if word != words[at]]
    words = list(_cut(words))
    names = [words[at] for at in named]
    if "'" in plain:
        names = [bare(name) for name in names]
    return Written(tuple(words), tuple(named), tuple(names)), places


def _written_anywhere(text: str, cuts: list[int]) -> tuple[Written, dict[int, int]]:
    found = tokens(text)
    named = [
        at
        for at, (start, end) in enumerate(zip(found.starts, found.ends, strict=True))
        if any(map(str.isupper, text[start:end]))
    ]
    places = {cut: bisect_left(found.starts, cut) for cut in cuts}
    # pairs of characters reach over a place that parts other words
    sure = {cut: at for cut, at in places.items() if at == 0 or found.ends[at - 1] <= cut}
    return Written(found.words, tuple(named), tuple(bare(found.words[at]) for at in named)), sure
