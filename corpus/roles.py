"""What a text calls its people: "Jane Roe, the mayor of Elbonia", "mayor Jane Roe", "Roe is the mayor"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.corpus.candidates import Proposal, Scene
from quoth.corpus.language import Language
from quoth.corpus.mentions import Mention
from quoth.corpus.model import Span
from quoth.corpus.names import fold
from quoth.corpus.people import People

LOOKS = 6  # mentions of a person that are looked at

OFFICE, OFFICE_WORDS = 90, 7  # characters and words before a name in which an office may stand

_IS = re.compile(
    r"[  ](?:is|was|became|serves as|served as|remains)[  ](?:also )?(?:(?:the|a|an)[  ])?"
    r"(?P<role>(?:[\w’'\-]+[  ]){0,4}[\w’'\-]+(?:[  ](?:of|for|at|in)(?:[  ](?:the|[A-Z][\w’'\-]*)){1,4})?)"
)
_APPOSITION = re.compile(
    r",[  ](?:\d{1,3},[  ])?(?P<article>(?:the|a|an)[  ])?(?P<role>(?:[\w’'\-]+[  ]){0,4}[\w’'\-]+"
    r"(?:[  ](?:of|for|at|in|from)(?:[  ](?:the|and|[A-Z][\w’'\-]*)){1,6})?)(?=[,.;)])"
)
_BEFORE = re.compile(r"((?:[\w’'\-]+[  ]){1,5})$")
_REVERSED = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)|[’']s?)[  ]((?:[\w’'\-]+[  ]){0,3}[\w’'\-]+"
    r"(?:[  ]of(?:[  ](?:the|[A-Z][\w’'\-]*)){1,4})?),[  ]$"
)
_WORD = re.compile(r"[^\W_]+(?:[’'\-]\w+)*")


def named_roles(text: str, people: People, known: Language) -> Iterator[tuple[int, str, Span]]:
    """(person number, role, place) for each role that stands beside a name."""
    looked: dict[int, int] = {}
    for start, end, number in people.named:
        if people.all[number].body or looked.get(number, 0) >= LOOKS:
            continue
        looked[number] = looked.get(number, 0) + 1
        behind = _APPOSITION if text[end : end + 1] == "," else _IS
        match = behind.match(text, end)
        if match:
            begin, stop = match.span("role")
            span = _trimmed(text, begin, stop, known)
            if span is None and known.code == "en" and behind is _APPOSITION and match["article"]:
                span = _trade(text, begin, stop, known)
            if span is not None:
                yield number, text[span.start : span.end], span
        if known.code != "en":
            span = _office_before(text, start, known) or _noun_before(text, start, known)
            if span is not None:
                yield number, text[span.start : span.end], span
            continue
        near = text[max(0, start - 2) : start]
        ahead = _REVERSED.search(text, max(0, start - 80), start) if near == ", " else None
        if ahead:
            span = _trimmed(text, ahead.start(1), ahead.end(1), known)
            if span is not None and span.end == ahead.end(1):
                yield number, text[span.start : span.end], span
        words = text[max(0, start - 25) : start].rsplit(None, 1)
        if not words or fold(words[-1]) not in known.roles:
            continue
        before = _BEFORE.search(text, max(0, start - 60), start)
        if before:
            span = _leading(text, before.start(1), start, known)
            if span is not None:
                yield number, text[span.start : span.end], span


def _office_before(text: str, start: int, known: Language) -> Span | None:
    """The office before a name: "mayor of Elbonia, Jane Roe", "minister transport Jane Roe".

    It begins with its role noun and holds no verb.
    """
    low = max(0, start - OFFICE)
    comma = text[start - 2 : start] in (", ", "، ")
    end = start - 2 if comma else start - 1
    words = list(_WORD.finditer(text, low, end))[-OFFICE_WORDS:]
    joint = _WORD.match(text, start) if text[start].islower() else words[-1] if words and not comma else None
    if joint is not None and known.classes.get(fold(joint.group()), "") in ("o", "i"):
        return None  # "mayor of Elbonia": what the office is of
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        behind = text[word.end() : words[i + 1].start() if i + 1 < len(words) else end]
        if behind.strip(" \xa0\u200c-’'"):
            return None
        plain = fold(word.group())
        if plain in known.roles and (i == 0 or fold(words[i - 1].group()) not in known.roles or comma):
            return Span(word.start(), end)
        if known.classes.get(plain, "") in ("v", "V", "x", "p", "T", "r", "s", "c"):
            return None
    return None


_NOUN_BEFORE = re.compile(r"(\w+) ([^\W\d_]+) $")


def _noun_before(text: str, start: int, known: Language) -> Span | None:
    """The common noun between article and name where nouns have capitals: "der Fischer Hans Roe"."""
    match = _NOUN_BEFORE.search(text, max(0, start - OFFICE), start) if known.capitals == "nouns" else None
    if match is None or known.classes.get(match[1]) != "d" or not match[2][0].isupper():
        return None
    noun = fold(match[2])
    if noun in known.classes or noun in known.gender or noun in known.times:
        return None
    if noun in known.organisations or noun in known.works or noun in known.titles:
        return None
    return Span(*match.span(2))


def _trimmed(text: str, start: int, end: int, known: Language) -> Span | None:
    """The role in a stretch behind a name: up to its role noun and an "of" phrase, if it holds one."""
    last = -1
    for word in _WORD.finditer(text, start, end):
        plain = fold(word.group())
        letter = known.classes.get(plain, "")
        if last >= 0 and letter and letter not in ("o", "i", "d"):
            break
        if last < 0 and (letter in tuple("vVxpscThr") or (letter == "d" and word.start() > start)):
            return None  # "Jane Roe, met the mayor of Elbonia, …" holds a verb that is in no list
        if plain in known.roles or (last >= 0 and (letter not in ("o", "i", "d") or known.code == "en")):
            last = word.end()
    return Span(start, last) if last > start and text[start:last].strip() else None


def _trade(text: str, start: int, end: int, known: Language) -> Span | None:
    """The whole stretch between article and comma where it can be nothing but a noun phrase.

    So for trades that no list holds: "Jane Roe, the harbour pilot," but not "Jane Roe, the other day,".
    """
    head, stop = "", start
    for word in _WORD.finditer(text, start, end):
        plain = fold(word.group())
        letter = known.classes.get(plain, "")
        if letter in ("o", "i") and word.start() > start:
            break
        head, stop = plain, word.end()
        if letter or plain in known.times or not plain.isalpha() or word.group()[0].isupper():
            return None
    if head in known.speech_nouns or head in known.works:
        return None
    # the stop of "a friend of Mr. Doe" ends no phrase
    last = fold(text[stop:end].rpartition(" ")[2]) + text[end : end + 1]
    return Span(start, stop if last in known.titles or len(last) == len("w.") else end)


def subject_before(scene: Scene, choice: Proposal) -> Mention | None:
    """The role that is the subject before a quote, whose speaker bears it, or None.

    "The mayor opened the bridge. “…,” said Jane Roe", but not "The council met. “…,” said Jane Roe".
    """
    named = choice.mention is not None and choice.mention.kind == "name"
    if scene.index or scene.sentence != 1 or not named:
        return None
    if choice.rule not in ("quote-said-name", "quote-name-said"):
        return None
    heads = [m for m in scene.block.mentions if m.phrase == 0]
    high = scene.tokens.bounds(0)[1]
    if not heads or heads[0].kind != "nominal":
        return None
    if any(m.kind == "name" and m.last <= high and not m.owner for m in heads):
        return None
    words = scene.tokens.words[heads[0].first : heads[0].last]
    noun = next((word for word, behind in zip(words, (*words[1:], "of"), strict=True) if behind in _OF), "")
    return heads[0] if words[0] == "the" and noun in scene.known.roles else None


_OF = frozenset(("of", "for", "at", "in", "from"))


def _leading(text: str, start: int, end: int, known: Language) -> Span | None:
    """The role right before a name, such as "former Elbonian mayor"; its last word must be a role noun."""
    words = list(_WORD.finditer(text, start, end))
    if not words or words[-1].end() + 1 != end or fold(words[-1].group()) not in known.roles:
        return None
    if words[-1].group()[0].isupper():
        return None
    first = len(words) - 1
    while first > 0:
        plain = fold(words[first - 1].group())
        if known.classes.get(plain) or words[first - 1].end() + 1 != words[first].start():
            break
        if known.code != "en" and (words[first - 1].group()[0].isupper() or plain not in known.roles):
            break
        first -= 1
    return Span(words[first].start(), words[-1].end())
