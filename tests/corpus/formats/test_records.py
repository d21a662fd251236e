"""JSON, JSON Lines, e-mail and mailboxes: fields and headers become facts, records become articles."""

from __future__ import annotations

import json

import pytest
from format_samples import lines_of_json, marked, only, texts

from quoth.corpus.article import article_of_bytes
from quoth.corpus.failures import ReadFailure
from quoth.corpus.formats.extracted import Extracted, Unread
from quoth.corpus.settings import ReadSettings

RECORD = {
    "id": "r1",
    "headline": "Rain at last",
    "body": "It rained.\n\n“Finally,” said the farmer.",
    "published": "2024-02-03T10:00:00Z",
    "authors": [{"name": "Ann Tern"}, "Tom Holt"],
    "link": "https://example.org/rain",
    "lang": "en-US",
    "words": 6,
}


def test_customary_names_of_fields_are_known() -> None:
    text = only(json.dumps(RECORD), "a.json")
    assert text.text == "Rain at last\n\nIt rained.\n\n“Finally,” said the farmer.\n"
    assert (text.title, text.date, text.author) == ("Rain at last", "2024-02-03", "Ann Tern, Tom Holt")
    assert (text.url, text.language) == ("https://example.org/rain", "en")
    assert dict(text.metadata) == {"id": "r1", "words": "6"}


def test_names_of_fields_can_be_set_and_reach_into_objects() -> None:
    record = {"x": {"wert": "Die Mühle steht."}, "kopf": "Mühle", "wann": 1700000000, "text": "not this"}
    fields = (("text", "x.wert"), ("title", "kopf"), ("date", "wann"))
    text = only(json.dumps(record), "a.json", ReadSettings(fields=fields))
    assert (text.text, text.date) == ("Mühle\n\nDie Mühle steht.\n", "2023-11-14")


@pytest.mark.parametrize(
    "wrapped", [[RECORD, RECORD | {"id": 7}], {"response": {"results": [RECORD, RECORD | {"id": 7}]}}]
)
def test_lists_are_several_articles(wrapped: object) -> None:
    found = texts(json.dumps(wrapped), "a.json")
    assert [text.member for text in found] == ["r1", "7"]


def test_a_list_of_speakers_and_words_is_a_transcript() -> None:
    segments = [
        {"speaker": "Ida", "text": "Good"},
        {"speaker": "Ida", "text": "evening."},
        {"speaker": 2, "text": "Thank you."},
    ]
    text = only(json.dumps({"title": "Show 7", "segments": segments}), "a.json")
    assert marked(text, "paragraph") == ["Ida: Good evening.", "Speaker 2: Thank you."]


def test_html_in_a_field_is_read_as_such() -> None:
    text = only(json.dumps({"title": "T", "content": {"rendered": "<p>One.</p><p>Two.</p>"}}), "a.json")
    assert text.text == "T\n\nOne.\n\nTwo.\n"


def test_each_line_of_jsonl_is_an_article_and_a_bad_one_does_not_stop_the_rest() -> None:
    raw = lines_of_json(RECORD, {"title": "no text"}) + "{broken\n\n" + lines_of_json(RECORD)
    found = texts(raw, "a.jsonl")
    assert [(text.member, getattr(text, "reason", "")) for text in found] == [
        ("1", ""),
        ("2", "no-text"),
        ("3", "damaged"),
        ("5", ""),
    ]


def test_a_line_over_the_limit_is_left_out() -> None:
    raw = lines_of_json({"text": "x" * 200}, {"text": "short"})
    found = texts(raw, "a.jsonl", ReadSettings(max_bytes=100))
    assert isinstance(found[0], Unread)
    assert found[0].reason == "too-large"
    assert isinstance(found[1], Extracted)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("[" * 100_000, "too-deep"),
        ("{", "damaged"),
        ('{"n": 1}', "no-text"),
        ("12", "no-text"),
        ('{"text": "\\ud800"}', None),
        ('{"a": ' * 90_000 + "1", "too-deep"),
    ],
)
def test_json_made_to_hurt(raw: str, reason: str | None) -> None:
    if reason is None:
        with pytest.raises(ReadFailure, match="no-text"):
            only(raw, "a.json")
        return
    with pytest.raises(ReadFailure) as failure:
        only(raw, "a.json")
    assert failure.value.reason == reason


