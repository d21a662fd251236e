"""Word documents, books and PDF files: headings by style, nothing expanded, nothing believed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from format_samples import docx, epub, marked, only, pdf, texts, zipped

from quoth.corpus.failures import ReadFailure
from quoth.corpus.settings import ReadSettings


def paragraph(words: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


STYLES = (
    '<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Mine"><w:name w:val="mine"/><w:basedOn w:val="berschrift2"/></w:style>'
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
)


def test_word_headings_are_known_by_the_style_they_come_from() -> None:
    body = (
        paragraph("The mill", "Titel")
        + paragraph("How it began", "Mine")
        + paragraph("It began <!-- --> with “flour”,")
        + "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del></w:p>"
    )
    core = "<dc:creator>Eva Stein</dc:creator><dcterms:created>2023-04-05T00:00:00Z</dcterms:created>"
    text = only(docx(body, STYLES, core), "mill.docx")
    assert text.text == "The mill\n\nHow it began\n\nIt began  with “flour”,\n\none two\nthree\n"
    assert [(line.kind, line.level) for line in text.lines][:2] == [("title", 1), ("heading", 2)]
    assert (text.author, text.date) == ("Eva Stein", "2023-04-05")


def test_a_book_is_one_article_with_the_headings_of_its_chapters() -> None:
    book = epub(
        {
            "c1.xhtml": "<html><body><h1>The sea</h1><p>Water, said the old man.</p></body></html>",
            "c2.xhtml": "<html><body><h1>The land</h1><p>Stones, said his wife.</p></body></html>",
        },
        "<dc:title>Two tales</dc:title><dc:creator>A. Nemo</dc:creator><dc:language>en</dc:language>"
        "<dc:date>1999-01</dc:date>",
    )
    text = only(book, "tales.epub")
    assert text.title == "Two tales"
    assert marked(text, "heading") == ["The sea", "The land"]
    assert (text.author, text.language, text.date) == ("A. Nemo", "en", "1999-01")


def test_an_encrypted_chapter_is_told() -> None:
    cipher = '<encryption xmlns:e="e"><e:CipherReference URI="book/c.xhtml"/></encryption>'
    book = epub({"c.xhtml": "x"}, "", {"META-INF/encryption.xml": cipher})
    with pytest.raises(ReadFailure, match="encrypted"):
        texts(book, "b.epub")


@pytest.mark.parametrize(
    ("raw", "name", "reason"),
    [
        (docx('<w:p/></w:body></w:document><!DOCTYPE a [<!ENTITY b "c">]>'), "a.docx", "damaged"),
        (
            zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'}),
            "a.docx",
            "entities",
        ),
        (docx("<w:p>" * 600 + "</w:p>" * 600), "a.docx", "too-deep"),
        (zipped({"other.xml": "<a/>"}), "a.docx", "damaged"),
        (docx(""), "a.docx", "no-text"),
        (b"PK\x03\x04 and then nothing", "a.docx", "damaged"),
        (zipped({"mimetype": "application/epub+zip"}), "a.epub", "damaged"),
        (epub({}), "a.epub", "no-text"),
    ],
)
def test_documents_made_to_hurt_are_refused_with_a_reason(raw: bytes, name: str, reason: str) -> None:
    with pytest.raises(ReadFailure) as failure:
        texts(raw, name)
    assert failure.value.reason == reason


def test_a_document_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(ReadFailure, match="too-slow"):
        texts(docx(paragraph("words")), "a.docx", ReadSettings(seconds=-1))


def test_lines_of_a_pdf_are_joined_and_running_heads_are_noise() -> None:
    pytest.importorskip("pypdfium2")
    body = [
        "The mill stood by the river for as long as anyone could remem-",
        "ber, and nobody thought that it would ever be sold.",
        "Then came the flood.",
    ]
    others = [[f"{name} years went by.", f"In year {name} it burned."] for name in ("Four", "Five", "Six")]
    pages = [[f"The Valley Reader, page {n}", *lines, "", ""] for n, lines in enumerate([body, *others], 1)]
    text = only(pdf(*pages), "mill.pdf")
    assert "as anyone could remember, and nobody thought" in text.text
    assert marked(text, "noise") == [f"The Valley Reader, page {n}" for n in (1, 2, 3, 4)]


def test_a_missing_reader_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadFailure) as failure:
        texts(pdf(["words"]), "a.pdf")
    assert failure.value.reason == "missing-reader"
    advice = ".venv/bin/pip install '.[pdf]'"
    assert advice in failure.value.detail
    assert advice in (Path(__file__).parents[3] / "README.md").read_text("utf-8")
