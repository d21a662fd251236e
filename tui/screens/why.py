"""Why a quote is given to its speaker: an overlay at the foot of the page, the words still in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual.app import ComposeResult
from textual.screen import ModalScreen

from quoth.corpus.model import Article, Quote
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, crop, pad
from quoth.tui.correcting import is_corrected
from quoth.tui.evidence import Fact, evidence, speaker_name
from quoth.tui.widgets.bars import StatusLine
from quoth.tui.widgets.line_list import LineList
from quoth.tui.wrap import wrap

LABEL_CELLS = 15


class EvidenceList(LineList):
    """The quote's first words, its speaker, and one fact per line, wrapped."""

    BINDINGS = bindings("list")

    def __init__(self, article: Article, quote: Quote) -> None:
        super().__init__(id="evidence")
        self._article, self._quote = article, quote
        self._facts = evidence(article, quote)
        self._lines: list[tuple[str, Fact | None, int, int]] = []

    def lines_for(self, cells: int) -> int:
        """Lay the facts out for a width; how many rows that takes."""
        room = max(cells - self._label(cells) - 4, 8)
        self._lines = []
        for fact in self._facts:
            for number, (start, end) in enumerate(wrap(fact.text, room)):
                self._lines.append(("" if number else fact.label, fact, start, end))
        self.set_rows(len(self._lines) + 3, ())
        return len(self._lines) + 3

    def _label(self, cells: int) -> int:
        return LABEL_CELLS if cells >= 50 else 11

    def pieces(self, row: int) -> Sequence[Piece]:
        cells = self.size.width
        if row == 0:
            return (("─" * cells, self.palette.rule),)
        if row == 1:
            return ((" ", None), (crop(f"“{self._quote.text}”", cells - 3), self.palette.text))
        if row == 2:
            return (
                (" ", None),
                (crop(speaker_name(self._article, self._quote), cells - 3), self.palette.heading),
            )
        label, fact, start, end = self._lines[row - 3]
        assert fact is not None
        doubt = label == "suspect"
        pieces: list[Piece] = [
            ("  ", None),
            (pad(label, self._label(cells)), self.palette.doubt if doubt else self.palette.dim),
            (" ", None),
        ]
        at = start
        for mark in fact.marks:
            a, b = max(mark.start, at), min(mark.end, end)
            if a < b:
                pieces += [(fact.text[at:a], self.palette.text), (fact.text[a:b], self.palette.hit)]
                at = b
        pieces.append((fact.text[at:end], self.palette.text))
        return pieces

    def action_down(self) -> None:
        self.show_from(self.top + 1)

    def action_up(self) -> None:
        self.show_from(self.top - 1)


class WhyScreen(ModalScreen[Literal["correct", "undo", ""]]):
    """The evidence over the lower part of the page; `w` closes it as well.

    Gives what the reader wants: to correct the speaker, to take a correction back, or nothing.
    """

    BINDINGS = bindings("why", "overlay")
    AUTO_FOCUS = "#evidence"

    def __init__(self, article: Article, quote: Quote) -> None:
        super().__init__()
        self._article, self._quote = article, quote

    def compose(self) -> ComposeResult:
        yield EvidenceList(self._article, self._quote)
        yield StatusLine()

    def on_resize(self) -> None:
        facts = self.query_one(EvidenceList)
        rows = facts.lines_for(self.size.width)
        facts.styles.height = min(rows, max(self.size.height - 2, 1))

    def on_mount(self) -> None:
        self.query_one(StatusLine).hint("why", corrected=is_corrected(self._quote))

    def action_correct(self) -> None:
        self.dismiss("correct")

    def action_undo(self) -> None:
        if is_corrected(self._quote):
            self.dismiss("undo")
        else:
            self.query_one(StatusLine).say("nothing was corrected here")

    def action_close(self) -> None:
        self.dismiss("")
