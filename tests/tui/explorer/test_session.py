"""The session: what each event makes of it."""

from __future__ import annotations

import pytest

from quoth.corpus.model import Article, Span
from quoth.index.results import Hit
from quoth.tui import session as states
from quoth.tui.session import Listing, QueryProblem, Reading, Session
from quoth.tui.views import Person


@pytest.fixture
def fresh(articles: tuple[Article, ...]) -> Session:
    return Session(Reading(articles[0].id, 30))


@pytest.fixture
def found(fresh: Session, index: object) -> Session:
    """Three hits for ``river``: one in the first article, two in the second."""
    return searched(fresh, index, "river")


def searched(session: Session, index: object, query: str) -> Session:
    session = states.list_results(states.ask(session, query))
    return states.answer(session, session.generation, index.search(query, limit=50))  # type: ignore[attr-defined]


def test_a_question_counts_up_and_waits(fresh: Session) -> None:
    asked = states.ask(fresh, "river")
    assert (asked.generation, asked.query, asked.waiting) == (fresh.generation + 1, "river", True)


def test_asking_the_same_again_changes_nothing(fresh: Session) -> None:
    asked = states.ask(fresh, "river")
    assert states.ask(asked, "river") is asked


def test_a_late_answer_is_dropped(fresh: Session, index: object) -> None:
    first = states.ask(fresh, "riv")
    second = states.ask(first, "river")
    late = states.answer(second, first.generation, index.search("riv"))  # type: ignore[attr-defined]
    assert late is second


def test_an_answer_after_the_query_was_emptied_is_dropped(fresh: Session, index: object) -> None:
    emptied = states.ask(states.ask(fresh, "riv"), "")
    assert states.answer(emptied, emptied.generation, index.search("riv")) is emptied  # type: ignore[attr-defined]


def test_an_error_keeps_the_old_results(found: Session) -> None:
    asked = states.ask(found, "river(")
    refused = states.refuse(asked, asked.generation, QueryProblem("unbalanced", 5, 6))
    assert refused.hits == found.hits
    assert refused.problem is not None
    assert not refused.waiting


def test_an_answer_takes_the_error_away(found: Session, index: object) -> None:
    asked = states.ask(found, "river(")
    refused = states.refuse(asked, asked.generation, QueryProblem("unbalanced", 5, 6))
    assert searched(refused, index, "water").problem is None


def test_emptying_the_query_leads_back_to_the_article(fresh: Session, found: Session) -> None:
    emptied = states.ask(found, "  ")
    assert emptied.view == fresh.view
    assert emptied.hits == ()


def test_hits_stand_in_reading_order(found: Session, articles: tuple[Article, ...]) -> None:
    assert [(hit.article, hit.start) for hit in found.hits] == [
        (a.id, hit.start) for a in articles for hit in found.hits if hit.article == a.id
    ]
    starts = [hit.start for hit in found.hits if hit.article == articles[1].id]
    assert starts == sorted(starts)


def test_opening_a_hit_and_going_back(found: Session, articles: tuple[Article, ...]) -> None:
    opened = states.open_hit(found, 1)
    assert isinstance(opened.view, Reading)
    assert opened.view.article == articles[1].id
    assert articles[1].text[opened.view.offset :].startswith("river")
    again = states.back(opened)
    assert again.view == Listing(1)
    assert states.back(again).view == Reading(articles[0].id, 30)


def test_steps_go_on_into_the_next_article_and_stop_at_the_ends(
    found: Session, articles: tuple[Article, ...]
) -> None:
    first = states.open_hit(found, 0)
    second = states.step_hit(first, 1)
    assert (first.article, second.article) == (articles[0].id, articles[1].id)
    last = states.step_hit(second, 1)
    assert states.step_hit(last, 1) is last
    assert states.step_hit(first, -1) is first


def test_steps_between_hits_leave_one_way_back(found: Session) -> None:
    opened = states.step_hit(states.step_hit(states.open_hit(found, 0), 1), 1)
    assert isinstance(states.back(opened).view, Listing)


def test_without_an_open_hit_the_step_goes_from_the_cursor(
    found: Session, articles: tuple[Article, ...]
) -> None:
    reading = states.leave_results(found)
    place = states.place_of(found.hits[0])
    assert states.step_hit(reading, 1).hit == 0
    beyond = states.move(reading, place + 1)
    assert states.step_hit(beyond, -1).hit == 0
    assert states.step_hit(beyond, 1).hit == 0


def test_stepping_without_hits_changes_nothing(fresh: Session) -> None:
    assert states.step_hit(fresh, 1) is fresh


def test_moving_is_remembered_by_the_way_back(fresh: Session, articles: tuple[Article, ...]) -> None:
    there = states.visit(states.move(fresh, 77), articles[1].id, 5)
    assert there.article == articles[1].id
    assert states.back(there).view == Reading(articles[0].id, 77)


def test_back_with_nothing_left_puts_the_query_away(found: Session) -> None:
    reading = states.back(found)
    assert reading.query == "river"
    assert states.back(reading).query == ""


def test_history_is_bounded(fresh: Session, articles: tuple[Article, ...]) -> None:
    session = fresh
    for offset in range(states.HISTORY * 2):
        session = states.visit(session, articles[offset % 2].id, offset)
    assert len(session.past) == states.HISTORY


def test_a_hit_opens_at_its_first_marked_word(found: Session) -> None:
    hit = found.hits[0]
    assert states.place_of(hit) == hit.start + hit.highlights[0].start
    assert hit.highlights[0] == Span(*_first(hit, "river"))


def _first(hit: Hit, word: str) -> tuple[int, int]:
    at = hit.text.casefold().index(word)
    return at, at + len(word)


@pytest.mark.parametrize("query", ["river", ""])
def test_back_from_a_word_of_a_page_to_the_page_and_its_query(
    fresh: Session, index: object, query: str
) -> None:
    session = searched(fresh, index, query) if query else fresh
    page = states.show(session, Person("jane-roe", "Jane Roe", 2, 1))
    word = states.list_query(page, "wheel person:jane-roe")
    assert (type(word.view), word.query) == (Listing, "wheel person:jane-roe")
    back = states.back(word)
    assert (back.view, back.query) == (page.view, query)
    assert back.past == page.past


def test_another_persons_page_is_another_place(fresh: Session) -> None:
    one = states.show(fresh, Person("jane-roe", "Jane Roe"))
    moved = states.show(one, Person("jane-roe", "Jane Roe", 3))
    assert moved.past == one.past
    other = states.show(moved, Person("tom-poe", "Tom Poe"))
    assert states.back(other).view == moved.view
