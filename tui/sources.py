"""The articles that a command speaks of, by one rule for all commands.

With PATHs, the files named and the texts in the folders named, read anew; ``-`` is standard
input. Without, the articles of the index, if there is one; else the article that comes with quoth.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.corpus.overlay import NO_OVERLAY, over_library
from quoth.tui.diagnostics import CommandError, ExitCode, UsageError, code_of, note, say
from quoth.tui.overlay import settled, user_overlay
from quoth.tui.read_settings import read_settings_of, refuse_without_paths

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from quoth.corpus.model import Article
    from quoth.corpus.settings import ReadSettings
    from quoth.index.search import Index

STDIN = "-"
STDIN_SOURCE = "stdin"

PATIENCE = 10.0
"""Seconds to wait for another process that is writing the same index."""


class Reading:
    """Articles one after the other; afterwards `read` counts them, `failures` are reasons, a word each.

    A file that cannot be read is reported on stderr at once and does not stop the others; what is
    doubtful in one that is read (a guessed encoding) is told there once. The articles are as the user
    corrected them, or as they were parsed where `raw`.
    """

    def __init__(self, options: argparse.Namespace, paths: Sequence[str], *, raw: bool = False) -> None:
        if paths and options.index:
            raise UsageError("--index and PATH exclude each other: name files, or the index to read from")
        if not paths:
            refuse_without_paths(options)
        self._options = options
        self._paths = paths
        self._settings = read_settings_of(options) if paths else None
        self._overlay = NO_OVERLAY if raw else user_overlay()
        self.read = 0
        self.failures: list[str] = []
        self._told: set[tuple[Path, str]] = set()

    def __iter__(self) -> Iterator[Article]:
        for article in self._articles():
            self.read += 1
            for warning in article.warnings:
                self._warn(article.source, warning)
            yield article

    def _warn(self, source: str, warning: str) -> None:
        """Tells a warning once for a file; those of an index were told when it was built."""
        if not self._paths:
            note(f"{source}: {warning}")
            return
        from quoth.corpus.extraction import split_member

        key = split_member(Path(source))[0], warning
        if key not in self._told:
            self._told.add(key)
            say(f"{source}: {warning}")

    def together(self) -> tuple[Article, ...]:
        """All of them at once, with the people of the library joined as an index joins them."""
        return over_library(tuple(self), self._overlay.aliases)

    def _articles(self) -> Iterator[Article]:
        if self._paths:
            yield from map(self._overlay.over, self._from_files())
            return
        from quoth.tui.location import chosen_index

        place = chosen_index(self._options.index, os.environ)
        if place is None:
            from quoth.corpus.bundled_article import bundled_article

            yield self._overlay.over(bundled_article())
            return
        yield from _from_index(place)

    def _from_files(self) -> Iterator[Article]:
        from quoth.corpus.article import read_articles
        from quoth.corpus.library import SourceFile, Unfound, find_sources
        from quoth.corpus.reading import ReadFailure
        from quoth.corpus.settings import DEFAULT

        settings = self._settings or DEFAULT
        seen: set[str] = set()
        for path in self._paths:
            if path == STDIN:
                yield from self._from_stdin()
                continue
            found = False
            for source in find_sources(
                [Path(path)],
                include=self._options.include,
                exclude=self._options.exclude,
                collections=True,
            ):
                found = True
                if not isinstance(source, SourceFile):
                    self._fail(source.source, source.reason, source.detail)
                    continue
                if source.real in seen:
                    continue
                seen.add(source.real)
                try:
                    for article in read_articles(source.path, source.source, settings):
                        if isinstance(article, Unfound):
                            self._fail(article.source, article.reason, article.detail)
                        else:
                            yield article
                except ReadFailure as failure:
                    self._fail(source.source, failure.reason, failure.detail)
            if not found:
                say(no_texts_in(path))

    def _from_stdin(self) -> Iterator[Article]:
        from quoth.corpus.reading import ReadFailure

        try:
            yield read_stdin(self._settings)
        except ReadFailure as failure:
            self._fail("standard input", failure.reason, failure.detail)

    def _fail(self, source: str, reason: str, detail: str) -> None:
        self.failures.append(reason)
        say(f"{source}: {detail}")

    def code(self, found: int) -> ExitCode:
        """The exit code, after the last article, of a command that found that many things."""
        if self.failures:
            return code_of(self.failures, done=self.read > 0)
        return ExitCode.OK if found else ExitCode.NOTHING


def require_paths(paths: Sequence[str]) -> list[Path]:
    """`paths`, made absolute to mean the same elsewhere. Raises UsageError for one that does not exist."""
    for path in paths:
        if not os.path.lexists(path) and not is_member(path):
            raise UsageError(f"{path}: no such file or folder")
    return [Path(path).absolute() for path in paths]


def is_member(path: str) -> bool:
    """Whether a path leads into a file, as ``letters.zip#may.txt`` does."""
    from quoth.corpus.extraction import split_member

    return bool(split_member(Path(path))[1])


def no_texts_in(path: str) -> str:
    """What to say of a folder without texts."""
    from quoth.corpus.formats.registry import COLLECTION_SUFFIXES, TEXT_SUFFIXES

    kinds = " ".join(dict.fromkeys((*TEXT_SUFFIXES, *COLLECTION_SUFFIXES)))
    return f"{path}: no texts in this folder; quoth looks for {kinds} (others: --include '*.EXT', or by name)"


def read_stdin(settings: ReadSettings | None = None) -> Article:
    """The article on standard input. Raises ReadFailure, UsageError where a person would have to type it."""
    from quoth.corpus.article import article_of_bytes
    from quoth.corpus.settings import DEFAULT
    from quoth.tui.terminal import is_terminal

    if sys.stdin is None or is_terminal(sys.stdin):
        raise UsageError("standard input is a terminal; pipe a text into it: cat FILE | quoth quotes -")
    settings = settings or DEFAULT
    raw = sys.stdin.buffer.read(settings.max_bytes + 1)
    settings.refuse_large(len(raw))
    return article_of_bytes(raw, origin=STDIN_SOURCE, source=STDIN_SOURCE, settings=settings)


def index_for_reading(place: Path) -> Index:
    """An index to read articles from, open. Raises CommandError."""
    from quoth.index.problems import IndexProblem
    from quoth.index.search import open_index

    try:
        settled(place, PATIENCE)
        return open_index(place)
    except IndexProblem as problem:
        raise CommandError(ExitCode.INDEX, problem.detail) from None


def _from_index(place: Path) -> Iterator[Article]:
    from quoth.index.problems import IndexProblem

    try:
        with index_for_reading(place) as index:
            for summary in index.articles():
                yield index.article(summary.id)
    except IndexProblem as problem:
        raise CommandError(ExitCode.INDEX, problem.detail) from None
