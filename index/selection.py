"""From a query to the passages that are its hits, each once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cached_property

from quoth.corpus.values import dataclass
from quoth.index.evaluation import Evaluation, matching
from quoth.index.nodes import And, Close, Near, Node, Or, Pattern, Values, Words, names_kind, split_filters
from quoth.index.ordering import Articles
from quoth.index.postings import Segment
from quoth.index.schema import ARTICLE_FIELDS, KINDS, SECTION_FIELDS, Place
from quoth.index.scoring import Counted, Ranking
from quoth.index.segments.kernel import Docs

_QUOTE = KINDS.index("quote")


@dataclass(frozen=True, slots=True)
class Match:
    """One passage that is a hit: the segment it is in, its document there, where it stands."""

    segment: Segment
    document: int
    place: Place
    score: float = 0.0

    @property
    def article(self) -> int:
        """The number of its article's document in the whole index: equal for equal articles."""
        return self.segment.offset + self.document - self.place.back


@dataclass(frozen=True, slots=True)
class Picked:
    """The hits in one segment, and what evaluated the query there."""

    evaluation: Evaluation
    docs: Docs


class Selection:
    """The hits of a query, as lists of documents of each segment; all else is found from them."""

    def __init__(self, articles: Articles, sought: Node, picked: Sequence[Picked]) -> None:
        self._articles = articles
        self._sought = sought
        self._picked = picked

    def __len__(self) -> int:
        return sum(len(picked.docs) for picked in self._picked)

    @property
    def segments(self) -> Sequence[Segment]:
        """The segments searched."""
        return self._articles.segments

    @property
    def docs(self) -> tuple[Docs, ...]:
        """The documents of each segment, ascending."""
        return tuple(picked.docs for picked in self._picked)

    @cached_property
    def _listed(self) -> tuple[list[int], ...]:
        return tuple(
            segment.kernel.listed(docs) for segment, docs in zip(self.segments, self.docs, strict=True)
        )

    def matches(self) -> list[Match]:
        """The hits in the order of the index, without scores."""
        return [
            Match(segment, document, segment.place(document))
            for segment, docs in zip(self.segments, self._listed, strict=True)
            for document in docs
        ]

    def within(self, articles: Collection[str]) -> list[Match]:
        """The hits in some articles, given by id, in the order of the index."""
        found: list[Match] = []
        for segment, docs in zip(self.segments, self._listed if articles else (), strict=False):
            starts = (
                doc for article in articles for doc in segment.kernel.listed(segment.docs("article", article))
            )
            for start in sorted(starts):
                low = bisect_left(docs, start)
                high = bisect_left(docs, start + segment.place(start).holds + 1, low)
                found.extend(Match(segment, doc, segment.place(doc)) for doc in docs[low:high])
        return found

    def without(self, numbers: Collection[int]) -> Selection:
        """The hits but those with some numbers in the whole index."""
        if not numbers:
            return self
        picked = []
        for segment, each in zip(self.segments, self._picked, strict=True):
            end = segment.offset + len(segment)
            gone = sorted(number - segment.offset for number in numbers if segment.offset <= number < end)
            docs = segment.kernel.subtract(each.docs, segment.kernel.native(gone), len(segment))
            picked.append(Picked(each.evaluation, docs))
        return Selection(self._articles, self._sought, picked)

    def page(self, order: str, limit: int | None, offset: int = 0) -> list[Match]:
        """The hits from the `offset`-th on in an order, with their scores where it is that of the scores.

        Equal ones by source and id of the article, then by where they begin, the longer first.
        """
        wanted = None if limit is None else offset + limit
        if wanted == 0:
            return []
        if order == "score":
            ranking = Ranking(self._articles, self._sought)
            for picked in self._picked:
                ranking.add(picked.evaluation, picked.docs)
            rows = ranking.best(len(self) if wanted is None else min(wanted, len(self)))
        else:
            rows = [(0.0, *row) for row in self._articles.first(order, self.docs, wanted)]
        return [Match(self.segments[at], doc, place, score) for score, (at, doc), place in rows[offset:]]

    def counted(self, match: Match) -> list[tuple[Counted, int]]:
        """What the score of a hit is made of, each with its points."""
        at = next(number for number, one in enumerate(self.segments) if one.offset == match.segment.offset)
        ranking = Ranking(self._articles, self._sought)
        return ranking.counted(at, self._picked[at].evaluation, match.document)


def select(articles: Articles, node: Node) -> Selection:
    """The hits of a query.

    A paragraph or heading is no hit of its own where one of its quotes holds what is looked for,
    unless the query says which kind it wants. What only narrows the result (``speaker:x``) is
    applied after that, so that a filter never adds a hit.
    """
    sought, filters = split_filters(node)
    whole, inside = names_kind(node), _in_passages(sought)
    picked = []
    for segment in articles.segments:
        evaluation, kernel, size = Evaluation(segment), segment.kernel, len(segment)
        found = docs = evaluation.live(sought)
        if not inside:
            found = docs = kernel.subtract(docs, segment.docs("kind", "article"), size)
        if not whole and len(docs):
            docs = kernel.alone(docs, segment.held())
            if covered := _covered_beyond(segment, found):
                docs = kernel.subtract(docs, kernel.native(covered), size)
        for part in filters if len(docs) else ():
            docs = kernel.intersect([docs, matching(segment, part)], size)
        picked.append(Picked(evaluation, docs))
    return Selection(articles, sought, picked)


def _in_passages(node: Node) -> bool:
    """Whether only passages can match, not the articles' own documents."""
    match node:
        case And(parts):
            return any(map(_in_passages, parts))
        case Or(parts):
            return all(map(_in_passages, parts))
        case Near():
            return True
        case Words(field=field) | Close(field=field) | Pattern(field=field):
            return field not in ARTICLE_FIELDS and field not in SECTION_FIELDS
        case Values(field="kind", values=values):
            return "article" not in values
        case _:
            return False


def _covered_beyond(segment: Segment, found: Docs) -> list[int]:
    """The paragraphs and headings behind their own that long quotes among the found ones stand in."""
    covered: set[int] = set()
    for term in segment.numbered("reaches"):
        more = int(term)
        long = segment.docs("reaches", term.decode())
        for quote in segment.kernel.listed(segment.kernel.intersect([long, found], len(segment))):
            document, left = quote + 1, more
            while left:
                if segment.place(document).kind != _QUOTE:
                    covered.add(document)
                    left -= 1
                document += 1
    return sorted(covered)
