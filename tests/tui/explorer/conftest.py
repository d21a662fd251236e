"""A small library made by hand, an index that finds words in it, and an explorer to drive: no Whoosh."""

from __future__ import annotations

import asyncio
import os
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from textual import events
from textual.pilot import Pilot
from textual.strip import Strip

from quoth.corpus.anchors import Anchors, speaker_id
from quoth.corpus.article import parse_article
from quoth.corpus.bundled_article import bundled_article
from quoth.corpus.model import Article, Attribution, Candidate, Paragraph, Quote, Span, Speaker, Words
from quoth.corpus.values import replace
from quoth.index.build import build_articles
from quoth.index.filters import filters_of
from quoth.index.queryerror import QueryError
from quoth.index.results import FacetCount, Facets, Hit, Results, SpeakerRef
from quoth.index.search import open_index
from quoth.tui.app import QuothApp
from quoth.tui.at_hand import Loaded
from quoth.tui.screens.browse import BrowseScreen
from quoth.tui.session import Session

MILL = """The mill at Elm Ford

The mill stood still for a week. Nobody in the village knew why.
The water runs low
“The water will come back,” said Jane Roe. “It always does.” She smiled, and went on about the wheel.
Tom Poe, the miller, shook his head. “I have seen the river dry for years,” he said. \
“The wheel must turn, or we close.”
According to the council, nothing is decided.
What the council wants
“We will pay for the wheel,” the mayor told us.
Roe would not say more. She left before noon.
“Money does not make water,” Poe answered.
"""

BRIDGE = """A bridge over the Elm

The bridge is older than the mill. “The river was here first,” Jane Roe said.
Weights
“No cart above two tons,” said Ann Moe. “The river moves the stones.”
"""

SPOKEN = {
    "The water will come back,": ("Jane Roe", "said", 0.95),
    "It always does.": ("Jane Roe", "said", 0.9),
    "I have seen the river dry for years,": ("Tom Poe", "said", 0.8),
    "The wheel must turn, or we close.": ("Tom Poe", "said", 0.5),
    "We will pay for the wheel,": (None, "told", 0.0),
    "Money does not make water,": ("Tom Poe", "answered", 0.9),
    "The river was here first,": ("Jane Roe", "said", 0.9),
    "No cart above two tons,": ("Ann Moe", "said", 0.9),
    "The river moves the stones.": ("Ann Moe", "said", 0.9),
}


def article(text: str, name: str, *, date: str | None = None) -> Article:
    """An article of `text` whose quotes are given to the people of `SPOKEN`."""
    bare = parse_article(text, origin=name, source=name)
    anchors = Anchors(bare.id)
    quotes: list[Quote] = []
    names: list[str] = []
    for found in re.finditer("“([^”]+)”", bare.text):
        speaker, cue, confidence = SPOKEN.get(found[1], (None, "", 0.0))
        at = bare.text.find(cue, found.end()) if cue else -1
        where = Words(cue, Span(at, at + len(cue))) if at >= 0 else None
        mention = None
        if speaker is not None:
            names.append(speaker)
            last = speaker.split()[-1]
            place = bare.text.find(last, found.end())
            mention = Words(last, Span(place, place + len(last))) if place >= 0 else None
        quotes.append(
            Quote(
                anchors.part("q", found[1]),
                Span(*found.span(1)),
                Span(*found.span()),
                found[1],
                "direct",
                speaker_id(speaker) if speaker else None,
                Attribution(
                    mention,
                    where,
                    "quote-verb-name" if speaker else "none",
                    confidence,
                    (Candidate("Ann Moe", 0.1),),
                    "family name",
                ),
            )
        )
    speakers = tuple(Speaker(speaker_id(n), n) for n in dict.fromkeys(names))
    paragraphs = tuple(_with_quotes(p, quotes) for p in bare.paragraphs)
    return replace(bare, quotes=tuple(quotes), speakers=speakers, paragraphs=paragraphs, date=date)


def _with_quotes(paragraph: Paragraph, quotes: Sequence[Quote]) -> Paragraph:
    return replace(paragraph, quotes=tuple(q.id for q in quotes if paragraph.span.holds(q.outer)))


