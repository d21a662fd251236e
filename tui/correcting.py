"""The reader's word on who said a quote: what they type, as a correction, kept in their file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from quoth.corpus.anchors import normalised_ascii
from quoth.corpus.corrections import CORRECTED, Correction, with_correction, without_corrections
from quoth.corpus.model import Article, Quote
from quoth.index.settling import settle
from quoth.tui.corrections import change_corrections
from quoth.tui.overlay import user_overlay
from quoth.tui.user_files import corrections_file

NOBODY = ("unknown", "?")
NO_QUOTE = "-"
PATIENCE = 2.0
"""Seconds to wait for somebody else who writes the index."""
_WORDS = 8

Change = Callable[[tuple[Correction, ...]], tuple[Correction, ...]]


def correction_of(article: Article, quote: Quote, typed: str, now: datetime | None = None) -> Correction:
    """What was typed, as a correction: a name, ``unknown`` or ``?``, or ``-`` for words that are no quote.

    A part of a name stands for the one speaker of the article who has it.
    """
    words, known = quote.text.split(), article.speaker(quote.speaker)
    name = full_name(article, " ".join(typed.split()))
    return Correction(
        quote.id,
        speaker=None if name == NO_QUOTE else "" if name in NOBODY else name,
        not_a_quote=name == NO_QUOTE,
        words=" ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else ""),
        was=known.name if known is not None else "",
        made=(now or datetime.now(UTC)).isoformat(timespec="seconds"),
    )


def full_name(article: Article, typed: str) -> str:
    """The name of the only speaker who has all the words typed, else what was typed."""
    wanted = set(normalised_ascii(typed).split())
    found = [s.name for s in article.speakers if wanted and wanted <= set(normalised_ascii(s.name).split())]
    return found[0] if len(found) == 1 else typed


def keep(correction: Correction, environ: Mapping[str, str], index: Path | None) -> None:
    """Keep a correction in the reader's file and lay the index out under it.

    Raises CommandError, UsageError where the file cannot be read or written, IndexProblem.
    """
    _change(lambda before: with_correction(before, correction), environ, index)


def take_back(quote: str, environ: Mapping[str, str], index: Path | None) -> None:
    """Take back what was said of the quote with an id. Raises as `keep` does."""
    _change(lambda before: without_corrections(before, quote), environ, index)


def is_corrected(quote: Quote) -> bool:
    """Whether a reader's word on a quote is shown, which can be taken back."""
    return CORRECTED in quote.flags


def _change(change: Change, environ: Mapping[str, str], index: Path | None) -> None:
    change_corrections(corrections_file(environ), change)
    if index is not None:
        settle(index, user_overlay(environ), lock_wait=PATIENCE)
