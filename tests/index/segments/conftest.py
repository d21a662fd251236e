"""Small indexes for the tests: the same documents in our segments and, as the oracle, in stock Whoosh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from whoosh.columns import FixedBytesColumn, VarBytesColumn
from whoosh.fields import COLUMN, Schema
from whoosh.filedb.filestore import RamStorage

from quoth.index.analysis import stem_term
from quoth.index.evaluation import matching
from quoth.index.nodes import Node
from quoth.index.segments.codec import layout_of
from quoth.index.segments.layout import Layout, Scattered, WordValue
from quoth.index.segments.leaf import leaves_of
from quoth.index.segments.manifest import open_segments
from quoth.index.segments.writer import SegmentsWriter
from quoth.index.whooshschema import ValueField, WordField

Document = dict[str, Any]


def schema() -> Schema:
    """Two word fields, one of them scored, a field with one value, one with several, two columns."""
    made = Schema()
    made.add("text", WordField())
    made.add("stem", WordField(scorable=True))
    made.add("title", WordField(marked=True))
    made.add("speaker", ValueField())
    made.add("flags", ValueField())
    made.add("place", COLUMN(FixedBytesColumn(4)))
    made.add("stored", COLUMN(VarBytesColumn()))
    return made


def layout() -> Layout:
    """The layout of `schema`: stems are made of the text, and titles count."""
    return layout_of(schema(), {"stem": "text"}, {"stem": (("title", 1.5),)})


def stemmed(word: str, tongue: int) -> str:
    """The stems of the tests: without a final s, in tongue 1 without a first o."""
    return (word.removeprefix("o") if tongue else word.removesuffix("s")) or word


def value_of(words: Sequence[str | None]) -> WordValue:
    """A value of a word field; with None it is scattered."""
    if None not in words:
        return tuple(word for word in words if word is not None)
    places = [at for at, word in enumerate(words) if word is not None]
    return Scattered(len(words), places, [word for word in words if word is not None])


def document(
    number: int,
    values: Sequence[Sequence[str | None]],
    speaker: str | None = None,
    flags: Sequence[str] = (),
    title: Sequence[str] = (),
    tongue: int = 0,
) -> Document:
    """A document of several values of words, with None for places without one."""
    words = tuple(map(value_of, values))
    made: Document = {
        "text": words,
        "tongue": tongue,
        "flags": tuple(flags),
        "place": number.to_bytes(4, "little"),
        "stored": repr(values).encode(),
    }
    if title:
        made["title"] = (tuple(title),)
    if speaker is not None:
        made["speaker"] = (speaker,)
    return made


def write(folder: Path, documents: Iterable[Document], *, every: int = 1000, **options: Any) -> None:
    """Writes documents, a new segment each `every` of them."""
    writer = SegmentsWriter(
        str(folder), layout(), forms={"stem": stemmed}, also={"title": stem_term}, **options
    )
    for number, fields in enumerate(documents, 1):
        writer.add(fields)
        if number % every == 0:
            writer.flush()
    writer.commit()


class Reader:
    """The segments of a folder, open; documents are numbered through all of them."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.leaves = leaves_of(open_segments(str(folder))[1], **options)

    def docs(self, node: Node) -> list[int]:
        """The documents that match."""
        return [leaf.offset + doc for leaf in self.leaves for doc in leaf.kernel.listed(matching(leaf, node))]

    def stored(self, doc: int) -> bytes:
        """What a document stores."""
        leaf = next(leaf for leaf in self.leaves if doc < leaf.offset + len(leaf))
        return leaf.stored(doc - leaf.offset)

    def counts(self, field: str, node: Node) -> dict[str, int]:
        """How many of the documents that match have each value."""
        found: Counter[str] = Counter()
        for leaf in self.leaves:
            terms = leaf.numbered(field)
            docs = matching(leaf, node)
            counts = leaf.kernel.count(leaf.numbers(field), docs, len(terms)) if len(docs) else {}
            found.update({terms[number].decode(): count for number, count in counts.items()})
        return dict(found)


def stems_of(values: Sequence[WordValue], tongue: int) -> Iterable[WordValue]:
    """The values of the stems of some values of words."""
    for value in values:
        if isinstance(value, Scattered):
            yield Scattered(value.length, value.places, [stemmed(word, tongue) for word in value.words])
        else:
            yield tuple(stemmed(word, tongue) for word in value)


def stock(documents: Iterable[Document]) -> Any:
    """A searcher of stock Whoosh over the same documents."""
    index = RamStorage().create_index(schema())
    writer = index.writer()
    for fields in documents:
        known = {name: value for name, value in fields.items() if name != "tongue"}
        writer.add_document(**known, stem=tuple(stems_of(fields["text"], fields["tongue"])))
    writer.commit()
    return index.searcher()


@pytest.fixture(scope="session")
def samples() -> SimpleNamespace:
    """The functions above, for tests in other files."""
    return SimpleNamespace(
        schema=schema,
        layout=layout,
        stemmed=stemmed,
        document=document,
        write=write,
        reader=Reader,
        stock=stock,
    )
