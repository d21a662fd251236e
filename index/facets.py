"""How the hits of one result fall to speakers, sections and articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from quoth.index.late import Late
from quoth.index.postings import Segment
from quoth.index.queryfields import UNKNOWN_SPEAKER
from quoth.index.results import FacetCount, Facets
from quoth.index.schema import LABEL_END
from quoth.index.segments.kernel import Docs
from quoth.index.selection import Selection

NARRATION = "(narration)"
LEAD = "(lead)"

Counts = dict[str | None, FacetCount]


def facets_of(selection: Selection) -> Facets:
    """The counts over all hits, each kind counted when it is looked at.

    Quotes that nobody is known to have said count under the id ``unknown``, paragraphs and headings
    under None.
    """
    return Facets(
        Late(lambda: _speakers(selection)),
        Late(lambda: _outer(selection, "section_label", LEAD)),
        # an article is in one segment, and its label stands there once
        Late(
            lambda: _outer(selection, "article_label", ""),
            lambda: sum(len(counts) for _, counts in _around(selection, "article_label")),
        ),
    )


def _filled(selection: Selection) -> Iterator[tuple[Segment, Docs]]:
    return ((s, docs) for s, docs in zip(selection.segments, selection.docs, strict=True) if len(docs))


def _speakers(selection: Selection) -> tuple[FacetCount, ...]:
    found: Counts = {}
    quotes = attributed = 0
    for segment, docs in _filled(selection):
        quotes += _quotes(segment, docs)
        counts = _counted(segment, "speaker_label", docs)
        attributed += sum(counts.values())
        _add_all(found, segment, "speaker_label", counts, "")
    if quotes > attributed:
        _add(found, UNKNOWN_SPEAKER, UNKNOWN_SPEAKER, quotes - attributed)
    if len(selection) > quotes:
        _add(found, None, NARRATION, len(selection) - quotes)
    return _ordered(found.values())


def _outer(selection: Selection, field: str, unnamed: str) -> tuple[FacetCount, ...]:
    found: Counts = {}
    for segment, counts in _around(selection, field):
        _add_all(found, segment, field, counts, unnamed)
    return _ordered(found.values())


def _counted(segment: Segment, field: str, docs: Docs) -> Mapping[int, int]:
    """How many documents have each term of a value field, by its number."""
    terms, kernel = segment.numbered(field), segment.kernel
    if not len(terms):
        return {}
    docs = kernel.intersect([docs, segment.having(field)], len(segment))
    counts: dict[int, int] = {}
    for number, having in segment.frequent(field) if kernel.splits and len(docs) > MANY else ():
        common = kernel.intersect([docs, having], len(segment))
        if count := len(common):
            counts[number] = count
            docs = kernel.subtract(docs, common, len(segment))
    return counts | kernel.count(segment.numbers(field), docs, len(terms)) if len(docs) else counts


MANY = 500
"""Of more documents those with the most frequent terms are counted as sets."""


def _quotes(segment: Segment, docs: Docs) -> int:
    return len(segment.kernel.intersect([docs, segment.docs("kind", "quote")], len(segment)))


def _around(selection: Selection, field: str) -> Iterator[tuple[Segment, Mapping[int, int]]]:
    """The same for a field whose terms stand for all documents up to the next one that has one."""
    for segment, docs in _filled(selection):
        starts, column = segment.around(field)
        numbers = segment.numbers(field)
        counts: dict[int, int] = {}
        for run, count in segment.kernel.count(column, docs, len(starts)).items():
            number = numbers[starts[run]]
            counts[number] = counts.get(number, 0) + count
        yield segment, counts


def _add_all(found: Counts, segment: Segment, field: str, counts: Mapping[int, int], unnamed: str) -> None:
    for number, count in counts.items():
        identity, label = segment.label(field, number)
        _add(found, identity, label.removesuffix(LABEL_END) or unnamed, count)


def _add(found: Counts, identity: str | None, label: str, count: int) -> None:
    if (known := found.get(identity)) is not None:
        # of several spellings of one name the first in order is shown, whatever order the hits come in
        label, count = min(known.label, label), known.count + count
    found[identity] = FacetCount(identity, label, count)


def _ordered(counts: Iterable[FacetCount]) -> tuple[FacetCount, ...]:
    return tuple(sorted(counts, key=lambda facet: (-facet.count, facet.label, facet.id or "")))


NO_FACETS = Facets((), (), ())
