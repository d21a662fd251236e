"""How the screen's columns are shared out between the article and its side panes."""

from __future__ import annotations

from quoth.corpus.values import dataclass

THREE_FROM = 120
CARD_FROM = 60
SIDE = 28
CARD = 27
"""The width of a side pane over the article: its rule stands at the left."""
SHORTEST_CARD = 8
TITLE_FROM_ROWS = 16


@dataclass(frozen=True, slots=True)
class Panes:
    """Widths in cells; 0 for a pane that is not on screen. A `card` lies over the main pane."""

    outline: int
    main: int
    speakers: int
    card: bool = False


def share(cells: int, *, outline: bool, speakers: bool, whole: bool = False) -> Panes:
    """The panes of a screen `cells` wide; `outline` and `speakers` say which of them was asked for.

    From 120 cells on all three stand side by side. Below that, and over a view that wants the `whole`
    width, the side pane that is asked for lies over the main pane as a card: the text under it stays as
    it is, so that going there and back sends little.
    """
    if cells >= THREE_FROM and not whole:
        left = min(max(SIDE, cells * 6 // 25), 44)
        right = min(max(SIDE, cells // 5), 36)
        return Panes(left, cells - left - right, right)
    card = CARD if cells >= CARD_FROM else cells
    return Panes(card if outline else 0, cells, card if speakers else 0, card=True)


def card_rows(rows: int, wanted: int) -> int:
    """The height of a card of `wanted` rows over a pane of `rows`: its beginning stays in sight."""
    return max(min(wanted, max(rows // 2, SHORTEST_CARD), rows), 1)
