"""Columns give back every value, however small blocks and samples are."""

import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.index.segments import column_writing
from quoth.index.segments.column_writing import BlockWriter, flat_fixed
from quoth.index.segments.columns import PackedColumn
from quoth.index.segments.container import Container, write_container

values = st.lists(st.binary(max_size=30), max_size=60)


def column(folder, name, writer):
    path = f"{folder}/{name}"
    write_container(path, {}, writer.finish())
    return PackedColumn(Container(path), "c")


@settings(max_examples=80, deadline=None)
@given(values, values, values, st.sampled_from((1, 20, 100, 4000)))
def test_packed_values_come_back_also_through_a_merge(first, second, more, sampled):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(column_writing, "BLOCK", 50)
        patch.setattr(column_writing, "SHORT", 5)
        patch.setattr(column_writing, "LONGEST", 80)
        patch.setattr(column_writing, "SAMPLED", sampled)
        patch.setattr(column_writing, "DICTIONARY", 40)
        made = []
        for number, each in enumerate((first, second)):
            writer = BlockWriter("c")
            for value in each:
                writer.add(value)
            made.append(column(folder, f"{number}", writer))
            assert list(made[-1]) == each
        merged = BlockWriter("c", folder)
        merged.adopt(made[0])
        for value in more:
            merged.add(value)
        merged.adopt(made[1])
        merged.adopt(made[0])
        whole = column(folder, "merged", merged)
        wanted = [*first, *more, *second, *first]
        assert list(whole) == wanted
        for order in (range(len(wanted)), range(len(wanted) - 1, -1, -1), range(0, len(wanted), 3)):
            opened = PackedColumn(Container(f"{folder}/merged"), "c")
            assert [opened[n] for n in order] == [wanted[n] for n in order]


def test_short_values_are_in_the_block_of_what_stands_before_them():
    long, short = b"x" * column_writing.BLOCK, b"y"
    most = column_writing.LONGEST // column_writing.SHORT
    writer = BlockWriter("c")
    with tempfile.TemporaryDirectory() as folder:
        for value in (
            long,
            short,
            short,
            long,
            short,
            *(b"z" * (column_writing.SHORT - 1),) * most * 2,
            long,
        ):
            writer.add(value)
        first = column(folder, "blocks", writer).first.whole()
        assert first[:2].tolist() == [0, 3]
        assert len(first) > 3


def test_a_fixed_column_refuses_another_width():
    with pytest.raises(ValueError, match="takes 4 bytes"):
        list(flat_fixed("place", 4, [b"1234", b"", b"123"]).chunks)
