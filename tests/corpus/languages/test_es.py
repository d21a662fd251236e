"""Spanish: who says what in an article of everyday shapes, and what is no quote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quoth.corpus.model import Article

ARTICLE = (Path(__file__).parent / "samples" / "es.txt").read_text(encoding="utf-8")
Said = Callable[[str], list[tuple[str | None, str]]]


def test_an_article_of_everyday_shapes(said: Said) -> None:
    assert said(ARTICLE) == [
        ("Juan Roel", "El puente es demasiado viejo"),
        ("Clara Díaz", "Hemos revisado cada pilar"),
        ("Clara Díaz", "El puente aguantará otros cien años"),
        ("Juan Roel", "costaría demasiado dinero"),
        ("Clara Díaz", "Eso es falso"),
        ("Pedro Fuertes", "La decisión todavía no está tomada"),
        ("Pedro Fuertes", "No tendremos tiempo"),
        ("Pedro Fuertes", "No queda dinero."),
        ("Pablo Martín", "El trabajo durará dos años"),
        ("una vecina", "La gente está cansada"),
        ("una periodista", "¿Y mañana?"),
    ]


def test_the_language_is_found(article: Callable[[str], Article]) -> None:
    assert article(ARTICLE).language == "es"


LEAD = "El alcalde Juan Roel llegó el lunes al puente con los vecinos.\n\n"


def test_a_tag_between_dashes_inside_the_marks(said: Said) -> None:
    text = LEAD + "“El puente —dijo Juan Roel— está cerrado para siempre”.\n"
    assert said(text) == [("Juan Roel", "El puente"), ("Juan Roel", "está cerrado para siempre")]


def test_names_in_marks_are_no_quotes(said: Said) -> None:
    text = "Trabaja en la empresa «Los Puentes del Norte de Elbonia» desde la primavera."
    assert said(LEAD + text) == []


def test_a_day_between_the_verb_and_an_office_of_a_place(said: Said) -> None:
    text = LEAD + "«Hemos esperado tres años», dijo el lunes el alcalde de Elbonia, Carlos Lobo."
    assert said(text) == [("Carlos Lobo", "Hemos esperado tres años")]
