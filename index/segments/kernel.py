"""The arithmetic of a search, behind one small interface.

Everything else of a search is written once over a `Kernel`. There are two: one in the standard
library, which every command can use at once, and one with numpy for large segments. Both work on
integers and return equal results; a property test holds them to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from quoth.corpus.values import dataclass
from quoth.index.segments.bits import Held

Docs = Any
"""Some documents of one segment: `Bits`, or their numbers, ascending, each once, as a view, array or list;
with numpy an ndarray. Both have a length; everything else asks the kernel.
"""

Scores = Any
"""Whole numbers, one for each document of a `Docs`."""

LARGE = 4_000
"""From this many documents on a segment is built and merged faster with numpy than in Python."""

SEARCHED_LARGE = 20_000
"""From this many documents on searching is, so much so that importing numpy pays."""


class Table:
    """What a kernel makes of one word when it pays, and keeps.

    `size` is how many documents the segment has, `asked` how many of them were looked up without it. `made`
    are the tables of one kind that are kept, `most` at a time.
    """

    __slots__ = ("_made", "_most", "asked", "size", "values")

    def __init__(self, size: int, made: dict[Table, None] | None = None, most: int = 1) -> None:
        self.size = size
        self.asked = 0
        self.values: Any = None
        self._made = {} if made is None else made
        self._most = most

    def keep(self, values: Any) -> None:
        """Keeps what was made; where there are too many, the oldest table is given up."""
        self.values = values
        self._made[self] = None
        if len(self._made) > max(self._most, 1):
            oldest = next(iter(self._made))
            del self._made[oldest]
            oldest.values, oldest.asked = None, 0


@dataclass(frozen=True, slots=True)
class Part:
    """What one word adds to the documents that hold it: `weight` times `impacts`, posting by posting.

    Without impacts every document gets `weight`. In the table of a word that is asked for again, they are
    laid out over all documents, 0 for those without it.
    """

    docs: Docs
    impacts: memoryview[int] | bytes | None
    weight: int
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Occurrences:
    """One word of a phrase: its documents, where its first posting is, its arrays, and its place.

    `slot` is how many words after the first word of the phrase it stands. In the table of a word that is
    asked for again is where the positions of each of its postings begin.
    """

    docs: Docs
    first: int
    tf: memoryview[int]
    skips: memoryview[int]
    positions: memoryview[int]
    slot: int
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Leading:
    """The best of some documents: those `above` a score, as (score, document), fewer than were asked for,
    and the `level` ones with that score, which are all equally good.
    """

    above: list[tuple[int, int]]
    score: int
    level: Docs


class Kernel(Protocol):
    """Operations on the documents of one segment."""

    batch: int
    """So many documents are scored in about the time that it takes to find out which."""

    splits: bool
    """Whether a union is made sooner of the bits that are kept for words than of a long list."""

    def native(self, docs: memoryview[int] | Sequence[int]) -> Docs:
        """Documents read from a segment, in the form that this kernel works on."""

    def every(self, documents: int) -> Docs:
        """All documents of a segment of that many."""

    def bare(self, docs: Docs, documents: int) -> Docs:
        """The same documents for being put together with others again and again."""

    def intersect(self, lists: Sequence[Docs], documents: int) -> Docs:
        """The documents that are in all lists, of which there is at least one."""

    def unite(self, lists: Sequence[Docs], documents: int) -> Docs:
        """The documents that are in any list; a list may be several ascending ones in a row."""

    def restrict(self, docs: Docs, lists: Sequence[Docs], documents: int) -> Docs:
        """The documents of `docs` that are in any of the lists, which are as for `unite`."""

    def subtract(self, docs: Docs, other: Docs, documents: int) -> Docs:
        """The documents of `docs` that are not in `other`."""

    def top(self, part: Part) -> int:
        """The greatest impact of a part; 1 for one without impacts."""

    def total(self, docs: Docs, parts: Sequence[Part], documents: int) -> Scores:
        """What the parts add up to for each document."""

    def best(self, docs: Docs, part: Part, count: int) -> Leading:
        """The same as `leading` for documents that all have one part, which alone counts; scores are impacts
        alone, where there are any.
        """

    def leading(self, docs: Docs, scores: Scores, count: int) -> Leading:
        """The documents that may be among the `count` best, of which there is at least one."""

    def count(self, ordinals: Any, docs: Docs, values: int) -> dict[int, int]:
        """How many of the documents have each ordinal below `values`; only those that occur."""

    def phrase(
        self, words: Sequence[Occurrences], documents: int, within: Docs | None = None
    ) -> tuple[Docs, bytes]:
        """The documents (of those `within`) where the words stand in their slots, and how often each, at
        most 255.
        """

    def spans(self, starts: Sequence[int], holds: Sequence[int]) -> Docs:
        """Each of `starts` and as many documents after it as it holds; these do not meet."""

    def alone(self, docs: Docs, held: Held) -> Docs:
        """The documents that are not followed by another of them among those that belong to them."""

    def front(self, docs: Docs, count: int) -> Docs:
        """The first documents as a list: `count` at least, where there are so many."""

    def between(self, docs: Docs, start: int, end: int) -> list[int]:
        """The documents from `start` up to `end` as numbers of Python."""

    def spread(self, starts: Sequence[int], documents: int) -> Any:
        """For each document from the first of `starts` on the number of the last start up to it.

        A column for `count`; documents before the first start have number 0 too.
        """

    def listed(self, docs: Docs) -> list[int]:
        """The documents as numbers of Python."""


def numpy_installed() -> bool:
    """Whether numpy could be imported; does not import it."""
    from importlib.util import find_spec

    return find_spec("numpy") is not None


def kernel_for(documents: int, arrays: bool) -> Kernel:
    """The kernel for a segment: numpy where `arrays` allows it, it is installed and the size asks for it."""
    if arrays and documents >= SEARCHED_LARGE and numpy_installed():
        from quoth.index.segments.kernel_numpy import NumpyKernel

        return NumpyKernel()
    from quoth.index.segments.kernel_stdlib import StdlibKernel

    return StdlibKernel()
