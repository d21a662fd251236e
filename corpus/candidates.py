"""A quotation with what stands around it, and the speakers proposed for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from quoth.corpus.language import Language
from quoth.corpus.mentions import Mention
from quoth.corpus.quotemarks import Quoted
from quoth.corpus.ranking import Group
from quoth.corpus.tokens import QUOTES, Tokens
from quoth.corpus.values import dataclass, field

REACH = 70  # tokens on each side of a quotation in which a speaker is looked for


class Decision(NamedTuple):
    """Who was chosen for an earlier quotation: the line and token places needed to refer to it."""

    rule: str
    start: int
    end: int
    kind: str
    line: int


@dataclass(slots=True)
class Block:
    """One line of the text, read: its tokens and mentions, and its quotations' places in the whole text."""

    line: int
    tokens: Tokens
    mentions: list[Mention]
    quoted: Sequence[Quoted]
    first_quote: int


@dataclass(slots=True)
class Proposal:
    """A possible speaker of one quotation.

    `mention` is None where the speaker of quotation number `same_as` is meant, or nobody (rule
    ``unknown``). `cue` is a pair of offsets or None.
    """

    rule: str
    mention: Mention | None
    cue: tuple[int, int] | None
    features: list[Group] = field(default_factory=list)
    same_as: int = -1


def short(letters: str, most: int) -> str:
    """A stretch of shape as a feature: itself while short, else its first and last letters."""
    if len(letters) <= most:
        return letters
    return f"{letters[:2]}~{letters[-2:]}"


def bucket(n: int) -> str:
    return str(n) if n < 4 else "4" if n < 7 else "7" if n < 12 else "12" if n < 25 else "25"


class Scene:
    """One quotation with what stands around it."""

    def __init__(
        self,
        text: str,
        block: Block,
        index: int,
        known: Language,
        person_of: Callable[[Mention], int],
        weight_of: Callable[[int], int],
        inside: frozenset[int],
        decided: Sequence[Decision | None],
        lines: Callable[[int], Block | None],
    ) -> None:
        self.text, self.block, self.known = text, block, known
        self.person_of, self.weight_of, self.decided, self.lines = person_of, weight_of, decided, lines
        self.inside = inside  # the people named in the quotation itself
        self.tokens = block.tokens
        self.index = index
        self.q = block.tokens.quotes[index]
        self.number = block.first_quote + index
        self.quoted = block.quoted[index]
        sentence = self.tokens.sentence_of(self.q)
        self.sentence = sentence
        low, high = self.tokens.bounds(sentence)
        self.low, self.high = max(low, self.q - REACH), min(high, self.q + REACH)
        shape = self.tokens.shape
        self.left, self.right = shape[self.low : self.q], shape[self.q + 1 : self.high]
        first = text[self.quoted.start]
        self.form = (
            ("l" if first.islower() else "U")
            + shape[self.q]
            + (_edge(shape, self.q - 1, self.low))
            + (_edge(shape, self.q + 1, self.q + 2) if self.q + 1 < self.high else "$")
        )
        if text[self.quoted.end - 1 : self.quoted.end] == ",":
            self.form = self.form.replace("Q", ",", 1)
        self.bare = not self.left.strip(QUOTES + ".,-(") and not self.right.strip(QUOTES + ".,-)")


def _edge(shape: str, at: int, low: int) -> str:
    """The letter at a place, or ``^`` before `low`."""
    if at < low or at >= len(shape):
        return "^"
    return shape[at]
