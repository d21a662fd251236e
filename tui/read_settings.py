"""How files are to be read: by flags, else by the file of settings, else as usual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoth.corpus.values import replace
from quoth.tui.diagnostics import UsageError
from quoth.tui.parser import FIELD_ROLES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from quoth.corpus.settings import ReadSettings

LIMITS: Mapping[str, tuple[str, int]] = {
    "max_text_mb": ("max_bytes", 1 << 20),
    "max_file_mb": ("max_file_bytes", 1 << 20),
    "max_unpacked_mb": ("max_unpacked", 1 << 20),
    "max_members": ("max_members", 1),
    "max_ratio": ("max_ratio", 1),
    "max_seconds": ("seconds", 1),
}
"""Limits of reading by their names in the file of settings: the field they set, and its unit."""


def read_settings_of(options: argparse.Namespace) -> ReadSettings | None:
    """How texts are to be read; None where nothing is said of it. Raises UsageError."""
    said = options.settings.values if options.settings else {}
    encoding = options.encoding or said.get("encoding")
    language = options.language or said.get("language")
    fields = tuple(options.field) or tuple(said.get("fields", {}).items())
    limits = {LIMITS[name][0]: value * LIMITS[name][1] for name, value in said.items() if name in LIMITS}
    repair = bool(options.repair or said.get("repair", False))
    if not (encoding or language or fields or limits or repair):
        return None
    from quoth.corpus.settings import DEFAULT

    if encoding and not is_encoding(encoding):
        raise UsageError(f"--encoding: no encoding is called {encoding!r}")
    if language and not is_language(language):
        raise UsageError(f"--language: {language!r} is no code of a language, such as en or pt")
    return replace(DEFAULT, encoding=encoding, language=language, fields=fields, repair=repair, **limits)


def refuse_without_paths(options: argparse.Namespace) -> None:
    """Raises UsageError for flags that say how files are read where an index is asked instead."""
    for flag in ("encoding", "language", "field", "repair"):
        if getattr(options, flag, None):
            raise UsageError(f"--{flag} says how files are read; name some, or give it to 'quoth index'")


def is_encoding(name: Any) -> bool:
    """Whether there is a text encoding of that name."""
    if not isinstance(name, str):
        return False
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def is_language(code: Any) -> bool:
    """Whether a value is a code of two or three small letters, as ISO 639 gives to languages."""
    return (
        isinstance(code, str) and 2 <= len(code) <= 3 and code.isascii() and code.isalpha() and code.islower()
    )


def is_fields(said: Any) -> bool:
    """Whether a value names fields of JSON by role."""
    return isinstance(said, dict) and all(
        role in FIELD_ROLES and isinstance(name, str) and name for role, name in said.items()
    )
