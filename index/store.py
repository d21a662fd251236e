"""Where an index lives and how it changes: whole generations, switched by one rename.

An index is a folder with one small pointer, ``CURRENT`` (JSON), and one folder a generation that
holds its segments (`segments/FORMAT.md`). A change is prepared in a new generation (segments that
stay are hard links), flushed to disk, and made current by renaming a new pointer over the old one.
Until then, and if the writer dies at any moment, the old generation answers. Readers take no lock:
they follow the pointer, and once open they keep their files even after these are unlinked.
"""

from __future__ import annotations

import json
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.values import replace
from quoth.index.locking import writing
from quoth.index.pointer import Current, decoded, encoded
from quoth.index.problems import IndexProblem, oneline
from quoth.index.roots import Root, from_json
from quoth.index.schema import SCHEMA_VERSION

__all__ = [
    "Current",
    "IndexProblem",
    "checksum",
    "current",
    "default_location",
    "file_bytes",
    "file_problems",
    "generation_folder",
    "new_generation",
    "point",
    "prepare",
    "publish",
    "rebuild_advice",
    "remembered_roots",
    "stored_schema",
    "sync_file",
    "sync_folder",
    "writing",
]

POINTER = "CURRENT"
BEGUN = "BEGUN"
"""An empty file that stands for the pointer until the first build has made one."""
REPLACED = ("SEGMENTS", "LAID.")
"""What names of files begin with that the next generation may have again, written anew."""

_GENERATION = late_pattern(r"g(\d{1,15})$")
_NAME_CHARS = late_pattern(r"[^\w.-]+")


def default_location(roots: Sequence[Path]) -> Path:
    """The folder for the index of `roots`, in the XDG cache: an index can be made again at any time.

    The same roots in any order lead to the same folder. The XDG Base Directory Specification 0.8
    says that a relative ``XDG_CACHE_HOME`` is to be ignored.
    """
    configured = os.environ.get("XDG_CACHE_HOME", "")
    try:
        base = Path(configured) if os.path.isabs(configured) else Path.home() / ".cache"
    except RuntimeError:
        said = "no home folder to keep an index in; choose one with --index"
        raise IndexProblem("unwritable", said) from None
    import base64
    import hashlib

    real = sorted({os.path.realpath(root) for root in roots})
    digest = hashlib.sha256("\0".join(real).encode("utf-8", "surrogateescape")).digest()
    key = base64.b32encode(digest).decode("ascii").lower()[:16]
    name = _NAME_CHARS.sub("-", os.path.basename(real[0]))[:40].strip("-.") if real else "bundled"
    return base / "quoth" / "index" / (f"{name}-{key}" if name else key)


def rebuild_advice(path: Path) -> str:
    """The command that makes a new index at `path`."""
    return f"rebuild it with: quoth index --rebuild --index {path}"


def generation_folder(path: Path, generation: int) -> Path:
    """Where a generation's files are."""
    return path / f"g{generation}"


def current(path: Path) -> Current:
    """The live generation of the index at `path`.

    Raises IndexProblem: "missing", "unreadable" (no permission, not a folder, or a folder that
    somebody else could have written to), "version" or "damaged".
    """
    check_owner(path)
    try:
        found = decoded((path / POINTER).read_bytes())
    except FileNotFoundError:
        if any(_generations(path)) and not (path / BEGUN).exists():
            raise IndexProblem(
                "damaged", f"{path} has lost its {POINTER} file; {rebuild_advice(path)}"
            ) from None
        raise IndexProblem("missing", f"no index at {path}; make one with: quoth index PATH") from None
    except OSError as error:
        raise IndexProblem("unreadable", f"cannot read the index at {path}: {oneline(error)}") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexProblem(
            "damaged", f"{path / POINTER} is not readable ({oneline(error)}); {rebuild_advice(path)}"
        ) from None
    if found.schema != SCHEMA_VERSION:
        age = "an older" if found.schema < SCHEMA_VERSION else "a newer"
        raise IndexProblem(
            "version",
            f"{path} was made by {age} quoth (schema {found.schema}, this one has {SCHEMA_VERSION}); "
            + rebuild_advice(path),
        )
    return found


def stored_schema(path: Path) -> int | None:
    """The version that the pointer speaks of, whatever it is; None where it cannot be read."""
    try:
        check_owner(path)
        return int(json.loads((path / POINTER).read_bytes())["schema"])
    except (IndexProblem, OSError, ValueError, KeyError, TypeError):
        return None


