"""The postings of a term as Whoosh walks through them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from whoosh.matching.mcore import ListMatcher

from quoth.index.segments.postings import Postings, WordPostings


class ArrayMatcher(ListMatcher):
    """The postings of one term; positions are read only when asked for."""

    def __init__(
        self, postings: Postings, number: int, format_: Any, scorer: Any, term: Any, info: Any, at: int = 0
    ) -> None:
        self._postings = postings
        self._number = number
        tf = postings.counts(number) if isinstance(postings, WordPostings) else None
        base: Any = super()
        base.__init__(postings.docs(number), tf, None, format_, scorer, at, None if tf else 1.0, term, info)
        # what other matchers of Whoosh call the same things
        self.scorer, self.format = scorer, format_

    def supports_block_quality(self) -> bool:
        """No: finding the best weight of a long list costs more than it saves."""
        return False

    def copy(self) -> ArrayMatcher:
        """Another one at the same place."""
        return ArrayMatcher(
            self._postings, self._number, self._format, self._scorer, self._term, self._terminfo, self._i
        )

    def skip_to(self, id: int) -> None:
        """Goes to the first document that is not below `id`."""
        self._i = max(self._i, bisect_left(self._ids, id, self._i))

    def positions(self) -> list[int]:
        """Where the term stands in the document here."""
        if not isinstance(self._postings, WordPostings):
            return []
        return list(self._postings.positions(self._number, self._i))

    def value(self) -> Any:
        """The posting's value as the field's format encodes it."""
        if isinstance(self._postings, WordPostings):
            return self._format.encode(self.positions())
        return b""

    def value_as(self, astype: str) -> Any:
        """The posting's value decoded."""
        if astype == "positions":
            return self.positions()
        base: Any = super()
        return base.weight() if astype in ("frequency", "weight") else base.value_as(astype)

    def all_items(self) -> Iterator[tuple[int, Any]]:
        """Every document with its value."""
        walker: Any = self.copy()
        walker.reset()
        while walker.is_active():
            yield walker.id(), walker.value()
            walker.next()

    def spans(self) -> list[Any]:
        """The positions as spans."""
        from whoosh.query.spans import Span

        return [Span(position) for position in self.positions()]  # type: ignore[no-untyped-call]
