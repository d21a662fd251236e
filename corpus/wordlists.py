"""Reading the word lists of a language from ``languages/CODE.toml``.

Lists are blank-separated words. In lists of nouns (titles, roles, organisations, works) an asterisk stands
for any letters: ``*minister`` is every word that ends so, ``газет*`` every form of it. Verbs of saying come
in two notations: English by base form (see ``en.toml``), others as a line ``say: sag|t |te |ten``: the
English verb that behaves alike, a colon, the forms; a bar ends the part that forms beginning with one repeat.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from quoth.corpus.data_files import data_tables
from quoth.corpus.late_pattern import late_pattern


class WordLists(NamedTuple):
    """The sections of a language file."""

    cues: dict[str, str]
    words: dict[str, str]
    names: dict[str, str]
    writing: dict[str, Any]


_FINAL_SIGMA = late_pattern(r"([^\s\"]*)ς(?![^\s\"])")


class Patterns(frozenset[str]):
    """A set of words that also holds every word that begins or ends as one of its patterns says."""

    begins: tuple[str, ...]
    ends: tuple[str, ...]

    def __new__(cls, words: frozenset[str], begins: tuple[str, ...], ends: tuple[str, ...]) -> Patterns:
        made = super().__new__(cls, words)
        made.begins, made.ends = begins, ends
        return made

    def __contains__(self, word: object) -> bool:
        if super().__contains__(word):
            return True
        return isinstance(word, str) and (word.startswith(self.begins) or word.endswith(self.ends))

    def __or__(self, other: object) -> Patterns:
        if not isinstance(other, frozenset):
            return NotImplemented
        begins, ends = (other.begins, other.ends) if isinstance(other, Patterns) else ((), ())
        return Patterns(frozenset({*self, *other}), self.begins + begins, self.ends + ends)

    __ror__ = __or__


def listed(words: str) -> frozenset[str]:
    """The words of a list as a set; with asterisks as `Patterns`."""
    every = words.split()
    plain = frozenset(w for w in every if "*" not in w)
    if len(plain) == len(set(every)):
        return plain
    begins = tuple(w.rstrip("*") for w in every if w.endswith("*"))
    return Patterns(plain, begins, tuple(w.lstrip("*") for w in every if w.startswith("*")))


def read_lists(code: str) -> WordLists:
    """The lists of a language; raises `FileNotFoundError` where it has none."""
    data = data_tables("languages", f"{code}.toml")
    for table in data.values():
        for name, words in table.items():
            if isinstance(words, str) and "ς" in words:
                # folding the case of a word makes its final sigma a common one, small letters keep it
                table[name] = _FINAL_SIGMA.sub(r"\1ς \1σ", words)
    return WordLists(data["cues"], data["words"], data["names"], data.get("writing", {}))


def cue_forms(text: str) -> Iterator[tuple[str, str, bool]]:
    """(base form, form, whether it is an English -ing form) of every verb of a list."""
    for line in text.splitlines():
        kin, colon, forms = line.partition(":")
        if colon:
            yield from ((kin.strip(), form, False) for form in _spelt(forms))
            continue
        for entry in line.split():
            base = entry.split("/")[0].rstrip("+")
            yield from ((base, form, ing) for form, ing in _english(entry))


def _spelt(forms: str) -> Iterator[str]:
    stem = ""
    for form in forms.split():
        before, bar, after = form.partition("|")
        if bar and before:
            stem = before
        yield (stem + after) if bar else form


def _english(entry: str) -> Iterator[tuple[str, bool]]:
    """The forms of an English verb entry, each with whether it is the -ing form."""
    if "/" in entry:
        *finite, ing = entry.split("/")
        yield from ((form, False) for form in finite)
        yield ing, True
        return
    base = entry.rstrip("+")
    if base.endswith("e"):
        stem, third = base[:-1], base + "s"
    elif base.endswith("y") and base[-2] not in "aeiou":
        yield from (
            (base, False),
            (base[:-1] + "ies", False),
            (base[:-1] + "ied", False),
            (base + "ing", True),
        )
        return
    else:
        stem = base + base[-1] if entry.endswith("+") else base
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    yield from ((base, False), (third, False), (stem + "ed", False), (stem + "ing", True))
