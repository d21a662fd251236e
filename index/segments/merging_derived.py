"""The fields of forms of several segments into one: see `derived`."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, compress

from quoth.index.segments.container import Flat
from quoth.index.segments.derived import DerivedPostings
from quoth.index.segments.inversion import flat_numbers
from quoth.index.segments.merging_postings import GONE, RangeMerger, Source, Spool, ranges
from quoth.index.segments.terms import flat_endings, flat_terms, offsets


def merge_derived(
    name: str,
    sources: Sequence[Source],
    merger: RangeMerger,
    folder: str,
    renumbered: Sequence[Sequence[int]],
) -> Iterator[Flat]:
    """The arrays of a field of forms; `renumbered` are the new numbers of each source's words, or `GONE`."""
    fields = [field for source in sources if isinstance(field := source.segment.words(name), DerivedPostings)]
    tongue = b"".join(_tongues(sources, fields))
    words_of = _words(fields, renumbered, sum(1 << number for number in set(tongue)))
    forms_of_word = Counter(chain.from_iterable(words_of))
    scored = fields[0].impacts is not None
    kinds = {"docs": "u4", "impacts": "u1"} if scored else {"docs": "u4"}
    spool = Spool(folder, list(kinds))
    kept: list[bytes] = []
    held: list[dict[int, int]] = []
    post_at, docs_at = [0], [0]
    at = 0
    for terms, span in ranges(fields):
        merged = merger(sources, fields, span, kinds)
        if scored:
            spool.write("impacts", merged.impacts)
        docs = memoryview(merged.docs)
        start = 0
        for term, words, count in zip(terms, words_of[at : at + len(terms)], merged.counts, strict=True):
            end = start + int(count)
            if count:
                kept.append(term)
                held.append(words)
                post_at.append(post_at[-1] + int(count))
                own = len(words) > 1 or forms_of_word[next(iter(words))] > 1
                docs_at.append(docs_at[-1] + int(count) * own)
                if own:
                    spool.write("docs", docs[start:end])
            start = end
        at += len(terms)
    yield from flat_terms(name, kept)
    yield flat_endings(name, kept)
    bases = array("I", chain.from_iterable(held))
    yield offsets(f"{name}.base_at", list(accumulate(map(len, held), initial=0)))
    yield flat_numbers(f"{name}.bases", bases, max(bases, default=0))
    yield Flat(f"{name}.tongues", "u2", (array("H", chain.from_iterable(w.values() for w in held)),))
    yield Flat(f"{name}.tongue", "u1", (tongue,))
    yield offsets(f"{name}.post_at", post_at)
    yield offsets(f"{name}.docs_at", docs_at)
    yield Flat(f"{name}.docs", "u4", spool.chunks("docs"))
    if scored:
        yield Flat(f"{name}.impacts", "u1", spool.chunks("impacts"))


def _words(
    fields: Sequence[DerivedPostings], renumbered: Sequence[Sequence[int]], living: int
) -> list[dict[int, int]]:
    """Of each merged form, in order, its words by their new numbers, and their tongues.

    Bit n of `living` tells whether a document of tongue n is left.
    """
    found: list[dict[int, int]] = []
    for terms, span in ranges(fields):
        held: list[dict[int, int]] = [{} for _ in terms]
        for field, numbers, (first, _), ranks in zip(fields, renumbered, span.spans, span.ranks, strict=True):
            for number, rank in enumerate(ranks, first):
                words = held[rank]
                for word, tongues in field.words(number):
                    new, tongues = numbers[word], tongues & living
                    if new != GONE and tongues:
                        words[new] = words.get(new, 0) | tongues
        found.extend({word: words[word] for word in sorted(words)} for words in held)
    return found


def _tongues(sources: Sequence[Source], fields: Sequence[DerivedPostings]) -> Iterator[bytes]:
    for source, field in zip(sources, fields, strict=True):
        values = field.tongue.whole()
        yield bytes(values if source.moved is None else compress(values, source.alive))
