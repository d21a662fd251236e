"""Opening an index for reading: the segments of one generation, which stay as they are."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from quoth.index.problems import IndexProblem, oneline
from quoth.index.segments.container import SegmentDamaged
from quoth.index.segments.leaf import Leaf, leaves_of
from quoth.index.segments.manifest import open_segments
from quoth.index.store import Current, current, file_problems, generation_folder, rebuild_advice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_RETRIES = 20
_MOST_SEARCHES = 64


@contextmanager
def mending(path: Path) -> Iterator[None]:
    """Says of whatever is raised on damaged files that the index at `path` is damaged, and how to mend it."""
    try:
        yield
    except SegmentDamaged as damage:
        raise damaged(path, damage.problem) from damage
    except (IndexProblem, MemoryError, RecursionError):
        raise
    except Exception as error:
        # pages are compared with their checksums before they are used; still, whatever is raised by
        # reading an index is damage to whoever asked
        raise damaged(path, f"{type(error).__name__}: {oneline(error)}") from error


def damaged(path: Path, problem: str) -> IndexProblem:
    """The problem of a damaged index at `path`, with what to do."""
    return IndexProblem("damaged", f"the index at {path} is damaged ({problem}); {rebuild_advice(path)}")


def open_index_segments(path: Path, *, arrays: bool = False) -> tuple[Current, tuple[Leaf, ...]]:
    """The live generation of the index at `path` and its segments; `arrays` allows numpy for large ones.

    Their files stay readable after a writer has removed them, for as long as somebody holds the
    segments. Follows the pointer again where a writer removed the generation in between. Raises
    IndexProblem.
    """
    for attempt in range(_RETRIES):
        state = current(path)
        try:
            return state, _segments(path, state, arrays)
        except IndexProblem:
            # not damaged, only replaced by a newer one since the pointer was read
            if attempt + 1 == _RETRIES or current(path).generation == state.generation:
                raise
    raise AssertionError("unreachable")


def _segments(path: Path, state: Current, arrays: bool) -> tuple[Leaf, ...]:
    for problem in file_problems(path, state, contents=False):
        raise damaged(path, problem)
    with mending(path):
        return leaves_of(open_segments(str(generation_folder(path, state.generation)))[1], arrays)


def released(segments: Sequence[Leaf], searches: int) -> int:
    """How many searches there were since the pages that they read of the files were given back.

    Else a process that goes on asking holds as much memory as the index is large.
    """
    if searches < _MOST_SEARCHES:
        return searches
    for segment in segments:
        segment.release()
    return 0
