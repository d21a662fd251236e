"""An HTML page as a row of blocks: headings, paragraphs and what surrounds them, each with its marks."""

from __future__ import annotations

import re
from collections import Counter

from quoth.corpus.formats.markup import Tag
from quoth.corpus.values import dataclass, field


def _names(*rows: str) -> frozenset[str]:
    return frozenset(name for row in rows for name in row.split())


DROPPED = _names(
    "script style noscript template svg nav footer aside button select option textarea iframe figcaption",
    "canvas audio video object math dialog menu datalist input label head title",
)
BLOCKS = _names(
    "p h1 h2 h3 h4 h5 h6 li dt dd td th tr div section article main header blockquote pre address ul ol dl",
    "table tbody thead tfoot caption figure figcaption body html form fieldset hr details summary center",
    "hgroup nav aside footer dialog menu",
)
VOID = _names("area base br col embed hr img input link meta param source track wbr")
REGIONS = _names("article main section div td body")
_CLOSES_P = BLOCKS - {"body", "html", "caption", "tr", "td", "th", "tbody", "thead", "tfoot"}
_ONE_OF_A_KIND = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("tr",),
}
"""Elements that end where the next of their kind begins."""

_IN_HEAD = _names("title style script noscript template base link meta object bgsound")
"""Elements that a page's head may hold; any other ends it (HTML standard, 13.2.6.4.4)."""

