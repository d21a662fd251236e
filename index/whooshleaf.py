"""A leaf reader of Whoosh as our evaluation reads it: whatever Whoosh opens answers like our own segments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from quoth.index.evaluation import acceptance
from quoth.index.nodes import Pattern
from quoth.index.patterns import literal_prefix
from quoth.index.positions import counted_sequences
from quoth.index.postings import Expandable
from quoth.index.schema import Place
from quoth.index.segments.kernel import Docs, Kernel
from quoth.index.segments.kernel_stdlib import StdlibKernel

_KEPT_LISTS = 256


class WhooshLeaf:
    """One leaf reader of Whoosh, its documents numbered from 0 in it; keeps the lists last read.

    `offset` is the number of its first document in the whole index.
    """

    def __init__(self, reader: Any, offset: int) -> None:
        self._reader = reader
        self.kernel: Kernel = StdlibKernel()
        self.offset = offset
        self._frequencies: dict[tuple[str, str], dict[int, float]] = {}
        self._places: Any = None
        self._stored: Any = None
        self._headers: Any = None
        self._bodies: Any = None
        self._live: frozenset[int] | None = None

    def __len__(self) -> int:
        return int(self._reader.doc_count_all())

    def live(self) -> frozenset[int]:
        """The documents that are not deleted."""
        if self._live is None:
            if self._reader.has_deletions():
                self._live = frozenset(self._reader.all_doc_ids())
            else:
                self._live = frozenset(range(len(self)))
        return self._live

    def frequencies(self, field: str, term: str) -> dict[int, float]:
        """The documents with a term, each with how often; deleted ones are left out."""
        key = (field, term)
        known = self._frequencies.get(key)
        if known is None:
            known = dict(self._read(field, term))
            if len(self._frequencies) >= _KEPT_LISTS:
                del self._frequencies[next(iter(self._frequencies))]
            self._frequencies[key] = known
        return known

    def dead(self) -> tuple[int, ...]:
        """The deleted documents, ascending."""
        live = self.live()
        return tuple(document for document in range(len(self)) if document not in live)

    def docs(self, field: str, term: str) -> list[int]:
        """The documents with a term, ascending."""
        return sorted(self.frequencies(field, term))

    def expanded(self, node: Expandable) -> list[str]:
        """The terms that a node stands for, in order of their bytes."""
        prefix = literal_prefix(node) if isinstance(node, Pattern) else ""
        return self.terms(node.field, prefix, acceptance(node))

    def lists(self, node: Expandable) -> list[list[int]]:
        """The documents of each term that a node stands for."""
        return [self.docs(node.field, term) for term in self.expanded(node)]

    def phrase(self, field: str, words: Sequence[str], within: Docs | None) -> tuple[list[int], bytes]:
        """The documents in which the words follow each other, and how often each."""
        lists = [self.docs(field, word) for word in words]
        candidates = self.kernel.listed(
            self.kernel.intersect(lists if within is None else [*lists, within], len(self))
        )
        return counted_sequences(candidates, [self.positions(field, word, candidates) for word in words])

    def _read(self, field: str, term: str) -> Iterator[tuple[int, float]]:
        matcher = self._matcher(field, term)
        while matcher is not None and matcher.is_active():
            yield matcher.id(), matcher.weight()
            matcher.next()

    def _matcher(self, field: str, term: str) -> Any:
        encoded = term.encode("utf-8", "surrogatepass")
        if (field, encoded) not in self._reader:
            return None
        return self._reader.postings(field, encoded)

    def positions(self, field: str, term: str, documents: Iterable[int]) -> dict[int, list[int]]:
        """The positions of a term in those of the `documents` (ascending) that have it."""
        found: dict[int, list[int]] = {}
        matcher = self._matcher(field, term)
        if matcher is None:
            return found
        for document in documents:
            if not matcher.is_active():
                break
            matcher.skip_to(document)
            if matcher.is_active() and matcher.id() == document:
                found[document] = matcher.value_as("positions")
        return found

    def terms(self, field: str, prefix: str, accepted: Callable[[str], bool]) -> list[str]:
        """The terms of a field that begin with `prefix` and are accepted, in order of their bytes."""
        start = prefix.encode("utf-8", "surrogatepass")
        if field not in self._reader.indexed_field_names():
            return []
        found: list[str] = []
        for encoded in self._reader.expand_prefix(field, start) if start else self._reader.lexicon(field):
            term = bytes(encoded).decode("utf-8", "surrogatepass")
            if accepted(term):
                found.append(term)
        return found

    def place(self, document: int) -> Place:
        """Where a document stands."""
        if self._places is None:
            self._places = self._reader.column_reader("place")
        return Place.unpacked(self._places[document])

    def header(self, document: int) -> bytes:
        """What an article's document stores besides its text: JSON, apart, so that all are read at once."""
        if self._headers is None:
            self._headers = self._reader.column_reader("header")
        return bytes(self._headers[document])

    def stored(self, document: int) -> bytes:
        """The slice of text, or the evidence, that a document stores."""
        if self._stored is None:
            self._stored = self._reader.column_reader("stored")
        return bytes(self._stored[document])

    def body(self, document: int) -> bytes:
        """The structure of an article without its text, as its document stores it: JSON."""
        if self._bodies is None:
            self._bodies = self._reader.column_reader("body")
        return bytes(self._bodies[document])


def whoosh_leaves(reader: Any) -> tuple[WhooshLeaf, ...]:
    """The segments of a Whoosh reader, in order."""
    if reader.doc_count_all() == 0:
        return ()
    return tuple(WhooshLeaf(leaf, offset) for leaf, offset in reader.leaf_readers())
