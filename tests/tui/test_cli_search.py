"""``quoth search`` and ``quoth kwic``, as scripts and people call them."""

from __future__ import annotations

import json
import os
import pty
import subprocess

import pytest

from quoth.tui.diagnostics import ExitCode

TEXT = """The price of bread

“Bread is dear,” said Jane Roe, the baker. “Bread was cheap when the mill was ours.”
The mayor did not agree. “Nobody goes hungry here,” Ann Poe said.
What the mill costs
The mill was sold for a song. “The mill is not for sale again,” Poe added.
"""


@pytest.fixture
def bread(quoth):
    quoth.file("bread.txt", TEXT)
    return quoth


def watched(quoth, *arguments):
    """The exit code of a command whose stderr is a terminal, and what it said there."""
    reader, terminal = pty.openpty()
    command = quoth.start(*arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=terminal)
    os.close(terminal)
    said = b""
    try:
        while piece := os.read(reader, 4096):
            said += piece
    except OSError:
        pass  # how Linux says that nobody writes to a terminal any more
    finally:
        os.close(reader)
    return command.wait(60), said.decode()


def test_a_query_of_several_words_needs_no_quotation_marks(bread):
    joined = bread("search", "mill", "sale", "--in", "bread.txt")
    assert joined.code == ExitCode.OK
    assert joined.out == bread("search", "mill sale", "--in", "bread.txt").out


def test_a_pipe_gets_one_line_a_hit_with_the_id_first(bread):
    lines = bread("search", "hungry", "--in", "bread.txt").out.splitlines()
    assert lines
    for line in lines:
        cells = line.split("\t")
        assert cells[0].count(":") == 1
        assert "hungry" in cells[3]


def test_nothing_found_is_exit_code_one_and_no_word(bread):
    answer = bread("search", "zeppelin", "--in", "bread.txt")
    assert (answer.code, answer.out, answer.err) == (ExitCode.NOTHING, "", "")


def test_counting(bread):
    answer = bread("search", "bread", "--kind", "quote", "--count", "--in", "bread.txt")
    assert (answer.code, answer.out) == (ExitCode.OK, "2\n")


def test_filters_narrow_all_of_a_query_with_alternatives(bread):
    answer = bread(
        "search",
        "hungry OR dear",
        "--speaker",
        "roe",
        "--kind",
        "quote",
        "--format",
        "jsonl",
        "--in",
        "bread.txt",
    )
    names = {json.loads(line)["speaker"]["name"] for line in answer.out.splitlines()}
    assert names == {"Jane Roe"}


def test_ids_end_with_nul_for_xargs(bread):
    plain = bread("search", "mill", "--ids", "--in", "bread.txt").out
    assert bread("search", "mill", "--ids", "-0", "--in", "bread.txt").out == plain.replace("\n", "\0")
    assert bread("search", "mill", "-0").code == ExitCode.USAGE


def test_every_id_that_is_printed_can_be_shown(bread):
    for ident in bread("search", "mill", "--ids", "--in", "bread.txt").out.split():
        shown = bread("show", ident, "--in", "bread.txt", "--format", "json")
        assert json.loads(shown.out)["id"] == ident


def test_limit_and_offset_page_through_the_hits(bread):
    every = bread("search", "mill", "--ids", "--in", "bread.txt").out.split()
    paged = [
        bread("search", "mill", "--ids", "--limit", "1", "--offset", str(n), "--in", "bread.txt").out.strip()
        for n in range(len(every))
    ]
    assert paged == every


def test_quiet_answers_by_the_exit_code_alone(bread):
    assert bread("search", "-q", "mill", "--in", "bread.txt") == bread(
        "search", "-q", "dear", "--in", "bread.txt"
    )
    found = bread("search", "-q", "mill", "--in", "bread.txt")
    assert (found.code, found.out, found.err) == (ExitCode.OK, "", "")
    assert bread("search", "-q", "zeppelin", "--in", "bread.txt").code == ExitCode.NOTHING


