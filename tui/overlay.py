"""The user's word over what the rules found: read from their files, applied to every article that is read.

Articles read from files, from standard input and the bundled one pass through `Overlay.over` in
`sources`; those of an index are laid out under it, which `settled` sees to before the index is asked.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.overlay import NO_OVERLAY, Overlay
from quoth.tui.diagnostics import UsageError, note, say
from quoth.tui.user_files import aliases_file, content, corrections_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_AT_END = " (at end of document)"
_EXPECTED = 'expected: "Jane Roe" = ["J. Roe", "Roe"], in the table [same] or [apart]'
_PLACE = late_pattern(r" \(at line (\d+), column \d+\)$")


def user_overlay(environment: Mapping[str, str] | None = None) -> Overlay:
    """What the user's files say. Raises UsageError with file and line where one cannot be followed."""
    environment = os.environ if environment is None else environment
    corrections, aliases = corrections_file(environment), aliases_file(environment)
    corrected, named = read_user_file(corrections), read_user_file(aliases)
    if corrected is None and named is None:
        return NO_OVERLAY
    from quoth.corpus.aliases import AliasError, Aliases, parse_aliases
    from quoth.corpus.corrections import CorrectionError, parse_corrections

    try:
        made = parse_corrections(corrected) if corrected else ()
    except CorrectionError as error:
        raise UsageError(f"{placed(corrections, corrected or '', str(error))}") from None
    try:
        known = parse_aliases(named) if named else Aliases()
    except AliasError as error:
        raise UsageError(f"{placed(aliases, named or '', str(error))}; {_EXPECTED}") from None
    return Overlay(made, known)


def read_user_file(path: Path) -> str | None:
    """The text of one of the user's files, None where there is none. Raises UsageError."""
    try:
        return content(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8") from None


def placed(path: Path, text: str, message: str) -> str:
    """``FILE:LINE: message``: the line that the message tells, or the first that holds what it cites."""
    if told := _PLACE.search(message):
        return f"{path}:{told[1]}: {message[: told.start()]}"
    if message.endswith(_AT_END):
        return f"{path}:{len(text.splitlines())}: {message.removesuffix(_AT_END)}"
    number = _line_of(text, message)
    return f"{path}:{number}: {message}" if number else f"{path}: {message}"


def _line_of(text: str, message: str) -> int | None:
    lines = text.splitlines()
    if table := re.match(r"correction (\d+)\b", message):
        tables = [n for n, line in enumerate(lines, start=1) if line.strip().startswith("[[correction]]")]
        wanted = int(table[1]) - 1
        return tables[wanted] if wanted < len(tables) else None
    # the last cited words are the most particular
    for cited in reversed(re.findall(r"'([^']*)'|\[(\w+)\]", message)):
        words = (cited[0] or cited[1]).casefold()
        for number, line in enumerate(lines, start=1):
            if words and words in line.casefold():
                return number
    return None


def settled(place: Path, patience: float) -> None:
    """Sees to it that the index at `place` is laid out under the user's word.

    Where that cannot be now, because somebody else is writing it or the disk refuses, a line says so
    and the index answers as it is. Raises IndexProblem where it cannot be read at all, UsageError.
    """
    from quoth.index.problems import IndexProblem
    from quoth.index.settling import settle

    overlay = user_overlay()
    try:
        settle(place, overlay, lock_wait=patience)
    except IndexProblem as problem:
        if problem.reason not in ("locked", "unwritable"):
            raise
        if overlay == NO_OVERLAY:
            note(f"people of several articles are not joined yet: {problem.detail}")
        else:
            say(f"corrections and aliases are not applied yet: {problem.detail}")
