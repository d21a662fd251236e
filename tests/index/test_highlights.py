"""Marks fold accents and inflections as the search does, and are looked for only where somebody looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.model import Article, Span
from quoth.index import shown
from quoth.index.analysis import query_words, tokens
from quoth.index.highlight import highlights
from quoth.index.nodes import Node, Or, Pattern, Words
from quoth.index.search import Index
from quoth.index.stemming import stem

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


PIECES = [
    "fly",
    "Flies",
    "flying",
    "hoped",
    "hopping",
    "use",
    "using",
    "tie",
    "tying",
    "goes",
    "l'hope",
    "fly's",
]
pieces = st.sampled_from(
    [*PIECES, "1,000", "10", "U.S.", "C++", "a_fly_b", "fly_", "café", "–", "“fly”", "ho"]
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(pieces, st.sampled_from([" ", "  ", "\n", "-", "—", "'", ".", ""]))),
    st.lists(st.sampled_from([*PIECES, "f", "10", "go"]), min_size=1, max_size=2),
    st.sampled_from(["inflected", "exact", "prefix"]),
)
def test_a_word_is_marked_wherever_the_words_of_the_whole_text_have_it(parts, sought, how):
    text = "".join(word + after for word, after in parts)
    nodes: list[Node] = []
    for each in sought:
        for word in query_words(each):
            exact = how == "exact"
            nodes.append(
                Pattern("text", "prefix", word) if how == "prefix" else Words("text", (word,), exact, 0, 0)
            )
    found = tokens(text)

    def matches(word: str) -> bool:
        for node in nodes:
            wanted = node.text if isinstance(node, Pattern) else node.words[0]
            if how == "prefix" and word.startswith(wanted):
                return True
            if how == "exact" and word == wanted:
                return True
            if how == "inflected" and stem(word) == stem(wanted):
                return True
        return False

    wanted = [Span(found.starts[n], found.ends[n]) for n, word in enumerate(found.words) if matches(word)]
    assert list(highlights(text, Or(tuple(nodes)))) == wanted
