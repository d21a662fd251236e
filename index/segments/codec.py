"""Segments as Whoosh sees them: a codec, so that any Whoosh query runs on them.

The classes here are named in Whoosh's table of contents; moving one makes that table unreadable.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from whoosh.codec import base
from whoosh.columns import ColumnReader, FixedBytesColumn, VarBytesColumn
from whoosh.reading import TermInfo, TermNotFound

from quoth.index.segments.codec_matching import ArrayMatcher
from quoth.index.segments.columns import FixedColumn, PackedColumn
from quoth.index.segments.layout import ColumnLayout, Layout, WordLayout
from quoth.index.segments.postings import Postings, WordPostings
from quoth.index.segments.segment import EXTENSION, Segment

NO_FIELDS: Mapping[str, Any] = MappingProxyType({})

STORED = "_stored"
"""The column of Whoosh's stored fields, as JSON."""


def layout_of(
    schema: Any,
    derived: Mapping[str, str] = NO_FIELDS,
    boosts: Mapping[str, tuple[tuple[str, float], ...]] = NO_FIELDS,
) -> Layout:
    """The layout of the segments of a Whoosh schema.

    `derived` tells of word fields whose words' forms they hold, `boosts` what counts besides in them; see
    `WordLayout`. Raises ValueError for a column we have no kind for.
    """
    words, values, columns = [], [], []
    for name, field in sorted(schema.items()):
        if field.indexed and field.format.supports("positions"):
            words.append(WordLayout(name, bool(field.scorable), boosts.get(name, ()), derived.get(name, "")))
        elif field.indexed:
            values.append(name)
        elif isinstance(field.column_type, FixedBytesColumn):
            columns.append(ColumnLayout(name, "fixed", field.column_type._fixedlen))
        elif isinstance(field.column_type, VarBytesColumn):
            columns.append(ColumnLayout(name, "packed"))
        elif field.column_type:
            raise ValueError(f"no column of ours holds {field.column_type!r}")
    if any(field.stored for _, field in schema.items()):
        columns.append(ColumnLayout(STORED, "packed"))
    return Layout(tuple(words), tuple(values), tuple(columns))


class SegmentsCodec(base.Codec):
    """Whoosh's way to our files."""

    length_stats = False

    def __init__(self) -> None:
        self._collectors: dict[str, Any] = {}

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        """The collector of a new segment; the same object also takes the postings."""
        from quoth.index.segments.codec_writing import Collector

        path = os.path.join(storage.folder, segment.make_filename(EXTENSION))
        found = self._collectors[segment.segment_id()] = Collector(path, segment)
        return found

    def field_writer(self, storage: Any, segment: Any) -> Any:
        """See `per_document_writer`."""
        return self._collectors.pop(segment.segment_id()).fields

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """There is none: postings are laid down by the field writer."""
        raise NotImplementedError

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        """There is none: postings are read by the terms reader."""
        raise NotImplementedError

    def terms_reader(self, storage: Any, segment: Any) -> Any:
        """The inverted lists."""
        return ArrayTerms(_opened(storage, segment))

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        """Lengths, columns and deletions."""
        return ArrayDocuments(_opened(storage, segment), segment)

    def new_segment(self, storage: Any, indexname: str) -> Any:
        """A segment without documents."""
        return ArraySegment(indexname)


def _opened(storage: Any, segment: Any) -> Segment:
    return Segment(os.path.join(storage.folder, segment.make_filename(EXTENSION)))


class ArraySegment(base.Segment):
    """What Whoosh's table of contents keeps of a segment."""

    def __init__(
        self, indexname: str, segid: str | None = None, documents: int = 0, deleted: Iterable[int] = ()
    ) -> None:
        super().__init__(indexname)  # type: ignore[no-untyped-call]
        if segid is not None:
            self.segid = segid
        self.documents = documents
        self.deleted = set(deleted)

    def codec(self) -> SegmentsCodec:
        """Ours."""
        return SegmentsCodec()

    def should_assemble(self) -> bool:
        """One file is one file already."""
        return False

    def doc_count_all(self) -> int:
        """Documents, deleted ones included."""
        return self.documents

    def set_doc_count(self, doccount: int) -> None:
        """Tells how many documents were written."""
        self.documents = doccount

    def deleted_count(self) -> int:
        """How many are deleted."""
        return len(self.deleted)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted ones."""
        return iter(self.deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return docnum in self.deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Deletes one, or takes that back."""
        (self.deleted.add if delete else self.deleted.discard)(docnum)


