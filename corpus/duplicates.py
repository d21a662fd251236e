"""Identical and near-identical articles, found by what their words share.

Each text is cut into shingles of five words; the least hash in each of 64 parts of their range stands for
the set of them (MinHash, Broder 1997; with one permutation, Li, Owen, Zhang 2012; of each minimum 16 bits,
Li and König 2010). Texts that agree in a whole band of minima are compared (locality-sensitive hashing), so
that the work grows with the number of texts and of real candidates, not with their square. Forms filled in
by the thousand share bands without being alike, so that of one band only the latest are compared.
"""

from __future__ import annotations

import sys
from array import array
from base64 import b64encode
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from operator import eq
from zlib import crc32

from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.latin import ascii_words
from quoth.corpus.model import Article

ALIKE = 0.8
"""The share of shingles in common (Jaccard) from which two texts are one article."""
SHINGLE = 5
_MINIMA = 64
_PART = 1 << 26
"""So many hashes of 32 bits fall to one minimum."""
_BYTES = 2 * _MINIMA
_BAND = 8
"""The bytes of a band: four minima."""
_CANDIDATES = 16
_MOST_WORDS = 4_000
_WORD = late_pattern(r"[^\W_]+")
_UNSPACED = late_pattern("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")

Signature = bytes
"""The minima of one text, two bytes each, low byte first; empty for a text without words."""


def signature(text: str) -> Signature:
    """What stands for the words of a text; case, marks and blanks do not count.

    Of long texts the first 4,000 words are taken; of scripts without blanks each character is a word.
    """
    words = _words(text[: 12 * _MOST_WORDS])[:_MOST_WORDS]
    if not words:
        return b""
    size = min(SHINGLE, len(words))
    shingles = map(b" ".join, zip(*(words[step:] for step in range(size)), strict=False))
    minima = array("H", _minima(sorted(set(map(crc32, shingles)))))
    if sys.byteorder != "little":
        minima.byteswap()
    return minima.tobytes()


def _words(text: str) -> list[bytes]:
    words = ascii_words(text, digits=True)
    if words is not None:
        return words
    found = _WORD.findall(_UNSPACED.sub(r"\g<0> ", text.casefold()))
    return " ".join(found).encode("utf-8", "surrogatepass").split(b" ") if found else []


def _minima(hashes: Sequence[int]) -> Iterator[int]:
    """The low bits of the least of the ascending `hashes` in each part of their range.

    An empty part takes the least of the next that is not, with the distance mixed in.
    """
    wrapped = hashes[0] + _MINIMA * _PART
    for start in range(0, _MINIMA * _PART, _PART):
        at = bisect_left(hashes, start)
        least = hashes[at] if at < len(hashes) else wrapped
        yield (least + 40_503 * ((least - start) // _PART)) & 0xFFFF


def likeness(one: Signature, other: Signature) -> float:
    """About the share of shingles that two texts have in common, 0..1 (standard error 0.05 at 0.8)."""
    if not one or not other:
        return 0.0
    common: int = sum(map(eq, memoryview(one).cast("H"), memoryview(other).cast("H")))
    return common / _MINIMA


def groups(signatures: Sequence[Signature], alike: float = ALIKE) -> tuple[tuple[int, ...], ...]:
    """The groups of two texts and more that are one, as numbers into `signatures`, in order.

    Texts belong together that are alike themselves or through others.
    """
    parent = list(range(len(signatures)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    equal: dict[Signature, int] = {}
    for number, minima in enumerate(signatures):
        if minima:
            parent[number] = equal.setdefault(minima, number)
    firsts = [number for number, minima in enumerate(signatures) if minima and parent[number] == number]
    bands = memoryview(b"".join([signatures[number] for number in firsts])).cast("Q")
    for start in range(_BYTES // _BAND):
        keys = bands[start :: _BYTES // _BAND].tolist()
        if len(set(keys)) == len(keys):
            continue
        often = Counter(keys)
        leaders_of: dict[int, deque[int]] = {}
        for number, key in zip(firsts, keys, strict=True):
            if often[key] == 1:
                continue
            leaders = leaders_of.setdefault(key, deque(maxlen=_CANDIDATES))
            for other in leaders:
                if root(other) == root(number):
                    break
                if likeness(signatures[other], signatures[number]) >= alike:
                    parent[max(root(other), root(number))] = min(root(other), root(number))
                    break
            else:
                leaders.append(number)
    found: dict[int, list[int]] = {}
    for number in range(len(signatures)):
        found.setdefault(root(number), []).append(number)
    return tuple(tuple(members) for members in found.values() if len(members) > 1)


def article_signature(article: Article) -> Signature:
    """The signature of an article's own words: its paragraphs, without title, headings and noise."""
    return signature(" ".join(paragraph.text for paragraph in article.paragraphs))


def written_signature(article: Article) -> str:
    """The signature of an article in Base64."""
    return b64encode(article_signature(article)).decode("ascii")


def same_articles(articles: Iterable[Article], alike: float = ALIKE) -> tuple[tuple[str, ...], ...]:
    """The ids of articles that are identical or nearly so, group by group; the first of each came first."""
    listed = [(article.id, article_signature(article)) for article in articles]
    return tuple(
        tuple(listed[number][0] for number in group)
        for group in groups([minima for _, minima in listed], alike)
    )
