"""Markdown: what a reader of the rendered page would see, marks of emphasis kept.

Front matter becomes metadata, link targets, images, HTML tags and comments go, escapes are
resolved, lines that were only wrapped are joined, fenced code is noise. CommonMark 0.31 is followed
where articles need it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from quoth.corpus.dates import iso_date
from quoth.corpus.formats.extracted import Extracted, Reader, TextBuilder
from quoth.corpus.formats.front_matter import (
    AUTHOR_KEYS,
    DATE_KEYS,
    LANGUAGE_KEYS,
    TITLE_KEYS,
    URL_KEYS,
    first_of,
    front_matter,
)
from quoth.corpus.formats.plain import encoding_note
from quoth.corpus.reading import decode
from quoth.corpus.settings import Deadline, ReadSettings
from quoth.corpus.unwrapping import unwrapped

_LABEL = r"((?:\\.|[^\[\]\\]){0,1000})"
_TARGET = (
    r"\(\s*(?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s*\)"
)
_IMAGE = re.compile(rf"!\[{_LABEL}\](?:{_TARGET}|\[[^\[\]]{{0,200}}\])")
_LINK = re.compile(rf"(?<!\\)\[{_LABEL}\](?:{_TARGET}|\[[^\[\]]{{0,200}}\])")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\[\]\s]{1,80}\](?!:)")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S[^\n]*$", re.MULTILINE)
_HIDDEN = re.compile(r"<(?:!--|(script|style)\b)", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_TAG = re.compile(
    r"</?[A-Za-z][\w:-]*+(?:\s++[\w:@.-]++(?:\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=`]++))?+)*+\s*+/?>"
)
_BREAK_TAG = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_QUOTED = re.compile(r" {0,3}>[ \t]?")
_OWN_LINE = re.compile(r"[ \t]*(?:[-*+—–―]{1,2}[ \t]*\S|#|\d{1,3}[.)][ \t]|```|~~~)|[^\n:]{1,60}:\**[ \t]*$")
_ITEM = re.compile(r"[ \t]*([-*+])[ \t]+(?=\S)")
_WHOLLY_MARKED = re.compile(r"(\*{1,6}|_{1,3})(?=\S)(.+?)\1$")
_STARS = re.compile(r"\*+")
_LONGEST_UNDERLINED = 140
_MOST_NESTED_MARKS = 4
_LEAD_LINES = 3
"""A first-level heading among so many lines is the title where no metadata gives one."""
_INDENTED = re.compile(r"(?<=\S\S) {3,}(?=\S)")
"""What is left of an indented line that was joined to the one before; ``Q    words`` stays."""
_SPECIAL = re.compile(r"[\\\[<!&]")


class MarkdownReader:
    """Markdown with or without front matter."""

    def read(self, raw: bytes, settings: ReadSettings) -> Iterator[Extracted]:
        """One article."""
        deadline = settings.deadline()
        decoded = decode(raw, settings)
        front = front_matter(decoded.text)
        yield _extracted(decoded.text, front.body, front.values, decoded.warnings, decoded.encoding, deadline)


def _extracted(
    text: str,
    begin: int,
    values: dict[str, str],
    warnings: tuple[str, ...],
    encoding: str,
    deadline: Deadline,
) -> Extracted:
    source = first_of(values, URL_KEYS)
    taken = {*TITLE_KEYS, *DATE_KEYS, *AUTHOR_KEYS, *LANGUAGE_KEYS}
    builder = TextBuilder()
    add_markdown(builder, text[begin:], first_of(values, TITLE_KEYS), deadline)
    return builder.extracted(
        date=iso_date(first_of(values, DATE_KEYS)),
        url=source,
        author=first_of(values, AUTHOR_KEYS),
        language=first_of(values, LANGUAGE_KEYS),
        metadata=(
            *((key, value) for key, value in values.items() if key not in taken and value != source),
            *encoding_note(encoding),
        ),
        warnings=warnings,
    )


def add_markdown(builder: TextBuilder, text: str, title: str | None, deadline: Deadline) -> None:
    """Adds the lines of a Markdown body under its title, which the first heading may repeat."""
    lines = rendered(unwrapped(text, soft=True)).split("\n")
    deadline.check()
    if title:
        builder.add(title, "title", 1)
    fences = _Fences(lines)
    apart, number, blocks = True, -1, 0
    while number + 1 < len(lines):
        number += 1
        if number % 4096 == 0:
            deadline.check()
        line = lines[number]
        if not line or line.isspace():
            apart = True
            continue
        opening = _FENCE.match(line)
        if opening is not None:
            end = fences.end(number, opening[1])
            for below in range(number + 1, end):
                builder.add(lines[below], "noise", close=below > number + 1)
            number, apart = end, True
            continue
        quote = _QUOTED.match(line) is not None
        if quote and not (number and _QUOTED.match(lines[number - 1])):
            blocks += 1
        while quoted := _QUOTED.match(line):
            line = line[quoted.end() :]
        if quote and (not line or line.isspace()):
            apart = True
            continue
        heading = _HEADING.match(line)
        if heading is not None and not line.strip(" \t#"):
            builder.add(line, "noise")
            apart = True
        elif heading is not None:
            words = unmarked(line[heading.end() :].rstrip().rstrip("#"))
            if not (title and same_words(words, title)):
                titles = not title and len(heading[1]) == 1 and builder.count < _LEAD_LINES
                title = title or (words if titles else None)
                builder.add(words, "title" if titles else "heading", len(heading[1]))
            apart = True
        elif _RULE.match(line) or ("|" in line and not line.strip(" \t|:+=-")):
            apart = True
        elif _underlined(lines, number) and apart and len(line) <= _LONGEST_UNDERLINED:
            words = unmarked(line.strip())
            if not (title and same_words(words, title)):
                builder.add(words, "heading", 1 if "=" in lines[number + 1] else 2)
            number += 1
            apart = True
        else:
            item = _ITEM.match(line)
            words = f"{item[1]} {line[item.end() :]}" if item else _one_bold(line.rstrip())
            words = _INDENTED.sub(" ", words)
            if quote and not item:
                number, words = _whole_quoted(lines, number, words)
            builder.add(words, "block" if quote and not item else None, blocks, close=not apart)
            apart = False


class _Fences:
    """The lines of a text, and which fences are never closed in it; such a one holds no code."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._unclosed: set[str] = set()

    def end(self, number: int, fence: str) -> int:
        """The number of the line that closes the fence at a line; that line's own where none does."""
        if fence not in self._unclosed:
            for below in range(number + 1, len(self._lines)):
                closing = _FENCE.match(self._lines[below])
                if closing is not None and closing[1].startswith(fence):
                    return below
            self._unclosed.add(fence)
        return number


