"""A screen from which things are taken along: exported, piped to a command, copied as a command line."""

from __future__ import annotations

import asyncio

from textual import on, work

from quoth.corpus.model import Article
from quoth.tui import exporting, keeping
from quoth.tui import messages as said
from quoth.tui import session as states
from quoth.tui.command_lines import command_line
from quoth.tui.evidence import citation_of
from quoth.tui.exporting import Chosen, ExportProblem
from quoth.tui.piping import PipeProblem, pipe
from quoth.tui.screens.keeping import KeepingScreen
from quoth.tui.screens.piped import PipedScreen
from quoth.tui.screens.prompt import PromptScreen
from quoth.tui.searcher import NotUnderstood
from quoth.tui.widgets.kept_list import KeptList


class TakingScreen(KeepingScreen):
    """What leaves the explorer: files, the input of commands, command lines."""

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
        self._ask_for_file(f"export {what} to (md csv jsonl)", "quotes.md")

    def _ask_for_file(self, label: str, name: str) -> None:
        self.post_message(said.PromptWanted(label, name, self._export))

    def _export(self, name: str) -> None:
        self._write(name)

    @work(exclusive=True, group="export")
    async def _write(self, name: str) -> None:
        try:
            chosen = await self._to_export()
        except ExportProblem as problem:
            self.say(str(problem))
            return
        except NotUnderstood as refusal:
            self.say(refusal.problem.message)
            return
        over = name.rstrip().endswith("!")
        try:
            self.say(await asyncio.to_thread(exporting.export, chosen, name.rstrip("! "), over=over))
        except ExportProblem as problem:
            # the line stays to be mended, what is wrong with it stands before it
            self._ask_for_file(str(problem), name)

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
            self.say(f"nothing here that a command could print: {self.key('search')} searches")
            return
        self.say(f"{self._copy_out(line).partition(' (')[0]}: {line}")

    def _anchors_kept(self) -> list[str]:
        """What a command for the things kept is about: the search at the cursor, else basket, else marks."""
        main = self.main
        if isinstance(main, KeptList) and main.search:
            return ["", main.search]
        return [one.anchor for one in self.state.keep.basket or self.state.keep.marks]


def _nothing_to_export() -> list[Chosen]:
    raise ExportProblem("there is no quote to export here")
