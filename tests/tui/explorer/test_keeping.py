"""What a reader keeps: pure transitions, the file, and the keys."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.article import parse_article
from quoth.corpus.model import Article
from quoth.index.build import build_articles
from quoth.tui import exporting, keeping, state_file, views
from quoth.tui import session as states
from quoth.tui.at_hand import Loaded
from quoth.tui.command_lines import command_line
from quoth.tui.exporting import ExportProblem
from quoth.tui.keeping import Keep, Kept, State
from quoth.tui.piping import PipeProblem, pipe
from quoth.tui.session import Listing, Reading, Session
from quoth.tui.shelf import ORDERS, arranged

KEPT = st.builds(Kept, st.text(), st.text(), st.text(), st.text(), st.text())
KEEPS = st.builds(
    Keep,
    st.lists(KEPT, max_size=4).map(tuple),
    st.lists(KEPT, max_size=4).map(tuple),
    st.lists(st.text(), max_size=4).map(tuple),
)
STATES = st.builds(State, st.text(), st.text(), st.text(), st.booleans(), KEEPS)


@settings(max_examples=60)
@given(STATES)
def test_a_state_comes_back_as_it_was(state: State) -> None:
    assert keeping.from_json(keeping.to_json(state)) == state


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="state"):
        keeping.from_json(text)


@given(KEPT, KEEPS)
def test_keeping_twice_is_keeping_no_more(one: Kept, keep: Keep) -> None:
    once = keeping.with_mark(keep, one)
    assert (one.anchor in {mark.anchor for mark in once.marks}) != (
        one.anchor in {mark.anchor for mark in keep.marks}
    )


def test_a_state_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text('{"version": 99}')
    assert state_file.load(file) == State()
    assert not file.exists()
    assert (tmp_path / "x.unreadable").read_text() == '{"version": 99}'


def test_each_library_has_its_own_file(tmp_path: Path) -> None:
    environment = {"XDG_STATE_HOME": str(tmp_path)}
    one, other = (state_file.state_file(environment, [name]) for name in ("a", "b"))
    assert one != other
    state_file.save(one, State(query="river"))
    assert state_file.load(one).query == "river"
    assert state_file.load(other) == State()


def test_a_mark_is_found_again_after_edits_elsewhere(
    articles: tuple[Article, ...], hand_made: Callable[..., Article]
) -> None:
    mill = articles[0]
    quote = mill.quotes[3]
    mark = keeping.passage(mill, quote.outer.start, quote=quote.id)
    edited = hand_made(mill.text.replace("for a week", "for a week and a day"), "mill.txt")
    place = keeping.place_in(edited, mark.anchor)
    assert place is not None
    assert edited.text[place:].startswith("“" + quote.text)


def test_a_place_between_paragraphs_is_kept_as_the_paragraph_after_it(articles: tuple[Article, ...]) -> None:
    kept = keeping.passage(articles[0], articles[0].paragraphs[1].span.start - 1)
    assert kept.anchor == articles[0].paragraphs[1].id


VIEWS: list[tuple[Any, str, str]] = [
    (Listing(), "river -is:suspect", "quoth search 'river -is:suspect'"),
    (Listing(), "-river", "quoth search -- -river"),
    (views.Concordance(("1R", "1L")), "the mill", "quoth kwic 'the mill' --sort 1R,1L"),
    (views.Dispersion(), "river", "quoth dispersion river"),
    (views.Matrix("month"), "", "quoth matrix --by month"),
    (views.Talkers(), "river", "quoth who river"),
    (views.Concordance(frequent=True), "-x", "quoth kwic --frequent -- -x"),
    (views.Person("jane-roe", "Jane Roe"), "", "quoth profile 'Jane Roe' --quotes"),
    (views.Person("jane-roe-2", "Jane Roe"), "", "quoth profile jane-roe-2 --quotes"),
    (
        views.Versus(("jane-roe", "Jane Roe"), ("poe", "Poe")),
        "river speaker:roe",
        "quoth compare 'Jane Roe' Poe river",
    ),
    (views.Library(), "river", "quoth articles --sort source"),
    (views.Library("date", "a b"), "", "quoth articles --sort=-date --words 'a b'"),
    (Reading("x"), "", "quoth show x:q1 --why"),
]


@pytest.mark.parametrize(("view", "query", "command"), VIEWS, ids=[command for _, _, command in VIEWS])
def test_a_view_as_a_command(view: Any, query: str, command: str) -> None:
    session = Session(view, (states.Visit(Reading("x")),), query=query)
    assert command_line(session, "x:q1", ()) == command


def test_a_command_names_the_library() -> None:
    assert command_line(Session(Reading("x"), query="river"), None, ("--in", "my texts")) == (
        "quoth search river --in 'my texts'"
    )
    assert command_line(Session(Reading("x"), query="-river"), None, ("--in", "texts")) == (
        "quoth search --in texts -- -river"
    )
    shelf = Session(views.Library(), (states.Visit(Reading("x")),))
    assert command_line(shelf, None, ("--in", "texts")) == "quoth articles --sort source texts"


@pytest.mark.parametrize(("view", "query", "command"), VIEWS, ids=[command for _, _, command in VIEWS])
def test_the_command_line_understands_it(view: Any, query: str, command: str) -> None:
    import shlex

    from quoth.tui.cli import COMMANDS, parser_of

    _, name, *rest = shlex.split(command)
    assert name in COMMANDS
    parser_of(name).parse(rest)


def test_a_quote_sheet_cites_every_quote(tmp_path: Path, articles: tuple[Article, ...]) -> None:
    chosen = [(article, quote) for article in articles for quote in article.quotes]
    said = exporting.export(chosen, str(tmp_path / "sheet.md"))
    sheet = (tmp_path / "sheet.md").read_text()
    assert said.startswith(f"{len(chosen)} quotes written")
    assert all(quote.id in sheet for _, quote in chosen)
    assert "2025-06-01" in sheet
    exporting.export(chosen, str(tmp_path / "sheet.csv"))
    rows = list(csv.DictReader((tmp_path / "sheet.csv").open()))
    assert [row["id"] for row in rows] == [quote.id for _, quote in chosen]
    exporting.export(chosen, str(tmp_path / "sheet.jsonl"))
    records = [json.loads(line) for line in (tmp_path / "sheet.jsonl").read_text().splitlines()]
    assert [record["text"] for record in records] == [quote.text for _, quote in chosen]


@pytest.mark.parametrize("name", ["sheet", "sheet.doc", "nowhere/\0.md", "taken.md"])
def test_nothing_is_written_where_it_should_not(
    name: str, tmp_path: Path, articles: tuple[Article, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("taken.md").write_text("mine")
    with pytest.raises((ExportProblem, ValueError)):
        exporting.export([(articles[0], articles[0].quotes[0])], name)
    assert Path("taken.md").read_text() == "mine"
    assert exporting.export([(articles[0], articles[0].quotes[0])], "taken.md", over=True)


def test_a_pipe_is_a_list_of_words_and_no_shell() -> None:
    assert pipe("one two\n", "wc -w").lines == ("2",)
    assert pipe("x", "echo '$HOME' ; true").lines == ("$HOME ; true",)
    for command in ("no-such-command-here", "", "'"):
        with pytest.raises(PipeProblem):
            pipe("x", command)


def test_all_that_a_command_says_is_kept_and_how_it_ended() -> None:
    answer = pipe("", "sh -c 'seq 300; echo wrong >&2; exit 3'")
    assert answer.lines == (*map(str, range(1, 301)), "wrong")
    assert answer.summary == "exit code 3 · 301 lines"
    assert pipe("x", "true").summary == "exit code 0 · 0 lines"
    assert pipe("x", "sh -c 'kill -9 $$'").end == "ended by signal 9"


def test_a_command_without_end_is_ended() -> None:
    assert pipe("x", "sleep 60", seconds=0.2).end.startswith("ended after")
    assert pipe("x", "sh -c 'exec >&-; sleep 60'", seconds=0.2).end.startswith("ended after")
    much = pipe("x", "yes", most=100_000)
    assert much.end == "ended after 100,000 bytes"
    assert len(much.lines) == 50_000
    # one that never reads what it is given holds nothing up
    assert pipe("x" * 1_000_000, "true").end == "exit code 0"


def test_what_a_command_says_cannot_act_on_the_terminal() -> None:
    (line,) = pipe("", "printf '\\033[31mred\\033[0m\\033]0;x\\007\\tend'").lines
    assert line.startswith("red")
    assert not any(char < " " for char in line)


def test_the_library_is_sorted_and_filtered(tmp_path: Path, articles: tuple[Article, ...]) -> None:
    from quoth.index.search import open_index

    build_articles(tmp_path / "i", articles)
    with open_index(tmp_path / "i") as index:
        known = index.articles()
    assert [one.source for one in arranged(known, "source")] == ["bridge.txt", "mill.txt"]
    assert [one.source for one in arranged(known, "date")] == ["mill.txt", "bridge.txt"]
    assert [one.quotes for one in arranged(known, "quotes")] == sorted(
        (o.quotes for o in known), reverse=True
    )
    assert [one.source for one in arranged(known, "title", "BRIDGE elm")] == ["bridge.txt"]
    assert all(len(arranged(known, order)) == 2 for order in ORDERS)


# the keys


def test_quotes_go_into_the_basket_and_from_there_into_a_file(
    explore: Callable[..., Any], tmp_path: Path
) -> None:
    async def collect(explorer: Any) -> list[str]:
        await explorer.keys("right_parenthesis", "a", "right_parenthesis", "right_parenthesis", "a", "e")
        await explorer.keys("ctrl+u")
        await explorer.paste(str(tmp_path / "mine.md"))
        await explorer.keys("enter")
        said = explorer.lines()[-1]
        await explorer.keys("apostrophe")
        return [said, explorer.text()]

    said, kept = explore(collect, (120, 30))
    assert "2 quotes written" in said
    sheet = (tmp_path / "mine.md").read_text()
    assert "The water will come back" in sheet
    assert "I have seen the river dry" in sheet
    assert "Tom Poe" in kept


def test_a_mark_is_listed_and_leads_back(explore: Callable[..., Any]) -> None:
    async def walk(explorer: Any) -> tuple[Any, Any]:
        await explorer.keys("right_parenthesis", "M")
        before = explorer.session.view
        await explorer.keys("G", "apostrophe", "enter")
        return before, explorer.session.view

    before, after = explore(walk)
    assert before == after


def test_saved_searches_show_their_hits_and_open(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def walk(explorer: Any) -> list[Any]:
        await explorer.keys("slash")
        await explorer.paste("river")
        await explorer.keys("escape", "plus", "slash", "ctrl+u", "escape", "apostrophe")
        seen = [explorer.row("river  ")]
        await explorer.keys("enter")
        seen += [explorer.session.query, explorer.session.results.total]
        await explorer.keys("escape", "x")
        return [*seen, explorer.text()]

    row, query, total, text = explore(walk, open_index=real)
    assert row.rstrip().endswith("3 hits")
    assert (query, total) == ("river", 3)
    assert "+ saves" in text


def test_a_search_saved_meanwhile_is_counted_where_one_comes_back_to(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def look(explorer: Any) -> str:
        await explorer.keys("M", "apostrophe", "enter", "slash")
        await explorer.type("river")
        await explorer.keys("escape", "plus")
        while explorer.place != "kept":
            await explorer.keys("escape")
        return str(explorer.row("3 hits"))

    assert "river" in explore(look, open_index=real)


def test_the_place_the_query_and_the_marks_are_there_again(
    explore: Callable[..., Any], tmp_path: Path, articles: tuple[Article, ...]
) -> None:
    store = tmp_path / "state.json"

    async def leave(explorer: Any) -> Any:
        await explorer.keys("slash")
        await explorer.paste("river")
        await explorer.keys("enter", "M")
        return explorer.session.view

    view = explore(leave, store=store)
    state = state_file.load(store)
    assert state.query == "river"
    assert len(state.keep.marks) == 1

    async def come_back(explorer: Any) -> tuple[str, int, str]:
        return explorer.session.query, explorer.session.results.total, explorer.session.article

    from quoth.tui.screens.keeping import restored

    place = restored(state, Loaded(articles))
    assert place is not None
    assert place.article == view.article
    query, total, article = explore(come_back, store=store, start=place)
    assert (query, total, article) == ("river", 3, view.article)


def test_the_view_is_copied_as_a_command(explore: Callable[..., Any]) -> None:
    async def copy(explorer: Any) -> str:
        explorer.app.screen._copy_out = lambda text: "sent there (by pigeon)"
        await explorer.keys("slash")
        await explorer.paste("river")
        await explorer.keys("escape", "c")
        return str(explorer.lines()[-1])

    assert explore(copy).strip() == "sent there: quoth search river"


def test_a_passage_is_given_to_a_command_and_its_whole_answer_is_seen(explore: Callable[..., Any]) -> None:
    async def pipe_it(explorer: Any) -> list[str]:
        await explorer.keys("right_parenthesis", "vertical_line")
        await explorer.paste("sh -c 'cat; seq 90; exit 4'")
        await explorer.keys("enter")
        seen = [explorer.text()]
        await explorer.keys("G")
        seen.append(explorer.text())
        await explorer.keys("q")
        return [*seen, explorer.place]

    first, last, place = explore(pipe_it)
    assert "“The water will come back,”" in first
    assert "exit code 4 · 94 lines" in first
    assert " 90\n" in last
    assert place == "article"


COPIED = {
    "a quote": ((")",), "“The water will come back,”\n— Jane Roe"),
    "a paragraph": (
        (),
        "Nobody in the village knew why.\n— “The mill at Elm Ford”, 2025-06-01, mill.txt\n",
    ),
    "a quote in the results": (
        ("/", "paste:dry", "escape"),
        "“I have seen the river dry for years,”\n— Tom Poe",
    ),
    "a paragraph in the results": (
        ("/", "paste:council decided", "escape"),
        "nothing is decided.\n— “The mill",
    ),
    "a heading in the results": (("/", "paste:weights", "escape"), "Weights\n— “A bridge over the Elm”"),
    "a line of the concordance": (
        ("/", "paste:dry", "escape", "k"),
        "“I have seen the river dry for years,”",
    ),
    "an article of the library": (
        ("L",),
        "The mill at Elm Ford\n— “The mill at Elm Ford”, 2025-06-01, mill.txt\n",
    ),
    "a mark": (("M", "'"), "Nobody in the village knew why.\n— “The mill"),
}


@pytest.mark.parametrize("what", COPIED)
def test_whatever_the_cursor_stands_on_is_copied(
    what: str, explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    keys, words = COPIED[what]
    names = {"/": "slash", ")": "right_parenthesis", "'": "apostrophe"}

    async def copy(explorer: Any) -> list[str]:
        copied: list[str] = []
        explorer.app.screen._copy_out = lambda text: copied.append(text) or "sent"
        for key in keys:
            if key.startswith("paste:"):
                await explorer.paste(key.removeprefix("paste:"))
            else:
                await explorer.keys(names.get(key, key))
        await explorer.keys("y")
        return copied

    (copied,) = explore(copy, open_index=real)
    assert words in copied
    assert len(copied.splitlines()[-1].split()) == 1


def test_a_file_name_that_cannot_be_is_asked_for_again_with_what_was_typed(
    explore: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def mend(explorer: Any) -> tuple[str, str]:
        await explorer.keys("e", "ctrl+u")
        await explorer.paste("x.xyz")
        await explorer.keys("enter")
        asked = explorer.lines()[-1]
        await explorer.keys(*["backspace"] * 3)
        await explorer.paste("md")
        await explorer.keys("enter")
        return asked, explorer.lines()[-1]

    asked, said = explore(mend)
    assert "which format?" in asked
    assert ".jsonl" in asked
    assert asked.rstrip().endswith("x.xyz")
    assert "written to x.md" in said
    assert Path("x.md").exists()


def test_a_prompt_is_left_without_doing_anything(explore: Callable[..., Any]) -> None:
    async def leave(explorer: Any) -> tuple[str, str]:
        await explorer.keys("e")
        asked = explorer.lines()[-1]
        await explorer.keys("escape")
        return asked, explorer.place

    asked, place = explore(leave)
    assert "export" in asked
    assert place == "article"


def test_a_library_without_a_place_to_come_back_to_begins_with_its_articles(
    explore: Callable[..., Any], real: Callable[[], Any], articles: tuple[Article, ...], tmp_path: Path
) -> None:
    store = tmp_path / "state.json"

    async def look(explorer: Any) -> tuple[str, str, str]:
        first, place = explorer.text(), explorer.place
        await explorer.keys("j", "enter")
        return first, place, explorer.session.article

    async def leave(explorer: Any) -> None:
        explorer.app.exit(0)

    explore(leave, open_index=real, choosing=True, store=store)
    assert state_file.load(store) == State()
    text, place, opened = explore(look, open_index=real, choosing=True, store=store)
    assert "2 articles" in text
    assert place == "library"
    assert opened == articles[0].id
    assert state_file.load(store).article == opened


def test_the_library_opens_sorts_and_filters(explore: Callable[..., Any], real: Callable[[], Any]) -> None:
    async def walk(explorer: Any) -> list[Any]:
        await explorer.keys("L", "f")
        await explorer.paste("bridge")
        await explorer.keys("enter")
        seen: list[Any] = ["1 of 2 articles" in explorer.text()]
        await explorer.keys("enter")
        seen.append(explorer.session.article)
        await explorer.keys("escape", "f", "ctrl+u", "enter", "t", "t")
        return [*seen, explorer.session.view.sort, "2 articles · by date" in explorer.text()]

    filtered, article, sort, shown = explore(walk, open_index=real)
    assert filtered
    assert article
    assert (sort, shown) == ("date", True)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_of_an_exported_sheet_is_a_formula(sign: str, tmp_path: Path) -> None:
    text = f"At the mill\n\n“{sign}1 is what it costs,” said Jane Roe, the mayor.\n"
    mill = parse_article(text, origin="mill.txt", source="mill.txt")
    exporting.export([(mill, quote) for quote in mill.quotes], str(tmp_path / "sheet.csv"))
    with (tmp_path / "sheet.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["text"] == f"'{sign}1 is what it costs,"
    exporting.export([(mill, quote) for quote in mill.quotes], str(tmp_path / "sheet.json"))
    (record,) = json.loads((tmp_path / "sheet.json").read_text())
    assert record["text"] == f"{sign}1 is what it costs,"
