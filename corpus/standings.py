"""Where the names of a text stand: in which sentence and paragraph, in quotation marks, beside a verb."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quoth.corpus.language import Language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.people import People

_NEXT = late_pattern(r"(?:,[^,.;“”\"]{1,80},| \([^)]{1,40}\))?,?[  ]+([^\W\d_]+)")
_STOP = late_pattern(r"[.!?\n](?:(?<=\n)|[\"”’')]*\s+(?=[A-Z“\"]))")

Standing = tuple[int, int, str]
"""The sentence and the paragraph of a name, and what it does: see `Standings.of`."""


class Standings:
    """The standings of the names of one text; `starts` and `ends` are those of its quotations, with marks.

    Many a pronoun has the same names before it, so what is found of a name is kept.
    """

    def __init__(
        self, text: str, people: People, known: Language, starts: Sequence[int], ends: Sequence[int]
    ) -> None:
        self._text, self._named, self._classes = text, people.named, known.classes
        self._starts, self._ends = starts, ends
        self._sentences: list[int] = []
        self._paragraphs: list[int] = []
        self._found: dict[int, Standing] = {}

    def place(self, offset: int) -> tuple[int, int]:
        """The sentence and the paragraph of a place, counted from 1; stops in quotations end no sentence."""
        if not self._sentences:
            self._divide()
        return bisect_right(self._sentences, offset), bisect_right(self._paragraphs, offset)

    def of(self, number: int) -> Standing:
        """The standing of a mention by name, by its number among all.

        What it does is ``q`` in a quotation, ``v`` before a verb, ``s`` behind one, ``'`` owner, ``i``
        prepositional, ``c`` paired, ``-`` else.
        """
        found = self._found.get(number)
        if found is None:
            start, end, _ = self._named[number]
            does = "q" if self._quoted(start) else self._grammar(start, end)
            found = self._found[number] = (*self.place(start), does)
        return found

    def _divide(self) -> None:
        self._sentences.append(0)
        self._paragraphs.append(0)
        for stop in _STOP.finditer(self._text):
            start, end = stop.span()
            if "\n" in stop[0]:
                self._paragraphs.append(end)
            if not self._quoted(start):
                self._sentences.append(end)

    def _quoted(self, offset: int) -> bool:
        """Whether a place lies inside quotation marks."""
        i = bisect_right(self._starts, offset) - 1
        return i >= 0 and offset < self._ends[i] - 2

    def _grammar(self, start: int, end: int) -> str:
        text, classes = self._text, self._classes
        if (
            text[end - 2 : end] in ("’s", "'s")
            or text[end : end + 2] in ("’s", "'s")
            or text[end : end + 1] in ("’",)
        ):
            return "'"
        match = _NEXT.match(text, end)
        if match:
            word = match[1].casefold()
            letter = classes.get(word, "")
            if letter in ("v", "V", "x") or (not letter and word.endswith("ed")):
                return "v"
        gap = text.rfind(" ", max(0, start - 20), max(0, start - 1))
        before = text[gap + 1 : start].strip().casefold()
        letter = classes.get(before, "")
        if letter in ("i", "o"):
            return "i"
        if letter in ("v", "V"):
            return "s"
        return "c" if letter == "c" else "-"
