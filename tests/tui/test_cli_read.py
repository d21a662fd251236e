"""``quoth read``: in one column, who speaks before what they say; and ``quoth open`` where it cannot."""

from __future__ import annotations

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.article import parse_article
from quoth.tui.anchored import Part
from quoth.tui.linear import passages

TEXT = """The price of bread

“Bread is dear,” said Jane Roe, the head of the mill. “Bread was cheap when the mill was ours.”

What the mill costs

Nobody knows what it costs.

“It goes on and on and on.

“And on it goes until the evening,” Ann Poe said.
"""


def test_a_file_is_read_from_its_title_to_its_end(quoth):
    quoth.file("bread.txt", TEXT)
    answer = quoth("read", "bread.txt")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "Title: The price of bread",
        "Jane Roe: Bread is dear,",
        "said Jane Roe, the head of the mill.",
        "Jane Roe: Bread was cheap when the mill was ours.",
        "",
        "Section: What the mill costs",
        "Nobody knows what it costs.",
        "Ann Poe: It goes on and on and on.",
        "Ann Poe, going on: And on it goes until the evening,",
        "Ann Poe said.",
    ]
    assert quoth("read", "-", stdin=TEXT.encode()).out == answer.out


def test_a_part_is_read_by_its_id(quoth):
    quoth.file("bread.txt", TEXT)
    outline = json.loads(quoth("outline", "bread.txt", "--format", "json").out)
    section = outline["sections"][-1]["id"]
    lines = quoth("read", section, "--in", "bread.txt").out.splitlines()
    assert lines[0] == "Section: What the mill costs"
    assert len(lines) == 5


def test_a_passage_is_frozen_as_a_record(quoth):
    quoth.file("bread.txt", TEXT)
    records = [json.loads(line) for line in quoth("read", "bread.txt", "--format", "jsonl").out.splitlines()]
    for record in records:
        assert list(record) == ["schema", "article", "kind", "id", "speaker", "continued", "text"]
    assert {record["kind"] for record in records} == {"title", "heading", "narration", "quote"}


def test_control_codes_are_not_read(quoth):
    quoth.file("bad.txt", "“Bread \x1b[31mis dear,” said Jane Roe.\n")
    assert "\x1b" not in quoth("read", "bad.txt").out


def test_files_and_ids_are_not_mixed(quoth):
    quoth.file("bread.txt", TEXT)
    assert "no such file" in quoth("read", "bread.txt", "q123456").complaint
    assert quoth("read", "q9z9z9z").code == 1


PIECES = ["“Bread is dear,”", "said Jane Roe.", "The mill", "was sold.", "“Not again.”", "“"]
PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5
)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS)
def test_no_word_is_lost_and_none_is_read_twice(paragraphs: list[str]) -> None:
    article = parse_article("\n\n".join(paragraphs), origin="x", source="x")
    read = [p.text for p in passages(Part(article, None)) if p.kind != "heading"]
    shown = [article.title or ""] + [paragraph.text for paragraph in article.paragraphs]
    words = re.compile(r"\w+")
    assert words.findall(" ".join(read)) == words.findall(" ".join(shown))


def test_the_explorer_at_a_place_needs_a_terminal(quoth):
    answer = quoth("open", "qoayid4")
    assert answer.code == 2
    assert "'quoth show qoayid4' prints it" in answer.complaint
    assert quoth("open").code == 2


def test_a_label_is_not_said_twice_and_marks_of_emphasis_not_at_all(quoth):
    talk = "ANNA BERG: The bread is **dear** at `the mill`.\n\nTOM DOE: So is 3 * 4.\n\nANNA BERG: It is.\n"
    quoth.file("talk.txt", talk)
    assert quoth("read", "talk.txt").out.splitlines() == [
        "Anna Berg: The bread is dear at the mill.",
        "Tom Doe: So is 3 * 4.",
        "Anna Berg: It is.",
    ]


def test_why_shows_the_words_of_another_paragraph_that_name_the_speaker(quoth):
    told = "Jane Roe, the head of the mill, explained the plan:"
    text = f"{told}\n\n“We shall grind at night and sleep by day.”\n"
    quoth.file("plan.txt", text)
    (quote,) = json.loads(quoth("quotes", "plan.txt", "--format", "json").out)
    assert quote["speaker"]["name"] == "Jane Roe"
    shown = " ".join(quoth("show", quote["id"], "--why", "--in", "plan.txt").out.split())
    assert f"in {told}" in shown


def test_a_guess_is_told_on_stderr_once_a_file_and_not_on_stdout(quoth):
    inn = "“The café is mine,” said Zoë Noël, née Bœuf, at the door.\n"
    quoth.file("inn.txt", inn.encode("cp1252"))
    quoth.file("two.jsonl", '{"text": "Le café."}\n{"text": "Le thé."}\n'.encode("cp1252"))
    for command in ("quotes", "speakers", "text"):
        answer = quoth(command, "inn.txt", "two.jsonl")
        assert "guessed" not in answer.out
        told = [line for line in answer.err.splitlines() if "encoding guessed: cp1252, certainty" in line]
        assert [line.split(": ")[1] for line in told] == ["inn.txt", "two.jsonl#1"], command
    quoth.file("inn.txt", inn.encode())
    assert quoth("quotes", "inn.txt").err == ""
