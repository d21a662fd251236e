"""Laying out anew the articles of an index that a change of the overlay or of the library affects."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from quoth.corpus.model import Article
from quoth.corpus.overlay import Overlay
from quoth.corpus.values import dataclass, replace
from quoth.index.documents import Header, header_from
from quoth.index.laying import (
    Laying,
    affected,
    encoded,
    is_laying,
    is_settled,
    laying_name,
    laying_of,
    read_laying,
)
from quoth.index.ledger import read_signatures
from quoth.index.postings import Segment
from quoth.index.problems import IndexProblem, oneline
from quoth.index.snapshot import mending, open_index_segments
from quoth.index.store import Current, checksum, generation_folder, point, sync_file, sync_folder, writing
from quoth.index.texts import article_of
from quoth.index.writer import generation_writer


@dataclass(frozen=True, slots=True)
class _Stored:
    """Where an article is stored, and its header."""

    segment: Segment
    document: int
    header: Header

    def raw(self) -> Article:
        """The article as it was parsed."""
        return article_of(self.segment, self.document)


def relay(path: Path, overlay: Overlay, lock_wait: float) -> tuple[str, ...]:
    """Lays the index at `path` out under `overlay`; returns the ids of the articles that it concerned.

    Raises IndexProblem.
    """
    with writing(path, lock_wait):
        state, segments = open_index_segments(path)
        if is_settled(state, overlay):
            # somebody else has done it meanwhile
            return ()
        with mending(path):
            before = read_laying(path, state)
            signatures = read_signatures(path, state)
            if before.heard and before.overlay == overlay:
                # nobody came and nobody went, so only what is nearly the same is looked for
                after = replace(before, same=_same(signatures, before.same, lambda one: _one(segments, one)))
                stored: dict[str, _Stored] = {}
            else:
                stored = {one.header.summary.id: one for one in _stored(segments)}
                after = _laying_now(before, overlay, stored, _same(signatures, (), stored.get))
            todo = affected(before, after, (one.header for one in stored.values()))
            if todo:
                with generation_writer(path, state, state.roots, laying=after) as sink:
                    for identity in todo:
                        one = stored[identity]
                        # it was read when it was read: laying it out anew makes it no newer
                        sink.indexed_at(one.header.summary.indexed_at)
                        sink.put(one.raw(), one.header.origin, one.segment.body(one.document))
        if not todo:
            _say_settled(path, state, after)
    return tuple(todo)


def _stored(segments: Sequence[Segment]) -> Iterator[_Stored]:
    for segment in segments:
        for document in segment.frequencies("kind", "article"):
            yield _Stored(segment, document, header_from(segment.header(document)))


def _one(segments: Sequence[Segment], article: str) -> _Stored | None:
    """The article with that id; None where there is none."""
    for segment in segments:
        for document in segment.frequencies("article", article):
            if segment.place(document).back == 0:
                return _Stored(segment, document, header_from(segment.header(document)))
    return None


def _same(
    signatures: Mapping[str, str],
    before: Iterable[tuple[str, ...]],
    stored: Callable[[str], _Stored | None],
) -> tuple[tuple[str, ...], ...]:
    """The groups of articles that are one nearly word for word, as `Laying` keeps them.

    `before` are groups in their order of which no member has changed: only others have to be ordered.
    """
    from quoth.corpus.duplicates import groups

    def order(one: _Stored) -> tuple[object, ...]:
        summary = one.header.summary
        return (summary.date is None, summary.date or "", summary.source, summary.id)

    ids = sorted(signatures)
    ordered = {frozenset(group): group for group in before}
    found = []
    for group in groups([b64decode(signatures[identity]) for identity in ids]):
        names = [ids[number] for number in group]
        if known := ordered.get(frozenset(names)):
            found.append(known)
            continue
        members = sorted(filter(None, map(stored, names)), key=order)
        if len(members) > 1:
            found.append(tuple(one.header.summary.id for one in members))
    return tuple(sorted(found))


def _laying_now(
    before: Laying, overlay: Overlay, stored: Mapping[str, _Stored], same: tuple[tuple[str, ...], ...]
) -> Laying:
    """The laying under `overlay`, by which people are renamed before it is known who is to be joined."""
    people = {identity: one.header.people for identity, one in stored.items()}
    renamed = Laying(overlay, before.joined)
    for identity in affected(before, renamed, (one.header for one in stored.values())):
        speakers = overlay.over(stored[identity].raw()).speakers
        people[identity] = tuple((speaker.id, speaker.name, *speaker.aliases) for speaker in speakers)
    return replace(laying_of(overlay, chain.from_iterable(people.values())), same=same)


def _say_settled(path: Path, state: Current, laying: Laying) -> None:
    """Notes in the live generation that nothing in it had to be changed.

    The file that said otherwise stays for those who have read the pointer already; the next generation
    leaves it behind.
    """
    name = laying_name(state.generation, laying.overlay)
    file = generation_folder(path, state.generation) / name
    try:
        file.write_text(encoded(laying), "ascii")
        sync_file(file)
        sync_folder(file.parent)
        kept = (row for row in state.files if not is_laying(row[0]))
        files = (*kept, (name, file.stat().st_size, checksum(file)))
        point(path, replace(state, files=tuple(sorted(files))))
    except OSError as error:
        said = f"cannot write the index at {path}: {oneline(error)}"
        raise IndexProblem("unwritable", said) from None