class ArrayTerms(base.TermsReader):
    """The terms of all fields of one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        layout = segment.layout
        self._names = sorted([*(word.name for word in layout.words), *layout.values])

    def _find(self, field: str, term: bytes) -> tuple[Postings, int]:
        postings = self._segment.postings(field)
        number = None if postings is None else postings.terms.find(term)
        if postings is None or number is None:
            raise TermNotFound(f"No term {field}:{term!r}")
        return postings, number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        try:
            self._find(*term)
        except TermNotFound:
            return False
        return True

    def indexed_field_names(self) -> list[str]:
        """Only fields with a term, as the stock codec tells them."""
        return [name for name in self._names if len(self._postings(name).terms)]

    def _postings(self, name: str) -> Postings:
        postings = self._segment.postings(name)
        assert postings is not None
        return postings

    def cursor(self, fieldname: str, fieldobj: Any) -> Any:
        """Walks the terms of a field."""
        return ArrayCursor(self._segment.postings(fieldname), fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every term of every field."""
        return ((name, term) for name in self._names for term in self._postings(name).terms)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms from `prefix` on, into the fields behind."""
        for name in self._names:
            if name >= fieldname:
                terms = self._postings(name).terms
                for number in range(terms.bisect(prefix) if name == fieldname else 0, len(terms)):
                    yield name, terms[number]

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """Every term with its figures."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """The terms from `prefix` on, with their figures."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        """The figures of a term, deleted documents included. Raises TermNotFound."""
        postings, number = self._find(fieldname, text)
        return _info(postings, number)

    def frequency(self, fieldname: str, text: bytes) -> Any:
        """How often a term occurs; 0 where it does not, as other segments may have it."""
        return self.term_info(fieldname, text).weight() if (fieldname, text) in self else 0

    def doc_frequency(self, fieldname: str, text: bytes) -> Any:
        """How many documents hold a term, if any."""
        return self.term_info(fieldname, text).doc_frequency() if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        """The postings of a term. Raises TermNotFound."""
        postings, number = self._find(fieldname, text)
        info = _info(postings, number)
        return ArrayMatcher(postings, number, format_, scorer, (fieldname, text), info)


def _info(postings: Postings, number: int) -> Any:
    start, end = postings.span(number)
    docs = postings.docs(number)
    if not isinstance(postings, WordPostings):
        return TermInfo(float(end - start), end - start, 1, 1, 1.0, docs[0], docs[-1])  # type: ignore[no-untyped-call]
    tf = postings.counts(number)
    # lengths are given as widely as can be: Whoosh only derives bounds of scores from them
    return TermInfo(float(sum(tf)), end - start, 1, 1 << 24, float(max(tf)), docs[0], docs[-1])  # type: ignore[no-untyped-call]


class ArrayCursor(base.FieldCursor):
    """A place in the terms of a field."""

    def __init__(self, postings: Postings | None, fieldobj: Any) -> None:
        self._postings = postings
        self._count = len(postings.terms) if postings else 0
        self._field = fieldobj
        self._at = 0

    def first(self) -> Any:
        """Goes to the first term."""
        self._at = 0
        return self.text()

    def find(self, string: Any) -> Any:
        """Goes to the first term that is not below."""
        term = string if isinstance(string, bytes) else self._field.to_bytes(string)
        self._at = self._postings.terms.bisect(term) if self._postings else 0
        return self.text()

    def next(self) -> Any:
        """Goes to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> Any:
        """The term here; None behind the last."""
        if self._postings is None or self._at >= self._count:
            return None
        return self._field.from_bytes(self._postings.terms[self._at])

    def term(self) -> Any:
        """The same."""
        return self.text()

    def term_info(self) -> Any:
        """Its figures."""
        return _info(self._postings, self._at) if self._postings and self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self._at < self._count


class ArrayDocuments(base.PerDocumentReader):
    """What one segment keeps document by document."""

    def __init__(self, segment: Segment, about: ArraySegment) -> None:
        self._segment = segment
        self._about = about
        self._columns = {column.name for column in segment.layout.columns}
        self._scored = {word.name for word in segment.layout.words if word.scored}

    def doc_count(self) -> int:
        """Documents that are not deleted."""
        return self._about.documents - len(self._about.deleted)

    def doc_count_all(self) -> int:
        """All documents."""
        return self._segment.documents

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return bool(self._about.deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return self._about.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted ones."""
        return self._about.deleted_docs()

    def supports_columns(self) -> bool:
        """Yes."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether there is a column of that name."""
        return fieldname in self._columns

    def list_columns(self) -> list[str]:
        """The names of the columns."""
        return sorted(self._columns - {STORED})

    def column_reader(self, fieldname: str, column: Any) -> Any:
        """The bytes of a column."""
        found = self._segment.column(fieldname)
        assert found is not None
        return ArrayColumn(found, self._segment.documents)

    def _lengths(self, fieldname: str) -> WordPostings | None:
        return self._segment.words(fieldname) if fieldname in self._scored else None

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many words a scored field has in a document."""
        postings = self._lengths(fieldname)
        return default if postings is None else postings.lengths[docnum]

    def field_length(self, fieldname: str) -> int:
        """How many words a scored field has in all documents."""
        postings = self._lengths(fieldname)
        return 0 if postings is None else postings.tokens

    def min_field_length(self, fieldname: str) -> int:
        """The fewest words."""
        postings = self._lengths(fieldname)
        return 0 if postings is None else min(postings.lengths.whole(), default=0)

    def max_field_length(self, fieldname: str) -> int:
        """The most words."""
        postings = self._lengths(fieldname)
        return 0 if postings is None else max(postings.lengths.whole(), default=0)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Whoosh's stored fields."""
        column = self._segment.column(STORED)
        raw = b"" if column is None else column[docnum]
        return dict(json.loads(raw)) if raw else {}


class ArrayColumn(ColumnReader):
    """A column as Whoosh reads it."""

    def __init__(self, column: FixedColumn | PackedColumn, documents: int) -> None:
        self._column = column
        self._doccount = documents

    def __getitem__(self, docnum: int) -> bytes:
        return self._column[docnum]
