"""Quotes without quotation marks: the turns of a transcript, blocks set apart, and reported speech."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.corpus.block_quotes import BlockQuote, lead_of
from quoth.corpus.indirect import reported
from quoth.corpus.labels import names_somebody, person_of_label, read_label
from quoth.corpus.model import Attribution, Quote, QuoteKind, Role, Span, Words
from quoth.corpus.referents import referent
from quoth.corpus.resolve import Resolved, Resolver
from quoth.corpus.rules import CERTAIN, RULES
from quoth.corpus.scenes import Reading
from quoth.corpus.speakers import Speakers
from quoth.corpus.turn_speakers import Voices


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
            speaker = speakers.voice(voices.shown(label), known)
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


def block_quotes(reading: Reading, resolver: Resolver, speakers: Speakers) -> Iterator[Quote]:
    """Blocks set apart by the format as quotes of kind ``block``, further paragraphs as ``continued``."""
    for block in reading.blocks:
        said = _signer(reading, resolver, block) or _leader(reading, resolver, block)
        for position, (_, span) in enumerate(block.spans):
            flags = frozenset(("continued",)) if position else frozenset()
            if said is None:
                nobody = Attribution(
                    None, None, "unknown", 0.0, (), "nothing beside the block names a speaker"
                )
                yield Quote("", span, span, span.of(reading.text), "block", None, nobody, flags)
                continue
            mention, cue, rule, resolved = said
            sure = RULES[rule].right * (0.5 + 0.5 * resolved.share if resolved.person is not None else 1.0)
            speaker = speakers.id_of(resolved.person, mention.of(reading.text))
            yield _quote(
                reading.text, span, "block", mention, cue, rule, sure, speaker, resolved.reason, flags
            )


def _signer(
    reading: Reading, resolver: Resolver, block: BlockQuote
) -> tuple[Span, Span | None, str, Resolved] | None:
    """Who signs a block, or is named by a label line above it."""
    text, rule, cue = reading.text, "signature", None
    place = block.signature
    if place is None:
        above = block.first - 1
        if above < 0 or not names_somebody(reading, above):
            return None
        place, rule = reading.lines[above].span, "label-line"
        cue = Span(place.end - 1, place.end)
    label = read_label(text, place.start, place.end, reading.known)
    person = person_of_label(text, label, reading.people)
    if person is not None and label.role_start >= 0:
        resolver.call(person, text[label.role_start : label.role_end], Span(label.role_start, label.role_end))
    return Span(label.start, label.end), cue, rule, Resolved(person, 1.0, "")


def _leader(
    reading: Reading, resolver: Resolver, block: BlockQuote
) -> tuple[Span, Span | None, str, Resolved] | None:
    """Whom the sentence above a block says to speak in it."""
    above = block.first - 1
    line = reading.block(above) if above >= 0 and reading.lines[above].kind == "paragraph" else None
    lead = (
        lead_of(reading.text, line, reading.lines[above].span.end, reading.known)
        if line is not None
        else None
    )
    if line is None or lead is None:
        return None
    m = lead.mention
    return Span(m.start, m.end), lead.cue, lead.rule, referent(reading, resolver, line, m)


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
