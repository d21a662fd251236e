"""A speech without labels, whose title names the speaker: ``Remarks by President Roe on Bread``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.corpus.label_words import folded, form_of, phrases
from quoth.corpus.language import Language
from quoth.corpus.model import Line, Span
from quoth.corpus.turn_asides import is_aside, speech_bounds
from quoth.corpus.turn_labels import TurnLabel
from quoth.corpus.turn_speakers import title_spans
from quoth.corpus.turns import NO_TRANSCRIPT, Transcript, Turn

LEAST = 3  # paragraphs of a speech
OWN = 0.4  # of the paragraphs say "I" or "we"
_SHORT = 60  # characters
QUOTED = 0.34  # of the paragraphs, at most, hold quotation marks
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WORD_AT = re.compile(r"\S+")
_MARK = re.compile('[“”«»„"]')


def find_speech(
    text: str, lines: Sequence[Line], known: Language, labelled: Transcript = NO_TRANSCRIPT
) -> Transcript:
    """The paragraphs of a speech as turns of the one whom the title names, besides those `labelled`.

    "Remarks by President Roe": the record may label only those who call in between. What it gives nobody
    must read as a speech: many paragraphs in the first person, few with quotation marks. Where it does
    not, the answer is `labelled`.
    """
    spoken = [
        n
        for n, line in enumerate(lines)
        if line.kind in ("paragraph", "label", "block")
        and n not in labelled.lines
        and n not in labelled.labels
    ]
    if len(spoken) < LEAST:
        return labelled
    title = next((line.span for line in lines if line.kind == "title"), None)
    label = _speaker(text, title, known) if title is not None else None
    if label is None:
        return labelled
    if not labelled.labels and not labelled.led:
        # places and days between title and speech
        while (
            spoken and len(lines[spoken[0]].span) < _SHORT and text[lines[spoken[0]].span.end - 1].isalnum()
        ):
            del spoken[0]
    spans = [lines[n].span for n in spoken]
    if not spans:
        return labelled
    if sum(_is_own(text, span) for span in spans) < OWN * len(spans):
        return labelled
    if sum(_MARK.search(text, span.start, span.end) is not None for span in spans) > QUOTED * len(spans):
        return labelled
    turns = list(labelled.turns)
    begun = False
    for number, span in zip(spoken, spans, strict=True):
        bounds = None if is_aside(text, span.start, span.end) else speech_bounds(text, span.start, span.end)
        if bounds is not None:
            turns.append(Turn(number, label, bounds.start, bounds.end, begun))
            begun = True
    turns.sort(key=lambda turn: turn.start)
    every = labelled.lines | frozenset(spoken)
    return Transcript(tuple(turns), every, labelled.labels, labelled.led, True)


def _speaker(text: str, title: Span, known: Language) -> TurnLabel | None:
    """The name in a title behind "remarks by" and the like."""
    low = title.of(text).casefold().replace("\xa0", " ")
    if len(low) != len(title):
        return None
    ends = [at + len(phrase) for phrase in phrases().titled if (at := low.find(f"{phrase} ")) >= 0]
    if not ends:
        return None
    behind = title.start + max(ends)
    for start, end in title_spans(text, Span(behind, title.end), known):
        if start - behind > 2:
            # "First Lady Jane Roe": an office that does not begin like a name
            office = folded(text[behind:end])
            if office and office[0] in phrases().articles:
                office, behind = office[1:], text.index(" ", behind + 1)
            if not any(" ".join(office[:n]) in phrases().offices for n in (1, 2, 3)):
                break
            start = behind + 1
        # "Works Advisor Dr. Jane Roe": from the first office on that a name stands behind
        words = list(_WORD_AT.finditer(text, start, end))
        for first, word in enumerate(words):
            form = form_of(text[word.start() : end])
            told = form in ("name", "caps") if first == 0 or _is_office(words[first - 1].group()) else False
            if form is not None and (form == "titled" or told):
                key = " ".join(folded(text[word.start() : end]))
                return TurnLabel(form, key, word.start(), end, -1, -1, end, False, False, "")
        break
    return None


def _is_office(word: str) -> bool:
    return "".join(folded(word)) in phrases().offices


def _is_own(text: str, span: Span) -> bool:
    own = phrases().own
    return any(w.casefold().replace("’", "'") in own for w in _WORD.findall(text, span.start, span.end))
