"""How good hits are: sums of impacts of the words that were looked for, and the best by them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import combinations
from typing import Any

from quoth.corpus.values import dataclass
from quoth.index.evaluation import Evaluation, Term, alternatives
from quoth.index.nodes import And, Close, Near, Node, Or, Pattern, Words
from quoth.index.ordering import Articles, Passage
from quoth.index.schema import Place
from quoth.index.segments.impact import CERTAIN, FULL, UNSCORED, idf, score
from quoth.index.segments.kernel import Docs, Kernel, Leading, Mask, Part


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
        self._added: list[tuple[Evaluation, Docs, Docs, tuple[Mask, ...] | None]] = []

    def add(self, evaluation: Evaluation, found: Docs, docs: Docs, masks: tuple[Mask, ...] | None) -> None:
        """The hits `docs` of the next segment, which `masks` took out of `found`."""
        self._added.append((evaluation, found, docs, masks))

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
        # by total and segment; those above the least are few, and each level stays what it is
        levels: dict[int, dict[int, Any]] = {}
        for at, each in enumerate(led):
            if each is None:
                continue
            for scored, doc in each.leading.above:
                if (total := each.weight * scored) >= least:
                    levels.setdefault(total, {}).setdefault(at, []).append(doc)
            if (total := each.weight * each.leading.score) >= least:
                levels.setdefault(total, {})[at] = each.leading.level
        rows: list[tuple[float, Passage, Place]] = []
        for total in sorted(levels, reverse=True):
            held = levels[total]
            points_of = round(score(total), 6)
            if len(held) == 1:
                ((at, docs),) = held.items()
                if len(docs) == 1:
                    (doc,) = self._articles.segments[at].kernel.listed(docs)
                    rows.append((points_of, (at, doc), self._articles.segments[at].place(doc)))
                    continue
            docs = [held.get(at, ()) for at in range(len(self._articles.segments))]
            first = self._articles.first("place", docs, count - len(rows))
            rows.extend((points_of, passage, place) for passage, place in first)
        return rows[:count]

    def _led(
        self,
        at: int,
        evaluation: Evaluation,
        found: Docs,
        docs: Docs,
        masks: tuple[Mask, ...] | None,
        count: int,
    ) -> _Led | None:
        if not len(docs):
            return None
        kernel = evaluation.kernel
        parts = [counted.part for counted in self._parts(at, evaluation, self._sought)]
        if not parts:
            return _Led(Leading([], 0, docs), 1)
        only = parts[0]
        if (
            len(parts) == 1
            and masks is not None
            and only.impacts is not None
            and len(only.docs) == len(found)
        ):
            # what was found is what the word is in: its impacts are narrowed as the documents were
            impacts = bytes(only.impacts)
            for mask in masks:
                impacts = kernel.chosen(impacts, mask)
            return _Led(kernel.leading(docs, impacts, count), only.weight)
        return _Led(_leading(kernel, docs, parts, count, len(evaluation.segment)), 1)

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


def _leading(kernel: Kernel, docs: Docs, parts: Sequence[Part], count: int, size: int) -> Leading:
    """What leads by the sum of `parts`.

    The words that count most go first: where the last of the best documents with one of them has more
    than all others can add up to, no document without them is looked at (Turtle and Flood, "Query
    evaluation: strategies and optimizations", 1995).
    """
    ordered = sorted(parts, key=_bound, reverse=True)
    rest = sum(map(_bound, ordered))
    for number, part in enumerate(ordered[:-1], 1):
        rest -= _bound(part)
        if sum(len(each.docs) for each in ordered[:number]) * 2 > len(docs):
            break
        lists = [each.docs for each in ordered[:number]]
        held = kernel.intersect([docs, kernel.unite(lists, size)], size)
        if len(held) >= count:
            found = kernel.leading(held, kernel.total(held, parts, size), count)
            if found.score > rest:
                return found
            others = [each.docs for each in ordered[number:]]
            if found.score > _bound(ordered[number]):
                # one of the others alone is not enough: two of them must be there
                pairs = [kernel.intersect(pair, size) for pair in combinations(others, 2)]
                held = kernel.intersect([docs, kernel.unite([*lists, *pairs], size)], size)
                return kernel.leading(held, kernel.total(held, parts, size), count)
    return kernel.leading(docs, kernel.total(docs, parts, size), count)


def _bound(part: Part) -> int:
    """What a part adds to a document at most."""
    return part.weight if part.impacts is None else part.weight * FULL
