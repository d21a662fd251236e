"""Printable ids that work on screen, in commands, in JSON and in marks.

An article's id comes from where the text lies, a part's id from its own words, so that both
survive a re-index, and a part's id also survives edits elsewhere in the article. Equal words in
one article are told apart by their count: ``.2`` for the second.
"""

from __future__ import annotations

import unicodedata

from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.latin import ascii_words

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"  # RFC 4648, in lower case
_PAIRS = tuple(a + b for a in _BASE32 for b in _BASE32)
ARTICLE_LETTERS = 10
PART_LETTERS = 6

_WORD = late_pattern(r"[^\W_]+")


def _short(text: str, letters: int) -> str:
    """The first `letters` of the digest of `text`, an even number of them."""
    # commands that only show ids make none
    import hashlib

    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:8], "big") >> (64 - 5 * letters)
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(5 * letters - 10, -1, -10)])


def article_id(origin: str) -> str:
    """The id of the article that came from `origin` (an absolute path, or a name of its own)."""
    return _short(origin, ARTICLE_LETTERS)


def normalised(text: str) -> str:
    """`text` in lower case with marks and blanks folded: what a part's id is made of."""
    words = ascii_words(text, digits=True)
    if words is not None:
        return b" ".join(words).decode("ascii")
    return " ".join(_WORD.findall(unicodedata.normalize("NFKD", text).casefold()))


class Anchors:
    """Hands out the ids of one article's parts, in the order of the text."""

    def __init__(self, article: str) -> None:
        self._article = article
        self._seen: dict[str, int] = {}

    def part(self, letter: str, text: str) -> str:
        """The id of a part: ``letter`` is ``q`` for a quote, ``p`` a paragraph, ``s`` a section."""
        name = f"{self._article}:{letter}{_short(normalised(text) or text, PART_LETTERS)}"
        self._seen[name] = count = self._seen.get(name, 0) + 1
        return name if count == 1 else f"{name}.{count}"


def speaker_id(name: str) -> str:
    """A slug of a person's name, equal for spellings that differ in case or accents only."""
    return normalised_ascii(name).replace(" ", "-") or "unknown"


def normalised_ascii(text: str) -> str:
    """Like `normalised`, with accents taken off."""
    if text.isascii():
        return " ".join(_WORD.findall(text.casefold()))
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_WORD.findall(bare.casefold()))
