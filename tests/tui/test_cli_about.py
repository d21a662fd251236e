"""What is known of single texts: ``quoth info PATH``, citations, options of reading, members of archives."""

from __future__ import annotations

import json
import zipfile

import pytest

PAGE = """<html lang=en><head><title>A bridge</title>
<meta property="og:site_name" content="Town Paper"><link rel=canonical href="https://example.org/a?b=1%20&amp;c">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A bridge",
 "author": [{"name": "Jane Roe"}, {"name": "John Holt"}], "datePublished": "2024-05-06T10:00:00Z"}</script>
</head><body><article><h1>A bridge</h1>
<p>“We waited for ten years,” said Anna Bell, the mayor of the town, at the opening of the bridge.</p>
<p>Many people came to see it although it rained all day long and the wind was very cold.</p>
</article></body></html>"""
TEXT = "A mill\n\nBy Jane Roe\n\n“It turns again,” said Anna Bell, the miller, when the mill stood in the wind.\n"


def test_info_of_a_file_says_who_wrote_it_when_and_where(quoth):
    quoth.file("a.html", PAGE)
    (record,) = json.loads(quoth("info", "a.html", "--format", "json").out)
    assert record["authors"] == ["Jane Roe", "John Holt"]
    assert (record["date"], record["language"], record["publisher"]) == ("2024-05-06", "en", "Town Paper")
    assert (record["url"], record["encoding"]) == ("https://example.org/a?b=1%20&c", "utf-8")
    assert (record["quotes"], record["attributed"], record["noise"]) == (1, 1, 0)
    assert "Jane Roe; John Holt" in quoth("info", "a.html").out


def quote_of(quoth, name):
    """The id of the only quote of a file: the first letter alone may also begin the article's."""
    (record,) = json.loads(quoth("quotes", name, "--format", "json").out)
    return record["id"]


def test_a_citation_names_authors_publisher_and_address(quoth):
    quoth.file("a.html", PAGE)
    anchor = quote_of(quoth, "a.html")
    shown = quoth("cite", anchor, "--in", "a.html").out
    assert "by Jane Roe and John Holt, Town Paper, <https://example.org/a?b=1%20&c> (2024-05-06)" in shown
    entry = quoth("cite", anchor, "--in", "a.html", "--format", "bibtex").out
    assert "  author = {Jane Roe and John Holt},\n" in entry
    assert "  publisher = {Town Paper},\n" in entry
    assert "  url = {https://example.org/a?b=1%20&c},\n" in entry
    (item,) = json.loads(quoth("cite", anchor, "--in", "a.html", "--format", "csl-json").out)
    assert item["author"] == [{"literal": "Jane Roe"}, {"literal": "John Holt"}]
    assert (item["URL"], item["container-title"]) == ("https://example.org/a?b=1%20&c", "Town Paper")


@pytest.mark.parametrize("form", ["md", "bibtex", "csl-json"])
def test_a_citation_leaves_off_the_comma_before_the_tag(quoth, form):
    quoth.file("a.html", PAGE)
    anchor = quote_of(quoth, "a.html")
    cited = quoth("cite", anchor, "--in", "a.html", "--format", form).out
    assert "We waited for ten years" in cited
    assert "We waited for ten years," not in cited
    assert json.loads(quoth("show", anchor, "--in", "a.html", "--format", "json").out)["text"].endswith(",")


def test_a_member_of_an_archive_is_opened_like_a_file(quoth):
    with zipfile.ZipFile(quoth.folder / "letters.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("sub/b.txt", TEXT.replace("mill", "well"))
        archive.writestr("../out.txt", TEXT)
    assert "1 article · 1 paragraph · 1 quote" in quoth("letters.zip#a.txt").out
    assert [line.split("\t")[1] for line in quoth("quotes", "letters.zip#sub").out.splitlines()] == []
    assert "Anna Bell" in quoth("quotes", "letters.zip#sub/b.txt").out
    assert quoth("text", "letters.zip#a.txt").out == TEXT
    assert "A mill" in quoth("search", "mill", "--in", "letters.zip#a.txt").out


def test_what_cannot_be_a_member_ends_in_one_line(quoth):
    with zipfile.ZipFile(quoth.folder / "letters.zip", "w") as archive:
        archive.writestr("../out.txt", TEXT)
    quoth.file("a.txt", TEXT)
    for path, complaint in (
        ("letters.zip#none.txt", "has no member of that name"),
        ("letters.zip#../out.txt", "lies outside the archive by its name"),
        ("letters.zip#../../a.txt", "has no member of that name"),
        ("letters.zip#", "No such file or directory"),
        ("a.txt#b", "has no member of that name"),
    ):
        answer = quoth("quotes", path)
        assert answer.code in (2, 4)
        assert answer.complaint == f"quoth: {path}: {complaint}"


def test_files_are_read_in_the_encoding_that_is_named(quoth):
    quoth.file("a.txt", '"Мы ждали десять лет", - сказала Анна Белова.\n'.encode("cp866"))
    assert "Мы ждали десять лет" in quoth("text", "a.txt", "--encoding", "cp866").out
    assert "Анна Белова" in quoth("quotes", "a.txt", "--encoding", "cp866").out
    assert "Белова" in quoth("search", "ждали", "--in", "a.txt", "--encoding", "cp866").out
    assert "no encoding is called" in quoth("quotes", "a.txt", "--encoding", "cp8666").complaint


def test_mojibake_is_told_and_undone_where_that_is_asked(quoth):
    quoth.file("a.txt", "“Don’t wait,” said Zoë Roe in Château-d’Œx.\n".encode().decode("cp1252", "ignore"))
    assert "--repair undoes it" in quoth("info", "a.txt").out
    assert "“Don’t wait" in quoth("text", "a.txt", "--repair").out


def test_fields_of_json_and_limits_may_stand_in_the_settings(quoth):
    quoth.file("a.json", json.dumps({"head": "A mill", "inner": {"words": TEXT}}))
    quoth.file("big.txt", TEXT * 40_000)
    fields = ["--field", "text=inner.words", "--field", "title=head"]
    assert quoth("info", "a.json", *fields, "--format", "jsonl").code == 0
    settings = quoth.file("config.toml", 'max_text_mb = 1\nfields = {text = "inner.words", title = "head"}\n')
    told = quoth("info", "a.json", "--format", "json", QUOTH_CONFIG=str(settings))
    assert json.loads(told.out)[0]["title"] == "A mill"
    answer = quoth("quotes", "big.txt", QUOTH_CONFIG=str(settings))
    assert answer.code == 4
    assert "over the limit of 1.0 MB" in answer.complaint
    quoth.file("config.toml", 'max_ratio = 0\nfields = {txt = "a"}\nencoding = "none"\n')
    assert [
        line.split(": ")[2] for line in quoth("config", "check", QUOTH_CONFIG=str(settings)).err.splitlines()
    ] == [
        "max_ratio must be a number of at least 1",
        "fields must be a table of text, title, date, author, url, language, speaker with names of fields",
        "encoding must be the name of an encoding",
    ]
