"""Word documents (.docx, ECMA-376): paragraphs with the level of their heading style, without layout."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from quoth.corpus.dates import iso_date
from quoth.corpus.failures import ReadFailure
from quoth.corpus.formats.extracted import Extracted, Reader, TextBuilder
from quoth.corpus.formats.xml_events import read_xml
from quoth.corpus.formats.zipped import member_bytes, opened_zip
from quoth.corpus.settings import Deadline, ReadSettings
from quoth.corpus.values import dataclass, field

_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_PROPERTIES = "docProps/core.xml"
_HEADING_NAME = re.compile(r"heading (\d)$", re.IGNORECASE)
_SKIPPED = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "footnoteReference", "pPrChange", "rPrChange"}
)
_SIGNS = {"tab": "\t", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}", "br": "\n", "cr": "\n"}
_TITLE = -1


class DocxReader:
    """One article: the body of a document; headers, footers, comments and deleted text stay out."""

    def read(self, raw: bytes, settings: ReadSettings) -> Iterator[Extracted]:
        """One article."""
        deadline = settings.deadline()
        with opened_zip(io.BytesIO(raw)) as archive:
            body = _part(archive, _BODY, settings)
            if body is None:
                raise ReadFailure("damaged", f"holds no {_BODY}; it is no Word document")
            styles = _Styles()
            if part := _part(archive, _STYLES, settings):
                read_xml(part, settings, deadline, styles.start, styles.end, _ignored)
            facts = _Facts()
            if part := _part(archive, _PROPERTIES, settings):
                read_xml(part, settings, deadline, facts.start, facts.end, facts.text)
        yield _extracted(body, styles, facts.values, settings, deadline)


def _part(archive: zipfile.ZipFile, name: str, settings: ReadSettings) -> bytes | None:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    return member_bytes(archive, info, settings)


def _extracted(
    body: bytes, styles: _Styles, facts: dict[str, str], settings: ReadSettings, deadline: Deadline
) -> Extracted:
    document = _Body(styles)
    read_xml(body, settings, deadline, document.start, document.end, document.text)
    builder = TextBuilder()
    marked = any(paragraph.level for paragraph in document.paragraphs)
    titled = next((p for p in document.paragraphs if p.level == _TITLE), None)
    if titled is not None:
        builder.add(titled.text.replace("\n", " "), "title", 1)
    for paragraph in document.paragraphs:
        if paragraph is titled:
            continue
        if paragraph.level:
            builder.add(paragraph.text.replace("\n", " "), "heading", max(paragraph.level, 1))
            continue
        for number, line in enumerate(paragraph.text.split("\n")):
            builder.add(line, "paragraph" if marked else None, close=number > 0)
    return builder.extracted(
        date=iso_date(facts.get("created") or facts.get("modified")),
        author=facts.get("creator"),
        language=facts.get("language"),
        metadata=tuple((key, facts[key]) for key in ("title", "subject", "keywords") if key in facts),
    )


def _ignored(_: str) -> None:
    return


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    outline: int = 0


class _Styles:
    """Which styles are headings, by their name, their outline level or the style they are based on."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._current = _Style()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "style":
            self._current = self._styles.setdefault(attributes.get("styleId", ""), _Style())
        elif name == "name":
            self._current.name = value
        elif name == "basedOn":
            self._current.based_on = value
        elif name == "outlineLvl":
            self._current.outline = _outline_level(value)

    def end(self, name: str) -> None:
        if name == "style":
            self._current = _Style()

    def level(self, style_id: str) -> int:
        """The level of headings in a style, `_TITLE` for the title's, 0 for running text."""
        for _ in range(8):
            style = self._styles.get(style_id)
            name = style.name if style else style_id
            heading = _HEADING_NAME.search(name.replace("Heading", "heading ").replace("  ", " "))
            if heading:
                return int(heading[1])
            if name.lower() == "title":
                return _TITLE
            if style is None:
                return 0
            if style.outline:
                return style.outline
            style_id = style.based_on
        return 0


def _outline_level(value: str) -> int:
    """Levels count from 0 in the file; 9 is running text."""
    return int(value) + 1 if value.isdecimal() and len(value) == 1 and value != "9" else 0


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class _Body:
    """Collects paragraphs; those inside text boxes follow the paragraph that holds the box."""

    def __init__(self, styles: _Styles) -> None:
        self.paragraphs: list[_Paragraph] = []
        self._styles = styles
        self._open: list[_Paragraph] = []
        self._skipping = 0
        self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
            return
        if name == "p":
            paragraph = _Paragraph()
            self._open.append(paragraph)
            self.paragraphs.append(paragraph)
        elif not self._open:
            return
        elif name == "t":
            self._in_text = True
        elif name in _SIGNS:
            self._open[-1].pieces.append(_SIGNS[name])
        elif name == "pStyle":
            self._open[-1].level = self._styles.level(attributes.get("val", ""))
        elif name == "outlineLvl":
            self._open[-1].level = _outline_level(attributes.get("val", "")) or self._open[-1].level

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name == "p" and self._open:
            self._open.pop()
        elif name == "t":
            self._in_text = False

    def text(self, data: str) -> None:
        if self._in_text and not self._skipping:
            self._open[-1].pieces.append(data)


class _Facts:
    """The properties of a document by the names of Dublin Core."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._name = name

    def end(self, name: str) -> None:
        self._name = ""

    def text(self, data: str) -> None:
        if self._name:
            self.values[self._name] = self.values.get(self._name, "") + data


READER: Reader = DocxReader()
