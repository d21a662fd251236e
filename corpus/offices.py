"""Offices named before their holders without "of": "ministrul Transporturilor, Ion Roe"."""

from __future__ import annotations

from quoth.corpus.language import Language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.names import Name, fold

_NEXT_WORD = late_pattern(r"[^\W\d_]+")


def is_office(text: str, start: int, end: int, name: Name, known: Language) -> bool:
    """Whether a capitalised word is what an office is of, and its holder follows behind a comma.

    So where cases do without "of": "ministrul Transporturilor, Ion Roe".
    """
    if known.code == "en" or len(name.words) != 1 or text[end : end + 2] != ", ":
        return False
    before = fold(text[max(0, start - 40) : start].rstrip().rpartition(" ")[2])
    follows = _NEXT_WORD.match(text, end + 2)
    return (
        (before in known.titles or before in known.roles or bool(name.title))
        and follows is not None
        and known.declension.stem(fold(follows[0])) in known.gender
    )
