"""The palette: a few letters find an action, an article, a speaker, a section or a saved search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.screen import ModalScreen

from quoth.corpus.values import dataclass
from quoth.tui import editing
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, crop, pad, width
from quoth.tui.matching import best
from quoth.tui.widgets.bars import StatusLine
from quoth.tui.widgets.line_list import LineList

MOST = 200
SHOWN = 12
KIND_CELLS = 9

Kind = Literal["action", "article", "speaker", "section", "search"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be chosen: what it is, what it is called, and the id, query or keys behind it."""

    kind: Kind
    label: str
    target: str
    keys: str = ""


class PaletteList(LineList):
    """A line to type on, and the entries that answer to it below."""

    BINDINGS = bindings("palette")

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__(id="palette")
        self._entries = [(entry.label, entry) for entry in entries]
        self._edit = editing.Edit()
        self._found: list[Entry] = []

    def on_mount(self) -> None:
        self._match()

    def _match(self) -> None:
        self._found = [entry for _, entry in best(self._edit.text, self._entries, MOST)]
        self.set_rows(1 + max(len(self._found), 1), range(1, len(self._found) + 1), cursor=1)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character is not None and character.isprintable()

    async def on_key(self, event: events.Key) -> None:
        change = editing.KEYS.get(event.key)
        if change is not None:
            edit = change(self._edit)
        elif event.is_printable and event.character is not None:
            edit = editing.insert(self._edit, event.character)
        else:
            return
        event.stop()
        event.prevent_default()
        self._take(edit)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._take(editing.insert(self._edit, event.text))

    def _take(self, edit: editing.Edit) -> None:
        typed = edit.text != self._edit.text
        self._edit = edit
        if typed:
            self._match()
        else:
            self.refresh_line(0)

    def show_row(self, row: int) -> None:
        # the line to type on stays in sight as long as the cursor lets it
        super().show_row(row)

    def pieces(self, row: int) -> Sequence[Piece]:
        cells = self.size.width
        if row == 0:
            text, caret = self._edit.text, self._edit.caret
            self.app.cursor_position = self.region.offset + Offset(3 + width(text[:caret]), 0)
            return (
                (": ", self.palette.accent),
                (text[:caret], self.palette.text),
                (text[caret : caret + 1] or " ", self.palette.caret),
                (text[caret + 1 :], self.palette.text),
            )
        if not self._found:
            return (("  nothing is called so", self.palette.dim),)
        entry = self._found[row - 1]
        room = max(cells - KIND_CELLS - width(entry.keys) - 5, 6)
        return (
            (" ", None),
            (pad(entry.kind, KIND_CELLS), self.palette.dim),
            (pad(crop(entry.label, room), room), self.palette.text),
            ("  " + entry.keys, self.palette.dim),
        )

    def action_choose(self) -> None:
        chosen = self._found[self.cursor - 1] if self._found else None
        self.screen.dismiss(chosen)

    def action_leave(self) -> None:
        self.screen.dismiss(None)

    def action_clear(self) -> None:
        self._take(editing.Edit())


class PaletteScreen(ModalScreen[Entry | None]):
    """Over the lower part of the page; gives what was chosen, None where it is left."""

    AUTO_FOCUS = "#palette"

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._list = PaletteList(entries)

    def compose(self) -> ComposeResult:
        yield self._list
        yield StatusLine()

    def on_resize(self) -> None:
        self._list.styles.height = min(SHOWN, max(self.size.height - 2, 2))

    def on_mount(self) -> None:
        self.query_one(StatusLine).hint("palette")
