"""Which verb of saying belongs to a noun phrase, read off the letters of a sentence."""

from __future__ import annotations

from typing import NamedTuple

from quoth.corpus.mentions import Mention
from quoth.corpus.tokens import QUOTES, Tokens

INVERSION = 14  # tokens between a subject and the participle at the end of its clause
APPOSITION = 30  # tokens that may stand between the commas behind a name


class Link(NamedTuple):
    """A mention of a quotation's sentence and how it hangs together with a verb of saying.

    `cue` is the verb's token or -1. `how` is ``S`` where the mention is its subject before it, ``I`` behind
    it ("said Roe"), ``A`` for "according to Roe", else empty. `between` is what `cue_after` says. `after` is
    true where the mention stands behind the quotation; `gap` is the shape between the two.
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
    if cue < 0 and m.phrase > low and shape[m.phrase - 1] in "vVg":
        cue, between, how = m.phrase - 1, "", "I"
    elif cue < 0 and m.phrase - 1 > low and shape[m.phrase - 1] in "hi" and shape[m.phrase - 2] == "A":
        cue, between, how = m.phrase - 2, "", "A"
    elif cue < 0 and m.phrase > low and shape[m.phrase - 1] == "A":
        cue, between, how = m.phrase - 1, "", "A"
    elif cue < 0 and inverting:
        cue = _inverted(shape, m, low, high)
        how = "I" if cue >= 0 else ""
    if after:
        gap = shape[quote + 1 : min(cue, m.phrase) if how in ("I", "A") else m.phrase]
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


def cue_after(tokens: Tokens, at: int, limit: int) -> tuple[int, str]:
    """The verb whose subject ends before token `at`: (its place or -1, what stands between).

    What stands between is empty, ``a`` for adverbs and auxiliaries, ``,`` for an apposition or brackets,
    ``r`` for a relative clause in commas.
    """
    shape = tokens.shape
    i, between = at, ""
    if i < limit and shape[i] == "(":
        close = shape.find(")", i, min(limit, i + APPOSITION))
        if close < 0:
            return -1, ""
        i, between = close + 1, ","
    if i < limit and shape[i] in ",-":
        mark = shape[i]
        close = shape.find(mark, i + 1, min(limit, i + APPOSITION))
        if close < 0:
            return (i + 1, ",") if i + 1 < limit and shape[i + 1] == "g" else (-1, "")
        if any(letter in QUOTES + ".;" for letter in shape[i + 1 : close]):
            return -1, ""
        if shape[i + 1] == "g":
            return i + 1, ","
        between = "r" if shape[i + 1] == "r" else ","
        i = close + 1
    while i < limit and shape[i] in "axz":
        i += 1
        between = between or "a"
    if i < limit and shape[i] in "vVg":
        return i, between
    return -1, ""
