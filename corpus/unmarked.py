"""Quotes without quotation marks: the turns of a transcript, and reported speech."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.corpus.indirect import reported
from quoth.corpus.model import Attribution, Quote, QuoteKind, Role, Span, Words
from quoth.corpus.referents import referent
from quoth.corpus.resolve import Resolver
from quoth.corpus.rules import CERTAIN, RULES
from quoth.corpus.scenes import Reading
from quoth.corpus.speakers import Speakers
from quoth.corpus.turn_speakers import Voices, calm


def turn_quotes(reading: Reading, resolver: Resolver, speakers: Speakers) -> Iterator[Quote]:
    """The turns of a transcript as quotes of kind ``turn``, further paragraphs of one as ``continued``."""
    text = reading.text
    heading = next((line.span for line in reading.lines if line.kind == "title"), None)
    voices = Voices(text, reading.people, heading, reading.known)
    for turn in reading.transcript.turns:
        label = turn.label
        mention = Span(label.start, label.end)
        person, reason = voices.person(label)
        role = Span(label.role_start, label.role_end) if label.role_start >= 0 else None
        if person is not None and role is not None:
            resolver.call(person, role.of(text), role)
        if person is not None:
            speaker = speakers.id_of(person)
        else:
            told = voices.role(label)
            known = Role(told, mention) if told else Role(role.of(text), role) if role else None
            words = mention.of(text)
            speaker = speakers.voice(calm(words) if words.isupper() and len(words) > 1 else words, known)
        rule = "speech" if heading is not None and heading.holds(mention) else "turn"
        colon = text.find(":", label.end, turn.start) if not turn.further else -1
        cue = Span(colon, colon + 1) if colon >= 0 else None
        flags = frozenset(("continued",)) if turn.further else frozenset()
        yield _quote(
            text,
            Span(turn.start, turn.end),
            "turn",
            mention,
            cue,
            rule,
            CERTAIN[rule],
            speaker,
            reason,
            flags,
        )
        resolver.spoke(person, turn.end, turn.line)


def indirect_quotes(reading: Reading, resolver: Resolver, speakers: Speakers) -> Iterator[Quote]:
    """Reported speech as quotes of kind ``indirect``."""
    text = reading.text
    for number, line in enumerate(reading.lines):
        block = (
            reading.block(number)
            if line.kind == "paragraph" and number not in reading.transcript.lines
            else None
        )
        if block is None:
            continue
        for item in reported(text, block, reading.known):
            m = item.mention
            resolved = referent(reading, resolver, block, m)
            sure = RULES[item.rule].right
            if m.kind == "pronoun":
                sure *= 0.5 + 0.5 * resolved.share
            yield _quote(
                text, Span(item.start, item.end), "indirect", Span(m.start, m.end), Span(*item.cue),
                item.rule, sure, speakers.id_of(resolved.person, text[m.start : m.end]),
                resolved.reason, frozenset(),
            )  # fmt: skip


def _quote(
    text: str, span: Span, kind: QuoteKind, mention: Span, cue: Span | None, rule: str, sure: float,
    speaker: str | None, reason: str, flags: frozenset[str],
) -> Quote:  # fmt: skip
    attribution = Attribution(
        Words(mention.of(text), mention),
        Words(cue.of(text), cue) if cue else None,
        rule,
        round(sure, 3),
        (),
        reason,
    )
    return Quote("", span, span, span.of(text), kind, speaker, attribution, flags)
