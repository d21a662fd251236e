"""What the shape of a sentence needs to read like an English one in languages that build it otherwise."""

from __future__ import annotations

from quoth.corpus.language import Language


def as_named(letter: str, word: str, named: frozenset[str]) -> str:
    """The letter of a word where capitals do not tell names: ``n`` if the word is a name of this text."""
    if letter in "nw":
        return "n" if word in named else "w"
    return letter


def in_name(letter: str, written: str, letters: list[str], named: frozenset[str]) -> str:
    """The letter of a word behind those before it: an article with a capital goes on a name ("Le Goff")."""
    inside = letter == "d" and written[0].isupper() and letters[-1:] == ["n"]
    return "n" if inside and written.lower() in named else letter


def in_context(letter: str, word: str, letters: list[str], words: list[str], language: Language) -> str:
    """The letter of a word behind those before it.

    An article right behind a noun joins the two as "of" does ("der Leiter des Amtes"); a word such as
    "so" or "laut" stands for "said" only right behind a quotation.
    """
    last = letters[-1] if letters else ""
    if word in language.genitives and last in ("w", "n"):
        return "o"
    if word in language.tags_only:
        return "A" if last == "," and len(letters) > 1 and letters[-2] in "QSE" else "a"
    return letter


def joined(
    words: list[str], starts: list[int], ends: list[int], letters: list[str], places: list[int],
    language: Language,
) -> list[int]:  # fmt: skip
    """Join what is one in English; changes the lists, gives the new places of the quotations.

    A dash behind a comma or a quotation goes ("…", — said Roe), and so does the auxiliary of a verb of
    saying with the pronouns around it ("lui a-t-il dit" keeps its subject, loses the rest).
    """
    drop: set[int] = set()
    for i, letter in enumerate(letters):
        before = letters[i - 1] if i else ""
        if letter == "-" and before in (",", "Q", "S", "E"):
            drop.add(i)
        elif letter in "vV" and language.compound:
            j = i - 1
            while j >= 0 and i - j < 6 and (letters[j] in "xha" or letters[j - 1 : j + 1] == ["x", "p"]):
                j -= 1
            run = range(j + 1, i)
            first = next((k for k in run if letters[k] == "x"), -1)
            if first >= 0 and letters[i - 1] in "xap":
                drop.update(k for k in run if letters[k] in "xh")
                starts[i] = starts[i] if any(letters[k] in "ap" for k in run) else starts[first]
    if not drop:
        return places
    kept = [i for i in range(len(letters)) if i not in drop]
    place = {old: new for new, old in enumerate(kept)}
    words[:] = [words[i] for i in kept]
    starts[:] = [starts[i] for i in kept]
    ends[:] = [ends[i] for i in kept]
    letters[:] = [letters[i] for i in kept]
    return [place[at] for at in places]
