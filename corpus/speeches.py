"""A speech without labels, whose title names the speaker: ``Remarks by President Roe on Bread``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.corpus.language import Language
from quoth.corpus.model import Line, Span
from quoth.corpus.turn_asides import is_aside, speech_bounds
from quoth.corpus.turn_labels import TurnLabel, folded, form_of, phrases
from quoth.corpus.turn_speakers import title_spans
from quoth.corpus.turns import NO_TRANSCRIPT, Transcript, Turn

LEAST = 3  # paragraphs of a speech
OWN = 0.4  # of the paragraphs say "I" or "we"
QUOTED = 0.25  # of the paragraphs, at most, hold quotation marks
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MARK = re.compile('[“”«»„"]')


def find_speech(text: str, lines: Sequence[Line], known: Language) -> Transcript:
    """The paragraphs of a speech as turns of the one whom the title names; none where it is no speech.

    The title must say that somebody speaks ("Remarks by"), the paragraphs must do so themselves:
    many in the first person, few with quotation marks.
    """
    title = next((line.span for line in lines if line.kind == "title"), None)
    label = _speaker(text, title, known) if title is not None else None
    spoken = [n for n, line in enumerate(lines) if line.kind in ("paragraph", "label")]
    if label is None or len(spoken) < LEAST:
        return NO_TRANSCRIPT
    spans = [lines[n].span for n in spoken]
    if sum(_is_own(text, span) for span in spans) < OWN * len(spans):
        return NO_TRANSCRIPT
    if sum(_MARK.search(text, span.start, span.end) is not None for span in spans) > QUOTED * len(spans):
        return NO_TRANSCRIPT
    turns: list[Turn] = []
    for number, span in zip(spoken, spans, strict=True):
        bounds = None if is_aside(text, span.start, span.end) else speech_bounds(text, span.start, span.end)
        if bounds is not None:
            turns.append(Turn(number, label, bounds.start, bounds.end, bool(turns)))
    return Transcript(tuple(turns), frozenset(spoken), frozenset(), frozenset(), True)


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
        words = text[start:end]
        form = form_of(words)
        if start - behind <= 2 and form in ("name", "titled", "caps"):
            return TurnLabel(form, " ".join(folded(words)), start, end, -1, -1, end, False, False, False)
    return None


def _is_own(text: str, span: Span) -> bool:
    own = phrases().own
    return any(w.casefold().replace("’", "'") in own for w in _WORD.findall(text, span.start, span.end))
