"""An article laid out in rows for one width: pure, so that a page can be tested without a screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Literal

from quoth.corpus.model import Article, Paragraph, Quote
from quoth.corpus.values import dataclass
from quoth.tui.cells import crop, tail
from quoth.tui.cells import width as cells_of
from quoth.tui.passages import DOUBTFUL
from quoth.tui.wrap import wrap

RowKind = Literal["text", "label", "heading", "title", "about", "noise", "caption", "blank"]

MARGIN_FROM = 46
"""The narrowest pane, in cells, in which names stand beside the text; below they stand above it."""
MEASURE = 88
"""The longest line of text in cells: longer ones are hard to follow."""
LONGEST_NAME = 13


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `start`/`end` slice the article's text, `paragraph` is an ordinal or -1.

    `name` is what the margin or a caption says (a heading: whether it is its first and last row),
    `speaker` whose colour it takes, `bar` the
    speaker of the quoted words on the row ("" for an unknown one, None for no quoted words).
    """

    kind: RowKind
    start: int
    end: int
    paragraph: int = -1
    name: str = ""
    speaker: str | None = None
    bar: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """All rows of an article; `indent` is the cell at which text begins, `margin` the cells of names."""

    rows: tuple[Row, ...]
    indent: int
    margin: int
    starts: tuple[int, ...]
    first_rows: Mapping[int, int]
    quotes: tuple[Quote, ...]
    quote_starts: tuple[int, ...]
    quote_ends: tuple[int, ...]

    @property
    def bar(self) -> int:
        """The cell of the bar that marks quoted words."""
        return self.indent - 2 if self.margin else 1

    def quotes_on(self, start: int, end: int) -> tuple[Quote, ...]:
        """The quotes that share characters with ``start..end``: none overlap, so both ends are sorted."""
        return self.quotes[bisect_right(self.quote_ends, start) : bisect_left(self.quote_starts, end)]

    def row_of(self, offset: int) -> int:
        """The row that shows the character at `offset`, or the nearest one above."""
        row = max(bisect_right(self.starts, offset) - 1, 0)
        while row > 0 and self.rows[row].kind in ("blank", "caption"):
            row -= 1
        return row

    def rows_of(self, paragraph: int) -> tuple[int, int]:
        """First and last row (exclusive) of a paragraph, its caption included; (0, 0) if unknown."""
        first = self.first_rows.get(paragraph)
        if first is None:
            return (0, 0)
        last = first
        while last < len(self.rows) and self.rows[last].paragraph == paragraph:
            last += 1
        return (first, last)


def doubtful(quote: Quote) -> bool:
    """Whether a reader should look twice: suspect, or a named speaker with little behind it."""
    return quote.suspect or (quote.speaker is not None and quote.attribution.confidence < DOUBTFUL)


def lay_out(article: Article, names: Mapping[str, str], cells: int, *, noise: bool = False) -> Page:
    """The rows of `article` for a pane of `cells` cells; `names` are short names by speaker id."""
    return _Layout(article, names, cells).page(noise)


