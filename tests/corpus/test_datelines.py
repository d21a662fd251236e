"""The day that a text says it was written on."""

from __future__ import annotations

import pytest

from quoth.corpus.article import parse_article

PROSE = (
    "The mayor opened the bridge in the rain, and many people came to see it although it rained all day long."
)


def date_of(text: str) -> str | None:
    return parse_article(text, origin="a", source="a").date


@pytest.mark.parametrize(
    "head",
    [
        "A bridge\n\nSOMETOWN, 14 October 2025 (XYZ) – ",
        "A bridge\n\n(Agency, 14 Oct 2025) - ",
        "Un pont\n\nLyon, le 14 octobre 2025 – ",
        "A bridge\n\nBy Jane Roe | October 14, 2025\n\n",
        "A bridge, 14 October 2025\n\n",
        "A bridge\n\n10/14/2025\n\n",
        "Мост\n\n14 октября 2025, 10:30\n\n",
        "新桥开通\n\n2025年10月14日 10:30\n\n",
        "پل\n\n۲۲ مهر ۱۴۰۴\n\n",
        "A híd\n\n2025. október 14.\n\n",
        "הגשר\n\n14 באוקטובר 2025\n\n",
        "A bridge\n\nUpdated: 15 October 2025\n\nPublished: 14 October 2025\n\n",
    ],
)
def test_lines_by_the_title_and_datelines_tell_it(head: str) -> None:
    assert date_of(f"{head}{PROSE}\n") == "2025-10-14"


def test_a_date_alone_may_stand_at_the_end() -> None:
    assert date_of(f"A bridge\n\n{PROSE}\n\n14.10.2025\n") == "2025-10-14"


@pytest.mark.parametrize(
    "text",
    [
        f"A bridge\n\nOn 14 October 2025 the mayor opened – with a speech – the bridge. {PROSE}",
        f"What happened on 9 May 1945 in our town\n\n{PROSE}",
        f"A bridge\n\n3/4/2025\n\n{PROSE}",
        f"A bridge\n\nSOMETOWN, 14 October (XYZ) – {PROSE}",
        f"A bridge\n\n31 February 2025\n\n{PROSE}",
    ],
)
def test_days_that_are_told_of_or_not_sure_are_none(text: str) -> None:
    assert date_of(f"{text}\n") is None
