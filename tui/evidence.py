"""Why a quote is given to its speaker, as lines to read and as text to take along."""

from __future__ import annotations

from quoth.corpus.model import Article, Quote, Span
from quoth.corpus.values import dataclass

CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of evidence: a name for it, the words, and the parts of them to mark."""

    label: str
    text: str
    marks: tuple[Span, ...] = ()


def evidence(article: Article, quote: Quote) -> tuple[Fact, ...]:
    """Everything that speaks for and against the speaker of a quote, the most telling first."""
    found = quote.attribution
    facts: list[Fact] = []
    if quote.doubt:
        facts.append(Fact("suspect", quote.doubt))
    if found.mention is not None:
        facts.append(Fact("mention", found.mention.text))
    if found.cue is not None:
        facts.append(Fact("cue", found.cue.text))
    facts.append(Fact("rule", found.rule or "none applies"))
    facts.append(Fact("confidence", f"{found.confidence:.2f}"))
    if found.reason:
        facts.append(Fact("reason", found.reason))
    if found.candidates:
        facts.append(Fact("also considered", " · ".join(f"{c.name} {c.share:.2f}" for c in found.candidates)))
    speaker = article.speaker(quote.speaker)
    if speaker is not None and speaker.roles:
        facts.append(Fact("roles", " · ".join(dict.fromkeys(role.text for role in speaker.roles))))
    words = sentence(article, quote)
    if words is not None:
        facts.append(words)
    return tuple(facts)


def sentence(article: Article, quote: Quote) -> Fact | None:
    """The words of the text around mention and cue, with both marked."""
    words = [w.span for w in (quote.attribution.mention, quote.attribution.cue) if w is not None]
    if not words:
        return None
    start, end = min(s.start for s in words), max(s.end for s in words)
    first = max(start - CONTEXT, 0)
    first = _word_start(article.text, first) if first else 0
    last = min(end + CONTEXT, len(article.text))
    cut = article.text.find("\n", end, last)
    last = cut if cut >= 0 else _word_end(article.text, end, last)
    line = article.text.rfind("\n", first, start) + 1
    first = max(first, line)
    if last - first > 400:
        return None
    before, after = ("… " if first > line else ""), (" …" if cut < 0 and last < len(article.text) else "")
    shift = len(before) - first
    marks = tuple(sorted(Span(span.start + shift, span.end + shift) for span in words))
    return Fact("in the text", before + article.text[first:last].rstrip() + after, marks)


def _word_end(text: str, end: int, place: int) -> int:
    blank = text.rfind(" ", end, place)
    return blank if blank >= 0 and place < len(text) else place


def _word_start(text: str, place: int) -> int:
    blank = text.find(" ", place)
    return blank + 1 if blank >= 0 else place


def speaker_name(article: Article, quote: Quote) -> str:
    """The name of a quote's speaker with the role the text gives, or ``unknown``."""
    speaker = article.speaker(quote.speaker)
    if speaker is None:
        return "unknown"
    return f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name


def citation(article: Article, quote: Quote) -> str:
    """A quote with who said it, where it stands, and its anchor: what `y` copies."""
    doubt = " (attribution in doubt)" if quote.suspect else ""
    return f"“{quote.text}”\n— {speaker_name(article, quote)}{doubt}\n{_origin(article)}\n{quote.id}\n"


def citation_of(article: Article, offset: int, quote: str | None) -> str:
    """The quote with that id, as `citation` has it; without one the passage at an offset in the same form."""
    found = next((q for q in article.quotes if q.id == quote), None)
    if found is not None:
        return citation(article, found)
    words, anchor = _passage(article, offset)
    return f"{words}\n— {_origin(article)}\n{anchor}\n"


def _passage(article: Article, offset: int) -> tuple[str, str]:
    """Words and id of the paragraph at an offset, else of the heading there, else of the article."""
    paragraph = article.paragraph_at(offset)
    if paragraph is not None:
        return paragraph.text, paragraph.id
    for section in article.sections:
        if (
            section.heading_span is not None
            and section.heading_span.start <= offset < section.heading_span.end
        ):
            return section.heading or "", section.id
    return article.title or article.source, article.id


def _origin(article: Article) -> str:
    """Title, date and source, as far as they are known."""
    parts = [f"“{article.title}”" if article.title else "", article.date or "", article.source]
    return ", ".join(part for part in parts if part)
