"""What the explorer knows about itself: query, results, position, history. Pure, no Textual.

Every transition takes a session and returns a new one; an answer that comes too late changes
nothing. Views lie on a stack: `back` gives the one before, `forward` the one that was left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quoth.corpus.values import dataclass, replace
from quoth.index.results import FacetCount, Hit, Results
from quoth.tui.views import OF_THE_QUERY, Listing, Person, Reading, Report, View, at_start

__all__ = ["Listing", "QueryProblem", "Reading", "Session", "View", "Visit"]

HISTORY = 200


@dataclass(frozen=True, slots=True)
class Visit:
    """A view that was left, with the query and the open hit of that time."""

    view: View
    query: str = ""
    hit: int | None = None


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """Why a query was not understood; `start`/`end` are places in the query text.

    `instead` is what was probably meant by the text there; empty where that is not known.
    """

    message: str
    start: int
    end: int
    hint: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One state of the explorer.

    `generation` counts the questions asked, `answered` is the last one with an answer. `hits` are
    those of the results fetched so far, in reading order page by page, `hit` is the one last opened.
    `speakers` counts the hits by speaker as they would be without any filter of speakers, `nearest`
    those of the first suggestion. `problem` says why the newest query has no answer; old results
    stay beside it.
    """

    view: View
    past: tuple[Visit, ...] = ()
    future: tuple[Visit, ...] = ()
    query: str = ""
    generation: int = 0
    answered: int = 0
    results: Results | None = None
    hits: tuple[Hit, ...] = ()
    speakers: Sequence[FacetCount] = ()
    nearest: int = 0
    hit: int | None = None
    problem: QueryProblem | None = None

    @property
    def article(self) -> str:
        """The id of the article that is, or was last, on screen."""
        return _last_reading(self).article

    @property
    def waiting(self) -> bool:
        """Whether the newest query has no answer yet."""
        return self.query.strip() != "" and self.answered != self.generation

    @property
    def suggestion(self) -> str:
        """The query that was probably meant; empty where none is known."""
        problem = self.problem
        if problem is None:
            return next(iter(self.results.suggestions), "") if self.results is not None else ""
        if not problem.instead or self.waiting:
            return ""
        return self.query[: problem.start] + problem.instead + self.query[problem.end :]

    @property
    def more(self) -> bool:
        """Whether there are hits that have not been fetched."""
        return self.results is not None and not self.waiting and len(self.hits) < self.results.total


def _last_reading(session: Session) -> Reading:
    if isinstance(session.view, Reading):
        return session.view
    for visit in reversed(session.past):
        if isinstance(visit.view, Reading):
            return visit.view
    raise ValueError("a session begins with an article")


