"""How much of the structure of marked samples is found: title, headings, noise, turns, speakers.

    python benchmarks/structure.py [--faults] [FILE ...]

FILE is in the form of ``tests/corpus/marked_samples.py``; without any, all of ``tests/corpus/marked/``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quoth.corpus.article import article_of_bytes
from tests.corpus.marked_samples import FOLDER, Score, samples, score

CLASSES = ("title", "headings", "noise", "turns", "speakers", "quotes")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("files", nargs="*", type=Path, metavar="FILE")
    options.add_argument("--faults", action="store_true", help="list every fault")
    options.add_argument("--only", help="only samples whose name holds this")
    chosen = options.parse_args()
    whole = Score()
    for path in chosen.files or sorted(FOLDER.glob("*.txt")):
        told = Score()
        for sample in samples(path):
            if chosen.only and chosen.only not in sample.name:
                continue
            article = article_of_bytes(sample.text.encode(), origin=sample.name, source=sample.name)
            one = score(sample, article)
            told.add(one)
            if chosen.faults and one.faults:
                print(f"  {sample.name}")
                for fault in one.faults:
                    print(f"    {fault[:150]}")
        print(f"{path.stem:<18}{row(told)}")
        whole.add(told)
    print(f"{'all':<18}{row(whole)}")


def row(told: Score) -> str:
    """Recall of each class, and precision where things can be found wrongly."""
    parts = []
    for name in CLASSES:
        if not told.wanted[name]:
            continue
        recall = told.right[name] / told.wanted[name]
        exact = name in ("headings", "noise", "turns") and told.found[name]
        precision = f"/{told.right[name] / told.found[name]:.3f}" if exact else ""
        parts.append(f"{name} {recall:.3f}{precision} ({told.wanted[name]})")
    return "  ".join(parts)


if __name__ == "__main__":
    main()
