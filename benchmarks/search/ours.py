"""quoth's own search, as commands (standard library alone) and the explorer (with numpy) ask it.

A text of the corpus becomes an article, each of its paragraphs one and, where somebody speaks, also a turn
of theirs: quoth finds it under both and shows it once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby, repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from quoth.corpus.anchors import speaker_id
from quoth.corpus.model import Article, Attribution, Paragraph, Quote, Section, Span, Speaker
from quoth.index.documents import Origin
from quoth.index.filing import filing_from
from quoth.index.messages import Given, Written
from quoth.index.search import open_index
from quoth.index.store import current, prepare, writing
from quoth.index.writer import generation_writer
from search.corpus import rows, shares
from search.engine import COUNTED, Engine

SAID = Attribution(None, None, "turn", 1.0)


def articles(found: Iterator[dict[str, Any]]) -> Iterator[Article]:
    """The articles that some paragraphs make up."""
    for name, held in groupby(found, lambda row: row["article"]):
        yield article(str(name), list(held))


def article(name: str, held: list[dict[str, Any]]) -> Article:
    """One article of some paragraphs."""
    source, name = name, f"{zlib.crc32(name.encode()):010x}"
    paragraphs, quotes, speakers = [], [], {}
    start = 0
    for number, row in enumerate(held):
        text = row["text"]
        span, anchor = Span(start, start + len(text)), f"{name}:p{number:06x}"
        start += len(text) + 2
        said = ()
        if who := speaker_id(row["speaker"]) if row["speaker"] else "":
            speakers[who] = Speaker(who, row["speaker"])
            said = (f"{name}:q{number:06x}",)
            quotes.append(Quote(said[0], span, span, text, "turn", who, SAID))
        paragraphs.append(Paragraph(anchor, number, f"{name}:s000000", span, text, quotes=said))
    whole = "\n\n".join(row["text"] for row in held)
    section = Section(f"{name}:s000000", None, 1, Span(0, len(whole)), None, 0, len(held))
    return Article(
        *(name, source, "", whole, held[0]["section"] or None, None, held[0]["date"] or None, "en"),
        sections=(section,),
        paragraphs=tuple(paragraphs),
        quotes=tuple(quotes),
        speakers=tuple(speakers.values()),
    )


class Told(NamedTuple):
    """What a process has written: segments with how many documents each has, and the articles in them."""

    segments: list[tuple[str, int]]
    articles: list[str]


def file_articles(brief: bytes, piece: tuple[str, int, int]) -> Told:
    """Files the articles of a slice of the corpus as the processes of a build do."""
    filing = filing_from(brief)
    names = []
    for made in articles(rows(piece)):
        filing.file(made, Origin(made.source, len(made.text), 0))
        names.append(made.id)
    filing.finish()
    return Told([(entry.id, entry.documents) for entry in filing.written()], names)


class Ours(Engine):
    """The search of a command: it does not wait for numpy to be imported."""

    name = "quoth-stdlib"
    arrays = False

    def build(self, corpus: Path, folder: str, jobs: int) -> None:
        """Articles are laid out and written in as many processes as jobs; reading and attributing is not
        measured here.
        """
        path = Path(folder)
        prepare(path)
        with writing(path, 0.0), generation_writer(path, None, ()) as sink:
            assert sink.filing is not None
            pieces = shares(corpus, jobs)
            brief = sink.filing.brief()
            with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
                for told in pool.map(file_articles, repeat(brief), pieces):
                    for segment, documents in told.segments:
                        sink.adopt(Written(segment, documents))
                    for name in told.articles:
                        sink.take(Given(0, "", name, name, "", 0, 0, b"", "", 0, 0))
            sink.remember(())

    def open(self, folder: str) -> None:
        """A snapshot."""
        self._index = open_index(Path(folder), arrays=self.arrays)

    def run(self, kind: str, words: list[str]) -> tuple[int, int]:
        """Asks, and reads what is shown of each hit."""
        results = self._index.search(
            query(kind, words), limit=20, lenient=kind == "typing", facets=kind in ("facets", "typing")
        )
        for hit in results.hits:
            # what a list of hits shows
            assert hit.text or hit.speaker
            if kind == "highlights":
                tuple(hit.highlights)
        if kind == "typing":
            # the explorer shows these with each key
            len(results.facets.speakers), len(results.facets.articles)
        total = results.total
        if kind == "facets":
            total = sum(facet.count for facet in results.facets.speakers if facet.id is not None)
        return len(results.hits), total if kind in COUNTED else -1

    def add(self, folder: str, made: list[dict[str, Any]]) -> None:
        """A further generation with one article more."""
        path = Path(folder)
        new = article("added", [row | {"article": "added"} for row in made])
        with writing(path, 0.0), generation_writer(path, current(path), ()) as sink:
            sink.put(new, Origin(new.source, len(new.text), 0))


class OursArrays(Ours):
    """The search of the explorer, with numpy for large segments."""

    name = "quoth-numpy"
    module = "numpy"
    arrays = True


def query(kind: str, words: list[str]) -> str:
    """What somebody would type."""
    match kind:
        case "or":
            return " OR ".join(words)
        case "phrase":
            return f'"{" ".join(words)}"'
        case "prefix":
            return f"{words[0]}*"
        case "fuzzy":
            return f"{words[0]}~1"
        case "speaker":
            return f"{words[0]} person:{speaker_id(words[1])}"
        case _:
            return " ".join(words)
