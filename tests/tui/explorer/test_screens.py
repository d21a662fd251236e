"""What people see: whole screens of the bundled article as plain text, at three sizes.

``QUOTH_GOLDENS=write`` stores them anew; then read the difference.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.style import Style

from quoth.corpus.model import Article
from quoth.tui.driver.safety import drawn_in_ascii
from quoth.tui.theme import Palette

SIZES = [(140, 45), (80, 24), (40, 12)]

SCREENS: dict[str, tuple[str, ...]] = {
    "reading": (),
    "reading-quotes": (")", ")", ")", "j"),
    "results-while-typing": ("/", "paste:sanctions"),
    "hit-opened": ("/", "paste:sanctions", "enter", "n"),
    "speaker-filter": ("s", "j", "space"),
    "outline": ("o", "j", "j"),
    "help": ("question_mark",),
    "nothing-found": ("/", "paste:zeppelin"),
    "query-error": ("/", "paste:sanctions", "paste: spekaer:roe"),
    "noise": ("x",),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(
    screen: str,
    size: tuple[int, int],
    explore: Callable[..., Any],
    golden: Callable[[str, str], None],
    bundled: Article,
    fake_index: Callable[..., Any],
) -> None:
    async def look(explorer: Any) -> str:
        for key in SCREENS[screen]:
            if key.startswith("paste:"):
                await explorer.paste(key.removeprefix("paste:"))
            else:
                await explorer.pilot.press(key)
        await explorer.settled()
        return explorer.text()

    text = explore(look, size, of=(bundled,), open_index=lambda: fake_index((bundled,)))
    golden(f"{screen}-{size[0]}x{size[1]}", text)


@pytest.mark.parametrize("size", [*SIZES, (200, 50), (120, 30), (79, 23), (60, 20), (20, 5)])
def test_every_row_fits_the_screen(size: tuple[int, int], explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> list[int]:
        return [strip.cell_length for strip in explorer.strips()]

    assert explore(look, size) == [size[0]] * size[1]


def test_the_article_can_be_read_at_twenty_columns(explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> str:
        return explorer.text()

    assert "The mill stood" in explore(look, (20, 12))


NAMED = {"/": "slash", "+": "plus", "'": "apostrophe", ")": "right_parenthesis"}
OVERLAYS: dict[str, tuple[str, ...]] = {"why": (")", ")", ")", ")", "w")}
REPORTS: dict[str, tuple[str, ...]] = {
    "concordance": ("/", "paste:river", "escape", "k", "4"),
    "dispersion": ("/", "paste:river", "escape", "d", "l"),
    "matrix": ("/", "paste:the", "escape", "m", "t", "t", "l"),
    "matrix-by-article": ("m", "j"),
    "talkers": ("/", "paste:river", "escape", "W"),
    "person": (")", "S"),
    "person-from-the-list": ("s", "g", "enter", "j"),
    "versus": ("/", "paste:the", "escape", "s", "g", "space", "j", "space", "escape", "v", "l"),
    "library": ("L", "t", "j"),
    "library-filtered-to-nothing": ("L", "f", "paste:zeppelin", "enter"),
    "kept": (")", "a", ")", "M", "/", "paste:river", "escape", "+", "'"),
    "kept-nothing": ("'",),
    "prompt": ("e",),
    "palette": ("colon", "paste:poe"),
    "palette-of-nothing": ("colon", "paste:zzzz"),
    "concordance-of-nothing": ("K",),
    "concordance-without-lines": ("/", "paste:zeppelin", "escape", "k"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", [*OVERLAYS, *REPORTS])
def test_report(
    screen: str,
    size: tuple[int, int],
    explore: Callable[..., Any],
    golden: Callable[[str, str], None],
    real: Callable[[], Any],
) -> None:
    """Of articles made by hand, over a real index."""

    async def look(explorer: Any) -> str:
        for key in (OVERLAYS | REPORTS)[screen]:
            if key.startswith("paste:"):
                await explorer.paste(key.removeprefix("paste:"))
            else:
                await explorer.keys(NAMED.get(key, key))
        return str(explorer.text())

    golden(f"{screen}-{size[0]}x{size[1]}", explore(look, size, open_index=real))


@pytest.fixture
def visit(
    explore: Callable[..., Any],
    real: Callable[[], Any],
    bundled: Article,
    fake_index: Callable[..., Any],
) -> Callable[..., tuple[str, list[list[tuple[str, Style]]], Palette]]:
    """Go to a screen; its text, its rows as styled pieces, the palette."""

    def go(
        screen: str, size: tuple[int, int], **options: Any
    ) -> tuple[str, list[list[tuple[str, Style]]], Palette]:
        async def look(explorer: Any) -> tuple[str, list[list[tuple[str, Style]]], Palette]:
            for key in SCREENS.get(screen) or REPORTS.get(screen) or OVERLAYS.get(screen) or ():
                if key.startswith("paste:"):
                    await explorer.paste(key.removeprefix("paste:"))
                else:
                    await explorer.keys(NAMED.get(key, key))
            rows = [[(s.text, s.style or Style()) for s in strip] for strip in explorer.strips()]
            return explorer.text(), rows, explorer.app.palette

        if screen in SCREENS:
            return explore(look, size, of=(bundled,), open_index=lambda: fake_index((bundled,)), **options)
        return explore(look, size, open_index=real, **options)

    return go


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", [*SCREENS, *OVERLAYS, *REPORTS])
def test_without_colour_the_screen_says_the_same(
    screen: str, size: tuple[int, int], visit: Callable[..., Any], golden: Callable[[str, str], None]
) -> None:
    """No colour code at all is left, and what a colour tells is told by a sign as well."""
    name = f"{screen}-{size[0]}x{size[1]}"
    text, plain, _ = visit(screen, size, environ={"NO_COLOR": "1"})
    golden(name, text)
    golden(f"{name}-colourless", attributes(plain))
    # the colours of the terminal itself are none
    assert {
        colour.name
        for row in plain
        for _, style in row
        for colour in (style.color, style.bgcolor)
        if colour is not None and not colour.is_default
    } == set()

    text, coloured, palette = visit(screen, size, environ={})
    golden(name, text)
    speakers = {style.color for style in palette.speakers}
    for row, bare in zip(coloured, plain, strict=True):
        words = "".join(piece for piece, _ in row)
        for piece, style in row:
            if not piece.strip():
                continue
            if style.color == palette.hit.color:
                at = words.index(piece)
                assert style.underline
                assert all(look.underline for look in looks(bare)[at : at + len(piece.rstrip())])
            elif style.color in speakers:
                # a bar at quoted words; a name, with their number or the strip of where they speak behind it
                named = (text for text, look in row if look.color == style.color)
                assert set(words) & set(BARS) or any(char.isalpha() for text in named for char in text)


def attributes(rows: list[list[tuple[str, Style]]]) -> str:
    """What is left of the styles where there is no colour: a letter for each cell.

    ``b`` bold, ``d`` dim, ``r`` reversed, ``u`` underlined, ``U`` underlined and bold; a point for none.
    """
    lines = []
    for row in rows:
        cells = "".join(_letter(style) * cell_len(text) for text, style in row)
        lines.append(cells.rstrip("."))
    return "\n".join(lines) + "\n"


def _letter(style: Style) -> str:
    if style.reverse:
        return "r"
    if style.underline:
        return "U" if style.bold else "u"
    return "b" if style.bold else "d" if style.dim else "."


BARS = "▌█"


def looks(row: list[tuple[str, Style]]) -> list[Style]:
    return [style for piece, style in row for _ in piece]


GOLDEN_TEXTS = sorted(
    path
    for path in (Path(__file__).parent.parent / "goldens").glob("*.txt")
    if not path.stem.endswith("-colourless")
)


@pytest.mark.parametrize("path", GOLDEN_TEXTS, ids=lambda path: path.stem)
def test_in_ascii_nothing_is_drawn_with_other_characters(path: Path) -> None:
    """Letters and punctuation of texts stay; symbols, lines and blocks do not."""
    text = path.read_text("utf-8")
    shown = drawn_in_ascii(text)
    assert len(shown) == len(text)
    left = {char for char in shown if not char.isascii()}
    assert {char for char in left if unicodedata.category(char)[0] not in "LMP"} == set()
    assert left & set("…·‹›") == set()
