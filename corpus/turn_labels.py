"""Labels that name who speaks in a transcript: ``JANE ROE:``, ``Q``, ``[00:12] Jane Roe (host):``.

A label is read by its form alone here; whether it is one, `turns` decides from the whole text.
The words that tell a voice from a field ("Host", but "Subject") live in ``transcripts.toml``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from quoth.corpus.label_forms import (
    ALONE,
    BEHIND_STOP,
    BOLD,
    BRACKET,
    CLOCKED,
    COLON,
    DASHED,
    ENCLOSED,
    LEAD,
    LETTER,
    ROUND,
    SHOUTED,
    SMALL,
    STOPPED,
    TIME,
)
from quoth.corpus.label_words import LabelForm, folded, form_of, phrases

LONGEST = 240  # characters of a label with its role
_CLAUSE = frozenset(
    (
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "it",
        "you",
        "your",
        "not",
        "how",
    )
)
_STATE = re.compile(r"(?:[A-Z]\.){2}$")
_CAPITALS = re.compile(rf"((?:[^\W\d_{SMALL}][^\s\d{SMALL}]*\s)+)(?=[{SMALL}])")
_TURNED = re.compile(r"[^\W\d_][\w'’-]+, [^\W\d_][\w'’-]+")
_INITIAL_NEXT = re.compile(r"[^\W\d_]\.[\s,]")
_INITIALED = re.compile(r"[^\W\d_][^\W\d_-]+\s(?:[^\W\d_]\.?\s?){1,2}$")
"""``Петров И. И.``"""
_SHORTENED = frozenset(
    (
        "mr", "mrs", "ms", "dr", "m", "mm", "mme", "hon", "sen", "rep", "gov", "gen", "sr", "sra", "prof",
        "st", "lt", "col", "adm", "maj", "capt", "sgt", "jr", "rev", "messrs", "on", "dott",
    )
)  # fmt: skip
# each with its mark, and with what it cannot do without: most lines have no label, and none of these
_FORMS = (
    (COLON, ":", re.compile("[:：]")),
    (ENCLOSED, ":", re.compile(r"[\]>}]\s?:")),
    (CLOCKED, " ", re.compile(r"\d:\d\d")),
    (BOLD, " ", re.compile(r"\*\*\s")),
    (DASHED, "–", re.compile(r"[–—-]\s")),
)
_MOST_STOPS = 4


class TurnLabel(NamedTuple):
    """A label of a line by offsets: the name, the role (-1, -1 for none), where the words begin.

    `key` is the name folded; equal keys mean one voice. `alone` labels fill their line; `timed` ones stand
    beside a time code. `mark` is what sets it off: ``:``, ``–``, ``.``, a blank, or nothing.
    """

    form: LabelForm
    key: str
    start: int
    end: int
    role_start: int
    role_end: int
    words: int
    alone: bool
    timed: bool
    mark: str

    @property
    def bare(self) -> bool:
        """Whether nothing sets the label off but the end of its line."""
        return not self.mark

    @property
    def strong(self) -> bool:
        """Whether its form alone makes it likely a speaker."""
        return (
            self.form in ("voice", "titled", "caps", "letter") or self.timed or self.mark in (".", "–", "○")
        )

    @property
    def begin(self) -> int:
        """Where the label begins, with the office that stands before a name."""
        return min(self.start, self.role_start) if self.role_start >= 0 else self.start


def label_at(text: str, low: int, high: int) -> TurnLabel | None:
    """The label at the head of the line ``text[low:high]``, if its form is one of a speaker."""
    lead = LEAD.match(text, low, min(high, low + 60))
    start = lead.end() if lead else low
    timed = TIME.search(text, low, start) is not None
    if start >= high:
        return None
    letter = LETTER.match(text, start, high)
    if letter is not None:
        group = 1 if letter[1] else 2
        a, b = letter.span(group)
        return TurnLabel("letter", letter[group].casefold(), a, b, -1, -1, letter.end(), False, timed, ":")
    reach = min(high, start + LONGEST)
    for pattern, mark, needed in _FORMS:
        if needed.search(text, start, reach) is None:
            continue
        found = pattern.match(text, start, reach)
        if found is None or (found.end() == reach and reach < high):
            continue
        label = _label(found, high, timed or pattern is CLOCKED, mark)
        if label is not None:
            return label
    if text[start] in "○◯〇◎●◆▽":
        return _round(text, start, reach)
    label = _stopped(text, start, reach, high, timed)
    if label is None and text[start : start + 2].isupper():
        shouted = SHOUTED.match(text, start, high)
        name = shouted[1].rstrip() if shouted is not None else ""
        form = form_of(name) if name else None
        if shouted is not None and form in ("voice", "titled"):
            key = " ".join(folded(name))
            end = start + len(name)
            return TurnLabel(form, key, start, end, -1, -1, shouted.end(), False, timed, "_")
    if label is None and high - low <= 140:
        found = ALONE.match(text, start, high)
        if found is not None:
            timed = timed or found[6] is not None
            mark = ":" if text[high - 1] in ":*_" and text.find(":", found.end(1), high) >= 0 else ""
            return _label(found, high, timed, mark or (" " if timed else ""))
    return label


def _stopped(text: str, start: int, reach: int, high: int, timed: bool) -> TurnLabel | None:
    """``Mr. ROE. Madam Speaker``: the label before the first full stop that is not part of it."""
    at = start
    for _ in range(_MOST_STOPS):
        at = text.find(".", at + 1, reach)
        behind = BEHIND_STOP.match(text, at, high) if at >= 0 else None
        if at < 0:
            return None
        found = STOPPED.match(text, start, at) if behind is not None else None
        if found is None or behind is None:
            continue
        words = found[1].split()
        last = words[-1].strip(".")
        if not found[2] and (
            last.casefold() in _SHORTENED or (len(last) == 1 and not _INITIALED.match(found[1]))
        ):
            continue  # ``Mr.``, an initial
        if _INITIAL_NEXT.match(text, behind.end()):
            continue  # ``Петров И. И.``
        label = _label(found, high, timed, ".")
        if label is None or label.form not in ("titled", "voice", "caps", "name"):
            return None
        if label.form == "name" and not (_INITIALED.match(found[1]) or found[2]):
            return None
        if label.form == "caps" and len(found[1]) < 4:
            return None
        end = at + 1 if _INITIALED.match(found[1]) and label.end == at else label.end
        return label._replace(words=behind.end(), alone=False, end=end)
    return None


def _round(text: str, start: int, reach: int) -> TurnLabel | None:
    found = ROUND.match(text, start, reach)
    if found is None:
        return None
    name, role = (2, 1) if found[2] else (1, 0)
    a, b = found.span(name)
    low, high = found.span(role) if role else (-1, -1)
    return TurnLabel("name", text[a:b], a, b, low, high, found.end(), False, False, "○")


def _label(found: re.Match[str], high: int, timed: bool, mark: str) -> TurnLabel | None:
    start, end = found.span(1)
    text = found.string
    role_start = role_end = -1
    groups = found.re.groups
    for bracket in BRACKET.finditer(text, *found.span(2)) if groups > 1 else ():
        low, top = bracket.span(1)
        if TIME.fullmatch(text, low, top):
            timed = True
        elif role_start < 0 and not text.startswith(("spoke in", "interpretation"), low):
            role_start, role_end = low, top
    turned = _TURNED.match(text, start, found.end(4)) if found.re is ALONE and found[4] and timed else None
    if turned is not None and not text[turned.end() : found.end(4)].strip():
        end = turned.end()  # ``Roe, Jane  0:12``
        key = " ".join(folded(text[start:end]))
        return TurnLabel("name", key, start, end, -1, -1, found.end(), True, True, mark)
    told = next((n for n in range(3, min(groups, 5) + 1) if found[n]), 0) if groups > 2 else 0
    if (told and role_start < 0 and found.re is not DASHED) or (told == 3 and role_start < 0):
        role_start, role_end = found.span(told)
    comma = text.find(",", start, end)
    if comma > 0 and role_start < 0:
        role_start, role_end, end = comma + 1, end, comma
        while role_start < role_end and text[role_start].isspace():
            role_start += 1
    behind_comma = role_start > end and text[end:role_start].lstrip(" *_").startswith(",")
    if behind_comma:
        if role_end - role_start < 3 or _STATE.match(text, role_start, role_end):
            return None  # ``Washington, DC:``
        if any(w in _CLAUSE or w in phrases().own for w in folded(text[role_start:role_end])):
            return None  # ``Roe, my question is:``
    form = form_of(text[start:end])
    if form is None and role_start > end and _is_inner_name(text, start, end, role_start, role_end):
        form = "titled"  # ``The Exchequer Secretary to the Treasury (Jane Roe):``
    if form is None:
        cut = _capitals_before(text, start, end)
        if cut > 0 and role_start < 0:
            form, role_start, role_end, end = "caps", cut, end, cut
            role_start += len(text[cut:role_end]) - len(text[cut:role_end].lstrip())
    if form == "word" and behind_comma:
        return None  # ``Finally, on the schools:``
    if form is None:
        return None
    if (
        mark == "–"
        and not found[4]
        and not (form in ("voice", "titled") or (form == "caps" and end - start > 3))
    ):
        if form != "name" or text[high - 1] not in ".?!…”»)":
            return None
        mark = "-"  # without a stop a dash parts much
    office = form in ("titled", "voice") and role_start >= 0
    if office and _is_inner_name(text, start, end, role_start, role_end):
        # ``The Secretary of State (Jane Roe):``, ``The Chair (Jane Roe):``
        form = "titled"
        inner_end = _before_party(text, role_start, role_end)
        (start, end), (role_start, role_end) = (role_start, inner_end), (start, end)
    key = " ".join(folded(text[start:end]))
    return TurnLabel(
        form, key, start, end, role_start, role_end, found.end(), found.end() >= high, timed, mark
    )


def _capitals_before(text: str, start: int, end: int) -> int:
    """Where a name in capitals ends before a role in small letters: ``NAGY PÉTER agrárminiszter``; or -1."""
    found = _CAPITALS.match(text, start, end)
    return found.end(1) if found and len(found[1]) > 3 and form_of(found[1]) in ("caps", "titled") else -1


def _is_named_officer(written: str, words: list[str]) -> bool:
    """Whether words are an office and a full name, and no longer office: ``The Rev Jane Roe``."""
    offices = phrases().offices
    size = next((n for n in (3, 2, 1) if " ".join(words[:n]) in offices), 0)
    rest = written.split()[-(len(words) - size) :] if size and len(words) > size else []
    return 2 <= len(rest) <= 3 and all(
        w[0].isupper() and w.casefold().strip(".") not in offices for w in rest
    )


def _before_party(text: str, low: int, high: int) -> int:
    """Where a name in brackets ends before a party: ``(João Silva. PT - BA)``."""
    stop = text.find(". ", low, high)
    return stop if stop > low + 4 else high


def _is_inner_name(text: str, start: int, end: int, low: int, high: int) -> bool:
    outer = folded(text[start:end])
    table = phrases()
    bare = outer[1:] if outer and outer[0] in table.articles else outer
    if _is_named_officer(text[start:end], bare):
        return False
    joined = " ".join(bare)
    if not bare or not (len(bare) < len(outer) or joined in table.offices or joined in table.voices):
        return False
    return form_of(text[low : _before_party(text, low, high)]) in ("name", "titled")
