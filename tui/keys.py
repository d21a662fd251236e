"""The user's keys: how they are written, which there are, what they make of the table of actions. Pure.

A key is written as people write it (``/``, ``Ctrl-e``, ``PageDown``) or as Textual names it (``slash``,
``ctrl+e``, ``pagedown``).
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Mapping

from quoth.corpus.values import replace
from quoth.tui.actions import (
    ACTIONS,
    CONTEXT_NAMES,
    Action,
    Context,
    has_everywhere,
    has_list,
    hinted_in,
    spelled,
)

Keymap = Mapping[tuple[str, str], tuple[str, ...]]
"""The user's keys by context and action."""

_NAMED = frozenset(
    [
        "escape",
        "enter",
        "space",
        "tab",
        "backspace",
        "delete",
        "insert",
        "home",
        "end",
        "pageup",
        "pagedown",
        "up",
        "down",
        "left",
        "right",
    ]
) | {f"f{number}" for number in range(1, 13)}

_OTHER_NAMES = {
    "esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown",
    "↑": "up", "↓": "down", "←": "left", "→": "right",
}  # fmt: skip

_SAME_AS = {"h": "Backspace", "i": "Tab", "j": "Enter", "m": "Enter", "[": "Esc"}
"""What Ctrl with these reaches the program as: ASCII has one code for both."""


class KeyProblem(ValueError):
    """A key that cannot be; the message says why."""


def key_named(written: str) -> str:
    """The key as Textual names it. Raises KeyProblem."""
    if len(written) == 1 and written not in _OTHER_NAMES:
        return _character(written)
    name = written.replace("+", "-").casefold()
    if name.startswith(("ctrl-", "c-", "^")) and len(name) > 1:
        letter = name.removeprefix("ctrl-").removeprefix("c-").removeprefix("^")
        if letter in _SAME_AS:
            raise KeyProblem(f"{written!r} cannot be told from {_SAME_AS[letter]}")
        if len(letter) != 1 or letter not in string.ascii_lowercase:
            raise KeyProblem(f"{written!r} reaches no program: Ctrl goes with a letter")
        return f"ctrl+{letter}"
    if name.startswith(("alt-", "shift-", "meta-", "super-")):
        raise KeyProblem(f"{written!r} does not come through every terminal; use a letter, Ctrl or F1 to F12")
    name = _OTHER_NAMES.get(name, name)
    if name in _NAMED:
        return name
    if name in _CHARACTERS:
        return _character(_CHARACTERS[name])
    raise KeyProblem(f"there is no key {written!r}")


def _character(char: str) -> str:
    """A key of one character as the table of actions has it: some by their names, the others as they are."""
    if char == " ":
        return "space"
    if char in string.ascii_letters + string.digits:
        return char
    if char in string.punctuation:
        # the table calls some by their names, and says how people write these
        return char if spelled(_NAMES[char]) == _NAMES[char] else _NAMES[char]
    raise KeyProblem(f"{char!r} is not on every keyboard; use ASCII")


def _name(char: str) -> str:
    """The name of a punctuation mark as Textual has it: its name in Unicode, except for some."""
    return _SHORTER.get(char) or unicodedata.name(char).lower().replace("-", "_").replace(" ", "_")


_SHORTER = {"-": "minus", "+": "plus", "/": "slash", "\\": "backslash", "_": "underscore", "@": "at"}
_NAMES = {char: _name(char) for char in string.punctuation}
_CHARACTERS = {name: char for char, name in _NAMES.items()}


def context_and_action(context: str, action: str) -> Action | None:
    """The action of that name in that context, or None."""
    return next((known for known in ACTIONS if (known.context, known.id) == (context, action)), None)


def rebound(keymap: Keymap) -> tuple[Action, ...]:
    """The table of actions with the user's keys."""
    return tuple(replace(a, keys=keymap.get((a.context, a.id), a.keys)) for a in ACTIONS)


def hints_with(
    keymap: Keymap, place: str, *, hits: bool = False, suggestion: bool = False, corrected: bool = False
) -> tuple[str, ...]:
    """The hints of the status line for a place, with the user's keys in them."""
    hinted = hinted_in(place, hits=hits, suggestion=suggestion, corrected=corrected)
    return tuple(hint_with(keymap, a) for a in hinted)


def hint_with(keymap: Keymap, action: Action) -> str:
    """The hint of an action with the user's keys; the table has one usual key in it, or two of a pair."""
    if not keymap:
        return action.hint
    contexts = ("list", action.context) if has_list(action.context) else (action.context,)
    owners = {spelled(key): a for c in contexts for a in ACTIONS if a.context == c for key in a.keys}
    written = "|".join(map(re.escape, sorted(owners, key=len, reverse=True)))
    found = re.match(rf"({written})(?:([-/ ]?)({written}))?(?= )", action.hint)
    if found is None:
        return action.hint

    def now(key: str) -> str:
        own = keymap.get((owners[key].context, owners[key].id))
        return spelled(own[0]) if own else key

    pair = f"{found[2]}{now(found[3])}" if found[3] else ""
    return now(found[1]) + pair + action.hint[found.end() :]


def key_for(keymap: Keymap, action: str, context: Context = "everywhere") -> str:
    """The first key of an action as people write it."""
    return next(spelled(a.keys[0]) for a in rebound(keymap) if (a.context, a.id) == (context, action))


def clashes(keymap: Keymap) -> tuple[tuple[Action, Action, str], ...]:
    """Two actions and the key that both have where either works, if the user chose it for one of them.

    The table itself lets a place take over a key that works everywhere; a user who does so by
    accident would look for the other action in vain.
    """
    found: dict[tuple[str, str, str], tuple[Action, Action, str]] = {}
    table = rebound(keymap)
    for place in CONTEXT_NAMES:
        here = [action for action in table if _works(action, place)]
        for number, one in enumerate(here):
            for other in here[number + 1 :]:
                chosen = {(a.context, a.id) for a in (one, other)} & keymap.keys()
                if (one.context, one.id) == (other.context, other.id) or not chosen or one.id == other.id:
                    continue
                for key in one.keys:
                    if key in other.keys and not _both_had(one, other, key):
                        found.setdefault(
                            (one.context + one.id, other.context + other.id, key), (one, other, key)
                        )
    return tuple(found.values())


def _works(action: Action, place: Context) -> bool:
    if action.context == place:
        return True
    if action.context == "list":
        return has_list(place)
    return action.context == "everywhere" and has_everywhere(place)


def _both_had(one: Action, other: Action, key: str) -> bool:
    """Whether the table itself gives both the key."""
    usual = [
        a.keys for a in ACTIONS if (a.context, a.id) in ((one.context, one.id), (other.context, other.id))
    ]
    return all(key in keys for keys in usual)
