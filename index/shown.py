"""A hit as it is shown: what its passage stores, with the words found in it marked."""

from __future__ import annotations

from functools import partial
from json import JSONDecoder
from typing import Any, cast

from quoth.index.documents import decoded
from quoth.index.folding import Repeats, number_of
from quoth.index.highlight import highlights
from quoth.index.late import Late
from quoth.index.nodes import Node
from quoth.index.results import Hit, HitKind, SpeakerRef
from quoth.index.schema import KINDS
from quoth.index.selection import Match


def hit_of(match: Match, node: Node | None = None, repeats: Repeats | None = None) -> Hit:
    """One hit; without `node` no words are marked. Nothing of its article is read but what labels tell."""
    segment, document, place = match.segment, match.document, match.place
    record: dict[str, Any] = _read(segment.stored(document).decode("utf-8", "surrogatepass"))[0]
    section, heading = segment.label("section_label", segment.last_number("section_label", document))
    said, text = record["speaker"], record["text"]
    first: Match | None = None
    also: tuple[Match, ...] = ()
    if repeats is not None and repeats.of:
        first = repeats.of.get(number_of(match))
        also = repeats.by.get(number_of(match), ())
    return Hit(
        record["id"],
        cast(HitKind, KINDS[place.kind]),
        record["article"],
        record["title"],
        record["source"],
        segment.value("date", document - place.back),
        section,
        heading or None,
        SpeakerRef(said["id"], said["name"], said["role"]) if said else None,
        text,
        place.start,
        place.end,
        Late(partial(highlights, text, node)) if node is not None else (),
        match.score,
        record,
        _anchor(first) if first else None,
        tuple(map(_anchor, also)),
    )


_read = JSONDecoder().raw_decode
"""Without a look at what may stand behind: a stored record is nothing but JSON."""


def _anchor(match: Match) -> str:
    """The id of a passage."""
    return str(decoded(match.segment.stored(match.document))["id"])
