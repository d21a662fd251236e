"""Inflection taken off, so that `sanction` finds `sanctions`: in English by hand, elsewhere by Snowball.

English: plural, past, -ing and final -e. Steps 1a, 1b, 1c, 5a and 5b of M. F. Porter, "An algorithm
for suffix stripping", Program 14(3), 1980. The derivational steps 2 to 4 are left out on purpose:
they make `general` and `generate`, `policy` and `police` one word, and a reader of quotes did not
ask for that. Words that the steps get wrong and that are common in reports stand in a small table.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from typing import cast

SNOWBALL = {
    "da": "Danish",
    "de": "German",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "hu": "Hungarian",
    "it": "Italian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
}
"""Languages with a Snowball stemmer (M. F. Porter, snowballstem.org) in Whoosh, by their codes."""

TONGUES = ("en", *SNOWBALL)
"""The languages by whose rules words are stemmed; an index keeps the number of each document's."""

_EXCEPTIONS = {
    "always": "always",
    "anything": "anything",
    "being": "be",
    "besides": "besides",
    "died": "die",
    "dies": "die",
    "does": "do",
    "doing": "do",
    "during": "during",
    "dying": "die",
    "evening": "evening",
    "evenings": "evening",
    "everything": "everything",
    "gas": "gas",
    "gases": "gas",
    "goes": "go",
    "going": "go",
    "his": "his",
    "lied": "lie",
    "lies": "lie",
    "lying": "lie",
    "morning": "morning",
    "mornings": "morning",
    "news": "news",
    "nothing": "nothing",
    "perhaps": "perhaps",
    "something": "something",
    "tied": "tie",
    "ties": "tie",
    "tying": "tie",
    "united": "united",
    "use": "use",
    "used": "use",
    "uses": "use",
    "using": "use",
    "was": "was",
}
_CYRILLIC = frozenset({"ru"})
_ELISIONS = ("l'", "d'", "j'", "n'", "s'", "c'", "m'", "t'", "qu'")


def _consonants(word: str) -> str:
    """`word` as a string of ``c`` and ``v``; y is a vowel after a consonant."""
    shape: list[str] = []
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and bool(shape) and shape[-1] == "c")
        shape.append("v" if vowel else "c")
    return "".join(shape)


def _measure(word: str) -> int:
    """How many times a vowel run is followed by a consonant run: Porter's m."""
    return _consonants(word).count("vc")


def _short(word: str) -> bool:
    """Whether `word` ends consonant, vowel, consonant, the last none of w, x, y: Porter's *o."""
    return _consonants(word)[-3:] == "cvc" and word[-1] not in "wxy"


def _doubled(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _consonants(word)[-1] == "c"


def _plural(word: str) -> str:
    if word.endswith("sses") or (word.endswith("ies") and len(word) > 3):
        return word[:-2]
    # -us and -is are singular far more often than not: status, virus, crisis
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        base = word[: -len(ending)]
        if word.endswith(ending) and "v" in _consonants(base) and len(base) > 1:
            if base.endswith(("at", "bl", "iz")):
                return base + "e"
            if _doubled(base) and base[-1] not in "lsz" and len(base) > 3:
                return base[:-1]
            return base + "e" if _measure(base) == 1 and _short(base) else base
    return word


def _final(word: str) -> str:
    if word.endswith("y") and "v" in _consonants(word[:-1]):
        word = word[:-1] + "i"
    if word.endswith("e") and len(word) > 3:
        base = word[:-1]
        measure = _measure(base)
        if measure > 1 or (measure == 1 and not _short(base)):
            word = base
    if word.endswith("ll") and _measure(word[:-1]) > 1:
        word = word[:-1]
    return word


@lru_cache(maxsize=1 << 16)
def stem(word: str, code: str = "en") -> str:
    """The stem of a folded word in a language; a number loses its thousands separators.

    Possessive ``'s`` and elisions (``l'``, ``qu'``) go too. In English, and in languages without a stemmer,
    words with letters outside a-z keep their form.
    """
    if "'" in word:
        if word.endswith("'s"):
            word = word[:-2]
        for elided in _ELISIONS:
            if word.startswith(elided) and len(word) > len(elided) + 2:
                word = word[len(elided) :]
                break
    if word[:1].isdigit():
        return _number(word)
    if code in SNOWBALL:
        if code in _CYRILLIC and word.isascii():
            # Snowball would take Latin letters for romanised ones
            return word
        return _snowball(code)(word) if word.isalpha() and len(word) > 2 else word
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    known = _EXCEPTIONS.get(word)
    return known if known is not None else _final(_past(_plural(word)))


def tongue_of(code: str | None) -> int:
    """The number of the language by whose rules the words of a text are stemmed."""
    return TONGUES.index(code) if code in SNOWBALL else 0


def stem_in(word: str, tongue: int) -> str:
    """The stem of a folded word in the language of a number."""
    return stem(word, TONGUES[tongue])


@lru_cache(maxsize=1 << 10)
def kin(word: str) -> str:
    """Letters that every English word with the stem of `word` holds; empty where there are none in common.

    Taking off an inflection changes or adds at most the last letter of what is left. An elided article may
    stand before the letters.
    """
    stemmed = stem(word)
    letters = stemmed[:-1]
    # of a short word that is no inflection the whole is the stem
    forms = (form for form, other in _EXCEPTIONS.items() if other == stemmed)
    return letters if len(letters) > 1 and all(letters in form for form in forms) else ""


@cache
def _snowball(code: str) -> Callable[[str], str]:
    """The stemmer of a language, loaded when first asked for."""
    stemmers = import_module("whoosh.lang.snowball")
    return cast(Callable[[str], str], getattr(stemmers, f"{SNOWBALL[code]}Stemmer")().stem)


def _number(word: str) -> str:
    groups = word.split(",")
    if len(groups) > 1 and 0 < len(groups[0]) <= 3 and all(len(g.split(".")[0]) == 3 for g in groups[1:]):
        return "".join(groups)
    return word
