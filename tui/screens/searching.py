"""A screen that holds a session: it asks the index, takes the answers, and has them shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen

from quoth.tui import messages as said
from quoth.tui import session as states
from quoth.tui.actions import Context
from quoth.tui.at_hand import AtHand
from quoth.tui.keys import key_for
from quoth.tui.searcher import NotUnderstood, Searcher
from quoth.tui.session import Listing, QueryProblem, Reading, Session
from quoth.tui.widgets.desk import Desk
from quoth.tui.widgets.line_list import LineList, keymap_of

LONG = 0.1
"""Seconds after which Esc gives up a question instead of going back."""
DEBOUNCE = 0.08
"""Seconds without a key before a typed query is asked."""


class SessionScreen(Screen[None]):
    """Holds the session and answers messages; every change of the session is shown by the desk.

    `copy_out` takes a text to the clipboard and says which way it went.
    """

    AUTO_FOCUS = "#article"

    def __init__(
        self,
        articles: AtHand,
        searcher: Searcher,
        start: Reading,
        copy_out: Callable[[str], str],
    ) -> None:
        super().__init__()
        self.articles = articles
        self.searcher = searcher
        self.session = self.noted = Session(start)
        self.desk = Desk()
        self._copy_out = copy_out
        self.side = ""
        self._open_first = False
        self._fetching = False
        self.asked_at = monotonic()

    def compose(self) -> ComposeResult:
        yield self.desk

    def on_resize(self) -> None:
        self.desk.share(self.session, self.side)
        self.call_after_refresh(self.draw)

    @property
    def place(self) -> str:
        """Where the keys go, as the table of actions calls it."""
        return (self.focused.id or "article") if self.focused is not None else "article"

    @property
    def main(self) -> LineList:
        """The widget of the view."""
        return self.desk.main(self.session)

    def become(self, session: Session, *, focus: bool = False, pause: float = 0, noted: bool = True) -> None:
        """Take over a new session; `focus` sends the keys to the main pane.

        A query that has no answer yet is asked after `pause` seconds without another. What is not
        `noted` is no place to come back to on reopening: the way out, and what comes by itself.
        """
        if noted:
            self.noted = session
        before, self.session = self.session, session
        if type(session.view) is not type(before.view):
            focus = focus or self.place == self.desk.main(before).id
            self.desk.share(session, self.side)
        if focus:
            self.side = ""
            self.desk.share(session, self.side)
            self.set_focus(self.main)
        if session.generation != before.generation:
            self._search(pause)
        self.draw()

    def draw(self) -> None:
        """Show the session; what is not in memory yet is fetched first."""
        article = self.searcher.known(self.session.article)
        if article is None:
            self._load(self.session.article)
        else:
            self.desk.show(self.session, article, self.place, self.contents(), self.searcher.doing)

    def contents(self) -> object | None:
        """What the view shows where that is neither an article nor the list of hits."""
        return None

    def on_descendant_focus(self) -> None:
        self.call_after_refresh(self.draw)

    def key(self, action: str, context: Context = "everywhere") -> str:
        """The key of an action as the user has it."""
        return key_for(keymap_of(self), action, context)

    def no_quote_here(self) -> str:
        """What to say where there is no quote."""
        ways = self.key("previous_quote", "article"), self.key("next_quote", "article")
        return "no quote here: {} {} go to one".format(*ways)

    def say(self, message: str) -> None:
        """Show a message in the status line until the next key."""
        self.desk.status.say(message)

    @on(said.Remarked)
    def _remarked(self, message: said.Remarked) -> None:
        self.say(message.words)

    def return_to_main(self) -> None:
        """Send the keys back to the main pane."""
        self.become(self.session, focus=True)

    # searching

    @on(said.QueryTyped)
    def _typed(self, message: said.QueryTyped) -> None:
        self._open_first = False
        session = states.ask(self.session, message.text)
        if session.query.strip():
            session = states.list_results(session)
        self.become(session, pause=DEBOUNCE)

    def ask(self, query: str) -> None:
        """Ask a query that a filter or a suggestion made; from an article its hits are listed."""
        session = states.ask(self.session, query)
        if query.strip() and isinstance(session.view, Reading):
            session = states.list_results(session)
        self.become(session)

    @work(exclusive=True, group="search")
    async def _search(self, pause: float) -> None:
        """Ask the index for the newest query; only an answer to the newest one is taken."""
        await asyncio.sleep(pause)
        generation, query = self.session.generation, self.session.query
        if not query.strip():
            return
        self.asked_at = monotonic()
        try:
            found = await self.searcher.search(query)
        except NotUnderstood as refusal:
            self.become(states.refuse(self.session, generation, refusal.problem), noted=False)
        else:
            self.become(
                states.answer(self.session, generation, found.results, found.speakers, found.nearest),
                noted=False,
            )
            if self._open_first and not self.session.waiting:
                self._submitted()

    def interrupt(self) -> bool:
        """Have the index stop what it has been doing for long; returns whether there was anything."""
        return monotonic() - self.asked_at >= LONG and self.searcher.interrupt()

    def give_up(self) -> bool:
        """Wait no longer for an answer that takes long; returns whether there was one to wait for."""
        if not self.interrupt():
            return False
        self.workers.cancel_group(self, "search")
        given_up = QueryProblem("given up; what is shown is of before", 0, 0)
        self.become(states.refuse(self.session, self.session.generation, given_up), noted=False)
        return True

    @on(said.MoreWanted)
    def fetch_more(self) -> None:
        """Fetch the next page of hits."""
        if self.session.more and not self._fetching:
            self._fetching = True
            self._fetch()

    @work(group="more")
    async def _fetch(self) -> None:
        generation = self.session.generation
        try:
            page = await self.searcher.further(self.session.query, len(self.session.hits))
        except NotUnderstood as refusal:
            self.say(refusal.problem.message)
        else:
            self.become(states.extend(self.session, generation, page))
        finally:
            self._fetching = False

    @work(group="load")
    async def _load(self, article: str) -> None:
        """Fetch an article from the index and draw it; one that is gone leaves the page as it was."""
        try:
            await self.searcher.article(article)
        except NotUnderstood as refusal:
            self.say(refusal.problem.message)
            self.become(states.back(self.session), focus=True)
        else:
            self.draw()

    @on(said.SuggestionTaken)
    def take_suggestion(self) -> None:
        """Ask the suggested query instead."""
        if self.session.suggestion:
            self.ask(self.session.suggestion)

    @on(said.QuerySubmitted)
    def _submitted(self) -> None:
        """Open the hit at the cursor; typed faster than the index answers, the first one when it does."""
        if self.session.waiting:
            self._open_first = True
            return
        self._open_first = False
        if self.session.hits and isinstance(self.session.view, Listing):
            self.become(states.open_hit(self.session, self.session.view.cursor), focus=True)
        else:
            self.return_to_main()

    @on(said.QueryLeft)
    def _left(self) -> None:
        self.become(
            self.session if self.session.query.strip() else states.leave_results(self.session), focus=True
        )

    @on(said.ListMoved)
    def _list_moved(self, message: said.ListMoved) -> None:
        if isinstance(self.session.view, Listing):
            self.desk.results.step(message.delta)

    @on(said.HitPointed)
    def _pointed(self, message: said.HitPointed) -> None:
        if isinstance(self.session.view, Listing):
            self.become(states.move(self.session, message.number))

    @on(said.HitChosen)
    def _chosen(self, message: said.HitChosen) -> None:
        self.become(states.open_hit(self.session, message.number), focus=True)
