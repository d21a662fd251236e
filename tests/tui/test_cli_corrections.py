"""The user's word: kept in files of theirs, holding everywhere, undone by deleting a line."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from quoth.tui.diagnostics import ExitCode

MILL = """The price of bread

“Bread is dear,” said Jane Roe, the head of the mill. “Bread was cheap when the mill was ours.”
The mayor did not agree. “Nobody goes hungry here,” Ann Poe said.
"""
FERRY = """The ferry waits

“The ferry carries our bread,” Roe said.
“The wind decides on all of us,” Olaf Olsen said.
"""


@pytest.fixture
def library(quoth):
    quoth.file("texts/mill.txt", MILL)
    quoth.file("texts/ferry.txt", FERRY)
    assert quoth("index", "texts").code == ExitCode.OK
    return quoth


def quotes(library, *arguments):
    answer = library("quotes", *arguments, "--format", "jsonl")
    return {record["text"]: record for record in map(json.loads, answer.out.splitlines())}


def id_of(library, words):
    return next(record["id"] for text, record in quotes(library).items() if text.startswith(words))


def found(library, query):
    return [
        json.loads(line)["text"] for line in library("search", query, "--format", "jsonl").out.splitlines()
    ]


def corrections_of(library):
    return Path(library("corrections", "--path").out.strip())


def aliases_of(library):
    path = Path(library("aliases", "--path").out.strip())
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_a_correction_holds_in_every_command(library):
    name = id_of(library, "Nobody")
    answer = library("correct", name, "--speaker", "Ida Brandt")
    assert (answer.code, answer.out) == (0, f"{name}\tsaid by Ida Brandt\n")
    assert found(library, "is:corrected") == found(library, "speaker:brandt") == ["Nobody goes hungry here,"]
    for arguments in ([], ["texts"], ["texts/mill.txt"]):
        record = quotes(library, *arguments)["Nobody goes hungry here,"]
        assert record["speaker"]["name"] == "Ida Brandt"
        assert (record["rule"], record["confidence"], record["suspect"]) == ("corrected", 1.0, False)
    shown = library("show", name, "--why").out
    assert "Ida Brandt" in shown
    assert "corrected" in shown
    assert "Ida Brandt" in library("speakers").out
    assert "Ida Brandt" in library("speakers", "texts").out


def test_it_survives_a_rebuilt_index_and_an_edit_elsewhere(library):
    library("correct", id_of(library, "Nobody"), "--speaker", "Ida Brandt")
    library("index", "--rebuild")
    assert found(library, "is:corrected")
    library.file("texts/mill.txt", MILL + "\nThe queue was long on Monday.\n")
    library("index")
    assert found(library, "is:corrected") == ["Nobody goes hungry here,"]


def test_what_is_no_quote_is_gone_and_comes_back(library):
    name = id_of(library, "Nobody")
    assert library("correct", name, "--not-a-quote").code == 0
    assert name not in [record["id"] for record in quotes(library).values()]
    assert library("show", name).code == ExitCode.NOTHING
    answer = library("corrections", "--undo", name.partition(":")[2])
    assert (answer.code, answer.out) == (0, f"{name}\tundone: not a quote\n")
    assert id_of(library, "Nobody") == name


def test_two_quotes_become_one_in_whichever_order_they_are_named(library):
    first, second = id_of(library, "Bread is"), id_of(library, "Bread was")
    assert library("correct", second, "--merge", first).out == f"{first}\truns on into {second}\n"
    texts = [text for text in quotes(library) if text.startswith("Bread")]
    assert len(texts) == 1
    assert texts[0].endswith("when the mill was ours.")


@pytest.mark.parametrize("part", ["Bread is", "Bread was"])
def test_a_merge_is_undone_by_the_id_of_either_part(library, part):
    first, second = id_of(library, "Bread is"), id_of(library, "Bread was")
    named = id_of(library, part)
    library("correct", first, "--merge", second)
    assert library("corrections", "--undo", named).out == f"{first}\tundone: runs on into {second}\n"
    assert {first, second} <= {record["id"] for record in quotes(library).values()}
    assert library("corrections").code == ExitCode.NOTHING


def test_a_merged_text_holds_what_stands_between_as_the_help_says(library):
    library("correct", id_of(library, "Bread is"), "--merge", id_of(library, "Bread was"))
    (text,) = (text for text in quotes(library) if text.startswith("Bread"))
    assert "said Jane Roe" in text
    assert "is part of its text" in library("correct", "--help").out


def test_nobody_known_is_written_out_in_a_pipe(library):
    library("correct", id_of(library, "Nobody"), "--speaker", "unknown")
    assert library("corrections").out.split("\t")[1] == "unknown"


def test_deleting_the_table_undoes_it(library):
    library("correct", id_of(library, "Nobody"), "--speaker", "Ida Brandt")
    corrections_of(library).write_text("", "utf-8")
    assert found(library, "is:corrected") == []
    assert found(library, "speaker:poe") == ["Nobody goes hungry here,"]


def test_corrections_are_listed_and_exported(library):
    assert library("corrections").code == ExitCode.NOTHING
    name = id_of(library, "Nobody")
    library("correct", name, "--speaker", "unknown")
    (record,) = json.loads(library("corrections", "--format", "json").out)
    assert {key: record[key] for key in ("schema", "quote", "speaker", "was", "words")} == {
        "schema": 1, "quote": name, "speaker": "", "was": "Ann Poe", "words": "Nobody goes hungry here,",
    }  # fmt: skip
    exported = tomllib.loads(library("corrections", "--format", "toml").out)
    assert exported["correction"][0]["quote"] == name
    assert exported == tomllib.loads(corrections_of(library).read_text("utf-8"))
    assert found(library, "speaker:unknown") == ["Nobody goes hungry here,"]


def test_writers_at_once_lose_nothing(library):
    names = [record["id"] for record in quotes(library).values()]
    started = [library.start("correct", name, "--speaker", f"Ida Brandt {n}") for n, name in enumerate(names)]
    assert [process.wait(60) for process in started] == [0] * len(names)
    listed = json.loads(library("corrections", "--format", "json").out)
    assert sorted(record["quote"] for record in listed) == sorted(names)
    assert len(found(library, "is:corrected")) == len(names)
    assert library("check").code == 0


def test_the_user_says_who_is_who(library):
    path = aliases_of(library)
    path.write_text('[same]\n"Janet Roe" = ["Jane Roe"]\n', "utf-8")
    assert "Janet Roe" in library("speakers").out
    assert len(found(library, "speaker:janet")) == 3
    assert library("aliases", "--format", "text").out == "Janet Roe  is also  jane roe\n"
    path.unlink()
    assert found(library, "speaker:janet") == []
    assert library("aliases").code == ExitCode.NOTHING


def test_a_bare_surname_is_its_only_bearer_in_the_library_unless_the_user_says_no(library):
    assert len(found(library, 'speaker:"Jane Roe"')) == 3
    for arguments in ([], ["texts"]):
        records = json.loads(library("speakers", *arguments, "--format", "json").out)
        assert {record["name"]: record["quotes"] for record in records}["Jane Roe"] == 3
    aliases_of(library).write_text('[apart]\n"Jane Roe" = ["Roe"]\n', "utf-8")
    assert len(found(library, 'speaker:"Jane Roe"')) == 2
    assert len(found(library, "person:roe")) == 1


def test_no_text_is_read_for_it(library):
    name = id_of(library, "Nobody")
    for file in (library.folder / "texts").iterdir():
        file.unlink()
    assert library("correct", name, "--speaker", "Ida Brandt").code == 0
    assert found(library, "is:corrected") == ["Nobody goes hungry here,"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[same]\n"A B" = ["C"]\n"D E" = ["c"]\n', "aliases.toml:3: [same] 'c' is both 'A B' and 'D E'"),
        ("[same]\nx =\n", "aliases.toml:2: Invalid value"),
        ("[same]\nx =", "aliases.toml:2: Invalid value"),
        ("[sames]\n", "aliases.toml:1: unknown table [sames]"),
        ('\n[same]\n"A B" = "C"\n', "aliases.toml:3: [same] 'A B' must be a list of names"),
    ],
)
def test_aliases_that_cannot_be_followed_are_named_by_file_and_line(quoth, text, said):
    aliases_of(quoth).write_text(text, "utf-8")
    for command in (["aliases"], ["quotes"], ["search", "iran"]):
        answer = quoth(*command)
        assert answer.code == ExitCode.USAGE
        assert said in answer.complaint


def test_corrections_that_cannot_be_followed_are_named_and_never_written_over(quoth):
    path = corrections_of(quoth)
    path.parent.mkdir(parents=True)
    path.write_text(
        '[[correction]]\nquote = "a:q1"\nspeaker = "x"\n\n[[correction]]\nspaeker = "x"\n', "utf-8"
    )
    before = path.read_bytes()
    for command in (["corrections"], ["quotes"], ["correct", "qoayid4", "--not-a-quote"]):
        answer = quoth(*command)
        assert answer.code == ExitCode.USAGE
        assert "corrections.toml:5: correction 2: unknown key 'spaeker'" in answer.complaint
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["correct"], 2, "--speaker --not-a-quote --merge is required"),
        (["correct", "--not-a-quote"], 2, "correct which one?"),
        (["correct", "qoayid4", "--speaker", "A", "--not-a-quote"], 2, "not allowed with"),
        (["correct", "qoayid4", "--speaker", " "], 2, "give a name, or 'unknown'"),
        (["correct", "zzz", "--not-a-quote"], 1, "no such id here"),
        (["correct", "qoayid4", "--merge", "qoayid4"], 2, "cannot be merged with itself"),
        (["correct", "7dp2c5ubik", "--not-a-quote"], 2, "is no quote"),
        (["corrections", "--undo", "zzz"], 1, "nothing was corrected there"),
    ],
)
def test_what_makes_no_sense_is_one_line(quoth, arguments, code, said):
    answer = quoth(*arguments)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.complaint


def test_quotes_of_two_articles_are_never_one(library):
    answer = library("correct", id_of(library, "Nobody"), "--merge", id_of(library, "The wind"))
    assert answer.code == 2
    assert "stand in two articles" in answer.complaint


def test_a_file_kept_elsewhere_stays_there(quoth):
    kept = quoth.file("kept.toml", "")
    path = corrections_of(quoth)
    path.parent.mkdir(parents=True)
    path.symlink_to(kept)
    assert quoth("correct", "qoayid4", "--not-a-quote").code == 0
    assert path.is_symlink()
    assert "not_a_quote = true" in kept.read_text("utf-8")


def test_a_name_like_a_known_one_is_told(library):
    name = id_of(library, "Nobody")
    said = library("correct", name, "--speaker", "Jane")
    assert said.code == ExitCode.OK
    assert 'new person "Jane"; did you mean "Jane Roe"?' in said.complaint
    assert f"undo: quoth corrections --undo {name}" in said.complaint
    assert library("correct", name, "--speaker", "Jane Roe").err == ""


def test_broken_aliases_show_the_form_that_is_expected(quoth):
    aliases_of(quoth).write_text("[same]\nx =\n", "utf-8")
    assert 'expected: "Jane Roe" = ["J. Roe", "Roe"]' in quoth("aliases").complaint