_GONE = _names(
    "nav navbar navigation menu breadcrumb breadcrumbs cookie cookies consent gdpr sidebar footer comments",
    "commentlist respond popup modal overlay hidden skip ads advert advertisement adsense banner masthead",
    "comment comentarios comentario commentaires commentaire kommentare kommentarer komentarze commenti",
    "playlist carousel",
    "toolbar pagination pager paywall lightbox signup login print",
)
_FURNITURE = _names(
    "share sharing social related promo sponsor sponsored newsletter subscribe caption credit byline",
    "dateline tags taglist tag recommended recommendations recommendation trending readmore more timestamp",
    "pubdate copyright disclaimer teaser teasers toc meta metadata postmeta kicker rubric popular eyebrow",
    "overline submitted postmetadata pullquote",
)
_SPEAKING = _names("speaker interviewer interviewee moderator talker questioner speakername")
_NAMING = _names("name label link title")
_HOLDING = _names(
    "turn block row segment content text body section bio speech list item wrapper container group card"
)
"""Words of classes of elements that name who speaks; before the last ones they hold all that is said."""
_BODY_CLASSES = re.compile(
    r"\b(?:article|story|entry|post|content|news|page)[-_]{0,2}(?:body|content|text|main)\b"
    r"|\barticlebody\b|\bstorytext\b",
    re.IGNORECASE,
)
_DATE_CLASSES = re.compile(
    r"\b(?:date|datetime|dateline|published|pubdate|timestamp|posted)\b", re.IGNORECASE
)
_AUTHOR_CLASSES = re.compile(
    r"(?:^|\s)(?:author|byline|author[-_]name|byline[-_]name)(?:\s|$)", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_TELLING = re.compile(r"class|id=|role|hidden|style|itemprop|rel=", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_DASHES = frozenset("—–―-")


@dataclass(slots=True)
class Block:
    """Text of one block; `linked` counts its characters inside links, `bold` says all of it is bold.

    `place` is where it stands: ``text``, ``furniture`` (kept as noise) or ``gone``; `quoted` counts the
    block quotation that it is part of, 0 for none. `label` is where an element marks who speaks: where it
    begins, where the name ends, where it ends; `lead` is the length of what is bold at the beginning.
    """

    tag: str
    text: str
    linked: int
    bold: bool
    place: str
    quoted: int = 0
    label: tuple[int, int, int] | None = None
    lead: int = 0


@dataclass(slots=True)
class Region:
    """An element that may hold the article: the blocks from `first` up to `last`."""

    tag: str
    is_body: bool
    first: int
    last: int = -1


@dataclass(slots=True)
class _Open:
    tag: str
    place: str
    region: Region | None


@dataclass(slots=True)
class Page:
    """What a walk over the tokens of a page gathers; call `feed` for each and `close` at the end.

    `classes_tell` says whether elements with classes such as ``paywall`` are none of the article.
    """

    blocks: list[Block] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    classes_tell: bool = True
    _stack: list[_Open] = field(default_factory=list)
    _names: Counter[str] = field(default_factory=Counter)
    _pieces: list[str] = field(default_factory=list)
    _linked: int = 0
    _plain: bool = False
    _worth: bool = False
    _blocks_open: list[str] = field(default_factory=list)
    _dated: int = -1
    _authored: int = -1
    _name_from: int = 0
    _quotations: int = 0
    _speaker: int = -1
    _label: list[int] = field(default_factory=list)
    _lead: int = 0
    _length: int = 0
    _seam: bool = False
    _closed: bool = False

    def feed(self, token: Tag | str) -> None:
        """Takes the next tag or text of the page."""
        if isinstance(token, str):
            self._text(token)
            self._closed = False
        elif token.closes:
            self._end(token.name)
            self._closed, self._seam = True, False
        else:
            self._seam = self._closed
            self._closed = False
            self._start(token)

    def close(self) -> None:
        """Ends what is still open."""
        self._flush()
        for entry in self._stack:
            if entry.region is not None and entry.region.last < 0:
                entry.region.last = len(self.blocks)

    @property
    def _place(self) -> str:
        return self._stack[-1].place if self._stack else "text"

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def _text(self, text: str) -> None:
        place = self._place
        if place == "gone":
            return
        if self._names["pre"] == 0:
            text = _BLANKS.sub(" ", text)
        if not text or (text == " " and not self._pieces):
            return
        if self._seam and self._pieces and text[0].isupper() and self._pieces[-1][-1:].islower():
            self._add(" ")  # two elements side by side, which the page's style parts
        self._seam = False
        self._add(text)
        if not text.isspace():
            self._worth = self._worth or place == "text"
            if self._names["a"]:
                self._linked += len(text)
            if not (self._names["strong"] or self._names["b"]):
                self._plain = True
            elif not self._plain:
                self._lead = self._length

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name in VOID:
            if name == "br":
                self._add("\n")
            elif name == "hr":
                self._flush()
            return
        if self._names["head"] and name not in _IN_HEAD:
            self._end("head")  # pages of the web often do not close it
        if name in BLOCKS:
            self._flush()
            if name in _CLOSES_P and self._names["p"]:
                self._end("p")
            for kin in _ONE_OF_A_KIND.get(name, ()):
                if self._stack and self._stack[-1].tag == kin:
                    self._end(kin)
        if name == "blockquote" and not self._names["blockquote"]:
            self._quotations += 1
        elif name == "q" and self._place != "gone":
            self._add("“")
        elif name == "cite" and self._place != "gone" and (self._names["blockquote"] or self._signs()):
            said = "".join(self._pieces).rstrip()
            if said[-1:] not in _DASHES:
                self._add("\n— " if said else "— ")
        place, is_body = self._placed(tag)
        self._mark_speaker(tag, place)
        region = None
        if name in REGIONS and place == "text":
            region = Region(name, is_body, len(self.blocks))
            self.regions.append(region)
        if not tag.written.endswith("/") or name in BLOCKS:
            self._stack.append(_Open(name, place, region))
            self._names[name] += 1
            if name in BLOCKS:
                self._blocks_open.append(name)

    def _placed(self, tag: Tag) -> tuple[str, bool]:
        """Where an element stands, and whether its class says that it is the body of an article."""
        place = self._place
        if (tag.name in DROPPED and not self._signs(tag.name)) or (
            tag.name == "form" and self._names["figure"]
        ):
            place = "gone"
        elif tag.name == "header" and not (self._names["article"] or self._names["main"]) and place == "text":
            place = "furniture"
        if place == "gone" or not tag.written or not _TELLING.search(tag.written):
            return place, False
        told = tag.attributes()
        if "hidden" in told or told.get("aria-hidden") == "true" or _is_invisible(told.get("style", "")):
            return "gone", False
        classes = f"{told.get('class', '')} {told.get('id', '')}"
        if "author" in (told.get("itemprop"), told.get("rel")) or _AUTHOR_CLASSES.search(classes):
            self._authored, self._name_from = len(self._stack), len(self._pieces)
        if _DATE_CLASSES.search(classes.replace("_", "-")):
            self._dated = len(self._stack)
        if told.get("itemprop") == "articleBody" or _BODY_CLASSES.search(classes):
            return place, True
        nested = tag.name == "article" and self._names["article"] > 0
        if (tag.name in ("body", "html", "main", "article", "h1") and not nested) or told.get(
            "role"
        ) == "main":
            return place, told.get("role") == "main"
        if told.get("role") in ("navigation", "banner", "contentinfo", "search", "complementary", "dialog"):
            return "gone", False
        return _by_class(classes, place) if self.classes_tell else place, False

    def _signs(self, name: str = "") -> bool:
        """Whether an element, by default an open one, signs a block quotation: its footer or caption."""
        if name == "footer" or (not name and self._names["footer"]):
            return self._names["blockquote"] > 0
        if name == "figcaption" or (not name and self._names["figcaption"]):
            return self._names["figure"] > 0 and bool(self.blocks) and self.blocks[-1].quoted > 0
        return False

    def _end(self, name: str) -> None:
        if not self._names[name]:
            return
        if name in BLOCKS:
            self._flush()
        while self._stack:
            entry = self._stack.pop()
            self._names[entry.tag] -= 1
            if entry.tag in BLOCKS:
                self._flush()
                self._blocks_open.pop()
            if entry.tag == "q" and entry.place != "gone":
                self._add("”")
            if entry.region is not None:
                entry.region.last = len(self.blocks)
            self._facts(entry)
            self._end_speaker(entry)
            if entry.tag == name:
                break

    def _mark_speaker(self, tag: Tag, place: str) -> None:
        """Notes where an element begins that names who speaks, and where its name ends."""
        if self._speaker >= 0:
            if len(self._label) == 1 and tag.name != "a" and self._length > self._label[0]:
                self._label.append(self._length)
        elif tag.written and place == "text" and not self._label and "class" in tag.written:
            classes = tag.attributes().get("class", "").split()
            if not any(_names_speaker(token) for token in classes):
                return
            self._speaker = len(self._stack)
            self._label = [self._length]

    def _end_speaker(self, entry: _Open) -> None:
        if self._speaker >= 0 and len(self._stack) <= self._speaker:
            self._speaker = -1
            if entry.tag in BLOCKS:
                # its text is a block by now
                if self.blocks and self._label and self.blocks[-1].label is None:
                    length = len(self.blocks[-1].text)
                    name_end = self._label[1] if len(self._label) > 1 else length
                    self.blocks[-1].label = (self._label[0], min(name_end, length), length)
                self._label = []
            elif self._label:
                end = self._length
                name_end = self._label[1] if len(self._label) > 1 else end
                self._label = [self._label[0], name_end, end]

    def _facts(self, entry: _Open) -> None:
        """Takes dates and names of authors from elements that are marked as such."""
        depth = len(self._stack)
        if self._dated >= 0 and depth <= self._dated:
            self._dated = -1
            self.dates.append("".join(self._pieces) or (self.blocks[-1].text if self.blocks else ""))
        if self._authored >= 0 and depth <= self._authored:
            self._authored = -1
            own = "".join(self._pieces[self._name_from :])
            self.authors.append(own or (self.blocks[-1].text if self.blocks else ""))

    def _flush(self) -> None:
        """Makes a block of the text gathered since the last boundary."""
        if not self._pieces:
            return
        text = "".join(self._pieces)
        linked, plain, worth, lead = self._linked, self._plain, self._worth, self._lead
        label = (self._label[0], self._label[1], self._label[2]) if len(self._label) == 3 else None
        self._pieces.clear()
        self._length = 0
        self._linked, self._plain, self._worth, self._lead = 0, False, False, 0
        if self._speaker < 0:
            self._label = []
        if not text.isspace():
            self.blocks.append(
                Block(
                    tag=self._blocks_open[-1] if self._blocks_open else "p",
                    text=text,
                    linked=linked,
                    bold=not plain,
                    place="text" if worth else "furniture",
                    quoted=self._quotations if self._names["blockquote"] or self._signs() else 0,
                    label=label,
                    lead=lead,
                )
            )


def _names_speaker(token: str) -> bool:
    """Whether a class is that of the name of one who speaks, and not of all that is said."""
    words = [word.lower() for word in _WORDS.findall(token)]
    place = next((n for n, word in enumerate(words) if word in _SPEAKING or word == "member"), None)
    if place is None:
        return False
    behind = words[place + 1 :]
    return not _HOLDING.intersection(behind) and (
        words[place] != "member" or bool(_NAMING.intersection(behind))
    )


def _is_invisible(style: str) -> bool:
    folded = style.lower().replace(" ", "")
    return "display:none" in folded or "visibility:hidden" in folded


def _by_class(classes: str, place: str) -> str:
    words = [word.lower() for word in _WORDS.findall(classes)]
    for before, word in zip(["", *words], words, strict=False):
        if before in ("has", "no", "with", "without", "not", "is"):
            continue
        if word in _GONE:
            return "gone"
        if word in _FURNITURE and place == "text":
            place = "furniture"
    return place
