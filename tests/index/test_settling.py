"""An index follows what the user says and who is in the library, and reads no text for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.corpus.aliases import parse_aliases
from quoth.corpus.corrections import Correction
from quoth.corpus.model import Article
from quoth.corpus.overlay import NO_OVERLAY, Overlay
from quoth.index.build import build, build_articles
from quoth.index.checking import check
from quoth.index.laying import laying_of, read_laying
from quoth.index.relaying import relay
from quoth.index.search import Index, open_index
from quoth.index.settling import settle
from quoth.index.store import current, generation_folder

Make = Callable[..., Article]


def said(index: Index, query: str) -> list[str]:
    return sorted(hit.text for hit in index.search(query, limit=None).hits)


def speakers(index: Index) -> dict[str | None, int]:
    return {facet.id: facet.count for facet in index.search("kind:quote").facets.speakers}


@pytest.fixture
def library(tmp_path: Path, make_article: Make) -> tuple[Path, list[Article]]:
    """Three articles: one names Jane Roe in full, one by her surname alone, one speaks of somebody else."""
    articles = [
        make_article(
            [(None, ["“Oil is dear,” said Roe. “Gas too.”"])], name="a.txt", said_by=["Jane Roe", None]
        ),
        make_article([(None, ["“Peace now,” said Roe."])], name="b.txt", said_by=["Roe"]),
        make_article([(None, ["“Trade is fair,” Doe said."])], name="c.txt", said_by=["John Doe"]),
    ]
    path = tmp_path / "index"
    build_articles(path, articles)
    return path, articles


def test_a_bare_surname_is_its_only_bearer_in_the_library(library: tuple[Path, list[Article]]) -> None:
    path, articles = library
    assert settle(path, NO_OVERLAY) == (articles[1].id,)
    with open_index(path) as index:
        assert speakers(index) == {"jane-roe": 2, "john-doe": 1, "unknown": 1}
        assert said(index, 'speaker:"Jane Roe"') == ["Oil is dear,", "Peace now,"]
        assert said(index, "person:jane-roe peace") == ["Peace now,"]
        assert [ref.name for ref in index.people("roe")] == ["Jane Roe"]
        (person,) = index.article(articles[1].id).speakers
        assert (person.id, person.name, person.aliases) == ("jane-roe", "Jane Roe", ("Roe",))
        (hit,) = index.search("peace").hits
        assert hit.speaker is not None
        assert hit.speaker.name == "Jane Roe"
        assert hit.record["speaker"] == {"id": "jane-roe", "name": "Jane Roe", "role": None}


def test_a_second_bearer_parts_them_again(library: tuple[Path, list[Article]], make_article: Make) -> None:
    path, articles = library
    settle(path, NO_OVERLAY)
    rick = make_article([(None, ["“No,” said Rick Roe."])], name="d.txt", said_by=["Rick Roe"])
    build_articles(path, [*articles, rick])
    assert settle(path, NO_OVERLAY) == (articles[1].id,)
    with open_index(path) as index:
        assert speakers(index) == {"jane-roe": 1, "john-doe": 1, "rick-roe": 1, "roe": 1, "unknown": 1}


def everybody_joined(path: Path) -> dict[str, tuple[str, str]]:
    """Who is who by all headers of an index, looked at one by one."""
    with open_index(path) as index:
        people = [row for header in index._all_headers() for row in header.people]
    return dict(laying_of(NO_OVERLAY, people).joined)


@pytest.mark.parametrize(
    ("said_now", "heard"),
    [
        ("“Peace today,” Roe said.", True),
        ("“Peace today,” said Rick Roe.", False),
        ("Nobody says anything today.", False),
    ],
)
def test_who_is_who_is_asked_again_where_somebody_came_or_went(
    tmp_path: Path, said_now: str, heard: bool
) -> None:
    texts, path = tmp_path / "texts", tmp_path / "index"
    texts.mkdir()
    (texts / "a.txt").write_text("“Oil is dear,” said Jane Roe. “Gas too,” Roe said.\n", "utf-8")
    (texts / "b.txt").write_text("“Peace now,” said Roe.\n", "utf-8")
    build(path, [texts])
    settle(path, NO_OVERLAY)
    (texts / "b.txt").write_text(said_now + "\n", "utf-8")
    build(path, [texts])
    assert read_laying(path, current(path)).heard == heard
    settle(path, NO_OVERLAY)
    laying = read_laying(path, current(path))
    assert laying.heard
    assert laying.joined == everybody_joined(path)


def test_a_correction_changes_its_own_article_and_undoing_it_restores_it(
    library: tuple[Path, list[Article]],
) -> None:
    path, articles = library
    settle(path, NO_OVERLAY)
    with open_index(path) as index:
        before = index.article(articles[0].id)
    quote = articles[0].quotes[1]
    overlay = Overlay((Correction(quote.id, speaker="Ada Poe"),))
    assert settle(path, overlay) == (articles[0].id,)
    with open_index(path) as index:
        assert said(index, "is:corrected") == ["Gas too."]
        assert said(index, "speaker:poe") == ["Gas too."]
        (hit,) = index.search("gas kind:quote").hits
        assert (hit.record["rule"], hit.record["confidence"]) == ("corrected", 1.0)
    assert settle(path, NO_OVERLAY) == (articles[0].id,)
    with open_index(path) as index:
        assert index.article(articles[0].id) == before
        assert said(index, "is:corrected") == []
    assert check(path) == ()


def test_what_is_no_quote_is_found_in_its_paragraph(library: tuple[Path, list[Article]]) -> None:
    path, articles = library
    settle(path, Overlay((Correction(articles[0].quotes[0].id, not_a_quote=True),)))
    with open_index(path) as index:
        assert [hit.kind for hit in index.search("oil").hits] == ["paragraph"]
        assert index.info().quotes == 3
    assert check(path) == ()


def test_aliases_join_and_part_people(library: tuple[Path, list[Article]]) -> None:
    path, articles = library
    settle(path, NO_OVERLAY)
    apart = Overlay(aliases=parse_aliases('[apart]\n"Jane Roe" = ["Roe"]'))
    assert settle(path, apart) == tuple(sorted(article.id for article in articles[:2]))
    with open_index(path) as index:
        assert speakers(index) == {"jane-roe": 1, "john-doe": 1, "roe": 1, "unknown": 1}
    same = Overlay(aliases=parse_aliases('[same]\n"Jane Roe" = ["John Doe"]'))
    settle(path, same)
    with open_index(path) as index:
        assert speakers(index) == {"jane-roe": 3, "unknown": 1}
    settle(path, NO_OVERLAY)
    with open_index(path) as index:
        assert speakers(index) == {"jane-roe": 2, "john-doe": 1, "unknown": 1}


def test_nothing_is_written_where_nothing_changed(library: tuple[Path, list[Article]]) -> None:
    path, _ = library
    settle(path, NO_OVERLAY)
    before = current(path)
    assert settle(path, NO_OVERLAY) == ()
    assert current(path) == before
    # an overlay that concerns nobody here makes no new generation, but is looked at only once
    elsewhere = Overlay((Correction("zzzzzzzzzz:q111111", not_a_quote=True),))
    assert settle(path, elsewhere) == ()
    assert current(path).generation == before.generation
    assert settle(path, elsewhere) == ()
    assert check(path) == ()


def test_what_somebody_else_settled_meanwhile_is_left_alone(library: tuple[Path, list[Article]]) -> None:
    path, _ = library
    settle(path, NO_OVERLAY)
    state = current(path)
    folder = generation_folder(path, state.generation)
    before = [(entry.name, entry.stat().st_mtime_ns) for entry in os.scandir(folder)]
    assert relay(path, NO_OVERLAY, 0.0) == ()
    assert current(path) == state
    assert [(entry.name, entry.stat().st_mtime_ns) for entry in os.scandir(folder)] == before


def test_texts_that_come_later_are_laid_out_as_the_others(tmp_path: Path) -> None:
    folder, path = tmp_path / "texts", tmp_path / "index"
    folder.mkdir()
    (folder / "one.txt").write_text("“Bread is dear today,” said Jane Roe.\n", "utf-8")
    build(path, [folder])
    with open_index(path) as index:
        (hit,) = index.search("bread kind:quote").hits
    overlay = Overlay((Correction(hit.id, speaker="Ada Poe"),))
    settle(path, overlay)
    (folder / "two.txt").write_text("“The mill is closed for good,” Roe said.\n", "utf-8")
    build(path, [folder])
    settle(path, overlay)
    with open_index(path) as index:
        assert said(index, "is:corrected") == ["Bread is dear today,"]
    # a build that begins anew never shows the article uncorrected
    build(path, [folder], rebuild=True)
    with open_index(path) as index:
        assert said(index, "is:corrected") == ["Bread is dear today,"]
    (folder / "one.txt").write_text("“Bread is dear today,” said Jane Roe.\n\nThe queue was long.\n", "utf-8")
    build(path, [folder])
    settle(path, overlay)
    with open_index(path) as index:
        # the id follows the words, so it survives an edit elsewhere
        assert said(index, "is:corrected") == ["Bread is dear today,"]
    assert check(path) == ()


def test_a_reader_keeps_its_own_layout(library: tuple[Path, list[Article]]) -> None:
    path, articles = library
    settle(path, NO_OVERLAY)
    with open_index(path) as index:
        settle(path, Overlay((Correction(articles[0].quotes[0].id, speaker="Ada Poe"),)))
        assert index.article(articles[0].id).quotes[0].speaker == "jane-roe"
        assert index.refresh()
        assert index.article(articles[0].id).quotes[0].speaker == "ada-poe"


def test_an_article_laid_out_anew_is_no_newer(library: tuple[Path, list[Article]]) -> None:
    path, articles = library
    with open_index(path) as index:
        before = {summary.id: summary.indexed_at for summary in index.articles()}
    settle(path, Overlay((Correction(articles[0].quotes[0].id, speaker="Ada Poe"),)))
    with open_index(path) as index:
        assert {summary.id: summary.indexed_at for summary in index.articles()} == before
