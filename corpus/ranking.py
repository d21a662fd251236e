"""The weights of the rules: how much each feature of a proposed speaker speaks for it.

A linear model: the score of a proposal is the sum of the weights of its features, shares are their
softmax (a conditional logit, as in McFadden 1974). The weights are a table of ``feature<TAB>weight`` in
``weights/LANGUAGE.tsv``; ``benchmarks/learn_attribution.py`` learns them from annotated articles.

Features come in groups: those that depend on the same few things are spelt by one function of these. The
same groups come again and again, so that most sums are looked up and few features are ever written out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise, repeat
from typing import Any, NamedTuple

from quoth.corpus.data_files import data_text, has_data

GROUPS = 50_000  # groups of features whose sums are remembered

Group = tuple[Any, ...]
"""Features unspelt: the function that gives their names, and its arguments."""


class Table(dict[Group, float]):
    """The sums of the weights of groups of features, from `weights` by feature."""

    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__()
        self.weights = weights

    def __missing__(self, group: Group) -> float:
        if len(self) >= GROUPS:
            self.clear()
        spell, *told = group
        total = self[group] = sum(map(self.weights.get, spell(*told), repeat(0.0)))
        return total


def features(*names: str) -> Sequence[str]:
    """Spells a group of features that depend on nothing."""
    return names


def spelt(groups: Iterable[Group]) -> list[str]:
    """The names of all features of some groups."""
    return [name for spell, *told in groups for name in spell(*told)]


class Weights(NamedTuple):
    """Feature weights of the speaker (`speaker`) and of the question whether a span is a quotation
    (`quotation`), and the steps of the calibration: (share at least, right in that range)."""

    speaker: Table
    quotation: Table
    pronoun: Table
    steps: tuple[tuple[float, float], ...]


@cache
def has_weights(code: str) -> bool:
    """Whether weights were learnt for a language."""
    return code.isalnum() and has_data("weights", f"{code}.tsv")


@cache
def weights(code: str = "en") -> Weights:
    """The weights of a language; raises `LookupError` when there are none."""
    if not has_weights(code):
        raise LookupError(f"no weights for language {code!r}")
    return read_weights(data_text("weights", f"{code}.tsv"))


def read_weights(text: str) -> Weights:
    """The weights that a table holds."""
    tables: dict[str, dict[str, float]] = {"speaker": {}, "quotation": {}, "pronoun": {}}
    steps: list[tuple[float, float]] = []
    table = tables["speaker"]
    for line in text.splitlines():
        name, _, value = line.rpartition("\t")
        if value.startswith("["):
            table = tables[value.strip("[]")] if value != "[steps]" else {}
            in_steps = value == "[steps]"
            continue
        if in_steps:
            steps.append((float(name), float(value)))
        else:
            table[name] = float(value)
    speaker, quotation, pronoun = map(Table, tables.values())
    return Weights(speaker, quotation, pronoun, tuple(sorted(steps)))


def shares(proposals: Sequence[Sequence[Group]], table: Table) -> list[float]:
    """The share of belief of each proposal, given its features; sums to 1."""
    weigh = table.__getitem__
    return softmax([sum(map(weigh, groups)) for groups in proposals])


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as shares of one."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def logistic(groups: Sequence[Group], table: Table) -> float:
    """The probability that the logistic model of `table` gives to these features."""
    return probability(sum(map(table.__getitem__, groups)))


def probability(score: float) -> float:
    """A score as a probability."""
    if score >= 0:
        return 1.0 / (1.0 + math.exp(-score))
    power = math.exp(score)
    return power / (1.0 + power)


def calibrated(share: float, steps: Sequence[tuple[float, float]]) -> float:
    """A share turned into how often such a choice was right where the weights were learnt."""
    if not steps:
        return share
    if share <= steps[0][0]:
        return steps[0][1] * (share / steps[0][0] if steps[0][0] else 1.0)
    for (low, left), (high, right) in pairwise(steps):
        if share <= high:
            return left + (right - left) * (share - low) / (high - low)
    return steps[-1][1]
