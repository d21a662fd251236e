"""Who speaks how much: the speakers of articles with their quotes and words counted together. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quoth.corpus.model import Article
from quoth.corpus.values import dataclass, field
from quoth.index.analysis import words_of
from quoth.tui.formats import SCHEMA


@dataclass(slots=True)
class _Count:
    """What is known of one speaker so far."""

    name: str
    role: str | None
    quotes: int = 0
    words: int = 0
    aliases: dict[str, None] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)


def speaker_records(articles: Iterable[Article]) -> list[dict[str, Any]]:
    """One record for each speaker, and one with null id and name for quotes without; most quotes first.

    ``share`` is the speaker's part of all quoted words, 0..1.
    """
    counts: dict[str | None, _Count] = {}
    for article in articles:
        for speaker in article.speakers:
            count = counts.setdefault(speaker.id, _Count(speaker.name, None))
            count.role = count.role or speaker.role
            count.aliases |= dict.fromkeys(speaker.aliases)
        for quote in article.quotes:
            count = counts.setdefault(quote.speaker, _Count("unknown", None))
            count.quotes += 1
            count.words += len(words_of(quote.text))
            count.articles.add(article.id)
    total = sum(count.words for count in counts.values())
    ranked = sorted(counts.items(), key=lambda item: (-item[1].quotes, item[0] is None, item[1].name))
    return [
        {
            "schema": SCHEMA,
            "id": ident,
            "name": None if ident is None else count.name,
            "role": count.role,
            "aliases": list(count.aliases),
            "quotes": count.quotes,
            "words": count.words,
            "share": round(count.words / total, 4) if total else 0.0,
            "articles": len(count.articles),
        }
        for ident, count in ranked
    ]
