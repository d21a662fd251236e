"""Block quotations, which have no quotation marks: found where the format sets them apart, and by whom."""

from __future__ import annotations

import pytest

from quoth.corpus.article import article_of_bytes
from quoth.corpus.model import Article

LEAD = "Jane Roe and John Doe met in Elbonia on Monday to talk about the old bridge and its future."
SAID = "The bridge is old and nobody will mend it for us."


def article(text: str, name: str = "bridge.md") -> Article:
    return article_of_bytes(text.encode("utf-8"), origin=name, source=name)


def blocks(read: Article) -> list[tuple[str | None, str, str]]:
    """Speaker, rule and words of each block quote."""
    names = {s.id: s.name for s in read.speakers}
    return [
        (names.get(q.speaker or ""), q.attribution.rule, q.text) for q in read.quotes if q.kind == "block"
    ]


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        ("Roe wrote:", "block-lead"),
        ("In a letter to the council, Roe said:", "block-lead"),
        ("Roe, who had read the report, replied to John Doe:", "block-lead"),
        ("According to Jane Roe:", "block-lead"),
        ("As Roe put it to the council on Monday, she told us:", "block-lead"),
        ("Jane Roe, the mayor:", "label-line"),
        ("Roe replied on her page.", "block-after"),
    ],
)
def test_the_line_before_a_block_says_who_speaks(before: str, rule: str) -> None:
    read = article(f"{LEAD}\n\n{before}\n\n> {SAID}\n\nThe council met again.")
    assert blocks(read) == [("Jane Roe", rule, SAID)]


@pytest.mark.parametrize(
    "signature",
    [
        "— Jane Roe",
        "— Jane Roe, mayor of Elbonia",
        "-- Jane Roe",
        "— *Jane Roe*",
        "— Jane Roe (@jroe) May 1, 2020",
    ],
)
def test_a_signature_below_or_behind_a_block_says_who_speaks(signature: str) -> None:
    for text in (f"> {SAID}\n> {signature}", f"> {SAID} {signature}", f"> {SAID}\n>\n> {signature}"):
        read = article(f"{LEAD}\n\n{text}\n\nThe council met again.")
        assert blocks(read) == [("Jane Roe", "signature", SAID)], text
    assert blocks(article(f"{LEAD}\n\n> {SAID}\n\n{signature}\n")) == [("Jane Roe", "signature", SAID)]


def test_wrapped_lines_of_a_block_are_one_paragraph_and_its_paragraphs_one_quotation() -> None:
    read = article(
        f"{LEAD}\n\nRoe wrote:\n\n> The bridge is old\n> and nobody\n> will mend it for us.\n>\n> We will.\n"
    )
    assert blocks(read) == [("Jane Roe", "block-lead", SAID), ("Jane Roe", "block-lead", "We will.")]
    assert ["continued" in q.flags for q in read.quotes] == [False, True]


def test_marks_around_a_block_are_no_part_of_its_words() -> None:
    assert blocks(article(f"{LEAD}\n\nRoe wrote:\n\n> “{SAID}”\n")) == [("Jane Roe", "block-lead", SAID)]


def test_a_block_without_evidence_is_nobodys() -> None:
    read = article(f"{LEAD}\n\nThe bridge was built long ago.\n\n> {SAID}\n\nThe council met again.")
    assert blocks(read) == [(None, "unknown", SAID)]
    assert read.quotes[0].attribution.confidence == 0.0


@pytest.mark.parametrize(
    "block",
    [
        "> **Note:** the bridge is closed on Mondays.",
        "> [!NOTE]\n> The bridge is closed on Mondays.",
        "> See here.",
        "> Jane Roe and John Doe met in Elbonia on Monday",
    ],
)
def test_notes_and_words_that_are_repeated_are_no_quotes(block: str) -> None:
    assert blocks(article(f"{LEAD}\n\n{block}\n\nThe council met again.")) == []


def test_a_block_of_news_is_read_like_any_paragraph() -> None:
    read = article(
        f"{LEAD}\n\nThe paper had it first.\n\n> “The bridge is old,” said John Doe.\n\nThe council met."
    )
    assert [(q.kind, q.text) for q in read.quotes] == [("direct", "The bridge is old,")]
    assert read.speakers[0].name == "John Doe"


PAGE = """<html><head><title>The bridge</title></head><body><article><h1>The bridge</h1>
<p>{lead}</p>{block}<p>The council met again on the day after and found nothing new to say about it.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("block", "rule"),
    [
        ("<p>Roe wrote in a letter:</p><blockquote><p>{said}</p></blockquote>", "block-lead"),
        ("<blockquote><p>{said}</p><footer>— <cite>Jane Roe</cite></footer></blockquote>", "signature"),
        ("<blockquote><p>{said}</p><cite>Jane Roe</cite></blockquote>", "signature"),
        ("<blockquote>{said}<br>&mdash; Jane Roe</blockquote>", "signature"),
        ("<figure><blockquote><p>{said}</p></blockquote><figcaption>— Jane Roe, mayor</figcaption></figure>",
         "signature"),
        ('<blockquote class="twitter-tweet"><p lang="en">{said}</p>&mdash; Jane Roe (@jroe)'
         ' <a href="https://example.org/1">May 1, 2020</a></blockquote>', "signature"),
    ],
)  # fmt: skip
def test_block_quotations_of_pages(block: str, rule: str) -> None:
    read = article(PAGE.format(lead=LEAD, block=block.format(said=SAID)), "bridge.html")
    assert blocks(read) == [("Jane Roe", rule, SAID)]


def test_what_a_page_puts_into_an_embedded_post_is_no_quote() -> None:
    block = "<blockquote class='instagram-media'><p>View this post on Instagram</p></blockquote>"
    assert blocks(article(PAGE.format(lead=LEAD, block=block), "bridge.html")) == []


def test_a_block_is_a_paragraph_of_its_article() -> None:
    read = article(f"{LEAD}\n\nRoe wrote:\n\n> {SAID}\n")
    assert [p.kind for p in read.paragraphs] == ["paragraph", "paragraph", "block"]
    assert read.paragraphs[-1].quotes == (read.quotes[0].id,)


def test_a_signature_is_for_its_own_block() -> None:
    text = f"{LEAD}\n\n> {SAID}\n\n> We will build it again.\n> — John Doe, engineer\n"
    assert [name for name, _, _ in blocks(article(text))] == [None, "John Doe"]
    page = f"<blockquote>{SAID}</blockquote><blockquote>We will build it again.<br>— John Doe</blockquote>"
    read = article(PAGE.format(lead=LEAD, block=page), "bridge.html")
    assert [name for name, _, _ in blocks(read)] == [None, "John Doe"]


def test_indented_paragraphs_of_restructured_text_are_blocks() -> None:
    text = f"The bridge\n==========\n\n{LEAD}\n\nRoe wrote::\n\n    print('x and y and z')\n\nRoe wrote:\n\n   {SAID}\n\n   -- Jane Roe\n"
    assert blocks(article(text, "bridge.rst")) == [("Jane Roe", "signature", SAID)]
    text = f"The bridge\n==========\n\n{LEAD}\n\nRoe wrote:\n\n   The bridge is old and\n   nobody will mend it for us.\n"
    assert blocks(article(text, "bridge.rst")) == [("Jane Roe", "block-lead", SAID)]
