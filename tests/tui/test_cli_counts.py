"""``who``, ``matrix``, ``dispersion``, ``profile``, ``compare``, ``articles``: numbers that open."""

from __future__ import annotations

import json

import pytest

from quoth.tui.diagnostics import ExitCode

MILL = """The price of bread

“Bread is dear,” said Jane Roe, the head of the mill. “Bread was cheap when the mill was ours.”
The mayor did not agree. “Nobody goes hungry here,” Ann Poe said.
What the mill costs
The mill was sold for a song. “The mill is not for sale again,” Poe added.
"""
FERRY = """The ferry waits

“The ferry carries our bread,” said Jane Roe, the head of the guild.
“The wind decides,” Olaf Olsen said.
"""


@pytest.fixture
def library(fresh_quoth):
    fresh_quoth.file("texts/mill-2025-03-01.txt", MILL)
    fresh_quoth.file("texts/ferry-2025-04-02.txt", FERRY)
    return fresh_quoth


def records(answer):
    assert answer.code == ExitCode.OK, answer.err
    return [json.loads(line) for line in answer.out.splitlines()]


def asked(library, *arguments):
    return records(library(*arguments, "--in", "texts", "--format", "jsonl"))


def test_who_counts_what_search_finds(library):
    for use in asked(library, "who", "bread"):
        assert len(asked(library, "search", use["query"])) == use["hits"]
    roe = next(use for use in asked(library, "who", "bread") if use["name"] == "Jane Roe")
    assert (roe["hits"], roe["quotes"], roe["own_words"]) == (3, 3, 16)
    assert roe["share"] == 1.0


@pytest.mark.parametrize("by", ["section", "article", "month"])
def test_a_cell_of_the_matrix_opens_exactly_its_hits(library, by):
    for query in ([], ["bread"]):
        for cell in asked(library, "matrix", *query, "--by", by):
            assert len(asked(library, "search", cell["query"])) == cell["count"]


def test_the_matrix_as_text_is_a_table_with_a_legend(library):
    out = library("matrix", "--by", "article", "--in", "texts", "--format", "text").out
    head, *_ = out.splitlines()
    assert head.split() == ["speaker", "1", "2", "total"]
    assert "1  The ferry waits\n2  The price of bread\n" in out
    assert "Jane Roe" in out


def test_a_wide_matrix_is_cut_into_tables_that_fit(quoth):
    sections = "".join(
        f"Part number {n}\n\n“The mill of part {n} stands,” said Jane Roe.\n\n" for n in range(1, 31)
    )
    quoth.file("long.txt", f"The long story\n\n{sections}")
    out = quoth("matrix", "--in", "long.txt", "--format", "text", COLUMNS="60").out
    assert all(len(line) <= 60 for line in out.splitlines())
    assert sum(line.startswith("speaker") for line in out.splitlines()) > 1


def test_months_are_in_order(library):
    out = library("matrix", "--by", "month", "--in", "texts", "--format", "text").out
    assert out.splitlines()[0].split() == ["speaker", "2025-03", "2025-04", "total"]


def test_dispersion_gives_the_places_of_the_hits(library):
    for found in asked(library, "dispersion", "bread"):
        hits = asked(library, "search", f"bread article:{found['article']}")
        assert found["hits"] == sorted(hit["start"] for hit in hits)


def test_a_profile_has_roles_in_order_and_all_quotes(library):
    (found,) = asked(library, "profile", "roe")
    assert (found["name"], found["quotes"], found["articles"]) == ("Jane Roe", 3, 2)
    assert [role["role"] for role in found["roles"]] == ["head of the mill", "head of the guild"]
    assert [said["date"] for said in found["said"]] == ["2025-03-01", "2025-03-01", "2025-04-02"]
    text = library("profile", "roe", "--in", "texts", "--quotes").out
    assert "3 quotes, 16 words, 2 articles" in text
    assert "The ferry carries our bread," in text


def test_two_people_stand_side_by_side(library):
    left, right = asked(library, "compare", "Jane Roe", "poe", "mill")
    assert (left["hits"], right["hits"]) == (1, 1)
    text = library("compare", "roe", "poe", "mill", "--in", "texts", COLUMNS="80").out
    assert text.splitlines()[0].split("│")[1].strip() == "Ann Poe"
    narrow = library("compare", "roe", "poe", "mill", "--in", "texts", COLUMNS="40").out
    assert "│" not in narrow


def test_articles_are_listed_and_sorted(library):
    titles = [
        a["title"] for a in records(library("articles", "texts", "--sort", "-quotes", "--format", "jsonl"))
    ]
    assert titles == ["The price of bread", "The ferry waits"]
    dates = [a["date"] for a in records(library("articles", "texts", "--sort", "-date", "--format", "jsonl"))]
    assert dates == ["2025-04-02", "2025-03-01"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["who"], 2, "who talks about what?"),
        (["dispersion"], 2, "where is what?"),
        (["profile"], 2, "whose profile?"),
        (["compare", "roe"], 2, "give two names"),
        (["compare", "roe", "jane", "--in", "texts"], 2, "are the same person, Jane Roe"),
        (["profile", "zeppelin", "--in", "texts"], 1, "nobody of that name speaks here"),
        (["matrix", "--by", "week"], 2, "--by: invalid choice: 'week'"),
        (["articles", "--sort", "size"], 2, "--sort: invalid choice: 'size'"),
    ],
)
def test_what_makes_no_sense_is_one_line(library, arguments, code, said):
    answer = library(*arguments)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.complaint


def test_a_query_that_is_not_understood_shows_its_place(library):
    for command in (["who"], ["matrix"], ["dispersion"], ["compare", "roe", "poe"]):
        answer = library(*command, "spekaer:x", "--in", "texts")
        assert answer.code == 2
        assert "did you mean 'speaker:'?" in answer.err


def test_nothing_found_is_exit_code_one(library):
    for command in (["who"], ["matrix"], ["dispersion"], ["compare", "roe", "poe"]):
        answer = library(*command, "zeppelin", "--in", "texts", "--format", "json")
        assert answer.code == 1
        assert answer.err == ""


def test_a_name_that_several_people_have_is_to_be_written_in_full(quoth):
    quoth.file("two.txt", "“The mill is old,” said Jane Roe.\n\n“The mill is new,” said Rick Roe.\n")
    answer = quoth("profile", "roe", "--in", "two.txt")
    assert answer.code == 2
    assert "may be 2 people" in answer.complaint
    assert "Jane Roe, Rick Roe" in answer.complaint


def test_a_name_that_nobody_has_finds_the_nearest(quoth):
    quoth.file("mill.txt", "“The mill burns,” said Ann Lindqvist.\n\n“It does,” said Jane Roe.\n")
    answer = quoth("compare", "roe", "lindqvst", "--in", "mill.txt")
    assert answer.code == 1
    assert "did you mean 'Ann Lindqvist'?" in answer.complaint
