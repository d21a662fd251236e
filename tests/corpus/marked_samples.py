"""Samples that say of each line what it is, and how much of that an article got right.

A file of ``marked/`` holds samples, each below ``=== NAME.EXT [gap=1]``. A line begins with what it is:
``T|`` title, ``H|`` heading, ``N|`` noise, ``P|`` paragraph, ``L|`` label, ``A|`` neither speech nor quite
noise (a stage direction, a date line), ``=WHO|`` a turn: the words behind ``¦``, or each stretch in ``⟦ ⟧`` where
several share a line, WHO divided by ``;``. WHO ``-`` is a voice without a name. ``|`` is an empty line;
without ``gap=1`` one stands between all lines. ``Q|WHO|words`` is no line: a quote that holds these words is
WHO's. In HTML the page stands as it is, and behind a line ``---`` the same marks tell what must come out. A sample marked ``faulty`` is known to be read wrongly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quoth.corpus.model import Article

FOLDER = Path(__file__).with_name("marked")
_MARK = re.compile(r"(T|H|N|P|L|A|Q|=[^|]*|)\|(.*)")
_STRETCH = re.compile(r"⟦(.*?)⟧")
_MARKS_OF_HEADINGS = re.compile(r"^(?:#{1,6}\s+|\*\*(?=[^*]+$)|\*{1,3}(?=.*\*$))|\*{1,3}$")


@dataclass(frozen=True, slots=True)
class Sample:
    """A text, and what is to be found in it; `alone` says whether all of its lines are marked."""

    name: str
    text: str
    title: str | None
    of: dict[str, tuple[str, ...]]
    turns: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[str, str], ...]
    alone: bool
    faulty: bool


@dataclass(slots=True)
class Score:
    """Counts of what was right, what was wanted, and what was found, for each class; and the faults."""

    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.right += other.right
        self.wanted += other.wanted
        self.found += other.found
        self.faults += other.faults


def samples(path: Path) -> Iterator[Sample]:
    """The samples of a file of ``marked/``."""
    for block in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:]:
        head, _, body = block.partition("\n")
        name, *options = head.split()
        if name.endswith((".html", ".vtt", ".srt")):
            text, _, told = body.rpartition("\n---\n")
            yield _sample(name, text + "\n", told.splitlines(), None, "faulty" in options)
        else:
            gap = "\n" if "gap=1" in options else "\n\n"
            yield _sample(name, None, body.rstrip("\n").splitlines(), gap, "faulty" in options)


def _sample(name: str, text: str | None, told: list[str], gap: str | None, faulty: bool) -> Sample:
    of: dict[str, list[str]] = {kind: [] for kind in "THNPLA"}
    turns: list[tuple[str, str]] = []
    quotes: list[tuple[str, str]] = []
    raw: list[str] = []
    for line in filter(None, told):
        match = _MARK.fullmatch(line)
        if match is None:
            raise ValueError(f"{name}: {line!r} has no mark")
        mark, words = match.groups()
        if mark == "Q":
            who, _, said = words.partition("|")
            quotes.append((who, said))
            continue
        raw.append(re.sub("[¦⟦⟧]", "", words))
        if mark.startswith("="):
            pieces = _STRETCH.findall(words) or [words.rpartition("¦")[2]]
            turns += zip(mark[1:].split(";"), pieces, strict=True)
        elif mark:
            of[mark].append(words.strip())
    return Sample(
        name,
        gap.join(raw) + "\n" if gap is not None else text or "",
        of["T"][0] if of["T"] else None,
        {kind: tuple(lines) for kind, lines in of.items()},
        tuple(turns),
        tuple(quotes),
        gap is not None,
        faulty,
    )


def score(sample: Sample, article: Article) -> Score:
    """How much of a sample its article got right."""
    told = Score()
    title = _bare(article.title or "")
    wanted = _bare(_MARKS_OF_HEADINGS.sub("", sample.title or ""))
    _count(told, "title", Counter([wanted] if wanted else []), Counter([title] if title else []))
    headings = Counter(_bare(_MARKS_OF_HEADINGS.sub("", line)) for line in sample.of["H"])
    _count(told, "headings", headings, Counter(_bare(s.heading) for s in article.sections if s.heading))
    _noise(told, sample, article)
    _turns(told, sample, article)
    for who, said in sample.quotes:
        told.wanted["quotes"] += 1
        quote = next((q for q in article.quotes if _bare(said) in _bare(q.text)), None)
        speaker = article.speaker(quote.speaker) if quote else None
        if quote and is_named(speaker.name if speaker else "-", who, strictly=True):
            told.right["quotes"] += 1
        else:
            got = "no quote" if quote is None else speaker.name if speaker else "unknown"
            told.faults.append(f"quote of {who}: {said!r}: {got}")
    return told


def _count(told: Score, what: str, wanted: Counter[str], found: Counter[str]) -> None:
    told.wanted[what] += wanted.total()
    told.found[what] += found.total()
    told.right[what] += (wanted & found).total()
    told.faults += [f"{what} missed: {words}" for words in (wanted - found).elements()]
    told.faults += [f"{what} wrongly: {words}" for words in (found - wanted).elements()]


def _noise(told: Score, sample: Sample, article: Article) -> None:
    """Noise lines: those marked so that are no paragraph, and those that are none but were taken so."""
    noise = Counter(_bare(span.of(article.text)) for span in article.noise)
    wanted = Counter(_bare(line) for line in sample.of["N"])
    if sample.alone:
        either = {_bare(line) for line in (*sample.of["A"], *sample.of["L"])}
        for words in either - set(wanted):
            del noise[words]
        _count(told, "noise", wanted, noise)
        return
    kept = [_bare(p.text) for p in article.paragraphs] + [_bare(s.heading or "") for s in article.sections]
    for words in sample.of["N"]:
        told.wanted["noise"] += 1
        if any(_bare(words) in text for text in kept):
            told.faults.append(f"noise missed: {words}")
        else:
            told.right["noise"] += 1
            told.found["noise"] += 1
    for words in sample.of["P"]:
        if _bare(words) not in kept:
            told.found["noise"] += 1
            told.faults.append(f"paragraph lost: {words}")
    wanted_all = {_bare(w) for w in (*sample.of["P"], *sample.of["A"], *sample.of["L"])}
    if sample.of["P"] and not sample.turns:
        for text in {_bare(p.text) for p in article.paragraphs} - wanted_all:
            told.faults.append(f"paragraph too many: {text}")


def _turns(told: Score, sample: Sample, article: Article) -> None:
    found: list[tuple[str, str]] = []
    for quote in article.quotes:
        if quote.kind == "turn":
            speaker = article.speaker(quote.speaker)
            found.append((speaker.name if speaker else "-", _bare(quote.text)))
    told.wanted["turns"] += len(sample.turns)
    told.wanted["speakers"] += len(sample.turns)
    told.found["turns"] += len(found)
    waiting = list(found)
    for who, words in sample.turns:
        said = _bare(words)
        hit = next((turn for turn in waiting if _spoken(turn[1]) == _spoken(said)), None)
        if hit is None:
            told.faults.append(f"turn missed: {who}: {words}")
            continue
        waiting.remove(hit)
        told.right["turns"] += 1
        if is_named(hit[0], who):
            told.right["speakers"] += 1
        else:
            told.faults.append(f"speaker {hit[0]!r} for {who!r}: {words}")
    told.faults += [f"turn wrongly: {who}: {words}" for who, words in waiting]


def is_named(got: str, wanted: str, *, strictly: bool = False) -> bool:
    """Whether a name found is the one wanted: the last word decides; any will do where ``-`` is wanted."""
    if wanted == "-":
        return not strictly or got == "-"
    got, wanted = re.sub(r"\b\w\.\s?", "", got) or got, re.sub(r"\b\w\.\s?", "", wanted) or wanted
    return got.split()[-1].casefold() == wanted.split()[-1].casefold() and (
        " " not in wanted or " " not in got or got.split()[0].casefold() == wanted.split()[0].casefold()
    )


_ASIDE = re.compile(r"^(?:\s*[\[(][^\])]{1,60}[\])])+\s*|\s*(?:[\[(][^\])]{1,60}[\])]\.?\s*)+$")


def _spoken(words: str) -> str:
    """Words without the stage directions at their ends, which may be counted either way."""
    return _ASIDE.sub("", words)


def _bare(words: str) -> str:
    return " ".join(words.replace("\xa0", " ").split())
