#!/usr/bin/env python3
"""Learn the weights of attribution from annotated articles and write them as a table.

    python benchmarks/learn_attribution.py GOLD.jsonl corpus/weights/en.tsv [--rounds 2]
    python benchmarks/learn_attribution.py GOLD.jsonl corpus/weights/de.tsv --language de --start en

GOLD is the format of ``quoth eval``: one article a line with `text` and `quotes`, each of these with `start`,
`end`, `source` (spans) and `head`. Needs numpy. Nothing of the texts goes into the table: features are
letters of word classes, names of rules and base forms of verbs of saying. What is not seen in at least
`--least` quotations is left out. With `--start` the weights of another language are where learning begins and
what the penalty draws to, so that a few hundred quotations do (the prior of Chelba and Acero 2006); what
the new articles never show keeps its weight. Confidence is calibrated on articles held out in turn (five
parts).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quoth.corpus.candidates import Decision, Proposal, Scene
from quoth.corpus.language import language
from quoth.corpus.model import Line, Span
from quoth.corpus.names import compatible, parse_name
from quoth.corpus.proposals import propose
from quoth.corpus.quotation import quotation_features
from quoth.corpus.ranking import Table, Weights, probability, softmax, spelt
from quoth.corpus.ranking import weights as known_weights
from quoth.corpus.resolve import Resolver
from quoth.corpus.scenes import Reading, scenes


@dataclass
class Example:
    """The proposals for one quotation and which of them are right."""

    features: list[list[str]]
    right: list[bool]
    article: int


def score(features: list[str], table: dict[str, float]) -> float:
    """The sum of the weights of features."""
    return sum(table.get(f, 0.0) for f in features)


def believed(rows: list[list[str]], table: dict[str, float]) -> list[float]:
    """The share of belief of each proposal."""
    return softmax([score(row, table) for row in rows])


def lines_of(text: str) -> list[Line]:
    """The non-blank lines of a text, all as paragraphs."""
    lines, position = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = position + line.index(bare)
            lines.append(Line("paragraph", Span(start, start + len(bare))))
        position += len(line) + 1
    return lines


def is_right(start: int, end: int, gold: dict) -> bool:
    """Whether a mention overlaps the gold source and holds its head word."""
    if not any(start < s["end"] and s["start"] < end for s in gold["source"]):
        return False
    head = gold.get("head")
    return (
        head is None
        or (start <= head["start"] and head["end"] <= end)
        or (head["start"] <= start and end <= head["end"])
    )


def gold_of(article: dict, start: int, end: int) -> dict | None:
    """The annotated quotation at a span, if there is one."""
    for quote in article["quotes"]:
        both = min(end, quote["end"]) - max(start, quote["start"])
        if both > 0 and both >= 0.8 * (max(end, quote["end"]) - min(start, quote["start"])):
            return quote
    return None


def collect(
    articles: list[dict], table: dict[str, float] | None, code: str
) -> tuple[list[Example], list[tuple[list[str], bool, int]]]:
    """Examples for the speaker, and (features, is it a quotation, article) for the quotation model."""
    examples: list[Example] = []
    spans: list[tuple[list[str], bool, int]] = []
    for number, article in enumerate(articles):
        _collect_article(article, number, table, examples, spans, code)
    return examples, spans


def _collect_article(
    article: dict,
    number: int,
    table: dict[str, float] | None,
    examples: list[Example],
    spans: list[tuple[list[str], bool, int]],
    code: str,
) -> None:
    known = language(code)
    reading = Reading(article["text"], lines_of(article["text"]), known)
    decided: list[Decision | None] = []

    def choose(scene: Scene) -> Proposal:
        proposals, quoted = propose(scene), scene.quoted
        gold = gold_of(article, quoted.start, quoted.end)
        rows = [spelt(p.features) for p in proposals]
        best = None
        if table:
            values = believed(rows, table)
            best = max(range(len(rows)), key=values.__getitem__)
        words = len(article["text"][quoted.start : quoted.end].split())
        if words >= article["min_words"] or gold is not None:
            skip = any(
                min(quoted.end, s["end"]) - max(quoted.start, s["start"]) > 0 for s in article["ignore"]
            )
            if not skip:
                top = proposals[best if best is not None else -1]
                word = article["text"][slice(*top.cue)].casefold() if top.cue else ""
                features = quotation_features(scene, top.rule, known.base.get(word, word))
                spans.append((spelt(features), gold is not None, number))
        if gold is not None:
            right = []
            for p in proposals:
                if p.mention is not None:
                    right.append(is_right(p.mention.start, p.mention.end, gold))
                elif p.same_as >= 0:
                    old = decided[p.same_as]
                    right.append(old is not None and is_right(old.start, old.end, gold))
                else:
                    right.append(not gold["source"])
            if any(right):
                examples.append(Example(rows, right, number))
                if best is None:
                    best = right.index(True)
        return proposals[best] if best is not None else proposals[-1]

    for _ in scenes(reading, choose, decided):
        pass


def pronouns(articles: list[dict], code: str) -> list[Example]:
    """Examples for he and she: the people named before, and which of them the annotation names."""
    known = language(code)
    examples: list[Example] = []
    for number, article in enumerate(articles):
        text = article["text"]
        reading = Reading(text, lines_of(text), known)
        resolver = Resolver(text, reading.people, known, Table({}), reading.quoted)
        places = {q.start: n for n, q in enumerate(reading.quoted)}
        for quote in sorted(article["quotes"], key=lambda q: q["start"]):
            n = places.get(quote["start"])
            if n is None or not quote.get("entity"):
                continue
            line = reading.line_of[n]
            key = parse_name(quote["entity"], known).key
            source = quote["source"][0]
            word = source["text"].casefold()
            if known.pronouns.get(word, word) in ("he", "she"):
                rows = resolver.antecedents(known.sex[word], source["start"], line)
                right = [compatible(p.key, key) for p, _ in rows]
                if any(right):
                    examples.append(Example([spelt(f) for _, f in rows], right, number))
            person = reading.people.find(quote["entity"], source["start"])
            resolver.spoke(person, quote["end"], line)
    return examples


def fit_choice(
    examples: list[Example], least: int, penalty: float, epochs: int, start: dict[str, float] | None = None
) -> dict[str, float]:
    """Weights that make the right proposals likely (full-batch gradient with momentum, L2 around `start`)."""
    start = start or {}
    counts: Counter[str] = Counter()
    for e in examples:
        counts.update({f for row in e.features for f in row})
    names = [f for f, n in counts.items() if n >= least or f in start]
    place = {f: i for i, f in enumerate(names)}
    rows, owners, right = [], [], []
    columns: list[int] = []
    for i, e in enumerate(examples):
        for features, good in zip(e.features, e.right, strict=True):
            ids = [place[f] for f in features if f in place]
            columns.extend(ids)
            rows.extend([len(owners)] * len(ids))
            owners.append(i)
            right.append(good)
    row, col, owner = np.array(rows), np.array(columns), np.array(owners)
    good = np.array(right, dtype=float)
    n = len(examples)
    begun = np.array([start.get(f, 0.0) for f in names])
    weights = begun.copy()
    step, first, second = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for epoch in range(1, epochs + 1):
        scores = np.bincount(row, weights[col], minlength=len(owner))
        top = np.full(n, -1e9)
        np.maximum.at(top, owner, scores)
        powers = np.exp(scores - top[owner])
        total = np.bincount(owner, powers, minlength=n)
        hit = np.bincount(owner, powers * good, minlength=n)
        delta = powers / total[owner] - powers * good / hit[owner]
        gradient = np.bincount(col, delta[row], minlength=len(names)) + penalty * (weights - begun)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        step = (first / (1 - 0.9**epoch)) / (np.sqrt(second / (1 - 0.999**epoch)) + 1e-8)
        weights -= (0.05 if epoch < epochs * 0.6 else 0.015) * step
    learnt = start | {f: float(w) for f, w in zip(names, weights, strict=True)}
    return {f: w for f, w in learnt.items() if abs(w) >= 0.01}


def fit_binary(
    data: list[tuple[list[str], bool, int]], least: int, penalty: float, start: dict[str, float]
) -> dict[str, float]:
    """Weights of a logistic model, as a choice between the features and nothing."""
    examples = [Example([features, []], [good, not good], number) for features, good, number in data]
    return fit_choice(examples, least, penalty, 250, start)


def calibrate(
    examples: list[Example], fit: Callable[[list[Example]], dict[str, float]], parts: int
) -> list[tuple[float, float]]:
    """Steps (share, how often right) measured on articles that the weights have not seen."""
    points: list[tuple[float, bool]] = []
    for part in range(parts):
        table = fit([e for e in examples if e.article % parts != part])
        for e in examples:
            if e.article % parts == part:
                values = believed(e.features, table)
                best = max(range(len(values)), key=values.__getitem__)
                points.append((values[best], e.right[best]))
    points.sort()
    size = max(1, len(points) // 20)
    bins = [points[i : i + size] for i in range(0, len(points), size)]
    pooled = [[sum(v for v, _ in b) / len(b), sum(g for _, g in b) / len(b), len(b)] for b in bins]
    i = 0
    while i + 1 < len(pooled):  # pool adjacent violators: the steps must rise
        if pooled[i][1] > pooled[i + 1][1]:
            a, b = pooled[i], pooled[i + 1]
            n = a[2] + b[2]
            pooled[i] = [(a[0] * a[2] + b[0] * b[2]) / n, (a[1] * a[2] + b[1] * b[2]) / n, n]
            del pooled[i + 1]
            i = max(0, i - 1)
        else:
            i += 1
    print(f"held out: {sum(g for _, g in points) / len(points):.4f} of {len(points)} right")
    return [(p[0], p[1]) for p in pooled]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--least", type=int, default=8)
    parser.add_argument("--penalty", type=float, default=3.0)
    parser.add_argument("--epochs", type=int, default=250)
    parser.add_argument("--no-calibration", action="store_true")
    parser.add_argument("--language", default="en")
    parser.add_argument("--start", help="a language whose weights to begin with")
    args = parser.parse_args()
    articles = [
        json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    random.Random(5).shuffle(articles)

    def fit(examples: list[Example]) -> dict[str, float]:
        return fit_choice(examples, args.least, args.penalty, args.epochs, begun.speaker.weights)

    begun = known_weights(args.start) if args.start else Weights(Table({}), Table({}), Table({}), ())
    table: dict[str, float] | None = begun.speaker.weights or None
    for round_ in range(args.rounds):
        examples, spans = collect(articles, table, args.language)
        table = fit(examples)
        hits = sum(
            e.right[max(range(len(e.right)), key=believed(e.features, table).__getitem__)] for e in examples
        )
        right = hits / len(examples)
        print(f"round {round_ + 1}: {len(examples)} quotations, {len(table)} features, {right:.4f} right")
    assert table is not None
    steps = [] if args.no_calibration else calibrate(examples, fit, 5)
    quotation = fit_binary(spans, args.least, args.penalty, begun.quotation.weights)
    wrong = sum((probability(score(f, quotation)) >= 0.5) != good for f, good, _ in spans)
    print(f"quotation: {len(spans)} spans, {wrong} misjudged")
    out = ["\t[speaker]"]
    out += [f"{f}\t{w:.3f}" for f, w in sorted(table.items())]
    out += ["\t[quotation]"] + [f"{f}\t{w:.3f}" for f, w in sorted(quotation.items())]
    named = pronouns(articles, args.language)
    penalty = args.penalty * 3
    parts = named and [
        fit_choice([e for e in named if e.article % 5 != n], args.least, penalty, args.epochs)
        for n in range(5)
    ]
    hits = sum(
        e.right[max(range(len(e.right)), key=believed(e.features, parts[e.article % 5]).__getitem__)]
        for e in named
    )
    if named:
        print(f"he and she: {len(named)}, held out {hits / len(named):.4f} right")
    pronoun = fit_choice(named, args.least, penalty, args.epochs) if named else begun.pronoun.weights
    out += ["\t[pronoun]"] + [f"{f}\t{w:.3f}" for f, w in sorted(pronoun.items())]
    out += ["\t[steps]"] + [f"{share:.4f}\t{right:.4f}" for share, right in steps]
    args.table.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
