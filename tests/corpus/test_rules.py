"""Each rule of attribution with a text of its shape: who speaks, and by which rule."""

import pytest

from quoth.corpus.attribution import Attributed, attribute
from quoth.corpus.outline import outline
from quoth.corpus.rules import CERTAIN, RULES, SENTENCE

LEAD = "Jane Roe and John Doe met in Elbonia on Monday to talk about the old bridge and its future.\n\n"


def read(text: str, *, indirect: bool = False) -> tuple[Attributed, list[tuple[str | None, str, str]]]:
    found = attribute(text, outline(text), indirect=indirect)
    names = {s.id: s.name for s in found.speakers}
    return found, [(names.get(q.speaker or ""), q.attribution.rule, q.text) for q in found.quotes]


SHAPES = [
    ("“The bridge is old,” Jane Roe said.", "quote-name-said", "Jane Roe"),
    ("“The bridge is old,” Roe, who built it, told the council.", "quote-name-said", "Jane Roe"),
    ("“The bridge is old,” said Jane Roe, its builder.", "quote-said-name", "Jane Roe"),
    ("“Is the bridge old?” asked John Doe.", "quote-said-name", "John Doe"),
    ("Jane Roe said, “The bridge is old.”", "name-said-quote", "Jane Roe"),
    ("Jane Roe said: “The bridge is old.”", "name-said-quote", "Jane Roe"),
    (
        "John Doe told the council that it was “much too old” for traffic.",
        "verb-before-quote",
        "John Doe",
    ),
    ("“The bridge is old” and has to go, said John Doe.", "tag-behind-clause", "John Doe"),
    ("According to John Doe, the bridge is “much too old” for cars.", "according-to", "John Doe"),
    ("“It is old,” said John Doe. “And it is ugly.”", "continuation", "John Doe"),
    ("“The bridge,” said John Doe, “is much too old.”", "split", "John Doe"),
    ("“The bridge is much too old.” – John Doe", "signature", "John Doe"),
    ("“DOE: The bridge is much too old.”", "label-inside", "John Doe"),
    ("John Doe, engineer:\n“The bridge is much too old.”", "label-line", "John Doe"),
    ("John Doe shook his head. “The bridge is much too old.”", "sentence-before", "John Doe"),
    (
        "John Doe made himself plain to the people:\n\n“The bridge is much too old.”",
        "paragraph-before",
        "John Doe",
    ),
    ("“The bridge is old, said John Doe.", "tag-inside", "John Doe"),
    ("John Doe in the council: “The bridge is much too old.”", "colon", "John Doe"),
    ("John Doe’s verdict: “The bridge is much too old.”", "owner", "John Doe"),
    ("John Doe is tired of “all that talk about the bridge”.", "bare-subject", "John Doe"),
    ("“The bridge is much too old.” John Doe shook his head.", "sentence-after", "John Doe"),
    ("“It is old,” said John Doe.\n\n“Nobody will mend it in the end.”", "previous-quote", "John Doe"),
    ("“It is old,” said John Doe. “It is.\n\n“It has to go.", "several-paragraphs", "John Doe"),
    ("In the words of John Doe, the bridge is “much too old for cars”.", "according-to", "John Doe"),
    ("“The bridge is much too old,” a weary John Doe, from the back.", "bare-behind", "John Doe"),
]


