#!/usr/bin/env python3
"""How right attribution is on articles that its weights have not seen: all in all, by rule, by confidence.

    python benchmarks/held_out.py GOLD.jsonl [--parts 3]

GOLD is the format of ``quoth eval``. The articles are parted; each part is judged with weights that
``benchmarks/learn_attribution.py`` learns from the others. The figures of `corpus/rules.py` are its
column "right". Needs numpy.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

from quoth.corpus import attribution
from quoth.corpus.article import parse_article
from quoth.corpus.evaluation import Row, figures, judge, read_gold, rows_by_rule
from quoth.corpus.ranking import Weights, read_weights
from quoth.corpus.reading import harmless

LEARNER = Path(__file__).with_name("learn_attribution.py")


def learnt(articles: Sequence[str], folder: Path) -> Weights:
    """The weights that some annotated articles teach."""
    gold, table = folder / "gold.jsonl", folder / "weights.tsv"
    gold.write_text("\n".join(articles) + "\n", encoding="utf-8")
    subprocess.run([sys.executable, LEARNER, gold, table], check=True, stdout=subprocess.DEVNULL)
    return read_weights(table.read_text(encoding="utf-8"))


def judged(articles: Sequence[str], weights: Weights) -> list[Row]:
    """The rows of articles read with these weights."""
    rows: list[Row] = []
    with mock.patch.object(attribution, "weights", return_value=weights):
        for line in articles:
            gold = read_gold(line)
            article = parse_article(harmless(gold.text), origin=gold.id, source=gold.id)
            rows += judge(gold, article.quotes, article.speakers)
    return rows


def said(name: str, rows: Sequence[Row]) -> str:
    """One line of figures."""
    found = figures(rows)
    return (
        f"{name:<20} {found.gold:6d} {found.found_f1:8.3f} {found.right:8.3f} {found.right_given:8.3f}"
        f" {found.name:8.3f} {found.end_to_end:8.3f}"
    )


def main() -> None:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--parts", type=int, default=3)
    args = parser.parse_args()
    articles = [line for line in args.gold.read_text(encoding="utf-8").split("\n") if line.strip()]
    random.Random(7).shuffle(articles)
    rows: list[Row] = []
    for part in range(args.parts):
        others = [line for n, line in enumerate(articles) if n % args.parts != part]
        with tempfile.TemporaryDirectory() as folder:
            weights = learnt(others, Path(folder))
        rows += judged(articles[part :: args.parts], weights)
    print(f"{'rule':<20} {'gold':>6} {'found f1':>8} {'right':>8} {'given':>8} {'name':>8} {'e2e':>8}")
    print(said("all", rows))
    for rule, own in rows_by_rule(rows).items():
        print(said(rule, own))
    given = [r for r in rows if r.gold and r.quote and r.given]
    for low in range(40, 100, 5):
        own = [r for r in given if r.quote and low <= 100 * r.quote.attribution.confidence < low + 5]
        if own:
            print(said(f"confidence {low / 100:.2f}", own))


if __name__ == "__main__":
    main()
