"""Reported speech added to an article: "She said that it was late", as quotes of kind ``indirect``.

Articles are read without it, so that no count of quotes holds it; who wants it asks for it.
"""

from __future__ import annotations

from quoth.corpus.anchors import Anchors
from quoth.corpus.attribution import attribute
from quoth.corpus.model import Article, Line
from quoth.corpus.values import replace


def with_indirect(article: Article) -> Article:
    """`article` with its reported speech among the quotes, all other quotes as they were.

    Works on any article, also one from an index whose source is gone.
    """
    attributed = attribute(article.text, lines_of(article), indirect=True, code=article.language)
    anchors = Anchors(article.id)
    for quote in article.quotes:
        anchors.part("q", quote.text)
    found = [
        replace(quote, id=anchors.part("q", quote.text))
        for quote in attributed.quotes
        if quote.kind == "indirect"
    ]
    known = {speaker.id for speaker in article.speakers}
    wanted = {quote.speaker for quote in found} - known
    return replace(
        article,
        quotes=tuple(sorted((*article.quotes, *found), key=lambda quote: quote.span)),
        speakers=(*article.speakers, *(s for s in attributed.speakers if s.id in wanted)),
    )


def lines_of(article: Article) -> tuple[Line, ...]:
    """The lines of an article's text as its outline took them."""
    lines = [Line(paragraph.kind, paragraph.span) for paragraph in article.paragraphs]
    lines += [
        Line("heading", s.heading_span, s.level) for s in article.sections if s.heading_span is not None
    ]
    lines += [Line("noise", span) for span in article.noise]
    if article.title_span is not None:
        lines.append(Line("title", article.title_span, 1))
    return tuple(sorted(lines, key=lambda line: line.span))
