"""``quoth index`` and what it leaves for the other commands: quiet in cron, safe against everything."""

from __future__ import annotations

import json
import queue
import resource
import signal
import subprocess
import threading

import pytest

from quoth.tui.diagnostics import ExitCode

BREAD = "The price of bread\n\n“Bread is dear,” said Jane Roe, the baker, at the market.\n"
MILL = "The mill at the ford\n\n“The mill is not for sale,” Ann Poe said. She shut the door.\n"


@pytest.fixture
def library(quoth):
    quoth.file("library/bread.txt", BREAD)
    quoth.file("library/mill.txt", MILL)
    return quoth


def test_indexing_is_silent_where_nobody_watches_and_all_is_well(library):
    answer = library("index", "library")
    assert (answer.code, answer.out, answer.err) == (ExitCode.OK, "", "")


def test_later_commands_speak_of_what_was_indexed(library):
    library("index", "library")
    assert library("search", "mill", "--kind", "quote", "--count").out == "1\n"
    assert {
        json.loads(line)["name"] for line in library("speakers", "--format", "jsonl").out.splitlines()
    } == {
        "Jane Roe",
        "Ann Poe",
    }
    assert len(library("outline", "--format", "jsonl").out.splitlines()) == 2
    assert "2 articles" in library().out


def test_commands_that_read_the_index_do_without_the_files(library):
    library("index", "library")
    for name in ("bread.txt", "mill.txt"):
        (library.folder / "library" / name).unlink()
    assert len(library("quotes").out.splitlines()) == 2


def test_updating_reads_only_what_has_changed(library):
    library("index", "library")
    library.file("library/mill.txt", MILL + "“It never was,” said Roe.\n")
    library.file("library/new.txt", "A new one\n\n“Hello there, all of you,” said Tom Doe.\n")
    (library.folder / "library" / "bread.txt").unlink()
    report = json.loads(library("index", "--report", "--format", "json").out)
    assert [name.rpartition("/")[2] for name in report["added"]] == ["new.txt"]
    assert [name.rpartition("/")[2] for name in report["changed"]] == ["mill.txt"]
    assert [name.rpartition("/")[2] for name in report["removed"]] == ["bread.txt"]
    assert (report["schema"], report["unchanged"], report["failed"]) == (1, 0, [])


def test_a_report_for_people_is_one_line_a_file(library):
    lines = library("index", "library", "--report").out.splitlines()
    assert lines[-1] == "unchanged\t0"
    assert sorted(line.split("\t")[0] for line in lines[:-1]) == ["added", "added"]


def test_a_dry_run_writes_nothing(library):
    answer = library("index", "library", "--dry-run")
    assert answer.out.count("added\t") == 2
    assert library("index").code == ExitCode.USAGE


def test_files_that_fail_are_named_counted_and_do_not_stop_the_others(library):
    library.file("library/broken.txt", b"\x00\x01\x02" * 500)
    answer = library("index", "library")
    assert answer.code == ExitCode.PARTIAL
    failed, summary = answer.err.splitlines()
    assert "broken.txt: " in failed
    assert "2 added, 1 failed" in summary
    assert library("search", "-q", "mill").code == ExitCode.OK


def test_too_many_failures_leave_the_old_index(library):
    library("index", "library")
    for n in range(3):
        library.file(f"library/broken{n}.txt", b"\x00\x01\x02" * 500)
    answer = library("index", "library", "--max-errors", "1")
    assert answer.code == ExitCode.PARTIAL
    assert "allowed" in answer.err
    assert library("search", "-q", "mill").code == ExitCode.OK


def test_nothing_named_and_nothing_indexed(quoth):
    answer = quoth("index")
    assert answer.code == ExitCode.USAGE
    assert "name files or folders" in answer.complaint


def test_a_root_that_does_not_exist(library):
    answer = library("index", "libary")
    assert answer.code == ExitCode.USAGE
    assert "libary: no such file or folder" in answer.complaint


def test_a_folder_without_texts(quoth):
    quoth.file("pictures/one.png", b"\x89PNG")
    answer = quoth("index", "pictures")
    assert answer.code == ExitCode.NOTHING
    assert "quoth looks for" in answer.complaint


@pytest.mark.parametrize("end", [b"\n", b"\0"])
def test_files_named_on_standard_input(library, end):
    names = end.join([b"library/mill.txt", b""])
    assert library("index", "--files-from", "-", stdin=names).code == ExitCode.OK
    assert library("search", "--count", "--kind", "quote", "*").out == "1\n"


