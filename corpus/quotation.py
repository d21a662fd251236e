"""Is a quoted span somebody's words, or a title, a name, a word held at arm's length?"""

from __future__ import annotations

from quoth.corpus.candidates import Scene
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.quotemarks import Quoted
from quoth.corpus.ranking import Group
from quoth.corpus.wordcount import words_in, words_of

LONG = 5  # words of speech that nothing else tells
SHORT = 3  # words of speech that marks tell
# a comma or a dash, or what joins speech to its verb in Korean and Japanese
_BEHIND = late_pattern(r"[,،，]|\s*[—–―-]\s|(?:이?라)?(?:고|며|면서)(?!\w)|と")
_APART = late_pattern(r"\s*[,،–—-]")
_WORD = late_pattern(r"[^\W_]+(?:[’'.,-]\w+)*")
_SUBJECTS = frozenset(("i", "we", "you", "he", "she", "it", "they", "this", "that", "there"))
# words that stay small in titles
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "nor",
        "of",
        "on",
        "or",
        "the",
        "to",
        "up",
        "with",
        "vs",
        "v",
        "over",
    ]
)


LONGEST_TITLE = 120  # characters
NAME_WORDS = 8  # words of a name in marks
_TAGGED = frozenset(("quote-said-name", "quote-name-said", "signature", "split"))


def is_name(scene: Scene, rule: str) -> bool:
    """Whether marks set off the name of a paper, company, ship or film, as in Russian or Persian.

    Told by typography, where a capital tells: speech that begins with one stands behind a colon or a dash,
    or ends in a stop, or has a tag; `rule` is that of the likely speaker. And by the noun before them.
    """
    known, quoted, text = scene.known, scene.quoted, scene.text
    if known.code == "en":
        return False
    last, left = text[quoted.end - 1], scene.left[-1:]
    before = scene.tokens.words[scene.q - 1] if left else ""
    if before in known.works and last not in ".?!…":
        return True
    if known.capitals != "names" or not text[quoted.start].isupper() or last in ",.?!…":
        return False
    if known.bare_tags and is_told(scene):
        return False
    if left in (":", "-") or rule in _TAGGED or words_in(text, quoted.start, quoted.end) > NAME_WORDS:
        return False
    return left != "" or (scene.right[:1] not in ("", ",", ".", "-", "?") and not is_told(scene))


def is_told(scene: Scene) -> bool:
    """Whether a verb of saying stands before the marks with a colon, or behind with a comma or dash."""
    if scene.left[-2:] == "v:":
        return True
    right = scene.right.lstrip(",-.").removeprefix("x")
    return right[:1] == "v" and (
        scene.known.bare_tags or _APART.match(scene.text, scene.quoted.outer_end) is not None
    )


def stands_alone(scene: Scene) -> bool:
    """Whether a quotation of a word or two is a clause by itself: speech, and no word held at arm's length.

    So behind or before a verb of saying with its mark ("“No,” said another", "what he said was “not now.”"),
    or where it is the whole sentence, with a capital and a stop ("Roe laughed. “Ask him.”").
    """
    if scene.left[-2:] in _LEADING or scene.right[:1] == "v":
        return True
    first, last = scene.text[scene.quoted.start], scene.text[scene.quoted.end - 1]
    return scene.left == "" and scene.right == "" and first.isupper() and last in ".?!…"


_LEADING = frozenset(("v:", "v,", "v;", "v-", "vx"))


def reads_as_speech(text: str, quoted: Quoted, words: int) -> bool:
    """Whether a span is speech, in a language of which nothing is known: by length and the marks about it."""
    if words >= LONG or (words > 1 and text[quoted.end - 1] in ".?!。？！…"):
        return True
    if words < SHORT:
        return False
    led = text[max(0, quoted.outer_start - 3) : quoted.outer_start].rstrip()
    return led.endswith((":", "：", ",", "，", "،")) or _BEHIND.match(text, quoted.outer_end) is not None


