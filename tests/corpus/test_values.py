"""Value classes: what `dataclasses` would make of the same lines, made when it is needed."""

from __future__ import annotations

import copy
import dataclasses

import pytest

from quoth.corpus import values
from quoth.corpus.model import Span
from quoth.corpus.settings import ReadSettings


def made_by(maker):
    """The same classes by ours and by the standard library."""

    @maker.dataclass(frozen=True, slots=True)
    class Word:
        text: str
        start: int = 0
        tags: tuple[str, ...] = ()

    @maker.dataclass(slots=True)
    class Line:
        words: list[Word] = maker.field(default_factory=list)
        seen: int = maker.field(default=0, compare=False, repr=False)

    @maker.dataclass(frozen=True, slots=True, order=True)
    class Place:
        page: int
        line: int

        def __post_init__(self) -> None:
            if self.page < 0:
                raise ValueError("no such page")

    @maker.dataclass(frozen=True)
    class Page:
        name: str
        places: tuple[Place, ...] = ()

    @maker.dataclass(frozen=True, slots=True)
    class Nothing:
        pass

    @maker.dataclass(frozen=True, slots=True, eq=False)
    class Thing:
        name: str

    return {cls.__name__: cls for cls in (Word, Line, Place, Page, Nothing, Thing)}


@pytest.fixture(params=[values, dataclasses], ids=["ours", "standard library"])
def classes(request):
    return made_by(request.param)


def test_fields_are_given_by_place_or_by_name_and_else_have_their_default(classes):
    word = classes["Word"]("budget", tags=("noun",))
    assert (word.text, word.start, word.tags) == ("budget", 0, ("noun",))


@pytest.mark.parametrize(
    "given", [((), {}), (("a", 1, (), 2), {}), (("a",), {"colour": 1}), (("a",), {"text": 1})]
)
def test_what_does_not_fit_is_a_type_error_from_the_first_value_on(classes, given):
    arguments, named = given
    for _ in range(2):
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            classes["Word"](*arguments, **named)


def test_a_frozen_value_cannot_be_changed_and_has_no_room_for_more(classes):
    word = classes["Word"]("budget")
    with pytest.raises(AttributeError, match="cannot assign to field 'text'"):
        word.text = "cut"
    with pytest.raises(AttributeError, match="cannot delete field 'text'"):
        del word.text
    assert not hasattr(word, "__dict__")


def test_equal_values_are_equal_and_hash_alike(classes):
    one, other, third = (classes["Word"](text) for text in ("a", "a", "b"))
    assert (one, hash(one)) == (other, hash(other))
    assert one != third
    assert one != ("a", 0, ())


def test_values_without_fields_are_all_the_same(classes):
    assert classes["Nothing"]() == classes["Nothing"]()
    assert repr(classes["Nothing"]()).endswith("Nothing()")


def test_without_equality_a_value_is_only_itself(classes):
    thing = classes["Thing"]("a")
    assert thing != classes["Thing"]("a")
    assert {thing: 1}[thing] == 1


def test_what_can_be_changed_cannot_be_hashed_and_has_its_own_list(classes):
    one, other = classes["Line"](), classes["Line"]()
    one.words.append("a")
    one.seen = 3
    assert (one.words, other.words) == (["a"], [])
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_fields_may_stand_outside_of_comparison_and_of_what_is_printed(classes):
    assert classes["Line"](seen=1) == classes["Line"](seen=2)
    assert repr(classes["Line"](["a"], 7)).endswith("Line(words=['a'])")


def test_ordered_values_sort_by_their_fields(classes):
    place = classes["Place"]
    assert sorted([place(2, 1), place(1, 9), place(1, 2)]) == [place(1, 2), place(1, 9), place(2, 1)]
    with pytest.raises(TypeError):
        assert place(1, 1) < (1, 2)


def test_a_class_may_check_what_it_is_given(classes):
    with pytest.raises(ValueError, match="no such page"):
        classes["Place"](-1, 0)


def test_patterns_match_by_place(classes):
    assert classes["Word"].__match_args__ == ("text", "start", "tags")


def test_without_slots_there_is_room_for_more_and_the_class_shows_its_defaults(classes):
    page = classes["Page"]("i")
    page.__dict__["kept"] = 1
    assert (page.kept, classes["Page"].places) == (1, ())


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_is_equal(copied):
    assert copied(Span(1, 2)) == Span(1, 2)


def test_a_value_is_made_anew_with_changes():
    assert values.replace(ReadSettings(), repair=True) == ReadSettings(repair=True)
    with pytest.raises(TypeError):
        values.replace(ReadSettings(), colour=1)


def test_values_within_values_become_dictionaries():
    made = made_by(values)
    page = made["Page"]("i", (made["Place"](1, 2),))
    assert values.asdict(page) == {"name": "i", "places": ({"page": 1, "line": 2},)}
    assert [field.name for field in values.fields(page)] == ["name", "places"]


def test_no_class_is_made_from_another_one():
    @values.dataclass(frozen=True, slots=True)
    class Word:
        text: str

    with pytest.raises(TypeError, match="would lose the fields"):

        @values.dataclass(frozen=True, slots=True)
        class Name(Word):
            role: str
