"""Quotation marks: which runs of a line stand inside them.

Only typography is used. A quoted span never crosses a line break: quotation over several paragraphs
comes as one span per paragraph, each but the first linked to the one it continues. Of nested
quotations the outermost counts. All work is linear in the length of the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.model import Line

# How far a single-quoted span may reach: apostrophes make longer ones doubtful.
SINGLE_REACH = 600

# Patterns begin with their set of characters and look back from there: the search for it is the fast part.
_MARK = late_pattern(r"[\"“”„‟«»「」『』'`‘’](?:(?<=[\"“”„‟«»「」『』])|(?<=')'+|(?<=’)’+|(?<=`)`|(?<=‘)‘)")
_SOME = late_pattern(r"[^\W_]")
_SINGLE_OPEN = late_pattern(r"[‘'](?=\w)(?:(?<=[\s(\[—–\-/:,].)|(?<=^.))")
_SINGLE_CLOSE = late_pattern(r"[’'](?<=[\w.,!?;:…)—–].)(?!\w)")
_ELISION = late_pattern(r"[‘'](?:em|til|till|cause|bout|tis|twas|n|round|cuz|\d0s|\d\d)\b", re.IGNORECASE)

_OPENS_AFTER = frozenset("([{<—–―-/:=*_|…‘'“")
_CLOSES_BEFORE = frozenset(")]}>—–―-/.,;:!?*_|…’'”")
_GLYPH = {"“": "o", "„": "o", "‟": "o", "«": "o", "”": "c", "»": "c", "``": "o", "‘‘": "o"}
_CORNERS = {"「": "o", "」": "c", "『": "o", "』": "c"}
# what closes a quotation that these open, whatever stands around it: „Bild“-Zeitung, »Bild«-Zeitung
_CLOSER = {"„": "“”‟", "»": "«"}
_FAMILY = {
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "corners"),
    **dict.fromkeys(("``", "‘‘", "''", "’’"), "tick"),
}


class Quoted(NamedTuple):
    """A quoted span: `start` to `end` the words, `outer_start` to `outer_end` with the marks.

    `closed` is false when the closing mark is missing. `continues` is the position in the sequence of
    the span that this one continues from an earlier line, or -1. `dashed` is true where dashes set the
    speech off from its tag (`dialogue`).
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    single: bool
    closed: bool
    continues: int = -1
    dashed: bool = False


def _side(text: str, start: int, end: int, low: int, high: int, mark: str) -> str:
    """Whether a mark opens (``o``), closes (``c``) or may do either (``?``), by its glyph and neighbours."""
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    if mark in _CORNERS:
        return _CORNERS[mark]
    glyph = _GLYPH.get(mark, "")
    if mark in ("”", "»", "’’"):
        glyph = "c"
    left, right = before.isspace(), after.isspace()
    if glyph == "o":
        if not left and before not in _OPENS_AFTER and (right or after in ".,;:!?)"):
            return "c"
        return "o"
    if glyph == "c":
        return "o" if left and after.isalnum() else "c"
    opens, closes = left or before in _OPENS_AFTER, right or after in _CLOSES_BEFORE
    if opens and not closes:
        return "o"
    if closes and not opens:
        return "c"
    if left and not right:
        return "o"
    if right and not left:
        return "c"
    return "?"


def _marks(text: str, low: int, high: int) -> list[tuple[int, int, str, str]]:
    """(start, end, side, family) of the double marks of a line, in order."""
    found: list[tuple[int, int, str, str]] = []
    for match in _MARK.finditer(text, low, high):
        start, end = match.span()
        mark = match.group()
        if end - start > 2:
            # a run of three: two marks of the quotation and one of a nested one
            before = text[start - 1] if start > low else " "
            if before.isspace() or before in "([—–-":
                end = start + 2
            else:
                start = end - 2
            mark = mark[:2]
        found.append((start, end, _side(text, start, end, low, high, mark), _FAMILY.get(mark, "double")))
    return found


def _opens(text: str, start: int, end: int, high: int) -> bool:
    """Whether a mark stands as only an opening one does: behind a blank, before a word."""
    return text[start - 1].isspace() and end < high and not text[end].isspace() and text[end] not in ".,;:!?)"


