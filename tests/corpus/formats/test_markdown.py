"""Markdown is read as its page would be: metadata apart, marks of structure known, no link targets."""

from __future__ import annotations

import pytest
from format_samples import marked, only

from quoth.corpus.article import article_of_bytes
from quoth.corpus.formats.front_matter import front_matter
from quoth.corpus.formats.markdown import rendered

ARTICLE = """---
title: "Bridge\\_closed \\
  for repairs"
date: '2024-05-06'
author: [Mia Berg, Tom Holt]
source_url: https://example.org/bridge
lang: en-GB
tags:
  - roads
  - rivers
draft: false
---

# Bridge closed for repairs

The bridge will be shut, [Mia
Berg](https://example.org/mia) said: “We \\[the town\\] have **no** choice.”\x20\x20
It opens in May.

## *What happens next*

> Nobody asked us.

Old Road
--------

![a picture](x.png)
<figure><img src="data:image/png;base64,AAAA" alt="x"/></figure>

-   first
-   second &amp; last

[1]: https://example.org/note
"""


def test_front_matter_becomes_metadata_and_the_title_stands_first() -> None:
    text = only(ARTICLE, "a.md")
    assert text.title == "Bridge\xa0closed for repairs"
    assert text.text.startswith("Bridge\xa0closed for repairs\n\nThe bridge")
    assert (text.date, text.author, text.language) == ("2024-05-06", "Mia Berg, Tom Holt", "en")
    assert text.url == "https://example.org/bridge"
    assert dict(text.metadata) == {"tags": "roads, rivers", "draft": "false"}


def test_headings_are_known_by_level_and_bare_of_emphasis() -> None:
    text = only(ARTICLE, "a.md")
    headings = [(line.span.of(text.text), line.level) for line in text.lines if line.kind == "heading"]
    assert headings == [("What happens next", 2), ("Old Road", 2)]


def test_what_a_page_would_not_show_is_gone_and_emphasis_stays() -> None:
    body = only(ARTICLE, "a.md").text
    assert "Mia Berg said: “We [the town] have **no** choice.”\nIt opens in May." in body
    assert "\n\nNobody asked us.\n\n" in body
    assert body.endswith("- first\n- second & last\n")
    for hidden in ("http", "base64", "figure", "picture", "---", "title:"):
        assert hidden not in body


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\# no heading", "# no heading"),
        ("a <3 and c> d", "a <3 and c> d"),
        ("x < y > z", "x < y > z"),
        ("see [the note][n] here[^1]", "see the note here"),
        ("<https://example.org/x>", "https://example.org/x"),
        ("one<br/>two", "one\ntwo"),
        ("kept <!-- not this --> text", "kept  text"),
        ("<!-- never closed", "<!-- never closed"),
        ("[a (b)](http://x/(y)) c", "a (b) c"),
        ("[sic] and [label] stay", "[sic] and [label] stay"),
        ("<script>alert(1)</script>after", "after"),
    ],
)
def test_inline_marks(source: str, shown: str) -> None:
    assert rendered(source) == shown


@pytest.mark.parametrize(
    ("block", "values"),
    [
        ("---\ntitle: Plain words # not this\n---\n", {"title": "Plain words"}),
        ("---\ntitle: 'It''s late'\n---\n", {"title": "It's late"}),
        ("---\ntitle: >\n  folded\n  words\n---\n", {"title": "folded words"}),
        ('---\n"quoted key": "tab\\there \\u00e9"\n...\n', {"quoted key": "tab\there é"}),
        ('+++\ntitle = "In TOML"\ntags = ["a", "b"]\n+++\n', {"title": "In TOML", "tags": "a, b"}),
        ("---\nmap:\n  inner: value\nnone: null\n---\n", {}),
        ("---\n\nNo metadata, only a rule above.\n\n---\n", {}),
        ("Words first\n---\ntitle: no\n---\n", {}),
    ],
)
def test_front_matter_of_many_kinds(block: str, values: dict[str, str]) -> None:
    assert front_matter(block + "Body.").values == values


def test_a_lone_rule_at_the_start_is_no_front_matter() -> None:
    text = only("---\n\nWords about the weather.\n\n---\n\nMore words.\n", "a.md")
    assert text.text == "Words about the weather.\n\nMore words.\n"


def test_code_and_tables_do_not_make_headings() -> None:
    text = only("Words here.\n\n```\n# not a heading\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "a.md")
    assert marked(text, "heading") == []
    assert "# not a heading" in text.text
    assert "|---" not in text.text


def test_a_heading_in_several_bold_pieces_is_one() -> None:
    text = only("# A bridge\n\nWords here.\n\n***Part*** **II:** ** Costs****  *\n\nWords there.\n", "a.md")
    assert "**Part II: Costs**" in text.text


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_fenced_code_is_noise_and_gives_no_quotes(fence: str) -> None:
    code = 'print("The bridge is shut", said)\n\nROE: "No way across."'
    text = f"The ford is deep.\n\n{fence}python\n{code}\n{fence}\n\n“Take the ferry,” said Mia Berg.\n"
    read = only(text, "a.md")
    assert marked(read, "noise") == ['print("The bridge is shut", said)', 'ROE: "No way across."']
    article = article_of_bytes(text.encode(), origin="a.md", source="a.md")
    assert [quote.text for quote in article.quotes] == ["Take the ferry,"]
    assert [p.span.of(article.text) for p in article.paragraphs] == [
        "The ford is deep.",
        "“Take the ferry,” said Mia Berg.",
    ]


def test_a_fence_that_is_never_closed_hides_nothing() -> None:
    text = "The ford is deep.\n\n```\n\n“Take the ferry,” said Mia Berg.\n"
    article = article_of_bytes(text.encode(), origin="a.md", source="a.md")
    assert [quote.text for quote in article.quotes] == ["Take the ferry,"]
