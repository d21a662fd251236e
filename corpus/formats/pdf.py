"""PDF files through pypdfium2 (the extra ``pdf``): lines joined into paragraphs, page furniture as noise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from quoth.corpus.dates import iso_date
from quoth.corpus.failures import ReadFailure
from quoth.corpus.formats.extracted import Extracted, Reader, TextBuilder
from quoth.corpus.formats.registry import format_named, missing_extra
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.reading import harmless
from quoth.corpus.settings import Deadline, ReadSettings

_NUMBER = late_pattern(r"\d+")
_PAGE_NUMBER = late_pattern(
    r"\W*(?:(?:page|seite|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?\W*", re.IGNORECASE
)
_SENTENCE_END = late_pattern(r"[.!?:…]['\"”’»)\]]*$")
_DIVIDED = late_pattern(r"[\x02\ufffe]\s*")
"""How PDFium marks a word that was divided at the end of a line."""
_HYPHENATED = late_pattern(r"[^\W\d_]{2}[-\N{SOFT HYPHEN}\ufffe\u2010]$")
_EDGE_LINES = 2
_MOST_PAGES = 5_000


class PdfReader:
    """The text of a PDF file in the order of its pages."""

    def read(self, raw: bytes, settings: ReadSettings) -> Iterator[Extracted]:
        """One article. Raises ReadFailure ``missing-reader`` where pypdfium2 is not installed."""
        try:
            import pypdfium2
        except ImportError:
            raise missing_extra(format_named("pdf"), "pypdfium2") from None
        deadline = settings.deadline()
        try:
            pages, facts = _pages(pypdfium2, raw, deadline)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise ReadFailure("encrypted", "is encrypted; unlock it with its password first") from None
            raise ReadFailure("damaged", f"is damaged: {error}") from None
        builder = TextBuilder()
        _add_pages(builder, pages)
        if builder.is_empty:
            raise ReadFailure("no-text", "holds no text, perhaps only scanned pages")
        yield builder.extracted(
            date=iso_date(facts.get("CreationDate", "").removeprefix("D:")),
            author=facts.get("Author"),
            metadata=(
                ("pages", str(len(pages))),
                *((k.lower(), facts[k]) for k in ("Title", "Subject") if facts.get(k)),
            ),
        )


def _pages(library: Any, raw: bytes, deadline: Deadline) -> tuple[list[list[str]], dict[str, str]]:
    """The lines of each page, and the properties of the document."""
    document = library.PdfDocument(raw)
    try:
        if len(document) > _MOST_PAGES:
            raise ReadFailure("too-many", f"has more than {_MOST_PAGES} pages")
        pages = []
        for number in range(len(document)):
            deadline.check()
            text = _DIVIDED.sub("", document[number].get_textpage().get_text_bounded())
            pages.append(harmless(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n"))
        return pages, {str(key): str(value) for key, value in document.get_metadata_dict().items()}
    finally:
        document.close()


def _add_pages(builder: TextBuilder, pages: list[list[str]]) -> None:
    """Adds paragraphs; lines that stand at the edge of most pages, and page numbers, are noise."""
    edges = Counter(
        shape
        for page in pages
        for shape in {_shape(line) for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])}
    )
    repeated = {shape for shape, count in edges.items() if shape and count >= 3 and count * 2 > len(pages)}
    widths = sorted(len(line.rstrip()) for page in pages for line in page if line.strip())
    usual = widths[int(len(widths) * 0.8)] if widths else 0
    paragraph = ""
    for page in pages:
        for number, line in enumerate(page):
            words = line.strip()
            at_edge = number < _EDGE_LINES or number >= len(page) - _EDGE_LINES
            if not words or (at_edge and (_shape(line) in repeated or _PAGE_NUMBER.fullmatch(words))):
                if words:
                    builder.add(words, "noise")
                elif paragraph:
                    builder.add(paragraph)
                    paragraph = ""
                continue
            paragraph = _joined(paragraph, words)
            if len(words) < usual * 0.75 and (_SENTENCE_END.search(words[-6:]) or len(words) < usual * 0.5):
                builder.add(paragraph)
                paragraph = ""
    builder.add(paragraph)


def _shape(line: str) -> str:
    return _NUMBER.sub("#", line.strip())


def _joined(paragraph: str, words: str) -> str:
    """`words` after `paragraph`, a word that was divided made whole."""
    if not paragraph:
        return words
    if _HYPHENATED.search(paragraph) and words[0].islower():
        return paragraph[:-1] + words
    return f"{paragraph} {words}"


READER: Reader = PdfReader()
