"""The turns of transcripts of every layout: found where they are, and with their speakers."""

from __future__ import annotations

import pytest

from quoth.corpus.article import article_of_bytes
from quoth.corpus.model import Article
from tests.corpus.transcript_samples import SAMPLES


def article(text: str) -> Article:
    return article_of_bytes(text.encode("utf-8"), origin="sample.md", source="sample.md")


def turns(read: Article) -> list[tuple[str, str]]:
    """Who says what in the turns of an article; unnamed voices are a dash."""
    found = []
    for quote in read.quotes:
        if quote.kind != "turn":
            continue
        speaker = read.speaker(quote.speaker)
        found.append((speaker.name if speaker else "-", quote.text))
    return found


def wanted(sample: str) -> list[tuple[str, str]]:
    return [(who, words) for line in sample.splitlines() for who, _, words in (line.partition(" | "),)]


def is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a turn is the one wanted: any voice will do where it has no name, a surname is enough."""
    named = other[0] == "-" or one[0].split()[-1].casefold() == other[0].split()[-1].casefold()
    return named and one[1] == other[1]


@pytest.mark.parametrize("name", SAMPLES)
def test_turns(name: str) -> None:
    text, sample = SAMPLES[name]
    found, gold = turns(article(text)), wanted(sample)
    assert len(found) == len(gold), found
    assert [f for f, g in zip(found, gold, strict=True) if not is_same(f, g)] == []
