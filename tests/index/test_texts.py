"""Every text is in the index once, and what is shown of it is what its article says."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.article import parse_article
from quoth.corpus.corrections import Correction, corrected
from quoth.corpus.model import Article
from quoth.corpus.reading import harmless
from quoth.corpus.record import quote_record
from quoth.corpus.values import replace
from quoth.index import documents
from quoth.index.build import build_articles
from quoth.index.checking import check
from quoth.index.search import Index, open_index
from quoth.index.snapshot import open_index_segments
from quoth.index.texts import QUOTE, decoded_text

MARKED = st.text(alphabet=st.sampled_from("ab Cd.,:\n\n“”\"«»„‘’'—-#*1é中\u202e\x1b"), max_size=300)
LETTER = """The bridge

Nobody saw it. “We saw the light,” said Jane Roe, the mayor.

What came next

Ida Brandt wrote: “It was late.

“We went home,

“and we slept until the ferry came.”

JANE ROE: Good evening.
"""


def parsed(text: str, name: str = "letter.txt") -> Article:
    return parse_article(harmless(text), origin=name, source=name)


def shown_right(index: Index, article: Article) -> None:
    """Every passage is shown as `article` has it."""
    for quote in article.quotes:
        hit = index.hit(quote.id)
        assert hit is not None
        expected = quote_record(article, quote)
        assert list(hit.record.items()) == list(expected.items())
        assert (hit.text, hit.kind, hit.start) == (quote.text, "quote", quote.span.start)
    for paragraph in article.paragraphs:
        hit = index.hit(paragraph.id)
        assert hit is not None
        assert (hit.text, hit.record["text"]) == (paragraph.text, paragraph.text)
        assert (hit.section, hit.title, hit.source) == (paragraph.section, article.title, article.source)
        assert [hit.record[key] for key in ("speaker", "mention", "cue", "rule", "suspect")] == [None] * 5


def kept(path: Path) -> str:
    """What an index of one article keeps of its text, one document after the other."""
    (segment,) = open_index_segments(path)[1]
    return decoded_text(
        b"".join(segment.stored(n) for n in range(len(segment)) if segment.place(n).kind != QUOTE)
    )


@settings(max_examples=60, deadline=None)
@given(MARKED)
def test_any_text_is_kept_once_and_shown_as_its_article_has_it(raw: str) -> None:
    article = parsed(raw)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "index")
        build_articles(path, [article])
        assert kept(path) == article.text
        assert check(path) == ()
        with open_index(path) as index:
            assert index.article(article.id) == article
            shown_right(index, article)


def test_a_quote_over_several_paragraphs_is_shown_whole(open_articles: Callable[..., Index]) -> None:
    plain = parsed(LETTER)
    first, last = (next(q.id for q in plain.quotes if word in q.text) for word in ("late", "slept"))
    article = corrected(plain, [Correction(first, merge=last)])
    whole = next(quote for quote in article.quotes if quote.id == first)
    assert whole.text == "It was late.\n\n“We went home,\n\n“and we slept until the ferry came."
    assert len(article.quotes) >= 3
    index = open_articles(article)
    shown_right(index, article)
    assert index.article(article.id) == article


def test_words_that_do_not_stand_at_their_place_are_kept_with_the_quote(
    open_articles: Callable[..., Index], harbour: Article
) -> None:
    first, *others = harbour.quotes
    article = replace(harbour, quotes=(replace(first, text=first.text.upper()), *others))
    index = open_articles(article)
    shown_right(index, article)
    assert index.article(article.id) == article
    assert check(index.path) == ()


def test_a_quote_before_the_first_paragraph_is_shown(
    open_articles: Callable[..., Index], make_article: Callable[..., Article]
) -> None:
    plain = make_article([(None, ["“Oats,” they cried.", "Rye is dear."])], said_by=["Jane Roe"])
    article = replace(
        plain, paragraphs=(replace(plain.paragraphs[1], ordinal=0),), noise=(plain.paragraphs[0].span,)
    )
    article = replace(article, sections=(replace(article.sections[0], last=1),))
    index = open_articles(article)
    shown_right(index, article)
    assert kept(index.path) == article.text
    assert index.article(article.id) == article


@pytest.mark.parametrize(("title", "label"), [(None, "one.txt"), ("one.txt", "one.txt"), ("Oats", "Oats")])
def test_an_article_without_a_title_is_not_one_that_is_called_like_its_file(
    open_articles: Callable[..., Index],
    make_article: Callable[..., Article],
    title: str | None,
    label: str,
) -> None:
    index = open_articles(make_article([(None, ["Rye is dear."])], title=title))
    results = index.search("rye")
    assert (results.hits[0].title, results.hits[0].record["title"]) == (title, title)
    assert [facet.label for facet in results.facets.articles] == [label]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda stored: stored[:-1], "do not make up the text"),
        (lambda _: b"[]", "not the evidence of a quote"),
        (lambda _: b"\xff", "decode"),
    ],
)
def test_check_finds_what_does_not_fit_together(
    tmp_path: Path,
    harbour: Article,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[bytes], bytes],
    said: str,
) -> None:
    made = documents._passage

    def harmed(kind: str, anchor: str, text: str, stored: bytes, code: str | None) -> dict[str, object]:
        wanted = "quote" if harm(b"") == b"[]" else "paragraph"
        return made(kind, anchor, text, harm(stored) if kind == wanted else stored, code)

    monkeypatch.setattr(documents, "_passage", harmed)
    build_articles(tmp_path / "index", [harbour])
    assert any(said in problem for problem in check(tmp_path / "index"))
