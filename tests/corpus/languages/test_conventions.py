"""Every convention of quotation marks: the words inside are found, whatever the language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.attribution import attribute
from quoth.corpus.language import has_lists, language
from quoth.corpus.outline import outline
from quoth.corpus.rules import CERTAIN

Said = Callable[[str], list[tuple[str | None, str]]]
CODES = (
    "de",
    "ru",
    "be",
    "uk",
    "fr",
    "es",
    "pt",
    "it",
    "pl",
    "fa",
    "ar",
    "nl",
    "sv",
    "da",
    "no",
    "fi",
    "cs",
    "ro",
    "hu",
    "tr",
    "el",
)
WORDS = [
    "мост",
    "Роу",
    "сказал",
    "она",
    "dit",
    "-t-elle",
    "der",
    "Leiter",
    "sagte",
    "قال",
    "گفت",
    "桥",
    "l’",
    "M.",
]
PIECES = [*WORDS, "— ", " – ", "«", "»", "„", "“", "”", "「", "」", ", ", ". ", "? ", "\n\n", " ", ":", "-"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sie sagte: „Die Brücke ist sehr alt.“", ["Die Brücke ist sehr alt."]),
        ("Sie sagte: »Die Brücke ist sehr alt.«", ["Die Brücke ist sehr alt."]),
        ("„Die „Bild“-Leser wissen es nicht“, sagte sie.", ["Die „Bild“-Leser wissen es nicht"]),
        (
            "„Das ist ‚einfach nicht wahr‘, finde ich“, sagte sie.",
            ["Das ist ‚einfach nicht wahr‘, finde ich"],
        ),
        ("”Bron är alldeles för gammal”, sade hon.", ["Bron är alldeles för gammal"]),
        ("»Bron är alldeles för gammal», sade hon.", ["Bron är alldeles för gammal"]),
        ("Она сказала: «Мост очень старый».", ["Мост очень старый"]),
        ("Она сказала: „Мост очень старый“.", ["Мост очень старый"]),
        ("她说：“这座桥太旧了，必须关闭。”", ["这座桥太旧了，必须关闭。"]),
        ("她说：「這座橋太舊了，必須關閉。」", ["這座橋太舊了，必須關閉。"]),
        ("彼女は「橋は『古い橋』です。もう限界だ」と述べた。", ["橋は『古い橋』です。もう限界だ"]),
    ],
)
def test_the_words_inside_the_marks(said: Said, text: str, words: list[str]) -> None:
    assert [quote for _, quote in said(text)] == words


@pytest.mark.parametrize("code", ["ca", "sk", "zh", "ja", "xx"])
def test_without_word_lists_quotes_are_found_and_left_unknown(code: str) -> None:
    text = "Jan Roe was erbij. “De brug is veel te oud voor ons”, zei Jan Roe. Jan Roe zei: “Zij is te oud.”"
    found = attribute(text, outline(text), code=code)
    assert not has_lists(code)
    assert [(q.speaker, q.attribution.rule, q.attribution.confidence) for q in found.quotes] == [
        (None, "unknown", 0.0),
        (None, "unknown", 0.0),
    ]
    assert found.speakers == ()


def test_without_word_lists_the_layout_still_names_speakers() -> None:
    text = "De brug is dicht.\n\n“De brug is veel te oud voor ons allemaal.” – Jan Roe\n"
    found = attribute(text, outline(text), code="xx")
    assert [q.attribution.rule for q in found.quotes] == ["signature"]
    assert found.quotes[0].attribution.rule in CERTAIN


def test_borrowed_weights_are_less_sure_than_learnt_ones() -> None:
    text = "Le pont est fermé. « Le pont est trop vieux », a déclaré Jean Roué lundi.\n"
    sure = attribute(
        "“The bridge is too old,” said Jane Roe.", outline("“The bridge is too old,” said Jane Roe.")
    )
    assert attribute(text, outline(text), code="fr").quotes[0].attribution.confidence < 0.85
    assert sure.quotes[0].attribution.confidence > 0.9


@pytest.mark.parametrize("code", CODES)
def test_word_lists_are_whole(code: str) -> None:
    known = language(code)
    assert len(set(known.base.values())) > 20
    assert sum(letter == "v" for letter in known.classes.values()) > 40
    assert known.titles
    assert known.roles
    assert set(known.gender.values()) == {"m", "f"}
    assert not [word for word in (*known.classes, *known.gender) if word != word.lower()]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=50).map(" ".join), st.sampled_from(CODES))
def test_any_text_is_read_in_any_language(text: str, code: str) -> None:
    end = 0
    for quote in attribute(text, outline(text), code=code).quotes:
        assert quote.span.of(text) == quote.text != ""
        assert quote.outer.holds(quote.span)
        assert quote.outer.start >= end
        end = quote.outer.end
        for words in (quote.attribution.mention, quote.attribution.cue):
            assert words is None or words.span.of(text) == words.text != ""


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(PIECES), st.sampled_from(CODES))
def test_hostile_text_is_read(piece: str, code: str) -> None:
    text = piece * (4_000 // len(piece))
    attribute(text, outline(text), code=code)
