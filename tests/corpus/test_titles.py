"""Titles of works and words held at arm's length stand in quotation marks and are nobody's words."""

import pytest

from quoth.corpus.attribution import attribute
from quoth.corpus.outline import outline

LEAD = "Jane Roe and John Doe met in Elbonia on Monday to talk about the theatre and its future.\n\n"


def quotes_of(text: str) -> list[str]:
    """The words of the quotes behind the lead."""
    return [quote.text for quote in attribute(LEAD + text, outline(LEAD + text)).quotes]


@pytest.mark.parametrize(
    "text",
    [
        "In 2011 she directed 'The Long Way Home' and moved to the coast.",
        "He directed “The Long Way Home” and later wrote “A River Runs North”.",
        "Doe, who wrote “The Bridge Over the Quiet Water,” will read from it on Friday.",
        "Doe wrote and produced “Bread: The Musical of Our Time” in 1998.",
        "Jane Roe sang “You Are Not Alone” at the funeral of the mayor.",
        "The band played “We Will Meet Again” while John Doe wept.",
        "They plan to perform “Bridges Over the Quiet Water.”",
        "Roe said the play, “Three Sisters and a Goat,” had lost money.",
        "Roe has released a new single, “Never Say Never to Me,” and plans a tour.",
        "Her 2016 memoir, “What I Did in the War,” sold a million copies, the publisher said.",
        "Roe's article, headlined “Why the Bridge Must Fall,” appeared on Monday.",
        "The film is called “Nobody Knows the Way” and Doe hated it.",
        "Roe called “The Long Way Home” a success.",
        "Roe introduced the “Clean Water for Everyone Act” in the senate.",
        "The so-called “coalition of the willing” met in Elbonia, Roe noted.",
        "Doe hosts “The Late Hour With John” on Channel 4.",
    ],
)
def test_titles_are_no_quotes(text: str) -> None:
    assert quotes_of(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Roe wrote “we will come back to this” on the wall.", "we will come back to this"),
        ("Roe wrote, “Thank You All So Much.”", "Thank You All So Much."),
        ("Doe tweeted “See You All in Court” at noon.", "See You All in Court"),
        ("Roe called him “the longest shadow of Elbonia”.", "the longest shadow of Elbonia"),
        ("The film is bad, Roe said. “Nobody will see it.”", "Nobody will see it."),
        ("A banner read “No bread for the rich”.", "No bread for the rich"),
    ],
)
def test_what_is_said_or_written_is_a_quote(text: str, words: str) -> None:
    assert quotes_of(text) == [words]
