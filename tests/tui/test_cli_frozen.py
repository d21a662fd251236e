"""What scripts rely on, frozen: the JSON of the bundled article, record for record.

A change of these files is a change of what users' scripts get. Refresh them on purpose with
``QUOTH_FREEZE=1 python -m pytest tests/tui/test_cli_frozen.py`` and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

FROZEN = Path(__file__).with_name("frozen")

COMMANDS = {
    "quotes": ["quotes", "--format", "json"],
    "outline": ["outline", "--format", "json"],
    "speakers": ["speakers", "--format", "json"],
    "search": ["search", "sanctions", "--format", "json"],
    "search-filtered": ["search", "country", "--speaker", "pezeshkian", "--format", "json"],
    "search-counts": ["search", "iran", "--count", "--format", "json"],
    "kwic": ["kwic", "sanctions", "--format", "json"],
    "show-why": ["show", "--why", "--format", "json", "qoayid4"],
    "who": ["who", "iran", "--format", "json"],
    "matrix": ["matrix", "--format", "json"],
    "dispersion": ["dispersion", "sanctions", "--format", "json"],
    "profile": ["profile", "pezeshkian", "--format", "json"],
    "compare": ["compare", "lukashenko", "pezeshkian", "iran", "--format", "json"],
    "articles": ["articles", "--format", "json"],
    "cite": ["cite", "--format", "csl-json", "qoayid4"],
}
UNSTABLE = {"score", "confidence", "share"}
"""Keys whose numbers follow from weights that are tuned; that they are there is frozen all the same."""


def stable(value):
    """`value` with the numbers that are no promise taken out."""
    if isinstance(value, list):
        return [stable(item) for item in value]
    if isinstance(value, dict):
        return {key: "…" if key in UNSTABLE else stable(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("name", COMMANDS)
def test_json_of_the_bundled_article(fresh_quoth, name):
    answer = fresh_quoth(*COMMANDS[name])
    assert answer.code == 0, answer.err
    assert answer.err == ""
    shown = stable(json.loads(answer.out))
    file = FROZEN / f"{name}.json"
    if os.environ.get("QUOTH_FREEZE"):
        file.write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert shown == json.loads(file.read_text("utf-8"))


QUOTE_KEYS = [
    "schema", "id", "article", "source", "title", "section", "kind", "text", "start", "end", "speaker",
    "mention", "cue", "rule", "confidence", "suspect",
]  # fmt: skip


def test_a_quote_record_has_exactly_these_keys_in_this_order(fresh_quoth):
    for line in fresh_quoth("quotes", "--format", "jsonl").out.splitlines():
        assert list(json.loads(line)) == QUOTE_KEYS


def test_a_hit_has_the_keys_of_a_quote_and_says_how_it_matched(fresh_quoth):
    for line in fresh_quoth("search", "iran", "--format", "jsonl").out.splitlines():
        assert list(json.loads(line)) == [*QUOTE_KEYS, "date", "score", "highlights", "repeats", "also"]


def test_every_record_of_every_command_says_its_version(fresh_quoth):
    for arguments in (
        ["quotes"],
        ["outline"],
        ["speakers"],
        ["search", "iran"],
        ["kwic", "iran"],
        ["who", "iran"],
        ["matrix"],
        ["dispersion", "iran"],
        ["profile", "pezeshkian"],
        ["compare", "lukashenko", "pezeshkian"],
        ["articles"],
        ["info"],
        ["text"],
    ):
        for line in fresh_quoth(*arguments, "--format", "jsonl").out.splitlines():
            assert json.loads(line)["schema"] == 1


def test_spans_count_characters_of_the_text_that_is_printed(fresh_quoth):
    text = fresh_quoth("text").out
    for line in fresh_quoth("quotes", "--format", "jsonl").out.splitlines():
        record = json.loads(line)
        assert text[record["start"] : record["end"]] == record["text"]


def test_highlights_count_characters_of_the_hit(fresh_quoth):
    for line in fresh_quoth("search", "sanctions", "--format", "jsonl").out.splitlines():
        record = json.loads(line)
        words = {record["text"][mark["start"] : mark["end"]].lower() for mark in record["highlights"]}
        assert words <= {"sanctions", "sanction", "sanctioned"}
        assert words