def _whole_quoted(lines: list[str], number: int, words: str) -> tuple[int, str]:
    """The paragraph of a block quotation that begins at a line, and the number of its last line.

    Its lines are one paragraph up to an empty one, a break of Markdown's own, an item or a signature.
    """
    pieces = [words.rstrip()]
    while number + 1 < len(lines) and not lines[number].endswith(("  ", "\\")):
        quoted = _QUOTED.match(lines[number + 1])
        further = lines[number + 1][quoted.end() :] if quoted else ""
        if not further.strip() or _QUOTED.match(further) or _OWN_LINE.match(further):
            break
        pieces.append(further.strip())
        number += 1
    return number, " ".join(pieces)


def _underlined(lines: list[str], number: int) -> bool:
    return number + 1 < len(lines) and _UNDERLINE.match(lines[number + 1]) is not None


def rendered(text: str) -> str:
    """`text` without images, link targets, tags, comments and escapes; labels stay on one line."""
    if not _SPECIAL.search(text):
        return text
    if "<" in text:
        text = _without_hidden(text)
        text = _AUTOLINK.sub(r"\1", text)
        text = _TAG.sub("", _BREAK_TAG.sub("\n", text))
    if "]" in text:
        text = _IMAGE.sub("", _DEFINITION.sub("", text))
        text = _FOOTNOTE.sub("", _LINK.sub(_label, text))
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return html.unescape(text) if "&" in text else text


def _without_hidden(text: str) -> str:
    """`text` without comments, scripts and style sheets; one that is never closed hides nothing."""
    pieces: list[str] = []
    done = 0
    unclosed: set[str] = set()
    for opening in _HIDDEN.finditer(text):
        closer = f"</{opening[1].lower()}" if opening[1] else "-->"
        if opening.start() < done or closer in unclosed:
            continue
        end = text.find(closer, opening.end())
        if end < 0:
            unclosed.add(closer)
            continue
        pieces.append(text[done : opening.start()])
        done = text.find(">", end) + 1 or len(text)
    pieces.append(text[done:])
    return "".join(pieces)


def _label(found: re.Match[str]) -> str:
    return str(found[1]).replace("\n", " ")


def _one_bold(line: str) -> str:
    """A line that is all bold, in pieces or twice over, as one bold piece: ``**A** **B**`` is ``**A B**``."""
    if not line.startswith("**") or not line.endswith("*"):
        return line
    if any(not apart.isspace() for apart in _STARS.split(line)[::2] if apart):
        return line
    return f"**{' '.join(line.replace('*', ' ').split())}**"


def unmarked(words: str) -> str:
    """A heading without marks of emphasis around the whole of it."""
    words = words.strip()
    for _ in range(_MOST_NESTED_MARKS):
        found = _WHOLLY_MARKED.match(words)
        if found is None:
            break
        words = found[2].strip()
    return words


def same_words(one: str, other: str) -> bool:
    """Whether two lines differ in blanks, marks and case at most."""
    return re.sub(r"[\W_]+", "", one).casefold() == re.sub(r"[\W_]+", "", other).casefold()


READER: Reader = MarkdownReader()
