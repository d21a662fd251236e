"""A person's page, and two people side by side: roles over time, quotes, telling words, whom they name.

The figures are pure functions; `profile_of` and `compared` gather for them what an index holds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from quoth.corpus.aliases import known_names
from quoth.corpus.anchors import normalised_ascii
from quoth.corpus.model import Article
from quoth.corpus.named import names_in
from quoth.corpus.values import dataclass, replace
from quoth.index.analysis import words_of
from quoth.index.counting import Own, Use
from quoth.index.results import Hit, SpeakerRef

if TYPE_CHECKING:
    from quoth.index.search import Index

SIGNIFICANT = 6.63
"""The least score of a telling word: the 1 % level of chi-squared with one degree of freedom."""
MOST = 20
"""So many telling words and names are kept, and no word that is said only once."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that somebody uses more than others: `count` times, the others `others` times.

    `score` is the log-likelihood ratio of Dunning 1993, "Accurate Methods for the Statistics of
    Surprise and Coincidence", Computational Linguistics 19(1).
    """

    word: str
    count: int
    others: int
    score: float


@dataclass(frozen=True, slots=True)
class RoleThen:
    """What a person is called, in how many `articles`, from the `first` date to the `last` that are known.

    `article` is the first that calls them so, at the character `offset` of its text; `title` and
    `source` are its own.
    """

    role: str
    first: str | None
    last: str | None
    articles: int
    article: str
    title: str | None
    source: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """Whom or what a person names in `count` quotes; `id` is that of a speaker, where it is one."""

    name: str
    count: int
    id: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """All there is to say of one speaker.

    `roles` are in order of their first use, undated last; `quotes` in order of time, and of the text
    within an article.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    own: Own
    articles: int
    roles: tuple[RoleThen, ...]
    quotes: tuple[Hit, ...]
    telling: tuple[Telling, ...]
    names: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two people on the same thing: how much, the passages, and the words that the other uses less.

    `use` is None where there are no hits.
    """

    id: str
    name: str
    use: Use | None
    hits: tuple[Hit, ...]
    telling: tuple[Telling, ...]


def telling_words(
    own: Mapping[str, int], own_total: int, others: Mapping[str, int], others_total: int
) -> tuple[Telling, ...]:
    """The words that stand in `own` more often, for its size, than in `others`, the most telling first.

    The totals are of all words, so that the mappings may hold some only.
    """
    found = []
    for word, count in own.items():
        elsewhere = others.get(word, 0)
        if count < 2 or count * others_total <= elsewhere * own_total:
            continue
        score = log_likelihood(count, own_total, elsewhere, others_total)
        if score >= SIGNIFICANT:
            found.append(Telling(word, count, elsewhere, score))
    return tuple(sorted(found, key=lambda telling: (-telling.score, telling.word))[:MOST])


def log_likelihood(count: int, total: int, others: int, others_total: int) -> float:
    """How surprising it is that a word stands `count` times in `total` words and `others` in the rest."""
    whole, occurrences = total + others_total, count + others
    if not whole or not occurrences:
        return 0.0
    score = 0.0
    for seen, size in ((count, total), (others, others_total)):
        if seen:
            score += seen * math.log(seen * whole / (size * occurrences))
    # rounding may leave the least bit below zero
    return max(0.0, 2 * score)


def roles_over_time(articles: Iterable[Article], speaker: str) -> tuple[RoleThen, ...]:
    """What the articles call a speaker, each role once, in order of its first use; undated ones last."""
    found: dict[str, RoleThen] = {}
    for article in sorted(articles, key=lambda a: (a.date is None, a.date or "", a.source, a.id)):
        person = article.speaker(speaker)
        # of a role that is told twice the first place counts
        places: dict[str, int] = {}
        for told in person.roles if person else ():
            places.setdefault(told.text, told.span.start)
        for role, offset in places.items():
            before = found.get(role)
            if before is None:
                found[role] = RoleThen(
                    role,
                    first=article.date,
                    last=article.date,
                    articles=1,
                    article=article.id,
                    title=article.title,
                    source=article.source,
                    offset=offset,
                )
            else:
                last = article.date or before.last
                found[role] = replace(before, last=last, articles=before.articles + 1)
    return tuple(found.values())


def named_by(articles: Iterable[Article], speaker: str) -> tuple[Named, ...]:
    """Whom a speaker names in their quotes, the most often first; speakers under their full names."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for article in articles:
        people = known_names(article.speakers)
        full = {person.id: person.name for person in article.speakers}
        code = article.language or "en"
        for name, count in names_in((q.text for q in article.quotes if q.speaker == speaker), code).items():
            identity = people.get(normalised_ascii(name))
            if identity != speaker:
                counts[full[identity] if identity else name, identity] += count
    found = [Named(name, count, identity) for (name, identity), count in counts.items()]
    return tuple(sorted(found, key=lambda named: (-named.count, named.name))[:MOST])


def profile_of(index: Index, speaker: SpeakerRef) -> Profile:
    """The page of a speaker of `index`."""
    hits = index.search(f"person:{speaker.id}", limit=None, sort="date", facets=False).hits
    articles = [index.article(identity) for identity in dict.fromkeys(hit.article for hit in hits)]
    people = [person for article in articles if (person := article.speaker(speaker.id))]
    aliases = dict.fromkeys(alias for person in people for alias in person.aliases)
    everybody = index.own_words()
    own = everybody.get(speaker.id, Own())
    said = Counter(word for hit in hits for word in words_of(hit.text))
    all_said = index.quoted_words(word for word, count in said.items() if count > 1)
    others = {word: count - said[word] for word, count in all_said.items()}
    return Profile(
        id=speaker.id,
        name=speaker.name,
        aliases=tuple(aliases),
        own=own,
        articles=len(articles),
        roles=roles_over_time(articles, speaker.id),
        quotes=hits,
        telling=telling_words(said, own.words, others, sum(o.words for o in everybody.values()) - own.words),
        names=named_by(articles, speaker.id),
    )


def compared(index: Index, query: str, one: SpeakerRef, other: SpeakerRef) -> tuple[Side, Side]:
    """Two people on what a query looks for (on everything, for a blank one). Raises QueryError."""
    from quoth.index.counting import Label, cell_query

    found = []
    for who in (one, other):
        narrowed = cell_query(query.strip(), Label(who.id, who.name), None, "article") or ""
        hits = index.search(narrowed, limit=None, sort="date", facets=False).hits
        use = next(iter(index.who(narrowed)), None)
        words = Counter(word for hit in hits for word in words_of(hit.text))
        found.append((Side(who.id, who.name, use, hits, ()), words))
    (left, a), (right, b) = found
    return (
        replace(left, telling=telling_words(a, a.total(), b, b.total())),
        replace(right, telling=telling_words(b, b.total(), a, a.total())),
    )
