"""The word lists and tables that lie beside the code."""

from __future__ import annotations

import os
from typing import Any

from quoth.corpus.late_pattern import late_pattern

# importlib.resources would import twenty modules, among them tempfile and zipfile
_HERE = os.path.dirname(os.path.abspath(__file__))


def data_path(*names: str) -> str:
    """Where a file of this package lies, by the names of its folders and its own."""
    return os.path.join(_HERE, *names)


def has_data(*names: str) -> bool:
    """Whether there is such a file."""
    return os.path.isfile(data_path(*names))


def data_text(*names: str) -> str:
    """The text of such a file. Raises FileNotFoundError."""
    with open(data_path(*names), encoding="utf-8") as file:
        return file.read()


_COMMENT = r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)"
_ENTRY = late_pattern(
    rf"\[(?P<table>\w+)\]{_COMMENT}"
    r"|(?P<key>\w+)[ \t]*=[ \t]*"
    r'(?:"""\n?(?P<lines>[^"\\]*)"""|"(?P<words>[^"\\\n]*)"|(?P<flag>true|false)|'
    rf"\'\'\'\n?(?P<literal>(?s:.*?))\'\'\'){_COMMENT}"
    rf"|{_COMMENT}"
)


def data_tables(*names: str) -> dict[str, dict[str, Any]]:
    """The tables of such a file in TOML, of strings without escapes and of flags: all that ours are made of.

    `tomllib` looks at every character by itself, which takes as long as reading an article. Raises ValueError
    for anything else that TOML allows.
    """
    text = data_text(*names)
    tables: dict[str, dict[str, Any]] = {}
    table: dict[str, Any] | None = None
    at = 0
    while at < len(text):
        entry = _ENTRY.match(text, at)
        if entry is None or (entry["key"] and table is None):
            raise ValueError(f"{names[-1]}:{text.count(chr(10), 0, at) + 1}: no table, string or flag")
        at = entry.end()
        if entry["table"]:
            table = tables[entry["table"]] = {}
        elif entry["key"] and table is not None:
            said = next(filter(None, entry.group("lines", "words", "literal")), "")
            table[entry["key"]] = entry["flag"] == "true" if entry["flag"] else said
    return tables
