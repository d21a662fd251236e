"""Opening the index that a command asks: by the same rule that chooses articles.

With PATHs, an index of them in the cache, brought up to date first. Without, the index that was
named or built last; else one of the article that comes with quoth, made on first use.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.tui.diagnostics import CommandError, ExitCode, UsageError, note, say
from quoth.tui.location import chosen_index
from quoth.tui.overlay import settled
from quoth.tui.read_settings import read_settings_of, refuse_without_paths
from quoth.tui.sources import PATIENCE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from quoth.index.results import BuildReport, Failure
    from quoth.index.search import Index
    from quoth.tui.progress import Progress


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Index]:
    """The index to ask. Raises CommandError with the index's own advice.

    What could not be read on the way is said, and its reasons are put into `options.unread`, which
    the exit code tells of.
    """
    from quoth.index.problems import IndexProblem

    def failed(report: BuildReport) -> None:
        say_failures(report.failed)
        options.unread += [failure.reason for failure in report.failed]

    try:
        index = open_for(options, failed)
    except IndexProblem as problem:
        raise index_error(problem.detail) from None
    except OSError as error:
        raise index_error(f"{error.filename or 'the index'}: {error.strerror or error}") from None
    try:
        with index:
            yield index
            _say_if_unindexed(options)
    except IndexProblem as problem:
        raise index_error(problem.detail) from None


def _say_if_unindexed(options: argparse.Namespace) -> None:
    """Says that nothing of the user's was searched, for nobody asked for the bundled article alone."""
    quiet = getattr(options, "quiet", False)
    if not (options.paths or options.index or quiet) and chosen_index(None, os.environ) is None:
        note("no index: only the bundled article; quoth index PATH makes one")


def open_for(
    options: argparse.Namespace,
    on_report: Callable[[BuildReport], None] | None = None,
    *,
    progress: Progress | None = None,
    arrays: bool = False,
) -> Index:
    """The index to ask, open; `on_report` gets what was read on the way, `arrays` as in `open_index`.

    `progress` is told how far the reading is. Raises IndexProblem, OSError.
    """
    from quoth.index.problems import IndexProblem
    from quoth.index.search import open_index

    place, bundled = _place(options, on_report, progress)
    try:
        settled(place, PATIENCE)
        return open_index(place, arrays=arrays)
    except IndexProblem as problem:
        if not bundled or problem.reason == "locked":
            raise
        make_bundled_index(place)
        settled(place, PATIENCE)
        return open_index(place, arrays=arrays)


def index_error(detail: str) -> CommandError:
    """The error of an index that is missing, locked or broken."""
    return CommandError(ExitCode.INDEX, detail)


def _place(
    options: argparse.Namespace, on_report: Callable[[BuildReport], None] | None, progress: Progress | None
) -> tuple[Path, bool]:
    """Where the index lies, and whether it is the bundled article's, which may be made again."""
    if options.paths:
        if options.index:
            raise UsageError("--index and --in exclude each other: name files, or the index to ask")
        return _of_paths(options, on_report, progress), False
    refuse_without_paths(options)
    chosen = chosen_index(options.index, os.environ)
    return (chosen, False) if chosen else (bundled_index(), True)


def _of_paths(
    options: argparse.Namespace, on_report: Callable[[BuildReport], None] | None, progress: Progress | None
) -> Path:
    from quoth.index.build import build, build_articles
    from quoth.index.store import default_location
    from quoth.tui.sources import STDIN, Reading, require_paths

    if STDIN in options.paths:
        reading = Reading(options, options.paths, raw=True)
        articles = tuple(reading)
        options.unread += reading.failures
        place = default_location([Path(f"/stdin/{article.digest}") for article in articles])
        build_articles(place, articles)
        return place
    roots = require_paths(options.paths)
    place = default_location(roots)
    report = build(
        place,
        roots,
        include=options.include,
        exclude=options.exclude,
        settings=read_settings_of(options),
        progress=progress,
        lock_wait=PATIENCE,
    )
    if on_report:
        on_report(report)
    return place


def say_failures(failures: Sequence[Failure]) -> None:
    """One line for each file that could not be indexed."""
    for failure in failures:
        say(f"{failure.source}: {failure.detail}")


def bundled_index() -> Path:
    """The index of the article that comes with quoth, made now if it is missing or from another version."""
    from quoth.corpus.fingerprint import fingerprint
    from quoth.index.store import default_location

    place = default_location(())
    stamp = place.with_name(f"{place.name}.made-by")
    # by times, not by bytes: this stands before the first hit of every search
    made_by = fingerprint(contents=False)
    if not place.exists() or _content(stamp) != made_by:
        make_bundled_index(place)
        stamp.write_text(made_by, "utf-8")
    return place


def make_bundled_index(place: Path) -> None:
    """Build the index of the bundled article in `place`, over whatever is there."""
    from quoth.corpus.bundled_article import bundled_article
    from quoth.index.build import build_articles

    build_articles(place, [bundled_article()], lock_wait=PATIENCE)


def _content(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