def test_a_query_that_is_not_understood_shows_the_place(bread):
    answer = bread("search", "spekaer:roe", "--in", "bread.txt")
    assert answer.code == ExitCode.USAGE
    assert answer.out == ""
    lines = answer.err.splitlines()
    assert lines[0].startswith("query error: ")
    assert lines[1] == "  spekaer:roe"
    assert lines[2].strip(" ^") == ""
    assert lines[2].startswith("  ^^^^")
    assert lines[3].startswith("  hint: ")


def test_the_place_of_an_error_is_right_when_filters_are_added(bread):
    flagged = bread("search", "dear OR spekaer:roe", "--speaker", "roe", "--in", "bread.txt")
    assert flagged.err == bread("search", "dear OR spekaer:roe", "--in", "bread.txt").err


def test_a_query_may_begin_with_a_hyphen(bread):
    answer = bread("search", "--kind", "quote", "--count", "--in", "bread.txt", "--", "-bread")
    assert (answer.code, answer.out) == (ExitCode.OK, "2\n")


def test_explaining_says_how_a_query_was_read_and_why_hits_come_first(bread):
    answer = bread("search", "--explain", "mill -sale", "--in", "bread.txt")
    assert answer.code == ExitCode.OK
    assert answer.out.startswith("all of\n  text: mill\n  not\n    text: sale\n")
    record = json.loads(bread("search", "--explain", "mill", "--format", "json", "--in", "bread.txt").out)
    found = bread("search", "mill", "--format", "jsonl", "--in", "bread.txt").out.splitlines()
    first = json.loads(found[0])
    assert (record["total"], record["hits"][0]["id"]) == (len(found), first["id"])
    for hit in record["hits"]:
        assert abs(sum(share["score"] for share in hit["shares"]) - hit["score"]) < 0.001
    assert {word["words"] for hit in record["hits"] for word in hit["shares"]} == {"mill"}


def test_many_queries_from_a_file(bread):
    bread.file("terms.txt", "# terms\nmill\n\nzeppelin\n")
    answer = bread("search", "--queries", "terms.txt", "--count", "--kind", "quote", "--in", "bread.txt")
    assert (answer.code, answer.out) == (ExitCode.OK, "2\tmill\n0\tzeppelin\n")
    hits = bread("search", "--queries", "-", "--format", "jsonl", "--in", "bread.txt", stdin=b"mill\ndear\n")
    assert {json.loads(line)["query"] for line in hits.out.splitlines()} == {"mill", "dear"}


def test_one_bad_query_among_many_is_reported_and_the_others_are_answered(bread):
    answer = bread("search", "--queries", "-", "--count", "--in", "bread.txt", stdin=b"mill\nxyz:mill\n")
    assert answer.code == ExitCode.USAGE
    assert "xyz:" in answer.err
    assert answer.out.endswith("\tmill\n")


def test_standard_input_is_searched_like_a_file(bread):
    answer = bread("search", "hungry", "--ids", "--in", "-", stdin=TEXT.encode())
    assert answer.code == ExitCode.OK
    assert answer.out


def test_a_changed_file_is_read_again(bread):
    assert bread("search", "-q", "zeppelin", "--in", "bread.txt").code == ExitCode.NOTHING
    bread.file("bread.txt", TEXT + "A zeppelin came by, and everybody looked up from their supper.\n")
    assert bread("search", "-q", "zeppelin", "--in", "bread.txt").code == ExitCode.OK


def test_a_concordance_has_the_word_in_one_column(bread):
    answer = bread("kwic", "mill", "--format", "text", "--in", "bread.txt")
    assert answer.code == ExitCode.OK
    assert len({line.index("[mill]") for line in answer.out.splitlines()}) == 1


def test_a_concordance_can_be_sorted_by_its_neighbours(bread):
    answer = bread("kwic", "mill", "--sort", "1R", "--format", "jsonl", "--in", "bread.txt")
    after = [json.loads(line)["right"].split()[0].lower() for line in answer.out.splitlines()]
    assert after == sorted(after)
    assert len(after) > 1
    wrong = bread("kwic", "mill", "--sort", "sideways", "--in", "bread.txt")
    assert wrong.code == ExitCode.USAGE
    assert "sideways" in wrong.complaint


def test_the_bundled_article_is_searched_on_a_fresh_machine(fresh_quoth):
    answer = fresh_quoth("search", "sanctions", "--count")
    assert answer.code == ExitCode.OK
    assert int(answer.out) > 0


