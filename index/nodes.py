"""What a query means: a small tree, independent of how it is evaluated."""

from __future__ import annotations

from typing import Literal

from quoth.corpus.values import dataclass, replace

PatternKind = Literal["prefix", "wildcard", "fuzzy", "regex"]


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or several that must follow each other, in a word field.

    `exact` asks for the words as they stand (a phrase in quotation marks); otherwise each also
    matches its inflections, in English and in the languages of `codes`. `start`/`end` is where they
    stand in the query.
    """

    field: str
    words: tuple[str, ...]
    exact: bool
    start: int
    end: int
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Close:
    """Words as they stand, in any order, the first and the last at most `distance` words apart."""

    field: str
    words: tuple[str, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Any word that a pattern accepts; `edits` is for fuzzy alone."""

    field: str
    kind: PatternKind
    text: str
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Values:
    """A value field that holds one of `values`, whole."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A value field whose number lies between two bounds; None is no bound."""

    field: str
    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class DateRange:
    """A date that lies wholly between two days, inclusive, each ``YYYY-MM-DD`` or None."""

    field: str
    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True)
class PathPart:
    """A path that holds `text`, or with ``*`` and ``?`` in it matches as a whole; case is ignored."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Everything:
    """Every quote, paragraph and heading."""


@dataclass(frozen=True, slots=True)
class Near:
    """Two things in the text, at most `distance` words apart, in any order, sharing no word."""

    left: Node
    right: Node
    distance: int


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts, in one passage."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not match."""

    part: Node


Node = (
    Words | Close | Pattern | Values | NumberRange | DateRange | PathPart | Everything | Near | And | Or | Not
)

QUOTE_FIELDS = frozenset({"speaker", "role", "cue", "flags", "confidence", "speaker_id", "words"})
"""Fields that a quote has in its own right, apart from the paragraph around it."""


def inflected(node: Node, codes: tuple[str, ...]) -> Node:
    """The same query with the words of texts inflected in other languages as well."""
    match node:
        case Words(field="text", exact=False):
            return replace(node, codes=codes)
        case And(parts):
            return And(tuple(inflected(part, codes) for part in parts))
        case Or(parts):
            return Or(tuple(inflected(part, codes) for part in parts))
        case Not(part):
            return Not(inflected(part, codes))
        case Near(left, right, distance):
            return Near(inflected(left, codes), inflected(right, codes), distance)
        case _:
            return node


def codes_in(node: Node) -> frozenset[str]:
    """The languages besides English in which some words of a query are inflected."""
    match node:
        case Words(codes=codes):
            return frozenset(codes)
        case And(parts) | Or(parts):
            return frozenset().union(*map(codes_in, parts))
        case Not(part):
            return codes_in(part)
        case Near(left, right):
            return codes_in(left) | codes_in(right)
        case _:
            return frozenset()


def conjunction(parts: list[Node]) -> Node:
    """All of `parts`, flat."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else [part])
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def disjunction(parts: list[Node]) -> Node:
    """Any of `parts`, flat."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else [part])
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def fields_of(node: Node) -> frozenset[str]:
    """The index fields that a tree looks at."""
    match node:
        case And(parts) | Or(parts):
            return frozenset().union(*(fields_of(part) for part in parts))
        case Not(part):
            return fields_of(part)
        case Near(left, right):
            return fields_of(left) | fields_of(right)
        case Everything():
            return frozenset()
        case _:
            return frozenset({node.field})


def split_filters(node: Node) -> tuple[Node, tuple[Node, ...]]:
    """The tree as what is looked for, and the conditions on quotes that only narrow it.

    A condition is a part of the outermost conjunction that looks at fields of quotes alone, such as
    ``speaker:x`` or ``-is:suspect``.
    """
    parts = node.parts if isinstance(node, And) else (node,)
    sought: list[Node] = []
    filters: list[Node] = []
    for part in parts:
        fields = fields_of(part)
        (filters if fields and fields <= QUOTE_FIELDS else sought).append(part)
    return (conjunction(sought) if sought else Everything()), tuple(filters)


def names_kind(node: Node) -> bool:
    """Whether the query itself says which kind of passage it wants."""
    match node:
        case And(parts) | Or(parts):
            return any(names_kind(part) for part in parts)
        case Values(field="kind"):
            return True
        case _:
            return False


def explain(node: Node, depth: int = 0) -> str:
    """The tree as indented lines, for people who want to know how a query was read."""
    pad = "  " * depth
    match node:
        case And(parts) | Or(parts):
            name = "all of" if isinstance(node, And) else "any of"
            return "\n".join([f"{pad}{name}", *(explain(part, depth + 1) for part in parts)])
        case Not(part):
            return f"{pad}not\n{explain(part, depth + 1)}"
        case Near(left, right, distance):
            return f"{pad}within {distance} words\n{explain(left, depth + 1)}\n{explain(right, depth + 1)}"
        case Everything():
            return f"{pad}everything"
        case Words(field, words, exact):
            shown = " ".join(words)
            return f"{pad}{field}: " + (f'"{shown}"' if exact else shown)
        case Close(field, words, distance):
            return f'{pad}{field}: "{" ".join(words)}" within {distance} words'
        case Pattern(field, kind, text, edits):
            return f"{pad}{field}: {kind} {text}" + (f" (at most {edits} edits)" if edits else "")
        case Values(field, values):
            more = [f"{len(values) - _SHOWN} more"] if len(values) > _SHOWN else []
            return f"{pad}{field}: {' or '.join([*values[:_SHOWN], *more]) or 'nothing'}"
        case PathPart(field, text):
            return f"{pad}{field}: {text}"
        case NumberRange(field, low, high, low_open, high_open):
            return pad + _bounds(field, low, high, low_open, high_open)
        case DateRange(field, low, high):
            return pad + _bounds(field, low, high, False, False)


_SHOWN = 6
"""So many values are listed of a long list."""


def _bounds(field: str, low: object, high: object, low_open: bool, high_open: bool) -> str:
    if low == high:
        return f"{field}: {low}"
    parts = []
    if low is not None:
        parts.append(f"{'>' if low_open else '>='} {low}")
    if high is not None:
        parts.append(f"{'<' if high_open else '<='} {high}")
    return f"{field}: {' and '.join(parts)}"
