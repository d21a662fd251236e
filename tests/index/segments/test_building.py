"""What a builder makes of documents, and what is found in it."""

import pytest

from quoth.index.evaluation import matching
from quoth.index.nodes import And, Close, Near, Not, Pattern, Words
from quoth.index.patterns import accepts
from quoth.index.segments import expansion
from quoth.index.segments.builder import SegmentBuilder
from quoth.index.segments.container import SegmentDamaged


def word(text):
    return Words("text", (text,), True, 0, 0)


def test_a_form_stands_where_its_words_stand(samples, tmp_path):
    samples.write(
        tmp_path, [samples.document(0, [["oats", "rye", "oat", "oats"]]), samples.document(1, [["rye"]])]
    )
    (leaf,) = samples.reader(tmp_path).leaves
    assert leaf.frequencies("stem", "oat") == {0: 3}
    assert leaf.positions("stem", "oat", [0, 1]) == {0: [0, 2, 3]}
    assert leaf.positions("stem", "rye", [0, 1]) == {0: [1], 1: [0]}
    assert leaf.frequencies("stem", "oats") == {}


def test_a_word_has_the_form_of_each_document_s_tongue(samples, tmp_path):
    texts = [["oats"], ["oats", "ats"], ["oat"]]
    samples.write(tmp_path, [samples.document(n, [text], tongue=n % 2) for n, text in enumerate(texts)])
    (leaf,) = samples.reader(tmp_path).leaves
    assert leaf.frequencies("stem", "oat") == {0: 1, 2: 1}
    assert leaf.frequencies("stem", "ats") == {1: 2}
    assert leaf.positions("stem", "ats", [0, 1, 2]) == {1: [0, 1]}


def test_forms_follow_each_other_as_their_words_do(samples, tmp_path):
    texts = [["oats", "ryes"], ["oat", "rye", "oat", "ryes"], ["rye", "oat"]]
    samples.write(tmp_path, [samples.document(n, [text]) for n, text in enumerate(texts)])
    (leaf,) = samples.reader(tmp_path).leaves
    docs, counts = leaf.phrase("stem", ("oat", "rye"), None)
    assert (leaf.kernel.listed(docs), counts) == ([0, 1], b"\1\2")


def test_an_unknown_field_is_refused(samples):
    with pytest.raises(ValueError, match="no field 'txet'"):
        SegmentBuilder(samples.layout()).add({"txet": (("oat",),)})


def test_shorter_passages_and_words_of_the_title_count_more(samples, tmp_path):
    fields = [
        samples.document(0, [["oat"] + ["rye"] * 60]),
        samples.document(1, [["oat", "rye"]]),
        samples.document(2, [["oat", "rye"]], title=["oat"]),
    ]
    samples.write(tmp_path, fields)
    (leaf,) = samples.reader(tmp_path).leaves
    long, short, titled = leaf.part("stem", "oat", 1).impacts
    assert long < short < titled


def test_values_are_counted_over_the_same_documents(samples, tmp_path):
    samples.write(
        tmp_path, [samples.document(n, [["oat"] * (n % 2)], f"s{n % 3}") for n in range(30)], every=8
    )
    found = samples.reader(tmp_path)
    assert found.counts("speaker", word("oat")) == {"s0": 5, "s1": 5, "s2": 5}
    with pytest.raises(SegmentDamaged, match="no numbers for 'text'"):
        found.counts("text", word("oat"))


@pytest.mark.parametrize(("distance", "wanted"), [(1, [0]), (2, [0, 1]), (3, [0, 1, 2])])
def test_words_within_a_distance_in_any_order(samples, tmp_path, distance, wanted):
    texts = [
        ["oat", "rye"],
        ["rye", "a", "oat"],
        ["oat", "a", "a", "rye"],
        ["oat"],
        ["oat", "a", "a", "a", "rye"],
    ]
    samples.write(tmp_path, [samples.document(n, [text]) for n, text in enumerate(texts)])
    reader = samples.reader(tmp_path)
    assert reader.docs(Close("text", ("oat", "rye"), distance)) == wanted
    assert reader.docs(Near(word("oat"), word("rye"), distance)) == wanted


def test_a_phrase_near_a_word_shares_no_word_with_it(samples, tmp_path):
    texts = [["oat", "rye", "oat"], ["oat", "rye"]]
    samples.write(tmp_path, [samples.document(n, [text]) for n, text in enumerate(texts)])
    near = Near(Words("text", ("oat", "rye"), True, 0, 0), word("oat"), 1)
    assert samples.reader(tmp_path).docs(near) == [0]


def test_what_is_excluded_never_matches(samples, tmp_path):
    samples.write(tmp_path, [samples.document(n, [["oat"] + ["rye"] * (n % 2)]) for n in range(10)], every=4)
    assert samples.reader(tmp_path).docs(And((word("oat"), Not(word("rye"))))) == [0, 2, 4, 6, 8]


SPELT = ("barley", "barely", "parley", "barle", "bareley", "barrel", "rye", "oat", "b", "ba", "bar")


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            Pattern("text", "fuzzy", text, edits)
            for text in ("barley", "bar", "b", "oaat")
            for edits in (1, 2)
        ),
        *(Pattern("text", "wildcard", text) for text in ("b*y", "?ar*", "*", "*le*", "o?t")),
        Pattern("text", "prefix", "bar"),
        Pattern("text", "regex", "b.*[yl]"),
    ],
)
@pytest.mark.parametrize("many", [0, 1 << 13])
def test_a_pattern_means_the_terms_that_it_accepts(samples, tmp_path, monkeypatch, pattern, many):
    monkeypatch.setattr(expansion, "MANY", many)
    samples.write(tmp_path, [samples.document(n, [[term]]) for n, term in enumerate(SPELT)])
    accepted = accepts(pattern)
    wanted = sorted(term for term in SPELT if accepted(term))
    (leaf,) = samples.reader(tmp_path).leaves
    assert leaf.expanded(pattern) == wanted
    assert [SPELT[doc] for doc in leaf.kernel.listed(matching(leaf, pattern))] == [
        term for term in SPELT if term in wanted
    ]
