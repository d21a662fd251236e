"""What can be on screen, each as the few facts that bring it back. Pure, no Textual.

A view carries no contents: those are asked of the index for the view and the query together.
"""

from __future__ import annotations

from typing import Literal

from quoth.corpus.values import dataclass, replace

By = Literal["section", "article", "month"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The article is on screen, the cursor on the character `offset` of its text."""

    article: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of results is on screen, the cursor on hit `cursor`."""

    cursor: int = 0


@dataclass(frozen=True, slots=True)
class Concordance:
    """Every occurrence in its context; `sort` are keys as of ``quoth kwic``, the first one first.

    `frequent` puts the lines first whose first key has the most frequent value.
    """

    sort: tuple[str, ...] = ()
    frequent: bool = False
    cursor: int = 0


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Where in the articles the hits stand; the cursor on row `row`, hit `hit` of that row."""

    row: int = 0
    hit: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """How the hits fall to speakers (columns on screen) and to sections, articles or months (rows)."""

    by: By = "section"
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Talkers:
    """Who speaks of what is looked for, most hits first."""

    cursor: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """All about one speaker; `speaker` is an id. The cursor is row `cursor`, in it thing `item`."""

    speaker: str
    name: str
    cursor: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True)
class Versus:
    """Two speakers, each an id and a name, side by side on the query; the cursor is a quote of `side`."""

    left: tuple[str, str]
    right: tuple[str, str]
    side: int = 0
    cursor: int = 0


@dataclass(frozen=True, slots=True)
class Library:
    """The articles of the index, the cursor on the one with id `article` ("" for the first)."""

    sort: str = "source"
    filter: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Keepsakes:
    """Marks, the basket of quotes and the saved `searches`."""

    searches: tuple[str, ...] = ()
    cursor: int = 0


Report = Concordance | Dispersion | Matrix | Talkers | Person | Versus | Library | Keepsakes
View = Reading | Listing | Report

OF_THE_QUERY = (Listing, Concordance, Dispersion, Matrix, Talkers, Versus)
"""The views that show nothing without a query, or something else with another."""


def at_start(view: View) -> View:
    """The view for another query: its cursor at the beginning."""
    match view:
        case Listing() | Concordance() | Talkers():
            return replace(view, cursor=0)
        case Versus():
            return Versus(view.left, view.right)
        case Dispersion():
            return Dispersion()
        case Matrix():
            return Matrix(view.by)
        case _:
            return view


def contents_of(view: View) -> View:
    """The view without its cursor: equal views have equal contents, given the query."""
    match view:
        case Person():
            return Person(view.speaker, view.name)
        case Keepsakes():
            return replace(view, cursor=0)
        case Library():
            return Library()
        case _:
            return at_start(view)
