"""The page: an article with who speaks in its margin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.corpus.model import Article, Quote, Span
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece
from quoth.tui.messages import CursorMoved, Remarked
from quoth.tui.page import Page, lay_out
from quoth.tui.widgets.article_rows import RowPainter
from quoth.tui.widgets.line_list import LineList

_LEADING = frozenset({"blank", "heading", "label", "title", "about", "noise"})
"""The kinds of rows that lead to the paragraph below them."""


class ArticleView(LineList):
    """Rows of one article. The cursor is a character offset: a paragraph, a quote or a hit.

    `names` and `ranks` give, by speaker id, the name of the margin and the colour.
    """

    BINDINGS = bindings("article")

    def __init__(self) -> None:
        super().__init__(id="article")
        self.article: Article | None = None
        self.at = 0
        self.names: Mapping[str, str] = {}
        self.ranks: Mapping[str, int] = {}
        self.noise = False
        self._laid: Page | None = None
        self._hidden = False
        self._width = 0
        self._highlights: tuple[Span, ...] = ()
        self._paragraphs: tuple[int, ...] = ()
        self._above = -1

    @property
    def above(self) -> int:
        """How many rows of the page are above the cursor."""
        return self.cursor - self.top

    def keep_above(self, rows: int) -> None:
        """Open with so many rows above the cursor; -1 for as many as lead to it."""
        self._above = rows

    def show(
        self, article: Article, names: Mapping[str, str], ranks: Mapping[str, int], offset: int | None
    ) -> None:
        """Open an article with the cursor on `offset`; the page stays where it shows that already.

        None leaves the cursor of an article that is open where it is.
        """
        if article is self.article:
            if offset is not None and self._within(offset) != self.at:
                self.place(offset)
            return
        self.article, self.names, self.ranks = article, names, ranks
        self.at = self._within(offset or 0)
        self._highlights, self._laid = (), None
        self.set_rows(0, ())
        self._lay_out(None)

    def _within(self, offset: int) -> int:
        """`offset`, or where the text begins for a place in the title."""
        assert self.article is not None
        paragraphs = self.article.paragraphs
        return max(offset, paragraphs[0].span.start) if paragraphs else offset

    def highlight(self, spans: Sequence[Span]) -> None:
        """Mark the words of the hits; `spans` count in the article's text."""
        if tuple(spans) != self._highlights:
            self._highlights = tuple(sorted(spans))
            self.refresh()

    @property
    def quote(self) -> Quote | None:
        """The quote at the cursor, else the first of its paragraph, else none."""
        if self.article is None or self._laid is None:
            return None
        at_it = self._laid.quotes_on(self.at, self.at + 1)
        paragraph = self.article.paragraph_at(self.at)
        if not at_it and paragraph is not None:
            at_it = self._laid.quotes_on(paragraph.span.start, paragraph.span.end)
        return at_it[0] if at_it else None

    def _lay_out(self, top: int | None) -> None:
        """Lay the article out for the present width; `top` is the offset that stays at the head."""
        if self.article is None or self.size.width == 0:
            return
        self._width = self.size.width
        page = self._laid = lay_out(self.article, self.names, self._width - 1, noise=self.noise)
        self._paragraphs = tuple(page.first_rows)
        row = page.row_of(self.at)
        stops = tuple(page.first_rows.values())
        if top is None:
            first = self._comfortable_top(row) if self._above < 0 else row - self._above
            self._above = -1
        else:
            first = page.row_of(top) if top > 0 else 0
        self.set_rows(len(page.rows), stops, cursor=row, top=first)

    def _comfortable_top(self, row: int) -> int:
        """The head of a page that shows `row` with what leads to it: its paragraph and heading."""
        assert self._laid is not None
        rows = self._laid.rows
        paragraph = rows[row].paragraph
        first, last = self._laid.rows_of(paragraph) if paragraph >= 0 else (row, row + 1)
        if last - first > self.page and row - first > self.page // 2:
            return row - self.page // 3
        fits = max(last - self.page, 0) if last - first <= self.page else 0
        while first > fits and rows[first - 1].kind in _LEADING:
            first -= 1
        while rows[first].kind == "blank" and first < row:
            first += 1
        return max(first, row - self.page + 1)

    def on_resize(self) -> None:
        if self._laid is None:
            self._lay_out(None)
        elif self.size.width != self._width:
            rows = self._laid.rows
            stay = not self._hidden and self.top < len(rows)
            self._lay_out(rows[self.top].start if stay else None)
        elif self._hidden:
            self.place(self.at)
        else:
            self.show_from(self.top)
            self.show_row(self.cursor)
        self._hidden = self._hidden and self.size.height == 0

    # moving

    def go(self, row: int) -> None:
        """Set the cursor on the paragraph of a row."""
        if self._laid is not None and self._laid.rows[row].paragraph >= 0:
            self._put(self._laid.rows[row].start)

    def place(self, offset: int) -> None:
        """Set the cursor on a character; the page flips where that is not on it."""
        if self._laid is None or self.size.height == 0:
            # not on screen: how much of the page fits will be known with the next resize
            self.at, self._hidden = self._within(offset), True
            return
        old = self.quote
        offset = self.at = self._within(offset)
        row = self._laid.row_of(offset)
        self.point(row)
        if self.quote is not old:
            self._refresh_quote(old)
            self._refresh_quote(self.quote)
        if not self.top <= row < self.top + self.page - 1 or self._cut_off(row):
            self.show_from(self._comfortable_top(row))

    def _cut_off(self, row: int) -> bool:
        """Whether the paragraph, or the quote, at the cursor goes on beyond the page though it would fit."""
        assert self._laid is not None
        first, last = self._laid.rows_of(self._laid.rows[row].paragraph)
        if 0 < last - first <= self.page:
            return first < self.top or last > self.top + self.page
        on_it = self._laid.quotes_on(self.at, self.at + 1)
        end = self._laid.row_of(on_it[0].outer.end - 1) if on_it else row
        return end >= self.top + self.page and end - row < self.page * 2 // 3

    def _refresh_quote(self, quote: Quote | None) -> None:
        if quote is not None and self._laid is not None:
            first, last = self._laid.row_of(quote.outer.start), self._laid.row_of(quote.outer.end - 1)
            self.refresh_cells(self._laid.bar, first, last - first + 1)

    def _go(self, offset: int) -> None:
        self.place(offset)
        self.post_message(CursorMoved(offset))

    def _paragraph(self) -> int:
        """The place, among the paragraphs of the page, of the one that holds the cursor or follows it."""
        assert self.article is not None
        for number, ordinal in enumerate(self._paragraphs):
            if self.article.paragraphs[ordinal].span.end > self.at:
                return number
        return len(self._paragraphs) - 1

    def _start_of(self, number: int) -> int:
        assert self.article is not None
        return self.article.paragraphs[self._paragraphs[number]].span.start

    def action_next_paragraph(self) -> None:
        """Go on reading: nothing is skipped, a long paragraph is shown to its end first."""
        if self._laid is None or not self._paragraphs:
            return
        number = self._paragraph()
        last = self._laid.rows_of(self._paragraphs[number])[1]
        bottom = self.top + self.page
        if number + 1 == len(self._paragraphs):
            self.show_from(min(last - 1, bottom - 1))
            self._come_along()
            return
        target = self._laid.first_rows[self._paragraphs[number + 1]]
        if target >= bottom:
            self.show_from(self._unseen(bottom))
            if target >= self.top + self.page:
                self._come_along()
                return
        self._put(self._start_of(number + 1))

    def _come_along(self) -> None:
        """Where the page has left the cursor above it, set the cursor on the first row of text."""
        assert self._laid is not None
        if self.cursor < self.top:
            rows = self._laid.rows[self.top : self.top + self.page]
            first = next((row for row in rows if row.paragraph >= 0 and row.end > row.start), None)
            if first is not None:
                self._put(first.start)

    def _unseen(self, bottom: int) -> int:
        """The head of the next page: the first row not yet seen, without the blank above it."""
        assert self._laid is not None
        rows = self._laid.rows
        while bottom < len(rows) - 1 and rows[bottom].kind == "blank":
            bottom += 1
        if (
            bottom < len(rows)
            and rows[bottom].kind == "text"
            and rows[bottom - 1].paragraph == rows[bottom].paragraph
        ):
            bottom -= 1
        return bottom

    def action_previous_paragraph(self) -> None:
        if self._laid is None or not self._paragraphs:
            return
        number = self._paragraph()
        first = self._laid.rows_of(self._paragraphs[number])[0]
        if self.at > self._start_of(number) and first >= self.top:
            self._put(self._start_of(number))
            return
        if first < self.top:
            self.show_from(max(first, self.top - self.page + 1))
            self._put(self._start_of(number))
            return
        if number == 0:
            self.show_from(0)
            return
        target = self._laid.first_rows[self._paragraphs[number - 1]]
        if target < self.top:
            self.show_from(self.top - self.page + 1)
        self._put(self._start_of(number - 1))

    def _put(self, offset: int) -> None:
        """Set the cursor; the page moves no further than it must to show it.

        A paragraph that begins above the page is pointed at by its first row on the page.
        """
        assert self._laid is not None
        old = self.quote
        row = self._laid.row_of(offset)
        if (
            row < self.top < self.row_count
            and self._laid.rows[self.top].paragraph == self._laid.rows[row].paragraph
        ):
            row, offset = self.top, self._laid.rows[self.top].start
        self.at = offset
        self.point(row)
        self.show_row(row)
        if self.quote is not old:
            self._refresh_quote(old)
            self._refresh_quote(self.quote)
        self.post_message(CursorMoved(offset))

    def action_line_down(self) -> None:
        self._scroll(1)

    def action_line_up(self) -> None:
        self._scroll(-1)

    def action_page_down(self) -> None:
        self._scroll(self.page - 1)

    def action_page_up(self) -> None:
        self._scroll(1 - self.page)

    def _scroll(self, delta: int) -> None:
        """Move the page; the cursor comes along where it would leave it."""
        if self._laid is None:
            return
        before = self.top
        self.show_from(self.top + delta)
        if self.top <= self.cursor < self.top + self.page and abs(delta) == 1:
            return
        if self.top == before and abs(delta) > 1:
            self._edge(delta)
            return
        ahead = [
            n
            for n, row in enumerate(self._laid.first_rows.values())
            if self.top <= row < self.top + self.page
        ]
        if ahead:
            self._put(self._start_of(ahead[0] if delta > 0 or abs(delta) > 1 else ahead[-1]))
        else:
            row = self._laid.rows[self.top]
            self._put(row.start)

    def _edge(self, delta: int) -> None:
        if self._paragraphs:
            self._put(self._start_of(-1 if delta > 0 else 0))

    def action_first(self) -> None:
        self.show_from(0)
        if self._paragraphs:
            self._put(self._start_of(0))

    def action_last(self) -> None:
        self.show_from(self.row_count)
        if self._paragraphs:
            self._put(self._start_of(-1))

    def action_next_quote(self) -> None:
        self._to_quote(1)

    def action_previous_quote(self) -> None:
        self._to_quote(-1)

    def _to_quote(self, direction: int) -> None:
        if self.article is None:
            return
        starts = sorted(quote.outer.start for quote in self.article.quotes)
        ahead = [s for s in starts if (s > self.at if direction > 0 else s < self.at)]
        if ahead:
            self._go(ahead[0] if direction > 0 else ahead[-1])
        else:
            self.post_message(Remarked(f"no {'later' if direction > 0 else 'earlier'} quote in this article"))

    def action_next_section(self) -> None:
        self._to_section(1)

    def action_previous_section(self) -> None:
        self._to_section(-1)

    def _to_section(self, direction: int) -> None:
        if self.article is None:
            return
        here = self.article.section_of(self.at)
        number = self.article.sections.index(here)
        starts_here = self._section_start(number) >= self.at
        target = number + 1 if direction > 0 else number - 1 if starts_here else number
        if 0 <= target < len(self.article.sections):
            self.to_section(target)

    def _section_start(self, number: int) -> int:
        assert self.article is not None
        section = self.article.sections[number]
        if section.first < section.last:
            return self.article.paragraphs[section.first].span.start
        return section.span.start

    def to_section(self, number: int) -> None:
        """Show a section from its heading on, the cursor on its first paragraph."""
        if self.article is None or self._laid is None:
            return
        heading = self.article.sections[number].heading_span
        row = self._laid.row_of(heading.start) if heading is not None else 0
        while row > 0 and self._laid.rows[row].kind == "heading" and "first" not in self._laid.rows[row].name:
            row -= 1
        self.show_from(row)
        self._put(self._section_start(number))

    def action_noise(self) -> None:
        if self.article is not None and not self.article.noise:
            self.post_message(Remarked("nothing to show: every line belongs to the article"))
            return
        self.noise = not self.noise
        self._lay_out(self._laid.rows[self.top].start if self._laid is not None and self.top else None)

    def pieces(self, row: int) -> Sequence[Piece]:
        assert self.article is not None
        assert self._laid is not None
        quote = self.quote
        on_it = quote is not None and quote.outer.start <= self.at < quote.outer.end
        painter = RowPainter(
            self.article, self._laid, self.ranks, self.palette, self._highlights, quote if on_it else None
        )
        return painter.pieces(self._laid.rows[row])
