"""The leaves of a query: words, phrases, patterns, and the values of fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.values import dataclass
from quoth.index.analysis import fold, is_lone_character, query_words
from quoth.index.nodes import (
    Close,
    DateRange,
    Everything,
    Node,
    NumberRange,
    PathPart,
    Pattern,
    Values,
    Words,
)
from quoth.index.queryerror import QueryError
from quoth.index.queryfields import UNKNOWN_SPEAKER, QueryField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from quoth.index.lexer import Lexeme

_FUZZY = late_pattern(r"(.+)~([0-9]*)$", re.DOTALL)
_NUMBER = late_pattern(r"(>=|<=|>|<)?(\d+(?:\.\d+)?|\.\d+)$")
_NUMBERS = late_pattern(r"(\d*\.?\d*)\.\.(\d*\.?\d*)$")
_SECTION = late_pattern(r"[a-z2-7]{10}:s[a-z2-7]{6}(?:\.\d+)?$")
MAX_EDITS = 2


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a leaf depends on: the day, whether and up to where the query is being typed.

    `last_build` is when the index was last built, as its terms say it.
    """

    today: date | None
    lenient: bool
    end: int
    notes: list[str]
    last_build: str = ""

    def typing(self, lexeme: Lexeme) -> bool:
        """Whether the lexeme is the unfinished end of a query."""
        return self.lenient and lexeme.end == self.end


def leaf(lexeme: Lexeme, field: str, context: Context) -> Node | None:
    """A word, phrase, pattern or expression in a word field; None where it holds nothing to look for.

    Raises QueryError.
    """
    if lexeme.kind == "phrase":
        return _phrase(lexeme, field, context)
    if lexeme.kind == "regex":
        return _regex(lexeme, field)
    text = lexeme.text
    if text == "*" and field == "text":
        return Everything()
    if (fuzzy := _FUZZY.match(text)) and len(words := query_words(fuzzy[1])) == 1:
        edits = int(fuzzy[2] or 1)
        if not 1 <= edits <= MAX_EDITS:
            raise QueryError(
                f"{edits} edits are too many or too few", lexeme.start, lexeme.end, f"use ~1 or ~{MAX_EDITS}"
            )
        return Pattern(field, "fuzzy", words[0], edits)
    trimmed = text.rstrip("?!.,;:…")
    if "*" in trimmed or "?" in trimmed:
        return _wildcard(lexeme, text.rstrip("!.,;:…") if trimmed.endswith("*") else trimmed, field, context)
    return _words(text, field, False, lexeme, context)


def _words(text: str, field: str, exact: bool, lexeme: Lexeme, context: Context) -> Node | None:
    words = query_words(text)
    if not words:
        if not context.typing(lexeme):
            context.notes.append(f"'{text}' has no letters or digits: ignored")
        return None
    if len(words) == 1 and is_lone_character(words[0]):
        return Pattern(field, "prefix", words[0])
    return Words(field, words, exact, lexeme.start, lexeme.end)


def _phrase(lexeme: Lexeme, field: str, context: Context) -> Node | None:
    node = _words(lexeme.text, field, True, lexeme, context)
    if lexeme.slop is None or not isinstance(node, Words) or len(node.words) == 1:
        return node
    least = len(node.words) - 1
    if lexeme.slop < least:
        raise QueryError(
            f"{len(node.words)} words do not fit within {lexeme.slop}",
            lexeme.start,
            lexeme.end,
            f"use ~{least} or more",
        )
    return Close(field, node.words, lexeme.slop)


def _regex(lexeme: Lexeme, field: str) -> Node:
    pattern = "".join(c if c.isascii() or not c.isalpha() else fold(c) for c in lexeme.text)
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        at = lexeme.start + 1 + (getattr(error, "pos", None) or 0)
        reason = getattr(error, "msg", None) or str(error)
        raise QueryError(
            f"not a regular expression: {reason}", at, min(at + 1, lexeme.end), "it must match a whole word"
        ) from None
    return Pattern(field, "regex", pattern)


def _wildcard(lexeme: Lexeme, text: str, field: str, context: Context) -> Node | None:
    pieces = re.split(r"([*?])", text)
    folded = ""
    for piece in pieces:
        if piece in ("*", "?"):
            folded += piece
            continue
        words = query_words(piece)
        if len(words) > 1:
            raise QueryError(
                "a pattern covers one word",
                lexeme.start,
                lexeme.end,
                f'leave out the mark between the words, or quote them: "{piece}"',
            )
        folded += words[0] if words else ""
    letters = folded.replace("*", "").replace("?", "")
    if not letters:
        if context.typing(lexeme) or set(text) <= {"?"}:
            return None
        raise QueryError(
            "a pattern needs letters besides * and ?", lexeme.start, lexeme.end, "* alone finds everything"
        )
    if len(letters) < 2 and "*" in folded and not is_lone_character(letters):
        if context.typing(lexeme):
            return None
        raise QueryError(
            "a pattern with * needs at least two letters", lexeme.start, lexeme.end, f"such as {letters}e*"
        )
    if folded.endswith("*") and "*" not in folded[:-1] and "?" not in folded:
        return Pattern(field, "prefix", folded[:-1])
    return Pattern(field, "wildcard", folded)


