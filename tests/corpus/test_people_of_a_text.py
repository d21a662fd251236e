"""Who is who within one text: names, roles, pronouns, labels, turns, doubts."""

import pytest

from quoth.corpus.attribution import Attributed, attribute
from quoth.corpus.language import language
from quoth.corpus.model import Attribution, Quote, Span
from quoth.corpus.names import compatible, parse_name
from quoth.corpus.outline import outline
from quoth.corpus.suspects import Surroundings, doubt_about


def read(text: str) -> tuple[Attributed, list[str | None]]:
    found = attribute(text, outline(text))
    names = {s.id: s.name for s in found.speakers}
    return found, [names.get(q.speaker or "") for q in found.quotes]


@pytest.mark.parametrize(
    ("written", "title", "name", "gender"),
    [
        ("Jane Roe", "", "Jane Roe", "f"),
        ("Mr. Roe", "Mr.", "Roe", "m"),
        ("Elbonian Health Minister John Doe", "Elbonian Health Minister", "John Doe", "m"),
        ("Mr. King", "Mr.", "King", "m"),
        ("Mr. President", "Mr. President", "", ""),
        ("Charlie King Roe", "", "Charlie King Roe", "m"),
        ("President Roe", "President", "Roe", ""),
        ("But Jane Roe", "", "Jane Roe", "f"),
        ("John Doe Jr.", "", "John Doe", "m"),
        ("Roe’s", "", "Roe", ""),
        ("Health Minister", "Health Minister", "", ""),
    ],
)
def test_names_come_apart(written: str, title: str, name: str, gender: str) -> None:
    parsed = parse_name(written, language("en"))
    assert (" ".join(parsed.title), parsed.text, parsed.gender) == (title, name, gender)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jane Roe", "Roe", True),
        ("Jane Roe", "Jane", True),
        ("Jane Roe", "J. Roe", True),
        ("Jane Mary Roe", "Jane Roe", True),
        ("Jane Roe", "John Roe", False),
        ("Jane Roe", "Jane Doe", False),
    ],
)
def test_names_that_can_be_one_person(one: str, other: str, same: bool) -> None:
    known = language("en")
    keys = parse_name(one, known).key, parse_name(other, known).key
    assert compatible(*keys) is same
    assert compatible(*reversed(keys)) is same


def test_a_surname_finds_its_bearer() -> None:
    found, who = read("Jane Roe came to Elbonia. “It is far,” Roe said. “Very far,” said Ms. Roe.")
    assert who == ["Jane Roe", "Jane Roe"]
    assert found.speakers[0].aliases == ("Roe",)


def test_two_people_of_one_surname_stay_two() -> None:
    _, who = read(
        "Bill Roe and his wife Anna Roe came to Elbonia. “I am glad to be here,” Mr. Roe said. "
        "“So am I, very much so,” said Mrs. Roe."
    )
    assert who == ["Bill Roe", "Anna Roe"]


def test_a_role_finds_its_holder() -> None:
    _, who = read(
        "Jane Roe, the mayor of Elbonia, met John Doe, a farmer, at the gate. "
        "“The bridge is closed,” the mayor said. “My cows are hungry,” the farmer said."
    )
    assert who == ["Jane Roe", "John Doe"]


def test_heads_of_two_countries_are_kept_apart() -> None:
    _, who = read(
        "Jane Roe, the president of Elbonia, received Juan Perez, the president of Ruritania. "
        "“Welcome to our country,” said the Elbonian president. "
        "“It is good to be here,” said the president of Ruritania."
    )
    assert who == ["Jane Roe", "Juan Perez"]


def test_he_and_she_follow_sex_and_subject() -> None:
    _, who = read(
        "Jane Roe met John Doe at the gate. “The bridge is closed,” she said. "
        "“And the ferry is full,” he said."
    )
    assert who == ["Jane Roe", "John Doe"]


def test_a_role_beside_a_name_is_that_person() -> None:
    found, who = read(
        "“The bridge is closed,” her brother, John Doe, said. “It is a pity,” said a neighbour, Jane Roe."
    )
    assert who == ["John Doe", "Jane Roe"]
    assert (
        "named beside" in found.quotes[0].attribution.reason
        or found.quotes[0].attribution.mention is not None
    )


