"""What each line of a text is: title, heading, speaker label, paragraph, or noise.

Read from marks where there are any (``#``, underlines) and from shape where there are none: a
short line without a full stop that prose follows is a heading; a line that names a person and
ends in a colon before quoted words is a label; a price on its own is noise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quoth.corpus.furniture import furniture
from quoth.corpus.heading_shapes import (
    OPENING_MARKS,
    ends_sentence,
    has_heading_shape,
    is_titled,
    is_topic,
    names_a_place,
    quotes_a_title,
    reads_as_prose,
)
from quoth.corpus.label_words import phrases
from quoth.corpus.model import Line, LineKind, Span
from quoth.corpus.turn_asides import is_aside
from quoth.corpus.turns import transcript

_MOST_TITLE_LENGTH = 250
_MOST_LABEL_LENGTH = 140
_HEAD = 6  # lines under a title that may tell place and time
_LONGEST_PLACE = 60
_HASH = re.compile(r"(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"(=|-|~|\^|\*|_)(?:\s*\1){2,}$")
_LINK_ONLY = re.compile(r"(?:https?://|www\.)\S+$")
_PRICE = re.compile(r"(?:[^\w\s]{0,2}\d[\d.,\s]*%?\s*(?:[A-Z]{3}|[$€£¥₽₴₹¢]|°[CF]?)?|[$€£¥₽₴₹]\s?\d[\d.,]*)$")
_CLOCK = re.compile(r"(?:END\s+)?\d{1,2}[:.]\d{2}\s*(?:[AaPp]\.?\s?[Mm]\.?)?(?:\s+[A-Z]{2,5})?$")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+\S")
_FEW_WORDS = 4
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])((?:(?!\1).)+)\1$")
_OPEN_EMPHASIS = re.compile(r"\*\*\s?[^\W\d_][^*:.?!]{1,70}")
_DATED_END = re.compile(r"\d{1,4}\s?(?:г|р|r)?\.$|\d{4}\.\s[^\W\d_]{3,12}\s\d{1,2}\.$")
"""A date at the end of a title may end in a full stop: ``12 марта 2024 г.``"""
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")


_OCCASION = re.compile(
    r"\b(?:remarks|briefing|gaggle|press call|press conference|address|speech|statement|interview)\b",
    re.IGNORECASE,
)
"""Titles of records under which stands where they were made, not what about."""


class _Row(NamedTuple):
    span: Span
    text: str
    blank_before: bool


def outline(text: str, known: Sequence[Line] = ()) -> tuple[Line, ...]:
    """Every non-blank line of `text` in order, with what it is taken for.

    Lines that the format told to be running text (`known`) are prose to the furniture beside them.

    A text has at most one title, and only where something follows it. Underlines of headings
    are noise and are left out.
    """
    rows = _rows(text)
    if not rows:
        return ()
    noise = [_is_noise(row.text) for row in rows]
    spoken = transcript(text, [row.span for row in rows], [not each for each in noise], rows[0].text)
    first_turn = min(spoken.led, default=None) if spoken.whole else None
    page = furniture([row.text for row in rows], first_turn, _told(rows, known))
    furnished = page.lines - spoken.labels - spoken.led
    # who gives a speech asks and exclaims in paragraphs of their own
    speech = any(phrase in rows[0].text.casefold() for phrase in phrases().titled)
    kinds: list[tuple[LineKind, int]] = [("paragraph", 0)] * len(rows)
    skipped: set[int] = set()
    for number, row in enumerate(rows):
        if number in skipped:
            continue
        following = rows[number + 1] if number + 1 < len(rows) else None
        level = _marked_level(row, following)
        if level:
            kinds[number] = ("heading", level)
            if not _HASH.match(row.text):
                skipped.add(number + 1)
        elif _RULE.fullmatch(row.text):
            skipped.add(number)
        elif noise[number] or number in furnished:
            kinds[number] = ("noise", 0)
        elif number in spoken.labels or _is_label(row.text, following):
            kinds[number] = ("label", 0)
        elif number in spoken.lines:
            if number not in spoken.led and _heads_turns(text, rows, number, spoken.led):
                kinds[number] = ("heading", 2)
        elif (spoken.whole and row.text[-1] == ":" and _heads_turns(text, rows, number, spoken.led)) or (
            has_heading_shape(row.text) and following is not None and not (speech and row.text[-1] in "?!")
        ):
            kinds[number] = ("heading", 2)
    kept = [number for number in range(len(rows)) if number not in skipped]
    _set_datelines(kept, rows, kinds)
    _settle_title(kept, rows, kinds, page.title, spoken.led)
    _demote_kickers(kept, rows, kinds, spoken.led if spoken.whole else frozenset())
    _demote_stranded(kept, rows, kinds)
    return tuple(
        Line(kind, _inner(rows[number]) if kind in ("heading", "title") else rows[number].span, level)
        for number in kept
        for kind, level in (kinds[number],)
    )


def _told(rows: Sequence[_Row], known: Sequence[Line]) -> frozenset[int]:
    """The numbers of the rows that a format says are running text."""
    starts = {line.span.start for line in known if line.kind == "paragraph"}
    return frozenset(n for n, row in enumerate(rows) if row.span.start in starts) if starts else frozenset()


def _rows(text: str) -> list[_Row]:
    rows: list[_Row] = []
    position, blank = 0, False
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped[0])
            rows.append(_Row(Span(start, start + len(stripped)), stripped, blank))
        blank = not stripped
        position += len(line) + 1
    return rows


def _inner(row: _Row) -> Span:
    """The span of a heading without its marks."""
    found = _HASH.match(row.text)
    if not found:
        inner = _EMPHASIS.match(row.text)
        if inner is None and _OPEN_EMPHASIS.fullmatch(row.text):
            return Span(row.span.start + len(row.text) - len(row.text[2:].lstrip()), row.span.end)
        return Span(row.span.start + inner.start(2), row.span.start + inner.end(2)) if inner else row.span
    text = row.text[found.end() :].rstrip("#").rstrip()
    return Span(row.span.start + found.end(), row.span.start + found.end() + len(text))


def _marked_level(row: _Row, following: _Row | None) -> int:
    found = _HASH.match(row.text)
    if found:
        return len(found[1])
    if following is None or following.blank_before or row.text[0] in OPENING_MARKS:
        return 0
    underline = _RULE.fullmatch(following.text)
    if (
        underline
        and underline[1] in "=-~^"
        and len(following.text) >= 3
        and len(row.text) <= _MOST_TITLE_LENGTH
    ):
        return 1 if underline[1] == "=" else 2
    return 0


def _is_noise(text: str) -> bool:
    """A price, a bare number, a time of day, a bare link, or no letter and no digit at all."""
    if len(text) <= 24 and _PRICE.fullmatch(text):
        return True
    if len(text) <= 60 and _CLOCK.fullmatch(text):
        return True
    return bool(_LINK_ONLY.fullmatch(text)) or not (text[0].isalnum() or any(c.isalnum() for c in text))


def _is_label(text: str, following: _Row | None) -> bool:
    """Whether a line names who says the quoted words below it.

    It ends in a colon, is short, holds a capitalised name, and its words before any comma are
    capitalised or join names ("Minister of Trade"); a sentence that leads in to a quotation
    ("She added the following:") is none.
    """
    if following is None or not text.endswith((":", ":**")) or len(text) > _MOST_LABEL_LENGTH:
        return False
    if following.text[0] not in OPENING_MARKS:
        return False
    name = text.strip("*: ").split(",")[0]
    words = _WORD.findall(name)
    if not words or len(words) > 10 or any(mark in text for mark in '“”"«»?!;'):
        return False
    lower = [word for word in words if word[0].islower()]
    if "," in text and len(words) == 1 and not words[0].isupper():
        return False
    return words[0][0].isupper() and len(lower) * 2 < len(words) and all(len(word) <= 3 for word in lower)


def _heads_turns(text: str, rows: list[_Row], number: int, led: frozenset[int]) -> bool:
    """Whether a line between turns names what they are about: "Health", "ORAL QUESTIONS", "A life of flour".

    It is set in capitals, or stands apart behind a whole sentence; a turn begins below it.
    """
    line = rows[number].text
    if line.startswith("**") and _OPEN_EMPHASIS.fullmatch(line):
        return True  # ``**Elbonia``
    if is_aside(text, rows[number].span.start, rows[number].span.end):
        return False
    if not _leads_to_turn(text, rows, number, led):
        further = number + 1 < len(rows) and number + 1 not in led and line[-1].isalnum()
        if not further or not is_titled(line) or not _leads_to_turn(text, rows, number + 1, led):
            return False
        if not is_titled(rows[number + 1].text) or not has_heading_shape(rows[number + 1].text):
            return False
    if line[-1] == ":" and len(line.split()) <= _FEW_WORDS and line[0].isupper():
        return True
    if not has_heading_shape(line) or not (line[-1].isalnum() or line[-1] == ")"):
        return False
    if is_titled(line):
        return True
    apart = rows[number].blank_before and len(line) <= _LONGEST_PLACE
    return apart and number > 0 and ends_sentence(rows[number - 1].text)


def _leads_to_turn(text: str, rows: list[_Row], number: int, led: frozenset[int]) -> bool:
    """Whether a label stands below a line, with nothing but stage directions between."""
    below = number + 1
    while (
        below < len(rows)
        and below not in led
        and is_aside(text, rows[below].span.start, rows[below].span.end)
    ):
        below += 1
    return below in led


def _settle_title(
    kept: list[int],
    rows: list[_Row],
    kinds: list[tuple[LineKind, int]],
    told: int | None,
    led: frozenset[int],
) -> None:
    """The first line that is no noise is the title, where it has the shape of one.

    A lone first-level heading that everything else stands under is the title even when other
    lines come before it, and so is the line `told` by the place of a menu.
    """
    content = [number for number in kept if kinds[number][0] != "noise"]
    if len(content) < 2:
        if content and kinds[content[0]][0] == "heading":
            kinds[content[0]] = ("paragraph", 0)
        return
    first = content[0]
    tops = [number for number in content if kinds[number] == ("heading", 1)]
    if len(tops) == 1 and tops[0] in content[:3]:
        kinds[tops[0]] = ("title", 1)
        return
    if told is not None and told in kept:
        kinds[told] = ("title", 1)
        return
    text = rows[first].text
    if kinds[first][0] == "heading" or (
        kinds[first][0] == "paragraph"
        and len(text) <= _MOST_TITLE_LENGTH
        and (text[0] not in OPENING_MARKS or quotes_a_title(text))
        and (not ends_sentence(text) or _DATED_END.search(text))
        and first not in led
    ):
        kinds[first] = ("title", 1)


def _demote_stranded(kept: list[int], rows: list[_Row], kinds: list[tuple[LineKind, int]]) -> None:
    """Headings by shape need prose below them: a run of short lines is a list or a poem.

    Two short lines in a row may be a heading and its kicker; three or more are no headings.
    """
    for run in _runs(kept, kinds):
        after = run[-1] + 1
        below = next((number for number in kept if number >= after), None)
        short_list = len(run) >= 3 and not all(rows[number].blank_before for number in run)
        opens_text = below is not None and (
            kinds[below][0] in ("paragraph", "label")
            and (
                reads_as_prose(rows[below].text)
                or kinds[below][0] == "label"
                or rows[below].text[0] in OPENING_MARKS
                or ends_sentence(rows[below].text)
                or _NUMBERED.match(rows[below].text) is not None
            )
        )
        if short_list or not opens_text:
            for number in run:
                kinds[number] = ("paragraph", 0)


def _set_datelines(kept: list[int], rows: list[_Row], kinds: list[tuple[LineKind, int]]) -> None:
    """Places right before a time of day, under the title, are noise as the time is."""
    for place, number in enumerate(kept[: _HEAD + 1]):
        if place and _CLOCK.fullmatch(rows[number].text):
            for above in reversed(kept[1:place]):
                if kinds[above][0] == "noise":
                    continue
                text = rows[above].text
                shaped = kinds[above] == ("heading", 2) or names_a_place(text)
                if not shaped or len(text) > _LONGEST_PLACE:
                    break
                kinds[above] = ("noise", 0)
            return


def _demote_kickers(
    kept: list[int], rows: list[_Row], kinds: list[tuple[LineKind, int]], led: frozenset[int]
) -> None:
    """Lines of a heading's shape right under the title are a kicker, a subtitle or a place.

    One that other headings follow further down may head the first part; a text whose only headings
    stand there has none.
    """
    content = [number for number in kept if kinds[number][0] != "noise"]
    if not content or kinds[content[0]][0] != "title":
        return
    run: list[int] = []
    for number in content[1:]:
        if kinds[number] != ("heading", 2):
            break
        run.append(number)
    others = sum(kinds[number][0] == "heading" for number in content) > len(run)
    placed = _OCCASION.search(rows[content[0]].text) is not None
    topic = bool(run) and not placed and run[-1] + 1 in led and is_topic(rows[run[-1]].text)
    for number in run[:-1] if others or topic else run:
        if topic and rows[number].text.isupper():
            continue
        kinds[number] = ("noise" if names_a_place(rows[number].text) else "paragraph", 0)
    if run and names_a_place(rows[run[-1]].text):
        kinds[run[-1]] = ("noise", 0)


def _runs(kept: list[int], kinds: list[tuple[LineKind, int]]) -> Iterator[list[int]]:
    """Groups of neighbouring lines that only their shape makes headings."""
    run: list[int] = []
    for number in kept:
        if kinds[number] == ("heading", 2):
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run
