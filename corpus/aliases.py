"""People, not strings: which names are one person, by the evidence of a library and by the user's word.

Two names of a library are joined when one is a bare surname that exactly one fuller name ends in, and
something says that this is a surname and theirs: an article that uses both, or a given name before it.
Bill and Hillary Clinton stay two, and so does a bare Clinton where both occur. The user's
``aliases.toml`` decides before any evidence:

    [same]                       # one person: the name to show, and the others
    "Jane Roe" = ["J. Roe", "the Roe sister"]

    [apart]                      # never that person, whatever the evidence
    "Jane Roe" = ["Roe"]

Deleting a line undoes it; no text is read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from quoth.corpus.anchors import normalised_ascii, speaker_id
from quoth.corpus.model import Article, Quote, Speaker
from quoth.corpus.values import dataclass, field, replace


class AliasError(ValueError):
    """An aliases file that cannot be followed: the message names the table, the key and the fault."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """The user's decisions; names are compared without case, accents and marks.

    `same` leads from a folded name to the name to show; `apart` holds pairs of folded names.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()

    def shown(self, name: str) -> str:
        """The name under which `name` is shown."""
        return self.same.get(normalised_ascii(name), name)

    def are_apart(self, one: str, other: str) -> bool:
        """Whether the user said that the two names are two people."""
        a, b = normalised_ascii(one), normalised_ascii(other)
        return (a, b) in self.apart or (b, a) in self.apart


def parse_aliases(text: str) -> Aliases:
    """The decisions of an ``aliases.toml``. Raises AliasError."""
    # only those need it who have written such a file
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AliasError(str(error)) from None
    for table in data:
        if table not in ("same", "apart"):
            raise AliasError(f"unknown table [{table}]; the tables are [same] and [apart]")
    same: dict[str, str] = {}
    for name, others in _table(data, "same"):
        for other in chain((name,), others):
            before = same.setdefault(normalised_ascii(other), name)
            if before != name:
                raise AliasError(f"[same] {other!r} is both {before!r} and {name!r}")
    apart = frozenset(
        (normalised_ascii(name), normalised_ascii(other))
        for name, others in _table(data, "apart")
        for other in others
    )
    for one, other in apart:
        if one in same and same.get(one) == same.get(other):
            raise AliasError(f"[apart] {one!r} and {other!r} are one person in [same]")
    return Aliases(same, apart)


def _table(data: dict[str, Any], name: str) -> list[tuple[str, list[str]]]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise AliasError(f"{name} must be a table")
    for key, others in table.items():
        if not isinstance(others, list) or not all(isinstance(other, str) for other in others):
            raise AliasError(f"[{name}] {key!r} must be a list of names")
    return list(table.items())


def with_aliases(article: Article, aliases: Aliases) -> Article:
    """`article` with its people named, joined and kept apart as the user said."""
    if not aliases.same and not aliases.apart:
        return article
    people: dict[str, Speaker] = {}
    moved: dict[str, str] = {}
    for speaker in article.speakers:
        shown = next(
            (aliases.shown(n) for n in (speaker.name, *speaker.aliases) if aliases.shown(n) != n),
            speaker.name,
        )
        identity = speaker.id if shown == speaker.name else speaker_id(shown)
        moved[speaker.id] = identity
        people[identity] = _joined(
            people.get(identity), replace(speaker, id=identity, name=shown), speaker.name
        )
    quotes = tuple(_moved(quote, moved, people, aliases) for quote in article.quotes)
    return replace(article, quotes=quotes, speakers=tuple(people.values()))


def _joined(known: Speaker | None, speaker: Speaker, name: str) -> Speaker:
    """One speaker out of two entries; `name` is what the article called the second one."""
    roles = dict.fromkeys((*(known.roles if known else ()), *speaker.roles))
    names = dict.fromkeys((*(known.aliases if known else ()), name, *speaker.aliases))
    return replace(speaker, roles=tuple(roles), aliases=tuple(n for n in names if n != speaker.name))


def _moved(quote: Quote, moved: dict[str, str], people: dict[str, Speaker], aliases: Aliases) -> Quote:
    if quote.speaker is None:
        return quote
    identity = moved[quote.speaker]
    mention = quote.attribution.mention
    if mention and aliases.are_apart(people[identity].name, mention.text):
        identity = speaker_id(mention.text)
        people.setdefault(identity, Speaker(identity, mention.text))
    return quote if identity == quote.speaker else replace(quote, speaker=identity)


