"""What is to be read of a source, and what is told of reading it: values that travel between processes."""

from __future__ import annotations

import json
from typing import Any

from quoth.corpus.settings import DEFAULT, ReadSettings
from quoth.corpus.values import dataclass, field
from quoth.index.roots import Root, from_json, to_json


@dataclass(frozen=True, slots=True)
class Task:
    """A source to read, or the `share` (k, n) of it that every n-th member from the k-th on is.

    `path` opens it, `real` is its real path. `digest` is the SHA-256 that the file had and `known`
    the digests of the articles in it by id, where they were read by the rules of now.
    """

    number: int
    path: str
    real: str
    source: str
    size: int = 0
    digest: str = ""
    known: dict[str, str] = field(default_factory=dict)
    share: tuple[int, int] = (0, 1)
    settings: ReadSettings = DEFAULT


@dataclass(frozen=True, slots=True)
class Begun:
    """A task was begun, on a file as it was found."""

    task: int
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Given:
    """An article that was read, and where it was filed; `signature` is that of its words.

    Its documents are the `documents` in `segment` from `first` on; none where nothing is written.
    `warnings` are those of the article, a line each.
    """

    task: int
    member: str
    id: str
    source: str
    digest: str
    paragraphs: int
    quotes: int
    signature: str = ""
    segment: str = ""
    first: int = 0
    documents: int = 0
    warnings: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """An article that is as it was, by id."""

    task: int
    id: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A part that could not be read, or the whole source where `member` is empty."""

    task: int
    member: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A task is done, and how many articles were given.

    `untouched` says that the file is, byte for byte, what it was; `whole` that it was read to its end.
    """

    task: int
    given: int
    digest: str = ""
    untouched: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Read:
    """How far reading is, for whoever watches: a part of a source was met, or, without `member`, its end."""

    task: int
    member: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A segment is whole, with that many documents: what was said to be filed in it can be relied on."""

    segment: str
    documents: int


@dataclass(frozen=True, slots=True)
class Halted:
    """The build cannot go on: the disk refuses (`number` is an errno), or `file` of the index is damaged."""

    number: int
    file: str
    what: str


Message = Begun | Given | Same | Failed | Ended | Read | Written
_KINDS: dict[str, type[Message | Halted]] = {
    kind.__name__: kind for kind in (Begun, Given, Same, Failed, Ended, Read, Written, Halted)
}


def message_to_bytes(message: Message | Halted) -> bytes:
    """A message as JSON."""
    said = [type(message).__name__, *(getattr(message, name) for name in message.__slots__)]
    return json.dumps(said).encode("ascii")


def message_from_bytes(data: bytes) -> Message | Halted:
    """The message that `message_to_bytes` wrote. Raises ValueError."""
    kind, *said = json.loads(data)
    return _KINDS[kind](*said)


def task_to_json(task: Task) -> list[Any]:
    """A task for another process."""
    root = to_json(Root("", settings=task.settings))
    return [
        *(task.number, task.path, task.real, task.source, task.size, task.digest),
        *(task.known, task.share, root),
    ]


def task_from_json(said: list[Any]) -> Task:
    """The task that `task_to_json` wrote."""
    number, path, real, source, size, digest, known, (mine, shares), root = said
    settings = from_json({"path": "", **root}).settings
    return Task(number, path, real, source, size, digest, known, (mine, shares), settings)
