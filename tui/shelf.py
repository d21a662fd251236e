"""The articles of a library in the order that a person asks for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quoth.corpus.anchors import normalised_ascii
from quoth.index.results import ArticleSummary

ORDERS = ("source", "title", "date", "quotes", "speakers")
"""What the library can be sorted by: names and titles upwards, newest and most first."""

DOWNWARDS = frozenset({"date", "quotes", "speakers"})
SORTS = tuple(sign + key for key in ORDERS for sign in ("", "-"))
"""What ``quoth articles`` takes: with ``-`` the other way round."""


def arranged(articles: Sequence[ArticleSummary], order: str, words: str = "") -> tuple[ArticleSummary, ...]:
    """The articles that have all of `words`, by one of `ORDERS`; ties by source."""
    return tuple(ordered(with_words(articles, words), f"-{order}" if order in DOWNWARDS else order))


def ordered(articles: Iterable[ArticleSummary], sort: str) -> list[ArticleSummary]:
    """The articles by one of `SORTS`, ties by source; what has no date or title comes last."""
    key = sort.lstrip("-")
    known = [article for article in articles if getattr(article, key) is not None]
    unknown = [article for article in articles if getattr(article, key) is None]
    # sorting keeps the order of equals, which is by source
    return sorted(known, key=lambda article: _folded(getattr(article, key)), reverse=sort != key) + unknown


def _folded(value: str | int) -> str | int:
    return value.casefold() if isinstance(value, str) else value


def with_words(articles: Sequence[ArticleSummary], words: str) -> list[ArticleSummary]:
    """The articles that have all of `words`, or parts of them, in title, source or date."""
    wanted = normalised_ascii(words).split()
    return [one for one in articles if all(word in _text(one) for word in wanted)]


def _text(article: ArticleSummary) -> str:
    return normalised_ascii(f"{article.title or ''} {article.source} {article.date or ''}")
