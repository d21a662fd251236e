"""From a command's records to standard output, in the format that was asked for."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from quoth.tui import output
from quoth.tui.formats import Format, Listing, Record, View, render
from quoth.tui.style import Style
from quoth.tui.terminal import is_terminal, wants_color, width

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator


def view_of(options: argparse.Namespace) -> View:
    """What text for people is fitted to, here and now."""
    return View(
        width=width(os.environ),
        style=Style(wants_color(options.color, os.environ)),
        terminal=is_terminal(sys.stdout),
    )


def form_of(options: argparse.Namespace, in_pipe: Format = "lines") -> Format:
    """The format asked for; unasked, text on a terminal and `in_pipe` elsewhere."""
    form: Format = options.format or ("text" if is_terminal(sys.stdout) else in_pipe)
    return form


def present(
    records: Iterable[Record], listing: Listing, options: argparse.Namespace, in_pipe: Format = "lines"
) -> int:
    """Print the records and return how many there were."""
    counted = _Counted(records)
    output.write(render(counted, listing, form_of(options, in_pipe), view_of(options)))
    return counted.count


class _Counted:
    """Passes records on and counts them."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.count += 1
            yield record
