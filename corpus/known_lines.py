"""Joins what a format says of its lines with what their shape says."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.corpus.model import Line


def with_known(shaped: Sequence[Line], known: Sequence[Line]) -> tuple[Line, ...]:
    """`shaped` in order, corrected by the lines that a format knows.

    A known line replaces the shaped one that it meets. Known running text is less sure than a
    label or noise seen by shape, so it only overrules headings and titles, unless its speaker is
    known. With a known title
    there is no other; without one, a known heading that stands where a title does is the title.
    """
    titled = any(line.kind == "title" for line in known)
    merged: list[Line] = []
    waiting = list(reversed(known))
    for line in shaped:
        while waiting and waiting[-1].span.end <= line.span.start:
            merged.append(waiting.pop())
        if waiting and waiting[-1].span.meets(line.span):
            merged.append(_settled(line, waiting.pop(), titled))
            while waiting and waiting[-1].span.start < line.span.end:
                waiting.pop()
        elif titled and line.kind == "title":
            merged.append(Line("paragraph", line.span))
        else:
            merged.append(line)
    merged.extend(reversed(waiting))
    return tuple(merged)


def _settled(shaped: Line, known: Line, titled: bool) -> Line:
    """What a line is for which shape and format both have a word."""
    if known.kind == "paragraph" and not known.level:
        return shaped if shaped.kind in ("label", "noise", "paragraph") else known
    if known.kind == "heading" and shaped.kind == "title" and not titled:
        return Line("title", known.span, known.level)
    if known.kind == "block" and shaped.kind == "noise":
        return shaped  # what a page puts into an embedded post
    return known
