"""Which rules read an article: a fingerprint of the code and data that decide about its structure."""

from __future__ import annotations

import os
from collections.abc import Iterator

_NO_RULES = frozenset(
    {"__pycache__", "bundled", "py.typed", "evaluation.py", "library.py", "patterns.py", "fingerprint.py"}
)
"""What lies beside the rules without taking part in reading a text."""


def fingerprint(*, contents: bool = True) -> str:
    """Changes with every change of the code and data that read articles; a short word.

    By their bytes, so that it is the same on every machine and after every installation. Without
    `contents` by the names, sizes and times of the files: in a tenth of the time, but it changes
    also when the same rules are installed again.
    """
    import hashlib

    digest = hashlib.sha256()
    for name, entry in _files(os.path.dirname(os.path.abspath(__file__)), ""):
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
        if contents:
            with open(entry.path, "rb") as file:
                digest.update(hashlib.sha256(file.read()).digest())
        else:
            about = entry.stat()
            digest.update(b"%d %d\0" % (about.st_size, about.st_mtime_ns))
    return digest.hexdigest()[:16]


def _files(folder: str, below: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as listing:
        entries = sorted((e for e in listing if e.name not in _NO_RULES), key=lambda e: e.name)
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path, f"{below}{entry.name}/")
        elif not entry.name.startswith("."):
            yield below + entry.name, entry
