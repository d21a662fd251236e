"""Every action of the explorer, once: keys, where they work, what they do.

Bindings, the help screen, the key table of the README and the hints of the status line all come
from `ACTIONS`. Keys are spelled as Textual spells them. No action needs Ctrl with a, b, s, q, h,
i, j or m: multiplexers and terminals take those; Ctrl-z does what it does everywhere.
"""

from __future__ import annotations

from typing import Literal

from quoth.corpus.values import dataclass

Context = Literal[
    "everywhere",
    "article",
    "list",
    "results",
    "outline",
    "speakers",
    "search",
    "concordance",
    "dispersion",
    "matrix",
    "talkers",
    "person",
    "versus",
    "library",
    "kept",
    "prompt",
    "palette",
    "why",
    "overlay",
    "pick",
]

CONTEXT_NAMES: dict[Context, str] = {
    "article": "In the article",
    "results": "In the results",
    "outline": "In the outline",
    "speakers": "Among the speakers",
    "concordance": "In the concordance",
    "dispersion": "In the dispersion",
    "matrix": "In the matrix",
    "talkers": "Among who talks about it",
    "person": "On a speaker's page",
    "versus": "Side by side",
    "library": "In the library",
    "kept": "Among what is kept",
    "list": "In every list",
    "search": "While typing a search",
    "everywhere": "Everywhere",
    "prompt": "While a line is asked for",
    "palette": "In the palette",
    "why": "In why",
    "overlay": "In help, why and answers",
    "pick": "In quoth pick",
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the user can do.

    `id` is also the method (``action_<id>``) of the widget or screen of its `context`; `help` is
    one line; `hint` is the word for the status line, empty where it is not shown there.
    """

    id: str
    keys: tuple[str, ...]
    context: Context
    help: str
    hint: str = ""


ACTIONS: tuple[Action, ...] = (
    Action("next_paragraph", ("j", "down"), "article", "next paragraph", "j/k paragraph"),
    Action("previous_paragraph", ("k", "up"), "article", "previous paragraph"),
    Action("line_down", ("ctrl+e",), "article", "one line down"),
    Action("line_up", ("ctrl+y",), "article", "one line up"),
    Action("page_down", ("space", "pagedown"), "article", "next page"),
    Action("page_up", ("b", "pageup"), "article", "previous page"),
    Action("first", ("g", "home"), "article", "beginning"),
    Action("last", ("G", "end"), "article", "end"),
    Action("next_quote", (")",), "article", "next quote", "( ) quote"),
    Action("previous_quote", ("(",), "article", "previous quote"),
    Action("next_section", ("}",), "article", "next section", "{ } section"),
    Action("previous_section", ("{",), "article", "previous section"),
    Action("noise", ("x",), "article", "show or hide the lines that are no text of the article"),
    Action("down", ("j", "down"), "list", "next", "j/k move"),
    Action("up", ("k", "up"), "list", "previous"),
    Action("page_down", ("space", "pagedown"), "list", "next page", "Space page"),
    Action("page_up", ("b", "pageup"), "list", "previous page"),
    Action("first", ("g", "home"), "list", "first"),
    Action("last", ("G", "end"), "list", "last"),
    Action("choose", ("enter",), "results", "open the article at the hit", "Enter open"),
    Action("up", ("p", "up"), "results", "previous: k is the concordance here", "j/p move"),
    Action("concordance", ("k",), "results", "concordance: every occurrence in its context", "k concordance"),
    Action("choose", ("enter",), "outline", "go to the section", "Enter go"),
    Action(
        "toggle_speaker",
        ("space",),
        "speakers",
        "add the speaker to the filter, or take them out",
        "Space filter",
    ),
    Action("exclude", ("minus",), "speakers", "everyone but the speaker", "- exclude"),
    Action("choose", ("enter",), "speakers", "the speaker's page: roles, words, every quote", "Enter page"),
    Action("only", ("equals_sign",), "speakers", "only this speaker", "= only"),
    Action("choose", ("enter",), "concordance", "open the article at the occurrence", "Enter open"),
    Action("sort_1l", ("1",), "concordance", "sort by the word to the left", "1-3 sort left"),
    Action("sort_2l", ("2",), "concordance", "by the second word to the left"),
    Action("sort_3l", ("3",), "concordance", "by the third word to the left"),
    Action("sort_1r", ("4",), "concordance", "by the word to the right", "4-6 sort right"),
    Action("sort_2r", ("5",), "concordance", "by the second word to the right"),
    Action("sort_3r", ("6",), "concordance", "by the third word to the right"),
    Action("frequent", ("f",), "concordance", "the most frequent of these words first", "f by frequency"),
    Action("choose", ("enter",), "dispersion", "open the article at the hit", "Enter open"),
    Action("mark_right", ("l", "right"), "dispersion", "next hit in the bar", "h/l hit"),
    Action("mark_left", ("h", "left"), "dispersion", "previous hit in the bar"),
    Action("choose", ("enter",), "matrix", "list the hits of the number", "Enter its hits"),
    Action("right", ("l", "right"), "matrix", "next speaker", "h/l speaker"),
    Action("left", ("h", "left"), "matrix", "previous speaker"),
    Action("turn", ("t",), "matrix", "by section, by article, by month", "t section/article/month"),
    Action("choose", ("enter",), "talkers", "list the hits of the speaker", "Enter their hits"),
    Action("choose", ("enter",), "person", "open the quote, word, name or role at the cursor", "Enter open"),
    Action("right", ("l", "right"), "person", "next word or name in the line", "h/l word"),
    Action("left", ("h", "left"), "person", "previous word or name in the line"),
    Action("choose", ("enter",), "versus", "open the article at the quote", "Enter open"),
    Action("right", ("l", "right"), "versus", "to the right one", "h/l side"),
    Action("left", ("h", "left"), "versus", "to the left one"),
    Action("choose", ("enter",), "library", "open the article", "Enter open"),
    Action("turn", ("t",), "library", "sort by source, title, date, quotes, speakers in turn", "t sort"),
    Action("filter", ("f",), "library", "only articles with these words in title or source", "f filter"),
    Action("choose", ("enter",), "kept", "open it", "Enter open"),
    Action("drop", ("x", "delete"), "kept", "keep it no longer", "x drop"),
    Action("submit", ("enter",), "search", "open the hit", "Enter open"),
    Action("list_down", ("down", "ctrl+n"), "search", "next hit", "↑↓ choose"),
    Action("list_up", ("up", "ctrl+p"), "search", "previous hit"),
    Action("take_suggestion", ("tab",), "search", "take the suggested query", "Tab take"),
    Action("clear", ("ctrl+u",), "search", "empty the line"),
    Action("leave", ("escape", "ctrl+c"), "search", "to the results", "Esc to the list"),
    Action("take", ("enter",), "prompt", "take the line", "Enter take"),
    Action("clear", ("ctrl+u",), "prompt", "empty the line"),
    Action("leave", ("escape", "ctrl+c"), "prompt", "leave it", "Esc leave"),
    Action("choose", ("enter",), "palette", "do it, or go there", "Enter do"),
    Action("down", ("down", "ctrl+n"), "palette", "next", "↑↓ choose"),
    Action("up", ("up", "ctrl+p"), "palette", "previous"),
    Action("page_down", ("pagedown",), "palette", "next page"),
    Action("page_up", ("pageup",), "palette", "previous page"),
    Action("clear", ("ctrl+u",), "palette", "empty the line"),
    Action("leave", ("escape", "ctrl+c"), "palette", "leave it", "Esc leave"),
    Action("correct", ("c",), "why", "say who said it, or that it is no quote", "c correct"),
    Action("undo", ("u",), "why", "take a correction back", "u undo"),
    Action("search", ("slash",), "everywhere", "search as you type", "/ search"),
    Action("next_hit", ("n",), "everywhere", "next hit, also in the next article", "n/N hit"),
    Action("previous_hit", ("N",), "everywhere", "previous hit"),
    Action(
        "next_by_speaker",
        (">",),
        "everywhere",
        "next quote by the same speaker, also in other articles",
        "< > same speaker",
    ),
    Action("previous_by_speaker", ("<",), "everywhere", "previous quote by the same speaker"),
    Action("concordance", ("K",), "everywhere", "concordance: every occurrence in its context"),
    Action("dispersion", ("d",), "everywhere", "dispersion: where the hits stand", "d where"),
    Action("matrix", ("m",), "everywhere", "matrix: hits by speaker and section", "m matrix"),
    Action("talkers", ("W",), "everywhere", "who talks about it most", "W who most"),
    Action("person", ("S",), "everywhere", "the page of the speaker at the cursor", "S speaker"),
    Action("versus", ("v",), "everywhere", "two speakers side by side on the query", "v two"),
    Action("why", ("w",), "everywhere", "why this speaker: words, rule, confidence, who else", "w why"),
    Action(
        "copy", ("y",), "everywhere", "copy the quote, else the passage, with source and anchor", "y copy"
    ),
    Action("copy_command", ("c",), "everywhere", "copy this view as a command line", "c command"),
    Action("basket", ("a",), "everywhere", "put the quote into the basket, or take it out", "a basket"),
    Action("export", ("e",), "everywhere", "export basket, hits or article: Markdown, CSV, JSON", "e export"),
    Action(
        "pipe",
        ("vertical_line",),
        "everywhere",
        "give the passage to a command, see all that it says",
        "| pipe",
    ),
    Action("mark", ("M",), "everywhere", "mark the passage, or take the mark away"),
    Action("like", ("r",), "everywhere", "related: passages like the one at the cursor", "r related"),
    Action("save_search", ("plus",), "everywhere", "save the search, or forget it"),
    Action("kept", ("apostrophe",), "everywhere", "basket, marks and saved searches", "' kept"),
    Action("library", ("L",), "everywhere", "the articles of the library", "L library"),
    Action("outline", ("o",), "everywhere", "outline", "o outline"),
    Action("speakers", ("s",), "everywhere", "speakers", "s speakers"),
    Action("next_article", ("right_square_bracket",), "everywhere", "next article"),
    Action("previous_article", ("left_square_bracket",), "everywhere", "previous article"),
    Action("next_pane", ("tab",), "everywhere", "next pane"),
    Action("palette", ("colon",), "everywhere", "find an action, article, speaker, section", ": palette"),
    Action("help", ("question_mark", "f1"), "everywhere", "this help", "? help"),
    Action("repaint", ("ctrl+l",), "everywhere", "draw the screen again"),
    Action("suspend", ("ctrl+z",), "everywhere", "to the shell; fg comes back"),
    Action("forward", ("F",), "everywhere", "forward to where you came back from"),
    Action("back", ("escape", "backspace"), "everywhere", "back to where you were", "Esc back"),
    Action("back_or_quit", ("q",), "everywhere", "back, and in the end quit", "q quit"),
    Action("quit", ("ctrl+c",), "everywhere", "quit at once"),
    Action("close", ("escape", "q", "enter", "w", "question_mark"), "overlay", "close", "Esc close"),
    Action("choose", ("enter",), "pick", "take what is marked, else the line at the cursor"),
    Action("mark", ("tab",), "pick", "mark the line, or take the mark away"),
    Action("down", ("down", "ctrl+n"), "pick", "next"),
    Action("up", ("up", "ctrl+p"), "pick", "previous"),
    Action("page_down", ("pagedown",), "pick", "next page"),
    Action("page_up", ("pageup",), "pick", "previous page"),
    Action("clear", ("ctrl+u",), "pick", "empty the line"),
    Action("leave", ("escape", "ctrl+c", "ctrl+g"), "pick", "leave, choose nothing"),
)

# Which hints the status line shows in which place, the ones that matter most first.
_HINTS: dict[str, tuple[str, ...]] = {
    "article": (
        "next_paragraph",
        "next_quote",
        "next_by_speaker",
        "search",
        "next_hit",
        "outline",
        "speakers",
        "why",
        "copy",
        "help",
    ),
    "results": ("choose", "up", "concordance", "dispersion", "matrix", "talkers", "speakers", "why", "help"),
    "concordance": ("choose", "sort_1l", "sort_1r", "frequent", "back", "help"),
    "dispersion": ("choose", "mark_right", "down", "back", "help"),
    "matrix": ("choose", "right", "turn", "down", "back", "help"),
    "talkers": ("choose", "person", "down", "back", "help"),
    "person": ("choose", "down", "right", "next_by_speaker", "back", "help"),
    "versus": ("choose", "right", "down", "back", "help"),
    "library": ("choose", "turn", "filter", "down", "back", "help"),
    "kept": ("choose", "drop", "export", "down", "back", "help"),
    "prompt": ("take", "leave"),
    "palette": ("choose", "down", "leave"),
    "outline": ("choose", "down", "outline", "search", "help"),
    "speakers": ("toggle_speaker", "exclude", "only", "choose", "versus", "down", "back", "help"),
    "search": ("submit", "list_down", "take_suggestion", "leave"),
    "why": ("correct", "undo", "close", "down"),
    "overlay": ("down", "page_down", "close"),
}
_NO_LISTS = frozenset({"article", "search", "prompt", "palette", "pick"})
_OWN_KEYS_ONLY = frozenset({"search", "prompt", "palette", "why", "overlay", "pick"})
"""The places in which the keys that work everywhere do not."""
_SPELLED = {
    "slash": "/",
    "minus": "-",
    "colon": ":",
    "plus": "+",
    "vertical_line": "|",
    "apostrophe": "'",
    "equals_sign": "=",
    "question_mark": "?",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "pagedown": "PageDown",
    "pageup": "PageUp",
    "home": "Home",
    "end": "End",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}


def spelled(key: str) -> str:
    """A key as people write it: ``Ctrl-e``, ``/``, ``PageDown``."""
    if key.startswith("ctrl+"):
        return f"Ctrl-{key[5:]}"
    if key[:1] == "f" and key[1:].isdigit():
        return key.upper()
    return _SPELLED.get(key, key)


def has_list(place: str) -> bool:
    """Whether the keys of every list work in a place."""
    return place not in _NO_LISTS


def has_everywhere(place: str) -> bool:
    """Whether the keys that work everywhere work in a place."""
    return place not in _OWN_KEYS_ONLY


def actions_in(context: Context) -> tuple[Action, ...]:
    """The actions of one context, in the order of the table."""
    return tuple(action for action in ACTIONS if action.context == context)


def reachable_in(place: str) -> tuple[Action, ...]:
    """The actions that work in a place: its own, those of every list, those that work everywhere."""
    contexts = [
        place,
        *(["overlay"] if place == "why" else []),
        *(["list"] if has_list(place) else []),
        *(["everywhere"] if has_everywhere(place) else []),
    ]
    found: dict[str, Action] = {}
    for context in contexts:
        for action in ACTIONS:
            if action.context == context:
                found.setdefault(action.id, action)
    return tuple(found.values())


def hinted_in(
    place: str, *, hits: bool = False, suggestion: bool = False, corrected: bool = False
) -> tuple[Action, ...]:
    """The actions that the status line tells of in a place, the most useful first.

    What cannot be done now is left out: a next hit without hits, a suggestion without one, undoing where
    nothing is corrected.
    """
    by_id = {action.id: action for action in reachable_in(place)}
    needs = {"next_hit": hits, "take_suggestion": suggestion, "undo": corrected}
    skipped = {name for name, there in needs.items() if not there}
    return tuple(by_id[name] for name in _HINTS.get(place, ()) if name in by_id and name not in skipped)


def key_table_markdown() -> str:
    """The key table of the README."""
    rows = ["| where | keys | what |", "|---|---|---|"]
    for context, title in CONTEXT_NAMES.items():
        for action in actions_in(context):
            # in a table a bar parts cells, also inside code
            keys = " ".join(f"`{spelled(key)}`".replace("|", "\\|") for key in action.keys)
            rows.append(f"| {title} | {keys} | {action.help} |")
            title = ""
    return "\n".join(rows) + "\n"
