"""One chain of words for index, query and highlight."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.index.analysis import fold, is_lone_character, query_words, tokens, words_of, written
from quoth.index.stemming import stem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("To be, or not to be!", "to be or not to be"),
        ("don't Don’t DONʼT", "don't don't don't"),
        ("the ships’ crews", "the ships crews"),
        ("1,000 and 1.5 or 3.", "1,000 and 1.5 or 3"),
        ("U.S. and E.U.-led", "u.s and e.u led"),
        ("C++, C# and C", "c++ c# and c"),
        ("Café, cafe\u0301, Łódź, straße, ﬁn", "cafe cafe lodz strasse fin"),
        ("мой ёж", "мой еж"),
        ("left-wing snake_case _word_", "left wing snake case word"),
        ("co\u00adoperate", "cooperate"),
        ("हिन्दी में", "हिन्दी में"),
        ("中国人 said 中", "中国 国人 人 said 中"),
        ("ありがとう", "あり りが がと とう う"),
        ("… — ?!", ""),
    ],
)
def test_words_fold_and_none_is_dropped(text: str, words: str) -> None:
    assert " ".join(words_of(text)) == words


def test_a_word_of_a_query_is_a_word_of_the_text() -> None:
    assert query_words("中国人") == ("中国", "国人")
    assert query_words("中") == ("中",)
    assert is_lone_character("中")
    assert not is_lone_character("a")


def test_long_runs_are_known_by_their_beginning() -> None:
    assert words_of("x" * 1000) == query_words("x" * 1000) == ("x" * 128,)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_every_word_spells_its_place(text: str) -> None:
    found = tokens(text)
    for word, start, end in zip(*found, strict=True):
        assert 0 <= start < end <= len(text)
        assert fold(text[start:end][:128]) == word
    assert list(found.starts) == sorted(found.starts)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    for word in words_of(text):
        assert fold(word) == word


@pytest.mark.parametrize(
    "words",
    [
        "sanction sanctions sanctioned sanctioning",
        "country countries country's",
        "deny denies denied denying",
        "plan plans planned planning",
        "impose imposes imposed imposing",
        "agree agrees agreed agreeing",
        "control controls controlled controlling",
        "use uses used using",
        "add adds added adding",
        "die dies died dying",
    ],
)
def test_inflections_share_a_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "plan plane",
        "policy police",
        "general generate",
        "new news",
        "even evening",
        "unit united",
        "us use",
        "organ organization",
        "gas ga",
    ],
)
def test_other_words_do_not(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 2


def test_numbers_lose_thousands_separators_only() -> None:
    assert [stem(word) for word in ("1,000", "1,000,000.5", "1,5", "1.5")] == [
        "1000",
        "1000000.5",
        "1,5",
        "1.5",
    ]


def test_elisions_and_possessives_are_taken_off() -> None:
    assert [stem(word) for word in ("l'avion", "roe's", "o'brien")] == ["avion", "roe", "o'brien"]


def test_names_are_what_is_written_with_a_capital() -> None:
    (found,) = written("The mayor of Elbonia’s port")
    assert found.words == ("the", "mayor", "of", "elbonia's", "port")
    assert (found.places, found.names) == ((0, 3), ("the", "elbonia"))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("aÉñ’'ʼ.,-_#+019 “”…—ßﬁ中е\u0301\u00ad"), max_size=20))
def test_the_scripts_in_a_text_do_not_change_how_the_others_are_cut(text: str) -> None:
    assert words_of(f"{text} 中")[:-1] == words_of(text)
