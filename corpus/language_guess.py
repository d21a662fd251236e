"""Which language a text is written in: by its script and letters where these tell, else by common words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from quoth.corpus.data_files import data_text
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.latin import ascii_words, is_latin

_WORD = late_pattern(r"[^\W\d_]+")
_SAMPLE = 4_000
_LEAST_WORDS = 12
_LEAST_SHARE = 0.12
_LEAST_LETTERS = 4  # of a script, for it to tell
_LEAST_OF_SCRIPT = 0.5  # share of the letters that must be of it
_RARE = 0.004  # share of the letters of a script above which a letter is no slip

# Scripts by the languages written in them, each with letters that only it has among these; of a script's
# languages the one whose own letters are most frequent is taken, else the first.
_SCRIPTS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("\u3040-\u30ff\u3400-\u9fff", (("zh", ""), ("ja", "\u3041-\u30fa"))),
    ("\uac00-\ud7a3", (("ko", ""),)),
    (
        "\u0400-\u04ff",
        (
            ("ru", "ыэё"),
            ("bg", "ъ"),
            ("uk", "іїєґ"),
            ("be", "ў"),
            ("sr", "ђћџљњј"),
            ("mk", "ѓќѕ"),
            ("kk", "әғқңөұү"),
        ),
    ),
    ("\u0600-\u06ff", (("ar", "ةكىيأإؤ"), ("fa", "پچژگکی"), ("ur", "ٹڈڑےھ"), ("ps", "ټډړښۍ"))),
    ("\u0590-\u05ff", (("he", ""),)),
    ("\u0370-\u03ff", (("el", ""),)),
    ("\u0900-\u097f", (("hi", ""),)),
    ("\u0e00-\u0e7f", (("th", ""),)),
    ("\u10a0-\u10ff", (("ka", ""),)),
    ("\u0530-\u058f", (("hy", ""),)),
)


# Letters of the Latin alphabet that few languages have, for texts whose words do not tell.
_LATIN: tuple[tuple[str, str], ...] = (
    ("tr", "ğı"),
    ("hu", "őű"),
    ("cs", "řůě"),
    ("pl", "łżź"),
    ("ro", "ăț"),
)


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    """Each common word with the languages it is common in."""
    lines = data_text("common_words.txt").splitlines()
    languages: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            language, *words = line.split()
            for word in dict.fromkeys(words):
                languages[word] = (*languages.get(word, ()), language)
    return languages


@cache
def _letters() -> tuple[tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str] | None], ...]], ...]:
    return tuple(
        (
            re.compile(f"[{script}]"),
            tuple((code, re.compile(f"[{own}]") if own else None) for code, own in languages),
        )
        for script, languages in _SCRIPTS
    )


def _by_script(sample: str) -> str | None:
    """The language that the letters tell, or None for the Latin alphabet and for too few of them."""
    letters = sum(map(str.isalpha, sample))
    for script, languages in _letters():
        count = len(script.findall(sample))
        if count < _LEAST_LETTERS or count < _LEAST_OF_SCRIPT * letters:
            continue
        shares = {code: len(own.findall(sample)) / count for code, own in languages if own is not None}
        return _told(shares, languages[0][0])
    return None


def _told(shares: dict[str, float], first: str) -> str:
    """The language by the shares of its own letters."""
    if "be" in shares:
        return _cyrillic(shares)
    best = max(shares, key=shares.__getitem__, default=first)
    return best if shares.get(best, 0.0) > _RARE else first


@cache
def _languages_by_bytes() -> dict[bytes, tuple[str, ...]]:
    """Those of `_languages_by_word` that are written in ASCII."""
    return {word.encode(): codes for word, codes in _languages_by_word().items() if word.isascii()}


def _cyrillic(shares: dict[str, float]) -> str:
    """Belarusian has the і of Ukrainian and the ы and э of Russian, Bulgarian lacks them."""
    for code in ("kk", "be", "mk", "sr"):
        if shares[code] > _RARE:
            return code
    if shares["uk"] > _RARE:
        return "be" if shares["ru"] > _RARE else "uk"
    return "bg" if shares["bg"] > _RARE and not shares["ru"] else "ru"


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`, or None where neither letters nor words tell.

    A script of few languages tells at once, also in a short text. Else counts how many of the first words
    are among each language's commonest; texts of fewer than twelve words are not judged. Where two
    languages come out even, English goes before.
    """
    sample = text[:_SAMPLE].lower()
    if not is_latin(sample) and (told := _by_script(sample)) is not None:
        return told
    plain = ascii_words(sample, digits=False)
    # words of letters beyond ASCII as text, others as bytes, which need not be decoded
    known: Mapping[Any, tuple[str, ...]] = _languages_by_word() if plain is None else _languages_by_bytes()
    words: Counter[Any] = Counter(_WORD.findall(sample) if plain is None else plain)
    size = words.total()
    if size < _LEAST_WORDS:
        return None
    counts: dict[str, int] = {}
    for word, times in words.items():
        for language in known.get(word, ()):
            counts[language] = counts.get(language, 0) + times
    best = max(counts, key=counts.__getitem__, default="")
    count = counts.get(best, 0)
    if count >= _LEAST_SHARE * size:
        return "en" if counts.get("en") == count else best
    if sample.isascii():
        return None
    letters = sum(len(word) * times for word, times in words.items())
    return next((code for code, own in _LATIN if sum(map(sample.count, own)) > _RARE * letters), None)
