"""What is to be read of a source, and what is told of reading it: values that travel between processes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from quoth.corpus.model import Article
from quoth.corpus.settings import DEFAULT, ReadSettings
from quoth.index.documents import article_from
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
    """An article; `body` is it as the index stores it, `signature` is that of its words."""

    task: int
    member: str
    article: Article
    body: bytes
    signature: str = ""


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


Message = Begun | Given | Same | Failed | Ended
_KINDS: dict[str, type[Begun | Same | Failed | Ended]] = {
    kind.__name__: kind for kind in (Begun, Same, Failed, Ended)
}


def message_to_bytes(message: Message) -> bytes:
    """A message as a line of JSON; the article of one follows it as it is stored."""
    if isinstance(message, Given):
        head: list[Any] = [message.task, message.member, message.signature]
        return json.dumps(head).encode("ascii") + b"\n" + message.body
    said = [type(message).__name__, *(getattr(message, name) for name in message.__slots__)]
    return json.dumps(said).encode("ascii")


def message_from_bytes(data: bytes) -> Message:
    """The message that `message_to_bytes` wrote. Raises ValueError."""
    line, _, body = data.partition(b"\n")
    said = json.loads(line)
    if body:
        return Given(said[0], said[1], article_from(body), body, said[2])
    return _KINDS[said[0]](*said[1:])


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