def test_without_an_index_it_is_told_that_only_the_bundled_article_was_searched(quoth):
    told = "quoth: no index: only the bundled article; quoth index PATH makes one"
    code, said = watched(quoth, "search", "zork")
    assert (code, said.splitlines().count(told)) == (ExitCode.NOTHING, 1)
    assert told in watched(quoth, "search", "sanctions", "--count")[1]
    quoth.file("notes/one.txt", "The mill is old.\n")
    for arguments in (["-q", "zork"], ["--bundled", "zork"], ["zork", "--in", "notes"]):
        assert told not in watched(quoth, "search", *arguments)[1]
    watched(quoth, "index", "notes")
    assert told not in watched(quoth, "search", "zork")[1]


def test_the_bundled_article_is_at_hand_beside_an_index(quoth):
    quoth.file("notes/one.txt", "The mill is old.\n")
    quoth("index", "notes")
    name = "7dp2c5ubik:qsicg3r"
    assert quoth("show", name).code == ExitCode.NOTHING
    assert name in quoth("show", name, "--bundled", "--why").out
    assert "Lukashenko" in quoth("--bundled").out
    assert quoth("search", "sanctions", "--bundled").code == ExitCode.OK
    assert quoth("index", "--bundled", "notes").code == ExitCode.USAGE


@pytest.mark.parametrize("command", ["search", "kwic"])
def test_a_path_among_words_that_find_nothing_is_told_of(quoth, command):
    quoth.file("news.txt", "The mill is old.\n")
    code, said = watched(quoth, command, "mill", "news.txt")
    assert code == ExitCode.NOTHING
    assert "'news.txt' is a file: --in news.txt searches it" in said
    code, said = watched(quoth, command, "zork", "--in", "news.txt")
    assert code == ExitCode.NOTHING
    assert "searches it" not in said


def test_what_came_since(quoth):
    quoth.file("notes/one.txt", "“The mill is old,” said Jane Roe, the baker.\n")
    quoth("index", "notes")
    quoth.file("notes/two.txt", "“The mill is new,” said Jane Roe, the baker.\n")
    quoth("index")
    assert quoth("search", "--since", "last", "--speaker", "roe", "--count").out == "1\n"
    assert quoth("search", "mill", "--since", "last", "--ids").out.count("\n") == 1
    assert quoth("search", "mill", "--since", "today", "--kind", "quote", "--count").out == "2\n"
    quoth("index")
    assert quoth("search", "-q", "--since", "last", "--speaker", "roe").code == ExitCode.NOTHING
    assert quoth("search", "mill", "--since", "soon").code == ExitCode.USAGE


def test_a_wrong_line_in_a_file_of_queries_is_named(quoth):
    quoth.file("terms.txt", "# of bread\niran\nspekaer:x\n")
    answer = quoth("search", "--queries", "terms.txt", "--count")
    assert answer.code == 2
    assert answer.err.startswith("terms.txt:3: query error: unknown field")


def test_what_articles_have_in_common_is_listed_once(quoth):
    words = (
        "The ferry between Nordby and Sund stands still since Tuesday, because its engine broke in the storm.\n\n"
        "Nobody at the yard would say when the spare part is to come, or who is going to pay for it.\n"
    )
    for name in ("a", "b", "c"):
        quoth.file(f"papers/{name}.txt", f"News from {name}\n\n{words}")
    assert quoth("index", "papers").code == ExitCode.OK
    folded = quoth("search", "spare part", "--format", "text").out
    assert folded.count("[spare]") == 1
    assert "and in 2 more articles" in folded
    assert quoth("search", "spare part", "--format", "text", "--all").out.count("[spare]") == 3
    # what scripts read has as many lines as the count says
    records = [json.loads(line) for line in quoth("search", "spare", "--format", "jsonl").out.splitlines()]
    assert len(records) == int(quoth("search", "spare", "--count").out) == 3
    (first,) = (record for record in records if record["also"])
    assert {record["repeats"] for record in records if not record["also"]} == {first["id"]}
    assert quoth("search", "spare -is:duplicate", "--count").out == "1\n"
