"""Rules that find the speaker in the quotation's own sentence; `rules.SENTENCE` names the shapes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quoth.corpus.candidates import Proposal, Scene, bucket, short
from quoth.corpus.cues import Link, link
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.mentions import Mention
from quoth.corpus.ranking import Group
from quoth.corpus.rules import Tie, shape_of
from quoth.corpus.tokens import QUOTES

MOST = 14  # mentions of the sentence that are considered
_QUOTES = frozenset(QUOTES)
CROWD, FEW = 12, 4  # quotations around from which on only the nearest few are: such text is no prose


def own_sentence(scene: Scene) -> list[Proposal]:
    """A proposal for each mention of the quotation's sentence."""
    inverting = scene.known.inverting
    links = [link(scene.tokens, m, scene.q, scene.low, scene.high, inverting) for m in _mentions_near(scene)]
    hows = {each.how for each in links}
    if "P" in hows:
        links = [each for each in links if each.how != "P"]
    if "A" in hows and any(
        each.after and each.how in ("S", "I") and not each.gap.strip(",-") for each in links
    ):
        links = [each for each in links if each.how != "A" or not _is_record(scene, each.mention)]
    if "A" in hows and any(map(_leads, links)):
        links = [each for each in links if each.how != "A"]
    links = [
        each._replace(mention=_maker(scene, each.mention)) if each.how == "A" else each for each in links
    ]
    ahead = sum([not each.after for each in links])
    firsts = sorted([each.mention.first for each in links])
    before, where_before = _nearest(links, False)
    behind, where_behind = _nearest(links, True)
    found: list[Proposal] = []
    for order, each in enumerate(links):
        rank = order - ahead if each.after else ahead - 1 - order
        rivals = ("=" if each is before else where_before) + ("=" if each is behind else where_behind)
        found.append(_proposal(scene, each, rank, order, firsts, rivals))
    return found


def _maker(scene: Scene, m: Mention) -> Mention:
    """Who made what words come from: Jane Roe of "a report by Jane Roe"; any other mention as it is."""
    tokens, words = scene.tokens, scene.tokens.words
    if (
        m.kind != "nominal"
        or m.owner
        or words[m.last : m.last + 1] != ["by"]
        or words[m.last - 1] in scene.known.roles
    ):
        return m
    every = scene.block.mentions
    i = bisect_left(every, m.last, key=lambda o: o.first)
    maker = next((o for o in every[i : i + 3] if o.phrase == m.last + 1 and o.kind == "name"), None)
    if maker is None or maker.owner:
        return m
    if scene.weight_of(scene.person_of(maker)) >= 0:
        return maker
    first, last = maker.phrase, maker.last
    while words[last : last + 1] in (["of"], ["for"]) and (run := _NAME.match(tokens.shape, last + 1)):
        last = run.end()
    if last == maker.last:
        return maker
    return Mention("nominal", first, last, first, last, False, tokens.starts[first], tokens.ends[last - 1])


_NAME = late_pattern(r"d?n+")


def _leads(each: Link) -> bool:
    """Whether a verb with its own subject leads the quotation in: "according to Roe, Doe told him: “…”"."""
    return each.how == "S" and not each.after and each.gap.endswith(":") and not each.gap.strip("hdnw:")


def _is_record(scene: Scene, m: Mention) -> bool:
    """Whether a mention is a record of words that somebody said: "Roe said, according to a transcript"."""
    words = scene.tokens.words[m.first : m.last]
    return m.kind == "nominal" and any(word in scene.known.records for word in words)


def _nearest(links: Sequence[Link], after: bool) -> tuple[Link | None, str]:
    """The mention with a verb of its own that stands nearest to the quotation on one side of it, and where.

    Where is right beside the quotation (by its kind: ``n`` name, ``p`` pronoun, ``m`` nominal), or ``f``
    far from it, or ``0`` where there is none.
    """
    near: Link | None = None
    for each in links:
        if each.after == after and each.cue >= 0 and (near is None or len(each.gap) < len(near.gap)):
            near = each
    if near is None:
        return None, "0"
    if near.gap.strip("Ta,:-cz"):
        return near, "f"
    return near, "m" if near.mention.kind == "nominal" else near.mention.kind[0]