def test_one_person_from_two_labels_with_one_role() -> None:
    found, who = read(
        "Hon. Jane Roe (Minister of Works):\n“We will act on this at once.”\n\n"
        "Hon. Jane Roe:\n“And we will not wait.”\n"
    )
    assert who == ["Jane Roe", "Jane Roe"]
    assert [s.role for s in found.speakers] == ["Minister of Works"]
    assert {q.kind for q in found.quotes} == {"block"}


TRANSCRIPT = """An evening at the town hall

ANNA KOVAC, HOST: Welcome to all of you. Tonight we have the mayor of Elbonia, Jane Roe.

ROE: Thank you, it is good to be here.

KOVAC: Why did you close the bridge?

ROE: Because it was not safe. The engineers told me “close it now” and I did.

And I would do it again.

KOVAC: Thank you for coming.
"""


def test_turns_of_a_transcript() -> None:
    found, who = read(TRANSCRIPT)
    assert who == ["Anna Kovac", "Jane Roe", "Anna Kovac", "Jane Roe", "Jane Roe", "Anna Kovac"]
    assert {q.kind for q in found.quotes} == {"turn"}
    assert [bool(q.flags) for q in found.quotes] == [False, False, False, False, True, False]


def test_questions_and_answers() -> None:
    _, who = read(
        "A talk\n\nQ: Why bridges?\nA: They are high.\nQ: And tunnels?\n"
        "A: They are dark.\nQ: Next?\nA: Rest.\n"
    )
    assert who == ["Q", "A"] * 3


def test_lists_with_colons_are_no_transcript() -> None:
    found, _ = read("Photo: A bridge at night.\n\nDate: It was Monday then.\n\nPhoto: A gate at noon.\n")
    assert found.quotes == ()


def test_two_labels_in_a_row_are_doubtful() -> None:
    found, _ = read(
        "The bridge is old, people say.\n\nJane Roe, mayor:\n"
        "John Doe, engineer:\n“We have to close it right away.”\n"
    )
    assert [q.doubt for q in found.quotes] == ["two labels in a row"]


def test_a_tag_that_names_somebody_else_is_doubtful() -> None:
    found, _ = read("John Doe, engineer:\n“We have to close it right away,” said Jane Roe.\n")
    assert [q.doubt for q in found.quotes] == ["the sentence itself names Jane Roe"]


def test_who_speaks_of_oneself_by_name_is_doubtful() -> None:
    found, _ = read(
        "Jane Roe, mayor:\n“Roe will open the bridge on Monday.”\n\nJohn Doe, farmer:\n“I am Doe.”\n"
    )
    assert [q.suspect for q in found.quotes] == [True, False]


def test_a_common_word_that_opens_a_sentence_is_no_given_name() -> None:
    _, names = read("A dog bit a man. Dog Andres bit him again. “He is a good boy,” Andres said.")
    assert names == ["Andres"]
    _, names = read("He gave them no grace. Grace Roe spoke. “He is a good boy,” Roe said.")
    assert names == ["Grace Roe"]


def test_a_relative_is_not_the_one_in_office() -> None:
    _, names = read(
        "President Roe came home. “My uncle, Frank Roe, built this house,” the president said. “I miss him.”\n\n"
        "“It is a good house,” President Roe said."
    )
    assert names[-1] == "Roe"


def test_an_epithet_is_no_part_of_a_name_that_stands_without_it_too() -> None:
    _, names = read("Jane Roe came. Rival Jane Roe, they said, is late. “It is late,” Roe said.")
    assert names == ["Jane Roe"]


def test_a_contraction_stands_for_its_pronoun() -> None:
    _, names = read("Jane Roe came to the mill. “It is late,” she’s told the council. “It is very late.”")
    assert names == ["Jane Roe", "Jane Roe"]


@pytest.mark.parametrize(("confidence", "doubt"), [(0.3, "weak evidence"), (0.9, ""), (0.0, "")])
def test_a_speaker_of_weak_evidence_is_doubtful(confidence: float, doubt: str) -> None:
    """Nobody is no doubtful speaker: a confidence of 0 is that of an unknown one."""
    evidence = Attribution(None, None, "bare-subject", confidence)
    quote = Quote("", Span(0, 9), Span(0, 9), "far too late", "mixed", "roe", evidence)
    assert doubt_about(quote, None, Surroundings()) == doubt


