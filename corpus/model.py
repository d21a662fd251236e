"""The types that flow through quoth: an article, its parts, its quotes and who said them.

Every span counts Unicode code points of `Article.text`, the source as decoded:
newlines are folded to ``\\n`` and unwanted characters replaced one for one, so
that nothing moves. All types are immutable and know no file, index or screen.
"""

from __future__ import annotations

from typing import Literal

from quoth.corpus.values import dataclass, field

LineKind = Literal["title", "heading", "label", "paragraph", "block", "noise"]
"""``block`` is a paragraph that the format sets apart as a quotation."""
QuoteKind = Literal["direct", "mixed", "block", "turn", "indirect"]

_PUBLISHERS = ("publisher", "site", "site_name", "outlet", "newspaper", "source_name")
"""Keys of metadata under which sources name who publishes them, the surest first."""

QUOTE_KINDS: tuple[QuoteKind, ...] = ("direct", "mixed", "block", "turn", "indirect")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of `text` that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line of the source and what it is taken for; `span` excludes outer blanks.

    `level` is that of a heading; of a block it tells which of the text's blocks the line is part of;
    a paragraph of level 1 begins with the name of its speaker and a colon, as its format says.
    """

    kind: LineKind
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """Words cited from the text, with their place: a mention of a speaker, or a cue."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person or body that was considered as the speaker and lost, with its share of belief 0..1."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """The evidence for a speaker.

    `mention` is the words that name the speaker ("the head of state"), `cue` the words that say
    that they speak ("emphasized", "According to", ":"), `rule` the name of the sentence shape,
    `confidence` a calibrated share of right answers, 0..1. `reason` says in a few words how a
    pronoun or a role was resolved, or is empty.
    """

    mention: Words | None
    cue: Words | None
    rule: str
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is called besides the name, as the text puts it, with the place that says so."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or body that an article names as speaking; `id` is a slug of the fullest name."""

    id: str
    name: str
    roles: tuple[Role, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def role(self) -> str | None:
        """The first role that the text gives, if any."""
        return self.roles[0].text if self.roles else None


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words and their speaker.

    `span` covers the words inside the quotation marks, `outer` also the marks; for text without
    marks (a turn, indirect speech) the two are equal. `speaker` is the id of one of the article's
    speakers, or None for unknown. `flags` is a subset of {"suspect", "continued"}; `doubt` says
    why a suspect quote is one.
    """

    id: str
    span: Span
    outer: Span
    text: str
    kind: QuoteKind
    speaker: str | None
    attribution: Attribution
    flags: frozenset[str] = frozenset()
    doubt: str = ""

    @property
    def suspect(self) -> bool:
        """Whether the attribution contradicts the text."""
        return "suspect" in self.flags

    def called(self, identity: str) -> Quote:
        """The same quote under an id; a tenth of the work of `dataclasses.replace`."""
        return Quote(
            identity, self.span, self.outer, self.text, self.kind, self.speaker, self.attribution, self.flags,
            self.doubt,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (or label line) of running text; `ordinal` counts from 0 over the article."""

    id: str
    ordinal: int
    section: str
    span: Span
    text: str
    kind: LineKind = "paragraph"
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; the lead has no heading.

    `first` and `last` are paragraph ordinals, last exclusive; `span` runs from the heading (or the
    first paragraph) to the end of the last paragraph.
    """

    id: str
    heading: str | None
    level: int
    span: Span
    heading_span: Span | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its structure.

    `id` is derived from where the text came from, so that it outlives edits. `digest` is a SHA-256
    of the raw bytes in hex. `date` is ISO 8601 (a day, or a month, or a year) or None. `metadata`
    are pairs of a key and what the format says; a key may come several times, as ``author`` does.
    """

    id: str
    source: str
    digest: str
    text: str
    title: str | None
    title_span: Span | None
    date: str | None
    language: str | None
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    noise: tuple[Span, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = field(default=())

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it, as far as the text or its format says."""
        return tuple(value for key, value in self.metadata if key == "author")

    @property
    def url(self) -> str | None:
        """Where it is published, if that is told."""
        return self.told("url")

    @property
    def publisher(self) -> str | None:
        """Who publishes it: a publisher, or the name of a site or a paper."""
        return next((told for key in _PUBLISHERS if (told := self.told(key))), None)

    def told(self, key: str) -> str | None:
        """The first value of metadata under `key`, or None."""
        return next((value for name, value in self.metadata if name == key), None)

    def speaker(self, speaker_id: str | None) -> Speaker | None:
        """The speaker with that id, or None."""
        return next((s for s in self.speakers if s.id == speaker_id), None)

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds the offset, or None between paragraphs."""
        low, high = 0, len(self.paragraphs)
        while low < high:
            middle = (low + high) // 2
            if self.paragraphs[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.paragraphs) and self.paragraphs[low].span.start <= offset:
            return self.paragraphs[low]
        return None

    def section_of(self, offset: int) -> Section:
        """The section that an offset belongs to; the first one for offsets before it."""
        found = self.sections[0]
        for section in self.sections:
            if section.span.start > offset:
                break
            found = section
        return found
