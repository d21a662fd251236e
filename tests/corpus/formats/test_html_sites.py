"""Saved pages of fifteen kinds of sites: what is the article is found, what surrounds it stays out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quoth.corpus.article import read_article
from quoth.corpus.model import Article

SITES = Path(__file__).with_name("sites")
EXPECTED: dict[str, dict[str, Any]] = json.loads((SITES / "expected.json").read_text("utf-8"))


@pytest.fixture(params=sorted(EXPECTED))
def site(request: pytest.FixtureRequest) -> tuple[Article, dict[str, Any]]:
    name = request.param
    return read_article(SITES / f"{name}.html"), EXPECTED[name]


def test_title_day_author_and_language(site: tuple[Article, dict[str, Any]]) -> None:
    article, told = site
    assert article.title == told["title"]
    assert article.date == told["date"]
    assert list(article.authors) == told["authors"]
    assert article.language == told["language"]


def test_headings(site: tuple[Article, dict[str, Any]]) -> None:
    article, told = site
    assert [section.heading for section in article.sections if section.heading] == told["headings"]


def test_every_paragraph_is_there_whole(site: tuple[Article, dict[str, Any]]) -> None:
    article, told = site
    words = [paragraph.text for paragraph in article.paragraphs]
    assert [paragraph for paragraph in told["paragraphs"] if paragraph not in words] == []


def test_what_surrounds_the_article_is_no_paragraph_and_no_heading(
    site: tuple[Article, dict[str, Any]],
) -> None:
    article, told = site
    kept = [paragraph.text for paragraph in article.paragraphs] + [s.heading or "" for s in article.sections]
    assert [words for words in told["noise"] if any(words in text for text in kept)] == []
