"""What the views besides the article and the list hold: asked of the index, by the functions of the commands.

Everything here runs in the searching thread and touches no screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from quoth.corpus.values import dataclass
from quoth.index.concordance import by_frequency
from quoth.index.counting import Label, Matrix, Use, cell_query
from quoth.index.profile import Profile, Side, compared, profile_of
from quoth.index.queryerror import QueryError
from quoth.index.results import ConcordanceLine, Hit, SpeakerRef
from quoth.tui import views
from quoth.tui.asked import Index
from quoth.tui.filters import without_speakers

if TYPE_CHECKING:
    from quoth.index.search import Index as SearchIndex

CONCORDED = 100_000
"""The most lines of a concordance that are kept in memory."""
TOLD = 2_000
"""So many hits of a dispersion can be told in words."""
WINDOW = 24
"""Words on each side of the key: more than a wide screen shows."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a concordance, in order."""

    lines: tuple[ConcordanceLine, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Where in one article hits begin: `length` is that of its text, `borders` begin its sections.

    `places` are in order. `whole` is false for the bar of one section.
    """

    label: str
    article: str
    length: int
    borders: tuple[int, ...]
    places: tuple[int, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar per article; of a single article also one per section with hits.

    `hits` are the first of them by article and place, to tell what a mark stands for.
    """

    bars: tuple[Bar, ...]
    total: int
    hits: Mapping[tuple[str, int], Hit]


@dataclass(frozen=True, slots=True)
class Crossed:
    """A matrix and the query that its cells narrow."""

    query: str
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Used:
    """Who speaks of what the query looks for."""

    query: str
    uses: tuple[Use, ...]


def concordance(index: Index, view: views.Concordance, query: str) -> Lines:
    """The lines of a query, sorted as the view says."""
    text = index.parse(query, lenient=True).text
    lines = index.concordance(text, window=WINDOW, sort=view.sort, limit=CONCORDED)
    return Lines(by_frequency(lines, view.sort) if view.frequent else lines)


def dispersion(index: Index, query: str) -> Bars:
    """Where the hits of a query stand in their articles."""
    text = index.parse(query, lenient=True).text
    found = index.dispersion(text)
    bars = [Bar(one.title, one.article, one.length, one.sections[1:], one.hits) for one in found]
    if len(found) == 1:
        article = index.article(found[0].article)
        for section in article.sections:
            here = tuple(at for at in found[0].hits if article.section_of(at).id == section.id)
            if here:
                label = section.heading or "(lead)"
                bars.append(Bar(label, article.id, len(article.text), bars[0].borders, here, whole=False))
    hits = index.search(text, limit=TOLD, facets=False).hits
    return Bars(tuple(bars), sum(len(one.hits) for one in found), {(h.article, h.start): h for h in hits})


def matrix(index: Index, view: views.Matrix, query: str) -> Crossed:
    """How the hits of a query (all quotes, without one) fall to speakers and to what the view says."""
    text = index.parse(query, lenient=True).text if query.strip() else "kind:quote"
    return Crossed(text, index.matrix(text, by=view.by))


def cell(crossed: Crossed, speaker: int | None, column: int | None) -> str | None:
    """The query for the hits of a cell of the matrix; None for all speakers, or for all columns.

    None where no query says it, as for texts without a date.
    """
    who = crossed.matrix.rows[speaker] if speaker is not None else None
    where = crossed.matrix.columns[column] if column is not None else None
    if who is not None:
        return cell_query(crossed.query, who, where, crossed.matrix.by)
    if where is None:
        return crossed.query
    # the query of a speaker's cell, with the filter of the speaker left out
    of_narration = cell_query(crossed.query, Label(None, ""), where, crossed.matrix.by)
    return of_narration.replace(" -is:attributed,unattributed", "") if of_narration is not None else None


def count(crossed: Crossed, speaker: int | None, column: int | None) -> int:
    """How many hits a cell has; None for all speakers, or for all columns."""
    rows = crossed.matrix.counts if speaker is None else (crossed.matrix.counts[speaker],)
    return sum(sum(row) if column is None else row[column] for row in rows)


def talkers(index: Index, query: str) -> Used:
    """Who speaks of what a query looks for."""
    text = index.parse(query, lenient=True).text
    return Used(text, index.who(text))


def hits_of(used: Used, number: int) -> str | None:
    """The query for the hits of one of the talkers."""
    use = used.uses[number]
    return cell_query(used.query, Label(use.id, use.name), None, "section")


def person(index: Index, view: views.Person) -> Profile:
    """The page of a speaker."""
    # the function of the command takes an index, of which it uses what the protocol has
    return profile_of(cast("SearchIndex", index), SpeakerRef(view.speaker, view.name, None))


def versus(index: Index, view: views.Versus, query: str) -> tuple[Side, Side]:
    """Two speakers on a query, whose own filters of speakers are left aside."""
    open_query = without_speakers(query)
    text = index.parse(open_query, lenient=True).text if open_query.strip() else ""
    one, other = (SpeakerRef(*person, None) for person in (view.left, view.right))
    return compared(cast("SearchIndex", index), text, one, other)


def counts_of(index: Index, searches: Sequence[str]) -> dict[str, int | None]:
    """How many hits each of several queries has; None for one that is not understood."""
    found: dict[str, int | None] = {}
    for query in searches:
        try:
            found[query] = index.search(query, limit=0, lenient=True, facets=False).total
        except QueryError:
            found[query] = None
    return found


def rows_in(contents: object) -> int:
    """About how many rows a report has: what it takes in memory."""
    match contents:
        case Lines(lines):
            return len(lines)
        case Profile():
            return len(contents.quotes)
        case (Side() as one, Side() as other):
            return len(one.hits) + len(other.hits)
        case _:
            return 1
