"""How good hits are: sums of impacts of the words that were looked for, and the best by them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import combinations

from quoth.corpus.values import dataclass
from quoth.index.evaluation import Evaluation, Term, alternatives
from quoth.index.nodes import And, Close, Near, Node, Or, Pattern, Words
from quoth.index.ordering import Articles, Passage
from quoth.index.schema import Place
from quoth.index.segments.impact import CERTAIN, UNSCORED, idf, score
from quoth.index.segments.kernel import Docs, Kernel, Leading, Part

FEW = 16
"""So many documents for each that is wanted are all scored."""

MORE = 4
"""So many times more documents are scored in each round than in the one before."""

MOST_PARTS = 6
"""Of more parts there are too many combinations."""


@dataclass(frozen=True, slots=True)
class _Led:
    """The best of one segment; `weight` is what its scores are still to be multiplied by."""

    leading: Leading
    weight: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What adds to a score: terms (several are a phrase; none, a pattern), and what they add."""

    terms: tuple[Term, ...]
    part: Part


class Ranking:
    """Finds the best hits of a query, segment after segment. `sought` is the query without its filters.

    The weight of a word depends on the whole index (see `segments.impact`), deleted documents among it
    until they are merged away. A word that is one of many (a pattern) and what is only true or false
    add nothing to hits that all must have it.
    """

    def __init__(self, articles: Articles, sought: Node) -> None:
        self._articles = articles
        self._sought = sought
        self._documents = sum(map(len, articles.segments))
        self._added: list[tuple[Evaluation, Docs]] = []

    def add(self, evaluation: Evaluation, docs: Docs) -> None:
        """The hits in the next segment."""
        self._added.append((evaluation, docs))

    def best(self, count: int) -> list[tuple[float, Passage, Place]]:
        """The best: score, passage and where it stands; equal ones in the order of articles and texts."""
        led = [self._led(at, *added, count) for at, added in enumerate(self._added)]
        points: list[int] = []
        for each in led:
            if each is not None:
                points.extend(each.weight * scored for scored, _ in each.leading.above)
                level = min(count, len(each.leading.level))
                points.extend([each.weight * each.leading.score] * level)
        if not points or count <= 0:
            return []
        least = nlargest(count, points)[-1]
        above: list[tuple[int, Passage]] = []
        last: list[Docs] = []
        for at, each in enumerate(led):
            segment = self._articles.segments[at]
            even: list[Docs] = []
            if each is not None:
                weight, leading = each.weight, each.leading
                rows = [(weight * scored, doc) for scored, doc in leading.above]
                if (total := weight * leading.score) == least:
                    even.append(leading.level)
                elif total > least:
                    # so few that all of them are among the best
                    rows += [(total, doc) for doc in segment.kernel.listed(leading.level)]
                above += [(total, (at, doc)) for total, doc in rows if total > least]
                if some := sorted(doc for total, doc in rows if total == least):
                    even.append(segment.kernel.native(some))
            last.append(even[0] if len(even) == 1 else segment.kernel.unite(even, len(segment)))
        found = self._articles.ranked(above)
        first = self._articles.first("place", last, count - len(found))
        found += [(least, passage, place) for passage, place in first]
        return [(round(score(total), 6), passage, place) for total, passage, place in found]

    def _led(self, at: int, evaluation: Evaluation, docs: Docs, count: int) -> _Led | None:
        if not len(docs):
            return None
        parts = [counted.part for counted in self._parts(at, evaluation, self._sought)]
        if not parts:
            return _Led(Leading([], 0, docs), 1)
        if len(parts) == 1 and _is_everywhere(self._sought):
            return _Led(evaluation.kernel.best(docs, parts[0], count), parts[0].weight)
        return _Led(_leading(evaluation.kernel, docs, parts, count, len(evaluation.segment)), 1)

    def counted(self, at: int, evaluation: Evaluation, document: int) -> list[tuple[Counted, int]]:
        """What adds to the score of one hit of a segment, each with its points (see `impact.score`)."""
        found = []
        for counted in self._parts(at, evaluation, self._sought):
            part = counted.part
            docs = evaluation.kernel.listed(part.docs)
            place = bisect_left(docs, document)
            if place < len(docs) and docs[place] == document:
                times = 1 if part.impacts is None else part.impacts[place]
                found.append((counted, part.weight * times))
        return found

    def _parts(self, at: int, evaluation: Evaluation, node: Node, certain: bool = True) -> list[Counted]:
        """What adds to the score of the hits; where `certain`, every hit matches `node`."""
        match node:
            case And(parts):
                return [part for child in parts for part in self._parts(at, evaluation, child, certain)]
            case Or(parts):
                sure = certain and len(parts) == 1
                return [part for child in parts for part in self._parts(at, evaluation, child, sure)]
            case Near(left, right):
                sides = (left, right)
                return [part for side in sides for part in self._parts(at, evaluation, side, False)]
            case Words(field="text", words=(word,)):
                return self._terms(at, alternatives(node, word))
            case Words(field="text") if (counted := evaluation.phrases.get(id(node))) is not None:
                terms = [alternatives(node, word)[0] for word in node.words]
                weight = sum(map(self._weight, terms))
                part = Part(counted[0], counted[1].translate(UNSCORED), weight)
                return [Counted(tuple(terms), part)] if len(counted[0]) else []
            case Words(field="text", words=words) | Close(field="text", words=words):
                return [part for word in words for part in self._terms(at, alternatives(node, word))]
            case Pattern(field="text") if not certain:
                return [Counted((), Part(evaluation.docs(node), None, CERTAIN))]
            case _:
                return []

    def _terms(self, at: int, terms: Iterable[Term]) -> list[Counted]:
        segment = self._articles.segments[at]
        parts = [(term, segment.part(*term, self._weight(term))) for term in terms]
        return [Counted((term,), part) for term, part in parts if part is not None]

    def _weight(self, term: Term) -> int:
        return idf(self._documents, sum(segment.containing(*term) for segment in self._articles.segments))


