"""Who speaks, how often and where, and who of them is being filtered for."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.corpus.values import dataclass
from quoth.index.queryfields import UNKNOWN_SPEAKER
from quoth.tui.bindings import bindings
from quoth.tui.cells import Piece, pad
from quoth.tui.dispersion import sparkline
from quoth.tui.messages import PersonChosen, Remarked, SpeakerToggled
from quoth.tui.widgets.line_list import RESTING, LineList

CHOSEN = "●"
EXCLUDED = "−"
STRIP_CELLS = 8
STRIP_FROM = 28


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker: `id` is None for words without one; `name` the full name, `label` the short one.

    `rank` gives the colour, None for none. `parts` is the dispersion, `state` is "", "chosen" or
    "excluded".
    """

    id: str | None
    name: str
    label: str
    count: int
    rank: int | None
    parts: tuple[int, ...] = ()
    state: str = ""


class SpeakerList(LineList):
    """One row per speaker: mark, name, count, and a strip of where in the article they speak."""

    BINDINGS = bindings("speakers", "list")

    def __init__(self) -> None:
        super().__init__(id="speakers")
        self.border_title = "Speakers"
        self._rows: tuple[SpeakerRow, ...] = ()
        self._speaking: int | None = None
        self._note = ""
        self._most = 1

    def show(self, rows: Sequence[SpeakerRow], note: str = "") -> None:
        """Show speakers, the cursor on the first.

        `note` stands below them: what the counts are of. Several lines are parted by line feeds.
        While the keys are here the order stays, and the cursor with its speaker, so that nothing moves.
        """
        # what the screen says: the event that sets `has_focus` may still be under way
        keys_here = self.screen.focused is self
        if keys_here:
            order = {row.id: number for number, row in enumerate(self._rows)}
            rows = sorted(rows, key=lambda row: order.get(row.id, len(order)))
        if (tuple(rows), note) == (self._rows, self._note):
            return
        here = self.current.id if self.current and keys_here else ""
        self._rows, self._speaking, self._note = tuple(rows), None, note
        self._most = max((part for row in rows for part in row.parts), default=1)
        cursor = next((n for n, row in enumerate(rows) if row.id == here), 0)
        lines = 1 + len(note.split("\n")) if note else 0
        self.set_rows(len(rows) + lines, range(len(rows)), cursor=cursor, top=self.top if keys_here else 0)

    @property
    def current(self) -> SpeakerRow | None:
        """The speaker at the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def follow(self, speaker: str | None) -> None:
        """Mark who is being read, nobody for None, while the keys go elsewhere."""
        row = next((n for n, one in enumerate(self._rows) if one.id == speaker), None) if speaker else None
        if row != self._speaking:
            old, self._speaking = self._speaking, row
            for changed in (old, row):
                if changed is not None:
                    self.refresh_cursor(changed)
        if row is not None and not self.has_focus and row != self.cursor:
            self.point(row)
            self.show_row(row)

    def marker(self, row: int) -> Piece:
        if self.has_focus:
            return super().marker(row)
        return (RESTING, self.palette.dim) if row == self._speaking else (" ", None)

    def pieces(self, row: int) -> Sequence[Piece]:
        if row >= len(self._rows):
            lines = ["", *self._note.split("\n")]
            return (("   ", None), (lines[row - len(self._rows)], self.palette.dim))
        speaker = self._rows[row]
        state = {"chosen": CHOSEN, "excluded": EXCLUDED}.get(speaker.state, " ")
        colour = self.palette.dim if speaker.rank is None else self.palette.speaker(speaker.rank)
        cells = STRIP_CELLS if self.size.width >= STRIP_FROM else 0
        room = max(self.size.width - cells - 9, 4)
        return (
            (state, self.palette.accent),
            (" ", None),
            (pad(speaker.label, room), colour),
            (
                pad(str(speaker.count) if speaker.count else "·", 4, right=True),
                colour if speaker.count else self.palette.dim,
            ),
            (" ", None),
            (sparkline(speaker.parts, self._most) if cells else "", colour),
        )

    def action_toggle_speaker(self) -> None:
        self._ask()

    def action_exclude(self) -> None:
        self._ask(exclude=True)

    def action_only(self) -> None:
        self._ask(show=True)

    def action_choose(self) -> None:
        """Open the page of the speaker; of those who have none the words are listed."""
        if self.current is not None and self.current.id is not None and self.current.id != UNKNOWN_SPEAKER:
            self.post_message(PersonChosen(self.current.id, self.current.name))
        elif self.current is not None:
            self._ask(show=True)
            self.post_message(Remarked(f"{self.current.label} has no page; these are the words"))

    def _ask(self, *, exclude: bool = False, show: bool = False) -> None:
        if self.current is not None:
            self.post_message(SpeakerToggled(self.current.id, self.current.name, exclude, show))