def test_a_stretch_of_time_speaks_to_nobody() -> None:
    found, _ = read(
        "“It is far too late,” Jane Roe said. Then, after a moment: “Nobody will mend it for us.”"
    )
    assert "a moment" not in [s.name for s in found.speakers]


def test_a_surname_of_several_is_less_sure_and_tells_the_others() -> None:
    found, names = read(
        "Peter Brandt came with Maria Brandt. Peter Brandt was late. “It was loud,” Brandt said. "
        "“It was not,” said Maria Brandt."
    )
    assert names == ["Peter Brandt", "Maria Brandt"]
    shared, own = (quote.attribution for quote in found.quotes)
    assert [candidate.name for candidate in shared.candidates] == ["Maria Brandt"]
    assert shared.confidence < own.confidence
    assert "Brandt" in shared.reason


def test_words_for_nobody_in_particular_are_no_people() -> None:
    found, names = read("Nobody came. “Everybody knew it,” Anna Holm said. “Somebody told them,” she said.")
    assert names == ["Anna Holm", "Anna Holm"]
    assert all(quote.attribution.candidates == () for quote in found.quotes)


def test_who_answers_the_own_question_is_doubted() -> None:
    found, _ = read(
        "Jane Roe met John Doe.\n\n“Is it old?” Roe asked.\n\n“Very old,” Doe said.\n\n"
        "“How old?” Roe asked.\n\n“A hundred years.”"
    )
    assert [quote.doubt for quote in found.quotes] == ["", "", "", "asks and answers"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The council met early. “The bridge is closed,” said Jane Roe.", None),
        ("The committee sat. “The bridge is closed,” said Jane Roe.", None),
        ("The mayor opened the bridge. “The bridge is closed,” said Jane Roe.", "mayor"),
        ("The council met early. “The bridge is closed,” said Jane Roe, the toll keeper.", "toll keeper"),
        ("Jane Roe, the toll keeper, said: “The bridge is closed.”", "toll keeper"),
        ("“The bridge is closed,” said Jane Roe, 54, a glazier.", "glazier"),
        ("Jane Roe, a surrogate for Mr. Doe, said: “The bridge is closed.”", "surrogate"),
        ("Jane Roe, a glazier from Elbonia. “The bridge is closed,” she said.", "glazier from Elbonia"),
        ("Board member Jane Roe said: “The bridge is closed.”", "Board member"),
        ("Jane Roe, the other day, said: “The bridge is closed.”", None),
        ("Jane Roe, the whole time, said: “The bridge is closed.”", None),
    ],
)
def test_a_role_stands_beside_the_name_and_holds_no_verb(text: str, role: str | None) -> None:
    found, names = read(text)
    assert names == ["Jane Roe"]
    assert found.speakers[0].role == role


@pytest.mark.parametrize(
    ("text", "confident"),
    [
        ("Peter Brandt and his wife Maria Brandt sold the mill. “It was loud,” Brandt said.", False),
        (
            "Peter Brandt sold the mill. It was old. His wife Maria Brandt wept. “It was loud,” Brandt said.",
            True,
        ),
        ("Peter Brandt and Maria Holm sold the mill. “It was loud,” Brandt said.", True),
        ("Peter Brandt and Maria Brandt sold the mill. “It was loud,” Maria Brandt said.", True),
    ],
)
def test_a_surname_that_two_bear_side_by_side_is_doubtful(text: str, confident: bool) -> None:
    found, _ = read(text)
    evidence = found.quotes[0].attribution
    assert (evidence.confidence >= 0.6) == confident
    assert confident or {"Peter Brandt", "Maria Brandt"} == {
        found.speakers[0].name,
        *(candidate.name for candidate in evidence.candidates),
    }


def test_the_king_is_the_one_who_was_called_king() -> None:
    _, who = read(
        "Jane Roe met Queen Ida Holm at the gate. “The bridge is closed,” the queen said. “Good,” said Roe."
    )
    assert who == ["Ida Holm", "Jane Roe"]
