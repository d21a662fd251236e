"""What stands under the query: its error, or who speaks in the hits, or what to try instead."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.corpus.model import Speaker
from quoth.tui.cells import Piece, crop, width
from quoth.tui.counts import NARRATION
from quoth.tui.filters import treatment, without_speakers
from quoth.tui.names import short_names
from quoth.tui.session import Listing, Session
from quoth.tui.theme import Palette
from quoth.tui.views import OF_THE_QUERY

SIGNS = {"": "", "chosen": "●", "excluded": "−"}
_INDENT = 3
"""Cells before the query in the search bar, so that a caret stands under its word."""


def under_line(session: Session, palette: Palette, cells: int, *, facets: bool) -> tuple[Piece, ...]:
    """Styled words for the line, none where it is not needed; `facets` when no pane shows them."""
    if session.problem is not None:
        return _problem(session, palette, cells)
    if not isinstance(session.view, OF_THE_QUERY) or session.results is None:
        return ()
    if session.results.total == 0:
        return _nothing(session, palette, cells)
    return _facets(session, palette, cells) if facets and isinstance(session.view, Listing) else ()


def _problem(session: Session, palette: Palette, cells: int) -> tuple[Piece, ...]:
    """The message under the words it is about; short of room the hint stays longest, then the caret."""
    assert session.problem is not None
    problem = session.problem
    # a hint begins with what to do; the rest of it is said where there is room
    first = problem.hint.partition("? ")[0] + ("?" if "? " in problem.hint else "")
    words = [f"{problem.message}; {problem.hint}", f"{problem.message}; {first}", first] if first else []
    words.append(problem.message)
    if problem.end <= problem.start and problem.start == 0:
        return ((" " * _INDENT, None), (_longest(words, cells - _INDENT), palette.error))
    before = _INDENT + width(session.query[: problem.start])
    carets = "^" * max(width(session.query[problem.start : problem.end]), 1)
    for said in words[:-1] or words:
        if before + len(carets) + 1 + width(said) <= cells:
            return ((" " * before, None), (carets + " ", palette.error), (said, palette.error))
    said = _longest(words, cells - _INDENT - 2)
    before = max(min(before, cells - 3 - width(said)), _INDENT)
    return ((" " * before, None), ("^ ", palette.error), (crop(said, cells - before - 2), palette.error))


def _longest(words: Sequence[str], cells: int) -> str:
    """The first of several ways to say it that fits; else the last but one, cut."""
    return next((said for said in words if width(said) <= cells), crop(words[-1], cells))


def _nothing(session: Session, palette: Palette, cells: int) -> tuple[Piece, ...]:
    """That nothing was found and what to try; as much of it as there is room for, and of the query last."""
    assert session.results is not None
    query, rest = session.query.strip(), list[Piece]()
    if session.results.suggestions:
        instead = session.results.suggestions[0]
        way = " · by anyone: " if instead == without_speakers(query).strip() else " · nearest: "
        count = f" ({session.nearest:,})" if session.nearest else ""
        rest = [(way, palette.dim), (instead, palette.hit), (count, palette.dim)]
        tab = " – Tab takes it"
        if _cells(rest) + width(tab) + 10 <= cells:
            rest.append((tab, palette.dim))
    room = cells - _cells(rest) - 1
    said = "   nothing for "
    if room - width(said) >= min(width(query), 8):
        return ((said + crop(query, room - width(said)), palette.text), *rest)
    return (("   nothing", palette.text), *rest)


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(width(text) for text, _ in pieces)


def _facets(session: Session, palette: Palette, cells: int) -> tuple[Piece, ...]:
    """The speakers of the hits with their counts, as many as there is room for, those filtered for marked."""
    tail = "s to filter "
    words: list[Piece] = [("   ", None)]
    used = 3
    # no more of many thousands than could stand here: this is drawn with every key
    first, treated = session.speakers[: cells // 4], treatment(session.query)
    names = short_names([Speaker(f.id, f.label) for f in first if f.id is not None])
    for facet in first:
        person = None if facet.id is None else Speaker(facet.id, facet.label)
        sign = SIGNS[treated(person.name if person is not None else None)]
        label = sign + (f"({NARRATION})" if person is None else names[person.id])
        text = f"{label} {facet.count:,}  "
        if used + width(text) + len(tail) + 1 > cells:
            break
        words += [(f"{label} ", palette.dim), (f"{facet.count:,}  ", palette.text)]
        used += width(text)
    if used == 3:
        return ()
    words += [(" " * (cells - used - len(tail)), None), (tail, palette.dim)]
    return tuple(words)
