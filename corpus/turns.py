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

from quoth.corpus.label_forms import LETTERS
from quoth.corpus.label_words import folded, form_of, phrases
from quoth.corpus.model import Line, Span
from quoth.corpus.turn_asides import Bounds, is_aside, is_procedure, speech_bounds
from quoth.corpus.turn_choice import Chosen, chosen_labels, is_at_head
from quoth.corpus.turn_labels import LONGEST, TurnLabel, label_at

MANY = 4  # labels that show whether turns go on over several paragraphs
_HEAD_PARAGRAPHS = 2
_LEAST_GLUED = 20
_LONG = 600  # characters of a line that may be a transcript of its own
_MARKS = "“\"«„‘'»「"
_CLOCK = re.compile(r"\d:\d\d")
_LETTERED = re.compile(r"[*_]*[QAPRDFVKSCFПВОΕΑسج][.:\s*_]")
_DASH = re.compile(r"[–—-](?<=[\w.):\s].)\s")
_INITIALED = re.compile(r"[^\W\d_][^\W\d_-]+\s[^\W\d_]\.\s?[^\W\d_]\.")
_LETTERS = "*_" + "".join(letter.upper() for pair in LETTERS for letter in pair)
_ROUND = "○◯〇◎●◆▽"
_LONGEST_WORD = 24
_DASH_REACH = 110
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
    told = [n for n, line in enumerate(lines) if line.kind == "paragraph" and line.level]
    return transcript(text, rows, spoken, title, told)


def transcript(
    text: str, rows: Sequence[Span], spoken: Sequence[bool], title: str = "", told: Sequence[int] = ()
) -> Transcript:
    """The turns among `rows`, the non-blank lines of a text in order.

    `spoken` says which of them can be speech; a heading is none, but the turn may go on below it.
    `told` are the numbers of those that begin with a speaker by what their format says.
    """
    heads = [
        (n, label)
        for n in _likely(text, rows, spoken)
        if (label := label_at(text, rows[n].start, rows[n].end))
    ]
    named = dict(_told_labels(text, rows, told))
    heads = [found for found in heads if found[0] not in named]
    cited = frozenset(n for n, label in heads if _is_cited(text, rows, n, label))
    labels = [found for found in heads if found[0] not in cited]
    led = {label.start for _, label in heads}
    glued = _glued_candidates(text, rows, spoken, _LEAST_GLUED if heads else _LONG)
    labels += [found for found in glued if found[1].start not in led]
    labels += named.items()
    if not labels or len(cited) > len(labels):
        return NO_TRANSCRIPT
    labels = _with_full_names(labels)
    labels.sort(key=lambda found: found[1].start)
    chosen = chosen_labels(text, rows, spoken, labels, title)
    if named:
        others = [found for found in chosen.labels if found[0] not in named]
        both = sorted([*others, *named.items()], key=lambda found: found[1].start)
        chosen = Chosen(both, True)
    return _assembled(text, rows, spoken, chosen, cited) if chosen.labels else NO_TRANSCRIPT


def _told_labels(text: str, rows: Sequence[Span], told: Sequence[int]) -> Iterator[tuple[int, TurnLabel]]:
    """The labels of rows that begin with the name of their speaker for sure, whatever it looks like."""
    for number in told:
        row = rows[number]
        colon = text.find(": ", row.start, row.end)
        if colon < 0:
            continue
        label = label_at(text, row.start, row.end)
        if label is None or label.words != colon + 2:
            name = text[row.start : colon]
            key, form = " ".join(folded(name)), form_of(name[:1].upper() + name[1:])
            label = TurnLabel(form or "name", key, row.start, colon, -1, -1, colon + 2, False, False, ":")
        yield number, label


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


def _assembled(
    text: str, rows: Sequence[Span], spoken: Sequence[bool], chosen: Chosen, cited: frozenset[int]
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
        if own and own[0].alone and is_at_head(text, row, own[0]):
            current, begun = own[0], True
            named.add(number)
            continue
        for label in own:
            if not is_at_head(text, row, label):
                turns += _turn(text, number, current, at, label.begin, not begun)
            current, begun, at = label, True, label.words
        if not own and is_procedure(text, row.start, row.end):
            current = None
            continue
        if current is not None:
            turns += _turn(text, number, current, at, row.end, not begun)
        begun = False
    led = {n for n, labels in by_line.items() if is_at_head(text, rows[n], labels[0])}
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
