"""Why a search finds what it finds: how the query was read, what the scores of hits are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quoth.corpus.reading import harmless, harmless_line
from quoth.tui.formats import SCHEMA, Record

if TYPE_CHECKING:
    from quoth.index.results import Share
    from quoth.index.search import Index


def explained(index: Index, query: str, limit: int | None, offset: int, sort: str | None) -> dict[str, Any]:
    """How an index reads a query, and why the hits from the `offset`-th on come where they come.

    Raises QueryError, and ValueError for a `sort` that there is not.
    """
    from quoth.index.nodes import explain

    parsed = index.parse(query)
    results = index.search(query, limit=limit, offset=offset, sort=sort, facets=False)
    shares = index.why(query, [hit.id for hit in results.hits])
    return {
        "schema": SCHEMA,
        "query": query,
        "understood": explain(parsed.node).split("\n"),
        "sort": parsed.sort or sort or "score",
        "total": results.total,
        "hits": [
            {
                "id": hit.id,
                "title": hit.title or hit.source,
                "score": round(hit.score, 4),
                "shares": [_share(share) for share in shares[hit.id]],
            }
            for hit in results.hits
        ],
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "words": share.words,
        "containing": share.containing,
        "documents": share.documents,
        "weight": round(share.weight, 4),
        "times": share.times,
        "length": share.length,
        "boosts": dict(share.boosts),
        "score": round(share.score, 4),
    }


def explained_text(record: Record) -> Iterator[str]:
    """The same as lines."""
    for line in record["understood"]:
        yield f"{harmless(line)}\n"
    order = "best first" if record["sort"] == "score" else f"by {record['sort']}, not by score"
    yield f"{record['total']:,} hits, {order}\n"
    for hit in record["hits"]:
        yield f"\n{hit['score']:8.4f}  {hit['id']}  {harmless_line(hit['title'])}\n"
        for share in hit["shares"]:
            yield f"{share['score']:8.4f}    {_said(share)}\n"


def _said(share: Record) -> str:
    if not share["documents"]:
        return "a pattern: the same in every hit that has it"
    where = {"section": "also in the heading above", "title": "also in the title"}
    parts = [
        f"{harmless_line(share['words'])}: {share['times']} of {share['length']} words",
        f"in {share['containing']:,} of {share['documents']:,} passages (weight {share['weight']:.2f})",
        *(f"{where[field]} (+{boost:g})" for field, boost in share["boosts"].items()),
    ]
    return ", ".join(parts)
