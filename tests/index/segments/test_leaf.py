"""What quoth's evaluation reads of our segments is what it reads of Whoosh's."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index

from quoth.index.analysis import stem_term
from quoth.index.schema import DERIVED, MARKED_FIELDS, WORD_FIELDS, Place
from quoth.index.segments.codec import layout_of
from quoth.index.segments.layout import Scattered
from quoth.index.segments.leaf import leaves_of
from quoth.index.segments.manifest import open_segments
from quoth.index.segments.whoosh_table import write_whoosh_table
from quoth.index.segments.writer import SegmentsWriter
from quoth.index.stemming import stem_in
from quoth.index.whooshleaf import whoosh_leaves
from quoth.index.whooshschema import build_schema

words = st.one_of(
    st.lists(st.sampled_from(("oat", "oats", "rye")), max_size=6).map(tuple),
    st.lists(st.sampled_from(("oat", "oats", "rye")), max_size=3).map(
        lambda held: Scattered(9, range(1, 1 + 2 * len(held), 2), held)
    ),
)
documents = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from((("quote",), ("paragraph",)))},
        optional={name: st.lists(words, max_size=2).map(tuple) for name in ("text", "title", "speaker")}
        | {"tongue": st.integers(0, 3)}
        | {"flags": st.sampled_from((("suspect",), ("direct", "attributed")))},
    ),
    min_size=1,
    max_size=12,
)


def both(folder, made, dropped):
    """Leaves of one index by each way of reading it."""
    schema = build_schema()
    layout = layout_of(schema, DERIVED)
    writer = SegmentsWriter(
        str(folder),
        layout,
        forms=dict.fromkeys(DERIVED, stem_in),
        also=dict.fromkeys(MARKED_FIELDS, stem_term),
    )
    for number, fields in enumerate(made):
        place = Place(3, number, 0, 0, 0, 0, number, number + 1).packed()
        writer.add(fields | {"place": place, "stored": b"%d" % number})
        if number % 5 == 4:
            writer.flush()
    writer.commit()
    writer = SegmentsWriter(str(folder), layout)
    writer.delete_documents(number for number in dropped if number < len(made))
    write_whoosh_table(str(folder), writer.commit(), schema)
    leaves = leaves_of(open_segments(str(folder))[1])
    return leaves, whoosh_leaves(index.open_dir(folder).reader())


@settings(max_examples=50, deadline=None)
@given(documents, st.sets(st.integers(0, 11), max_size=4))
def test_a_leaf_answers_like_whoosh(made, dropped):
    with tempfile.TemporaryDirectory() as name:
        leaves, oracle = both(Path(name), made, dropped)
        alive = [leaf for leaf in leaves if leaf.live()]
        assert [leaf.offset for leaf in alive] == [other.offset for other in oracle if other.live()]
        for leaf, other in zip(leaves, oracle, strict=True):
            assert len(leaf) == len(other)
            assert leaf.live() == other.live()
            for field in (*WORD_FIELDS, "kind", "flags"):
                found = leaf.terms(field, "", lambda _: True)
                assert found == other.terms(field, "", lambda _: True)
                assert leaf.terms(field, "oa", lambda t: t != "oat") == other.terms(
                    field, "oa", lambda t: t != "oat"
                )
                for term in (*found, "absent"):
                    assert leaf.frequencies(field, term) == other.frequencies(field, term)
                    if field in WORD_FIELDS:
                        documents = range(len(leaf))
                        read = leaf.positions(field, term, documents)
                        assert {doc: read[doc] for doc in read if doc in leaf.live()} == other.positions(
                            field, term, documents
                        )
            for doc in range(len(leaf)):
                assert leaf.place(doc) == other.place(doc)
                assert leaf.stored(doc) == other.stored(doc)
