"""From the words of documents, in order, to the postings of each word: standard library only."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, repeat

from quoth.corpus.values import dataclass
from quoth.index.segments import impact
from quoth.index.segments.container import Flat, narrowest, type_code
from quoth.index.segments.layout import SKIP
from quoth.index.segments.terms import encode_term, flat_endings, flat_terms, offsets


class TermIds(dict[str, int]):
    """Word to number in order of appearance: one look-up a token, and a miss makes the number."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Forward:
    """The words of one field, document after document.

    `stream` holds term numbers of `ids`. Each run is one value: its document, its first position
    and how many words of the stream it takes. `lengths` counts the words of each document.
    `boosted` are (term number, document, bits): the word also stands in the boosting fields whose
    bits are set; `weights` are those fields' weights.
    """

    ids: TermIds
    stream: array[int]
    run_docs: array[int]
    run_bases: array[int]
    run_lengths: array[int]
    lengths: array[int]
    boosted: tuple[array[int], array[int], array[int]]
    weights: tuple[float, ...]


@lru_cache(maxsize=1 << 16)
def impact_of(tf: int, length: int, bits: int, weights: tuple[float, ...]) -> int:
    """The impact of a posting in a passage of `length` words; bit n of `bits` adds the nth weight."""
    extra = sum(weight for bit, weight in enumerate(weights) if bits >> bit & 1)
    return impact.impact(impact.frequency(tf, length) + extra)


def invert(field: str, forward: Forward, scored: bool) -> Iterable[Flat]:
    """The arrays of a word field."""
    terms = sorted(forward.ids)
    encoded = [encode_term(term) for term in terms]
    yield from flat_terms(field, encoded)
    yield flat_endings(field, encoded)
    doc_of, position_of = _places(forward)
    order, counts = _grouped(forward, terms)
    docs_of_tokens = array("I", map(doc_of.__getitem__, order))
    docs, tf, post_at = _postings(docs_of_tokens, counts)
    yield offsets(f"{field}.post_at", post_at)
    yield Flat(f"{field}.docs", "u4", (docs,))
    yield flat_numbers(f"{field}.tf", tf, max(tf, default=0))
    yield skips(field, tf)
    yield flat_numbers(f"{field}.positions", map(position_of.__getitem__, order), max(position_of, default=0))
    yield flat_numbers(f"{field}.lengths", forward.lengths, max(forward.lengths, default=0))
    if scored:
        impacts = array("B", _impacts(docs, tf, forward, terms, post_at))
        yield Flat(f"{field}.impacts", "u1", (impacts,))


def flat_numbers(name: str, values: Iterable[int], largest: int) -> Flat:
    """An array in the narrowest type for numbers up to `largest`."""
    kind = narrowest(largest)
    return Flat(name, kind, (array(type_code(kind), values),))


def skips(field: str, tf: Sequence[int]) -> Flat:
    """How many words come before each `SKIP`th posting: where its positions begin."""
    at = [0]
    at.extend(accumulate(sum(tf[start : start + SKIP]) for start in range(0, len(tf), SKIP)))
    return offsets(f"{field}.skips", at)


def _places(forward: Forward) -> tuple[array[int], array[int]]:
    """The document and the position of each word of the stream."""
    docs, positions = array("I"), array("I")
    for doc, base, count in zip(forward.run_docs, forward.run_bases, forward.run_lengths, strict=True):
        docs.extend(repeat(doc, count))
        positions.extend(range(base, base + count))
    return docs, positions


def _grouped(forward: Forward, terms: list[str]) -> tuple[array[int], list[int]]:
    """Places in the stream, word after word in the order of `terms`, and how many each word has."""
    groups = [array("I") for _ in terms]
    put = [group.append for group in groups]
    for place, number in enumerate(forward.stream):
        put[number](place)
    order = array("I")
    counts = []
    for term in terms:
        group = groups[forward.ids[term]]
        order.extend(group)
        counts.append(len(group))
    return order, counts


def _postings(docs_of_tokens: array[int], counts: list[int]) -> tuple[array[int], array[int], list[int]]:
    """Documents and frequencies, word after word, and where each word's begin."""
    docs, tf, post_at = array("I"), array("I"), [0]
    start = 0
    for count in counts:
        if count == 1:
            docs.append(docs_of_tokens[start])
            tf.append(1)
        else:
            held = docs_of_tokens[start : start + count]
            once = dict.fromkeys(held)
            if len(once) == count:
                docs.extend(held)
                tf.extend(repeat(1, count))
            else:
                found = Counter(held)
                docs.extend(found)
                tf.extend(found.values())
        start += count
        post_at.append(len(docs))
    return docs, tf, post_at


def _impacts(
    docs: array[int], tf: array[int], forward: Forward, terms: list[str], post_at: list[int]
) -> Iterable[int]:
    lengths, weights = forward.lengths, forward.weights
    once = bytes(impact_of(1, length, 0, weights) for length in lengths)
    found = bytearray(map(once.__getitem__, docs))
    for at, count in enumerate(tf):
        if count > 1:
            found[at] = impact_of(count, lengths[docs[at]], 0, weights)
    rank = {forward.ids[term]: place for place, term in enumerate(terms)}
    for number, doc, bits in zip(*forward.boosted, strict=True):
        place = rank[number]
        at = bisect_left(docs, doc, post_at[place], post_at[place + 1])
        found[at] = impact_of(tf[at], lengths[doc], bits, weights)
    return found


def invert_values(
    field: str, docs: array[int], numbers: array[int], ids: TermIds, documents: int
) -> Iterable[Flat]:
    """The arrays of a value field: `docs[i]` holds the value with number `numbers[i]`.

    Where no document has two values the field also has its ordinal for each document, the number
    of values for none.
    """
    terms = sorted(ids)
    yield from flat_terms(field, [encode_term(term) for term in terms])
    groups = [array("I") for _ in terms]
    for doc, number in zip(docs, numbers, strict=True):
        groups[number].append(doc)
    ordered = [groups[ids[term]] for term in terms]
    yield offsets(f"{field}.post_at", [0, *accumulate(map(len, ordered))])
    yield Flat(f"{field}.docs", "u4", ordered)
    if len(set(docs)) == len(docs):
        rank = {ids[term]: place for place, term in enumerate(terms)}
        ordinals = array("I", repeat(len(terms), documents))
        for doc, number in zip(docs, numbers, strict=True):
            ordinals[doc] = rank[number]
        yield flat_numbers(f"{field}.ordinals", ordinals, len(terms))
