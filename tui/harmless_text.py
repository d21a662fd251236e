"""Text as a terminal may show it, one character for one. Pure, imports nothing heavy."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

# C0 without tab and line feed, DEL, C1, line and paragraph separators, bidi embeddings, overrides
# and isolates, the byte order mark, lone surrogates (they cannot be encoded), and tags, which are invisible.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
_BLANKS = str.maketrans({"\t": " ", "\n": " ", "\u00ad": "\u200b"})


def clean(text: str) -> str:
    """`text` as a terminal may show it, one character for one: offsets stay what they were.

    Tabs and line feeds become blanks, a soft hyphen (terminals differ on its width) a zero-width
    space, and whatever could act on the terminal U+FFFD.
    """
    return _UNSAFE.sub(REPLACEMENT, text.translate(_BLANKS))
