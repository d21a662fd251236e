"""Why a source could not be read: one word for scripts, one line for people."""

from __future__ import annotations

from typing import Literal

from quoth.corpus.values import dataclass

FailureReason = Literal[
    "missing",
    "unreadable",
    "not-a-file",
    "vanished",
    "changing",
    "empty",
    "too-large",
    "too-many",
    "too-deep",
    "too-slow",
    "binary",
    "encoding",
    "unsupported",
    "missing-reader",
    "damaged",
    "encrypted",
    "entities",
    "bomb",
    "path-escape",
    "link",
    "no-text",
    "several",
]
"""Every reason, in one word.

``several``: the source holds more articles than the caller can take. ``missing-reader``: the
format needs an extra that is not installed. ``entities``: XML that defines entities.
``bomb``: an archive that unpacks beyond its limits.
"""


class ReadFailure(Exception):
    """A source that could not be read: `reason` is one word, `detail` says what to do about it."""

    def __init__(self, reason: FailureReason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: FailureReason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Unfound:
    """A path or a part of a file that gave no article: `reason` is one word, `detail` one line."""

    source: str
    reason: FailureReason
    detail: str
