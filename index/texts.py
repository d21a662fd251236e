"""The words that an index keeps: each once, with the passage that begins at them.

What an article's documents store, quotes left out, are slices that make up its text one after the other:
with each heading and paragraph what stands from its start to the start of the next one, with the article
what stands before the first. A quote stores what is known of its speaker, and words of its own only where
they are not those of its place.
"""

from __future__ import annotations

from json import JSONDecoder
from typing import Any, NamedTuple

from quoth.corpus.model import Article
from quoth.corpus.record import article_from_json
from quoth.index.postings import Segment
from quoth.index.schema import KINDS, Place

QUOTE = KINDS.index("quote")


class Evidence(NamedTuple):
    """What a quote stores, as JSON: what `quote_record` says of it and nothing else in the index tells.

    `role` is that of its speaker; `mention` and `cue` are rows of `words_row`; `text` are the words of a
    quote that do not stand at its place.
    """

    kind: str
    role: str | None
    mention: list[Any] | None
    cue: list[Any] | None
    rule: str
    confidence: float
    suspect: bool
    text: str | None


def encoded_text(text: str) -> bytes:
    """Text as a column keeps it."""
    return text.encode("utf-8", "surrogatepass")


def decoded_text(data: bytes) -> str:
    """The text that `encoded_text` wrote. Raises ValueError where it is none."""
    return data.decode("utf-8", "surrogatepass")


def text_of(segment: Segment, document: int) -> str:
    """The words of a passage."""
    return passage_of(segment, document, segment.place(document))[0]


def passage_of(segment: Segment, document: int, place: Place) -> tuple[str, Evidence | None]:
    """The words of a passage at a known place and, for a quote, what else it stores. Raises ValueError."""
    stored = decoded_text(segment.stored(document))
    if place.kind != QUOTE:
        return stored[: place.end - place.start], None
    evidence = _evidence(stored)
    if evidence.text is not None:
        return evidence.text, evidence
    around = document - 1
    while (outer := segment.place(around)).kind == QUOTE:
        around -= 1
    text = decoded_text(segment.stored(around))
    for _ in range(place.last - place.first):
        around += 1
        while segment.place(around).kind == QUOTE:
            around += 1
        text += decoded_text(segment.stored(around))
    return text[place.start - outer.start : place.end - outer.start], evidence


def evidence_of(segment: Segment, document: int) -> Evidence:
    """What a quote stores. Raises ValueError."""
    return _evidence(decoded_text(segment.stored(document)))


_read = JSONDecoder().raw_decode
"""Without a look at what may stand behind: what a quote stores is nothing but JSON."""


def _evidence(stored: str) -> Evidence:
    try:
        return Evidence._make(_read(stored)[0])
    except TypeError as error:
        raise ValueError(f"not the evidence of a quote: {error}") from None


def id_of(segment: Segment, document: int) -> str:
    """The id of a passage. Raises ValueError where it has none."""
    found = segment.value("id", document)
    if found is None:
        raise ValueError(f"document {document} has no id")
    return found


def article_of(segment: Segment, document: int) -> Article:
    """The article whose document that is, as it was parsed. Raises ValueError where it is none."""
    last, held = document + segment.place(document).holds, segment.held().column
    holding = [document]
    while (after := holding[-1] + held[holding[-1]] + 1) <= last:
        holding.append(after)
    # from the last: each block is opened for the last slice in it that is asked for
    slices = [segment.stored(number) for number in reversed(holding)]
    text = decoded_text(b"".join(reversed(slices)))
    return article_from_json(decoded_text(segment.body(document)), text)
