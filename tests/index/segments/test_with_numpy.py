"""With and without numpy: the same bytes on disk and the same answers."""

import tempfile
from array import array
from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.values import replace
from quoth.index.segments.bits import Bits, Held
from quoth.index.segments.builder import SegmentBuilder
from quoth.index.segments.inversion import invert
from quoth.index.segments.kernel import Occurrences, Part, Table
from quoth.index.segments.kernel_stdlib import StdlibKernel

numpy = pytest.importorskip("numpy")

from quoth.index.segments.inversion_numpy import invert as invert_numpy  # noqa: E402
from quoth.index.segments.kernel_numpy import NumpyKernel  # noqa: E402

DOCUMENTS = 60
docs = st.lists(st.integers(0, DOCUMENTS - 1), unique=True, max_size=60).map(sorted)
lists = st.lists(docs, min_size=1, max_size=4)
words = st.lists(st.sampled_from("abcdefgh"), max_size=40)
SPELT = ("a", "as", "oas", "oa", "o", "s", "os", "b")
spelt = st.lists(st.sampled_from(SPELT), max_size=40)


def both(operation):
    """The results of the two kernels as plain lists."""
    return [operation(StdlibKernel()), operation(NumpyKernel())]


def native(kernel, numbers):
    return kernel.native(memoryview(array("I", numbers)))


def as_bits(kernel, numbers):
    return Bits(DOCUMENTS, docs=native(kernel, numbers))


def as_bits_alone(kernel, numbers):
    return Bits(DOCUMENTS, bits=sum(1 << number for number in numbers))


shapes = st.sampled_from([native, as_bits, as_bits_alone])
"""A set of documents is a list, bits, or both."""


@settings(max_examples=150, deadline=None)
@given(lists, docs, st.data())
def test_sets_of_documents(some, other, data):
    shaped = [data.draw(shapes) for _ in [*some, other]]
    start, end, count = (data.draw(st.integers(0, DOCUMENTS)) for _ in range(3))

    def sets(kernel):
        natives = [shape(kernel, each) for shape, each in zip(shaped, some, strict=False)]
        another = shaped[-1](kernel, other)
        front = kernel.front(natives[0], count)
        assert len(natives[0]) == len(some[0])
        return [
            kernel.listed(kernel.intersect(natives, DOCUMENTS)),
            kernel.listed(kernel.unite(natives, DOCUMENTS)),
            kernel.listed(kernel.subtract(natives[0], another, DOCUMENTS)),
            kernel.listed(kernel.every(7)),
            kernel.listed(kernel.restrict(another, natives, DOCUMENTS)),
            kernel.between(natives[0], start, end),
            kernel.listed(front)[:count],
        ]

    plain, fast = both(sets)
    assert plain == fast
    assert plain[0] == sorted(set.intersection(*map(set, some)))
    assert plain[1] == sorted(set.union(*map(set, some)))
    assert plain[2] == sorted(set(some[0]) - set(other))
    assert plain[3] == list(range(7))
    assert plain[4] == sorted(set.union(*map(set, some)) & set(other))
    assert plain[5] == [doc for doc in some[0] if start <= doc < end]
    assert plain[6] == some[0][:count]


@settings(max_examples=150, deadline=None)
@given(lists, docs, st.integers(0, 30), st.data())
def test_scores_the_best_and_counts(some, chosen, count, data):
    impacts = [
        bytes(data.draw(st.lists(st.integers(1, 255), min_size=len(d), max_size=len(d)))) for d in some
    ]
    column = memoryview(bytes(data.draw(st.lists(st.integers(0, 5), min_size=DOCUMENTS, max_size=DOCUMENTS))))
    shape = data.draw(shapes)
    kept = data.draw(st.sets(st.sampled_from(some[0]))) if some[0] else set()

    def scored(kernel):
        natives = [shape(kernel, each) for each in some]
        tables = [Table(DOCUMENTS) if isinstance(each, Bits) else None for each in natives]
        parts = [
            Part(d, i, 3 + n, t) for n, (d, i, t) in enumerate(zip(natives, impacts, tables, strict=True))
        ]
        results = []
        for hits in (natives[0], shape(kernel, sorted(kept))):
            good = len(hits) and count
            results.append(plainly(kernel, kernel.best(hits, parts[0], count)) if good else ([], (0, [])))
        parts.append(Part(natives[0], None, 1000))
        for here in (shape(kernel, chosen), natives[0]):
            scores = kernel.total(here, parts, DOCUMENTS)
            results.append((list(map(int, scores)), led(kernel, here, scores, count)))
            results.append(kernel.count(column, here, 5))
        return results

    plain, fast = both(scored)
    assert plain == fast
    known = dict(zip(some[0], impacts[0], strict=True))
    left = sorted(kept)
    check = (
        (some[0], impacts[0], plain[0]),
        (left, [known[doc] for doc in left], plain[1]),
        (chosen, *plain[2]),
        (some[0], *plain[4]),
    )
    for here, scores, (above, level) in check if count else ():
        ranked = sorted(zip(scores, here, strict=True), key=lambda pair: (-pair[0], pair[1]))
        if ranked:
            least = ranked[:count][-1][0]
            assert above == sorted(pair for pair in ranked if pair[0] > least)
            assert level == (least, [doc for score, doc in ranked if score == least])
    assert plain[3] == {n: c for n, c in Counter(column[doc] for doc in chosen).items() if n < 5}


