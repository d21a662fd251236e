"""E-mail (RFC 5322, MIME): the plain text of a message, or else its HTML; what it answers is noise."""

from __future__ import annotations

import email.errors
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesFeedParser
from email.policy import default as policy
from typing import cast

from quoth.corpus.dates import iso_date
from quoth.corpus.failures import ReadFailure
from quoth.corpus.formats.extracted import Extracted, Reader, TextBuilder
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.reading import decode
from quoth.corpus.settings import Deadline, ReadSettings

_PIECE = 64 * 1024
_QUOTED = late_pattern(r"\s*(?:>|\|\s)")
_ATTRIBUTION = late_pattern(
    r"(?:On|Am|Le|El|Em|Il|Op|W dniu|Den)\b.{5,200}"
    r"(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|napisał\(a\)|skrev)\s*:\s*$"
    r"|-{2,}\s*(?:Original Message|Forwarded message)",
    re.IGNORECASE,
)
_SIGNATURE = late_pattern(r"-- ?$")
_HEADERS = ("to", "cc", "list-id", "message-id", "in-reply-to", "reply-to")
_MOST_PARTS = 1_000


class MailReader:
    """One message."""

    def read(self, raw: bytes, settings: ReadSettings) -> Iterator[Extracted]:
        """One article: the subject as its title, the sender as its author."""
        deadline = settings.deadline()
        message = _parsed(raw, deadline)
        builder = TextBuilder()
        if subject := _header(message, "subject"):
            builder.add(subject, "title", 1)
        warnings = _add_body(builder, message, settings, deadline)
        facts = ((name, _header(message, name)) for name in _HEADERS)
        yield builder.extracted(
            date=_date(message),
            author=_header(message, "from"),
            url=_header(message, "archived-at").strip("<>"),
            language=_header(message, "content-language"),
            metadata=tuple((name, value) for name, value in facts if value),
            warnings=warnings,
        )


def _parsed(raw: bytes, deadline: Deadline) -> EmailMessage:
    parser = BytesFeedParser(policy=policy)
    try:
        for begin in range(0, len(raw), _PIECE):
            parser.feed(raw[begin : begin + _PIECE])
            deadline.check()
        message = cast(EmailMessage, parser.close())
    except (
        email.errors.MessageError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        IndexError,
    ) as error:
        raise ReadFailure("damaged", f"is no e-mail that can be read: {error}") from None
    if not message.keys():
        raise ReadFailure("damaged", "is no e-mail: it has no header")
    return message


def _header(message: EmailMessage, name: str) -> str:
    """A header with its encoded words decoded; as written where that fails, empty where it is missing."""
    try:
        return str(message.get(name) or "")
    except Exception:  # the header parser raises nearly anything for hostile headers
        return next((str(value) for key, value in message.raw_items() if key.lower() == name), "")


def _date(message: EmailMessage) -> str | None:
    written = _header(message, "date")
    return iso_date(written)


def _add_body(
    builder: TextBuilder, message: EmailMessage, settings: ReadSettings, deadline: Deadline
) -> tuple[str, ...]:
    """Adds the text of the message; gives warnings."""
    plain: list[EmailMessage] = []
    pages: list[EmailMessage] = []
    others = 0
    for count, part in enumerate(message.walk()):
        deadline.check()
        if count > _MOST_PARTS:
            raise ReadFailure("too-many", f"has more than {_MOST_PARTS} parts")
        kind = part.get_content_type()
        if part.is_multipart():
            continue
        if _header(part, "content-disposition").lower().startswith("attachment"):
            others += 1
        elif kind == "text/plain":
            plain.append(part)
        elif kind == "text/html":
            pages.append(part)
        else:
            others += 1
    warnings: list[str] = []
    for part in plain or pages:
        raw = part.get_payload(decode=True)
        if not isinstance(raw, bytes) or not raw.strip():
            continue
        try:
            decoded = decode(raw, settings, _charset(part))
        except ReadFailure as failure:
            warnings.append(f"a part of the message is not read: {failure.detail}")
            continue
        warnings += decoded.warnings
        if plain:
            _add_lines(builder, decoded.text)
        else:
            _add_page(builder, decoded.text, deadline)
    if others:
        warnings.append(f"{others} attachments not read")
    return tuple(warnings)


def _charset(part: EmailMessage) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, TypeError, AttributeError):
        return None


def _add_lines(builder: TextBuilder, text: str) -> None:
    """Adds lines as they stand; quoted ones, what introduces them and the signature are noise."""
    apart, signed = True, False
    for line in text.split("\n"):
        if not line.strip():
            apart = True
            continue
        signed = signed or _SIGNATURE.match(line) is not None
        answered = _QUOTED.match(line) is not None or _ATTRIBUTION.match(line[:400]) is not None
        builder.add(line, "noise" if signed or answered else None, close=not apart)
        apart = False


def _add_page(builder: TextBuilder, text: str, deadline: Deadline) -> None:
    from quoth.corpus.formats.html import add_blocks, walked

    page, _ = walked(text, deadline)
    add_blocks(builder, page.blocks, "")


READER: Reader = MailReader()
