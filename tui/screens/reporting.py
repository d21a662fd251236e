"""A screen that also shows reports: it asks for what a view holds, and keeps what came."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from time import monotonic

from textual import on, work

from quoth.index.results import FacetCount
from quoth.tui import counts, filters, gathering, reports, views
from quoth.tui import messages as said
from quoth.tui import session as states
from quoth.tui.names import by_frequency
from quoth.tui.screens.searching import SessionScreen
from quoth.tui.searcher import NotUnderstood
from quoth.tui.session import Listing, Reading, Session
from quoth.tui.views import OF_THE_QUERY, Person, Report, View, contents_of
from quoth.tui.widgets.report_list import ReportList

KEPT_REPORTS = 8
"""How many reports are kept for the way back."""
KEPT_ROWS = 20_000
"""How many rows of them: a row of a concordance takes more than a kilobyte."""

Key = tuple[View, str]


class ReportScreen(SessionScreen):
    """Opens the reports, carries what is chosen in them to the session."""

    _contents: OrderedDict[Key, object | None]
    _asked: Key | None = None

    def on_mount(self) -> None:
        self._contents = OrderedDict()

    def contents(self) -> object | None:
        view = self.session.view
        if isinstance(view, Reading | Listing) or gathering.asks_nothing(view, self.session.query):
            return None
        key = (contents_of(view), self.session.query if isinstance(view, OF_THE_QUERY) else "")
        if key not in self._contents and key != self._asked:
            self._asked, self.asked_at = key, monotonic()
            self._gather(view, key)
        return self._contents.get(key)

    @work(exclusive=True, group="report")
    async def _gather(self, view: Report, key: Key) -> None:
        generation = self.session.generation
        found: object | None = None
        try:
            found = await self.searcher.ask(lambda index: gathering.gather(index, view, key[1]))
        except NotUnderstood as refusal:
            self.session = states.refuse(self.session, generation, refusal.problem)
        finally:
            if self._asked == key:
                self._asked = None
        # what was refused is kept as nothing: it is not asked again until something changes
        self._contents[key] = found
        self._let_go()
        self.draw()

    def _let_go(self) -> None:
        """Forget the oldest reports beyond what is kept; the newest stays, however long."""
        while len(self._contents) > 1 and (
            len(self._contents) > KEPT_REPORTS
            or sum(map(reports.rows_in, self._contents.values())) > KEPT_ROWS
        ):
            self._contents.popitem(last=False)

    def give_up(self) -> bool:
        """A report that is given up is left; it is asked for again where one comes back to it."""
        if self._asked is None:
            return super().give_up()
        if not self.interrupt():
            return False
        self.workers.cancel_group(self, "report")
        self._asked = None
        self.become(states.back(self.session), focus=True, noted=False)
        self.say("given up")
        return True

    def forget_reports(self) -> None:
        """The index has changed: whatever was asked is asked again."""
        self._contents.clear()

    # opening

    @on(said.ConcordanceWanted)
    def action_concordance(self) -> None:
        self.show_view(views.Concordance())

    def action_dispersion(self) -> None:
        self.show_view(views.Dispersion())

    def action_matrix(self) -> None:
        """By section within one article; across several, whose sections have no order, by article."""
        results = self.session.results
        found = len(results.facets.articles) if results is not None else len(self.articles.ids)
        self.show_view(views.Matrix("article" if found > 1 else "section"))

    def action_talkers(self) -> None:
        self.show_view(views.Talkers())

    def action_person(self) -> None:
        found = self._person()
        if found is None:
            self.say(self.no_quote_here() if self._off_quotes else "nobody is known to speak here")
        else:
            self.show_view(views.Person(*found))

    def action_versus(self) -> None:
        """The two that are filtered for; else who is at the cursor, beside whoever has the most hits."""
        everybody = persons(self.session.speakers) or self._of_article()
        treated = filters.treatment(self.session.query)
        chosen = [one for one in everybody if treated(one[1]) == "chosen"]
        first = self._person()
        pair = chosen if len(chosen) > 1 else [*([first] if first else []), *chosen, *everybody]
        one, other, *_ = (*dict.fromkeys(pair), None, None)
        if one is None or other is None:
            self.say("there is only one speaker: s chooses two, then v")
        else:
            self.show_view(views.Versus(one, other))

    def _of_article(self) -> list[tuple[str, str]]:
        """The speakers of the article, most quoted first."""
        article = self.searcher.known(self.session.article)
        if article is None:
            return []
        ordered = by_frequency(article.speakers, [quote.speaker for quote in article.quotes])
        return [(speaker.id, speaker.name) for speaker in ordered]

    def pointed_at(self) -> tuple[str, int] | None:
        """Article and offset of what the cursor of the list or report stands on."""
        view, main = self.session.view, self.main
        if isinstance(view, Listing) and view.cursor < len(self.session.hits):
            hit = self.session.hits[view.cursor]
            return (hit.article, states.place_of(hit))
        return main.place if isinstance(main, ReportList) else None

    def _person(self) -> tuple[str, str] | None:
        """Id and name of the speaker at the cursor of whatever has the keys."""
        view, desk = self.session.view, self.desk
        if self.place == "speakers" and desk.speakers.current is not None:
            row = desk.speakers.current
            return (row.id, row.name) if row.id not in (None, counts.UNKNOWN) else None
        if isinstance(view, Person):
            return (view.speaker, view.name)
        if isinstance(view, Listing) and view.cursor < len(self.session.hits):
            speaker = self.session.hits[view.cursor].speaker
            return (speaker.id, speaker.name) if speaker is not None else None
        main = desk.main(self.session)
        if isinstance(main, ReportList):
            return main.person
        article, quote = desk.article.article, desk.article.quote
        found = article.speaker(quote.speaker) if article is not None and quote is not None else None
        return (found.id, found.name) if found is not None else None

    @property
    def _off_quotes(self) -> bool:
        """Whether an article is read, at a place without a quote."""
        return self.main is self.desk.article and self.desk.article.quote is None

    def show_view(self, view: Report) -> None:
        """Show a view; the key of the one on screen goes back."""
        if type(view) is type(self.session.view) and self.place != "speakers":
            self.become(states.back(self.session), focus=True)
        else:
            self.become(states.show(self.session, view), focus=True)

    # what is chosen

    @on(said.ViewChanged)
    def _changed(self, message: said.ViewChanged) -> None:
        if type(message.view) is type(self.session.view):
            self.become(states.show(self.session, message.view))

    @on(said.PlaceChosen)
    def _place(self, message: said.PlaceChosen) -> None:
        self.become(states.visit(self.session, message.article, message.offset), focus=True)

    @on(said.QueryChosen)
    def _query(self, message: said.QueryChosen) -> None:
        if message.query is None:
            self.say("no query tells these apart: their texts have no date, or only a year")
        else:
            self.become(self._listed(message.query), focus=True)

    def _listed(self, query: str) -> Session:
        return states.list_query(self.session, query)

    @on(said.PersonChosen)
    def _chosen_person(self, message: said.PersonChosen) -> None:
        self.become(states.show(self.session, Person(message.speaker, message.name)), focus=True)


def persons(facets: Sequence[FacetCount]) -> list[tuple[str, str]]:
    """Id and name of everybody who has a name, most hits first."""
    return [(f.id, f.label) for f in facets if f.id is not None and f.id != counts.UNKNOWN]
