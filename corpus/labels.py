"""Speakers named beside their words by the layout: label lines, inline labels, signatures."""

from __future__ import annotations

from typing import NamedTuple

from quoth.corpus.language import Language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.names import fold
from quoth.corpus.people import People, Person
from quoth.corpus.scenes import Reading

LONGEST = 140  # characters of a label line

_SPLIT = late_pattern(r"\s*[,(–—]\s*|\s+-\s+")
_WORD = late_pattern(r"[^\s,]+")
_OWNED = late_pattern(r"[’']s?$")

# a name set before the words inside the marks: “ROE: Well, …”
INSIDE = late_pattern(r"([A-Z][A-Z.’'\- ]{1,30}):\s+(?=\S)")
# a signature behind the marks: ” – Jane Roe
SIGNATURE = late_pattern(
    r"\s*\n?\s*[—–―-]{1,2}[  ]?((?:[A-Z][\w.’'\-]*)(?: (?:[A-Z][\w.’'\-]*|de|von|van|der|of|the)){0,5})"
    r"(?=[,.(\n]|\s*$|\s+\()"
)


_NAME = r"[A-Z][\w’'\-]*\.?(?: [A-Z][\w’'\-]*){0,3}"
_TAG = late_pattern(rf"(?<=[,?!])\s(?:(\w+) ({_NAME})|({_NAME}) (\w+))(?=[,.]|\s*$)")


class InnerTag(NamedTuple):
    """A tag in words whose closing mark is lost: where the words end, name and verb by offsets."""

    end: int
    name: tuple[int, int]
    cue: tuple[int, int]


def tag_inside(text: str, low: int, high: int, known: Language) -> InnerTag | None:
    """The first plain tag in ``text[low:high]``: ``“It is late, said Jane Roe.``"""
    for found in _TAG.finditer(text, low, high):
        verb, name = (1, 2) if found[1] else (4, 3)
        word = fold(found[verb])
        if known.classes.get(word) == "v" and known.base.get(word) != word:
            return InnerTag(found.start(), found.span(name), found.span(verb))
    return None


class Label(NamedTuple):
    """A speaker label taken apart: offsets of the name and of the role (or -1, -1 where none is given)."""

    start: int
    end: int
    role_start: int
    role_end: int


def read_label(text: str, low: int, high: int, known: Language) -> Label:
    """The name and role of a label such as ``Jane Roe, the mayor:`` or ``Elbonian Mayor Jane Roe:``.

    `low` to `high` is the label without its colon. Either order of name and role is understood.
    """
    while high > low and text[high - 1] in ":*_ ）":
        high -= 1
    while low < high and text[low] in "*_ ":
        low += 1
    cut = _SPLIT.search(text, low, high)
    if cut and cut.start() > low:
        role_end = high - 1 if "(" in cut.group() and text[high - 1] == ")" else high
        if _names_office(text, low, cut.start(), cut.end(), role_end, known):
            return Label(cut.end(), role_end, low, cut.start())
        inner = _title_end(text, low, cut.start(), known)
        return Label(inner, cut.start(), cut.end(), role_end)
    start = _title_end(text, low, high, known)
    if start == low:
        return Label(low, high, -1, -1)
    return Label(start, high, low, start - 1)


def _names_office(text: str, low: int, end: int, behind: int, high: int, known: Language) -> bool:
    """Whether a label is an office and then its holder: ``The head of works, Jane Roe:``."""
    first, name = text[low:end].split(), text[behind:high].split()
    if len(first) < 2 or not 2 <= len(name) <= 5:
        return False
    if any(word[:1].islower() and fold(word) not in known.particles for word in name):
        return False
    if fold(name[-1]) in known.roles or fold(name[0]) in known.titles:
        return False
    if known.classes.get(fold(first[0])) == "d":
        return any(fold(word) in known.roles for word in first[1:])
    return fold(first[0]) in known.roles and fold(name[0]) in known.given and len(first) > 2


def _title_end(text: str, low: int, high: int, known: Language) -> int:
    """Where the name begins behind the titles in ``text[low:high]``."""
    words = list(_WORD.finditer(text, low, high))
    if len(words) < 2:
        return low
    begin = 0
    for i, word in enumerate(words[:-1]):
        plain = fold(_OWNED.sub("", word.group()))
        if (
            plain in known.titles
            or plain in known.roles
            or (word.group()[:1].islower() and plain not in known.particles)
        ):
            begin = i + 1
    if begin == 0:
        return low
    if words[begin - 1].group().casefold() in ("of", "for") and len(words) - begin > 2:
        begin = max(len(words) - 2, begin)
        while begin - 1 > 0 and fold(words[begin - 1].group()) in known.gender:
            begin -= 1
    if fold(words[begin - 1].group()) in known.honorifics and begin == 1:
        return low
    return words[begin].start()


def label_lines(reading: Reading) -> dict[int, Label]:
    """The label lines of a text by number: those the outline found, and lines that read like one."""
    return {
        number: read_label(reading.text, line.span.start, line.span.end, reading.known)
        for number, line in enumerate(reading.lines)
        if line.kind == "label" or _reads_as_label(reading, number)
    }


def names_somebody(reading: Reading, number: int) -> bool:
    """Whether a line is short, ends in a colon and holds a name but no verb."""
    if number < 0:
        return False
    line = reading.lines[number]
    if line.kind not in ("paragraph", "label") or len(line.span) > LONGEST:
        return False
    block = reading.block(number) if reading.text[line.span.end - 1] == ":" else None
    return (
        block is not None and not set(block.tokens.shape) & set("vVgxprsTA.QSE") and "n" in block.tokens.shape
    )


def _reads_as_label(reading: Reading, number: int) -> bool:
    """Whether a line that names somebody stands right before quoted words."""
    rows = reading.rows
    if number + 1 >= len(rows) or not rows[number + 1]:
        return False
    if rows[number + 1][0].outer_start != reading.lines[number + 1].span.start:
        return False
    return names_somebody(reading, number)


def person_of_label(text: str, label: Label, people: People) -> Person | None:
    """The person that a label names."""
    return people.at(label.start, label.end) or people.find(text[label.start : label.end], label.start)
