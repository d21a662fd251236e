"""Reported speech without marks: "Roe added that the bridge is safe", "According to Roe, it is safe".

Only sentences that say plainly who speaks are taken; denied, doubted and merely possible speech is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quoth.corpus.candidates import Block
from quoth.corpus.cues import cue_after
from quoth.corpus.language import Language
from quoth.corpus.mentions import Mention
from quoth.corpus.tokens import QUOTES, Tokens

LEAST = 4  # words of what is reported
_NOT = frozenset(
    ("not", "n't", "never", "would", "could", "should", "might", "may", "can", "must", "if", "neither")
)


class Reported(NamedTuple):
    """Reported words: offsets, the mention of the speaker, the cue's offsets, the shape."""

    start: int
    end: int
    mention: Mention
    cue: tuple[int, int]
    rule: str


def reported(text: str, block: Block, known: Language) -> Iterator[Reported]:
    """The reported speech of one paragraph, at most one per sentence."""
    tokens = block.tokens
    by_sentence: dict[int, list[Mention]] = {}
    for mention in block.mentions:
        by_sentence.setdefault(tokens.sentence_of(mention.first), []).append(mention)
    for sentence, own in by_sentence.items():
        low, high = tokens.bounds(sentence)
        shape = tokens.shape[low:high]
        if (
            high - low > 120
            or any(letter in QUOTES for letter in shape)
            or "?" in text[tokens.starts[high - 1] :][:1]
        ):
            continue
        if shape[-1] == ":" or shape.count("(") != shape.count(")"):
            continue  # what is said follows, or the sentence was cut
        found = _of_sentence(tokens, own, low, high, known)
        if found is not None:
            # a sign behind a number is no word
            yield found._replace(end=found.end + 1) if text[found.end : found.end + 1] == "%" else found


def _of_sentence(tokens: Tokens, own: list[Mention], low: int, high: int, known: Language) -> Reported | None:
    shape, words = tokens.shape, tokens.words
    stop = high - 1 if shape[high - 1] in ".;" else high
    for m in own:
        if m.owner or m.kind == "relative" or (m.kind == "name" and m.last != m.reach):
            continue
        if m.kind == "nominal" and shape[m.first] != "d" and m.reach - m.first > 2:
            continue
        if m.phrase - 1 > low - 1 and m.phrase >= 2 and shape[m.phrase - 2 : m.phrase] in ("Ai", "Ah"):
            return _according(tokens, m, low, stop)
        if words[m.first] in ("i", "we", "you", "it") and m.kind == "pronoun":
            continue
        cue, between = cue_after(tokens, m.reach, stop)
        if (
            cue < 0
            or shape[cue] == "g"
            or between == "r"
            or known.base.get(words[cue]) not in known.reporting
        ):
            continue
        if any(w in _NOT or w.endswith("n't") for w in words[m.reach : cue]) or words[cue] == known.base.get(
            words[cue]
        ):
            # denied, possible, an infinitive or command; "officials say" is kept
            if words[cue] not in ("say", "argue", "believe", "claim", "warn", "insist"):
                continue
            if any(w in _NOT or w.endswith("n't") or w == "to" for w in words[max(low, m.reach) : cue]):
                continue
        behind = _content(tokens, cue + 1, stop, known.base.get(words[cue], ""))
        if behind is not None:
            if not _opens(tokens, m, low):
                return None
            start, rule = behind
            end = _before_next(tokens, start, stop)
            if end - start >= LEAST:
                return Reported(
                    tokens.starts[start],
                    tokens.ends[end - 1],
                    m,
                    (tokens.starts[cue], tokens.ends[cue]),
                    rule,
                )
        if known.base.get(words[cue]) == "announce":
            continue  # "…, a plan announced last year" is no tag
        before = m.phrase - 1
        if (
            before > low
            and shape[before] == ","
            and stop - cue <= 8
            and not any(c in "vVx" for c in shape[cue + 1 : stop])
            and not _has_object(tokens, cue, stop, known)
        ) and (
            before - low >= LEAST
            and any(c in "vVx" for c in shape[low:before])
            and shape[low] not in "sig"
            and words[low] not in known.openers  # "Asked who leads, she said Roe"
        ):
            span = (tokens.starts[cue], tokens.ends[cue])
            return Reported(tokens.starts[low], tokens.ends[before - 1], m, span, "clause-said")
    return None


