"""Marks fold accents and inflections as the search does, and are looked for only where somebody looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quoth.corpus.model import Article, Span
from quoth.index import shown
from quoth.index.nodes import Node
from quoth.index.search import Index

Make = Callable[..., Article]
Open = Callable[..., Index]


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts in which marks were looked for."""
    seen: list[str] = []
    plain = shown.highlights

    def noted(text: str, node: Node) -> tuple[Span, ...]:
        seen.append(text)
        return plain(text, node)

    monkeypatch.setattr(shown, "highlights", noted)
    return seen


def test_hits_that_nobody_looks_at_cost_nothing(
    open_articles: Open, make_article: Make, looked: list[str]
) -> None:
    index = open_articles(make_article([(None, [f"The ferry number {n} waits." for n in range(40)])]))
    hits = index.search("ferry", limit=None).hits
    assert (len(hits), looked) == (40, [])
    shown = [hit.text[span.start : span.end] for hit in hits[:3] for span in hit.highlights]
    assert (shown, len(looked)) == (["ferry"] * 3, 3)
    assert list(hits[0].highlights) == [hits[0].highlights[0]]
    # a second look costs nothing either
    assert len(looked) == 3


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("lodz", "From Łódź to ŁÓDŹ, not Lodza.", ["Łódź", "ŁÓDŹ"]),
        ("sanction", "Sanctions, sanctioned and sanction’s ends.", ["Sanctions", "sanctioned", "sanction’s"]),
        ('"the café"', "The CAFÉ, a cafe, the cafe\u0301.", ["The CAFÉ", "the cafe\u0301"]),
        ("石油", "进口石油和石头", ["石油"]),
        ("ferr*", "A ferry and two ferries.", ["ferry", "ferries"]),
        ("mentions:roe", "Roe ate roe, said Roe’s mother.", ["Roe", "Roe’s"]),
        ("ferry -boat", "The ferry.", ["ferry"]),
        ("boat NEAR/2 ferry", "A ferry, a boat, and a far-off boat.", ["ferry", "boat"]),
    ],
)
def test_what_is_found_is_marked(
    open_articles: Open, make_article: Make, query: str, text: str, marked: list[str]
) -> None:
    index = open_articles(make_article([(None, [text])]))
    (hit,) = index.search(query).hits
    assert [hit.text[span.start : span.end] for span in hit.highlights] == marked
