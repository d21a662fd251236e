"""How the hits of one result fall to speakers, sections and articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quoth.index.postings import Segment
from quoth.index.queryfields import UNKNOWN_SPEAKER
from quoth.index.results import FacetCount, Facets
from quoth.index.segments.kernel import Docs
from quoth.index.selection import Selection

NARRATION = "(narration)"
LEAD = "(lead)"

Counts = dict[str | None, FacetCount]


def facets_of(selection: Selection) -> Facets:
    """The counts over all hits.

    Quotes that nobody is known to have said count under the id ``unknown``, paragraphs and headings
    under None.
    """
    speakers: Counts = {}
    sections: Counts = {}
    articles: Counts = {}
    quotes = attributed = 0
    for segment, docs in zip(selection.segments, selection.docs, strict=True):
        if not len(docs):
            continue
        quotes += _quotes(segment, docs)
        counts = _counted(segment, "speaker_label", docs)
        attributed += sum(counts.values())
        _add_all(speakers, segment, "speaker_label", counts, "")
        _add_all(sections, segment, "section_label", _around(segment, "section_label", docs), LEAD)
        _add_all(articles, segment, "article_label", _around(segment, "article_label", docs), "")
    if quotes > attributed:
        _add(speakers, UNKNOWN_SPEAKER, UNKNOWN_SPEAKER, quotes - attributed)
    if len(selection) > quotes:
        _add(speakers, None, NARRATION, len(selection) - quotes)
    return Facets(_ordered(speakers.values()), _ordered(sections.values()), _ordered(articles.values()))


def _counted(segment: Segment, field: str, docs: Docs) -> Mapping[int, int]:
    """How many documents have each term of a value field, by its number."""
    terms = segment.numbered(field)
    return segment.kernel.count(segment.numbers(field), docs, len(terms)) if len(terms) else {}


def _quotes(segment: Segment, docs: Docs) -> int:
    counts = _counted(segment, "kind", docs)
    return next((n for number, n in counts.items() if segment.numbered("kind")[number] == b"quote"), 0)


def _around(segment: Segment, field: str, docs: Docs) -> Mapping[int, int]:
    """The same for a field whose terms stand for all documents up to the next one that has one."""
    starts, column = segment.around(field)
    numbers = segment.numbers(field)
    counts: dict[int, int] = {}
    for run, count in segment.kernel.count(column, docs, len(starts)).items():
        number = numbers[starts[run]]
        counts[number] = counts.get(number, 0) + count
    return counts


def _add_all(found: Counts, segment: Segment, field: str, counts: Mapping[int, int], unnamed: str) -> None:
    for number, count in counts.items():
        identity, label = segment.label(field, number)
        _add(found, identity, label or unnamed, count)


def _add(found: Counts, identity: str | None, label: str, count: int) -> None:
    if (known := found.get(identity)) is not None:
        # of several spellings of one name the first in order is shown, whatever order the hits come in
        label, count = min(known.label, label), known.count + count
    found[identity] = FacetCount(identity, label, count)


def _ordered(counts: Iterable[FacetCount]) -> tuple[FacetCount, ...]:
    return tuple(sorted(counts, key=lambda facet: (-facet.count, facet.label, facet.id or "")))


NO_FACETS = Facets((), (), ())
