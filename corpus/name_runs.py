"""Where names stand in a text: runs of capitalised words, or of known names where capitals do not tell."""

from __future__ import annotations

from collections.abc import Iterable

from quoth.corpus.language import Language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.names import fold

# capital letters of Latin, Greek and Cyrillic names
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĻĽŃŅŇŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚΆΈΉΊΌΎΏΑ-ΩΪΫА-ЯЁЄІЇЎҐ"
_TITLES = "Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Rev|Prof|Hon|St"
# what follows the first letter of a capitalised word: J. and J.R., Mr., or the rest of any word
_REST = (
    rf"(?:\.(?:[{_UPPER}]\.)*|(?:{'|'.join(f'(?<={t[0]}){t[1:]}' for t in _TITLES.split('|'))})\.|[\w’'\-]*)"
)
_BLANKS = frozenset((" ", "\xa0"))
_IN_WORD = late_pattern(r"[\w’']")
_JOIN = r"[ \xa0](?:(?:de|von|van|der|den|della|di|da|dos|la|al|el|bin|ibn|ben|ter|zu) ){0,2}"
# begins with the set of capitals and looks back from there: the search for a set is fast
_RUN = late_pattern(rf"[{_UPPER}](?<![\w’'].){_REST}(?:{_JOIN}[{_UPPER}]{_REST}){{0,7}}")
# what may stand before the first capital
_PARTICLE_OF_2, _PARTICLE_OF_3 = frozenset(("de ", "al ")), frozenset(("von ", "van ", "bin "))


def after_office(text: str, start: int, end: int, low: int, known: Language) -> int:
    """Where the name begins in a run such as "Works Jane Roe" of "Minister of Works Jane Roe"."""
    words = text[start:end].split(" ")
    before = text[max(low, start - 40) : start - 4].rsplit(" ", 1)[-1].casefold()
    if len(words) < 3 or (before not in known.titles and before not in known.roles):
        return start
    proper = next((i for i, w in enumerate(words[:-1]) if i and w.casefold() in known.gender), len(words) - 2)
    return start + sum(len(w) + 1 for w in words[:proper])


_ANY_WORD = late_pattern(r"[^\W\d_][\w\u200c\u200d\u0300-\u036f\u0640\u064b-\u0652’'.\-‑]*(?<![.’'\-‑])")


def name_runs(
    text: str, low: int, high: int, known: Language, named: frozenset[str] | None
) -> Iterable[tuple[int, int]]:
    """The places of the runs of words that may be a name with its titles."""
    if named is None or known.capitals == "names":
        spans = [match.span() for match in _RUN.finditer(text, low, high)]
        spans = [(_with_particle(text, low, start, known), end) for start, end in spans]
        if named is None:
            return spans
        return [(a, b) for a, b in spans if any(fold(w).strip(".") in named for w in text[a:b].split())]
    found: list[tuple[int, int]] = []
    begin, end, last, holds = -1, -1, -1, False
    for match in _ANY_WORD.finditer(text, low, high):
        start, stop = match.span()
        plain = fold(match.group())
        capital = known.capitals == "none" or match.group()[0].isupper()
        name, title = plain in named and capital, plain in known.titles and capital
        joins = begin >= 0 and text[last:start] in _BLANKS
        if not joins or (title and holds) or not (name or title or plain in known.particles):
            if holds:
                found.append((begin, end))
            begin, holds = -1, False
        if name or title:
            begin, end = (start if begin < 0 else begin), stop
            holds = holds or name
        last = stop
    if begin >= 0 and holds:
        found.append((begin, end))
    return found


class CommonWords:
    """The words that a text has in small letters too: at the head of a sentence such a word is no name."""

    def __init__(self, text: str, known: Language) -> None:
        self._text, self._known = text, known
        self._words: frozenset[str] | None = None

    def opener(self, start: int, end: int, low: int) -> int:
        """The length, with a blank, of a word that only opens a sentence: "Dog" in "Dog Roe bit"; else 0."""
        text = self._text
        if self._known.capitals != "names" or (start > low and text[start - 2] not in '.!?…:”"\n'):
            return 0
        first = text[start:end].partition(" ")[0]
        plain = first.lower()
        if plain in self._known.given or plain in self._known.titles or plain in self._known.particles:
            return 0
        if self._words is None:
            self._words = frozenset(text.split())
        return len(first) + 1 if plain in self._words else 0


def _with_particle(text: str, low: int, start: int, known: Language) -> int:
    """Where a name begins whose first capital stands at `start`: "von" belongs to it.

    Not where the particle is the language's word for "of": "alcalde de Elbonia".
    """
    size = 3 if text[start - 3 : start] in _PARTICLE_OF_2 else 4
    begin = start - size
    if begin < low or (size == 4 and text[begin:start] not in _PARTICLE_OF_3):
        return start
    if known.code != "en" and known.classes.get(text[begin : start - 1]) == "o":
        return start
    return start if begin and _IN_WORD.match(text, begin - 1) else begin