def _according(tokens: Tokens, m: Mention, low: int, stop: int) -> Reported | None:
    """ "According to Roe, S" and "S, according to Roe"."""
    shape = tokens.shape
    at = m.phrase - 2
    if m.reach < stop and shape[m.reach] in "vV":
        return None
    cue = (tokens.starts[at], tokens.ends[m.phrase - 1])
    if at == low:
        comma = shape.find(",", m.reach, stop)
        if comma < 0:
            return None
        start = comma + 1
        second = shape.find(",", start, stop)
        if (
            second > 0
            and shape[start] in "dw"
            and not set(shape[start:second]) & set("vVxp")
            and not set(shape[m.reach : comma]) & set("vVx")
        ):
            start = second + 1  # behind an apposition: "According to Roe, the mayor, …"
        if stop - start < LEAST:
            return None
        return Reported(tokens.starts[start], tokens.ends[stop - 1], m, cue, "according-to")
    end = at - 1 if shape[at - 1] == "," else at
    if end - low < LEAST or shape[at - 1] != ",":
        return None
    return Reported(tokens.starts[low], tokens.ends[end - 1], m, cue, "according-to")


def _opens(tokens: Tokens, m: Mention, low: int) -> bool:
    """Whether nothing but an adverbial stands before the subject."""
    before = tokens.shape[low : m.phrase]
    return (
        not before
        or before in ("a", "c", "a,", "ca")
        or (before.endswith(",") and before[0] in "igz" and len(before) < 16)
    )


def _has_object(tokens: Tokens, cue: int, stop: int, known: Language) -> bool:
    """Whether a tag goes on to what is said, as "he said Roe" does: then the clause before is not it."""
    told = known.base.get(tokens.words[cue]) == "tell"
    return not told and cue + 1 < stop and tokens.shape[cue + 1] in "nwdp#"


def _before_next(tokens: Tokens, start: int, stop: int) -> int:
    """Where reported words end before a second verb of saying: "… and asked whether"."""
    at = tokens.shape.find("cv", start + LEAST, stop)
    return at if at > 0 else stop


def _content(tokens: Tokens, at: int, stop: int, lemma: str) -> tuple[int, str] | None:
    """Where the reported clause begins behind its verb, and the shape; None where there is none."""
    shape, words = tokens.shape, tokens.words
    i = at
    if lemma == "tell":
        # the one who is told: a pronoun or a noun phrase
        while i < stop and i - at < 7 and shape[i] in "hdnw#'":
            i += 1
        if i == at:
            return None
    limit = min(stop, i + 10)
    # times and places may stand between: "said on Monday in Elbonia that"
    that = shape.find("T", i, limit)
    if that >= 0 and all(c in "izndwa#o,'" for c in shape[i:that]):
        start = that + 1
        while start < stop and shape[start] in "-,":
            start += 1
        return (start, "said-that") if start < stop and shape[start] not in "vVx." else None
    if lemma != "say" and lemma != "tell":
        return None
    while i < stop and shape[i] in "z":
        i += 1
    # a clause: a subject and a finite verb near
    j = i
    while j < stop and shape[j] in "dnw#'o" and j - i < 8:
        j += 1
    if i < stop and shape[i] == "p":
        j = i + 1
    while j < stop and shape[j] == "a":
        j += 1
    if j == i or j >= stop or words[i] in ("so", "yes", "no", "hello"):
        return None
    return (i, "said-clause") if shape[j] == "x" else None
