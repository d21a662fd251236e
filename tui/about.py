"""What quoth makes of single texts: title, authors, day, how it was read, what was left out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quoth.corpus.model import Article
from quoth.corpus.reading import harmless_line
from quoth.tui.formats import SCHEMA, Listing, Record, View, markdown_table
from quoth.tui.tables import table

COLUMNS = (
    "id", "source", "title", "authors", "date", "language", "publisher", "url", "encoding", "paragraphs",
    "headings", "quotes", "attributed", "suspect", "speakers", "noise", "warnings",
)  # fmt: skip
_TOLD_APART = frozenset({"author", "url", "publisher", "encoding"})
_NOTHING = "(not told)"


def about_record(article: Article) -> Record:
    """All that is known of an article but its words; ``metadata`` is the rest of what its format says."""
    counts: dict[str, Any] = {
        "paragraphs": len(article.paragraphs),
        "headings": sum(section.heading is not None for section in article.sections),
        "quotes": len(article.quotes),
        "attributed": sum(quote.speaker is not None for quote in article.quotes),
        "suspect": sum(quote.suspect for quote in article.quotes),
        "speakers": len(article.speakers),
        "noise": len(article.noise),
    }
    return {
        "schema": SCHEMA,
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "authors": list(article.authors),
        "date": article.date,
        "language": article.language,
        "publisher": article.publisher,
        "url": article.url,
        "encoding": article.told("encoding") or "utf-8",
        **counts,
        "warnings": list(article.warnings),
        "metadata": [[key, value] for key, value in article.metadata if key not in _TOLD_APART],
    }


def _cells(record: Record) -> tuple[object, ...]:
    return tuple(
        "; ".join(record[column]) if isinstance(record[column], list) else record[column]
        for column in COLUMNS
    )


def _rows(record: Record) -> Iterator[tuple[str, str]]:
    for name in ("title", "authors", "date", "language", "publisher", "url"):
        value = record[name]
        yield name, "; ".join(value) if isinstance(value, list) else value or ""
    yield "source", record["source"]
    yield "encoding", record["encoding"]
    for name in ("paragraphs", "headings"):
        yield name, str(record[name])
    doubtful = f", {record['suspect']} suspect" if record["suspect"] else ""
    yield "quotes", f"{record['quotes']}, {record['attributed']} with a speaker{doubtful}"
    yield "speakers", str(record["speakers"])
    yield "noise", f"{record['noise']} lines that are no text of the article"
    for warning in record["warnings"]:
        yield "warning", warning
    for key, value in record["metadata"]:
        yield harmless_line(key), value


def _shown(record: Record) -> list[tuple[str, str]]:
    return [(label, value or _NOTHING) for label, value in _rows(record)]


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    for number, record in enumerate(records):
        if number:
            yield "\n"
        yield from table((), _shown(record), view)


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield from markdown_table(("Article", ""), _shown(record))
        yield "\n"


LISTING = Listing(COLUMNS, _cells, _text, _markdown)
