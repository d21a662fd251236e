"""The fields of the query language: their names, where they look, and the values that can be completed."""

from __future__ import annotations

from typing import Literal

from quoth.corpus.values import dataclass

FieldKind = Literal["words", "choice", "date", "number", "value", "path", "sort"]


@dataclass(frozen=True, slots=True)
class QueryField:
    """One field as a query writes it.

    `index_field` is the field of the schema that it looks at; `values` are all its values where
    there are few; `about` is a line of help.
    """

    name: str
    kind: FieldKind
    index_field: str
    about: str
    values: tuple[str, ...] = ()


SORTS = ("score", "date", "-date", "position")

FIELDS: tuple[QueryField, ...] = (
    QueryField("speaker", "words", "speaker", "who said it: any word of the name or of an alias, or unknown"),
    QueryField("role", "words", "role", "what the speaker is called: minister, president"),
    QueryField("mentions", "words", "mentions", "a name in the text itself, written with a capital"),
    QueryField("section", "words", "section", "words of the heading above"),
    QueryField("title", "words", "title", "words of the article's title"),
    QueryField("source", "words", "source", "words of the article's file name or address"),
    QueryField("date", "date", "date", "2025, 2025-08, 2025-08-20, A..B, >=2025-08, today, 7d"),
    QueryField("kind", "choice", "kind", "what is looked at", ("quote", "paragraph", "heading")),
    QueryField(
        "is",
        "choice",
        "flags",
        "what a quote is; duplicate: in an article that nearly repeats an earlier one",
        (
            "direct",
            "mixed",
            "block",
            "turn",
            "indirect",
            "attributed",
            "unattributed",
            "suspect",
            "continued",
            "corrected",
            "duplicate",
        ),
    ),
    QueryField("cue", "words", "cue", "the words of saying: said, denied"),
    QueryField("conf", "number", "confidence", "confidence of the attribution: >0.8, 0.5..0.9"),
    QueryField("words", "number", "words", "length in words: >20"),
    QueryField("lang", "value", "lang", "language of the article: en"),
    QueryField("added", "date", "added", "when the words came into the index: last (build), today, 7d, A..B"),
    QueryField("path", "path", "path", "part of the file's path, or a pattern with * and ?"),
    QueryField("article", "value", "article", "the article with this id"),
    QueryField("within", "value", "section_id", "the section with this id"),
    QueryField(
        "like", "value", "like", "more like the passage with this id: those that share its telling words"
    ),
    QueryField("person", "value", "speaker_id", "the speaker with this id, and nobody of a like name"),
    QueryField("sort", "sort", "", "order of the hits", SORTS),
)

ALIASES = {"by": "speaker"}

BY_NAME = {field.name: field for field in FIELDS} | {
    alias: field for alias, name in ALIASES.items() for field in FIELDS if field.name == name
}
"""Every name that may stand before a colon."""

UNKNOWN_SPEAKER = "unknown"
"""As the value of ``speaker:``, quotes that are attributed to nobody."""
