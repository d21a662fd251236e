"""Every question has a key, and one command that prints what the screen shows: copied with `c`, and run."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quoth.corpus.bundled_article import bundled_article
from quoth.corpus.model import Article
from quoth.index.build import build_articles
from quoth.index.search import open_index
from quoth.tui.actions import ACTIONS
from quoth.tui.evidence import evidence

NAMES = {"/": "slash", "'": "apostrophe", ")": "right_parenthesis"}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Article, ...]]:
    """An index of three articles, and these as it holds them."""
    from quoth.corpus.article import parse_article

    place = tmp_path_factory.mktemp("questions") / "index"
    mill = (
        "The mill\\n\\n“Iran buys our wheels,” said Jane Roe, the mayor. “The wheels turn,” said Tom Poe.\\n"
    )
    road = "A road\\n\\nThe head of state came. “We talk of wheels,” Alexander Lukashenko said.\\n"
    articles = [bundled_article()]
    for name, text in (("mill.txt", mill), ("road.txt", road)):
        articles.append(parse_article(text.replace("\\n", "\n"), origin=name, source=name))
    build_articles(place, articles)
    with open_index(place) as index:
        return place, tuple(index.article(summary.id) for summary in index.articles())


def ids(records: list[dict[str, Any]]) -> list[str]:
    return sorted(record["id"] for record in records)


def hits(found: Any) -> list[str]:
    return sorted(hit.id for hit in found)


# what the screen shows, as the records of the command would say it


def listing(explorer: Any, records: Any) -> tuple[Any, Any]:
    return (explorer.session.results.total, hits(explorer.session.hits)), (len(records), ids(records))


def concordance(explorer: Any, records: Any) -> tuple[Any, Any]:
    lines = explorer.app.screen.main.contents.lines
    return [(line.hit, line.start, line.key) for line in lines], [
        (r["id"], r["start"], r["key"]) for r in records
    ]


def dispersion(explorer: Any, records: Any) -> tuple[Any, Any]:
    bars = [bar for bar in explorer.app.screen.main.contents.bars if bar.whole]
    return [(bar.article, list(bar.places)) for bar in bars], [(r["article"], r["hits"]) for r in records]


def matrix(explorer: Any, records: Any) -> tuple[Any, Any]:
    found = explorer.app.screen.main.contents.matrix
    shown = {
        (row.id, column.id): count
        for row, counts in zip(found.rows, found.counts, strict=True)
        for column, count in zip(found.columns, counts, strict=True)
        if count
    }
    return shown, {(r["speaker"]["id"], r["column"]["id"]): r["count"] for r in records}


def talkers(explorer: Any, records: Any) -> tuple[Any, Any]:
    uses = explorer.app.screen.main.contents.uses
    shown = [(u.id, u.hits, u.words, u.share and round(u.share, 4)) for u in uses]
    return shown, [(r["id"], r["hits"], r["words"], r["share"]) for r in records]


def person(explorer: Any, records: Any) -> tuple[Any, Any]:
    shown, told = explorer.app.screen.main.contents, records[0]
    return (
        (
            [hit.id for hit in shown.quotes],
            [(t.word, t.count, t.others) for t in shown.telling],
            [(n.name, n.count) for n in shown.names],
            [(r.role, r.articles) for r in shown.roles],
            (shown.own.quotes, shown.own.words, shown.articles),
        ),
        (
            [said["id"] for said in told["said"]],
            [(t["word"], t["count"], t["others"]) for t in told["telling"]],
            [(n["name"], n["count"]) for n in told["names"]],
            [(r["role"], r["articles"]) for r in told["roles"]],
            (told["quotes"], told["words"], told["articles"]),
        ),
    )


def versus(explorer: Any, records: Any) -> tuple[Any, Any]:
    sides = explorer.app.screen.main.contents
    return [(s.id, [h.id for h in s.hits]) for s in sides], [
        (r["id"], [h["id"] for h in r["said"]]) for r in records
    ]


def library(explorer: Any, records: Any) -> tuple[Any, Any]:
    shown = explorer.app.screen.main._shown
    return [(a.id, a.quotes, a.speakers) for a in shown], [
        (r["id"], r["quotes"], r["speakers"]) for r in records
    ]


def kept(explorer: Any, records: Any) -> tuple[Any, Any]:
    return sorted(one.anchor for one in explorer.app.screen.state.keep.basket), ids(records)


def saved(explorer: Any, records: Any) -> tuple[Any, Any]:
    (count,) = explorer.app.screen.main.contents.counts.values()
    return count, len(records)


def passage(explorer: Any, records: Any) -> tuple[Any, Any]:
    desk = explorer.app.screen.desk
    return [desk.article.quote.text], [r["text"] for r in records]


Compare = Callable[[Any, Any], tuple[Any, Any]]
IRAN = ("/", "paste:iran", "escape")
QUESTIONS: dict[str, tuple[str, tuple[str, ...], str, Compare]] = {
    "what is said": ("search", IRAN, "search", listing),
    "while typing": ("search", ("/", "paste:sanct", "escape"), "search", listing),
    "with a phrase left open": ("search", ("/", 'paste:"head of state', "escape"), "search", listing),
    "by one": ("speakers", (*IRAN, "s", "g", "space", "escape"), "search", listing),
    "by everyone else": ("speakers", (*IRAN, "s", "g", "minus", "escape"), "search", listing),
    "by nobody": ("search", ("/", "paste:iran -is:attributed,unattributed", "escape"), "search", listing),
    "without a word": ("search", ("/", "paste:-iran kind:quote", "escape"), "search", listing),
    "a hit opened": ("search", (*IRAN, "enter"), "search", listing),
    "in which context": ("concordance", (*IRAN, "k"), "kwic", concordance),
    "sorted": ("concordance", (*IRAN, "K", "4", "1"), "kwic", concordance),
    "by frequency": ("concordance", (*IRAN, "K", "4", "f"), "kwic", concordance),
    "where": ("dispersion", (*IRAN, "d"), "dispersion", dispersion),
    "who by section": ("matrix", (*IRAN, "m", "t", "t"), "matrix", matrix),
    "who by article": ("matrix", (*IRAN, "m"), "matrix", matrix),
    "who by month": ("matrix", (*IRAN, "m", "t"), "matrix", matrix),
    "all quotes": ("matrix", ("m",), "matrix", matrix),
    "who most": ("talkers", (*IRAN, "W"), "who", talkers),
    "one person": ("person", (")", "S"), "profile", person),
    "a person of the list": ("person", (*IRAN, "s", "g", "enter"), "profile", person),
    "two people": ("versus", (*IRAN, "v"), "compare", versus),
    "two on everything": ("versus", (")", "v"), "compare", versus),
    "which articles": ("library", ("L",), "articles", library),
    "by date": ("library", ("L", "t", "t"), "articles", library),
    "by quotes": ("library", ("L", "t", "t", "t"), "articles", library),
    "with words": ("library", ("L", "f", "paste:ro", "enter"), "articles", library),
    "the basket": ("kept", (")", "a", ")", "a", "'"), "show", kept),
    "a saved search": ("kept", (*IRAN, "+", "'"), "search", saved),
    "a passage": ("why", (")",), "show", passage),
}
PLUS = {"+": "plus"}


def run(line: str, folder: Path) -> list[dict[str, Any]]:
    """The records that a copied command prints."""
    _, command, *rest = shlex.split(line)
    environment = os.environ | {
        f"XDG_{what}_HOME": str(folder) for what in ("CACHE", "STATE", "CONFIG", "DATA")
    }
    ended = subprocess.run(
        [sys.executable, "-m", "quoth.tui", command, "--format", "json", *rest],
        capture_output=True, text=True, env=environment, check=False, timeout=60,
    )  # fmt: skip
    assert ended.returncode in (0, 1), ended.stderr
    found = json.loads(ended.stdout or "[]")
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_command_of_a_view_prints_what_it_shows(
    question: str, explore: Callable[..., Any], shelf: tuple[Path, tuple[Article, ...]], tmp_path: Path
) -> None:
    _, keys, command, compare = QUESTIONS[question]
    place, articles = shelf

    async def look(explorer: Any) -> None:
        copied: list[str] = []
        explorer.app.screen._copy_out = lambda text: copied.append(text) or "sent"
        for key in keys:
            if key.startswith("paste:"):
                await explorer.paste(key.removeprefix("paste:"))
            else:
                await explorer.keys((NAMES | PLUS).get(key, key))
        await explorer.keys("c")
        (line,) = copied
        assert shlex.split(line)[1] == command, line
        shown, told = compare(explorer, run(line, tmp_path))
        assert shown == told, line
        assert shown

    explore(
        look, (120, 40), of=articles[:1], open_index=lambda: open_index(place), where=("--index", str(place))
    )


def test_the_side_panes_count_what_their_commands_count(
    explore: Callable[..., Any], shelf: tuple[Path, tuple[Article, ...]], tmp_path: Path
) -> None:
    place, articles = shelf
    bundled = max(articles, key=lambda article: len(article.quotes))
    (outlined,) = [r for r in run(f"quoth outline --index {place}", tmp_path) if r["article"] == bundled.id]

    async def look(explorer: Any) -> Any:
        desk = explorer.app.screen.desk
        speakers = {row.id: row.count for row in desk.speakers._rows}
        return desk.outline_list._counts, speakers

    counts, speakers = explore(look, (140, 45), of=(bundled,), open_index=lambda: open_index(place))
    assert {s["id"]: counts.get(s["id"], 0) for s in outlined["sections"]} == {
        s["id"]: s["quotes"] for s in outlined["sections"]
    }
    told = {r["id"]: r["quotes"] for r in run("quoth speakers", tmp_path)}
    assert {speaker or "unknown": count for speaker, count in told.items()} == {
        speaker: count for speaker, count in speakers.items() if count
    }


def test_why_says_on_screen_what_the_command_says(
    shelf: tuple[Path, tuple[Article, ...]], tmp_path: Path
) -> None:
    place, articles = shelf
    for article in articles:
        for quote in article.quotes[:6]:
            (record,) = run(f"quoth show {quote.id} --why --index {place}", tmp_path)
            facts = {fact.label: fact.text for fact in evidence(article, quote)}
            assert facts["confidence"] == f"{record['confidence']:.2f}"
            assert facts["rule"] == (record["rule"] or "none applies")
            assert facts.get("mention") == (record["mention"] and record["mention"]["text"])
            assert facts.get("cue") == (record["cue"] and record["cue"]["text"])


def test_every_view_that_a_key_opens_is_a_question_here() -> None:
    """What opens, moves or keeps nothing has no command; everything else stands in the table above."""
    asked = {action for action, _, _, _ in QUESTIONS.values()}
    other = {
        "next_hit", "previous_hit", "next_by_speaker", "previous_by_speaker", "copy", "copy_command", "basket",
        "export", "pipe", "mark", "save_search", "outline", "next_article", "previous_article", "next_pane",
        "palette", "help", "like", "repaint", "suspend", "forward", "back", "back_or_quit", "quit",
    }  # fmt: skip
    everywhere = {action.id for action in ACTIONS if action.context == "everywhere"}
    assert everywhere == asked | other


@pytest.mark.parametrize("keys", [("K",), ("d",), ("W",), ("'",)])
def test_an_empty_view_copies_no_command(keys: tuple[str, ...], explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> tuple[list[str], str]:
        copied: list[str] = []
        explorer.app.screen._copy_out = lambda text: copied.append(text) or "sent"
        await explorer.keys(*(NAMES.get(key, key) for key in keys), "c")
        return copied, explorer.lines()[-1]

    copied, said = explore(look)
    assert copied == []
    assert "nothing here" in said
