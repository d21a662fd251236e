"""Makes the README's picture from the running explorer: ``python benchmarks/screenshot.py``.

The bundled article is indexed in a folder that is thrown away, keys are pressed as a reader would,
and what is then on the screen is written as SVG.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
from pathlib import Path

from quoth.corpus.bundled_article import bundled_article
from quoth.index.build import build_articles
from quoth.index.search import open_index
from quoth.tui.app import QuothApp
from quoth.tui.at_hand import Loaded

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "quoth.svg"
CELL = 12.2
"""The width of a cell in the picture."""
KEYS = ("slash", *"cooperation", "enter", *"nnnn")


async def picture(size: tuple[int, int], keys: tuple[str, ...], theme: str) -> str:
    """The screen as SVG after `keys` at a size of (columns, rows)."""
    article = bundled_article()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "index"
        build_articles(place, [article])
        app = QuothApp(Loaded([article]), lambda: open_index(place), theme=theme, environ={})
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            return without_outer_blanks(app.export_screenshot(title="quoth"))


def without_outer_blanks(svg: str) -> str:
    """The same picture without blanks at the ends of a text: some programs drop them and shift the rest."""

    def trimmed(found: re.Match[str]) -> str:
        x, between, length, after, words = found.groups()
        bare = words.rstrip("\N{NO-BREAK SPACE}")
        kept = bare.lstrip("\N{NO-BREAK SPACE}")
        left = float(x) + CELL * (len(bare) - len(kept))
        right = float(length) - CELL * (len(words) - len(kept))
        return f'x="{left:g}"{between}textLength="{right:g}"{after}>{kept}</text>' if kept else found[0]

    svg = svg.replace("&#160;", "\N{NO-BREAK SPACE}")
    return re.sub(r'x="([\d.]+)"([^>]*)textLength="([\d.]+)"([^>]*)>([^<]*)</text>', trimmed, svg)


def main() -> None:
    """Write the picture; the options are for looking at other screens."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="120x32", help="columns x rows")
    parser.add_argument("--theme", default="dark")
    parser.add_argument("--keys", nargs="*", default=KEYS, help="keys as Textual names them")
    parser.add_argument("--out", type=Path, default=PICTURE)
    chosen = parser.parse_args()
    columns, rows = (int(number) for number in chosen.size.split("x"))
    svg = asyncio.run(picture((columns, rows), tuple(chosen.keys), chosen.theme))
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
