"""An index that is rebuilt underneath: what is on screen follows, the reader stays where they were."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from quoth.corpus.model import Article
from quoth.index.build import build_articles
from quoth.index.search import open_index
from quoth.tui.preparing import Preparation


async def looked(explorer: Any) -> None:
    explorer.app.screen.look()
    await explorer.settled()


def test_hits_and_counts_follow_the_index_and_the_passage_stays(
    explore: Callable[..., Any],
    tmp_path: Path,
    articles: tuple[Article, ...],
    hand_made: Callable[..., Article],
) -> None:
    build_articles(tmp_path / "i", articles)
    longer = articles[0].text.replace("Nobody in the village", "The river was low. Nobody in the village")
    changed = hand_made(longer, "mill.txt", date="2025-06-01")

    async def rebuild(explorer: Any) -> list[Any]:
        await explorer.keys("slash")
        await explorer.paste("river")
        await explorer.keys("enter")
        before = explorer.session.results.total
        article = explorer.app.screen.desk.article
        words = article.article.text[article.at : article.at + 30]
        build_articles(tmp_path / "i", (changed, articles[1]))
        await looked(explorer)
        after = article.article.text[article.at : article.at + 30]
        return [before, explorer.session.results.total, words == after, explorer.text()]

    before, after, stays, text = explore(rebuild, open_index=lambda: open_index(tmp_path / "i"))
    assert (before, after) == (3, 4)
    assert stays
    assert "the index has changed" in text


def test_an_article_that_is_gone_stays_on_screen_and_it_is_said(
    explore: Callable[..., Any], tmp_path: Path, articles: tuple[Article, ...]
) -> None:
    build_articles(tmp_path / "i", articles)

    async def rebuild(explorer: Any) -> str:
        await explorer.keys("slash")
        await explorer.paste("wheel")
        await explorer.keys("enter")
        build_articles(tmp_path / "i", articles[1:])
        await looked(explorer)
        return str(explorer.text())

    text = explore(rebuild, open_index=lambda: open_index(tmp_path / "i"))
    assert "not in it any more" in text
    assert "The mill" in text


def test_the_library_on_screen_is_renewed_with_its_cursor(
    explore: Callable[..., Any], tmp_path: Path, articles: tuple[Article, ...]
) -> None:
    build_articles(tmp_path / "i", articles[:1])

    async def rebuild(explorer: Any) -> tuple[str, str]:
        await explorer.keys("L")
        before = explorer.row("▸")
        build_articles(tmp_path / "i", articles)
        await looked(explorer)
        return before, explorer.text()

    before, text = explore(rebuild, open_index=lambda: open_index(tmp_path / "i"))
    assert "2 articles" in text
    assert any("▸ The mill" in line for line in text.splitlines()), text
    assert "The mill" in before


def test_an_index_that_did_not_change_draws_nothing(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    async def wait(explorer: Any) -> tuple[str, str]:
        await explorer.keys("slash")
        await explorer.paste("river")
        before = explorer.text()
        await looked(explorer)
        return before, explorer.text()

    before, after = explore(wait, open_index=real)
    assert before == after


def test_an_index_that_is_being_made_says_how_far_it_is(
    explore: Callable[..., Any], real: Callable[[], Any]
) -> None:
    preparation, go = Preparation(), threading.Event()

    def slowly() -> Any:
        preparation.advance(3, 10, "c.txt")
        go.wait(20)
        return real()

    async def look(explorer: Any) -> str:
        await explorer.pilot.press("L")
        for done, words in ((3, "reading 3 of 10 texts"), (10, "writing 10 texts")):
            preparation.advance(done, 10, "")
            for _ in range(500):
                if words in explorer.text():
                    break
                explorer.app.screen.tell_progress()
                await explorer.pilot.pause(0.02)
            assert words in explorer.text()
        go.set()
        await explorer.settled()
        return explorer.text()

    last = explore(look, open_index=slowly, preparation=preparation)
    assert "2 articles" in last
    assert "texts …" not in last


def test_where_no_index_is_made_nothing_is_said_and_nothing_drawn(explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> int:
        drawn = []
        explorer.app.screen.draw = lambda: drawn.append(1)
        for _ in range(3):
            explorer.app.screen.tell_progress()
        return len(drawn)

    assert explore(look) == 0
