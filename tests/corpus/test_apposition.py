"""“…,” said Roe's deputy, Ivan Brandt: of several names beside a role the one that bears it speaks."""

import pytest

from quoth.corpus.attribution import attribute
from quoth.corpus.outline import outline

LEAD = "Jane Roe and John Doe met in Elbonia on Monday to talk about the old bridge and its future.\n\n"


def speaker_of(text: str) -> str | None:
    """The speaker of the last quote."""
    found = attribute(LEAD + text, outline(LEAD + text))
    names = {s.id: s.name for s in found.speakers}
    return names.get(found.quotes[-1].speaker or "")


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge will reopen,” said Roe's deputy, Ivan Brandt.",
        "“The bridge will reopen,” said Roe’s deputy Ivan Brandt.",
        "“The bridge will reopen,” Roe's lawyer Ivan Brandt said.",
        "“The bridge will reopen,” Roe's lawyer, Ivan Brandt, said.",
        "Roe's deputy, Ivan Brandt, said: “The bridge will reopen.”",
        "“The bridge will reopen,” said a spokesman for Jane Roe, Ivan Brandt.",
        "“The bridge will reopen,” a spokesman for Roe, Ivan Brandt, said.",
        "“The bridge will reopen,” said the mayor's chief of staff, Ivan Brandt.",
        "“The bridge will reopen,” said the mayor's envoy to the region, Ivan Brandt.",
        "“The bridge will reopen,” said one of Roe's aides, Ivan Brandt.",
        "“The bridge will reopen,” said a friend of Roe, the painter Ivan Brandt.",
        "“The bridge will reopen,” said the builder's father, 74-year-old Ivan Brandt.",
        "“The bridge will reopen,” said Ivan Brandt, Roe's deputy.",
        "“The bridge will reopen,” according to Roe's deputy, Ivan Brandt.",
        "Roe's brother Ivan Brandt calls it “a gift to nobody at all”.",
        "“The bridge will reopen,” Roe's deputy, Ivan Brandt, explained; “all of it.”",
    ],
)
def test_the_one_beside_a_role_speaks_and_not_the_one_it_belongs_to(text: str) -> None:
    assert speaker_of(text) == "Ivan Brandt"


def test_a_given_name_that_is_also_a_small_word_is_a_name() -> None:
    assert speaker_of("“The bridge will reopen,” Roe's deputy, Per Brandt, explained.") == "Per Brandt"
    assert speaker_of("“A thousand marks per head, it is said,” Roe explained.") == "Jane Roe"


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge will reopen,” Roe's statement said.",
        "Roe's statement said: “The bridge will reopen.”",
        "Roe's answer was “a gift to nobody at all”.",
        "“The bridge will reopen,” reads Roe's latest tweet.",
        "“The bridge will reopen again,” reads Roe's last letter to them.",
    ],
)
def test_what_somebody_wrote_is_said_by_its_author(text: str) -> None:
    assert speaker_of(text) == "Jane Roe"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The bridge will reopen,” said Roe's press secretary.", "Roe's press secretary"),
        ("“The bridge will reopen,” said a lawyer for Roe.", "a lawyer for Roe"),
        ("Roe's lawyers said the case was “built on sand and rumours”.", "Roe's lawyers"),
    ],
)
def test_a_role_without_a_bearer_speaks_itself(text: str, words: str) -> None:
    assert speaker_of(text) == words


def test_an_apposition_in_the_paragraph_before_is_read_there() -> None:
    """Mentions of another paragraph count its tokens, not those of the quotation's."""
    text = "A spokeswoman, Ida Brandt, was asked why:\n\n“The bridge will reopen, all of it.”"
    assert speaker_of(text) == "Ida Brandt"
