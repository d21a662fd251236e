"""How one row of an article is drawn: margin, bar, and the words with their colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rich.style import Style

from quoth.corpus.model import Article, Quote, Span
from quoth.corpus.values import dataclass
from quoth.tui.cells import Piece, pad
from quoth.tui.page import Page, Row
from quoth.tui.theme import Palette

BAR = "▌"
CURRENT_BAR = "█"
RULE = "─"


@dataclass(frozen=True, slots=True)
class RowPainter:
    """Draws the rows of one page.

    `ranks` give the colours by speaker id, `highlights` are sorted spans of the article's text,
    `current` is the quote that the cursor stands on.
    """

    article: Article
    page: Page
    ranks: Mapping[str, int]
    palette: Palette
    highlights: tuple[Span, ...] = ()
    current: Quote | None = None

    def pieces(self, row: Row) -> Sequence[Piece]:
        """What stands in a row, without the marker in its first cell."""
        indent = " " * (self.page.indent - 1)
        match row.kind:
            case "blank":
                return ()
            case "title":
                return ((indent, None), (row.text, self.palette.heading))
            case "about":
                return ((indent, None), (row.text, self.palette.dim))
            case "heading":
                return self._heading(row, indent)
            case "noise":
                return ((indent, None), (self.article.text[row.start : row.end], self.palette.dim))
            case "caption":
                colour = self._colour(row.speaker)
                return ((" ", None), (BAR, colour), (" " + row.name, colour))
            case _:
                base = self.palette.heading if row.kind == "label" else self.palette.text
                return (*self._margin(row), *self._words(row, base))

    def _heading(self, row: Row, indent: str) -> Sequence[Piece]:
        words = self._words(row, self.palette.heading)
        before = indent[:-2] + RULE + " " if "first" in row.name else indent
        after = " " + RULE if "last" in row.name else ""
        return ((before, self.palette.rule), *words, (after, self.palette.rule))

    def _colour(self, speaker: str | None) -> Style:
        rank = self.ranks.get(speaker) if speaker else None
        return self.palette.dim if rank is None else self.palette.speaker(rank)

    def _margin(self, row: Row) -> Sequence[Piece]:
        bar: Piece = (" ", None)
        if row.bar is not None:
            here = self.current is not None and self.current.outer.meets(Span(row.start, row.end))
            bar = (CURRENT_BAR if here else BAR, self._colour(row.bar))
        if not self.page.margin:
            return (bar, (" " * (self.page.indent - 2), None))
        style = self.palette.doubt if row.name == "?" else self._colour(row.speaker)
        return (
            (" ", None),
            (pad(row.name, self.page.margin, right=True), style),
            (" ", None),
            bar,
            (" ", None),
        )

    def _words(self, row: Row, base: Style) -> list[Piece]:
        """The words of a row, quoted ones in the colour of who said them, hits marked over that."""
        marks: list[tuple[Span, Style]] = []
        here = Span(row.start, row.end)
        for quote in self.page.quotes_on(row.start, row.end):
            rank = self.ranks.get(quote.speaker) if quote.speaker else None
            marks.append((quote.outer, base if rank is None else self.palette.speaker(rank)))
        marks.extend((span, self.palette.hit) for span in self.highlights if span.meets(here))
        ends = {at for span, _ in marks for at in (span.start, span.end) if row.start < at < row.end}
        found: list[Piece] = []
        for start, end in pairwise(sorted({row.start, row.end, *ends})):
            style = base
            for span, over in marks:
                if span.start <= start and end <= span.end:
                    style = over
            found.append((self.article.text[start:end], style))
        return found
