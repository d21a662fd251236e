"""Speakers across, sections (or articles, or months) down; every number opens its hits.

Sections of several articles stand under the names of these.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from quoth.corpus.model import Speaker
from quoth.corpus.values import replace
from quoth.index.counting import Label
from quoth.index.counting import Matrix as CountedMatrix
from quoth.index.facets import LEAD
from quoth.index.queryfields import UNKNOWN_SPEAKER
from quoth.tui import reports
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, crop, pad, told_apart, width
from quoth.tui.counts import NARRATION, plural
from quoth.tui.messages import QueryChosen, Remarked, ViewChanged
from quoth.tui.names import short_name
from quoth.tui.reports import Crossed
from quoth.tui.views import By, Matrix
from quoth.tui.widgets.report_list import ReportList

BY: tuple[By, ...] = ("section", "article", "month")
ALL = "all"
LEAST = 5
"""The narrowest column in cells, the blank before it counted."""
MOST = 11


class MatrixList(ReportList):
    """The first row and the first column are sums; the cursor is a cell."""

    BINDINGS = bindings("matrix", "list")
    HEADING = "Matrix"
    EMPTY = "no quotes to count"

    contents: Crossed | None
    view: Matrix

    def __init__(self) -> None:
        super().__init__(id="matrix")
        self._labels: list[str] = []
        self._widths: list[int] = []
        self._label_cells = 0
        self._first = 0
        self._row_labels: dict[int, str] = {}
        self._lines: list[int | str] = []
        """What each row shows below that of the names: 0 is the sums, then columns from 1; or an article."""

    def lay_out(self) -> None:
        assert self.contents is not None
        matrix = self.contents.matrix
        self._labels = [ALL, *(self._called(label.id, label.label) for label in matrix.rows)]
        self._lines = matrix_lines(matrix) if matrix.rows else []
        longest = max((width(self._label(row)) for row in self._rows_of_columns()), default=0) + 1
        self._label_cells = max(min(longest, self.size.width * 2 // 5, 48), 8)
        rows = self._rows_of_columns()
        labels = told_apart([self._label(row) for row in rows], self._label_cells)
        self._row_labels = dict(zip(rows, labels, strict=True))
        most = max(min(MOST, self.size.width - 2 - self._label_cells - LEAST), LEAST)
        self._widths = [min(max(width(label) + 1, LEAST), most) for label in self._labels]
        stops = self._rows_of_columns()
        self._keep_in_sight()
        self.set_rows(
            len(self._lines) + 1 if self._lines else 0, stops, cursor=self._row, top=min(self.top, self._row)
        )

    @property
    def _place(self) -> int:
        """What the cursor's row counts: 0 the sums, then columns of the matrix from 1."""
        assert self.contents is not None
        return min(self.view.row, len(self.contents.matrix.columns))

    @property
    def _row(self) -> int:
        """The row of the screen that holds the cursor; the first is that of the names."""
        return self._lines.index(self._place) + 1 if self._lines else 0

    @property
    def _column(self) -> int:
        return min(self.view.column, max(len(self._labels) - 1, 0))

    def follow(self) -> None:
        if not self.row_count:
            return
        first = self._first
        self._keep_in_sight()
        old = self.cursor
        self.point(self._row)
        self.show_row(self.cursor)
        for row in {0, old, self.cursor} if first == self._first else range(self.row_count):
            if 0 <= row - self.top < self.page:
                self.refresh_line(row - self.top)

    def _keep_in_sight(self) -> None:
        """Choose the first speaker shown so that the cursor's column is on screen."""
        room = self.size.width - 2 - self._label_cells - self._widths[0]
        if self._column:
            self._first = min(self._first, self._column - 1)
            while self._first < self._column - 1 and self._between(self._first + 1, self._column) > room:
                self._first += 1

    def _between(self, first: int, last: int) -> int:
        """The cells of the columns from `first` to `last`."""
        return sum(self._widths[first : last + 1])

    def _called(self, identity: str | None, label: str) -> str:
        if identity is None:
            return NARRATION
        return self.names.get(identity) or short_name(Speaker(identity, label))

    def note(self) -> str:
        if self.contents is None:
            return "…"
        return f"{plural(self.contents.matrix.total, 'hit')} · by {self.view.by}"

    def _shown(self) -> list[int]:
        """The columns on screen: the sums, then speakers as far as there is room."""
        room = self.size.width - 2 - self._label_cells - self._widths[0]
        shown = [0]
        for column in range(self._first + 1, len(self._labels)):
            room -= self._widths[column]
            if room < 0:
                break
            shown.append(column)
        return shown

    def pieces(self, row: int) -> Sequence[Piece]:
        assert self.contents is not None
        shown = self._shown()
        more = " ›" if shown[-1] + 1 < len(self._labels) else ""
        if row == 0:
            pieces: list[Piece] = [(" " * self._label_cells, None)]
            for column in shown:
                speaker = self.contents.matrix.rows[column - 1].id if column else None
                style = self.palette.heading if column == self._column else self.colour(speaker)
                cells = self._widths[column]
                pieces += [(" ", None), (pad(self._labels[column], cells - 1, right=True), style)]
            return [*pieces, (more, self.palette.dim)]
        line = self._lines[row - 1]
        if isinstance(line, str):
            return ((crop(line, self.size.width - 2), self.palette.heading),)
        label = self._row_labels[row]
        here = row == self.cursor
        pieces = [(pad(label, self._label_cells), self._style(row == 1, here))]
        for column in shown:
            number = self.count(line, column)
            words = pad(f"{number:,}" if number else "·", self._widths[column], right=True)
            style = self._style(row == 1 or not column, False) if number else self.palette.dim
            if here and column == self._column:
                bare = words.lstrip()
                pieces += [(words[: -len(bare)], None), (bare, self.palette.caret)]
            else:
                pieces.append((words, style))
        return pieces

    def _rows_of_columns(self) -> list[int]:
        """The rows that hold the cursor."""
        return [row for row, line in enumerate(self._lines, 1) if isinstance(line, int)]

    def _label(self, row: int) -> str:
        """What a row is called: an article that has hits in its lead alone by the article, in one row."""
        assert self.contents is not None
        line = self._lines[row - 1]
        if not isinstance(line, int) or not line:
            return ALL
        column = self.contents.matrix.columns[line - 1]
        if not self._grouped:
            return column.label
        return column.of if alone(self.contents.matrix, line) else "  " + column.label

    @property
    def _grouped(self) -> bool:
        """Whether rows stand under the names of their articles."""
        assert self.contents is not None
        return self.view.by == "section" and len({column.of for column in self.contents.matrix.columns}) > 1

    def _style(self, total: bool, here: bool) -> Style:
        return self.palette.heading if here else self.palette.dim if total else self.palette.text

    def count(self, row: int, column: int) -> int:
        """The number in a cell; row 0 and column 0 are the sums."""
        assert self.contents is not None
        return reports.count(self.contents, column - 1 if column else None, row - 1 if row else None)

    def go(self, row: int) -> None:
        line = self._lines[row - 1]
        if row != self.cursor and isinstance(line, int):
            self.post_message(ViewChanged(replace(self.view, row=line)))

    def action_right(self) -> None:
        self._aside(1)

    def action_left(self) -> None:
        self._aside(-1)

    def _aside(self, delta: int) -> None:
        column = max(min(self._column + delta, len(self._labels) - 1), 0)
        self.post_message(ViewChanged(replace(self.view, column=column)))

    def action_turn(self) -> None:
        """Count by sections, articles, months in turn."""
        self.post_message(ViewChanged(Matrix(BY[(BY.index(self.view.by) + 1) % len(BY)])))

    def action_choose(self) -> None:
        if self.contents is not None and self.row_count:
            row, column = self._place, self._column
            if not self.count(row, column):
                self.post_message(Remarked("no hits in this cell"))
                return
            query = reports.cell(self.contents, column - 1 if column else None, row - 1 if row else None)
            self.post_message(QueryChosen(query))

    @property
    def person(self) -> tuple[str, str] | None:
        """Id and name of the speaker of the cursor's column."""
        if self.contents is None or not self._column:
            return None
        label = self.contents.matrix.rows[self._column - 1]
        return (label.id, label.label) if label.id not in (None, UNKNOWN_SPEAKER) else None


def matrix_lines(found: CountedMatrix) -> list[int | str]:
    """The rows of a matrix: the sums (0), then its columns from 1, those of several articles under each.

    An article whose lead alone has hits needs no row of its own above it.
    """
    lines: list[int | str] = [0]
    several = found.by == "section" and len({column.of for column in found.columns}) > 1
    before = None
    for number, column in enumerate(found.columns, 1):
        if several and (article := _article(column)) != before:
            before = article
            if not alone(found, number):
                lines.append(column.of)
        lines.append(number)
    return lines


def alone(found: CountedMatrix, number: int) -> bool:
    """Whether a column, counted from 1, is the lead of its article and the only section of it with hits."""
    column = found.columns[number - 1]
    beside = found.columns[max(number - 2, 0) : number - 1] + found.columns[number : number + 1]
    return column.label == LEAD and _article(column) not in map(_article, beside)


def _article(column: Label) -> str:
    """The id of a section's article, with which its own begins: two articles of one name are told apart."""
    return (column.id or "").partition(":")[0]
