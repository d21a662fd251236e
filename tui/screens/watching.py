"""A screen that keeps up with its index, and finds anything by a few letters."""

from __future__ import annotations

from textual import work
from textual.css.query import NoMatches

from quoth.index.results import Facets
from quoth.tui import keeping
from quoth.tui import session as states
from quoth.tui.actions import actions_in, has_list, spelled
from quoth.tui.screens.palette import Entry, PaletteScreen
from quoth.tui.screens.reporting import persons
from quoth.tui.screens.taking import TakingScreen
from quoth.tui.searcher import NotUnderstood
from quoth.tui.views import Person, Reading

WATCH_SECONDS = 3.0
"""So often the index is looked at for a newer state of it, once it has been opened."""
PROGRESS_SECONDS = 0.5
"""So often it is shown how far an index is that is being made."""
NOT_LISTED = frozenset({"palette", "suspend", "repaint", "back", "next_pane"})
SEARCHES = (
    ("quotes whose speaker is in doubt", "is:suspect"),
    ("quotes of nobody known", "is:unattributed"),
    ("quotes with little behind the speaker", "conf:<0.6 is:attributed"),
)


class WatchingScreen(TakingScreen):
    """Shows what the index holds now, the cursor where it was."""

    _told = ""

    def on_mount(self) -> None:
        self.set_interval(WATCH_SECONDS, self.look)
        self.set_interval(PROGRESS_SECONDS, self.tell_progress)

    def tell_progress(self) -> None:
        """Show how far an index is that is being made; where none is, nothing is drawn."""
        if self.searcher.doing != self._told:
            self._told = self.searcher.doing
            self.draw()

    def look(self) -> None:
        """Look whether the index has changed, unless it is busy or was never asked."""
        if self.searcher.opened and not self.searcher.busy:
            self._watch()

    @work(exclusive=True, group="watch")
    async def _watch(self) -> None:
        try:
            if not await self.searcher.refresh():
                return
            await self.renew()
        except NotUnderstood as refusal:
            self.say(refusal.problem.message)

    async def renew(self) -> None:
        """Take over the newest state of the index: article, hits and counts; the passage stays in view."""
        old = self.searcher.known(self.session.article)
        self.forget_reports()
        view = self.session.view
        try:
            new = await self.searcher.renewed(self.session.article)
        except NotUnderstood:
            self.say("the index has changed; this article is not in it any more")
        else:
            if old is not None and isinstance(view, Reading):
                passage = keeping.passage(old, view.offset)
                inside = view.offset - (keeping.place_in(old, passage.anchor) or 0)
                place = keeping.place_in(new, passage.anchor)
                if place is not None:
                    self.session = states.move(self.session, place + inside)
            self.say("the index has changed")
        self.become(states.ask_again(self.session), noted=False)
        self.look_after_kept()

    # the palette

    @work(exclusive=True, group="palette")
    async def action_palette(self) -> None:
        """Offer actions, and whatever the index holds."""
        facets: Facets | None = None
        try:
            facets = (await self.searcher.ask(lambda index: index.search("*", limit=0))).facets
        except NotUnderstood as refusal:
            self.say(refusal.problem.message)
        self.app.push_screen(PaletteScreen([*self._actions(), *self._things(facets)]), self._take)

    def _actions(self) -> list[Entry]:
        places = [self.place, *(["list"] if has_list(self.place) else []), "everywhere"]
        found = {
            action.id: Entry("action", action.help, action.id, " ".join(map(spelled, action.keys)))
            for place in reversed(places)
            for action in actions_in(place)  # type: ignore[arg-type]
            if action.id not in NOT_LISTED
        }
        return list(found.values())

    def _things(self, facets: Facets | None) -> list[Entry]:
        saved = [Entry("search", query, query) for query in self.state.keep.searches]
        things = [*saved, *(Entry("search", f"{label}  {query}", query) for label, query in SEARCHES)]
        article = self.searcher.known(self.session.article)
        if article is not None:
            things += [
                Entry("section", section.heading or "(lead)", str(number))
                for number, section in enumerate(article.sections)
            ]
        if facets is not None:
            things += [Entry("speaker", name, identity) for identity, name in persons(facets.speakers)]
            things += [Entry("article", f.label, f.id) for f in facets.articles if f.id is not None]
        return things

    def _take(self, entry: Entry | None) -> None:
        match entry:
            case None:
                return
            case Entry("action", _, identity):
                self._do(identity)
            case Entry("search", _, query):
                self.become(states.list_query(self.session, query), focus=True)
            case Entry("speaker", name, identity):
                self.become(states.show(self.session, Person(identity, name)), focus=True)
            case Entry("article", _, identity):
                self.become(states.visit(self.session, identity, 0), focus=True)
            case Entry("section", _, number):
                self.become(states.to_reading(self.session))
                self.desk.article.to_section(int(number))
                self.set_focus(self.main)

    def _do(self, identity: str) -> None:
        """Do an action where its method is: in the widget that has the keys, else here."""
        for doer in (self.focused, self.main, self):
            method = getattr(doer, f"action_{identity}", None)
            if method is not None:
                method()
                return
        raise NoMatches(f"nothing does {identity}")
