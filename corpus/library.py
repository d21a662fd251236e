"""The files of a library: which texts lie under the paths that a user names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quoth.corpus.extraction import split_member
from quoth.corpus.failures import Unfound as Unfound
from quoth.corpus.formats.registry import COLLECTION_SUFFIXES
from quoth.corpus.formats.registry import TEXT_SUFFIXES as TEXT_SUFFIXES
from quoth.corpus.patterns import Patterns
from quoth.corpus.reading import display_path
from quoth.corpus.values import dataclass


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its path, the same as people are shown it (`source`) and without links (`real`)."""

    file: str
    source: str
    real: str

    @property
    def path(self) -> Path:
        """The file as a path; a folder of thousands that are as they were needs none of them."""
        return Path(self.file)


def find_sources(
    paths: Sequence[Path],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    collections: bool = False,
) -> Iterator[SourceFile | Unfound]:
    """The text files at and under `paths`, each once: the files of a folder by name, then its folders.

    Hidden files and folders are passed over, links to folders are not followed. What a file named
    ``.quothignore`` in a folder lists, by patterns like those of `exclude`, is passed over below it.
    `include` and `exclude` are patterns as in ``.gitignore`` for the path below the folder named; with
    `include`, only files that fit, of whatever suffix, are taken. `collections` looks also for files that
    hold several articles (archives, JSON, mailboxes), for callers that use `article.read_articles`.
    """
    wanted = _Wanted(
        Patterns.of(include),
        Patterns.of(exclude),
        (*TEXT_SUFFIXES, *COLLECTION_SUFFIXES) if collections else TEXT_SUFFIXES,
    )
    seen: set[str] = set()
    for path in paths:
        for found in _below(path, wanted) if path.is_dir() else _single(path):
            if isinstance(found, SourceFile):
                if found.real in seen:
                    continue
                seen.add(found.real)
            yield found


IGNORED = ".quothignore"
"""The name of a file that lists what to pass over in its folder and below."""
_MOST_IGNORED = 1 << 16  # bytes of it that are read


class _Ignored(NamedTuple):
    """What a folder lists to be passed over: how long its own path is, and the patterns below it."""

    length: int
    patterns: Patterns

    def take(self, relative: str, *, is_folder: bool) -> bool:
        return self.patterns.take(relative[self.length :], is_folder=is_folder)


class _Wanted(NamedTuple):
    include: Patterns
    exclude: Patterns
    suffixes: tuple[str, ...]

    def file(self, relative: str) -> bool:
        if self.exclude and self.exclude.take(relative):
            return False
        return self.include.take(relative) if self.include else relative.lower().endswith(self.suffixes)

    def folder(self, relative: str) -> bool:
        return not (self.exclude and self.exclude.take(relative, is_folder=True))


def _single(path: Path) -> Iterator[SourceFile | Unfound]:
    shown = display_path(path)
    try:
        split_member(path)[0].stat()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        detail = error.strerror or str(error)
        yield Unfound(shown, "missing" if missing else "unreadable", detail)
        return
    yield SourceFile(os.fspath(path), shown, os.path.realpath(path))


def _below(root: Path, wanted: _Wanted) -> Iterator[SourceFile | Unfound]:
    """What lies under a folder; the folders that wait are kept, not the call stack."""
    nothing: tuple[_Ignored, ...] = ()
    waiting = [(str(root), os.path.realpath(root), "", nothing)]
    while waiting:
        folder, real, below, ignored = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                every = list(listing)
            if any(entry.name == IGNORED for entry in every):
                ignored = (*ignored, _Ignored(len(below), _listed(os.path.join(folder, IGNORED))))
            entries = sorted((entry for entry in every if entry.name[0] != "."), key=lambda e: e.name)
        except OSError as error:
            yield Unfound(display_path(folder), "unreadable", error.strerror or str(error))
            continue
        inner: list[tuple[str, str, str, tuple[_Ignored, ...]]] = []
        for entry in entries:
            relative = f"{below}{entry.name}"
            is_folder = _is_folder(entry)
            if any(one.take(relative, is_folder=is_folder) for one in ignored):
                continue
            if is_folder:
                if wanted.folder(relative) and not entry.is_symlink():
                    inner.append((entry.path, os.path.join(real, entry.name), f"{relative}/", ignored))
            elif wanted.file(relative):
                target = (
                    os.path.realpath(entry.path) if entry.is_symlink() else os.path.join(real, entry.name)
                )
                yield SourceFile(entry.path, display_path(entry.path), target)
        waiting += reversed(inner)


def _listed(path: str) -> Patterns:
    """The patterns of a file of them. Raises OSError."""
    if not os.path.isfile(path):
        return Patterns(())  # a device or pipe that bears the name
    with open(path, "rb") as file:
        return Patterns.of(file.read(_MOST_IGNORED).decode("utf-8-sig", "replace").splitlines())


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a loop of links
        return False
