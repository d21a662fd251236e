"""A hit as it is shown: what its passage stores, with the words found in it marked."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from quoth.index.documents import Header, decoded
from quoth.index.folding import Repeats, number_of
from quoth.index.highlight import highlights
from quoth.index.late import Late
from quoth.index.nodes import Node
from quoth.index.results import Hit, HitKind, SpeakerRef
from quoth.index.schema import KINDS, NO_SPEAKER
from quoth.index.selection import Match


def hit_of(match: Match, header: Header, node: Node | None = None, repeats: Repeats | None = None) -> Hit:
    """One hit in an article of that header; without `node` no words are marked."""
    record: dict[str, Any] = decoded(match.segment.stored(match.document))
    section, heading = header.sections[match.place.section]
    known = repeats or Repeats()
    first = known.of.get(number_of(match))
    return Hit(
        id=record["id"],
        kind=cast(HitKind, KINDS[match.place.kind]),
        article=header.summary.id,
        title=header.summary.title,
        source=header.summary.source,
        date=header.summary.date,
        section=section,
        heading=heading,
        speaker=speaker_of(match, header),
        text=record["text"],
        start=match.place.start,
        end=match.place.end,
        highlights=Late(partial(highlights, record["text"], node)) if node is not None else (),
        score=match.score,
        record=record,
        repeats=_anchor(first) if first else None,
        also=tuple(_anchor(other) for other in known.by.get(number_of(match), ())),
    )


def speaker_of(match: Match, header: Header) -> SpeakerRef | None:
    """Who says a hit, as its article knows them."""
    speaker = match.place.speaker
    return None if speaker == NO_SPEAKER else SpeakerRef(*header.speakers[speaker])


def _anchor(match: Match) -> str:
    """The id of a passage."""
    return str(decoded(match.segment.stored(match.document))["id"])
