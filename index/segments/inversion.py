"""From the words of documents, in order, to the postings of each word: standard library only."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, repeat
from typing import NamedTuple

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
    """

    ids: TermIds
    stream: array[int]
    run_docs: array[int]
    run_bases: array[int]
    run_lengths: array[int]
    lengths: array[int]


@dataclass(frozen=True, slots=True)
class Above:
    """Words that stand above documents `first` up to `end`: each with the bits of the fields it stands in."""

    first: int
    end: int
    bits: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Derivation:
    """A field of forms to be made of the postings of another field.

    `form` gives a word's form in documents of a tongue, `tongue` is that of each document. Bit n of
    `above` stands for the nth weight.
    """

    field: str
    scored: bool
    form: Callable[[str, int], str]
    tongue: array[int]
    above: Sequence[Above]
    weights: tuple[float, ...]


class Form(NamedTuple):
    """A form, the numbers of its words, and of each the tongues in which it is (bit n for tongue n)."""

    term: str
    words: tuple[int, ...]
    tongues: tuple[int, ...]
    shared: bool
    """Whether it has the documents of its only word, which has no other form."""


@lru_cache(maxsize=1 << 16)
def impact_of(tf: int, length: int, bits: int, weights: tuple[float, ...]) -> int:
    """The impact of a posting in a passage of `length` words; bit n of `bits` adds the nth weight."""
    extra = sum(weight for bit, weight in enumerate(weights) if bits >> bit & 1)
    return impact.impact(impact.frequency(tf, length) + extra)


def invert(field: str, forward: Forward, scored: bool, derived: Sequence[Derivation] = ()) -> Iterable[Flat]:
    """The arrays of a word field, and of the fields of its forms."""
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
        yield Flat(f"{field}.impacts", "u1", (_impacts(docs, tf, forward.lengths),))
    for derivation in derived:
        forms = forms_of(derivation, terms, lambda word: docs[post_at[word] : post_at[word + 1]])
        yield from flat_forms(derivation, forms)
        yield from _derive(derivation, forms, docs, tf, post_at, forward.lengths)


def forms_of(
    derivation: Derivation, words: Sequence[str], docs_of: Callable[[int], Iterable[int]]
) -> list[Form]:
    """The forms of some words, sorted; `docs_of` gives the documents of a word by its number."""
    tongues = sorted(set(derivation.tongue))
    form, tongue_of = derivation.form, derivation.tongue
    found: dict[str, dict[int, int]] = {}
    several: set[int] = set()
    for number, word in enumerate(words):
        here = tongues if len(tongues) < 2 else sorted({tongue_of[doc] for doc in docs_of(number)})
        first = None
        for tongue in here:
            term = form(word, tongue)
            if first is None:
                first = term
            elif term != first:
                several.add(number)
            held = found.setdefault(term, {})
            held[number] = held.get(number, 0) | 1 << tongue
    return [
        Form(term, tuple(held), tuple(held.values()), len(held) == 1 and several.isdisjoint(held))
        for term, held in sorted(found.items())
    ]


def flat_forms(derivation: Derivation, forms: Sequence[Form]) -> Iterable[Flat]:
    """The arrays of a field of forms that tell of terms and tongues."""
    field = derivation.field
    encoded = [encode_term(form.term) for form in forms]
    yield from flat_terms(field, encoded)
    yield flat_endings(field, encoded)
    bases = array("I", chain.from_iterable(form.words for form in forms))
    yield offsets(f"{field}.base_at", [0, *accumulate(len(form.words) for form in forms)])
    yield flat_numbers(f"{field}.bases", bases, max(bases, default=0))
    yield Flat(f"{field}.tongues", "u2", (array("H", chain.from_iterable(form.tongues for form in forms)),))
    yield Flat(f"{field}.tongue", "u1", (array("B", derivation.tongue),))


def _derive(
    derivation: Derivation,
    forms: Sequence[Form],
    docs: array[int],
    tf: array[int],
    post_at: Sequence[int],
    lengths: array[int],
) -> Iterable[Flat]:
    """The postings of a field of forms."""
    field, tongue_of = derivation.field, derivation.tongue
    is_mixed = len(set(tongue_of)) > 1
    own, at, docs_at = array("I"), [0], [0]
    all_docs, all_tf = array("I"), array("I")
    for form in forms:
        spans = [slice(post_at[word], post_at[word + 1]) for word in form.words]
        if form.shared:
            all_docs.extend(docs[spans[0]])
            all_tf.extend(tf[spans[0]])
        else:
            counts: dict[int, int] = {}
            for span, tongues in zip(spans, form.tongues, strict=True):
                for doc, count in zip(docs[span], tf[span], strict=True):
                    if not is_mixed or tongues >> tongue_of[doc] & 1:
                        counts[doc] = counts.get(doc, 0) + count
            ordered = sorted(counts)
            own.extend(ordered)
            all_docs.extend(ordered)
            all_tf.extend(map(counts.__getitem__, ordered))
        at.append(len(all_docs))
        docs_at.append(len(own))
    yield offsets(f"{field}.post_at", at)
    yield offsets(f"{field}.docs_at", docs_at)
    yield Flat(f"{field}.docs", "u4", (own,))
    if derivation.scored:
        impacts = _impacts(all_docs, all_tf, lengths)
        numbers = {form.term: number for number, form in enumerate(forms)}
        for above in derivation.above:
            for word, bits in above.bits.items():
                if (number := numbers.get(word)) is None:
                    continue
                low = bisect_left(all_docs, above.first, at[number], at[number + 1])
                high = bisect_left(all_docs, above.end, low, at[number + 1])
                for posting in range(low, high):
                    impacts[posting] = impact_of(
                        all_tf[posting], lengths[all_docs[posting]], bits, derivation.weights
                    )
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


def _impacts(docs: array[int], tf: array[int], lengths: array[int]) -> bytearray:
    once = bytes(impact_of(1, length, 0, ()) for length in lengths)
    found = bytearray(map(once.__getitem__, docs))
    for at, count in enumerate(tf):
        if count > 1:
            found[at] = impact_of(count, lengths[docs[at]], 0, ())
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
