"""Transcripts: whose turn each line is, and what is nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.corpus.article import parse_article
from quoth.corpus.model import Article

LATE = "It is late, and we have talked about bread for the whole of the day, as everybody here knows."
MORE = "There is one more thing that I want to say about the flour, the salt and the water."


def article(*lines: str) -> Article:
    return parse_article("\n\n".join(lines), origin="x", source="x.txt")


def turns(*lines: str) -> list[tuple[str, str]]:
    """Speaker and words of every turn."""
    found = article(*lines)
    return [
        (speaker.name if (speaker := found.speaker(q.speaker)) else "", q.text)
        for q in found.quotes
        if q.kind == "turn"
    ]


BRIEFING = (
    "Press Briefing by Press Secretary Jane Roe",
    "Brandt Briefing Room",
    "1:32 P.M. EST",
    f"MS. ROE:  {LATE}",
    MORE,
    "Q    Why is it late?",
    "MS. ROE:  (Laughter.)  Because we talk.  (Applause.)",
    "[Applause]",
    "Q\xa0 \xa0 And then —",
    "MS. ROE:  — And then we eat.",
    "Any questions?",
    "Q    No, thank you.",
    "END 2:24 P.M. EST",
)


def test_a_briefing_is_turns_of_the_one_whom_the_title_names_and_of_questioners() -> None:
    assert turns(*BRIEFING) == [
        ("Jane Roe", LATE),
        ("Jane Roe", MORE),
        ("Q", "Why is it late?"),
        ("Jane Roe", "Because we talk."),
        ("Q", "And then —"),
        ("Jane Roe", "— And then we eat."),
        ("Jane Roe", "Any questions?"),
        ("Q", "No, thank you."),
    ]
    found = article(*BRIEFING)
    assert found.speakers[1].role == "questioner"
    assert [section.heading for section in found.sections] == [None]
    assert [q.flags for q in found.quotes][:2] == [frozenset(), frozenset({"continued"})]


def test_an_office_of_two_words_is_found_in_the_title_too() -> None:
    lines = ("Remarks by First Lady Jane Roe at a School", f"THE FIRST LADY:  I say: {LATE}", MORE)
    assert [name for name, _ in turns(*lines)] == ["Jane Roe", "Jane Roe"]


def test_a_speech_without_labels_is_that_of_the_one_whom_the_title_names() -> None:
    lines = (
        "Remarks by Mayor Jane Roe at the Bread Fair",
        f"I say: {LATE}",
        f"We know it. {MORE}",
        "I thank you.",
    )
    assert turns(*lines) == [("Jane Roe", words) for words in lines[1:]]
    first = article(*lines).quotes[0].attribution
    assert (first.rule, first.mention.text if first.mention else "") == ("speech", "Mayor Jane Roe")
    report = (
        "Remarks by Mayor Jane Roe draw anger",
        LATE,
        f"“{MORE}” said a baker.",
        f"“{LATE}” said another.",
    )
    assert turns(*report) == []


def test_a_letter_is_no_transcript() -> None:
    lines = (
        "Letter to the Speaker of the House",
        "Dear Mr. Speaker:   (Dear Madam President:)",
        f"I write. {LATE}",
        MORE,
    )
    assert turns(*lines) == []


def test_an_office_without_a_name_is_the_one_whom_the_title_calls_so() -> None:
    lines = (
        "Remarks by President Roe on the Price of Bread",
        f"THE PRESIDENT:  {LATE}",
        MORE,
        "I thank you all.",
    )
    assert turns(*lines) == [("Roe", LATE), ("Roe", MORE), ("Roe", "I thank you all.")]


def test_a_surname_is_not_taken_for_a_bearer_with_another_office() -> None:
    lines = (
        "A Reception",
        f"PRESIDENT ROE:  {LATE} I thank Dr. Jane Roe.",
        f"DR. ROE:  {MORE}",
        f"PRESIDENT ROE:  {MORE}",
    )
    assert [name for name, _ in turns(*lines)] == ["President Roe", "Jane Roe", "President Roe"]


def test_labels_inside_a_paragraph_begin_turns_of_their_own() -> None:
    lines = ("The interview", f"ROE: {LATE}", f"BRANDT: {MORE}", "ROE: Is it? BRANDT: It is. ROE: I see.")
    assert turns(*lines)[2:] == [("ROE", "Is it?"), ("Brandt", "It is."), ("ROE", "I see.")]


def test_a_label_may_have_a_line_of_its_own_with_or_without_a_time() -> None:
    for first, second in (("Jane Roe:", "Ida Brandt:"), ("Jane Roe  0:12", "Ida Brandt  1:40")):
        lines = ("Talk of bread", first, LATE, second, MORE, first, LATE)
        assert turns(*lines) == [("Jane Roe", LATE), ("Ida Brandt", MORE), ("Jane Roe", LATE)]
        assert [p.kind for p in article(*lines).paragraphs] == ["label", "paragraph"] * 3


def test_names_alone_on_lines_are_labels_where_they_come_again_and_again() -> None:
    lines = ("Talk of bread", *("Jane Roe", LATE, "Ida Brandt", MORE) * 3)
    assert turns(*lines) == [("Jane Roe", LATE), ("Ida Brandt", MORE)] * 3
    biographies = ("New councillors", "Jane Roe", "Ida Brandt", "Jane Roe", LATE, "Ida Brandt", MORE)
    assert turns(*biographies) == []


def test_lines_of_procedure_and_false_labels_are_nobodys() -> None:
    lines = (
        "Council of Nordby",
        f"The Chair: {LATE}",
        f"Ms. Brandt (Nordby): {MORE}",
        "SCENE 3: a street",
        f"The Chair: {MORE}",
        "[Mr. Olsen in the Chair]",
        f"Ms. Brandt: {LATE}",
        "The committee adjourned at 5 p.m.",
    )
    assert [name for name, _ in turns(*lines)] == ["The Chair", "Brandt", "The Chair", "Brandt"]


def test_headings_between_turns_stay_headings() -> None:
    lines = ("Council", "ORAL QUESTIONS", f"MR. ROE: {LATE}", MORE, "Bread and Salt", f"MS. BRANDT: {LATE}",
             f"MR. ROE: {MORE}", f"MS. BRANDT: {MORE}")  # fmt: skip
    found = article(*lines)
    assert [s.heading for s in found.sections if s.heading] == ["ORAL QUESTIONS", "Bread and Salt"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Bread", "Price: 3 euros", LATE, "Photo: Ida Brandt", MORE, "Price: 4 euros"),
        ("Bread", "NORDBY — " + LATE, MORE),
        ("Bread", "UPDATE: " + LATE, MORE, LATE),
        ("Bread", f"Jane Roe: “{LATE}”", f"Ida Brandt: “{MORE}”", f"Jane Roe: “{MORE}”"),
        ("What we do", f"FLOUR AND SALT: {LATE}", "- one", "- two", "- three", f"FLOUR AND SALT: {MORE}"),
        ("Brandt: we want bread", LATE, "Brandt: we want salt", MORE, "Brandt: we want flour", LATE),
    ],
)
def test_what_is_no_transcript(lines: tuple[str, ...]) -> None:
    assert turns(*lines) == []


@pytest.mark.parametrize(
    ("lines", "speakers"),
    [
        (("ROE: Where were you?", "BRANDT: At the mill."), ["Roe", "Brandt"]),
        (("The baker and the miller", "ROE: Where were you?", "BRANDT: At home."), ["Roe", "Brandt"]),
        (("ROE: I bake.", "BRANDT: I doubt it.", "ROE: Come in."), ["Roe", "Brandt", "Roe"]),
        (("MAYOR BRANDT: The bread is dear.", "MS. ROE: I doubt it."), ["Brandt", "Roe"]),
        (
            ("Moderator: Welcome, all.", "ROE: Is it dear?", "POE: Yes.", "HOLT: No."),
            ["Moderator", "Roe", "Poe", "Holt"],
        ),
    ],
)
def test_a_text_that_is_a_few_labelled_turns_is_an_exchange(
    lines: tuple[str, ...], speakers: list[str]
) -> None:
    said = turns(*lines)
    assert [who.title() for who, _ in said] == speakers
    assert [words for _, words in said] == [ln.partition(": ")[2] for ln in lines if ": " in ln]


@pytest.mark.parametrize(
    "lines",
    [
        ("NOTE: We close at nine.", "WARNING: Do I need a key?"),
        ("ADDED: A door.", "FIXED: Is it the bell?"),
        ("ADMISSION: Where do I pay?", "TICKETS: At the door."),
        ("OPENING HOURS: We open at nine.", "OVENS: There are two."),
        ("TO: All of us.", "FROM: Me."),
        ("MEMO: We move on Monday.", "BUDGET: Our budget is small."),
        ("SCENE 3: A street.", "SCENE 4: I am at home."),
        ("Break: We are back soon.", "Music: I sing."),
        ("NORDBY: Police held a man.", "SUDBY: Trains stood still."),
        ("PRICE: 3 euros", "SIZE: 4 feet"),
        ("Dr. Roe: She leads the clinic.", "Dr. Poe: He teaches."),
        ("ROE: Where were you?", "BRANDT: At home.", "The court rose at noon."),
        ("ROE: “Where were you?”", "BRANDT: “I was at home.”"),
    ],
)
def test_a_few_fields_are_no_exchange(lines: tuple[str, ...]) -> None:
    assert turns(*lines) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Präsidentin Ida Brandt", "Jan Olsen (Grüne)"),
        ("Le président", "Mme Jeanne Roux"),
        ("La señora PRESIDENTA", "Sr. Juan Roca"),
        ("Ведущий", "Иван Хлебов"),
        ("Marszałek", "Poseł Jan Chleb"),
        ("المذيع", "أحمد الخباز"),
        ("Moderador", "João Pão"),
    ],
)
def test_labels_of_other_languages(first: str, second: str) -> None:
    lines = ("…", f"{first}: {LATE}", f"{second}: {MORE}", f"{first}: {MORE}", f"{second}: {LATE}")
    assert [words for _, words in turns(*lines)] == [LATE, MORE, MORE, LATE]


@given(
    st.lists(
        st.sampled_from(
            [
                "ROE: It is.",
                "Q    Why?",
                "A. So.",
                LATE,
                "(Ah.)",
                "Jane Roe",
                "0:12",
                "MS. ROE:",
                "“x” ROE: y",
            ]
        ),
        max_size=12,
    )
)
def test_any_lines_give_turns_inside_their_paragraphs_and_in_order(lines: list[str]) -> None:
    found = article("x", *lines)
    spans = [quote.span for quote in found.quotes]
    assert spans == sorted(spans)
    for quote in found.quotes:
        paragraph = found.paragraph_at(quote.span.start)
        assert paragraph is not None
        assert paragraph.span.holds(quote.span)


OWN = "I have walked these streets with you, and we have built a bridge that will stand for a century."


def test_a_speech_with_callers_is_that_of_the_one_in_the_title_between_them() -> None:
    lines = ("Remarks by Mayor Roe at the Bridge", *(OWN,) * 8, "AUDIENCE: Build it!", "THE MAYOR: We will.",
             "AUDIENCE: Build it now!", "THE MAYOR: We have begun to, as you all can see from here.")  # fmt: skip
    assert [name for name, _ in turns(*lines)] == ["Roe"] * 8 + ["Audience", "Roe"] * 2


@pytest.mark.parametrize(
    "title",
    ["Remarks by First Lady Jane Roe at a Mill", "Remarks by Works Advisor Dr. Jane Roe to the Millers"],
)
def test_the_office_in_the_title_of_a_speech_may_have_several_words(title: str) -> None:
    assert [name for name, _ in turns(title, *(OWN,) * 4)] == ["Jane Roe"] * 4


def test_what_a_speech_asks_is_no_heading() -> None:
    lines = ("Remarks by Mayor Roe at the Bridge", OWN, "Why does the bridge matter to us?", OWN, OWN)
    assert [s.heading for s in article(*lines).sections if s.heading] == []
