"""Bytes that do not say what they are: the encoding is found by its letters, and told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.corpus.encodings import guessed, known
from quoth.corpus.failures import ReadFailure
from quoth.corpus.reading import decode
from quoth.corpus.settings import ReadSettings

RUSSIAN = "Мэр города рассказал, что мост через реку закроют до конца мая: «Выхода нет», — сказал он."
PLAIN_RUSSIAN = "Мэр города рассказал, что мост через реку закроют до конца мая. Выхода нет, сказал он."
GERMAN = (
    "Die Bürgermeisterin erklärte, die Brücke müsse bis Ende Mai geschlossen bleiben: „Schön ist das nicht.“"
)
FRENCH = "La mairesse a déclaré que le pont serait fermé : « Nous n’avons pas le choix », a-t-elle ajouté."
POLISH = "Burmistrz powiedział, że most będzie zamknięty do końca maja. „Nie mamy wyjścia” – dodał."
CZECH = "Starosta řekl novinářům, že most přes řeku zůstane uzavřen. „Nemáme jinou možnost,“ dodal."
HEBREW = "ראש העיר אמר לעיתונאים כי הגשר מעל הנהר יישאר סגור עד סוף החודש, והילדים באים בסירה."
ARABIC = "قال رئيس البلدية للصحفيين إن الجسر فوق النهر سيبقى مغلقا حتى نهاية الشهر، أضاف الرئيس."
CHINESE = "市长对记者说，河上的大桥将关闭到五月底。“我们没有别的办法，”她补充道。"
TRADITIONAL = "市長對記者說，河上的大橋將關閉到五月底。「我們沒有別的辦法，」她補充道。"
JAPANESE = "市長は記者団に対し、川にかかる橋は五月末まで閉鎖されると述べた。「ほかに方法はありません」"
KOREAN = "시장은 기자들에게 강 위의 다리가 오월 말까지 폐쇄될 것이라고 말했다. 다른 방법이 없습니다."
GREEK = "Ο δήμαρχος είπε στους δημοσιογράφους ότι η γέφυρα θα μείνει κλειστή ως το τέλος του μήνα."
TURKISH = "Belediye başkanı gazetecilere köprünün mayıs sonuna kadar kapalı kalacağını söyledi."
ENGLISH = "The mayor said the bridge would stay closed. “We don’t have a choice,” she told the café’s guests."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (PLAIN_RUSSIAN, "koi8_r"),
        (PLAIN_RUSSIAN, "cp866"),
        (PLAIN_RUSSIAN, "iso8859_5"),
        (RUSSIAN, "mac_cyrillic"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (GERMAN, "mac_roman"),
        (GERMAN.replace("„", '"').replace("“", '"'), "latin-1"),
        (POLISH, "cp1250"),
        (CZECH, "cp1250"),
        (POLISH.replace("„", '"').replace("”", '"').replace("–", "-"), "iso8859_2"),
        (HEBREW, "cp1255"),
        (ARABIC, "cp1256"),
        (CHINESE, "gb18030"),
        (TRADITIONAL, "big5"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "iso2022_jp"),
        (KOREAN, "euc_kr"),
        (GREEK, "cp1253"),
        (TURKISH, "cp1254"),
        (ENGLISH, "cp1252"),
        *(
            (text, wide)
            for text in (RUSSIAN, ENGLISH, CHINESE, ARABIC)
            for wide in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
        ),
    ],
)
def test_the_encoding_is_found_and_the_guess_is_told(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert any("encoding guessed" in warning and "certainty" in warning for warning in decoded.warnings)


def test_a_bad_byte_in_utf_8_costs_that_byte_alone() -> None:
    raw = (ENGLISH * 3).encode()
    place = raw.index(b"choice")
    decoded = decode(raw[:place] + b"\xff" + raw[place:])
    assert decoded.encoding == "utf-8"
    assert decoded.text == (ENGLISH * 3).replace("choice", "\ufffdchoice", 1)
    assert decoded.warnings == (
        f"read as UTF-8, but 1 byte is not and became \ufffd; the first is byte {place}",
    )


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, FRENCH, CHINESE, HEBREW])
def test_utf_8_cut_inside_a_character_is_utf_8(text: str) -> None:
    raw = text.encode() + "日".encode()[:2]
    decoded = decode(raw)
    assert decoded.text == text + "\ufffd\ufffd"
    assert decoded.warnings == (
        f"read as UTF-8, but 2 bytes are not and became \ufffd; the first is byte {len(raw) - 2}",
    )


def test_bytes_that_are_whole_in_utf_8_by_chance_do_not_make_it_utf_8() -> None:
    text = "São João: “NÃO”, disse à irmã o capitão. Ã©"
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_needs_no_guess(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)).warnings == ()


def test_what_is_declared_is_believed_unless_the_bytes_say_otherwise() -> None:
    raw = PLAIN_RUSSIAN.encode("koi8_r")
    assert decode(raw, declared="KOI8-R").warnings == ()
    assert decode(raw, declared="KOI8-R").text == PLAIN_RUSSIAN
    contradicted = decode(RUSSIAN.encode(), declared="windows-1251")
    assert contradicted.text == RUSSIAN
    assert contradicted.warnings == ("declared as windows-1251, but it is valid UTF-8 and was read as that",)
    (warning,) = decode(raw, declared="utf-8").warnings
    assert "guessed: koi8-r" in warning.replace("_", "-")
    assert "declared as 'utf-8', which does not fit" in warning


def test_a_chosen_encoding_overrules_and_is_strict() -> None:
    raw = RUSSIAN.encode("cp1251")
    assert decode(raw, ReadSettings(encoding="cp1251")).text == RUSSIAN
    with pytest.raises(ReadFailure, match="encoding: not UTF-8 at byte 0"):
        decode(raw, ReadSettings(encoding="utf-8"))


def test_a_doubtful_guess_names_its_rival() -> None:
    guess = guessed(b"na\xefve")
    assert guess is not None
    assert guess.certainty < 0.9
    assert guess.rival is not None
    assert guess.rival in guess.warnings(None)[0]


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("ISO-8859-1", "cp1252"),
        ("Shift_JIS", "cp932"),
        ("gb2312", "gb18030"),
        ("x-nonsense", None),
        ("hex", None),
    ],
)
def test_declared_names_mean_what_browsers_take_them_for(declared: str, name: str | None) -> None:
    assert known(declared) == name


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_told_to_be_none(raw: bytes) -> None:
    try:
        decoded = decode(raw)
    except ReadFailure as failure:
        assert failure.reason in ("empty", "binary")  # noqa: PT017
    else:
        decoded.text.encode()