@pytest.mark.parametrize(("text", "rule", "speaker"), SHAPES)
def test_a_rule_names_the_speaker(text: str, rule: str, speaker: str) -> None:
    _, found = read(LEAD + text)
    assert found[-1][:2] == (speaker, rule)


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Jane Roe said on Tuesday that the old bridge was safe.", "said-that", "the old bridge was safe"),
        ("Jane Roe said the old bridge was safe.", "said-clause", "the old bridge was safe"),
        ("Jane Roe said that repairs cost $3.2 million.", "said-that", "repairs cost $3.2 million"),
        ("The old bridge was safe, Jane Roe said.", "clause-said", "The old bridge was safe"),
        ("According to Jane Roe, the old bridge was safe.", "according-to", "the old bridge was safe"),
        (
            "Jane Roe said that the old bridge was safe and asked whether anybody would mend it.",
            "said-that",
            "the old bridge was safe",
        ),
        (
            "Jane Roe said that – for her – the old bridge was safe.",
            "said-that",
            "for her – the old bridge was safe",
        ),
        (
            "The old bridge has grown dearer by 27%, Jane Roe said.",
            "clause-said",
            "The old bridge has grown dearer by 27%",
        ),
        (
            "According to Jane Roe, the builder, the old bridge was safe.",
            "according-to",
            "the old bridge was safe",
        ),
    ],
)
def test_reported_speech_is_read_on_request(text: str, rule: str, words: str) -> None:
    found, rows = read(LEAD + text, indirect=True)
    assert rows == [("Jane Roe", rule, words)]
    assert found.quotes[0].kind == "indirect"
    assert read(LEAD + text)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe did not say that the old bridge was safe.",
        "Jane Roe could say that the old bridge was safe.",
        "Did Jane Roe say that the old bridge was safe?",
        "Jane Roe said nothing about the old bridge at all.",
        "According to Jane Roe, writing about the old bridge:",
        "Asked on Monday who had built the old bridge, Jane Roe said Doe.",
    ],
)
def test_denied_or_possible_speech_is_not_reported(text: str) -> None:
    assert read(LEAD + text, indirect=True)[1] == []


def test_a_quotation_over_paragraphs_belongs_to_the_one_named_at_its_end() -> None:
    _, found = read(LEAD + "“The bridge is old.\n\n“It has to go.\n\n“We will see to it,” John Doe said.")
    assert [name for name, _, _ in found] == ["John Doe"] * 3


def test_who_signs_an_article_does_not_say_its_last_words() -> None:
    _, found = read(
        LEAD + "John Doe said on Monday that the bridge was “much too old for cars.” – Ivan Brandt"
    )
    assert found[0][:2] == ("John Doe", "verb-before-quote")


def test_the_medium_is_not_the_speaker() -> None:
    _, found = read(LEAD + "“The bridge is old,” John Doe told Radio Elbonia.")
    assert found[0][0] == "John Doe"


def test_bodies_can_speak() -> None:
    _, found = read(
        "The Elbonian Bridge Company was slow. “We are sorry for it,” the company said in a statement."
    )
    assert found[0][0] == "Elbonian Bridge Company"


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe is the author of “The Bridge of Sighs and Tears” and of other books.",
        "She watched “Good Morning Elbonia” with her sister.",
    ],
)
def test_titles_are_no_quotes(text: str) -> None:
    assert read(LEAD + text)[1] == []


def test_a_quotation_with_nobody_near_is_left_open() -> None:
    found, rows = read("“The bridge is much too old for all of that.”")
    assert rows[0][:2] == (None, "unknown")
    assert found.quotes[0].attribution.confidence == 0.0


def test_every_rule_of_quotation_marks_has_a_sentence_here() -> None:
    elsewhere = {"block-lead", "block-after", "turn", "speech", "said-that", "said-clause", "clause-said"}
    assert set(RULES) - elsewhere - {"unknown"} == {rule for _, rule, _ in SHAPES}


def test_the_table_knows_every_rule() -> None:
    assert {name for name, _ in SENTENCE} <= set(RULES)
    assert set(CERTAIN) <= set(RULES)
    assert all(0.0 <= rule.right <= 1.0 and rule.example for rule in RULES.values())


def test_plain_tags_are_surer_than_loose_ends() -> None:
    """Confidence keeps its order: what hangs on a tag is surer than what only stands near."""
    plain, _ = read(LEAD + "“The bridge is old,” Jane Roe said.")
    loose, _ = read(LEAD + "For Jane Roe, whom nobody had asked, it was all about “the very old bridge”.")
    assert plain.quotes[0].attribution.confidence > 0.9
    assert all(q.attribution.confidence < plain.quotes[0].attribution.confidence for q in loose.quotes)
