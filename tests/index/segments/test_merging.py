"""Merging loses nothing, keeps the order, and leaves deleted documents out."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.index.segments import merging, merging_postings
from quoth.index.segments.checking import invariants
from quoth.index.segments.container import Container
from quoth.index.segments.manifest import open_segments, read_manifest
from quoth.index.segments.segment import Segment
from quoth.index.segments.writer import SegmentsWriter

texts = st.lists(st.lists(st.sampled_from(("oat", "oats", "oak", "rye", "a")), max_size=9), max_size=2)
made = st.lists(
    st.tuples(texts, st.sampled_from((None, "Ann", "Bo", "Cy")), st.integers(0, 1)), min_size=1, max_size=30
)


def fast_merge():
    pytest.importorskip("numpy")
    from quoth.index.segments.merging_numpy import merge_range

    return merge_range


def arrays(path):
    container = Container(str(path))
    return {name: list(container.array(name).whole()) for name in container.names()}


def forms(segment):
    """What is read of the stems; how it is kept may differ where a word lost one of two tongues."""
    stems = segment.words("stem")
    return [
        (
            term,
            list(stems.docs(number)),
            list(stems.counts(number)),
            list(stems.impacts.slice(*stems.span(number))),
            [list(stems.positions(number, at)) for at in range(len(stems.docs(number)))],
        )
        for number, term in enumerate(stems.terms)
    ]


@settings(max_examples=50, deadline=None)
@given(
    made, st.integers(1, 9), st.sets(st.sampled_from(("Ann", "Bo", "Cy"))), st.sampled_from((1, 7, 1 << 20))
)
def test_a_merge_is_what_building_from_the_living_would_be(samples, documents, every, deleted, chunk):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fields = [
            samples.document(n, texts, who, title=["oat"] * (n % 2), tongue=tongue)
            for n, (texts, who, tongue) in enumerate(documents)
        ]
        samples.write(folder, fields, every=every)
        writer = SegmentsWriter(name, samples.layout())
        for who in deleted:
            writer.delete("speaker", who.encode())
        writer.commit()
        living = [each for each in fields if each.get("speaker", ("",))[0] not in deleted]
        manifest, segments = open_segments(name)
        if not living:
            assert manifest.segments == ()
            return
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(merging_postings, "CHUNK", chunk)
            for kind, merger in (("plain", None), ("fast", fast_merge())):
                target = folder / kind
                assert merging.merge_segments(str(target), segments, merger) == len(living)
        assert (folder / "plain").read_bytes() == (folder / "fast").read_bytes()
        again = folder / "again"
        again.mkdir()
        samples.write(again, living)
        whole = arrays(again / f"{read_manifest(str(again)).segments[0].id}.qs")
        found = arrays(folder / "plain")
        merged = Segment(str(folder / "plain"))
        for name in whole.keys() - {
            f"stored.{part}"
            for part in ("blocks", "block_at", "first", "starts", "samples", "sample_at", "sample_from")
        }:
            if name.startswith("stem."):
                continue
            assert found[name] == whole[name], name
        assert list(invariants(merged)) == []
        assert forms(merged) == forms(Segment(str(again / f"{read_manifest(str(again)).segments[0].id}.qs")))
        column = merged.column("stored")
        assert [column[n] for n in range(len(living))] == [each["stored"] for each in living]


def test_segments_of_different_layouts_are_not_merged(samples, tmp_path):
    from quoth.index.segments.layout import Layout

    samples.write(tmp_path, [samples.document(0, [["oat"]])])
    other = tmp_path / "other"
    other.mkdir()
    writer = SegmentsWriter(str(other), Layout((), ("speaker",), ()))
    writer.add({"speaker": ("Ann",)})
    writer.commit()
    segments = [open_segments(str(folder))[1][0] for folder in (tmp_path, other)]
    with pytest.raises(ValueError, match="layout"):
        merging.merge_segments(str(tmp_path / "merged"), segments)


def test_positions_are_found_behind_many_frequent_words(samples, tmp_path):
    fields = [samples.document(n, [["oat"] * 9 + ["rye", "oak"] * (n % 3)]) for n in range(700)]
    samples.write(tmp_path, fields, every=300)
    segments = open_segments(str(tmp_path))[1]
    for kind, merger in (("plain", None), ("fast", fast_merge())):
        path = str(tmp_path / kind)
        merging.merge_segments(path, segments, merger)
        assert list(invariants(Segment(path))) == []


def test_a_word_that_lost_a_tongue_loses_what_it_was_in_it(samples, tmp_path):
    # in tongue 1 "oat" is a form of the word that is "at" in tongue 0
    fields = [samples.document(0, [["oat", "oat", "at"]]), samples.document(1, [["oat"]], "Ann", tongue=1)]
    fields.append(samples.document(2, [["oat"]]))
    samples.write(tmp_path, fields)
    writer = SegmentsWriter(str(tmp_path), samples.layout())
    writer.delete("speaker", b"Ann")
    writer.commit()
    for kind, merger in (("plain", None), ("fast", fast_merge())):
        path = str(tmp_path / kind)
        merging.merge_segments(path, open_segments(str(tmp_path))[1], merger)
        merged = Segment(path)
        assert list(invariants(merged)) == []
        found = {term: (docs, counts, places) for term, docs, counts, _, places in forms(merged)}
        assert found == {b"at": ([0], [1], [[2]]), b"oat": ([0, 1], [2, 1], [[0, 1], [0]])}
