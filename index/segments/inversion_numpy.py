"""The same arrays as `inversion` makes, by numpy: two passes of a radix sort over the stream."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from quoth.index.segments.container import Flat, narrowest
from quoth.index.segments.impact import LONGEST
from quoth.index.segments.inversion import Derivation, Form, Forward, flat_forms, forms_of, impact_of
from quoth.index.segments.layout import SKIP
from quoth.index.segments.terms import encode_term, flat_endings, flat_terms

np: Any = import_module("numpy")
"""Untyped: numpy may be missing, and its types do not say what an array holds."""

Numbers = Any
_TYPES = {"u1": np.uint8, "u2": np.uint16, "u4": np.uint32, "u8": np.uint64}
_TABLED = 16
"""Frequencies up to this one have a row of impacts by length."""


def stable_order(numbers: Numbers, below: int) -> Numbers:
    """The places of `numbers`, all under `below`, in ascending and else unchanged order."""
    # numpy sorts 16 bit numbers by radix
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if below > 1 << 16:
        order = order[np.argsort((numbers >> 16).astype(np.uint16)[order], kind="stable")]
    return order


def flat(name: str, numbers: Numbers, largest: int | None = None) -> Flat:
    """An array in the narrowest type that holds all of `numbers`, or `largest`."""
    if largest is None:
        largest = int(numbers.max()) if len(numbers) else 0
    kind = narrowest(largest)
    return Flat(name, kind, (np.ascontiguousarray(numbers, _TYPES[kind]).data,))


def invert(field: str, forward: Forward, scored: bool, derived: Sequence[Derivation] = ()) -> Iterable[Flat]:
    """The arrays of a word field, and of the fields of its forms."""
    terms = sorted(forward.ids)
    count = len(terms)
    encoded = [encode_term(term) for term in terms]
    yield from flat_terms(field, encoded)
    yield flat_endings(field, encoded)
    rank = np.empty(count, np.uint32)
    rank[np.fromiter((forward.ids[term] for term in terms), np.int64, count)] = np.arange(
        count, dtype=np.uint32
    )
    numbers = rank[_of(forward.stream)]
    order = stable_order(numbers, count)
    runs = _of(forward.run_lengths)
    docs_of = np.repeat(_of(forward.run_docs), runs)[order]
    starts = np.cumsum(runs, dtype=np.int64) - runs
    position_of = np.arange(len(numbers)) - np.repeat(starts - _of(forward.run_bases), runs)
    numbers = numbers[order]
    fresh = np.ones(len(numbers), bool)
    fresh[1:] = (numbers[1:] != numbers[:-1]) | (docs_of[1:] != docs_of[:-1])
    first = np.flatnonzero(fresh)
    tf = np.diff(np.append(first, len(numbers)))
    docs, holders = docs_of[first], numbers[first]
    post_at = np.searchsorted(holders, np.arange(count + 1))
    yield flat(f"{field}.post_at", post_at, len(docs))
    yield Flat(f"{field}.docs", "u4", (docs.data,))
    yield flat(f"{field}.tf", tf)
    yield flat(f"{field}.skips", np.append(first[::SKIP], len(numbers)))
    yield flat(f"{field}.positions", position_of[order])
    yield flat(f"{field}.lengths", _of(forward.lengths))
    if scored:
        yield Flat(f"{field}.impacts", "u1", (_impacts(docs, tf, _of(forward.lengths)).data,))
    bounds = post_at.tolist()
    for derivation in derived:
        forms = forms_of(derivation, terms, lambda word: docs[bounds[word] : bounds[word + 1]].tolist())
        yield from flat_forms(derivation, forms)
        yield from _derive(derivation, forms, docs, tf, post_at, _of(forward.lengths))


def _of(numbers: Any) -> Numbers:
    return np.frombuffer(numbers, np.uint32) if len(numbers) else np.zeros(0, np.uint32)


def _impacts(docs: Numbers, tf: Numbers, all_lengths: Numbers) -> Numbers:
    short = np.minimum(all_lengths, LONGEST)
    lengths = short[docs]
    present = np.unique(short).tolist()
    table = np.zeros((_TABLED + 1, LONGEST + 1), np.uint8)
    for row in range(1, min(_TABLED, int(tf.max()) if len(tf) else 0) + 1):
        table[row, present] = [impact_of(row, length, 0, ()) for length in present]
    found = table[np.minimum(tf, _TABLED), lengths]
    for at in np.flatnonzero(tf > _TABLED).tolist():
        found[at] = impact_of(int(tf[at]), int(lengths[at]), 0, ())
    return found


def _derive(
    derivation: Derivation,
    forms: Sequence[Form],
    docs: Numbers,
    tf: Numbers,
    post_at: Numbers,
    lengths: Numbers,
) -> Iterable[Flat]:
    """The postings of a field of forms."""
    field, count = derivation.field, len(forms)
    sizes = np.diff(post_at)
    words = np.repeat(np.arange(len(sizes)), sizes)
    number_of = _form_numbers(derivation, forms, len(sizes))
    tongue = np.frombuffer(derivation.tongue, np.uint8)
    numbers = number_of[tongue[docs], words] if len(number_of) > 1 else number_of[0][words]
    shared = np.fromiter((form.shared for form in forms), bool, count)
    own = ~shared[numbers] if count else np.zeros(0, bool)
    # in the order of the forms and, within each, of the documents
    order = stable_order(docs[own], len(lengths))
    order = order[stable_order(numbers[own][order], count)]
    own_numbers, own_docs, own_tf = numbers[own][order], docs[own][order], tf[own][order]
    fresh = np.ones(len(own_docs), bool)
    fresh[1:] = (own_numbers[1:] != own_numbers[:-1]) | (own_docs[1:] != own_docs[:-1])
    first = np.flatnonzero(fresh)
    own_numbers, own_docs = own_numbers[first], own_docs[first]
    own_tf = np.add.reduceat(own_tf, first) if len(first) else own_tf
    own_sizes = np.bincount(own_numbers, minlength=count)
    all_sizes = own_sizes + np.bincount(numbers[~own], minlength=count)
    at, docs_at = _starts(all_sizes), _starts(own_sizes)
    yield flat(f"{field}.post_at", at, int(at[-1]))
    yield flat(f"{field}.docs_at", docs_at, int(docs_at[-1]))
    yield Flat(f"{field}.docs", "u4", (np.ascontiguousarray(own_docs, np.uint32).data,))
    if not derivation.scored:
        return
    places = np.arange(len(own_docs)) + (at[:-1] - docs_at[:-1])[own_numbers]
    others = np.flatnonzero(~own)
    behind = others - post_at[:-1][words[others]] + at[:-1][numbers[others]]
    all_docs, all_tf = np.empty(int(at[-1]), np.uint32), np.empty(int(at[-1]), np.int64)
    all_docs[places], all_docs[behind] = own_docs, docs[others]
    all_tf[places], all_tf[behind] = own_tf, tf[others]
    impacts = _impacts(all_docs, all_tf, lengths)
    _boost(impacts, derivation, forms, at, all_docs, all_tf, lengths)
    yield Flat(f"{field}.impacts", "u1", (impacts.data,))


def _starts(sizes: Numbers) -> Numbers:
    return np.append(0, np.cumsum(sizes)).astype(np.int64)


def _form_numbers(derivation: Derivation, forms: Sequence[Form], words: int) -> Numbers:
    """The number of each word's form, a row for each tongue; one row where there is one tongue."""
    tongues = max(derivation.tongue, default=0) + 1 if len(set(derivation.tongue)) > 1 else 1
    found = np.zeros((tongues, words), np.int64)
    for number, form in enumerate(forms):
        for word, bits in zip(form.words, form.tongues, strict=True):
            for row in range(tongues):
                if tongues == 1 or bits >> row & 1:
                    found[row, word] = number
    return found


