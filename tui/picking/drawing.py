"""The rows of a picker: the line, what is found, the hits, the whole of the one at the cursor. Pure."""

from __future__ import annotations

from typing import NamedTuple

from quoth.corpus.model import Speaker
from quoth.index.results import Hit
from quoth.tui import layout
from quoth.tui.editing import scrolled
from quoth.tui.harmless_text import clean
from quoth.tui.names import short_name
from quoth.tui.passages import doubtful
from quoth.tui.picking.state import Picking
from quoth.tui.snippet import one_line
from quoth.tui.style import Style

PROMPT = "/ "
POINTER, MARK = "▸", "*"
NAME_CELLS = 14
PREVIEW_FROM = 10
"""So many rows it takes until three of them show the whole of the hit at the cursor."""
PREVIEW = 3
HINT = "Tab marks  Enter takes  Esc leaves"


class Drawn(NamedTuple):
    """The rows, the cell of the caret in the first of them, and the first hit shown."""

    rows: tuple[str, ...]
    caret: int
    top: int


def page_of(rows: int) -> int:
    """How many hits `rows` rows show."""
    return max(rows - 2 - (PREVIEW if rows >= PREVIEW_FROM else 0), 0)


def draw(state: Picking, columns: int, rows: int, top: int, style: Style) -> Drawn:
    """The rows for a screen of that size; `top` was the first hit shown before."""
    line, caret = _line(state, columns, style)
    page = page_of(rows)
    top = max(min(top, state.cursor, max(len(state.hits) - page, 0)), state.cursor - page + 1, 0)
    names = max((layout.cells(_name(hit)) for hit in state.hits[top : top + page]), default=0)
    names = min(names, NAME_CELLS, columns // 4)
    ids = {hit.id for hit in state.marked}
    listed = [
        _hit(hit, number == state.cursor, hit.id in ids, columns, names, style)
        for number, hit in enumerate(state.hits[top : top + page], top)
    ]
    listed += [""] * (page - len(listed))
    shown = [line, _info(state, columns, style), *listed]
    if rows >= PREVIEW_FROM:
        shown += _preview(state.current, columns, style)
    return Drawn(tuple(shown[:rows]), caret, top)


def _line(state: Picking, columns: int, style: Style) -> tuple[str, int]:
    room = max(columns - len(PROMPT) - 1, 1)
    shift = scrolled(state.edit, 0, room, layout.cells)
    shown = state.edit.text[shift:]
    shown = shown[: layout.fitting(shown, room)]
    caret = len(PROMPT) + layout.cells(shown[: state.edit.caret - shift])
    return style.title(PROMPT) + shown, caret


def _info(state: Picking, columns: int, style: Style) -> str:
    if state.problem is not None:
        problem = state.problem
        before = len(PROMPT) + layout.cells(state.edit.text[: problem.start])
        carets = "^" * max(problem.end - problem.start, 0)
        words = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
        line = " " * before + f"{carets} {words}" if before + len(carets) + 12 < columns else f"  {words}"
        return style.doubt(layout.cut(clean(line), columns - 1))
    found = "…" if state.waiting else f"{state.total:,} hit{'' if state.total == 1 else 's'}"
    if len(state.hits) < state.total and not state.waiting:
        found += f", the first {len(state.hits):,} listed"
    marked = f" · {len(state.marked):,} marked" if state.marked else ""
    return style.quiet(layout.cut(f"  {found}{marked}   {HINT}", columns - 1))


def _hit(hit: Hit, here: bool, marked: bool, columns: int, names: int, style: Style) -> str:
    name = layout.pad_left(layout.cut(_name(hit), names), names)
    room = max(columns - names - 6, 4)
    parts = one_line(hit.text, hit.highlights, room - (0 if style.color else 2), layout.cells, layout.fitting)
    words = "".join(style.key(part.text) if part.kind == "found" else part.text for part in parts)
    sign = style.title(POINTER) if here else " "
    named = style.speaker(name) if hit.speaker is not None else style.quiet(name)
    return f"{sign}{MARK if marked else ' '} {named}  {words}"


def _preview(hit: Hit | None, columns: int, style: Style) -> list[str]:
    if hit is None:
        return [""] * PREVIEW
    who = hit.speaker.name if hit.speaker is not None else _name(hit)
    where = [
        hit.title or hit.source,
        *([hit.heading] if hit.heading else []),
        *([hit.date] if hit.date else []),
    ]
    head = style.quiet(layout.cut(clean(" · ".join([who, *where])), columns - 1))
    text = clean(hit.text)
    lines = [text[a:b] for a, b in layout.wrap(text, max(columns - 4, 2))]
    if len(lines) > PREVIEW - 1:
        lines[PREVIEW - 2] = layout.cut(lines[PREVIEW - 2] + " " * columns, columns - 5).rstrip("… ") + " …"
    lines += [""] * (PREVIEW - 1)
    return [head, *(f"  {line}" for line in lines[: PREVIEW - 1])]


def _name(hit: Hit) -> str:
    if hit.speaker is not None:
        name = clean(short_name(Speaker(hit.speaker.id, hit.speaker.name)))
        return layout.cut(name, NAME_CELLS - 1) + "?" if doubtful(hit.record) else name
    return {"heading": "(heading)", "quote": "unknown"}.get(hit.kind, "–")
