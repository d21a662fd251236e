"""Which words are names where capitals alone do not tell: German writes every noun with one, Arabic none,
and without articles any noun may open a sentence.

A word is taken for a name where the text itself shows it: it follows a given name or a title, or stands
beside a verb of saying without an article. What is once a name is one everywhere in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quoth.corpus.language import Language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.names import fold

LONGEST = 4  # words of a name of a script without capitals

_WORD = late_pattern(r"[^\W\d_](?:[\w\u200c\u200d\u0300-\u036f\u0640\u064b-\u0652]|[’'.\-‑](?=\w))*|[^\s\w]")


def names_of(text: str, spans: Iterable[tuple[int, int]], known: Language) -> frozenset[str] | None:
    """The words of `text` that are names, in lower case; None where capitals tell (English)."""
    if known.code == "en":
        return None
    names: set[str] = set()
    stems: set[str] = set()
    first: set[str] = set()
    for low, high in spans:
        words = [m.group() for m in _WORD.finditer(text, low, high)]
        if known.capitals == "names":
            _among_capitals(words, known, names, stems, first)
        elif known.capitals == "nouns":
            _among_nouns(words, known, names)
        else:
            _without_capitals(words, known, names)
    names.update(word for word in first if known.declension.stem(word) in stems)
    return frozenset(names)


def _among_capitals(
    words: Sequence[str], known: Language, names: set[str], stems: set[str], first: set[str]
) -> None:
    """Every capitalised word but those that only open sentences; these wait in `first` for other evidence."""
    size = len(words)
    for i, word in enumerate(words):
        if not word[0].isupper():
            continue
        plain = fold(word)
        after = words[i + 1] if i + 1 < size else ""
        opens = i == 0 or not (words[i - 1][0].isalnum() or words[i - 1] in ",;(&/’'-")
        stem = known.declension.stem(plain)
        if (
            not opens
            or stem in known.gender
            or after[:1].isupper()
            or known.classes.get(fold(after)) == "v"
            or (len(word) > 1 and word.isupper())
        ):
            names.add(plain)
            stems.add(stem)
        else:
            first.add(plain)


def _is_noun(word: str, known: Language) -> bool:
    """Whether a word in lower case is a noun of the language and no name, also in the genitive in -s."""
    if known.capitals == "nouns" and word.endswith("s") and _is_noun(word[:-1], known):
        return True
    return (
        word in known.nouns
        or word in known.classes
        or word in known.openers
        or word in known.roles
        or word in known.titles
        or word in known.organisations
        or word in known.speech_nouns
    )


def _among_nouns(words: Sequence[str], known: Language, names: set[str]) -> None:
    low = [fold(w) for w in words]
    classes = known.classes
    size = len(words)
    for i, word in enumerate(words):
        if not word[0].isupper():
            continue
        plain = low[i]
        given = known.declension.stem(plain) in known.gender
        if given or (word.isupper() and len(word) > 1 and plain not in classes):
            names.add(plain)
        before = low[i - 1] if i else ""
        after = low[i + 1] if i + 1 < size else ""
        first = words[i - 1][0].isupper() if i else False
        if first and _is_surname(plain, before, known):
            names.add(plain)
            continue
        if _is_noun(plain, known) and not (given and plain not in known.nouns):
            continue
        titled = before in known.titles or (first and before in known.roles)
        follows = first and (before in names or (before in known.particles and i > 1 and low[i - 2] in names))
        if before in known.particles and i > 1 and low[i - 2] in names:
            follows = True
        verb = classes.get(after, "") == "v" or (
            classes.get(before, "") in ("v", "A") and words[i - 1][0].islower()
        )
        opens = i == 0 or before in (".", ":", "!", "?", "“", "„", "”")
        if titled or follows or (verb and not (opens and classes.get(before, "") == "d")):
            names.add(plain)


def _is_surname(word: str, before: str, known: Language) -> bool:
    """Whether a noun right behind a given name is a surname: "Heinz Möller", "Anna Koch"."""
    return (
        before in known.gender
        and before not in known.nouns
        and word in known.nouns
        and not (
            word in known.classes
            or word in known.openers
            or word in known.roles
            or word in known.titles
            or word in known.organisations
            or word in known.speech_nouns
        )
    )


def _has_article(word: str, known: Language) -> bool:
    """Whether a word is a noun by its beginning alone, as Arabic surnames may be: سامي الكرمي."""
    return word in known.nouns and not (
        frozenset.__contains__(known.nouns, word)
        or word in known.titles
        or word in known.roles
        or word in known.organisations
    )


def _without_capitals(words: Sequence[str], known: Language, names: set[str]) -> None:
    low = [fold(w) for w in words]
    classes = known.classes
    run = 0
    for i, plain in enumerate(low):
        before = low[i - 1] if i else ""
        surname = run == 1 and before in known.gender and _has_article(plain, known)
        if not plain[0].isalpha() or plain in classes or (_is_noun(plain, known) and not surname):
            run = 0
            continue
        # "Parviz Rasti, expert of geology": behind a comma a rank goes on with what it is of
        apposed = i > 1 and low[i - 2] in ("،", ",") and before not in known.courtesy
        titled = before in known.titles and (not known.verb_first or before in known.nouns)
        titled = titled or (before in known.roles and plain not in known.nouns)
        begins = plain in known.gender or before in known.honorifics or (titled and not apposed)
        if known.verb_first and classes.get(before, "") in ("v", "A"):
            begins = True
        if begins or 0 < run < LONGEST:
            names.add(plain)
            run += 1
        else:
            run = 0
