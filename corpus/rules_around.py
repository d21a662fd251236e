"""Rules that look outside the quotation's sentence: quotations, sentences and lines around it."""

from __future__ import annotations

from bisect import bisect_left

from quoth.corpus.candidates import Block, Proposal, Scene, bucket, short
from quoth.corpus.cues import cue_after
from quoth.corpus.ranking import Group, features
from quoth.corpus.tokens import QUOTES

REACH = 70  # tokens of another sentence that are read


def earlier_quote(scene: Scene, found: list[Proposal], cued: bool) -> None:
    """The speaker of the quotation before, in this paragraph or in the one that this paragraph continues."""
    if scene.index == 0:
        if scene.number and scene.quoted.continues >= 0 and scene.decided[scene.number - 1] is not None:
            found.append(Proposal("several-paragraphs", None, None, [(features, "chain")], scene.number - 1))
        return
    before = scene.number - 1
    decision = scene.decided[before]
    if decision is None:
        return
    shape = scene.tokens.shape
    previous = scene.tokens.quotes[scene.index - 1]
    gap = shape[previous + 1 : scene.q]
    other = scene.tokens.sentence_of(previous)
    apart = scene.sentence - other
    rule = "split" if apart == 0 else "continuation"
    between = previous < bisect_left(scene.tokens.starts, decision.start) < scene.q
    own = bool(scene.left.strip(QUOTES + ".,-(:"))
    state = ("b" if scene.bare else "-") + ("c" if cued else "-")
    marks = shape[previous] + scene.form[0]
    f: list[Group] = [
        (_same, rule, state, own, between, scene.form),
        (_since, rule, state, short(gap, 5), bucket(len(gap)), bucket(apart), marks),
        (_was, rule, state, decision.rule, decision.kind[0]),
    ]
    found.append(Proposal(rule, None, None, f, before))


def _same(rule: str, state: str, own: bool, between: bool, form: str) -> list[str]:
    """What the sentence itself says of its going on with the quotation before."""
    return [
        f"S:{rule}",
        f"S:{rule}|{state}",
        f"S:{rule}|{'L' if own else '-'}{'m' if between else '-'}|{state[1]}",
        f"S:{rule}|{form}",
    ]


def _since(rule: str, state: str, gap: str, size: str, apart: str, marks: str) -> list[str]:
    """What stands between the two quotations."""
    return [
        f"S:gap{gap}",
        f"S:{rule}:{apart}|{state[0]}",
        f"S:len{size}|{state[1]}",
        f"S:q{marks}{state[1]}",
    ]


def _was(rule: str, state: str, before: str, kind: str) -> list[str]:
    """How the speaker of the quotation before was found."""
    return [f"S:was{before}", f"S:{rule}|{kind}", f"S:was{before}|{state[0]}"]


def sentences_around(scene: Scene, found: list[Proposal], cued: bool) -> None:
    """The mentions of the two sentences before and of the one behind, in the same paragraph."""
    bare, mark = "b" if scene.bare else "-", "c" if cued else "-"
    for back in (1, 2):
        sentence = scene.sentence - back
        if sentence < 0:
            break
        _remote(scene, found, scene.block, sentence, "sentence-before", f"B{back}", bare + mark, 5)
    if scene.sentence + 1 < len(scene.tokens.sentences):
        _remote(scene, found, scene.block, scene.sentence + 1, "sentence-after", "A1", bare + mark, 2)


def lines_before(scene: Scene, found: list[Proposal], cued: bool) -> None:
    """The speaker of the last quotation above, and the mentions of the paragraph above."""
    bare, mark = "b" if scene.bare else "-", "c" if cued else "-"
    if scene.number:
        decision = scene.decided[scene.number - 1]
        apart = scene.block.line - decision.line if decision else 9
        if decision is not None and apart <= 3:
            f: list[Group] = [
                (_above, bare + mark, apart, decision.kind[0]),
                (_last, bare, decision.rule, scene.form),
            ]
            found.append(Proposal("previous-quote", None, None, f, scene.number - 1))
    before = scene.lines(scene.block.line - 1)
    if before is not None and before.tokens.sentences:
        last = len(before.tokens.sentences) - 1
        colon = ":" if before.tokens.shape.rstrip(QUOTES).endswith(":") else "."
        _remote(scene, found, before, last, "paragraph-before", "Z" + colon, bare + mark, 3)
        if last:
            _remote(scene, found, before, 0, "paragraph-before", "Y" + colon, bare + mark, 1)


def _above(state: str, apart: int, kind: str) -> list[str]:
    return ["P:", f"P:{state}", f"P:{apart}|{state}", f"P:{kind}|{state[0]}"]


def _last(bare: str, rule: str, form: str) -> list[str]:
    return [f"P:was{rule}|{bare}", f"P:{form}"]


def _remote(
    scene: Scene,
    found: list[Proposal],
    block: Block,
    sentence: int,
    rule: str,
    where: str,
    state: str,
    most: int,
) -> None:
    """Propose the first mentions of another sentence; `where` and `state` go into the features."""
    tokens = block.tokens
    low, high = tokens.bounds(sentence)
    high = min(high, low + REACH)
    if low >= high:
        return
    start, stop = tokens.starts[low], tokens.ends[high - 1]
    i = bisect_left(block.mentions, start, key=lambda m: m.start)
    quotes = "q" if any(c in QUOTES for c in tokens.shape[low:high]) else "-"
    taken = 0
    while i < len(block.mentions) and taken < most and block.mentions[i].start < stop:
        m = block.mentions[i]
        i += 1
        if m.kind == "relative":
            continue
        cue, between = cue_after(tokens, m.reach, high)
        how = "S" + tokens.shape[cue] + between if cue >= 0 else ""
        kind = m.kind[0] + ("'" if m.owner else "")
        pre = tokens.shape[m.phrase - 1] if m.phrase > low else "^"
        f: list[Group] = [
            (_there, where, state, quotes, taken, scene.form),
            (_mentioned, where, state, kind, how, pre, taken),
        ]
        if m.kind == "pronoun":
            word = tokens.words[m.first]
            f.append((features, f"{where}:{scene.known.pronouns.get(word, word)}|{state}"))
        elif m.kind == "name":
            number = scene.person_of(m)
            f.append((features, f"{where}w{bucket(scene.weight_of(number))}"))
            if number in scene.inside:
                f.append((features, "r:told"))
        if cue >= 0:
            f.append((features, f"r:{scene.known.base.get(tokens.words[cue], '')}"))
        span = (tokens.starts[cue], tokens.ends[cue]) if cue >= 0 else None
        found.append(Proposal(rule, m, span, f))
        taken += 1


def _there(where: str, state: str, quotes: str, taken: int, form: str) -> list[str]:
    return [where, f"{where}|{state}", f"{where}|{state}{quotes}{taken}", f"{where}|{form}"]


def _mentioned(where: str, state: str, kind: str, how: str, pre: str, taken: int) -> list[str]:
    """The mention by its sentence and its place there."""
    return [
        f"{where}:{kind}",
        f"{where}:{how}|{state}",
        f"{where}:{pre}{kind}",
        f"{where}:{taken}{kind[0]}",
        f"r:{kind}{how}",
    ]
