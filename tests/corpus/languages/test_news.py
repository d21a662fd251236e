"""News in many languages, quotes marked as ``{{words|speaker}}``: what is found, who says it, what is no quote.

``None`` is nobody in particular. A language without word lists must find the words and name nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from quoth.corpus.article import parse_article
from quoth.corpus.language import has_lists
from quoth.corpus.model import Article

NEWS = Path(__file__).with_name("news")
LANGUAGES = sorted(file.stem for file in NEWS.glob("*.txt"))
MARKED = re.compile(r"\{\{(.*?)\|([^{}|]*)\}\}", re.DOTALL)
MARKS = " ,.，。"
LEAST_SPANS, LEAST_SPEAKERS = 0.85, 0.75


@dataclass(frozen=True)
class Marked:
    """A quote that a text marks."""

    start: int
    words: str
    speaker: str


def read(code: str) -> tuple[Article, list[Marked]]:
    written = (NEWS / f"{code}.txt").read_text("utf-8")
    marked: list[Marked] = []
    text = ""
    done = 0
    for found in MARKED.finditer(written):
        text += written[done : found.start()]
        marked.append(Marked(len(text), found[1], found[2]))
        text += found[1]
        done = found.end()
    text += written[done:]
    return parse_article(text, origin=code, source=code), marked


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_language_is_found(code: str) -> None:
    assert read(code)[0].language == code


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_quotes_are_found_and_nothing_else_is_one(code: str) -> None:
    article, marked = read(code)
    told = {(m.start, m.words.strip(MARKS)) for m in marked}
    found = {(quote.span.start, quote.text.strip(MARKS)) for quote in article.quotes}
    assert len(told & found) >= LEAST_SPANS * len(told), sorted(told - found)
    assert not {words for _, words in found - told if not any(words in m.words for m in marked)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_their_speakers_are_found_where_there_are_lists(code: str) -> None:
    article, marked = read(code)
    names = {speaker.id: speaker.name for speaker in article.speakers}
    by_start = {quote.span.start: names.get(quote.speaker or "", "None") for quote in article.quotes}
    if not has_lists(code):
        assert set(by_start.values()) == {"None"}
        return
    right = [m for m in marked if m.speaker.casefold() in by_start.get(m.start, "-").casefold()]
    assert len(right) >= LEAST_SPEAKERS * len(marked), [m for m in marked if m not in right]
