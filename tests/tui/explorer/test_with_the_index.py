"""The explorer over a real index: every count on the screen can be opened and counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quoth.corpus.article import parse_article
from quoth.corpus.model import Article
from quoth.corpus.overlay import NO_OVERLAY
from quoth.index.build import build_articles
from quoth.index.search import open_index
from quoth.index.settling import settle
from quoth.tui import searcher
from quoth.tui.widgets import results_list


def test_the_count_of_a_speaker_opens_as_many_hits(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def count(explorer: Any) -> list[tuple[str, int, int]]:
        seen = []
        await explorer.keys("slash")
        await explorer.type("the")
        await explorer.keys("escape", "s")
        speakers = explorer.app.screen.desk.speakers
        counts = [row.count for row in speakers._rows]
        for row in [row for row in speakers._rows if row.count]:
            while speakers.current.id != row.id:
                await explorer.keys("j")
            await explorer.keys("space")
            seen.append((row.label, row.count, explorer.session.results.total))
            # the counts of the others are those without the filter
            assert [other.count for other in speakers._rows] == counts
            await explorer.keys("space", "g")
        return seen

    seen = explore(count, (140, 40), open_index=real)
    assert {label for label, _, _ in seen} >= {"Poe", "Roe", "narration"}
    assert [(label, count) for label, count, _ in seen] == [(label, total) for label, _, total in seen]


def test_narration_has_no_page_its_words_are_listed_and_it_is_said(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def choose(explorer: Any) -> list[Any]:
        await explorer.keys("slash")
        await explorer.paste("the")
        seen: list[Any] = []
        for key in ("G", "g"):
            # it stands on top once it is filtered for
            await explorer.keys("escape", "s", key, "enter")
            kinds = {hit.kind for hit in explorer.session.hits}
            seen.append(("quote" in kinds, explorer.place, explorer.lines()[-1]))
        return seen

    for quotes, place, said in explore(choose, open_index=real):
        assert (quotes, place) == (False, "results")
        assert "narration has no page" in said


def test_the_counts_of_the_sections_add_up(
    explore: Callable[..., Any], real: Callable[[], Any], articles: tuple[Article, ...]
) -> None:
    async def count(explorer: Any) -> tuple[int, int]:
        await explorer.keys("slash")
        await explorer.type("river article:" + articles[0].id)
        counts = explorer.app.screen.desk.outline_list._counts
        here = sum(counts.get(section.id, 0) for section in articles[0].sections)
        return here, explorer.session.results.total

    here, total = explore(count, (140, 40), open_index=real)
    assert here == total > 0


def test_every_hit_opens_at_its_words(
    explore: Callable[..., Any], real: Callable[[], Any], articles: tuple[Article, ...]
) -> None:
    texts = {article.id: article.text for article in articles}

    async def walk(explorer: Any) -> list[str]:
        await explorer.keys("slash")
        await explorer.type("river")
        await explorer.keys("enter")
        words = []
        for _ in explorer.session.hits:
            at = explorer.app.screen.desk.article.at
            words.append(texts[explorer.session.article][at : at + 5])
            await explorer.keys("n")
        return words

    words = explore(walk, open_index=real)
    assert len(words) == 3
    assert set(words) == {"river"}


def test_a_misspelt_field_is_shown_with_the_index_own_hint(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def err(explorer: Any) -> str:
        await explorer.keys("slash")
        await explorer.paste("spekaer:roe")
        return str(explorer.row("^"))

    assert "unknown field" in explore(err, open_index=real)


def test_a_second_speaker_can_be_chosen_by_the_count_beside_the_name(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def choose(explorer: Any) -> tuple[list[int], list[int], int, str]:
        await explorer.keys("slash")
        await explorer.paste("the")
        await explorer.keys("escape", "s", "g")
        speakers = explorer.app.screen.desk.speakers
        before = [row.count for row in speakers._rows]
        await explorer.keys("space", "j", "space")
        after = [row.count for row in speakers._rows]
        return before, after, explorer.session.results.total, explorer.text()

    before, after, total, text = explore(choose, (140, 40), open_index=real)
    assert after == before
    assert total == before[0] + before[1]
    assert "counts without the" in text


def test_a_slip_of_the_keyboard_is_met_with_the_nearest_word_and_its_hits(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def slip(explorer: Any) -> tuple[str, str, int]:
        await explorer.keys("slash")
        await explorer.paste("rivver")
        offered = explorer.row("nearest")
        await explorer.keys("tab")
        return offered, explorer.session.query, explorer.session.results.total

    offered, query, total = explore(slip, open_index=real)
    assert "river (3)" in offered
    assert (query, total) == ("river", 3)


def test_hits_beyond_the_first_page_come_when_the_cursor_nears_them(
    explore: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searcher, "LIMIT", 30)
    monkeypatch.setattr(results_list, "NEAR_END", 5)
    text = "A long text\n\n" + "".join(f"The river has a stone numbered {n} in it.\n\n" for n in range(100))
    long = parse_article(text, origin="long.txt", source="long.txt")
    build_articles(tmp_path / "i", [long])

    async def walk(explorer: Any) -> list[Any]:
        await explorer.keys("slash")
        await explorer.paste("river")
        seen: list[Any] = [len(explorer.session.hits), explorer.session.results.total]
        await explorer.keys("escape", "G")
        seen.append("60 of 100 hits; going on brings more" in explorer.text() or explorer.text())
        for _ in range(3):
            await explorer.keys("G")
        seen.append([hit.id for hit in explorer.session.hits])
        await explorer.keys("enter")
        seen.append("hit 100 of 100" in explorer.text())
        return seen

    first, total, _, hits, last = explore(walk, of=(long,), open_index=lambda: open_index(tmp_path / "i"))
    assert (first, total) == (30, 100)
    assert len(hits) == len(set(hits)) == 100
    assert last


def test_stepping_goes_on_into_hits_that_were_not_fetched(
    explore: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searcher, "LIMIT", 25)
    text = "A long text\n\n" + "".join(f"The river has a stone numbered {n} in it.\n\n" for n in range(40))
    long = parse_article(text, origin="long.txt", source="long.txt")
    build_articles(tmp_path / "i", [long])

    async def walk(explorer: Any) -> int:
        await explorer.keys("slash")
        await explorer.paste("river")
        await explorer.keys("enter")
        for _ in range(39):
            await explorer.keys("n")
        return explorer.session.hit

    assert explore(walk, of=(long,), open_index=lambda: open_index(tmp_path / "i")) == 39


WIRE = (
    "The ferry between Nordby and Sund stands still since Tuesday, because its only engine broke in the storm.\n\n"
    "Nobody at the yard would say when the spare part is to come, or who is going to pay for it in the end.\n\n"
)


def reprints(folder: Path) -> tuple[Article, ...]:
    """The same report in three papers, and an article on the same thing."""
    found = [
        parse_article(f"News of {name}\n\n{WIRE}", origin=f"{name}.txt", source=f"{name}.txt")
        for name in "abc"
    ]
    other = "An engine for the ferry\n\nThe engine of the ferry waits for a spare part from the yard.\n\n"
    filler = "".join(f"The garden of house number {n} is green in every year.\n\n" for n in range(20))
    found.append(parse_article(other + filler, origin="d.txt", source="d.txt"))
    build_articles(folder, found)
    settle(folder, NO_OVERLAY)
    return tuple(found)


def test_what_articles_have_in_common_has_one_row(explore: Callable[..., Any], tmp_path: Path) -> None:
    of = reprints(tmp_path / "i")

    async def look(explorer: Any) -> tuple[str, int, str, str]:
        await explorer.keys("slash")
        await explorer.paste("nobody")
        listed, count = explorer.text(), len(explorer.session.hits)
        await explorer.keys("enter", "n")
        second = explorer.session.article
        await explorer.keys("L")
        return listed, count, second, explorer.text()

    listed, count, second, library = explore(look, of=of, open_index=lambda: open_index(tmp_path / "i"))
    assert listed.count("Nobody at") == 1
    assert "+2" in next(line for line in listed.splitlines() if "Nobody at" in line)
    assert "3 hits" in listed
    assert "2 repeated" in listed
    # stepping goes on into the others, and the library says which they are
    assert count == 3
    assert second == of[1].id
    assert "= News of b" in library
    assert "2 = repeat others" in library


def test_more_like_the_passage_at_the_cursor(explore: Callable[..., Any], tmp_path: Path) -> None:
    of = reprints(tmp_path / "i")

    async def look(explorer: Any) -> tuple[str, str]:
        await explorer.keys("j", "r")
        return explorer.session.query, explorer.text()

    query, text = explore(look, of=of, open_index=lambda: open_index(tmp_path / "i"))
    assert query == f"like:{of[0].paragraphs[1].id}"
    assert "spare part from the yard" in text


def test_words_that_somebody_else_says_are_offered_without_the_filter(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def look(explorer: Any) -> tuple[str, str, int]:
        await explorer.keys("slash")
        await explorer.paste('wheel speaker:"Ann Moe"')
        offered = explorer.row("by anyone")
        await explorer.keys("tab")
        return offered, explorer.session.query, explorer.session.results.total

    offered, query, total = explore(look, open_index=real)
    assert f"by anyone: wheel ({total}) – Tab takes it" in offered
    assert query == "wheel"
    assert total > 0


def test_the_list_of_speakers_opens_where_its_cursor_is_seen(
    explore: Callable[..., Any], tmp_path: Path
) -> None:
    """Also where it was far down in the list of another query, and the list is low."""
    names = [
        f"{first} {last}"
        for first in ("Anna", "Boris", "Carla", "Denis")
        for last in ["Roe", "Poe", "Moe", "Loe"]
    ]
    lines = [f"“The stone number {n} is heavy,” said {name}." for n, name in enumerate(names)]
    many = parse_article("\n\n".join(["Many voices about stones", *lines]), origin="m.txt", source="m.txt")
    build_articles(tmp_path / "i", [many])

    async def look(explorer: Any) -> str:
        await explorer.keys("s", "G", "escape", "slash")
        await explorer.paste("heavy")
        await explorer.keys("escape", "s")
        return str(explorer.row("▸"))

    assert "Roe" in explore(look, (80, 12), of=[many], open_index=lambda: open_index(tmp_path / "i"))


def test_whom_the_query_filters_for_stands_on_top(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def choose(explorer: Any) -> tuple[str, str]:
        await explorer.keys("slash")
        await explorer.paste("the")
        await explorer.keys("escape", "s", "G")
        while "Moe" not in explorer.row("▸"):
            await explorer.keys("k")
        # it stays where it is while the keys are here
        await explorer.keys("space")
        chosen = explorer.row("▸")
        await explorer.keys("escape", "s", "g")
        return chosen, explorer.row("▸")

    chosen, first = explore(choose, open_index=real)
    assert "● Moe" in chosen
    assert "● Moe" in first
