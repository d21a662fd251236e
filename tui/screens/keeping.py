"""A screen that keeps things: marks, a basket, searches; it restores where one was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual import on, work

from quoth.corpus.model import Article
from quoth.corpus.values import replace
from quoth.tui import keeping, state_file, views
from quoth.tui import messages as said
from quoth.tui import session as states
from quoth.tui.at_hand import AtHand
from quoth.tui.driver import last_page
from quoth.tui.keeping import Keep, State
from quoth.tui.screens.reporting import ReportScreen
from quoth.tui.searcher import NotUnderstood
from quoth.tui.session import Reading, Session
from quoth.tui.views import Keepsakes
from quoth.tui.widgets.kept_list import KeptList, KeptPage

SAVE_SECONDS = 30.0
"""So often the place is stored where it has changed; what is kept is stored at once."""


class KeepingScreen(ReportScreen):
    """What the reader takes along. `store` is the file of the state, None to keep it in memory.

    `page_file` holds the page of that state for the next start. `choosing` begins in the library, where
    there are articles to choose from and no place to come back to.
    """

    def __init__(
        self,
        *args: Any,
        store: Path | None = None,
        page_file: str | None = None,
        where: Sequence[str] = (),
        choosing: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._choosing = choosing
        if choosing:
            self.session = self.noted = states.show(self.session, views.Library(article=self.session.article))
        self._store = store
        self._page_file = page_file
        self._gone = False
        self._where = tuple(where)
        self.state = state_file.load(store)
        self._page: KeptPage | None = None
        self._stored = self.state
        if restored(self.state, self.articles) == self.session.view:
            self.desk.article.keep_above(self.state.above)

    def on_mount(self) -> None:
        if self._store is not None:
            self.set_interval(SAVE_SECONDS, self.store)
        if self._choosing:
            self.set_focus(self.main)
        if self.state.query and self.session.query == "":
            session = states.ask(self.session, self.state.query)
            self.become(states.list_results(session) if self.state.listing else session)

    def on_unmount(self) -> None:
        if not self._gone:
            self.store()

    def leave(self) -> None:
        """Store while everything still is in its place; what is stored is what the next start restores."""
        self.store()
        self._gone = True

    @property
    def comes_back(self) -> bool:
        """Whether what is on the screen is what the next start will show."""
        view, noted = self.session.view, self.noted
        return (
            isinstance(view, Reading | views.Listing)
            and (view, self.session.query) == (noted.view, noted.query)
            and self.place == self.main.id
        )

    def store(self) -> None:
        """Write the state where it has changed; what cannot be written is said, not fatal."""
        article = self.searcher.known(self.noted.article)
        above = self.desk.article.above if isinstance(self.noted.view, Reading) else -1
        self.state = keeping.state_of(self.noted, article, self.state.keep, above)
        if self._choosing and isinstance(self.noted.view, views.Library) and len(self.noted.past) == 1:
            # nothing has been read: there is no place to come back to
            self.state = State(query=self.state.query, keep=self.state.keep)
        if self._store is None or self.state == self._stored:
            return
        if self._page_file is not None:
            # that page is of another place
            last_page.forget(self._page_file)
        try:
            state_file.save(self._store, self.state)
        except OSError as error:
            self.say(f"not stored: {error.strerror or error}")
        self._stored = self.state

    def _keep(self, keep: Keep, words: str) -> None:
        self.state = replace(self.state, keep=keep)
        self.store()
        self.become(self.session)
        self.say(words)

    def become(self, session: Session, **options: Any) -> None:
        """Of what is kept the searches of now are counted, also where one comes back to the list."""
        if isinstance(session.view, Keepsakes):
            session = replace(session, view=replace(session.view, searches=self.state.keep.searches))
        super().become(session, **options)

    def contents(self) -> object | None:
        found = super().contents()
        if not isinstance(self.session.view, Keepsakes) or not isinstance(found, dict):
            return found
        if self._page is None or (self._page.keep, self._page.counts) != (self.state.keep, found):
            self._page = KeptPage(self.state.keep, found)
        return self._page

    # keeping

    def action_mark(self) -> None:
        self._with_passage(self._mark)

    def _mark(self, article: Article, offset: int, quote: str | None) -> None:
        mark = keeping.passage(article, offset, quote=quote)
        keep = keeping.with_mark(self.state.keep, mark)
        more = len(keep.marks) > len(self.state.keep.marks)
        self._keep(keep, f"marked; {self.key('kept')} lists the marks" if more else "the mark is taken away")

    def action_basket(self) -> None:
        self._with_passage(self._put_in)

    def _put_in(self, article: Article, offset: int, quote: str | None) -> None:
        if quote is None:
            self.say(self.no_quote_here())
            return
        keep = keeping.with_quote(self.state.keep, keeping.passage(article, offset, quote=quote))
        more = len(keep.basket) > len(self.state.keep.basket)
        where = "in" if more else "out of"
        self._keep(keep, f"{where} the basket; {len(keep.basket)} in it; {self.key('export')} exports")

    @work(group="passage")
    async def _with_passage(self, use: Callable[[Article, int, str | None], None]) -> None:
        """Do something with the passage, and its quote if there is one, at the cursor."""
        view, shown, main = self.session.view, self.desk.article, self.main
        place = (view.article, shown.at) if isinstance(view, Reading) else self.pointed_at()
        try:
            if isinstance(main, KeptList) and main.kept is not None:
                article = await self.searcher.article(main.kept.article)
                place = (article.id, keeping.place_in(article, main.kept.anchor) or 0)
            elif place is not None:
                article = await self.searcher.article(place[0])
            else:
                self.say("no passage at the cursor")
                return
        except NotUnderstood as refusal:
            self.say(refusal.problem.message)
            return
        quote = next((q for q in article.quotes if q.outer.start <= place[1] < q.outer.end), None)
        if quote is None and isinstance(view, Reading):
            quote = shown.quote
        use(article, place[1], quote.id if quote is not None else None)

    def action_like(self) -> None:
        self._with_passage(self._list_like)

    def _list_like(self, article: Article, offset: int, quote: str | None) -> None:
        anchor = keeping.passage(article, offset, quote=quote).anchor
        self.become(states.list_query(self.session, f"like:{anchor}"))

    def action_save_search(self) -> None:
        if not self.session.query.strip():
            self.say(f"nothing is searched: {self.key('search')} searches")
            return
        keep = keeping.with_search(self.state.keep, self.session.query)
        more = len(keep.searches) > len(self.state.keep.searches)
        saved = f"the search is saved; {self.key('kept')} lists them"
        self._keep(keep, saved if more else "the search is forgotten")

    def action_kept(self) -> None:
        self.show_view(Keepsakes(self.state.keep.searches))
        self.look_after_kept()

    @work(exclusive=True, group="kept")
    async def look_after_kept(self) -> None:
        """Show what is kept as its articles say it now: who said it may have been corrected since."""
        if not isinstance(self.session.view, Keepsakes):
            return
        before = self.state.keep
        for identity in dict.fromkeys(one.article for one in (*before.basket, *before.marks)):
            try:
                article = await self.searcher.article(identity)
            except NotUnderstood:
                # it is not in this library any more: what was kept of it stays
                continue
            self.state = replace(self.state, keep=keeping.as_now(self.state.keep, article))
        if self.state.keep != before:
            self.store()
            self.draw()

    def action_library(self) -> None:
        self.show_view(views.Library(article=self.session.article))

    @on(said.KeptChosen)
    @work(group="passage")
    async def _kept_chosen(self, message: said.KeptChosen) -> None:
        try:
            article = await self.searcher.article(message.kept.article)
        except NotUnderstood:
            self.say(f"its article is not in this library any more: {message.kept.title}")
            return
        place = keeping.place_in(article, message.kept.anchor)
        if place is None:
            self.say("the passage is gone from its article; this is its beginning")
        self.become(states.visit(self.session, article.id, place or 0), focus=True)

    @on(said.KeptDropped)
    def _kept_dropped(self, message: said.KeptDropped) -> None:
        keep = self.state.keep
        if message.kept is None:
            self._keep(keeping.with_search(keep, message.query), "the search is forgotten")
        elif message.kind == "mark":
            self._keep(keeping.with_mark(keep, message.kept), "the mark is taken away")
        else:
            self._keep(keeping.with_quote(keep, message.kept), "out of the basket")


def restored(state: State, articles: AtHand) -> Reading | None:
    """The place to open at; None where its article is not among those at hand."""
    if state.article not in articles.ids:
        return None
    article = articles.article(state.article)
    place = keeping.place_in(article, state.anchor)
    return Reading(article.id, 0 if place is None else place + state.inside)
