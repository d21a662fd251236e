"""Paragraphs to index, from a folder or an archive of texts, as one JSON line each.

Up to the size of the source they are its paragraphs in order. Beyond, paragraphs are made of the
halves of two real ones drawn at random, with one word in thirty changed, so that lists grow as those
of a larger corpus would and the vocabulary goes on growing.
"""

from __future__ import annotations

import json
import os
import random
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

PIECES = re.compile(r"\n\s*\n")
LABEL = re.compile(r"((?:MR|MS|MRS|DR|THE|SECRETARY|PRESIDENT|VICE|ADMIRAL|GENERAL|Q)\b[A-Z .’'-]{0,40}):\s")
FIELD = re.compile(r"^(date|title):\s*['\"]?(.*?)['\"]?$", re.MULTILINE)
LEAST, MOST = 25, 3000


def texts(source: Path) -> Iterator[tuple[str, str]]:
    """The name and the text of every file, streaming."""
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            if path.suffix in (".txt", ".md") and path.is_file():
                yield str(path.relative_to(source)), path.read_text("utf-8", "replace")
        return
    with tarfile.open(source, "r|*") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None and member.name.endswith((".txt", ".md")):
                yield member.name, file.read().decode("utf-8", "replace")


def paragraphs(source: Path) -> Iterator[dict[str, str | int]]:
    """The paragraphs of every text, each with the speaker whose label was the last before it."""
    for name, text in texts(source):
        head, _, body = text.partition("\n---\n") if text.startswith("---\n") else ("", "", text)
        about = dict(FIELD.findall(head))
        speaker, position = "", 0
        for piece in PIECES.split(body):
            words = " ".join(piece.split())
            if label := LABEL.match(words):
                speaker = label[1].strip()
                words = words[label.end() :]
            if not LEAST <= len(words) <= MOST:
                continue
            yield {
                "article": name,
                "section": about.get("title", "")[:80],
                "kind": "paragraph" if speaker == "" else "quote",
                "speaker": speaker,
                "date": about.get("date", ""),
                "position": position,
                "text": words,
            }
            position += 1


def write_corpus(source: Path, target: Path, size: int) -> dict[str, int]:
    """Writes `size` paragraphs to `target`; returns how many were real and how many were made."""
    kept: list[dict[str, str | int]] = []
    with open(target, "w", encoding="utf-8") as file:
        for paragraph in paragraphs(source):
            if len(kept) == size:
                break
            kept.append(paragraph)
            file.write(json.dumps(paragraph, ensure_ascii=False) + "\n")
        draw = random.Random(20)
        for number in range(size - len(kept)):
            first, second = draw.choice(kept), draw.choice(kept)
            left, right = str(first["text"]).split(), str(second["text"]).split()
            words = left[: len(left) // 2 + 1] + right[len(right) // 2 :]
            for at in range(len(words)):
                if draw.random() < 1 / 30 and words[at].isalpha():
                    words[at] = _changed(words[at], draw)
            made = dict(first, text=" ".join(words), position=number % 60)
            made["article"] = f"made/{number // 60}"
            file.write(json.dumps(made, ensure_ascii=False) + "\n")
    return {"real": len(kept), "made": size - len(kept)}


def _changed(word: str, draw: random.Random) -> str:
    at = draw.randrange(len(word))
    return word[:at] + draw.choice("aeiourstlnmdp") + word[at + draw.randrange(2) :]


def slices(corpus: Path, count: int) -> list[tuple[str, int, int]]:
    """The corpus in slices of `count` lines: path, offset in bytes, lines."""
    found, start, lines, at = [], 0, 0, 0
    with open(corpus, "rb") as file:
        for line in file:
            at += len(line)
            lines += 1
            if lines == count:
                found.append((str(corpus), start, lines))
                start, lines = at, 0
    if lines:
        found.append((str(corpus), start, lines))
    return found


def shares(corpus: Path, count: int) -> list[tuple[str, int, int]]:
    """The corpus in `count` slices of about as many lines, cut between articles."""
    found: list[tuple[str, int, int]] = []
    with open(corpus, "rb") as file:
        wanted = -(-sum(1 for _ in file) // count)
        file.seek(0)
        start = lines = at = 0
        last = b""
        for line in file:
            name = line[: line.index(b'", "section"')]
            if lines >= wanted and name != last:
                found.append((str(corpus), start, lines))
                start, lines = at, 0
            at += len(line)
            lines += 1
            last = name
    return [*found, (str(corpus), start, lines)]


def rows(piece: tuple[str, int, int]) -> Iterator[dict[str, str | int]]:
    """The paragraphs of a slice."""
    path, start, count = piece
    with open(path, "rb") as file:
        file.seek(start)
        for _ in range(count):
            yield json.loads(file.readline())


def size_of(folder: str) -> int:
    """The bytes of all files below a folder."""
    return sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names)
