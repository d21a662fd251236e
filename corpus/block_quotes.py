"""Quotations set apart as blocks, without quotation marks: Markdown's ``>``, HTML's ``<blockquote>``.

Who says a block its surroundings tell: the line before it ("Roe wrote in a letter:"), or a signature
in or below it ("— Jane Roe, mayor"). A block with quotation marks inside and no such evidence is read like
any paragraph; one without either is a quote of nobody known, unless it is a note or a line repeated.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from quoth.corpus.candidates import Block
from quoth.corpus.cues import link
from quoth.corpus.label_words import folded, phrases
from quoth.corpus.language import Language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.mentions import Mention
from quoth.corpus.model import Line, Span
from quoth.corpus.quotemarks import Quoted
from quoth.corpus.wordcount import words_in

LEAST = 4  # words of a block that nobody is named for
LOOKED = 50  # blocks of a text that are looked for a second time in it
SHORT = 20  # tokens of a sentence that may lead in to a block without a colon
BEHIND = 6  # tokens behind its verb
_LONGEST_NAME = 120

_MARKS = '“”"„«»'
_CAPITAL = r"[^\W\d_a-z][\w.’'\-]*"
_NAME = rf"{_CAPITAL}(?:[  ](?:{_CAPITAL}|de|von|van|der|of|the|bin|al)){{0,5}}"
_SIGNED = late_pattern(
    r"(?:(?<![^\n])|(?<=[.!?…”\"»*_)])\s*)[*_]{0,2}(?:[—–―]|--?(?=[  ]))[  ]?[*_]{0,2}"
    rf"(?P<name>{_NAME})[*_]{{0,2}}"
    r"(?P<rest>(?:,[^\n]{2,80}|[  ]\([^()\n]{2,60}\)[^\n]{0,30})?)[*_]{0,2}$"
)
_FIELD = late_pattern(r"[\[!*_]*([^\W\d_][^\n:\]*]{0,24})[\]:*_]")


class BlockQuote(NamedTuple):
    """A block: its first line, (line, words) of each paragraph in it, and the signature, if it has one."""

    first: int
    spans: tuple[tuple[int, Span], ...]
    signature: Span | None


class Lead(NamedTuple):
    """Who is said to speak by what stands before a block: the mention, its cue, the rule."""

    mention: Mention
    cue: Span
    rule: str


def find_blocks(text: str, lines: Sequence[Line], rows: Sequence[Sequence[Quoted]]) -> list[BlockQuote]:
    """The blocks that are quotations as wholes, in order."""
    found: list[BlockQuote] = []
    number, looked = 0, 0
    while number < len(lines):
        first = number
        while number < len(lines) and _continues(lines[first], lines[number]):
            number += 1
        if number == first:
            number += 1
            continue
        spans, signature = _signed(text, lines, first, number)
        led = first > 0 and text[lines[first - 1].span.end - 1] == ":"
        if not led and signature is None:
            looked += 1
            spans = [
                (n, span) for n, span in spans if not rows[n] and not _is_none(text, span, looked <= LOOKED)
            ]
        if spans:
            found.append(BlockQuote(first, tuple(spans), signature))
    return found


def _continues(first: Line, line: Line) -> bool:
    return first.kind == line.kind == "block" and first.level == line.level


def _signed(
    text: str, lines: Sequence[Line], first: int, end: int
) -> tuple[list[tuple[int, Span]], Span | None]:
    """The words of a block without its signature, and that, without its dash."""
    spans = [(n, lines[n].span) for n in range(first, end)]
    below = end < len(lines) and lines[end].kind == "paragraph"
    places = (end - 1, end) if below else (end - 1,)
    for n in places:
        span = lines[n].span
        match = _SIGNED.search(text, max(span.start, span.end - _LONGEST_NAME), span.end)
        if match is None or (n == end and match.start() > span.start):
            continue
        signature = Span(match.start("name"), match.end())
        if n < end:
            spans.pop()
            if text[span.start : match.start()].strip():
                spans.append((n, Span(span.start, match.start())))
        return [(m, _trimmed(text, s)) for m, s in spans], signature
    return [(m, _trimmed(text, s)) for m, s in spans], None


def _trimmed(text: str, span: Span) -> Span:
    """A stretch without blanks and marks around the whole of it."""
    start, end = span.start, span.end
    while end > start and text[end - 1] in " *_\xa0":
        end -= 1
    while start < end and text[start] in " *_\xa0":
        start += 1
    inner = text[start + 1 : end - 1]
    if end - start > 2 and text[start] in _MARKS and text[end - 1] in _MARKS and not set(inner) & set(_MARKS):
        return Span(start + 1, end - 1)
    return Span(start, end)


def _is_none(text: str, span: Span, look: bool) -> bool:
    """Whether a block without a speaker is none's words: too short, a note, or words the text repeats."""
    if words_in(text, span.start, span.end) < LEAST:
        return True
    field = _FIELD.match(text, span.start, span.end)
    if field is not None and any(word in phrases().fields for word in folded(field[1].lstrip("!"))):
        return True
    return look and text.find(span.of(text)[:200]) not in (-1, span.start)


def lead_of(text: str, block: Block, end: int, known: Language) -> Lead | None:
    """Who a line that ends at `end` says to speak in the block below it: "Roe wrote in a letter:"."""
    tokens = block.tokens
    if not tokens.sentences:
        return None
    low, high = tokens.bounds(len(tokens.sentences) - 1)
    colon = text[end - 1] == ":"
    if not colon and high - low > SHORT:
        return None
    start = tokens.starts[low]
    i = bisect_left(block.mentions, start, key=lambda m: m.start)
    best: tuple[tuple[bool, int], Lead] | None = None
    for order, m in enumerate(block.mentions[i:]):
        if m.kind == "relative" or m.owner:
            continue
        each = link(tokens, m, len(tokens.words), low, high, known.inverting)
        letter = tokens.shape[each.cue] if each.cue >= 0 else ""
        if not letter or letter == "g":
            continue
        behind = tokens.shape[each.cue + 1 : high]
        if not colon and (letter not in "v" or len(behind) > BEHIND or set(behind) & set("TQSE?")):
            continue
        cue = Span(tokens.starts[each.cue], tokens.ends[each.cue])
        rank = (letter in "vA", order)
        if best is None or rank >= best[0]:
            best = rank, Lead(m, cue, "block-lead" if colon else "block-after")
    return best[1] if best else None
