"""UTF-8 that was read as something else is recognised and offered for repair, never repaired unasked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.mojibake import undone
from quoth.corpus.reading import decode
from quoth.corpus.settings import ReadSettings

ENGLISH = "“We don’t know,” she said — and the café closed."
RUSSIAN = "Мост закрыт, сказал мэр."


def misread(text: str, encoding: str) -> str:
    raw = text.encode()
    return "".join(bytes([b]).decode(encoding, "replace").replace("\ufffd", chr(b)) for b in raw)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac_roman"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "cp1252"),
        (RUSSIAN, "cp866"),
    ],
)
def test_a_misreading_is_offered_and_undone_only_on_request(text: str, encoding: str) -> None:
    wrong = misread(text, encoding)
    kept, (warning,) = undone(wrong, repair=False)
    assert kept == wrong
    assert "looks like UTF-8 that was read as" in warning
    assert "--repair undoes it" in warning
    mended, (told,) = undone(wrong, repair=True)
    assert mended == text
    assert told.startswith("mojibake undone")


def test_marks_of_cp1252_that_were_read_as_latin1_are_offered_too() -> None:
    wrong = "\x93We don\x92t,\x94 she said \x96 at the café."
    kept, (warning,) = undone(wrong, repair=False)
    assert (kept, warning[:1]) == (wrong, "4")
    assert undone(wrong, repair=True)[0] == "“We don’t,” she said – at the café."


def test_reading_keeps_mojibake_and_curly_marks_as_they_are() -> None:
    raw = misread(ENGLISH, "cp1252").encode()
    assert decode(raw).text.startswith("â€œWe donâ€™t")
    assert decode(raw, ReadSettings(repair=True)).text == ENGLISH
    assert decode(ENGLISH.encode()).text == ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        RUSSIAN,
        "« CAFÉ » et « DÉJÀ VU », dit-elle à l’été.",
        "Різдво та її ґанок",
        "Ça et là, né à Sète",
        "日本語の文章です。",
        "Đây là tiếng Việt, ở Hà Nội.",
        "ÄÖÜ – „Straße“",
        "plain",
    ],
)
def test_sound_texts_are_left_alone(text: str) -> None:
    assert undone(text, repair=True) == (text, ())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_comes_back(text: str) -> None:
    assert undone(text, repair=False)[0] == text
    assert isinstance(undone(text, repair=True)[0], str)


def test_utf8_that_was_read_as_latin_1_is_undone_whole() -> None:
    meant = "“Don’t wait,” said Zoë Roe."
    read, told = undone(meant.encode().decode("latin-1"), True)
    assert read == meant
    assert told == ("mojibake undone: UTF-8 had been read as latin-1",)
