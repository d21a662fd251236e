"""Which labels of a text name speakers: those that come again, take turns, and are set as the others are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quoth.corpus.label_forms import LEAD, LETTERS
from quoth.corpus.label_words import folded, phrases
from quoth.corpus.model import Span
from quoth.corpus.turn_asides import is_aside
from quoth.corpus.turn_labels import LONGEST, TurnLabel, label_at

LEAST = 3  # labelled lines that make a transcript
SHARE = 0.4  # of the paragraphs labelled: from here on, one without a label belongs to the turn before
_HEAD_LINES = 12
_OPENING_SHARE = 0.15
_PROSE = 40
_BULLET = re.compile(r"[-•*–]\s")
_MOST_LISTED = 0.25  # of the paragraphs of a transcript are items of a list
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"[.!?…。！？—-][\"”’»)\]]*$")
_ENDED = re.compile(r"[.!?…。！？—][\"”’»)\]]*$")
_ASKED = re.compile("[^.!?]*[?？؟]$")
_MOSTLY = 0.8
_FAMILY = 0.25  # of the paragraphs begin with a stopped label, in a record that sets them so
_LONGEST_ALONE = 90
_FEW = 4  # turns of an exchange whose speakers need not come again


def is_at_head(text: str, row: Span, label: TurnLabel) -> bool:
    """Whether a label begins its line, but for marks and a time code."""
    begin = label.begin
    if begin == row.start:
        return True
    lead = LEAD.match(text, row.start, row.end)
    return (lead is not None and begin <= lead.end()) or (
        begin - row.start < LONGEST and not any(c.isalpha() for c in text[row.start : begin])
    )


class Chosen(NamedTuple):
    labels: list[tuple[int, TurnLabel]]
    whole: bool


def chosen_labels(
    text: str, rows: Sequence[Span], spoken: Sequence[bool], labels: list[tuple[int, TurnLabel]], title: str
) -> Chosen:
    """The labels that name speakers, and whether the text is a transcript as a whole."""
    common = _Common(text)
    asides = [n for n, row in enumerate(rows) if spoken[n] and is_aside(text, row.start, row.end)]
    paragraphs = max(1, sum(spoken) - len(asides) - sum(label.alone for _, label in labels))
    labels = [
        (n, label)
        for n, label in _in_company(_in_pairs(labels), paragraphs)
        if not label.bare or _begins_speech(text, rows, n, label)
    ]
    able = [found for found in labels if _can_recur(text, rows, spoken, *found, common)]
    begun = {label.key for _, label in able if label.bare}
    if begun:
        steady = frozenset(able)
        able = [found for found in labels if found in steady or (found[1].bare and found[1].key in begun)]
    counts = Counter(label.key for _, label in able)
    bare = Counter(label.key for _, label in able if label.bare and not label.timed)
    if bare and max(bare.values()) < LEAST and not _are_titled(able):
        # names that stand alone twice are a list and the headings below it
        able = [found for found in able if found[1].key not in bare]
    heads = {n: label for n, label in labels if is_at_head(text, rows[n], label) and not label.bare}
    sure = [found for found in able if counts[found[1].key] > 1]
    letters = {label.key for _, label in sure if label.form == "letter"}
    others = [found for found in sure if found[1].form != "letter"]
    if letters and not others and len(letters) < 2:
        sure, letters = [], set()
    at_head = [n for n, label in sure if is_at_head(text, rows[n], label)]
    keys = {label.key for _, label in sure}
    listed = {n for n, row in enumerate(rows) if _BULLET.match(text, row.start, row.end)}
    if len(listed - {n for n, _ in sure}) > _MOST_LISTED * sum(spoken):
        return Chosen([], False)
    exchange = _short_exchange(text, rows, spoken, labels, frozenset(asides), common)
    if exchange:
        return Chosen(exchange, True)
    single = _opening_label(text, heads, title, common)
    if len(sure) >= LEAST and (len(keys) >= 2 or single is not None or len(labels) > len(sure)):
        share = len(sure) / paragraphs
        opening = sure[0][0] <= max(_HEAD_LINES, _OPENING_SHARE * len(rows))
        strong = sum(label.strong for _, label in sure)
        whole = share >= SHARE or (opening and (2 * strong >= len(sure) or share >= SHARE / 2))
    elif single is not None:
        sure, whole = [single], True
    elif len(labels) >= LEAST and len(at_head) >= 2:
        share = len(labels) / paragraphs
        whole = share >= SHARE
        if not whole:
            return Chosen([], False)
    else:
        return Chosen([], False)
    if not whole:
        # a name that a news article sets before a few words is a heading as often as a voice
        return Chosen(sure if len(keys) >= 2 else [], False)
    style = _Style(text, [label for _, label in sure], [label for _, label in labels])
    known = {label.key for _, label in sure}
    chosen = [
        (n, label)
        for n, label in labels
        if label.key in known
        or (
            n
            and style.admits(label)
            and n in heads
            and heads[n] is label
            and _can_come_once(text, label, common, style)
        )
        or (label.form == "titled" and text[label.start : label.end].isupper())
    ]
    if any(label.bare for _, label in sure):
        chosen += _names_alone(text, rows, spoken, {n for n, _ in chosen})
        chosen.sort(key=lambda found: found[1].start)
    distinct = {label.key for _, label in chosen}
    if len(distinct) < 2 and single is None and not (letters and others):
        return Chosen([], False)
    return Chosen(chosen, True)


def _short_exchange(
    text: str,
    rows: Sequence[Span],
    spoken: Sequence[bool],
    labels: list[tuple[int, TurnLabel]],
    asides: frozenset[int],
    common: _Common,
) -> list[tuple[int, TurnLabel]]:
    """The labels of a text that is a few turns below a title at the most; none where it is not.

    Each paragraph begins with a label in capitals, an office or a voice, and ends as a sentence does.
    Somebody is asked and answered or speaks of themselves, else it may be fields and what they hold;
    where all labels are words in capitals, two do so: ``OPENING HOURS: We open at nine.``
    """
    paragraphs = [n for n, is_spoken in enumerate(spoken) if is_spoken and n not in asides]
    led = dict(labels)
    if paragraphs and paragraphs[0] not in led and not _ENDED.search(_end_of(text, rows[paragraphs[0]])):
        del paragraphs[0]
    exchange = [(n, led[n]) for n in paragraphs if n in led]
    if not 2 <= len(exchange) == len(paragraphs) == len(labels) <= _FEW:
        return []
    if len({label.key for _, label in exchange}) < 2:
        return []
    own: set[str] = set()
    asked = False
    for number, label in exchange:
        if label.form not in ("caps", "titled", "voice") or label.mark != ":" or label.alone:
            return []
        if label.form == "caps" and any(word in common for word in label.key.split()):
            return []
        if not (is_at_head(text, rows[number], label) and _ENDED.search(_end_of(text, rows[number]))):
            return []
        words = text[label.words : rows[number].end]
        asked |= _ASKED.match(words) is not None and number != exchange[-1][0]
        if any(w.casefold().replace("’", "'") in phrases().own for w in _WORD.findall(words)):
            own.add(label.key)
    least = 2 if all(label.form == "caps" for _, label in exchange) else 1
    return exchange if asked or len(own) >= least else []


def _end_of(text: str, row: Span) -> str:
    return text[max(row.start, row.end - 4) : row.end]


def _begins_speech(text: str, rows: Sequence[Span], number: int, label: TurnLabel) -> bool:
    """Whether a name on its own line may be a label: no item of a list, nothing about the bearer below."""
    if number + 1 >= len(rows) or _BULLET.match(text, rows[number].start, rows[number].end):
        return False
    row = rows[number + 1]
    name = text[label.start : label.end]
    told = text.startswith((name, name.split()[-1]), row.start, row.end)
    return not told and _reads_as_speech(text, row)


def _reads_as_speech(text: str, row: Span) -> bool:
    """Whether a line below a name ends as a sentence does, or is too long for an entry of a list."""
    return (
        len(row) > 2 * _PROSE or _SENTENCE_END.search(text, max(row.start, row.end - 4), row.end) is not None
    )


def _in_pairs(labels: list[tuple[int, TurnLabel]]) -> list[tuple[int, TurnLabel]]:
    """Labels without the letters that are no question and answer: of ``A. B. C.`` none is."""
    counts = Counter(label.key for _, label in labels if label.form == "letter")
    if not counts:
        return labels
    able = {letter for pair in LETTERS if all(counts[letter] >= 2 for letter in pair) for letter in pair}
    if not able & {"q", "a"} and len(counts) < len(labels):
        able.add("q")
    return [found for found in labels if found[1].form != "letter" or found[1].key in able]


def _in_company(labels: list[tuple[int, TurnLabel]], paragraphs: int) -> list[tuple[int, TurnLabel]]:
    """Labels without those set off by a stop, a dash or a blank where the record does not do so."""
    for mark in ".–- _":
        of_mark = [label for _, label in labels if label.mark == mark]
        if not of_mark:
            continue
        counts = Counter(label.key for label in of_mark)
        again = sum(count > 1 for count in counts.values())
        if mark == "-" and (min(sorted(counts.values())[-2:]) < 2 or len(of_mark) < 2 * _FAMILY * paragraphs):
            again = 0
        if mark == "." and sum(label.mark == ":" for _, label in labels) >= len(of_mark):
            again = 0  # "Voorzitter. Wij hebben": an address
        office = mark in " -" or any(label.form in ("titled", "voice") for label in of_mark)
        if len(of_mark) < LEAST or not again or len(of_mark) < _FAMILY * paragraphs or not office:
            labels = [found for found in labels if found[1].mark != mark]
    return labels


def _are_titled(labels: list[tuple[int, TurnLabel]]) -> bool:
    """Whether names that stand alone tell their office behind a dash."""
    told = [label for _, label in labels if label.bare and label.role_start > label.end]
    return len(told) >= LEAST


def _names_alone(
    text: str, rows: Sequence[Span], spoken: Sequence[bool], taken: set[int]
) -> Iterator[tuple[int, TurnLabel]]:
    """Names that stand once on a line of their own, where others do so again and again."""
    for number, row in enumerate(rows[:-1]):
        if not number or number in taken or len(row) > _LONGEST_ALONE or not spoken[number]:
            continue
        label = label_at(text, row.start, row.end)
        below = rows[number + 1]
        if label is None or not label.alone or label.form not in ("name", "titled", "caps"):
            continue
        if (
            spoken[number + 1]
            and number + 1 not in taken
            and len(below) >= _PROSE
            and _names_again(text, label)
        ):
            yield number, label


def _names_again(text: str, label: TurnLabel) -> bool:
    """Whether the text has a name elsewhere, too, or its office beside it."""
    written = text[label.start : label.end]
    return label.role_start >= 0 or text.count(written) > 1


class _Style:
    """How a record sets its labels: what is set otherwise and comes once is none."""

    def __init__(self, text: str, sure: Sequence[TurnLabel], every: Sequence[TurnLabel]) -> None:
        self._text = text
        named = [label for label in every if label.form in ("name", "caps", "titled") and not label.bare]
        shouted = sum(self._is_shouted(label) for label in named)
        self._shouting = len(named) >= LEAST and shouted >= _MOSTLY * len(named)
        self._marks = {label.mark for label in sure}
        self.surnames = Counter(label.key.split()[-1] for label in every if label.form != "letter")

    def _is_shouted(self, label: TurnLabel) -> bool:
        return self._text[label.start : label.end].split()[-1].isupper()

    def admits(self, label: TurnLabel) -> bool:
        """Whether a label that comes once is set like the others."""
        if label.mark not in self._marks and not (label.mark == ":" and "" in self._marks):
            return label.form in ("voice", "titled") and label.mark == ":"
        return not self._shouting or label.form in ("voice", "letter", "titled") or self._is_shouted(label)


class _Common:
    """The words that a text has in small letters: such a word is no name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._words is None:
            self._words = frozenset(w for w in _WORD.findall(self._text) if w[0].islower())
        return word in self._words


