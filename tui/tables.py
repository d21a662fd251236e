"""Tables for people: drawn by Rich on a terminal, plainly everywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quoth.corpus.reading import harmless_line
from quoth.tui.formats import View
from quoth.tui.layout import plain_table


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    view: View,
    *,
    numbers: Iterable[int] = (),
    unbroken: Iterable[int] = (),
) -> Iterator[str]:
    """A table, in pieces that end with a newline; the columns in `numbers` are set to the right.

    The cells of the columns in `unbroken` stay on one line. Without `columns` it has no head.
    """
    right = frozenset(numbers)
    texts = [["" if cell is None else harmless_line(str(cell)) for cell in row] for row in rows]
    if view.terminal:
        yield _drawn(columns, texts, view, right, right | frozenset(unbroken))
    else:
        yield from plain_table(columns, texts, right)


def _drawn(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    view: View,
    right: frozenset[int],
    whole: frozenset[int],
) -> str:
    # a tenth of a second that only people who look at a terminal pay
    from io import StringIO

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_header=bool(columns)
    )
    for i, name in enumerate(columns or [""] * max(map(len, rows), default=0)):
        drawn.add_column(
            Text(name), justify="right" if i in right else "left", overflow="fold", no_wrap=i in whole
        )
    for row in rows:
        drawn.add_row(*map(Text, row))
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=view.width,
        force_terminal=view.style.color,
        no_color=not view.style.color,
        color_system="standard" if view.style.color else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(drawn)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"
