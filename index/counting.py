"""Who talks about something most, and where: counts over hits, for the command line and the explorer.

Whoever counts is told apart as in the facets: a speaker by their id, quotes that nobody is known to
have said under ``unknown``, paragraphs and headings (narration) under None. Every count can be
opened: `cell_query` gives the query that has exactly those hits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Literal

from quoth.corpus.values import dataclass
from quoth.index.documents import Header
from quoth.index.facets import LEAD, NARRATION
from quoth.index.lexer import lex
from quoth.index.postings import Segment
from quoth.index.queryfields import UNKNOWN_SPEAKER
from quoth.index.schema import KINDS, NO_SPEAKER
from quoth.index.selection import Match

By = Literal["section", "article", "month"]
BY: tuple[By, ...] = ("section", "article", "month")
"""What the columns of a matrix are."""

UNDATED = "(no date)"
_QUOTE = KINDS.index("quote")

FindHeader = Callable[[Match], Header]


@dataclass(frozen=True, slots=True)
class Own:
    """What a person says in all: how many quotes, of how many words together."""

    quotes: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class Use:
    """How much one person speaks of what was looked for.

    `hits` passages of `words` words hold it. `own` is all that the person says, and `share` the part
    of those words, 0..1, that stands in the hits; None for narration, of which no whole is kept.
    """

    id: str | None
    name: str
    role: str | None
    hits: int
    words: int
    own: Own | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Label:
    """A row or a column: `id` as in the facets, `label` as people read it.

    `of` is what the article of a section is called; blank for anything else.
    """

    id: str | None
    label: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many hits each speaker has in each column; `counts` are rows of columns.

    Rows have the most hits first, ties by label. Columns are in the order of the articles and of their
    text, months in order of time with undated ones last. Neither a row nor a column is all zero.
    """

    by: By
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """All hits."""
        return sum(map(sum, self.counts))


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Where in one article the hits begin: `hits` and the `sections`' beginnings are offsets in order.

    `length` is that of the article's text, `title` what it is called, else its source.
    """

    article: str
    title: str
    source: str
    date: str | None
    length: int
    hits: tuple[int, ...]
    sections: tuple[int, ...]


def speaker_of(match: Match, header: Header) -> tuple[str | None, str, str | None]:
    """Id, name and role under which a hit counts."""
    if match.place.speaker != NO_SPEAKER:
        return header.speakers[match.place.speaker]
    if match.place.kind == _QUOTE:
        return UNKNOWN_SPEAKER, UNKNOWN_SPEAKER, None
    return None, NARRATION, None


def words_by_document(segment: Segment) -> dict[int, int]:
    """How many words each live passage of a segment has."""
    return {
        document: int(term)
        for term in segment.terms("words", "", lambda _: True)
        for document in segment.frequencies("words", term)
    }


def own_words(
    segments: Sequence[Segment], words: Sequence[dict[int, int]], header: FindHeader
) -> dict[str | None, Own]:
    """What everybody says in all, by id; `words` are those of `words_by_document`, a segment each."""
    quotes: Counter[str | None] = Counter()
    lengths: Counter[str | None] = Counter()
    for segment, known in zip(segments, words, strict=True):
        for document in segment.frequencies("kind", "quote"):
            match = Match(segment, document, segment.place(document))
            who = speaker_of(match, header(match))[0]
            quotes[who] += 1
            lengths[who] += known[document]
    return {who: Own(count, lengths[who]) for who, count in quotes.items()}


def uses(
    matches: Iterable[Match],
    header: FindHeader,
    words: Callable[[Match], int],
    own: dict[str | None, Own],
) -> tuple[Use, ...]:
    """Who speaks of what was looked for: most hits first, then the greater share, ties by name."""
    hits: Counter[str | None] = Counter()
    lengths: Counter[str | None] = Counter()
    about: dict[str | None, tuple[str, str | None]] = {}
    for match in matches:
        who, name, role = speaker_of(match, header(match))
        hits[who] += 1
        lengths[who] += words(match)
        known = about.get(who, (name, role))
        # of several spellings of one name the first in order is shown, as in the facets
        about[who] = (min(known[0], name), known[1] or role)
    found = []
    for who, count in hits.items():
        whole = None if who is None else own[who]
        share = None if whole is None else lengths[who] / whole.words if whole.words else 0.0
        found.append(Use(who, *about[who], count, lengths[who], whole, share))
    return tuple(sorted(found, key=lambda use: (-use.hits, -(use.share or 0.0), use.name, use.id or "")))


def matrix_of(matches: Iterable[Match], header: FindHeader, by: By) -> Matrix:
    """How the hits fall to speakers and to sections, articles or months."""
    cells: Counter[tuple[str | None, str | None]] = Counter()
    names: dict[str | None, str] = {}
    columns: dict[str | None, tuple[tuple[object, ...], str, str]] = {}
    for match in matches:
        about = header(match)
        who, name, _ = speaker_of(match, about)
        names[who] = min(names.get(who, name), name)
        column, order, label, of = _column(match, about, by)
        columns.setdefault(column, (order, label, of))
        cells[who, column] += 1
    totals: Counter[str | None] = Counter()
    for (who, _), count in cells.items():
        totals[who] += count
    rows = sorted(names, key=lambda who: (-totals[who], names[who], who or ""))
    ordered = sorted(columns, key=lambda column: (columns[column][0], column or ""))
    return Matrix(
        by,
        tuple(Label(who, names[who]) for who in rows),
        tuple(Label(column, *columns[column][1:]) for column in ordered),
        tuple(tuple(cells[who, column] for column in ordered) for who in rows),
    )


def dispersion_of(matches: Iterable[Match], header: FindHeader) -> tuple[Dispersion, ...]:
    """Where the hits begin, an article each, by source."""
    held: dict[int, list[Match]] = {}
    for match in matches:
        held.setdefault(match.article, []).append(match)
    found = []
    for group in held.values():
        one, summary = group[0], header(group[0]).summary
        first = one.document - one.place.back
        whole = one.segment.place(first)
        starts: dict[int, int] = {}
        for document in range(first + 1, first + 1 + whole.holds):
            place = one.segment.place(document)
            starts.setdefault(place.section, place.start)
        found.append(
            Dispersion(
                summary.id,
                summary.title or summary.source,
                summary.source,
                summary.date,
                whole.end,
                tuple(sorted(match.place.start for match in group)),
                tuple(sorted(starts.values())),
            )
        )
    return tuple(sorted(found, key=lambda dispersion: (dispersion.source, dispersion.article)))


def _column(match: Match, header: Header, by: By) -> tuple[str | None, tuple[object, ...], str, str]:
    """Id, order and label of the column that a hit falls into, and what it is of."""
    summary = header.summary
    place = (summary.source, summary.id)
    if by == "section":
        section, heading = header.sections[match.place.section]
        return section, (*place, match.place.section), heading or LEAD, summary.title or summary.source
    if by == "article":
        return summary.id, place, summary.title or summary.source, ""
    month = summary.date[:7] if summary.date else None
    return month, (month is None, month or ""), month or UNDATED, ""


_COLUMN_FIELD = {"section": "within", "article": "article", "month": "date"}


def cell_query(query: str, row: Label, column: Label | None, by: By) -> str | None:
    """The query for the hits of one cell, or (`column` None) of a whole row.

    None where no query says it: the column of undated texts, and that of texts whose year alone is
    known, which the months of that year are in too.
    """
    query = _without_order(query)
    if row.id is None:
        parts = [query, "-is:attributed,unattributed"]
    elif row.id == UNKNOWN_SPEAKER:
        parts = [query, f"speaker:{UNKNOWN_SPEAKER}"]
    else:
        parts = [query, f"person:{row.id}"]
    if _has_alternatives(query):
        parts[0] = f"({query})"
    if column is not None:
        if column.id is None or (by == "month" and len(column.id) < len("2025-08")):
            return None
        parts.append(f"{_COLUMN_FIELD[by]}:{column.id}")
    return " ".join(part for part in parts if part)


def _has_alternatives(query: str) -> bool:
    return any(lexeme.kind == "op" and lexeme.text in ("OR", "|") for lexeme in lex(query, lenient=True))


def _without_order(query: str) -> str:
    """A query without its ``sort:``, which may not stand in brackets."""
    lexemes = lex(query, lenient=True)
    for field, value in reversed(tuple(pairwise(lexemes))):
        if field.kind == "field" and field.text == "sort" and value.glued:
            query = f"{query[: field.start].rstrip()} {query[value.end :].lstrip()}".strip()
    return query
