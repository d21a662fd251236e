"""The query language: from text to a tree, or to an error with a position and a hint.

    query = or ; or = and { ("OR"|"|") and } ; and = unary { ["AND"] unary | "NEAR"["/"n] unary }
    unary = ("-"|"NOT") unary | "+" unary | "(" or ")" | field ":" value | leaf
    leaf  = word | word* | wo?d | word~ | "phrase" | “phrase” | «phrase» | "a b"~5 | /regex/ | *

Adjacent words must all match in the same passage. AND, OR, NOT, NEAR are operators in capitals
only. Addresses and times of day (``http://…``, ``10:30``) are plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.corpus.values import dataclass
from quoth.index.leaves import Context, leaf, value_of
from quoth.index.lexer import Lexeme, distance, lex
from quoth.index.nodes import And, Everything, Near, Node, Not, Or, Pattern, Words, conjunction, disjunction
from quoth.index.queryerror import QueryError
from quoth.index.queryfields import BY_NAME, FIELDS, SORTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

__all__ = ["ParsedQuery", "QueryError", "parse_query"]

NEAR_DISTANCE = 10
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as it was understood.

    `text` is the query as if closed: what was typed, where nothing was missing; otherwise with the
    missing marks added and the unfinished rest left out, so that searching for it strictly gives
    the same. `sort` is one of `SORTS` or None. `notes` are remarks for people.
    """

    text: str
    node: Node
    sort: str | None = None
    notes: tuple[str, ...] = ()


def parse_query(
    text: str,
    *,
    lenient: bool = False,
    known: Callable[[str, str], bool] | None = None,
    today: date | None = None,
    last_build: str = "",
) -> ParsedQuery:
    """The meaning of a query.

    `lenient` is for a query that is still being typed: an unfinished end is read as if closed. With
    `known(field, word)`, which says whether a word is indexed, a last word that is not yet one is
    read as the beginning of one. `today` is what relative dates count from, the day of the clock where it
    is None; `last_build` the term of what came with the last build. Raises QueryError.
    """
    if not lenient:
        return _Parser(text, False, known, today, last_build).parse()
    while True:
        try:
            return _Parser(text, True, known, today, last_build).parse()
        except _Unfinished as unfinished:
            # shorter with every turn, so this comes to an end
            text = text[: unfinished.start]


