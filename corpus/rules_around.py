"""Rules that look outside the quotation's sentence: quotations, sentences and lines around it."""

from __future__ import annotations

from bisect import bisect_left

from quoth.corpus.candidates import Block, Proposal, Scene, bucket, short
from quoth.corpus.cues import cue_after
from quoth.corpus.tokens import QUOTES

REACH = 70  # tokens of another sentence that are read


def earlier_quote(scene: Scene, found: list[Proposal], cued: bool) -> None:
    """The speaker of the quotation before, in this paragraph or in the one that this paragraph continues."""
    if scene.index == 0:
        if scene.number and scene.quoted.continues >= 0 and scene.decided[scene.number - 1] is not None:
            found.append(Proposal("several-paragraphs", None, None, ["chain"], scene.number - 1))
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
    bare = "b" if scene.bare else "-"
    mark = "c" if cued else "-"
    own = "L" if scene.left.strip(QUOTES + ".,-(:") else "-"
    found.append(
        Proposal(
            rule,
            None,
            None,
            [
                f"S:{rule}",
                f"S:{rule}|{bare}{mark}",
                f"S:{rule}|{own}{'m' if between else '-'}|{mark}",
                f"S:gap{short(gap, 5)}",
                f"S:{rule}:{bucket(apart)}|{bare}",
                f"S:was{decision.rule}",
                f"S:{rule}|{scene.form}",
                f"S:{rule}|{decision.kind[0]}",
                f"S:len{bucket(len(gap))}|{mark}",
                f"S:was{decision.rule}|{bare}",
                f"S:q{shape[previous]}{scene.form[0]}{mark}",
            ],
            before,
        )
    )


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
            found.append(
                Proposal(
                    "previous-quote",
                    None,
                    None,
                    [
                        "P:",
                        f"P:{bare}{mark}",
                        f"P:{apart}|{bare}{mark}",
                        f"P:{decision.kind[0]}|{bare}",
                        f"P:was{decision.rule}|{bare}",
                        f"P:{scene.form}",
                    ],
                    scene.number - 1,
                )
            )
    before = scene.lines(scene.block.line - 1)
    if before is not None and before.tokens.sentences:
        last = len(before.tokens.sentences) - 1
        colon = ":" if before.tokens.shape.rstrip(QUOTES).endswith(":") else "."
        _remote(scene, found, before, last, "paragraph-before", "Z" + colon, bare + mark, 3)
        if last:
            _remote(scene, found, before, 0, "paragraph-before", "Y" + colon, bare + mark, 1)


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
        f = [
            f"{where}",
            f"{where}|{state}",
            f"{where}|{state}{quotes}{taken}",
            f"{where}:{kind}",
            f"{where}:{how}|{state}",
            f"{where}:{pre}{kind}",
            f"{where}:{taken}{kind[0]}",
            f"{where}|{scene.form}",
            f"r:{kind}{how}",
        ]
        if m.kind == "pronoun":
            word = tokens.words[m.first]
            f.append(f"{where}:{scene.known.pronouns.get(word, word)}|{state}")
        elif m.kind == "name":
            number = scene.person_of(m)
            f.append(f"{where}w{bucket(scene.weight_of(number))}")
            if number in scene.inside:
                f.append("r:told")
        if cue >= 0:
            f.append(f"r:{scene.known.base.get(tokens.words[cue], '')}")
        span = (tokens.starts[cue], tokens.ends[cue]) if cue >= 0 else None
        found.append(Proposal(rule, m, span, f))
        taken += 1
