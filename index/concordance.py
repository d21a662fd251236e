"""Key word in context: every occurrence once, under whoever says it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast

from quoth.corpus.model import Span
from quoth.index.analysis import tokens
from quoth.index.documents import Header
from quoth.index.evaluation import matching
from quoth.index.highlight import occurrences
from quoth.index.nodes import Node, split_filters
from quoth.index.postings import Segment
from quoth.index.results import ConcordanceLine, HitKind, SpeakerRef
from quoth.index.schema import KINDS, NO_SPEAKER, Place
from quoth.index.selection import Match
from quoth.index.texts import evidence_of, id_of, text_of

SORT_KEYS = (
    *(f"{distance}{side}" for side in "LR" for distance in range(1, 6)),
    "key",
    "speaker",
    "section",
    "article",
)
"""Words to the left and right counted from the key, the key itself, who says it, and where."""

_QUOTE = KINDS.index("quote")
_BLANKS = re.compile(r"\s+")


def concordance_lines(
    segments: Sequence[Segment],
    node: Node,
    header: Callable[[Match], Header],
    *,
    window: int,
    sort: Sequence[str],
) -> tuple[ConcordanceLine, ...]:
    """The lines of a query.

    An occurrence belongs to the quote that holds it, or else to its paragraph or heading. It is
    shown where that (or the paragraph around) holds what is looked for and meets the filters.
    """
    sought, filters = split_filters(node)
    lines: list[tuple[tuple[object, ...], ConcordanceLine]] = []
    for segment in segments:
        containing = set(segment.kernel.listed(matching(segment, sought)))
        containing -= segment.frequencies("kind", "article").keys()
        passing = set(segment.live())
        for part in filters:
            passing.intersection_update(segment.kernel.listed(matching(segment, part)))
        for article, documents in _by_article(segment, containing):
            passages = _Passages(segment, article, len(segment))
            about = header(Match(segment, article, segment.place(article)))
            place = (about.summary.source, about.summary.id)
            for line in _lines(passages, documents, passing, sought, about, window):
                lines.append(((*place, line.start, line.end), line))
    lines.sort(key=lambda pair: pair[0])
    found = [line for _, line in lines]
    for key in reversed(sort):
        found.sort(key=lambda line: sort_value(line, key))
    return tuple(found)


def _by_article(segment: Segment, documents: Iterable[int]) -> Iterator[tuple[int, set[int]]]:
    grouped: dict[int, set[int]] = {}
    for document in documents:
        grouped.setdefault(document - segment.place(document).back, set()).add(document)
    yield from sorted(grouped.items())


class _Passages:
    """The passages of one article, read from its documents, which follow each other."""

    def __init__(self, segment: Segment, article: int, end: int) -> None:
        self.segment = segment
        self.containers: dict[int, tuple[int, Place]] = {}
        self.quotes: list[tuple[int, Place]] = []
        for document in range(article + 1, end):
            place = segment.place(document)
            if place.back != document - article:
                break
            if place.kind == _QUOTE:
                self.quotes.append((document, place))
            else:
                self.containers[place.first] = (document, place)
        self.quotes.sort(key=lambda pair: pair[1].start)
        self._starts = [place.start for _, place in self.quotes]

    def owner(self, start: int, end: int) -> tuple[int, Place] | None:
        """The quote that holds the span; quotes do not overlap."""
        number = bisect_right(self._starts, start) - 1
        if number >= 0 and end <= self.quotes[number][1].end:
            return self.quotes[number]
        return None

    def text(self, document: int) -> str:
        """The text of a passage."""
        return text_of(self.segment, document)

    def anchor(self, document: int) -> str:
        """The id of a passage."""
        return id_of(self.segment, document)


def _lines(
    passages: _Passages, containing: set[int], passing: set[int], sought: Node, about: Header, window: int
) -> Iterator[ConcordanceLine]:
    numbers: set[int] = set()
    for document in containing:
        place = passages.segment.place(document)
        numbers.update(range(place.first, place.last + 1))
    for number in sorted(numbers & passages.containers.keys()):
        document, place = passages.containers[number]
        text = passages.text(document)
        found = tokens(text)
        for span in occurrences(text, sought, found):
            owned = passages.owner(place.start + span.start, place.start + span.end)
            owner, owner_place = owned or (document, place)
            if (owner in containing or document in containing) and owner in passing:
                first = max(0, bisect_right(found.starts, span.start) - 1 - window)
                after = bisect_right(found.starts, span.end - 1)
                last = min(len(found.ends), after + window) - 1
                left = text[found.starts[first] : span.start] if window else ""
                right = text[span.end : max(span.end, found.ends[last])] if window else ""
                yield _line(passages, owner, owner_place, about, span, place.start, (left, text, right))


def _line(
    passages: _Passages,
    owner: int,
    place: Place,
    about: Header,
    span: Span,
    base: int,
    context: tuple[str, str, str],
) -> ConcordanceLine:
    left, text, right = context
    speaker = SpeakerRef(*about.speakers[place.speaker]) if place.speaker != NO_SPEAKER else None
    evidence = evidence_of(passages.segment, owner) if place.kind == _QUOTE else None
    return ConcordanceLine(
        hit=passages.anchor(owner),
        article=about.summary.id,
        title=about.summary.title,
        heading=about.sections[place.section][1],
        kind=cast(HitKind, KINDS[place.kind]),
        speaker=speaker,
        left=_BLANKS.sub(" ", left).strip(),
        key=_BLANKS.sub(" ", span.of(text)),
        right=_BLANKS.sub(" ", right).strip(),
        start=base + span.start,
        end=base + span.end,
        suspect=evidence is not None and evidence.suspect,
        confidence=evidence.confidence if evidence else 0.0,
    )


def sort_value(line: ConcordanceLine, key: str) -> tuple[bool, str]:
    """What a line is sorted or counted by; lines without it come last."""
    if key == "key":
        value = " ".join(tokens(line.key).words)
    elif key == "speaker":
        value = line.speaker.name.casefold() if line.speaker else ""
    elif key == "section":
        value = (line.heading or "").casefold()
    elif key == "article":
        value = (line.title or line.article).casefold()
    else:
        distance = int(key[:-1])
        words = tokens(line.left if key.endswith("L") else line.right).words
        if len(words) < distance:
            value = ""
        else:
            value = words[-distance] if key.endswith("L") else words[distance - 1]
    return (not value, value)


def frequencies(lines: Iterable[ConcordanceLine], key: str) -> tuple[tuple[str, int], ...]:
    """How often each value of a sort key stands in the lines, most frequent first, ties by value."""
    counts = Counter(sort_value(line, key)[1] for line in lines)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def by_frequency(lines: Sequence[ConcordanceLine], sort: Sequence[str]) -> tuple[ConcordanceLine, ...]:
    """Lines whose first sort key (unsorted: the key word itself) has the most frequent value first."""
    key = sort[0] if sort else "key"
    counts = dict(frequencies(lines, key))

    def order(line: ConcordanceLine) -> tuple[bool, int, str]:
        missing, value = sort_value(line, key)
        return (missing, -counts[value], value)

    return tuple(sorted(lines, key=order))
