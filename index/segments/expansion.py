"""Which terms of a dictionary a pattern means.

Every match of a wildcard holds its longest literal piece. Of a word cut into two pieces, a word one
edit away still holds one of them at its end unchanged (Wu and Manber, "Fast text searching allowing
errors", CACM 35(10), 1992), unless the letters beside the cut were swapped. Pieces are looked for in
the bytes of the dictionary, and only terms that hold one are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quoth.index.nodes import Pattern
from quoth.index.patterns import accepts, literal_prefix
from quoth.index.segments.terms import TermList, decode_term, encode_term

MANY = 1 << 13
"""Of more terms than this, those with a literal piece are looked for in their bytes, not one by one."""


def expand(terms: TermList, pattern: Pattern) -> list[int]:
    """The numbers of the terms that `pattern` accepts, ascending."""
    if pattern.kind == "prefix":
        return list(range(*terms.prefixed(encode_term(pattern.text))))
    if pattern.kind == "fuzzy":
        return _close(terms, pattern)
    first, end = terms.prefixed(encode_term(literal_prefix(pattern)))
    accepted = accepts(pattern)
    literal = b""
    if pattern.kind == "wildcard":
        literal = encode_term(max(re.split(r"[*?]", pattern.text)[1:], key=len, default=""))
    found: Iterable[tuple[int, bytes]]
    if end - first > MANY and literal:
        found = ((number, terms[number]) for number in terms.holding(literal, first, end))
    else:
        found = ((number, term) for number, term in terms.between(first, end) if literal in term)
    return [number for number, term in found if accepted(decode_term(term))]


def _close(terms: TermList, fuzzy: Pattern) -> list[int]:
    """The terms within the edits of a fuzzy word, which all begin with its first letter."""
    text, edits = fuzzy.text, fuzzy.edits
    accepted = accepts(fuzzy)
    low, high = len(text) - edits, len(text) + edits
    if edits == 1 and len(text) > 3:
        half = len(text) // 2
        swapped = text[: half - 1] + text[half] + text[half - 1] + text[half + 1 :]
        head, tail, initial = text[:half], encode_term(text[half:]), encode_term(text[0])
        found = dict(terms.between(*terms.prefixed(encode_term(head))))
        found.update(
            (number, term) for number in terms.ending(tail) if (term := terms[number]).startswith(initial)
        )
        if (number := terms.find(encode_term(swapped))) is not None:
            found[number] = terms[number]
        # letters take a byte or more each
        near = ((n, decode_term(term)) for n, term in sorted(found.items()) if len(term) >= low)
    else:
        near = ((n, decode_term(term)) for n, term in terms.between(*terms.prefixed(encode_term(text[:1]))))
    letters = set(text)
    # an edit changes at most two of the letters that only one of the words has
    return [
        number
        for number, word in near
        if low <= len(word) <= high
        and len(letters.symmetric_difference(word)) <= 2 * edits
        and accepted(word)
    ]