class _Unfinished(Exception):
    """What stands from `start` to the end of the query is still being typed."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


class _Parser:
    """A recursive descent over the lexemes of one query."""

    def __init__(
        self,
        text: str,
        lenient: bool,
        known: Callable[[str, str], bool] | None,
        today: date | None,
        last_build: str,
    ) -> None:
        self._text = text
        self._lenient = lenient
        self._known = known
        self._lexemes = lex(text, lenient=lenient)
        self._place = 0
        self._depth = 0
        self._sort: str | None = None
        self._tail = ""
        self._context = Context(today, lenient, len(text), [], last_build)

    def parse(self) -> ParsedQuery:
        if not self._lexemes:
            if not self._lenient:
                raise QueryError("the query is empty", 0, 0, "type a word, or * for everything")
            return ParsedQuery("", Everything())
        node = self._or("text")
        if (over := self._peek()) is not None:
            raise QueryError("this ')' closes nothing", over.start, over.end, "take it out, or quote it")
        if node is None and self._sort is None:
            if self._lenient:
                raise _Unfinished(0)
            raise QueryError(
                "there is no word in it to look for",
                0,
                len(self._text),
                "type letters or digits, or * for everything",
            )
        closed = (self._text.rstrip() + self._tail).strip() if self._lenient else self._text
        return ParsedQuery(closed, node or Everything(), self._sort, tuple(self._context.notes))

    def _peek(self) -> Lexeme | None:
        return self._lexemes[self._place] if self._place < len(self._lexemes) else None

    def _ends(self) -> bool:
        """Whether the next lexeme ends a group."""
        following = self._peek()
        return following is None or following.kind == "close"

    def _or(self, field: str) -> Node | None:
        parts: list[Node | None] = [self._and(field)]
        while (lexeme := self._peek()) is not None and lexeme.kind == "op" and lexeme.text in ("OR", "|"):
            self._place += 1
            if self._ends():
                raise self._unfinished(lexeme, f"{lexeme.text} needs something on its right")
            parts.append(self._and(field))
        found = [part for part in parts if part is not None]
        return disjunction(found) if found else None

    def _and(self, field: str) -> Node | None:
        parts: list[Node] = []
        first = True
        while not self._ends():
            lexeme = self._lexemes[self._place]
            if lexeme.kind == "op" and lexeme.text in ("OR", "|"):
                if first:
                    raise QueryError(
                        f"{lexeme.text} needs something on its left",
                        lexeme.start,
                        lexeme.end,
                        f'to search for the word, quote it: "{lexeme.text}"',
                    )
                break
            if lexeme.kind == "op" and lexeme.text != "NOT":
                self._joined(lexeme, first, parts, field)
            else:
                part = self._unary(field)
                if part is not None:
                    parts.append(part)
            first = False
        return conjunction(parts) if parts else None

    def _joined(self, lexeme: Lexeme, first: bool, parts: list[Node], field: str) -> None:
        """AND and NEAR between two parts."""
        name = lexeme.text.split("/")[0]
        quoted = f'to search for the word, quote it: "{name}"'
        if first:
            raise QueryError(f"{name} needs something on its left", lexeme.start, lexeme.end, quoted)
        self._place += 1
        if self._ends() or self._at_or():
            raise self._unfinished(lexeme, f"{name} needs something on its right")
        if name == "AND":
            following = self._lexemes[self._place]
            if following.kind == "op" and following.text != "NOT":
                raise QueryError(f"AND cannot stand before {following.text}", lexeme.start, following.end)
            return
        start = self._lexemes[self._place].start
        left = parts.pop() if parts else None
        right = self._unary(field)
        if left is None or right is None:
            raise QueryError("NEAR needs a word on both sides", lexeme.start, lexeme.end, quoted)
        for side, at in ((left, lexeme.start), (right, start)):
            if not _in_text(side):
                end = lexeme.end if side is left else self._end()
                raise QueryError("NEAR joins words and phrases of the text", at, end, quoted)
        parts.append(Near(left, right, self._distance(lexeme)))

    def _distance(self, lexeme: Lexeme) -> int:
        """How near ``NEAR`` or ``NEAR/n`` is."""
        _, slash, digits = lexeme.text.partition("/")
        if not slash:
            return NEAR_DISTANCE
        found = distance(digits) if digits.isascii() and digits.isdigit() else 0
        if found < 1:
            hint = f"NEAR/1 is side by side, NEAR alone within {NEAR_DISTANCE}; to search for it, quote it"
            raise QueryError("NEAR/ wants a number of words from 1 on", lexeme.start, lexeme.end, hint)
        return found

    def _at_or(self) -> bool:
        following = self._peek()
        return following is not None and following.kind == "op" and following.text in ("OR", "|")

    def _end(self) -> int:
        return self._lexemes[self._place - 1].end

    def _unary(self, field: str) -> Node | None:
        lexeme = self._lexemes[self._place]
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError("the query is nested too deeply", lexeme.start, lexeme.end)
        try:
            return self._unary_part(lexeme, field)
        finally:
            self._depth -= 1

    def _unary_part(self, lexeme: Lexeme, field: str) -> Node | None:
        self._place += 1
        if lexeme.kind in ("not", "plus") or (lexeme.kind == "op" and lexeme.text == "NOT"):
            following = self._peek()
            if self._ends() or (following is not None and following.kind == "op" and following.text != "NOT"):
                raise self._unfinished(lexeme, f"{lexeme.text} needs something on its right")
            inner = self._unary(field)
            if inner is None or lexeme.kind == "plus":
                return inner
            return inner.part if isinstance(inner, Not) else Not(inner)
        if lexeme.kind == "open":
            return self._group(lexeme, field)
        if lexeme.kind == "field":
            return self._field(lexeme, field)
        return self._leaf(lexeme, field)

    def _group(self, lexeme: Lexeme, field: str) -> Node | None:
        node = self._or(field)
        if self._peek() is None:
            if not self._lenient:
                raise QueryError("this '(' is never closed", lexeme.start, lexeme.end, "add ) at the end")
            if node is None:
                raise _Unfinished(lexeme.start)
            self._tail += ")"
        else:
            self._place += 1
        return node

    def _leaf(self, lexeme: Lexeme, field: str) -> Node | None:
        node = leaf(lexeme, field, self._context)
        if node is None:
            if self._context.typing(lexeme):
                raise _Unfinished(lexeme.start)
            return None
        self._tail += lexeme.mark
        return self._growing(lexeme, node, lexeme.start)

    def _growing(self, lexeme: Lexeme, node: Node, start: int) -> Node:
        """The last word while it is typed: the beginning of one, unless it is one."""
        if not self._lenient or self._known is None or lexeme.end < len(self._text):
            return node
        if not isinstance(node, Words) or node.exact or len(node.words) > 1:
            return node
        if not lexeme.text[-1].isalnum() or self._known(node.field, node.words[0]):
            return node
        if len(node.words[0]) < 2:
            raise _Unfinished(start)
        self._tail = "*" + self._tail
        return Pattern(node.field, "prefix", node.words[0])

    def _field(self, lexeme: Lexeme, outer: str) -> Node | None:
        name = lexeme.text
        if name not in BY_NAME:
            raise _unknown_field(lexeme, self._text)
        about = BY_NAME[name]
        value = self._peek()
        if value is None or value.start != lexeme.end or value.kind in ("close", "comma"):
            if value is None and self._lenient:
                raise _Unfinished(lexeme.start)
            hint = f"write {name}:… without a blank; {about.about}"
            raise QueryError(f"{name}: needs a value", lexeme.start, lexeme.end, hint)
        if outer != "text":
            raise QueryError(f"{name}: cannot stand inside another field", lexeme.start, lexeme.end)
        if value.kind == "open":
            if about.kind != "words":
                raise QueryError(
                    f"{name}: takes no brackets", value.start, value.end, f"list the values: {name}:a,b"
                )
            self._place += 1
            return self._group(value, about.index_field)
        return self._listed(lexeme, name)

    def _listed(self, lexeme: Lexeme, name: str) -> Node | None:
        """``field:a,"b c"``: any of the values."""
        about = BY_NAME[name]
        parts: list[Node] = []
        while (value := self._peek()) is not None and value.glued:
            self._place += 1
            if value.kind == "comma":
                continue
            if about.kind == "sort":
                self._sort = self._order(value)
                continue
            start = value.start - 1 if parts else lexeme.start
            node = value_of(value, about, self._context)
            if node is None:
                if self._context.typing(value):
                    raise _Unfinished(start)
                raise QueryError(f"{name}: needs a value", value.start, value.end, about.about)
            self._tail += value.mark
            parts.append(self._growing(value, node, start))
        return disjunction(parts) if parts else None

    def _order(self, value: Lexeme) -> str:
        if value.text in SORTS:
            if self._depth > 1 or self._sort not in (None, value.text):
                raise QueryError("sort: may stand once, and not in brackets", value.start, value.end)
            return value.text
        if self._lenient and value.end == len(self._text) and any(s.startswith(value.text) for s in SORTS):
            raise _Unfinished(value.start - len("sort:"))
        raise QueryError(
            f"cannot sort by '{value.text}'", value.start, value.end, "sort by " + ", ".join(SORTS)
        )

    def _unfinished(self, lexeme: Lexeme, message: str) -> Exception:
        """An operator without its right side: an error, or left out while typing."""
        if self._lenient and self._peek() is None:
            return _Unfinished(lexeme.start)
        sign = lexeme.text in ("-", "+", "|")
        hint = "" if sign else f'to search for the word, quote it: "{lexeme.text}"'
        return QueryError(message, lexeme.start, lexeme.end, hint)


def _in_text(node: Node) -> bool:
    """Whether NEAR can join the node: something with places in the text."""
    match node:
        case Or(parts):
            return all(_in_text(part) for part in parts)
        case Near():
            return True
        case And() | Not() | Everything():
            return False
        case _:
            return node.field == "text"


def _unknown_field(lexeme: Lexeme, text: str) -> QueryError:
    import difflib

    name = text[lexeme.start : lexeme.end - 1]
    near = difflib.get_close_matches(lexeme.text, list(BY_NAME), 1, 0.6)
    literally = "to search the words literally, quote them"
    if near:
        hint = f"did you mean '{near[0]}:'? {literally}"
    else:
        hint = f"fields are {' '.join(field.name for field in FIELDS)}; {literally}"
    instead = f"{near[0]}:" if near else ""
    return QueryError(f"unknown field '{name}:'", lexeme.start, lexeme.end, hint, instead)
