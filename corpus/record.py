"""Articles and quotes as JSON: the record that scripts rely on, and the form the index keeps.

`quote_record` and `outline_record` are frozen: keys are only ever added, and then `schema` rises.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from quoth.corpus.model import (
    Article,
    Attribution,
    Candidate,
    Paragraph,
    Quote,
    Role,
    Section,
    Span,
    Speaker,
    Words,
)

SCHEMA = 1
"""The version of the records for scripts."""

STORED = 2
"""The version of the form that `article_to_json` writes."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def quote_record(article: Article, quote: Quote) -> dict[str, Any]:
    """One quote as scripts get it; ``start``/``end`` span the words inside the marks."""
    evidence = quote.attribution
    speaker = article.speaker(quote.speaker)
    return passage_record(
        (article.id, article.source, article.title),
        quote.id,
        article.section_of(quote.span.start).heading,
        quote.kind,
        quote.text,
        quote.span,
    ) | evidence_record(
        (speaker.id, speaker.name, speaker.role) if speaker else None,
        words_row(evidence.mention),
        words_row(evidence.cue),
        evidence.rule,
        evidence.confidence,
        quote.suspect,
    )


def passage_record(
    article: tuple[str, str, str | None], identity: str, heading: str | None, kind: str, text: str, span: Span
) -> dict[str, Any]:
    """The record of a heading or paragraph: all keys of a quote's, with nulls for `evidence_record`.

    `article` is its id, source and title, `heading` the one above the passage.
    """
    return {
        "schema": SCHEMA,
        "id": identity,
        "article": article[0],
        "source": article[1],
        "title": article[2],
        "section": heading,
        "kind": kind,
        "text": text,
        "start": span.start,
        "end": span.end,
        "speaker": None,
        "mention": None,
        "cue": None,
        "rule": None,
        "confidence": None,
        "suspect": None,
    }


def evidence_record(
    speaker: tuple[str, str, str | None] | None,
    mention: Sequence[Any] | None,
    cue: Sequence[Any] | None,
    rule: str,
    confidence: float,
    suspect: bool,
) -> dict[str, Any]:
    """What a quote's record says of its speaker (id, name, role), words cited being rows of `words_row`."""
    return {
        "speaker": {"id": speaker[0], "name": speaker[1], "role": speaker[2]} if speaker else None,
        "mention": _cited(mention),
        "cue": _cited(cue),
        "rule": rule,
        "confidence": confidence,
        "suspect": suspect,
    }


def _cited(words: Sequence[Any] | None) -> dict[str, Any] | None:
    return {"text": words[0], "start": words[1], "end": words[2]} if words else None


def outline_record(article: Article) -> dict[str, Any]:
    """The sections and noise of one article as scripts get them."""
    counts = dict.fromkeys((section.id for section in article.sections), 0)
    for quote in article.quotes:
        counts[article.section_of(quote.span.start).id] += 1
    return {
        "schema": SCHEMA,
        "article": article.id,
        "source": article.source,
        "title": article.title,
        "date": article.date,
        "language": article.language,
        "sections": [
            {
                "id": section.id,
                "heading": section.heading,
                "level": section.level,
                "start": section.span.start,
                "end": section.span.end,
                "paragraphs": section.last - section.first,
                "quotes": counts[section.id],
            }
            for section in article.sections
        ],
        "noise": [{"text": s.of(article.text), "start": s.start, "end": s.end} for s in article.noise],
    }


def article_to_json(article: Article, *, text: bool = True) -> str:
    """`article` as one line of JSON, from which `article_from_json` makes an equal one.

    Without `text` it says everything but the article's text, for whoever keeps that elsewhere. What there is
    much of stands in columns, and ids without that of their article: so it is packed best.
    """
    part = _shortened(article.id)
    return _ENCODER.encode(
        {
            "stored": STORED,
            "id": article.id,
            "source": article.source,
            "digest": article.digest,
            "text": article.text if text else None,
            "title": article.title,
            "title_span": _ends(article.title_span),
            "date": article.date,
            "language": article.language,
            "sections": [
                [s.id, s.heading, s.level, *_pair(s.span), _ends(s.heading_span), s.first, s.last]
                for s in article.sections
            ],
            "paragraphs": _turned(
                [
                    part(p.id),
                    part(p.section),
                    p.span.start,
                    p.span.end,
                    p.kind,
                    [part(quote) for quote in p.quotes],
                ]
                for p in article.paragraphs
            ),
            "quotes": _turned([part(quote.id), *_quote_row(quote, article.text)] for quote in article.quotes),
            "speakers": [
                [s.id, s.name, [[r.text, *_pair(r.span)] for r in s.roles], s.aliases]
                for s in article.speakers
            ],
            "noise": [_pair(span) for span in article.noise],
            "metadata": article.metadata,
            "warnings": article.warnings,
        }
    )


