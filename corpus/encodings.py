"""Which encoding bytes are in that say nothing of it themselves: likelihood of their letters.

Each candidate decodes a sample strictly; its characters are then scored by how often the languages
written in that encoding use them, and by how many of their commonest words turn up. The best sum of
log likelihoods wins; the distance to the best different reading gives the certainty.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from quoth.corpus.data_files import data_text
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.values import dataclass

_SAMPLE = 6_000
_LEAST_PLAUSIBLE = 0.9
_SINGLE_TAIL = 0.88
_ACCENT_TAIL = 0.62
_WORD_NATS = 2.5
_TEMPER = 4.0
_MOST_CERTAIN = 0.99

_MARKS = {
    **dict.fromkeys("“”„«»‘’‚–—…\xa0", math.log(0.03)),
    **dict.fromkeys("№°§€©®·•¿¡´£‹›™²³½", math.log(0.003)),
}
_CJK_MARKS = dict.fromkeys("，。、「」『』：；？！（）《》〈〉“”‘’【】…—・〜ー\u3000", math.log(0.03))
_OTHER_LETTER, _OTHER, _CONTROL = math.log(1e-4), math.log(2e-5), math.log(1e-7)
_COMMON_IDEOGRAPH, _RARE_IDEOGRAPH = math.log(1.5e-4), math.log(4e-6)
_MISPLACED = math.log(1e-2)
_SYMBOL_INSIDE = late_pattern(r"(?<=[^\W\d_])(?=[^\x00-\x7f])[^\w\s’‘'\-‐–—…“”«»](?=[^\W\d_])")
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_WORD = late_pattern(r"[^\W\d_]+")

_RARELY_MET = frozenset({"mac_roman", "mac_cyrillic", "cp850", "cp852"})
_RARE = math.log(0.03)
"""Encodings of old systems, which few texts are still kept in."""

_MULTIBYTE = {
    "gb18030": "gb2312", "big5": "big5", "cp932": "shift_jis", "euc_jp": "euc_jp", "cp949": "euc_kr",
}  # fmt: skip
"""East Asian encodings, and the older set whose first plane holds the characters in daily use."""
_COMMON_LEAD = {"gb18030": 0xD8, "big5": 0xC7, "cp932": 0x98, "euc_jp": 0xD0, "cp949": 0xC9}
"""Lead bytes below these hold the characters in daily use, by the design of the sets."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Text, the encoding it was read in, and how sure that is, 0..1."""

    text: str
    encoding: str
    certainty: float
    rival: str | None = None

    def warnings(self, declared: str | None) -> tuple[str, ...]:
        """What to tell about the guess."""
        instead = f"; it may also be {self.rival}" if self.rival and self.certainty < 0.9 else ""
        against = f"; it is declared as {declared!a}, which does not fit" if declared else ""
        return (f"encoding guessed: {self.encoding}, certainty {self.certainty:.0%}{instead}{against}",)


@dataclass(frozen=True, slots=True)
class _Profile:
    """The letters of a language with their log likelihood, and its commonest words."""

    language: str
    encodings: tuple[str, ...]
    letters: dict[str, float]
    words: frozenset[str]
    ideographic: bool


@cache
def _profiles() -> tuple[_Profile, ...]:
    lines = data_text("letters.txt").splitlines()
    return tuple(_profile(line) for line in lines if line and not line.startswith("#"))


def _profile(line: str) -> _Profile:
    language, encodings, letters, *words = line.split(" ")
    ideographic = language in ("zh", "ja", "ko")
    order = list(dict.fromkeys(letters))
    if ideographic:
        weights = [1 / (rank + 20) for rank in range(len(order))]
        share = 0.75
    else:
        tail = _SINGLE_TAIL if len(order) > 18 and order[0] not in "éèüäóá" else _ACCENT_TAIL
        weights = [max(tail**rank, 1e-3) for rank in range(len(order))]
        share = 0.9
    total = sum(weights)
    table = {letter: math.log(share * weight / total) for letter, weight in zip(order, weights, strict=True)}
    if not ideographic:
        for letter, value in list(table.items()):
            table.setdefault(letter.upper(), value - 2.5)
    return _Profile(language, tuple(encodings.split(",")), table, frozenset(words), ideographic)


def known(name: str) -> str | None:
    """Python's name for a declared encoding, or None for one that is no text encoding.

    What is declared as Latin-1 is read as its superset cp1252, and likewise for others, as the
    WHATWG encoding standard has it.
    """
    try:
        found = codecs.lookup(name.strip()[:40])
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name in ("idna", "punycode", "unicode_escape"):
        return None
    supersets = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
                 "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}  # fmt: skip
    return supersets.get(found.name, found.name)


def guessed(raw: bytes) -> Guess | None:
    """The likeliest text of bytes that are no UTF-8, or None where they are no text."""
    wide = _without_mark(raw)
    if wide is not None:
        return wide
    if _mostly_controls(raw):
        return None
    for encoding, sign in (("iso2022_jp", b"\x1b$"), ("hz", b"~{")):
        if sign in raw and raw.isascii():
            try:
                return Guess(raw.decode(encoding), encoding, 0.95)
            except UnicodeDecodeError:
                continue
    ranked = sorted(_scored(_sample(raw)), key=lambda entry: -entry[0])
    for place, (score, reading) in enumerate(ranked):
        try:
            whole = raw.decode(reading.encoding)
        except UnicodeDecodeError:
            continue
        rivals = (entry for entry in ranked[place + 1 :] if entry[1].text != reading.text)
        second, rival = next(((other, entry.encoding) for other, entry in rivals), (score - 40, None))
        certainty = 1 / (1 + math.exp(-min((score - second) / _TEMPER, 40)))
        return Guess(whole, reading.encoding, min(certainty, _MOST_CERTAIN), rival)
    return Guess(raw.decode("cp1252", "replace"), "cp1252", 0.05)


