"""Mentions: the words of a paragraph that may stand for a speaker (names, pronouns, "the spokesman").

A shallow reading of noun phrases from the letters of `Tokens.shape`; no parser.
"""

from __future__ import annotations

from typing import Literal

from quoth.corpus.language import Language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.tokens import Tokens
from quoth.corpus.values import dataclass

MentionKind = Literal["name", "pronoun", "nominal", "relative"]


@dataclass(slots=True)  # not frozen: there are many, and setting frozen fields takes thrice as long
class Mention:
    """A noun phrase that may name a speaker.

    `first` and `last` (exclusive) count tokens of the paragraph; `phrase` is where its whole noun phrase
    begins ("Senator" of "Senator Jane Roe"), `reach` where that ends. `owner` is true for "Roe" of
    "Roe's plan". `start` and `end` are offsets into the text.
    """

    kind: MentionKind
    first: int
    last: int
    phrase: int
    reach: int
    owner: bool
    start: int
    end: int


# a noun phrase: determiner, then names, nouns, numbers, possessives; or a pronoun
_PHRASE = late_pattern(r"[pr]|(?:d+a?)?(?:[nw#](?:'?[nw#])*'?)|d+(?=[oxvV])")
_OWNING = frozenset(("my", "your", "his", "her", "its", "our", "their"))
_NAME_RUN = late_pattern(r"n(?:[n]|#(?=n))*")


def _nounlike(word: str, language: Language) -> bool:
    """Whether a word behind a name makes a body or a text of it: "Roe supporters", "Roe campaign"."""
    if word.endswith("s") and not word.endswith("ss"):
        return True
    return word in language.roles or word in language.organisations or word in language.speech_nouns


def _says(shape: str, words: list[str], first: int, last: int, language: Language) -> bool:
    """Whether a noun phrase without an article can speak: a role, a body, or beside a verb of saying.

    Where most nouns have no article, any run of words would be one.
    """
    if any(w in language.roles or w in language.organisations for w in words[first:last]):
        return True
    return shape[last : last + 1] in ("v", "V") or (first > 0 and shape[first - 1] in "vVA")


def _may_be_verb(shape: str, words: list[str], at: int, language: Language) -> bool:
    """Whether a word behind a noun phrase may be its verb, of those in no list: "smiled", "ruled"."""
    return shape[at] == "w" and words[at].endswith("ed") and words[at] not in language.roles


def _further(shape: str, at: int, language: Language) -> int:
    """The end of a noun phrase that goes on with more of its kind: "Leiter des Amtes der Stadt"."""
    for _ in range(3 if language.inverting else 0):
        inner = _PHRASE.match(shape, at + 1) if at + 1 < len(shape) and shape[at] == "o" else None
        if inner is None or shape[inner.start()] in "pr":
            break
        at = inner.end()
    return at


def mentions(text: str, tokens: Tokens, language: Language) -> list[Mention]:
    """The mentions of a paragraph in order of their beginnings; a phrase may give several."""
    found: list[Mention] = []
    offices, english = language.offices, language.code == "en"
    starts, ends, words, shape = tokens.starts, tokens.ends, tokens.words, tokens.shape
    roles, particles = language.roles, language.particles
    for match in _PHRASE.finditer(shape):
        first, last = match.span()
        letters = match.group()
        if letters == "p" or letters == "r":
            kind: MentionKind = "pronoun" if letters == "p" else "relative"
            found.append(Mention(kind, first, last, first, last, False, starts[first], ends[first]))
            continue
        named = "n" in letters
        office = named and letters[0] == "d" and letters.isalpha() and all(
            words[i] in offices for i in range(first, last) if shape[i] == "n"
        )  # fmt: skip
        ends_with_name = False
        for run in _NAME_RUN.finditer(letters) if named and not office else ():
            a, b = first + run.start(), first + run.end()
            # particles inside a name are lower case: "Ursula von der Leyen"
            while (
                found
                and found[-1].kind == "name"
                and found[-1].last < a
                and a - found[-1].last <= 2
                and all(
                    words[i] in particles and not text[starts[i]].isupper() for i in range(found[-1].last, a)
                )
            ):
                a = found.pop().first
            while english and a > 0 and words[a - 1] in particles and text[starts[a - 1]].islower():
                a -= 1  # "de Blasio", where "Bill" does not stand before it
            owner = (b < last and shape[b] == "'") or (b < len(shape) and shape[b] == "'")
            if b == last:
                ends_with_name = True
            phrase = first
            if b - a > 2 or a > first:
                # "the secretary of state Jane Roe", "Minister of Works Jane Roe"
                while phrase > 1 and shape[phrase - 1] == "o" and words[phrase - 2] in offices:
                    start = phrase - 2
                    while start > 0 and shape[start - 1] in "nw#d":
                        start -= 1
                    phrase = start
            # "Roe smiled": the verb is in no list
            reach = b if english and last - b == 1 and _may_be_verb(shape, words, b, language) else last
            found.append(Mention("name", a, b, min(phrase, a), reach, owner, starts[a], ends[b - 1]))
        if ends_with_name and letters[-1] != "'":
            continue
        if letters.endswith("'"):
            if letters.rstrip("'").endswith("n"):
                continue
            last -= 1
            found.append(Mention("nominal", first, last, first, last, True, starts[first], ends[last - 1]))
            continue
        if letters == "d" and words[first] in _OWNING:
            continue  # "my": its noun is one that may also be a verb
        if words[last - 1] in language.times or (letters == "#" and words[first].isdecimal()):
            continue
        bare = not letters.startswith("d")
        owned = letters.rfind("'") + 1
        if owned and not _nounlike(words[last - 1], language):
            # "Roe's deputy", "Roe's deputy shook": up to the office, as the verb may be in no list
            last = next((i + 1 for i in range(last - 1, first + owned - 1, -1) if words[i] in offices), last)
            bare = bare and words[last - 1] not in offices
        if bare and named and not _nounlike(words[last - 1], language):
            continue  # "Roe shook": the verb is in no list
        if bare and language.inverting and not _says(shape, words, first, last, language):
            continue
        if bare and len(letters) > 6:
            # a long run without a determiner: only its end can be a noun phrase
            first = last - 3
        for i in range(first + 1, last):
            # "the president touched": the verb is in no list, but it follows a role
            if shape[i] == "w" and words[i].endswith("ed") and words[i - 1] in roles:
                last = i
                break
        if english and last - first > 2 and _may_be_verb(shape, words, last - 1, language):
            last -= 1
        extended = last
        if (
            extended + 1 < len(shape)
            and (words[last - 1] in roles or (language.inverting and not bare))
            and (shape[extended] == "o" or words[extended] == "for")
        ):
            # "the head of state", "the mayor of Elbonia"
            inner = _PHRASE.match(shape, extended + 1)
            if inner is not None and shape[inner.start()] not in "pr":
                extended = inner.end()
                if shape[extended - 1] == "'":
                    extended -= 1
                extended = _further(shape, extended, language)
        found.append(
            Mention("nominal", first, extended, first, extended, False, starts[first], ends[extended - 1])
        )
    found.sort(key=lambda m: (m.start, -m.end))
    return found