def in_reading_order(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Hits grouped by article, articles by their best hit, inside an article by place."""
    grouped: dict[str, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(hit.article, []).append(hit)
    return tuple(hit for group in grouped.values() for hit in sorted(group, key=lambda h: (h.start, h.end)))


def place_of(hit: Hit) -> int:
    """The offset in the article's text at which a hit is opened: its first highlighted word."""
    return hit.start + (hit.highlights[0].start if hit.highlights else 0)


def _here(session: Session) -> Visit:
    return Visit(session.view, session.query, session.hit)


def _pushed(session: Session, view: View) -> Session:
    return replace(session, view=view, past=(*session.past, _here(session))[-HISTORY:], future=())


def ask(session: Session, query: str) -> Session:
    """A query was typed or changed by a filter; a blank one takes the results away."""
    if query == session.query:
        return session
    session = replace(session, query=query, generation=session.generation + 1, view=at_start(session.view))
    if not query.strip():
        session = replace(session, results=None, hits=(), speakers=(), hit=None, problem=None)
        return leave_results(session)
    return session


def ask_again(session: Session) -> Session:
    """The same query of an index that has changed; old results stay until the answer comes."""
    if not session.query.strip():
        return session
    return replace(session, generation=session.generation + 1)


def answer(
    session: Session,
    generation: int,
    results: Results,
    speakers: Sequence[FacetCount] | None = None,
    nearest: int = 0,
) -> Session:
    """The index answered question `generation`; an answer to an older question is dropped.

    `speakers` are the counts without filters of speakers; unless given, those of the results.
    """
    if generation != session.generation or not session.query.strip():
        return session
    hits = in_reading_order(results.hits)
    counted = results.facets.speakers if speakers is None else speakers
    view = session.view
    if isinstance(view, Listing):
        view = Listing(max(min(view.cursor, len(hits) - 1), 0))
    return replace(
        session,
        view=view,
        answered=generation,
        results=results,
        hits=hits,
        speakers=counted,
        nearest=nearest,
        hit=None,
        problem=None,
    )


def extend(session: Session, generation: int, page: Results) -> Session:
    """A further page of hits came; one that does not follow those that are there is dropped."""
    if generation != session.answered or session.waiting or page.offset != len(session.hits):
        return session
    return replace(session, hits=(*session.hits, *in_reading_order(page.hits)))


def refuse(session: Session, generation: int, problem: QueryProblem) -> Session:
    """The index could not understand question `generation`; the old results stay."""
    if generation != session.generation:
        return session
    return replace(session, answered=generation, problem=problem)


def list_results(session: Session) -> Session:
    """Show the list of results; from a list nothing changes."""
    if isinstance(session.view, Listing):
        return session
    return _pushed(session, Listing(session.hit or 0))


def leave_results(session: Session) -> Session:
    """Back to what was on screen before the list; from anything else nothing changes."""
    while isinstance(session.view, Listing) and session.past:
        session = replace(session, view=session.past[-1].view, past=session.past[:-1])
    return session


def show(session: Session, view: Report) -> Session:
    """Show another view of the hits or of the library; one of the kind on screen takes its place.

    Another person's page is another place: `back` returns to the first.
    """
    another = (
        isinstance(view, Person) and isinstance(session.view, Person) and view.speaker != session.view.speaker
    )
    if type(view) is type(session.view) and not another:
        return replace(session, view=view)
    return _pushed(session, view)


def list_query(session: Session, query: str) -> Session:
    """List the hits of a query that a view made; `back` returns to the view and its query."""
    session = list_results(session)
    return replace(ask(session, query), view=Listing())


def to_reading(session: Session) -> Session:
    """To the last article; from an article nothing changes."""
    if isinstance(session.view, Listing):
        session = leave_results(session)
    if isinstance(session.view, Reading):
        return session
    return _pushed(session, _last_reading(session))


def move(session: Session, place: int) -> Session:
    """The cursor moved: to an offset of the article, or to a hit of the list."""
    if isinstance(session.view, Listing):
        return replace(session, view=Listing(place))
    if isinstance(session.view, Reading):
        return replace(session, view=Reading(session.view.article, place))
    return session


def open_hit(session: Session, number: int) -> Session:
    """Open hit `number` in its article; from a hit to a hit the way back stays the same."""
    if not 0 <= number < len(session.hits):
        return session
    hit = session.hits[number]
    view = Reading(hit.article, place_of(hit))
    if isinstance(session.view, Listing):
        session = replace(session, view=Listing(number))
        return replace(_pushed(session, view), hit=number)
    if session.hit is not None and isinstance(session.view, Reading):
        return replace(session, view=view, hit=number)
    return replace(_pushed(session, view), hit=number)


def step_hit(session: Session, delta: int) -> Session:
    """The next or previous hit, also in another article; at either end nothing changes.

    Without an open hit the step goes from the cursor: in its article to the nearest one in that
    direction, else to the first or last of all.
    """
    if not session.hits:
        return session
    if isinstance(session.view, Listing):
        return open_hit(session, session.view.cursor)
    if session.hit is not None:
        return open_hit(session, session.hit + delta)
    here = _last_reading(session)
    places = [(n, place_of(h)) for n, h in enumerate(session.hits) if h.article == here.article]
    if delta > 0:
        after = [n for n, place in places if place > here.offset]
        return open_hit(session, after[0] if after else 0)
    before = [n for n, place in places if place < here.offset]
    return open_hit(session, before[-1] if before else len(session.hits) - 1)


def visit(session: Session, article: str, offset: int) -> Session:
    """Go to a place; `back` returns. A hit that stands there is the open one from now on."""
    number = next(
        (n for n, hit in enumerate(session.hits) if hit.article == article and hit.start <= offset < hit.end),
        None,
    )
    return replace(_pushed(session, Reading(article, offset)), hit=number)


def back(session: Session) -> Session:
    """The view before; with none left, the query is put away; with none of either, no change."""
    if session.past:
        future = (_here(session), *session.future)[:HISTORY]
        left = session.past[-1]
        session = replace(session, past=session.past[:-1], future=future)
        return _returned(session, left)
    return ask(session, "")


def forward(session: Session) -> Session:
    """The view that `back` left; nothing changes where there is none."""
    if not session.future:
        return session
    past = (*session.past, _here(session))[-HISTORY:]
    return _returned(replace(session, past=past, future=session.future[1:]), session.future[0])


def _returned(session: Session, to: Visit) -> Session:
    """A session on a view of before; a view that shows hits comes with the query of its time."""
    same = to.query == session.query
    if not same and isinstance(to.view, Person):
        # a word of the page was asked for: the query of before is there again
        return replace(ask(replace(session, view=to.view), to.query), view=to.view, hit=None)
    if not same and isinstance(to.view, OF_THE_QUERY) and to.query.strip():
        session = replace(ask(session, to.query), view=to.view, hit=None)
    else:
        session = replace(session, view=to.view, hit=to.hit if same else None)
    if isinstance(session.view, Listing) and not session.query.strip():
        return leave_results(session)
    return session
