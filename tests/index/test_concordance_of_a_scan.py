"""A concordance has every occurrence once, where a scan of the text finds it, under who says it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.corpus.model import Article
from quoth.index.build import build_articles
from quoth.index.search import open_index

WORDS = ("oil", "gas", "trade", "trades", "peace", "Oil")
PEOPLE = ("Jane Roe", "John Doe")

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
pieces = st.lists(st.tuples(st.booleans(), words), min_size=1, max_size=4)
paragraphs = pieces.map(lambda found: " ".join(f"“{text}”" if quoted else text for quoted, text in found))


def written(article: Article) -> Iterator[tuple[int, str]]:
    """Title, headings and paragraphs, each with where it begins."""
    if article.title_span is not None and article.title is not None:
        yield article.title_span.start, article.title
    for section in article.sections:
        if section.heading_span is not None and section.heading is not None:
            yield section.heading_span.start, section.heading
    yield from ((paragraph.span.start, paragraph.text) for paragraph in article.paragraphs)


def places(article: Article, pattern: str, by: str | None = None) -> set[tuple[str, int, int]]:
    """Where a pattern stands in the text; in what one person says, if one is named."""
    found = set()
    for base, text in written(article):
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            start, end = base + match.start(), base + match.end()
            saying = (q.speaker for q in article.quotes if q.span.start <= start and end <= q.span.end)
            if by is None or by in saying:
                found.add((article.id, start, end))
    return found


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_lines_are_those_of_a_scan(data: st.DataObject, make_article: Callable[..., Article]) -> None:
    articles = [
        make_article(
            [(data.draw(st.one_of(st.none(), words)), data.draw(st.lists(paragraphs, max_size=3)))],
            name=f"{number}.txt",
            title=data.draw(st.one_of(st.none(), words)),
            said_by=data.draw(st.lists(st.sampled_from([*PEOPLE, None]), min_size=12, max_size=12)),
        )
        for number in range(3)
    ]
    gap = "[ “”]+"
    asked = {
        "oil": ("oil", None),
        "trade": ("trades?", None),
        "oil OR gas": ("oil|gas", None),
        '"gas peace"': (f"gas{gap}peace", None),
        "tra*": ("trades?", None),
        "oil speaker:roe": ("oil", "jane-roe"),
        "/(g|p).*/": ("gas|peace", None),
    }
    with tempfile.TemporaryDirectory() as folder:
        build_articles(Path(folder) / "index", articles)
        with open_index(Path(folder) / "index") as index:
            for query, (pattern, by) in asked.items():
                lines = index.concordance(query)
                expected = set().union(*(places(article, pattern, by) for article in articles))
                assert {(line.article, line.start, line.end) for line in lines} == expected, query
                assert len(lines) == len(expected), query
                assert lines[:2] == index.concordance(query, limit=2)
                for line in lines:
                    text = next(article.text for article in articles if article.id == line.article)
                    assert text[line.start : line.end] == line.key, query
                    assert text[: line.start].rstrip().endswith(line.left), query
