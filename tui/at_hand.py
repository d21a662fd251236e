"""The articles that the explorer is opened on: read already, or in an index and read when looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from quoth.corpus.model import Article

if TYPE_CHECKING:
    from quoth.index.search import Index


class AtHand(Protocol):
    """Articles by their ids, in order; at least one."""

    @property
    def ids(self) -> Sequence[str]:
        """The ids in the order in which one goes from article to article."""

    @property
    def seen(self) -> Sequence[Article]:
        """Those that are in memory."""

    def article(self, identity: str) -> Article:
        """The article with that id. Raises KeyError."""

    def holding(self, anchor: str) -> Iterable[Article]:
        """The articles in which `anchor` may name something; it may be the beginning of an id."""


class Loaded:
    """Articles that are all in memory."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.id: article for article in articles}

    @property
    def ids(self) -> Sequence[str]:
        return tuple(self._articles)

    @property
    def seen(self) -> Sequence[Article]:
        return tuple(self._articles.values())

    def article(self, identity: str) -> Article:
        return self._articles[identity]

    def holding(self, anchor: str) -> Iterable[Article]:
        return self.seen


class Stored:
    """The articles of an index, each fetched when it is first asked for: a library may hold thousands."""

    def __init__(self, index: Index) -> None:
        self.ids = tuple(summary.id for summary in index.articles())
        self._index = index
        self._seen: dict[str, Article] = {}

    @property
    def seen(self) -> Sequence[Article]:
        return tuple(self._seen.values())

    def article(self, identity: str) -> Article:
        if identity not in self._seen:
            self._seen[identity] = self._index.article(identity)
        return self._seen[identity]

    def holding(self, anchor: str) -> Iterable[Article]:
        return map(self.article, dict.fromkeys(found.partition(":")[0] for found in self._index.find(anchor)))
