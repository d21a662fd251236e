"""Scores are those of the whole library, however it is cut into segments; headings and titles weigh more."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.corpus.model import Article
from quoth.index import scoring
from quoth.index.documents import Origin
from quoth.index.results import Results, Share
from quoth.index.search import open_index
from quoth.index.segments import impact, kept, kernel
from quoth.index.segments.kernel import numpy_installed
from quoth.index.segments.manifest import open_segments
from quoth.index.store import current, generation_folder, prepare, writing
from quoth.index.writer import generation_writer

Make = Callable[..., Article]

WORDS = ["oil", "gas", "trade", "trades", "peace", "harbour", "the", "of"]
QUERIES = [
    "oil",
    "trade",
    "oil gas",
    "oil OR peace",
    "oil OR gas OR of OR trades",
    '"the trade"',
    "tra*",
    "oil NEAR/3 gas",
    "harbour -of",
    "*",
]

lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


def built(path: Path, parts: Sequence[Sequence[Article]]) -> None:
    """An index of one segment for each part."""
    prepare(path)
    with writing(path):
        for number, articles in enumerate(parts):
            with generation_writer(path, current(path) if number else None, ()) as sink:
                for article in articles:
                    sink.put(article, Origin(article.source, 0, 0))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_scores_and_order_do_not_depend_on_segments(data: st.DataObject, make_article: Make) -> None:
    bodies = data.draw(st.lists(st.lists(lines, min_size=1, max_size=4), min_size=5, max_size=8))
    articles = [
        make_article(
            [(data.draw(lines), body)], name=f"{number}.txt", title=data.draw(st.one_of(st.none(), lines))
        )
        for number, body in enumerate(bodies)
    ]
    order = data.draw(st.permutations(articles))
    with tempfile.TemporaryDirectory() as folder:
        built(Path(folder) / "one", [articles])
        built(Path(folder) / "five", [order[at::5] for at in range(5)])
        with open_index(Path(folder) / "one") as whole, open_index(Path(folder) / "five") as cut:
            for query in QUERIES:
                expected = [(hit.id, hit.score) for hit in whole.search(query, limit=None).hits]
                assert [(hit.id, hit.score) for hit in cut.search(query, limit=None).hits] == expected, query


KERNELS = [False, True] if numpy_installed() else [False]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_page_is_the_beginning_of_the_whole_however_sets_are_kept(
    data: st.DataObject, make_article: Make
) -> None:
    bodies = data.draw(st.lists(st.lists(lines, min_size=2, max_size=8), min_size=3, max_size=6))
    articles = [make_article([(None, body)], name=f"{number}.txt") for number, body in enumerate(bodies)]
    parts = [articles[1:], articles[:1]] if data.draw(st.booleans()) else [articles]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        built(Path(folder) / "index", parts)
        with open_index(Path(folder) / "index") as index:
            whole = {query: tell(index.search(query, limit=None)) for query in QUERIES}
        patch.setattr(kernel, "SEARCHED_LARGE", 0)
        patch.setattr(scoring, "FEW", 1)
        # words that one document in so many has are sets of bits
        for dense in (1, 3, 1 << 20):
            patch.setattr(kept, "DENSE", dense)
            for arrays in KERNELS:
                with open_index(Path(folder) / "index", arrays=arrays) as index:
                    for query, expected in whole.items():
                        assert tell(index.search(query, limit=None)) == expected, query
                        wanted = data.draw(st.integers(1, 6))
                        assert tell(index.search(query, limit=wanted)) == expected[:wanted], query


def tell(results: Results) -> list[tuple[str, float]]:
    """The hits in their order."""
    return [(hit.id, hit.score) for hit in results.hits]


def impacts(path: Path, word: str) -> dict[str, int]:
    """What a stem counts in each passage of an index of one segment, by the passage's text."""
    folder = generation_folder(path, current(path).generation)
    (segment,) = open_segments(str(folder))[1]
    stems = segment.words("stem")
    assert stems is not None
    assert stems.impacts is not None
    number = stems.terms.find(word.encode())
    assert number is not None
    found = dict(zip(stems.docs(number), stems.impacts.slice(*stems.span(number)), strict=True))
    with open_index(path) as index:
        texts = {hit.id: hit.text for hit in index.search("*", limit=None).hits}
    ids = segment.postings("id")
    assert ids is not None
    named = {ids.docs(at)[-1]: ids.terms[at].decode() for at in range(len(ids.terms))}
    return {texts[named[document]]: level for document, level in found.items()}


def test_a_word_of_the_heading_or_the_title_counts_for_more(tmp_path: Path, make_article: Make) -> None:
    build = [
        make_article(
            [
                (None, ["The oil of Nordby is sold."]),
                ("Oil prices", ["The oil of Sund is sold."]),
                ("Weather", ["The oil of Westby is sold."]),
            ],
            name="a.txt",
        ),
        make_article([(None, ["The oil of Ostby is sold."])], name="b.txt", title="An oil town"),
        make_article([("Oils", ["The oil of Elm is sold."])], name="c.txt", title="Oil"),
    ]
    built(tmp_path / "index", [build])
    found = impacts(tmp_path / "index", "oil")
    plain = found["The oil of Nordby is sold."]
    assert found["The oil of Westby is sold."] == plain
    # an inflection in the heading counts like the word itself
    under, titled, both = (found[f"The oil of {place} is sold."] for place in ("Sund", "Ostby", "Elm"))
    assert plain < titled < both
    assert plain < under < both


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_score_is_the_sum_of_its_shares(data: st.DataObject, make_article: Make) -> None:
    articles = [
        make_article(
            [(data.draw(lines), data.draw(st.lists(lines, min_size=1, max_size=4)))],
            name=f"{number}.txt",
            title=data.draw(st.one_of(st.none(), lines)),
        )
        for number in range(4)
    ]
    with tempfile.TemporaryDirectory() as folder:
        built(Path(folder) / "index", [articles[:3], articles[3:]])
        with open_index(Path(folder) / "index") as index:
            for query in [*QUERIES, "oil (gas OR tra*)", '"oil gas"~4 OR "trade of"']:
                hits = index.search(query, limit=None).hits
                shares = index.why(query, [hit.id for hit in hits])
                for hit in hits:
                    assert sum(share.score for share in shares[hit.id]) == pytest.approx(hit.score, abs=1e-5)
                    for share in shares[hit.id]:
                        follows_from_its_figures(share, " " in query and '"' in query)


def follows_from_its_figures(share: Share, phrase: bool) -> None:
    """Whether a score is what its own figures give by the formula that the documentation names."""
    if share.documents == 0 or phrase:
        return
    frequency = impact.frequency(share.times, share.length) + sum(weight for _, weight in share.boosts)
    rarity = impact.idf(share.documents, share.containing)
    assert share.weight == rarity / impact.WEIGHT
    assert share.score == impact.score(rarity * impact.impact(frequency))
