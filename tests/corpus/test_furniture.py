"""What a scraped page adds to an article is known and left out; an article without it loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.corpus.furniture import furniture
from quoth.corpus.outline import outline

PROSE = "The committee met on Tuesday and talked for most of the day about the price of bread."


def noise(*lines: str) -> list[str]:
    return [lines[n] for n in sorted(furniture(lines).lines)]


def test_a_menu_before_the_article_and_the_repeated_headline() -> None:
    lines = ("Home", "World", "Sport", "Culture", "Opinion", "Bread gets dearer in Nordby", PROSE, PROSE)
    assert noise(*lines) == list(lines[:5])
    assert furniture(lines).title == 5
    again = (*lines[:6], "Bread gets dearer in Nordby", *lines[6:])
    assert furniture(again).title == 6
    assert "Bread gets dearer in Nordby" in noise(*again)


@pytest.mark.parametrize(
    "line",
    [
        "Share", "Share on Facebook", "Photo: Ida Brandt", "© 2024 The Nordby Times", "Advertisement",
        "We use cookies to make this site better", "12.03.2024, 14:05", "March 12, 2024", "12 марта 2024",
        "By Ida Brandt", "Read also: Flour gets dearer", "Фото: пресс-служба", "Published 12 March 2024",
        "Подписывайтесь на наш канал", "Alle Rechte vorbehalten", "1,204 views", "3 min read", "5 hours ago",
        "A baker at work. Photo: Tom Holt/Nordby Times", "Un boulanger au travail. © Tom Holt / AFP",
        "Home > World > Bread", "12/03/2024 14h05 - Atualizado há 2 horas", "记者：李明",
        "Lees ook: Zout raakt op",
    ],
)  # fmt: skip
def test_lines_known_by_their_words(line: str) -> None:
    assert noise("Bread gets dearer", PROSE, line, PROSE) == [line]


def test_links_below_read_also_up_to_the_next_prose() -> None:
    lines = ("Bread gets dearer", PROSE, "Read also", "Flour gets dearer too", PROSE)
    assert noise(*lines) == list(lines[2:4])
    lines = (
        "Bread gets dearer",
        PROSE,
        "Read also",
        "Flour gets dearer too",
        "Salt does not",
        "A winter",
        PROSE,
    )
    assert noise(*lines) == list(lines[2:5])  # the last short line before prose heads it


def test_a_menu_after_the_article() -> None:
    lines = (
        "Bread gets dearer",
        PROSE,
        PROSE,
        "About the paper",
        "Work with us",
        "Advertising rates",
        "Archive",
    )
    assert noise(*lines) == list(lines[3:])


@pytest.mark.parametrize(
    "lines",
    [
        ("Bread gets dearer", PROSE, "What the bakers want", PROSE),
        ("Bread", PROSE, "Flour", "Salt", "Water", "Yeast", PROSE),
        ("A rose is", "A rose is", "A rose is", "A rose"),
        (
            "Title",
            PROSE,
            "Published in 1990, the book of bread tells of flour and of salt, and of much more.",
        ),
        ("Title", "BRANDT:", "“Yes.”", "OLSEN:", "“No.”", "BRANDT:", "“Yes.”", PROSE),
        ("Source of all bread is flour, they say, and the committee did not doubt it for a moment.", PROSE),
    ],
)
def test_an_article_without_furniture_loses_nothing(lines: tuple[str, ...]) -> None:
    assert noise(*lines) == []


def test_the_outline_makes_noise_of_it() -> None:
    text = "\n".join(
        ("Home", "World", "Sport", "Culture", "Bread gets dearer in Nordby", "Share", PROSE, PROSE)
    )
    found = [(line.kind, line.span.of(text)) for line in outline(text)]
    assert found[4] == ("title", "Bread gets dearer in Nordby")
    assert [kind for kind, _ in found] == ["noise"] * 4 + ["title", "noise", "paragraph", "paragraph"]


@given(
    st.lists(
        st.sampled_from(["Home", "Share", PROSE, "Read also", "A b c d", "X:", "2024", "é"]), max_size=12
    )
)
def test_any_lines_have_furniture_among_them(lines: list[str]) -> None:
    found = furniture(lines)
    assert all(0 <= n < len(lines) for n in found.lines)
    assert found.title is None or (0 <= found.title < len(lines) and found.title not in found.lines)


@pytest.mark.parametrize("repeated", ["By Aa, ", "Aa and ", "1.1.2025 ", "A > ", "Aa: ", "- ", "«", "1 "])
def test_lines_of_endless_repeats_are_judged(repeated: str) -> None:
    line = (repeated * 20_000).strip()
    assert (
        furniture([line, "The mayor opened the bridge in the rain, and many people came to see it."]).title
        is None
    )


def test_a_row_of_many_cells_with_a_long_last_one_is_no_menu() -> None:
    row = "7 | " * 28 + "the longest cell of the table stands at its end"
    assert noise(PROSE, "Home | News | Bread | Oven", row, PROSE) == ["Home | News | Bread | Oven"]
