"""Subtitles (SubRip .srt, WebVTT): cues joined into turns and paragraphs, speakers kept as labels.

Where a paragraph begins is told by a line with its time code, which is noise.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from quoth.corpus.failures import ReadFailure
from quoth.corpus.formats.extracted import Extracted, Reader, TextBuilder
from quoth.corpus.formats.plain import encoding_note
from quoth.corpus.reading import decode
from quoth.corpus.settings import ReadSettings
from quoth.corpus.values import dataclass

_TIMES = re.compile(
    r"[ \t]*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})[ \t]*-->"
    r"[ \t]*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,80})?\s+([^>\n]{1,200})>")
_MARKUP = re.compile(r"</?[A-Za-z0-9:.][^<>\n]{0,200}>|\{\\?[A-Za-z0-9][^{}\n]{0,80}\}")
_LABEL = re.compile(r"(?:>>+\s*|[-–—]\s*)?([^\W\d_a-z][^:\n“”\"«»?!]{0,40}?)\s*:\s+(?=\S)")
_CHANGE = re.compile(r"(?:>>+|[-–—])\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")
_PAUSE = 4.0
_LONG_PARAGRAPH = 500
_LONGEST_PARAGRAPH = 2_000
_CHECK_EVERY = 2_000


@dataclass(slots=True)
class _Turn:
    """Words that one paragraph is made of; `began` and `ended` in seconds.

    `told` says that its speaker is named by a voice tag, not by a label in the words.
    """

    speaker: str
    began: float
    ended: float
    words: list[str]
    length: int = 0
    told: bool = False


class SubtitleReader:
    """The words of one recording."""

    def read(self, raw: bytes, settings: ReadSettings) -> Iterator[Extracted]:
        """One article."""
        deadline = settings.deadline()
        decoded = decode(raw, settings)
        builder = TextBuilder()
        header, cues = _cues(decoded.text)
        title = header.removeprefix("WEBVTT").strip(" -\t")
        if title:
            builder.add(title, "title", 1)
        turns: list[_Turn] = []
        shown = ""
        for count, (began, ended, lines) in enumerate(cues):
            if count % _CHECK_EVERY == 0:
                deadline.check()
            shown = _add_cue(turns, began, ended, lines, shown)
        if not turns:
            raise ReadFailure("no-text", "holds no cue")
        for turn in turns:
            builder.add(_clock(turn.began), "noise")
            label = f"{turn.speaker}: " if turn.speaker else ""
            told = turn.told and bool(turn.speaker)
            builder.add(label + " ".join(turn.words), "paragraph", int(told), close=True)
        yield builder.extracted(
            metadata=(("duration", _clock(turns[-1].ended)), *encoding_note(decoded.encoding)),
            warnings=decoded.warnings,
        )


def _cues(text: str) -> tuple[str, Iterator[tuple[float, float, list[str]]]]:
    """The first line where it is a header, and the cues: begin and end in seconds, lines."""
    lines = text.split("\n")
    return lines[0] if lines[0].startswith("WEBVTT") else "", _cues_of(lines)


def _cues_of(lines: list[str]) -> Iterator[tuple[float, float, list[str]]]:
    began = ended = 0.0
    own: list[str] | None = None
    for line in lines:
        times = _TIMES.match(line) if "-->" in line else None
        if times is not None:
            if own:
                yield began, ended, _without_number(own)
            began, ended = _seconds(times, 1), _seconds(times, 5)
            own = []
        elif not line.strip():
            if own:
                yield began, ended, own
            own = None
        elif own is not None:
            own.append(line.strip())
    if own:
        yield began, ended, own


def _without_number(lines: list[str]) -> list[str]:
    """A cue's lines without the number of the next cue, where no blank line came between."""
    return lines[:-1] if lines[-1].isdecimal() and len(lines) > 1 else lines


def _seconds(times: re.Match[str], first: int) -> float:
    hours, minutes, seconds, fraction = (times[first + place] for place in range(4))
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _add_cue(turns: list[_Turn], began: float, ended: float, lines: list[str], shown: str) -> str:
    """Adds a cue's lines to the last turn or begins new ones; gives the line that was shown last.

    Captions that roll repeat the line before: it is taken once.
    """
    for line in lines:
        voice = _VOICE.search(line)
        words = " ".join(html.unescape(_MARKUP.sub("", line)).split())
        if not words or words == shown:
            continue
        shown = words
        label = _LABEL.match(words)
        change = _CHANGE.match(words)
        speaker = None
        if voice:
            speaker = voice[1].strip()
        elif label:
            speaker, words = label[1], words[label.end() :]
        elif change:
            speaker, words = "", words[change.end() :]
        last = turns[-1] if turns else None
        if last is None or _begins(last, speaker, began, change is not None):
            keeps = last.speaker if last is not None and speaker is None else ""
            continues = last is not None and began - last.ended < _PAUSE and speaker is None
            whose = speaker or (keeps if continues else "")
            told = voice is not None or (continues and last is not None and last.told)
            turns.append(_Turn(whose, began, ended, [words], len(words), told))
        else:
            last.words.append(words)
            last.length += len(words) + 1
            last.ended = ended
    return shown


def _begins(last: _Turn, speaker: str | None, began: float, changed: bool) -> bool:
    """Whether words open a paragraph: another speaker, a pause, or enough sentences before them."""
    if speaker is not None and (speaker != last.speaker or (changed and not speaker)):
        return True
    if last.speaker and speaker is None and began - last.ended < _PAUSE * 4:
        return False
    ends = _SENTENCE_END.search(last.words[-1][-8:]) is not None
    if began - last.ended >= _PAUSE and ends:
        return True
    return (ends and last.length >= _LONG_PARAGRAPH) or last.length >= _LONGEST_PARAGRAPH


READER: Reader = SubtitleReader()
