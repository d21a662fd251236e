"""What the user says over what the rules found: corrections of quotes, and who is who.

One value holds all of it, and `Overlay.over` is the one place where it is applied: to articles read
from files, and to those that an index lays out. The article as parsed is kept beside it, so that a
change of the overlay needs no text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from quoth.corpus.aliases import Aliases, joined_people, with_aliases, with_joined
from quoth.corpus.anchors import normalised_ascii
from quoth.corpus.corrections import Correction, corrected
from quoth.corpus.model import Article
from quoth.corpus.values import asdict, dataclass, field


@dataclass(frozen=True)
class Overlay:
    """Corrections, in the order they were made, and aliases."""

    corrections: tuple[Correction, ...] = ()
    aliases: Aliases = field(default_factory=Aliases)

    @cached_property
    def _by_article(self) -> dict[str, list[Correction]]:
        found: dict[str, list[Correction]] = {}
        for correction in self.corrections:
            found.setdefault(correction.quote.partition(":")[0], []).append(correction)
        return found

    def over(self, article: Article) -> Article:
        """`article` as the user says it is: quotes corrected, then people named."""
        return with_aliases(corrected(article, self._by_article.get(article.id, ())), self.aliases)

    @cached_property
    def digest(self) -> str:
        """The same for equal overlays: sixteen hexadecimal digits."""
        if self == NO_OVERLAY:
            return DIGEST_OF_NOTHING
        import hashlib

        return hashlib.sha256(self.to_json().encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def to_json(self) -> str:
        """The overlay as text, from which `overlay_from_json` makes an equal one."""
        said = {
            "corrections": [asdict(correction) for correction in self.corrections],
            "same": dict(sorted(self.aliases.same.items())),
            "apart": sorted(self.aliases.apart),
        }
        return json.dumps(said, ensure_ascii=True)


def overlay_from_json(text: str) -> Overlay:
    """The overlay that `to_json` wrote. Raises ValueError for anything else."""
    try:
        said: dict[str, Any] = json.loads(text)
        return Overlay(
            tuple(Correction(**correction) for correction in said["corrections"]),
            Aliases(dict(said["same"]), frozenset((one, other) for one, other in said["apart"])),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not an overlay: {error}") from None


def over_library(articles: Sequence[Article], aliases: Aliases) -> tuple[Article, ...]:
    """Articles that are read together, with a bare surname of one joined to its only bearer in the others.

    `articles` have been through `Overlay.over`, as those of an index are before they are joined.
    """
    speakers = [speaker for article in articles for speaker in article.speakers]
    rows = [(speaker.id, speaker.name, *speaker.aliases) for speaker in speakers]
    people = shown_people(rows, aliases)
    return tuple(with_joined(article, people) for article in articles) if people else tuple(articles)


def shown_people(people: Sequence[Sequence[str]], aliases: Aliases) -> dict[str, tuple[str, str]]:
    """From speaker ids to the (id, name) of the person in a library: rows are as in `joined_people`."""
    names: dict[str, str] = {}
    for identity, name, *_ in people:
        names[identity] = min(names.get(identity, name), name)
    return {one: (other, names[other]) for one, other in joined_people(people, aliases).items()}


def corrected_differently(one: Overlay, other: Overlay) -> frozenset[str]:
    """The ids of the articles whose quotes the two overlays correct otherwise, or in another order."""
    a, b = one._by_article, other._by_article
    return frozenset(article for article in a.keys() | b.keys() if a.get(article) != b.get(article))


def named_differently(one: Overlay, other: Overlay) -> frozenset[str]:
    """The folded names of people whom the two overlays name, join or part otherwise."""
    a, b = one.aliases, other.aliases
    names: set[str] = set()
    for folded in a.same.keys() | b.same.keys():
        if a.same.get(folded) != b.same.get(folded):
            names.add(folded)
            names.update(normalised_ascii(shown[folded]) for shown in (a.same, b.same) if folded in shown)
    for pair in a.apart ^ b.apart:
        names.update(pair)
    # somebody who is shown under such a name may stand in a text under another
    for same in (a.same, b.same):
        names.update(folded for folded, shown in same.items() if normalised_ascii(shown) in names)
    return frozenset(names)


def folded_names(names: Iterable[str]) -> frozenset[str]:
    """Names as overlays compare them."""
    return frozenset(map(normalised_ascii, names))


NO_OVERLAY = Overlay()
DIGEST_OF_NOTHING = "f165da94a1c21be2"
"""Of an overlay that says nothing, which most are."""
