"""How hits of a search look in each format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoth.corpus.reading import harmless_line
from quoth.tui.formats import SCHEMA, Listing, Record, View, markdown_text
from quoth.tui.layout import ELLIPSIS, cells, wrap
from quoth.tui.passages import INDENT, citation_line, marked_lines, speaker_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quoth.index.results import Hit, Results

COLUMNS = (
    "id", "speaker", "kind", "text", "section", "title", "source", "date", "start", "end", "confidence",
    "score",
)  # fmt: skip
SNIPPET_LINES = 3
"""So many lines of a hit are shown to people; the id leads to the rest."""


def hit_record(hit: Hit, query: str | None = None) -> dict[str, Any]:
    """A hit as scripts get it: the quote record (nulls for what is no quote), and how it matched.

    ``highlights`` count characters of ``text``; ``repeats`` is the id of the hit that says the same in an
    earlier article nearly the same, ``also`` are those that repeat this one. `query` is given where several
    are asked at once.
    """
    record = dict(hit.record)
    if query is not None:
        record["query"] = query
    record["date"] = hit.date
    record["score"] = round(hit.score, 4)
    record["highlights"] = [{"start": span.start, "end": span.end} for span in hit.highlights]
    record["repeats"], record["also"] = hit.repeats, list(hit.also)
    return record


def count_record(results: Results) -> dict[str, Any]:
    """How many passages match, also by speaker, section and article; null ids and labels for none.

    ``repeated`` of them say the same as others in articles nearly the same.
    """
    facets = results.facets
    return {
        "schema": SCHEMA,
        "query": results.query,
        "total": results.total,
        "repeated": results.repeated,
        **{
            name: [{"id": f.id, "label": f.label, "count": f.count} for f in counts]
            for name, counts in (
                ("speakers", facets.speakers),
                ("sections", facets.sections),
                ("articles", facets.articles),
            )
        },
    }


def _cells(record: Record) -> tuple[object, ...]:
    return (
        record["id"], speaker_name(record) if record["rule"] is not None else None, record["kind"],
        record["text"], record["section"], record["title"], record["source"], record["date"],
        record["start"], record["end"], record["confidence"], record["score"],
    )  # fmt: skip


def _text(records: Iterable[Record], view: View) -> Iterator[str]:
    """Hits under their article and section; each with speaker, id and the lines around the words."""
    article: object = None
    query: object = None
    section: str | None = None
    for record in records:
        if record.get("query") != query:
            query, article = record["query"], None
            yield marked_lines(f"/ {query}", view, view.style.title)
        if record["article"] != article:
            article, section = record["article"], None
            yield marked_lines(record["title"] or record["source"], view, view.style.title)
        if record["section"] != section:
            section = record["section"]
            yield marked_lines(record["section"] or "(lead)", view, view.style.quiet)
        yield _block(record, view)


def _block(record: Record, view: View) -> str:
    quoted = record["rule"] is not None
    name = speaker_name(record) if quoted else "–" if record["kind"] != "heading" else "(heading)"
    gap = " " * max(1, view.width - len(INDENT) - cells(name) - cells(record["id"]))
    head = f"{INDENT}{view.style.speaker(name) if quoted else name}{gap}{view.style.quiet(record['id'])}\n"
    lines = snippet(record, view)
    if record["also"]:
        lines.append(view.style.quiet(also_in(len(record["also"]))))
    return head + "".join(f"{INDENT}{INDENT}{line}\n" for line in lines)


def also_in(count: int) -> str:
    """In how many more articles the same is said."""
    return f"and in {count:,} more article{'s' if count > 1 else ''}"


def snippet(record: Record, view: View) -> list[str]:
    """The lines of a hit around its first word found, with the words found marked."""
    text = harmless_line(record["text"])
    spans = [(mark["start"], mark["end"]) for mark in record["highlights"]]
    brackets = 0 if view.style.color else 6
    lines = list(wrap(text, max(10, view.width - 2 * len(INDENT) - 2 * len(ELLIPSIS) - brackets)))
    first = next((n for n, (_, end) in enumerate(lines) if spans and spans[0][0] < end), 0)
    begin = max(0, min(first - 1, len(lines) - SNIPPET_LINES))
    shown = lines[begin : begin + SNIPPET_LINES]
    marked = [_marked(text, a, b, spans, view) for a, b in shown]
    if marked and begin > 0:
        marked[0] = ELLIPSIS + marked[0]
    if marked and begin + SNIPPET_LINES < len(lines):
        marked[-1] += ELLIPSIS
    return marked


def _marked(text: str, start: int, end: int, spans: list[tuple[int, int]], view: View) -> str:
    pieces, at = [], start
    for a, b in spans:
        a, b = max(a, at), min(b, end)
        if a < b:
            pieces += [text[at:a], view.style.key(text[a:b])]
            at = b
    return "".join((*pieces, text[at:end]))


def _markdown(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        also = f", {also_in(len(record['also']))}" if record["also"] else ""
        if record["rule"] is not None:
            cited = citation_line(record, markdown_text)
            yield f"> {markdown_text(record['text'])}\n>\n> — {cited}{also}\n\n"
        else:
            where = f"“{markdown_text(record['title'])}”, " if record["title"] else ""
            where += f"{markdown_text(record['source'])}; `{record['id']}`{also}"
            yield f"> {markdown_text(record['text'])}\n>\n> ({where})\n\n"


HITS = Listing(COLUMNS, _cells, _text, _markdown)
