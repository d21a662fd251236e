"""The speakers of one text as they turn up: people by full name, others by the words that name them."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.corpus.anchors import speaker_id
from quoth.corpus.model import Quote, Role, Speaker
from quoth.corpus.names import fold
from quoth.corpus.people import Person
from quoth.corpus.resolve import Resolver
from quoth.corpus.turn_speakers import calm

_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we", "you", "who", "which", "that", "this", "one"))


class Speakers:
    """Gives out speaker ids and lists the speakers in the end."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._unnamed = _PRONOUNS.union(resolver.known.pronouns)
        self._ids: dict[str, str] = {}
        self._known: dict[str, Person | str] = {}
        self._voices: dict[str, Role] = {}

    def id_of(self, person: Person | None, words: str = "") -> str | None:
        """The id of a person, else of the words that name a speaker; None for a bare pronoun."""
        if person is None and (not words or fold(words) in self._unnamed):
            return None
        name = person.name if person is not None else words
        key = self._ids.get(name)
        if key is None:
            key = self._ids[name] = speaker_id(name)
            self._known.setdefault(key, person if person is not None else words)
        return key

    def voice(self, words: str, role: Role | None) -> str:
        """The id of one who has no name but the label of the turns, with the role given for that."""
        key = speaker_id(words)
        self._known.setdefault(key, words)
        if role is not None:
            self._voices.setdefault(key, role)
        return key

    def of(self, quotes: Sequence[Quote]) -> tuple[Speaker, ...]:
        """The speakers of the given quotes in order of their first words."""
        found: dict[str, Speaker] = {}
        for quote in quotes:
            key = quote.speaker
            if key is None or key in found:
                continue
            who = self._known[key]
            if isinstance(who, str):
                role = self._voices.get(key)
                found[key] = Speaker(key, _calm(who, self._resolver.known.code), (role,) if role else ())
                continue
            roles = tuple(Role(words, span) for words, span in self._resolver.roles.get(who.number, ()))
            # a bare surname may be told from others by "Mrs."
            forms = (*who.variants, *who.addressed) if len(who.key) == 1 else who.variants
            aliases = tuple(v for v in forms if v != who.name)
            name = who.name if who.body else _calm(who.name, self._resolver.known.code)
            found[key] = Speaker(key, name, roles, aliases)
        return tuple(found.values())


def _calm(name: str, code: str) -> str:
    """A shouted name of a transcript in ordinary letters; short ones may be initials."""
    return calm(name, code) if name.isupper() and len(name) > 4 else name