def plainly(kernel, found):
    """What leads, as plain numbers."""
    return sorted(found.above), (found.score, kernel.listed(found.level))


def led(kernel, docs, scores, count):
    """What leads, as plain numbers; nothing where nothing can."""
    if not len(docs) or not count:
        return [], (0, [])
    return plainly(kernel, kernel.leading(docs, scores, count))


@settings(max_examples=80, deadline=None)
@given(docs, docs, st.data())
def test_runs_of_documents(starts, chosen, data):
    limits = [after - start - 1 for start, after in pairwise((*starts, DOCUMENTS))]
    holds = [data.draw(st.integers(0, limit)) for limit in limits]
    held = [0] * DOCUMENTS
    for start, more in zip(starts, holds, strict=True):
        held[start] = more

    shape = data.draw(shapes)

    def runs(kernel):
        here = shape(kernel, chosen)
        column = kernel.spread(starts, DOCUMENTS)
        return [
            kernel.listed(kernel.spans(starts, holds)),
            kernel.listed(kernel.alone(here, Held(memoryview(array("I", held))))),
            kernel.count(column, here, len(starts)) if starts and chosen else {},
            kernel.listed(here),
        ]

    plain, fast = both(runs)
    assert plain == fast
    inside = [
        doc for start, more in zip(starts, holds, strict=True) for doc in range(start, start + more + 1)
    ]
    stays = [doc for doc in chosen if not set(range(doc + 1, doc + held[doc] + 1)) & set(chosen)]
    assert plain[:2] == [inside, stays]
    if starts:
        runs_of = Counter(max(0, bisect_right(starts, doc) - 1) for doc in chosen)
        assert plain[2] == dict(runs_of)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(words, min_size=1, max_size=30),
    st.lists(st.sampled_from("abc"), min_size=2, max_size=3),
    st.sampled_from([native, as_bits]),
)
def test_phrases(texts, phrase, shape):
    def held(word, slot, kernel):
        found = [(n, [p for p, w in enumerate(text) if w == word]) for n, text in enumerate(texts)]
        found = [(n, places) for n, places in found if places]
        padding = [1] * 130
        tf = array("B", padding + [len(places) for _, places in found])
        skips = array("I", [sum(tf[:at]) for at in range(0, len(tf) + 32, 32)])
        positions = array("H", [0] * 130 + [p for _, places in found for p in places])
        return Occurrences(
            shape(kernel, [n for n, _ in found]),
            130,
            memoryview(tf),
            memoryview(skips),
            memoryview(positions),
            slot,
            Table(DOCUMENTS),
        )

    def run(kernel):
        looked = [held(word, slot, kernel) for slot, word in enumerate(phrase)]
        # a word that is asked for again and again gets a table
        found = [kernel.phrase(looked, DOCUMENTS) for _ in range(5)]
        # the table stays where the set that it was made for was given up
        again = [replace(word, docs=shape(kernel, kernel.listed(word.docs))) for word in looked]
        docs, counts = found[0]
        few = kernel.listed(docs)[:1]
        assert kernel.listed(kernel.phrase(again, DOCUMENTS, native(kernel, few))[0]) == few
        assert all((list(d), list(c)) == (list(docs), list(counts)) for d, c in found)
        return kernel.listed(docs), list(map(int, counts))

    plain, fast = both(run)
    assert plain == fast
    size = len(phrase)
    counted = [sum(t[at : at + size] == phrase for at in range(len(t))) for t in texts]
    assert plain == ([n for n, c in enumerate(counted) if c], [c for c in counted if c])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(spelt, max_size=3), st.lists(st.sampled_from(SPELT), max_size=2), st.integers(0, 2)
        ),
        max_size=20,
    )
)
def test_inversion_makes_the_same_files(samples, made):
    builder = SegmentBuilder(samples.layout(), {"stem": samples.stemmed})
    for number, (values, title, tongue) in enumerate(made):
        builder.add(samples.document(number, values, title=title, tongue=tongue))
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / "plain", Path(name) / "fast"]
        for path, inverter in zip(paths, (invert, invert_numpy), strict=True):
            builder.write(str(path), inverter)
        assert paths[0].read_bytes() == paths[1].read_bytes()


def test_frequent_words_and_long_texts_invert_the_same(samples, tmp_path):
    builder = SegmentBuilder(samples.layout(), {"stem": samples.stemmed})
    for number in range(300):
        builder.add(samples.document(number, [["a"] * number * 9, [f"w{number}"]], title=["a"]))
    for name, inverter in (("plain", invert), ("fast", invert_numpy)):
        builder.write(str(tmp_path / name), inverter)
    assert (tmp_path / "plain").read_bytes() == (tmp_path / "fast").read_bytes()
