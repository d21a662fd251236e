"""A library of thousands opens on one article: the others are fetched when somebody looks at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.corpus.article import parse_article
from quoth.index.build import build_articles
from quoth.index.search import Index, open_index
from quoth.tui.anchored import parts_named, single
from quoth.tui.at_hand import Loaded, Stored

TEXTS = {f"{name}.txt": f"“The {name} is late,” said Jane Roe." for name in ("tram", "train", "ferry")}


@pytest.fixture
def index(tmp_path: Path) -> Index:
    build_articles(tmp_path, [parse_article(text, origin=name, source=name) for name, text in TEXTS.items()])
    return open_index(tmp_path)


def test_only_what_is_asked_for_is_fetched_and_once(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[str] = []
    fetch = Index.article
    monkeypatch.setattr(Index, "article", lambda self, one: fetched.append(one) or fetch(self, one))
    stored = Stored(index)
    assert (len(stored.ids), fetched) == (3, [])
    assert stored.article(stored.ids[1]) is stored.article(stored.ids[1])
    assert fetched == [stored.ids[1]] == [article.id for article in stored.seen]


def test_an_anchor_is_looked_up_in_the_index_and_not_in_every_article(index: Index) -> None:
    stored = Stored(index)
    quote = index.search("ferry kind:quote").hits[0].id
    for name in (quote, quote.partition(":")[2]):
        assert single(name, parts_named(stored.holding(name), name)).id == quote
    assert [article.source for article in stored.seen] == ["ferry.txt"]


def test_articles_that_were_read_are_all_at_hand() -> None:
    articles = [parse_article(text, origin=name, source=name) for name, text in TEXTS.items()]
    loaded = Loaded(articles)
    assert list(loaded.seen) == articles == [loaded.article(one) for one in loaded.ids]
    with pytest.raises(KeyError):
        loaded.article("elsewhere")
