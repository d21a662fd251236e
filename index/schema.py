"""The fields of the index.

Every passage (quote, paragraph, heading) is one document; every article is one more, which
stands before its passages. The documents of an article are added and removed together and stay in
the order of the text, paragraphs before their quotes, so that a merge of segments keeps the
distances that `PLACE` counts.

Words are indexed as they stand (``text``, with positions, for phrases and patterns) and stemmed
(``stem``, for words; made of ``text`` when a segment is written). The other word fields are small and
hold both in one, stems marked.
Positions leave a gap between values, so that a phrase never spans two names. Values with few
spellings (dates, numbers, flags) are one term each, written as people read them; ranges are
resolved over the terms. What is equal in a whole article or section is indexed once, at its first
document.

Every text is kept once, in slices in the column ``stored`` (see `texts.py`), beside which ``body`` holds
the structure of an article; what a hit shows is put together from these, the place and the fields. Counting
reads no text: ``held`` says of each document how many quotes begin in it (they follow it directly),
``reaches`` of a quote over several paragraphs how many more after its own it stands in, and labels hold
what a count is shown under beside what it counts.

Nothing here needs Whoosh, so that a search does not import it; `whooshschema.py` says the same to Whoosh.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

SCHEMA_VERSION = 13
"""Raised with every change of fields, of the analysis, of what the columns hold or of the files."""

VALUE_GAP = 100
"""How many positions lie between two values of one field, so that no phrase crosses them."""

KINDS = ("article", "heading", "paragraph", "quote")
"""The kinds of document; a place keeps the number of the kind in this order."""

NO_SPEAKER = 0xFFFFFFFF
"""In a place: not a quote, or a quote whose speaker is unknown."""

LABEL_END = "\0"
"""Between the id and the words of a label, and between source and id in the order of articles; behind a
source that is the label of an article without a title."""

HELD_BYTES = 4

_PLACE = struct.Struct("<BIIIIIIIII")
PLACE_BYTES = _PLACE.size


class Place(NamedTuple):
    """Where a document stands: fixed width, so that counting facets reads nothing else.

    `back` is how many documents before it its article stands. `first` is its number among the
    title, headings and paragraphs of the article; a quote has the number of the paragraph (or
    heading) that it begins in, and as `last` the one that it ends in. `section` is the ordinal of
    its section, `speaker` that of its speaker in the article; `start`/`end` its span in the text.
    `holds` is how many documents after it share its article (for an article's document) or its
    section (for the first of a section), and 0 elsewhere. `words` is a digest of a passage's words:
    passages of different articles that say the same have the same.
    """

    kind: int
    back: int
    first: int
    last: int
    section: int
    speaker: int
    start: int
    end: int
    holds: int = 0
    words: int = 0

    def packed(self) -> bytes:
        """The place as bytes of fixed length."""
        return _PLACE.pack(*self)

    @classmethod
    def unpacked(cls, data: bytes) -> Place:
        """The place that `packed` wrote."""
        return cls._make(_PLACE.unpack(data))


WORD_FIELDS = ("text", "stem", "speaker", "role", "mentions", "section", "title", "source", "cue")
"""Fields of words with positions."""

NAME_FIELDS = frozenset({"speaker", "mentions", "source"})
"""Fields of names: surface forms without a possessive, for names have no inflections to take off."""

MARKED_FIELDS = frozenset({"section", "title", "role", "cue"})
"""Fields that hold each word as it stands and, marked, its stem at the same position."""

DERIVED = {"stem": "text"}
"""Word fields that hold a form of each word of another, and no positions of their own."""

ARTICLE_FIELDS = frozenset({"article", "title", "source", "path", "date", "lang"})
"""Fields that only an article's document has, and that stand for all of its passages."""

SECTION_FIELDS = frozenset({"section", "section_id"})
"""Fields that only the first passage of a section has, and that stand for all of the section."""

BOOSTS: dict[str, tuple[tuple[str, float], ...]] = {"stem": (("section", 1.5), ("title", 1.0))}
"""What a word counts besides where the heading above its passage, or the title, has it, too (BM25F): as much
as so many more occurrences in a passage of middling length."""

VALUE_FIELDS = (
    "id",
    "article",
    "section_id",
    "speaker_id",
    "kind",
    "flags",
    "date",
    "confidence",
    "words",
    "lang",
    "path",
    "added",
    "reaches",
    "article_order",
    "article_label",
    "section_label",
    "speaker_label",
)
