"""Every count equals a scan of the texts by a few lines that know nothing of the index."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.index import open_dir

from quoth.corpus.model import Article
from quoth.index.documents import Origin
from quoth.index.evaluation import matching
from quoth.index.query import parse_query
from quoth.index.search import open_index
from quoth.index.segments import kept
from quoth.index.snapshot import open_index_segments
from quoth.index.store import current, generation_folder, prepare, writing
from quoth.index.whooshquery import whoosh_query
from quoth.index.writer import generation_writer

WORDS = ["oil", "gas", "trade", "trades", "sanction", "sanctions", "the", "peace"]
STEMS = {"trades": "trade", "sanctions": "sanction"}
PEOPLE = ["Jane Roe", "John Doe", "Ada Roe"]

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Running text in which some stretches are quoted."""
    parts = draw(st.lists(st.tuples(st.booleans(), words), min_size=1, max_size=4))
    return " ".join(f"“{' '.join(part)}”" if quoted else " ".join(part) for quoted, part in parts)


@dataclass(frozen=True)
class Passage:
    """One quote, paragraph or heading, as the scan sees it."""

    id: str
    kind: str
    words: tuple[str, ...]
    speaker: str | None
    parent: str | None


def passages(article: Article) -> Iterator[Passage]:
    for section in article.sections:
        if section.heading:
            yield Passage(section.id, "heading", tuple(section.heading.split()), None, None)
    for paragraph in article.paragraphs:
        plain = paragraph.text.replace("“", " ").replace("”", " ")
        yield Passage(paragraph.id, "paragraph", tuple(plain.split()), None, None)
        for anchor in paragraph.quotes:
            quote = next(quote for quote in article.quotes if quote.id == anchor)
            who = article.speaker(quote.speaker)
            yield Passage(anchor, "quote", tuple(quote.text.split()), who.name if who else None, paragraph.id)


Test = Callable[[Passage], bool]


@dataclass(frozen=True)
class Sought:
    """A query as text and as a test; `of_quotes` where it looks at speakers alone."""

    text: str
    test: Test
    of_quotes: bool = False


def word(text: str) -> Sought:
    stem = STEMS.get(text, text)
    return Sought(text, lambda p: any(STEMS.get(w, w) == stem for w in p.words))


def phrase(wanted: list[str]) -> Sought:
    def test(p: Passage) -> bool:
        return any(list(p.words[i : i + len(wanted)]) == wanted for i in range(len(p.words)))

    return Sought('"' + " ".join(wanted) + '"', test)


def prefix(text: str) -> Sought:
    return Sought(f"{text}*", lambda p: any(w.startswith(text) for w in p.words))


def near(one: str, other: str, distance: int) -> Sought:
    left, right = STEMS.get(one, one), STEMS.get(other, other)

    def test(p: Passage) -> bool:
        stems = [STEMS.get(w, w) for w in p.words]
        return any(
            i != j and abs(i - j) <= distance and stems[i] == left and stems[j] == right
            for i in range(len(stems))
            for j in range(len(stems))
        )

    return Sought(f"{one} NEAR/{distance} {other}", test)


def close(wanted: list[str], distance: int) -> Sought:
    def test(p: Passage) -> bool:
        def place(left: list[str], used: tuple[int, ...]) -> bool:
            if not left:
                return max(used) - min(used) <= distance
            return any(
                place(left[1:], (*used, i)) for i, w in enumerate(p.words) if w == left[0] and i not in used
            )

        return place(wanted, ())

    return Sought(f'"{" ".join(wanted)}"~{distance}', test)


def speaker(name: str) -> Sought:
    return Sought(
        f"speaker:{name}", lambda p: p.speaker is not None and name in p.speaker.lower().split(), True
    )


def negated(one: Sought) -> Sought:
    return Sought(f"-({one.text})", lambda p: not one.test(p), one.of_quotes)


def all_of(parts: list[Sought]) -> Sought:
    joined = " AND ".join(f"({p.text})" for p in parts)
    return Sought(joined, lambda p: all(q.test(p) for q in parts), all(q.of_quotes for q in parts))


def any_of(parts: list[Sought]) -> Sought:
    joined = " OR ".join(f"({p.text})" for p in parts)
    return Sought(joined, lambda p: any(q.test(p) for q in parts), all(q.of_quotes for q in parts))


