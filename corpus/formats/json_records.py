"""JSON: articles as objects, in lists or under a name, and transcripts as lists of turns.

Which field is which is guessed from customary names unless `ReadSettings.fields` says so; dotted
names reach into objects.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from quoth.corpus.dates import iso_date
from quoth.corpus.failures import ReadFailure
from quoth.corpus.formats.extracted import Extracted, Reader, TextBuilder, Unread
from quoth.corpus.formats.front_matter import AUTHOR_KEYS, DATE_KEYS, LANGUAGE_KEYS, TITLE_KEYS, URL_KEYS
from quoth.corpus.reading import decode, harmless, harmless_line
from quoth.corpus.settings import Deadline, ReadSettings

_TEXT_KEYS = ("text", "body", "content", "articlebody", "article_body", "full_text", "fulltext", "maintext",
              "main_text", "content_text", "transcript", "story", "article", "plain_text", "raw_text",
              "paragraphs", "content_html", "body_html", "html", "description", "summary")  # fmt: skip
_LIST_KEYS = ("articles", "items", "posts", "entries", "documents", "docs", "stories", "records", "results",
              "data", "hits", "feed", "news", "response")  # fmt: skip
_TURN_KEYS = ("segments", "utterances", "turns", "transcript", "monologues", "dialogue", "captions",
              "speeches", "interventions", "results", "conversation", "messages")  # fmt: skip
_SPEAKER_KEYS = ("speaker", "speaker_name", "speakername", "name", "author", "who", "role")
_WORD_KEYS = ("text", "words", "content", "transcript", "speech", "utterance", "sentence", "body", "value")
_DEFAULT_KEYS = {
    "text": _TEXT_KEYS,
    "title": TITLE_KEYS,
    "date": DATE_KEYS,
    "author": AUTHOR_KEYS,
    "url": URL_KEYS,
    "language": LANGUAGE_KEYS,
    "speaker": _SPEAKER_KEYS,
}
_ID_KEYS = ("id", "_id", "guid", "uid", "slug", "key")
_LOOKS_HTML = re.compile(r"<(?:p|div|br|h[1-6]|article|section|ul|blockquote)\b[^<>]*>", re.IGNORECASE)
_MOST_FACTS = 30
_MOST_NAMED, _LONGEST_NAME = 8, 40

_Record = dict[str, Any]


class JsonReader:
    """One article, or a list of them."""

    def read(self, raw: bytes, settings: ReadSettings) -> Iterator[Extracted | Unread]:
        """The articles; records without text are told one by one where there are several."""
        deadline = settings.deadline()
        decoded = decode(raw, settings)
        data = parsed(decoded.text)
        records = _records(data, settings)
        if records is None:
            yield article_of(data, settings, deadline, warnings=decoded.warnings)
            return
        if len(records) > settings.max_members:
            raise ReadFailure("too-many", f"holds more than {settings.max_members} records")
        for number, record in enumerate(records, 1):
            try:
                yield article_of(record, settings, deadline, _name(record, number), decoded.warnings)
            except ReadFailure as failure:
                yield Unread(_name(record, number), failure.reason, failure.detail)


def parsed(text: str) -> Any:
    """The value of a JSON text. Raises ReadFailure."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ReadFailure("too-deep", "is nested too deeply") from None
    except ValueError as error:
        raise ReadFailure("damaged", f"is no valid JSON: {error}") from None


def _records(data: Any, settings: ReadSettings) -> list[Any] | None:
    """The list of records that `data` is or holds; None where it is one article itself."""
    if isinstance(data, list):
        return None if _is_turns(data, settings) else data
    for _ in range(3):
        if not isinstance(data, dict) or _find(data, "text", settings) is not None:
            return None
        folded = {key.lower(): value for key, value in data.items()}
        if any(_is_turns(folded.get(key), settings) for key in _TURN_KEYS):
            return None
        inner = next((folded[key] for key in _LIST_KEYS if isinstance(folded.get(key), list | dict)), None)
        if isinstance(inner, list):
            return inner
        if inner is None:
            return None
        data = inner
    return None


def _name(record: Any, number: int) -> str:
    if isinstance(record, dict):
        for key in _ID_KEYS:
            value = record.get(key)
            if isinstance(value, str | int) and not isinstance(value, bool) and 0 < len(str(value)) <= 100:
                return harmless(str(value)).replace("\n", " ")
    return str(number)


def article_of(
    record: Any, settings: ReadSettings, deadline: Deadline, member: str = "", warnings: tuple[str, ...] = ()
) -> Extracted:
    """The article of one record. Raises ReadFailure where no field holds text."""
    deadline.check()
    builder = TextBuilder()
    if isinstance(record, list):
        record = {"turns": record}
    if isinstance(record, str):
        record = {"text": record}
    if not isinstance(record, dict):
        raise ReadFailure("no-text", "is no object with a text")
    if title := _told(record, "title", settings):
        builder.add(title, "title", 1)
    before = builder.length
    turns = next((value for key, value in record.items() if _is_turn_list(key, value, settings)), None)
    if turns is not None:
        _add_turns(builder, turns, settings)
    else:
        _add_text(builder, _find(record, "text", settings), deadline)
    if builder.length == before:
        raise ReadFailure("no-text", f"has no field with text; name it: --field text=NAME{_named(record)}")
    return builder.extracted(
        date=iso_date(_told(record, "date", settings)),
        url=_told(record, "url", settings),
        author=_told(record, "author", settings),
        language=_told(record, "language", settings),
        metadata=tuple(_facts(record)),
        warnings=warnings,
        member=member,
    )


