"""Text from strangers: nothing in it is markup, nothing in it reaches the terminal as a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quoth.corpus.model import Article, Attribution, Candidate, Quote, Span, Speaker, Words
from quoth.corpus.values import replace

EVIL = "a[b] [/] [b [red]x[/red] \x1b[31mred\x1b]52;c;aGk=\x07\x9b2J\x00\u202eabc\u2066\x7f\u2028\x1bPq\x1b\\"
KEYS = (
    (),
    ("o",),
    ("s",),
    ("slash", "x"),
    ("slash", "x", "enter"),
    ("right_parenthesis", "w"),
    ("right_parenthesis", "y"),
    ("question_mark",),
    ("s", "space"),
    ("slash", *"zzz"),
)


@pytest.fixture
def evil(articles: tuple[Article, ...]) -> Article:
    """An article in which every string is hostile."""
    text = f"{EVIL}\n\n{EVIL}\n{EVIL} said “{EVIL}” x\n"
    second = text.index(EVIL, len(EVIL))
    third = text.index(EVIL, second + len(EVIL))
    whole = Span(second, second + len(EVIL))
    other = Span(third, len(text) - 1)
    start = text.index("“") + 1
    inner = Span(start, start + len(EVIL))
    words = Words(EVIL, whole)
    base = articles[0]
    quote = Quote(
        "e:q1",
        inner,
        Span(inner.start - 1, inner.end + 1),
        EVIL,
        "direct",
        "evil",
        Attribution(words, words, EVIL, 0.3, (Candidate(EVIL, 0.2),), EVIL),
        frozenset({"suspect"}),
        EVIL,
    )
    section = replace(
        base.sections[0],
        id="e:s1",
        heading=EVIL,
        heading_span=Span(0, len(EVIL)),
        span=Span(0, len(text)),
        first=0,
        last=2,
    )
    first = replace(
        base.paragraphs[0], id="e:p1", ordinal=0, section="e:s1", span=whole, text=EVIL, quotes=()
    )
    second_p = replace(first, id="e:p2", ordinal=1, span=other, text=other.of(text), quotes=("e:q1",))
    return replace(
        base,
        source=EVIL,
        text=text,
        title=EVIL,
        title_span=Span(0, len(EVIL)),
        date=EVIL,
        sections=(section,),
        paragraphs=(first, second_p),
        quotes=(quote,),
        speakers=(Speaker("evil", EVIL),),
        noise=(),
    )


@pytest.mark.parametrize("size", [(140, 30), (80, 24), (40, 12)])
def test_no_control_code_is_drawn(
    size: tuple[int, int], evil: Article, explore: Callable[..., Any], fake_index: Callable[..., Any]
) -> None:
    async def visit(explorer: Any) -> str:
        seen = ""
        for keys in KEYS:
            await explorer.keys(*keys)
            seen += explorer.text()
            await explorer.keys("escape", "escape", "escape")
            await explorer.keys("escape")
        return seen

    seen = explore(visit, size, of=(evil,), open_index=lambda: fake_index((evil,)))
    bad = {
        c for c in seen if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066\u2028"
    }
    assert bad == set()
    assert "a[b] [/] [b" in seen
    assert "[red]" in seen


def test_a_pasted_escape_sequence_is_made_visible(explore: Callable[..., Any]) -> None:
    from textual import events

    async def paste(explorer: Any) -> str:
        await explorer.keys("slash")
        explorer.app.screen.desk.search.post_message(events.Paste(EVIL))
        await explorer.settled()
        return str(explorer.session.query)

    assert "\x1b" not in explore(paste)


def test_without_colour_no_colour_code_is_sent(explore: Callable[..., Any]) -> None:
    async def look(explorer: Any) -> set[str]:
        await explorer.keys("slash")
        await explorer.type("river")
        codes: set[str] = set()
        for strip in explorer.strips():
            for _, style, _ in strip:
                if style is not None:
                    codes |= {str(c.name) for c in (style.color, style.bgcolor) if c is not None}
        return codes

    assert explore(look, environ={"NO_COLOR": "1"}, theme="dark") <= {"default"}
