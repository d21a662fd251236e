#!/usr/bin/env python3
"""Time of outline and attribution per megabyte of text, on prose and on hostile text: is it linear?

    python benchmarks/attribution_speed.py [--megabytes 1]
    python benchmarks/attribution_speed.py --command [--texts FOLDER]

Prose is the bundled article repeated. Every row is measured at half and at full size; the last column is the
time at full size over twice the time at half size, which is about 1 where time is linear in the length.

With ``--command`` many short texts, as those of a paper: the articles of FOLDER (``*.txt``), else the bundled
one eighty times. Processor time in process (the sum over the texts of the least of several rounds) and of the
whole ``quoth quotes FOLDER --format jsonl``, beside that of a Python that does nothing. Where Python may not
write its compiled files (PYTHONDONTWRITEBYTECODE) an editable installation compiles quoth anew each time.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from quoth.corpus.article import article_of_bytes
from quoth.corpus.attribution import attribute
from quoth.corpus.outline import outline


def prose(size: int) -> str:
    """The bundled article, over and over."""
    place = files("quoth.corpus").joinpath("bundled", "000_f7dff6acce8543a5.txt")
    text = place.read_text(encoding="utf-8") + "\n\n"
    return (text * (size // len(text) + 1))[:size]


def repeated(piece: str) -> Callable[[int], str]:
    """A text of nothing but `piece`."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def capitals(size: int) -> str:
    """Capitalised words, all different."""
    return " ".join(f"A{chr(97 + n % 26)}{n} B{n}" for n in range(size // 15))[:size]


CASES: dict[str, Callable[[int], str]] = {
    "prose": prose,
    "prose on one line": lambda size: prose(size).replace("\n", " "),
    "straight marks": repeated('"'),
    "opening marks": repeated("“"),
    "mixed marks": repeated('“”„«»"'),
    "apostrophes": repeated("'a "),
    "one-word quotes": repeated("‘as’ b "),
    "tags": repeated("“we go on,” he said. "),
    "capitalised words": capitals,
    "names and quotes": repeated("“Xx yy zz,” Aaa Bbb "),
    "label lines": repeated("Jane Roe, the mayor:\n“a b c”\n"),
    "brackets": repeated("( a "),
    "blank lines": repeated("\n"),
    "short lines": lambda size: "\n".join(f"line {n} is here" for n in range(size // 16)),
    "quotes in one line": repeated("“we go on now,” Roe "),
    "turns": repeated("Q    Why?\nMS. ROE:  It is.\n"),
    "turns in one line": repeated("ROE: it is. BRANDT: it was. "),
    "names with a colon": lambda size: "\n".join(f"Jane R{n}x: it is late." for n in range(size // 24)),
}


def seconds(text: str) -> tuple[float, int]:
    """Processor time of outline and attribution, and the number of quotes."""
    start = time.process_time()
    lines = outline(text)
    found = attribute(text, lines)
    return time.process_time() - start, len(found.quotes)


def in_process(texts: Sequence[bytes], rounds: int) -> float:
    """Processor time of all that makes articles of `texts`: the least of each over the rounds, summed."""
    least = [float("inf")] * len(texts)
    for _ in range(rounds):
        for n, text in enumerate(texts):
            start = time.process_time()
            article_of_bytes(text, origin=str(n), source=f"{n}.txt")
            least[n] = min(least[n], time.process_time() - start)
    return sum(least)


def of_command(command: Sequence[str], rounds: int) -> float:
    """Processor time of a command, the least of some rounds."""
    least = float("inf")
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return least


def short_texts(folder: Path | None, rounds: int = 7) -> None:
    """Print the speed on many short texts."""
    with tempfile.TemporaryDirectory() as made:
        if folder is None:
            folder = Path(made)
            for n in range(80):
                (folder / f"{n}.txt").write_text(prose(5_000), encoding="utf-8")
        texts = [path.read_bytes() for path in sorted(folder.glob("*.txt"))]
        size = sum(map(len, texts)) / 1e6
        quotes = [sys.executable, "-m", "quoth.tui", "quotes", str(folder), "--format", "jsonl"]
        for name, took in (
            ("in process", in_process(texts, rounds)),
            ("whole command", of_command(quotes, rounds)),
        ):
            print(f"{name:<16} {len(texts)} texts {size:6.2f} MB {took:7.3f} s {size / took:6.2f} MB/s")
        print(f"{'python -c pass':<16} {of_command([sys.executable, '-c', 'pass'], rounds):28.3f} s")


def main() -> None:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--command", action="store_true", help="many short texts, and the whole command")
    parser.add_argument("--texts", type=Path, help="the folder of texts for --command")
    args = parser.parse_args()
    if args.command:
        short_texts(args.texts)
        return
    size = int(args.megabytes * 1_000_000)
    seconds(prose(20_000))
    print(f"{'text':<20} {'MB':>6} {'s':>8} {'MB/s':>7} {'quotes':>8} {'growth':>7}")
    for name, make in CASES.items():
        half, _ = seconds(make(size // 2))
        whole, quotes = seconds(make(size))
        growth = whole / (2 * half) if half else 0.0
        speed = size / 1e6 / max(whole, 1e-9)
        print(f"{name:<20} {size / 1e6:6.2f} {whole:8.2f} {speed:7.2f} {quotes:8d} {growth:7.2f}")


if __name__ == "__main__":
    main()
