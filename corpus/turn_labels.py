"""Labels that name who speaks in a transcript: ``JANE ROE:``, ``Q``, ``[00:12] Jane Roe (host):``.

A label is read by its form alone here; whether it is one, `turns` decides from the whole text.
The words that tell a voice from a field ("Host", but "Subject") live in ``transcripts.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from quoth.corpus.data_files import data_text

LabelForm = Literal["letter", "voice", "titled", "name", "caps", "word"]
"""``letter`` Q or A, ``voice`` "Host", ``titled`` "Ms. Roe", ``caps`` "ROE", ``word`` "Jane"."""

LONGEST = 240  # characters of a label with its role
_MOST_WORDS = 9

_TIME = r"[\[(<]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])>]?"
TIME = re.compile(rf"{_TIME}(?:\s*(?:-->|[-–—])\s*{_TIME})?")
"""A time code, or two with a dash between them."""
_LEAD = re.compile(rf"[*_>\s]*(?:[-–—•]\s+)?(?:{_TIME}[\s\-–—|:,]*)?[*_]*")
_COLON = re.compile(
    r"([^\W\d_][^\n:：“”\"«»„!?;*\[\](){}|]{0,70}?)\s*(?:[(\[]([^()\[\]\n]{1,170})[)\]])?"
    r"\s*[*_]*\s*(?:(?::)[*_]*(?:[^\S\n]+|$)|：[*_]*\s*)"
)
_LETTER = re.compile(
    r"([QA])(?:[.:][*_]*[^\S\n]+|[^\S\n]{2,}|\xa0[^\S\n]*|[*_]+:?[^\S\n]+)(?=\S)|(Q) (?=[A-Z—(“])"
)
# ``President. – The next item``
_DASHED = re.compile(
    r"([^\W\d_][^\n:“”\"«»!?;.(,]{1,60}?)(?:\s*\(([^()\n]{1,80})\))?(?:,\s([^.\n:]{1,100}))?\s*\.\s*[–—-]\s+(?=\S)"
)
# ``Mme Roe. Je vous remercie``, ``PRESIDENTE. Passiamo``
_STOPPED = re.compile(
    r"((?:M\.|MM\.|Mme)\s[^\W\d_][^.\n:(,]{2,50}|[^\W\d_a-zà-öø-ÿ][^\W\d_a-zà-öø-ÿ'’ -]{3,40})"
    r"(?:\s*\(([^()\n]{1,60})\))?\.\s+(?=[^\W\d_a-z])"
)
_ALONE = re.compile(
    rf"([^\W\d_][^\n:“”\"«»„!?;*\[\](){{}}|,]{{1,50}}?)(?:\s*\(([^()\n]{{1,60}})\)|,\s([^\n:.]{{1,60}}))?\s*"
    rf"(?:[-–—|,]?\s*({_TIME}))?[*_:]*$"
)
_JOINING = frozenset(("the", "of", "and", "for", "in", "on", "to", "or", "as", "und", "et", "y", "e", "i"))
_CLAUSE = frozenset(
    (
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "it",
        "you",
        "your",
        "not",
        "how",
    )
)
_NUMBER = re.compile(r"[#№]?\d{1,3}$|[a-z]$")
_STATE = re.compile(r"(?:[A-Z]\.){2}$")
# each with what it cannot do without: most lines have no label, and none of these
_FORMS = tuple(
    (form, re.compile(needed))
    for form, needed in ((_COLON, "[:：]"), (_DASHED, r"\.\s*[–—-]"), (_STOPPED, r"\.\s"))
)


class TurnLabel(NamedTuple):
    """A label of a line by offsets: the name, the role (-1, -1 for none), where the words begin.

    `key` is the name folded; equal keys mean one voice. `alone` labels fill their line; `bare` ones
    have no colon, dash or stop; `timed` ones stand beside a time code.
    """

    form: LabelForm
    key: str
    start: int
    end: int
    role_start: int
    role_end: int
    words: int
    alone: bool
    bare: bool
    timed: bool

    @property
    def begin(self) -> int:
        """Where the label begins, with the office that stands before a name."""
        return min(self.start, self.role_start) if self.role_start >= 0 else self.start


class Phrases(NamedTuple):
    """The word lists of ``transcripts.toml``, all languages in one."""

    voices: frozenset[str]
    questions: frozenset[str]
    answers: frozenset[str]
    offices: frozenset[str]
    articles: frozenset[str]
    fields: frozenset[str]
    procedure: tuple[str, ...]
    titled: tuple[str, ...]
    own: frozenset[str]
    small: frozenset[str]


def entries(listed: str) -> list[str]:
    """The entries of a list in a data file; a blank at the end of one counts."""
    return [entry for part in listed.split(";") if (entry := part.strip("\n").lstrip())]


@cache
def phrases() -> Phrases:
    """The words of transcripts, read once."""
    table = tomllib.loads(data_text("transcripts.toml"))

    def listed(key: str) -> frozenset[str]:
        return frozenset(" ".join(folded(p)) for language in table.values() for p in entries(language[key]))

    def starts(key: str) -> tuple[str, ...]:
        return tuple(sorted({phrase for language in table.values() for phrase in entries(language[key])}))

    return Phrases(
        listed("voices"), listed("questions"), listed("answers"), listed("offices"), listed("articles"),
        listed("fields"), starts("procedure"), starts("titled"), listed("own"), listed("small"),
    )  # fmt: skip


def folded(words: str) -> list[str]:
    """Words of a label in lower case, without full stops and with straight apostrophes."""
    return [w for part in words.casefold().replace("’", "'").split() if (w := part.strip(".,"))]


def label_at(text: str, low: int, high: int) -> TurnLabel | None:
    """The label at the head of the line ``text[low:high]``, if its form is one of a speaker."""
    lead = _LEAD.match(text, low, min(high, low + 60))
    start = lead.end() if lead else low
    timed = any(c.isdigit() for c in text[low:start])
    if start >= high:
        return None
    letter = _LETTER.match(text, start, high)
    if letter is not None:
        group = 1 if letter[1] else 2
        a, b = letter.span(group)
        return TurnLabel("letter", letter[group].casefold(), a, b, -1, -1, letter.end(), False, False, timed)
    reach = min(high, start + LONGEST)
    for pattern, needed in _FORMS:
        if needed.search(text, start, reach) is None:
            continue
        found = pattern.match(text, start, reach)
        if found is None or (found.end() == reach and reach < high):
            continue
        label = _label(found, high, timed)
        if label is not None:
            return label
    if high - low <= 90:
        found = _ALONE.match(text, start, high)
        if found is not None:
            return _label(found, high, timed or found[4] is not None)
    return None


def _label(found: re.Match[str], high: int, timed: bool) -> TurnLabel | None:
    start, end = found.span(1)
    text = found.string
    role = next((n for n in (2, 3) if found.re.groups >= n and found[n]), 0)
    bare = found.re is _ALONE and text[end:high].find(":") < 0
    role_start, role_end = found.span(role) if role else (-1, -1)
    if role and TIME.fullmatch(text, role_start, role_end):
        role_start = role_end = -1
        timed = True
    comma = text.find(",", start, end)
    if comma > 0 and role_start < 0:
        role_start, role_end, end = comma + 1, end, comma
        while role_start < role_end and text[role_start].isspace():
            role_start += 1
        if role_end - role_start < 3 or _STATE.match(text, role_start, role_end):
            return None  # ``Washington, DC:``
        if any(w in _CLAUSE or w in phrases().own for w in folded(text[role_start:role_end])):
            return None  # ``Roe, my question is:``
    form = form_of(text[start:end])
    if form == "word" and role_start >= 0 and text.find(",", end, role_start) >= 0:
        return None  # ``Finally, on the schools:``
    if form is None:
        return None
    office = form in ("titled", "voice") and role_start >= 0
    if office and _is_inner_name(text, start, end, role_start, role_end):
        # ``The Secretary of State (Jane Roe):``, ``The Chair (Jane Roe):``
        form = "titled"
        (start, end), (role_start, role_end) = (role_start, role_end), (start, end)
    key = " ".join(folded(text[start:end]))
    return TurnLabel(
        form, key, start, end, role_start, role_end, found.end(), found.end() >= high, bare, timed
    )


def _is_inner_name(text: str, start: int, end: int, low: int, high: int) -> bool:
    first = folded(text[start:end])[:1]
    return bool(first) and first[0] in phrases().articles and form_of(text[low:high]) in ("name", "titled")


@lru_cache(maxsize=4096)
def form_of(words: str) -> LabelForm | None:
    """What a name before a colon looks like; None for what cannot be a speaker ("Photo credit")."""
    table = phrases()
    parts = words.split()
    low = folded(words)
    if not low or len(parts) > _MOST_WORDS or len(low) != len(parts):
        return None
    if words in ("Q", "A"):
        return "letter"
    bare = [w for w in low if not _NUMBER.match(w)] or low
    article = len(bare) > 1 and bare[0] in table.articles
    if article:
        bare = bare[1:]
    joined = " ".join(bare).lstrip("#")
    if joined in table.voices or joined in table.questions or joined in table.answers:
        return None if parts[0][0].islower() else "voice"
    if any(c.isdigit() for c in words):
        return None
    office = next((n for n in (3, 2, 1) if " ".join(bare[:n]) in table.offices and len(bare) >= n), 0)
    if office:
        rest = parts[len(parts) - len(bare) + office :]
        if not rest:
            return None if parts[0][0].islower() else "titled"
        tied = all(
            not p[0].islower() or w in table.small or len(p) < 4
            for p, w in zip(rest, low[-len(rest) :], strict=True)
        )
        return (
            "titled"
            if not parts[0][0].islower() and tied and rest[-1].casefold() not in table.small
            else None
        )
    if any(w in table.fields for w in low):
        return None
    if words.isupper():
        return None if any(w in table.small for w in low) or len(words) < 2 else "caps"
    return _cased(words, parts, low, table)


def _cased(words: str, parts: list[str], low: list[str], table: Phrases) -> LabelForm | None:
    """A name in ordinary letters: words with capitals, short small ones between; or of a script without."""
    if words == words.upper() == words.lower():
        return None if len(parts) > 5 else "name" if len(parts) > 1 or len(words) in (2, 3, 4) else "word"
    if not parts[0][0].isupper() and parts[0] not in ("de", "van", "von", "al-", "el-"):
        return None
    if any(w.endswith("'s") for w in low):
        return None
    lower = [p for p in parts if p[0].islower()]
    if any(p in _JOINING for p in lower):
        return None
    if any(len(p) > 3 for p in lower) or len(lower) * 2 > len(parts) or parts[-1][0].islower():
        return None
    if len(parts) > 5 or any(
        w in table.small and p[0].isupper() and len(w) > 1 for w, p in zip(low, parts, strict=True)
    ):
        return None
    return "name" if len(parts) > 1 else "word"
