"""``quoth index``: build or update the index of files and folders. What cron runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from quoth.corpus.values import asdict
from quoth.tui import output
from quoth.tui.diagnostics import (
    CommandError,
    ExitCode,
    UsageError,
    code_of,
    say,
    stderr_is_terminal,
)
from quoth.tui.formats import SCHEMA, json_text
from quoth.tui.location import VARIABLE, last_built, remember
from quoth.tui.opening import index_error, say_failures
from quoth.tui.overlay import settled
from quoth.tui.parser import CommandParser, add_files, add_index, at_least, seconds
from quoth.tui.read_settings import read_settings_of
from quoth.tui.sources import PATIENCE, no_texts_in, require_paths

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from quoth.index.results import BuildReport
    from quoth.index.watching import Watch

USAGE = "[PATH…] [--exclude GLOB] [--report] [--rebuild] [--watch]"
WORDS = "paths"
EXAMPLES = """\
examples:
  quoth index articles/ letters.zip        then: quoth, quoth search budget, …
  quoth index                              update it; reads what has changed
  quoth index articles/ --include '*.txt' --report
  quoth index --library speeches talks/    then: quoth --library speeches
  quoth index --watch --report             until Ctrl-C, as files are saved
  find . -name '*.txt' -print0 | quoth index --files-from -
  15 * * * * quoth index -q; quoth search --since last --speaker roe

On a terminal a bar shows the progress and a line says what was done.
Elsewhere nothing is printed when all is well (so cron sends no mail), else a
line for each file that failed and one of summary. A file that fails for the
same reason as in the build before is only in the report, and exit code 4 tells
of new failures. Paths are remembered with their patterns and settings: without
PATH all of that is done again. Archives, mailboxes and JSON are read article by
article. The old index answers until the new one is whole; an interrupted build
costs nothing."""


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    parser.add_argument("--rebuild", action="store_true", help="read everything anew, whatever has changed")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument("--report", action="store_true", help="list what was added, changed, removed, failed")
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        metavar="FORMAT",
        help="of the report: text, or json, which asks for one",
    )
    add_files(parser)
    parser.add_argument(
        "--files-from", metavar="FILE", help="the files to index, one a line or ended by NUL; '-' is stdin"
    )
    parser.add_argument(
        "--watch", action="store_true", help="go on, and read each file that is saved, until Ctrl-C"
    )
    parser.add_argument(
        "--jobs", type=at_least(1), metavar="N", help="processes that read (else one a processor)"
    )
    parser.add_argument(
        "--max-errors", type=at_least(0), metavar="N", help="give up when more than N files fail"
    )
    parser.add_argument(
        "--lock-wait", type=seconds, default=0.0, metavar="S", help="seconds to wait for another build"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary")
    add_index(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Build the index and say what was done; with --watch again and again."""
    if options.watch and options.dry_run:
        raise UsageError("--watch and --dry-run exclude each other")
    files = _files_in(options.files_from) if options.files_from else None
    roots = require_paths(options.paths)
    place = _place(options, roots, files)
    watch = _watch(options, place, [*roots, *(files or ())]) if options.watch else None
    report = _built(options, place, roots, files)
    if not options.dry_run and not (options.index or os.environ.get(VARIABLE)):
        _remember(place)
    new = [failure for failure in report.failed if failure not in report.still_failing]
    if options.dry_run or _reports(options):
        _write(report, place, options)
    else:
        say_failures(new)
    if not options.quiet and (stderr_is_terminal() or new):
        say(_summary(report, options.dry_run))
    if watch is not None:
        _go_on(watch, report, place, options)
    if not report.articles and not report.failed:
        _say_nothing_there(roots)
        return ExitCode.NOTHING
    return code_of([failure.reason for failure in new], done=True)


def _reports(options: argparse.Namespace) -> bool:
    """Whether a report is asked for, which names the failures too."""
    return bool(options.report or options.format == "json")


def _place(options: argparse.Namespace, roots: list[Path], files: list[Path] | None) -> Path:
    """Where the index lies: where it is named, else where what is named has its place, else the last one."""
    from quoth.index.problems import IndexProblem
    from quoth.index.store import default_location

    named = options.index or os.environ.get(VARIABLE)
    if named:
        return Path(named).absolute()
    if roots or files is not None:
        try:
            return default_location(roots or [Path.cwd()])
        except IndexProblem as problem:
            raise index_error(problem.detail) from None
    place = last_built(os.environ)
    if place is None:
        raise UsageError("index what? name files or folders, as in: quoth index articles/")
    return place


