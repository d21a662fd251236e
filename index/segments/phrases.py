"""Words that follow each other, found with the standard library alone."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, islice, repeat
from operator import itemgetter

from quoth.index.segments.bits import Bits, places, ranks
from quoth.index.segments.kernel import Docs, Occurrences
from quoth.index.segments.layout import SKIP

WALKED = 4
"""A list up to this many times longer than the candidates is walked, not searched."""

ASKED = 24
"""Once one document in so many of a word was looked up, it gets a table."""

CHUNK = 20_000
"""So many candidates are compared at a time: the places of a common word take room."""

_PLACE_BITS = 32


def phrase(
    words: Sequence[Occurrences], lists: Sequence[Docs], candidates: Sequence[int]
) -> tuple[list[int], bytes]:
    """Those of the candidates, which have all the words, where these stand in their slots, and how often
    each, at most 255. `lists` are the documents of each word.

    What is compared are the places where the phrase would begin by each word.
    """
    docs: list[int] = []
    counts = bytearray()
    found = []
    for word, held in sorted(zip(words, lists, strict=True), key=lambda pair: len(pair[1])):
        begins, sizes = _postings(word, held, candidates)
        found.append((word.positions, word.slot, iter(begins), iter(sizes)))
    for first in range(0, len(candidates), CHUNK):
        some = candidates[first : first + CHUNK]
        starts: set[int] | None = None
        for positions, slot, begin_of, size_of in found:
            rows = zip(some, islice(begin_of, len(some)), islice(size_of, len(some)), strict=True)
            here = [
                place + (doc << _PLACE_BITS) - slot
                for doc, begin, size in rows
                for place in positions[begin : begin + size]
            ]
            # a place before the beginning falls to the document before, in which no word stands so far
            starts = set(here) if starts is None else starts.intersection(here)
        times = Counter(start >> _PLACE_BITS for start in starts or ())
        docs += sorted(times)
        counts += bytes(min(times[doc], 255) for doc in sorted(times))
    return docs, bytes(counts)


def places_of(few: Docs, many: Docs) -> Iterator[int]:
    """Where each of a few ascending numbers stands in a long list of such; -1 for those not in it."""
    low, size = 0, len(many)
    for doc in few:
        low = bisect_left(many, doc, low)
        yield low if low < size and many[low] == doc else -1


def _postings(
    word: Occurrences, docs: Docs, candidates: Sequence[int]
) -> tuple[Iterable[int], Iterable[int]]:
    """Where the positions of a word begin in each of some documents that have it, and how many there are."""
    first, tf, skips, table = word.first, word.tf, word.skips, word.table
    if table is not None and table.values is None:
        table.asked += len(candidates)
        if table.asked * ASKED > len(docs):
            kind = "I" if len(word.positions) < 1 << 32 else "Q"
            known = array(kind, _begins(word, tf[first : first + len(docs)]))
            table.keep((known, ranks(word.docs) if isinstance(word.docs, Bits) and word.docs.bits else None))
    begins, before = table.values if table is not None and table.values is not None else (None, None)
    if len(candidates) * WALKED > len(docs):
        counts = tf[first : first + len(docs)]
        held = bytes(map(set(candidates).__contains__, docs))
        return compress(begins or _begins(word, counts), held), compress(counts, held)
    # the table outlives the bits that it was made with, where more sets are asked for than are kept
    if before is not None and word.docs.bits is not None:
        at = places(candidates, word.docs, before)
    else:
        at = list(map(bisect_left, repeat(docs), candidates))
    if begins is not None and len(at) > 1:
        pick = itemgetter(*at)
        return pick(begins), pick(tf[first : first + len(docs)])
    postings = [first + place for place in at]
    blocks = [posting // SKIP for posting in postings]
    return (
        [
            skips[block] + sum(tf[block * SKIP : posting])
            for posting, block in zip(postings, blocks, strict=True)
        ],
        [tf[posting] for posting in postings],
    )


def _begins(word: Occurrences, counts: Iterable[int]) -> Iterable[int]:
    block = word.first // SKIP
    before = word.skips[block] + sum(word.tf[block * SKIP : word.first])
    return accumulate(counts, initial=before)