def is_title(scene: Scene) -> bool:
    """Whether marks set off the title of a work, of an act, or a word held at arm's length.

    Told by what stands right before them where all longer words have capitals: "entitled", a verb of
    making ("she directed “The Long Way Home”"), a noun for works ("her film, “…”"), an article before
    "Act" ("the “Clean Bread Act”").
    """
    known, quoted = scene.known, scene.quoted
    if not scene.left:
        return False
    before = scene.tokens.words[scene.q - 1]
    if before == "so-called":
        return True
    noun = scene.tokens.words[scene.q - 2] if scene.left[-1] == "," and scene.q > scene.low + 1 else before
    # "he called “The Long Way Home” a success", "it is called “The Long Way Home”"
    called = before == "called" and (scene.right[:1] == "d" or scene.left[-2:-1] == "x")
    acts = scene.left[-1] in "dn'"
    titled, made, work = before in known.titling, before in known.making, noun in known.works
    if not (titled or made or called or work or acts):
        return False
    last, words = _titled(scene.text, quoted.start, quoted.end)
    if not words or titled:
        return bool(words)
    if made:
        return last not in ".?!" or known.classes.get(before) != "v"
    return called or (work and last not in ".?!") or (acts and words[-1] in _ACTS)


_ACTS = frozenset(("act", "bill", "law", "award", "prize", "treaty", "amendment"))


def _titled(text: str, start: int, end: int) -> tuple[str, list[str]]:
    """The last character and the words of a span, in small letters, if all longer ones have capitals."""
    if end - start > LONGEST_TITLE:
        return "", []
    words = _WORD.findall(text, start, end)
    long = [w for w in words if w.casefold() not in _SMALL]
    if len(long) < 2 or not all(w[0].isupper() for w in long):
        return "", []
    return text[end - 1], [w.casefold() for w in words]


def quotation_features(scene: Scene, rule: str, cue: str) -> list[Group]:
    """What speaks for or against a quotation being speech; `rule` and `cue` are the likely speaker's."""
    text, quoted = scene.text, scene.quoted
    words, n = words_of(text, quoted.start, min(quoted.end, quoted.start + 400))
    long = [w for w in words if w.casefold() not in _SMALL]
    capital = sum(map(str.isupper, [w[0] for w in long]))
    titled = (
        "T"
        if long and capital == len(long) and n > 1
        else "t"
        if long and capital > 1 and capital >= 0.6 * len(long)
        else "-"
    )
    last = text[quoted.end - 1]
    words_ = scene.tokens.words
    before = words_[scene.q - 1] if scene.q > scene.low else "^"
    left = scene.left[-1:] or "^"
    right = scene.right[:1] or "$"
    first = "l" if text[quoted.start].islower() else "U"
    lone = scene.left == "" and scene.right.strip(".") == ""
    works = scene.known.works
    work = any(w in works for w in words_[max(scene.low, scene.q - 6) : scene.q])
    opening = words[0].casefold() if words else ""
    subject = scene.known.pronouns.get(opening, opening) in _SUBJECTS
    return [
        (_within, min(n, 15), titled, first, last if last in ",.?!—-…" else "w"),
        (_between, left, right, titled),
        (_likely, rule, cue, titled),
        (_marked, quoted.single, quoted.closed, lone, subject),
        (_behind, scene.left[-2:], before if left in "vVgTa:w" else "", work, titled),
    ]


def _within(words: int, titled: str, first: str, last: str) -> list[str]:
    """The quotation itself: its words, their capitals, its first and last letters."""
    size = str(words) if words < 6 else "6" if words < 9 else "9" if words < 15 else "15"
    return [
        "bias", f"n:{size}", f"t:{titled}", f"t:{titled}|{size}", f"f:{first}{titled}",
        f"e:{last}", f"e:{last}{first}", f"e:{last}{titled}",
    ]  # fmt: skip


def _between(left: str, right: str, titled: str) -> list[str]:
    """The letters beside it."""
    return [f"l:{left}", f"r:{right}", f"lr:{left}{right}", f"lt:{left}{titled}", f"rt:{right}{titled}"]


def _likely(rule: str, cue: str, titled: str) -> list[str]:
    found = [f"R:{rule}", f"R:{rule}|{titled}"]
    return [*found, f"C:{cue}", f"C:{cue}|{titled}"] if cue else found


def _marked(single: bool, closed: bool, lone: bool, subject: bool) -> list[str]:
    marks = [f"m:{'single' if single else 'double'}", f"c:{'closed' if closed else 'open'}"]
    return [*marks, "lone" if lone else "-"] + ["subject"] * subject


def _behind(letters: str, word: str, work: bool, titled: str) -> list[str]:
    """What stands before it: two letters, the word where it tells, the name of a sort of work."""
    found = [f"b2:{letters}"] + [f"b:{word}"] * bool(word)
    return [*found, "work", f"work|{titled}"] if work else found