def _built(
    options: argparse.Namespace, place: Path, roots: Sequence[Path], files: list[Path] | None
) -> BuildReport:
    from quoth.index.build import TooManyFailures, build
    from quoth.index.problems import IndexProblem
    from quoth.tui.progress import progress_bar

    try:
        with progress_bar(shown=stderr_is_terminal() and not options.quiet) as progress:
            report = build(
                place,
                roots,
                rebuild=options.rebuild,
                dry_run=options.dry_run,
                include=options.include,
                exclude=options.exclude,
                files=files,
                settings=read_settings_of(options) if options.paths or _is_told(options) else None,
                jobs=options.jobs,
                progress=progress,
                max_errors=options.max_errors,
                lock_wait=options.lock_wait,
            )
        if not options.dry_run:
            settled(place, PATIENCE)
    except IndexProblem as problem:
        raise index_error(problem.detail) from None
    except TooManyFailures as problem:
        say_failures(problem.failures)
        raise CommandError(ExitCode.PARTIAL, str(problem)) from None
    except OSError as error:
        raise index_error(f"{error.filename or place}: {error.strerror or error}") from None
    return report


def _is_told(options: argparse.Namespace) -> bool:
    """Whether flags say how to read: else files that are read again are read as they were."""
    return bool(options.encoding or options.language or options.field or options.repair)


def _watch(options: argparse.Namespace, place: Path, named: Sequence[Path]) -> Watch:
    """What tells of changes from now on. Raises CommandError where nothing says what to watch."""
    from quoth.index.build import roots_again
    from quoth.index.problems import IndexProblem
    from quoth.index.roots import roots_of
    from quoth.index.watching import Watch

    try:
        return Watch(
            roots_of(named, options.include, options.exclude)
            if named
            else roots_again(place, options.include, options.exclude)
        )
    except IndexProblem as problem:
        raise index_error(problem.detail) from None


def _go_on(watch: Watch, first: BuildReport, place: Path, options: argparse.Namespace) -> NoReturn:
    """Update the index whenever something changes; what failed is said once. Ends by KeyboardInterrupt."""
    said = set(first.failed)
    options.rebuild = False
    options.lock_wait = max(options.lock_wait, PATIENCE)
    while True:
        watch.wait()
        try:
            report = _built(options, place, [], None)
        except CommandError as problem:
            # a full disk, another build that takes long: the next change is another chance
            say(problem.message)
            continue
        if not _reports(options):
            say_failures([failure for failure in report.failed if failure not in said])
        said = set(report.failed)
        if not (report.added or report.changed or report.removed):
            continue
        if _reports(options):
            _write(report, place, options)
        if not options.quiet and stderr_is_terminal():
            say(_summary(report, dry_run=False))


def _write(report: BuildReport, place: Path, options: argparse.Namespace) -> None:
    whole = _as_json(report, place, None if options.watch else 2)
    output.write(whole if options.format == "json" else _as_text(report))
    if options.format != "json":
        for warned in report.warnings:
            say(f"{warned.source}: {warned.warning}")


def _remember(place: Path) -> None:
    try:
        remember(place, os.environ)
    except OSError as error:
        reason = error.strerror or error
        raise CommandError(
            ExitCode.PARTIAL, f"built, but not remembered ({reason}); name it with: --index {place}"
        ) from None


def _files_in(name: str) -> list[Path]:
    """The paths listed in a file: ended by NUL if there is one, else one a line."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise UsageError(f"--files-from {name}: {error.strerror or error}") from None
    end = b"\0" if b"\0" in raw else b"\n"
    return [Path(os.fsdecode(path)).absolute() for path in raw.split(end) if path.strip()]


def _say_nothing_there(roots: Sequence[Path]) -> None:
    for root in roots:
        say(no_texts_in(os.fspath(root)))
    if not roots:
        say("no files to index")


def _summary(report: BuildReport, dry_run: bool) -> str:
    counted = (
        (len(report.added), "added"),
        (len(report.changed), "changed"),
        (len(report.removed), "removed"),
        (report.unchanged, "unchanged"),
        (len(report.failed) - len(report.still_failing), "failed"),
        (len(report.still_failing), "still failing"),
    )
    done = ", ".join(f"{count} {what}" for count, what in counted if count) or "nothing to do"
    if dry_run:
        return f"would be done: {done}"
    holds = f"{report.articles} articles, {report.paragraphs} paragraphs, {report.quotes} quotes"
    return f"{done} in {report.seconds:.1f} s; the index holds {holds}"


def _as_text(report: BuildReport) -> Iterator[str]:
    from quoth.corpus.reading import harmless_line

    for what, sources in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        yield from (f"{what}\t{harmless_line(source)}\n" for source in sources)
    for failure in report.failed:
        what = "still failing" if failure in report.still_failing else "failed"
        yield f"{what}\t{harmless_line(failure.source)}\t{failure.reason}\t{harmless_line(failure.detail)}\n"
    yield f"unchanged\t{report.unchanged}\n"


def _as_json(report: BuildReport, place: Path, indent: int | None) -> Iterator[str]:
    yield json_text({"schema": SCHEMA, "index": os.fspath(place), **asdict(report)}, indent=indent) + "\n"
