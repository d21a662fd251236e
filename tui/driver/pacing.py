"""How many frames may be on the way to the terminal, and when the next may leave.

Each frame ends with a question (DECRQM, mode 2026) that terminals answer in order, so the answer tells that
the frame has arrived. While two are unanswered the next frame waits; and the second leaves only when the
line should have carried the first, by the rate that earlier answers showed. A frame that waits is drawn from
the newest screen: a held key never leaves a queue of old pages behind. A terminal that has never answered is
not paced.
"""

from __future__ import annotations

from collections import deque

from quoth.corpus.values import dataclass, field

QUESTION = "\x1b[?2026$p"
LIMIT = 2
PATIENCE = 2.0
"""Seconds after which an answer is held for lost, so that one lost byte cannot stop the screen."""

PIECE_SECONDS = 0.06
"""What a piece of a frame may take on the line while a key is held: so long at most the next page waits."""

OVERHEAD = 80
"""Bytes that a write costs beside its own: headers of IP, TCP and SSH, padding and MAC."""

_TELLING = 400
"""Bytes from which the time of a frame tells the rate of the line."""


@dataclass(slots=True)
class Pacing:
    """Frames on the way; all times are seconds of one monotonic clock, given by the caller.

    `rate` is in bytes a second, 0 while unknown; `quickest` the shortest time to an answer.
    """

    answers: bool = False
    synchronises: bool = False
    rate: float = 0.0
    quickest: float = float("inf")
    hold_until: float = 0.0
    _free_at: float = 0.0
    # of each question under way: when it left, bytes, whether the line was free, its part of a frame
    _sent: deque[tuple[float, int, bool, float]] = field(default_factory=deque)

    @property
    def asked(self) -> int:
        """Questions without an answer: each would reach the shell as typed text if the program ended now."""
        return len(self._sent)

    def ask(self, now: float, count: int = 0, part: float = 1.0) -> str:
        """The question to send behind `count` bytes, which are a `part` of a frame."""
        self._sent.append((now, count, not self._sent, part))
        if self.rate:
            self._free_at = max(self._free_at, now) + (count + OVERHEAD) / self.rate
        return QUESTION

    def drawn(self, now: float, count: int, *, piece: bool = False) -> str:
        """To be called with each frame, or each piece of one, and its size; what to append to it."""
        if not self.answers:
            return ""
        if self._sent and now - self._sent[-1][0] > PATIENCE:
            self._sent.clear()
        return self.ask(now, count, 0.5 if piece else 1.0)

    def answered(self, setting: int, now: float) -> None:
        """The terminal has answered: 0 it does not know the mode, 1 set, 2 reset, 3 always, 4 never."""
        self.answers = True
        self.synchronises = setting in (1, 2, 3)
        if not self._sent:
            return
        left, count, alone, _ = self._sent.popleft()
        took = now - left
        self.quickest = min(self.quickest, took)
        if alone and count >= _TELLING and took > self.quickest:
            seen = count / (took - self.quickest)
            self.rate = (self.rate + seen) / 2 if self.rate else seen
        if not self._sent:
            self._free_at = now
        elif self.rate:
            # the answered frame had left the line one shortest way ago: since then it carries the others
            behind = sum(count + OVERHEAD for _, count, _, _ in self._sent) / self.rate
            self._free_at = max(self._free_at, now - self.quickest + behind)

    def hold(self, until: float) -> None:
        """Draw nothing before `until`: the screen is being resized."""
        self.hold_until = until

    @property
    def piece(self) -> int | None:
        """Bytes of a frame that a slow line carries in `PIECE_SECONDS`; None while its rate is unknown."""
        return max(int(self.rate * PIECE_SECONDS), _TELLING) if self.rate else None

    def delay(self, now: float) -> float:
        """Seconds until a frame may be drawn; 0 for at once. An answer may come sooner."""
        wait = self.hold_until - now
        if self.answers and self._sent:
            patience = self._sent[-1][0] + PATIENCE
            until = (
                patience if sum(part for *_, part in self._sent) >= LIMIT else min(self._free_at, patience)
            )
            wait = max(wait, until - now)
        return max(wait, 0.0)
