"""Which verb of saying belongs to a noun phrase, read off the letters of a sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from quoth.corpus.mentions import Mention
from quoth.corpus.tokens import QUOTES, Tokens

INVERSION = 14  # tokens between a subject and the participle at the end of its clause
APPOSITION = 30  # tokens that may stand between the commas behind a name
APPOSITIONS = 3  # "Roe, 82, of Elbonia, said"
JOINED = 9  # tokens of a first verb that may stand before "and said"


# what may stand between a noun and its verb: "of Elbonia", "for the city council"
_OF_SOMETHING = re.compile(r"(?:[oi]d?[nw#'a]{1,5}){1,2}")
# a first verb with what belongs to it, before a second: "smiled at him and" said
_FIRST_VERB = re.compile(r"[Vw][^QSE.,;:()vVpgTr-]*c")

_IN_WORDS = ["the", "words", "of"]  # "in the words of Roe"


class Link(NamedTuple):
    """A mention of a quotation's sentence and how it hangs together with a verb of saying.

    `cue` is the verb's token or -1. `how` is ``S`` where the mention is its subject before it, ``I`` behind
    it ("said Roe"), ``A`` for "according to Roe" and "in the words of Roe", ``B`` for "was told by Roe",
    ``P`` for the one who was told, else empty. `between` is what `cue_after` says. `after` is true where
    the mention stands behind the quotation; `gap` is the shape between the two.
    """

    mention: Mention
    cue: int
    how: str
    between: str
    after: bool
    gap: str


def link(tokens: Tokens, m: Mention, quote: int, low: int, high: int, inverting: bool = False) -> Link:
    """The link of a mention in the sentence from token `low` to `high` around the quotation token `quote`.

    `inverting` is true for languages that set pronouns and adverbs between the verb and a subject behind it
    ("sagte gestern Roe"), or the auxiliary before it and the verb at the end ("hat Roe gesagt").
    """
    shape = tokens.shape
    after = m.first > quote
    cue, between = cue_after(tokens, m.reach, high if after else quote)
    how = "S" if cue >= 0 else ""
    words = tokens.words
    if cue >= 0 and words[min(cue + 1, len(words) - 1)] == "by" and _is_passive(tokens, m.reach, cue):
        return Link(m, cue, "P", between, after, "")
    agent = m.phrase - 2
    if cue < 0 and agent > low and words[agent + 1] == "by" and _is_passive(tokens, agent - 1, agent):
        cue, between, how = agent, "", "B"
    elif cue < 0 and m.phrase > low and shape[m.phrase - 1] in "vVg":
        cue, between, how = m.phrase - 1, "", "I"
    elif cue < 0 and m.phrase - 1 > low and _is_according(shape, words, m.phrase):
        cue, between, how = m.phrase - 2, "", "A"
    elif cue < 0 and m.phrase > low and shape[m.phrase - 1] == "A":
        cue, between, how = m.phrase - 1, "", "A"
    elif cue < 0 and inverting:
        cue = _inverted(shape, m, low, high)
        how = "I" if cue >= 0 else ""
    if after:
        gap = shape[quote + 1 : min(cue, m.phrase) if how in ("I", "A", "B") else m.phrase]
    else:
        gap = shape[cue + 1 if how == "S" else m.reach : quote]
    if inverting and how == "I" and after:
        gap = gap.rstrip("hax")
    return Link(m, cue, how, between, after, gap)


def _inverted(shape: str, m: Mention, low: int, high: int) -> int:
    """The verb whose subject stands behind it or behind its auxiliary, or -1."""
    at = m.phrase - 1
    while at >= low and (shape[at] in "haz" or shape[at : at + 2] == "dz"):
        at -= 1  # also "dijo el lunes el alcalde"
    if at >= low and shape[at] in "vV" and at < m.phrase - 1:
        return at
    if at >= low and shape[at] == "x":
        for behind in range(m.reach, min(high, m.reach + INVERSION)):
            if shape[behind] in QUOTES + ",;:.-":
                break
            if shape[behind] in "vV":
                return behind
    return -1


def _is_according(shape: str, words: list[str], at: int) -> bool:
    """Whether "according to" or "the words of" stands before token `at`."""
    return (shape[at - 1] in "hi" and shape[at - 2] == "A") or words[max(0, at - 3) : at] == _IN_WORDS


def _is_passive(tokens: Tokens, low: int, cue: int) -> bool:
    """Whether the verb at `cue` says who told: "was asked by Roe", but not "was quoted as saying"."""
    words = tokens.words
    return (
        cue + 1 < len(words)
        and words[cue + 1] == "by"
        and any(word in _BEING for word in words[max(low, cue - 2) : cue])
    )


_BEING = frozenset(("was", "were", "been", "being", "is", "are", "be"))


def cue_after(tokens: Tokens, at: int, limit: int) -> tuple[int, str]:
    """The verb whose subject ends before token `at`: (its place or -1, what stands between).

    What stands between is empty, ``a`` for adverbs and auxiliaries, ``o`` for what the subject is of, ``,``
    for an apposition or brackets, ``r`` for a relative clause in commas, ``&`` for a first verb ("smiled
    and").
    """
    shape = tokens.shape
    i, between = at, ""
    of = _OF_SOMETHING.match(shape, at, limit) if at < limit and shape[at] in "oi" else None
    if of is not None:
        i, between = of.end(), "o"
    if i < limit and shape[i] == "(":
        close = shape.find(")", i, min(limit, i + APPOSITION))
        if close < 0:
            return -1, ""
        i, between = close + 1, ","
    for _ in range(APPOSITIONS):
        if i >= limit or shape[i] not in ",-":
            break
        mark = shape[i]
        close = shape.find(mark, i + 1, min(limit, i + APPOSITION))
        if close < 0:
            if i + 1 < limit and shape[i + 1] == "g":
                return i + 1, ","
            # "Roe of Elbonia, Borduria says": the second comma is left out
            end = _run_of_names(shape, i + 1, limit) if between == "o" else -1
            if end < 0:
                return -1, ""
            i = end
            break
        if any(letter in QUOTES + ".;" for letter in shape[i + 1 : close]):
            return -1, ""
        if shape[i + 1] == "g":
            return i + 1, ","
        between = "r" if shape[i + 1] == "r" else ","
        i = close if close + 1 < limit and shape[close + 1] in "#io" else close + 1
    while i < limit and shape[i] in "axz":
        i += 1
        between = between or "a"
    if i < limit and shape[i] in "vg":
        return i, between
    if i >= limit or shape[i] not in "Vw":
        return -1, ""
    first = _FIRST_VERB.match(shape, i, min(limit, i + JOINED))
    if first is not None and first.end() < limit and shape[first.end()] == "v":
        return first.end(), "&"
    return (i, between) if shape[i] == "V" else (-1, "")


def _run_of_names(shape: str, at: int, limit: int) -> int:
    """The end of the names at `at`, or -1."""
    end = at
    while end < limit and shape[end] == "n":
        end += 1
    return end if end > at else -1
