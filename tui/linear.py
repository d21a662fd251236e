"""An article, or a part of one, as passages to be read aloud: who speaks stands before what is said. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.corpus.aliases import known_names
from quoth.corpus.anchors import normalised_ascii
from quoth.corpus.model import Article, Paragraph, Quote, Section, Span
from quoth.corpus.values import dataclass
from quoth.tui.anchored import Part


@dataclass(frozen=True, slots=True)
class Passage:
    """A ``title``, ``heading``, ``narration`` or ``quote``; `speaker` and `id` are those of a quote.

    What goes on from the paragraph before is `continued`.
    """

    kind: str
    text: str
    id: str | None = None
    speaker: str | None = None
    continued: bool = False


def passages(part: Part) -> Iterator[Passage]:
    """What the part holds, in the order of the text; without the lines that are no text of it.

    A label that says no more than the speaker of the quote after it is left out.
    """
    names = known_names(part.article.speakers)
    label: Passage | None = None
    for passage in _all_passages(part):
        speaker = part.article.speaker(names.get(normalised_ascii(label.text))) if label else None
        if label and not (passage.kind == "quote" and speaker and speaker.name == passage.speaker):
            yield label
        label = passage if passage.kind == "narration" and passage.text.endswith(_LABEL_ENDS) else None
        if label is None:
            yield passage
    if label:
        yield label


_LABEL_ENDS = (":", ":**", ":*", "：")


def _all_passages(part: Part) -> Iterator[Passage]:
    article, item = part.article, part.item
    match item:
        case Quote():
            yield Passage("quote", item.text, item.id, _name(article, item))
        case Paragraph():
            yield from _paragraph(article, item)
        case Section():
            yield from _section(article, item)
        case None:
            if article.title:
                yield Passage("title", article.title, article.id)
            for section in article.sections:
                yield from _section(article, section)


def _section(article: Article, section: Section) -> Iterator[Passage]:
    if section.heading:
        yield Passage("heading", section.heading, section.id)
    for paragraph in article.paragraphs[section.first : section.last]:
        yield from _paragraph(article, paragraph)


def _paragraph(article: Article, paragraph: Paragraph) -> Iterator[Passage]:
    """Narration and quotes of a paragraph in turn."""
    at = paragraph.span.start
    for quote in article.quotes:
        if not quote.outer.meets(paragraph.span):
            continue
        start, end = max(quote.outer.start, at), min(quote.outer.end, paragraph.span.end)
        if start >= end:
            # inside another quote: read with it
            continue
        yield from _narration(article.text, at, start)
        words = Span(max(quote.span.start, start), max(start, min(quote.span.end, end))).of(article.text)
        continued = quote.outer.start < paragraph.span.start or "continued" in quote.flags
        yield Passage("quote", words, quote.id, _name(article, quote), continued)
        at = end
    yield from _narration(article.text, at, paragraph.span.end)


def _narration(text: str, start: int, end: int) -> Iterator[Passage]:
    words = text[start:end].strip()
    # a comma or full stop that is left between two quotes is nothing to be read
    if any(char.isalnum() for char in words):
        yield Passage("narration", words)


def _name(article: Article, quote: Quote) -> str:
    speaker = article.speaker(quote.speaker)
    return speaker.name if speaker else "unknown"
