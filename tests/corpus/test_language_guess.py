"""The language of a text, from its commonest words, or none."""

from __future__ import annotations

import pytest

from quoth.corpus.language_guess import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The baker said that the price of flour has doubled, and it is not the only one to say so."),
        (
            "de",
            "Der Bäcker sagte, dass sich der Preis für das Mehl verdoppelt hat, und er ist nicht der einzige.",
        ),
        (
            "fr",
            "Le boulanger a dit que le prix de la farine a doublé, et il n’est pas le seul à le dire dans la ville.",
        ),
        ("ru", "Пекарь сказал, что цена на муку выросла вдвое, и он не один, кто так говорит в этом городе."),
        (
            "uk",
            "Пекар сказав, що ціна на борошно зросла вдвічі, але він не один, хто так каже у цьому місті.",
        ),
        (
            "es",
            "El panadero dijo que el precio de la harina se ha duplicado, y no es el único que lo dice en la ciudad.",
        ),
        ("be", "Пекар сказаў, што мука падаражэла."),
        (
            "tr",
            "Fırıncı geçen yıl unun fiyatının iki katına çıktığını, başkalarının da bunu söylediğini anlattı.",
        ),
        (
            "fi",
            "Leipuri sanoi, että jauhojen hinta on kaksinkertaistunut, eikä hän ole ainoa, joka niin kertoo.",
        ),
        ("ru", "Мука подорожала"),
        ("uk", "Борошно подорожчало в місті"),
        ("bg", "Хлебарят каза, че брашното е поскъпнало и че това не е добре."),
        ("sr", "Пекар је рекао да је брашно поскупело."),
        ("fa", "نانوا گفت که آرد گران شده است"),
        ("ar", "قال الخباز إن سعر الدقيق تضاعف"),
        ("he", "האופה אמר שמחיר הקמח עלה"),
        ("zh", "面包师说面粉涨价了"),
        ("ja", "パン屋は小麦粉が値上がりしたと言った"),
        ("ko", "빵집 주인은 밀가루 값이 올랐다고 말했다"),
        ("el", "Ο φούρναρης είπε ότι το αλεύρι ακρίβυνε"),
        (
            "nl",
            "De bakker zei dat de prijs van het meel is verdubbeld en dat hij niet de enige is die dat zegt.",
        ),
        (
            "cs",
            "Pekař řekl, že cena mouky se zdvojnásobila a že není jediný, kdo to říká, protože je to pravda.",
        ),
        (
            "pl",
            "Piekarz powiedział, że cena mąki się podwoiła i że nie jest jedyny, który to mówi, a to po roku.",
        ),
        ("it", "Il fornaio ha detto che il prezzo della farina è raddoppiato e non è il solo che lo dice."),
        (
            "pt",
            "O padeiro disse que o preço da farinha dobrou e não é o único que o diz, mas para ele foi demais.",
        ),
        (None, "Flour, salt, water."),
        (None, "12 34 56 78 90 " * 10),
    ],
)
def test_commonest_words_tell_the_language(language: str | None, text: str) -> None:
    assert language_of(text) == language


def test_where_two_languages_come_out_even_english_goes_before() -> None:
    assert language_of("“I never met him,” said the builder's mother, 54-year-old Ida Brandt.") == "en"
