"""Names inside archives: which members are texts, and which names point out of the archive."""

from __future__ import annotations

from quoth.corpus.formats.registry import has_known_suffix
from quoth.corpus.late_pattern import late_pattern

_DRIVE = late_pattern(r"[A-Za-z]:")


def is_wanted_member(name: str) -> bool:
    """Whether a member is a text to read: it has a known suffix, and neither it nor its folder is hidden."""
    parts = name.replace("\\", "/").split("/")
    if any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts:
        return False
    return has_known_suffix(name)


def escapes(name: str) -> bool:
    """Whether a name would lead out of the folder that the archive is unpacked in."""
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "" or ".." in parts or _DRIVE.match(name) is not None or "\0" in name