def value_of(lexeme: Lexeme, about: QueryField, context: Context) -> Node | None:
    """What ``field:value`` asks for; None for an unfinished value while typing. Raises QueryError."""
    readers: dict[str, Callable[[Lexeme, QueryField, Context], Node | None]] = {
        "words": _word_value,
        "choice": _choice,
        "date": _date,
        "number": _number,
        "value": _value,
        "path": _path,
    }
    if lexeme.kind == "regex" and about.kind != "words":
        raise QueryError(f"{about.name}: takes no expression", lexeme.start, lexeme.end, about.about)
    return readers[about.kind](lexeme, about, context)


def _word_value(lexeme: Lexeme, about: QueryField, context: Context) -> Node | None:
    if lexeme.kind == "word":
        if about.name == "speaker" and lexeme.text.casefold() == UNKNOWN_SPEAKER:
            return Values("flags", ("unattributed",))
        if about.name == "section" and _SECTION.match(lexeme.text):
            return Values("section_id", (lexeme.text,))
        if lexeme.text == "*":
            return Pattern(about.index_field, "wildcard", "*")
    if lexeme.kind == "word" and lexeme.text[:1] in ("-", "+") and lexeme.text[1:]:
        raise QueryError(
            f"{about.name}: '{lexeme.text[0]}' stands before the field",
            lexeme.start,
            lexeme.start + 1,
            f"such as {lexeme.text[0]}{about.name}:{lexeme.text[1:]}; or quote the value",
        )
    node = leaf(lexeme, about.index_field, context)
    if node is None and not context.typing(lexeme):
        raise QueryError(f"{about.name}: has no word in it", lexeme.start, lexeme.end, about.about)
    return node


def _choice(lexeme: Lexeme, about: QueryField, context: Context) -> Node | None:
    value = lexeme.text.casefold()
    if value in about.values:
        return Values(about.index_field, (value,))
    if context.typing(lexeme) and any(choice.startswith(value) for choice in about.values):
        return None
    import difflib

    near = difflib.get_close_matches(value, about.values, 1, 0.5)
    hint = f"did you mean {about.name}:{near[0]}?" if near else f"use one of {', '.join(about.values)}"
    message, instead = f"{about.name}: has no value '{lexeme.text}'", near[0] if near else ""
    raise QueryError(message, lexeme.start, lexeme.end, hint, instead)


def _date(lexeme: Lexeme, about: QueryField, context: Context) -> Node | None:
    if about.name == "added" and fold(lexeme.text.strip()) == "last":
        return Values(about.index_field, (context.last_build,))
    # not imported for queries without dates
    from quoth.index.dates import FORMS, date_range

    try:
        low, high = date_range(lexeme.text.strip(), context.today)
    except (ValueError, OverflowError) as error:
        if context.typing(lexeme):
            return None
        raise QueryError(str(error), lexeme.start, lexeme.end, FORMS) from None
    return DateRange(about.index_field, low, high)


def _number(lexeme: Lexeme, about: QueryField, context: Context) -> Node | None:
    text = lexeme.text.strip()
    if about.name == "conf" and _beyond_one(text):
        if context.typing(lexeme):
            return None
        hint = "such as conf:>0.8; of all quotes with a speaker: is:attributed"
        raise QueryError("conf: goes from 0 to 1", lexeme.start, lexeme.end, hint)
    if single := _NUMBER.match(text):
        sign, number = single[1], float(single[2])
        low = None if sign in ("<", "<=") else number
        high = None if sign in (">", ">=") else number
        return NumberRange(about.index_field, low, high, sign == ">", sign == "<")
    if (pair := _NUMBERS.match(text)) and (pair[1].strip(".") or pair[2].strip(".")):
        low, high = (float(bound) if bound.strip(".") else None for bound in pair.groups())
        if low is None or high is None or low <= high:
            return NumberRange(about.index_field, low, high)
    if context.typing(lexeme):
        return None
    raise QueryError(
        f"{about.name}: wants a number, not '{lexeme.text}'",
        lexeme.start,
        lexeme.end,
        f"such as {about.name}:>0.8 or {about.name}:0.5..0.9"
        if about.name == "conf"
        else f"such as {about.name}:>20 or {about.name}:5..20",
    )


def _beyond_one(text: str) -> bool:
    """Whether a bound asks for what is greater than 1."""
    single, pair = _NUMBER.match(text), _NUMBERS.match(text)
    if single:
        number = float(single[2])
        return (number > 1 and single[1] not in ("<", "<=")) or (number == 1 and single[1] == ">")
    return pair is not None and bool(pair[1].strip(".")) and float(pair[1]) > 1


def _value(lexeme: Lexeme, about: QueryField, context: Context) -> Node | None:
    value = lexeme.text.strip().lower()
    return Values(about.index_field, (value,)) if value else None


def _path(lexeme: Lexeme, about: QueryField, context: Context) -> Node | None:
    text = lexeme.text.strip()
    return PathPart(about.index_field, text) if text else None
