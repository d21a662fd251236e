"""What comes from the terminal, sorted before Textual's parser sees it: answers, pastes, keys.

A control sequence that a slow line has torn apart is held until its end comes, so that ``ESC [`` and ``D``
never become typed letters. A paste is taken out whole: cleaned, and cut to a bounded size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.corpus.values import dataclass

LONGEST_PASTE = 4_096
"""Characters of a paste that are kept: more than any query needs, little enough to stay quick."""
TORN = 4.0
"""Seconds to wait for the rest of a control sequence, more than ESC, that has begun: packets come late."""

ESCAPE = "\x1b"
_PASTE_END = "\x1b[201~"
# ESC before anything that begins no sequence; ESC b, ESC f and ESC DEL move by words and delete them
_ESCAPE_ALONE = re.compile(r"\x1b(?![\[O\]P_^Xbf\x7f\x08])")
_SPECIAL = re.compile(r"\x1b\[\?(?P<mode>\d{1,5});(?P<setting>\d)\$y|(?P<paste>\x1b\[200~)")
_UNFINISHED = re.compile(r"\x1b\[[0-?]{0,64}[ -/]{0,4}\Z")
_UNPASTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class ModeAnswer:
    """The terminal's word on a private mode (DECRPM)."""

    mode: int
    setting: int


@dataclass(frozen=True, slots=True)
class Pasted:
    """A bracketed paste, without control characters but line ends and tabs."""

    text: str


@dataclass(frozen=True, slots=True)
class Keys:
    """Anything else, for Textual's parser."""

    text: str


Input = ModeAnswer | Pasted | Keys


class Sorter:
    """Sorts a stream that comes in pieces."""

    def __init__(self) -> None:
        self._held = ""
        self._since = 0.0
        self._paste: list[str] | None = None
        self._pasted = 0

    @property
    def holding(self) -> bool:
        """Whether the beginning of a sequence waits for its end."""
        return bool(self._held)

    def feed(self, text: str, now: float) -> Iterator[Input]:
        """What a piece of the stream brings; `now` is a monotonic clock in seconds."""
        data, self._held = self._held + text, ""
        while data:
            if self._paste is not None:
                data, found = self._in_paste(data)
                if found is None:
                    return
                yield found
                continue
            special = _SPECIAL.search(data)
            if special is None:
                break
            if special.start():
                yield Keys(data[: special.start()])
            data = data[special.end() :]
            if special["paste"]:
                self._paste, self._pasted = [], 0
            else:
                yield ModeAnswer(int(special["mode"]), int(special["setting"]))
        torn = _UNFINISHED.search(data)
        if torn is not None:
            self._held, self._since = torn[0], now
            data = data[: torn.start()]
        if data:
            yield Keys(data)

    def overdue(self, now: float) -> Iterator[Input]:
        """What was held too long: given on as it is."""
        if self._held and self._paste is None and now - self._since > TORN:
            held, self._held = self._held, ""
            yield Keys(held)

    def _in_paste(self, data: str) -> tuple[str, Pasted | None]:
        assert self._paste is not None
        end = data.find(_PASTE_END)
        if end < 0:
            # the end mark itself may be torn
            keep = next((n for n in range(len(_PASTE_END) - 1, 0, -1) if data.endswith(_PASTE_END[:n])), 0)
            self._keep(data[: len(data) - keep])
            self._held = data[len(data) - keep :] if keep else ""
            return "", None
        self._keep(data[:end])
        text = "".join(self._paste)
        self._paste = None
        return data[end + len(_PASTE_END) :], Pasted(_UNPASTABLE.sub("", text)[:LONGEST_PASTE])

    def _keep(self, text: str) -> None:
        assert self._paste is not None
        room = 2 * LONGEST_PASTE - self._pasted
        if room > 0:
            self._paste.append(text[:room])
            self._pasted += len(text)


class Escapes:
    """Tells the Escape key from the beginning of a sequence: ESC and the key after it may come in one packet.

    `delay` is how many seconds an ESC at the end waits for the rest of a sequence.
    """

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.holding = False
        self._since = 0.0

    def feed(self, text: str, now: float) -> Iterator[str]:
        """`text` in pieces; a piece that is `ESCAPE` and no more is the key."""
        data = (ESCAPE if self.holding else "") + text
        self.holding = data.endswith(ESCAPE)
        if self.holding:
            self._since, data = now, data[:-1]
        at = 0
        for alone in _ESCAPE_ALONE.finditer(data):
            yield from filter(None, (data[at : alone.start()], ESCAPE))
            at = alone.end()
        if data[at:]:
            yield data[at:]

    def overdue(self, now: float) -> Iterator[str]:
        """The key, when nothing has followed for long enough."""
        if self.holding and now - self._since >= self.delay:
            self.holding = False
            yield ESCAPE
