"""The block of metadata that many Markdown files begin with: YAML between ``---``, TOML between ``+++``.

Of YAML only what such blocks use is read: keys with scalars (plain, quoted, folded, literal) and
flat lists. Values that are maps are passed over. Nothing is constructed, so nothing can run.
"""

from __future__ import annotations

import re

from quoth.corpus.values import dataclass

_MOST_CHARACTERS = 100_000
_KEY = re.compile(
    r"""(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s#:\-\[\]{}][^:\n]{0,200}?))\s*:(?:[ \t]+|$)"""
)
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SINGLE_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "_": "\xa0",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
    "0": "",
    "e": "",
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the body: values by key in lower case, and where the body begins."""

    values: dict[str, str]
    body: int


def front_matter(text: str) -> FrontMatter:
    """The front matter of `text`; without any, no values and a body from the start."""
    for fence, parse in (("---", _yaml), ("+++", _toml)):
        if not re.match(re.escape(fence) + r"[ \t]*\n", text):
            continue
        begin = text.index("\n") + 1
        ends = ("---", "...") if fence == "---" else ("+++",)
        closing = re.compile(r"^(?:" + "|".join(map(re.escape, ends)) + r")[ \t]*$", re.MULTILINE)
        end = closing.search(text, begin, begin + _MOST_CHARACTERS)
        if end is None:
            continue
        values = parse(text[begin : end.start()])
        if values or not text[begin : end.start()].strip():
            return FrontMatter(values, min(end.end() + 1, len(text)))
    return FrontMatter({}, 0)


def _toml(block: str) -> dict[str, str]:
    import tomllib

    try:
        table = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, list):
            found[key.lower()] = ", ".join(str(item) for item in value if not isinstance(item, dict | list))
        elif not isinstance(value, dict):
            found[key.lower()] = str(value)
    return found


def _yaml(block: str) -> dict[str, str]:
    """Values by key. A block whose first line is no ``key:`` gives none: it is no front matter."""
    found: dict[str, str] = {}
    lines = block.split("\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key = _KEY.match(line)
        if key is None:
            if not found:
                return {}
            continue
        own = [line[key.end() :]]
        while number < len(lines) and (not lines[number].strip() or lines[number][0] in " \t-"):
            own.append(lines[number])
            number += 1
        name = (key[1] or key[2] or key[3]).strip().lower()
        value = _value(own)
        if value and name not in found:
            found[name] = value
    return found


def _value(lines: list[str]) -> str:
    first, rest = lines[0].strip(), [line.strip() for line in lines[1:]]
    if first[:1] in ("|", ">") and len(first) <= 3:
        return (" " if first[0] == ">" else "\n").join(rest).strip()
    if not first and any(line.startswith("- ") for line in rest):
        return ", ".join(_scalar(line[2:]) for line in rest if line.startswith("- "))
    if not first and rest and _KEY.match(rest[0]):
        return ""
    if first.startswith("[") and first.endswith("]") and not any(rest):
        return ", ".join(_scalar(part) for part in first[1:-1].split(",") if part.strip())
    if first.startswith('"'):
        joined = "\n".join([lines[0].strip(), *rest]).rstrip()
        return _unescaped(re.sub(r"\\\n\s*|\n\s*", lambda fold: "" if fold[0][0] == "\\" else " ", joined))
    return _scalar(" ".join([first, *rest]))


def _scalar(text: str) -> str:
    text = text.strip()
    if text.startswith('"'):
        return _unescaped(text)
    if text.startswith("'"):
        end = re.compile(r"'(?!')").search(text.replace("''", "\0\0"), 1)
        return text[1 : end.start() if end else None].replace("''", "'")
    text = re.split(r"\s#", text, maxsplit=1)[0].strip()
    return "" if text in ("null", "~", "{}", "[]") or text.startswith(("{", "&", "*", "!")) else text


def _unescaped(text: str) -> str:
    """The content of a double-quoted scalar."""
    end = re.compile(r'(?<!\\)(?:\\\\)*"').search(text, 1)
    return _ESCAPE.sub(_escaped, text[1 : end.end() - 1 if end else None])


def _escaped(found: re.Match[str]) -> str:
    number = found[1] or found[2] or found[3]
    if number is not None:
        code = int(number, 16)
        return chr(code) if code <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"
    return _SINGLE_ESCAPES.get(found[4], found[4])


TITLE_KEYS = ("title", "headline", "name", "subject")
DATE_KEYS = (
    "date", "published", "date_published", "datepublished", "published_time", "published_at", "publish_date",
    "pubdate", "publishedat", "created", "created_at", "timestamp", "time", "updated", "modified",
)  # fmt: skip
AUTHOR_KEYS = ("author", "authors", "byline", "by", "creator", "writer")
URL_KEYS = (
    "url",
    "link",
    "source_url",
    "canonical",
    "canonical_url",
    "canonicalurl",
    "original_url",
    "href",
    "source",
)
LANGUAGE_KEYS = ("lang", "language", "locale")


def first_of(values: dict[str, str], keys: tuple[str, ...]) -> str | None:
    """The value of the first of `keys` that has one."""
    return next((values[key] for key in keys if values.get(key)), None)
