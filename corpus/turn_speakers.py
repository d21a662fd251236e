"""Whom the label of a turn means: a person of the text, by name or by office, or just a voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quoth.corpus.label_words import folded, phrases
from quoth.corpus.language import Language
from quoth.corpus.model import Span
from quoth.corpus.people import People, Person
from quoth.corpus.turn_labels import TurnLabel

_MAC = re.compile(r"\b(Mc)([a-z])")
_WORD = re.compile(r"[^\W\d_](?:[\w’'\-]|\.(?=\w))*")
_HEAD = 3000  # characters in which a record tells who is who
_REACH = 60
_FEWEST, _MOST_INITIALS = 2, 3
_LONGEST_PARTICLE = 3
_LONGEST_BODY = 4  # letters of a body's initials: "PSP"
QUESTIONER, RESPONDENT = "questioner", "respondent"
"""Roles of those whom a transcript calls no more than ``Q`` and ``A``."""


class Voices:
    """The people behind the labels of one transcript; `heading` is the span of its title, if any."""

    def __init__(self, text: str, people: People, heading: Span | None, known: Language) -> None:
        self._text, self._people, self._heading, self._known = text, people, heading, known
        self._found: dict[str, Person | None] = {}
        self._officers: dict[str, tuple[Person | None, str]] = {}

    def person(self, label: TurnLabel) -> tuple[Person | None, str]:
        """The person that a label means, and why, where a name does not say it already.

        ``Q``, ``A`` and voices such as ``HOST`` are nobody with a name. An office without a name
        (``THE PRESIDENT``) is the person of the title with that office, else the one whom the text
        calls so first.
        """
        if label.form in ("letter", "voice"):
            return self._officer(label) if label.form == "voice" else (None, "")
        if label.form == "titled" and self._is_office(label):
            return self._officer(label)
        if label.key not in self._found:
            self._found[label.key] = self._named(label)
        return self._found[label.key], ""

    def _named(self, label: TurnLabel) -> Person | None:
        people, written = self._people, self._text[label.start : label.end]
        last, comma, first = written.partition(", ")
        if comma:  # ``Roe, Jane  0:12``
            return people.find(f"{first} {last}", label.start)
        initials = self._by_initials(written)
        if initials is not None:
            return initials
        person = people.at(label.start, label.end) or people.find(written, label.start)
        bare = name_proper(written) if label.form == "titled" else ""
        if bare and (person is None or person.key != people.parse(bare).key):
            # an office that the language has no word for: "TAOISEACH ROE"
            other = people.find(bare, label.start)
            if other is not None and other.key[-1:] == (person.key[-1:] if person else other.key[-1:]):
                person = other
        if person is None or (bare and self._is_other(person, label)):
            return None
        person.body = False
        proper = bare or written
        ran_on = person.name.startswith(proper) and person.name[len(proper) : len(proper) + 1] in (" ", ".")
        ran_on = (
            ran_on
            or proper == f"{person.name}."
            or (len(bare.split()) > 1 and person.name.endswith(f" {bare}"))
        )
        if ran_on or (bare and person.name == written):
            person.name = proper  # the text ran on: "Jansen van de Partij"
        if label.form == "titled" and person.name.isupper():
            person.name = calm(person.name, self._known.code)
        return person

    def _by_initials(self, written: str) -> Person | None:
        """The only person of the text whose initials a label gives: ``A.K.``, ``AK``."""
        letters = written.replace(".", "").replace(" ", "")
        if not (
            _FEWEST <= len(letters) <= _MOST_INITIALS
            and letters.isupper()
            and len(written) <= 2 * _MOST_INITIALS
        ):
            return None
        bearers = [p for p in self._people.all if "".join(w[0] for w in p.name.split()) == letters]
        return bearers[0] if len(bearers) == 1 else None

    def _is_other(self, person: Person, label: TurnLabel) -> bool:
        """Whether the text gives a bearer of the surname other offices only: Dr. Roe is not PRESIDENT ROE."""
        office = self._office_of(self._text[label.start : label.end])
        if len(person.key) < 2 or office in self._known.courtesy:
            return False
        offices: set[str] = set()
        at = self._text.find(person.name)
        while at >= 0 and len(offices) < 9:
            before = self._text[max(0, at - 40) : at].rsplit("\n", 1)[-1]
            offices.update(o for n in (1, 2, 3) if (o := " ".join(folded(before)[-n:])) in phrases().offices)
            at = self._text.find(person.name, at + 1)
        return bool(offices) and office not in offices

    def _office_of(self, written: str) -> str:
        """The offices at the head of a label."""
        low = _without_article(folded(written))
        rest = len(name_proper(written).split())
        return " ".join(low[: len(low) - rest])

    def shown(self, label: TurnLabel) -> str:
        """What to call a voice that is nobody of the text: its full name without an office, or its label."""
        written = self._text[label.start : label.end]
        if label.form == "titled" and len(name_proper(written).split()) > 1:
            written = name_proper(written)
        last, comma, first = written.partition(", ")
        if comma:
            written = f"{first} {last}"  # ``Roe, Jane  0:12``
        return calm(written, self._known.code) if written.isupper() and len(written) > 1 else written

    def role(self, label: TurnLabel) -> str:
        """What an unnamed voice does, as far as its label tells."""
        table = phrases()
        words = label.key
        return QUESTIONER if words in table.questions else RESPONDENT if words in table.answers else ""

    def _is_office(self, label: TurnLabel) -> bool:
        return " ".join(_without_article(label.key.split())) in phrases().offices

    def _officer(self, label: TurnLabel) -> tuple[Person | None, str]:
        written = self._text[label.start : label.end]
        if written not in self._officers:
            self._officers[written] = self._holder(written, label)
        return self._officers[written]

    def _holder(self, written: str, label: TurnLabel) -> tuple[Person | None, str]:
        office = _without_article(label.key.split())
        bearers = [
            (self._in_heading(person), -span.start, person)
            for person in self._people.all
            for role, span in person.titles.items()
            if folded(role) == office
        ]
        bearers += [(True, -start, person) for start, person in self._called_in_heading(office)]
        bearers = bearers or [(False, -start, person) for start, person in self._called_behind(office)]
        if not bearers:
            return None, ""
        named, _, person = max(bearers, key=lambda bearer: bearer[:2])
        person.body = False
        where = "the title" if named else "the text"
        return person, f"“{written}”: {where} names {person.name} so"

    def _called_in_heading(self, office: Sequence[str]) -> Iterator[tuple[int, Person]]:
        """The people before whose name the title has an office, also one of several words ("First Lady")."""
        heading = self._heading
        for start, end, number in self._people.named if heading is not None else ():
            if heading is None or start >= heading.end:
                return
            person = self._people.all[number]
            before = self._text[max(heading.start, start - 40) : end]
            low = folded(before)
            name = folded(person.name)
            if heading.start <= start and low[-len(name) - len(office) :] == [*office, *name]:
                yield start, person

    def _called_behind(self, office: Sequence[str]) -> Iterator[tuple[int, Person]]:
        """Those whom the head of the text calls so behind their name: ``Jane Roe [Chair of the Board]``."""
        for start, end, number in self._people.named:
            if start > _HEAD:
                return
            behind = self._text[end : end + _REACH].split("\n")[0]
            if behind.startswith((", ", " (", " [")):
                low = _without_article(folded(behind[2:].replace("[", " ")))
                if low[: len(office)] == list(office):
                    yield start, self._people.all[number]

    def _in_heading(self, person: Person) -> bool:
        heading = self._heading
        return heading is not None and any(heading.start <= at < heading.end for at in person.at)


def calm(shouted: str, code: str = "") -> str:
    """Words in capitals in ordinary letters; Turkish has two letters i."""
    if code == "tr" or "İ" in shouted:
        words = (w[:1] + w[1:].replace("I", "ı").replace("İ", "i").lower() for w in shouted.split(" "))
        return " ".join(words)
    return _MAC.sub(lambda found: found[1] + found[2].upper(), shouted.title())


def name_proper(written: str) -> str:
    """A label without the article and the offices before the name; empty where nothing else is left."""
    words = written.split()
    low = _without_article(folded(written))
    words = words[len(words) - len(low) :]
    known = phrases().offices
    taken = True
    while words and taken:
        taken = False
        for size in (3, 2, 1):
            if " ".join(low[:size]) in known and len(low) >= size:
                words, low, taken = words[size:], low[size:], True
                break
    # "Minister of Bread Jane Roe": what the office is of
    own = [n for n, word in enumerate(words[:-2]) if word[0].islower() and len(word) > _LONGEST_PARTICLE]
    if own and len(words) < len(written.split()):
        words = words[own[-1] + 1 :]
    while (
        len(words) > 2 and words[0].isupper() and len(words[0]) <= _LONGEST_BODY and not words[-1].isupper()
    ):
        words = words[1:]
    return " ".join(words)


def title_spans(text: str, heading: Span, known: Language) -> list[tuple[int, int]]:
    """The stretches of a title that can be names: it writes all words large, so small ones part them.

    ``Remarks by President Roe Before the Departure of Air Force One`` has ``President Roe`` in one of them.
    """
    spans: list[tuple[int, int]] = []
    begin = end = -1
    for word in _WORD.finditer(text, heading.start, heading.end):
        plain = word.group().casefold()
        letter = known.classes.get(plain, "")
        parts = (letter and letter in "dioxacsTphvVgA" and plain not in known.gender) or plain.endswith("ing")
        if parts or (begin >= 0 and text[end : word.start()].strip(" \xa0.")):
            if begin >= 0:
                spans.append((begin, end))
            begin = -1
        if not parts:
            begin, end = (word.start() if begin < 0 else begin), word.end()
    if begin >= 0:
        spans.append((begin, end))
    return [(_given(text, low, high, known), high) for low, high in spans]


def _given(text: str, low: int, high: int, known: Language) -> int:
    """Where a name begins in ``Works Jane Roe``, what is left of "Minister of Works Jane Roe"."""
    words = list(_WORD.finditer(text, low, high))
    if len(words) < 3 or text[max(0, low - 4) : low] not in (" of ", "for "):
        return low
    own = [w.start() for w in words[1:-1] if w.group().casefold() in known.gender]
    return own[0] if own else words[-2].start()


def _without_article(words: Sequence[str]) -> list[str]:
    return list(words[1:] if len(words) > 1 and words[0] in phrases().articles else words)
