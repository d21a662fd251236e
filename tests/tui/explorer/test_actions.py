"""One table of actions: everything in it works, everything that works is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from quoth.tui.actions import ACTIONS, CONTEXT_NAMES, hinted_in, key_table_markdown, reachable_in
from quoth.tui.bindings import bindings
from quoth.tui.keys import hints_with
from quoth.tui.picking.picker import Picker
from quoth.tui.screens.browse import BrowseScreen
from quoth.tui.screens.help import HelpScreen
from quoth.tui.screens.palette import PaletteList
from quoth.tui.screens.prompt import PromptLine
from quoth.tui.screens.why import WhyScreen
from quoth.tui.widgets.article_view import ArticleView
from quoth.tui.widgets.concordance_list import ConcordanceList
from quoth.tui.widgets.dispersion_list import DispersionList
from quoth.tui.widgets.kept_list import KeptList
from quoth.tui.widgets.library_list import LibraryList
from quoth.tui.widgets.line_list import LineList
from quoth.tui.widgets.matrix_list import MatrixList
from quoth.tui.widgets.outline_list import OutlineList
from quoth.tui.widgets.person_list import PersonList
from quoth.tui.widgets.results_list import ResultsList
from quoth.tui.widgets.search_bar import SearchBar
from quoth.tui.widgets.speaker_list import SpeakerList
from quoth.tui.widgets.talkers_list import TalkersList
from quoth.tui.widgets.versus_list import VersusList

DOERS: dict[str, tuple[type, ...]] = {
    "everywhere": (BrowseScreen,),
    "article": (ArticleView,),
    "list": (LineList, OutlineList, ResultsList),
    "results": (ResultsList,),
    "outline": (OutlineList,),
    "speakers": (SpeakerList,),
    "search": (SearchBar,),
    "concordance": (ConcordanceList,),
    "dispersion": (DispersionList,),
    "matrix": (MatrixList,),
    "talkers": (TalkersList,),
    "person": (PersonList,),
    "versus": (VersusList,),
    "library": (LibraryList,),
    "kept": (KeptList,),
    "prompt": (PromptLine,),
    "palette": (PaletteList,),
    "why": (WhyScreen,),
    "overlay": (HelpScreen, WhyScreen),
    "pick": (Picker,),
}
TAKEN_BY_TERMINALS = {f"ctrl+{letter}" for letter in "absqhijm"}

EVERYTHING = {"hits": True, "suggestion": True, "corrected": True}
"""Whatever a hint may need is there."""


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: f"{a.context}.{a.id}")
def test_every_action_has_a_method(action: Any) -> None:
    for doer in DOERS[action.context]:
        assert callable(getattr(doer, f"action_{action.id}"))


def test_every_context_has_a_name_and_actions() -> None:
    assert set(CONTEXT_NAMES) == {action.context for action in ACTIONS} == set(DOERS)


@pytest.mark.parametrize("context", CONTEXT_NAMES)
def test_no_key_means_two_things_in_one_place(context: str) -> None:
    keys = Counter(key for action in ACTIONS if action.context == context for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_action_needs_a_key_that_terminals_take() -> None:
    assert [a.id for a in ACTIONS if set(a.keys) <= TAKEN_BY_TERMINALS] == []


def test_where_contexts_share_a_key_the_first_has_it() -> None:
    found = {key: b.action for b in bindings("speakers", "list") for key in b.key.split(",")}  # type: ignore[union-attr]
    assert found["space"] == "toggle_speaker"
    assert found["pagedown"] == "page_down"


@pytest.mark.parametrize("place", ["article", "results", "outline", "speakers", "search", "overlay"])
def test_hints_are_words_of_the_table(place: str) -> None:
    known = {action.hint for action in reachable_in(place)}
    hints = hints_with({}, place, **EVERYTHING)
    assert hints
    assert set(hints) <= known - {""}


def test_hints_speak_only_of_what_can_be_done() -> None:
    assert "n/N hit" not in hints_with({}, "article")
    assert "n/N hit" in hints_with({}, "article", hits=True)
    assert "Tab take" not in hints_with({}, "search")
    assert "u undo" not in hints_with({}, "why")
    assert "u undo" in hints_with({}, "why", corrected=True)


@pytest.mark.parametrize("action", [a for a in ACTIONS if a.hint], ids=lambda a: f"{a.context}.{a.id}")
def test_hints_follow_the_users_keys(action: Any) -> None:
    places = [p for p in CONTEXT_NAMES if action in hinted_in(p, **EVERYTHING)]
    for place in places:
        usual = hints_with({}, place, **EVERYTHING)
        chosen = hints_with({(action.context, action.id): ("f9", "x")}, place, **EVERYTHING)
        (before,) = set(usual) - set(chosen)
        (after,) = set(chosen) - set(usual)
        assert "F9" in after
        assert after.split(" ")[-1] == before.split(" ")[-1]


def test_the_status_line_says_the_users_keys(explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> str:
        return str(explorer.lines()[-1])

    keymap = {("article", "next_paragraph"): ("J",), ("everywhere", "search"): ("f3",)}
    shown = explore(look, keymap=keymap)
    assert "J/k paragraph" in shown
    assert "F3 search" in shown
    assert "/ search" not in shown


def test_the_key_table_names_every_action_once() -> None:
    table = key_table_markdown()
    assert all(f"| {action.help} |" in table for action in ACTIONS)
    assert len(table.splitlines()) == len(ACTIONS) + 2
    assert "`Ctrl-e`" in table
    assert "`/`" in table


def test_help_shows_every_action(explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> str:
        await explorer.keys("question_mark")
        return str(explorer.text())

    text = explore(look, (140, 200))
    assert [a.help for a in ACTIONS if a.help not in text] == []
