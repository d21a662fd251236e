"""reStructuredText: underlined headings by the order of their marks, directives and comments out."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.corpus.dates import iso_date
from quoth.corpus.formats.extracted import Extracted, Reader, TextBuilder
from quoth.corpus.formats.front_matter import AUTHOR_KEYS, DATE_KEYS, LANGUAGE_KEYS, URL_KEYS, first_of
from quoth.corpus.formats.plain import encoding_note
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.reading import decode
from quoth.corpus.settings import ReadSettings
from quoth.corpus.unwrapping import unwrapped

_RULE = late_pattern(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
_FIELD = late_pattern(r":([A-Za-z][\w -]{0,60}):[ \t]*(.*)$")
_DIRECTIVE = late_pattern(r"\.\.(?:[ \t]|$)")
_LINK = late_pattern(r"`([^`<>\n]{1,500}?)\s*<[^`<>\n]{1,2000}>`__?")
_REFERENCE = late_pattern(r"`([^`\n]{1,500})`__?(?!\w)")
_ROLE = late_pattern(r":[a-z][\w:+-]{0,40}:`([^`\n]{1,500})`")
_LONGEST_TITLE = 250
_CHECK_EVERY = 4096


class RestructuredReader:
    """A reStructuredText document."""

    def read(self, raw: bytes, settings: ReadSettings) -> Iterator[Extracted]:
        """One article; its field list becomes metadata."""
        deadline = settings.deadline()
        decoded = decode(raw, settings)
        builder = TextBuilder()
        values: dict[str, str] = {}
        lines = unwrapped(decoded.text).split("\n")
        levels: list[str] = []
        number, apart, titled = -1, True, False
        # an indented paragraph is a block quotation, but not behind "::"
        blocks, quoted, literal = 0, False, False
        while number + 1 < len(lines):
            number += 1
            if number % _CHECK_EVERY == 0:
                deadline.check()
            line = lines[number]
            if not line.strip():
                apart = True
                continue
            heading = _heading(lines, number)
            if heading is not None:
                words, style, number = heading
                if style not in levels:
                    levels.append(style)
                level = levels.index(style) + 1
                is_title = not titled and level == 1
                builder.add(_inline(words), "title" if is_title else "heading", level)
                titled, apart = True, True
            elif _DIRECTIVE.match(line):
                while number + 1 < len(lines) and (
                    not lines[number + 1].strip() or lines[number + 1][0] in " \t"
                ):
                    number += 1
                apart = True
            elif _RULE.match(line):
                apart = True
            elif (field := _FIELD.match(line)) and not apart_from_fields(builder, titled):
                values.setdefault(field[1].lower(), field[2])
            elif line[0] in " \t" and not literal:
                blocks += apart and not quoted
                number, words = _whole_indented(lines, number)
                builder.add(_inline(words), "block", blocks, close=not apart)
                quoted, apart = True, False
                continue
            else:
                builder.add(
                    _inline(line), "paragraph" if literal and line[0] in " \t" else None, close=not apart
                )
                literal = line.rstrip().endswith("::") or (literal and line[0] in " \t")
                apart = False
            quoted = False
        yield builder.extracted(
            date=iso_date(first_of(values, DATE_KEYS)),
            author=first_of(values, AUTHOR_KEYS),
            url=first_of(values, URL_KEYS),
            language=first_of(values, LANGUAGE_KEYS),
            metadata=(
                *((k, v) for k, v in values.items() if k not in (*DATE_KEYS, *AUTHOR_KEYS, *URL_KEYS)),
                *encoding_note(decoded.encoding),
            ),
            warnings=decoded.warnings,
        )


def _whole_indented(lines: list[str], number: int) -> tuple[int, str]:
    """The indented paragraph that begins at a line, up to its signature, and the number of its last line."""
    pieces = [lines[number].strip()]
    while number + 1 < len(lines) and lines[number + 1][:1] in (" ", "\t") and lines[number + 1].strip():
        further = lines[number + 1].strip()
        if further.startswith(("--", "—", "–")):
            break
        pieces.append(further)
        number += 1
    return number, " ".join(pieces)


def apart_from_fields(builder: TextBuilder, titled: bool) -> bool:
    """Whether running text has begun, so that a line like a field is none of the document's own."""
    return builder.count > (1 if titled else 0)


def _heading(lines: list[str], number: int) -> tuple[str, str, int] | None:
    """Words, style and last line of a heading that begins at a line, or None."""
    line = lines[number]
    over = _RULE.match(line)
    if over is not None and number + 2 < len(lines):
        words, under = lines[number + 1], _RULE.match(lines[number + 2])
        if words.strip() and under is not None and under[1] == over[1] and not _RULE.match(words):
            return words, over[1] * 2, number + 2
    if over is None and len(line) <= _LONGEST_TITLE and not line[0].isspace() and number + 1 < len(lines):
        under = _RULE.match(lines[number + 1])
        before = lines[number - 1] if number else ""
        if under is not None and not before.strip() and len(under[0].rstrip()) >= len(line.rstrip()) * 0.8:
            return line, under[1], number + 1
    return None


def _inline(text: str) -> str:
    """A line without link targets and roles; marks of emphasis stay."""
    if "`" not in text:
        return text
    return _REFERENCE.sub(r"\1", _ROLE.sub(r"\1", _LINK.sub(r"\1", text)))


READER: Reader = RestructuredReader()
