"""The words of a paragraph with one letter each for what they are, and where its sentences begin.

Quoted spans count as one token, so that the shape of a sentence can be read off a short string:
``"Q,nnv."`` is a quotation, a comma, a name of two words, a verb of saying and a stop.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from quoth.corpus.foreign import as_named, in_context, in_name, joined
from quoth.corpus.language import Language
from quoth.corpus.quotemarks import Quoted
from quoth.corpus.values import dataclass

# letters of `Tokens.shape` besides those of `Language.classes`
QUOTES = (
    "QSE"  # a quotation that ends in a comma or a word, in a full stop, in a question or exclamation mark
)

WORDS = 50_000  # words whose class is remembered

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.)+(?:[^\W\d_]\b)?"  # J. and U.S.
    r"|\d+(?:[.,:]\d+)+\w*"  # 3.2 and 10,000
    r"|[^\W_](?:\w|[’'&\-‑](?=\w))*(?:[’'](?![\w’']))?"
    r"|[,;:()\[\]—–―/]|--+|-(?=\s)|[.!?…]+"
)
# joiners and points that stand inside Persian and Arabic words
_INNER = "\u200c\u200d\u0300-\u036f\u0640\u064b-\u0652\u0670"
_PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")", "—": "-", "–": "-", "―": "-",
    "-": "-", "/": "/", "،": ",", "؛": ";", "，": ",", "、": ",", "：": ":", "；": ";", "（": "(", "）": ")",
}  # fmt: skip


@cache
def _token(language: Language) -> re.Pattern[str]:
    """What a token looks like: as in English, with the pieces of a language that are written together."""
    if language.code == "en":
        return _TOKEN
    before = "|".join(sorted((re.escape(w[:-1]) for w in language.pieces if w[-1] == "'"), key=len)[::-1])
    behind = "|".join(sorted((re.escape(w[1:]) for w in language.pieces if w[0] == "-"), key=len)[::-1])
    hyphen = rf"[\-‑](?!(?:{behind})\b)(?=\w)" if behind else r"[\-‑](?=\w)"
    return re.compile(
        r"(?:[^\W\d_]\.)+(?:[^\W\d_]\b)?"
        r"|\d+(?:[.,:]\d+)+\w*"
        + (rf"|\b(?:{before})[’'](?=\w)" if before else "")
        + (rf"|(?<=\w)[\-‑](?:{behind})\b" if behind else "")
        + rf"|[^\W_](?:[\w{_INNER}]|[’'&](?=\w)|{hyphen})*"
        r"|[,;:()\[\]—–―/،؛，、：；（）]|--+|-(?=\s)|[.!?…؟۔。！？]+",
        re.IGNORECASE,
    )


@dataclass(slots=True)
class Tokens:
    """Parallel lists over the tokens of one paragraph.

    `words` in lower case with straight apostrophes; `starts`, `ends` offsets into the text; `shape` one
    letter per token; `quotes` the position of each quotation among the tokens; `sentences` the
    positions at which sentences begin.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    shape: str
    quotes: list[int]
    sentences: list[int]

    def sentence_of(self, token: int) -> int:
        """Which sentence a token belongs to."""
        return bisect_right(self.sentences, token) - 1

    def bounds(self, sentence: int) -> tuple[int, int]:
        """First token of a sentence and the one behind its last."""
        last = sentence + 1 < len(self.sentences)
        return self.sentences[sentence], self.sentences[sentence + 1] if last else len(self.words)


def _quote_letter(text: str, quoted: Quoted) -> str:
    end = quoted.end
    while end > quoted.start and text[end - 1] in "”’'\")»":
        end -= 1
    last = text[end - 1 : end]
    if last in (".", "。", "۔"):
        return "S"
    return "E" if last in "?!…؟！？" else "Q"


_Known = tuple[str, int, str, str, str]