MAIL = """From: =?utf-8?q?J=C3=B8rgen_Vik?= <j@example.org>
To: desk@example.org
Subject: =?koi8-r?B?9MXTzyDJIM3Vy8E=?=
Date: Mon, 06 May 2024 10:00:00 +0200
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=X

--X
Content-Type: text/plain; charset=koi8-r
Content-Transfer-Encoding: 8bit

{}
> Older words.

On Sunday, Ida wrote:
--X
Content-Type: image/png
Content-Disposition: attachment

x
--X--
"""


def test_a_message_gives_its_plain_text_and_marks_what_it_answers() -> None:
    raw = MAIL.encode().replace(b"{}", "Мы готовы.".encode("koi8-r"))
    text = only(raw, "a.eml")
    assert text.title == "Тесо и мука"
    assert (text.author, text.date) == ("Jørgen Vik <j@example.org>", "2024-05-06")
    assert "Мы готовы." in text.text
    assert marked(text, "noise") == ["> Older words.", "On Sunday, Ida wrote:"]
    assert text.warnings == ("1 attachments not read",)


def test_a_message_of_html_alone_is_read_as_a_page() -> None:
    raw = "Subject: News\nContent-Type: text/html; charset=utf-8\n\n<p>One &amp; two.</p><style>x</style>"
    assert only(raw, "a.eml").text == "News\n\nOne & two.\n"


def test_a_mailbox_holds_several_messages() -> None:
    message = "From a@b Mon May  6 10:00:00 2024\nSubject: No {0}\n\nWords {0}.\n>From here on.\n\n"
    found = texts(message.format(1) + message.format(2), "a.mbox")
    assert [(text.member, text.title) for text in found if isinstance(text, Extracted)] == [
        ("1", "No 1"),
        ("2", "No 2"),
    ]
    assert "From here on." in found[0].text  # type: ignore[union-attr]


def test_restructured_headings_take_their_level_from_the_order_of_marks() -> None:
    raw = (
        "======\nReport\n======\n\n:Author: Ann Tern\n:Date: 2024-01-02\n\nWords by `the mill <http://x>`_.\n\n"
        "Part one\n--------\n\n.. note:: hidden\n   too\n\nMore.\n\nDetail\n~~~~~~\n\nEnd.\n"
    )
    text = only(raw, "a.rst")
    assert (text.title, text.author, text.date) == ("Report", "Ann Tern", "2024-01-02")
    assert [(line.span.of(text.text), line.level) for line in text.lines if line.kind == "heading"] == [
        ("Part one", 2),
        ("Detail", 3),
    ]
    assert "Words by the mill." in text.text
    assert "hidden" not in text.text


def test_a_record_without_text_names_its_fields() -> None:
    with pytest.raises(ReadFailure) as failure:
        texts('{"head": "A mill", "inner": {"words": "The mill turns."}}', "a.json")
    assert (
        failure.value.detail == "has no field with text; name it: --field text=NAME (there are: head, inner)"
    )


def test_speakers_of_a_list_need_not_come_again_to_have_turns() -> None:
    segments = [{"speaker": "Ida", "text": "The bread is dear"}, {"speaker": "Tom", "text": "So is the salt"}]
    raw = json.dumps({"title": "Show 7", "segments": segments}).encode()
    article = article_of_bytes(raw, origin="a.json", source="a.json")
    assert [quote.text for quote in article.quotes] == ["The bread is dear", "So is the salt"]
    assert [speaker.name for quote in article.quotes if (speaker := article.speaker(quote.speaker))] == [
        "Ida",
        "Tom",
    ]
