"""What a reader keeps: marks, a basket of quotes, saved searches. Pure transitions, and JSON.

Marks and quotes are kept by anchor, so that they survive a rebuilt index and edits elsewhere in the
article; what they said is kept beside it, for when an anchor is found no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from quoth.corpus.model import Article
from quoth.corpus.values import asdict, dataclass, replace
from quoth.tui import views
from quoth.tui.session import Session

VERSION = 1
WORDS = 120
"""So many characters of a passage are kept to tell it by."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A passage that was marked or put into the basket: `anchor` is its id, `article` that of its text."""

    anchor: str
    article: str
    title: str
    words: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Keep:
    """All that is kept for one library, in the order in which it came."""

    marks: tuple[Kept, ...] = ()
    basket: tuple[Kept, ...] = ()
    searches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What is restored on reopening: the place by anchor, the query, what is kept.

    `inside` counts the characters from the anchor's beginning to the cursor, `above` the rows of the page
    above the cursor; -1 where they are not known.
    """

    article: str = ""
    anchor: str = ""
    query: str = ""
    listing: bool = False
    keep: Keep = Keep()
    inside: int = 0
    above: int = -1


def with_mark(keep: Keep, mark: Kept) -> Keep:
    """With a mark set, or taken away where it stood."""
    return replace(keep, marks=_toggled(keep.marks, mark))


def with_quote(keep: Keep, quote: Kept) -> Keep:
    """With a quote put into the basket, or taken out of it."""
    return replace(keep, basket=_toggled(keep.basket, quote))


def with_search(keep: Keep, query: str) -> Keep:
    """With a query saved, or forgotten where it was."""
    query = query.strip()
    left = tuple(other for other in keep.searches if other != query)
    return replace(keep, searches=left if len(left) < len(keep.searches) else (*left, query))


def _toggled(kept: tuple[Kept, ...], one: Kept) -> tuple[Kept, ...]:
    left = tuple(other for other in kept if other.anchor != one.anchor)
    return left if len(left) < len(kept) else (*kept, one)


def passage(article: Article, offset: int, *, quote: str | None = None) -> Kept:
    """The paragraph at an offset, or the quote with an id, as it is kept."""
    title = article.title or article.source
    found = next((q for q in article.quotes if q.id == quote), None)
    if found is not None:
        speaker = article.speaker(found.speaker)
        return Kept(found.id, article.id, title, found.text[:WORDS], speaker.name if speaker else "")
    paragraph = article.paragraph_at(offset) or article.paragraph_at(anchor_offset(article, offset))
    if paragraph is None:
        return Kept(article.id, article.id, title, article.text[:WORDS])
    return Kept(paragraph.id, article.id, title, paragraph.text[:WORDS])


def as_now(keep: Keep, article: Article) -> Keep:
    """With what is kept of an article as it says it now; what is gone from it stays as it was kept."""

    def now(one: Kept) -> Kept:
        place = place_in(article, one.anchor) if one.article == article.id else None
        found = passage(article, place, quote=one.anchor) if place is not None else one
        return found if found.anchor == one.anchor else one

    return replace(keep, marks=tuple(map(now, keep.marks)), basket=tuple(map(now, keep.basket)))


def anchor_offset(article: Article, offset: int) -> int:
    """The beginning of the paragraph that follows an offset between paragraphs; the last one's at the end."""
    starts = [paragraph.span.start for paragraph in article.paragraphs]
    return next((start for start in starts if start >= offset), starts[-1] if starts else 0)


def place_in(article: Article, anchor: str) -> int | None:
    """Where the part with an id begins; None where the article has no such part any more."""
    if anchor == article.id:
        return 0
    for quote in article.quotes:
        if quote.id == anchor:
            return quote.outer.start
    for paragraph in article.paragraphs:
        if paragraph.id == anchor:
            return paragraph.span.start
    for section in article.sections:
        if section.id == anchor:
            return section.span.start
    return None


def state_of(session: Session, article: Article | None, keep: Keep, above: int = -1) -> State:
    """What is to be restored of a session whose article is `article`."""
    anchor, inside = "", 0
    if article is not None:
        readings = [session.view, *(visit.view for visit in reversed(session.past))]
        offset = next((view.offset for view in readings if isinstance(view, views.Reading)), 0)
        quote = next((q for q in article.quotes if q.outer.start <= offset < q.outer.end), None)
        anchor = passage(article, offset, quote=quote.id if quote is not None else None).anchor
        inside = max(offset - (place_in(article, anchor) or 0), 0)
    listing = isinstance(session.view, views.Listing)
    return State(session.article, anchor, session.query, listing, keep, inside, above)


def to_json(state: State) -> str:
    """A state as JSON, with the version of its form."""
    return json.dumps({"version": VERSION, **asdict(state)}, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> State:
    """The state that `to_json` wrote. Raises ValueError for another version, or anything else."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise ValueError(f"not a state: {error}") from None
    if not isinstance(found, dict) or found.get("version") != VERSION:
        raise ValueError("not a state of this version")
    keep = found.get("keep", {})
    try:
        return State(
            str(found["article"]),
            str(found["anchor"]),
            str(found["query"]),
            bool(found["listing"]),
            Keep(_kept(keep["marks"]), _kept(keep["basket"]), tuple(map(str, keep["searches"]))),
            int(found.get("inside", 0)),
            int(found.get("above", -1)),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a state: {error}") from None


def _kept(rows: Iterable[dict[str, Any]]) -> tuple[Kept, ...]:
    names = ("anchor", "article", "title", "words", "speaker")
    return tuple(Kept(*(str(row[name]) for name in names)) for row in rows)
