"""Who speaks, where a page says so by elements, not colons: ``<h4 class="speaker">``, ``<dt>``, bold names.

A name that comes again in the same kind of place, each time with words behind it, is a label; it gets the
colon that such labels have in plain text, and is read like them from there on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quoth.corpus.formats.page_blocks import Block
from quoth.corpus.turn_labels import label_at

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("dt", "td", "th"))
_LONGEST = 90
_LEAST = 3  # labels of a transcript
_SHARE = 0.6  # of the elements of a kind name somebody, where they are labels
_TIME = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?")
_SET_OFF = re.compile(r"\s*[:：.–—-]")


def name_turns(blocks: Sequence[Block]) -> None:
    """Sets colons behind the names of those who speak, where the elements of a page tell them."""
    marked = [block for block in blocks if block.label and block.place != "gone"]
    _set(_again([(block, *block.label) for block in marked if block.label], 0.0))
    for level in _HEADINGS:
        _set(
            _again(
                [(b, 0, len(b.text), len(b.text)) for b in blocks if b.tag == level and b.place == "text"],
                _SHARE,
            )
        )
    for cell in _CELLS:
        _set(_again(list(_cells(blocks, cell)), _SHARE))
    leads = [
        (b, 0, b.lead, b.lead)
        for b in blocks
        if b.lead and b.tag not in _HEADINGS and b.place == "text" and not b.bold
    ]
    _set(_again(leads, _SHARE))


def _cells(blocks: Sequence[Block], tag: str) -> Iterator[tuple[Block, int, int, int]]:
    """The cells or terms that stand before another: the first of a row, a term before what is said of it."""
    for block, below in pairwise(blocks):
        if block.tag == tag and block.place == "text" and len(below.text) > 1 and below.tag != "dt":
            yield block, 0, len(block.text), len(block.text)


def _again(found: list[tuple[Block, int, int, int]], share: float) -> list[tuple[Block, int, int, int]]:
    """Those that name somebody, where names come again and nearly all name somebody; else none."""
    named = [place for place in found if _names(place[0].text[place[1] : place[2]])]
    counts = Counter(_bare(block.text[start:end]) for block, start, end, _ in named)
    again = sum(count > 1 for count in counts.values())
    if len(named) < _LEAST or len(counts) < 2 or not again:
        return []
    alternating = share and found and found[0][0].tag in ("td", "th")
    if len(named) < (share / 2 if alternating else share) * len(found):
        return []
    return named


def _names(words: str) -> bool:
    words = " ".join(words.split())
    if not 1 < len(words) <= _LONGEST:
        return False
    written = words.rstrip(":： ") + ":"
    return label_at(written, 0, len(written)) is not None


def _bare(words: str) -> str:
    return re.split(r"[(\[,:]", " ".join(words.split()).casefold())[0].strip()


def _set(places: Sequence[tuple[Block, int, int, int]]) -> None:
    for block, start, name_end, end in places:
        name = " ".join(block.text[start:name_end].split()).rstrip(":： ")
        role = " ".join(block.text[name_end:end].split()).strip(":")
        if role and role[0] not in "([,":
            role = f"({role})"
        rest = block.text[end:]
        set_off = _SET_OFF.match(rest) if not role else None
        if set_off is not None:
            rest = rest[set_off.end() :]
        told = f"{name}{'' if role.startswith(',') or not role else ' '}{role}:"
        block.text = f"{block.text[:start]}{told} {rest.lstrip()}".rstrip(" ")
        block.bold, block.linked, block.lead = False, 0, 0
        if block.tag in _HEADINGS or block.tag in _CELLS:
            block.tag = "p"
