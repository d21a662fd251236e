"""The postings of a range of terms brought together with numpy: one radix sort for each array."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from quoth.index.segments.inversion_numpy import stable_order
from quoth.index.segments.merging_postings import GONE, Merged, Range, Source
from quoth.index.segments.postings import PlacedPostings, Postings, WordPostings

np: Any = import_module("numpy")
"""Untyped: numpy may be missing, and its types do not say what an array holds."""

Numbers = Any
_TYPES = {"u1": np.uint8, "u2": np.uint16, "u4": np.uint32}


def merge_range(
    sources: Sequence[Source], fields: Sequence[Postings], terms: Range, kinds: dict[str, str]
) -> Merged:
    """See `merging_postings.merge_range`: the same arrays."""
    ranks, docs, tfs, impacts, positions = [], [], [], [], []
    for source, field, (first, end), own in zip(sources, fields, terms.spans, terms.ranks, strict=True):
        if first == end:
            continue
        start, stop = field.post_at[first], field.post_at[end]
        each = np.diff(np.asarray(field.post_at.slice(first, end + 1)).astype(np.int64))
        rank = np.repeat(np.asarray(own), each)
        here = np.asarray(field.docs(first, end))
        stays: Numbers = None
        if source.moved is None:
            here = here + np.uint32(source.base)
        else:
            here = np.asarray(source.moved)[here]
            stays = here != GONE
        ranks.append(rank if stays is None else rank[stays])
        docs.append(here if stays is None else here[stays])
        if isinstance(field, WordPostings) and field.impacts is not None:
            own_impacts = np.asarray(field.impacts.slice(start, stop))
            impacts.append(own_impacts if stays is None else own_impacts[stays])
        if isinstance(field, PlacedPostings):
            tf = np.asarray(field.tf.slice(start, stop))
            begin = field.first_position(start)
            held = np.asarray(field.all_positions.slice(begin, begin + int(tf.sum(dtype=np.int64))))
            tfs.append(tf if stays is None else tf[stays])
            positions.append(held if stays is None else held[np.repeat(stays, tf)])
    rank = _joined(ranks, "u4")
    order = stable_order(rank, terms.count)
    counts = np.bincount(rank, minlength=terms.count).tolist()
    tf = _joined(tfs, kinds.get("tf", "u1"))
    return Merged(
        counts,
        _joined(docs, "u4")[order],
        tf[order] if len(tf) else tf,
        _joined(positions, kinds["positions"])[stable_order(np.repeat(rank, tf), terms.count)]
        if "positions" in kinds
        else tf,
        _joined(impacts, "u1")[order] if "impacts" in kinds else tf,
    )


def _joined(pieces: Sequence[Numbers], kind: str) -> Numbers:
    if not pieces:
        return np.zeros(0, _TYPES[kind])
    return np.concatenate(pieces).astype(_TYPES[kind], copy=False)
