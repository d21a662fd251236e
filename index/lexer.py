"""A query as a list of lexemes with their places."""

from __future__ import annotations

import re
from typing import Literal

from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.values import dataclass
from quoth.index.queryerror import QueryError
from quoth.index.queryfields import BY_NAME

LexemeKind = Literal["word", "phrase", "regex", "field", "op", "not", "plus", "open", "close", "comma"]

CLOSING = {
    '"': '"',
    "“": '”"“',
    "”": "”",
    "„": '“”"‟',
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "＂": "＂",
}
"""Marks that open a phrase, each with those that may close it, the proper one first."""

SINGLE = {"‘": "’", "'": "'", "‚": "‘’"}
"""Single marks: they open a phrase only where a closing one follows, for they are apostrophes too."""

_BLANK = late_pattern(r"\s+")
_OPERATOR = late_pattern(r"(AND|OR|NOT|NEAR(?:/[^\s()]*)?)(?=[\s()]|$)|\|")
_FIELD = late_pattern(r"([A-Za-z_]{1,40}):(?!//)")
_SLOP = late_pattern(r"~(\d+)")
_MOST_DIGITS = 9
"""Of a longer number of words between two, so many digits are read: no text is as long."""
_MARKS = "".join(CLOSING)
_WORD = late_pattern(rf"[^\s(){re.escape(_MARKS)}|]+")
_LISTED = late_pattern(rf"[^\s(){re.escape(_MARKS)}|,]+")
_ENDS = late_pattern(r"[\s()]|$")
MAX_LEXEMES = 500


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One piece of a query; `text` is without marks, `slop` the number after ``"…"~``.

    `glued` says that it follows a ``field:`` without a blank. `closed` is false for a phrase whose
    closing mark is missing, in lenient reading; `mark` is then the one that would close it.
    """

    kind: LexemeKind
    text: str
    start: int
    end: int
    slop: int | None = None
    glued: bool = False
    closed: bool = True
    mark: str = ""


def distance(digits: str) -> int:
    """A number of words, as a query writes it."""
    return int(digits[:_MOST_DIGITS])


def lex(text: str, *, lenient: bool = False) -> tuple[Lexeme, ...]:
    """The lexemes of a query. Raises QueryError for a phrase without end, unless `lenient`."""
    found: list[Lexeme] = []
    place = 0
    while place < len(text):
        if blank := _BLANK.match(text, place):
            place = blank.end()
            continue
        if len(found) >= MAX_LEXEMES:
            raise QueryError("the query is too long", place, len(text), f"at most {MAX_LEXEMES} parts")
        before = found[-1] if found and found[-1].end == place else None
        glued = before is not None and (
            before.kind in ("field", "comma") or (before.glued and text[place] == ",")
        )
        lexeme = _next(text, place, glued, lenient)
        found.append(lexeme)
        place = lexeme.end
    return tuple(found)


def _next(text: str, place: int, glued: bool, lenient: bool) -> Lexeme:
    char = text[place]
    if char in "()":
        return Lexeme("open" if char == "(" else "close", char, place, place + 1, glued=glued)
    if char in CLOSING:
        return _phrase(text, place, glued, lenient)
    if char in SINGLE and (single := _single(text, place, glued)):
        return single
    if char == "/" and (regex := _regex(text, place, glued)):
        return regex
    if glued:
        if char == ",":
            return Lexeme("comma", char, place, place + 1, glued=True)
        match = _LISTED.match(text, place)
        if match is None:
            return Lexeme("word", char, place, place + 1, glued=True)
        return Lexeme("word", match.group(), place, match.end(), glued=True)
    if operator := _OPERATOR.match(text, place):
        return Lexeme("op", operator.group(), place, operator.end())
    if char in "-+" and place + 1 < len(text) and not text[place + 1].isspace() and text[place + 1] != ")":
        return Lexeme("not" if char == "-" else "plus", char, place, place + 1)
    if (field := _FIELD.match(text, place)) and _is_field(text, field):
        return Lexeme("field", field[1].lower(), place, field.end())
    match = _WORD.match(text, place)
    if match is None:
        return Lexeme("word", char, place, place + 1)
    return Lexeme("word", match.group(), place, match.end())


def _is_field(text: str, match: re.Match[str]) -> bool:
    """Whether ``name:`` is meant as a field: a pasted ``Word: more words`` is not."""
    follows = match.end() < len(text) and not (text[match.end()].isspace() or text[match.end()] == ")")
    return follows or match[1].lower() in BY_NAME


def _phrase(text: str, place: int, glued: bool, lenient: bool) -> Lexeme:
    closing = CLOSING[text[place]]
    end = place + 1
    while end < len(text) and text[end] not in closing:
        end += 1
    if end == len(text):
        if not lenient:
            raise QueryError(
                "the quotation mark is never closed", place, len(text), f"add {closing[0]} at the end"
            )
        return Lexeme("phrase", text[place + 1 :], place, end, glued=glued, closed=False, mark=closing[0])
    body = text[place + 1 : end]
    slop = _SLOP.match(text, end + 1)
    after = slop.end() if slop else end + 1
    return Lexeme("phrase", body, place, after, slop=distance(slop[1]) if slop else None, glued=glued)


def _single(text: str, place: int, glued: bool) -> Lexeme | None:
    closing = SINGLE[text[place]]
    for end in range(place + 2, len(text)):
        if text[end] in closing and not text[end + 1 : end + 2].isalnum():
            body = text[place + 1 : end]
            slop = _SLOP.match(text, end + 1)
            after = slop.end() if slop else end + 1
            return Lexeme("phrase", body, place, after, slop=distance(slop[1]) if slop else None, glued=glued)
    return None


def _regex(text: str, place: int, glued: bool) -> Lexeme | None:
    """``/…/`` up to a slash that a blank, a bracket or the end follows; otherwise no expression."""
    end = place + 1
    while end < len(text) and text[end] != "\n":
        if text[end] == "\\":
            end += 2
            continue
        if text[end] == "/" and end > place + 1 and _ENDS.match(text, end + 1):
            return Lexeme("regex", text[place + 1 : end], place, end + 1, glued=glued)
        end += 1
    return None