def _double(text: str, low: int, high: int) -> list[tuple[int, int, int, int, bool]]:
    """(outer start, start, end, outer end, closed) of the outermost double-quoted spans of a line."""
    marks = _marks(text, low, high)
    spans: list[tuple[int, int, int, int, bool]] = []
    opened: tuple[int, int, str] | None = None
    depth = 0
    for i, (start, end, side, family) in enumerate(marks):
        if opened is None:
            if side != "c":
                opened, depth = (start, end, family), 0
            continue
        if family != opened[2]:
            continue
        closers = _CLOSER.get(text[opened[0]], "")
        if closers and text[start] == text[opened[0]] and _opens(text, start, end, high):
            depth += sum(text[m[0]] in closers for m in marks[i + 1 : i + 4]) > 1
            continue
        if text[start] in closers:
            side = "c" if side != "o" or not _opens(text, start, end, high) else side
        if side == "o":
            if [m[2] for m in marks[i + 1 : i + 3]] == ["c", "c"] and text[start] != '"':
                depth += 1
                continue
            spans.append((opened[0], opened[1], start, start, False))
            opened, depth = (start, end, family), 0
        elif depth:
            depth -= 1
        else:
            spans.append((opened[0], opened[1], start, end, True))
            opened = None
    if opened is not None:
        spans.append((opened[0], opened[1], high, high, False))
    return spans


def _single(text: str, low: int, high: int) -> list[tuple[int, int, int, int, bool]]:
    """Like `_double` for spans in single marks; a mark that may be an apostrophe is taken for one."""
    spans: list[tuple[int, int, int, int, bool]] = []
    position = low
    while match := _SINGLE_OPEN.search(text, position, high):
        start = match.start()
        position = start + 1
        if _ELISION.match(text, start):
            continue
        limit = min(high, start + SINGLE_REACH)
        nested = _SINGLE_OPEN.search(text, start + 1, limit)
        doubtful: re.Match[str] | None = None
        for close in _SINGLE_CLOSE.finditer(text, start + 2, nested.start() if nested else limit):
            before, after = text[close.start() - 1], text[close.end() : close.end() + 2]
            if before in "sS" and after[:1] == " " and after[1:].islower():
                # perhaps a plural possessive; the last such mark closes if nothing better follows
                doubtful = doubtful or close
                continue
            doubtful = close
            break
        if doubtful is not None:
            spans.append((start, start + 1, doubtful.start(), doubtful.end(), True))
            position = doubtful.end()
        elif nested is None:
            # nothing closes from here to the limit, so no mark before it opens either
            position = max(position, limit - 1) if limit < high else high
    return spans


def _line_spans(text: str, low: int, high: int) -> list[tuple[int, int, int, int, bool, bool]]:
    doubles = _double(text, low, high)
    spans = [(*span, False) for span in doubles]
    has_single = text.find("'", low, high) >= 0 or text.find("‘", low, high) >= 0
    if has_single:
        starts = iter(doubles)
        current = next(starts, None)
        for span in _single(text, low, high):
            while current is not None and current[3] <= span[0]:
                current = next(starts, None)
            if current is None or span[3] <= current[0]:
                spans.append((*span, True))
        spans.sort()
    return spans


def quoted_spans(text: str, lines: Sequence[Line]) -> list[list[Quoted]]:
    """The outermost quoted spans of each line, in order; `Quoted.continues` counts over all lines.

    An opening mark that nothing closes makes a span only where the line begins a quotation of several
    paragraphs: the span runs to the end of the line, or the next line of quotation continues it.
    """
    result: list[list[Quoted]] = []
    count = 0
    pending = -1
    for line in lines:
        low, high = line.span.start, line.span.end
        row: list[Quoted] = []
        following = -1
        for outer, start, end, outer_end, closed, single in _line_spans(text, low, high):
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if start == end or not _SOME.search(text, start, end):
                continue
            leads = not row and not text[low:outer].strip()
            continues = pending if leads else -1
            if not closed and outer_end != high and continues < 0:
                continue
            row.append(Quoted(start, end, outer, outer_end, single, closed, continues))
            if not closed and outer_end == high:
                following = count
            count += 1
        pending = following if line.kind != "noise" else pending
        result.append(row)
    return result