class _Classified(dict[str, _Known]):
    """The tokens of a language, remembered: a word as `_classified` has it, or the letter of a mark."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, written: str) -> _Known:
        if len(self) >= WORDS:
            self.clear()
        if written[0].isalnum() or written[-1].isalnum() or written[1:2].isalpha():
            found = (*_classified(written, self._language), "")
        else:
            found = (written, 0, "", "", _PUNCTUATION.get(written[0], "."))
        self[written] = found
        return found


@cache
def _words(language: Language) -> _Classified:
    return _Classified(language)


def _classified(written: str, language: Language) -> tuple[str, int, str, str]:
    """A word in lower case, the length of its possessive ending, its letter at an opening and within.

    The length is negative for an apostrophe that is no ending.
    """
    classes = language.classes
    lower = written.lower().replace("’", "'")
    owner = 0
    if lower not in classes and language.code == "en":
        if lower.endswith("'s") and len(lower) > 2:
            owner = 2
        elif lower.endswith("s'"):
            owner = 1
        elif lower.endswith("'"):
            owner = -1
    if owner:
        lower, written = lower[: -abs(owner)], written[: -abs(owner)]
    letter = classes.get(lower, "")
    upper = written[:1].isupper()
    if letter:
        name = upper and (letter in "vVgs" or (letter in "axhT" and len(lower) > 3 and not written.isupper()))
        name = name or (upper and letter == "i" and lower in language.given)  # "Per Roe"
        return lower, owner, letter, "n" if name else letter
    if written[:1].isdigit():
        return lower, owner, "#", "#"
    if upper and lower in language.indefinite:
        return lower, owner, "w", "w"
    if upper:
        return lower, owner, "a" if lower in language.openers else "n", "n"
    letter = "a" if lower.endswith("ly") and len(lower) > 4 and language.code == "en" else "w"
    return lower, owner, letter, letter


_SUBJECT = re.compile(r"d(?=v(?:[.,:TpQSE]|$))")
_FOREIGN_NOUN = re.compile(r"(?<=d)[vV](?=[,vVxaioQSE.w'])|(?<=d)V(?=[vVx])")
_NOUN = re.compile(r"(?<=[d'o])[vV](?=[,:)vVxaioQSE.w'])|(?<=[dw])V(?=[vVx])")


def tokenise(
    text: str, low: int, high: int, quoted: Sequence[Quoted], language: Language,
    named: frozenset[str] | None = None,
) -> Tokens:  # fmt: skip
    """The tokens of ``text[low:high]``, where `quoted` are the quotations inside in order.

    `named` are the words that are names in this text, in lower case, where capitals do not tell.
    """
    pattern = _token(language)
    english = language.code == "en"
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    letters: list[str] = []
    places: list[int] = []
    abbreviations, titles = language.abbreviations, language.titles
    at = low
    fresh = True
    classified = _words(language)
    for number in range(len(quoted) + 1):
        stop = quoted[number].outer_start if number < len(quoted) else high
        for match in pattern.finditer(text, at, stop):
            written = match.group()
            start, end = match.span()
            lower, owner, letter, inner, mark = classified[written]
            if mark:
                letter = mark
                if letter == "." and written == "." and words and ends[-1] == start:
                    last = words[-1]
                    if (
                        (letters[-1] in "nwz#" and (last in abbreviations or last[-2:-1] == "-"))
                        or (last == "no" and text[end + 1 : end + 2].isdigit())
                        or (language.ordinals and letters[-1] == "#" and len(last) < 3)
                    ):
                        words[-1] += "."
                        ends[-1] = end
                        if words[-1] in titles:
                            letters[-1] = "n"
                        continue
                letters.append(letter)
                words.append(written)
                starts.append(start)
                ends.append(end)
                fresh = letter in ".:-("
                continue
            if not fresh:
                letter = inner
            fresh = False
            if named is not None:
                letter = in_name(as_named(letter, lower, named), written, letters, named)
            if owner:
                end -= abs(owner)
            if not english:
                if written[0] in "-‑":
                    start = end - len(lower) + lower.rindex("-") + 1  # "elle" of "a-t-elle"
                letter = in_context(letter, lower, letters, words, language)
            elif letter in "vV" and letters and letters[-1] == "i" and words[-1] != "to":
                letter = "w"
            if letter in "wn#" and words and words[-1] == "her":
                letters[-1] = "d"  # "her brother", but "told her that"
            words.append(lower)
            starts.append(start)
            ends.append(end)
            letters.append(letter)
            if owner > 0:
                words.append("'s")
                starts.append(end)
                ends.append(end + owner)
                letters.append("'")
        if number < len(quoted):
            quote = quoted[number]
            places.append(len(words))
            words.append("")
            starts.append(quote.outer_start)
            ends.append(quote.outer_end)
            letters.append(_quote_letter(text, quote))
            at = quote.outer_end
            fresh = letters[-1] != "Q"
    # a verb form behind a determiner or before a verb is a noun: "the report", "a press release said"
    if not english:
        places = joined(words, starts, ends, letters, places, language)
    shape = "".join(letters)
    if english:
        for match in _SUBJECT.finditer(shape):
            at = match.start()
            if words[at] in language.pronominal and language.base[words[at + 1]] != words[at + 1]:
                shape = f"{shape[:at]}w{shape[at + 1 :]}"  # "another said"
    shape = (_NOUN if english else _FOREIGN_NOUN).sub("w", shape)
    return Tokens(words, starts, ends, shape, places, _sentences(text, shape, starts))


_END = re.compile(r"[.SE]")
# what may follow a quotation that ends in ? or ! and still belong to it
_TAG = re.compile(r"(?:d?[nw]{1,5}|p)[ax]*[vV]|[vV]")


def _sentences(text: str, shape: str, starts: list[int]) -> list[int]:
    """The positions at which sentences begin."""
    begins = [0] if shape else []
    size = len(shape)
    for match in _END.finditer(shape):
        at = match.end()
        while at < size and shape[at] in ".)":
            at += 1
        if at >= size or at == begins[-1]:
            continue
        first = text[starts[at]]
        if shape[at] in QUOTES:
            begins.append(at)
            continue
        if not (first.isupper() or first.isdigit() or first in "([—–-"):
            continue
        if first in "—–-" and match.group() == ".":
            continue
        if match.group() != "." and first in "(—–-":
            continue
        if match.group() == "E" and _TAG.match(shape, at):
            continue
        begins.append(at)
    return begins
