"""Command lines: what is taken apart without argparse means what argparse would have said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.tui.cli import BROWSE, COMMANDS, parser_of
from quoth.tui.diagnostics import UsageError

PLAIN = {
    "search": [
        "economy",
        "--limit",
        "3",
        "jobs",
        "--format=json",
        "--speaker",
        "roe",
        "--speaker",
        "smith",
        "-q",
    ],
    "kwic": ["budget", "--sort", "1R", "--", "-cuts"],
    "quotes": ["a.txt", "-", "--format", "csv", "--include", "*.md"],
    BROWSE: ["articles/", "--no-ascii", "--color", "never"],
}
WORDS = st.sampled_from(
    [
        "budget", "-", "--", "-budget", "-budget tax", "--limit", "-3", "3", "--limit=4", "--limit=", "--format", "text",
        "html", "--format=csv", "-q", "-qq", "-0", "-q0", "--ids", "--ids=1", "--count", "--no-count", "--lim", "--sort",
        "-date", "date", "--speaker", "Jane Roe", "--in", "--since", "", "=", "--", "-h", "--ascii", "--no-ascii",
    ]
)  # fmt: skip


def said(parse, words):
    """The options, or the complaint."""
    try:
        return vars(parse(words))
    except UsageError as error:
        return error.message
    except SystemExit:
        return "help"


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_command_line_needs_no_argparse(name):
    parser = parser_of(name)
    full, parser.full = parser.full, None  # type: ignore[method-assign]
    assert vars(parser.parse(PLAIN[name])) == vars(full().parse(PLAIN[name]))


@pytest.mark.parametrize("name", [BROWSE, *COMMANDS])
def test_without_options_every_command_has_the_same_ones(name):
    parser = parser_of(name)
    assert said(parser.parse, []) == said(parser.full().parse, [])


@given(st.sampled_from(["search", "kwic", "index", "correct", BROWSE]), st.lists(WORDS, max_size=6))
def test_any_command_line_means_the_same(name, words):
    parser = parser_of(name)
    assert said(parser.parse, words) == said(parser.full().parse, words)
