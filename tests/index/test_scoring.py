"""The best hits are the same whatever is passed over on the way to them."""

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.index.late import Late
from quoth.index.scoring import _leading
from quoth.index.segments.kernel import Part
from quoth.index.segments.kernel_stdlib import StdlibKernel

SIZE = 80
some = st.lists(st.integers(0, SIZE - 1), unique=True, min_size=1, max_size=6)
most = st.sets(st.integers(0, SIZE - 1), max_size=20).map(lambda left: set(range(SIZE)) - left)
documents = st.one_of(some, most).map(sorted)


@st.composite
def words(draw):
    docs = draw(documents)
    impacts = draw(st.lists(st.integers(1, 255), min_size=len(docs), max_size=len(docs)))
    return Part(memoryview(array("I", docs)), bytes(impacts), draw(st.integers(1, 2000)))


@settings(max_examples=100, deadline=None)
@given(st.lists(words(), min_size=1, max_size=5), st.integers(1, 3), st.data())
def test_what_leads_is_what_leads_of_all(parts, count, data):
    kernel = StdlibKernel()
    union = sorted({doc for part in parts for doc in part.docs})
    left = data.draw(st.sets(st.sampled_from(union), max_size=len(union) - 1))
    docs = [doc for doc in union if doc not in left]
    found = _leading(kernel, docs, parts, count, SIZE)
    wanted = kernel.leading(docs, kernel.total(docs, parts, SIZE), count)
    assert (sorted(found.above), found.score, list(found.level)) == (
        sorted(wanted.above),
        wanted.score,
        list(wanted.level),
    )


def test_a_late_sequence_is_made_once_and_knows_its_size_before():
    made = []

    def make():
        made.append(1)
        return (3, 4)

    late = Late(make, lambda: 2)
    assert (len(late), made) == (2, [])
    assert list(late) == [3, 4]
    assert late == (3, 4)
    assert late[1:] == (4,)
    assert made == [1]
