"""A speaker's page and two speakers side by side, laid out in rows for one width. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Literal

from quoth.corpus.values import dataclass, replace
from quoth.index.profile import Named, Profile, RoleThen, Side, Telling
from quoth.index.results import Hit
from quoth.tui.cells import clean, crop, width
from quoth.tui.passages import doubtful
from quoth.tui.wrap import wrap

Kind = Literal["blank", "name", "about", "label", "text", "article", "quote"]

MEASURE = 88
"""The longest line of text in cells."""
FACT_ROWS = 3
"""So many rows are for telling words beside another person's."""
BETWEEN = " · "
NARROW = 50
"""Below this width two people stand one below the other."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a row, ``start..end`` of its text, that can be opened.

    `value` is a query, the id of a speaker (`name` is theirs), or the id of an article, at the character
    `offset` of its text.
    """

    start: int
    end: int
    kind: Literal["query", "person", "article"]
    value: str
    name: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row; `quote` is the number of the quote that it belongs to, `first` whether that begins here.

    `label` is a sign before the words: that a quote is in doubt.

    `items` is what else can be opened from it, in order.
    """

    kind: Kind
    text: str = ""
    label: str = ""
    quote: int = -1
    first: bool = False
    items: tuple[Item, ...] = ()


def person_rows(profile: Profile, cells: int) -> tuple[PageRow, ...]:
    """The page of one speaker: what they are called when, telling words, whom they name, all quotes."""
    room = max(min(cells - 4, MEASURE), 8)
    rows = [PageRow("name", profile.name)]
    if profile.aliases:
        rows += _wrapped("about", "also " + ", ".join(profile.aliases), room)[:2]
    own = profile.own
    counted = ((own.quotes, "quote"), (own.words, "word"), (profile.articles, "article"))
    rows.append(PageRow("about", " · ".join(f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in counted)))
    facts = (
        ("roles", [row for role in profile.roles for row in _role_rows(role, room - 2)]),
        ("says more than others", _item_rows((_word(t, profile.id) for t in profile.telling), room - 2)),
        ("names", _item_rows((_name(n, profile.id) for n in profile.names), room - 2)),
    )
    for label, found in facts:
        if found:
            rows += [PageRow("blank"), PageRow("label", label), *found]
    rows += quote_rows(profile.quotes, room)
    return tuple(rows)


def quote_rows(quotes: Sequence[Hit], room: int, *, blank: bool = True) -> list[PageRow]:
    """Quotes with a line for each article that they stand in."""
    rows: list[PageRow] = []
    article = ""
    for number, hit in enumerate(quotes):
        if hit.article != article:
            article = hit.article
            title = hit.title or hit.source
            rows += [PageRow("blank"), PageRow("article", f"{hit.date} · {title}" if hit.date else title)]
        elif blank:
            rows.append(PageRow("blank"))
        for row, (start, end) in enumerate(wrap(hit.text, room - 2)):
            doubt = "?" if row == 0 and doubtful(hit.record) else ""
            rows.append(PageRow("quote", clean(hit.text[start:end]), doubt, number, row == 0))
    return rows


def _role_rows(role: RoleThen, room: int) -> list[PageRow]:
    """A role, when it is used and in how many articles; opens the first of them where it says so."""
    times = [when(role)] if role.first is not None else []
    words = BETWEEN.join([role.role, *times, f"{role.articles:,} article{'' if role.articles == 1 else 's'}"])
    first, *others = _wrapped("text", words, room)
    item = Item(0, len(first.text), "article", role.article, offset=role.offset)
    return [replace(first, items=(item,)), *others]


def _word(telling: Telling, speaker: str) -> tuple[str, Item]:
    """A telling word with its counts; opens the quotes that hold it."""
    query = f'"{telling.word}" person:{speaker}'
    return f"{telling.word} {telling.count}:{telling.others}", Item(0, 0, "query", query)


def _name(named: Named, speaker: str) -> tuple[str, Item]:
    """Somebody who is named; opens their page, or the quotes with the name of one who never speaks."""
    words = f"{named.name} {named.count}"
    if named.id is not None:
        return words, Item(0, 0, "person", named.id, named.name)
    name = named.name.replace('"', " ")
    return words, Item(0, 0, "query", f'"{name}" person:{speaker}')


def _item_rows(items: Iterable[tuple[str, Item]], room: int) -> list[PageRow]:
    """Items one behind the other, none of them parted, in rows of at most `room` cells."""
    rows: list[PageRow] = []
    text, placed = "", list[Item]()
    for words, item in items:
        words = crop(words, room)
        if text and width(text + BETWEEN + words) > room:
            rows.append(PageRow("text", text, items=tuple(placed)))
            text, placed = "", []
        text += BETWEEN if text else ""
        placed.append(replace(item, start=len(text), end=len(text) + len(words)))
        text += words
    return [*rows, PageRow("text", text, items=tuple(placed))] if text else rows


def when(role: RoleThen) -> str:
    """From when to when a role is used; nothing where no date is known."""
    if role.first is None:
        return ""
    return role.first if role.first == role.last or role.last is None else f"{role.first} – {role.last}"


def telling_line(telling: Iterable[Telling]) -> str:
    """Words with how often this one and how often the others say them."""
    return " · ".join(f"{t.word} {t.count}:{t.others}" for t in telling)


def _wrapped(kind: Kind, text: str, room: int) -> list[PageRow]:
    return [PageRow(kind, clean(text[a:b])) for a, b in wrap(text, room)]


def side_rows(side: Side, cells: int) -> list[PageRow]:
    """One of two people on a query, in a column of `cells`."""
    room = max(min(cells - 2, MEASURE), 6)
    share = side.use.share if side.use is not None and side.use.share is not None else 0.0
    quotes = f"{len(side.hits):,} quote{'' if len(side.hits) == 1 else 's'} · {share:.0%} of own words"
    rows = [PageRow("name", side.name), *_wrapped("about", quotes, room)]
    if side.telling:
        rows += _wrapped("text", "more: " + telling_line(side.telling), room)[:FACT_ROWS]
    return rows + quote_rows(side.hits, room)


def side_by_side(sides: tuple[Side, Side], cells: int) -> tuple[tuple[PageRow | None, PageRow | None], ...]:
    """Rows of two columns; in a narrow pane the right one stands below the left."""
    if cells < NARROW:
        left, right = side_rows(sides[0], cells), side_rows(sides[1], cells)
        return (*((row, None) for row in [*left, PageRow("blank")]), *((None, row) for row in right))
    half = (cells - 3) // 2
    return tuple(zip_longest(side_rows(sides[0], half), side_rows(sides[1], half)))
