"""Citations of a quote or an article: Markdown, BibTeX, CSL-JSON. Pure.

BibTeX as in the manual of BibTeX 0.99 (an ``@misc`` entry: the kind of source is not known),
CSL-JSON as in the schema of Citation Style Language 1.0.2.
"""

from __future__ import annotations

import re
from typing import Any

from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.model import Article
from quoth.corpus.reading import harmless_line
from quoth.tui.formats import Record, markdown_text
from quoth.tui.passages import citation_line

_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_LEFT_HANGING = ",;:–—-،؛，；：、 \n"
"""What the sentence around a quote puts behind its words, before who says them."""
_DATE = late_pattern(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def markdown(record: Record, article: Article) -> str:
    """A block quotation with its source below; of an article, one line."""
    day = f" ({article.date})" if article.date else ""
    told = _published(article)
    if record["kind"] == "article":
        title = markdown_text(record["title"] or record["source"])
        return f"“{title}”{told}{day}, {markdown_text(record['source'])} `{record['id']}`\n"
    quoted = "".join(f"> {markdown_text(line)}\n" for line in _cited(record).split("\n"))
    return f"{quoted}>\n> — {citation_line(record, markdown_text)}{told}{day}\n"


def _published(article: Article) -> str:
    """Who wrote it, who published it and where, each behind a comma."""
    parts = [f"by {markdown_text(_joined(article.authors))}"] if article.authors else []
    if article.publisher:
        parts.append(markdown_text(article.publisher))
    if article.url:
        parts.append(f"<{_address(article.url)}>")
    return "".join(f", {part}" for part in parts)


def _joined(names: tuple[str, ...]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _address(url: str) -> str:
    """An address that ends where its citation says: blanks and angle brackets written as in RFC 3986."""
    return re.sub(r"[\s<>\"{}|\\^`]", lambda found: f"%{ord(found[0]):02X}", harmless_line(url))


def bibtex(record: Record, article: Article) -> str:
    """One entry; the key is the id with letters that BibTeX takes."""
    date = article.date
    fields = [("title", f"{{{_escaped(record['title'] or record['source'])}}}")]
    if article.authors:
        fields.insert(0, ("author", " and ".join(_bibtex_name(name) for name in article.authors)))
    if date and (found := _DATE.match(date)):
        fields.append(("year", found[1]))
        if found[2]:
            fields.append(("month", str(int(found[2]))))
    fields.append(("howpublished", _escaped(record["source"])))
    if article.publisher:
        fields.append(("publisher", _escaped(article.publisher)))
    if article.url:
        fields.append(("url", _address(article.url)))
    if note := _note(record):
        fields.append(("note", _escaped(note)))
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"@misc{{{re.sub(r'[^A-Za-z0-9:.-]', '-', record['id'])},\n{body}}}\n"


def _bibtex_name(name: str) -> str:
    escaped = _escaped(name)
    return f"{{{escaped}}}" if " and " in name or "," in name else escaped


def csl(record: Record, article: Article) -> dict[str, Any]:
    """One item for a list in CSL-JSON; names stay as they are written, for no format parts them."""
    date = article.date
    item: dict[str, Any] = {
        "id": record["id"],
        "type": "article",
        "title": record["title"] or record["source"],
        "source": record["source"],
    }
    if article.authors:
        item["author"] = [{"literal": name} for name in article.authors]
    if article.publisher:
        item["container-title"] = article.publisher
    if article.url:
        item["URL"] = article.url
    if date and (found := _DATE.match(date)):
        item["issued"] = {"date-parts": [[int(part) for part in found.groups() if part]]}
    if note := _note(record):
        item["note"] = note
    return item


def _note(record: Record) -> str:
    """Who says which words, in one line; nothing for a whole article."""
    if record["kind"] == "article":
        return ""
    who = f"{record['speaker']['name']}: " if record["speaker"] else ""
    return f"{who}“{harmless_line(_cited(record))}”"


def _cited(record: Record) -> str:
    """The words as they are cited: a quote without the comma that ran on to its speaker."""
    text: str = record["text"]
    return text.rstrip(_LEFT_HANGING) or text if record["rule"] is not None else text


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in harmless_line(text))
