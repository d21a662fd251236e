"""Doubts about an attribution: what in the text speaks against the named speaker.

Length is no reason here: of the quotes in 840 news articles that had a hundred words and five times the
article's median, twelve in fifteen were real, so a long quote tells nothing about a lost closing mark.
"""

from __future__ import annotations

from typing import NamedTuple

from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.model import Quote
from quoth.corpus.people import Person

# of speakers given with less confidence, 42 in 100 were right on held-out parts of 840 news articles
# (benchmarks/held_out.py): more often wrong than right
WEAK = 0.55
_PLAIN = frozenset(
    (
        "quote-said-name",
        "quote-name-said",
        "name-said-quote",
        "verb-before-quote",
        "split",
        "continuation",
        "according-to",
    )
)
_FIRST_PERSON = late_pattern(r"\b(?:I|I[’'][a-z]+|me|my|myself|mine)\b")


class Surroundings(NamedTuple):
    """What stands around a quote: `tagged` the person a tag in its sentence names although the layout names
    another, `doubled` whether another label line stands right before its own, `asked` whether the quote
    right before is a question that the same speaker asks."""

    tagged: str = ""
    doubled: bool = False
    asked: bool = False


def doubt_about(quote: Quote, person: Person | None, around: Surroundings) -> str:
    """Why the speaker of a quote is doubtful, or nothing."""
    weak = 0.0 < quote.attribution.confidence < WEAK
    return _contradiction(quote, person, around) or ("weak evidence" if weak else "")


def _contradiction(quote: Quote, person: Person | None, around: Surroundings) -> str:
    if around.doubled:
        return "two labels in a row"
    if person is None:
        return ""
    if around.asked:
        return "asks and answers"
    if around.tagged and around.tagged != person.name:
        return f"the sentence itself names {around.tagged}"
    mention = quote.attribution.mention
    if quote.attribution.rule in _PLAIN and mention is not None and mention.text[:1].isupper():
        return ""  # "Roe will win," Roe said: some do speak of themselves so
    surname = person.name.split()[-1]
    if person.body or len(surname) < 3 or not _names(quote.text, surname):
        return ""
    if not _FIRST_PERSON.search(quote.text):
        return f"speaks of {surname} in the third person"
    return ""


def _names(words: str, surname: str) -> bool:
    """Whether a surname stands in the words as a word of its own."""
    at = words.find(surname)
    while at >= 0:
        before, after = words[at - 1 : at], words[at + len(surname) : at + len(surname) + 1]
        if not (before.isalnum() or (before and before in "’'-@#")) and not (after.isalnum() or after == "-"):
            return True
        at = words.find(surname, at + 1)
    return False
