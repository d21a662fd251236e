"""All keys, those of the place you came from first; made from the table of actions."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.screen import Screen

from quoth.tui.actions import CONTEXT_NAMES, Context, has_list, spelled
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, pad
from quoth.tui.keys import Keymap, rebound
from quoth.tui.widgets.bars import StatusLine, TitleBar
from quoth.tui.widgets.line_list import LineList

KEY_CELLS = 16
QUERY_HELP = (
    ("words", 'all of them, in one paragraph or quote; "a phrase", word*, word~, -not this, OR'),
    ("speaker:roe", "said by; also role: section: title: source: date:2025-08 cue: mentions:"),
    ("kind:quote", "or paragraph, heading; is:suspect, is:unattributed; conf:>0.8; words:>20"),
)


class KeyList(LineList):
    """Headings and keys; nothing to choose, so the arrows turn the page line by line."""

    BINDINGS = bindings("list")

    def __init__(self, place: str, keymap: Keymap) -> None:
        super().__init__(id="keys")
        table = rebound(keymap)
        first = [name for name in CONTEXT_NAMES if name == place]
        first += ["list"] if has_list(place) else []
        first += ["everywhere"]
        order: list[Context] = [*first, *(name for name in CONTEXT_NAMES if name not in first)]
        self._lines: list[tuple[str, str]] = []
        for context in order:
            self._lines += (
                [("", ""), (CONTEXT_NAMES[context], "")] if self._lines else [(CONTEXT_NAMES[context], "")]
            )
            own = [action for action in table if action.context == context]
            self._lines += [("  ".join(map(spelled, action.keys)), action.help) for action in own]
        self._lines += [("", ""), ("What can be searched", ""), *QUERY_HELP]

    def on_mount(self) -> None:
        self.set_rows(len(self._lines), ())

    def pieces(self, row: int) -> Sequence[Piece]:
        keys, words = self._lines[row]
        if not words:
            return ((" ", None), (keys, self.palette.heading))
        return (("   ", None), (pad(keys, KEY_CELLS), self.palette.accent), ("  " + words, self.palette.text))

    def action_down(self) -> None:
        self.show_from(self.top + 1)

    def action_up(self) -> None:
        self.show_from(self.top - 1)

    def action_page_down(self) -> None:
        self.show_from(self.top + self.page - 1)

    def action_page_up(self) -> None:
        self.show_from(self.top - self.page + 1)

    def action_first(self) -> None:
        self.show_from(0)

    def action_last(self) -> None:
        self.show_from(self.row_count)


class HelpScreen(Screen[None]):
    """The help; any closing key goes back."""

    BINDINGS = bindings("overlay")
    AUTO_FOCUS = "#keys"

    def __init__(self, place: str) -> None:
        super().__init__()
        self._from = place

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield KeyList(self._from, getattr(self.app, "keymap", {}))
        yield StatusLine()

    def on_mount(self) -> None:
        self.watch(self.query_one(KeyList), "scroll_y", self._scrolled)
        self.query_one(StatusLine).hint("overlay")

    def on_resize(self) -> None:
        self.call_after_refresh(self._scrolled)

    def _scrolled(self) -> None:
        """Say which part is on the page: all of it fits only on a large screen."""
        keys = self.query_one(KeyList)
        last = min(keys.top + keys.page, keys.row_count)
        self.query_one(TitleBar).show("Keys", f"lines {keys.top + 1}-{last} of {keys.row_count}")

    def action_close(self) -> None:
        self.dismiss()

    def action_help(self) -> None:
        self.dismiss()
