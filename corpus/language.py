"""What the rules of attribution know of a language: verbs of saying, titles, given names and function words.

The words live in ``languages/CODE.toml``; a language is added by adding such a file (`wordlists` reads it).
"""

from __future__ import annotations

import os
from functools import cache
from typing import Literal, cast, get_args

from quoth.corpus.data_files import data_path, has_data
from quoth.corpus.declension import Declension
from quoth.corpus.values import dataclass
from quoth.corpus.wordlists import WordLists, cue_forms, listed, read_lists

Capitals = Literal["names", "nouns", "none"]
"""What a capital letter inside a sentence tells: a name, any noun (German), or there is none (Arabic)."""

# base forms whose clauses are reported speech, where a language lists none of its own
_REPORTING = """
say tell add note explain announce argue warn state stress claim insist admit report confirm declare
"""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The word lists of one language, all in lower case.

    `classes` maps a word to its class letter: ``v`` verb of saying, ``V`` verb that may report, ``g``
    such a verb ending in -ing, ``A`` "according", ``p`` subject pronoun, ``r`` relative pronoun, ``d``
    determiner, ``i`` preposition, ``o`` "of", ``x`` auxiliary, ``a`` adverb, ``c`` conjunction, ``s``
    subordinator, ``T`` "that", ``z`` day or month, ``h`` object pronoun.
    `base` maps a form of a cue to its base form, in other languages to the English verb that behaves like
    it. `pronouns` maps a pronoun to the English one, `sex` pronouns to ``m``, ``f`` or, where
    they tell no sex, ``e``. `genitives` are
    articles that join a noun to the one before, `tags_only` words that stand for "said" right behind a
    quotation ("…", so Roe). `pieces` are words written together with the next or the last (``l'``,
    ``-t-il``). `capitals` says what a capital tells, `dashes` whether dialogue is set with dashes,
    `tags_in_marks` whether quotation marks stay open around a tag ("It is late, – said Roe, – we go"),
    `comma_tags` whether such tags stand between commas, `bare_tags` whether a verb of saying follows the
    closing mark at once (Turkish),
    `compound` whether verbs of saying come with an auxiliary before them ("a dit"), `ordinals` whether a
    stop behind a number makes it an ordinal, `verb_first` whether the subject stands behind its verb
    (Arabic), `inverting` whether words may stand between (all but English). `places` are particles of
    names that behind a surname name a place (Dutch "van"). `alike` maps words for a role to one of them
    ("sen." to "senator"), `wider` a role to those that it may stand for ("lawmaker"). `nouns` are common
    nouns, where capitals do not tell them from names. `indefinite` are words for nobody in particular
    ("everybody"), `pronominal` determiners that may be subjects ("another said"), `records` nouns for what
    keeps words ("transcript").
    """

    code: str
    classes: dict[str, str]
    base: dict[str, str]
    reporting: frozenset[str]
    speech_nouns: frozenset[str]
    records: frozenset[str]
    works: frozenset[str]
    making: frozenset[str]
    titling: frozenset[str]
    openers: frozenset[str]
    indefinite: frozenset[str]
    pronominal: frozenset[str]
    times: frozenset[str]
    abbreviations: frozenset[str]
    particles: frozenset[str]
    places: frozenset[str]
    suffixes: frozenset[str]
    titles: frozenset[str]
    courtesy: frozenset[str]
    surnames: frozenset[str]
    organisations: frozenset[str]
    gender: dict[str, str]
    given: frozenset[str]
    honorifics: dict[str, str]
    noun_gender: dict[str, str]
    kin: frozenset[str]
    roles: frozenset[str]
    offices: frozenset[str]
    heads: frozenset[str]
    alike: dict[str, str]
    wider: dict[str, frozenset[str]]
    pronouns: dict[str, str]
    sex: dict[str, str]
    articles: frozenset[str]
    genitives: frozenset[str]
    tags_only: frozenset[str]
    pieces: frozenset[str]
    declension: Declension
    capitals: Capitals
    dashes: bool
    compound: bool
    tags_in_marks: bool
    comma_tags: bool
    bare_tags: bool
    ordinals: bool
    verb_first: bool
    inverting: bool
    nouns: frozenset[str]


# Letter of a class, section and list: a word in several lists has the class of the last
_CLASSES = (
    ("z", "months"),
    ("z", "days"),
    ("a", "adverbs"),
    ("s", "subordinators"),
    ("i", "prepositions"),
    ("c", "conjunctions"),
    ("x", "auxiliaries"),
    ("d", "determiners"),
    ("d", "articles"),
    ("h", "oblique"),
    ("r", "relative"),
    ("p", "pronouns"),
    ("T", "that"),
    ("o", "of"),
)
# Pronouns by the English one that they stand for
_PRONOUNS = ("it", "you", "we", "i", "they", "she", "he")


@cache
def has_lists(code: str) -> bool:
    """Whether there are word lists of a language."""
    return code.isalnum() and has_data("languages", f"{code}.toml")


@cache
def language(code: str = "en") -> Language:
    """The word lists of a language by its code; raises `LookupError` when there are none."""
    if not has_lists(code):
        raise LookupError(f"no word lists for language {code!r}")
    return _language(code, read_lists(code))


@cache
def _listed_codes() -> tuple[str, ...]:
    """The languages with word lists, English first."""
    codes = [name[:-5] for name in os.listdir(data_path("languages"))]
    return tuple(sorted((code for code in codes if has_lists(code)), key=lambda code: (code != "en", code)))


@cache
def given_sex(word: str) -> str | None:
    """Whose given name a word is in any listed language: ``m``, ``f``, empty for both; None for no name."""
    plain = word.casefold().replace("’", "'")
    for code in _listed_codes():
        known = language(code)
        stem = known.declension.stem(plain)
        if stem in known.given:
            return known.gender.get(stem, "")
    return None


@cache
def unlisted(code: str) -> Language:
    """A language of which nothing is known: no word has a class."""
    return _language(code, WordLists({}, {}, {}, {}))


def _language(code: str, data: WordLists) -> Language:
    cues, words, names = data.cues, data.words, data.names
    classes: dict[str, str] = {}
    base: dict[str, str] = {}
    for letter, key in (("V", "weak"), ("v", "speech")):
        for lemma, form, ing in cue_forms(cues.get(key, "")):
            classes[form] = "g" if ing else letter
            base[form] = lemma
    for letter, key in _CLASSES:
        for word in words.get(key, "").split():
            classes[word] = letter
    pronouns: dict[str, str] = {}
    for kind in _PRONOUNS if code != "en" else ():
        for word in words.get(kind, "").split():
            classes[word] = "p"
            pronouns[word] = kind
    # "they've" stands for what "they" stands for
    pronouns |= {w: w.partition("'")[0] for w in words.get("pronouns", "").split() if "'" in w[1:-1]}
    for word in cues.get("sources", "").split():
        classes[word] = "A"
    sex = dict.fromkeys((*words.get("he", "").split(), *words.get("his", "").split()), "m")
    hers = (*words.get("she", "").split(), *words.get("her", "").split())
    sex |= {word: "e" if word in sex else "f" for word in hers}
    declension = Declension(names.get("declension", ""), frozenset(names.get("male", "").split()))
    gender = dict.fromkeys(map(declension.stem, names.get("male", "").split()), "m")
    for word in map(declension.stem, names.get("female", "").split()):
        gender[word] = "" if gender.get(word) == "m" else "f"
    male, female = listed(names.get("male_titles", "")), listed(names.get("female_titles", ""))
    titles, roles = listed(names.get("titles", "")) | male | female, listed(names.get("roles", ""))
    writing = data.writing
    return Language(
        code=code,
        classes=classes,
        base=base,
        reporting=listed(cues.get("reporting", _REPORTING)),
        speech_nouns=listed(cues.get("speech_nouns", "")),
        records=listed(cues.get("records", "")),
        works=listed(cues.get("works", "")),
        making=listed(cues.get("making", "")),
        titling=listed(cues.get("titling", "")),
        openers=listed(words.get("openers", "")),
        indefinite=listed(words.get("indefinite", "")),
        pronominal=listed(words.get("pronominal", "")),
        times=listed(words.get("times", "")),
        abbreviations=listed(words.get("abbreviations", "")),
        particles=listed(names.get("particles", "")),
        places=listed(names.get("places", "")),
        suffixes=listed(names.get("suffixes", "")),
        titles=titles,
        courtesy=listed(names.get("courtesy", "")) | male | female,
        surnames=listed(names.get("surnames", "")),
        organisations=listed(names.get("organisations", "")),
        gender={name: sex for name, sex in gender.items() if sex},
        given=frozenset(gender),
        honorifics={**dict.fromkeys(male, "m"), **dict.fromkeys(female, "f")},
        noun_gender={
            **dict.fromkeys(names.get("male_nouns", "").split(), "m"),
            **dict.fromkeys(names.get("female_nouns", "").split(), "f"),
        },
        kin=listed(names.get("kin", "")),
        roles=roles,
        offices=roles | titles,
        heads=listed(names.get("heads", "")),
        alike={word: first for first, *rest in _rows(names.get("alike", "")) for word in rest},
        wider={first: frozenset(rest) for first, *rest in _rows(names.get("wider", ""))},
        pronouns=pronouns,
        sex=sex,
        articles=frozenset(words.get("articles", "").split()),
        genitives=frozenset(words.get("genitives", "").split()),
        tags_only=frozenset(cues.get("tags_only", "").split()),
        pieces=frozenset(w for w in (*classes, *pronouns) if w[:1] == "-" or (w[-1:] == "'" and len(w) < 9)),
        declension=declension,
        capitals=_capitals(str(writing.get("capitals", "names"))),
        dashes=bool(writing.get("dashes", False)),
        compound=bool(writing.get("compound", False)),
        tags_in_marks=bool(writing.get("tags_in_marks", False)),
        comma_tags=bool(writing.get("comma_tags", False)),
        bare_tags=bool(writing.get("bare_tags", False)),
        ordinals=bool(writing.get("ordinals", False)),
        verb_first=bool(writing.get("verb_first", False)),
        inverting=code != "en",
        nouns=listed(words.get("nouns", "")),
    )


def _rows(text: str) -> list[list[str]]:
    """The words of each line that has any."""
    return [line.split() for line in text.splitlines() if line.strip()]


def _capitals(word: str) -> Capitals:
    for known in get_args(Capitals):
        if word == known:
            return cast(Capitals, known)
    raise ValueError(f"capitals = {word!r}: one of names, nouns, none")
