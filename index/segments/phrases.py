"""Words that follow each other, found with the standard library alone."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, repeat
from operator import itemgetter

from quoth.index.segments.kernel import Docs, Occurrences
from quoth.index.segments.layout import SKIP

WALKED = 8
"""A list up to this many times longer than the candidates is walked, not searched."""

ASKED = 3
"""A word that was looked for so often gets a table."""


def phrase(
    words: Sequence[Occurrences], lists: Sequence[Docs], candidates: Sequence[int]
) -> tuple[list[int], bytes]:
    """Those of the candidates, which have all the words, where these stand in their slots, and how often
    each, at most 255. `lists` are the documents of each word.

    The places of the rarest word are looked for in the others.
    """
    docs: list[int] = []
    counts = bytearray()
    ordered = sorted(zip(words, lists, strict=True), key=lambda pair: len(pair[1]))
    if not len(candidates):
        return docs, b""
    (rare, found), *others = [
        ((word.positions, word.slot), _places(word, held, candidates)) for word, held in ordered
    ]
    positions, slot = rare
    # where positions begin may be told of one more posting than there is
    rows = zip(candidates, zip(*found), *(zip(*places) for _, places in others), strict=True)  # noqa: B905
    for doc, (begin, count), *rest in rows:
        starts = (
            {positions[begin] - slot}
            if count == 1
            else {place - slot for place in positions[begin : begin + count]}
        )
        for ((its, at), _), (begin, count) in zip(others, rest, strict=True):
            if count == 1:
                start = its[begin] - at
                starts = {start} if start in starts else set()
            else:
                starts.intersection_update([place - at for place in its[begin : begin + count]])
            if not starts:
                break
        else:
            docs.append(doc)
            counts.append(min(len(starts), 255))
    return docs, bytes(counts)


def places_of(few: Docs, many: Docs) -> Iterator[int]:
    """Where each of a few ascending numbers stands in a long list of such; -1 for those not in it."""
    low, size = 0, len(many)
    for doc in few:
        low = bisect_left(many, doc, low)
        yield low if low < size and many[low] == doc else -1


def _places(word: Occurrences, docs: Docs, candidates: Sequence[int]) -> tuple[Iterable[int], Iterable[int]]:
    """Where the positions of a word begin in each of some documents that have it, and how many there are."""
    first, tf, skips, table = word.first, word.tf, word.skips, word.table
    if len(candidates) == len(docs) or len(candidates) * WALKED > len(docs):
        counts = tf[first : first + len(docs)]
        begins = table.values if table and table.values else _begins(word, counts)
        if len(candidates) == len(docs):
            return begins, counts
        held = bytes(map(set(candidates).__contains__, docs))
        return compress(begins, held), compress(counts, held)
    at = list(map(bisect_left, repeat(docs), candidates))
    if table is not None and table.values is None:
        table.asked += 1
        if table.asked > ASKED:
            table.values = array("Q", _begins(word, tf[first : first + len(docs)]))
    if table is not None and table.values is not None and len(at) > 1:
        pick = itemgetter(*at)
        return pick(table.values), pick(tf[first : first + len(docs)])
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
