"""The one screen people live in: outline, article or results, speakers, and the lines around them."""

from __future__ import annotations

from textual import on, work

from quoth.tui import counts, filters
from quoth.tui import messages as said
from quoth.tui import session as states
from quoth.tui.bindings import bindings
from quoth.tui.screens.correcting import CorrectingScreen
from quoth.tui.screens.help import HelpScreen
from quoth.tui.searcher import NotUnderstood
from quoth.tui.session import Reading
from quoth.tui.widgets.person_list import PersonList


class BrowseScreen(CorrectingScreen):
    """What the keys and the panes do."""

    BINDINGS = bindings("everywhere")

    # moving

    @on(said.CursorMoved)
    def _moved(self, message: said.CursorMoved) -> None:
        if isinstance(self.session.view, Reading):
            self.become(states.move(self.session, message.offset))

    @on(said.SectionPointed)
    @on(said.SectionChosen)
    def _section(self, message: said.SectionPointed | said.SectionChosen) -> None:
        if not isinstance(self.session.view, Reading):
            if isinstance(message, said.SectionPointed):
                return
            self.become(states.to_reading(self.session))
        self.desk.article.to_section(message.number)
        if isinstance(message, said.SectionChosen):
            self.set_focus(self.main)

    @on(said.SpeakerToggled)
    def _speaker(self, message: said.SpeakerToggled) -> None:
        name = message.name if message.speaker is not None else None
        if message.show:
            self.ask(filters.only(self.session.query, name))
            self.return_to_main()
        else:
            self.ask(filters.toggle(self.session.query, name, exclude=message.exclude))

    def action_next_hit(self) -> None:
        self._step_hit(1)

    def action_previous_hit(self) -> None:
        self._step_hit(-1)

    def _step_hit(self, delta: int) -> None:
        session = states.step_hit(self.session, delta)
        if session.hit is not None and session.hit + 20 > len(session.hits):
            self.fetch_more()
        if not self.session.hits:
            self.say(f"no hits to step through: {self.key('search')} searches")
        elif session is self.session:
            last = "more hits are coming" if session.more else "the last hit"
            self.say(last if delta > 0 else "the first hit")
        else:
            self.become(session, focus=True)

    def action_next_by_speaker(self) -> None:
        self._by_speaker(1)

    def action_previous_by_speaker(self) -> None:
        self._by_speaker(-1)

    @work(exclusive=True, group="speaker")
    async def _by_speaker(self, direction: int) -> None:
        """Go to the next quote of the same person: here, else in the nearest article that has one."""
        if isinstance(self.main, PersonList):
            if not self.main.step_quote(direction):
                self.say(f"no {'later' if direction > 0 else 'earlier'} quote on this page")
            return
        view = self.desk.article
        article, quote = view.article, view.quote
        speaker = article.speaker(quote.speaker) if article is not None and quote is not None else None
        if article is None or quote is None or speaker is None:
            self.say("no quote here whose speaker is known")
            return
        at = view.at if direction > 0 else quote.outer.start
        place = counts.same_speaker(article, speaker.id, at, direction)
        if place is not None:
            self.become(states.move(states.to_reading(self.session), place), focus=True)
            return
        try:
            hits = await self.searcher.quotes_by(speaker.name)
        except NotUnderstood as refusal:
            self.say(refusal.problem.message)
            return
        hit = counts.same_speaker_elsewhere(hits, article.id, direction)
        if hit is None:
            self.say(f"no {'later' if direction > 0 else 'earlier'} quote by {speaker.name}")
            return
        self.become(states.visit(self.session, hit.article, hit.start), focus=True)

    def action_next_article(self) -> None:
        self._article(1)

    def action_previous_article(self) -> None:
        self._article(-1)

    def _article(self, delta: int) -> None:
        ids = self.articles.ids
        at = ids.index(self.session.article) if self.session.article in ids else 0
        if 0 <= at + delta < len(ids):
            self.become(states.visit(self.session, ids[at + delta], 0), focus=True)
        else:
            self.say("no other article in that direction")

    # places

    def action_search(self) -> None:
        self.side = ""
        self.desk.share(self.session, self.side)
        self.desk.search.begin()

    def action_outline(self) -> None:
        self._go_to("outline")

    def action_speakers(self) -> None:
        self._go_to("speakers")

    def _go_to(self, side: str) -> None:
        """Go to a side pane, or back from it."""
        if self.place == side:
            self.return_to_main()
            return
        self.side = side
        self.desk.share(self.session, side)
        self.set_focus(self.desk.outline_list if side == "outline" else self.desk.speakers)

    def action_next_pane(self) -> None:
        order = ["outline", self.main.id or "", "speakers"]
        lost = not self.session.hits and self.session.results is not None
        if self.place == self.main.id and (lost or (self.session.problem and self.session.suggestion)):
            self.take_suggestion()
            return
        following = order[(order.index(self.place) + 1) % 3] if self.place in order else order[1]
        if following == order[1]:
            self.return_to_main()
        else:
            self._go_to(following)

    def action_forward(self) -> None:
        session = states.forward(self.session)
        if session is self.session:
            self.say("nothing to go forward to")
        else:
            self.become(session, focus=True)

    def action_back(self) -> None:
        if (self.session.waiting or self.searcher.busy) and self.give_up():
            return
        if self.place in ("outline", "speakers", "search"):
            self.return_to_main()
        else:
            self.become(states.back(self.session), focus=True, noted=False)

    def action_back_or_quit(self) -> None:
        if self.place == self.main.id and not self.session.past and not self.session.query:
            self.app.exit(0)
        else:
            self.action_back()

    def action_quit(self) -> None:
        self.app.exit(0)

    def action_suspend(self) -> None:
        self.app.action_suspend_process()

    def action_repaint(self) -> None:
        self.refresh(layout=True)

    # overlays

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen(self.place))
