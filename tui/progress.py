"""A progress bar on stderr, drawn by Rich where somebody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int, str], None]


@contextmanager
def progress_bar(shown: bool) -> Iterator[Progress | None]:
    """A function that is told how many of how many are done, or None where nothing is to be shown."""
    if not shown:
        yield None
        return
    import sys
    import time

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(file=sys.stderr)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        TimeRemainingColumn(),
    )
    started = time.monotonic()
    parts = 0
    # a few frames a second, and gone at the end: this may run over a thin line
    with Bar(*columns, console=console, refresh_per_second=4, transient=True) as bar:
        task = bar.add_task("reading", total=None, pace="")
        last = 0

        def advance(done: int, total: int, _source: str) -> None:
            nonlocal last, parts
            # the articles of a collection come one by one before it is done itself
            parts += done == last
            last = done
            rate = (done + parts) / max(time.monotonic() - started, 0.1)
            within = f"{parts} parts · " if parts else ""
            doing = "writing" if done == total else "reading"
            bar.update(task, completed=done, total=total, description=doing, pace=f"{within}{rate:.0f}/s")

        yield advance
