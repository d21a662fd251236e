"""HTML pages: the article's text, headings, title, date and author, without what surrounds it.

The element that holds most running text is taken for the article (``article``, an article body by
name, ``main``, or by weight); inside it, furniture known by its class becomes noise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.corpus.bylines import byline
from quoth.corpus.dates import date_in_name, iso_date
from quoth.corpus.formats.extracted import Extracted, Reader, TextBuilder
from quoth.corpus.formats.markdown import same_words
from quoth.corpus.formats.markup import tokens
from quoth.corpus.formats.page_blocks import Block, Page, Region
from quoth.corpus.formats.page_facts import Facts
from quoth.corpus.formats.page_turns import name_turns
from quoth.corpus.formats.plain import encoding_note
from quoth.corpus.model import LineKind
from quoth.corpus.reading import decode
from quoth.corpus.settings import Deadline, ReadSettings

_CHARSET = re.compile(
    rb"(?i)<meta[^>]{1,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TITLE_PARTS = re.compile(r"\s+(?:[|·•»«–—-]|::)\s+|:\s+")
_PROSE_LENGTH = 60
_LEAST_SHARE = 0.5
_MOSTLY_LINKS = 0.8
_SHORT_LINKS = 200
_LONGEST_LEAD = 30
_LEAST_KEPT = 0.3
_CHECK_EVERY = 4096
_LITTLE = 1000  # characters of prose
_LARGE = 8000  # characters of a page
_MANY_TIMES = 3
_FEW_LETTERS = 3
_LINKED_HEADINGS = 3  # on pages with so many, headings are links, too
_NEAR = 3
_SHORT_LINE = 60
_BYLINE = re.compile(r"^\s*by\s+", re.IGNORECASE)


class HtmlReader:
    """A saved web page."""

    def read(self, raw: bytes, settings: ReadSettings) -> Iterator[Extracted]:
        """One article."""
        decoded = decode(raw, settings, declared_charset(raw))
        page, facts = walked(decoded.text, settings.deadline())
        builder = TextBuilder()
        add_page(builder, page, facts)
        written = next((day for text in (*page.dates, *_near_title(page)) if (day := iso_date(text))), None)
        marked = next((name for text in page.authors if (name := _name(text))), None)
        lines = (line for text in _near_title(page) for line in text.split("\n"))
        told = ", ".join(next((names for line in lines if (names := byline(line))), ()))
        yield builder.extracted(
            date=facts.date() or written or date_in_name(facts.url()),
            url=facts.url(),
            author=facts.author() or marked or told,
            language=facts.language_tag(),
            metadata=(("site", facts.site()), *encoding_note(decoded.encoding)),
            warnings=decoded.warnings,
        )


def _near_title(page: Page) -> list[str]:
    """Short lines close to the first heading: where a page writes its date when nothing marks it."""
    place = next((n for n, block in enumerate(page.blocks) if block.tag == "h1"), None)
    if place is None:
        return []
    near = page.blocks[max(0, place - _NEAR) : place + _NEAR + 1]
    return [block.text for block in near if len(block.text) <= _SHORT_LINE]


def _name(text: str) -> str | None:
    """The name in a byline, or None where it is too long for one."""
    name = _BYLINE.sub("", " ".join(text.split()))
    return name if 0 < len(name) <= _SHORT_LINE else None


def declared_charset(raw: bytes) -> str | None:
    """The encoding that a page names near its beginning."""
    found = _CHARSET.search(raw[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def walked(text: str, deadline: Deadline) -> tuple[Page, Facts]:
    """The blocks of a page and what it says of itself.

    Where the classes of its elements leave next to nothing of a page, they are not heeded.
    """
    page, facts = _walked(text, deadline, True)
    prose = sum(map(_prose, page.blocks))
    if prose < _LITTLE and len(text) > _LARGE:
        other, _ = _walked(text, deadline, False)
        if sum(map(_prose, other.blocks)) > max(_MANY_TIMES * prose, _LITTLE // 2):
            return other, facts
    return page, facts


def _walked(text: str, deadline: Deadline, classes_tell: bool) -> tuple[Page, Facts]:
    page, facts = Page(classes_tell=classes_tell), Facts()
    for count, token in enumerate(tokens(text)):
        if count % _CHECK_EVERY == 0:
            deadline.check()
        facts.feed(token)
        page.feed(token)
    page.close()
    return page, facts


def add_page(builder: TextBuilder, page: Page, facts: Facts) -> None:
    """Adds the title and the blocks of the article."""
    first, last = article_of(page)
    name_turns(page.blocks[first:last])
    title = _title(page, facts, first, last)
    if title:
        builder.add(title, "title", 1)
    _mark_kickers(page.blocks[first:last], title)
    add_blocks(builder, page.blocks[first:last], title)


def _mark_kickers(blocks: list[Block], title: str) -> None:
    """Short lines before the title name a section of the paper; they are furniture."""
    place = next((n for n, block in enumerate(blocks[:_NEAR]) if same_words(block.text, title)), 0)
    for block in blocks[:place]:
        if len(block.text.strip()) <= _SHORT_LINE and block.place == "text":
            block.place = "furniture"


def add_blocks(builder: TextBuilder, blocks: list[Block], title: str) -> None:
    """Adds blocks; a heading that nothing but furniture follows is furniture itself."""
    kept = [block for block in blocks if block.place != "gone"]
    noise = [block.place == "furniture" or _is_link_list(block) for block in kept]
    links = [
        n
        for n, b in enumerate(kept)
        if b.tag in _HEADINGS and b.linked >= _MOSTLY_LINKS * len(b.text.strip())
    ]
    if len(links) < _LINKED_HEADINGS:
        for number in links:
            noise[number] = noise[number] or not same_words(kept[number].text, title)
    below = False
    for number in range(len(kept) - 1, -1, -1):
        if kept[number].tag in _HEADINGS:
            noise[number] = noise[number] or not below
            below = below if kept[number].tag != "h1" else False
            if not noise[number]:
                below = False
        elif not noise[number] and sum(letter.isalpha() for letter in kept[number].text) > _FEW_LETTERS:
            below = True
    marked = any(
        block.tag in _HEADINGS and not out and not same_words(block.text, title)
        for block, out in zip(kept, noise, strict=True)
    )
    for block, out in zip(kept, noise, strict=True):
        level = _HEADINGS.get(block.tag)
        if level and title and same_words(block.text, title):
            continue
        if level and not out:
            builder.add(block.text.replace("\n", " "), "heading", level)
            continue
        lines = [line for line in block.text.split("\n") if line.strip()]
        running = marked and not (block.bold and len(lines) == 1)
        told: LineKind | None = (
            "noise" if out else "block" if block.quoted else "paragraph" if running else None
        )
        for number, line in enumerate(lines):
            builder.add(line, told, block.quoted, close=number > 0)


def _is_link_list(block: Block) -> bool:
    """Whether a short block is little else than links."""
    if block.tag in _HEADINGS or not block.linked:
        return False
    words = block.text.strip()
    lead = words.partition(":")[0]
    if lead != words and len(lead) <= _LONGEST_LEAD and len(words) < _SHORT_LINKS:
        # "Also interesting:" and a link
        return block.linked >= max(len(words) - len(lead) - 3, 1)
    return len(block.text) < _SHORT_LINKS and block.linked >= _MOSTLY_LINKS * len(block.text.strip())


def _prose(block: Block) -> int:
    """How much running text a block holds, in characters."""
    length = len(block.text)
    if block.place != "text" or block.tag in _HEADINGS or block.linked * 2 > length:
        return 0
    return length if length >= _PROSE_LENGTH or block.tag in ("p", "blockquote") else 0


def article_of(page: Page) -> tuple[int, int]:
    """The blocks of the article, as a range."""
    sums = [0]
    for block in page.blocks:
        sums.append(sums[-1] + _prose(block))
    whole = (0, len(page.blocks))
    total = sums[-1]
    if not total:
        return whole

    def prose(region: Region) -> int:
        return sums[region.last] - sums[region.first]

    for wanted in (
        [region for region in page.regions if region.tag == "article"],
        [region for region in page.regions if region.is_body],
        [region for region in page.regions if region.tag == "main"],
    ):
        best = max(wanted, key=prose, default=None)
        if best is not None and prose(best) >= _LEAST_SHARE * total:
            return best.first, best.last
    return _by_weight(page, sums) or whole


def _by_weight(page: Page, sums: list[int]) -> tuple[int, int] | None:
    """The smallest element that holds most of the running text."""
    total = sums[-1]
    found: Region | None = None
    for region in page.regions:
        if sums[region.last] - sums[region.first] >= (1 - _LEAST_KEPT) * total and (
            found is None or region.last - region.first <= found.last - found.first
        ):
            found = region
    return (found.first, found.last) if found else None


def _title(page: Page, facts: Facts, first: int, last: int) -> str:
    """The first-level heading that fits what the page says, or else what the page says."""
    tops = [
        (number, " ".join(block.text.split()))
        for number, block in enumerate(page.blocks[:last])
        if block.tag == "h1" and block.place != "gone" and not same_words(block.text, facts.site() or "\0")
    ]
    told = facts.title()
    parts = _TITLE_PARTS.split(facts.page_title)
    inside = [text for number, text in tops if number >= first]
    for text in (*inside, *(text for _, text in tops)):
        if same_words(text, told) or (
            text in inside and facts.page_title and _contains(facts.page_title, text)
        ):
            return text
    if not inside:
        # the name of the site is often the only heading of the first level
        headings = [" ".join(b.text.split()) for b in page.blocks[:last] if b.tag in _HEADINGS]
        named = [text for text in headings if any(same_words(text, part) for part in parts)]
        if named:
            return max(named, key=len)
    if inside or tops:
        return (inside or [text for _, text in tops])[0]
    if told:
        return " ".join(told.split())
    for block in page.blocks[first : min(first + 2 * _NEAR, last)]:
        words = " ".join(block.text.split("\n")[0].split())
        if 2 * len(words) >= len(facts.page_title) and _contains(facts.page_title, words):
            return words
    apart = [part for part in parts if part]
    return parts[0] if len(parts[0]) >= len(facts.page_title) / 3 else max(apart, key=len, default="")


def _contains(whole: str, part: str) -> bool:
    def bare(text: str) -> str:
        return re.sub(r"[\W_]+", "", text).casefold()

    return bool(bare(part)) and bare(part) in bare(whole)


READER: Reader = HtmlReader()
