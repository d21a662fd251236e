"""What an index was read from: a row for every source file, kept beside the segments.

A build compares the rows with the files and need not open the index itself. The ledger is JSON and
belongs to a generation: it is switched together with what it speaks of.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quoth.corpus.fingerprint import fingerprint
from quoth.corpus.settings import ReadSettings
from quoth.corpus.values import dataclass
from quoth.index.problems import IndexProblem, oneline
from quoth.index.results import Failure
from quoth.index.store import Current, file_bytes, rebuild_advice

_NAME = "SOURCES."


@dataclass(frozen=True, slots=True)
class Held:
    """An article that the index holds; `member` names it in a file of several, else it is empty.

    `signature` stands for its words, as `corpus/duplicates.py` compares them, in Base64.
    """

    member: str
    id: str
    digest: str
    paragraphs: int
    quotes: int
    signature: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source file as it was when it was read at `read_at` (seconds since the epoch).

    `path` is real, `source` as it is shown; `digest` a SHA-256 of the file, in hex; `rules` tells by
    what it was read, as `rules_of` says it; `failures` is what could not be read of it.
    """

    path: str
    source: str
    size: int
    mtime_ns: int
    digest: str
    rules: str
    read_at: float
    held: tuple[Held, ...] = ()
    failures: tuple[Failure, ...] = ()


def rules_of(settings: ReadSettings) -> str:
    """A short word that changes with the rules that read articles and with the settings of reading."""
    import hashlib

    return f"{fingerprint()}-{hashlib.sha256(repr(settings).encode()).hexdigest()[:8]}"


def read_ledger(path: Path, state: Current) -> dict[str, SourceRow]:
    """The rows of the live generation by path; empty where it keeps none. Raises IndexProblem."""
    rows: dict[str, SourceRow] = {}
    for row in _said(path, state):
        articles = tuple([Held(*article) for article in row[7]])
        failed = tuple([Failure(*failure) for failure in row[8]]) if row[8] else ()
        fields: list[Any] = [*row[:7], articles, failed]
        rows[row[0]] = SourceRow(*fields)
    return rows


def _said(path: Path, state: Current) -> list[Any]:
    """What the ledger holds, every row with the nine fields of a source. Raises IndexProblem."""
    name = next((name for name, _, _ in state.files if name.startswith(_NAME)), None)
    if name is None:
        return []
    try:
        said: list[Any] = json.loads(file_bytes(path, state, name))
        if any(len(row) != 9 or any(len(held) != 6 for held in row[7]) for row in said):
            raise ValueError("a row has another number of fields")
        return said
    except OSError as error:
        raise IndexProblem("unreadable", f"cannot read the index at {path}: {oneline(error)}") from None
    except (ValueError, TypeError, IndexError) as error:
        raise IndexProblem(
            "damaged", f"the index at {path} is damaged ({name}: {oneline(error)}); {rebuild_advice(path)}"
        ) from None


def read_signatures(path: Path, state: Current) -> dict[str, str]:
    """The signatures of all articles of the live generation, by id. Raises IndexProblem."""
    return {held[1]: held[5] for row in _said(path, state) for held in row[7]}


def write_ledger(folder: Path, generation: int, rows: Iterable[SourceRow]) -> None:
    """Writes the rows into a generation's folder, in place of what was taken over. Raises OSError."""
    for old in folder.glob(f"{_NAME}*"):
        # never written over: it may be a link to the live generation's
        os.unlink(old)
    said = [
        [
            *(row.path, row.source, row.size, row.mtime_ns, row.digest, row.rules, row.read_at),
            [(h.member, h.id, h.digest, h.paragraphs, h.quotes, h.signature) for h in row.held],
            [[failure.source, failure.reason, failure.detail] for failure in row.failures],
        ]
        for row in rows
    ]
    (folder / f"{_NAME}{generation}.json").write_text(json.dumps(said, separators=(",", ":")), "ascii")
