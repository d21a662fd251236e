"""Who holds an office is found again by the office alone, whatever joins its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], list[tuple[str | None, str]]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Мэр Эльбонии Иван Роуский приехал на мост в понедельник. С ним была "
            "министр транспорта Анна Петрова.\n\n«Мост слишком старый и опасный», — сказал мэр. «Денег "
            "на ремонт у нас нет», — ответила министр.\n",
            ["Иван Роуский", "Анна Петрова"],
        ),
        (
            "Der Bürgermeister von Elbonien, Johann Rohe, kam am Montag zur Brücke. Verkehrsministerin Anna "
            "Stark war auch dabei.\n\n„Die Brücke ist viel zu alt“, sagte der Bürgermeister. „Wir haben "
            "kein Geld für sie“, antwortete die Ministerin.\n",
            ["Johann Rohe", "Anna Stark"],
        ),
        (
            "Le maire d’Elbonie, Jean Roué, est venu lundi au pont avec les élus. La ministre Anne Lefort "
            "était aussi présente.\n\n« Le pont est trop vieux pour nous », a dit le maire. « Nous n’avons "
            "pas d’argent », a répondu la ministre.\n",
            ["Jean Roué", "Anne Lefort"],
        ),
        (
            "El alcalde de Elbonia, Juan Roel, llegó el lunes al puente. La ministra Ana Fuertes también "
            "estaba con los vecinos.\n\n«El puente es demasiado viejo», dijo el alcalde. «No tenemos "
            "dinero», respondió la ministra.\n",
            ["Juan Roel", "Ana Fuertes"],
        ),
    ],
    ids=["ru", "de", "fr", "es"],
)
def test_an_office_stands_for_its_holder(said: Said, text: str, names: list[str]) -> None:
    assert [name for name, _ in said(text)] == names
