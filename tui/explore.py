"""From the command line into the explorer: the only place that imports Textual on its behalf.

What is imported at the top stands between the user and the first page.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, suppress
from io import StringIO
from time import monotonic
from typing import TYPE_CHECKING

import quoth.corpus
from quoth.tui.diagnostics import ExitCode, UsageError
from quoth.tui.driver import last_page, surroundings
from quoth.tui.driver.choice import driver_class
from quoth.tui.driver.first_page import FirstPage, Piece, show
from quoth.tui.driver.raw_page import ENOUGH, first_pieces
from quoth.tui.location import chosen_index
from quoth.tui.terminal import let_flags_win

if TYPE_CHECKING:
    import argparse

    from quoth.index.results import Failure
    from quoth.index.search import Index
    from quoth.tui.at_hand import AtHand
    from quoth.tui.settings import Settings

TELL_SECONDS = 0.2
"""The least time between two words about how far an index is."""


def explore(options: argparse.Namespace, start: str | None = None) -> ExitCode:
    """Show the first page at once, read the articles, open the screen on them, and return how it ended.

    `start` is the id, or the beginning of one, of the part to open at. Raises CommandError.
    """
    settings: Settings | None = options.settings
    let_flags_win(options, os.environ)
    try:
        here = surroundings.here()
    except surroundings.BadSetting as error:
        raise UsageError(str(error)) from None
    # Textual reads these when it is imported
    os.environ.update(here.for_textual())
    driver = options.driver or here.driver
    library, where = _library(options)
    page = _first_page(options, here, library, start) if driver == "thin" else None
    # what there is to say about the files must not be written on the page
    said = StringIO()
    try:
        from quoth.tui.opening import open_for

        with redirect_stderr(said):
            articles, code = _articles(options, page)
        if articles is None:
            return code
        place = None if start is None else _anchor(articles, start)
        from quoth.tui.app import run_explorer
        from quoth.tui.at_hand import Stored
        from quoth.tui.preparing import Preparation

        preparation = Preparation()
        status = run_explorer(
            articles,
            lambda: open_for(options, progress=preparation.advance, arrays=True),
            start=place,
            theme=settings.values.get("theme", "ansi") if settings else "ansi",
            keymap=settings.keymap if settings else None,
            mouse=here.mouse,
            driver_class=driver_class(driver, here, page),
            library=library,
            where=where,
            preparation=preparation,
            indexed=isinstance(articles, Stored),
        )
    finally:
        if page is not None:
            page.withdraw()
        sys.stderr.write(said.getvalue())
    if status > 128:
        # ended by a signal: there are more of those than exit codes of ours
        raise SystemExit(status)
    return ExitCode(status)


def _articles(options: argparse.Namespace, page: FirstPage | None) -> tuple[AtHand | None, ExitCode]:
    """The articles to open on, or none and the exit code. Raises CommandError.

    Those of folders come from their index, which is brought up to date first, so that a folder is read
    only once; what single files hold is read at once.
    """
    from quoth.tui.at_hand import Loaded, Stored

    failed: list[Failure] = []
    index = _index(options, page, failed)
    if index is not None and (stored := Stored(index)).ids:
        from quoth.tui.opening import say_failures

        say_failures(failed)
        return stored, ExitCode.OK
    from quoth.tui.sources import Reading

    reading = Reading(options, options.paths)
    read = reading.together()
    return (Loaded(read), ExitCode.OK) if read else (None, reading.code(0))


def _index(options: argparse.Namespace, page: FirstPage | None, failed: list[Failure]) -> Index | None:
    """The index that holds what is opened; None where single files or the bundled article are.

    What could not be read on the way is put into `failed`.
    """
    if not options.paths:
        from quoth.tui.sources import index_for_reading

        place = chosen_index(options.index, os.environ)
        return None if place is None else index_for_reading(place)
    if not any(map(os.path.isdir, options.paths)) or "-" in options.paths:
        return None
    from quoth.index.problems import IndexProblem
    from quoth.tui.opening import open_for
    from quoth.tui.preparing import Preparation

    preparation = Preparation()
    told_at = 0.0

    def advance(done: int, total: int, source: str) -> None:
        nonlocal told_at
        preparation.advance(done, total, source)
        if page is not None and (done == total or monotonic() - told_at >= TELL_SECONDS):
            told_at = monotonic()
            page.tell(preparation.words)

    try:
        return open_for(options, lambda report: failed.extend(report.failed), progress=advance, arrays=False)
    except (IndexProblem, OSError):
        # the texts can be read all the same; a search will say what is wrong with the index
        return None
    finally:
        if page is not None and told_at:
            page.tell("")


def _anchor(articles: AtHand, start: str) -> str:
    """The one whole anchor that `start` means. Raises CommandError."""
    from quoth.tui.anchored import parts_named, single

    return single(start, parts_named(articles.holding(start), start)).id


def _library(options: argparse.Namespace) -> tuple[list[str], list[str]]:
    """What was opened: by what names the reader's place and marks are stored, and how a command says it.

    Nothing is stored of a text from standard input.
    """
    if options.paths:
        places = [os.path.abspath(path) for path in options.paths]
        where = [word for place in places for word in ("--in", place)]
        where += [word for glob in options.include for word in ("--include", glob)]
        where += [word for glob in options.exclude for word in ("--exclude", glob)]
        return ([] if "-" in options.paths else places), where
    chosen = chosen_index(options.index, os.environ)
    if chosen is None:
        return ["bundled"], ["--bundled"] if options.index else []
    return [str(chosen)], ["--index", str(chosen)] if options.index else []


def _first_page(
    options: argparse.Namespace, here: surroundings.Surroundings, library: Sequence[str], start: str | None
) -> FirstPage | None:
    """What stands on the screen until the app is there.

    The page on which the reader left; else the beginning of the one text that is opened; else what is
    being opened.
    """
    pieces: Sequence[Piece] = ()
    if start is None and library:
        # of the article that comes with quoth, the installed file
        sources = library if library != ["bundled"] else [_bundled()]
        file = last_page.page_file(os.environ, library)
        pieces = last_page.kept(file, library, (here.columns, here.rows), sources)
        if not pieces:
            with suppress(OSError):
                # the reader will say what is wrong with a file
                pieces = first_pieces(_beginning(options), here.columns, here.rows)
    return show(pieces or [_opening(start or " ".join(options.paths) or library[0])], here)


def _opening(what: str) -> Piece:
    return Piece(1, 0, f"opening {what}")


def _bundled() -> str:
    # the module that knows the article would load all that parses it
    folder = os.path.join(os.path.dirname(quoth.corpus.__file__), "bundled")
    return next(entry.path for entry in os.scandir(folder) if entry.name.endswith(".txt"))


def _beginning(options: argparse.Namespace) -> bytes:
    if len(options.paths) > 1:
        return b""
    if options.paths:
        place = options.paths[0]
    elif chosen_index(options.index, os.environ) is not None:
        return b""
    else:
        place = _bundled()
    if not os.path.isfile(place):
        return b""
    with open(place, "rb") as file:
        return file.read(ENOUGH)
