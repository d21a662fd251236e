"""The words of labels: which name a voice, an office or a field, and what a name before a colon is like."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from quoth.corpus.data_files import data_text

LabelForm = Literal["letter", "voice", "titled", "name", "caps", "word"]
"""``letter`` Q or A, ``voice`` "Host", ``titled`` "Ms. Roe", ``caps`` "ROE", ``word`` "Jane"."""
_MOST_WORDS = 9
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){2,3}")
_JOINING = frozenset(("the", "of", "and", "for", "in", "on", "to", "or", "as", "und", "et", "y", "e", "i"))
_NUMBER = re.compile(r"[#№]?\d{1,3}$|[a-z]$")
_UNACCENTED = str.maketrans("άέήίόύώϊϋΐΰς\u0307", "αεηιουωιυιυσ\u0307", "\u0307")
"""Greek in capitals has no accents, and a Turkish İ folds to two characters."""


class Phrases(NamedTuple):
    """The word lists of ``transcripts.toml``, all languages in one."""

    voices: frozenset[str]
    questions: frozenset[str]
    answers: frozenset[str]
    offices: frozenset[str]
    articles: frozenset[str]
    fields: frozenset[str]
    procedure: tuple[str, ...]
    titled: tuple[str, ...]
    own: frozenset[str]
    small: frozenset[str]
    asides: tuple[str, ...]
    starters: frozenset[str]


def entries(listed: str) -> list[str]:
    """The entries of a list in a data file; a blank at the end of one counts."""
    return [entry for part in listed.split(";") if (entry := part.strip("\n").lstrip())]


@cache
def phrases() -> Phrases:
    """The words of transcripts, read once."""
    table = tomllib.loads(data_text("transcripts.toml"))

    def listed(key: str) -> frozenset[str]:
        return frozenset(
            " ".join(folded(p)) for language in table.values() for p in entries(language.get(key, ""))
        )

    def starts(key: str) -> tuple[str, ...]:
        return tuple(
            sorted({phrase for language in table.values() for phrase in entries(language.get(key, ""))})
        )

    first = frozenset(p.split()[0] for key in ("voices", "offices", "articles") for p in listed(key))
    return Phrases(
        listed("voices"), listed("questions"), listed("answers"), listed("offices"), listed("articles"),
        listed("fields"), starts("procedure"), starts("titled"), listed("own"), listed("small"),
        starts("asides"), first,
    )  # fmt: skip


def folded(words: str) -> list[str]:
    """Words of a label in lower case, without full stops and with straight apostrophes."""
    low = words.casefold().replace("’", "'")
    if not low.isascii():
        low = low.translate(_UNACCENTED)
    return [w for part in low.split() if (w := part.strip(".,"))]


@lru_cache(maxsize=4096)
def form_of(words: str) -> LabelForm | None:
    """What a name before a colon looks like; None for what cannot be a speaker ("Photo credit")."""
    table = phrases()
    parts = words.split()
    low = folded(words)
    if not low or len(parts) > _MOST_WORDS or len(low) != len(parts):
        return None
    if words in ("Q", "A"):
        return "letter"
    bare = [w for n, w in enumerate(low) if not n or not _NUMBER.match(w)]
    article = len(bare) > 1 and bare[0] in table.articles
    if article:
        bare = bare[1:]
    joined = " ".join(bare).lstrip("#")
    if joined in table.voices or joined in table.questions or joined in table.answers:
        return None if parts[0][0].islower() else "voice"
    if any(" ".join(bare[:n]) in table.voices for n in (2, 3) if len(bare) > n):
        return "voice"  # "Plusieurs députés du groupe"
    if any(c.isdigit() for c in words):
        return None
    office = next((n for n in (3, 2, 1) if " ".join(bare[:n]) in table.offices and len(bare) >= n), 0)
    if office:
        rest = parts[len(parts) - len(bare) + office :]
        behind = low[-len(rest) :] if rest else []
        if len(behind) > 1 and behind[0] in table.articles:
            behind = behind[1:]  # "Mme la présidente"
        if not rest or " ".join(behind) in table.voices or " ".join(behind) in table.offices:
            return None if parts[0][0].islower() else "titled"
        if (
            len(rest) > 2
            and rest[-1][0].isupper()
            and rest[-2][0].isupper()
            and rest[-1].casefold() not in table.small
        ):
            return "titled" if not parts[0][0].islower() and len(parts) <= _MOST_WORDS else None
        tied = all(
            not p[0].islower() or w in table.small or len(p) < 4
            for p, w in zip(rest, low[-len(rest) :], strict=True)
        )
        return (
            "titled"
            if not parts[0][0].islower() and tied and rest[-1].casefold() not in table.small
            else None
        )
    if any(w in table.fields for w in low):
        return None
    if _INITIALS.fullmatch(words):
        return "caps"
    if words.isupper():
        return None if any(w in table.small for w in low) or len(words) < 2 else "caps"
    return _cased(words, parts, low, table)


def _cased(words: str, parts: list[str], low: list[str], table: Phrases) -> LabelForm | None:
    """A name in ordinary letters: words with capitals, short small ones between; or of a script without."""
    if words == words.upper() == words.lower():
        return None if len(parts) > 5 else "name" if len(parts) > 1 or len(words) in (2, 3, 4) else "word"
    if not parts[0][0].isupper() and parts[0] not in ("de", "van", "von", "al-", "el-"):
        return None
    if any(w.endswith("'s") for w in low):
        return None
    lower = [p for p in parts if p[0].islower()]
    if any(p in _JOINING for p in lower):
        return None
    if any(len(p) > 3 for p in lower) or len(lower) * 2 > len(parts) or parts[-1][0].islower():
        return None
    if len(parts) > 5 or any(
        w in table.small and p[0].isupper() and len(w) > 1 for w, p in zip(low[1:], parts[1:], strict=True)
    ):
        return None
    if low[0] in table.small and len(low[0]) > 1:
        return "word" if len(parts) > 1 and low[0] in table.articles else None  # "Le Journal de Nordby"
    return "name" if len(parts) > 1 else "word"
