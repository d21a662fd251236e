"""What a reader says a quote is, kept beside the texts and applied over what the rules found.

A correction is keyed by the quote's id, which follows the article's place and the quote's own
words: it survives a new index and edits elsewhere in the article. The file is TOML, one table a
correction, in the order they were made; a later one on the same thing replaces the earlier.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from quoth.corpus.anchors import speaker_id
from quoth.corpus.model import Article, Attribution, Quote, Span, Speaker
from quoth.corpus.values import dataclass, replace

CORRECTED = "corrected"
"""The rule that a corrected attribution names, and the flag of a corrected quote."""

_KEYS = {"quote", "speaker", "not_a_quote", "merge", "words", "was", "made"}


class CorrectionError(ValueError):
    """A file of corrections that says nothing usable: the message names the table and the key."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision about the quote `quote`: exactly one of the first three is given.

    `speaker` is the right speaker's name, empty for unknown; `not_a_quote` takes the quote away;
    `merge` is the id of a later quote of the article that this one runs on into. `words` are the
    quote's first words and `was` the speaker found before, for whoever reads the file; `made` is an
    ISO 8601 time.
    """

    quote: str
    speaker: str | None = None
    not_a_quote: bool = False
    merge: str | None = None
    words: str = ""
    was: str = ""
    made: str = ""

    def __post_init__(self) -> None:
        if (self.speaker is not None) + self.not_a_quote + (self.merge is not None) != 1:
            raise CorrectionError(f"{self.quote}: give one of speaker, not_a_quote, merge")


def parse_corrections(text: str) -> tuple[Correction, ...]:
    """The corrections that a TOML text lists. Raises CorrectionError."""
    # only those need it who have written such a file
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CorrectionError(str(error)) from None
    tables = data.get("correction", [])
    if not isinstance(tables, list) or set(data) - {"correction"}:
        raise CorrectionError("only [[correction]] tables are understood")
    return tuple(_correction(number, table) for number, table in enumerate(tables, start=1))


def _correction(number: int, table: Any) -> Correction:
    unknown = set(table) - _KEYS
    if unknown:
        raise CorrectionError(f"correction {number}: unknown key {sorted(unknown)[0]!r}")
    wrong = [
        key for key, value in table.items() if not isinstance(value, bool if key == "not_a_quote" else str)
    ]
    if wrong or "quote" not in table:
        raise CorrectionError(
            f"correction {number}: {wrong[0] if wrong else 'quote'} is missing or of a wrong type"
        )
    return Correction(**table)


def format_corrections(corrections: Iterable[Correction]) -> str:
    """The TOML text of `corrections`, from which `parse_corrections` makes equal ones."""
    tables = []
    for correction in corrections:
        rows = ["[[correction]]", f"quote = {_string(correction.quote)}"]
        if correction.speaker is not None:
            rows.append(f"speaker = {_string(correction.speaker)}")
        if correction.not_a_quote:
            rows.append("not_a_quote = true")
        if correction.merge is not None:
            rows.append(f"merge = {_string(correction.merge)}")
        for key, value in (("words", correction.words), ("was", correction.was), ("made", correction.made)):
            if value:
                rows.append(f"{key} = {_string(value)}")
        tables.append("\n".join(rows) + "\n")
    return "\n".join(tables)


def _string(value: str) -> str:
    # every JSON string is a TOML basic string, except that TOML refuses DEL and lone surrogates
    safe = value.encode("utf-8", "replace").decode("utf-8").replace("\x7f", "\ufffd")
    return json.dumps(safe, ensure_ascii=False)


def corrected(article: Article, corrections: Sequence[Correction]) -> Article:
    """`article` as its reader corrected it; corrections of quotes that it has not change nothing.

    Of several words on a quote the last counts, but who said it and where it ends are two things.
    Whoever loses their last quote speaks in the article no more.
    """
    by_id = {quote.id: quote for quote in article.quotes}
    said = {c.quote: c for c in corrections if c.quote in by_id and c.merge is None}
    gone = {quote for quote, correction in said.items() if correction.not_a_quote}
    runs_on = {
        c.quote: c.merge
        for c in corrections
        # only forwards, so that no two quotes swallow each other
        if c.merge in by_id and c.quote in by_id.keys() - gone and by_id[c.quote].span < by_id[c.merge].span
    }
    if not said and not runs_on:
        return article
    speakers = {speaker.id: speaker for speaker in article.speakers}
    swallowed = set(runs_on.values())
    quotes: list[Quote] = []
    for quote in article.quotes:
        if quote.id in gone or quote.id in swallowed:
            continue
        following = runs_on.get(quote.id)
        while following is not None:
            quote = _merged(article.text, quote, by_id[following])
            following = runs_on.get(following)
        correction = said.get(quote.id)
        if correction is not None and correction.speaker is not None:
            quote = _respoken(quote, correction.speaker, speakers)
        quotes.append(quote)
    kept = {quote.id for quote in quotes}
    silenced = {quote.speaker for quote in article.quotes} - {quote.speaker for quote in quotes}
    return replace(
        article,
        quotes=tuple(quotes),
        speakers=tuple(speaker for speaker in speakers.values() if speaker.id not in silenced),
        paragraphs=tuple(
            p if kept.issuperset(p.quotes) else replace(p, quotes=tuple(q for q in p.quotes if q in kept))
            for p in article.paragraphs
        ),
    )


def with_correction(before: Sequence[Correction], new: Correction) -> tuple[Correction, ...]:
    """Corrections with a new one, which takes the place of an earlier one on the same thing."""
    merges = new.merge is not None
    kept = (known for known in before if known.quote != new.quote or (known.merge is not None) != merges)
    return (*kept, new)


def without_corrections(before: Sequence[Correction], quote: str) -> tuple[Correction, ...]:
    """Corrections without those of the quote with an id, merges with another one among them."""
    return tuple(known for known in before if quote not in (known.quote, known.merge))


def _respoken(quote: Quote, name: str, speakers: dict[str, Speaker]) -> Quote:
    """`quote` with the speaker of that name, who is added to `speakers` where new."""
    chosen: str | None = None
    if name:
        known = (s.id for s in speakers.values() if name == s.name or name in s.aliases)
        chosen = next(known, speaker_id(name))
        speakers.setdefault(chosen, Speaker(chosen, name))
    evidence = replace(
        quote.attribution,
        rule=CORRECTED,
        confidence=1.0 if name else 0.0,
        candidates=(),
        reason="a reader said so",
    )
    return replace(
        quote, speaker=chosen, attribution=evidence, flags=(quote.flags - {"suspect"}) | {CORRECTED}, doubt=""
    )


def _merged(text: str, quote: Quote, other: Quote) -> Quote:
    """One quote from the beginning of the first to the end of the last."""
    first, last = sorted((quote, other), key=lambda q: q.span)
    span = Span(first.span.start, last.span.end)
    evidence: Attribution = replace(quote.attribution, reason="a reader joined two quotes")
    return replace(
        quote,
        span=span,
        outer=Span(first.outer.start, last.outer.end),
        text=span.of(text),
        attribution=evidence,
        flags=quote.flags | {CORRECTED},
    )
