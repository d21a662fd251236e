"""What a search answers: hits, marks, counts, order, suggestions."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from quoth.corpus.model import Article
from quoth.index.problems import IndexProblem
from quoth.index.search import Index, QueryError

Open = Callable[..., Index]


def marked(index: Index, query: str) -> list[str]:
    """The hits of a query in the order of the text, what matches in brackets."""
    found = []
    for hit in index.search(query, limit=None, sort="position").hits:
        text = hit.text
        for span in reversed(hit.highlights):
            text = f"{text[: span.start]}[{span.of(text)}]{text[span.end :]}"
        found.append(f"{hit.kind}: {text}")
    return found


def test_a_paragraph_is_no_hit_of_its_own_where_its_quote_is(open_articles: Open, harbour: Article) -> None:
    index = open_articles(harbour)
    assert marked(index, "sanctions") == [
        "heading: Fees and [sanctions]",
        "quote: The [sanctions] hurt fishermen.",
        "paragraph: [Sanctions] were first imposed in 1999.",
    ]
    assert index.count("kind:paragraph sanctions") == 2
    assert index.count("kind:quote,paragraph,heading sanctions") == 4


def test_a_filter_never_adds_a_hit(open_articles: Open, harbour: Article) -> None:
    index = open_articles(harbour)
    whole = {hit.id for hit in index.search("sanctions").hits}
    for chip in (
        "speaker:łódzka",
        "-speaker:lodzka",
        "is:direct",
        "-is:direct",
        "words:>4",
        "conf:>0.5",
        "role:mayor",
    ):
        assert {hit.id for hit in index.search(f"sanctions {chip}").hits} < whole
    assert index.count("sanctions speaker:lodzka") + index.count("sanctions -speaker:lodzka") == len(whole)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("sanction", 3),
        ("sanctioned", 3),
        ('"sanction"', 0),
        ('"to be or not to be"', 1),
        ("“To Be or not”", 1),
        ("don't", 1),
        ("don’t", 1),
        ("lodzka", 1),
        ("fees -sanctions", 2),
        ("speaker:jane", 2),
        ("speaker:roe", 2),
        ('speaker:"jane of elbonia"', 2),
        ('speaker:"roe jane"', 0),
        ("by:roe,lodzka", 4),
        ("speaker:unknown", 1),
        ("is:unattributed", 1),
        ("is:suspect", 1),
        ("role:mayor", 2),
        ('role:"harbour master"', 2),
        ("cue:say", 0),
        ("cue:said", 4),
        ("section:fee kind:quote", 3),
        ('section:"fees and" kind:quote', 3),
        ("title:stays kind:quote", 5),
        ("source:harbour kind:quote", 5),
        ("path:texts kind:quote", 5),
        ("path:*/HARBOUR.txt kind:quote", 5),
        ("path:*.md", 0),
        ("date:2024 kind:quote", 5),
        ("date:2024-03 kind:quote", 5),
        ("date:2024-03-01 kind:quote", 0),
        ("date:..2023", 0),
        ("conf:>0.8 kind:quote", 4),
        ("conf:<0.5", 1),
        ("words:4", 2),
        ("lang:en kind:heading", 3),
        ("mentions:elbonia", 0),
        ("mentions:łódzka", 1),
        ("clos*", 1),
        ("harbor~", 4),
        ("w?at kind:heading", 1),
        ("/f.*s/ kind:quote", 2),
        ("close NEAR/2 harbour", 1),
        ('"harbour close"~2', 1),
        ('"harbour close"~1', 0),
        ("kind:quote", 5),
        ("kind:heading", 3),
        ("kind:paragraph", 6),
        ("*", 10),
    ],
)
def test_counts(open_articles: Open, harbour: Article, query: str, count: int) -> None:
    assert open_articles(harbour).count(query) == count


def test_marks_fold_and_know_phrases(open_articles: Open, harbour: Article) -> None:
    index = open_articles(harbour)
    assert marked(index, '"or not" question') == ["quote: To be [or not] to be, that is the [question],"]
    assert marked(index, "LODZKA kind:paragraph")[0].startswith("paragraph: Anna [Łódzka], the")
    assert marked(index, "worr* don't") == ["quote: [Don’t] [worry] about the fees."]
    assert marked(index, "close NEAR/2 harbour") == ["quote: We will not [close] the [harbour],"]
    assert marked(index, "speaker:jane close") == ["quote: We will not [close] the harbour,"]
    assert marked(index, "fermn~2 OR fishermen") == ["quote: The sanctions hurt [fishermen]."]


def test_a_hit_says_where_and_who(open_articles: Open, harbour: Article) -> None:
    hit = open_articles(harbour).search("fishermen").hits[0]
    quote = harbour.quotes[1]
    assert (hit.id, hit.kind, hit.article, hit.title) == (quote.id, "quote", harbour.id, harbour.title)
    assert (hit.start, hit.end, hit.text) == (quote.span.start, quote.span.end, quote.text)
    assert (hit.heading, hit.section) == ("Fees and sanctions", harbour.sections[1].id)
    assert hit.speaker is not None
    assert (hit.speaker.name, hit.speaker.role) == ("Anna Łódzka", "harbour master")
    assert hit.record["speaker"] == {"id": hit.speaker.id, "name": "Anna Łódzka", "role": "harbour master"}
    narrated = open_articles(harbour).search("1999").hits[0]
    assert set(narrated.record) == set(hit.record)
    assert (narrated.record["kind"], narrated.record["speaker"]) == ("paragraph", None)


def test_facets_count_all_hits_of_the_result(open_articles: Open, harbour: Article) -> None:
    results = open_articles(harbour).search("*", limit=1)
    assert [(facet.id, facet.label, facet.count) for facet in results.facets.speakers] == [
        (None, "(narration)", 5),
        ("anna-łodzka", "Anna Łódzka", 2),
        ("jane-roe", "Jane Roe", 2),
        ("unknown", "unknown", 1),
    ]
    assert [(facet.label, facet.count) for facet in results.facets.sections] == [
        ("Fees and sanctions", 5),
        ("(lead)", 3),
        ("What comes next", 2),
    ]
    assert [(facet.id, facet.count) for facet in results.facets.articles] == [(harbour.id, 10)]


def several(make_article: Callable[..., Article]) -> list[Article]:
    dates = {"c": None, "b": "2024-05-01", "a": "2025", "d": "2024"}
    return [
        make_article([(None, [f"Ship number {i}." for i in range(3)])], name=name, date=date)
        for name, date in dates.items()
    ]


@pytest.mark.parametrize(
    ("sort", "order"), [("score", "abcd"), ("position", "abcd"), ("date", "dbac"), ("-date", "abdc")]
)
def test_order(open_articles: Open, make_article: Callable[..., Article], sort: str, order: str) -> None:
    index = open_articles(*several(make_article))
    expected = [(name, f"Ship number {i}.") for name in order for i in range(3)]
    for results in (index.search("ship", sort=sort), index.search(f"ship sort:{sort}", sort="position")):
        assert [(hit.source, hit.text) for hit in results.hits] == expected


def test_a_rarer_word_and_a_shorter_text_score_higher(
    open_articles: Open, make_article: Callable[..., Article]
) -> None:
    index = open_articles(
        make_article([(None, ["Ship and ship and a port.", "Port of the many ships here.", "Ship ahoy."])])
    )
    assert index.search("ahoy OR ship").hits[0].text == "Ship ahoy."
    scores = [hit.score for hit in index.search("ship").hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_pages_have_no_holes(open_articles: Open, make_article: Callable[..., Article]) -> None:
    index = open_articles(*several(make_article))
    pages = [index.search("ship", limit=5, offset=at) for at in (0, 5, 10, 15)]
    assert [len(page.hits) for page in pages] == [5, 5, 2, 0]
    assert {page.total for page in pages} == {12}
    assert len({hit.id for page in pages for hit in page.hits}) == 12
    for wrong in ({"limit": -1}, {"offset": -1}, {"sort": "size"}):
        with pytest.raises(ValueError, match=r"negative|sort"):
            index.search("ship", **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "suggested"),
    [
        ("sanktions", "sanctions"),
        ("fishermn hurt", "fishermen hurt"),
        ('"sanctions hrt"', '"sanctions hurt"'),
        ("speaker:jain sanctions OR speaker:jame", "speaker:jain sanctions OR speaker:jane"),
        ("-speaker:jane fes speaker:jane", None),
        ("fes date:2019", None),
        ("speaker:jame", "speaker:jane"),
        ("Lodska", "łódzka"),
        ("zzzzzz", None),
        ("anctions", "sanctions"),
    ],
)
def test_did_you_mean(open_articles: Open, harbour: Article, query: str, suggested: str | None) -> None:
    index = open_articles(harbour)
    results = index.search(query)
    assert results.total == 0
    assert results.suggestions[:1] == ((suggested,) if suggested else ())
    for text in results.suggestions:
        assert index.count(text)


def test_while_typing_the_last_word_is_a_beginning_until_it_is_a_word(
    open_articles: Open, harbour: Article
) -> None:
    index = open_articles(harbour)
    assert (index.search("fish", lenient=True).query, index.search("fish", lenient=True).total) == (
        "fish*",
        1,
    )
    assert index.search("fish").total == 0
    assert index.search("sanction", lenient=True).query == "sanction"
    for typed in ("s", "sa", "sanc", '"sanctions hu', "sanctions speaker:an"):
        results = index.search(typed, lenient=True)
        assert results.total == (index.count(results.query) if results.query else 10)


def test_errors_come_through(open_articles: Open, harbour: Article) -> None:
    with pytest.raises(QueryError):
        open_articles(harbour).search("spekaer:roe")


def test_ids_are_found_whole_and_by_their_beginning(open_articles: Open, harbour: Article) -> None:
    index = open_articles(harbour)
    quote = harbour.quotes[0].id
    assert index.find(quote) == (quote,)
    assert index.find(quote[:-2]) == (quote,)
    assert index.find(quote.partition(":")[2]) == (quote,)
    assert len(index.find(harbour.id + ":q")) == 5
    assert index.find(harbour.id) == (harbour.id,)
    assert index.find("") == index.find("nothing:x") == ()
    hit = index.hit(quote)
    assert hit is not None
    assert hit.text == harbour.quotes[0].text
    assert index.hit("nothing:x") is None


def test_statistics(open_articles: Open, harbour: Article) -> None:
    index = open_articles(harbour)
    info = index.info()
    assert (info.articles, info.paragraphs, info.quotes, info.attributed, info.suspect, info.speakers) == (
        1,
        6,
        5,
        4,
        1,
        2,
    )
    assert info.bytes > 0
    (summary,) = index.articles()
    assert (summary.id, summary.title, summary.date) == (harbour.id, harbour.title, "2024-03")
    assert (summary.paragraphs, summary.quotes, summary.speakers) == (6, 5, 2)


def test_equal_words_in_two_articles_are_two_hits(
    open_articles: Open, make_article: Callable[..., Article]
) -> None:
    one, two = (make_article([(None, ["Same words."])], name=name) for name in ("one", "two"))
    index = open_articles(one, two)
    assert index.count("same") == 2
    assert index.count(f"same article:{one.id}") == 1


def test_search_works_from_another_thread(open_articles: Open, harbour: Article) -> None:
    index = open_articles(harbour)
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(index.search("sanctions").total))
    thread.start()
    thread.join()
    assert found == [3]


def test_what_whoosh_stumbles_over_is_damage(
    open_articles: Open, harbour: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_articles(harbour)
    monkeypatch.setattr(type(index._segments[0]), "place", lambda *_: (_ for _ in ()).throw(EOFError()))
    with pytest.raises(IndexProblem, match=r"damaged.*--rebuild"):
        index.search("sanctions")


def test_answers_stay_the_same_while_memory_is_given_back(
    open_articles: Open, make_article: Callable[..., Article]
) -> None:
    index = open_articles(make_article([(None, ["“The mill is late,” said Jane Roe.", "A ferry."])]))
    wanted = [(hit.id, hit.score) for hit in index.search("mill").hits]
    assert wanted
    for _ in range(200):
        assert [(hit.id, hit.score) for hit in index.search("mill").hits] == wanted
