"""Subtitles become turns and paragraphs; their time codes are noise."""

from __future__ import annotations

import pytest
from format_samples import marked, only

from quoth.corpus.article import article_of_bytes
from quoth.corpus.failures import ReadFailure

SRT = """1
00:00:01,000 --> 00:00:02,500
MAYOR: Good evening,

2
00:00:02,500 --> 00:00:04,000
everybody. <i>Please</i> sit down.

3
00:00:04,200 --> 00:00:06,000
- Thank you.
- CLERK: Item one.
"""

VTT = """WEBVTT - Council of May

NOTE nobody sees this

00:01.000 --> 00:02.000 align:start
<v Ida Brandt>We start <c.loud>now</c>.

id7
00:02.000 --> 00:03.000
<v Ida Brandt>Is that clear?</v>

01:00:03.000 --> 01:00:04.000
<v.first Tom Holt>Yes &amp; no.
"""


def test_cues_of_one_speaker_are_one_turn() -> None:
    text = only(SRT, "a.srt")
    assert marked(text, "paragraph") == [
        "MAYOR: Good evening, everybody. Please sit down.",
        "Thank you.",
        "CLERK: Item one.",
    ]
    assert marked(text, "noise") == ["00:00:01", "00:00:04", "00:00:04"]
    assert dict(text.metadata)["duration"] == "00:00:06"


def test_voices_are_speakers_and_notes_are_not_shown() -> None:
    text = only(VTT, "a.vtt")
    assert text.title == "Council of May"
    assert marked(text, "paragraph") == ["Ida Brandt: We start now. Is that clear?", "Tom Holt: Yes & no."]
    assert marked(text, "noise") == ["00:00:01", "01:00:03"]


def test_rolling_captions_are_taken_once() -> None:
    lines = ["so here we", "are again today", "with the news."]
    cues = [
        f"00:00:0{n},000 --> 00:00:0{n + 1},000\n" + "\n".join(lines[max(0, n - 1) : n + 1]) for n in range(3)
    ]
    assert marked(only("\n\n".join(cues), "a.srt"), "paragraph") == [
        "so here we are again today with the news."
    ]


def test_speech_without_speakers_breaks_at_pauses() -> None:
    cues = (
        "00:00:01,000 --> 00:00:02,000\nThe first half.\n\n00:00:30,000 --> 00:00:31,000\nThe second half.\n"
    )
    assert marked(only(cues, "a.srt"), "paragraph") == ["The first half.", "The second half."]


def test_a_file_without_cues_is_refused() -> None:
    with pytest.raises(ReadFailure, match="no-text"):
        only("WEBVTT\n\nNOTE nothing", "a.vtt")


def turns(text: str, name: str) -> list[tuple[str, str]]:
    """Speaker and words of every turn."""
    article = article_of_bytes(text.encode(), origin=name, source=name)
    return [
        (speaker.name if (speaker := article.speaker(q.speaker)) else "", q.text)
        for q in article.quotes
        if q.kind == "turn"
    ]


def voiced(*cues: str) -> str:
    times = (f"00:{2 * n:02}.000 --> 00:{2 * n + 1:02}.000\n{cue}" for n, cue in enumerate(cues))
    return "WEBVTT\n\n" + "\n\n".join(times) + "\n"


@pytest.mark.parametrize(
    ("voices", "names"),
    [
        (("Ida Brandt", "Mayor Tom Holt"), ["Ida Brandt", "Tom Holt"]),
        (("Ida", "Tom"), ["Ida", "Tom"]),
        (("IDA", "speaker 2"), ["IDA", "speaker 2"]),
        (("Note", "source"), ["Note", "source"]),
    ],
)
def test_a_voice_tag_names_the_speaker_of_a_single_cue(voices: tuple[str, str], names: list[str]) -> None:
    said = ["The bread is dear", "“No,” it is not"]
    cues = [f"<v {voice}>{words}</v>" for voice, words in zip(voices, said, strict=True)]
    assert turns(voiced(*cues), "a.vtt") == list(zip(names, said, strict=True))


def test_a_single_voice_is_one_turn_and_without_a_voice_there_is_none() -> None:
    assert turns(voiced("<v Ida Brandt>The bread is dear.</v>"), "a.vtt") == [
        ("Ida Brandt", "The bread is dear.")
    ]
    assert turns(voiced("The bread is dear.", "So is the salt."), "a.vtt") == []
