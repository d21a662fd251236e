"""A hit as it is shown: what its passage stores, with the words found in it marked."""

from __future__ import annotations

from functools import partial
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
    segment, document = match.segment, match.document
    record: dict[str, Any] = decoded(segment.stored(document))
    section, heading = segment.label("section_label", segment.last_number("section_label", document))
    date = segment.value("date", document - match.place.back)
    said = record["speaker"]
    known = repeats or Repeats()
    first = known.of.get(number_of(match))
    return Hit(
        id=record["id"],
        kind=cast(HitKind, KINDS[match.place.kind]),
        article=record["article"],
        title=record["title"],
        source=record["source"],
        date=date,
        section=section,
        heading=heading or None,
        speaker=SpeakerRef(said["id"], said["name"], said["role"]) if said else None,
        text=record["text"],
        start=match.place.start,
        end=match.place.end,
        highlights=Late(partial(highlights, record["text"], node)) if node is not None else (),
        score=match.score,
        record=record,
        repeats=_anchor(first) if first else None,
        also=tuple(_anchor(other) for other in known.by.get(number_of(match), ())),
    )


def _anchor(match: Match) -> str:
    """The id of a passage."""
    return str(decoded(match.segment.stored(match.document))["id"])