def test_an_index_in_a_folder_of_its_own(library):
    assert library("index", "library", "--index", "my-index").code == ExitCode.OK
    assert library("search", "-q", "mill", "--index", "my-index").code == ExitCode.OK
    assert library("search", "-q", "mill", QUOTH_INDEX="my-index").code == ExitCode.OK
    # it is not what commands use unasked
    assert library("index").code == ExitCode.USAGE


def test_nothing_is_written_beside_the_files(library):
    before = sorted(path.name for path in (library.folder / "library").iterdir())
    library("index", "library")
    assert sorted(path.name for path in (library.folder / "library").iterdir()) == before
    assert [path.name for path in library.folder.iterdir()] == ["library"]


@pytest.mark.parametrize(
    "arguments",
    [["search", "mill"], ["kwic", "mill"], ["quotes"], ["outline"], ["info"], ["show", "q"], ["check"], []],
)
def test_an_index_that_is_named_and_not_there(quoth, arguments):
    answer = quoth(*arguments, "--index", "nowhere")
    assert answer.code == ExitCode.INDEX
    assert "nowhere" in answer.complaint
    assert "quoth index" in answer.complaint


def damage_pointer(folder):
    (folder / "CURRENT").write_text("{not json")


def change_version(folder):
    pointer = folder / "CURRENT"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"schema": 9999}))


