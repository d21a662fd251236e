"""What the shape of a line tells: a heading, a place, the end of a sentence, a title that quotes."""

from __future__ import annotations

import re

from quoth.corpus.label_words import phrases

OPENING_MARKS = '"“„«‟‘‚「『”»'
"""Marks that may open a quotation at the start of a line, in any convention."""
_MOST_HEADING_WORDS = 22
_MOST_HEADING_LENGTH = 140
_MOST_TITLE_LENGTH = 250
_PROSE_LENGTH = 60
_SENTENCE_TAIL = 12
_SENTENCE_END = re.compile(r"[.!?…。।؟][\"”’»“')\]]*$")
_QUESTION = re.compile(r"(?:Q|A|Q\.|A\.)(?:\s{2,}|\xa0)\s*\S")
_MEMO_FIELD = re.compile(r"(?:SUBJECT|RE|TO|FROM|DATE|CC|THROUGH|VIA)\s*:\s|MEMORANDUM FOR\s")
_SIGNED = re.compile(
    r"(?:[^\W\d_a-z]+\s+)+[A-Z]\.\s(?:[A-Z]\.\s)*[^\W\d_a-z][^\W\d_a-z’'-]+(?:,?\s(?:JR|SR|II|III)\.?)?$"
)
"""A name with initials, all in capitals: who signs."""
_PLACE_WORDS = 6
_FEW_WORDS = 4
_TITLED = 0.6
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])((?:(?!\1).)+)\1$")
_ENUMERATED = re.compile(r"\(?[ivx]{1,4}\)|\(?[a-z]\)")
_QUOTED_HEADING = re.compile(r"[“„«]\s?[^\W\d_][^\n“”„«».,;:!?]*\s[^\n“”„«».,;:!?]*\s[^\n“”„«».,;:!?]*[”“»]")
"""``« Un marché comme un autre »`` heads a part, where prose follows."""
_QUOTED_TITLE = re.compile(
    r"[\"“„«‟‘‚「『”»][^\"“”„«»」』\n]{4,120}[^,.!?]?[\"”“«»’」』](?:\s?[:–—-]\s?\S.*|,?\s\S.{0,60})?$"
)
_ASIDE_END = re.compile(r"(?<=[.!?…\"”»])\s?[(\[][^()\[\]]{1,40}[)\]]$")
_MOST_EMPHASISED = 12
_BULLET = re.compile(r"[-*•–—]\s+\S")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")


def is_titled(line: str) -> bool:
    """Whether all long words of a line begin with capitals."""
    words = [word for word in _WORD.findall(line) if len(word) > 3]
    return bool(words) and all(word[0].isupper() or word[0].isdigit() for word in words)


def ends_sentence(text: str) -> bool:
    if text[-1] in ")]":
        text = _ASIDE_END.sub("", text)
    return bool(_SENTENCE_END.search(text[-_SENTENCE_TAIL:]))


def has_heading_shape(line: str) -> bool:
    emphasis = _EMPHASIS.match(line)
    if emphasis is None and line.startswith("**") and line.find("**", 2) > 0:
        return False  # ``**Nordby Times**: Bread gets dearer``
    text = emphasis[2] if emphasis else line.rstrip("*_")
    if not text:
        return False
    if len(text) > _MOST_HEADING_LENGTH or _BULLET.match(text):
        return False
    if text[0] in OPENING_MARKS:
        return _QUOTED_HEADING.fullmatch(text) is not None and len(text.split()) <= _MOST_EMPHASISED
    if _QUESTION.match(text):
        return False
    if text[-1] in ',;—–-"”»(' or text.endswith(":)") or text[0] + text[-1] in ("()", "[]", "〔〕", "（）"):
        return False
    if ends_sentence(text) and text[-1] not in "?!":
        return False
    words = _WORD.findall(text)
    if not 0 < len(words) <= _MOST_HEADING_WORDS or words[0][0].islower() or _ENUMERATED.match(text):
        return False
    if text[-1] == ":" and not (emphasis and len(words) <= _MOST_EMPHASISED and _names_a_part(words)):
        return False
    if _MEMO_FIELD.match(text) or _SIGNED.match(text):
        return False
    if text.count("“") != text.count("”") and "„" not in text:
        return False  # half of a sentence
    return len(words) < 2 or not (words[-1].islower() and words[-1] in phrases().small)


def _names_a_part(words: list[str]) -> bool:
    """Whether words before a colon head what follows, and do not lead in to it as a sentence does."""
    long = [word for word in words if len(word) > 3]
    capital = sum(not word[0].islower() for word in long)
    return len(words) <= _FEW_WORDS or capital >= _TITLED * len(long)


def reads_as_prose(text: str) -> bool:
    return (len(text) >= _PROSE_LENGTH and ends_sentence(text)) or len(text) > _MOST_TITLE_LENGTH


def quotes_a_title(text: str) -> bool:
    """Whether a line that begins with a quotation is a title: ``“We bake”: a talk with Ida Brandt``."""
    return _QUOTED_TITLE.match(text) is not None and not text.rstrip().endswith(
        (".", "!", "?", ",", ";", ":")
    )


def names_a_place(text: str) -> bool:
    """Whether a line is a place and the country, state or city it lies in: ``Springfield, Elbonia``."""
    place, comma, region = text.strip("*_").partition(", ")
    words = _WORD.findall(text)
    return bool(
        comma
        and place
        and region
        and len(words) <= _PLACE_WORDS
        and all(not word[0].islower() or len(word) <= 3 for word in words)
        and not any(mark in text for mark in ':;!?“”"«»()')
        and (text[-1].isalpha() or re.search(r"[A-Z]\.[A-Z]\.$", text))
    )


def is_topic(text: str) -> bool:
    """Whether a line above the first turn says what it is about, and not where or when it was said."""
    if any(mark in text for mark in (" - ", " -- ", ", ")):
        return False  # who takes part, or a place
    return len(_WORD.findall(text)) > 1 and not names_a_place(text) and not any(c.isdigit() for c in text)
