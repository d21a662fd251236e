"""What happens to an index cannot make it lie: damage is said, a killed writer leaves the old one."""

import os
import pickle
import random
import signal
import subprocess
import sys
import time

import pytest
from whoosh import query

from quoth.index.nodes import Everything, Values, Words
from quoth.index.problems import IndexProblem
from quoth.index.segments.checking import check_segments
from quoth.index.segments.layout import Layout
from quoth.index.segments.manifest import open_segments, read_manifest
from quoth.index.segments.tiers import merge_tiers, remove_unused
from quoth.index.segments.whoosh_table import whoosh_reader, write_whoosh_table
from quoth.index.segments.writer import SegmentsWriter

LAYOUT = Layout((), ("kind",), ())
OATS = Words("text", ("oat", "oats"), True, 0, 0)
OAT = Words("text", ("oat",), True, 0, 0)


@pytest.fixture
def folder(samples, tmp_path):
    texts = [[["oat", "oats", "rye"]], [["barley", f"w{n}"] for n in range(3)]] * 40
    samples.write(
        tmp_path, [samples.document(n, text, f"s{n % 3}") for n, text in enumerate(texts)], every=30
    )
    return tmp_path


def answers(samples, folder):
    reader = samples.reader(folder)
    found = reader.docs(OATS)
    return found, reader.counts("speaker", OATS), [reader.stored(doc) for doc in found]


def test_a_whole_index_has_no_problems(folder):
    assert list(check_segments(str(folder))) == []


def test_damage_is_an_error_or_changes_nothing(samples, folder):
    wanted = answers(samples, folder)
    draw = random.Random(7)
    told: list[str] = []
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        for _ in range(25):
            broken = bytearray(whole)
            if draw.random() < 0.3:
                del broken[draw.randrange(len(broken)) :]
            else:
                broken[draw.randrange(len(broken))] ^= 1 << draw.randrange(8)
            path.write_bytes(broken)
            try:
                assert answers(samples, folder) == wanted
            except IndexProblem as problem:
                told.append(problem.reason)
                assert list(check_segments(str(folder)))
        path.write_bytes(whole)
    assert set(told) == {"damaged"}
    assert answers(samples, folder) == wanted


def test_a_missing_segment_is_told(samples, folder):
    next(folder.glob("*.qs")).unlink()
    with pytest.raises(IndexProblem, match="is missing"):
        samples.reader(folder)
    assert list(check_segments(str(folder))) != []


def test_deleting_hides_and_merging_removes(samples, folder):
    reader = samples.reader(folder)
    everything = len(reader.docs(Everything()))
    writer = SegmentsWriter(str(folder), samples.layout(), forms={"stem": samples.stemmed})
    gone = writer.delete("speaker", b"s1")
    writer.add(samples.document(99, [["oat", "oats"]], "s9"))
    writer.commit()
    reader = samples.reader(folder)
    assert reader.docs(Values("speaker", ("s1",))) == []
    assert len(reader.docs(Everything())) == everything - gone + 1
    before = answers(samples, folder)[1:]
    merge_tiers(str(folder), whole=True)
    remove_unused(str(folder))
    assert len(read_manifest(str(folder)).segments) == 1
    assert len(list(folder.glob("MAIN_*"))) == 1
    assert answers(samples, folder)[1:] == before
    assert list(check_segments(str(folder))) == []


def test_a_reader_keeps_its_snapshot_through_a_rebuild(samples, folder):
    reader = samples.reader(folder)
    wanted = reader.docs(OAT)
    for path in folder.iterdir():
        path.unlink()
    samples.write(folder, [samples.document(0, [["other"]])])
    assert reader.docs(OAT) == wanted
    assert reader.stored(wanted[-1])


def test_whoosh_reads_our_manifest_without_its_own_table(samples, folder):
    from whoosh.searching import Searcher

    searcher = Searcher(whoosh_reader(str(folder), samples.schema()))
    assert len(searcher.search(query.Term("text", "oat"), limit=None)) == 40


def test_nothing_of_a_crafted_table_is_run(samples, folder, tmp_path):
    class Trap:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "sprung"),)

    manifest = read_manifest(str(folder))
    write_whoosh_table(str(folder), manifest, samples.schema())
    table = folder / f"_MAIN_{manifest.generation}.toc"
    table.write_bytes(pickle.dumps(Trap()))
    assert answers(samples, folder)
    assert list(check_segments(str(folder))) == []
    assert whoosh_reader(str(folder), samples.schema()).doc_count() == 80
    assert not (tmp_path / "sprung").exists()


COMMITS = """
import sys
from quoth.index.segments.layout import Layout
from quoth.index.segments.tiers import merge_tiers
from quoth.index.segments.writer import SegmentsWriter
folder = sys.argv[1]
for number in range(1000):
    writer = SegmentsWriter(folder, Layout((), ("kind",), ()))
    writer.delete("kind", b"k%d" % (number - 20))
    for _ in range(10):
        writer.add({"kind": (f"k{number}",)})
    writer.commit()
    print(number, flush=True)
    if number % 10 == 9:
        merge_tiers(folder)
"""


def test_a_killed_writer_leaves_whole_commits(tmp_path):
    draw = random.Random(3)
    for attempt in range(12):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        process = subprocess.Popen([sys.executable, "-c", COMMITS, str(folder)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(draw.random() * 0.15)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().split()
        process.wait()
        assert list(check_segments(str(folder))) == []
        _, segments = open_segments(str(folder))
        assert sum(segment.alive for segment in segments) % 10 == 0
        latest = int(said[-1]) if said else 0
        writer = SegmentsWriter(str(folder), LAYOUT)
        assert writer.delete("kind", b"k%d" % latest) == 10
        writer.commit()
        remove_unused(str(folder))
        assert list(check_segments(str(folder))) == []


def test_readers_never_meet_a_half_made_index(tmp_path):
    code = COMMITS.replace("range(1000)", "range(60)").replace(
        "merge_tiers(folder)", "merge_tiers(folder); remove_unused(folder)"
    )
    code = code.replace("import merge_tiers", "import merge_tiers, remove_unused")
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    opened = 0
    while process.poll() is None or opened < 100:
        _, segments = open_segments(str(tmp_path))
        assert sum(segment.alive for segment in segments) % 10 == 0
        opened += 1
    process.stdout.close()
    assert process.returncode == 0


def test_a_full_disk_leaves_the_index_as_it_was(samples, folder):
    wanted = answers(samples, folder)
    code = """
import resource, signal, sys
from quoth.index.segments.layout import ColumnLayout, Layout
from quoth.index.segments.writer import SegmentsWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), -1))
writer = SegmentsWriter(sys.argv[1], Layout((), ("kind",), ()))
try:
    writer.delete("speaker", b"s1")
    for number in range(3000):
        writer.add({"kind": (f"k{number}",)})
    writer.commit()
except OSError:
    writer.cancel()
    sys.exit(7)
"""
    for size in (0, 100, 8_000, 30_000):
        ended = subprocess.run([sys.executable, "-c", code, str(folder), str(size)], check=False)
        assert ended.returncode == 7
        assert answers(samples, folder) == wanted
        assert list(check_segments(str(folder))) == []
