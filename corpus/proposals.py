"""All possible speakers of a quotation, by every rule."""

from __future__ import annotations

from quoth.corpus.candidates import Proposal, Scene
from quoth.corpus.rules_around import earlier_quote, lines_before, sentences_around
from quoth.corpus.rules_sentence import own_sentence

# shapes so plain that nobody outside the sentence is considered
_PLAIN = frozenset(("quote-said-name", "quote-name-said"))


def propose(scene: Scene) -> list[Proposal]:
    """The possible speakers of the quotation of `scene`; the last proposal is nobody, rule ``unknown``."""
    found = own_sentence(scene)
    cued = any(p.cue for p in found)
    earlier_quote(scene, found, cued)
    if not any(p.rule in _PLAIN for p in found):
        if not cued or scene.bare:
            sentences_around(scene, found, cued)
        if scene.index == 0 and not cued:
            lines_before(scene, found, cued)
    found.append(
        Proposal("unknown", None, None, [(_nobody, scene.form, scene.bare, cued, min(len(found), 3))])
    )
    return found


def _nobody(form: str, bare: bool, cued: bool, others: int) -> list[str]:
    return [
        "none",
        f"none:{form}",
        f"none:{'b' if bare else '-'}{'c' if cued else '-'}",
        f"none:{others}",
    ]
