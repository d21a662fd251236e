"""Reading one source into articles, told as messages."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from quoth.corpus.anchors import article_id
from quoth.corpus.article import article_of
from quoth.corpus.duplicates import written_signature
from quoth.corpus.extraction import SEPARATOR, extract_file, members_named, part_of, split_member
from quoth.corpus.failures import ReadFailure
from quoth.corpus.formats.extracted import Extracted, Unread
from quoth.corpus.model import Article
from quoth.corpus.reading import display_path, harmless_line
from quoth.index.documents import Origin
from quoth.index.filing import Filed, Filing, Unfit
from quoth.index.messages import Begun, Ended, Failed, Given, Message, Read, Same, Task
from quoth.index.problems import oneline


class _Unwritable(Exception):
    """What an article was filed in refused it: no fault of the text."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


def read_source(task: Task, filing: Filing | None = None) -> Iterator[Message]:
    """Reads a source and files its articles, where it is told by what.

    Whatever a text does to the reading ends in a message, not in an exception. Raises OSError where
    an article cannot be filed, and SegmentDamaged.
    """
    try:
        yield from _read(task, filing)
    except _Unwritable as problem:
        raise problem.cause from None


def _read(task: Task, filing: Filing | None) -> Iterator[Message]:
    file, member = split_member(Path(task.path))
    before = _size_and_time(file)
    yield Begun(task.number, *before)
    given = 0
    digest = ""
    whole = True
    try:
        if task.digest and before[0] == task.size and file_digest(file) == task.digest:
            yield Read(task.number)
            yield Ended(task.number, 0, task.digest, untouched=True)
            return
        for message in _texts(task, file, member, before, filing):
            yield message
            if isinstance(message, Given):
                given += 1
                digest = "" if message.member else message.digest
                if message.member:
                    yield Read(task.number, message.member)
        if not digest:
            digest = file_digest(file)
        if _size_and_time(file) != before:
            raise ReadFailure("changing", "changed while it was read; it is read again next time")
    except _Unwritable:
        raise
    except ReadFailure as failure:
        whole = False
        yield Failed(task.number, "", failure.reason, failure.detail)
    except OSError as error:
        whole = False
        yield Failed(task.number, "", "vanished", error.strerror or oneline(error))
    except Exception as error:
        # one file that our own code stumbles over must not cost the others
        whole = False
        yield Failed(task.number, "", "crashed", f"{type(error).__name__}: {oneline(error)}")
    yield Read(task.number)
    yield Ended(task.number, given, digest, whole=whole)


def _size_and_time(file: Path) -> tuple[int, int]:
    try:
        about = os.stat(file)
    except OSError:
        # opening it will say what is wrong
        return 0, 0
    return about.st_size, about.st_mtime_ns


def _texts(
    task: Task, file: Path, member: str, about: tuple[int, int], filing: Filing | None
) -> Iterator[Message]:
    origin, source = task.real, task.source
    texts = extract_file(file, task.settings, task.share)
    if member:
        texts = members_named(texts, harmless_line(member))
        # ids and names are those that the article has as a part of the whole file
        origin = os.path.realpath(file)
        source = source.removesuffix(SEPARATOR + display_path(member))
    for text in texts:
        if isinstance(text, Unread):
            yield Failed(task.number, text.member, text.reason, text.detail)
            continue
        identity = article_id(part_of(origin, text.member))
        if task.known.get(identity) == text.digest:
            yield Same(task.number, identity)
            continue
        try:
            article = article_of(text, origin, source, task.settings)
            yield _given(task, text, article, about, filing)
        except ReadFailure as failure:
            yield Failed(task.number, text.member, failure.reason, failure.detail)
        except _Unwritable:
            raise
        except Unfit as error:
            yield Failed(task.number, text.member, "crashed", str(error))
        except Exception as error:
            # as above, of one part
            detail = f"{type(error).__name__}: {oneline(error)}"
            yield Failed(task.number, text.member, "crashed", detail)


def _given(
    task: Task, text: Extracted, article: Article, about: tuple[int, int], filing: Filing | None
) -> Given:
    """Files an article, and tells of it. Raises Unfit, _Unwritable."""
    filed = Filed("", 0, 0)
    signature = written_signature(article)
    if filing is not None:
        size, mtime_ns = about
        origin = Origin(task.real, len(article.text) if text.member else size, mtime_ns)
        try:
            filed = filing.file(article, origin)
        except Unfit:
            raise
        except Exception as error:
            raise _Unwritable(error) from error
    return Given(
        *(task.number, text.member, article.id, article.source, article.digest),
        len(article.paragraphs),
        len(article.quotes),
        signature,
        *filed,
        "\n".join(article.warnings),
    )


def file_digest(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hex. Raises OSError."""
    with open(file, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
