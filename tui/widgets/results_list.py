"""Hits grouped by article and section, each with its speaker and the words around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.corpus.values import dataclass
from quoth.index.results import Hit
from quoth.tui.bindings import bindings
from quoth.tui.cells import DOUBT, Piece, crop, crop_name, fitting, pad, width
from quoth.tui.messages import ConcordanceWanted, HitChosen, HitPointed, MoreWanted
from quoth.tui.passages import doubtful
from quoth.tui.snippet import one_line
from quoth.tui.widgets.line_list import LineList

NAME_CELLS = 12
NARROW, WIDE = 46, 100
NEAR_END = 60
"""So many hits before the end of those fetched the next are asked for."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading of the list (`hit` is -1) or a hit."""

    hit: int
    text: str = ""
    kind: str = "hit"


class ResultsList(LineList):
    """The results of a query; `names` and `ranks` are by speaker id, as in the article."""

    BINDINGS = bindings("results", "list")

    def __init__(self) -> None:
        super().__init__(id="results")
        self._hits: tuple[Hit, ...] = ()
        self._lines: list[_Line] = []
        self._rows_of_hits: list[int] = []
        self._stops: list[int] = []
        self._total = 0
        self._name_cells = 1
        self._names: Mapping[str, str] = {}
        self._ranks: Mapping[str, int] = {}

    def show(
        self,
        hits: tuple[Hit, ...],
        names: Mapping[str, str],
        ranks: Mapping[str, int],
        cursor: int,
        total: int,
    ) -> None:
        """Show hits in reading order with the cursor on hit `cursor`; there are `total` of them in all."""
        self._names, self._ranks = names, ranks
        if (hits, total) != (self._hits, self._total):
            more = len(hits) > len(self._hits) > 0 and hits[: len(self._hits)] == self._hits
            self._hits, self._total = hits, total
            self._arrange()
            if more:
                self.set_rows(len(self._lines), self._stops, cursor=self.cursor, top=self.top)
            else:
                self.set_rows(len(self._lines), self._stops)
        if 0 <= cursor < len(self._rows_of_hits) and self.cursor != self._rows_of_hits[cursor]:
            self.point(self._rows_of_hits[cursor])
            self.show_row(self.cursor)

    def _arrange(self) -> None:
        self._lines = []
        self._name_cells = max((width(self._label(hit)) for hit in self._hits), default=1)
        article: str | None = None
        section: str | None = None
        rows: dict[str, int] = {}
        fetched = {hit.id for hit in self._hits}
        for number, hit in enumerate(self._hits):
            if hit.repeats in fetched:
                continue
            if hit.article != article:
                if self._lines:
                    self._lines.append(_Line(-1, "", "blank"))
                self._lines.append(_Line(-1, hit.title or hit.source, "article"))
                article, section = hit.article, None
            if hit.section != section:
                self._lines.append(_Line(-1, hit.heading or "(lead)", "section"))
                section = hit.section
            rows[hit.id] = len(self._lines)
            self._lines.append(_Line(number))
        # what repeats another hit in an article nearly the same has no row of its own
        self._rows_of_hits = [rows[hit.id if hit.id in rows else hit.repeats or ""] for hit in self._hits]
        self._stops = sorted(rows.values())
        if len(self._hits) < self._total:
            words = f"{len(self._hits):,} of {self._total:,} hits; going on brings more"
            self._lines += [_Line(-1, "", "blank"), _Line(-1, words, "more")]

    @property
    def number(self) -> int:
        """The hit at the cursor, counted from 0; -1 where there is none."""
        return self._lines[self.cursor].hit if self.cursor < len(self._lines) else -1

    def pieces(self, row: int) -> Sequence[Piece]:
        line = self._lines[row]
        match line.kind:
            case "blank":
                return ()
            case "article":
                hit = self._hits[self._lines[row + 2].hit]
                date = hit.date or ""
                room = self.size.width - 2 - (width(date) + 2 if date else 0)
                return (
                    (" ", None),
                    (pad(line.text, room), self.palette.heading),
                    ("  " + date if date else "", self.palette.dim),
                )
            case "section" | "more":
                return (("   ", None), (crop(line.text, self.size.width - 5), self.palette.dim))
            case _:
                return self._hit(self._hits[line.hit])

    def _hit(self, hit: Hit) -> Sequence[Piece]:
        wide = self.size.width
        room = min(self._name_cells, NAME_CELLS - 2 if wide < NARROW else 18 if wide >= WIDE else NAME_CELLS)
        label = crop_name(self._label(hit), room)
        rank = self._ranks.get(hit.speaker.id) if hit.speaker is not None else None
        colour = self.palette.dim if rank is None else self.palette.speaker(rank)
        also = f" +{len(hit.also):,}" if hit.also else ""
        words = self.size.width - room - 5 - len(also)
        return (
            (" ", None),
            (pad(label, room, right=True), colour),
            ("  ", None),
            *self._snippet(hit, max(words, 4)),
            (also, self.palette.dim),
        )

    def _label(self, hit: Hit) -> str:
        if hit.speaker is not None:
            name = self._names.get(hit.speaker.id, hit.speaker.name)
            return name + DOUBT if doubtful(hit.record) else name
        return {"heading": "(heading)", "quote": "unknown"}.get(hit.kind, "–")

    def _snippet(self, hit: Hit, cells: int) -> list[Piece]:
        """The words around the first highlight, hits marked."""
        styles = {"words": self.palette.text, "found": self.palette.hit, "cut": self.palette.dim}
        return [(p.text, styles[p.kind]) for p in one_line(hit.text, hit.highlights, cells, width, fitting)]

    def on_resize(self) -> None:
        """Show the article above the first hit too: while the list was hidden, nothing had room."""
        if self.stops and self.cursor == self.stops[0]:
            self.show_from(0)

    def pointed(self) -> None:
        self.post_message(HitPointed(self.number))
        if len(self._hits) < self._total and self.number + NEAR_END > len(self._hits):
            self.post_message(MoreWanted())

    def action_concordance(self) -> None:
        self.post_message(ConcordanceWanted())

    def action_choose(self) -> None:
        if self.number >= 0:
            self.post_message(HitChosen(self.number))
