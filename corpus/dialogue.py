"""Speech set with dashes, and speech with its tag inside the marks.

Two conventions of print: a line of dialogue opens with a dash, and a dash stands on both sides of the tag
(``— It is late, — said Roe. — We go.``; Spanish closes up: ``—It is late —said Roe—. We go.``); and in many
languages the marks stay open around the tag (``«It is late, — said Roe, — we go»``, French with commas).
Each stretch of speech becomes a span of its own, so that the tag between is read like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from quoth.corpus.language import Language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.model import Line
from quoth.corpus.quotemarks import Quoted

MOST_PIECES = 40  # stretches that one line or quotation is cut into
TAG_WORDS = 4  # words of a tag among which its verb must be
MOST_APPOSED = 3  # words behind an age that still tell of the speaker
NEAR = 2  # lines between two lines of one dialogue

_OPENING = late_pattern(r"(?:[—–―]\s*|-{1,2}\s+)(?=\S)")
_DASH = late_pattern(r"(?<=[\s.,!?…])[—–―](?=\s?\S)|(?<=\S)[—–―](?=[\s.,:;!?])|(?<=\s)-{1,2}(?=\s)")
_COMMA = late_pattern(r"[,?!…]\s+(?=[^\W\d_])")
_TAG_END = late_pattern(r"[,.;:?!…]|$")
_WORD = late_pattern(r"[^\W\d_]+(?:[’'‑\-][^\W\d_]+)*[’']?")
_PIECE = late_pattern(r"[^\W\d_]+[’']?")
_SOME = late_pattern(r"[^\W_]")
_EDGE = " \t\xa0\u202f—–―-"


class _Stretch(NamedTuple):
    """Speech from `start` to `end`; `tagged` whether a tag follows or precedes it."""

    start: int
    end: int
    tagged: bool


def with_dialogue(
    text: str, lines: Sequence[Line], rows: Sequence[list[Quoted]], known: Language
) -> list[list[Quoted]]:
    """The quoted spans of each line, with dialogue set by dashes, cut where a tag stands inside the marks."""
    if not known.dashes and not known.tags_in_marks:
        return list(rows)
    cut: list[list[list[Quoted]]] = [[_inside(text, q, known) for q in row] for row in rows]
    spoken = _dash_lines(text, lines, rows, known) if known.dashes else {}
    # where each span, counted over all lines, has its last piece now
    place: list[int] = []
    count = 0
    for number, row in enumerate(cut):
        for pieces in row:
            count += len(pieces)
            place.append(count - 1 + len(spoken.get(number, ())))
        count += len(spoken.get(number, ()))
    result: list[list[Quoted]] = []
    for number, row in enumerate(cut):
        flat = list(spoken.get(number, ()))
        for pieces in row:
            first = pieces[0]
            if first.continues >= 0:
                pieces[0] = first._replace(continues=place[first.continues])
            flat.extend(q for q in pieces if not flat or q.outer_start >= flat[-1].outer_end)
        result.append(flat)
    return result


def _dash_lines(
    text: str, lines: Sequence[Line], rows: Sequence[list[Quoted]], known: Language
) -> dict[int, list[Quoted]]:
    """The speech of the lines that open with a dash, where they are dialogue and no list."""
    found: dict[int, list[_Stretch]] = {}
    for number, line in enumerate(lines):
        low, high = line.span.start, line.span.end
        opening = _OPENING.match(text, low, high)
        if opening is None or line.kind not in ("paragraph", "label", "heading"):
            continue
        if rows[number] and line.kind == "heading":
            continue
        found[number] = _stretches(text, opening.end(), high, known)
    spoken: dict[int, list[Quoted]] = {}
    for number, stretches in found.items():
        near = [n for n in range(number - NEAR, number + NEAR + 1) if n in found]
        sure = any(s.tagged for s in stretches) or any(
            s.tagged or text[s.end - 1] == "?" for n in (near if len(near) > 1 else ()) for s in found[n]
        )
        if sure and lines[number].kind != "heading" and not rows[number]:
            outer = lines[number].span
            spoken[number] = _as_quoted(stretches, outer.start, outer.end)
    return spoken


def _inside(text: str, quoted: Quoted, known: Language) -> list[Quoted]:
    """A quotation as one span, or as several where tags stand inside its marks."""
    if quoted.single or not known.tags_in_marks:
        return [quoted]
    stretches = _stretches(text, quoted.start, quoted.end, known)
    if len(stretches) < 2 and not (stretches and stretches[0].end < quoted.end - 2):
        return [quoted]
    pieces = _as_quoted(stretches, quoted.outer_start, quoted.outer_end)
    pieces[0] = pieces[0]._replace(continues=quoted.continues)
    pieces[-1] = pieces[-1]._replace(closed=quoted.closed)
    return pieces


def _as_quoted(stretches: Sequence[_Stretch], low: int, high: int) -> list[Quoted]:
    """Stretches as quoted spans, the dashes beside them as their marks."""
    made: list[Quoted] = []
    for i, s in enumerate(stretches):
        start = low if i == 0 else s.start
        end = high if i == len(stretches) - 1 and not s.tagged else s.end
        made.append(Quoted(s.start, s.end, start, max(end, s.end), False, True, dashed=True))
    return made


def _stretches(text: str, low: int, high: int, known: Language) -> list[_Stretch]:
    """The speech in a stretch of text, without the tags inside."""
    found: list[_Stretch] = []
    begin, position = low, low
    while len(found) < MOST_PIECES:
        tag = _next_tag(text, position, high, known, begin)
        if tag is None:
            break
        _take(text, begin, tag[0], True, found)
        begin = position = tag[1]
    _take(text, begin, high, False, found)
    return found


def _take(text: str, start: int, end: int, tagged: bool, found: list[_Stretch]) -> None:
    while start < end and text[start] in _EDGE + ".,;:":
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if start < end and _SOME.search(text, start, end):
        found.append(_Stretch(start, end, tagged))


def _next_tag(text: str, low: int, high: int, known: Language, begin: int) -> tuple[int, int] | None:
    """Where the next tag begins and ends."""
    if known.dashes:
        for dash in _DASH.finditer(text, low, high):
            if dash.start() > begin and _is_tag(text, dash.end(), high, known):
                close = _DASH.search(text, dash.end() + 1, high)
                return dash.start(), close.end() if close else high
    if known.comma_tags:
        for comma in _COMMA.finditer(text, low, high):
            if comma.start() > begin and _is_tag(text, comma.end(), high, known, subject=True):
                return comma.start() + 1, _tag_end(text, comma.end(), high, known)
    return None


def _tag_end(text: str, start: int, high: int, known: Language) -> int:
    """Where a tag between commas ends: what is said of the speaker belongs to it."""
    aged = False
    while True:
        stop = _TAG_END.search(text, start, high)
        if stop is None or not stop[0]:
            return high
        if stop[0] != ",":
            return stop.end()
        after = _TAG_END.search(text, stop.end(), high)
        chunk = text[stop.end() : after.start() if after else high].split()
        first = next((w.casefold() for w in chunk if known.classes.get(w.casefold()) != "d"), "")
        number = bool(chunk) and chunk[0][0].isdigit()
        if not (number or first in known.roles or (aged and len(chunk) <= MOST_APPOSED)):
            return stop.end()
        aged = aged or number
        start = stop.end()


@cache
def _clitics(known: Language) -> tuple[str, ...]:
    """Pronouns that are written together with the verb before them: "dit-il"."""
    return tuple(word for word in known.pronouns if word[0] == "-")


def _is_tag(text: str, start: int, high: int, known: Language, *, subject: bool = False) -> bool:
    """Whether what stands at `start` is a tag: a verb of saying among its first words, no name before it.

    With `subject` the verb comes first, with its auxiliary at most, and a subject follows.
    """
    while start < high and text[start] in _EDGE:
        start += 1
    end = min(high, start + 60)
    stop = _TAG_END.search(text, start, end)
    words = list(_PIECE.finditer(text, start, stop.start() if stop else end))[: TAG_WORDS + 1]
    for i, word in enumerate(words[:TAG_WORDS]):
        letter = known.classes.get(word.group().lower().replace("’", "'"), "")
        if letter == "v" or (letter in "VA" and letter and i == 0):
            if word.group()[0].isupper():
                return False
            if not subject:
                return True
            after = words[i + 1].group() if i + 1 < len(words) else ""
            plain = after.lower().replace("’", "'")
            follows = "d" if plain in known.roles or plain in known.titles else known.classes.get(plain, "")
            inverted = any(text.startswith(_clitics(known), w.end()) for w in words[: i + 1])
            return after[:1].isupper() or follows in ("d", "p") or inverted
        if subject and letter not in ("x", "h", "p") and word.group() != "t":
            return False
        if not subject and i == 0 and word.group()[0].isupper():
            return False
    return False
