"""The same article under two names is found, and two articles on one thing are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.corpus import duplicates
from quoth.corpus.article import parse_article
from quoth.corpus.duplicates import groups, likeness, same_articles, signature

WORDS = (
    "The council of Nordby met on Tuesday and talked for most of the day about the price of bread, "
    "which had risen twice since the spring, and about what the guild of bakers had asked for in its "
    "letter. Nobody left before the evening, when the mayor read out a list of the mills that had "
    "closed, the bakeries that had no flour left, and the streets in which people had to walk for "
    "half an hour to the next shop that sold a loaf."
)
OTHER = (
    "The council of Nordby met again on Friday. This time the price of salt was the matter, and the "
    "hall was half empty when the mayor opened the meeting with a word on the harbour and the boats "
    "that did not come."
)


def test_a_copy_with_another_headline_and_a_changed_word_is_the_same() -> None:
    copy = WORDS.replace("Tuesday", "Wednesday").upper()
    assert likeness(signature(WORDS), signature(copy)) >= 0.8
    assert groups([signature(text) for text in (WORDS, OTHER, copy, OTHER)]) == ((0, 2), (1, 3))


def test_another_article_on_the_same_thing_is_another() -> None:
    assert likeness(signature(WORDS), signature(OTHER)) < 0.3
    assert groups([signature(WORDS), signature(OTHER)]) == ()


def test_articles_are_compared_without_their_furniture() -> None:
    bare = parse_article(f"Bread gets dearer\n{WORDS}", origin="a", source="a")
    dressed = parse_article(
        f"Bread is dearer than ever\nShare\n{WORDS}\n© Nordby Times", origin="b", source="b"
    )
    other = parse_article(f"Salt\n{OTHER}", origin="c", source="c")
    assert same_articles([bare, other, dressed]) == ((bare.id, dressed.id),)


def test_texts_without_words_are_alike_to_nothing() -> None:
    assert groups([signature(""), signature("…"), signature("")]) == ()


def test_scripts_without_blanks_are_compared_by_characters() -> None:
    text = "市议会星期二经过长时间讨论后表示，面包价格在一年内上涨了三分之一，这是多年来涨幅最大的一次。" * 2
    assert likeness(signature(text), signature(text.replace("星期二", "星期三"))) > 0.6


@given(st.lists(st.text(max_size=30), max_size=8))
def test_every_text_is_alike_to_itself_and_in_one_group_at_most(texts: list[str]) -> None:
    made = [signature(text) for text in texts]
    assert all(likeness(minima, minima) == 1.0 for minima in made if minima)
    members = [number for group in groups(made) for number in group]
    assert len(members) == len(set(members))
    for first, one in enumerate(made):
        for second in range(first):
            if one and one == made[second]:
                assert any({first, second} <= set(group) for group in groups(made))


def test_forms_filled_in_by_the_thousand_are_not_compared_each_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = "the board met on day {0} and heard case {0} of the year before it rose and went home"
    signatures = [signature(form.format(number)) for number in range(2_000)]
    compared: list[int] = []

    def counted(one: bytes, other: bytes) -> float:
        compared.append(1)
        return likeness(one, other)

    monkeypatch.setattr(duplicates, "likeness", counted)
    groups(signatures)
    assert 0 < len(compared) < 100 * len(signatures)


def test_copies_are_found_among_forms() -> None:
    form = "the board met on day {0} and heard case {0} of the year before it rose and went home"
    signatures = [signature(form.format(number)) for number in range(300)]
    found = groups([*signatures, signatures[7]])
    assert any({7, 300} <= set(group) for group in found)
