"""Every query of Whoosh finds over our codec what it finds over its own."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index, query
from whoosh.query import spans

from quoth.index.analysis import stem_term
from quoth.index.segments.codec import SegmentsCodec
from quoth.index.segments.manifest import read_manifest
from quoth.index.segments.whoosh_table import write_whoosh_table

WORDS = ("oat", "oats", "oak", "a", "ab", "barley", "rye", "été", "漢字", "oat'n")
words = st.lists(st.sampled_from((*WORDS, None)), max_size=8)
values = st.lists(words, max_size=3)
documents = st.lists(
    st.tuples(
        values,
        st.sampled_from((None, "Ann", "Bo", "Čeněk")),
        st.sets(st.sampled_from("xyz")),
        st.lists(st.sampled_from(WORDS), max_size=2),
        st.integers(0, 1),
    ),
    min_size=1,
    max_size=25,
)


def terms(field: str = "text") -> st.SearchStrategy[query.Query]:
    return st.builds(query.Term, st.just(field), st.sampled_from(WORDS))


def leaves() -> st.SearchStrategy[query.Query]:
    return st.one_of(
        terms(),
        terms("stem"),
        terms("title"),
        st.builds(query.Term, st.just("title"), st.sampled_from(WORDS).map(stem_term)),
        st.builds(query.Term, st.just("speaker"), st.sampled_from(("Ann", "Bo", "Eve"))),
        st.builds(query.Term, st.just("flags"), st.sampled_from("xyw")),
        st.builds(query.Prefix, st.just("text"), st.sampled_from(("o", "oa", "oat", "ét", "z", "漢"))),
        st.builds(query.Wildcard, st.just("text"), st.sampled_from(("o?t", "*a*", "oat*s", "?", "b*y"))),
        st.builds(
            query.FuzzyTerm,
            st.just("text"),
            st.sampled_from(("oat", "oaks", "bar", "barly", "ete")),
            maxdist=st.integers(1, 2),
            prefixlength=st.integers(0, 1),
        ),
        st.builds(
            query.TermRange,
            st.just("text"),
            st.sampled_from((None, "a", "oak")),
            st.sampled_from((None, "oats", "zz")),
            st.booleans(),
            st.booleans(),
        ),
        st.builds(
            query.Phrase,
            st.sampled_from(("text", "stem")),
            st.lists(st.sampled_from(WORDS[:5]), min_size=2, max_size=3),
        ),
        st.just(query.Every()),
        st.just(query.NullQuery),
        st.builds(
            lambda a, b, slop: spans.SpanNear2([a, b], slop=slop, ordered=False),
            terms(),
            terms(),
            st.integers(1, 4),
        ),
    )


def trees() -> st.SearchStrategy[query.Query]:
    return st.recursive(
        leaves(),
        lambda inner: st.one_of(
            st.builds(query.And, st.lists(inner, min_size=1, max_size=3)),
            st.builds(query.Or, st.lists(inner, min_size=1, max_size=3)),
            # AndNot is left out: AndNotMatcher of Whoosh keeps a document that is the first of both sides
            st.builds(lambda a, b: query.And([a, query.Not(b)]), inner, terms()),
            st.builds(query.AndMaybe, inner, inner),
            st.builds(query.Require, inner, inner),
            st.builds(query.DisjunctionMax, st.lists(inner, min_size=1, max_size=2)),
        ),
        max_leaves=5,
    )


@settings(max_examples=60, deadline=None)
@given(documents, st.lists(trees(), min_size=1, max_size=8), st.integers(1, 12))
def test_every_tree_finds_the_documents_that_stock_whoosh_finds(samples, made, queries, every):
    fields = [
        samples.document(n, texts, speaker, sorted(flags), title, tongue)
        for n, (texts, speaker, flags, title, tongue) in enumerate(made)
    ]
    oracle = samples.stock(fields)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples.write(folder, fields, every=every)
        write_whoosh_table(name, read_manifest(name), samples.schema())
        searcher = index.open_dir(name).searcher()
        for node in queries:
            wanted = sorted(oracle.docs_for_query(node))
            assert sorted(searcher.docs_for_query(node)) == wanted


def test_whoosh_itself_can_write_our_segments(samples, tmp_path):
    fields = [samples.document(n, [["oat", "oats"], ["oak"]], "Ann", ["x"]) for n in range(30)]
    made = index.create_in(tmp_path, samples.schema())
    writer = made.writer(codec=SegmentsCodec())
    for each in fields:
        writer.add_document(**{name: value for name, value in each.items() if name != "tongue"})
    writer.commit()
    with made.searcher() as searcher:
        assert len(searcher.search(query.Phrase("text", ["oat", "oats"]), limit=None)) == 30
        # two values of one field are far apart
        assert len(searcher.search(query.Phrase("text", ["oats", "oak"]), limit=None)) == 0
        assert searcher.reader().column_reader("place")[7] == (7).to_bytes(4, "little")
