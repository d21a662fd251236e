"""The words of a text without their places are those that `tokens` gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.index.analysis import bare, tokens, words_of, written

PIECES = (
    *("U.S.", "don’t", "o'clock", "C++", "c#", "1,000.5", "3.", "a_b", "u.s_a", "—", "“", "’", "''", "A.B.c"),
    *("x" * 140, "x" * 140 + "Y", " ", "\n", "…", "É", "漢字", "'90s", "Roe’s", "McX", "\u00ad", "+", "#"),
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(st.characters(max_codepoint=0x2100), max_size=5)))


@settings(max_examples=100, deadline=None)
@given(TEXTS.map("".join))
def test_words_are_those_of_the_tokens(text: str) -> None:
    found = tokens(text)
    (whole,) = written(text)
    assert words_of(text) == whole.words == found.words
    parts = [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]
    assert dict(zip(whole.places, whole.names, strict=True)) == {
        at: bare(word)
        for at, (word, part) in enumerate(zip(found.words, parts, strict=True))
        if any(map(str.isupper, part))
    }


@settings(max_examples=200, deadline=None)
@given(TEXTS.map("".join), st.data())
def test_the_words_of_a_span_are_those_of_its_text(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(place, place).map(sorted).map(tuple), max_size=4))
    assert list(written(text, spans)) == [written(text)[0], *(written(text[a:b])[0] for a, b in spans)]
