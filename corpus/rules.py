"""The rules of attribution: one sentence shape each, an example, and how often it was right.

`RULES` is the table that a reader of ``quoth show ID --why`` comes to. The rules of `SENTENCE` find the
speaker in the quotation's own sentence (`rules_sentence` lists the mentions, the first condition that holds
names the shape); those of `rules_around` look outside it; those of `CERTAIN` are read off the layout
(`labels`, `turns`) and need no weighing. Which proposal wins, the weights of `ranking` decide.

`right` is the share of right choices among quotations of three words and more on 840 annotated news
articles, each judged by weights learnt on other articles (``benchmarks/held_out.py``); for the rules of
`CERTAIN` and of reported speech it is an estimate.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple


class Tie(NamedTuple):
    """How a mention hangs together with its quotation, as the shapes of `SENTENCE` ask for it.

    `how` and `after` are those of the link (`cues.Link`), `owner` is true for "Roe" of "Roe's count",
    `cued` where there is a verb of saying; of what stands between, `beside` says that it is nothing but
    commas and dashes, `near` nothing but small words, `colon` that it ends in a colon.
    """

    how: str
    after: bool
    owner: bool
    cued: bool
    beside: bool
    near: bool
    colon: bool


class Rule(NamedTuple):
    """A sentence shape: its name, an example, how often it was right (0..1)."""

    name: str
    example: str
    right: float


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("quote-name-said", "“It is late,” Jane Roe said.", 0.989),
        Rule("quote-said-name", "“It is late,” said Jane Roe.", 0.975),
        Rule("name-said-quote", "Jane Roe said, “It is late.”", 0.950),
        Rule("verb-before-quote", "Jane Roe told the council it was “far too late”.", 0.912),
        Rule("tag-behind-clause", "“It is late” and everybody knows it, Jane Roe said.", 0.900),
        Rule("according-to", "According to Jane Roe, it is “far too late”.", 0.870),
        Rule("colon", "Jane Roe in the council: “It is late.”", 0.769),
        Rule("owner", "By Jane Roe’s count it is “far too late”.", 0.400),
        Rule("bare-subject", "Jane Roe is tired of “all that talk”.", 0.726),
        Rule("bare-behind", "“Far too late” was the verdict of Jane Roe.", 0.684),
        Rule("split", "“It is,” said Jane Roe, “far too late.”", 0.960),
        Rule("continuation", "“It is late,” said Jane Roe. “Far too late.”", 0.980),
        Rule(
            "several-paragraphs",
            "An opening mark on each paragraph, one closing mark at the very end.",
            0.500,
        ),
        Rule("sentence-before", "Jane Roe shook her head. “It is late.”", 0.825),
        Rule("sentence-after", "“It is late.” Jane Roe shook her head.", 0.833),
        Rule("previous-quote", "A paragraph of nothing but a quote, after one by Jane Roe.", 0.912),
        Rule("paragraph-before", "Jane Roe was asked why. / “It is late.”", 0.796),
        Rule("label-line", "Jane Roe, mayor of Elbonia: / “It is late.”", 0.98),
        Rule("label-inside", "“ROE: It is late.”", 0.95),
        Rule("tag-inside", "“It is late, said Jane Roe. (the closing mark is lost)", 0.9),
        Rule("signature", "“It is late.” – Jane Roe", 0.93),
        Rule("block-lead", "Jane Roe wrote in her letter: / > It is late.", 0.95),
        Rule("block-after", "Jane Roe replied on Monday. / > It is late.", 0.8),
        Rule("turn", "ROE: It is late.", 0.97),
        Rule("speech", "Remarks by Jane Roe / I say that it is late.", 0.9),
        Rule("said-that", "Jane Roe said that it was late.", 0.93),
        Rule("said-clause", "Jane Roe said it was late.", 0.88),
        Rule("clause-said", "It is late, Jane Roe said.", 0.9),
        Rule("unknown", "Nobody in sight.", 0.0),
    )
}

CERTAIN: dict[str, float] = {
    name: RULES[name].right
    for name in (
        "label-line",
        "label-inside",
        "tag-inside",
        "signature",
        "block-lead",
        "block-after",
        "turn",
        "speech",
    )
}

# the shapes of the quotation's own sentence: the first whose condition holds names a proposal
SENTENCE: tuple[tuple[str, Callable[[Tie], bool]], ...] = (
    ("according-to", lambda tie: tie.how == "A"),
    ("owner", lambda tie: tie.owner),
    ("quote-said-name", lambda tie: tie.after and tie.how == "I" and tie.beside),
    ("quote-name-said", lambda tie: tie.after and tie.how == "S" and tie.beside),
    ("tag-behind-clause", lambda tie: tie.after and tie.cued),
    ("name-said-quote", lambda tie: tie.cued and tie.near),
    ("verb-before-quote", lambda tie: tie.cued),
    ("colon", lambda tie: not tie.after and tie.colon),
    ("bare-behind", lambda tie: tie.after),
    ("bare-subject", lambda tie: True),
)


@cache
def shape_of(tie: Tie) -> str:
    """The name of the shape in which a mention stands to its quotation."""
    for name, holds in SENTENCE:
        if holds(tie):
            return name
    raise AssertionError("the last shape holds always")
