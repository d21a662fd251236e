"""What the index answers with: hits, facets, concordance lines, reports. Frozen, no I/O."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from quoth.corpus.model import Span
from quoth.corpus.values import dataclass

HitKind = Literal["quote", "paragraph", "heading"]


class SpeakerRef(NamedTuple):
    """A speaker as a hit shows them: `role` is the role in that article."""

    id: str
    name: str
    role: str | None


class Hit(NamedTuple):
    """One passage that matches.

    `id` is the anchor of the quote, paragraph or section; `start`/`end` its span in the article's
    text; `highlights` are spans into `text` of this hit, looked for when asked for. `record` is the frozen
    JSON quote record for a quote, and the same keys with nulls for the other kinds, made when asked for.
    `repeats` is the id of the hit that says the same in an earlier article nearly the same, `also` are the
    ids of those that repeat this one.
    """

    id: str
    kind: HitKind
    article: str
    title: str | None
    source: str
    date: str | None
    section: str
    heading: str | None
    speaker: SpeakerRef | None
    text: str
    start: int
    end: int
    highlights: Sequence[Span]
    score: float
    record: Mapping[str, object]
    repeats: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many of the hits fall to one value; `id` is None for hits without one (narration)."""

    id: str | None
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over *all* hits of one result, most frequent first, ties by label; counted when looked at."""

    speakers: Sequence[FacetCount]
    sections: Sequence[FacetCount]
    articles: Sequence[FacetCount]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits out of `total`; `suggestions` are ready queries, only where nothing matched.

    `repeated` of the total repeat others in articles nearly the same: folded hits are so many fewer.
    """

    query: str
    total: int
    offset: int
    hits: tuple[Hit, ...]
    facets: Facets
    suggestions: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: float
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """What one word, phrase or pattern adds to the score of a hit: BM25F, as `segments/impact.py` counts it.

    `containing` of all `documents` of the index (passages and articles) have it, which makes its `weight`;
    the hit has it `times` times in `length` words. `boosts` are the frequencies added for the heading above
    and the title. The weight times the saturated, length-normalised frequency is the `score`. `documents`
    is 0 for what counts the same in every hit that has it (a pattern, a fuzzy word).
    """

    words: str
    containing: int
    documents: int
    weight: float
    times: int
    length: int
    boosts: tuple[tuple[str, float], ...]
    score: float


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One occurrence of the key in context; `left` and `right` are single-line, unpadded.

    `suspect` and `confidence` are those of the quote that it stands in.
    """

    hit: str
    article: str
    title: str | None
    heading: str | None
    kind: HitKind
    speaker: SpeakerRef | None
    left: str
    key: str
    right: str
    start: int
    end: int
    suspect: bool = False
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One article of an index, as a list shows it; `indexed_at` is seconds since the epoch.

    `repeats` is the id of the earliest article that it is nearly the same as, word for word.
    """

    id: str
    source: str
    title: str | None
    date: str | None
    language: str | None
    paragraphs: int
    quotes: int
    speakers: int
    noise: int
    digest: str
    size: int
    indexed_at: float
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be indexed: `reason` is one word, `detail` one line."""

    source: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A file or part of one that was read, and what its reader does not vouch for, as a guessed encoding."""

    source: str
    warning: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, each as sources; `seconds` is wall time.

    `still_failing` are those of `failed` that the build before met too, for the same reason;
    `warnings` are those of what was read, each once for a file, at the first part of it.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    failed: tuple[Failure, ...]
    articles: int
    paragraphs: int
    quotes: int
    seconds: float
    still_failing: tuple[Failure, ...] = ()
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """Size and contents of an index; `duplicates` of the articles nearly repeat an earlier one.

    `failed` are the sources, and parts of them, that could not be read, each with its reason.
    """

    path: str
    schema: int
    whoosh: str
    roots: tuple[str, ...]
    articles: int
    paragraphs: int
    quotes: int
    attributed: int
    suspect: int
    speakers: int
    bytes: int
    built_at: float
    duplicates: int = 0
    failed: tuple[Failure, ...] = ()
