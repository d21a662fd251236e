"""``quoth correct``: the user's word on one quote, kept beside the texts and shown everywhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quoth.corpus.corrections import Correction, with_correction
from quoth.corpus.model import Article, Quote
from quoth.corpus.reading import harmless_line
from quoth.tui import output
from quoth.tui.commands.show import looked_up
from quoth.tui.corrections import change_corrections
from quoth.tui.diagnostics import ExitCode, UsageError, say
from quoth.tui.location import chosen_index
from quoth.tui.opening import index_error
from quoth.tui.overlay import settled
from quoth.tui.parser import CommandParser, add_lookup
from quoth.tui.people import nearest_person
from quoth.tui.sources import PATIENCE
from quoth.tui.user_files import corrections_file

if TYPE_CHECKING:
    import argparse

    from quoth.tui.anchored import Part

USAGE = "ID --speaker NAME [--in PATH]\nID --not-a-quote [--in PATH]\nID --merge ID [--in PATH]"
WORDS = "ids"
EXAMPLES = """\
examples:
  quoth correct q2k4xye --speaker 'Jane Roe'   she said it
  quoth correct q2k4xye --speaker unknown      nobody knows who did
  quoth correct q2k4xye --not-a-quote          a title, a name, a scare quote
  quoth correct q2k4xye --merge q7fa3bc        it runs on into the other
  quoth corrections --undo q2k4xye             take it back

ID is an id as quoth prints it. The correction is kept in a file of yours (see
'quoth corrections') and holds wherever the quote is shown: in the explorer,
in every command, in an index, where 'is:corrected' finds it. It survives a
rebuilt index and edits elsewhere in the article. No text is changed.

A merged quote goes from the beginning of the first to the end of the last: what
stands between them (,” she said. “) is part of its text."""

UNKNOWN = "unknown"
_WORDS = 8


def add_options(parser: CommandParser) -> None:
    """Declare the options."""
    parser.exactly_one_of_the_next()
    parser.add_argument("--speaker", metavar="NAME", help="who says it, in full; 'unknown' for nobody known")
    parser.add_argument("--not-a-quote", action="store_true", help="nobody says this")
    parser.add_argument("--merge", metavar="ID", help="it and the quote with this id are one")
    parser.any_of_the_next()
    add_lookup(parser)


def run(options: argparse.Namespace) -> ExitCode:
    """Keep the correction and bring the index up to date with it."""
    if len(options.ids) != 1:
        raise UsageError("correct which one? name one id, as in: quoth correct q2k4xye --speaker 'Jane Roe'")
    if options.merge is not None:
        options.ids = [*options.ids, options.merge]
    quotes = [_quote(part) for part in looked_up(options)]
    new = _merging(quotes) if options.merge is not None else _said(*quotes[0], options)
    change_corrections(corrections_file(os.environ), lambda before: with_correction(before, new))
    place = None if options.paths else chosen_index(options.index, os.environ)
    if place is not None:
        from quoth.index.problems import IndexProblem

        try:
            settled(place, PATIENCE)
        except IndexProblem as problem:
            raise index_error(problem.detail) from None
    if new.speaker:
        _say_if_new(new.speaker, quotes[0][0], new.quote)
    output.write([f"{new.quote}\t{harmless_line(describe(new))}\n"])
    return ExitCode.OK


def _say_if_new(name: str, article: Article, quote: str) -> None:
    """Warns of a name that nobody in the article has where somebody has one like it."""
    if any(name == known.name or name in known.aliases for known in article.speakers):
        return
    close = nearest_person(name, [known.name for known in article.speakers])
    if close:
        say(f'new person "{name}"; did you mean "{close}"? undo: quoth corrections --undo {quote}')


def describe(correction: Correction) -> str:
    """What a correction says, in words."""
    if correction.not_a_quote:
        return "not a quote"
    if correction.merge is not None:
        return f"runs on into {correction.merge}"
    return f"said by {correction.speaker or UNKNOWN}"


def _quote(part: Part) -> tuple[Article, Quote]:
    if not isinstance(part.item, Quote):
        raise UsageError(f"{part.id} is no quote; 'quoth quotes' lists the ids of quotes")
    return part.article, part.item


def _said(article: Article, quote: Quote, options: argparse.Namespace) -> Correction:
    if options.not_a_quote:
        return _about(article, quote, not_a_quote=True)
    name = " ".join(options.speaker.split())
    if not name:
        raise UsageError("--speaker: give a name, or 'unknown'")
    return _about(article, quote, speaker="" if name == UNKNOWN else name)


def _merging(quotes: list[tuple[Article, Quote]]) -> Correction:
    (article, one), (elsewhere, other) = quotes
    if one.id == other.id:
        raise UsageError(f"{one.id}: a quote cannot be merged with itself")
    if article.id != elsewhere.id:
        raise UsageError(f"{one.id} and {other.id} stand in two articles and cannot be one")
    first, last = sorted((one, other), key=lambda quote: quote.span)
    return _about(article, first, merge=last.id)


def _about(
    article: Article,
    quote: Quote,
    *,
    speaker: str | None = None,
    not_a_quote: bool = False,
    merge: str | None = None,
) -> Correction:
    """The correction, with what a person who reads the file wants to know."""
    from datetime import UTC, datetime

    words = quote.text.split()
    known = article.speaker(quote.speaker)
    return Correction(
        quote.id,
        speaker=speaker,
        not_a_quote=not_a_quote,
        merge=merge,
        words=" ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else ""),
        was=known.name if known else "",
        made=datetime.now(UTC).isoformat(timespec="seconds"),
    )