def _boost(
    impacts: Numbers,
    derivation: Derivation,
    forms: Sequence[Form],
    at: Numbers,
    docs: Numbers,
    tf: Numbers,
    lengths: Numbers,
) -> None:
    """Raises the impacts of forms that also stand above their documents."""
    number_of = {form.term: number for number, form in enumerate(forms)}
    rows = [
        (number, above.first, above.end, bits)
        for above in derivation.above
        for word, bits in above.bits.items()
        if (number := number_of.get(word)) is not None
    ]
    if not rows:
        return
    numbers, firsts, ends, bits = np.array(rows, np.int64).T
    # a posting's key is its form and document; all postings are sorted by it
    keys = np.repeat(np.arange(len(forms), dtype=np.int64), np.diff(at)) << 32 | docs
    low = np.searchsorted(keys, numbers << 32 | firsts)
    high = np.searchsorted(keys, numbers << 32 | ends)
    held = high - low
    postings = np.arange(int(held.sum())) + np.repeat(low - (np.cumsum(held) - held), held)
    short = np.minimum(lengths, LONGEST)[docs[postings]].astype(np.int64)
    kinds, which = np.unique(
        np.repeat(bits, held) << 43 | np.minimum(tf[postings], (1 << 31) - 1) << 12 | short,
        return_inverse=True,
    )
    values = [
        impact_of(kind >> 12 & (1 << 31) - 1, kind & 4095, kind >> 43, derivation.weights)
        for kind in kinds.tolist()
    ]
    impacts[postings] = np.array(values, np.uint8)[which]
