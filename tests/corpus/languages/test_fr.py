"""French: who says what in an article of everyday shapes, and what is no quote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.corpus.model import Article

ARTICLE = (Path(__file__).parent / "samples" / "fr.txt").read_text(encoding="utf-8")
Said = Callable[[str], list[tuple[str | None, str]]]


def test_an_article_of_everyday_shapes(said: Said) -> None:
    assert said(ARTICLE) == [
        ("Jean Roué", "Le pont est trop vieux"),
        ("Claire Dubois", "Nous avons vérifié chaque pilier,"),
        ("Claire Dubois", "Le pont tiendra encore cent ans."),
        ("Jean Roué", "coûterait beaucoup trop cher"),
        ("Claire Dubois", "C’est faux"),
        ("Pierre Lefort", "La décision n’est pas encore prise."),
        ("Pierre Lefort", "Nous n’aurons pas le temps,"),
        ("Pierre Lefort", "Il n’y a plus d’argent."),
        ("Paul Martin", "Le travail durera deux ans"),
        ("un habitant", "Les gens sont fatigués"),
        ("une journaliste", "Et demain ?"),
    ]


def test_the_language_is_found(article: Callable[[str], Article]) -> None:
    assert article(ARTICLE).language == "fr"


LEAD = "Le maire Jean Roué est venu lundi au pont avec les élus.\n\n"


def test_no_break_spaces_inside_marks_are_no_words(said: Said) -> None:
    text = LEAD + "«\u00a0Le pont est fermé\u202f!\u00a0», a lancé Jean Roué.\n"
    assert said(text) == [("Jean Roué", "Le pont est fermé\u202f!")]


def test_a_tag_between_commas_inside_the_marks(said: Said) -> None:
    text = LEAD + "« Le pont, affirme Jean Roué, est fermé pour de bon. »\n"
    assert said(text) == [("Jean Roué", "Le pont,"), ("Jean Roué", "est fermé pour de bon.")]


@pytest.mark.parametrize(
    "text",
    [
        "Le journal « Le Matin de la grande ville » est paru lundi et tout le monde l’a acheté.",
        "Il travaille pour la société « Les Ponts du Nord de l’Elbonie » depuis le printemps.",
    ],
)
def test_names_in_marks_are_no_quotes(said: Said, text: str) -> None:
    assert said(LEAD + text) == []


def test_an_article_with_a_capital_goes_on_a_name(said: Said) -> None:
    text = (
        "Le pont est fermé depuis lundi et personne ne sait pourquoi dans la ville.\n\n"
        "« Ce pont est trop vieux », a déclaré la maire de Quimper, Anne Le Bihan. « Nous irons jusqu’au "
        "bout », a-t-elle ajouté."
    )
    assert [name for name, _ in said(text)] == ["Anne Le Bihan", "Anne Le Bihan"]
