"""What a picker knows: the line being typed, hits, cursor, what is marked. Pure transitions."""

from __future__ import annotations

from quoth.corpus.values import dataclass, field, replace
from quoth.index.results import Hit
from quoth.tui.editing import Edit
from quoth.tui.session import QueryProblem


@dataclass(frozen=True, slots=True)
class Picking:
    """One state. `asked` counts the questions, `answered` is the last one with an answer.

    `hits` are the first of `total`; old ones stay while a question has no answer, or none that is
    understood (`problem`). `marked` are in the order in which they were marked, whatever is listed.
    """

    edit: Edit = field(default_factory=Edit)
    asked: int = 1
    answered: int = 0
    hits: tuple[Hit, ...] = ()
    total: int = 0
    cursor: int = 0
    marked: tuple[Hit, ...] = ()
    problem: QueryProblem | None = None

    @property
    def waiting(self) -> bool:
        """Whether the newest question has no answer yet."""
        return self.answered != self.asked

    @property
    def current(self) -> Hit | None:
        """The hit at the cursor."""
        return self.hits[self.cursor] if self.cursor < len(self.hits) else None

    @property
    def chosen(self) -> tuple[Hit, ...]:
        """What Enter takes: everything marked, else the hit at the cursor."""
        return self.marked or ((self.current,) if self.current is not None else ())


def edited(state: Picking, edit: Edit) -> Picking:
    """The line was changed; other words are another question."""
    asked = state.asked + (edit.text.strip() != state.edit.text.strip())
    return replace(state, edit=edit, asked=asked)


def answered(state: Picking, number: int, hits: tuple[Hit, ...], total: int) -> Picking:
    """The answer to question `number` came; one to an older question is dropped."""
    if number != state.asked:
        return state
    return replace(state, answered=number, hits=hits, total=total, cursor=0, problem=None)


def refused(state: Picking, number: int, problem: QueryProblem) -> Picking:
    """Question `number` was not understood; the old hits stay."""
    return replace(state, answered=number, problem=problem) if number == state.asked else state


def moved(state: Picking, delta: int) -> Picking:
    """The cursor moved by `delta` hits, at most to either end."""
    return replace(state, cursor=max(min(state.cursor + delta, len(state.hits) - 1), 0))


def toggled(state: Picking) -> Picking:
    """The hit at the cursor marked, or no longer; the cursor goes on to the next."""
    current = state.current
    if current is None:
        return state
    left = tuple(hit for hit in state.marked if hit.id != current.id)
    marked = left if len(left) < len(state.marked) else (*state.marked, current)
    return moved(replace(state, marked=marked), 1)
