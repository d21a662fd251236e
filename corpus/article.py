"""From text to article: the pipeline, and reading a file into it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from quoth.corpus.anchors import Anchors, article_id
from quoth.corpus.attribution import attribute
from quoth.corpus.bylines import authors_in, authors_told
from quoth.corpus.datelines import date_told
from quoth.corpus.dates import date_in_name
from quoth.corpus.extraction import (
    SEPARATOR,
    extract_bytes,
    extract_file,
    members_named,
    part_of,
    split_member,
)
from quoth.corpus.failures import ReadFailure, Unfound
from quoth.corpus.formats.extracted import Extracted, Unread
from quoth.corpus.known_lines import with_known
from quoth.corpus.language_guess import language_of
from quoth.corpus.model import Article, Line, Paragraph, Quote, Section, Span
from quoth.corpus.outline import outline
from quoth.corpus.reading import display_path, harmless_line
from quoth.corpus.settings import DEFAULT, Deadline, ReadSettings
from quoth.corpus.unwrapping import unwrapped


def parse_article(
    text: str,
    *,
    origin: str,
    source: str,
    digest: str | None = None,
    date: str | None = None,
    language: str | None = None,
    known: Sequence[Line] = (),
    metadata: tuple[tuple[str, str], ...] = (),
    warnings: tuple[str, ...] = (),
    deadline: Deadline | None = None,
) -> Article:
    """The structure, quotes and speakers of `text`.

    `origin` is what the article's id is made of: an absolute path, or a name that stays the same.
    `source` is what people are shown. `text` must have come through `reading.decode` or
    `reading.harmless`; the line breaks of hard-wrapped paragraphs become blanks in the article's text.
    `known` are the lines whose kind the format tells. Where neither `date` nor an author in `metadata`
    is given, a dateline or a byline of the text may tell. A text without letters gives an article
    with one empty section. Raises ReadFailure where the `deadline` passes.
    """
    text = unwrapped(text)
    lines = with_known(outline(text, known), known)
    if deadline is not None:
        deadline.check()
    identity = article_id(origin)
    anchors = Anchors(identity)
    spoken = language or language_of(text)
    check = deadline.check if deadline is not None else None
    attributed = attribute(text, lines, code=spoken, check=check)
    quotes = tuple(quote.called(anchors.part("q", quote.text)) for quote in attributed.quotes)
    sections, paragraphs = _structure(text, lines, quotes, anchors)
    title = next((line.span for line in lines if line.kind == "title"), None)
    if not any(key == "author" for key, _ in metadata):
        metadata = (*(("author", name) for name in authors_told(text, lines)), *metadata)
    return Article(
        id=identity,
        source=source,
        digest=digest or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        title=title.of(text) if title else None,
        title_span=title,
        date=date or date_told(text, lines),
        language=spoken,
        sections=sections,
        paragraphs=paragraphs,
        quotes=quotes,
        speakers=attributed.speakers,
        noise=tuple(line.span for line in lines if line.kind == "noise"),
        metadata=metadata,
        warnings=warnings,
    )


def article_of_bytes(raw: bytes, *, origin: str, source: str, settings: ReadSettings = DEFAULT) -> Article:
    """The one article that a file's bytes hold; its format shows in the bytes or in the source's name.

    Raises ReadFailure, with the reason ``several`` where there are more.
    """
    return _only(articles_of_bytes(raw, origin=origin, source=source, settings=settings))


def articles_of_bytes(
    raw: bytes, *, origin: str, source: str, settings: ReadSettings = DEFAULT
) -> Iterator[Article | Unfound]:
    """All articles that a file's bytes hold, and the parts that could not be read. Raises ReadFailure."""
    return _articles(extract_bytes(raw, source, settings), origin, source, settings)


def read_article(path: Path, source: str | None = None, settings: ReadSettings = DEFAULT) -> Article:
    """The one article in a file; its id follows the file's real path.

    Raises ReadFailure, with the reason ``several`` where there are more.
    """
    return _only(read_articles(path, source, settings))


