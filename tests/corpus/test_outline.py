"""Every line of a text is a title, a heading, a label, a paragraph or noise."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.corpus.outline import outline

PROSE = "The committee met on Tuesday and talked for most of the day about the price of bread."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(line.kind, line.span.of(text)) for line in outline(text)]


def test_a_first_short_line_is_the_title_and_a_later_one_a_heading() -> None:
    text = f"Bread gets dearer\n\n{PROSE}\nWhat the bakers want\n{PROSE}\n"
    assert kinds(text) == [
        ("title", "Bread gets dearer"),
        ("paragraph", PROSE),
        ("heading", "What the bakers want"),
        ("paragraph", PROSE),
    ]


def test_marks_of_headings_are_read_and_left_out() -> None:
    text = f"# Bread\n\n{PROSE}\n\n## Flour ##\n\n{PROSE}\n\nSalt\n----\n{PROSE}"
    found = outline(text)
    assert [(line.kind, line.level, line.span.of(text)) for line in found if line.kind != "paragraph"] == [
        ("title", 1, "Bread"),
        ("heading", 2, "Flour"),
        ("heading", 2, "Salt"),
    ]


@pytest.mark.parametrize("mark", ["“Yes.”", '"Yes."', "«Yes.»", "„Yes.“", "‘Yes.’"])
@pytest.mark.parametrize(
    "label",
    [
        "Ida Brandt:",
        "Ida Brandt, mayor of Nordby:",
        "Nordby Mayor Ida Brandt:",
        "Minister of Trade Ida Brandt:",
    ],
)
def test_a_name_with_a_colon_before_quoted_words_is_a_label(label: str, mark: str) -> None:
    assert kinds(f"Title here\n{PROSE}\n{label}\n{mark}\n{PROSE}")[2] == ("label", label)


@pytest.mark.parametrize(
    "line",
    [
        "She added the following:",
        "These were his last words to the crowd:",
        "Take it from those who know:",
        "Wait, it gets better:",
        "Reporter Ida Brandt says:",
    ],
)
def test_a_sentence_that_leads_in_to_a_quotation_is_no_label(line: str) -> None:
    assert kinds(f"Title here\n{PROSE}\n{line}\n“Yes.”\n{PROSE}")[2] == ("paragraph", line)


def test_a_heading_may_hold_a_colon() -> None:
    assert kinds(f"Title here\n{PROSE}\nBrandt: we want cheap bread\n{PROSE}")[2][0] == "heading"


def test_lines_of_a_transcript_are_no_headings() -> None:
    turns = ("BRANDT: We want bread", "Q: Why?", "BRANDT: We eat it.", "Q: All of it?", "BRANDT: Yes.")
    text = "\n".join(("The interview", PROSE, *turns))
    assert [kind for kind, _ in kinds(text)][2:] == ["paragraph"] * 5


@pytest.mark.parametrize(
    "line",
    [
        "3.70 BYN",
        "$12.50",
        "12 %",
        "3:11 P.M. EDT",
        "END 11:30 A.M. EST",
        "1,250",
        "https://example.org/a?b",
        "* * *",
        "———",
    ],
)
def test_prices_bare_links_and_ornaments_are_no_text(line: str) -> None:
    found = kinds(f"Title here\n{PROSE}\n{line}\n{PROSE}")
    assert ("paragraph", line) not in found
    assert ("heading", line) not in found


@pytest.mark.parametrize(
    "line",
    [
        "(i) the right of the council to bake; or",
        "(a) Bakers and their guilds",
        "The cost of a loaf was down by a third compared to the",
        "Olsen called the law “a project that will flood the market",
        "The mayor is directed to print this in the *Nordby Times.*",
        "the bakers and the salt",
        "(Reappointment)",
        "Dear Mr. Speaker: (Dear Madam Mayor:)",
    ],
)
def test_halves_of_sentences_and_items_are_no_headings(line: str) -> None:
    assert kinds(f"Title here\n\n{PROSE}\n\n{line}\n\n{PROSE}")[2][0] == "paragraph"


def test_places_above_a_time_of_day_are_noise_under_the_title() -> None:
    text = f"The mayor speaks\n\nWest Hall\n\nNordby, Elbonia\n\n1:32 P.M. EST\n\n{PROSE}\n\nBread\n\n{PROSE}"
    assert [kind for kind, _ in kinds(text)] == ["title", *["noise"] * 3, "paragraph", "heading", "paragraph"]


def test_marks_of_emphasis_are_no_part_of_a_heading() -> None:
    text = f"Title here\n\n{PROSE}\n\n**What the bakers want:**\n\n{PROSE}"
    assert kinds(text)[2] == ("heading", "What the bakers want:")


def test_noise_may_stand_before_the_title() -> None:
    text = f"3.70 BYN\n\nBread gets dearer\n{PROSE}"
    assert [kind for kind, _ in kinds(text)] == ["noise", "title", "paragraph"]


def test_a_run_of_short_lines_is_a_list_and_no_headings() -> None:
    text = f"Title here\n{PROSE}\nFlour\nSalt\nWater\nYeast\n{PROSE}"
    assert [kind for kind, _ in kinds(text)] == ["title"] + ["paragraph"] * 6


def test_a_last_short_line_is_no_heading() -> None:
    assert kinds(f"Title here\n{PROSE}\nThe end of it")[-1][0] == "paragraph"


def test_one_line_is_a_paragraph_and_blank_text_is_nothing() -> None:
    assert kinds("Only this") == [("paragraph", "Only this")]
    assert kinds(" \n\n\t") == []


@given(st.lists(st.sampled_from(["# A", "A b", PROSE, "“Q.”", "X Y:", "3.70 BYN", "===", "", "-", ":", "é"])))
def test_any_lines_give_spans_in_order_that_cover_no_blank(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = outline(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(line.span.of(text) == line.span.of(text).strip() != "" for line in found)
    assert sum(line.kind == "title" for line in found) <= 1


def kinds_of(text: str) -> list[tuple[str, str]]:
    return [(line.kind, line.span.of(text)) for line in outline(text)]


OPENING = (
    "The mayor opened the bridge in the rain, and many people came to see it although it rained all day."
)


@pytest.mark.parametrize(
    "lead",
    [
        "**The town has done three things since the flood:**",
        "**These works build on what was done before, including:**",
    ],
)
def test_a_sentence_that_leads_in_to_a_list_is_no_heading(lead: str) -> None:
    text = f"A bridge\n\n{OPENING}\n\n{lead}\n\n{OPENING}\n"
    assert ("heading", lead.strip("*")) not in kinds_of(text)


def test_bold_words_with_a_colon_may_head_a_part() -> None:
    text = f"A bridge\n\n{OPENING}\n\n**More Works to Keep Bridges Safe:**\n\n{OPENING}\n"
    assert ("heading", "More Works to Keep Bridges Safe:") in kinds_of(text)


@pytest.mark.parametrize(
    "line", ["MEMORANDUM FOR THE CLERK OF WORKS", "SUBJECT:  Bridges", "JANE R. HOLT JR."]
)
def test_fields_of_a_memorandum_and_signatures_are_no_headings(line: str) -> None:
    text = f"A bridge\n\n{OPENING}\n\n{line}\n\n{OPENING}\n"
    assert ("paragraph", line) in kinds_of(text)


def test_lines_under_the_title_are_kickers_where_no_other_heading_follows() -> None:
    text = f"A bridge\n\nBY THE MAYOR OF THE TOWN\n\nA DECREE\n\n{OPENING}\n\n{OPENING}\n"
    assert [kind for kind, _ in kinds_of(text)] == [
        "title",
        "paragraph",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_the_last_line_under_the_title_heads_the_first_part_of_several() -> None:
    text = f"A bridge\n\nThe works\n\n{OPENING}\n\nThe costs\n\n{OPENING}\n"
    assert [kind for kind, _ in kinds_of(text)] == ["title", "heading", "paragraph", "heading", "paragraph"]


def test_a_place_under_the_title_is_noise() -> None:
    text = f"Remarks at the bridge\n\nOak Hill, Elbonia\n\nMR. ROE:  {OPENING}\n\nMS. BELL:  {OPENING}\n"
    assert kinds_of(text)[1] == ("noise", "Oak Hill, Elbonia")


def test_the_places_before_a_time_of_day_are_noise() -> None:
    text = f"Remarks\n\nGrand Hotel\nSpringfield, D.C.\n\n12:17 P.M. EST\n\nMR. ROE:  {OPENING}\n\nMS. BELL:  {OPENING}\n"
    text += "\nEND                   12:40 P.M. EST\n"
    assert [kind for kind, _ in kinds_of(text)] == [
        "title",
        "noise",
        "noise",
        "noise",
        "paragraph",
        "paragraph",
        "noise",
    ]


def test_the_third_item_of_a_list_is_no_copyright_line() -> None:
    text = f"A decree\n\n{OPENING}\n\n(c)  the upkeep of all bridges in the town and its villages, and of their lamps\n"
    assert kinds_of(text)[-1][0] == "paragraph"