text_leaves = st.one_of(
    st.sampled_from(WORDS).map(word),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(phrase),
    st.sampled_from(["tr", "sanc", "sanctions", "ga", "zz"]).map(prefix),
    st.builds(near, st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(1, 4)),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).flatmap(
        lambda ws: st.integers(len(ws) - 1, 5).map(lambda n: close(ws, n))
    ),
)
speakers = st.sampled_from(["jane", "roe", "doe", "nobody"]).map(speaker)


def combined(inner: st.SearchStrategy[Sought]) -> st.SearchStrategy[Sought]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(several.map(any_of), inner.map(negated), several.map(all_of))


def nested(leaves: st.SearchStrategy[Sought]) -> st.SearchStrategy[Sought]:
    return st.recursive(leaves, combined, max_leaves=4)


@st.composite
def queries(draw: st.DrawFn) -> tuple[str, Test, Test]:
    """The text of a query, what it looks for, and what narrows it."""
    # parts that mix speakers and words are looked for as a whole, so they must be no conjunctions
    mixed = st.lists(st.one_of(text_leaves, speakers), min_size=2, max_size=3).map(any_of)
    sought = draw(st.lists(st.one_of(nested(text_leaves), mixed), min_size=1, max_size=2))
    filters = draw(st.lists(st.one_of(speakers, speakers.map(negated)), max_size=2))
    filters += [part for part in sought if part.of_quotes]
    sought = [part for part in sought if not part.of_quotes]
    text = " ".join(f"({part.text})" for part in [*sought, *filters])
    return text, all_of(sought).test, all_of(filters).test


def scan(articles: list[Article], sought: Test, narrowed: Test) -> set[str]:
    """The ids of the hits by looking at every passage."""
    found: set[str] = set()
    for article in articles:
        containing = [p for p in passages(article) if sought(p)]
        covered = {p.parent for p in containing if p.kind == "quote"}
        found |= {p.id for p in containing if p.id not in covered and narrowed(p)}
    return found


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_hits_are_those_of_a_scan(data: st.DataObject, make_article: Callable[..., Article]) -> None:
    bodies = data.draw(
        st.lists(
            st.lists(
                st.tuples(st.one_of(st.none(), words), st.lists(paragraphs(), max_size=3)),
                min_size=1,
                max_size=2,
            ),
            min_size=1,
            max_size=3,
        )
    )
    articles = [
        make_article(
            [(" ".join(heading) if heading else None, body) for heading, body in sections],
            name=f"{number}.txt",
            said_by=data.draw(st.lists(st.sampled_from([*PEOPLE, None]), min_size=12, max_size=12)),
        )
        for number, sections in enumerate(bodies)
    ]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        # words that one document in so many has are sets of bits
        patch.setattr(kept, "DENSE", data.draw(st.sampled_from((1, 3, 1 << 20))))
        path = Path(folder) / "index"
        prepare(path)
        # one segment an article, and the first article replaced by itself, which leaves deletions
        with writing(path):
            for number, article in enumerate([*articles, articles[0]]):
                with generation_writer(path, current(path) if number else None, ()) as sink:
                    sink.put(article, Origin(article.source, 0, 0))
        with open_index(path) as index:
            for text, sought, narrowed in data.draw(st.lists(queries(), min_size=3, max_size=3)):
                expected = scan(articles, sought, narrowed)
                results = index.search(text, limit=None)
                assert {hit.id for hit in results.hits} == expected, text
                assert results.total == len(results.hits) == len(expected), text
                assert index.count(text) == len(expected)
                _facets_and_pages_agree(index, text, results)
                _whoosh_finds_the_same(path, text)


def _facets_and_pages_agree(index: Any, text: str, results: Any) -> None:
    for counts in (results.facets.speakers, results.facets.sections, results.facets.articles):
        assert sum(facet.count for facet in counts) == results.total
    for facet in results.facets.speakers:
        who = {hit.id for hit in results.hits if hit.speaker and hit.speaker.id == facet.id}
        if facet.id not in (None, "unknown"):
            assert facet.count == len(who)
    pages = [index.search(text, limit=2, offset=at).hits for at in range(0, results.total + 2, 2)]
    assert [hit.id for page in pages for hit in page] == [hit.id for hit in results.hits]


def _whoosh_finds_the_same(path: Path, text: str) -> None:
    """Whoosh's own searcher and matchers are the oracle for which documents a tree matches."""
    node = parse_query(text).node
    folder = generation_folder(path, current(path).generation)
    with open_dir(folder).searcher() as searcher:
        _, segments = open_index_segments(path)
        ours = {s.offset + number for s in segments for number in s.kernel.listed(matching(s, node))}
        assert set(searcher.docs_for_query(whoosh_query(node))) == ours, text
