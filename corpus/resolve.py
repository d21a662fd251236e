"""From a mention to a person: what "he", "the mayor" and a bare surname stand for in this text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from quoth.corpus.language import Language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.model import Candidate, Span
from quoth.corpus.names import fold
from quoth.corpus.people import People, Person
from quoth.corpus.quotemarks import Quoted
from quoth.corpus.ranking import Group, Table, features, shares, spelt
from quoth.corpus.standings import Standing, Standings

WINDOW = 40  # mentions by name before a pronoun that are considered
TAG = 4  # characters between a quotation and the tag behind it
REACH = 40  # characters between a tag and the quotation behind it
VIEW = 40  # people and mentions that are considered for a role
LOOKBACK = 2400  # characters
PEOPLE = 10  # people among them
MOST = 11  # features of one of them besides those of the nearest mention

_ARTICLE = late_pattern(r"^(?:the|our|its|their|his|her|a|an)\s+", re.IGNORECASE)
_OWNER = late_pattern(r"'s?$")
_SMALL = frozenset(("the", "of", "a", "an", "and", "for", "in", "s"))
# words that set a role apart from the same role without them
_LESSER = frozenset(("deputy", "vice", "former", "ex", "assistant", "then"))
# words that single nobody out
_VAGUE = _LESSER | {"new", "current", "next", "first", "second", "ninth", "state", "sitting", "late"}
_WORD = late_pattern(r"[^\W_]+(?:[’'\-]\w+)*")


class Resolved(NamedTuple):
    """Whom a mention stands for, with how sure that is, the others considered, and why."""

    person: Person | None
    share: float
    reason: str
    others: tuple[Candidate, ...] = ()


class Said(NamedTuple):
    """An earlier quotation with its speaker."""

    person: int
    end: int
    line: int


class Resolver:
    """Resolves mentions of one text in order; keeps who has spoken and who was called what."""

    def __init__(
        self, text: str, people: People, known: Language, table: Table, quoted: Sequence[Quoted]
    ) -> None:
        self._quote_starts = [q.outer_start for q in quoted]
        self._quote_ends = [q.outer_end for q in quoted]
        self.text, self.people, self.known, self.table = text, people, known, table
        self.said: list[Said] = []
        self.roles: dict[int, list[tuple[str, Span]]] = {}
        self._offices: dict[int, list[Office]] = {}
        persons = [p for p in people.all if not p.body]
        persons.sort(key=lambda p: -len(p.at))
        self._prominent = [p.number for p in persons[:VIEW]]
        self._most = len(persons[0].at) if persons else 1
        self._starts = [start for start, _, _ in people.named]
        self._standings = Standings(text, people, known, self._quote_starts, self._quote_ends)
        self._pronouns: dict[int, Resolved] = {}
        for person in people.all:
            for role, span in person.titles.items():
                self.call(person, role, span)

    def call(self, person: Person, role: str, span: Span) -> None:
        """Remember that the text calls a person `role`."""
        listed = self.roles.setdefault(person.number, [])
        plain = _bare(role, self.known)
        head = _head(plain, self.known)
        if not head or person.body:
            return
        office = _office(plain, head, self.known)
        if head not in self.known.roles and all(fold(w) in self.known.courtesy for w in plain.split()):
            if office.head != head:  # "Dr. Roe" is "the doctor"
                self._offices.setdefault(person.number, []).append(office)
            return
        if not person.gender:
            person.gender = self.known.noun_gender.get(head, "")
        if all(plain.casefold() != old.casefold() for old, _ in listed):
            listed.append((plain, span))
            self._offices.setdefault(person.number, []).append(office)

    def spoke(self, person: Person | None, end: int, line: int) -> None:
        """Remember who said the quotation that ends at `end`."""
        if person is not None:
            self.said.append(Said(person.number, end, line))

    # ------------------------------------------------------------------ pronouns

    def pronoun(self, word: str, at: int, line: int) -> Resolved:
        """Whom "he" or "she" at offset `at` stands for."""
        sex = self.known.sex.get(word, "")
        if not sex:
            return Resolved(None, 0.0, "")
        known = self._pronouns.get(at)
        if known is not None:
            return known
        rows = self.antecedents(sex, at, line)
        if not rows:
            nobody = self._pronouns[at] = Resolved(None, 0.0, "")
            return nobody
        values = shares([groups for _, groups in rows], self.table)
        order = sorted(range(len(rows)), key=lambda i: -values[i])
        best = rows[order[0]][0]
        others = tuple(
            Candidate(rows[i][0].name, round(values[i], 3)) for i in order[1:4] if values[i] >= 0.02
        )
        result = Resolved(best, values[order[0]], f"“{word}” is {best.name}, named before", others)
        self._pronouns[at] = result
        return result

    def antecedents(self, sex: str, at: int, line: int) -> list[tuple[Person, list[Group]]]:
        """The people whom a pronoun at `at` may mean, each with features.

        Sentences are counted back from the pronoun, stops inside quotations left out, so that a long
        quotation does not separate "Roe spoke." from "he said".
        """
        named = self.people.named
        low = max(0, at - LOOKBACK)
        sentence, paragraph = self._standings.place(at)
        seen: dict[int, list[Group]] = {}
        room: dict[int, int] = {}
        rank = 0
        last = self.said[-1] if self.said else None
        other = next((s for s in reversed(self.said[-8:]) if last and s.person != last.person), None)
        first_of: dict[int, int] = {}
        rows: list[tuple[int, int, int, Standing]] = []
        for i in range(bisect_left(self._starts, at) - 1, -1, -1):
            start, _, number = named[i]
            if start < low or len(rows) >= WINDOW:
                break
            person = self.people.all[number]
            if person.body or (person.gender and sex not in (person.gender, "e")):
                continue
            standing = self._standings.of(i)
            back = sentence - standing[0]
            rows.append((start, number, back, standing))
            if standing[2] != "q":
                first_of[back] = start
        told = self._named_in_quotation(at) if rows else frozenset()
        for start, number, back, (_, own, role) in rows:
            person = self.people.all[number]
            place = "q" if role == "q" else "1" if first_of[back] == start else "2"
            near = str(back) if back < 4 else "4" if back < 7 else "7"
            if number in seen:
                if room[number] > 0:
                    seen[number].append((features, f"again{near}{place}{role}"))
                    room[number] -= 1
                continue
            if len(seen) >= PEOPLE:
                break
            apart = min(3, paragraph - own)
            sure = ("=" if sex in (person.gender, "e") else "?") + ("2" if len(person.key) > 1 else "1")
            count = person.count_before(at)
            often = str(count) if count < 3 else "3" if count < 6 else "6" if count < 12 else "12"
            f: list[Group] = [
                (_stands, sure, near, place, role),
                (_ranked, near, place, rank),
                (_apart, apart, place),
                (_often, often, sure),
            ]
            if number in told:
                f.append((features, "told"))
            if last is not None and last.person == number:
                ago = f"said{min(4, line - last.line)}"
                f.append((features, ago, f"{ago}s{near}"))
            elif other is not None and other.person == number:
                f.append((features, "said2", f"said2{min(4, line - other.line)}"))
            elif last is not None:
                f.append((features, f"silent{min(4, line - last.line)}"))
            seen[number] = f
            room[number] = MOST - len(spelt(f[4:]))
            rank += 1
        # the last speaker stays in mind even when not named again
        for said, tag in ((last, "kept1"), (other, "kept2")):
            if said is not None and said.person not in seen:
                person = self.people.all[said.person]
                if not person.body and (person.gender in ("", sex) or sex == "e"):
                    ago, sure = f"{tag}{min(4, line - said.line)}", "=" if person.gender else "?"
                    seen[said.person] = [(features, tag, ago, f"g{sure}")]
        return [(self.people.all[number], f) for number, f in seen.items()]

    def _named_in_quotation(self, at: int) -> frozenset[int]:
        """The people named in the quotation that "he" at `at` tags: few speak of themselves by name."""
        i = bisect_right(self._quote_starts, at) - 1
        told: frozenset[int] = frozenset()
        if i >= 0 and 0 <= at - self._quote_ends[i] <= TAG:
            told = self.people.within(self._quote_starts[i], self._quote_ends[i])
        if i + 1 < len(self._quote_starts) and self._quote_starts[i + 1] - at < REACH:
            told |= self.people.within(self._quote_starts[i + 1], self._quote_ends[i + 1])
        return told

    # ------------------------------------------------------------------ roles

    def _body(self, words: str, head: str, at: int) -> Resolved:
        """The body last named before `at` with that noun in its name: "the company" for "Roe Company"."""
        named, alike = self.people.named, self.known.alike
        end = bisect_left(self._starts, at)
        for start, _, number in reversed(named[max(0, end - WINDOW) : end]):
            person = self.people.all[number]
            called = head in person.key or any(alike.get(w.strip("."), w) == head for w in person.key)
            if person.body and called and len(person.key) > 1 and at - start < LOOKBACK:
                return Resolved(person, 0.85, f"“{words}”: {person.name} was named before")
        return Resolved(None, 0.0, "")

    def _in_view(self, at: int) -> list[Person]:
        """The people a role may mean: those named most, those named last, those who were called something."""
        i = bisect_left(self._starts, at)
        numbers = {number for _, _, number in self.people.named[max(0, i - VIEW) : i]}
        numbers.update(self._prominent)
        numbers.update(list(self._offices)[:VIEW])
        return [self.people.all[n] for n in sorted(numbers)]

    def nominal(self, words: str, at: int, low: int, line: int) -> Resolved:
        """Whom a role such as "the president" or "the Elbonian leader" stands for, if anybody."""
        bare = _bare(words, self.known)
        head = _head(bare, self.known)
        if head in self.known.organisations and head not in self.known.roles and bare != words.strip():
            return self._body(words, head, at)
        if head not in self.known.roles or (
            bare == words.strip() and not words[:1].isupper() and self.known.articles
        ):
            return Resolved(None, 0.0, "")
        sought = _office(bare, head, self.known)
        sex = self.known.noun_gender.get(head, "")
        rows: list[tuple[float, Person, bool]] = []
        last = self.said[-1] if self.said else None
        top = self._most
        for person in self._in_view(at):
            if person.body or (sex and person.gender and sex != person.gender):
                continue
            position, offices = person.near(at), self._offices.get(person.number, ())
            if position < 0 and not offices:
                continue
            fit = max((_fit(sought, office, self.known) for office in offices), default=0.0)
            score = fit + 1.5 * len(person.at) / top + (0.7 if len(person.key) > 1 else 0.0)
            if last is not None and last.person == person.number:
                score += 1.0 if line - last.line <= 2 else 0.4
            if position >= low:
                score += 1.2
            elif position < 0 or at - position > 3000:
                score -= 1.0
            rows.append((score, person, fit >= 2.0))
        if not rows:
            return Resolved(None, 0.0, "")
        rows.sort(key=lambda row: -row[0])
        score, person, matched = rows[0]
        margin = score - (rows[1][0] if len(rows) > 1 else 0.0)
        if not (matched or (head in self.known.heads and score >= 1.8)) or margin < 0.15:
            return Resolved(None, 0.0, "")
        why = f"the text calls {person.name} so" if matched else f"{person.name} is the person most in view"
        rest = tuple(
            Candidate(p.name, round(0.5 ** (1 + score - s), 3)) for s, p, _ in rows[1:3] if score - s < 3
        )
        return Resolved(person, 0.9 if matched else 0.7, f"“{words}”: {why}", rest)


def _stands(sure: str, near: str, place: str, role: str) -> list[str]:
    """How surely a name is of the sex of the pronoun; its sentence, its place there, what it does there."""
    return [
        f"g{sure}", f"s{near}", f"s{near}{place}", f"s{near}{role}", f"s{near}{place}{role}",
        f"x{place}{role}", f"g{sure}|s{near}",
    ]  # fmt: skip


def _ranked(near: str, place: str, rank: int) -> list[str]:
    return [f"r{rank}", f"r{rank}{near}{place}"]


def _apart(paragraphs: int, place: str) -> list[str]:
    return [f"p{paragraphs}", f"p{paragraphs}{place}"]


def _often(count: str, sure: str) -> list[str]:
    return [f"n{count}", f"n{count}{sure}"]


class Office(NamedTuple):
    """A role taken apart: the noun it is built on and the other words ("president"; "elbonia")."""

    head: str
    rest: frozenset[str]


def _office(words: str, head: str, known: Language) -> Office:
    """A role without its article, taken apart; words for one role have the same head."""
    return Office(known.alike.get(head, head), frozenset(_stems(words) - {head}))


def _fit(sought: Office, office: Office, known: Language) -> float:
    """How well a role sought fits one that a person is known by: below 0 where they exclude each other."""
    heads = known.heads
    compound = len(sought.head) > 5 and "-" not in office.head and office.head.endswith(sought.head)
    wide = office.head in known.wider.get(sought.head, ())
    same = (
        sought.head == office.head
        or wide
        or compound
        or (sought.head in office.rest and sought.head not in heads)
    )
    alike = same or (sought.head in heads and office.head in heads)
    if not alike:
        return 0.0 if sought.head not in heads else -1.2
    if (office.rest & _LESSER) - sought.rest:
        return -1.0
    rest, own = sought.rest - _VAGUE, office.rest - _VAGUE
    if rest and own:
        return (4.0 if same else 3.0) if _related(rest, own) else -2.5
    if rest or own:
        # one of them says more than the other: "the president" for "the president of Elbonia"
        if same and not rest and sought.head not in heads:
            return 2.2
        return 1.0 if same else 0.0
    return 2.8 if same else 1.2


def _bare(words: str, known: Language) -> str:
    """A role without its article."""
    if known.code == "en":
        return _ARTICLE.sub("", words.strip())
    parts = words.strip().split()
    while len(parts) > 1 and known.classes.get(fold(parts[0])) == "d":
        parts.pop(0)
    if parts and known.pieces and fold(parts[0])[:2] in known.pieces:
        parts[0] = parts[0][2:]
    return " ".join(parts)


def _head(words: str, known: Language) -> str:
    """The noun that a role is built on: "head" of "head of state", "minister" of "health minister".

    In other languages the first that is listed: what it is of stands behind, with or without a preposition.
    """
    if known.code != "en":
        found = [fold(word) for word in _WORD.findall(words)]
        return next((word for word in found if word in known.roles), found[-1] if found else "")
    if "prime minister" in words.casefold():
        return "premier"
    before = re.split(r"\s(?:of|for|at|in|from)\s|,", words, maxsplit=1)[0]
    found = _WORD.findall(before)
    return fold(found[-1]) if found else ""


def _stems(words: str) -> set[str]:
    return {_OWNER.sub("", fold(w)) for w in _WORD.findall(words)} - _SMALL


def _related(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two roles share a word or a country ("Elbonia", "Elbonian")."""
    return any(a == b or (len(a) > 3 and len(b) > 3 and a[:4] == b[:4]) for a in one for b in other)
