"""Did you mean: ready queries, where a query found nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quoth.corpus.values import replace
from quoth.index.analysis import bare, tokens
from quoth.index.evaluation import alternatives
from quoth.index.nodes import And, Near, Node, Not, Or, Words
from quoth.index.patterns import distance
from quoth.index.postings import Segment
from quoth.index.query import ParsedQuery
from quoth.index.queryerror import QueryError
from quoth.index.texts import text_of

MOST = 3
_SPELT = frozenset({"text", "speaker", "section", "title", "role", "mentions"})


def suggestions(
    segments: Sequence[Segment], parsed: ParsedQuery, count: Callable[[str], int]
) -> tuple[str, ...]:
    """At most `MOST` queries that differ from `parsed` in its unknown words and do find something.

    `count` says how many hits a query has, with all its other words and filters. It may raise QueryError.
    """
    unknown = [leaf for leaf in _words(parsed.node) if not _found(segments, leaf)]
    if not unknown:
        return ()
    # an unknown word that is near to nothing stays: what is beside it may be enough
    options = [near for leaf in unknown if (near := [(leaf, word) for word in _nearest(segments, leaf)])]
    if not options:
        return ()
    found: list[str] = []
    for rank in range(MOST):
        # the best of every unknown word first, then the next best of each
        chosen = [option[min(rank, len(option) - 1)] for option in options]
        text = _replaced(parsed.text, chosen)
        if text not in found and _finds(text, count):
            found.append(text)
    return tuple(found)


def _finds(text: str, count: Callable[[str], int]) -> bool:
    try:
        return count(text) > 0
    except QueryError:
        return False


def _words(node: Node) -> list[Words]:
    """The single words of a query that are looked for."""
    match node:
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in _words(part)]
        case Near(left, right):
            return _words(left) + _words(right)
        case Not():
            return []
        case Words(words=words, field=field) if field in _SPELT:
            return [replace(node, words=(word,)) for word in words]
        case _:
            return []


def _found(segments: Sequence[Segment], leaf: Words) -> bool:
    terms = alternatives(leaf, leaf.words[0])
    return any(segment.frequencies(*term) for segment in segments for term in terms)


def _nearest(segments: Sequence[Segment], leaf: Words) -> list[str]:
    """The indexed words nearest to an unknown one: by edits, then by how many passages have them."""
    word = leaf.words[0]
    limit = 1 if len(word) < 5 else 2
    counts: dict[str, int] = {}
    edits: dict[str, int] = {}
    # a slip in the first letter is rare: the other letters are tried only where none is near
    for prefix in (word[:1], ""):
        for segment in segments:
            for term in segment.terms(leaf.field, prefix, _near(word, limit, edits)):
                counts[term] = counts.get(term, 0) + len(segment.frequencies(leaf.field, term))
        near = [term for term, count in counts.items() if count]
        if near:
            nearest = sorted(near, key=lambda term: (edits[term], -counts[term], term))[:MOST]
            return [_written(segments, leaf.field, term) for term in nearest]
    return []


def _near(word: str, limit: int, edits: dict[str, int]) -> Callable[[str], bool]:
    def test(term: str) -> bool:
        plain = bare(term)
        if abs(len(plain) - len(word)) > limit or term.startswith("="):
            return False
        edits[term] = distance(plain, word, limit)
        return edits[term] <= limit

    return test


def _written(segments: Sequence[Segment], field: str, term: str) -> str:
    """A word of the texts as the first passage writes it, in lower case; of other fields as it is kept."""
    for segment in segments if field == "text" else ():
        for document in segment.frequencies(field, term):
            text = text_of(segment, document)
            found = tokens(text)
            if term in found.words:
                at = found.words.index(term)
                return text[found.starts[at] : found.ends[at]].lower()
    return term


def _replaced(text: str, chosen: Sequence[tuple[Words, str]]) -> str:
    """The query with words replaced, from the last to the first so that places stay right."""
    for leaf, word in sorted(chosen, key=lambda pair: -pair[0].start):
        written = text[leaf.start : leaf.end]
        at = written.casefold().find(leaf.words[0])
        if at >= 0:
            written = written[:at] + word + written[at + len(leaf.words[0]) :]
        else:
            written = f'"{word}"' if leaf.exact else word
        text = text[: leaf.start] + written + text[leaf.end :]
    return text
