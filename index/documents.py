"""From an article to the documents that stand for it in the index."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress, groupby, pairwise
from time import localtime, strftime
from types import MappingProxyType
from typing import Any, NamedTuple

from quoth.corpus.anchors import normalised
from quoth.corpus.model import Article, Paragraph, Quote, Span, Speaker
from quoth.corpus.record import article_to_json, words_row
from quoth.corpus.values import dataclass, replace
from quoth.index.analysis import Written, name_words, stems_of, words_of, written
from quoth.index.results import ArticleSummary
from quoth.index.schema import HELD_BYTES, KINDS, LABEL_END, NO_SPEAKER, Place
from quoth.index.segments.layout import Scattered
from quoth.index.stemming import tongue_of
from quoth.index.texts import QUOTE, Evidence, decoded_text, encoded_text

NO_TIMES: Mapping[str, float] = MappingProxyType({})

UNKNOWN = "unattributed"
"""The flag of a quote without a speaker."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an indexed article came from: real path (or a name of its own), size and time of the file."""

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Header:
    """What the index knows of an article without its text.

    `sections` are (id, heading) and `speakers` are (id, name, role), both in the article's order.
    `people` are the speakers before the library joined any: id, name and aliases.
    `added` are runs of passages, in order: when they came into the index, and how many.
    """

    summary: ArticleSummary
    origin: Origin
    attributed: int
    suspect: int
    sections: tuple[tuple[str, str | None], ...]
    speakers: tuple[tuple[str, str, str | None], ...]
    people: tuple[tuple[str, ...], ...] = ()
    added: tuple[tuple[float, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Container:
    """A title, heading or paragraph: what holds quotes and is not held itself."""

    kind: str
    id: str
    span: Span
    text: str
    section: int


class _Speaking(NamedTuple):
    """A speaker of an article: the number, the role and the fields that all quotes of theirs have."""

    number: int
    role: str | None
    fields: dict[str, Any]


UNHEARD = _Speaking(NO_SPEAKER, None, {})
"""Whoever says a quote of nobody known."""


def documents(
    article: Article,
    origin: Origin,
    indexed_at: float,
    body: bytes | None = None,
    people: Iterable[Speaker] | None = None,
    earlier: Mapping[str, float] = NO_TIMES,
) -> Iterator[dict[str, Any]]:
    """The fields of each document of `article`, the article itself first, then the text in order.

    `body` is what `structure_of` makes of it, where that was done already, or of the article as it was
    parsed, where `article` is it as the user corrected it. `people` are as in `header_of`. `earlier`
    says of passages by id when they came into the index, where that was before.
    """
    containers = _containers(article)
    passages = list(_passages(article, containers))
    times = [earlier.get(fields["id"][0], indexed_at) for _, fields in passages]
    runs = tuple((time, len(list(run))) for time, run in groupby(times))
    header = replace(header_of(article, origin, indexed_at, people), added=runs)
    yield {
        "kind": ("article",),
        "id": (article.id,),
        "article": (article.id,),
        "place": Place(0, 0, 0, 0, 0, NO_SPEAKER, 0, len(article.text), len(passages)).packed(),
        "held": _count(0),
        "header": _encoded(_header_row(header)),
        "stored": encoded_text(article.text[: containers[0].span.start] if containers else article.text),
        "body": structure_of(article) if body is None else body,
    } | _shared(article, origin)
    above = [
        {"section": (_stems(section.heading, article),), "title": (_stems(article.title, article),)}
        for section in article.sections
    ]
    # a section's own words stand at the first passage of each run of passages in it
    opener = 0
    for number, (place, fields) in enumerate(passages):
        if number == 0 or passages[number - 1][0].section != place.section:
            opener = number
        if number == opener:
            last = number
            while last < len(passages) and passages[last][0].section == place.section:
                last += 1
            section = article.sections[place.section]
            fields["section_id"] = (section.id,)
            fields["section_label"] = (f"{section.id}{LABEL_END}{section.heading or ''}",)
            if section.heading:
                fields["section"] = (words_of(section.heading),)
            place = place._replace(holds=last - number - 1)
        fields["place"] = place.packed()
        fields["added"] = (added_term(times[number]),)
        fields["above"] = above[place.section]
        yield fields


def _stems(text: str | None, article: Article) -> tuple[str, ...]:
    return stems_of(words_of(text), article.language) if text else ()


def _passages(article: Article, containers: Sequence[_Container]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The place and the other fields of every passage, in the order of the text."""
    starts = [container.span.start for container in containers]
    slices = [encoded_text(article.text[a:b]) for a, b in pairwise([*starts, len(article.text)])]
    held: dict[int, list[Quote]] = {}
    for quote in article.quotes:
        held.setdefault(max(0, bisect_right(starts, quote.outer.start) - 1), []).append(quote)
    back = 0
    speakers = {who.id: _Speaking(n, who.role, _speaking(who)) for n, who in enumerate(article.speakers)}
    for number, container in enumerate(containers):
        back += 1
        kind = KINDS.index(container.kind)
        span = container.span
        place = Place(
            *(kind, back, number, number, container.section, NO_SPEAKER, span.start, span.end),
            words=_words_digest(container.id, container.text),
        )
        quotes = held.get(number, ())
        own, *theirs = _words(container, quotes)
        passage = _passage(container.kind, container.id, own, slices[number], article.language)
        passage["held"] = _count(len(quotes))
        yield place, passage
        for quote, its in zip(quotes, theirs, strict=True):
            back += 1
            span = quote.span
            last = max(number, bisect_right(starts, max(span.end - 1, span.start)) - 1)
            who = speakers.get(quote.speaker or "", UNHEARD)
            place = Place(
                *(QUOTE, back, number, last, container.section, who.number, span.start, span.end),
                words=_words_digest(quote.id, quote.text),
            )
            in_place = span.start >= starts[number] and quote.text == span.of(article.text)
            stored = _evidence(quote, who.role, None if in_place else quote.text)
            passage = _passage("quote", quote.id, its, stored, article.language)
            passage["held"] = _count(0)
            if last > number:
                passage["reaches"] = (str(last - number),)
            yield place, passage | who.fields | _said(quote, who is not UNHEARD)


def _words_digest(anchor: str, text: str) -> int:
    """The digest that a place keeps: of the anchor of a part, which is made of its words; else of `text`."""
    part = anchor.partition(":")[2]
    return zlib.crc32((part or normalised(text)).encode("utf-8", "surrogatepass"))


def _containers(article: Article) -> list[_Container]:
    found: list[_Container] = []
    if article.title_span is not None and article.title is not None:
        found.append(_Container("heading", article.id, article.title_span, article.title, 0))
    for number, section in enumerate(article.sections):
        if section.heading_span is not None and section.heading is not None:
            found.append(_Container("heading", section.id, section.heading_span, section.heading, number))
        held: tuple[Paragraph, ...] = article.paragraphs[section.first : section.last]
        found.extend(_Container("paragraph", p.id, p.span, p.text, number) for p in held)
    found.sort(key=lambda container: container.span)
    if not found and article.quotes:
        # quotes hang on something, even in a text of which all else was taken for noise
        found.append(_Container("paragraph", article.id, Span(0, 0), "", 0))
    return found


def _shared(article: Article, origin: Origin) -> dict[str, Any]:
    """The fields that stand for all passages of an article."""
    fields: dict[str, Any] = {
        "source": (name_words(article.source),),
        "path": (article.source, origin.path),
        "article_order": (f"{article.source}{LABEL_END}{article.id}",),
        "article_label": (f"{article.id}{LABEL_END}{article.title or article.source + LABEL_END}",),
    }
    if article.title:
        fields["title"] = (words_of(article.title),)
    if article.date:
        fields["date"] = (article.date,)
    if article.language:
        fields["lang"] = (article.language.lower(),)
    return fields


def _words(container: _Container, quotes: Sequence[Quote]) -> list[Written]:
    """The words of a heading or paragraph, then those of the quotes that begin in it; each is read once."""
    start = container.span.start
    inside = [(quote.span.start - start, quote.span.end - start) for quote in quotes]
    same = [
        first >= 0 and container.text[first:end] == quote.text
        for (first, end), quote in zip(inside, quotes, strict=True)
    ]
    own, *parts = written(container.text, list(compress(inside, same)))
    read = iter(parts)
    theirs = (
        next(read) if is_part else written(quote.text)[0] for quote, is_part in zip(quotes, same, strict=True)
    )
    return [own, *theirs]


def _passage(kind: str, anchor: str, own: Written, stored: bytes, code: str | None) -> dict[str, Any]:
    words = own.words
    return {
        "kind": (kind,),
        "id": (anchor,),
        "text": (words,),
        "tongue": tongue_of(code),
        "mentions": (Scattered(len(words), own.places, own.names),),
        "words": (str(len(words)),),
        "stored": stored,
    }


def _evidence(quote: Quote, role: str | None, text: str | None) -> bytes:
    """What a quote stores: see `Evidence`."""
    found = quote.attribution
    return _encoded(
        Evidence(
            quote.kind,
            role,
            words_row(found.mention),
            words_row(found.cue),
            found.rule,
            found.confidence,
            quote.suspect,
            text,
        )
    )


def _said(quote: Quote, attributed: bool) -> dict[str, Any]:
    """The fields that only a quote has: what it is, and how we know who said it."""
    fields: dict[str, Any] = {
        "flags": (quote.kind, *sorted(quote.flags), "attributed" if attributed else UNKNOWN),
        "confidence": (repr(float(quote.attribution.confidence)),),
    }
    if quote.attribution.cue:
        fields["cue"] = (words_of(quote.attribution.cue.text),)
    return fields


def _speaking(speaker: Speaker) -> dict[str, Any]:
    """The fields that only quotes of a speaker have."""
    return {
        "speaker_id": (speaker.id,),
        "speaker_label": (f"{speaker.id}{LABEL_END}{speaker.name}",),
        "speaker": tuple(name_words(name) for name in names_of(speaker)),
        "role": tuple(words_of(role.text) for role in speaker.roles),
    }


def names_of(speaker: Speaker) -> tuple[str, ...]:
    """The name and the aliases of a speaker, each once."""
    return tuple(dict.fromkeys((speaker.name, *speaker.aliases)))


def header_of(
    article: Article, origin: Origin, indexed_at: float, people: Iterable[Speaker] | None = None
) -> Header:
    """What the index keeps of `article` besides its text.

    `people` are its speakers before the library joined any, where it did.
    """
    return Header(
        summary=ArticleSummary(
            id=article.id,
            source=article.source,
            title=article.title,
            date=article.date,
            language=article.language,
            paragraphs=len(article.paragraphs),
            quotes=len(article.quotes),
            speakers=len(article.speakers),
            noise=len(article.noise),
            digest=article.digest,
            size=origin.size,
            indexed_at=indexed_at,
        ),
        origin=origin,
        attributed=sum(quote.speaker is not None for quote in article.quotes),
        suspect=sum(quote.suspect for quote in article.quotes),
        sections=tuple((section.id, section.heading) for section in article.sections),
        speakers=tuple((speaker.id, speaker.name, speaker.role) for speaker in article.speakers),
        people=tuple(
            (person.id, person.name, *person.aliases)
            for person in (article.speakers if people is None else people)
        ),
    )


def _count(number: int) -> bytes:
    return number.to_bytes(HELD_BYTES, "little")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _encoded(data: object) -> bytes:
    return encoded_text(_ENCODER.encode(data))


def decoded(data: bytes) -> Any:
    """What a column of JSON holds. Raises ValueError where it holds something else."""
    return json.loads(decoded_text(data))


def _header_row(header: Header) -> list[Any]:
    s = header.summary
    return [
        [s.id, s.source, s.title, s.date, s.language, s.paragraphs, s.quotes, s.speakers, s.noise],
        [s.digest, s.size, s.indexed_at],
        [header.origin.path, header.origin.size, header.origin.mtime_ns],
        [header.attributed, header.suspect],
        header.sections,
        header.speakers,
        header.people,
        header.added,
    ]


@lru_cache(maxsize=64)
def added_term(time: float) -> str:
    """A moment (seconds since the epoch) as the index keeps it: local time in ISO 8601, with microseconds."""
    # as datetime.isoformat writes it, which takes a millisecond to import
    second, of_second = int(time), round(time % 1 * 1e6)
    if of_second == 1_000_000:
        second, of_second = second + 1, 0
    return f"{strftime('%Y-%m-%dT%H:%M:%S', localtime(second))}.{of_second:06}"


def times_added(header: Header, ids: Iterable[str]) -> dict[str, float]:
    """When each passage of an article came into the index; `ids` are those of all, in order."""
    times = (time for time, count in header.added for _ in range(count))
    return dict(zip(ids, times, strict=False))


def header_from(data: bytes) -> Header:
    """The header that an article's document stores. Raises ValueError where it is none."""
    try:
        summary, file, origin, counts, sections, speakers, people, added = decoded(data)
        return Header(
            summary=ArticleSummary(*summary, *file),
            origin=Origin(*origin),
            attributed=counts[0],
            suspect=counts[1],
            sections=tuple(map(tuple, sections)),
            speakers=tuple(map(tuple, speakers)),
            people=tuple(map(tuple, people)),
            added=tuple(map(tuple, added)),
        )
    except (TypeError, IndexError) as error:
        raise ValueError(f"not an article's header: {error}") from None


def structure_of(article: Article) -> bytes:
    """What an article's document keeps of it besides its text, which its documents store in slices."""
    return encoded_text(article_to_json(article, text=False))
