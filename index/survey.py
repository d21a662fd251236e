"""What a build has to do: which sources are as they were, which are read, which are gone. Reads no text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from quoth.corpus.extraction import SEPARATOR, split_member
from quoth.corpus.library import SourceFile, Unfound, find_sources
from quoth.corpus.settings import ReadSettings
from quoth.corpus.values import dataclass, field
from quoth.index.ledger import SourceRow, rules_of
from quoth.index.messages import Task
from quoth.index.results import Failure
from quoth.index.roots import Root

_RACY_NS = 2_000_000_000
"""A file changed this shortly before it was indexed may have changed again within the same tick."""

PASSING = frozenset(
    {"missing", "unreadable", "vanished", "changing", "too-slow", "missing-reader", "crashed"}
)
"""Reasons that speak of the moment or of quoth, not of the text: what is indexed of it is kept."""


@dataclass(slots=True)
class Survey:
    """`tasks` are to be read, `same` and `unfound` are not; `gone` are rows of files that are no more."""

    tasks: list[Task] = field(default_factory=list)
    same: list[SourceRow] = field(default_factory=list)
    unfound: list[Failure] = field(default_factory=list)
    gone: list[SourceRow] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many sources were met."""
        return len(self.tasks) + len(self.same) + len(self.unfound)


def survey(roots: Sequence[Root], rows: Mapping[str, SourceRow]) -> Survey:
    """Compares the files at and under `roots` with the rows of an index."""
    found = Survey()
    met: set[str] = set()
    closed: set[str] = set()
    for root in roots:
        rules = rules_of(root.settings)
        for source in find_sources(
            [Path(root.path)], include=root.include, exclude=root.exclude, collections=True
        ):
            if isinstance(source, Unfound):
                closed.add(os.path.realpath(os.path.expanduser(source.source)))
                found.unfound.append(Failure(source.source, source.reason, source.detail))
            elif source.real not in met:
                met.add(source.real)
                row = rows.get(source.real)
                if row is not None and _as_it_was(source, row, rules):
                    found.same.append(row)
                else:
                    found.tasks.append(_task(len(found.tasks), source, row, root.settings, rules))
    reach = {root.path for root in roots}
    for path, row in rows.items():
        # what lies under a folder that cannot be read now is not known to be gone
        if path not in met and _within(path, reach) and not _within(path, closed):
            found.gone.append(row)
    return found


def _task(number: int, source: SourceFile, row: SourceRow | None, settings: ReadSettings, rules: str) -> Task:
    task = Task(number, source.file, source.real, source.source, settings=settings)
    if row is None or row.source != source.source or row.rules != rules:
        return task
    known = {held.id: held.digest for held in row.held}
    failing = any(failure.reason in PASSING for failure in row.failures)
    digest = "" if failing else row.digest
    return Task(number, task.path, task.real, task.source, row.size, digest, known, settings=settings)


def _as_it_was(source: SourceFile, row: SourceRow, rules: str) -> bool:
    """Whether size and time say that a file has not changed since it was read, by the rules of now."""
    if row.rules != rules or row.source != source.source:
        return False
    if any(failure.reason in PASSING for failure in row.failures):
        return False
    try:
        about = os.stat(split_member(source.path)[0] if SEPARATOR in source.file else source.file)
    except OSError:
        return False
    if (about.st_size, about.st_mtime_ns) != (row.size, row.mtime_ns):
        return False
    return about.st_mtime_ns + _RACY_NS < row.read_at * 1e9


def _within(path: str, places: Iterable[str]) -> bool:
    """Whether a path is one of the places or lies in one."""
    while path not in places:
        parent = os.path.dirname(path)
        if parent == path:
            return False
        path = parent
    return True