def joined_people(people: Sequence[Sequence[str]], aliases: Aliases) -> dict[str, str]:
    """Which speaker ids of a library are another one: id to id, only where they differ.

    `people` are rows of id, name and aliases, one for each article a person speaks in. Joined are a bare
    surname and the only fuller name that ends in it, if there is evidence for it (`_is_known_as`); an
    initial and the only given name that begins with it; a name with and without middle names. Nobody is
    joined where two fuller names fit, or where the user kept them apart. A body is no bearer of a surname:
    "police" is not the Elbonian police.
    """
    # where nobody is to be joined, no list of words need be read
    from quoth.corpus.names import is_body

    names: dict[str, str] = {}
    called: dict[str, set[str]] = {}
    often = Counter(identity for identity, *_ in people)
    for identity, name, *others in people:
        # of several spellings of one name the first in order is shown
        names[identity] = min(names.get(identity, name), name)
        called.setdefault(identity, set()).update(others)
    folded = {
        identity: normalised_ascii(name).split() for identity, name in names.items() if not is_body(name)
    }
    bearers: dict[str, list[str]] = {}
    for identity, words in folded.items():
        if len(words) > 1:
            bearers.setdefault(words[-1], []).append(identity)
    joined: dict[str, str] = {}
    # names of several words first: "J. Roe" is no second bearer beside Jane Roe
    for identity, words in sorted(folded.items(), key=lambda item: len(item[1]) == 1):
        rivals = bearers.get(words[-1], []) if words else []
        fuller = [
            one for one in rivals if one not in joined and (len(words) == 1 or _is_fuller(words, folded[one]))
        ]
        if len(fuller) != 1 or aliases.are_apart(names[identity], names[fuller[0]]):
            continue
        one = fuller[0]
        known = _is_known_as(words[0], names[one], called[one], called[identity], often[one] > 1)
        if len(words) > 1 or known:
            joined[identity] = one
    return {one: joined.get(other, other) for one, other in joined.items()}


def _is_fuller(words: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a name of the same surname says more: "Jane Roe" than "J. Roe", "Jane Ann Roe" than either."""
    first, full = words[0], other[0]
    if len(first) == 1 < len(full):
        return full.startswith(first) and len(other) >= len(words)
    middle = [word for word in words[1:-1] if len(word) > 1]
    whole = [word for word in other[1:-1] if len(word) > 1]
    return first == full and len(whole) > len(middle) and all(word in whole for word in middle)


def _is_known_as(surname: str, full: str, called: Iterable[str], bare: Iterable[str], often: bool) -> bool:
    """Whether there is evidence that a bare surname means the bearer of a full name.

    Either an article that names them in full calls them so too, or the bare name is no given name, and their
    first word is one, or several articles name them in full (`often`). `bare` is what the one of the bare
    name is called besides: "Mrs." is said of nobody with the given name of a man.
    """
    from quoth.corpus.language import given_sex, language
    from quoth.corpus.names import parse_name

    first = full.split()[0]
    sex = given_sex(first)
    honorifics = {parse_name(name, language("en")).honorific for name in bare} - {""}
    if sex in ("m", "f") and honorifics and sex not in honorifics:
        return False
    if any(normalised_ascii(name).split()[-1:] == [surname] and " " not in name for name in called):
        return True
    return (often or sex is not None or len(first.rstrip(".")) == 1) and given_sex(surname) is None


def with_joined(article: Article, joined: Mapping[str, tuple[str, str]]) -> Article:
    """`article` with the speakers whose ids `joined` leads to another (id, name) as that person."""
    if not any(speaker.id in joined for speaker in article.speakers):
        return article
    people: dict[str, Speaker] = {}
    moved: dict[str, str] = {}
    for speaker in article.speakers:
        identity, name = joined.get(speaker.id, (speaker.id, speaker.name))
        moved[speaker.id] = identity
        shown = replace(speaker, id=identity, name=name)
        people[identity] = _joined(people.get(identity), shown, speaker.name)
    quotes = tuple(
        q if q.speaker is None or moved[q.speaker] == q.speaker else replace(q, speaker=moved[q.speaker])
        for q in article.quotes
    )
    return replace(article, quotes=quotes, speakers=tuple(people.values()))


def known_names(speakers: Iterable[Speaker]) -> dict[str, str]:
    """Every name and alias of `speakers`, folded, with the speaker's id; the first bearer keeps a name."""
    found: dict[str, str] = {}
    for speaker in speakers:
        for name in (speaker.name, *speaker.aliases):
            found.setdefault(normalised_ascii(name), speaker.id)
    return found