def _is_everywhere(node: Node) -> bool:
    """Whether what adds to the score, if it is one word or phrase, stands in every document that matches."""
    match node:
        case And(parts):
            return any(map(_is_everywhere, parts))
        case Or((part,)):
            return _is_everywhere(part)
        case Words(field="text", words=(word,)):
            return len(alternatives(node, word)) == 1
        case Words(field="text", exact=exact):
            return exact
        case _:
            return False


def _leading(kernel: Kernel, docs: Docs, parts: Sequence[Part], count: int, size: int) -> Leading:
    """What leads by the sum of `parts`.

    What a document can score at most depends on which of the parts it has. Those that can score most go
    first, a few at a time, as long as others can still reach what the last of the best has (after Turtle and
    Flood, "Query evaluation: strategies and optimizations", 1995).
    """
    if not 1 < len(parts) <= MOST_PARTS or len(docs) <= count * FEW:
        return kernel.leading(docs, kernel.total(docs, parts, size), count)
    tops = [part.weight * kernel.top(part) for part in parts]
    numbers = range(len(parts))
    groups = sorted(
        ((sum(tops[n] for n in some), some) for many in numbers for some in combinations(numbers, many + 1)),
        reverse=True,
    )

    hits, sets = kernel.bare(docs, size), [kernel.bare(part.docs, size) for part in parts]

    def having(some: Sequence[int]) -> Docs:
        return kernel.intersect([hits, *(sets[n] for n in some)], size)

    found: Leading | None = None
    scored: Docs = ()
    least, wanted, at = 0, max(count, kernel.batch), 0
    while at < len(groups) and groups[at][0] >= least:
        fresh: Docs = ()
        while at < len(groups) and groups[at][0] >= least and len(fresh) < wanted:
            fresh = kernel.unite([fresh, kernel.subtract(having(groups[at][1]), scored, size)], size)
            at += 1
        if len(fresh):
            led = kernel.leading(fresh, kernel.total(fresh, parts, size), count)
            found = led if found is None else _merged(kernel, found, led, count)
            scored = kernel.unite([scored, fresh], size)
            if len(found.above) + len(found.level) >= count:
                least = found.score
        wanted *= MORE
    if found is None or len(scored) < count:
        # some have none of the parts
        return kernel.leading(docs, kernel.total(docs, parts, size), count)
    return found


def _merged(kernel: Kernel, one: Leading, other: Leading, count: int) -> Leading:
    """What leads of all documents of two, given what leads of each."""
    both = (one, other)
    points = [scored for each in both for scored, _ in each.above]
    points += [each.score for each in both for _ in range(min(count, len(each.level)))]
    least = nlargest(count, points)[-1]
    above: list[tuple[int, int]] = []
    level: list[int] = []
    for each in both:
        rows = [*each.above]
        if each.score >= least:
            rows += [(each.score, doc) for doc in kernel.listed(each.level)]
        above += [row for row in rows if row[0] > least]
        level += [doc for scored, doc in rows if scored == least]
    return Leading(above, least, kernel.native(sorted(level)))
