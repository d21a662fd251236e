"""Everything on the screen, laid out: it shows a session and knows nothing of how one comes about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from quoth.corpus.model import Article, Span
from quoth.tui import counts, filters
from quoth.tui.cells import Piece
from quoth.tui.gathering import asks_nothing
from quoth.tui.panes import TITLE_FROM_ROWS, card_rows, share
from quoth.tui.session import Listing, Reading, Session
from quoth.tui.underline import under_line
from quoth.tui.views import Concordance, Dispersion, Keepsakes, Library, Matrix, Person, Talkers, Versus
from quoth.tui.widgets.article_view import ArticleView
from quoth.tui.widgets.bars import StatusLine, TitleBar, UnderLine
from quoth.tui.widgets.concordance_list import ConcordanceList
from quoth.tui.widgets.dispersion_list import DispersionList
from quoth.tui.widgets.kept_list import KeptList
from quoth.tui.widgets.library_list import LibraryList
from quoth.tui.widgets.line_list import LineList, palette_of
from quoth.tui.widgets.matrix_list import MatrixList
from quoth.tui.widgets.outline_list import OutlineList
from quoth.tui.widgets.person_list import PersonList
from quoth.tui.widgets.report_list import ReportList
from quoth.tui.widgets.results_list import ResultsList
from quoth.tui.widgets.search_bar import SearchBar
from quoth.tui.widgets.speaker_list import SpeakerList
from quoth.tui.widgets.talkers_list import TalkersList
from quoth.tui.widgets.versus_list import VersusList


class Desk(Widget):
    """Title, query, what is below it, the panes, and the status line.

    The children have attributes of their own, so that a screen need not look for them.
    """

    def __init__(self) -> None:
        super().__init__(id="desk")
        self.title = TitleBar()
        self.search = SearchBar()
        self.under = UnderLine()
        self.outline_list = OutlineList()
        self.article = ArticleView()
        self.results = ResultsList()
        self.speakers = SpeakerList()
        self.status = StatusLine()
        self.panes = Horizontal(id="panes")
        self.reports: dict[type, ReportList] = {
            Concordance: ConcordanceList(),
            Dispersion: DispersionList(),
            Matrix: MatrixList(),
            Talkers: TalkersList(),
            Person: PersonList(),
            Versus: VersusList(),
            Library: LibraryList(),
            Keepsakes: KeptList(),
        }
        self._known: tuple[object, ...] | None = None
        self._labels: tuple[dict[str, str], dict[str, int]] = ({}, {})
        self._spans: list[Span] = []

    def compose(self) -> ComposeResult:
        yield self.title
        yield self.search
        yield self.under
        with self.panes:
            yield self.outline_list
            yield self.article
            yield self.results
            yield from self.reports.values()
            yield self.speakers
        yield self.status

    def main(self, session: Session) -> LineList:
        """The widget that shows the session's view."""
        if isinstance(session.view, Reading):
            return self.article
        return self.reports.get(type(session.view), self.results)

    def share(self, session: Session, side: str) -> None:
        """Give every pane its columns; `side` names the side pane that was asked for, if any."""
        cells, rows = self.screen.size
        main = self.main(session)
        whole = isinstance(main, ReportList)
        panes = share(cells, outline=side == "outline", speakers=side == "speakers", whole=whole)
        for widget, given in ((self.outline_list, panes.outline), (self.speakers, panes.speakers)):
            widget.display = given > 0
            widget.styles.width = given
            widget.set_class(panes.card, "card")
            widget.styles.offset = (cells - given, 0) if panes.card else (0, 0)
        for pane in (self.article, self.results, *self.reports.values()):
            pane.display = pane is main
        self.title.display = rows >= TITLE_FROM_ROWS
        self._fit_cards()

    def _fit_cards(self) -> None:
        """Make a card as high as what is in it, up to a part of the page."""
        for widget in (self.outline_list, self.speakers):
            if widget.display and widget.has_class("card"):
                widget.styles.height = card_rows(self.panes.size.height, widget.row_count + 1)
            else:
                widget.styles.height = "1fr"

    def show(
        self, session: Session, article: Article, place: str, contents: object | None, doing: str = ""
    ) -> None:
        """Draw what differs; `article` is the session's, `place` is where the keys go.

        `contents` are those of the session's view where that is a report, None while they are on the way:
        then `doing` says what is done first.
        """
        view = session.view
        names, ranks = self._counted(session, article, place)
        self.article.show(article, names, ranks, view.offset if isinstance(view, Reading) else None)
        self.article.highlight(self._spans)
        main = self.main(session)
        if isinstance(view, Listing):
            total = session.results.total if session.results is not None else 0
            self.results.show(session.hits, names, ranks, view.cursor, total)
        elif isinstance(main, ReportList) and not isinstance(view, Reading):
            empty = asks_nothing(view, session.query)
            if empty:
                main.clear()
            coming = f"{doing} …".strip()
            words = "" if empty else coming if contents is None else f"nothing for {session.query.strip()}"
            main.show(view, None if empty else contents, names, ranks, words)
        self._fit_cards()
        self._follow(session, article)
        waiting = contents is None and not asks_nothing(view, session.query) and session.problem is None
        self._lines(session, article, place, waiting, doing)

    def _counted(
        self, session: Session, article: Article, place: str
    ) -> tuple[Mapping[str, str], Mapping[str, int]]:
        """Names and ranks of the speakers; counts anew only for another article, query or answer.

        Also when the keys leave the list of speakers, which keeps its order meanwhile.
        """
        known = (article, session.results, session.query, session.hits, place == "speakers")
        if self._known is None or any(a is not b for a, b in zip(known, self._known, strict=True)):
            self._known = known
            names, ranks = self._labels = counts.speaker_labels(article, session.speakers)
            self.outline_list.show(article, counts.section_counts(article, session.results))
            facets = session.speakers if session.results is not None else None
            rows = counts.speaker_rows(article, facets, session.hits, session.query, names, ranks)
            filtered = filters.without_speakers(session.query) != session.query
            self.speakers.show(rows, counts.OF_ALL if filtered and facets is not None else "")
            self._spans = counts.hit_spans(session.hits, article.id)
        return self._labels

    def _follow(self, session: Session, article: Article) -> None:
        """Let the side panes mark where the reader is: the section and who speaks."""
        if isinstance(session.view, Reading):
            self.outline_list.follow(self.article.at)
            quote = self.article.quote
            self.speakers.follow((quote.speaker or counts.UNKNOWN) if quote is not None else None)
        elif isinstance(session.view, Listing) and session.view.cursor < len(session.hits):
            hit = session.hits[session.view.cursor]
            self.outline_list.follow(hit.start if hit.article == article.id else None)
            self.speakers.follow(counts.speaker_of(hit))

    def _lines(self, session: Session, article: Article, place: str, waiting: bool, doing: str) -> None:
        self.title.show(article.title or article.source, counts.facts(article))
        section = article.sections.index(article.section_of(self.article.at))
        searched = session.query.strip() != ""
        note = counts.progress(session) if searched else f"{section + 1}/{len(article.sections)}"
        if doing and session.waiting:
            note = f"{doing} …"
        heading = article.sections[section].heading or ""
        main = self.main(session)
        under: Sequence[Piece] = under_line(
            session, palette_of(self), self.screen.size.width, facets=not self.speakers.display
        )
        if isinstance(main, ReportList):
            heading, note = main.HEADING, "…" if waiting else "" if main.contents is None else main.note()
            under = under or main.under()
        self.search.write(session.query)
        self.search.note(note, heading)
        self.under.show(under)
        self.status.hint(place, hits=bool(session.hits), suggestion=bool(session.suggestion))