def cut_segments(folder):
    for file in folder.glob("g*/*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:10])


def remove_generation(folder):
    for file in folder.glob("g*/*"):
        file.unlink()


@pytest.mark.parametrize("harm", [damage_pointer, change_version, cut_segments, remove_generation])
@pytest.mark.parametrize("command", [["search", "mill"], ["quotes"], ["info"], ["check"], ["kwic", "mill"]])
def test_a_broken_index_is_refused_with_the_command_that_mends_it(library, harm, command):
    library("index", "library", "--index", "mine")
    harm(library.folder / "mine")
    answer = library(*command, "--index", "mine")
    assert answer.code == ExitCode.INDEX
    assert "Traceback" not in answer.err
    assert "quoth index --rebuild --index" in answer.err
    assert library("index", "--rebuild", "library", "--index", "mine").code == ExitCode.OK
    assert library("search", "-q", "mill", "--index", "mine").code == ExitCode.OK


def test_the_bundled_index_is_made_again_when_it_is_broken(quoth):
    assert quoth("search", "-q", "iran").code == ExitCode.OK
    for file in (quoth.folder.parent / "home" / "cache").rglob("CURRENT"):
        file.write_text("{")
    assert quoth("search", "-q", "iran").code == ExitCode.OK


def test_a_folder_of_other_things_is_not_taken_for_an_index(library):
    library.file("letters/dear.txt", "Dear all,")
    answer = library("index", "library", "--index", "letters")
    assert answer.code == ExitCode.INDEX
    assert "holds other files" in answer.complaint
    assert (library.folder / "letters" / "dear.txt").read_text() == "Dear all,"


def test_two_builds_at_once_leave_one_whole_index(library):
    for n in range(30):
        library.file(f"library/{n}.txt", MILL)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    builds = [library.start("index", "--rebuild", "library", "--index", "mine", **pipes) for _ in range(3)]
    ended = [(build.communicate(timeout=60), build.returncode) for build in builds]
    assert {code for _, code in ended} <= {ExitCode.OK, ExitCode.INDEX}
    assert any(code == ExitCode.OK for _, code in ended)
    for (_, err), code in ended:
        assert code == ExitCode.OK or b"--lock-wait" in err
    assert library("check", "--index", "mine").code == ExitCode.OK


def test_waiting_builds_all_succeed(library):
    arguments = ["index", "--rebuild", "library", "--index", "mine", "--lock-wait", "50"]
    builds = [library.start(*arguments) for _ in range(3)]
    assert [build.wait(60) for build in builds] == [ExitCode.OK] * 3


def no_room():
    """Lets a process write no file longer than 2 kB, as a full disk would not."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))


def test_a_full_disk_leaves_the_old_index(library):
    library("index", "library", "--index", "mine")
    for n in range(30):
        library.file(f"library/{n}.txt", MILL)
    build = library.start("index", "library", "--index", "mine", stderr=subprocess.PIPE, preexec_fn=no_room)
    _, err = build.communicate(timeout=60)
    assert build.returncode == ExitCode.INDEX
    assert err.count(b"\n") == 1
    assert library("search", "mill", "--kind", "quote", "--count", "--index", "mine").out == "1\n"
    assert library("check", "--index", "mine").code == ExitCode.OK


def test_info_says_what_an_index_holds(library):
    library("index", "library")
    record = json.loads(library("info", "--format", "json").out)
    assert (record["schema"], record["articles"], record["quotes"], record["speakers"]) == (1, 2, 2, 2)
    assert record["roots"] == [str(library.folder / "library")]


def test_what_was_named_is_remembered_with_its_patterns_and_settings(quoth):
    def write(name, text):
        quoth.file(f"notes/{name}.txt", text.encode("latin-1"))

    write("draft", "A draft.\n")
    write("odd", "Café fermé, dit le maire.\n")
    quoth("index", "notes", "--exclude", "draft*", "--encoding", "cp1252")
    write("draft2", "Another draft.\n")
    write("late", "Déjà vu.\n")
    report = json.loads(quoth("index", "--report", "--format", "json").out)
    assert [name.rpartition("/")[2] for name in report["added"]] == ["late.txt"]
    assert (report["changed"], report["unchanged"], report["failed"]) == ([], 1, [])
    assert quoth("search", "--count", '"déjà vu"', "--kind", "paragraph").out == "1\n"
    # given anew, patterns replace those before
    report = json.loads(quoth("index", "--exclude", "odd*", "--report", "--format", "json").out)
    assert sorted(name.rpartition("/")[2] for name in report["added"]) == ["draft.txt", "draft2.txt"]
    assert [name.rpartition("/")[2] for name in report["removed"]] == ["odd.txt"]


def test_libraries_have_names(library):
    library.file("other/one.txt", "The raft\n\n“The raft is lost,” said Tom Doe.\n")
    assert library("index", "--library", "first", "library").code == ExitCode.OK
    assert library("index", "--library", "second", "other").code == ExitCode.OK
    assert library("search", "--library", "second", "--count", "raft", "--kind", "quote").out == "1\n"
    assert library("search", "--library", "first", "--count", "raft").out == "0\n"
    assert "2 articles" in library("--library", "first").out
    library.file("other/two.txt", "Another raft.\n")
    assert library("index", "--library", "second", "--report").out.count("added") == 1
    # a library is used where it is named only
    assert library("index").code == ExitCode.USAGE


@pytest.mark.parametrize("name", ["", "../x", "a/b", "-", "x" * 70])
def test_names_that_are_no_names(library, name):
    assert library("index", f"--library={name}", "library").code == ExitCode.USAGE


def test_a_library_that_is_not_there(quoth):
    answer = quoth("search", "mill", "--library", "nothing")
    assert answer.code == ExitCode.INDEX
    assert "nothing" in answer.complaint


@pytest.mark.parametrize("arguments", [["--jobs", "0"], ["--jobs", "x"], ["--watch", "--dry-run"]])
def test_options_of_index_that_make_no_sense(library, arguments):
    assert library("index", "library", *arguments).code == ExitCode.USAGE


@pytest.mark.parametrize("arguments", [["--encoding", "klingon"], ["--field", "text"], ["--field", "x=y"]])
def test_settings_of_reading_that_make_no_sense(library, arguments):
    answer = library("index", "library", *arguments)
    assert answer.code == ExitCode.USAGE
    assert arguments[1].partition("=")[0] in answer.complaint


def test_fields_of_records_by_name(quoth):
    quoth.file(
        "all.jsonl", '{"words": "The mill burned.", "head": "Fire"}\n{"words": "Rain.", "head": "Wet"}\n'
    )
    assert quoth("index", "all.jsonl", "--field", "text=words", "--field", "title=head").code == ExitCode.OK
    titles = {json.loads(line)["title"] for line in quoth("outline", "--format", "jsonl").out.splitlines()}
    assert titles == {"Fire", "Wet"}


def test_processes_read_what_one_reads(library):
    for n in range(20):
        library.file(f"library/{n}.txt", MILL)
    library.file("library/broken.txt", b"\x00\x01\x02" * 500)
    one = library("index", "library", "--index", "one", "--jobs", "1", "--report")
    two = library("index", "library", "--index", "two", "--jobs", "2", "--report")
    assert sorted(one.out.splitlines()) == sorted(two.out.splitlines())
    assert one.code == two.code == ExitCode.PARTIAL


def test_an_index_of_an_older_quoth_is_made_anew_of_all_that_it_was_made_of(library):
    library.file("more/one.txt", "One more.\n")
    for root in ("library", "more"):
        library("index", root, "--index", "mine")
    pointer = library.folder / "mine" / "CURRENT"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"schema": 1}))
    assert library("search", "mill", "--index", "mine").code == ExitCode.INDEX
    assert library("index", "more", "--index", "mine").code == ExitCode.OK
    assert json.loads(library("info", "--index", "mine", "--format", "json").out)["articles"] == 3


@pytest.mark.parametrize("harm", [damage_pointer, cut_segments, remove_generation])
def test_a_broken_index_is_made_anew_without_paths_where_it_knows_them(library, harm):
    library("index", "library", "--index", "mine")
    harm(library.folder / "mine")
    answer = library("index", "--rebuild", "--index", "mine")
    if harm is damage_pointer:
        assert answer.code == ExitCode.INDEX
        assert "does not say what it was made of" in answer.complaint
    else:
        assert answer.code == ExitCode.OK
        assert library("search", "-q", "mill", "--index", "mine").code == ExitCode.OK


def lines_of(process):
    """The lines of a process as they come."""
    lines: queue.Queue[bytes] = queue.Queue()

    def read():
        for line in process.stdout:
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()
    return lines


def test_watching_reads_what_is_saved_until_ctrl_c(library):
    watching = library.start(
        *("index", "library", "--index", "mine", "--watch", "--report", "--format", "json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        lines = lines_of(watching)
        first = json.loads(lines.get(timeout=30))
        assert len(first["added"]) == 2
        library.file("library/new.txt", "A new mill.\n")
        added = json.loads(lines.get(timeout=30))
        assert [name.rpartition("/")[2] for name in added["added"]] == ["new.txt"]
        assert library("search", "new mill", "--count", "--index", "mine", "--kind", "paragraph").out == "1\n"
        library.file("library/new.txt", "A new ford.\n")
        assert len(json.loads(lines.get(timeout=30))["changed"]) == 1
        (library.folder / "library" / "new.txt").unlink()
        assert len(json.loads(lines.get(timeout=30))["removed"]) == 1
    finally:
        watching.send_signal(signal.SIGINT)
        _, err = watching.communicate(timeout=20)
    assert (watching.returncode, err) == (ExitCode.INTERRUPTED, b"")
    assert library("check", "--index", "mine").code == ExitCode.OK


def test_a_file_that_still_fails_is_told_once(library):
    library.file("library/empty.txt", b"")
    assert library("index", "library").code == ExitCode.PARTIAL
    again = library("index")
    assert (again.code, again.out, again.err) == (ExitCode.OK, "", "")
    assert "still failing\t" in library("index", "--report").out
    library.file("library/empty.txt", b"\x00\x01\x02" * 500)
    changed = library("index")
    assert changed.code == ExitCode.PARTIAL
    assert changed.err.count("empty.txt: ") == 1


def test_a_report_names_failures_once_and_json_asks_for_one(library):
    library.file("library/empty.txt", b"")
    answer = library("index", "library", "--format", "json")
    report = json.loads(answer.out)
    assert [failure["reason"] for failure in report["failed"]] == ["empty"]
    assert report["still_failing"] == []
    assert "empty.txt" not in answer.err


def test_files_that_fail_show_in_the_exit_code_of_every_command(library):
    library.file("library/empty.txt", b"")
    for command in (["quotes"], ["speakers"], ["read"], ["text"], ["articles"]):
        assert library(*command, "library").code == ExitCode.PARTIAL, command
    for command in (["search", "mill"], ["kwic", "mill"], ["who", "mill"], ["profile", "poe"]):
        assert library(*command, "--in", "library").code == ExitCode.PARTIAL, command


def test_archives_are_read_by_every_command(quoth):
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mill.txt", MILL)
    quoth.file("library/letters.zip", packed.getvalue())
    for command in ("quotes", "speakers", "outline", "text", "read"):
        assert "mill" in quoth(command, "library").out or command == "speakers"
        assert quoth(command, "library").code == ExitCode.OK
    quoth.file("none/picture.png", b"")
    assert ".zip" in quoth("index", "none").complaint


def test_articles_are_listed_with_a_short_digest(library):
    library("index", "library")
    (first, *_) = library("articles").out.splitlines()
    assert len(first.split("\t")[9]) == 12
    assert {len(r["digest"]) for r in json.loads(library("articles", "--format", "json").out)} == {64}


def test_a_report_tells_on_stderr_once_a_file_what_is_doubtful_in_it(library):
    library.file("library/inn.txt", "“The café is mine,” said Zoë Noël, née Bœuf.\n".encode("cp1252"))
    library.file("library/two.jsonl", '{"text": "Le café."}\n{"text": "Le thé."}\n'.encode("cp1252"))
    answer = library("index", "library", "--report")
    told = [line for line in answer.err.splitlines() if "encoding guessed: cp1252" in line]
    assert [line.split(": ")[1].rpartition("/")[2] for line in told] == ["inn.txt", "two.jsonl#1"]
    assert "guessed" not in answer.out
    again = library("index", "--report")
    assert "guessed" not in again.err
    whole = json.loads(library("index", "--rebuild", "--format", "json").out)
    assert [one["source"].rpartition("/")[2] for one in whole["warnings"]] == ["inn.txt", "two.jsonl#1"]
    assert "guessed" not in library("index", "--rebuild").err
