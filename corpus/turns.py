"""Turns of a transcript without quotation marks: ``JANE ROE: Well, …``, ``**Jane Roe:** …``, ``Q: …``.

Whether a text is a transcript its labels tell together: they come again, and take turns. In one, a
paragraph without a label goes on with the turn before; in an article that only cites a few
exchanges it does not. A speech is a transcript of one label, or of a title that names the speaker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quoth.corpus.model import Line, Span
from quoth.corpus.label_forms import LEAD, LETTERS
from quoth.corpus.turn_asides import Bounds, is_aside, is_procedure, speech_bounds
from quoth.corpus.turn_labels import LONGEST, TurnLabel, folded, label_at, phrases

LEAST = 3  # labelled lines that make a transcript
MANY = 4  # labels that show whether turns go on over several paragraphs
SHARE = 0.4  # of the paragraphs labelled: from here on, one without a label belongs to the turn before
_HEAD_LINES = 12
_HEAD_PARAGRAPHS = 2
_OPENING_SHARE = 0.15
_PROSE = 40
_LEAST_GLUED = 20
_LONG = 600  # characters of a line that may be a transcript of its own
_MARKS = "“\"«„‘'»「"

_BULLET = re.compile(r"[-•*–]\s")
_MOST_LISTED = 0.25  # of the paragraphs of a transcript are items of a list
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CLOCK = re.compile(r"\d:\d\d")
_LETTERED = re.compile(r"[*_]*[QAPRDFVKSCFПВОΕΑسج][.:\s*_]")
_DASH = re.compile(r"[–—-](?<=[\w.):\s].)\s")
_INITIALED = re.compile(r"[^\W\d_][^\W\d_-]+\s[^\W\d_]\.\s?[^\W\d_]\.")
_LETTERS = "*_" + "".join(letter.upper() for pair in LETTERS for letter in pair)
_SENTENCE_END = re.compile(r"[.!?…。！？—-][\"”’»)\]]*$")
_ROUND = "○◯〇◎●◆▽"
_LONGEST_WORD = 24
_DASH_REACH = 110
_MOSTLY = 0.8
_FAMILY = 0.25  # of the paragraphs begin with a stopped label, in a record that sets them so
_LONGEST_ALONE = 90
_CAPITALISED = r"[A-ZÀ-ÞА-ЯЁІЇЄЎҐ][\w.'’-]*"
_GLUED = re.compile(
    rf"(?<=[.!?…—–)\]”\"*])\s+[*_]*({_CAPITALISED}(?:[ \xa0]{_CAPITALISED}){{0,4}})"
    r"(\s?\([^()\n]{1,80}\))?[*_]*:[*_]*\s+(?=\S)"
)
_GLUED_LETTER = re.compile(r"(?<=[.!?…—–)\]”\"*])\s+[*_]*([QA])(?:[^\S\n]{2,}|\xa0\s*|[.:]\s+)(?=\S)")
# what that cannot do without, found fast
_ANY_LETTER = re.compile(r"[QA](?:[^\S\n]{2}|\xa0|[.:]\s)")


class Turn(NamedTuple):
    """One turn, or a further paragraph of it: line number, its label, offsets of the words."""

    line: int
    label: TurnLabel
    start: int
    end: int
    further: bool


class Transcript(NamedTuple):
    """The turns of a text in order, and the numbers of the lines that belong to it.

    Of these `labels` only name a speaker, `led` begin with a label. `whole` is false where an article
    cites a few exchanges only.
    """

    turns: tuple[Turn, ...]
    lines: frozenset[int]
    labels: frozenset[int]
    led: frozenset[int]
    whole: bool


NO_TRANSCRIPT = Transcript((), frozenset(), frozenset(), frozenset(), False)


def find_turns(text: str, lines: Sequence[Line]) -> Transcript:
    """The transcript in a text whose lines are known; none where it has no turns."""
    title = next((line.span.of(text) for line in lines if line.kind == "title"), "")
    rows = [line.span for line in lines]
    spoken = [line.kind in ("paragraph", "label", "block") for line in lines]
    return transcript(text, rows, spoken, title)


def transcript(text: str, rows: Sequence[Span], spoken: Sequence[bool], title: str = "") -> Transcript:
    """The turns among `rows`, the non-blank lines of a text in order.

    `spoken` says which of them can be speech; a heading is none, but the turn may go on below it.
    """
    heads = [
        (n, label)
        for n in _likely(text, rows, spoken)
        if (label := label_at(text, rows[n].start, rows[n].end))
    ]
    cited = frozenset(n for n, label in heads if _is_cited(text, rows, n, label))
    labels = [found for found in heads if found[0] not in cited]
    led = {label.start for _, label in heads}
    glued = _glued_candidates(text, rows, spoken, _LEAST_GLUED if heads else _LONG)
    labels += [found for found in glued if found[1].start not in led]
    if not labels or len(cited) > len(labels):
        return NO_TRANSCRIPT
    labels = _with_full_names(labels)
    labels.sort(key=lambda found: found[1].start)
    chosen = _chosen(text, rows, spoken, labels, title)
    return _assembled(text, rows, spoken, chosen, cited) if chosen.labels else NO_TRANSCRIPT


def _with_full_names(labels: list[tuple[int, TurnLabel]]) -> list[tuple[int, TurnLabel]]:
    """Labels in capitals, where "ROE" is the voice of "JANE ROE, MAYOR" if that is the only Roe."""
    shouted = {label.key for _, label in labels if label.form == "caps"}
    full: dict[str, str] = {}
    for key in shouted:
        surname = key.rpartition(" ")[2]
        if surname != key:
            full[surname] = "" if surname in full else key
    return [
        (n, label._replace(key=full[label.key]) if label.form == "caps" and full.get(label.key) else label)
        for n, label in labels
    ]


def _likely(text: str, rows: Sequence[Span], spoken: Sequence[bool]) -> Iterator[int]:
    """The numbers of the rows that may begin with a label: a quick look, so that news is read fast."""
    starters = phrases().starters
    short = Counter(text[row.start : row.end] for row in rows if len(row) <= _LONGEST_ALONE)
    for number, row in enumerate(rows):
        start, end = row.start, row.end
        first = text[start]
        if not spoken[number] or first.islower() or first in _MARKS:
            continue
        alone = end - start <= _LONGEST_ALONE and (
            short[text[start:end]] > 1
            or (text[end - 1].isdigit() and _CLOCK.search(text, start, end))
            or text.find(" -- ", start, end) >= 0
        )
        if (
            alone
            or (first in _LETTERS and _LETTERED.match(text, start, end))
            or _has_early_colon(text, start, end)
            or text[start : start + 4].isupper()
            or first in _ROUND
            or _first_word(text, start, end) in starters
            or _DASH.search(text, start, min(end, start + _DASH_REACH))
            or _INITIALED.match(text, start, end)
            or text.startswith("**", start)
        ):
            yield number


def _first_word(text: str, start: int, end: int) -> str:
    stop = text.find(" ", start, min(end, start + _LONGEST_WORD))
    return text[start : stop if stop > 0 else min(end, start + _LONGEST_WORD)].rstrip(".,").lower()


def _has_early_colon(text: str, start: int, end: int) -> bool:
    end = min(end, start + LONGEST)
    at = text.find(":", start, end)
    if at < 0 and not text.isascii():
        at = text.find("：", start, end)
    near = at - start <= _LONGEST_ALONE
    return at >= 0 and (near or text.find("(", start, at) >= 0 or text.find("[", start, at) >= 0)


def _is_at_head(text: str, row: Span, label: TurnLabel) -> bool:
    """Whether a label begins its line, but for marks and a time code."""
    begin = label.begin
    if begin == row.start:
        return True
    lead = LEAD.match(text, row.start, row.end)
    return (lead is not None and begin <= lead.end()) or (
        begin - row.start < LONGEST and not any(c.isalpha() for c in text[row.start : begin])
    )


def _is_cited(text: str, rows: Sequence[Span], number: int, label: TurnLabel) -> bool:
    """Whether quotation marks follow a label: then they tell the words."""
    if label.alone:
        return number + 1 >= len(rows) or text[rows[number + 1].start] in _MARKS
    return text[label.words] in _MARKS


def _glued_candidates(
    text: str, rows: Sequence[Span], spoken: Sequence[bool], least: int
) -> list[tuple[int, TurnLabel]]:
    """Labels inside lines of `least` characters and more, behind the end of a sentence."""
    found: list[tuple[int, TurnLabel]] = []
    for number, row in enumerate(rows):
        if not spoken[number] or len(row) < least:
            continue
        if text.find(":", row.start, row.end) >= 0:
            for match in _GLUED.finditer(text, row.start, row.end):
                before = folded(text[max(row.start, match.start() - 8) : match.start()])[-1:]
                if before and before[0] in phrases().offices:
                    continue  # ``Dear Mr. Speaker:``
                label = label_at(text, match.start(1), row.end)
                if label is not None and not label.bare and label.begin == match.start(1):
                    found.append((number, label))
        if _ANY_LETTER.search(text, row.start, row.end) is None:
            continue
        for match in _GLUED_LETTER.finditer(text, row.start, row.end):
            a, b = match.span(1)
            label = TurnLabel("letter", match[1].casefold(), a, b, -1, -1, match.end(), False, False, ":")
            found.append((number, label))
    return found


class _Chosen(NamedTuple):
    labels: list[tuple[int, TurnLabel]]
    whole: bool


def _chosen(
    text: str, rows: Sequence[Span], spoken: Sequence[bool], labels: list[tuple[int, TurnLabel]], title: str
) -> _Chosen:
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
    heads = {n: label for n, label in labels if _is_at_head(text, rows[n], label) and not label.bare}
    sure = [found for found in able if counts[found[1].key] > 1]
    letters = {label.key for _, label in sure if label.form == "letter"}
    others = [found for found in sure if found[1].form != "letter"]
    if letters and not others and len(letters) < 2:
        sure, letters = [], set()
    at_head = [n for n, label in sure if _is_at_head(text, rows[n], label)]
    keys = {label.key for _, label in sure}
    listed = {n for n, row in enumerate(rows) if _BULLET.match(text, row.start, row.end)}
    if len(listed - {n for n, _ in sure}) > _MOST_LISTED * sum(spoken):
        return _Chosen([], False)
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
            return _Chosen([], False)
    else:
        return _Chosen([], False)
    if not whole:
        # a name that a news article sets before a few words is a heading as often as a voice
        return _Chosen(sure if len(keys) >= 2 else [], False)
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
        return _Chosen([], False)
    return _Chosen(chosen, True)


def _begins_speech(text: str, rows: Sequence[Span], number: int, label: TurnLabel) -> bool:
    """Whether a name on its own line may be a label: no item of a list, and no words about the bearer below."""
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
    """Labels without those set off by a stop, a dash or a blank where the record does not set its labels so."""
    for mark in ".–- ":
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


def _assembled(
    text: str, rows: Sequence[Span], spoken: Sequence[bool], chosen: _Chosen, cited: frozenset[int]
) -> Transcript:
    by_line: dict[int, list[TurnLabel]] = {}
    for number, label in chosen.labels:
        by_line.setdefault(number, []).append(label)
    first, last = min(by_line), max(by_line)
    turns: list[Turn] = []
    members: set[int] = set()
    named: set[int] = set()
    current: TurnLabel | None = None
    begun = False
    # where news cites turns of one paragraph each, what stands behind the last is none of it
    going_on = (
        first <= _HEAD_PARAGRAPHS
        or len(chosen.labels) < MANY
        or any(
            spoken[n] and n not in by_line and not any(label.alone for label in by_line.get(n - 1, ()))
            for n in range(first, last)
        )
    )
    for number in range(first, len(rows)):
        row = rows[number]
        own = by_line.get(number, ())
        if not spoken[number] or (number in cited and not own):
            if number > last or number in cited:
                current = None
            continue
        if not own and (current is None or not (chosen.whole or (begun and current.alone))):
            continue
        if number > last and not going_on and not (begun and current is not None and current.alone):
            break
        members.add(number)
        at = row.start
        if own and own[0].alone and _is_at_head(text, row, own[0]):
            current, begun = own[0], True
            named.add(number)
            continue
        for label in own:
            if not _is_at_head(text, row, label):
                turns += _turn(text, number, current, at, label.begin, not begun)
            current, begun, at = label, True, label.words
        if not own and is_procedure(text, row.start, row.end):
            current = None
            continue
        if current is not None:
            turns += _turn(text, number, current, at, row.end, not begun)
        begun = False
    led = {n for n, labels in by_line.items() if _is_at_head(text, rows[n], labels[0])}
    return Transcript(tuple(turns), frozenset(members), frozenset(named), frozenset(led), chosen.whole)


def _turn(
    text: str, number: int, label: TurnLabel | None, start: int, end: int, further: bool
) -> Iterator[Turn]:
    """The words of `label` between two offsets, if there are any besides stage directions."""
    if label is None or is_aside(text, start, end):
        return
    bounds: Bounds | None = speech_bounds(text, start, end)
    if bounds is not None:
        yield Turn(number, label, bounds.start, bounds.end, further)
