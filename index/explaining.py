"""Why hits come in the order in which they come: what their scores are made of."""

from __future__ import annotations

from collections.abc import Callable, Collection

from quoth.index.analysis import stems_of, words_of
from quoth.index.documents import Header
from quoth.index.evaluation import Term
from quoth.index.results import Share
from quoth.index.schema import BOOSTS, KINDS
from quoth.index.scoring import Counted
from quoth.index.segments.impact import UNSCORED, WEIGHT, score
from quoth.index.selection import Match, Selection
from quoth.index.texts import text_of


def shares_of(
    found: Selection, header: Callable[[Match], Header], wanted: Collection[str]
) -> dict[str, tuple[Share, ...]]:
    """The shares of the scores of those hits whose ids are `wanted`, the greatest first."""
    shares: dict[str, tuple[Share, ...]] = {}
    for segment in found.segments:
        for anchor in wanted:
            for document in segment.frequencies("id", anchor):
                match = Match(segment, document, segment.place(document))
                if KINDS[match.place.kind] != "article":
                    shares[anchor] = _shares(found, match, header(match))
    return shares


def _shares(found: Selection, match: Match, header: Header) -> tuple[Share, ...]:
    code = header.summary.language
    text = text_of(match.segment, match.document)
    above = {"section": header.sections[match.place.section][1], "title": header.summary.title}
    stems = {field: frozenset(stems_of(words_of(words or ""), code)) for field, words in above.items()}
    length = len(words_of(text))
    made = []
    for counted, points in found.counted(match):
        terms = counted.terms
        boosts = tuple(
            (field, weight)
            for field, weight in BOOSTS["stem"]
            if len(terms) == 1 and terms[0][0] == "stem" and terms[0][1] in stems[field]
        )
        made.append(
            Share(
                words=" ".join(word for _, word in terms),
                containing=min((_containing(found, term) for term in terms), default=0),
                documents=sum(map(len, found.segments)) if terms else 0,
                weight=counted.part.weight / WEIGHT if terms else 0.0,
                times=_times(counted, match, points),
                length=length,
                boosts=boosts,
                score=score(points),
            )
        )
    return tuple(sorted(made, key=lambda share: (-share.score, share.words)))


def _containing(found: Selection, term: Term) -> int:
    return sum(segment.containing(*term) for segment in found.segments)


def _times(counted: Counted, match: Match, points: int) -> int:
    if len(counted.terms) == 1:
        return int(match.segment.frequencies(*counted.terms[0]).get(match.document, 0))
    # how often a phrase stands in a passage is told by its impact alone, which has no length norm
    return UNSCORED.index(points // counted.part.weight) if counted.terms else 0
