"""A screen on which the reader sees why a quote has its speaker, and says who it was instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from textual import work

from quoth.corpus.corrections import Correction, corrected
from quoth.corpus.model import Article, Quote
from quoth.index.problems import IndexProblem
from quoth.tui import correcting
from quoth.tui import messages as said
from quoth.tui.asked import Index
from quoth.tui.diagnostics import CommandError
from quoth.tui.evidence import citation_of
from quoth.tui.screens.watching import WatchingScreen
from quoth.tui.screens.why import WhyScreen
from quoth.tui.searcher import NotUnderstood
from quoth.tui.session import Reading


class CorrectingScreen(WatchingScreen):
    """Why, copy and correct: what is done with the quote at the cursor."""

    def action_why(self) -> None:
        self._with_quote(self._why)

    def _why(self, article: Article, quote: Quote) -> None:
        def after(wanted: str | None) -> None:
            if wanted == "correct":
                self._ask_who(article, quote)
            elif wanted == "undo":
                self._take_back(quote.id)

        self.app.push_screen(WhyScreen(article, quote), after)

    def action_copy(self) -> None:
        self._with_passage(lambda *passage: self.say(self._copy_out(citation_of(*passage))))

    def _ask_who(self, article: Article, quote: Quote) -> None:
        known = article.speaker(quote.speaker)

        def take(typed: str) -> None:
            if typed.strip():
                self._correct(article, correcting.correction_of(article, quote, typed))
            else:
                self.say("nothing changed")

        label = "said by (a name, ? for unknown, - for no quote)"
        self.post_message(said.PromptWanted(label, known.name if known is not None else "", take))

    @work(group="correct")
    async def _correct(self, article: Article, correction: Correction) -> None:
        """Keep the correction, show it, and have the index follow."""
        environ = cast(Mapping[str, str], self.app.environ)  # type: ignore[attr-defined]

        def keep(index: Index | None) -> None:
            correcting.keep(correction, environ, index.path if index is not None else None)

        if not await self._changed_file(keep):
            return
        self.searcher.replace(corrected(article, (correction,)))
        if self.searcher.opened:
            await self.searcher.refresh()
            await self.renew()
        self.draw()
        if correction.not_a_quote:
            # there is no quote any more whose card could be asked for
            own = correction.quote.partition(":")[2]
            self.say(f"no quote any more; to take it back: quoth corrections --undo {own}")
        else:
            keys = self.key("why"), self.key("undo", "why")
            self.say("kept, in every command, too; {} {} takes it back".format(*keys))

    @work(group="correct")
    async def _take_back(self, quote: str) -> None:
        """Take a correction back; what was found before it the index has kept."""
        environ = cast(Mapping[str, str], self.app.environ)  # type: ignore[attr-defined]

        def forget(index: Index | None) -> None:
            correcting.take_back(quote, environ, index.path if index is not None else None)

        try:
            # opens it where it was not
            await self.searcher.refresh()
            if not await self._changed_file(forget):
                return
            await self.searcher.refresh()
        except NotUnderstood as refusal:
            self.say(refusal.problem.message)
            return
        await self.renew()
        self.draw()
        self.say("the correction is taken back")

    async def _changed_file(self, change: Callable[[Index | None], None]) -> bool:
        """Change the file of corrections, and the index after it; says it where that cannot be."""
        try:
            await self.searcher.beside(change)
        except (CommandError, IndexProblem) as failure:
            self.say(str(failure))
            return False
        return True

    @work(group="quote")
    async def _with_quote(self, use: Callable[[Article, Quote], object]) -> None:
        """Do something with the quote at the cursor of the article, the results or a report."""
        article, quote = self.searcher.known(self.session.article), self.desk.article.quote
        if not isinstance(self.session.view, Reading):
            place = self.pointed_at()
            if place is None:
                self.say("no quote at the cursor")
                return
            try:
                article = await self.searcher.article(place[0])
            except NotUnderstood as refusal:
                self.say(refusal.problem.message)
                return
            quote = next((q for q in article.quotes if q.outer.start <= place[1] < q.outer.end), None)
        if article is None or quote is None:
            self.say(self.no_quote_here())
            return
        use(article, quote)