def _mostly_controls(raw: bytes) -> bool:
    return (len(raw) - len(raw.translate(None, _CONTROLS))) * 20 > len(raw)


def _sample(raw: bytes) -> bytes:
    """Whole lines from the first one beyond ASCII on."""
    first = next((found.start() for found in [re.search(rb"[\x80-\xff]", raw)] if found), 0)
    begin = raw.rfind(b"\n", max(0, first - _SAMPLE // 4), first) + 1 or max(0, first - 200)
    piece = raw[begin : begin + _SAMPLE]
    end = piece.rfind(b"\n")
    return piece[: end + 1] if begin + len(piece) < len(raw) and end > _SAMPLE // 2 else piece


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sample read in one encoding, and what of it is counted.

    `misplaced` are capitals beyond ASCII after small letters and symbols inside words.
    """

    encoding: str
    text: str
    beyond_ascii: Counter[str]
    words: Counter[str]
    misplaced: int


def _read(sample: bytes, encoding: str) -> _Reading | None:
    """The sample read strictly, or None; a character cut off at its end is forgiven."""
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(sample)
    except UnicodeDecodeError:
        return None
    capitals = sum(b > "\x7f" and b.isupper() and a.islower() for a, b in pairwise(text))
    return _Reading(
        encoding=encoding,
        text=text,
        beyond_ascii=Counter(char for char in text if char > "\x7f"),
        words=Counter(_WORD.findall(text.lower())),
        misplaced=capitals + len(_SYMBOL_INSIDE.findall(text)),
    )


def _scored(sample: bytes) -> Iterator[tuple[float, _Reading]]:
    """The readings of the sample, each with its log likelihood in the language that fits best."""
    profiles = _profiles()
    for encoding in dict.fromkeys(name for profile in profiles for name in profile.encodings):
        reading = _read(sample, encoding)
        if reading is not None:
            own = (profile for profile in profiles if encoding in profile.encodings)
            rarity = _RARE if encoding in _RARELY_MET else 0.0
            yield max(_likelihood(profile, reading) for profile in own) + rarity, reading


def _likelihood(profile: _Profile, reading: _Reading) -> float:
    ideographic = reading.encoding if profile.ideographic else None
    score = sum(
        count * (profile.letters.get(char) or _likelihood_of(char, ideographic))
        for char, count in reading.beyond_ascii.items()
    )
    if not profile.ideographic:
        score += _MISPLACED * reading.misplaced
    return score + _WORD_NATS * sum(reading.words[word] for word in profile.words)


def _likelihood_of(char: str, ideographic: str | None) -> float:
    """The log likelihood of a character that the language's letters do not hold."""
    if ideographic is not None and char in _CJK_MARKS:
        return _CJK_MARKS[char]
    if char in _MARKS:
        return _MARKS[char]
    if ideographic is not None and char >= "\u3040" and char.isalpha():
        try:
            coded = char.encode(_MULTIBYTE[ideographic])
        except UnicodeEncodeError:
            return _RARE_IDEOGRAPH - 2
        return _COMMON_IDEOGRAPH if coded[0] < _COMMON_LEAD[ideographic] else _RARE_IDEOGRAPH
    if "\x80" <= char < "\xa0" or not char.isprintable():
        return _CONTROL
    return _OTHER_LETTER if char.isalpha() else _OTHER


def _without_mark(raw: bytes) -> Guess | None:
    """UTF-16 or UTF-32 without a byte order mark: blanks and stops fall into place in one order only."""
    for width, encodings in ((4, ("utf-32-le", "utf-32-be")), (2, ("utf-16-le", "utf-16-be"))):
        if len(raw) % width or len(raw) < 2 * width:
            continue
        head = raw[: 8192 // width * width]
        ranked: list[tuple[float, str]] = []
        for encoding in encodings:
            try:
                text = codecs.getincrementaldecoder(encoding)("strict").decode(head)
            except UnicodeDecodeError:
                continue
            if text and _plausible(text) >= _LEAST_PLAUSIBLE:
                stops = sum(text.count(mark) for mark in " \n.,，。、")
                ranked.append((stops / len(text), encoding))
        if ranked and max(ranked)[0] >= 0.02:
            share, encoding = max(ranked)
            try:
                return Guess(raw.decode(encoding), encoding, min(0.6 + 4 * share, _MOST_CERTAIN))
            except UnicodeDecodeError:
                continue
    return None


def _plausible(text: str) -> float:
    """The share of characters from the blocks that articles are written in."""
    counts = Counter(text)
    fit = sum(
        count
        for char, count in counts.items()
        if char in "\t\n\r"
        or " " <= char <= "~"
        or "\xa0" <= char <= "\u06ff"
        or "\u2010" <= char <= "\u2026"
        or "\u3000" <= char <= "\u30ff"
        or "\u4e00" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\uff01" <= char <= "\uff5e"
    )
    return fit / len(text)
