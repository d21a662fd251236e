"""Hard-wrapped text, joined into paragraphs of one line without moving a character.

A text was wrapped by a machine at some width when its lines end where the next word would not
have fitted. There the line break becomes a blank, one for one, so that every span still holds.
"""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from quoth.corpus.late_pattern import late_pattern

_NARROWEST, _WIDEST = 40, 120
_FEWEST_PAIRS = 3
_LEAST_SHARE = 0.6
_LONGEST_WORD = 25
_MOST_WHOLE = 0.5
"""Machines break lines inside sentences: where more lines end one, each is a paragraph."""
_TOLERANCE = 3
_OPENS = late_pattern(r"#{1,6}\s|[-*+•]\s|\d{1,3}[.)]\s|>|\||```|\([ivx]{1,4}\)\s|\([a-z]\)\s")
"""What begins a line of its own."""
_DASH = late_pattern(r"[–—]\s")
"""What begins one behind the end of a sentence or another such line; else it stands inside a sentence."""
_LABEL = late_pattern(r"(?:\*\*)?[^\W\d_a-z][^:\n]{0,60}:(?:\*\*)?(?:\s|$)|[QA](?:[.:]\s|\s{2,}|\xa0)")
"""What begins one behind the end of a sentence: a label may also be a few words and a colon."""
_CONTINUES = late_pattern(r"[a-z(–—]")
_STOPS = late_pattern(r"[.!?:;][\"”’)*\]]*$")


class _Pair(NamedTuple):
    """Two neighbouring non-blank lines: where the first breaks, its width, the next word's width.

    `forced` breaks are meant, `broken` ones stand inside a sentence, `whole` ones end one; behind a
    whole one a label begins a line. `linked` ones hold an address, which no machine breaks.
    """

    break_at: int
    width: int
    next_word: int
    forced: bool
    broken: bool
    whole: bool
    label: bool
    linked: bool


def unwrapped(text: str, *, soft: bool = False) -> str:
    """`text` of the same length, with the line breaks that only wrap a paragraph as blanks.

    Texts that were not wrapped come back as they are. A break stays where the line was shorter
    than it had to be and no sentence runs across it, where it ends in two blanks (Markdown's own
    break), and where a list item, a heading or a label begins. With `soft` breaks, as in Markdown,
    a wrapped text has no others than these marks and labels tell.
    """
    if "\n" not in text:
        return text
    pairs = _pairs(text)
    width = _width(pairs)
    if width is None and not soft:
        return text
    pieces: list[str] = []
    done = 0
    for pair in pairs:
        meant = pair.forced or (pair.label and pair.whole)
        full = width is not None and (soft or _is_full(pair, width))
        if not meant and (full or (pair.broken and (width is not None or pair.width >= _NARROWEST))):
            pieces += text[done : pair.break_at], " "
            done = pair.break_at + 1
    pieces.append(text[done:])
    return "".join(pieces)


def _width(pairs: list[_Pair]) -> int | None:
    """The width at which most of the lines were broken, each where the next word would not have fitted."""
    telling = [
        pair
        for pair in pairs
        if not (pair.forced or pair.linked) and pair.next_word <= _LONGEST_WORD and pair.width <= _WIDEST
    ]
    if len(telling) < _FEWEST_PAIRS:
        return None
    # how many lines each width would explain: those from a line's own length to that with the next word
    change = [0] * (_WIDEST + _LONGEST_WORD + 3)
    for pair in telling:
        change[pair.width] += 1
        change[pair.width + 1 + pair.next_word] -= 1
    explained = list(accumulate(change))
    width = max(range(_NARROWEST, _WIDEST + 1), key=lambda w: (explained[w], -w))
    whole = sum(pair.whole for pair in telling)
    if explained[width] < _LEAST_SHARE * len(telling) or whole > _MOST_WHOLE * len(telling):
        return None
    return width


def _is_full(pair: _Pair, width: int) -> bool:
    return pair.width + 1 + pair.next_word > width - _TOLERANCE


def _pairs(text: str) -> list[_Pair]:
    pairs: list[_Pair] = []
    position = 0
    before = ""
    for line in text.split("\n"):
        stripped = line.strip()
        if before.strip() and stripped:
            kept = before.rstrip()
            whole = _STOPS.search(kept[-8:]) is not None
            dashed = _DASH.match(stripped) is not None and (whole or _DASH.match(before.lstrip()) is not None)
            pairs.append(
                _Pair(
                    break_at=position - 1,
                    width=len(kept),
                    next_word=len(stripped.split(None, 1)[0]),
                    forced=len(before) - len(kept) >= 2 or dashed or _OPENS.match(stripped) is not None,
                    broken=_CONTINUES.match(stripped) is not None and not whole,
                    whole=whole,
                    label=_LABEL.match(stripped) is not None,
                    linked="://" in kept,
                )
            )
        before = line
        position += len(line) + 1
    return pairs
