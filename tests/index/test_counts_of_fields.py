"""Every count equals a scan of the texts: patterns, fields, scripts and accents, orders, updates, removals."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.corpus.model import Article
from quoth.corpus.values import dataclass, replace
from quoth.index.documents import Origin
from quoth.index.search import Index, open_index
from quoth.index.store import current, prepare, writing
from quoth.index.writer import generation_writer

VOCABULARY = (
    "oil",
    "gas",
    "trade",
    "trades",
    "peace",
    "1,000",
    "Oil",
    "Łódź",
    "café",
    "CAFÉ",
    "石油",
    "贸易部",
)
STEMS = {"trades": "trade"}
PEOPLE = {"Jane Roe": "mayor", "Łukasz Doe": "harbour master", "Ada Roe": ""}
DATES = ("2023", "2024-01", "2024-03", "2024-03-05")
HEADINGS = ("Oil trade", "Peace", "Café of Łódź")
TITLES = ("The oil", "No trade", "贸易部")

words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=5)


def folded(word: str) -> str:
    """Without case and accents."""
    plain = unicodedata.normalize("NFKD", word.lower().replace("ł", "l"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@dataclass(frozen=True)
class Passage:
    """What the scan knows of a quote, paragraph or heading: words as written, and where it stands."""

    id: str
    kind: str
    words: tuple[str, ...]
    article: Article
    section: int
    quote: Any = None
    parent: str = ""

    @property
    def tokens(self) -> list[str]:
        """The folded words; of Chinese every pair of neighbours, and the last character."""
        found: list[str] = []
        for word in map(folded, self.words):
            found += [word[n : n + 2] for n in range(len(word))] if ord(word[0]) > 0x3000 else [word]
        return found

    @property
    def person(self) -> Any:
        return self.article.speaker(self.quote.speaker) if self.quote is not None else None


def words_in(text: str) -> tuple[str, ...]:
    return tuple(re.sub("[“”]", " ", text).split())


def passages(article: Article) -> Iterator[Passage]:
    if article.title:
        yield Passage(article.id, "heading", words_in(article.title), article, 0)
    quotes = {quote.id: quote for quote in article.quotes}
    for number, section in enumerate(article.sections):
        if section.heading:
            yield Passage(section.id, "heading", words_in(section.heading), article, number)
        for paragraph in article.paragraphs[section.first : section.last]:
            yield Passage(paragraph.id, "paragraph", words_in(paragraph.text), article, number)
            for anchor in paragraph.quotes:
                quote = quotes[anchor]
                yield Passage(anchor, "quote", words_in(quote.text), article, number, quote, paragraph.id)


@dataclass(frozen=True)
class Asked:
    """A part of a query as text and as a test; `narrows` where it looks at quotes alone."""

    text: str
    test: Callable[[Passage], bool]
    narrows: bool = False
    names_kind: bool = False


def on_tokens(text: str, test: Callable[[str], bool]) -> Asked:
    return Asked(text, lambda p: any(map(test, p.tokens)))


def apart(one: str, other: str) -> int:
    """The edits between two words, by the definition: swaps of neighbours count one."""
    if not one or not other:
        return len(one) + len(other)
    found = min(
        apart(one[1:], other) + 1, apart(one, other[1:]) + 1, apart(one[1:], other[1:]) + (one[0] != other[0])
    )
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        found = min(found, apart(one[2:], other[2:]) + 1)
    return found


def word(written: str) -> Asked:
    if ord(written[0]) > 0x3000:
        return Asked(written, lambda p: any(written in other for other in p.words))
    stem = STEMS.get(folded(written), folded(written))
    return on_tokens(written, lambda token: STEMS.get(token, token) == stem)


def fuzzy(written: str, edits: int) -> Asked:
    return on_tokens(f"{written}~{edits}", lambda t: t[0] == written[0] and apart(t, written) <= edits)


def held(words_of: Callable[[Passage], str | None], field: str, wanted: str) -> Asked:
    """A field of words that holds a word, in any form, whatever its accents."""
    stem = STEMS.get(wanted, wanted)

    def test(p: Passage) -> bool:
        tokens = map(folded, (words_of(p) or "").split())
        return any(STEMS.get(token, token) == stem for token in tokens)

    return Asked(f"{field}:{wanted}", test, field in ("speaker", "role", "cue"))


def dated(text: str, test: Callable[[str], bool]) -> Asked:
    return Asked(f"date:{text}", lambda p: p.article.date is not None and test(p.article.date))


def of_quotes(text: str, test: Callable[[Any], bool]) -> Asked:
    return Asked(text, lambda p: p.quote is not None and test(p), narrows=True)


def kinds(*wanted: str) -> Asked:
    return Asked("kind:" + ",".join(wanted), lambda p: p.kind in wanted, names_kind=True)


FIXED = [
    on_tokens("tr?de", lambda t: len(t) == 5 and t[:2] == "tr" and t[3:] == "de"),
    on_tokens("t*e", lambda t: t[0] == "t" and t[-1] == "e" and len(t) > 1),
    on_tokens("*as", lambda t: t.endswith("as")),
    on_tokens("tra*", lambda t: t.startswith("tra")),
    on_tokens("ŁÓ*", lambda t: t.startswith("lo")),
    on_tokens("/tr.des?/", lambda t: t in ("trade", "trades")),
    on_tokens("/(oil|gas)/", lambda t: t in ("oil", "gas")),
    on_tokens("油", lambda t: t[0] == "油"),
    fuzzy("oli", 1),
    fuzzy("gat", 1),
    fuzzy("peaec", 2),
    fuzzy("tradse", 2),
    Asked("mentions:oil", lambda p: "Oil" in p.words),
    Asked("mentions:lodz", lambda p: "Łódź" in p.words),
    held(lambda p: p.article.sections[p.section].heading, "section", "oil"),
    held(lambda p: p.article.sections[p.section].heading, "section", "lodz"),
    held(lambda p: p.article.title, "title", "trades"),
    Asked("title:贸易", lambda p: "贸易" in (p.article.title or "")),
    Asked("source:two", lambda p: p.article.source == "two.txt"),
    Asked("path:*o.txt", lambda p: p.article.source.endswith("o.txt")),
    Asked("lang:de", lambda p: p.article.language == "de"),
    dated("2024", lambda day: day.startswith("2024")),
    dated("2024-03", lambda day: day.startswith("2024-03")),
    dated("2024-01..2024-03", lambda day: day.startswith(("2024-01", "2024-03"))),
    dated("<=2024-02", lambda day: day in ("2023", "2024-01")),
    kinds("quote"),
    kinds("paragraph", "heading"),
    held(lambda p: p.person and p.person.name, "speaker", "roe"),
    held(lambda p: p.person and p.person.name, "speaker", "lukasz"),
    held(lambda p: p.person and " ".join(role.text for role in p.person.roles), "role", "mayor"),
    held(lambda p: p.quote and p.quote.attribution.cue and p.quote.attribution.cue.text, "cue", "said"),
    of_quotes("speaker:unknown", lambda p: p.person is None),
    of_quotes("is:attributed", lambda p: p.person is not None),
    of_quotes("is:suspect", lambda p: p.quote.suspect),
    of_quotes("is:direct", lambda p: True),
    of_quotes("conf:>=0.5", lambda p: p.quote.attribution.confidence >= 0.5),
    of_quotes("conf:0", lambda p: p.quote.attribution.confidence == 0),
    of_quotes("person:jane-roe", lambda p: p.person is not None and p.person.name == "Jane Roe"),
    Asked("words:>3", lambda p: len(p.tokens) > 3, narrows=True),
    Asked("words:2..4", lambda p: 2 <= len(p.tokens) <= 4, narrows=True),
    Asked("*", lambda p: True),
]


def not_(one: Asked) -> Asked:
    return Asked(f"-{one.text}", lambda p: not one.test(p), one.narrows)


def either(one: Asked, other: Asked) -> Asked:
    return Asked(
        f"({one.text} OR {other.text})",
        lambda p: one.test(p) or other.test(p),
        one.narrows and other.narrows,
        one.names_kind or other.names_kind,
    )


leaves = st.one_of(st.sampled_from(FIXED), st.sampled_from(VOCABULARY).map(word))
parts = st.one_of(leaves, leaves, leaves.map(not_), st.builds(either, leaves, leaves))
queries = st.lists(parts, min_size=1, max_size=3)


def scan(articles: list[Article], query: list[Asked]) -> set[str]:
    sought = [part for part in query if not part.narrows]
    filters = [part for part in query if part.narrows]
    found: set[str] = set()
    for article in articles:
        containing = [p for p in passages(article) if all(part.test(p) for part in sought)]
        covered = {p.parent for p in containing} if not any(part.names_kind for part in query) else set()
        found |= {p.id for p in containing if p.id not in covered and all(part.test(p) for part in filters)}
    return found


@st.composite
def drawn(draw: st.DrawFn, make_article: Callable[..., Article], name: str) -> Article:
    """An article of one or two sections with all that fields look at."""
    sections = []
    for _ in range(draw(st.integers(1, 2))):
        body = []
        for _ in range(draw(st.integers(0, 3))):
            pieces = draw(st.lists(st.tuples(st.booleans(), words), min_size=1, max_size=3))
            body.append(" ".join(f"“{' '.join(p)}”" if quoted else " ".join(p) for quoted, p in pieces))
        sections.append((draw(st.sampled_from([None, *HEADINGS])), body))
    made = make_article(
        sections,
        name=name,
        title=draw(st.sampled_from([None, *TITLES])),
        date=draw(st.sampled_from([None, *DATES])),
        said_by=draw(st.lists(st.sampled_from([*PEOPLE, None]), min_size=18, max_size=18)),
        roles={who: role for who, role in PEOPLE.items() if role},
        suspect=draw(st.lists(st.integers(0, 5), max_size=2)),
        confidence=draw(st.sampled_from([0.3, 0.5, 0.9])),
    )
    return replace(made, language=draw(st.sampled_from(["en", "de", None])))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_hits_are_those_of_a_scan(data: st.DataObject, make_article: Callable[..., Article]) -> None:
    names = ("one.txt", "two.txt", "three.txt", "four.txt")
    articles = {name: data.draw(drawn(make_article, name)) for name in names}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        prepare(path)
        with writing(path):
            # segments of one and of two articles, then one article changed and one gone
            for put, drop in ((names[:2], ()), (names[2:3], ()), (names[3:], ()), (names[1:2], names[2:3])):
                base = current(path) if put != names[:2] else None
                with generation_writer(path, base, ()) as sink:
                    for name in put:
                        if drop:
                            articles[name] = data.draw(drawn(make_article, name))
                        sink.put(articles[name], Origin(name, 0, 0))
                    for name in drop:
                        sink.drop(articles.pop(name).id)
        with open_index(path) as index:
            for query in data.draw(st.lists(queries, min_size=6, max_size=6)):
                text = " ".join(part.text for part in query)
                expected = scan(list(articles.values()), query)
                results = index.search(text, limit=None)
                assert {hit.id for hit in results.hits} == expected, text
                assert results.total == len(results.hits) == len(expected) == index.count(text), text
                facets_are_of(results)
            orders_are_kept(index, data.draw(queries))


def facets_are_of(results: Any) -> None:
    """The facets count what a walk over the hits counts."""
    speakers = Counter(
        hit.speaker.id if hit.speaker else "unknown" if hit.kind == "quote" else None for hit in results.hits
    )
    assert {facet.id: facet.count for facet in results.facets.speakers} == speakers
    assert {f.id: f.count for f in results.facets.sections} == Counter(hit.section for hit in results.hits)
    assert {f.id: f.count for f in results.facets.articles} == Counter(hit.article for hit in results.hits)


def orders_are_kept(index: Index, query: list[Asked]) -> None:
    """Every order is what it says, the same every time, and its pages put together are the whole."""
    text = " ".join(part.text for part in query)
    for sort in ("score", "date", "-date", "position"):
        hits = index.search(text, limit=None, sort=sort).hits
        places = [(hit.source, hit.start, -hit.end) for hit in hits]
        dates = [hit.date for hit in hits]
        known = [day for day in dates if day is not None]
        if sort == "score":
            keys = [(-hit.score, *place) for hit, place in zip(hits, places, strict=True)]
            assert keys == sorted(keys), text
        elif sort == "position":
            assert places == sorted(places), text
        else:
            assert dates[: len(known)] == known, text
            assert known == sorted(known, reverse=sort == "-date"), text
        for size in (1, 3):
            pages = [
                index.search(text, limit=size, offset=at, sort=sort).hits
                for at in range(0, len(hits) + 1, size)
            ]
            assert [hit.id for page in pages for hit in page] == [hit.id for hit in hits], (text, sort)
        assert {hit.id for hit in index.search(f"{text} sort:{sort}", limit=None).hits} == {
            hit.id for hit in hits
        }
