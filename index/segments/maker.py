"""Documents into segments, each written when it is large enough: what a writer and a build's processes do."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quoth.index.segments.builder import Forms, Inverter, SegmentBuilder, TongueForms
from quoth.index.segments.container import Flat
from quoth.index.segments.inversion import Derivation, Forward, invert
from quoth.index.segments.kernel import numpy_installed
from quoth.index.segments.layout import Layout
from quoth.index.segments.manifest import Entry, segment_file
from quoth.index.segments.names import new_name

FLUSH_DOCUMENTS = 50_000
FLUSH_TOKENS = 6_000_000
"""Documents, and words, that a builder holds at most before it becomes a segment: bounds memory."""

LONG = 200_000
"""Words of a field from which on importing numpy pays."""


def sized_invert(
    field: str, forward: Forward, scored: bool, derived: Sequence[Derivation] = ()
) -> Iterable[Flat]:
    """The arrays of a word field, with numpy where it is installed and the field is long."""
    if len(forward.stream) >= LONG and numpy_installed():
        from quoth.index.segments import inversion_numpy

        return inversion_numpy.invert(field, forward, scored, derived)
    return invert(field, forward, scored, derived)


class SegmentMaker:
    """`written` are the segments that are whole; they stand in no manifest until somebody commits them."""

    def __init__(
        self,
        folder: str,
        layout: Layout,
        *,
        inverter: Inverter = invert,
        forms: TongueForms | None = None,
        also: Forms | None = None,
    ) -> None:
        self._folder = folder
        self._layout = layout
        self._inverter = inverter
        self._forms = forms
        self._also = also
        self.written: list[Entry] = []
        self._begin()

    def _begin(self) -> None:
        self._name = new_name()
        self._builder = SegmentBuilder(self._layout, self._forms, self._also)

    def add(self, *documents: Mapping[str, Any]) -> tuple[str, int]:
        """Adds documents, in one segment together; returns its name and the number of the first.

        See `SegmentBuilder.add`. Raises ValueError or OSError.
        """
        place = self._name, self._builder.documents
        for fields in documents:
            self._builder.add(fields)
        if self._builder.documents >= FLUSH_DOCUMENTS or self._builder.tokens >= FLUSH_TOKENS:
            self.flush()
        return place

    def flush(self) -> None:
        """Writes what was added as a segment. Raises OSError."""
        if self._builder.documents:
            entry = Entry(self._name, self._builder.documents)
            self._builder.write(os.path.join(self._folder, segment_file(entry)), self._inverter)
            self.written.append(entry)
            self._begin()
