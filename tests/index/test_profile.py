"""A person's page: what they are called when, which words tell them apart, whom they name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.corpus.model import Article, Role, Span
from quoth.corpus.values import replace
from quoth.index.counting import Own
from quoth.index.profile import (
    SIGNIFICANT,
    compared,
    log_likelihood,
    named_by,
    profile_of,
    roles_over_time,
    telling_words,
)
from quoth.index.search import Index

Open = Callable[..., Index]
Make = Callable[..., Article]


def test_log_likelihood_is_that_of_a_contingency_table() -> None:
    # the same by the definition: 2 * sum of observed * ln(observed / expected) over the two occurrences
    seen, size, elsewhere, rest = 12, 100, 5, 400
    rate = (seen + elsewhere) / (size + rest)
    expected = 2 * (seen * math.log(seen / (size * rate)) + elsewhere * math.log(elsewhere / (rest * rate)))
    assert log_likelihood(seen, size, elsewhere, rest) == pytest.approx(expected)


@given(st.integers(0, 50), st.integers(0, 500), st.integers(0, 50), st.integers(0, 500))
def test_log_likelihood_is_never_negative_and_symmetric(a: int, b: int, c: int, d: int) -> None:
    one = log_likelihood(a, a + b, c, c + d)
    assert one >= 0.0
    assert one == pytest.approx(log_likelihood(c, c + d, a, a + b))


def test_equal_use_tells_nothing() -> None:
    assert log_likelihood(10, 100, 20, 200) == pytest.approx(0.0)
    assert telling_words({"oil": 10}, 100, {"oil": 20}, 200) == ()


def test_only_words_used_more_than_once_and_more_than_elsewhere_tell() -> None:
    own = {"oil": 9, "gas": 1, "the": 3}
    found = telling_words(own, 20, {"the": 90}, 400)
    assert [telling.word for telling in found] == ["oil"]
    assert found[0].score >= SIGNIFICANT


def test_roles_stand_once_in_order_of_time(make_article: Make) -> None:
    def article(name: str, date: str | None, role: str) -> Article:
        return make_article(
            [(None, ["“Oil,” said Roe."])],
            name=name,
            date=date,
            said_by=["Jane Roe"],
            roles={"Jane Roe": role},
        )

    articles = [
        article("c.txt", "2025-01", "minister"),
        article("a.txt", None, "aunt of the mayor"),
        article("b.txt", "2024-05", "mayor"),
        article("d.txt", "2025-03", "minister"),
    ]
    roles = roles_over_time(articles, "jane-roe")
    assert [(role.role, role.first, role.last, role.articles) for role in roles] == [
        ("mayor", "2024-05", "2024-05", 1),
        ("minister", "2025-01", "2025-03", 2),
        ("aunt of the mayor", None, None, 1),
    ]


def test_a_role_is_told_where_an_article_gives_it_first(make_article: Make) -> None:
    article = make_article([(None, ["“Oil,” said Roe."])], said_by=["Jane Roe"])
    roles = (Role("mayor", Span(40, 45)), Role("miller", Span(50, 56)), Role("mayor", Span(70, 75)))
    (roe,) = article.speakers
    found = roles_over_time([replace(article, speakers=(replace(roe, roles=roles),))], "jane-roe")
    assert [(role.role, role.offset) for role in found] == [("mayor", 40), ("miller", 50)]


def test_whom_they_name_goes_by_full_names_and_leaves_themselves_out(make_article: Make) -> None:
    article = make_article(
        [(None, ["“We met Doe in Elbonia, said I, Roe.” “Doe was late.” “Today Doe was later.” “Oil.”"])],
        said_by=["Jane Roe", "Jane Roe", "Jane Roe", "John Doe"],
        aliases={"Jane Roe": ("Roe",), "John Doe": ("Doe",)},
    )
    named = named_by([article], "jane-roe")
    assert [(one.name, one.count, one.id) for one in named] == [
        ("John Doe", 3, "john-doe"),
        ("Elbonia", 1, None),
    ]


def test_a_profile_gathers_all_articles(open_articles: Open, make_article: Make) -> None:
    first = make_article(
        [(None, ["“Oil oil oil,” said Roe. “Peace and trade.”"])],
        name="b.txt", date="2025-02", said_by=["Jane Roe", "John Doe"],
    )  # fmt: skip
    second = make_article(
        [(None, ["“Oil again,” said Roe."])], name="a.txt", date="2024-01", said_by=["Jane Roe"]
    )
    index = open_articles(first, second)
    (person,) = index.people("roe")
    profile = profile_of(index, person)
    assert (profile.name, profile.own, profile.articles) == ("Jane Roe", Own(2, 5), 2)
    assert [quote.date for quote in profile.quotes] == ["2024-01", "2025-02"]
    said = Counter(
        w
        for a in (first, second)
        for q in a.quotes
        if q.speaker == "jane-roe"
        for w in q.text.lower().replace(",", "").split()
    )
    rest = Counter(
        w
        for a in (first, second)
        for q in a.quotes
        if q.speaker != "jane-roe"
        for w in q.text.lower().replace(".", "").split()
    )
    assert profile.telling == telling_words(said, said.total(), rest, rest.total())


def test_people_are_found_by_id_by_name_or_by_words_of_it(open_articles: Open, make_article: Make) -> None:
    index = open_articles(
        make_article([(None, ["“A b c.” “D e f.” “G h i.”"])], said_by=["Jane Roe", "Rick Roe", "Roe"])
    )
    assert [ref.name for ref in index.people("Jane Roe")] == ["Jane Roe"]
    assert [ref.name for ref in index.people("jane-roe")] == ["Jane Roe"]
    assert [ref.name for ref in index.people("roe")] == ["Roe"]
    assert [ref.name for ref in index.people("rick")] == ["Rick Roe"]
    assert index.people("nobody") == ()


def test_two_people_on_the_same_thing(open_articles: Open, harbour: Article) -> None:
    index = open_articles(harbour)
    anna, jane = index.people("łódzka")[0], index.people("jane")[0]
    left, right = compared(index, "fees OR harbour", anna, jane)
    assert [hit.text for hit in left.hits] == ["New fees are no answer,"]
    assert [hit.text for hit in right.hits] == ["We will not close the harbour,"]
    assert left.use is not None
    assert (left.use.hits, left.use.words) == (1, 5)
    everything, _ = compared(index, "", anna, jane)
    assert len(everything.hits) == 2
    nothing, _ = compared(index, "zeppelin", anna, jane)
    assert (nothing.use, nothing.hits) == (None, ())
