"""A hit as it is shown: put together from what the index says of its passage, the words found marked."""

from __future__ import annotations

from functools import partial
from typing import cast

from quoth.corpus.model import Span
from quoth.corpus.record import evidence_record, passage_record
from quoth.index.folding import Repeats, number_of
from quoth.index.highlight import highlights
from quoth.index.late import Late, LateRecord
from quoth.index.nodes import Node
from quoth.index.results import Hit, HitKind, SpeakerRef
from quoth.index.schema import KINDS, Place
from quoth.index.selection import Match
from quoth.index.texts import Evidence, id_of, passage_of


def hit_of(match: Match, node: Node | None = None, repeats: Repeats | None = None) -> Hit:
    """One hit; without `node` no words are marked. Nothing of its article is read but what labels tell.

    Raises ValueError where the passage stores something else.
    """
    segment, document, place = match.segment, match.document, match.place
    named, source, title, date = segment.about(document - place.back)
    section, heading = segment.label("section_label", segment.last_number("section_label", document))
    identity = id_of(segment, document)
    text, evidence = passage_of(segment, document, place)
    speaker = _speaker(match, evidence) if evidence is not None else None
    about = (named, source, title)
    first: Match | None = None
    also: tuple[Match, ...] = ()
    if repeats is not None and repeats.of:
        first = repeats.of.get(number_of(match))
        also = repeats.by.get(number_of(match), ())
    return Hit(
        identity,
        cast(HitKind, KINDS[place.kind]),
        named,
        title,
        source,
        date,
        section,
        heading or None,
        speaker,
        text,
        place.start,
        place.end,
        Late(partial(highlights, text, node)) if node is not None else (),
        match.score,
        LateRecord(partial(_record, about, identity, heading or None, text, place, speaker, evidence)),
        _anchor(first) if first else None,
        tuple(map(_anchor, also)),
    )


def _record(
    article: tuple[str, str, str | None],
    identity: str,
    heading: str | None,
    text: str,
    place: Place,
    speaker: SpeakerRef | None,
    evidence: Evidence | None,
) -> dict[str, object]:
    record = passage_record(article, identity, heading, KINDS[place.kind], text, Span(place.start, place.end))
    if evidence is not None:
        record |= {"kind": evidence.kind} | evidence_record(speaker, *evidence[2:7])
    return record


def _speaker(match: Match, evidence: Evidence) -> SpeakerRef | None:
    number = match.segment.number("speaker_label", match.document)
    if number is None:
        return None
    return SpeakerRef(*match.segment.label("speaker_label", number), evidence.role)


def _anchor(match: Match) -> str:
    """The id of a passage."""
    return id_of(match.segment, match.document)
