"""The table of formats: which module reads which names and bytes. Each is imported when needed.

A format is added by writing a module with a `READER` (or a `CONTAINER`) and naming it here.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import NamedTuple

from quoth.corpus.failures import ReadFailure
from quoth.corpus.formats.extracted import Container, Reader


class Format(NamedTuple):
    """A format by name; `module` holds its `READER`, or its `CONTAINER` where `contains`; `collects` says
    that a file of the format may hold several articles.

    `magic` are byte strings that every file of the format begins with. `looks` is a pattern for
    the beginning, after blanks, of a text whose name tells nothing. `extra` is what to install
    for it besides quoth itself.
    """

    name: str
    module: str
    suffixes: tuple[str, ...]
    contains: bool = False
    collects: bool = False
    magic: tuple[bytes, ...] = ()
    looks: bytes | None = None
    extra: str | None = None


_PAGE = rb"(?is)(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*(?:<!doctype\s+html|<html\b)"

FORMATS: tuple[Format, ...] = (
    Format("pdf", "pdf", (".pdf",), magic=(b"%PDF-",), extra="pdf"),
    Format("docx", "docx", (".docx", ".docm"), magic=(b"PK\x03\x04",)),
    Format("epub", "epub", (".epub",), magic=(b"PK\x03\x04",)),
    Format("zip", "zipped", (".zip",), contains=True, collects=True, magic=(b"PK\x03\x04", b"PK\x05\x06")),
    Format(
        "packed",
        "packed",
        (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tbz", ".gz", ".xz", ".bz2"),
        contains=True,
        collects=True,
        magic=(b"\x1f\x8b", b"\xfd7zXZ\x00", b"BZh"),
    ),
    Format(
        "subtitles",
        "subtitles",
        (".srt", ".vtt"),
        looks=rb"WEBVTT\b|\d+[ \t]*\r?\n\d\d:\d\d:\d\d[,.]\d{3}[ \t]*-->",
    ),
    Format(
        "mbox",
        "mbox",
        (".mbox",),
        contains=True,
        collects=True,
        looks=rb"From \S+ [^\n]*\d{4}\r?\n[A-Za-z-]+:",
    ),
    Format(
        "mail",
        "mail",
        (".eml",),
        looks=rb"(?i)(?=(?:[^\n]+\n){0,60}?(?:message-id|mime-version|received):)[a-z-]{2,40}: ",
    ),
    Format(
        "jsonl",
        "jsonl",
        (".jsonl", ".ndjson"),
        contains=True,
        collects=True,
        looks=rb'\{\s*"[^\n]*\}\r?\n\s*\{',
    ),
    Format("json", "json_records", (".json",), collects=True, looks=rb'\{\s*"|\[\s*\{'),
    Format("html", "html", (".html", ".htm", ".xhtml"), looks=_PAGE + rb"|<(?:head|body|article|main)\b"),
    Format(
        "markdown",
        "markdown",
        (".md", ".markdown"),
        looks=rb"---[ \t]*\r?\n\w[\w -]*:[ \t]|\+\+\+[ \t]*\r?\n\w+[ \t]*=|#{1,6} \S",
    ),
    Format("restructured", "restructured", (".rst",)),
    Format("plain", "plain", (".txt", ".text")),
)
"""Every format, the more particular before the more general."""

TEXT_SUFFIXES: tuple[str, ...] = tuple(s for entry in FORMATS if not entry.collects for s in entry.suffixes)
"""The ends of names of files that hold one article."""

COLLECTION_SUFFIXES: tuple[str, ...] = tuple(s for entry in FORMATS if entry.collects for s in entry.suffixes)
"""The ends of names of files that may hold several."""

HEAD = 8192
"""How many bytes `format_of` needs to see."""

_BLANKS = b" \t\r\n\xef\xbb\xbf"


def has_known_suffix(name: str) -> bool:
    """Whether the file's name tells a format."""
    return name.lower().endswith((*TEXT_SUFFIXES, *COLLECTION_SUFFIXES))


def format_named(name: str) -> Format:
    """The format of that name. Raises KeyError."""
    for entry in FORMATS:
        if entry.name == name:
            return entry
    raise KeyError(name)


def format_of(name: str, head: bytes) -> Format:
    """The format of a file from its name, or else from its first bytes; at last plain text.

    The mark that archives, pages and PDF files begin with wins over a name that says otherwise:
    they are often kept under a wrong one.
    """
    lower = name.lower()
    named = next((entry for entry in FORMATS if lower.endswith(entry.suffixes)), None)
    if named is not None and (not named.magic or head.startswith(named.magic) or lower.endswith(".tar")):
        return _despite_name(named, head)
    marked = _marked(head)
    if marked is not None:
        return marked
    if named is not None:
        return format_named("html") if re.match(_PAGE, head.lstrip(_BLANKS)) else named
    begin = head.lstrip(_BLANKS)
    for entry in FORMATS:
        if entry.looks is not None and re.match(entry.looks, begin):
            return entry
    return format_named("plain")


def _despite_name(named: Format, head: bytes) -> Format:
    if named.magic:
        return named
    marked = _marked(head)
    if marked is not None:
        return marked
    if named.name in ("plain", "markdown") and re.match(_PAGE, head.lstrip(_BLANKS)):
        return format_named("html")
    return named


def _marked(head: bytes) -> Format | None:
    """The format of bytes that begin with a mark; DOCX and EPUB are zip archives of fixed members."""
    if head.startswith(b"PK\x03\x04"):
        if b"mimetypeapplication/epub+zip" in head[:100]:
            return format_named("epub")
        if b"[Content_Types].xml" in head or b"word/document.xml" in head:
            return format_named("docx")
        return format_named("zip")
    if head[257:262] == b"ustar":
        return format_named("packed")
    return next((entry for entry in FORMATS if entry.magic and head.startswith(entry.magic)), None)


def reader_of(entry: Format) -> Reader:
    """The reader of a format that is no container. Raises ReadFailure where an extra is missing."""
    reader: Reader = import_module(f"quoth.corpus.formats.{entry.module}").READER
    return reader


def container_of(entry: Format) -> Container:
    """The container of a format that is one."""
    container: Container = import_module(f"quoth.corpus.formats.{entry.module}").CONTAINER
    return container


def missing_extra(entry: Format, package: str) -> ReadFailure:
    """The failure that says how to install what a format needs."""
    return ReadFailure(
        "missing-reader",
        f"reading {entry.name.upper()} needs {package}; in your clone of quoth: "
        f".venv/bin/pip install '.[{entry.extra}]'",
    )
