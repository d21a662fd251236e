"""The health of an index: every file as it was written, every document whole, every count right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from quoth.index.documents import Header, header_from
from quoth.index.postings import Segment
from quoth.index.problems import IndexProblem, oneline
from quoth.index.schema import KINDS
from quoth.index.segments.checking import check_segments
from quoth.index.selection import Match
from quoth.index.shown import hit_of
from quoth.index.snapshot import open_index_segments
from quoth.index.store import current, file_problems, generation_folder
from quoth.index.texts import article_of


def check(path: Path) -> tuple[str, ...]:
    """What is wrong with the index at `path`, a line each; empty for a healthy one.

    Raises IndexProblem only where there is no index to look at ("missing").
    """
    try:
        problems = list(file_problems(path, current(path), contents=True))
        if problems:
            return tuple(problems)
        state, segments = open_index_segments(path)
    except IndexProblem as problem:
        if problem.reason == "missing":
            raise
        return (problem.detail,)
    try:
        problems.extend(check_segments(str(generation_folder(path, state.generation))))
        for segment in segments:
            problems.extend(_segment_problems(segment))
    except Exception as error:
        # files that fit their checksums can still be those of another program
        problems.append(f"cannot be read to the end: {type(error).__name__}: {oneline(error)}")
    return tuple(problems)


def _segment_problems(segment: Segment) -> list[str]:
    """Documents that cannot be read, or that are not those of their article."""
    problems: list[str] = []
    headers: dict[int, Header] = {}
    counts: Counter[tuple[int, str]] = Counter()
    for document in sorted(segment.live()):
        try:
            place = segment.place(document)
            kind = KINDS[place.kind]
            if kind == "article":
                headers[document] = header_from(segment.header(document))
                if len(article_of(segment, document).text) != place.end:
                    raise ValueError("its passages do not make up the text of the article")
            else:
                hit = hit_of(Match(segment, document, place))
                if hit.end - hit.start != len(hit.text):
                    raise ValueError(f"the text of {hit.id} does not fill its span")
            counts[document - place.back, kind] += 1
        except (ValueError, KeyError, TypeError, IndexError) as error:
            problems.append(f"document {segment.offset + document}: {oneline(error)}")
    for article, header in headers.items():
        summary = header.summary
        for kind, expected in (("paragraph", summary.paragraphs), ("quote", summary.quotes)):
            if counts[article, kind] != expected:
                problems.append(f"{summary.source}: {counts[article, kind]} {kind}s instead of {expected}")
    for article, kind in counts:
        if kind != "article" and article not in headers:
            problems.append(f"document {segment.offset + article}: passages without their article")
            break
    return problems