def library() -> tuple[Article, ...]:
    """Two articles; Jane Roe speaks in both."""
    return (article(MILL, "mill.txt", date="2025-06-01"), article(BRIDGE, "bridge.txt"))


class FakeIndex:
    """Finds paragraphs and quotes that hold all words; understands ``speaker:"Name"`` and ``kind:quote``."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = {a.id: a for a in articles}
        self.asked: list[str] = []

    def article(self, article_id: str) -> Article:
        return self.articles[article_id]

    def refresh(self) -> bool:
        return False

    def search(
        self,
        query: str,
        *,
        limit: int | None = 20,
        offset: int = 0,
        lenient: bool = False,
        facets: bool = True,
    ) -> Results:
        if limit != 0:
            self.asked.append(query)
        unknown = re.search(r"(?<![\w])(?!speaker|kind|is)(\w+):", query)
        if unknown:
            raise QueryError(f"unknown field '{unknown[1]}:'", *unknown.span(), "did you mean 'speaker:'?")
        wanted: dict[bool, set[str]] = {True: set(), False: set()}
        for one in filters_of(query):
            if one.field == "speaker":
                wanted[one.exclude] |= {speaker_id(value) for value in one.values}
        speakers, excluded = wanted[False], wanted[True]
        bare = query
        for one in reversed(filters_of(query)):
            bare = bare[: one.start] + bare[one.end :]
        words = bare.replace("*", "").casefold().split()
        hits = [
            hit
            for a in self.articles.values()
            for hit in _passages(a, words)
            if (not speakers or (hit.speaker and hit.speaker.id in speakers))
            and not (hit.speaker and hit.speaker.id in excluded)
            and (words or hit.kind == "quote")
        ]
        counted = Facets(
            _facet(_who(h) for h in hits),
            _facet((h.section, h.heading or "") for h in hits),
            _facet((h.article, h.title or "") for h in hits),
        )
        suggestions = ("river",) if not hits else ()
        page = hits[offset : None if limit is None else offset + limit]
        return Results(query, len(hits), offset, tuple(page), counted, suggestions, (), 0.0)


def _who(hit: Hit) -> tuple[str | None, str]:
    if hit.speaker is not None:
        return (hit.speaker.id, hit.speaker.name)
    return ("unknown", "unknown") if hit.kind == "quote" else (None, "(narration)")


def _facet(pairs: object) -> tuple[FacetCount, ...]:
    counted = Counter(pairs)  # type: ignore[call-overload]
    return tuple(FacetCount(key, label, n) for (key, label), n in counted.most_common())


def _passages(a: Article, words: Sequence[str]) -> list[Hit]:
    found: list[Hit] = []
    for quote in a.quotes:
        record = {
            "suspect": quote.suspect,
            "speaker": quote.speaker,
            "confidence": quote.attribution.confidence,
        }
        found += _hit(a, quote.id, "quote", quote.span, words, a.speaker(quote.speaker), record)
    for paragraph in a.paragraphs:
        if not any(h.start >= paragraph.span.start and h.end <= paragraph.span.end for h in found):
            found += _hit(a, paragraph.id, "paragraph", paragraph.span, words, None)
    return found


def _hit(
    a: Article,
    name: str,
    kind: str,
    span: Span,
    words: Sequence[str],
    speaker: Speaker | None,
    record: dict[str, object] | None = None,
) -> list[Hit]:
    text = span.of(a.text)
    marks = [Span(*m.span()) for word in words for m in re.finditer(re.escape(word), text.casefold())]
    if words and len({text[m.start : m.end].casefold() for m in marks}) < len(set(words)):
        return []
    section = a.section_of(span.start)
    ref = SpeakerRef(speaker.id, speaker.name, None) if speaker else None
    return [
        Hit(
            name,
            kind,
            a.id,
            a.title,
            a.source,
            a.date,
            section.id,
            section.heading,
            ref,
            text,
            span.start,
            span.end,
            tuple(sorted(marks)),
            1.0,
            record or {},
        )  # type: ignore[arg-type]
    ]


T = TypeVar("T")
SIZES = ((140, 45), (80, 24), (40, 12))
GOLDENS = Path(__file__).parent.parent / "goldens"


class Explorer:
    """A running explorer in a test: keys in, plain text of the screen out."""

    def __init__(self, app: QuothApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def keys(self, *keys: str) -> None:
        """Press keys, wait until what they started is done and drawn."""
        for key in keys:
            await self.pilot.press(key)
        await self.settled()

    async def type(self, text: str) -> None:
        """Type into the search bar."""
        await self.keys(*(TYPED.get(c, c) for c in text))

    async def paste(self, text: str) -> None:
        """Paste into the search bar: one question, whatever its length."""
        self.app.screen.focused.post_message(events.Paste(text))  # type: ignore[union-attr]
        await self.settled()

    async def settled(self) -> None:
        """Wait until no worker runs and the screen is drawn."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def session(self) -> Session:
        """What the explorer knows."""
        screen = self.app.screen_stack[1]
        assert isinstance(screen, BrowseScreen)
        return screen.session

    @property
    def place(self) -> str:
        """Where the keys go."""
        return (self.app.focused.id or "") if self.app.focused is not None else ""

    def text(self) -> str:
        """The screen as plain text, without the blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.lines()) + "\n"

    def lines(self) -> list[str]:
        """The rows of the screen."""
        return [strip.text for strip in self.strips()]

    def strips(self) -> list[Strip]:
        """The rows of the screen with their styles. Uses a private part of Textual, only here."""
        return self.app.screen._compositor.render_strips()

    def row(self, words: str) -> str:
        """The one row that holds `words`."""
        rows = [line for line in self.lines() if words in line]
        assert len(rows) == 1, self.text()
        return rows[0]


TYPED = {
    " ": "space",
    ":": "colon",
    '"': "quotation_mark",
    "-": "minus",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "/": "slash",
    "[": "left_square_bracket",
}

Scenario = Callable[[Explorer], Awaitable[T]]


@pytest.fixture
def articles() -> tuple[Article, ...]:
    """Two articles; Jane Roe speaks in both."""
    return library()


@pytest.fixture
def index(articles: tuple[Article, ...]) -> FakeIndex:
    """An index of the two."""
    return FakeIndex(articles)


@pytest.fixture
def explore(articles: tuple[Article, ...], index: FakeIndex) -> Callable[..., Any]:
    """Run a scenario in an explorer of the two articles (or of others) and give back its result."""

    def run(
        scenario: Scenario[T],
        size: tuple[int, int] = (80, 24),
        *,
        of: Sequence[Article] | None = None,
        open_index: Callable[[], Any] | None = None,
        **options: Any,
    ) -> T:
        async def session() -> T:
            options.setdefault("environ", {})
            app = QuothApp(Loaded(of or articles), open_index or (lambda: index), **options)
            async with app.run_test(size=size) as pilot:
                explorer = Explorer(app, pilot)
                await explorer.settled()
                return await scenario(explorer)

        return asyncio.run(session())

    return run


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a screen with the stored one; ``QUOTH_GOLDENS=write`` stores it instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDENS / f"{name}.txt"
        if os.environ.get("QUOTH_GOLDENS") == "write":
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def bundled() -> Article:
    """The article that quoth ships."""
    return bundled_article()


@pytest.fixture
def fake_index() -> type[FakeIndex]:
    """The index of these tests, to be made over other articles."""
    return FakeIndex


@pytest.fixture
def hand_made() -> Callable[..., Article]:
    """Make an article of a text; quotes get the speakers of `SPOKEN`."""
    return article


@pytest.fixture(scope="session")
def bundled_index(tmp_path_factory: pytest.TempPathFactory, bundled: Article) -> Callable[[], Any]:
    """Opens a real index of the article that quoth ships."""
    place = tmp_path_factory.mktemp("bundled") / "index"
    build_articles(place, [bundled])
    return lambda: open_index(place)


@pytest.fixture
def real(tmp_path: Path, articles: tuple[Article, ...]) -> Callable[[], Any]:
    """Opens a real index of the two articles."""
    build_articles(tmp_path / "index", articles)
    return lambda: open_index(tmp_path / "index")