def _mentions_near(scene: Scene) -> list[Mention]:
    every = scene.block.mentions
    start = scene.tokens.starts[scene.low]
    stop = scene.tokens.ends[scene.high - 1]
    here = scene.tokens.starts[scene.q]
    i = bisect_left(every, start, key=lambda m: m.start)
    around = scene.left + scene.right
    most = MOST if sum(map(around.count, QUOTES)) <= CROWD else FEW
    end = bisect_left(every, stop, key=lambda m: m.start)
    numbers: Sequence[int] = range(i, end)
    if most == FEW:
        # of a crowd only those beside the quotation are looked at, and what heads the sentence
        here_on = bisect_left(every, here, key=lambda m: m.start)
        beside = range(max(i, here_on - 3 * FEW), min(end, here_on + 3 * FEW))
        heads = [n for n in range(i, min(beside.start, i + 3)) if every[n].first == scene.low]
        numbers = [*heads, *beside]
    own = [every[n] for n in numbers if not (every[n].owner and _is_owner_of_another(every, n))]
    if len(own) > most:
        own.sort(key=lambda m: abs(m.start - here) - (40 if m.first == scene.low else 0))
        own = sorted(own[:most], key=lambda m: m.start)
    return own


def _is_owner_of_another(every: Sequence[Mention], i: int) -> bool:
    """Whether the phrase of a mention goes on to somebody else: "Roe" of "Roe's deputy"."""
    m = every[i]
    return any(other.first == m.phrase and other.last > m.last for other in every[max(0, i - 1) : i + 2])


def _proposal(
    scene: Scene, each: Link, rank: int, order: int, firsts: Sequence[int], rivals: str
) -> Proposal:
    """The proposal that a mention speaks; `rank` counts the mentions between it and the quotation.

    `firsts` are the first tokens of all mentions in order, `rivals` says where the nearest with a verb
    before and behind the quotation stand (`_nearest`; ``=`` for the mention itself).
    """
    tokens, shape, q = scene.tokens, scene.tokens.shape, scene.q
    m, cue, how, after, gap = each.mention, each.cue, each.how, each.after, each.gap
    side = "+" if after else "-"
    near = not gap.strip("Ta,:-cz")
    beside = near and not gap.strip(",-")
    rule = shape_of(Tie(how, after, m.owner, cue >= 0, beside, near, gap[-1:] == ":"))
    strength = shape[cue] if cue >= 0 else "0"
    near_how, tie = side + how, side + how + strength + each.between
    kind = _kind(scene, m)
    pre = shape[max(scene.low, m.phrase - 2) : m.phrase] if m.phrase > scene.low else "^"
    post = shape[m.reach : min(scene.high, m.reach + 2)]
    verbs = gap.count("v") + gap.count("V") + gap.count("x")
    left, right = (q, m.first) if after else (m.first, q)
    names = max(0, bisect_left(firsts, right) - bisect_right(firsts, left))
    f: list[Group] = [
        (_tied, tie, rule, kind),
        (_formed, tie, scene.form),
        (_apart, near_how, short(gap, 4), verbs),
        (_before, near_how, pre, kind[0]),
        (_behind, side, post, kind[0]),
        (_among, near_how, rank, order == 0, names),
        (_outdone, side + (how or "0"), rivals, not _QUOTES.isdisjoint(gap)),
    ]
    if m.phrase > scene.low and shape[m.phrase - 1] in "sric":
        f.append((_led, near_how, tokens.words[m.phrase - 1]))
    if cue >= 0:
        word = tokens.words[cue]
        f.append((_cued, near_how, scene.known.base.get(word, word), kind[0]))
        heads = m.phrase <= scene.low or shape[m.phrase - 1] in ",:;"
        if heads or strength == "g":
            f.append((_headed, near_how, strength, tie, heads))
    if m.kind == "name":
        number = scene.person_of(m)
        weight = scene.weight_of(number)
        f.append((_known, near_how, tie, bucket(weight), number in scene.inside))
    where = None
    if cue >= 0:
        where = (tokens.starts[cue], tokens.ends[cue])
    elif not after and gap.endswith(":"):
        where = (tokens.starts[q - 1], tokens.ends[q - 1])
    return Proposal(rule, m, where, f)


