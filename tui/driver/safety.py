"""What may reach a terminal: the last line of defence behind cleaning at reading and in the widgets."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quoth.corpus.late_pattern import late_pattern

REPLACEMENT = "\ufffd"

# C0, DEL, C1, the Arabic letter mark, line and paragraph separators, bidi embeddings, overrides and
# isolates, lone surrogates (no encoding has them), and tags, which are invisible.
HOSTILE = late_pattern(
    "[\x00-\x1f\x7f-\x9f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)

# The whole vocabulary of control that the application itself may send beside frames: CSI sequences,
# OSC strings, the bell. Anything else between them is text and is cleaned.
_CONTROL = late_pattern(r"(\x1b\[[0-?]*[ -/]*[@-~])|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)|(\x07)")


def clean(text: str) -> str:
    """`text` without anything that acts on a terminal, one character for one."""
    return HOSTILE.sub(REPLACEMENT, text)


def clean_control(data: str) -> str:
    """Control sequences of the application with everything between and inside them cleaned.

    A title or a clipboard text can so carry no sequence of its own.
    """
    out: list[str] = []
    at = 0
    for match in _CONTROL.finditer(data):
        out.append(clean(data[at : match.start()]))
        osc = match["osc"]
        out.append(match[0] if osc is None else f"\x1b]{clean(osc)}\x07")
        at = match.end()
    out.append(clean(data[at:]))
    return "".join(out)


# What stands in for common characters on a terminal that is not UTF-8, one cell for one.
_GROUPS = (
    ("“”„«»", '"'),
    ("‘’‚‹›", "'"),
    ("–—−─━╌", "-"),
    ("…•·", "."),
    ("│┃▌▐▏▎▍▋▊▉", "|"),
    ("▸▶→", ">"),
    ("◂◀←", "<"),
    ("▾▼↓", "v"),
    ("▴▲↑", "^"),
    ("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
    ("▁▂▃", "_"),
    ("▄▅▆▇█░▒▓", "#"),
    ("×✗", "x"),
    ("\u00a0\u2009\u202f", " "),
)
_ASCII = {ord(char): stand_in for chars, stand_in in _GROUPS for char in chars}


# What quoth draws with, for terminals that cannot show it. The two marks of a cursor stay apart.
_DRAWING = {
    ord(char): stand_in
    for chars, stand_in in (
        ("─−╌┄", "-"),
        ("│┊▌▐", "|"),
        ("▸▶", ">"),
        ("›", "-"),
        ("◂◀", "<"),
        ("→", ">"),
        ("←", "<"),
        ("↑", "^"),
        ("↓", "v"),
        ("●", "*"),
        ("▁▂▃", "_"),
        ("▄▅", "="),
        ("▆▇█", "#"),
        ("…·", "."),
        ("×", "x"),
        ("┌┐└┘├┤┬┴┼", "+"),
    )
    for char in chars
}


def drawn_in_ascii(text: str) -> str:
    """`text` with the characters that quoth draws with replaced, one cell for one; letters stay."""
    return text if text.isascii() else text.translate(_DRAWING)


def ascii_rule(environment: Mapping[str, str], encoding: str) -> tuple[bool, str]:
    """Whether a terminal should be drawn on in ASCII only, and why; ``QUOTH_ASCII`` says otherwise."""
    if encoding != "utf-8":
        return True, f"characters are {encoding}"
    term = environment.get("TERM", "")
    if re.fullmatch(r"(?:vt\d+|ansi|linux|cons25|sun|wyse).*", term):
        return True, f"TERM={term}"
    return False, "characters are utf-8"


def encodable(text: str, encoding: str) -> str:
    """`text` with stand-ins for what `encoding` does not have, one character for one."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        pass
    else:
        return text
    return "".join(_stand_in(char, encoding) for char in text)


def _stand_in(char: str, encoding: str) -> str:
    for candidate in (char, char.translate(_ASCII)):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return "?"
