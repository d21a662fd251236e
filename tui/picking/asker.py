"""Questions of a picker, asked in a thread of their own: typing never waits for an answer."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from quoth.corpus.values import dataclass
from quoth.index.results import Hit
from quoth.tui.session import QueryProblem


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of question `number`: hits, the first of `total`, or a problem."""

    number: int
    hits: tuple[Hit, ...] = ()
    total: int = 0
    problem: QueryProblem | None = None


class Asker:
    """Asks the newest question, one at a time; older ones that wait are dropped.

    `find` answers a query; `wake` is called in the thread when an answer is there to `take`.
    """

    def __init__(self, find: Callable[[int, str], Answer], wake: Callable[[], None]) -> None:
        self._find = find
        self._wake = wake
        self._answers: deque[Answer] = deque()
        self._changed = threading.Condition()
        self._next: tuple[int, str] | None = None
        # a question under way must not hold up the end of the program
        threading.Thread(target=self._run, name="quoth-pick", daemon=True).start()

    def ask(self, number: int, query: str) -> None:
        """Ask a question in place of whatever waits."""
        with self._changed:
            self._next = (number, query)
            self._changed.notify()

    def take(self) -> list[Answer]:
        """The answers that have come."""
        found = []
        while self._answers:
            found.append(self._answers.popleft())
        return found

    def _run(self) -> None:
        while True:
            with self._changed:
                while self._next is None:
                    self._changed.wait()
                number, query = self._next
                self._next = None
            self._answers.append(self._find(number, query))
            self._wake()