def remembered_roots(path: Path) -> tuple[Root, ...]:
    """What the index at `path` was built from, whatever its version or state; empty where it cannot say."""
    try:
        check_owner(path)
        return tuple(map(from_json, json.loads((path / POINTER).read_bytes())["roots"]))
    except (IndexProblem, OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def check_owner(path: Path) -> None:
    """Refuses an index folder that another user owns or may write to.

    What quoth reads of an index cannot run code; but Whoosh's table of contents, which other programs
    read, is a pickle, so an index is only used where nobody else could have put it. Raises IndexProblem.
    """
    try:
        about = path.stat()
    except FileNotFoundError:
        raise IndexProblem("missing", f"no index at {path}; make one with: quoth index PATH") from None
    except OSError as error:
        raise IndexProblem("unreadable", f"cannot read the index at {path}: {oneline(error)}") from None
    if not stat.S_ISDIR(about.st_mode):
        raise IndexProblem("unreadable", f"{path} is not a folder; choose another with --index")
    if about.st_uid != os.geteuid():
        raise IndexProblem(
            "unreadable",
            f"{path} belongs to another user (uid {about.st_uid}), so it is not opened; "
            "build your own with: quoth index --index DIR PATH",
        )
    if about.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise IndexProblem(
            "unreadable", f"others may write to {path}, so it is not opened; close it with: chmod go-w {path}"
        )


def prepare(path: Path) -> None:
    """Makes the folder of an index, for its owner alone.

    Raises IndexProblem "unwritable" or "unreadable"; refuses a folder that holds other things.
    """
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
        names = os.listdir(path)
    except FileExistsError:
        raise IndexProblem("unreadable", f"{path} is not a folder; choose another with --index") from None
    except OSError as error:
        raise IndexProblem("unwritable", f"cannot make an index at {path}: {oneline(error)}") from None
    if names and POINTER not in names and not all(_ours(name) for name in names):
        raise IndexProblem(
            "unwritable", f"{path} holds other files; choose an empty or new folder with --index"
        )
    check_owner(path)


def _ours(name: str) -> bool:
    return name in (POINTER, POINTER + ".new", BEGUN, "lock") or _GENERATION.match(name) is not None


def _generations(path: Path) -> Iterator[int]:
    try:
        names = os.listdir(path)
    except OSError:
        return
    for name in names:
        if match := _GENERATION.match(name):
            yield int(match[1])


@contextmanager
def new_generation(path: Path, base: int | None) -> Iterator[tuple[int, Path]]:
    """A new generation's number and folder, removed again unless `publish` made it current.

    Must run under `writing`. With `base`, that generation's files are in it as hard links (or
    copies, where the file system has no links). Leftovers of writers that died go first.
    """
    live = _pointed(path)
    if not (path / POINTER).exists() and not any(_generations(path)):
        with suppress(OSError):
            # a disk without room for it has none for what follows either
            (path / BEGUN).touch(0o600)
    for number in list(_generations(path)):
        if number not in (live, base):
            _remove(generation_folder(path, number))
    number = max([live or 0, base or 0, *_generations(path)]) + 1
    folder = generation_folder(path, number)
    try:
        folder.mkdir(mode=0o700)
        if base is not None:
            _link_files(generation_folder(path, base), folder)
        yield number, folder
    except OSError as error:
        raise IndexProblem("unwritable", _failed(path, error, live is not None)) from None
    finally:
        if _pointed(path) != number:
            _remove(folder)


def _failed(path: Path, error: OSError, alive: bool) -> str:
    kept = "; the index is as it was before" if alive else ""
    return f"cannot write the index at {path}: {oneline(error)}{kept}"


def _pointed(path: Path) -> int | None:
    """The generation that the pointer names, whatever its versions; None without one."""
    try:
        return int(json.loads((path / POINTER).read_bytes())["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _link_files(source: Path, target: Path) -> None:
    for entry in os.scandir(source):
        # lock files and other leftovers of a writer are its own
        if not entry.is_file(follow_symlinks=False) or entry.name.endswith("LOCK"):
            continue
        try:
            os.link(entry.path, target / entry.name)
        except OSError:
            import shutil

            shutil.copyfile(entry.path, target / entry.name)
            sync_file(target / entry.name)


def publish(path: Path, state: Current, base: Current | None = None) -> None:
    """Makes `state.generation` the live one, durably, and removes the others.

    Every file of the generation is on disk before the pointer changes. The checksums of files
    taken over from `base` are taken over too, for segments are never written to again. Must run
    under `writing`. Raises OSError.
    """
    folder = generation_folder(path, state.generation)
    known = {name: (size, crc) for name, size, crc in base.files} if base else {}
    files: list[tuple[str, int, int]] = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            _remove(Path(entry.path))
        elif entry.name.endswith("LOCK"):
            os.unlink(entry.path)
        else:
            size = entry.stat().st_size
            old = known.get(entry.name)
            if old and old[0] == size and not entry.name.startswith(REPLACED):
                files.append((entry.name, *old))
            else:
                sync_file(Path(entry.path))
                files.append((entry.name, size, checksum(Path(entry.path))))
    sync_folder(folder)
    point(path, replace(state, files=tuple(files)))
    with suppress(OSError):
        # it says nothing beside a pointer
        (path / BEGUN).unlink(missing_ok=True)
    for number in list(_generations(path)):
        if number != state.generation:
            _remove(generation_folder(path, number))


def point(path: Path, state: Current) -> None:
    """Writes the pointer: a new file, flushed, renamed over the old one. Raises OSError."""
    fresh = path / (POINTER + ".new")
    with open(fresh, "wb") as file:
        file.write(encoded(state))
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path / POINTER)
    sync_folder(path)


def checksum(path: Path) -> int:
    """The CRC-32 of a file's bytes. Raises OSError."""
    crc = 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            crc = zlib.crc32(block, crc)
    return crc


def file_bytes(path: Path, state: Current, name: str) -> bytes:
    """A small file of a generation whole, compared with its checksum. Raises OSError, ValueError."""
    data = (generation_folder(path, state.generation) / name).read_bytes()
    if not any((name, len(data), zlib.crc32(data)) == file for file in state.files):
        raise ValueError("it is not as it was written")
    return data


def file_problems(path: Path, state: Current, *, contents: bool) -> Iterator[str]:
    """What is wrong with the files of a generation: missing, of another size, or (`contents`) altered."""
    folder = generation_folder(path, state.generation)
    for name, size, crc in state.files:
        try:
            found = os.stat(folder / name).st_size
            if found != size:
                yield f"{name} has {found} bytes instead of {size}"
            elif contents and checksum(folder / name) != crc:
                yield f"{name} is not as it was written"
        except OSError as error:
            yield f"{name}: {error.strerror or oneline(error)}"


def sync_file(path: Path) -> None:
    """Waits until the file's bytes are on disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Waits until the folder's names are on disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(folder: Path) -> None:
    import shutil

    # what cannot be removed now is tried again by the next writer
    shutil.rmtree(folder, ignore_errors=True)
