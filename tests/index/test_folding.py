"""Articles that are nearly the same are found when an index settles, and what they repeat is listed once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.corpus.model import Article
from quoth.corpus.overlay import NO_OVERLAY
from quoth.index.build import build, build_articles
from quoth.index.search import Index, open_index
from quoth.index.settling import settle

Make = Callable[..., Article]

WIRE = [
    "The ferry between Nordby and Sund stands still since Tuesday, because its only engine broke in the storm.",
    "“We shall row if we must,” said the captain, who has waited for a spare part for eleven days.",
    "Nobody at the yard would say when the part is to come, or who is going to pay for it in the end.",
]
OTHER = [
    "The bakers of Sund bake with rye again, for the price of wheat has risen three times in the last month.",
    "“We shall row if we must,” said a baker, and laughed about the ferry that does not come any more.",
    "The mill has flour for another week, and the council is to speak about it at its meeting on Friday.",
]


@pytest.fixture
def library(tmp_path: Path, make_article: Make) -> Path:
    """A report in three papers, once with a paragraph more, and another report with one quote of the same words."""
    path = tmp_path / "index"
    articles = [
        make_article([(None, WIRE)], name="b.txt", title="No ferry", date="2024-03-02", said_by=["Ada Roe"]),
        make_article([(None, WIRE)], name="a.txt", title="Ferry", date="2024-03-03", said_by=["Ada Roe"]),
        make_article(
            [(None, [*WIRE, "A bus goes round."])], name="c.txt", title="Still no ferry", said_by=["Jo Doe"]
        ),
        make_article([(None, OTHER)], name="d.txt", title="Rye", said_by=["Ada Roe"]),
    ]
    build_articles(path, articles)
    settle(path, NO_OVERLAY)
    return path


def sources(index: Index, query: str, **options: bool) -> list[tuple[str, int]]:
    return sorted((hit.source, len(hit.also)) for hit in index.search(query, **options).hits)


def test_a_report_in_three_papers_is_listed_once(library: Path) -> None:
    with open_index(library) as index:
        results = index.search("spare part", fold=True)
        # the earliest stands for the others; undated ones come last
        assert [(hit.source, len(hit.also)) for hit in results.hits] == [("b.txt", 2)]
        assert (results.total, results.repeated) == (3, 2)
        (hit,) = results.hits
        assert [index.hit(anchor).text for anchor in hit.also] == [hit.text] * 2  # type: ignore[union-attr]


def test_a_list_of_everything_says_which_hit_repeats_which(library: Path) -> None:
    with open_index(library) as index:
        hits = index.search("spare part").hits
        (first,) = (hit for hit in hits if hit.also)
        assert sorted(first.also) == sorted(hit.id for hit in hits if hit.repeats == first.id)


def test_what_another_speaker_is_given_is_not_the_same(library: Path) -> None:
    with open_index(library) as index:
        # two papers name Roe, the third Doe, and the other report is no reprint
        assert sources(index, "row kind:quote", fold=True) == [("b.txt", 1), ("c.txt", 0), ("d.txt", 0)]


def test_counts_are_of_every_article(library: Path) -> None:
    with open_index(library) as index:
        results = index.search("ferry", fold=True, limit=None)
        for counts in (results.facets.speakers, results.facets.sections, results.facets.articles):
            assert sum(facet.count for facet in counts) == results.total
        assert results.total == len(results.hits) + results.repeated
        assert index.count("ferry") == results.total
        assert index.info().duplicates == 2


def test_the_articles_that_repeat_an_earlier_one_can_be_left_out(library: Path) -> None:
    with open_index(library) as index:
        assert sources(index, "spare -is:duplicate") == [("b.txt", 0)]
        assert {source for source, _ in sources(index, "is:duplicate")} == {"a.txt", "c.txt"}
        assert index.search("-is:duplicate spare").repeated == 0
        named = {one.source: one.repeats for one in index.articles()}
        first = next(one.id for one in index.articles() if one.source == "b.txt")
        assert named == {"a.txt": first, "b.txt": None, "c.txt": first, "d.txt": None}


def test_a_narrower_query_makes_the_next_article_the_first(library: Path) -> None:
    with open_index(library) as index:
        assert sources(index, "spare date:2024-03-03..2024-03-09", fold=True) == [("a.txt", 0)]
        assert sources(index, "spare -date:2024-03-02", fold=True) == [("a.txt", 1)]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(1, 4), sort=st.sampled_from([None, "date", "-date", "position"]))
def test_folded_pages_have_no_holes(library: Path, limit: int, sort: str | None) -> None:
    with open_index(library) as index:
        whole = index.search("*", limit=None, sort=sort, fold=True)
        assert whole.total == len(whole.hits) + whole.repeated
        pages = [
            index.search("*", limit=limit, offset=at, sort=sort, fold=True).hits
            for at in range(0, whole.total, limit)
        ]
        assert [hit.id for page in pages for hit in page] == [hit.id for hit in whole.hits]


def test_a_build_that_changes_one_paper_finds_the_groups_anew(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (texts / name).write_text("\n\n".join(["The ferry stands still", *WIRE]) + "\n")
    path = tmp_path / "index"
    build(path, [texts])
    settle(path, NO_OVERLAY)
    with open_index(path) as index:
        assert index.info().duplicates == 2
    (texts / "c.txt").write_text("\n\n".join(["Rye", *OTHER]) + "\n")
    build(path, [texts])
    with open_index(path) as index:
        # what has changed is alike to nothing until the index is settled
        assert index.info().duplicates == 1
    settle(path, NO_OVERLAY)
    with open_index(path) as index:
        assert index.info().duplicates == 1
    (texts / "b.txt").unlink()
    build(path, [texts])
    settle(path, NO_OVERLAY)
    with open_index(path) as index:
        assert index.info().duplicates == 0
        assert index.search("ferry").repeated == 0


def test_processes_that_read_find_the_same_groups(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(8):
        words = WIRE if number % 2 else [*OTHER, f"Page {number} says no more."]
        (texts / f"{number}.txt").write_text("\n\n".join(["News", *words]) + "\n")
    found = []
    for jobs in (1, 2):
        path = tmp_path / f"index{jobs}"
        build(path, [texts], jobs=jobs)
        settle(path, NO_OVERLAY)
        with open_index(path) as index:
            found.append([(one.source, one.repeats) for one in index.articles()])
    assert found[0] == found[1]
    assert sum(repeats is not None for _, repeats in found[0]) == 6
