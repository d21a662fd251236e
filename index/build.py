"""Building and updating an index: what changed is read, parsed and written, then switched to at once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.corpus.settings import DEFAULT, ReadSettings
from quoth.corpus.values import replace
from quoth.index.ledger import Held, SourceRow, read_ledger
from quoth.index.problems import IndexProblem, oneline
from quoth.index.results import BuildReport
from quoth.index.roots import Root, joined, roots_of
from quoth.index.schema import SCHEMA_VERSION
from quoth.index.slices import processors, shared_out, worth_processes
from quoth.index.store import (
    Current,
    current,
    point,
    prepare,
    rebuild_advice,
    remembered_roots,
    stored_schema,
    writing,
)
from quoth.index.survey import survey
from quoth.index.update import Progress, TooManyFailures, Update

if TYPE_CHECKING:
    from quoth.corpus.model import Article
    from quoth.index.messages import Task
    from quoth.index.writer import Sink

__all__ = ["Progress", "TooManyFailures", "build", "build_articles"]


def build(
    path: Path,
    roots: Sequence[Path],
    *,
    rebuild: bool = False,
    dry_run: bool = False,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    files: Iterable[Path] | None = None,
    settings: ReadSettings | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    max_errors: int | None = None,
    lock_wait: float = 0.0,
) -> BuildReport:
    """Brings the index at `path` up to date with the texts at and under `roots` (and `files`).

    Without either, with everything that it was built from before, by the patterns and settings of
    then where none are given. A file is skipped where size and time are as they were, or else its
    SHA-256 is, unless older rules read it; articles whose file, or whose part of a file, is gone are
    removed, those of other roots stay. `rebuild` starts from nothing. `dry_run` reads but writes
    nothing, not even a lock. `jobs` processes read; unasked, one a processor where that pays.

    Raises IndexProblem, and TooManyFailures where more than `max_errors` sources or parts of them
    fail; in both cases the old index answers as before.
    """
    started = time.monotonic()
    if not dry_run:
        prepare(path)
    with nullcontext() if dry_run else writing(path, lock_wait):
        base, before = _base(path, rebuild)
        if roots or files is not None:
            wanted = roots_of([*roots, *(files or ())], include, exclude, settings or DEFAULT)
        else:
            before = wanted = roots_again(path, include, exclude, settings)
        if base is None and not rebuild:
            # an older quoth's index is made anew, and then of all that it was made of
            wanted = joined(before, wanted)
        rows = read_ledger(path, base) if base else {}
        found = survey(wanted, rows)
        now = time.time()
        update = Update(rows, found, now, progress=progress, max_errors=max_errors)
        update.begin()
        roots_now = wanted if base is None else joined(before, wanted)
        if dry_run:
            from quoth.index.writer import DryRun

            _carry_out(update, DryRun(), found.tasks, jobs)
        elif base is None or found.tasks or found.gone:
            # not imported by those who only look whether anything has changed, for it loads Whoosh
            from quoth.index.writer import generation_writer

            with generation_writer(path, base, roots_now) as sink:
                _carry_out(update, sink, found.tasks, jobs)
                if update.noted or base is None:
                    sink.remember(update.rows.values())
        if not dry_run:
            _found_right(path, roots_now, now)
    return update.report(time.monotonic() - started)


def roots_again(
    path: Path,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    settings: ReadSettings | None = None,
) -> tuple[Root, ...]:
    """What the index at `path` was built from, with other patterns or settings where any are given.

    Raises IndexProblem where it cannot say.
    """
    found = tuple(
        replace(
            root,
            include=tuple(include) or root.include,
            exclude=tuple(exclude) or root.exclude,
            settings=settings or root.settings,
        )
        for root in remembered_roots(path)
    )
    if not found:
        try:
            current(path)
        except IndexProblem as problem:
            if problem.reason not in ("damaged", "version"):
                raise
        raise IndexProblem("missing", f"{path} does not say what it was made of; {rebuild_advice(path)} PATH")
    return found


def _carry_out(update: Update, sink: Sink, tasks: list[Task], jobs: int | None) -> None:
    """Reads the tasks, large ones in shares, and accounts for them. Raises what the update raises."""
    count = jobs or (processors() if worth_processes(tasks) else 1)
    if not tasks:
        update.carry_out(sink, (), ())
    elif count == 1:
        # what parses texts is not imported by those who only look whether anything has changed
        from quoth.index.reading import read_source

        messages = (message for task in tasks for message in read_source(task, sink.filing))
        update.carry_out(sink, tasks, messages)
    else:
        from quoth.index.pool import read_in_processes

        slices = shared_out(tasks, count)
        with closing(read_in_processes(slices, min(count, len(slices)), sink.filing)) as read:
            update.carry_out(sink, [task for own in slices for task in own], read)


def build_articles(path: Path, articles: Sequence[Article], *, lock_wait: float = 0.0) -> BuildReport:
    """Makes the index at `path` hold exactly `articles`, which were parsed before.

    Nothing is written where it holds them already. Raises IndexProblem.
    """
    from quoth.corpus.record import article_to_json

    started = time.monotonic()
    prepare(path)
    wanted = {article.id: article for article in articles}
    with writing(path, lock_wait):
        try:
            held = _bodies(path)
        except IndexProblem:
            # made anew from what is given, so nothing of the old one is needed
            held = {}
        stays = bool(held) and held == {i: article_to_json(a) for i, a in wanted.items()}
        if not stays:
            from quoth.index.documents import Origin
            from quoth.index.writer import generation_writer

            with generation_writer(path, None, ()) as sink:
                for article in wanted.values():
                    sink.put(article, Origin(article.source, len(article.text), 0))
                sink.remember([_row(article, time.time()) for article in wanted.values()])
    sources = tuple(article.source for article in wanted.values())
    return BuildReport(
        added=() if stays else sources,
        changed=(),
        unchanged=len(sources) if stays else 0,
        removed=(),
        failed=(),
        articles=len(wanted),
        paragraphs=sum(len(article.paragraphs) for article in wanted.values()),
        quotes=sum(len(article.quotes) for article in wanted.values()),
        seconds=time.monotonic() - started,
    )


def _row(article: Article, now: float) -> SourceRow:
    from quoth.corpus.duplicates import written_signature

    counts = (len(article.paragraphs), len(article.quotes))
    held = Held("", article.id, article.digest, *counts, written_signature(article))
    return SourceRow(article.source, article.source, len(article.text), 0, article.digest, "", now, (held,))


def _base(path: Path, rebuild: bool) -> tuple[Current | None, tuple[Root, ...]]:
    """The live generation to build on, or None to begin anew, and the roots that are remembered."""
    if rebuild:
        return None, ()
    if (stored_schema(path) or SCHEMA_VERSION) < SCHEMA_VERSION:
        return None, remembered_roots(path)
    try:
        state = current(path)
    except IndexProblem as problem:
        if problem.reason == "missing":
            return None, ()
        raise
    return state, state.roots


def _found_right(path: Path, roots: tuple[Root, ...], now: float) -> None:
    """Notes in the pointer that everything was looked at, and of what the index is made now."""
    try:
        state = current(path)
        seen = state.built_at if state.built_at >= now else now
        point(path, replace(state, roots=roots, seen_at=seen))
    except OSError as error:
        raise IndexProblem("unwritable", f"cannot write the index at {path}: {oneline(error)}") from None


def _bodies(path: Path) -> dict[str, str]:
    """What the index holds, as JSON by article id; nothing where there is none."""
    from quoth.corpus.record import article_to_json
    from quoth.index.snapshot import mending, open_index_segments
    from quoth.index.texts import article_of

    try:
        _, segments = open_index_segments(path)
    except IndexProblem as problem:
        if problem.reason == "missing":
            return {}
        raise
    with mending(path):
        found = (
            article_of(segment, number)
            for segment in segments
            for number in segment.frequencies("kind", "article")
        )
        return {article.id: article_to_json(article) for article in found}
