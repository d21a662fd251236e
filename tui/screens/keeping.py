"""A screen that keeps things: marks, a basket, searches; it exports, pipes, and restores where one was."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual import on, work

from quoth.corpus.model import Article
from quoth.corpus.values import replace
from quoth.tui import exporting, keeping, state_file, views
from quoth.tui import messages as said
from quoth.tui import session as states
from quoth.tui.at_hand import AtHand
from quoth.tui.command_lines import command_line
from quoth.tui.driver import last_page
from quoth.tui.evidence import citation_of
from quoth.tui.exporting import Chosen, ExportProblem
from quoth.tui.keeping import Keep, State
from quoth.tui.piping import PipeProblem, pipe
from quoth.tui.screens.piped import PipedScreen
from quoth.tui.screens.prompt import PromptScreen
from quoth.tui.screens.reporting import ReportScreen
from quoth.tui.searcher import NotUnderstood
from quoth.tui.session import Reading
from quoth.tui.views import Keepsakes
from quoth.tui.widgets.kept_list import KeptList, KeptPage

SAVE_SECONDS = 30.0
"""So often the place is stored where it has changed; what is kept is stored at once."""


class KeepingScreen(ReportScreen):
    """What the reader takes along. `store` is the file of the state, None to keep it in memory.

    `page_file` holds the page of that state for the next start.
    """

    def __init__(
        self,
        *args: Any,
        store: Path | None = None,
        page_file: str | None = None,
        where: Sequence[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
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
        if isinstance(self.session.view, Keepsakes):
            self.become(states.show(self.session, Keepsakes(keep.searches, self.session.view.cursor)))
        self.say(words)

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

    # taking along

    @on(said.PromptWanted)
    def _prompt(self, message: said.PromptWanted) -> None:
        def take(text: str | None) -> None:
            if text is not None:
                message.take(text)

        self.app.push_screen(PromptScreen(message.label, message.text), take)

    def action_export(self) -> None:
        number = len(self.state.keep.basket)
        what = (
            f"{number} in the basket" if number else "what is found" if self.session.hits else "this article"
        )
        self.post_message(said.PromptWanted(f"export {what} to (md csv jsonl)", "quotes.md", self._export))

    def _export(self, name: str) -> None:
        self._write(name)

    @work(exclusive=True, group="export")
    async def _write(self, name: str) -> None:
        try:
            chosen = await self._to_export()
            over = name.rstrip().endswith("!")
            self.say(await asyncio.to_thread(exporting.export, chosen, name.rstrip("! "), over=over))
        except ExportProblem as problem:
            self.say(str(problem))
        except NotUnderstood as refusal:
            self.say(refusal.problem.message)

    async def _to_export(self) -> list[Chosen]:
        """The quotes of the basket, else those found, else those of the article. Raises ExportProblem."""
        kept = [(one.article, one.anchor) for one in self.state.keep.basket]
        query = self.session.query
        if not kept and query.strip():
            results = await self.searcher.ask(lambda index: index.search(query, limit=None, lenient=True))
            kept = [
                (hit.article, hit.id) for hit in states.in_reading_order(results.hits) if hit.kind == "quote"
            ]
        elif not kept:
            known = await self.searcher.article(self.session.article)
            return [(known, quote) for quote in known.quotes] or _nothing_to_export()
        chosen: list[Chosen] = []
        for identity, anchor in kept:
            article = await self.searcher.article(identity)
            chosen += [(article, quote) for quote in article.quotes if quote.id == anchor]
        return chosen or _nothing_to_export()

    def action_pipe(self) -> None:
        self._with_passage(self._pipe)

    def _pipe(self, article: Article, offset: int, quote: str | None) -> None:
        text = citation_of(article, offset, quote)

        def run(command: str) -> None:
            self._run(text, command)

        self.post_message(said.PromptWanted("pipe this passage to", "", run))

    @work(exclusive=True, group="pipe")
    async def _run(self, text: str, command: str) -> None:
        self.say("running …")
        try:
            piped = await asyncio.to_thread(pipe, text, command)
        except PipeProblem as problem:
            self.say(str(problem))
        else:
            self.say(piped.summary)
            self.app.push_screen(PipedScreen(piped))

    def action_copy_command(self) -> None:
        shown = self.desk.article
        anchor = None
        if shown.article is not None:
            quote = shown.quote.id if shown.quote is not None else None
            anchor = keeping.passage(shown.article, shown.at, quote=quote).anchor
        line = command_line(self.session, anchor, self._where, self._anchors_kept())
        if line is None:
            self.say("nothing here that a command could print: / searches")
            return
        self._copy_out(line)
        self.say(line)

    def _anchors_kept(self) -> list[str]:
        """What a command for the things kept is about: the search at the cursor, else basket, else marks."""
        main = self.main
        if isinstance(main, KeptList) and main.search:
            return ["", main.search]
        return [one.anchor for one in self.state.keep.basket or self.state.keep.marks]


def _nothing_to_export() -> list[Chosen]:
    raise ExportProblem("there is no quote to export here")


def restored(state: State, articles: AtHand) -> Reading | None:
    """The place to open at; None where its article is not among those at hand."""
    if state.article not in articles.ids:
        return None
    article = articles.article(state.article)
    place = keeping.place_in(article, state.anchor)
    return Reading(article.id, 0 if place is None else place + state.inside)