def _add_text(builder: TextBuilder, value: Any, deadline: Deadline) -> None:
    if isinstance(value, list):
        for entry in value:
            _add_text(builder, entry if isinstance(entry, str) else _flat(entry), deadline)
        return
    if not isinstance(value, str):
        return
    if _LOOKS_HTML.search(value):
        from quoth.corpus.formats.html import add_blocks, walked

        page, _ = walked(harmless(value), deadline)
        add_blocks(builder, page.blocks, "")
        return
    apart = True
    for line in harmless(value.replace("\r\n", "\n").replace("\r", "\n")).split("\n"):
        if line.strip():
            builder.add(line, close=not apart)
        apart = not line.strip()


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return next((value[key] for key in _WORD_KEYS if isinstance(value.get(key), str)), "")
    return ""


def _is_turn_list(key: str, value: Any, settings: ReadSettings) -> bool:
    return key.lower() in _TURN_KEYS and _is_turns(value, settings)


def _is_turns(value: Any, settings: ReadSettings) -> bool:
    """Whether `value` is a list of objects with a speaker and words."""
    if not isinstance(value, list) or not value:
        return False
    first = value[:5]
    return all(
        isinstance(entry, dict) and _speaker(entry, settings) and _flat(entry) for entry in first
    ) and (not any(_find(entry, "title", settings) for entry in first))


def _speaker(turn: _Record, settings: ReadSettings) -> str:
    value = _find(turn, "speaker", settings)
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, int) and not isinstance(value, bool):
        return f"Speaker {value}"
    return value.strip() if isinstance(value, str) else ""


def _add_turns(builder: TextBuilder, turns: list[Any], settings: ReadSettings) -> None:
    """Adds ``Speaker: words`` lines; neighbouring turns of one speaker are one."""
    last, words = "", list[str]()
    for entry in [*turns, {}]:
        if not isinstance(entry, dict):
            continue
        speaker = _speaker(entry, settings) if entry else ""
        if words and (speaker != last or not entry):
            builder.add(
                f"{last}: {' '.join(words)}" if last else " ".join(words), "paragraph", int(bool(last))
            )
            words = []
        last = speaker
        if said := " ".join(_flat(entry).split()):
            words.append(said)


def _find(record: _Record, role: str, settings: ReadSettings) -> Any:
    """The value of the field that plays a role, or None."""
    chosen = [field for name, field in settings.fields if name == role]
    for path in chosen:
        value: Any = record
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if value:
            return value
    if chosen:
        return None
    folded = {key.lower(): value for key, value in record.items()}
    for key in _DEFAULT_KEYS[role]:
        value = folded.get(key)
        if isinstance(value, dict) and role in ("text", "title"):
            value = value.get("rendered") or value.get("text")  # as WordPress and Hacker News have it
        if isinstance(value, dict) and role == "url":
            value = value.get("url") or value.get("name")  # as news interfaces have it
        if value and (isinstance(value, str | list) or role == "speaker"):
            return value
        if role == "date" and isinstance(value, int | float) and not isinstance(value, bool):
            return value
    return None


def _told(record: _Record, role: str, settings: ReadSettings) -> str | None:
    """A field as one string: names of a list are joined, seconds since 1970 become a day."""
    value = _find(record, role, settings)
    if role == "date" and isinstance(value, int | float):
        return _day(value)
    if isinstance(value, list):
        names = [entry.get("name") if isinstance(entry, dict) else entry for entry in value[:20]]
        return ", ".join(name for name in names if isinstance(name, str)) or None
    return value if isinstance(value, str) else None


def _named(record: _Record) -> str:
    """The first fields of a record, for those who look for the right one."""
    names = ", ".join(harmless_line(key[:_LONGEST_NAME]) for key in list(record)[:_MOST_NAMED])
    return f" (there are: {names})" if names else ""


def _day(seconds: float) -> str | None:
    from datetime import UTC, datetime

    if abs(seconds) < 10_000:
        return str(int(seconds)) if 1800 <= seconds <= 2199 else None
    try:
        return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _facts(record: _Record) -> Iterator[tuple[str, str]]:
    """The other fields that hold a short value."""
    taken = {key for keys in _DEFAULT_KEYS.values() for key in keys}
    count = 0
    for key, value in record.items():
        if key.lower() in taken or isinstance(value, bool) or count == _MOST_FACTS:
            continue
        if isinstance(value, int | float) or (isinstance(value, str) and 0 < len(value) <= 200):
            count += 1
            yield harmless(key[:60]).replace("\n", " "), str(value)


READER: Reader = JsonReader()
