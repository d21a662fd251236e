"""German: who says what in an article of everyday shapes, and what is no quote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.corpus.model import Article

ARTICLE = (Path(__file__).parent / "samples" / "de.txt").read_text(encoding="utf-8")
Said = Callable[[str], list[tuple[str | None, str]]]


def test_an_article_of_everyday_shapes(said: Said) -> None:
    assert said(ARTICLE) == [
        ("Johann Rohe", "Die Brücke ist viel zu alt"),
        ("Klara Dorn", "Wir haben jeden Pfeiler geprüft"),
        ("Klara Dorn", "Die Brücke hält noch hundert Jahre."),
        ("Johann Rohe", "viel zu teuer für die Stadt"),
        ("Klara Dorn", "Das ist einfach nicht wahr"),
        ("Peter Stark", "Es ist noch nichts entschieden."),
        ("Peter Stark", "Niemand muss sich Sorgen machen."),
        ("Peter Stark", "Uns fehlt das Geld"),
        ("Paul Martens", "Die Arbeiten dauern zwei Jahre"),
        ("Peter Stark", "ein teures Abenteuer ohne Nutzen"),
    ]


def test_the_language_is_found(article: Callable[[str], Article]) -> None:
    assert article(ARTICLE).language == "de"


@pytest.mark.parametrize(
    "text",
    [
        "Die Zeitung „Der Morgen der großen Stadt“ erschien am Montag und war bald vergriffen.",
        "Der Film „Hundert Jahre ohne eine Brücke“ läuft im Kino.",
    ],
)
def test_names_in_marks_are_no_quotes(said: Said, text: str) -> None:
    assert said("Bürgermeister Johann Rohe kam am Montag zur Brücke.\n\n" + text) == []


def test_the_genitive_of_a_name_is_the_same_person(article: Callable[[str], Article]) -> None:
    found = article(
        "Johann Rohes Brücke ist gesperrt. „Es ging leider nicht mehr anders“, sagte Johann Rohe am Montag. "
        "„Der Plan Rohes ist gut“, sagte Klara Dorn. „Das weiß ich auch“, sagte Rohe.\n"
    )
    assert [s.name for s in found.speakers] == ["Johann Rohe", "Klara Dorn"]


def test_a_noun_between_article_and_name_is_a_role(article: Callable[[str], Article]) -> None:
    text = (
        "Die Brücke ist seit dem Montag wieder gesperrt, und keiner in der Stadt weiß, warum das so ist.\n\n"
        "„Das ist nicht unsere Schuld“, meinte der Schlosser Heinz Dörfler am Morgen. „Niemand hat uns "
        "gefragt“, klagte Dörfler dann."
    )
    found = article(text)
    assert [speaker.name for speaker in found.speakers] == ["Heinz Dörfler"]
    assert found.speakers[0].role == "Schlosser"
    assert len(found.quotes) == 2
