"""Concordance, dispersion, matrix, who talks: what they count can be opened, and is the commands' own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from quoth.corpus.article import parse_article
from quoth.corpus.model import Article
from quoth.corpus.values import replace
from quoth.index import counting
from quoth.index.analysis import words_of
from quoth.index.build import build_articles
from quoth.index.concordance import sort_value
from quoth.index.counting import Label
from quoth.index.search import open_index
from quoth.tui import reports
from quoth.tui import session as states
from quoth.tui.dispersion import cell_of, marks
from quoth.tui.kwic_line import columns, ending, key_and_right, parted
from quoth.tui.screens import reporting
from quoth.tui.session import Listing, Reading
from quoth.tui.views import Concordance, Dispersion, Matrix, Person
from quoth.tui.widgets.matrix_list import matrix_lines

TEXTS = st.text(st.sampled_from("ab -日本語é\u0301👩‍👩‍👧„“\u200d"), max_size=60)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS, st.integers(1, 60))
def test_the_key_stands_in_one_column_whatever_the_characters(left: str, key: str, cells: int) -> None:
    assert cell_len(ending(left, cells)) == cells
    shown, right = key_and_right(key, left, cells)
    assert cell_len(shown) + cell_len(right) == cells


@given(st.integers(1, 200), st.integers(1, 40))
def test_the_columns_fill_the_list(cells: int, name: int) -> None:
    wide = columns(cells, name)
    used = wide.left + 1 + wide.right + 1 + wide.speaker + (2 + wide.section if wide.section else 0)
    assert used == max(cells, 8 + 2 + wide.speaker)


@settings(max_examples=80)
@given(st.lists(st.integers(0, 999), max_size=60), st.lists(st.integers(0, 999)), st.integers(1, 90))
def test_every_hit_has_its_mark_in_its_cell(places: list[int], borders: list[int], cells: int) -> None:
    bar = marks(places, borders, 1000, cells)
    assert len(bar) == cells
    counted = dict.fromkeys(range(cells), 0)
    for place in places:
        counted[cell_of(place, 1000, cells)] += 1
    for cell, mark in enumerate(bar):
        shown = {"|": 1, " ": 0, "┊": 0, "#": 10}.get(mark) if not mark.isdigit() else int(mark)
        assert shown == min(counted[cell], 10)


@pytest.mark.parametrize("by", ["section", "article", "month"])
@pytest.mark.parametrize("query", ["", "the", "iran OR minsk", "speaker:lukashenko"])
def test_every_cell_of_the_matrix_opens_as_many_hits_as_it_says(
    query: str, by: Any, bundled_index: Callable[[], Any]
) -> None:
    with bundled_index() as index:
        crossed = reports.matrix(index, Matrix(by), query)
        speakers, places = len(crossed.matrix.rows), len(crossed.matrix.columns)
        asked = 0
        for speaker in (None, *range(speakers)):
            for place in (None, *range(places)):
                wanted = reports.cell(crossed, speaker, place)
                if wanted is None:
                    assert by == "month"
                    continue
                asked += 1
                assert index.count(wanted) == reports.count(crossed, speaker, place), wanted
        assert asked >= speakers + 1


@pytest.mark.parametrize("query", ["iran", "sanctions OR peace"])
def test_who_talks_opens_as_many_hits_as_it_says(query: str, bundled_index: Callable[[], Any]) -> None:
    with bundled_index() as index:
        used = reports.talkers(index, query)
        for number, use in enumerate(used.uses):
            assert index.count(reports.hits_of(used, number) or "") == use.hits


def test_the_bars_hold_every_hit(bundled_index: Callable[[], Any]) -> None:
    with bundled_index() as index:
        bars = reports.dispersion(index, "iran")
        assert bars.total == index.count("iran")
        whole, *sections = bars.bars
        assert sum(len(bar.places) for bar in sections) == len(whole.places) == bars.total


def test_the_most_frequent_neighbour_comes_first(bundled_index: Callable[[], Any]) -> None:
    with bundled_index() as index:
        lines = reports.concordance(index, Concordance(("1R",), frequent=True), "iran").lines
        words = [sort_value(line, "1R")[1] for line in lines]
        counts = [words.count(word) for word in words if word]
        assert counts == sorted(counts, reverse=True)
        assert all(words.count(word) == len(list(same)) for word, same in groupby(words))


def searched(*keys: str) -> tuple[str, ...]:
    return ("slash", "paste:river", "escape", *keys)


async def press(explorer: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key.startswith("paste:"):
            await explorer.paste(key.removeprefix("paste:"))
        else:
            await explorer.keys(key)


def test_a_line_of_the_concordance_opens_at_its_word_and_escape_leads_back(
    explore: Callable[..., Any], real: Callable[[], Any], articles: tuple[Article, ...]
) -> None:
    texts = {article.id: article.text for article in articles}

    async def walk(explorer: Any) -> list[Any]:
        await press(explorer, searched("k", "j", "enter"))
        view = explorer.session.view
        there = texts[view.article][view.offset : view.offset + 5]
        await explorer.keys("escape")
        return [there, explorer.session.view, explorer.place, explorer.row("▸")]

    there, view, place, row = explore(walk, open_index=real)
    assert there == "river"
    assert view == Concordance(cursor=1)
    assert place == "concordance"
    assert "river" in row


def test_the_key_words_of_the_screen_stand_below_each_other(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def look(explorer: Any) -> list[str]:
        await press(explorer, searched("k"))
        return [line for line in explorer.lines() if " river" in line and "/ river" not in line]

    for size in ((140, 45), (80, 24), (40, 12)):
        rows = explore(look, size, open_index=real)
        assert len(rows) == 3
        assert len({row.index(" river") for row in rows}) == 1


def test_keys_sort_and_the_same_key_puts_it_back(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def sort(explorer: Any) -> list[Any]:
        await press(explorer, searched("k", "4", "1"))
        seen = [explorer.session.view.sort, "sorted 1L 1R" in explorer.text()]
        await explorer.keys("f")
        seen.append("by frequency of 1L" in explorer.text())
        await explorer.keys("f", "1")
        return [*seen, explorer.session.view]

    assert explore(sort, (100, 30), open_index=real) == [("1L", "1R"), True, True, Concordance()]


@pytest.mark.parametrize(
    ("key", "shown", "parts"),
    [
        ("1L", "… went down to the ", ("… went down to ", "the", " ")),
        ("2L", "… went down to the ", ("… went down ", "to", " the ")),
        ("3L", "…wn to the ", ("…wn to the ", "", "")),  # of the third word only a part is shown
        ("9L", "… went down to the ", ("… went down to the ", "", "")),
    ],
)
def test_the_word_that_sorts_a_line_is_found_on_its_left(
    key: str, shown: str, parts: tuple[str, str, str]
) -> None:
    assert parted(shown, "She went down to the ", key) == parts


@pytest.mark.parametrize(
    ("key", "context", "parts"),
    [
        ("1R", "runs low", (" ", "runs", " low")),
        ("2R", "runs low", (" runs ", "low", "")),
        ("1R", ", he said", (", ", "he", " said")),
        ("3R", "runs low", (" runs low", "", "")),
    ],
)
def test_the_word_that_sorts_a_line_is_found_on_its_right(
    key: str, context: str, parts: tuple[str, str, str]
) -> None:
    assert parted("".join(parts), context, key) == parts


def test_a_name_in_doubt_is_marked_in_the_concordance(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def look(explorer: Any) -> str:
        await press(explorer, ("/", *"wheel must", "escape", "k"))
        return str(explorer.row("▸"))

    assert explore(look, open_index=real).rstrip().endswith("Poe?")


def test_where_the_line_at_the_cursor_stands_is_told_below_the_query(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def look(explorer: Any) -> list[str]:
        await press(explorer, searched("k"))
        told = [explorer.lines()[2].strip()]
        await explorer.keys("G")
        return [*told, explorer.lines()[2].strip()]

    assert explore(look, open_index=real) == [
        "(lead) · A bridge over the Elm",
        "The water runs low · The mill at Elm Ford",
    ]


def test_a_filter_narrows_the_concordance_on_screen(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def narrow(explorer: Any) -> tuple[int, int, object]:
        await press(explorer, searched("k"))
        before = explorer.app.screen.desk.main(explorer.session).row_count
        await explorer.keys("s", "g", "space", "escape")
        return before, explorer.app.screen.desk.main(explorer.session).row_count, explorer.session.view

    before, after, view = explore(narrow, (140, 30), open_index=real)
    assert before == 3 > after > 0
    assert isinstance(view, Concordance)


def test_a_mark_of_the_dispersion_opens_its_hit(
    explore: Callable[..., Any], real: Callable[[], Any], articles: tuple[Article, ...]
) -> None:
    texts = {article.id: article.text for article in articles}

    async def walk(explorer: Any) -> list[Any]:
        await press(explorer, searched("d", "l"))
        seen: list[Any] = [explorer.session.view]
        await explorer.keys("enter")
        view = explorer.session.view
        seen += [view.article, texts[view.article][view.offset : view.offset + 5], explorer.session.hit]
        await explorer.keys("escape")
        return [*seen, explorer.session.view]

    view, article, words, hit, again = explore(walk, open_index=real)
    assert view == again == Dispersion(0, 1)
    assert article == articles[1].id
    assert (words, hit) == ("river", 1)


def test_a_number_of_the_matrix_lists_its_hits_and_escape_leads_back(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def walk(explorer: Any) -> list[Any]:
        await press(explorer, searched("m", "l", "j"))
        matrix = explorer.app.screen.desk.main(explorer.session)
        number = matrix.count(matrix._row - 1, matrix._column)
        before = explorer.session.view
        await explorer.keys("enter")
        seen = [number, explorer.session.results.total, type(explorer.session.view)]
        await explorer.keys("escape")
        return [*seen, explorer.session.view == before, explorer.session.query]

    number, total, kind, same, query = explore(walk, open_index=real)
    assert (total, kind, same, query) == (number, Listing, True, "river")


@pytest.mark.parametrize("by", ["section", "article", "month"])
@pytest.mark.parametrize("query", ["", "the", "river OR wheel sort:date", "the -speaker:roe", "kind:quote"])
def test_every_cell_on_screen_opens_its_hits_and_an_empty_one_says_so(
    query: str, by: Any, explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def walk(explorer: Any) -> int:
        if query:
            await press(explorer, ("slash", f"paste:{query}", "escape"))
        screen = explorer.app.screen
        screen.show_view(Matrix(by))
        await explorer.settled()
        found = screen.desk.main(explorer.session)
        cells = [
            (r, c) for r in range(len(found.contents.matrix.columns) + 1) for c in range(len(found._labels))
        ]
        for row, column in cells:
            screen.become(states.show(explorer.session, Matrix(by, row, column)))
            await explorer.settled()
            number = found.count(found._place, found._column)
            shown = explorer.session
            await explorer.keys("enter")
            if number and by == "month" and "no query" in explorer.lines()[-1]:
                continue
            if not number:
                assert explorer.session is shown
                assert "no hits in this cell" in explorer.lines()[-1]
                continue
            assert explorer.session.results.total == number == len(explorer.session.hits)
            await explorer.keys("escape")
        return len(cells)

    assert explore(walk, open_index=real) > 4


def test_sections_of_several_articles_stand_under_the_names_of_these(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def look(explorer: Any) -> tuple[list[str], list[int], int]:
        await press(explorer, searched("m", "t", "t"))
        found = explorer.app.screen.desk.main(explorer.session)
        places = []
        for _ in range(9):
            places.append(explorer.session.view.row)
            await explorer.keys("j")
        return [line.strip("▸ ") for line in explorer.lines()[3:9]], [*dict.fromkeys(places)], found.row_count

    lines, places, rows = explore(look, open_index=real)
    names = [line for line in lines if line in ("A bridge over the Elm", "The mill at Elm Ford")]
    assert names == ["A bridge over the Elm", "The mill at Elm Ford"]
    # the cursor passes over them
    assert places == list(range(rows - 1 - len(names)))


def test_a_key_opens_and_closes_a_view(explore: Callable[..., Any], real: Callable[[], Any]) -> None:
    async def walk(explorer: Any) -> list[type]:
        await press(explorer, searched())
        kinds = []
        for key in ("d", "d", "m", "W", "W", "K"):
            await explorer.keys(key)
            kinds.append(type(explorer.session.view).__name__)
        return kinds

    assert explore(walk, open_index=real) == [
        "Dispersion", "Listing", "Matrix", "Talkers", "Matrix", "Concordance",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["K", "d", "W"])
def test_without_a_query_a_view_says_what_to_do(key: str, explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> str:
        await explorer.keys(key)
        return str(explorer.text())

    assert "/ searches" in explore(look)


def test_a_query_that_is_not_understood_is_said_and_not_asked_for_ever(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def err(explorer: Any) -> str:
        await press(explorer, searched("k"))
        explorer.app.screen.ask("river spekaer:roe")
        await explorer.settled()
        return str(explorer.row("^"))

    assert "unknown field" in explore(err, open_index=real)


def test_forward_goes_where_back_came_from(explore: Callable[..., Any], real: Callable[[], Any]) -> None:
    async def walk(explorer: Any) -> list[Any]:
        await press(explorer, searched("k", "enter"))
        there = explorer.session.view
        await explorer.keys("escape", "escape", "F", "F")
        return [there, explorer.session.view, explorer.place]

    there, again, place = explore(walk, open_index=real)
    assert isinstance(there, Reading)
    assert there == again
    assert place == "article"


def test_the_page_of_a_speaker_holds_every_quote_and_opens_each(
    explore: Callable[..., Any], real: Callable[[], Any], articles: tuple[Article, ...]
) -> None:
    said = {(a.id, q.outer.start) for a in articles for q in a.quotes if q.speaker == "jane-roe"}

    async def walk(explorer: Any) -> list[tuple[str, int]]:
        await explorer.keys("right_parenthesis", "S")
        places = []
        for _ in range(len(said)):
            await explorer.keys("enter")
            view = explorer.session.view
            places.append((view.article, explorer.app.screen.desk.article.quote.outer.start))
            await explorer.keys("escape", "j")
        return places

    assert set(explore(walk, open_index=real)) == said


def test_the_words_names_and_roles_of_a_speakers_page_open_what_they_count(
    explore: Callable[..., Any], bundled: Article, bundled_index: Callable[[], Any]
) -> None:
    async def walk(explorer: Any) -> dict[str, int]:
        screen = explorer.app.screen
        screen.show_view(Person("alexander-lukashenko", "Alexander Lukashenko"))
        await explorer.settled()
        page = screen.desk.main(explorer.session)
        opened: dict[str, int] = {}
        telling = {t.word: t.count for t in page.contents.telling}
        for cursor, row in enumerate(page.stops):
            for number, item in enumerate(page._rows[row].items):
                screen.become(
                    states.show(explorer.session, replace(explorer.session.view, cursor=cursor, item=number))
                )
                await explorer.settled()
                before = explorer.session.view
                await explorer.keys("enter")
                view = explorer.session.view
                opened[item.kind] = opened.get(item.kind, 0) + 1
                if item.kind == "article":
                    assert view == Reading(item.value, item.offset)
                    role = page.contents.roles[opened[item.kind] - 1].role
                    # an article may stand before it, as in “the head of state”
                    assert role in bundled.text[item.offset : item.offset + len(role) + 4]
                elif item.kind == "person":
                    assert (view.speaker, view.name) == (item.value, item.name)
                else:
                    assert explorer.session.hits
                    assert {hit.speaker.id for hit in explorer.session.hits} == {"alexander-lukashenko"}
                    word = item.value.split('"')[1]
                    said = sum(words_of(hit.text).count(word) for hit in explorer.session.hits)
                    assert word not in telling or said == telling[word]
                await explorer.keys("escape")
                assert explorer.session.view == before
        return opened

    opened = explore(walk, of=(bundled,), open_index=bundled_index)
    assert opened["query"] > 5
    assert opened["article"] > 0


def test_who_is_named_on_a_page_has_a_page_and_escape_returns_to_the_first(
    explore: Callable[..., Any], tmp_path: Path
) -> None:
    text = "At the mill\n\n“Tom Poe is right,” said Jane Roe, the mayor.\n\n“It turns,” said Tom Poe, a miller.\n"
    mill = parse_article(text, origin="mill.txt", source="mill.txt")
    build_articles(tmp_path / "index", [mill])

    async def walk(explorer: Any) -> list[str]:
        await explorer.keys("S", "j")
        seen = [explorer.session.view.name]
        await explorer.keys("enter")
        seen.append(explorer.session.view.name)
        await explorer.keys("escape")
        return [*seen, explorer.session.view.name]

    names = explore(walk, of=(mill,), open_index=lambda: open_index(tmp_path / "index"))
    assert names == ["Jane Roe", "Tom Poe", "Jane Roe"]


def test_keys_go_from_word_to_word_and_to_the_next_quote(
    explore: Callable[..., Any], bundled: Article, bundled_index: Callable[[], Any]
) -> None:
    async def walk(explorer: Any) -> list[Any]:
        explorer.app.screen.show_view(Person("masoud-pezeshkian", "Masoud Pezeshkian"))
        await explorer.settled()
        page = explorer.app.screen.desk.main(explorer.session)
        several = next(n for n, row in enumerate(page.stops) if len(page._rows[row].items) > 1)
        await explorer.keys(*["j"] * several)
        await explorer.keys("l")
        seen: list[Any] = [explorer.session.view.item, page.place]
        await explorer.keys(">")
        return [*seen, page._row.quote, page.place is not None, "1 of 6 quotes" in explorer.text()]

    assert explore(walk, of=(bundled,), open_index=bundled_index) == [1, None, 0, True, True]


def test_why_works_on_a_speakers_page(explore: Callable[..., Any], real: Callable[[], Any]) -> None:
    async def ask(explorer: Any) -> str:
        await explorer.keys("right_parenthesis", "S", "w")
        return str(explorer.text())

    assert "confidence" in explore(ask, open_index=real)


def test_two_chosen_speakers_stand_side_by_side(explore: Callable[..., Any], real: Callable[[], Any]) -> None:
    async def look(explorer: Any) -> tuple[str, str]:
        await explorer.keys("s", "g", "space", "j", "space", "v")
        wide = explorer.text()
        await explorer.keys("l", "enter")
        return wide, explorer.app.screen.desk.article.quote.speaker

    wide, speaker = explore(look, open_index=real)
    assert any("Roe" in line and "Poe" in line and "│" in line for line in wide.splitlines())
    assert speaker in ("jane-roe", "tom-poe")


def test_alone_nobody_is_compared(
    explore: Callable[..., Any], hand_made: Callable[..., Article], fake_index: Callable[..., Any]
) -> None:
    lonely = hand_made("Alone\n\n“It always does.” said Jane Roe, and nobody else spoke at all.\n", "a.txt")

    async def look(explorer: Any) -> str:
        await explorer.keys("v")
        return str(explorer.text())

    assert "only one speaker" in explore(look, of=(lonely,), open_index=lambda: fake_index((lonely,)))


def test_an_article_with_hits_in_its_lead_alone_takes_one_row() -> None:
    columns = (
        Label("a:s1", "(lead)", "One"),
        Label("b:s1", "(lead)", "Two"),
        Label("b:s2", "Wheels", "Two"),
        Label("c:s2", "Wheels", "One"),
    )
    counted = counting.Matrix("section", (Label("p", "P"),), columns, ((1, 1, 1, 1),))
    assert matrix_lines(counted) == [0, 1, "Two", 2, 3, "One", 4]
    months = counting.Matrix("month", (Label("p", "P"),), (Label("2025-01", "2025-01"),), ((1,),))
    assert matrix_lines(months) == [0, 1]


def test_the_list_of_a_cell_begins_with_its_article(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def walk(explorer: Any) -> tuple[int, str]:
        await press(explorer, ("m", "l", "enter"))
        return explorer.app.screen.desk.results.top, explorer.text()

    top, text = explore(walk, (40, 12), open_index=real)
    assert top == 0
    assert "A bridge over the Elm" in text


def test_long_reports_are_not_kept_beside_each_other(
    explore: Callable[..., Any], real: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "KEPT_ROWS", 5)

    async def walk(explorer: Any) -> list[int]:
        await press(explorer, searched("k"))
        kept = [len(explorer.app.screen._contents)]
        for sort in ("1", "2", "4"):
            await explorer.keys(sort)
            kept.append(len(explorer.app.screen._contents))
        return kept

    # three lines each: never two of them together
    assert explore(walk, open_index=real) == [1, 1, 1, 1]
