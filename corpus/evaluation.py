"""How good the attribution is on texts that somebody annotated: the figures behind ``quoth eval``.

A gold file has one article a line, as JSON::

    {"id": "a1", "text": "…", "quotes": [
        {"start": 10, "end": 42, "source": [{"start": 48, "end": 56}], "head": {"start": 53, "end": 56},
         "speaker": "Jane Roe"}]}

Offsets count code points of `text`; whether a quote's span includes its marks does not matter. `source` is
the mention of the speaker (several spans where it is broken), `head` its head word if only that must be
met, `speaker` the full name; each may be missing. A quote without source and speaker has no speaker.
Also read: ``names`` and ``entity`` for `speaker`; ``ignore`` and ``short``, lists of spans that count for
nothing. Quotes of fewer than `MIN_WORDS` words are left out on both sides.

A quote is found where both ends are within two characters of an annotated one, or the two share four fifths
of their joint characters. The speaker is right where the mention overlaps the source and holds its head, or
the name is compatible (`names.compatible`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quoth.corpus.language import language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.model import Quote, Span, Speaker
from quoth.corpus.names import compatible, parse_name
from quoth.corpus.values import dataclass

MIN_WORDS = 3
_TRIM = " \t\r\n\xa0\u200b\"'“”„‟‘’‚‛«»‹›`´"
_WORD = late_pattern(r"\w+(?:[’'.,-]\w+)*")


class GoldError(ValueError):
    """A line of a gold file that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """An annotated quote; `source` is empty and `names` too where nobody is named."""

    span: Span
    source: tuple[Span, ...] = ()
    head: Span | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article; `ignored` spans count for nothing."""

    id: str
    text: str
    quotes: tuple[GoldQuote, ...]
    ignored: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One annotated quote beside what was made of it, or a quote that nobody annotated (`gold` is None)."""

    gold: GoldQuote | None
    quote: Quote | None
    exact: bool
    given: bool
    mention: bool
    name: bool | None

    @property
    def right(self) -> bool:
        """Whether the speaker is right; for a quote of nobody, whether none was given."""
        if self.gold is None or self.quote is None:
            return False
        if not self.gold.source and not self.gold.names:
            return not self.given
        return self.mention or bool(self.name)


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1 over `gold` annotated and `predicted` found quotes.

    `found_precision` and `found_recall` judge spans; `right` is over all annotated quotes with a speaker,
    `right_given` over those for which a speaker was given, `abstained` the share without; `name` over quotes
    whose full name is annotated; `end_to_end` is the F1 of right span and right speaker together.
    """

    gold: int
    predicted: int
    exact_f1: float
    found_precision: float
    found_recall: float
    found_f1: float
    right: float
    right_given: float
    abstained: float
    name: float
    end_to_end: float


def read_gold(line: str) -> GoldArticle:
    """One line of a gold file; raises `GoldError`."""
    try:
        data = json.loads(line)
    except ValueError as error:
        raise GoldError(f"not JSON: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise GoldError("no article: an object with 'text' is needed")
    text = data["text"]
    quotes = tuple(_gold_quote(q, text) for q in _list(data, "quotes"))
    ignored = tuple(_span(s, text) for key in ("ignore", "short") for s in _list(data, key))
    return GoldArticle(str(data.get("id", "")), text, quotes, ignored)


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key) or []
    if not isinstance(value, list):
        raise GoldError(f"'{key}' is not a list")
    return value


def _span(data: Any, text: str) -> Span:
    try:
        span = Span(int(data["start"]), int(data["end"]))
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError("a span needs 'start' and 'end' with start <= end") from error
    if span.end > len(text):
        raise GoldError(f"span {span.start}..{span.end} lies outside the text of {len(text)} characters")
    return span


def _gold_quote(data: Any, text: str) -> GoldQuote:
    span = _span(data, text)
    source = tuple(_span(s, text) for s in _list(data, "source"))
    head = _span(data["head"], text) if data.get("head") else None
    names = [str(n) for n in _list(data, "names")]
    names += [str(data[key]) for key in ("speaker", "entity") if data.get(key)]
    return GoldQuote(span, source, head, tuple(dict.fromkeys(names)))


# -------------------------------------------------------------------- comparison


def judge(article: GoldArticle, quotes: Sequence[Quote], speakers: Sequence[Speaker]) -> list[Row]:
    """A row for each annotated quote of an article, then one for each quote that was made up."""
    text = article.text
    golds = [(piece, g) for g in article.quotes for piece in _pieces(text, g.span)[:1] if _long(text, piece)]
    items = sorted(((piece, q) for q in quotes for piece in _pieces(text, q.span)), key=lambda item: item[0])
    names = {s.id: s.name for s in speakers}
    pairs = _pairs([piece for piece, _ in items], [piece for piece, _ in golds])
    rows = []
    for i, (piece, gold) in enumerate(golds):
        if i not in pairs:
            rows.append(Row(gold, None, False, False, False, False if gold.names else None))
            continue
        found, quote = items[pairs[i]]
        rows.append(_row(gold, quote, _close(found, piece), names.get(quote.speaker or "")))
    free = [*article.ignored, *(g.span for g in article.quotes if not _long(text, g.span))]
    taken = set(pairs.values())
    for i, (piece, quote) in enumerate(items):
        if i in taken or not _long(text, piece):
            continue
        if not any(min(piece.end, s.end) - max(piece.start, s.start) >= 0.5 * len(piece) for s in free):
            rows.append(Row(None, quote, False, False, False, None))
    return rows


def _row(gold: GoldQuote, quote: Quote, exact: bool, name: str | None) -> Row:
    mention = quote.attribution.mention
    met = mention is not None and any(mention.span.meets(s) for s in gold.source)
    if met and mention is not None and gold.head is not None:
        met = mention.span.holds(gold.head) or gold.head.holds(mention.span)
    said = name or (mention.text if mention is not None else None)
    known = language("en")
    same: bool | None = None
    if gold.names:
        key = parse_name(said, known).key if said else ()
        same = any(compatible(key, parse_name(n, known).key) for n in gold.names)
    return Row(gold, quote, exact, mention is not None or name is not None, met, same)


def _pieces(text: str, span: Span) -> list[Span]:
    """A span cut at line breaks, with marks and blanks trimmed; pieces without a word are left out."""
    found, start = [], span.start
    for line in span.of(text).split("\n"):
        low, high = start, start + len(line)
        start = high + 1
        while low < high and text[low] in _TRIM:
            low += 1
        while high > low and text[high - 1] in _TRIM:
            high -= 1
        if _WORD.search(text, low, high):
            found.append(Span(low, high))
    return found


def _long(text: str, span: Span) -> bool:
    return len(_WORD.findall(text, span.start, span.end)) >= MIN_WORDS


def _close(one: Span, other: Span) -> bool:
    return abs(one.start - other.start) <= 2 and abs(one.end - other.end) <= 2


def _overlap(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start)) if both > 0 else 0.0


def _pairs(found: Sequence[Span], gold: Sequence[Span]) -> dict[int, int]:
    """From an annotated quote to the one that was found for it, one to one, the best overlaps first."""
    near: list[tuple[float, int, int]] = []
    first = 0
    for i, piece in enumerate(found):
        while first < len(gold) and gold[first].end < piece.start - 2:
            first += 1
        for j in range(first, len(gold)):
            if gold[j].start > piece.end + 2:
                break
            share = 1.0 + _overlap(piece, gold[j]) if _close(piece, gold[j]) else _overlap(piece, gold[j])
            if share >= 0.8:
                near.append((share, i, j))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(near, reverse=True):
        if j not in pairs and i not in used:
            pairs[j] = i
            used.add(i)
    return pairs


# -------------------------------------------------------------------- figures


def figures(rows: Iterable[Row]) -> Figures:
    """The figures over rows of any number of articles."""
    rows = list(rows)
    gold = [r for r in rows if r.gold is not None]
    found = [r for r in gold if r.quote is not None]
    predicted = len(found) + sum(r.gold is None for r in rows)
    sourced = [r for r in gold if r.gold is not None and (r.gold.source or r.gold.names)]
    sourced_found = [r for r in sourced if r.quote is not None]
    given = [r for r in sourced_found if r.given]
    named = [r for r in sourced if r.name is not None]
    right = sum(r.right for r in gold)
    exact = sum(r.exact for r in gold)
    return Figures(
        gold=len(gold),
        predicted=predicted,
        exact_f1=_f1(_ratio(exact, predicted), _ratio(exact, len(gold))),
        found_precision=_ratio(len(found), predicted),
        found_recall=_ratio(len(found), len(gold)),
        found_f1=_f1(_ratio(len(found), predicted), _ratio(len(found), len(gold))),
        right=_ratio(sum(r.right for r in sourced), len(sourced)),
        right_given=_ratio(sum(r.right for r in given), len(given)),
        abstained=1 - _ratio(len(given), len(sourced_found)) if sourced_found else 0.0,
        name=_ratio(sum(bool(r.name) for r in named), len(named)),
        end_to_end=_f1(_ratio(right, predicted), _ratio(right, len(gold))),
    )


def by_rule(rows: Iterable[Row]) -> dict[str, Figures]:
    """The figures of each rule, over the quotes that it decided, the most frequent rule first."""
    return {rule: figures(group) for rule, group in rows_by_rule(rows).items()}


def rows_by_rule(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of the quotes that each rule decided, the most frequent rule first."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row.quote is not None:
            groups.setdefault(row.quote.attribution.rule, []).append(row)
    return dict(sorted(groups.items(), key=lambda item: -len(item[1])))


def by_confidence(rows: Iterable[Row], least: float) -> tuple[float, float]:
    """(share of the found quotes with a confidence of at least `least`, share of these that are right)."""
    found = [r for r in rows if r.gold and r.quote and (r.gold.source or r.gold.names)]
    sure = [r for r in found if r.quote is not None and r.quote.attribution.confidence >= least]
    return _ratio(len(sure), len(found)), _ratio(sum(r.right for r in sure), len(sure))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
