"""The one way from the screen to the index: one thread, opened late, never on the screen's own time."""

from __future__ import annotations

import asyncio
import gc
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from quoth.corpus.model import Article
from quoth.corpus.values import dataclass, replace
from quoth.index.problems import IndexProblem
from quoth.index.queryerror import QueryError
from quoth.index.results import FacetCount, Hit, Results
from quoth.tui.asked import Index
from quoth.tui.filters import without_speakers
from quoth.tui.preparing import Preparation
from quoth.tui.session import QueryProblem, in_reading_order

LIMIT = 500
"""How many hits are fetched at a time; the counts are of all."""
KNOWN_ARTICLES = 200
"""How many articles are kept in memory besides those that the explorer was opened on."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: a page of hits, and the speakers' counts without filters of speakers.

    `nearest` is how many hits the first suggestion has. Where the words are somebody else's, that is the
    query without its filters of speakers.
    """

    results: Results
    speakers: Sequence[FacetCount]
    nearest: int = 0


class NotUnderstood(Exception):
    """A query without an answer: the index refused it, or is out of order."""

    def __init__(self, problem: QueryProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Searcher:
    """Asks the index in one thread of its own. A question that was given up before its turn is never asked.

    `open_index` is called once, with the first question; `preparation` tells how far it is. `articles` are
    known already; those once seen are kept.
    """

    def __init__(
        self,
        open_index: Callable[[], Index],
        articles: Sequence[Article],
        preparation: Preparation | None = None,
    ) -> None:
        self._open_index = open_index
        self._preparation = preparation
        self._index: Index | None = None
        self._left_behind = False
        self._articles = {article.id: article for article in articles}
        self._fetched: OrderedDict[str, Article] = OrderedDict()
        self._thread = _thread()
        self._under_way: set[Future[Any]] = set()

    @property
    def busy(self) -> bool:
        """Whether a question is under way, also one whose answer nobody waits for any more."""
        return any(not future.done() for future in self._under_way)

    @property
    def doing(self) -> str:
        """How far the index is that is being made, in a few words; blank where none is."""
        return (
            self._preparation.words if self._preparation is not None and not self.opened and self.busy else ""
        )

    async def search(self, query: str) -> Found:
        """The answer to a query that may still be unfinished. Raises NotUnderstood."""
        return await self.ask(lambda index: found(index, query))

    async def further(self, query: str, offset: int) -> Results:
        """The hits of a query from the `offset`-th on. Raises NotUnderstood."""
        return await self.ask(
            lambda index: index.search(query, limit=LIMIT, offset=offset, lenient=True, facets=False)
        )

    async def quotes_by(self, name: str) -> tuple[Hit, ...]:
        """All quotes of a speaker, in reading order. Raises NotUnderstood."""
        query = 'kind:quote speaker:"{}"'.format(name.replace('"', " "))
        return in_reading_order((await self.ask(lambda index: index.search(query, limit=None))).hits)

    async def article(self, article_id: str) -> Article:
        """An article, from memory where it was seen before. Raises NotUnderstood."""
        known = self.known(article_id)
        if known is None:
            known = await self.ask(lambda index: index.article(article_id))
            self._fetched[article_id] = known
            if len(self._fetched) > KNOWN_ARTICLES:
                self._fetched.popitem(last=False)
        return known

    @property
    def opened(self) -> bool:
        """Whether the index has been asked anything yet."""
        return self._index is not None

    async def refresh(self) -> bool:
        """Move on to the newest state of the index; whether there was one. Raises NotUnderstood."""
        return await self.ask(lambda index: index.refresh())

    async def beside(self, work: Callable[[Index | None], None]) -> None:
        """Do something in the thread, with the index where it is open; failures come as they are."""
        await asyncio.wrap_future(self._thread.submit(work, self._index))

    def replace(self, article: Article) -> None:
        """Keep another state of an article in memory."""
        self._fetched.pop(article.id, None)
        self._articles[article.id] = article

    async def renewed(self, article_id: str) -> Article:
        """An article as the index holds it now; what is known of the others is forgotten.

        Raises NotUnderstood, and forgets nothing of this one then.
        """
        fresh = await self.ask(lambda index: index.article(article_id))
        self._fetched.clear()
        self._articles = {article_id: fresh}
        return fresh

    def known(self, article_id: str) -> Article | None:
        """An article if it is in memory."""
        return self._articles.get(article_id) or self._fetched.get(article_id)

    async def ask(self, work: Callable[[Index], T]) -> T:
        """What `work` makes of the index, in the thread. Raises NotUnderstood for whatever goes wrong."""

        def answer() -> T:
            try:
                return work(self._opened())
            except Exception as failure:
                raise NotUnderstood(_problem(failure)) from failure

        future = self._thread.submit(answer)
        self._under_way = {other for other in self._under_way if not other.done()} | {future}
        return await asyncio.wrap_future(future)

    def interrupt(self) -> bool:
        """Give up what is under way; returns whether there was anything.

        A thread cannot be stopped: it is left to end by itself, and the next question opens the index anew.
        """
        if not self.busy:
            return False
        self.close()
        self._thread, self._index, self._left_behind = _thread(), None, True
        self._under_way.clear()
        return True

    def close(self) -> None:
        """Let the thread end; a question under way is not waited for."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _opened(self) -> Index:
        if self._index is None:
            if self._left_behind:
                # an index refers to itself: what is left of one would stay for very many objects more
                gc.collect()
                self._left_behind = False
            self._index = self._open_index()
        return self._index


def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="quoth-search")


def found(index: Index, query: str) -> Found:
    """The answer of an index to a query that may still be unfinished. Raises QueryError."""
    results = index.search(query, limit=LIMIT, lenient=True)
    if results.total == 0:
        results = _with_suggestions(index, query, results)
    unfiltered = without_speakers(query)
    speakers = results.facets.speakers
    if unfiltered != query:
        all_hits = index.search(unfiltered if unfiltered.strip() else "*", limit=0, lenient=True)
        speakers = all_hits.facets.speakers
        if not results.total and not results.suggestions and unfiltered.strip() and all_hits.total:
            results = replace(results, suggestions=(unfiltered.strip(),))
    nearest = index.search(results.suggestions[0], limit=0).total if results.suggestions else 0
    return Found(results, speakers, nearest)


def _with_suggestions(index: Index, query: str, results: Results) -> Results:
    """What to try instead. A last word that is being typed counts as a beginning; now it is taken whole."""
    if results.suggestions:
        return results
    try:
        return index.search(query, limit=0)
    except QueryError:
        return results


def _problem(failure: Exception) -> QueryProblem:
    """What went wrong, as words for the query line: the user keeps the page and the old results."""
    if isinstance(failure, NotUnderstood):
        return failure.problem
    if isinstance(failure, QueryError):
        return QueryProblem(failure.message, failure.start, failure.end, failure.hint, failure.instead)
    if isinstance(failure, IndexProblem):
        return QueryProblem(failure.detail, 0, 0)
    if isinstance(failure, KeyError):
        return QueryProblem(f"the index does not hold {failure.args[0]} any more", 0, 0)
    return QueryProblem(f"the search failed: {type(failure).__name__}: {failure}", 0, 0)
