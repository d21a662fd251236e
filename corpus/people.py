"""Who occurs in a text: names gathered into people and bodies, so that a bare surname finds its bearer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from quoth.corpus.language import Language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.model import Span
from quoth.corpus.name_runs import CommonWords, after_office, name_runs
from quoth.corpus.names import Name, compatible, fold, parse_name
from quoth.corpus.offices import is_office
from quoth.corpus.values import dataclass, field

BEARERS = 40  # people of one surname that are told apart
WITHIN = 30  # mentions by name that are counted in one stretch
NEAR = 160  # characters behind a name in which a pronoun is taken to mean it
_MARKS = frozenset('«„“"”»')
_VOTES = {"m": 1, "f": -1, "e": 0}
_PLACING = frozenset((" in ", "the ", "The ", "\nIn "))
# endings of a people's name: "Elbonia" is a country where the text has "Elbonian"
_DEMONYM = ("n", "an", "ian", "ese", "ish", "i")
_OWNER = late_pattern(r"(?<=\w)[’']s?(?= )")


@dataclass(slots=True)
class Person:
    """A person or body of one text while it is being read.

    `key` is the fullest name in lower case, `name` as written, `at` the offsets of the mentions by name
    in order, `full` how many of them gave more than one word, `placed` how many stood behind "in" or
    "the", as places and bodies do. `kin` is true where the text calls them somebody's relative.
    `addressed` are surnames with "Mr." and the like, `titles` roles read off the names themselves with
    their places.
    """

    name: str
    key: tuple[str, ...]
    gender: str
    body: bool
    number: int
    at: list[int] = field(default_factory=list)
    full: int = 0
    kin: bool = False
    placed: int = 0
    variants: dict[str, int] = field(default_factory=dict)
    addressed: dict[str, int] = field(default_factory=dict)
    titles: dict[str, Span] = field(default_factory=dict)

    def near(self, offset: int) -> int:
        """The offset of the last mention by name before `offset`, or -1."""
        i = bisect_left(self.at, offset)
        return self.at[i - 1] if i else -1

    def count_before(self, offset: int) -> int:
        """How often the person was named before `offset`."""
        return bisect_left(self.at, offset)


def _listed(table: dict[str, list[Person]], word: str, person: Person) -> None:
    bearers = table.setdefault(word, [])
    if len(bearers) < BEARERS:
        bearers.append(person)


class People:
    """The people of one text, found by any form of their name.

    `named` lists (offset, end, person number) of all mentions by name in the order of the text.
    """

    def __init__(self, known: Language) -> None:
        self.all: list[Person] = []
        self.named: list[tuple[int, int, int]] = []
        self._language = known
        self._parsed: dict[str, Name] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self._by_given: dict[str, list[Person]] = {}
        self._by_key: dict[tuple[str, ...], Person] = {}

    def parse(self, written: str) -> Name:
        """`written` taken apart; remembered, as names come often."""
        name = self._parsed.get(written)
        if name is None:
            name = self._parsed[written] = parse_name(written, self._language)
        return name

    def written(self) -> Iterable[str]:
        """Every run of capitalised words that was taken apart."""
        return self._parsed

    def add(self, name: Name) -> Person | None:
        """The person of a name, made if it is new; None where nothing but titles was written."""
        key = name.key
        if not key:
            return None
        person = self._by_key.get(key)
        if person is not None:
            return person
        if len(key) == 1 or name.body:
            bearers = self.bearers(key[0]) if len(key) == 1 else []
            if bearers:
                return bearers[0]
            return self._make(name, key)
        same = [p for p in self._by_surname.get(key[-1], ()) if len(p.key) > 1 and compatible(p.key, key)]
        # "Mr. Roe" is no woman, and Erica Roe no longer form of Eric Roe
        same = [p for p in same if not (p.gender and name.gender and p.gender != name.gender)]
        if len(same) == 1:
            person = same[0]
            self._by_key[key] = person
            if len(name.words) > len(person.name.split()) or (
                len(key[0]) > len(person.key[0]) and len(person.key[0].rstrip(".")) == 1
            ):
                person.name, person.key = name.text, key
            person.gender = person.gender or name.gender
            return person
        return self._make(name, key)

    def _make(self, name: Name, key: tuple[str, ...]) -> Person:
        person = Person(name.text, key, name.gender, name.body, len(self.all))
        self.all.append(person)
        self._by_key[key] = person
        if not name.body or len(key) == 1:
            _listed(self._by_surname, key[-1], person)
            if len(key) > 1:
                _listed(self._by_given, key[0], person)
        return person

    def bearers(self, word: str) -> list[Person]:
        """The people whose surname is `word`, or if there are none, the one whose given name it is."""
        found = self._by_surname.get(word, [])
        if not found:
            given = self._by_given.get(word, [])
            found = given if len(given) == 1 else []
        return found

    def at(self, start: int, end: int) -> Person | None:
        """The person named in a stretch of the text; of several the last."""
        i = bisect_left(self.named, (end,)) - 1
        if i >= 0 and self.named[i][1] > start:
            return self.all[self.named[i][2]]
        return None

    def within(self, start: int, end: int) -> frozenset[int]:
        """The numbers of the people named in a stretch of the text."""
        low, high = bisect_left(self.named, (start,)), bisect_left(self.named, (end,))
        return frozenset([number for _, _, number in self.named[low : min(high, low + WITHIN)]])

    def find(self, written: str, offset: int) -> Person | None:
        """The person that a name stands for at a place of the text.

        A surname with several bearers goes to the one an honorific fits, then to the one named in full
        most often, the nearest before on a tie.
        """
        return self.find_name(self.parse(written), offset)

    def find_name(self, name: Name, offset: int) -> Person | None:
        """Like `find` for a name already taken apart."""
        key = name.key
        if not key:
            return None
        known = self._by_key.get(key)
        if known is not None and len(key) > 1:
            return known
        if len(key) > 1:
            return self.add(name)
        bearers = self.bearers(key[0])
        if name.honorific:
            fits = [p for p in bearers if p.gender in ("", name.honorific)]
            sure = [p for p in fits if p.gender]
            bearers = sure or fits or bearers
        if name.title and not name.honorific and any(p.kin for p in bearers):
            # "my uncle, Frank Roe" is not "President Roe"
            bearers = [p for p in bearers if not (p.kin and p.full < 2)]
            if not bearers:
                return self._make(name, key)
        if not bearers:
            return self.add(name)
        if len(bearers) == 1:
            return bearers[0]
        return max(bearers, key=lambda p: (p.full, p.near(offset)))


def gather(
    text: str, spans: Iterable[tuple[int, int]], known: Language, named: frozenset[str] | None = None
) -> People:
    """The people named in the given stretches of a text; `named` are its names where capitals do not tell."""
    people = People(known)
    common = CommonWords(text, known)
    runs: list[tuple[int, int, Name]] = []
    parse, english = people.parse, known.code == "en"
    for low, high in spans:
        for start, stop in name_runs(text, low, high, known, named):
            whole = text[start:stop]
            owned = "’" in whole or "'" in whole
            while start < stop:
                owner = _OWNER.search(text, start, stop) if owned else None
                end = owner.end() if owner else stop
                begin = start
                if text.startswith(" of ", start - 4) and start - 4 >= low:
                    begin = after_office(text, start, end, low, known)
                name = parse(text[begin:end])
                if len(name.words) > 1 and begin == start and (opener := common.opener(begin, end, low)):
                    begin += opener
                    name = parse(text[begin:end])
                if name.words and (english or not is_office(text, begin, end, name, known)):
                    runs.append((begin, end, name))
                start = end + 1
    order = sorted(
        {name.key: name for _, _, name in runs if len(name.key) > 1}.items(), key=lambda item: -len(item[0])
    )
    counted: dict[tuple[str, ...], int] = {}
    for _, _, name in runs:
        counted[name.key] = counted.get(name.key, 0) + 1
    for key, name in order:
        person = people.add(name)
        if person is not None:
            person.full += counted[key]
    for start, _, name in runs:
        if len(name.key) < 2:
            continue
        person = people.add(name)
        if person is None:
            continue
        person.gender = person.gender or name.gender
        before = text[max(0, start - 20) : start].rstrip(", ").rsplit(" ", 1)[-1]
        if before in known.kin:
            person.kin = True
    for start, end, name in runs:
        person = people.find_name(name, start)
        if person is None:
            continue
        person.at.append(start)
        if len(name.key) == 1 and name.honorific:
            person.gender = person.gender or name.honorific
            address = f"{name.title[-1]} {name.text}"
            person.addressed[address] = person.addressed.get(address, 0) + 1
        variants = person.variants
        variants[name.text] = variants.get(name.text, 0) + 1
        people.named.append((start, end, person.number))
        if len(person.key) == 1 and not person.gender and text[start - 4 : start] in _PLACING:
            person.placed += 1
        if start and text[start - 1] in _MARKS and _named_thing(text, start - 1, known):
            person.body = True
        if name.title and not name.body:
            role = " ".join(name.title)
            at = text.find(name.title[0], start, end)
            stop = text.find(name.title[-1], at, end) + len(name.title[-1])
            if 0 <= at < stop:
                person.titles.setdefault(role, Span(at, stop))
    countries = {
        word[: -len(end)]
        for word in set(fold(" ".join(people.written())).split())
        if word.endswith(_DEMONYM)
        for end in _DEMONYM
        if word.endswith(end) and len(word) > len(end) + 3
    }
    for person in people.all:
        if known.declension:
            _in_nominative(person, known)
        elif len(person.key) > 2:
            _without_epithet(person, known)
    for person in people.all:
        if (
            len(person.key) == 1
            and not person.gender
            and (
                person.placed * 5 >= len(person.at)
                or person.key[0] in countries
                or person.key[0][:-1] in countries
            )
        ):
            person.body = True
    _guess_gender(text, people, known)
    return people


def _named_thing(text: str, mark: int, known: Language) -> bool:
    """Whether the quotation mark at `mark` stands behind a noun for things with names: "the ship «…»"."""
    before = text[max(0, mark - 30) : mark].split()
    return bool(before) and known.code != "en" and fold(before[-1]) in known.works


def _without_epithet(person: Person, known: Language) -> None:
    """Call a person by the given name where the text does too: "Rival Jane Roe" is Jane Roe."""
    words = person.name.split()
    given = next((i for i, word in enumerate(words[:-1]) if fold(word) in known.given), 0)
    if given and " ".join(words[given:]) in person.variants:
        person.name = " ".join(words[given:])
        person.key = person.key[given:]


def _in_nominative(person: Person, known: Language) -> None:
    """Call a person by the fullest form of the name that was written, of these by the nominative."""
    forms = [(v, tuple(fold(w) for w in v.split())) for v in person.variants]
    if forms:
        most = max(len(words) for _, words in forms)
        full = [(v, words) for v, words in forms if len(words) == most]
        person.name = min(full, key=lambda form: (known.declension.obliqueness(form[1]), -len(form[0])))[0]


@cache
def _pronoun(known: Language) -> re.Pattern[str]:
    """Any pronoun that tells the sex of the one it stands for.

    As for `_RUN`, the set of first letters comes first, and the words are looked at from there.
    """
    if not known.sex:
        return re.compile("(?!)")
    first = "".join(sorted({letter for word in known.sex for letter in word[0] + word[0].upper()}))
    rest = "|".join(f"(?<={re.escape(word[0])}){re.escape(word[1:])}" for word in known.sex)
    return re.compile(rf"[{re.escape(first)}](?<=\b.)(?i:{rest})\b")


def _guess_gender(text: str, people: People, known: Language) -> None:
    """Give people of unknown sex that of the pronouns behind their names, before anybody else is named."""
    votes: dict[int, int] = {}
    pronoun = _pronoun(known)
    named = people.named
    for i, (_, end, number) in enumerate(named):
        person = people.all[number]
        if person.gender or person.body:
            continue
        stop = min(named[i + 1][0] if i + 1 < len(named) else len(text), end + NEAR)
        match = pronoun.search(text, end, stop)
        if match:
            votes[number] = votes.get(number, 0) + _VOTES[known.sex[match[0].casefold()]]
    for number, vote in votes.items():
        if abs(vote) >= 2:
            people.all[number].gender = "m" if vote > 0 else "f"
