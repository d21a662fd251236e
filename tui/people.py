"""From the name that a command line gives to one speaker of an index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quoth.corpus.anchors import normalised_ascii
from quoth.tui.diagnostics import CommandError, ExitCode, UsageError
from quoth.tui.parser import nearest

if TYPE_CHECKING:
    from quoth.index.results import SpeakerRef
    from quoth.index.search import Index


def one_person(index: Index, name: str) -> SpeakerRef:
    """The one speaker that `name` means. Raises CommandError for none and for several."""
    found = index.people(name)
    if not found:
        close = nearest_person(name, [use.name for use in index.who("kind:quote") if use.id])
        hint = f"did you mean {close!r}?" if close else "see 'quoth speakers'"
        raise CommandError(ExitCode.NOTHING, f"{name}: nobody of that name speaks here; {hint}")
    if len(found) > 1:
        listed = ", ".join(person.name for person in found[:4]) + (", …" if len(found) > 4 else "")
        raise UsageError(f"{name}: that may be {len(found)} people, write more of the name: {listed}")
    return found[0]


def nearest_person(name: str, names: Iterable[str]) -> str | None:
    """The one of `names` that has `name` as one of its words, or else is most like it; None if none is."""
    bearers: dict[str, str] = {}
    for known in names:
        folded = normalised_ascii(known)
        for part in (folded, *folded.split()):
            bearers.setdefault(part, known)
    close = nearest(normalised_ascii(name), tuple(bearers))
    return bearers[close] if close else None
