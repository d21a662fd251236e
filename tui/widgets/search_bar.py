"""The line under the title: the query while there is one, else the section being read."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Offset

from quoth.tui import editing
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, fitting, pad, width
from quoth.tui.editing import Edit
from quoth.tui.messages import ListMoved, QueryLeft, QuerySubmitted, QueryTyped, SuggestionTaken
from quoth.tui.widgets.line_list import LineWidget

PROMPT = "/ "


class SearchBar(LineWidget, can_focus=True):
    """One line of input without a blinking cursor; `note` stands at its right end.

    While it has the keys it keeps every printable one.
    """

    BINDINGS = bindings("search")

    def __init__(self) -> None:
        super().__init__(id="search")
        self._edit = Edit()
        self._note = ""
        self._section = ""
        self._shift = 0

    @property
    def text(self) -> str:
        """The query as typed."""
        return self._edit.text

    def write(self, text: str) -> None:
        """Put a query in from outside, the caret at its end."""
        if text != self._edit.text:
            self._edit = editing.written(text)
            self._changed()

    def note(self, note: str, section: str) -> None:
        """Say at the right end how many hits there are, and which section is read without a query."""
        if (note, section) != (self._note, self._section):
            self._note, self._section = note, section
            self._changed()

    def on_resize(self) -> None:
        self._changed()

    def _room(self) -> int:
        return max(self.size.width - len(PROMPT) - 2 - (width(self._note) + 2 if self._note else 0), 4)

    def pieces(self, row: int) -> Sequence[Piece]:
        if not self._edit.text and not self.has_focus:
            room = self.size.width - width(self._note) - 3
            return (
                (" ", None),
                (pad(self._section, room), self.palette.dim),
                (" " + self._note, self.palette.dim),
            )
        room = self._room()
        shown = self._edit.text[self._shift :]
        shown = shown[: fitting(shown, room)]
        caret = self._edit.caret - self._shift
        pieces: list[Piece] = [
            (" ", None),
            (PROMPT, self.palette.accent if self.has_focus else self.palette.dim),
        ]
        if self.has_focus:
            under = shown[caret : caret + 1] or " "
            pieces += [
                (shown[:caret], self.palette.text),
                (under, self.palette.caret),
                (shown[caret + 1 :], self.palette.text),
            ]
            room -= max(width(shown), width(shown[:caret]) + 1)
        else:
            pieces.append((shown, self.palette.text))
            room -= width(shown)
        pieces += [(" " * max(room + 2, 1), None), (self._note, self.palette.dim)]
        return pieces

    def _changed(self) -> None:
        """Keep the caret on the line and draw it."""
        room = self._room()
        self._shift = editing.scrolled(self._edit, self._shift, room, width) if self.has_focus else 0
        if self.has_focus:
            column = len(PROMPT) + 1 + width(self._edit.text[self._shift : self._edit.caret])
            self.app.cursor_position = self.region.offset + Offset(column, 0)
        self.refresh()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character is not None and character.isprintable()

    async def on_key(self, event: events.Key) -> None:
        change = editing.KEYS.get(event.key)
        if change is not None:
            self._take(change(self._edit))
        elif event.is_printable and event.character is not None:
            self._take(editing.insert(self._edit, event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._take(editing.insert(self._edit, event.text))

    def _take(self, edit: Edit) -> None:
        if edit == self._edit:
            return
        typed = edit.text != self._edit.text
        self._edit = edit
        self._changed()
        if typed:
            self.post_message(QueryTyped(edit.text))

    def on_focus(self) -> None:
        self._changed()

    def on_blur(self) -> None:
        self._shift = 0
        self.refresh()

    def action_submit(self) -> None:
        self.post_message(QuerySubmitted())

    def action_leave(self) -> None:
        self.post_message(QueryLeft())

    def action_list_down(self) -> None:
        self.post_message(ListMoved(1))

    def action_list_up(self) -> None:
        self.post_message(ListMoved(-1))

    def action_take_suggestion(self) -> None:
        self.post_message(SuggestionTaken())

    def action_clear(self) -> None:
        self._take(Edit())
