"""How a label of a transcript is set off from its words: by a colon, a dash, a stop, a time code, or a line.

Each way is one pattern here; what a name may look like is told by `turn_labels`.
"""

from __future__ import annotations

import re

SMALL = "a-zß-öø-ÿāăąćčďđēęěğģīįıķļłńňņőœŕřśšşșťțţūůűųźżžа-яёіїєўґα-ωάέήίόύώ"
"""Small letters, for a set of characters in a pattern."""
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TIME = rf"[\[(<]?{_CLOCK}[\])>]?"
TIME = re.compile(rf"{_TIME}(?:\s*(?:-->|[-–—])\s*{_TIME})?")
"""A time code, or two with a dash between them."""

LEAD = re.compile(
    r"[*_>\s]*(?:[-–—•]\s+)?(?:\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s(?=\d{1,2}:))?"
    rf"(?:{_TIME}(?:\s?[AaPp]\.?[Mm]\.?(?:\s[A-Z]{{2,4}})?)?[\s\-–—|:,]*)?"
    r"(?:(?:[A-Z]?\d{1,3}[.)]|Q\d{1,4})\s+(?=[^\W\d_a-z])|(?:Anf\.|Anförande|Nr\.?|No\.?|№)\s*\d{1,4}[.:]?\s+)?[*_]*"
)
"""What may stand before a label: marks, a bullet, a time code, the number of a question or speech."""

BRACKET = re.compile(r"[(\[（]([^()\[\]（）\n]{1,170})[)\]）]")
_NAME = r"([^\W\d_][^\n:：“”\"«»„!?;*\[\](){}（）|]{0,70}?)"
_BRACKETS = r"((?:\s*[*_]*\s*[(\[（][^()\[\]（）\n]{1,170}[)\]）]){0,4})"
_BEHIND = (
    r"(?:,\s([^:\n()“”\"]{2,70})|\s+to\s+the\s[^:\n(]{3,90}"
    rf"|(?<=[)\]])\s([{SMALL}][^\W\d_]{{2,24}}))?"
)
COLON = re.compile(
    _NAME
    + r"\s*[*_]*"
    + _BRACKETS
    + _BEHIND
    + r"\s*[*_]*\s*(?::[*_]*(?:\s?[–—-](?=\s))?(?:[^\S\n]+|$)|：[*_]*\s*)"
)
# ``[Interviewer]: How long``
ENCLOSED = re.compile(r"[\[<{]([^\W\d_][^\n:\[\]<>{}]{1,50})[\]>}]\s?:\s+(?=\S)")
LETTER = re.compile(
    r"([QAPRDFVKSCПВОΕΑسج])(?:[.:][*_]*[^\S\n]+|[^\S\n]{2,}|\xa0[^\S\n]*|[*_]+:?[^\S\n]+)(?=\S)"
    r"|(Q) (?=[A-Z—(“])"
)
LETTERS = (
    ("q", "a"), ("p", "r"), ("d", "r"), ("f", "a"), ("v", "o"), ("k", "v"), ("s", "c"), ("q", "r"),
    ("в", "о"), ("п", "в"), ("ε", "α"), ("س", "ج"),
)  # fmt: skip
"""The letters that stand for question and answer, in pairs."""

# ``President. – The next item``, ``O SR. PRESIDENTE (João Silva) - Declaro``
DASHED = re.compile(
    r"([^\W\d_][^\n:“”\"«»!?;(,–—]{1,60}?)"
    + _BRACKETS
    + r"(?:,\s([^.\n:–—]{1,100}))?\s*(\.?)\s*(?<!-)[–—-]\s+(?=\S)"
)
# what is before the stop: ``Mr. ROE. Madam Speaker``, ``PRESIDENTE. Passiamo``, ``M. Roux, ministre. Oui``
STOPPED = re.compile(
    rf"([^\W\d_{SMALL}][^\n:“”\"«»!?;(,–—]{{1,60}}?)" + _BRACKETS + r"(?:,\s([^.\n:–—]{1,100}))?$"
)
BEHIND_STOP = re.compile(rf"\.\s+(?=[^\W\d_{SMALL}]|[¿¡“\"«(\[–—\d])")
# ``LE PRÉSIDENT Mesdames et messieurs``
SHOUTED = re.compile(rf"((?:[^\W\d_{SMALL}]{{2,}}\s){{1,4}})(?=[^\W\d_{SMALL}][{SMALL}'’])")
# ``Jane Roe [00:12] Tell me``, ``Jane Roe  00:12  Tell me``
CLOCKED = re.compile(
    rf"([^\W\d_][^\n:“”\"«»„!?;*\[\](){{}}|.]{{1,50}}?)[*_]*\s*(?:[\[(<]{_CLOCK}[\])>][*_]*:?|\s\s{_CLOCK})\s+(?=\S)"
)
# ``**Jane Roe** Tell me``
BOLD = re.compile(r"(?<=\*\*)([^\W\d_][^\n:“”\"«»„!?;*\[\](){}|.]{1,50}?)\*\*\s+(?=[^\s:*–—(\[-])")
# ``○議長（山田太郎君）　これより``: the mark of one who speaks, and a blank behind the name
ROUND = re.compile(
    r"[○◯〇◎●◆▽]([^\s（）()]{2,20}?)君?(?:[（(]([^（）()\n]{2,30}?)君?[）)])?(?:君)?[\s　]+(?=\S)"
)
ALONE = re.compile(
    r"([^\W\d_][^\n:“”\"«»„!?;*\[\](){}|]{1,50}?)"
    + _BRACKETS
    + r"(?:\s+--?\s+([^\n:]{1,90})|,\s([^\n:.]{1,60})"
    + rf"|(?<=[)\]])\s([{SMALL}][^\W\d_]{{2,24}})(?=:))?\s*"
    + rf"(?:[-–—|,]?\s*({_TIME}))?[*_:]*$"
)