class _Layout:
    """One pass over an article; rows are collected in reading order."""

    def __init__(self, article: Article, names: Mapping[str, str], cells: int) -> None:
        self.article = article
        self.names = names
        longest = max((cells_of(self._name(quote.speaker)) for quote in article.quotes), default=0)
        self.margin = min(longest + 1, LONGEST_NAME) if longest and cells >= MARGIN_FROM else 0
        self.indent = 2 + self.margin + 3 if self.margin else 3 if cells >= 20 else 2
        self.room = max(min(cells - self.indent - 1, MEASURE), 2)
        self.rows: list[Row] = []
        self.first_rows: dict[int, int] = {}
        self.quotes = sorted(article.quotes, key=lambda quote: quote.outer.start)
        self.quote_starts = [quote.outer.start for quote in self.quotes]
        self.quote_ends = [quote.outer.end for quote in self.quotes]

    def page(self, noise: bool) -> Page:
        parts: list[tuple[int, int, str, int]] = []
        for number, section in enumerate(self.article.sections):
            if section.heading_span is not None:
                parts.append((section.heading_span.start, 0, "heading", number))
        for paragraph in self.article.paragraphs:
            parts.append((paragraph.span.start, 1, "paragraph", paragraph.ordinal))
        if noise:
            parts.extend((span.start, 2, "noise", n) for n, span in enumerate(self.article.noise))
        self._title()
        previous = "title" if self.rows else ""
        for _, _, what, number in sorted(parts):
            previous = self._part(what, number, previous)
        return Page(
            tuple(self.rows),
            self.indent,
            self.margin,
            tuple(row.start for row in self.rows),
            self.first_rows,
            tuple(self.quotes),
            tuple(self.quote_starts),
            tuple(self.quote_ends),
        )

    def _part(self, what: str, number: int, previous: str) -> str:
        if what == "heading":
            section = self.article.sections[number]
            assert section.heading_span is not None
            self._blank(section.heading_span.start)
            self._heading(section.heading_span.start, section.heading_span.end)
            return "heading"
        if what == "noise":
            span = self.article.noise[number]
            if previous != "noise":
                self._blank(span.start)
            for start, end in self._wrapped(span.start, span.end, self.room):
                self.rows.append(Row("noise", start, end))
            return "noise"
        paragraph = self.article.paragraphs[number]
        if previous != "label":
            self._blank(paragraph.span.start)
        self._paragraph(paragraph)
        return paragraph.kind

    def _blank(self, start: int) -> None:
        if self.rows:
            self.rows.append(Row("blank", start, start))

    def _wrapped(self, start: int, end: int, room: int) -> list[tuple[int, int]]:
        return [(start + a, start + b) for a, b in wrap(self.article.text[start:end], room)]

    def _title(self) -> None:
        span = self.article.title_span
        if span is not None:
            for start, end in self._wrapped(span.start, span.end, self.room):
                self.rows.append(Row("title", 0, 0, text=self.article.text[start:end]))
        date = f"{self.article.date} · " if self.article.date else ""
        if self.rows:
            self._about(date + tail(self.article.source, self.room - len(date)))
        if not self.article.paragraphs:
            self._about("nothing to read in this text")
        elif not self.article.quotes:
            count = len(self.article.paragraphs)
            paragraphs = "1 paragraph is" if count == 1 else f"{count:,} paragraphs are"
            self._about(f"no quotes found in this text; {paragraphs} searchable")

    def _about(self, words: str) -> None:
        for start, end in wrap(words, self.room):
            self.rows.append(Row("about", 0, 0, text=words[start:end]))

    def _heading(self, start: int, end: int) -> None:
        spans = self._wrapped(start, end, max(self.room - 2, 2))
        for number, (a, b) in enumerate(spans):
            name = ("first" if number == 0 else "") + ("last" if number == len(spans) - 1 else "")
            self.rows.append(Row("heading", a, b, name=name))

    def _quotes_on(self, start: int, end: int) -> list[Quote]:
        return self.quotes[bisect_right(self.quote_ends, start) : bisect_left(self.quote_starts, end)]

    def _paragraph(self, paragraph: Paragraph) -> None:
        span = paragraph.span
        self.first_rows[paragraph.ordinal] = len(self.rows)
        kind: RowKind = "label" if paragraph.kind == "label" else "text"
        quotes = self._quotes_on(span.start, span.end)
        if not self.margin:
            self._captions(paragraph, quotes)
        first = len(self.rows)
        for start, end in self._wrapped(span.start, span.end, self.room):
            on_row = [quote for quote in quotes if quote.outer.start < end and quote.outer.end > start]
            bar = (on_row[0].speaker or "") if on_row else None
            self.rows.append(Row(kind, start, end, paragraph.ordinal, bar=bar))
        if self.margin:
            self._margin_names(first, quotes)

    def _captions(self, paragraph: Paragraph, quotes: list[Quote]) -> None:
        """In a narrow pane the speakers of a paragraph stand above it, each once."""
        seen: dict[str | None, bool] = {}
        for quote in quotes:
            seen[quote.speaker] = seen.get(quote.speaker, False) or doubtful(quote)
        for speaker, doubt in seen.items():
            name = self._name(speaker) + (" ?" if doubt else "")
            self.rows.append(
                Row(
                    "caption",
                    paragraph.span.start,
                    paragraph.span.start,
                    paragraph.ordinal,
                    name,
                    speaker,
                    bar=speaker or "",
                )
            )

    def _margin_names(self, first: int, quotes: list[Quote]) -> None:
        """Beside the row where someone begins to speak stands who; doubt stands below the name."""
        spoke: object = self
        for quote in quotes:
            row = next(
                (r for r in range(first, len(self.rows)) if self.rows[r].end > quote.outer.start), None
            )
            if row is None:
                continue
            if quote.speaker != spoke:
                row = next((r for r in range(row, len(self.rows)) if not self.rows[r].name), row)
                self._set_name(row, self._name(quote.speaker), quote.speaker)
                spoke = quote.speaker
            if doubtful(quote):
                below = row + 1
                if below < len(self.rows) and not self.rows[below].name:
                    self._set_name(below, "?", quote.speaker)
                elif not self.rows[row].name.endswith("?"):
                    self._set_name(row, crop(self._name(quote.speaker), self.margin - 1) + "?", quote.speaker)

    def _set_name(self, row: int, name: str, speaker: str | None) -> None:
        old = self.rows[row]
        self.rows[row] = Row(old.kind, old.start, old.end, old.paragraph, name, speaker, old.bar)

    def _name(self, speaker: str | None) -> str:
        return self.names.get(speaker, speaker) if speaker is not None else "unknown"
