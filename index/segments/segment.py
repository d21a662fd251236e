"""One open segment: its fields, its columns and which of its documents are deleted."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.index.segments.columns import FixedColumn, PackedColumn
from quoth.index.segments.container import Container, SegmentDamaged
from quoth.index.segments.derived import DerivedPostings
from quoth.index.segments.layout import Layout, WordLayout
from quoth.index.segments.postings import PlacedPostings, Postings, ValuePostings, WordPostings

EXTENSION = ".qs"


class Segment:
    """An open segment file; `dead` are the numbers of its deleted documents, ascending."""

    def __init__(self, path: str, dead: Sequence[int] = ()) -> None:
        self.container = Container(path)
        about = self.container.about
        try:
            self.layout = Layout.from_json(about["layout"])
            self.documents = int(about["documents"])
        except (KeyError, TypeError, ValueError) as error:
            raise SegmentDamaged(self.container.name, f"its header lacks {error}") from None
        self.dead = dead
        self._fields: dict[str, Postings] = {}
        self._columns: dict[str, FixedColumn | PackedColumn] = {}
        self._words = {word.name: word for word in self.layout.words}
        self._kinds = {column.name: column for column in self.layout.columns}

    @property
    def alive(self) -> int:
        """How many documents are not deleted."""
        return self.documents - len(self.dead)

    def words(self, field: str) -> WordPostings | None:
        """The postings of a word field; None where the segment has no such field."""
        found = self.postings(field)
        return found if isinstance(found, WordPostings) else None

    def values(self, field: str) -> ValuePostings | None:
        """The postings of a value field."""
        found = self.postings(field)
        return found if isinstance(found, ValuePostings) else None

    def postings(self, field: str) -> Postings | None:
        """The postings of a field of either kind."""
        found = self._fields.get(field)
        if found is None:
            if word := self._words.get(field):
                found = self._of_words(word)
            elif field in self.layout.values:
                found = ValuePostings(self.container, field)
            else:
                return None
            self._fields[field] = found
        return found

    def _of_words(self, word: WordLayout) -> WordPostings:
        if not word.of:
            return PlacedPostings(self.container, word.name, word.scored)
        base = self.postings(word.of)
        if not isinstance(base, PlacedPostings):
            raise SegmentDamaged(self.container.name, f"{word.name!r} is of no field of words")
        return DerivedPostings(self.container, word.name, base, word.scored)

    def column(self, name: str) -> FixedColumn | PackedColumn | None:
        """A column of bytes."""
        found = self._columns.get(name)
        if found is None:
            about = self._kinds.get(name)
            if about is None:
                return None
            if about.kind == "fixed":
                found = FixedColumn(self.container, name, about.width)
            else:
                found = PackedColumn(self.container, name)
            self._columns[name] = found
        return found
