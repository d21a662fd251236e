"""Quick looks at texts in Latin letters, as most are, before the slow ones that do for any script."""

from __future__ import annotations

from quoth.corpus.late_pattern import late_pattern

# marks that no word holds, beyond ASCII
_MARKS = "“”’‘—–…\xa0"

# Said by what they are not: a set of large ranges takes milliseconds to compile.
_OTHER_SCRIPT = late_pattern("[^\x00-\u036f\u1e00-\u2bff]")
_FAR_EASTERN = late_pattern("[^\x00-\u2fff]")


def _table(kept: str) -> bytes:
    """Lower case for the `kept` characters, a blank for any other."""
    return bytes(ord(chr(code).lower()) if chr(code) in kept else 0x20 for code in range(256))


_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BY_LETTERS = _table(_LETTERS)
_BY_LETTERS_AND_DIGITS = _table(_LETTERS + "0123456789")


def is_latin(text: str) -> bool:
    """Whether a text holds no letter of another script."""
    return text.isascii() or _OTHER_SCRIPT.search(text) is None


def may_lack_blanks(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` may hold letters that are written without blanks between words."""
    return not text.isascii() and _FAR_EASTERN.search(text, start, end) is not None


def ascii_words(text: str, *, digits: bool) -> list[bytes] | None:
    """The runs of letters (with `digits` also of digits) in lower case; None where any are beyond ASCII.

    Without a regular expression, and many times faster.
    """
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
        if not text.isascii():
            return None
    table = _BY_LETTERS_AND_DIGITS if digits else _BY_LETTERS
    return text.encode("ascii").translate(table).split()
