"""Words are found in any inflection of the article's language, a query in all languages of an index."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.index.build import build
from quoth.index.search import Index, open_index
from quoth.index.stemming import SNOWBALL, stem

TEXTS = {
    "de.txt": "Die alten Brücken sind gesperrt, und das ist für die Bürger nicht leicht.\n\n"
    "Der Bürgermeister sagte, dass die Reparaturen der Brücken im Winter mit Hilfe von vielen beginnen.\n",
    "ru.txt": "Старые мосты закрыты, и жителям это не нравится.\n\n"
    "Мэр говорил о новых дорогах и о ремонте мостов.\n",
    "en.txt": "The old bridges are closed, and that is not easy for the people of the town.\n\n"
    "The mayor spoke about the repairs of the bridges and of the roads in the town.\n",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    place = tmp_path_factory.mktemp("index") / "index"
    build(place, [folder])
    return open_index(place)


@pytest.mark.parametrize(
    ("query", "source"),
    [
        ("Brücke", "de.txt"),
        ("brucke", "de.txt"),
        ("Reparatur Brücke", "de.txt"),
        ("мост", "ru.txt"),
        ("дорога ремонтом", "ru.txt"),
        ("bridge", "en.txt"),
        ("roads repairing", "en.txt"),
        ("мост OR (repair road)", ""),
    ],
)
def test_a_word_finds_its_inflections(index: Index, query: str, source: str) -> None:
    hits = index.search(query).hits
    assert hits
    assert all(hit.highlights for hit in hits)
    if source:
        assert {Path(hit.source).name for hit in hits} == {source}


def test_a_language_is_gone_with_its_last_article(tmp_path: Path) -> None:
    more = "Art is what the people of the town want, and the mayor was told.\n"
    # so many that the German one is not merged away at once
    english = {f"{number}.txt": more + TEXTS["en.txt"] for number in range(5)}
    for name, text in {"de.txt": TEXTS["de.txt"], **english}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    place = tmp_path / "index"
    build(place, [tmp_path])
    with open_index(place) as index:
        # in German these are the plural of one word
        assert index.count("Arten") == 5
    (tmp_path / "de.txt").unlink()
    build(place, [tmp_path])
    with open_index(place) as index:
        assert index.count("Arten") == 0


def test_an_exact_phrase_is_not_inflected(index: Index) -> None:
    assert not index.search('"мост"').hits
    assert not index.search('"Brücke"').hits
    assert index.search('"мостов"').hits


def test_what_is_excluded_is_excluded_in_every_inflection(index: Index) -> None:
    hits = index.search("-мост lang:ru").hits
    assert not [hit for hit in hits if "мост" in hit.text]


def test_every_stemmer_is_there() -> None:
    assert {code: stem("abcdefg", code) for code in SNOWBALL}.keys() == SNOWBALL.keys()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "haus hauses hause"),
        ("fr", "pont ponts"),
        ("es", "puente puentes"),
        ("it", "ponte ponti"),
        ("pt", "estrada estradas"),
        ("ru", "мост моста мосту мостом мосты"),
        ("nl", "dag dagen"),
        ("sv", "väg vägen"),
    ],
)
def test_inflections_share_a_stem(code: str, words: str) -> None:
    assert len({stem(word, code) for word in words.split()}) == 1


def test_a_language_without_a_stemmer_keeps_the_english_steps() -> None:
    assert [stem("roads", code) for code in ("en", "pl", "xx")] == ["road"] * 3


def test_words_in_latin_letters_keep_their_form_among_russian_ones() -> None:
    assert stem("корабли", "ru") != "корабли"
    assert [stem(word, "ru") for word in ("kiev", "nato", "arten")] == ["kiev", "nato", "arten"]
