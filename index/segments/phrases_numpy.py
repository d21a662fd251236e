"""Words that follow each other, found with numpy."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from quoth.index.segments.bits import Bits
from quoth.index.segments.kernel import Docs, Occurrences
from quoth.index.segments.layout import SKIP

np: Any = import_module("numpy")

Numbers = Any
"""An array of numpy; what it holds is said beside it."""

COUNTS = hasattr(np, "bitwise_count")
"""Whether this numpy counts bits: from 2.0 on."""

ASKED = 64
"""Once one document in so many of a word was looked up, it gets a table."""

SPARSE = 16
"""A list this many times longer than another is searched for it, not gone through."""


def phrase(words: Sequence[Occurrences], lists: Sequence[Docs], docs: Docs) -> tuple[Docs, bytes]:
    """Those of `docs`, which have all the words, where these stand in their slots, and how often each, at
    most 255. `lists` are the documents of each word.

    What is compared are (document, position of the first word), the rarest word first.
    """
    found: Numbers = None
    for word, held in sorted(zip(words, lists, strict=True), key=lambda pair: len(pair[1])):
        if len(docs) == 0:
            break
        here = _starts(word, held, docs)
        found = here if found is None else _common(found, here)
        docs = once((found >> 32).astype(np.uint32))
    if len(docs) == 0:
        return docs, b""
    if len(docs) == len(found):
        return docs, b"\1" * len(docs)
    ends = np.searchsorted(found, (docs.astype(np.int64) + 1) << 32)
    ends[1:] -= ends[:-1].copy()
    return docs, np.minimum(ends, 255).astype(np.uint8).tobytes()


def places(docs: Docs, found: Bits, listed: Docs) -> Numbers:
    """Where each of some documents, which are all in a set, stands in its list."""
    if not COUNTS or found.bits is None:
        return np.searchsorted(listed, docs)
    words = np.frombuffer(found.raw(), np.uint64)
    if found.ranks is None:
        found.ranks = np.zeros(len(words) + 1, np.uint32)
        np.cumsum(np.bitwise_count(words), out=found.ranks[1:])
    word = docs >> 6
    lower = (np.uint64(1) << (docs & 63).astype(np.uint64)) - np.uint64(1)
    return found.ranks[word] + np.bitwise_count(words[word] & lower)


def once(ascending: Numbers) -> Numbers:
    """Each of the numbers once."""
    fresh = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=fresh[1:])
    return ascending[fresh]


def holds(many: Numbers, few: Numbers) -> Numbers:
    """Which of `few` are in `many`."""
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    return many[at] == few


def _common(left: Numbers, right: Numbers) -> Numbers:
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if len(few) * SPARSE > len(many):
        # two ascending runs: a stable sort merges them
        both = np.concatenate((few, many))
        both.sort(kind="stable")
        return both[:-1][both[1:] == both[:-1]]
    return few[holds(many, few)] if len(few) else few


def _starts(word: Occurrences, held: Docs, docs: Docs) -> Numbers:
    """Where a phrase would begin by this word, which `held` have, in `docs`: document times 2**32 plus
    position, ascending, int64.
    """
    tf = np.asarray(word.tf)
    if len(docs) == len(held):
        at = np.arange(len(held))
    elif isinstance(word.docs, Bits):
        at = places(docs, word.docs, held)
    else:
        at = np.searchsorted(held, docs)
    posting = at.astype(np.int64) + word.first
    counts = tf[posting].astype(np.int64)
    table = word.table
    if table is not None and table.values is None:
        table.asked += len(docs)
    if table is not None and table.values is not None:
        begin = table.values[at].astype(np.int64)
    elif len(docs) * SKIP < len(held) and (table is None or table.asked * ASKED < len(held)):
        begin = _begins(word, tf, posting)
    else:
        own = tf[word.first : word.first + len(held)]
        begins = np.cumsum(own, dtype=np.int64) - own + _begins(word, tf, np.array([word.first]))[0]
        if table is not None:
            table.keep(begins.astype(np.uint32) if len(word.positions) < 1 << 32 else begins)
        begin = begins[at]
    ends = np.cumsum(counts)
    which = np.repeat(begin - (ends - counts), counts) + np.arange(int(ends[-1]))
    positions = np.asarray(word.positions)[which].astype(np.int64) - word.slot
    keys = np.repeat(docs.astype(np.int64) << 32, counts) + positions
    return keys[positions >= 0]


def _begins(word: Occurrences, tf: Numbers, posting: Numbers) -> Numbers:
    """Where the positions of each posting begin: the skip list, and a sum of at most a block."""
    block = posting // SKIP
    row = block[:, None] * SKIP + np.arange(SKIP)
    inside = row < posting[:, None]
    counts = np.where(inside, tf[np.minimum(row, len(tf) - 1)], 0)
    return np.asarray(word.skips)[block].astype(np.int64) + counts.sum(axis=1, dtype=np.int64)
