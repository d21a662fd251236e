"""Finding the part of an article that an anchor names, and the record that stands for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quoth.corpus.model import Article, Paragraph, Quote, Section
from quoth.corpus.values import dataclass
from quoth.tui.diagnostics import CommandError, ExitCode, UsageError
from quoth.tui.formats import SCHEMA


@dataclass(frozen=True, slots=True)
class Part:
    """A quote, paragraph or section (or, with `item` None, all) of an article."""

    article: Article
    item: Quote | Paragraph | Section | None

    @property
    def id(self) -> str:
        """The anchor."""
        return self.item.id if self.item else self.article.id


def refuse_empty(names: Iterable[str]) -> None:
    """Raises UsageError for an id without a letter, which would be the beginning of every other."""
    if not all(map(str.strip, names)):
        raise UsageError("an empty id; 'quoth quotes' and 'quoth search' print ids")


def parts_named(articles: Iterable[Article], name: str) -> list[Part]:
    """The parts whose anchor is `name`; where there is none, those whose anchor begins with it.

    The article's half of an anchor may be left out: ``q2k4xye`` finds ``…:q2k4xye``.
    """
    exact: list[Part] = []
    beginning: list[Part] = []
    for article in articles:
        for part in _parts(article):
            # an article's id begins those of all its parts, but names the article alone
            own = part.id if ":" in name else part.id.rpartition(":")[2]
            if own == name:
                exact.append(part)
            elif own.startswith(name):
                beginning.append(part)
    return exact or beginning


def _parts(article: Article) -> Iterator[Part]:
    yield Part(article, None)
    for items in (article.quotes, article.paragraphs, article.sections):
        for item in items:
            yield Part(article, item)


def single(name: str, found: list[Part]) -> Part:
    """The one part that `name` means, of those found. Raises CommandError for none and for several."""
    if not found:
        raise CommandError(
            ExitCode.NOTHING, f"{name}: no such id here; 'quoth quotes' lists ids, --in PATH looks in files"
        )
    if len(found) > 1:
        listed = ", ".join(part.id for part in found[:4]) + (", …" if len(found) > 4 else "")
        raise UsageError(f"{name}: names {len(found)} things, write more of it: {listed}")
    return found[0]


def part_record(part: Part) -> dict[str, Any]:
    """The record of a part: a quote's own, the same keys with nulls for everything else."""
    from quoth.corpus.record import quote_record

    article, item = part.article, part.item
    if isinstance(item, Quote):
        return quote_record(article, item)
    kind: str
    section: str | None
    match item:
        case Paragraph():
            kind, text, span = item.kind, item.text, (item.span.start, item.span.end)
            section = article.section_of(item.span.start).heading
        case Section():
            kind, span = "section", (item.span.start, item.span.end)
            text, section = item.span.of(article.text), item.heading
        case None:
            kind, text, span, section = "article", article.text, (0, len(article.text)), None
    return {
        "schema": SCHEMA,
        "id": part.id,
        "article": article.id,
        "source": article.source,
        "title": article.title,
        "section": section,
        "kind": kind,
        "text": text,
        "start": span[0],
        "end": span[1],
        "speaker": None,
        "mention": None,
        "cue": None,
        "rule": None,
        "confidence": None,
        "suspect": False,
    }


def why_record(article: Article, quote: Quote) -> dict[str, Any]:
    """What ``--why`` adds: the words around the quote, who else was considered, how a role was resolved.

    ``told_in`` are the words around mention and cue, where these stand in another paragraph.
    """
    from quoth.tui.evidence import sentence

    paragraph = article.paragraph_at(quote.span.start)
    mention = quote.attribution.mention
    elsewhere = mention and paragraph and not mention.span.meets(paragraph.span)
    told = sentence(article, quote) if elsewhere else None
    return {
        "context": paragraph.text if paragraph else quote.text,
        "told_in": told.text if told else None,
        "candidates": [{"name": c.name, "share": c.share} for c in quote.attribution.candidates],
        "reason": quote.attribution.reason or None,
        "doubt": quote.doubt or None,
    }
