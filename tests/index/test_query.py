"""The query language: what each form means, and what an error says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quoth.index.nodes import explain
from quoth.index.query import QueryError, parse_query
from quoth.index.queryfields import BY_NAME

TODAY = date(2026, 3, 15)


def read(query: str, **options: object) -> str:
    """The meaning of a query on one line."""
    node = parse_query(query, today=TODAY, **options).node  # type: ignore[arg-type]
    return " / ".join(line.replace("  ", ">") for line in explain(node).split("\n"))


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("ships", "text: ships"),
        ("ships port", "all of / >text: ships / >text: port"),
        ("ships AND port", "all of / >text: ships / >text: port"),
        ("+ships +port", "all of / >text: ships / >text: port"),
        ("ships OR port", "any of / >text: ships / >text: port"),
        ("ships | port | dock", "any of / >text: ships / >text: port / >text: dock"),
        ("a b OR c d", "any of / >all of / >>text: a / >>text: b / >all of / >>text: c / >>text: d"),
        ("a (b OR c)", "all of / >text: a / >any of / >>text: b / >>text: c"),
        ("ships -port", "all of / >text: ships / >not / >>text: port"),
        ("-port ships", "all of / >not / >>text: port / >text: ships"),
        ("NOT port", "not / >text: port"),
        ("--port", "text: port"),
        ("ships AND NOT port", "all of / >text: ships / >not / >>text: port"),
        ("-(a OR b)", "not / >any of / >>text: a / >>text: b"),
        ("or and not", "all of / >text: or / >text: and / >text: not"),
        ("a NEAR b", "within 10 words / >text: a / >text: b"),
        ("a NEAR/123456 b", "within 123456 words / >text: a / >text: b"),
        ('"a b"~123456', 'text: "a b" within 123456 words'),
        ("conf:<=1", "confidence: <= 1.0"),
        ("a NEAR/3 b c", "all of / >within 3 words / >>text: a / >>text: b / >text: c"),
        (
            '"a b" NEAR/3 (c OR d*e)',
            'within 3 words / >text: "a b" / >any of / >>text: c / >>text: wildcard d*e',
        ),
        ("*", "everything"),
        ("nuc*", "text: prefix nuc"),
        ("wo?d", "text: wildcard wo?d"),
        ("*ward", "text: wildcard *ward"),
        ("name~", "text: fuzzy name (at most 1 edits)"),
        ("name~2", "text: fuzzy name (at most 2 edits)"),
        ("/nucl.*/", "text: regex nucl.*"),
        ("/usr/bin", "text: usr bin"),
        ('"a b"', 'text: "a b"'),
        ('"to be or not"~5', 'text: "to be or not" within 5 words'),
        ("“a b”", 'text: "a b"'),
        ("„a b“", 'text: "a b"'),
        ("«a b»", 'text: "a b"'),
        ("»a b«", 'text: "a b"'),
        ("「a b」", 'text: "a b"'),
        ("‘a b’", 'text: "a b"'),
        ("'a b'", 'text: "a b"'),
        ("don't", "text: don't"),
        ("don’t", "text: don't"),
        ("Łódź CAFÉ", "all of / >text: lodz / >text: cafe"),
        ("left-wing", "text: left wing"),
        ("中国人", "text: 中国 国人"),
        ("人", "text: prefix 人"),
        ("C++ 1,000 U.S.", "all of / >text: c++ / >text: 1,000 / >text: u.s"),
        ("http://example.org/a", "text: http example org a"),
        ("10:30", "text: 10 30"),
        ("Mayor: we stay", "all of / >text: mayor / >text: we / >text: stay"),
        ("who stays?", "all of / >text: who / >text: stays"),
        ("speaker:roe", "speaker: roe"),
        ("by:roe", "speaker: roe"),
        ('speaker:"Jane Roe"', 'speaker: "jane roe"'),
        ('speaker:roe,"Jane Doe"', 'any of / >speaker: roe / >speaker: "jane doe"'),
        ("speaker:(roe OR doe)", "any of / >speaker: roe / >speaker: doe"),
        ("speaker:unknown", "flags: unattributed"),
        ("-speaker:roe,doe", "not / >any of / >>speaker: roe / >>speaker: doe"),
        ("role:minister mentions:Elbonia", "all of / >role: minister / >mentions: elbonia"),
        ("kind:quote,heading", "any of / >kind: quote / >kind: heading"),
        ("is:suspect", "flags: suspect"),
        ("conf:>0.8", "confidence: > 0.8"),
        ("conf:0.5..0.9", "confidence: >= 0.5 and <= 0.9"),
        ("words:<=20", "words: <= 20.0"),
        ("date:2025", "date: >= 2025-01-01 and <= 2025-12-31"),
        ("date:2024-02", "date: >= 2024-02-01 and <= 2024-02-29"),
        ("date:2025-01..2025-06", "date: >= 2025-01-01 and <= 2025-06-30"),
        ("date:..2024", "date: <= 2024-12-31"),
        ("date:>2024", "date: >= 2025-01-01"),
        ("date:today", "date: 2026-03-15"),
        ("date:7d", "date: >= 2026-03-08"),
        ("lang:EN path:news/*.txt", "all of / >lang: en / >path: news/*.txt"),
        ("section:abcdefghij:sabcdef", "section_id: abcdefghij:sabcdef"),
    ],
)
def test_every_form_means_one_thing(query: str, meaning: str) -> None:
    assert read(query) == meaning


def test_the_order_is_no_part_of_what_is_looked_for() -> None:
    parsed = parse_query("ships sort:-date")
    assert (explain(parsed.node), parsed.sort) == ("text: ships", "-date")


@pytest.mark.parametrize(
    ("query", "message", "marked", "hint"),
    [
        ("spekaer:roe", "unknown field 'spekaer:'", "spekaer:", "did you mean 'speaker:'? to search"),
        ("xyzzy:roe", "unknown field 'xyzzy:'", "xyzzy:", "fields are speaker role"),
        ("a date:lastweek", "'lastweek' is not a date", "lastweek", "use YYYY"),
        ("date:2025-13", "month must be", "2025-13", "use YYYY"),
        ("date:2025..2024", "runs backwards", "2025..2024", "use YYYY"),
        ("kind:qoute", "kind: has no value 'qoute'", "qoute", "did you mean kind:quote?"),
        ("words:many", "wants a number", "many", "words:>20"),
        ("sort:size", "cannot sort by 'size'", "size", "sort by score"),
        ('a "b c', "never closed", '"b c', 'add " at the end'),
        ("a “b c", "never closed", "“b c", "add ” at the end"),
        ("(a b", "'(' is never closed", "(", "add ) at the end"),
        ("a b)", "')' closes nothing", ")", "quote it"),
        ("a AND", "AND needs something on its right", "AND", 'quote it: "AND"'),
        ("OR a", "OR needs something on its left", "OR", 'quote it: "OR"'),
        ("a OR", "OR needs something on its right", "OR", ""),
        ("a NEAR speaker:roe", "NEAR joins words", "speaker:roe", ""),
        ("a NEAR/0 b", "NEAR/ wants a number", "NEAR/0", "NEAR/1 is side by side"),
        ("a NEAR/ b", "NEAR/ wants a number", "NEAR/", "quote it"),
        ("a NEAR/few b", "NEAR/ wants a number", "NEAR/few", ""),
        ("conf:>1", "conf: goes from 0 to 1", ">1", "conf:>0.8"),
        ("conf:80", "conf: goes from 0 to 1", "80", ""),
        ("conf:5..9", "conf: goes from 0 to 1", "5..9", ""),
        ("speaker:-roe", "'-' stands before the field", "-", "-speaker:roe"),
        ("a NOT", "NOT needs something on its right", "NOT", ""),
        ("a AND OR b", "AND needs something on its right", "AND", ""),
        ("speaker:", "speaker: needs a value", "speaker:", "without a blank"),
        ('path:""', "path: needs a value", '""', "part of the file's path"),
        ("speaker: roe", "speaker: needs a value", "speaker:", "without a blank"),
        ("kind:(quote)", "takes no brackets", "(", "kind:a,b"),
        ("n*", "at least two letters", "n*", "such as"),
        ('"a b c"~1', "3 words do not fit within 1", '"a b c"~1', "~2"),
        ("name~9", "9 edits", "name~9", "~1 or ~2"),
        ("/a(b/", "not a regular expression", "(", "whole word"),
        ("...", "no word in it", "...", "everything"),
        ("", "the query is empty", "", "type a word"),
    ],
)
def test_an_error_names_reason_place_and_way_out(query: str, message: str, marked: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(query, today=TODAY)
    error = caught.value
    assert message in error.message
    assert query[error.start : error.end] == marked
    assert hint in error.hint


def test_an_error_is_drawn_with_carets_under_the_place() -> None:
    with pytest.raises(QueryError) as caught:
        parse_query("中 spekaer:roe")
    assert caught.value.render("中 spekaer:roe").split("\n") == [
        "query error: unknown field 'spekaer:'",
        "  中 spekaer:roe",
        "     ^^^^^^^^",
        "  hint: did you mean 'speaker:'? to search the words literally, quote them",
    ]


def known(field: str, word: str) -> bool:
    return word in ("ships", "roe")


@pytest.mark.parametrize(
    ("typed", "closed", "meaning"),
    [
        ("sh", "sh*", "text: prefix sh"),
        ("ships", "ships", "text: ships"),
        ("ships ", "ships", "text: ships"),
        ("ships p", "ships", "text: ships"),
        ("ships po", "ships po*", "all of / >text: ships / >text: prefix po"),
        ('ships "in po', 'ships "in po"', 'all of / >text: ships / >text: "in po"'),
        ("(ships po", "(ships po*)", "all of / >text: ships / >text: prefix po"),
        ("ships AND", "ships", "text: ships"),
        ("ships OR ", "ships", "text: ships"),
        ("ships -", "ships", "text: ships"),
        ("ships speaker:", "ships", "text: ships"),
        ("ships speaker:ro", "ships speaker:ro*", "all of / >text: ships / >speaker: prefix ro"),
        ("ships speaker:roe", "ships speaker:roe", "all of / >text: ships / >speaker: roe"),
        ("ships kind:qu", "ships", "text: ships"),
        ("ships date:20", "ships", "text: ships"),
        ("ships sort:da", "ships", "text: ships"),
        ("", "", "everything"),
    ],
)
def test_while_typing_a_query_is_read_as_if_closed(typed: str, closed: str, meaning: str) -> None:
    parsed = parse_query(typed, lenient=True, known=known, today=TODAY)
    assert parsed.text == closed
    assert read(typed, lenient=True, known=known) == meaning


def test_what_is_wrong_in_the_middle_is_an_error_while_typing_too() -> None:
    with pytest.raises(QueryError):
        parse_query("spekaer:roe ships", lenient=True)


PIECES = [
    "a",
    "ships",
    "-",
    "+",
    "(",
    ")",
    '"',
    "“",
    "”",
    "*",
    "?",
    "~",
    "~2",
    "/",
    "|",
    "OR",
    "AND",
    "NOT",
    "NEAR/2",
]
PIECES += [
    " ",
    " ",
    ",",
    ":",
    "'",
    "’",
    "é",
    "中",
    "1,000",
    *(f"{name}:" for name in BY_NAME),
    "quote",
    "date",
    "2025",
]


def assert_error_is_placed(text: str) -> None:
    problem: QueryError | None = None
    try:
        parse_query(text, today=TODAY)
    except QueryError as error:
        problem = error
    if problem is not None:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.render(text)


@settings(max_examples=100, deadline=None)
@example("(aspeaker:")
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30))
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    """And what is read while typing means, closed, the same when it is searched."""
    assert_error_is_placed(text)
    try:
        typed = parse_query(text, lenient=True, known=known, today=TODAY)
    except QueryError:
        return
    if typed.text:
        closed = parse_query(typed.text, today=TODAY)
        assert (explain(closed.node), closed.sort) == (explain(typed.node), typed.sort), typed.text


def test_a_deep_or_endless_query_is_refused() -> None:
    for query in ("(" * 60 + "a" + ")" * 60, "-" * 100 + "a", "a " * 600):
        with pytest.raises(QueryError):
            parse_query(query)
