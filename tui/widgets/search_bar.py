"""The line under the title: the query while there is one, else the section being read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual import events
from textual.geometry import Offset

from quoth.index.filters import filters_of
from quoth.tui import editing
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, fitting, pad, width
from quoth.tui.editing import Edit
from quoth.tui.messages import ListMoved, QueryLeft, QuerySubmitted, QueryTyped, SuggestionTaken
from quoth.tui.widgets.line_list import LineWidget

PROMPT = "/ "
DELETING = ("backspace", "ctrl+h", "alt+backspace", "delete")


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
        self._fresh = False

    @property
    def text(self) -> str:
        """The query as typed."""
        return self._edit.text

    def write(self, text: str) -> None:
        """Put a query in from outside, the caret at its end."""
        if text != self._edit.text:
            self._edit = editing.written(text)
            self._changed()

    def begin(self) -> None:
        """Take the keys for a new search: the first letter replaces the words, filters stay.

        Any key that moves the caret keeps the words to be changed.
        """
        self._fresh = bool(self._edit.text)
        self._edit = editing.move(self._edit, len(self._edit.text))
        self.screen.set_focus(self)

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
            if self._fresh:
                pieces += self._marked(shown)
            else:
                pieces.append((shown[:caret], self.palette.text))
            pieces += [
                (under, self.palette.caret),
                (shown[caret + 1 :], self.palette.text),
            ]
            room -= max(width(shown), width(shown[:caret]) + 1)
        else:
            pieces.append((shown, self.palette.text))
            room -= width(shown)
        pieces += [(" " * max(room + 2, 1), None), (self._note, self.palette.dim)]
        return pieces

    def _marked(self, shown: str) -> list[Piece]:
        """The line with the words that the next letter replaces in reverse."""
        filters = filters_of(self._edit.text)

        def stays(at: int) -> bool:
            return any(f.start <= at + self._shift < f.end for f in filters)

        return [
            ("".join(shown[at] for at in run), self.palette.text if kept else self.palette.caret)
            for kept, run in groupby(range(len(shown)), stays)
        ]

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
            self._take(self._kept_filters() if self._fresh and event.key in DELETING else change(self._edit))
        elif event.is_printable and event.character is not None:
            self._insert(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._insert(event.text)

    def _insert(self, text: str) -> None:
        self._take(editing.insert(self._kept_filters() if self._fresh else self._edit, text))

    def _kept_filters(self) -> Edit:
        """The line without its words, the caret where they were to be typed."""
        filters = " ".join(self._edit.text[f.start : f.end] for f in filters_of(self._edit.text))
        return Edit(f" {filters}" if filters else "")

    def _take(self, edit: Edit) -> None:
        if edit == self._edit:
            if self._fresh:
                self._fresh = False
                self._changed()
            return
        self._fresh = False
        typed = edit.text != self._edit.text
        self._edit = edit
        self._changed()
        if typed:
            self.post_message(QueryTyped(edit.text))

    def on_focus(self) -> None:
        self._changed()

    def on_blur(self) -> None:
        self._shift, self._fresh = 0, False
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