def _can_recur(
    text: str, rows: Sequence[Span], spoken: Sequence[bool], number: int, label: TurnLabel, common: _Common
) -> bool:
    """Whether a label that comes again can be a speaker."""
    if label.bare:
        below = number + 1
        if below >= len(rows) or not spoken[below] or not (len(rows[below]) >= _PROSE or label.timed):
            return False
        return label.timed or label.form in ("name", "caps", "titled", "voice")
    return label.form != "word" or label.timed or label.key not in common


def _can_come_once(text: str, label: TurnLabel, common: _Common, style: _Style) -> bool:
    """Whether a label that stands once in a transcript can be a speaker."""
    if label.form in ("voice", "titled", "letter") or label.role_start >= 0 or label.timed:
        return True
    words = label.key.split()
    if style.surnames[words[-1]] > 1 and words[-1] not in common:
        return True  # "ROE" behind "JANE ROE, HOST"
    if label.form == "word" or len(words) > 5:
        return False
    written = text[label.start : label.end]
    if label.form == "caps" and text.count(written) > text.count(written + ":") and label.mark == ":":
        return False  # a body by its initials
    return not all(w in common for w in words)


def _opening_label(
    text: str, heads: dict[int, TurnLabel], title: str, common: _Common
) -> tuple[int, TurnLabel] | None:
    """The one label at the head of a speech: set in capitals or named in the title, and an "I" below."""
    named = set(folded(title))
    for number in sorted(heads):
        if number > _HEAD_LINES:
            return None
        label = heads[number]
        written = text[label.start : label.end]
        if label.form in ("letter", "word") or label.mark != ":":
            continue
        shouted = written.isupper() and label.form in ("titled", "voice") and len(written) > 3
        told = number and label.key.split()[-1] in named and not all(w in common for w in label.key.split())
        office = number and label.form == "titled" and len(label.key.split()) > 2
        if shouted or told or office:
            below = text[label.words : label.words + 1200]
            if any(w.casefold().replace("’", "'") in phrases().own for w in _WORD.findall(below)):
                return number, label
    return None
