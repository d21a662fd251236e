"""From a mention in its paragraph to a person: by name, by apposition, or by what `resolve` knows."""

from __future__ import annotations

from bisect import bisect_left

from quoth.corpus.candidates import Block
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.mentions import Mention
from quoth.corpus.model import Candidate
from quoth.corpus.names import fold
from quoth.corpus.people import Person
from quoth.corpus.resolve import Resolved, Resolver
from quoth.corpus.scenes import Reading

SHARED = 0.75  # share of the likeliest bearer of a surname
EVEN = 0.5  # the same where another was named beside
BESIDE = 160  # characters between two names of one sentence
RIVALS = 3  # others that are told
NOBODY = Resolved(None, 0.0, "")


def referent(reading: Reading, resolver: Resolver, block: Block, m: Mention) -> Resolved:
    """Whom a mention stands for; `Resolved.person` is None where nobody with a name is meant."""
    words = reading.text[m.start : m.end]
    low = reading.lines[block.line].span.start
    if m.kind == "name":
        number = reading.person_of(m)
        if number >= 0:
            return _named(reading, reading.people.all[number], words, m.start)
        return resolver.nominal(words, m.start, low, block.line)
    if m.kind == "pronoun":
        return resolver.pronoun(fold(words), m.start, block.line)
    if m.kind == "relative":
        return _antecedent(reading, block, m, words)
    person = _apposed(reading, block, m)
    if person is not None:
        return Resolved(person, 0.95, f"“{words}”: {person.name}, named beside it")
    person = _author(reading, block, m)
    if person is not None:
        return Resolved(person, 0.9, f"“{words}” is by {person.name}")
    return resolver.nominal(words, m.start, low, block.line)


def _named(reading: Reading, person: Person, words: str, at: int) -> Resolved:
    """The person of a name; less sure of a surname that several bear."""
    name = reading.people.parse(words)
    bearers = reading.people.bearers(name.key[0]) if len(name.key) == 1 else ()
    others = [p for p in bearers if p is not person]
    if not others:
        return Resolved(person, 1.0, "")
    if name.honorific:
        others = [p for p in others if p.gender in ("", name.honorific)]
    others = [p for p in others if not p.body and p.near(at) >= 0]
    if not others:
        return Resolved(person, 1.0, "")
    even = any(_as_near(reading, person, p, at) for p in others)
    share = EVEN if even else SHARED
    rivals = tuple(Candidate(p.name, round((1 - share) / len(others), 3)) for p in others[:RIVALS])
    why = "bears this name, others as near do, too" if even else "bears this name most often or nearest"
    return Resolved(person, share, f"“{words}”: {person.name} {why}", rivals)


def _as_near(reading: Reading, person: Person, other: Person, at: int) -> bool:
    """Whether two of one surname were last named in full in one sentence, and neither far more often."""
    if person.full >= 2 * other.full:
        return False
    places = sorted((_in_full(reading, person, at), _in_full(reading, other, at)))
    if places[0] < 0 or places[1] - places[0] > BESIDE:
        return False
    return _STOP.search(reading.text, *places) is None


def _in_full(reading: Reading, person: Person, at: int) -> int:
    """Where a person was last named with more than one word before `at`, or -1."""
    low = max(0, bisect_left(person.at, at) - LOOKED)
    for start in reversed(person.at[low : bisect_left(person.at, at)]):
        i = bisect_left(reading.people.named, (start,))
        if " " in reading.text[start : reading.people.named[i][1]].strip():
            return start
    return -1


_STOP = late_pattern(r"[.!?](?=\s)|\n")
LOOKED = 40  # mentions of a person that are looked at


def _antecedent(reading: Reading, block: Block, m: Mention, words: str) -> Resolved:
    """The name right before "who"."""
    i = bisect_left(block.mentions, m.first, key=lambda o: o.first)
    near = block.mentions[max(0, i - 8) : i]
    before = [o for o in near if o.kind == "name" and o.end <= m.start and m.start - o.end < 40]
    number = reading.person_of(before[-1]) if before else -1
    if number < 0:
        return NOBODY
    person = reading.people.all[number]
    return Resolved(person, 0.9, f"“{words}” follows {person.name}")


def _author(reading: Reading, block: Block, m: Mention) -> Person | None:
    """The person of "Roe's statement"."""
    tokens = block.tokens
    if m.owner or tokens.words[m.last - 1] not in reading.known.speech_nouns:
        return None
    i = bisect_left(block.mentions, m.first, key=lambda o: o.first)
    for other in block.mentions[i : i + 3]:
        whole = other.kind == "name" and other.owner and other.phrase == m.first and other.last < m.last
        if whole and not tokens.shape[other.last : m.last].strip("'w#a"):
            number = reading.person_of(other)
            return reading.people.all[number] if number >= 0 else None
    return None


# what may stand between a role and the comma of its apposition: "of Roe", "for trade", "to the region"
_BETWEEN = late_pattern(r"(?:[io]d?[nw#'a]{1,5}){0,2},")


def _apposed(reading: Reading, block: Block, m: Mention) -> Person | None:
    """The person of "a spokesman, Jane Roe, said" and of "said an envoy to Elbonia, Jane Roe"."""
    shape = block.tokens.shape
    between = None if m.owner else _BETWEEN.match(shape, m.reach)
    if between is None:
        return None
    at = between.end()
    i = bisect_left(block.mentions, at, key=lambda o: o.first)
    for other in block.mentions[i : i + 2]:
        if other.kind == "name" and other.phrase == at and not other.owner and other.last == other.reach:
            number = reading.person_of(other)
            person = reading.people.all[number] if number >= 0 else None
            closed = shape[other.last : other.last + 1] in (",", ".", "", "v", "V", "o", "i")
            return person if person is not None and not person.body and closed else None
    return None
