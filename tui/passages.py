"""How one quote or passage looks as text: who, how sure, the words, the id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoth.corpus.reading import harmless_line
from quoth.tui.layout import cells, cut, paragraph, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from quoth.tui.formats import Record, View

UNKNOWN = "unknown"
DOUBTFUL = 0.6
"""Below this confidence a person should look before using the quote."""

INDENT = "  "


def speaker_name(record: Record) -> str:
    """The speaker's name, or ``unknown``."""
    speaker: dict[str, Any] | None = record["speaker"]
    return harmless_line(speaker["name"]) if speaker else UNKNOWN


def marked_lines(text: str, view: View, mark: Callable[[str], str]) -> str:
    """A title or heading, wrapped, each line marked on its own."""
    plain = harmless_line(text)
    return "".join(mark(plain[a:b]) + "\n" for a, b in wrap(plain, view.width))


def quoted_block(record: Record, view: View) -> str:
    """A quote for people: a line with speaker, evidence and id, and the words below it."""
    name, ident = speaker_name(record), record["id"]
    remark = evidence(record)
    room = view.width - cells(name) - cells(ident) - 4
    shown = cut(remark, room) if room > 3 else ""
    gap = " " * max(1, view.width - cells(name) - cells(shown) - cells(ident) - 2)
    marked = view.style.doubt(shown) if doubtful(record) else shown
    head = f"{view.style.speaker(name)}  {marked}{gap}{view.style.quiet(ident)}".rstrip()
    return head + "\n" + paragraph(harmless_line(record["text"]), view.width, INDENT)


def doubtful(record: Record) -> bool:
    """Whether a person should look at the evidence first."""
    return in_doubt(record["suspect"], record["speaker"], record["confidence"])


def in_doubt(suspect: object, speaker: object | None, confidence: float) -> bool:
    """Whether an attribution calls for a look: it is suspect, or it is weak."""
    return bool(suspect) or (speaker is not None and confidence < DOUBTFUL)


def evidence(record: Record) -> str:
    """In a few words, why this speaker: mention and cue, and a warning where there is doubt."""
    parts = []
    cited = [words["text"] for words in (record["mention"], record["cue"]) if words]
    if cited:
        parts.append(" … ".join(map(harmless_line, cited)))
    if record["suspect"]:
        parts.append("suspect")
    if record["speaker"] is not None:
        parts.append(f"{record['confidence']:.2f}")
    return " · ".join(parts)


def citation_line(record: Record, escape: Callable[[str], str]) -> str:
    """Speaker with role, article, section, source and id, as they stand under a quotation."""
    speaker: dict[str, Any] | None = record["speaker"]
    who = UNKNOWN if speaker is None else escape(speaker["name"])
    if speaker and speaker["role"]:
        who += f", {escape(speaker['role'])}"
    where = [f"“{escape(record['title'])}”"] if record["title"] else []
    if record["section"]:
        where.append(escape(record["section"]))
    where.append(escape(record["source"]))
    return f"{who} ({', '.join(where)}; `{record['id']}`)"
