"""More like this: passages that share telling words, the more and the rarer the better."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quoth.corpus.model import Article
from quoth.index.queryerror import QueryError
from quoth.index.search import Index

Make = Callable[..., Article]
Open = Callable[..., Index]

FILLER = [
    f"The {place} of the old town has a {thing}, and the {thing} of the {place} is no secret."
    for place in ("port", "church", "school", "market")
    for thing in ("clock", "garden", "story", "guard")
]


@pytest.fixture
def index(open_articles: Open, make_article: Make) -> Index:
    """Three articles: two that speak of a ferry and its engine, one that does not."""
    return open_articles(
        make_article(
            [
                (
                    None,
                    [
                        "“The ferry has a broken engine and no spare part,” said the captain.",
                        "The sun shone.",
                    ],
                )
            ],
            name="a.txt",
            said_by=["Ada Roe"],
        ),
        make_article(
            [
                (
                    None,
                    [
                        "A spare part for the engine of the ferry costs more than the ferry.",
                        "“The engine of the ferry is broken, and the captain waits,” a sailor said.",
                        "The town has a new mayor and the mayor has a plan.",
                    ],
                )
            ],
            name="b.txt",
            said_by=["Jo Doe"],
        ),
        make_article([(None, ["The bakers have the flour of a mill.", *FILLER])], name="c.txt"),
    )


def quote_of(index: Index, words: str) -> str:
    (hit,) = index.search(f"{words} kind:quote").hits
    return hit.id


def texts(index: Index, query: str) -> list[str]:
    return [hit.text for hit in index.search(query, limit=None).hits]


def test_the_most_alike_come_first_and_the_rest_not_at_all(index: Index) -> None:
    found = texts(index, f"like:{quote_of(index, 'spare')}")
    assert found[0] == "A spare part for the engine of the ferry costs more than the ferry."
    assert "The engine of the ferry is broken, and the captain waits," in found
    # neither itself, nor the paragraph around it, nor what shares common words alone
    assert not any("no spare part" in text or "mayor" in text or "mill" in text for text in found)


def test_it_is_a_part_of_a_query_like_any_other(index: Index) -> None:
    quote = quote_of(index, "spare")
    assert texts(index, f"like:{quote} kind:quote") == [
        "The engine of the ferry is broken, and the captain waits,"
    ]
    assert texts(index, f'like:{quote} speaker:"Jo Doe"') == [
        "The engine of the ferry is broken, and the captain waits,"
    ]
    kinds = "kind:quote,paragraph,heading"
    alike, others = texts(index, f"like:{quote} {kinds}"), texts(index, f"-like:{quote} {kinds}")
    assert sorted(alike + others) == sorted(texts(index, kinds))


def test_shared_words_are_marked(index: Index) -> None:
    first = index.search(f"like:{quote_of(index, 'spare')}").hits[0]
    marked = {first.text[span.start : span.end] for span in first.highlights}
    assert {"spare", "part", "engine", "ferry"} <= marked


def test_the_beginning_of_an_id_will_do(index: Index) -> None:
    quote = quote_of(index, "spare")
    assert texts(index, f"like:{quote.partition(':')[2]}") == texts(index, f"like:{quote}")


def test_a_passage_that_is_not_there_is_an_error_with_its_place(index: Index) -> None:
    with pytest.raises(QueryError) as caught:
        index.search("ferry like:nothing")
    assert (caught.value.start, caught.value.end) == (6, 18)
    assert "there is no passage 'nothing'" in str(caught.value)
    with pytest.raises(QueryError, match="passages begin with 'q'"):
        index.search("like:q")


def test_a_passage_without_a_like_has_none(index: Index) -> None:
    (hit,) = index.search("bakers").hits
    assert index.search(f"like:{hit.id}").total == 0
