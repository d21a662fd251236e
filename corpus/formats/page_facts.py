"""What a page says of itself: meta tags, JSON-LD (schema.org), links and times."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from quoth.corpus.dates import iso_date
from quoth.corpus.formats.markup import Tag
from quoth.corpus.values import dataclass, field

_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
          "dcterms.created", "pubdate", "publish-date", "publishdate", "publication_date", "parsely-pub-date",
          "sailthru.date", "og:published_time", "og:article:published_time", "cxenseparse:recs:publishtime",
          "article.published", "published_time", "release_date", "timestamp")  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
            "byl", "twitter:creator")  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "headline", "title")
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
_ARTICLE_TYPES = ("article", "newsarticle", "blogposting", "report", "opinionnewsarticle",
                  "reportagenewsarticle", "analysisnewsarticle", "liveblogposting", "interview",
                  "webpage")  # fmt: skip
_LARGEST_JSON = 1_000_000


@dataclass(slots=True)
class Facts:
    """Gathers facts while the tokens of a page pass by."""

    meta: dict[str, str] = field(default_factory=dict)
    page_title: str = ""
    language: str = ""
    canonical: str = ""
    times: list[str] = field(default_factory=list)
    linked_data: dict[str, Any] = field(default_factory=dict)
    _raw: str = ""

    def feed(self, token: Tag | str) -> None:
        """Takes the next tag or text of the page."""
        if isinstance(token, str):
            if self._raw == "title" and not self.page_title:
                self.page_title = " ".join(token.split())
            elif self._raw == "json":
                self._take_json(token)
            self._raw = ""
            return
        self._raw = ""
        if token.closes:
            return
        name = token.name
        if name == "title":
            self._raw = "title"
        elif name == "meta":
            self._take_meta(token.attributes())
        elif name == "script":
            if "ld+json" in token.written:
                self._raw = "json"
        elif name == "html":
            told = token.attributes()
            self.language = told.get("lang") or told.get("xml:lang") or ""
        elif name == "link" and "canonical" in token.written:
            self.canonical = token.attributes().get("href", "")
        elif name == "time":
            self.times.append(token.attributes().get("datetime", ""))

    def _take_meta(self, told: dict[str, str]) -> None:
        key = told.get("property") or told.get("name") or told.get("itemprop") or told.get("http-equiv")
        if key and told.get("content"):
            self.meta.setdefault(key.lower(), told["content"])

    def _take_json(self, text: str) -> None:
        if len(text) > _LARGEST_JSON or self.linked_data.get("headline"):
            return
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return
        for entry in _entries(data):
            kinds = entry.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.lower() in _ARTICLE_TYPES for kind in names):
                self.linked_data = entry
                if entry.get("headline"):
                    return

    def title(self) -> str:
        """The title that the page gives, or an empty string."""
        return _words(self.linked_data.get("headline")) or self._first(_TITLES)

    def date(self) -> str | None:
        """The day of publication as ISO 8601."""
        told = (_words(self.linked_data.get("datePublished")), *(self.meta.get(name, "") for name in _DATES))
        return next((day for value in (*told, *self.times) if (day := iso_date(value))), None)

    def author(self) -> str:
        """Who wrote the article, several joined by commas, or an empty string."""
        told = self.linked_data.get("author")
        people = told if isinstance(told, list) else [told]
        names = [
            _words(person.get("name")) if isinstance(person, dict) else _words(person) for person in people
        ]
        joined = ", ".join(dict.fromkeys(name for name in names if name))
        if joined:
            return joined
        return next(
            (self.meta[n] for n in _AUTHORS if self.meta.get(n, "http").find("://") < 0 and self.meta.get(n)),
            "",
        )

    def url(self) -> str:
        """Where the page is published, or an empty string."""
        return self.canonical or self.meta.get("og:url", "") or _words(self.linked_data.get("url"))

    def language_tag(self) -> str:
        """The language tag of the page, or an empty string."""
        return self.language or self.meta.get("content-language", "") or self.meta.get("og:locale", "")

    def site(self) -> str:
        """The name of the site, or an empty string."""
        told = self.linked_data.get("publisher")
        publisher = _words(told.get("name")) if isinstance(told, dict) else ""
        return self._first(_SITES) or publisher

    def _first(self, names: tuple[str, ...]) -> str:
        return next((self.meta[name] for name in names if self.meta.get(name)), "")


def _entries(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD: one, a list, or a graph of them."""
    for entry in data if isinstance(data, list) else [data]:
        if isinstance(entry, dict):
            yield entry
            graph = entry.get("@graph")
            if isinstance(graph, list):
                yield from (node for node in graph if isinstance(node, dict))


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
