"""Names of one person are one person, by evidence or by the user's word, and apart by the user's word."""

from __future__ import annotations

import pytest

from quoth.corpus.aliases import AliasError, Aliases, joined_people, known_names, parse_aliases, with_aliases
from quoth.corpus.anchors import speaker_id
from quoth.corpus.model import Article, Attribution, Quote, Role, Span, Speaker, Words

NONE = Aliases()


def article(*names: str) -> Article:
    text = " ".join(names)
    speakers = tuple(
        Speaker(n.lower().replace(" ", "-"), n, (Role(f"role of {n}", Span(0, 1)),)) for n in names
    )
    quotes = tuple(
        Quote(f"a:q{i}", Span(0, 1), Span(0, 1), text[:1], "direct", s.id, said_by(s.name))
        for i, s in enumerate(speakers)
    )
    return Article("a", "a", "", text, None, None, None, None, (), (), quotes, speakers)


def said_by(name: str) -> Attribution:
    return Attribution(Words(name, Span(0, len(name))), None, "test", 1.0)


def test_names_that_the_user_calls_the_same_are_one_person_with_all_roles() -> None:
    aliases = parse_aliases('[same]\n"Jane Roe" = ["J. Roe", "Roe"]')
    joined = with_aliases(article("J. Roe", "Ida Brandt", "Roe"), aliases)
    assert [s.name for s in joined.speakers] == ["Jane Roe", "Ida Brandt"]
    assert [q.speaker for q in joined.quotes] == ["jane-roe", "ida-brandt", "jane-roe"]
    assert [r.text for r in joined.speakers[0].roles] == ["role of J. Roe", "role of Roe"]
    assert joined.speakers[0].aliases == ("J. Roe", "Roe")


def test_a_mention_that_the_user_keeps_apart_is_somebody_else() -> None:
    one = article("Jane Roe")
    quote = one.quotes[0]
    quoted = Quote(quote.id, quote.span, quote.outer, quote.text, "direct", quote.speaker, said_by("Roe"))
    mistaken = Article(
        "a", "a", "", one.text, None, None, None, None, (), (),
        (quoted,), one.speakers,
    )  # fmt: skip
    parted = with_aliases(mistaken, parse_aliases('[apart]\n"Jane Roe" = ["Roe"]'))
    assert parted.quotes[0].speaker == "roe"
    assert {s.name for s in parted.speakers} == {"Jane Roe", "Roe"}


def test_no_decision_changes_nothing() -> None:
    plain = article("Jane Roe")
    assert with_aliases(plain, parse_aliases("")) is plain


def joined(*people: tuple[str, ...], aliases: Aliases = NONE) -> dict[str, str]:
    """Which names of a library are another one; each person is a name with aliases."""
    names = {speaker_id(name): name for name, *_ in people}
    found = joined_people([(speaker_id(name), name, *others) for name, *others in people], aliases)
    return {names[one]: names[other] for one, other in found.items()}


def test_a_bare_surname_joins_its_only_bearer_in_the_library() -> None:
    people = (("Jane Roe",), ("Roe",), ("Ida Brandt",))
    assert joined(*people) == {"Roe": "Jane Roe"}
    assert joined(*people, aliases=parse_aliases('[apart]\n"Jane Roe" = ["Roe"]')) == {}


def test_a_surname_alone_is_no_evidence() -> None:
    """That “Andres” ends a name does not make it a surname: neither is a name of people known for."""
    assert joined(("Andres",), ("Dog Andres",)) == {}
    assert joined(("Jordan",), ("Michael Jordan",)) == {}


@pytest.mark.parametrize(
    "people",
    [
        (("Roe", "Mrs. Roe"), ("Jane Roe",)),
        (("Khojaev",), ("Masur Khojaev", "Khojaev")),
        (("Khojaev",), ("Masur Khojaev",), ("Masur Khojaev",)),
        (("Jordan",), ("Michael Jordan", "Jordan")),
        (("Roe",), ("J. Roe",)),
    ],
)
def test_evidence_that_a_name_is_a_surname(people: tuple[tuple[str, ...], ...]) -> None:
    """A given name before it, an article that uses both, or several that give the full name."""
    assert joined(*people) == {people[0][0]: people[1][0]}


def test_an_honorific_of_the_other_sex_keeps_two_apart() -> None:
    assert joined(("Roe", "Mrs. Roe"), ("John Roe", "Roe")) == {}


def test_two_bearers_of_a_surname_stay_two_and_the_bare_name_a_third() -> None:
    assert joined(("Bill Clinton", "Clinton"), ("Hillary Clinton", "Clinton"), ("Clinton",)) == {}


@pytest.mark.parametrize(
    ("less", "more"),
    [("J. Roe", "Jane Roe"), ("Jane Roe", "Jane Ann Roe"), ("Jane R. Roe", "Jane Rose Roe")],
)
def test_a_name_that_says_less_is_the_only_one_that_says_more(less: str, more: str) -> None:
    assert joined((less,), (more,), ("Roe",)) == {less: more, "Roe": more}
    assert joined((less,), ("Jutta Roe",)) == ({less: "Jutta Roe"} if less == "J. Roe" else {})


def test_an_initial_of_two_is_nobody() -> None:
    assert joined(("J. Roe",), ("Jane Roe",), ("John Roe",)) == {}


def test_a_body_bears_no_surname() -> None:
    assert joined(("Police",), ("Elbonian Police",), ("Roe",), ("Jane Roe",)) == {"Roe": "Jane Roe"}
    assert joined(("ministry",), ("the ministry",)) == {}


def test_every_name_leads_to_its_first_bearer() -> None:
    found = known_names(
        [Speaker("a", "Jane Roe", aliases=("Roe",)), Speaker("b", "Rick Roe", aliases=("Roe",))]
    )
    assert found == {"jane roe": "a", "roe": "a", "rick roe": "b"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[sames]", "unknown table"),
        ('[same]\n"A B" = "C"', "must be a list"),
        ('[same]\n"A B" = ["C"]\n"D E" = ["c"]', "both"),
        ('[same]\n"A B" = ["C"]\n[apart]\n"A B" = ["C"]', "one person"),
        ("[same", "Expected"),
        ("same = 3", "must be a table"),
    ],
)
def test_a_file_that_cannot_be_followed_says_where(text: str, fault: str) -> None:
    with pytest.raises(AliasError, match=fault):
        parse_aliases(text)