def read_articles(
    path: Path, source: str | None = None, settings: ReadSettings = DEFAULT
) -> Iterator[Article | Unfound]:
    """All articles in a file, archives and collections included, one after the other.

    ``letters.zip#may.txt`` is one member of a file, by the name that its source shows.
    Parts that could not be read come as `Unfound`. Raises ReadFailure where the file itself cannot
    be read, also after some articles when an archive breaks off.
    """
    file, member = split_member(path)
    shown = source if source is not None else display_path(path)
    texts = extract_file(file, settings)
    if member:
        texts = members_named(texts, harmless_line(member))
        shown = shown.removesuffix(SEPARATOR + display_path(member))
    return _articles(texts, os.path.realpath(file), shown, settings)


def _articles(
    texts: Iterator[Extracted | Unread], origin: str, source: str, settings: ReadSettings
) -> Iterator[Article | Unfound]:
    for text in texts:
        if isinstance(text, Unread):
            yield Unfound(part_of(source, text.member), text.reason, text.detail)
            continue
        try:
            article = article_of(text, origin, source, settings)
        except ReadFailure as failure:
            yield Unfound(part_of(source, text.member), failure.reason, failure.detail)
        else:
            yield article


def article_of(text: Extracted, origin: str, source: str, settings: ReadSettings = DEFAULT) -> Article:
    """The article of a text that was taken out of the file at `origin`, which people see as `source`.

    Raises ReadFailure where it takes longer than `settings` allow.
    """
    return parse_article(
        text.text,
        origin=part_of(origin, text.member),
        source=part_of(source, text.member),
        digest=text.digest,
        date=text.date or date_in_name(text.member or source),
        language=settings.language or text.language,
        known=text.lines,
        metadata=(
            *(("author", name) for name in authors_in(text.author)),
            *(((_kind_of_place(text.url), text.url),) if text.url else ()),
            *text.metadata,
        ),
        warnings=text.warnings,
        deadline=settings.deadline(),
    )


def _kind_of_place(told: str) -> str:
    """What a source is called by: its ``url``, or its ``publisher`` where it is named in words."""
    return "url" if "://" in told or told.startswith(("www.", "/", "doi:", "urn:")) else "publisher"


def _only(articles: Iterator[Article | Unfound]) -> Article:
    found: Article | None = None
    for article in articles:
        if found is not None:
            raise ReadFailure("several", "holds several articles; this can only take one")
        if isinstance(article, Unfound):
            raise ReadFailure(article.reason, article.detail)
        found = article
    if found is None:
        raise ReadFailure("no-text", "holds no text that could be read")
    return found


def _structure(
    text: str, lines: Sequence[Line], quotes: Sequence[Quote], anchors: Anchors
) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """Sections and paragraphs; paragraphs hold the ids of the quotes that begin in them."""
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    heading: Line | None = None
    begun = 0
    section_id = anchors.part("s", "")
    waiting = list(reversed(quotes))

    def close() -> None:
        if heading is None and begun == len(paragraphs):
            return
        own = paragraphs[begun:]
        start = heading.span.start if heading else own[0].span.start
        end = own[-1].span.end if own else heading.span.end if heading else start
        sections.append(
            Section(
                id=section_id,
                heading=heading.span.of(text) if heading else None,
                level=heading.level if heading else 0,
                span=Span(start, end),
                heading_span=heading.span if heading else None,
                first=begun,
                last=len(paragraphs),
            )
        )

    for line in lines:
        if line.kind == "heading":
            close()
            heading, begun = line, len(paragraphs)
            section_id = anchors.part("s", line.span.of(text))
        elif line.kind in ("paragraph", "label", "block"):
            held: list[str] = []
            while waiting and waiting[-1].outer.start < line.span.end:
                held.append(waiting.pop().id)
            words = line.span.of(text)
            paragraphs.append(
                Paragraph(
                    id=anchors.part("p", words),
                    ordinal=len(paragraphs),
                    section=section_id,
                    span=line.span,
                    text=words,
                    kind=line.kind,
                    quotes=tuple(held),
                )
            )
    close()
    if not sections:
        sections.append(Section(section_id, None, 0, Span(0, 0), None, 0, 0))
    return tuple(sections), tuple(paragraphs)
