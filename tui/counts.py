"""What the side panes say: how much each section and each speaker has, of quotes or of hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from quoth.corpus.model import Article, Span, Speaker
from quoth.index.queryfields import UNKNOWN_SPEAKER
from quoth.index.results import FacetCount, Hit, Results
from quoth.tui.dispersion import bins
from quoth.tui.filters import treatment
from quoth.tui.names import by_frequency, short_names
from quoth.tui.session import Reading, Session
from quoth.tui.widgets.speaker_list import STRIP_CELLS, SpeakerRow

NARRATION = "narration"
OF_ALL = "counts without the\nfilter of speakers"
"""Said below counts that are not those of the list."""
UNKNOWN = UNKNOWN_SPEAKER
"""The id and name of who said what nobody is known to have said."""


def speaker_labels(article: Article, facets: Sequence[FacetCount]) -> tuple[dict[str, str], dict[str, int]]:
    """Short names and ranks (for colours) by speaker id: first those of the article, then of the hits."""
    ordered = by_frequency(article.speakers, [quote.speaker for quote in article.quotes])
    ranks = {speaker.id: rank for rank, speaker in enumerate(ordered)}
    others = [
        Speaker(facet.id, facet.label)
        for facet in facets
        if facet.id is not None and facet.id != UNKNOWN and facet.id not in ranks
    ]
    for other in others:
        ranks[other.id] = len(ranks)
    # together, so that two people of one name are told apart also across articles
    names = short_names([*article.speakers, *others])
    return names, ranks


def section_counts(article: Article, results: Results | None) -> Mapping[str, int]:
    """Hits by section id, or quotes where nothing is searched."""
    if results is not None:
        return {facet.id: facet.count for facet in results.facets.sections if facet.id is not None}
    return Counter(article.section_of(quote.span.start).id for quote in article.quotes)


def speaker_rows(
    article: Article,
    facets: Sequence[FacetCount] | None,
    hits: Sequence[Hit],
    query: str,
    names: Mapping[str, str],
    ranks: Mapping[str, int],
) -> tuple[SpeakerRow, ...]:
    """The rows of the speakers' pane: most quotes (or hits) first, then who has none of the hits.

    Above all stand those that the query filters for or leaves out, so that they are seen.
    `facets` count the hits by speaker without any filter of speakers, None where nothing is searched.
    """
    full = {speaker.id: speaker.name for speaker in article.speakers}
    places: dict[str | None, list[tuple[int, int]]] = {}
    if facets is None:
        counts: dict[str | None, int] = dict(Counter(quote.speaker or UNKNOWN for quote in article.quotes))
        for quote in article.quotes:
            places.setdefault(quote.speaker or UNKNOWN, []).append((quote.span.start, len(quote.span)))
    else:
        counts = {facet.id: facet.count for facet in facets}
        for hit in hits:
            if hit.article == article.id:
                places.setdefault(speaker_of(hit), []).append((hit.start, 1))
        full.update({f.id: f.label for f in facets if f.id is not None and f.id not in full})
    treated = treatment(query)
    if counts.get(UNKNOWN) or treated(UNKNOWN):
        full[UNKNOWN] = UNKNOWN

    def row(speaker: str | None, name: str) -> SpeakerRow:
        here = places.get(speaker, ())
        parts = tuple(bins(here, len(article.text), STRIP_CELLS)) if here else ()
        rank = ranks.get(speaker) if speaker is not None else None
        label = names.get(speaker, name) if speaker is not None else name
        state = treated(name if speaker is not None else None)
        return SpeakerRow(speaker, name, label, counts.get(speaker, 0), rank, parts, state)

    rows = [row(speaker, name) for speaker, name in full.items()]
    rows.sort(key=lambda one: (one.id == UNKNOWN, -one.count, len(ranks) if one.rank is None else one.rank))
    if counts.get(None) or treated(None):
        rows.append(row(None, NARRATION))
    return tuple(sorted(rows, key=lambda one: not one.state))


def speaker_of(hit: Hit) -> str | None:
    """The id under which a hit counts among the speakers; None for narration."""
    if hit.speaker is not None:
        return hit.speaker.id
    return UNKNOWN if hit.kind == "quote" else None


def hit_spans(hits: Sequence[Hit], article: str) -> list[Span]:
    """The highlighted words of all hits in one article, as spans of its text."""
    return [
        Span(hit.start + span.start, hit.start + span.end)
        for hit in hits
        if hit.article == article
        for span in hit.highlights
    ]


def plural(count: int, one: str, many: str = "") -> str:
    """``1 hit``, ``2 hits``, ``12,345 hits``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def progress(session: Session) -> str:
    """What stands at the right of the query: ``hit 3 of 17``, ``17 hits``, or that the search runs."""
    if session.problem is not None:
        return "error"
    if session.results is None or session.waiting:
        return "…"
    total = session.results.total
    if session.hit is not None and isinstance(session.view, Reading):
        return f"hit {session.hit + 1:,} of {total:,}"
    articles = len(session.results.facets.articles)
    repeated = f" · {session.results.repeated:,} repeated" if session.results.repeated else ""
    return plural(total, "hit") + (f" · {plural(articles, 'article')}" if articles > 1 else "") + repeated


def facts(article: Article) -> str:
    """The size of an article in a few words."""
    return f"{plural(len(article.quotes), 'quote')} · {plural(len(article.speakers), 'speaker')}"


def same_speaker(article: Article, speaker: str, at: int, direction: int) -> int | None:
    """Where the next (or previous) quote of a speaker begins, seen from the offset `at`; None for no more."""
    starts = sorted(quote.outer.start for quote in article.quotes if quote.speaker == speaker)
    ahead = [start for start in starts if (start > at if direction > 0 else start < at)]
    if not ahead:
        return None
    return ahead[0] if direction > 0 else ahead[-1]


def same_speaker_elsewhere(hits: Sequence[Hit], article: str, direction: int) -> Hit | None:
    """A speaker's nearest quote in the article after (or before) `article`; `hits` are in reading order."""
    order = list(dict.fromkeys(hit.article for hit in hits))
    target = (order.index(article) if article in order else -1) + direction
    if not 0 <= target < len(order):
        return None
    there = [hit for hit in hits if hit.article == order[target]]
    return there[0] if direction > 0 else there[-1]