def _quote_row(quote: Quote, text: str) -> list[Any]:
    evidence = quote.attribution
    return [
        *_pair(quote.span),
        *_pair(quote.outer),
        None if quote.text == quote.span.of(text) else quote.text,
        quote.kind,
        quote.speaker,
        words_row(evidence.mention),
        words_row(evidence.cue),
        evidence.rule,
        evidence.confidence,
        [[c.name, c.share] for c in evidence.candidates],
        evidence.reason,
        sorted(quote.flags),
        quote.doubt,
    ]


def article_from_json(line: str, text: str | None = None) -> Article:
    """The article that `article_to_json` wrote; `text` is its text, where that was left out.

    Raises ValueError where `line` is none, or lacks its text.
    """
    try:
        data = json.loads(line)
        if data["stored"] != STORED:
            raise ValueError(f"stored article of version {data['stored']}, expected {STORED}")
        text = data["text"] if text is None else text
        if not isinstance(text, str):
            raise ValueError("stored article without its text")
        whole = _lengthened(data["id"])
        return Article(
            id=data["id"],
            source=data["source"],
            digest=data["digest"],
            text=text,
            title=data["title"],
            title_span=_span(data["title_span"]),
            date=data["date"],
            language=data["language"],
            sections=tuple(
                Section(i, heading, level, Span(a, b), _span(own), first, last)
                for i, heading, level, a, b, own, first, last in data["sections"]
            ),
            paragraphs=tuple(
                Paragraph(whole(i), n, whole(section), Span(a, b), text[a:b], kind, tuple(map(whole, quotes)))
                for n, (i, section, a, b, kind, quotes) in enumerate(_turned(data["paragraphs"]))
            ),
            quotes=tuple(_quote(row, whole(row[0]), text) for row in _turned(data["quotes"])),
            speakers=tuple(
                Speaker(i, name, tuple(Role(t, Span(a, b)) for t, a, b in roles), tuple(aliases))
                for i, name, roles, aliases in data["speakers"]
            ),
            noise=tuple(Span(a, b) for a, b in data["noise"]),
            metadata=tuple((key, value) for key, value in data["metadata"]),
            warnings=tuple(data["warnings"]),
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"not a stored article: {error}") from None


def _quote(row: tuple[Any, ...], identity: str, text: str) -> Quote:
    _, a, b, c, d, own, kind, speaker, mention, cue, rule, confidence, candidates, reason, flags, doubt = row
    return Quote(
        id=identity,
        span=Span(a, b),
        outer=Span(c, d),
        text=text[a:b] if own is None else own,
        kind=kind,
        speaker=speaker,
        attribution=Attribution(
            mention=_words(mention),
            cue=_words(cue),
            rule=rule,
            confidence=confidence,
            candidates=tuple(Candidate(name, share) for name, share in candidates),
            reason=reason,
        ),
        flags=frozenset(flags),
        doubt=doubt,
    )


def _turned(rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Rows as columns, columns as rows. Raises ValueError where they differ in length."""
    return list(zip(*rows, strict=True))


def _shortened(article: str) -> Callable[[str], str]:
    """What leaves an article's id out of the ids of its parts: the others stay."""
    prefix, start = f"{article}:", len(article)
    return lambda identity: identity[start:] if identity.startswith(prefix) else identity


def _lengthened(article: str) -> Callable[[str], str]:
    """What puts it back."""
    return lambda part: article + part if part.startswith(":") else part


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _ends(span: Span | None) -> list[int] | None:
    return None if span is None else _pair(span)


def _span(ends: list[int] | None) -> Span | None:
    return Span(*ends) if ends else None


def words_row(words: Words | None) -> list[Any] | None:
    """Words cited from the text, with start and end."""
    return [words.text, words.span.start, words.span.end] if words else None


def _words(row: list[Any] | None) -> Words | None:
    return Words(row[0], Span(row[1], row[2])) if row else None
