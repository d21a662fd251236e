"""Is an index of segments whole? Reads everything, where opening reads only what is needed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import pairwise

from quoth.index.problems import IndexProblem, oneline
from quoth.index.segments.derived import DerivedPostings
from quoth.index.segments.layout import SKIP
from quoth.index.segments.manifest import open_segment, read_manifest, segment_file
from quoth.index.segments.postings import PlacedPostings, Postings, ValuePostings
from quoth.index.segments.segment import Segment


def check_segments(folder: str) -> Iterator[str]:
    """What is wrong with the index in `folder`, one line each; nothing where all is well."""
    try:
        manifest = read_manifest(folder)
    except (IndexProblem, OSError) as error:
        yield oneline(error)
        return
    for entry in manifest.segments:
        try:
            segment = open_segment(folder, entry)
            damaged = [
                f"{segment_file(entry)}: the array {name!r} changed on disk"
                for name in segment.container.verify()
            ]
            yield from damaged
            if not damaged:
                yield from (f"{segment_file(entry)}: {problem}" for problem in invariants(segment))
        except (IndexProblem, OSError) as error:
            yield oneline(error)
    table = f"_MAIN_{manifest.generation}.toc"
    others = [name for name in os.listdir(folder) if name.startswith("_MAIN_") and name.endswith(".toc")]
    if others and others != [table]:
        yield f"generation {manifest.generation} has another table for Whoosh: some other program wrote it"


def invariants(segment: Segment) -> Iterator[str]:
    """Which promises of FORMAT.md the segment does not keep."""
    if not _ascending(segment.dead) or (len(segment.dead) and segment.dead[-1] >= segment.documents):
        yield "its deletions are not documents in order"
    for name in (*(word.name for word in segment.layout.words), *segment.layout.values):
        postings = segment.postings(name)
        assert postings is not None
        yield from (f"{name!r}: {problem}" for problem in _of_postings(postings, segment.documents))
    for column in segment.layout.columns:
        found = segment.column(column.name)
        assert found is not None
        for doc in range(segment.documents):
            found[doc]


def _of_postings(postings: Postings, documents: int) -> Iterator[str]:
    terms = list(postings.terms)
    if any(left >= right for left, right in pairwise(terms)):
        yield "terms are not in order"
    at = postings.post_at.whole()
    if any(left >= right for left, right in pairwise(at)):
        yield "a term has no postings"
        return
    if isinstance(postings, DerivedPostings):
        yield from _of_forms(postings)
        return
    docs = postings.all_docs.whole()
    if any(not _ascending(docs[start:end]) or docs[end - 1] >= documents for start, end in pairwise(at)):
        yield "the documents of a term are not in order"
    if isinstance(postings, ValuePostings) and postings.ordinals is not None:
        column = postings.ordinals.whole()
        if len(column) != documents or any(
            column[doc] != number
            for number, (start, end) in enumerate(pairwise(at))
            for doc in docs[start:end]
        ):
            yield "ordinals are not those of the terms"
    if isinstance(postings, PlacedPostings):
        yield from _of_positions(postings)


def _of_forms(postings: DerivedPostings) -> Iterator[str]:
    base = postings.base
    if not _ascending(postings.base_at.whole()):
        yield "a form is of no word"
        return
    for number in range(len(postings.terms)):
        docs: set[int] = set()
        for word, tongues in postings.words(number):
            if word >= len(base.terms):
                yield "a form is of a word that there is not"
                return
            docs.update(doc for doc in base.docs(word) if tongues >> postings.tongue[doc] & 1)
        start, end = postings.span(number)
        if list(postings.docs(number)) != sorted(docs) or end - start != len(docs):
            yield "the documents of a form are not those of its words"
            return


def _of_positions(postings: PlacedPostings) -> Iterator[str]:
    tf, skips, positions = postings.tf.whole(), postings.skips.whole(), postings.all_positions.whole()
    start = 0
    for posting, count in enumerate(tf):
        if posting % SKIP == 0 and skips[posting // SKIP] != start:
            yield "skips do not lead to positions"
            return
        if not count or not _ascending(positions[start : start + count]):
            yield "positions are not in order"
            return
        start += count
    if start != len(positions):
        yield "there are more positions than words"


def _ascending(numbers: Iterable[int]) -> bool:
    return all(left < right for left, right in pairwise(numbers))
