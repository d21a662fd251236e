"""A saved page is read for its article; what surrounds it stays out, furniture inside it is noise."""

from __future__ import annotations

import pytest
from format_samples import marked, only

from quoth.corpus.formats.markup import Tag, tokens

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Harbour to close for winter | The Daily Gull</title>
<meta property="og:site_name" content="The Daily Gull">
<link rel="canonical" href="https://gull.example/harbour">
<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle",
 "headline": "Harbour to close for winter", "datePublished": "2024-03-05T08:00:00Z",
 "author": [{"@type": "Person", "name": "Ann Tern"}]}]}</script>
<style>p { color: red }</style></head><body class="single has-sidebar">
<header><h1>The Daily Gull</h1><nav><ul><li><a href="/a">News</a>
<li><a href="/b">Sport</a></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to make this site better for all of you out there.</p></div>
<main><article><h1>Harbour to close for winter</h1>
<p class="byline">By <a rel="author" href="/x">Ann Tern</a></p>
<div class="share-buttons"><a href="#">Share</a></div>
<p>The harbour will close in November,
   the council said. &ldquo;We had no choice,&rdquo; said <a href="/p">Ida Brandt</a>.</p>
<figure><img src="x.jpg"><figcaption>The harbour in June.</figcaption></figure>
<h2>What the fishers want</h2><p>They want <b>mon&shy;ey</b>.<br>And <q>a better deal</q>, they say.</p>
<aside><p>Sign up for the newsletter of the coast and all that lies on it.</p></aside>
<blockquote><p>It cannot go on like this for another year.</p></blockquote>
<div class="related"><h3>Other news</h3><ul><li><a href="/1">Ferry delayed again</a></li></ul></div>
</article></main><footer><p>© The Daily Gull. All rights reserved, and so on and so forth.</p></footer></body>
</html>
"""


def test_the_page_tells_title_date_author_language_and_place() -> None:
    page = only(PAGE, "page.html")
    assert page.title == "Harbour to close for winter"
    assert (page.date, page.author, page.language) == ("2024-03-05", "Ann Tern", "en")
    assert page.url == "https://gull.example/harbour"
    assert page.metadata == (("site", "The Daily Gull"),)


def test_the_article_is_kept_and_what_surrounds_it_is_not() -> None:
    page = only(PAGE, "page.html")
    assert marked(page, "paragraph") == [
        "The harbour will close in November, the council said. “We had no choice,” said Ida Brandt.",
        "They want money.",
        "And “a better deal”, they say.",
    ]
    assert marked(page, "block") == ["It cannot go on like this for another year."]
    assert marked(page, "heading") == ["What the fishers want"]
    for outside in ("cookies", "Sport", "rights reserved", "in June", "newsletter", "color"):
        assert outside not in page.text


def test_furniture_inside_the_article_is_noise() -> None:
    assert marked(only(PAGE, "page.html"), "noise") == [
        "By Ann Tern",
        "Share",
        "Other news",
        "Ferry delayed again",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<div class='article-body'>{}</div><div class='box'><p>Short.</p></div>",
        "<div id='x'><div>{}</div></div><ul><li><a href='1'>One</a></li><li><a href='2'>Two</a></li></ul>",
        "<form id='aspnet'><table><tr><td><a href='/'>Home</a></td><td>{}</td></tr></table></form>",
    ],
)
def test_pages_without_an_article_element(page: str) -> None:
    words = "The council met for a long time and then decided that nothing at all would be done."
    read = only("<html><body>" + page.format(f"<p>{words}</p>" * 3) + "</body></html>", "p.html")
    assert read.text.split("\n\n")[-1].strip() == words
    assert "Two" not in read.text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Rain at last - Valley News</title>", "Rain at last"),
        ("<title>Valley News: Rain</title><meta property='og:title' content='Rain at last'>", "Rain at last"),
        ("<title>Rain at last</title>", "Rain at last"),
    ],
)
def test_a_page_without_a_heading_takes_its_title_from_its_head(head: str, title: str) -> None:
    assert (
        only(f"<html><head>{head}</head><body><p>It rained all day.</p></body></html>", "p.html").title
        == title
    )


def test_a_declared_encoding_is_used() -> None:
    page = "<html><head><meta charset='windows-1251'></head><body><p>Дождь шёл весь день.</p></body></html>"
    read = only(page.encode("cp1251"), "p.html")
    assert read.text == "Дождь шёл весь день.\n"
    assert read.warnings == ()
    assert read.metadata == (("encoding", "cp1251"),)


def test_control_codes_hidden_in_entities_are_made_visible() -> None:
    assert only("<p>red &#27;[31m alert &#x202e;</p>", "p.html").text == "red [31m alert �\n"


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("a < b <p>", ["a ", "<", " b ", Tag("p", False, "")]),
        ("<p class=x>t", [Tag("p", False, " class=x"), "t"]),
        ("<P TITLE='a>b'>t</P>", [Tag("p", False, " TITLE='a>b'"), "t", Tag("p", True, "")]),
        ("<!-- <p> -->x<!doctype html>y", ["x", "y"]),
        (
            "<script>if (a<b) {}</script>z",
            [Tag("script", False, ""), "if (a<b) {}", Tag("script", True, ""), "z"],
        ),
        ("&lt;p&gt; &amp;c", ["<p> &c"]),
        ("<!-- open <p>x", ["x"]),
        ('<a title="never closed>x', [Tag("a", False, ' title="never closed'), "x"]),
    ],
)
def test_cutting_a_page_into_tags_and_text(source: str, parts: list[object]) -> None:
    found = [part for part in tokens(source) if part != ""]
    assert [p if isinstance(p, str) else Tag(p.name, p.closes, p.written) for p in found] == parts


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "deep",
        "<b>" * 20_000 + "x<hr>" * 5_000,
        "<a " * 50_000 + '="x>" deep',
        "<!--" * 50_000 + "> deep",
        "<p><a =" + '"' * 50_001 + "> deep",
        "<table><tr><td>" * 20_000 + "deep",
        "<p>deep" + "</p>" * 50_000,
    ],
)
def test_pages_made_to_hurt_are_read_all_the_same(page: str) -> None:
    assert only(page, "p.html").text
