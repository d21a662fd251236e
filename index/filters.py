"""Filters as text of the query: what the chips above a result show, add and take off."""

from __future__ import annotations

import re

from quoth.corpus.values import dataclass
from quoth.index.lexer import Lexeme, lex
from quoth.index.queryfields import ALIASES, BY_NAME

_BARE = re.compile(r"[\w.@%#-][\w.:@%#/'’-]*$")


@dataclass(frozen=True, slots=True)
class Filter:
    """One ``field:values`` of a query, outside of brackets and alternatives.

    `values` are without marks; `start`/`end` is its place in the query, a leading ``-`` included.
    """

    field: str
    values: tuple[str, ...]
    exclude: bool
    start: int
    end: int


def filters_of(query: str) -> tuple[Filter, ...]:
    """The filters of a query, in order; none for a query with alternatives at the top."""
    lexemes = lex(query, lenient=True)
    return () if _alternatives(lexemes) else tuple(_filters(query, lexemes))


def with_filter(query: str, field: str, value: str, *, exclude: bool = False) -> str:
    """`query` narrowed to (or by) ``field:value``.

    A further value of a field joins the first: either is wanted, or neither. A value that is there
    already is left, one that is there the other way round is turned. A mark or bracket that is still
    open is closed.
    """
    query = without_filter(_closed(query), field, value, exclude=not exclude)
    for known in filters_of(query):
        if (known.field, known.exclude) == (_name(field), exclude) and BY_NAME[known.field].kind != "sort":
            if any(value.casefold() == other.casefold() for other in known.values):
                return query
            return _with_values(query, known, (*known.values, value))
    if _alternatives(lex(query, lenient=True)):
        query = f"({query.strip()})"
    chip = f"{'-' if exclude else ''}{_name(field)}:{quoted(value)}"
    return f"{query.rstrip()} {chip}".lstrip()


def without_filter(query: str, field: str, value: str | None = None, *, exclude: bool = False) -> str:
    """`query` without ``field:value``, or with `value` None without any filter of the field."""
    for known in reversed(filters_of(query)):
        if (known.field, known.exclude) != (_name(field), exclude):
            continue
        left = () if value is None else tuple(v for v in known.values if v.casefold() != value.casefold())
        if left != known.values:
            query = _with_values(query, known, left)
    return _unwrapped(query)


def quoted(value: str) -> str:
    """A value as a query writes it: in quotation marks where it needs them."""
    if _BARE.match(value):
        return value
    if '"' not in value:
        return f'"{value}"'
    return f"«{value}»" if "»" not in value else '"' + value.replace('"', " ") + '"'


def _closed(query: str) -> str:
    """A query with the marks that close it."""
    lexemes = lex(query, lenient=True)
    depth = sum({"open": 1, "close": -1}.get(lexeme.kind, 0) for lexeme in lexemes)
    mark = lexemes[-1].mark if lexemes else ""
    return query + mark + ")" * depth


def _name(field: str) -> str:
    return ALIASES.get(field, field)


def _alternatives(lexemes: tuple[Lexeme, ...]) -> bool:
    """Whether the query is, at its top, one thing OR another."""
    depth = 0
    for lexeme in lexemes:
        depth += {"open": 1, "close": -1}.get(lexeme.kind, 0)
        if depth == 0 and lexeme.kind == "op" and lexeme.text in ("OR", "|"):
            return True
    return False


def _filters(query: str, lexemes: tuple[Lexeme, ...]) -> list[Filter]:
    found: list[Filter] = []
    depth = 0
    for number, lexeme in enumerate(lexemes):
        depth += {"open": 1, "close": -1}.get(lexeme.kind, 0)
        if depth or lexeme.kind != "field" or lexeme.text not in BY_NAME:
            continue
        values: list[str] = []
        end = lexeme.end
        for value in lexemes[number + 1 :]:
            if not value.glued or value.kind not in ("word", "phrase", "comma"):
                break
            end = value.end
            if value.kind != "comma":
                values.append(value.text)
        before = lexemes[number - 1] if number else None
        start, exclude = lexeme.start, False
        if before is not None and (before.kind == "not" or before.text == "NOT"):
            start, exclude = before.start, True
        if values:
            found.append(Filter(_name(lexeme.text), tuple(values), exclude, start, end))
    return found


def _with_values(query: str, known: Filter, values: tuple[str, ...]) -> str:
    """`query` with other values in a filter's place; without it, and one blank, for none."""
    before, after = query[: known.start], query[known.end :]
    if values:
        sign = "-" if known.exclude else ""
        return f"{before}{sign}{known.field}:{','.join(map(quoted, values))}{after}"
    return f"{before.rstrip()} {after.lstrip()}".strip() if before.strip() else after.lstrip()


def _unwrapped(query: str) -> str:
    """A query that is one bracket around alternatives, without it."""
    lexemes = lex(query, lenient=True)
    if len(lexemes) > 2 and lexemes[0].kind == "open" and lexemes[-1].kind == "close":
        depth = 0
        for lexeme in lexemes[:-1]:
            depth += {"open": 1, "close": -1}.get(lexeme.kind, 0)
            if depth == 0:
                return query
        if lexemes[-1].end == len(query.rstrip()):
            inner = query.strip()[1:-1].strip()
            return inner if _alternatives(lex(inner, lenient=True)) else query
    return query
