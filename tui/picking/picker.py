"""The picker: keys in, rows out, until something is chosen or nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.index.problems import IndexProblem
from quoth.index.queryerror import QueryError
from quoth.index.results import Hit
from quoth.tui import editing
from quoth.tui.actions import actions_in
from quoth.tui.driver.keyboard import Pasted
from quoth.tui.editing import Edit
from quoth.tui.keys import Keymap, rebound
from quoth.tui.picking import state as states
from quoth.tui.picking.asker import Answer, Asker
from quoth.tui.picking.drawing import draw, page_of
from quoth.tui.picking.keys import keys
from quoth.tui.picking.state import Picking
from quoth.tui.picking.terminal import InlineTerminal
from quoth.tui.session import QueryProblem
from quoth.tui.style import Style

if TYPE_CHECKING:
    from quoth.index.search import Index

LISTED = 1_000
"""The most hits that are listed; who wants another one types more."""
EVERYTHING = "kind:quote"
"""What an empty line lists."""


class Picker:
    """One use of a picker; every method ``action_…`` is an action of the table of actions."""

    def __init__(
        self, terminal: InlineTerminal, index: Index, query: str, style: Style, keymap: Keymap
    ) -> None:
        self._terminal = terminal
        self._style = style
        self._asker = Asker(lambda number, asked: find(index, number, asked), terminal.wake)
        self._top = 0
        self._done = False
        self._chosen: tuple[Hit, ...] | None = None
        self._actions = {
            key: action.id for action in rebound(keymap) if action.context == "pick" for key in action.keys
        }
        self.state = Picking(editing.written(query))

    def run(self) -> tuple[Hit, ...] | None:
        """What was chosen, perhaps nothing; None where the picker was left. Raises Gone."""
        self._asker.ask(self.state.asked, self.state.edit.text)
        while not self._done:
            self._draw()
            before = self.state.asked
            for typed in self._terminal.read():
                if isinstance(typed, Pasted):
                    self._edit(editing.insert(self.state.edit, typed.text))
                    continue
                for name, character in keys(typed.text):
                    if not self._done:
                        self._press(name, character)
            if self.state.asked != before:
                self._asker.ask(self.state.asked, self.state.edit.text)
            for answer in self._asker.take():
                self._take(answer)
        return self._chosen

    def _draw(self) -> None:
        columns, rows = self._terminal.size
        drawn = draw(self.state, columns, rows, self._top, self._style)
        self._top = drawn.top
        self._terminal.draw(drawn.rows, drawn.caret)

    def _press(self, name: str, character: str) -> None:
        action = self._actions.get(name)
        if action is not None:
            getattr(self, f"action_{action}")()
        elif name in editing.KEYS:
            self._edit(editing.KEYS[name](self.state.edit))
        elif character:
            self._edit(editing.insert(self.state.edit, character))

    def _edit(self, edit: Edit) -> None:
        self.state = states.edited(self.state, edit)

    def _take(self, answer: Answer) -> None:
        if answer.problem is not None:
            self.state = states.refused(self.state, answer.number, answer.problem)
        else:
            self.state = states.answered(self.state, answer.number, answer.hits, answer.total)
        if self._chosen_early and not self.state.waiting:
            self.action_choose()

    _chosen_early = False

    def action_choose(self) -> None:
        """Take what is marked, else the hit at the cursor; typed faster than answered, once that is known."""
        if self.state.waiting and not self.state.marked:
            self._chosen_early = True
            return
        self._done, self._chosen = True, self.state.chosen

    def action_leave(self) -> None:
        self._done = True

    def action_mark(self) -> None:
        self.state = states.toggled(self.state)

    def action_down(self) -> None:
        self.state = states.moved(self.state, 1)

    def action_up(self) -> None:
        self.state = states.moved(self.state, -1)

    def action_page_down(self) -> None:
        self.state = states.moved(self.state, self._page)

    def action_page_up(self) -> None:
        self.state = states.moved(self.state, -self._page)

    def action_clear(self) -> None:
        self._edit(Edit())

    @property
    def _page(self) -> int:
        return max(page_of(self._terminal.size[1]), 1)


def find(index: Index, number: int, query: str) -> Answer:
    """The answer to a query that may still be unfinished; an empty one finds every quote."""
    try:
        results = index.search(query.strip() or EVERYTHING, limit=LISTED, lenient=True, facets=False)
    except QueryError as error:
        return Answer(number, problem=QueryProblem(error.message, error.start, error.end, error.hint))
    except IndexProblem as problem:
        return Answer(number, problem=QueryProblem(problem.detail, 0, 0))
    return Answer(number, results.hits, results.total)


def described() -> str:
    """The keys, a line each, for ``quoth pick --help``."""
    from quoth.tui.actions import spelled

    rows = [(" ".join(map(spelled, action.keys)), action.help) for action in actions_in("pick")]
    wide = max(len(names) for names, _ in rows)
    return "\n".join(f"  {names.ljust(wide)}  {words}" for names, words in rows)