def _tied(tie: str, rule: str, kind: str) -> list[str]:
    """How the mention hangs together with the quotation and its verb."""
    return [f"L:{tie}", f"R:{rule}", f"R:{rule}|{kind}", f"k:{tie[0]}{kind}"]


def _formed(tie: str, form: str) -> list[str]:
    return [f"L:{tie}|{form[1:]}", f"form:{tie[:3]}{form}"]


def _apart(how: str, gap: str, verbs: int) -> list[str]:
    """What stands between mention, or verb, and quotation."""
    return [f"gap:{how}{gap}", f"vb:{how}{verbs if verbs < 4 else 4}"]


def _outdone(how: str, rivals: str, crossing: bool) -> list[str]:
    """Whether others with a verb stand nearer, and whether another quotation stands between."""
    before, behind = rivals[0], rivals[1]
    found = [f"riv:{how}{before}{behind}", f"riv-:{how}{before}", f"riv+:{how}{behind}"]
    return [*found, f"over:{how}{before}"] if crossing else found


def _led(how: str, word: str) -> list[str]:
    """The small word before a mention: "what Roe called", "and Roe said"."""
    return [f"led:{how}{word}"]


def _before(how: str, letters: str, kind: str) -> list[str]:
    return [f"pre:{how}{letters}", f"pre:{how}{letters[-1:]}|{kind}"]


def _behind(side: str, letters: str, kind: str) -> list[str]:
    return [f"post:{side}{letters}", f"post1:{side}{letters[:1]}|{kind}"]


def _among(how: str, rank: int, first: bool, between: int) -> list[str]:
    """The place of a mention among the others of the sentence."""
    return [
        f"rank:{how}{bucket(rank)}",
        f"ord:{'first' if first else 'later'}{how}",
        f"nm:{how}{between if between < 5 else 5}",
    ]


def _cued(how: str, lemma: str, kind: str) -> list[str]:
    return [f"cue:{how}{lemma}", f"cuek:{lemma}|{kind}"]


def _headed(how: str, strength: str, tie: str, heads: bool) -> list[str]:
    """Whether the mention stands at the head of a clause, and a verb in -ing."""
    return [f"ing:{tie}"] * (strength == "g") + [f"head:{how}{strength}"] * heads


def _known(how: str, tie: str, weight: str, told: bool) -> list[str]:
    """How often a name comes, whether in the quotation itself, and whether it is that of a body."""
    return [f"wt:{how[0]}{weight}"] + [f"told:{how}"] * told + [f"body:{tie}"] * (weight == "-1")


def _kind(scene: Scene, m: Mention) -> str:
    """What sort of noun phrase a mention is: name, pronoun by word, nominal by its noun."""
    kind = m.kind[0] + ("'" if m.owner else "")
    if m.kind == "pronoun":
        return kind + scene.known.pronouns.get(scene.tokens.words[m.first], scene.tokens.words[m.first])
    if m.kind == "name":
        return kind + (">" if m.reach > m.last else "")  # more follows: "Roe" of "Roe supporters"
    if m.kind != "nominal":
        return kind
    words, roles = scene.tokens.words, scene.known.roles
    head = words[m.reach - 1] if m.reach == m.last else ""
    if not head:
        head = next((w for w in words[m.first : m.last] if w in roles), "")
    if head in roles or head[:-1] in roles:
        kind += "R"
    elif head in scene.known.speech_nouns:
        kind += "W"
    else:
        kind += "s" if head.endswith("s") else "d" if head.endswith("ed") else ""
    return kind + ("d" if scene.tokens.shape[m.first] == "d" else "b")
