"""Who wrote an article: names out of what a page, a header or a line of the text says of its author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quoth.corpus.model import Line

_NEAR_TITLE = 12
_LAST_LINES = 3
_PROSE = 100
_LONGEST = 140
_MOST_NAMES = 8
_MOST_WORDS = 6

_LED = (
    r"by|written by|submitted by|posted by|published by|reported by|"
    r"story by|text by|words by|von|text von|par|propos recueillis par|por|texto de|"
    r"di|a cura di|door|tekst door|av|text av|af|tekst|rozmawiał[ai]?|texte"
)
_TITLED = (
    r"authors?|autor(?:in|es|as?|zy|ka|ři)?|verfasser(?:in)?|auteure?s?|redacción|autore|autrice|auteur|"
    r"skribent|forfatter|journalist|reporter|kirjoittaja|toimittaja|szerző|yazar|"
    r"text|texte|texto|testo|tekst|автор(?:ы|и|ка)?|аўтар(?:ы|ка)?|текст|тэкст|συντάκτης|συντάκτρια|"
    r"نویسنده|گزارش|الكاتب|بقلم|كتب|כתב|מאת|作者|文|撰文|記者|기자|글"
)
_BYLINE = re.compile(rf"(?:(?:{_LED})\s+|(?:{_TITLED})\s*[:：]\s*|(?:بقلم|מאת)\s+)(?=\S)", re.IGNORECASE)
_ENDS = re.compile(
    r"\s[|•·/–—-]\s|[|•·\t]|\s{2,}|(?=\d)|\s(?:for|in|at|aus|für|dla|для|on)\s|\s\(|,\s(?:à|in|en|em|a|w|v|в|у|i)\s|,\s(?:zzt|zurzeit|derzeit|z\.\s?Zt)\b|[<:]"
)
"""Where names end in a line that goes on with a place, a paper or a date."""
_BETWEEN = re.compile(
    r"\s*[,;،、/]\s*(?:(?:and|und|et|y|e|i|и|та|і|og|och|en|ve|και|و)\s+)?|"
    r"\s+(?:and|und|et|y|e|i|и|та|і|og|och|en|ve|και|و|&)\s+"
)
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ten|ter|zu|y|O[’'])"
_NAME_WORD = r"[^\W\d_a-zа-яёіўїєґα-ω][\w.’'‘-]*"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}|{_NAME_WORD}))*$")
_JOBS = re.compile(
    r"\b(?:staff|writer|reporter|correspondents?|editors?|columnist|contributor|freelance|journalist|bureau|"
    r"redakteur\w*|redaktion|korrespondent\w*|journaliste|rédact\w+|redacci[oó]n|redazione|redakcja|"
    r"corresponsal|correspondante?|inviat[oa]|корреспондент\w*|редактор\w*|кореспондент\w*|карэспандэнт\w*)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(?:of|at|in)\b", re.IGNORECASE)
_CASED = re.compile(r"[^\W\d_]")


def authors_in(told: str | Iterable[str] | None) -> tuple[str, ...]:
    """The names in what a format says of its author, each once: ``By Jane Roe and John Doe, Staff Writers``.

    Addresses of mail and jobs are left out; an address alone stands for its writer.
    """
    if not told:
        return ()
    parts = [told] if isinstance(told, str) else list(told)
    names: dict[str, None] = {}
    for part in parts:
        for name in _split(" ".join(part.split())):
            names.setdefault(name)
    return tuple(names)[:_MOST_NAMES]


def byline(line: str) -> tuple[str, ...]:
    """The names in a line that does nothing but say who wrote the text; none for any other line."""
    if len(line) > _LONGEST or line.endswith(":"):
        return ()
    line = line.strip("*_ \t—–-")
    led = _BYLINE.match(line)
    if led is None:
        return ()
    rest = line[led.end() :].strip()
    told = _ENDS.split(rest, maxsplit=1)[0].strip(" ,.;*_")
    if led[0].isupper() and rest.upper() == rest:
        told = told.title()
    titled = led[0].rstrip().endswith((":", "："))
    names = [part for part in _BETWEEN.split(told) if part and not _JOBS.search(part)]
    if not names or not all(_is_name(name, alone=titled) for name in names):
        return ()
    tail = rest[len(told) :]
    if tail.rstrip().endswith((".", "!", "?", "…")) and not titled and len(tail) > 3:
        return ()  # a sentence that begins like a byline
    return tuple(dict.fromkeys(names))


def authors_told(text: str, lines: Sequence[Line]) -> tuple[str, ...]:
    """The names in the byline of a text: near its title, or else at its end."""
    head: list[Line] = []
    for line in lines[: _NEAR_TITLE + 1]:
        if line.kind == "paragraph" and len(line.span) >= _PROSE:
            break
        head.append(line)
    for line in (*head, *lines[len(head) :][-_LAST_LINES:]):
        if line.kind != "title" and (names := byline(line.span.of(text))):
            return names
    return ()


def _split(told: str) -> list[str]:
    """The names in one piece of words."""
    if "@" in told or "<" in told:
        from email.utils import parseaddr  # with sockets and all: a third of the start of a command

        name, address = parseaddr(told)
        told = (name or address).strip(" \"'")
        if not name or "," not in told:
            return [told] if told else []
    led = _BYLINE.match(told)
    if led is not None:
        told = told[led.end() :]
    if told.startswith(("http://", "https://")):
        return []
    parts = [part.strip(" .\"'") for part in _BETWEEN.split(told)]
    if len(parts) == 2 and all(" " not in part for part in parts) and "," in told:
        return [f"{parts[1]} {parts[0]}"]  # "Roe, Jane"
    return [part for part in parts if part and not (_JOBS.search(part) and len(parts) > 1)]


def _is_name(words: str, *, alone: bool) -> bool:
    """Whether words read as a name; one word does only where a title says so (`alone`)."""
    count = len(words.split())
    if not count or count > _MOST_WORDS or not _CASED.search(words) or _OFFICE.search(words):
        return False
    if words.lower() != words.upper():
        return _NAME.match(words) is not None and (alone or count > 1)
    return alone or count > 1  # a script without capitals
