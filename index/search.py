"""A reader's view of an index: search, articles, passages, statistics."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from quoth.corpus.anchors import speaker_id
from quoth.corpus.model import Article
from quoth.corpus.values import replace
from quoth.index.analysis import bare, stem_term
from quoth.index.documents import Header, added_term, header_from
from quoth.index.facets import NO_FACETS, facets_of
from quoth.index.folding import ranks_of, repeats_among, with_duplicates
from quoth.index.laying import Laying, read_laying
from quoth.index.likeness import likeness_of, named_passages, unknown_passage, with_likeness
from quoth.index.nodes import inflected
from quoth.index.ordering import Articles
from quoth.index.problems import IndexProblem
from quoth.index.query import ParsedQuery, QueryError, parse_query
from quoth.index.queryfields import SORTS
from quoth.index.results import (
    ArticleSummary,
    ConcordanceLine,
    Hit,
    IndexInfo,
    Results,
    Share,
    SpeakerRef,
)
from quoth.index.schema import KINDS, NAME_FIELDS
from quoth.index.segments.leaf import Leaf
from quoth.index.selection import Match, select
from quoth.index.shown import hit_of
from quoth.index.snapshot import mending, open_index_segments, released
from quoth.index.stemming import SNOWBALL, stem
from quoth.index.store import Current, current
from quoth.index.texts import article_of

if TYPE_CHECKING:
    from quoth.index.counting import By, Dispersion, Matrix, Own, Use

__all__ = ["Index", "QueryError", "open_index"]


def open_index(path: Path, *, arrays: bool = False) -> Index:
    """The index at `path` as it is now; a rebuild in between does not change what it answers.

    With `arrays` large segments are searched with numpy, where it is installed: worth importing it for
    many queries. Raises IndexProblem.
    """
    return Index(path, arrays=arrays)


def _opened(path: Path, arrays: bool) -> tuple[Current, tuple[Leaf, ...], Laying]:
    """The live generation, its segments, and how it is laid out: what a writer may remove is read."""
    while True:
        state, segments = open_index_segments(path, arrays=arrays)
        try:
            return state, segments, read_laying(path, state)
        except IndexProblem:
            # not damaged, only replaced since the pointer was read
            if current(path) == state:
                raise


class Index:
    """A snapshot of one index, open until `close`; a context manager. Not for several threads at once.

    Every method raises IndexProblem "damaged" where the files turn out to be.
    """

    def __init__(self, path: Path, *, arrays: bool = False) -> None:
        self.path = path
        self._arrays = arrays
        self._open()

    def _open(self) -> None:
        self._state: Current
        self._segments: tuple[Leaf, ...]
        self._laying: Laying
        self._state, self._segments, self._laying = _opened(self.path, self._arrays)
        self._articles = Articles(self._segments)
        self._codes: tuple[str, ...] | None = None
        self._ranks = ranks_of(self._laying.same)
        self._headers: dict[int, Header] = {}
        self._own: dict[str | None, Own] | None = None
        self._words: list[dict[int, int]] = []
        self._searches = 0

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the files; nothing can be asked after that."""
        del self._segments, self._articles

    def generation(self) -> int:
        """The number of the generation that this snapshot is of; it grows with every change."""
        return self._state.generation

    def refresh(self) -> bool:
        """Moves on to the live generation; returns whether there was a newer one. Raises IndexProblem."""
        if current(self.path).generation == self._state.generation:
            return False
        self._open()
        return True

    def parse(self, query: str, *, lenient: bool = False) -> ParsedQuery:
        """A query as this index understands it. Raises QueryError."""
        last = added_term(self._state.seen_at)
        parsed = parse_query(query, lenient=lenient, known=self._is_known, last_build=last)
        node = with_duplicates(parsed.node, self._laying.same)
        codes = self._stemmed_codes()
        if codes:
            node = inflected(node, codes)
        for anchor in sorted(named_passages(node)):
            # a passage may be named by the beginning of its id, or without its article
            found = self.find(anchor)
            if len(found) != 1 or self.hit(found[0]) is None:
                raise unknown_passage(parsed.text, anchor, found[1:] and found)
        with mending(self.path):
            node = with_likeness(node, lambda one: likeness_of(self._segments, self.find(one)[0], codes))
        return replace(parsed, node=node)

    def _stemmed_codes(self) -> tuple[str, ...]:
        """The languages of the articles, besides English, whose words are stemmed in their own way."""
        if self._codes is None:
            with mending(self.path):
                self._codes = self._live_terms("lang", "", SNOWBALL.__contains__)
        return self._codes

    def search(
        self,
        query: str,
        *,
        limit: int | None = 20,
        offset: int = 0,
        sort: str | None = None,
        lenient: bool = False,
        facets: bool = True,
        fold: bool = False,
    ) -> Results:
        """One page of the hits of a query, with counts over all of them.

        `sort` is one of `SORTS`; the query's own ``sort:`` wins over it. Hits come by score, then
        article, then position, so that pages have no holes. With `fold` the hits that repeat others
        are left out of the pages, though not of the counts. Raises QueryError, and ValueError for
        another `sort`, a negative `limit` or `offset`.
        """
        started = time.perf_counter()
        if sort is not None and sort not in SORTS:
            raise ValueError(f"cannot sort by {sort!r}; use one of {', '.join(SORTS)}")
        if offset < 0 or (limit is not None and limit < 0):
            raise ValueError("limit and offset are not negative")
        self._searches = released(self._segments, self._searches + 1)
        parsed = self.parse(query, lenient=lenient)
        order = parsed.sort or sort or "score"
        with mending(self.path):
            found = select(self._articles, parsed.node)
            repeats = repeats_among(found.within(self._ranks), self._header, self._ranks)
            listed = found.without(repeats.of) if fold else found
            page = listed.page("place" if order == "position" else order, limit, offset)
            return Results(
                query=parsed.text,
                total=len(found),
                offset=offset,
                hits=tuple(hit_of(match, parsed.node, repeats) for match in page),
                facets=facets_of(found) if facets else NO_FACETS,
                suggestions=() if len(found) else self._suggestions(parsed),
                notes=parsed.notes,
                seconds=time.perf_counter() - started,
                repeated=len(repeats.of),
            )

    def _suggestions(self, parsed: ParsedQuery) -> tuple[str, ...]:
        from quoth.index.suggestions import suggestions

        return suggestions(self._segments, parsed, self.count)

    def why(self, query: str, anchors: Iterable[str]) -> dict[str, tuple[Share, ...]]:
        """What the scores of some hits of a query, given by id, are made of. Raises QueryError."""
        from quoth.index.explaining import shares_of

        node = self.parse(query).node
        with mending(self.path):
            return shares_of(select(self._articles, node), self._header, frozenset(anchors))

    def count(self, query: str) -> int:
        """How many hits a query has. Raises QueryError."""
        node = self.parse(query).node
        with mending(self.path):
            return len(select(self._articles, node))

    def who(self, query: str, *, lenient: bool = False) -> tuple[Use, ...]:
        """Who speaks of what a query looks for, with the share of their own words. Raises QueryError."""
        node = self.parse(query, lenient=lenient).node
        own = self.own_words()
        from quoth.index.counting import uses

        with mending(self.path):
            words = {
                segment.offset: known for segment, known in zip(self._segments, self._words, strict=True)
            }
            return uses(
                select(self._articles, node).matches(),
                self._header,
                lambda match: words[match.segment.offset][match.document],
                own,
            )

    def own_words(self) -> dict[str | None, Own]:
        """What everybody says in all, by speaker id, with ``unknown``; counted once."""
        from quoth.index.counting import own_words, words_by_document

        with mending(self.path):
            if self._own is None:
                self._words = [words_by_document(segment) for segment in self._segments]
                self._own = own_words(self._segments, self._words, self._header)
        return self._own

    def quoted_words(self, words: Iterable[str]) -> dict[str, int]:
        """How often each of some words, folded as in the index, stands in quotes."""
        with mending(self.path):
            quotes = [segment.frequencies("kind", "quote").keys() for segment in self._segments]
            return {
                word: sum(
                    int(count)
                    for segment, held in zip(self._segments, quotes, strict=True)
                    for document, count in segment.frequencies("text", word).items()
                    if document in held
                )
                for word in words
            }

    def people(self, name: str) -> tuple[SpeakerRef, ...]:
        """The speakers with that id or name, or else those whose name has all the words, by name."""
        with mending(self.path):
            found: dict[str, SpeakerRef] = {}
            for header in self._all_headers():
                for identity, full, role in header.speakers:
                    known = found.get(identity)
                    shown = min(known.name, full) if known else full
                    found[identity] = SpeakerRef(identity, shown, (known and known.role) or role)
        wanted = speaker_id(name)
        if wanted in found:
            return (found[wanted],)
        words = set(wanted.split("-"))
        alike = (ref for ref in found.values() if words <= set(ref.id.split("-")))
        return tuple(sorted(alike, key=lambda ref: (ref.name, ref.id)))

    def matrix(self, query: str = "", *, by: By = "section", lenient: bool = False) -> Matrix:
        """How the hits of a query (all quotes, without one) fall to speakers and to sections, articles
        or months. Raises QueryError.
        """
        node = self.parse(query.strip() or "kind:quote", lenient=lenient).node
        with mending(self.path):
            from quoth.index.counting import matrix_of

            return matrix_of(select(self._articles, node).matches(), self._header, by)

    def dispersion(self, query: str, *, lenient: bool = False) -> tuple[Dispersion, ...]:
        """Where in each article the hits of a query begin. Raises QueryError."""
        node = self.parse(query, lenient=lenient).node
        with mending(self.path):
            from quoth.index.counting import dispersion_of

            return dispersion_of(select(self._articles, node).matches(), self._header)

    def concordance(
        self, query: str, *, window: int = 8, sort: tuple[str, ...] = (), limit: int | None = None
    ) -> tuple[ConcordanceLine, ...]:
        """Every occurrence of what a query looks for, once, with `window` words on each side.

        `sort` is a tuple of keys out of `concordance.SORT_KEYS`, first key first; without one the
        lines come in the order of the text. Raises QueryError, and ValueError for another key or a
        negative number.
        """
        from quoth.index.concordance import SORT_KEYS, concordance_lines

        for key in sort:
            if key not in SORT_KEYS:
                raise ValueError(f"cannot sort by {key!r}; use {', '.join(SORT_KEYS)}")
        if window < 0 or (limit is not None and limit < 0):
            raise ValueError("window and limit are not negative")
        node = self.parse(query).node
        with mending(self.path):
            lines = concordance_lines(self._segments, node, self._header, window=window, sort=sort)
            return lines if limit is None else lines[:limit]

    def articles(self) -> tuple[ArticleSummary, ...]:
        """The articles of the index by source."""
        with mending(self.path):
            found = [self._summary(header) for header in self._all_headers()]
        return tuple(sorted(found, key=lambda summary: (summary.source, summary.id)))

    def _summary(self, header: Header) -> ArticleSummary:
        group, place = self._ranks.get(header.summary.id, (0, 0))
        return replace(header.summary, repeats=self._laying.same[group][0]) if place else header.summary

    def article(self, identity: str) -> Article:
        """The article with that id as it was indexed; its file is not touched. Raises KeyError."""
        with mending(self.path):
            for segment in self._segments:
                for document in segment.frequencies("article", identity):
                    if segment.place(document).back == 0:
                        return self._laying.laid(article_of(segment, document))[0]
        raise KeyError(identity)

    def find(self, anchor: str) -> tuple[str, ...]:
        """The ids that `anchor` is, or else those it is the beginning of, in order.

        An anchor may leave out its article (``q3fa9``); empty for none.
        """
        wanted = anchor.strip().lower()
        if not wanted:
            return ()
        with mending(self.path):
            if self._live_terms("id", wanted, lambda term: term == wanted):
                return (wanted,)
            whole = self._live_terms("id", wanted, lambda term: term.startswith(wanted))
            return whole or self._live_terms("id", "", lambda term: term.partition(":")[2].startswith(wanted))

    def _live_terms(self, field: str, prefix: str, accepted: Any) -> tuple[str, ...]:
        """The terms of a field that begin with `prefix`, are accepted and stand in a document not deleted."""
        found = {
            term
            for segment in self._segments
            for term in segment.terms(field, prefix, accepted)
            if not len(segment.dead()) or segment.frequencies(field, term)
        }
        return tuple(sorted(found))

    def hit(self, anchor: str) -> Hit | None:
        """The passage with exactly that id, as a hit without highlights; None where there is none."""
        with mending(self.path):
            for segment in self._segments:
                for document in segment.frequencies("id", anchor):
                    place = segment.place(document)
                    if place.kind != KINDS.index("article"):
                        match = Match(segment, document, place)
                        return hit_of(match)
        return None

    def info(self) -> IndexInfo:
        """Size and contents, and what could not be read."""
        from quoth.index.ledger import read_ledger

        with mending(self.path):
            headers = self._all_headers()
        return IndexInfo(
            path=str(self.path),
            schema=self._state.schema,
            whoosh=self._state.whoosh,
            roots=tuple(root.path for root in self._state.roots),
            articles=len(headers),
            paragraphs=sum(header.summary.paragraphs for header in headers),
            quotes=sum(header.summary.quotes for header in headers),
            attributed=sum(header.attributed for header in headers),
            suspect=sum(header.suspect for header in headers),
            speakers=len({speaker for header in headers for speaker, _, _ in header.speakers}),
            bytes=self._state.bytes,
            built_at=self._state.built_at,
            duplicates=sum(place > 0 for _, place in self._ranks.values()),
            failed=tuple(f for row in read_ledger(self.path, self._state).values() for f in row.failures),
        )

    def _all_headers(self) -> list[Header]:
        return [
            self._header(Match(segment, document, segment.place(document)))
            for segment in self._segments
            for document in segment.frequencies("kind", "article")
        ]

    def _header(self, match: Match) -> Header:
        known = self._headers.get(match.article)
        if known is None:
            known = header_from(match.segment.header(match.document - match.place.back))
            self._headers[match.article] = known
        return known

    def _is_known(self, field: str, word: str) -> bool:
        """Whether a word, or an inflection of it, stands in a field."""
        if field in NAME_FIELDS:
            terms = [(field, bare(word))]
        elif field == "text":
            terms = [("stem", stem(word, code)) for code in ("en", *self._stemmed_codes())]
        else:
            terms = [(field, stem_term(word))]
        with mending(self.path):
            return any(segment.frequencies(*term) for segment in self._segments for term in terms)
