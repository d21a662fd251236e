"""A query as a tree of `whoosh.query`, for whatever searches a Whoosh index: any searcher finds the same.

Our own search does not go this way: Whoosh's matchers walk a posting at a time, and importing
`whoosh.query` takes longer than a short command may.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import whoosh.matching
import whoosh.query
from whoosh.query.qcore import Query
from whoosh.query.terms import MultiTerm

from quoth.index.evaluation import matching, term_of
from quoth.index.nodes import (
    And,
    Close,
    DateRange,
    Everything,
    Node,
    Not,
    NumberRange,
    Or,
    PathPart,
    Pattern,
    Values,
    Words,
)
from quoth.index.schema import ARTICLE_FIELDS, SECTION_FIELDS
from quoth.index.whooshleaf import WhooshLeaf

wq: Any = whoosh.query
matchers: Any = whoosh.matching


_OUTER = ARTICLE_FIELDS | SECTION_FIELDS


class AcceptedTerms(MultiTerm):
    """Any term of a field that a node over many terms accepts."""

    constantscore = True

    def __init__(self, node: Pattern | NumberRange) -> None:
        self.node = node
        self.fieldname = node.field
        self.boost = 1.0

    def __hash__(self) -> int:
        return hash(self.node)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AcceptedTerms) and self.node == other.node

    def _btexts(self, ixreader: Any) -> Iterator[bytes]:
        for term in WhooshLeaf(ixreader, 0).expanded(self.node):
            yield term.encode("utf-8", "surrogatepass")


class Finds(Query):
    """What no query of Whoosh says: words near each other, or fields of the article or section around."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.boost = 1.0

    def __hash__(self) -> int:
        return hash(self.node)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finds) and self.node == other.node

    def is_leaf(self) -> bool:
        """Whether nothing is below."""
        return True

    def estimate_size(self, ixreader: Any) -> int:
        """An upper bound."""
        return int(ixreader.doc_count())

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """A matcher over the documents, all with weight 1."""
        leaf = WhooshLeaf(searcher.reader(), 0)
        found = leaf.kernel.listed(matching(leaf, self.node))
        return matchers.ListMatcher(found, [1.0] * len(found)) if found else matchers.NullMatcher()


def whoosh_query(node: Node) -> Any:
    """The Whoosh query that matches the same documents.

    What `selection.select` leaves out besides (paragraphs covered by their quotes, the articles' own
    documents) is no part of it.
    """
    match node:
        case DateRange() | PathPart():
            return Finds(node)
        case Words(field) | Close(field) | Pattern(field) | Values(field) if field in _OUTER:
            return Finds(node)
        case Everything():
            return wq.Every()
        case And(parts):
            wanted = [whoosh_query(part) for part in parts if not isinstance(part, Not)]
            unwanted = [wq.Not(whoosh_query(part.part)) for part in parts if isinstance(part, Not)]
            return wq.And([*(wanted or [wq.Every()]), *unwanted])
        case Or(parts):
            return wq.Or([whoosh_query(part) for part in parts])
        case Not(part):
            return wq.And([wq.Every(), wq.Not(whoosh_query(part))])
        case Values(field, values):
            return wq.Or([wq.Term(field, value) for value in values])
        case Words(field, words, codes=()) if len(words) == 1 or field != "mentions":
            terms = [term_of(node, word) for word in words]
            if len(terms) == 1:
                return wq.Term(*terms[0])
            return wq.Phrase(terms[0][0], [term for _, term in terms])
        case Pattern(field, "prefix", text):
            return wq.Prefix(field, text)
        case Pattern() | NumberRange():
            return AcceptedTerms(node)
        case _:
            return Finds(node)
