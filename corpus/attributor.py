"""One text's quotations decided in order: choice of the speaker, person, confidence, kind, doubt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quoth.corpus.candidates import Decision, Proposal, Scene
from quoth.corpus.labels import INSIDE, SIGNATURE, label_lines, names_somebody, person_of_label, tag_inside
from quoth.corpus.language import Language
from quoth.corpus.mentions import Mention
from quoth.corpus.model import Attribution, Candidate, Line, Quote, QuoteKind, Span, Speaker, Words
from quoth.corpus.people import Person
from quoth.corpus.proposals import propose
from quoth.corpus.quotation import (
    LONG,
    is_name,
    is_title,
    is_told,
    quotation_features,
    reads_as_speech,
    stands_alone,
)
from quoth.corpus.quotemarks import Quoted
from quoth.corpus.ranking import Weights, calibrated, logistic, shares
from quoth.corpus.referents import EVEN, referent
from quoth.corpus.resolve import Resolved, Resolver
from quoth.corpus.roles import named_roles, subject_before
from quoth.corpus.rules import CERTAIN, SENTENCE
from quoth.corpus.rules_sentence import own_sentence
from quoth.corpus.scenes import Reading, ends_as_speech, scenes
from quoth.corpus.speakers import Speakers
from quoth.corpus.suspects import Surroundings, doubt_about
from quoth.corpus.tokens import QUOTES
from quoth.corpus.unmarked import block_quotes, indirect_quotes, turn_quotes
from quoth.corpus.values import replace
from quoth.corpus.wordcount import words_in

SPEECH = 0.5  # least probability of being speech
LEAST = 0.4  # confidence below which no speaker is given
GLANCE = 50  # characters that mostly hold so many
FOUR = 4  # words of a quotation where no capital tells a title
SHORT = 3  # spans of fewer words are quotations only where the sentence says so
_FOLLOWS = "as the paragraph that follows"
_IN_SENTENCE = frozenset(name for name, _ in SENTENCE)
_TAGGED = frozenset(("quote-said-name", "quote-name-said", "label-line", "colon", "name-said-quote"))


def _surety(choice: Proposal, resolved: Resolved) -> float:
    """How sure the name behind a mention is: less for "he" and "the mayor" than for a name."""
    if resolved.person is None or choice.mention is None:
        return 1.0
    if choice.mention.kind == "name" and resolved.share <= EVEN:
        return resolved.share
    return 0.55 + 0.45 * resolved.share


def _words_of(text: str, quoted: Quoted, choice: Proposal) -> tuple[int, int]:
    """Where the words themselves begin and end: without a label or a tag that stands among them."""
    start, end = quoted.start, quoted.end
    if choice.rule == "label-inside" and choice.cue is not None:
        start = choice.cue[1]
        while start < end and text[start].isspace():
            start += 1
    if choice.rule == "tag-inside" and choice.cue is not None and choice.mention is not None:
        end = min(choice.cue[0], choice.mention.start) - 1
    return start, end


class Attributor:
    """Decides one text; `quotes` first, then `speakers`."""

    def __init__(
        self,
        text: str,
        lines: Sequence[Line],
        known: Language,
        table: Weights,
        check: Callable[[], None] | None = None,
    ) -> None:
        self.text, self.known, self.table, self._check = text, known, table, check
        self.reading = Reading(text, lines, known)
        self.people = self.reading.people
        self.resolver = Resolver(text, self.people, known, table.pronoun, self.reading.quoted)
        self._speakers = Speakers(self.resolver)
        self._labels = label_lines(self.reading)
        for label in self._labels.values():
            person = person_of_label(text, label, self.people)
            if person is not None and label.role_start >= 0:
                span = Span(label.role_start, label.role_end)
                self.resolver.call(person, span.of(text), span)
        for number, role, span in named_roles(text, self.people, known):
            self.resolver.call(self.people.all[number], role, span)
        self._evidence: tuple[Resolved, list[Proposal], list[float]] = (Resolved(None, 0.0, ""), [], [])
        self._decided: list[Decision | None] = []
        self._who: list[Person | None] = []
        self._named_surely: list[float] = []
        self._continued = frozenset(self.reading.chained.values())
        self._kept: set[int] = set()
        self._asking = False  # whether the quote before is a question with a verb of asking

    def all(self, *, indirect: bool = False) -> tuple[list[Quote], tuple[Speaker, ...]]:
        """The quotes of the text in order, without ids, and their speakers."""
        found = self.quotes()
        found += turn_quotes(self.reading, self.resolver, self._speakers)
        found += block_quotes(self.reading, self.resolver, self._speakers)
        if indirect:
            found += indirect_quotes(self.reading, self.resolver, self._speakers)
        found.sort(key=lambda quote: quote.span)
        return found, self._speakers.of(found)

    # ------------------------------------------------------------------ choice

    def quotes(self) -> list[Quote]:
        """The quotations between marks in order, without ids."""
        found: list[Quote] = []
        numbers: list[int] = []
        who = self._who
        for scene, choice in scenes(self.reading, self._choose, self._decided):
            if self._check is not None:
                self._check()
            while len(who) < scene.number:
                who.append(who[-1] if self._decided[len(who)] is not None and who else None)
            resolved, proposals, values = self._evidence
            who.append(who[choice.same_as] if choice.same_as >= 0 else resolved.person)
            person = who[-1]
            self._named_surely.extend([1.0] * (scene.number - len(self._named_surely)))
            self._named_surely.append(
                self._named_surely[choice.same_as] if choice.same_as >= 0 else _surety(choice, resolved)
            )
            quote = self._quote(scene, choice, person, resolved, proposals, values)
            if quote is not None:
                found.append(quote)
                numbers.append(scene.number)
                self._asking = quote.text.endswith("?") and self._lemma(choice) == "ask"
                self._kept.add(scene.number)
                self.resolver.spoke(person, scene.quoted.end, scene.block.line)
        return self._join_paragraphs(found, numbers)

    def _join_paragraphs(self, found: list[Quote], numbers: list[int]) -> list[Quote]:
        """A quotation over several paragraphs with a tag only in its last is that speaker's throughout."""
        place = {number: i for i, number in enumerate(numbers)}
        for number in reversed(numbers):
            before = self.reading.chained.get(number)
            if before is None or before not in place:
                continue
            later, earlier = found[place[number]], found[place[before]]
            tagged = later.attribution.rule in _TAGGED or later.attribution.reason == _FOLLOWS
            own = earlier.attribution.rule in _TAGGED or earlier.attribution.rule in CERTAIN
            if tagged and not own and earlier.speaker != later.speaker:
                evidence = replace(later.attribution, rule="several-paragraphs", reason=_FOLLOWS)
                found[place[before]] = replace(earlier, speaker=later.speaker, attribution=evidence)
        return found

    def _choose(self, scene: Scene) -> Proposal:
        certain = self._certain(scene)
        if certain is not None:
            resolved = self._resolve(scene, certain)
            self._evidence = (resolved, [certain], [1.0])
            return certain
        proposals = propose(scene)
        if self.known.inverting and is_told(scene) and not any(p.rule in _IN_SENTENCE for p in proposals):
            # a verb without its subject, as in «…», añadió: somebody of whom the text spoke before
            proposals = [p for p in proposals if p.rule != "unknown"] or proposals
        values = shares([p.features for p in proposals], self.table.speaker)
        # proposals that mean one person join their shares
        groups: dict[object, float] = {}
        keys: list[object] = []
        for p, value in zip(proposals, values, strict=True):
            key = self._group(scene, p) if value > 0.01 else id(p)
            keys.append(key)
            groups[key] = groups.get(key, 0.0) + value
        best_key = max(groups, key=lambda k: groups[k])
        best = max((i for i, k in enumerate(keys) if k == best_key), key=values.__getitem__)
        choice = proposals[best]
        joined = [
            groups[k] if i == best else 0.0 if k == best_key else v
            for i, (k, v) in enumerate(zip(keys, values, strict=True))
        ]
        self._evidence = (self._resolve(scene, choice), proposals, joined)
        return choice

    def _group(self, scene: Scene, p: Proposal) -> object:
        if p.mention is not None and p.mention.kind == "name":
            return ("person", self.reading.person_of(p.mention))
        if p.mention is not None and p.mention.kind == "pronoun":
            person = self._resolve(scene, p).person
            return ("person", person.number) if person else ("at", p.mention.start)
        if p.same_as >= 0:
            person = self._who[p.same_as] if p.same_as < len(self._who) else None
            return ("person", person.number) if person else ("as", p.same_as)
        return id(p)

    def _certain(self, scene: Scene) -> Proposal | None:
        """The speaker named by the layout: label line before, label inside the marks, signature behind."""
        text, quoted, block = self.text, scene.quoted, scene.block
        line = self.reading.lines[block.line]
        leads = scene.index == 0 and not text[line.span.start : quoted.outer_start].strip("*_ ")
        label = self._labels.get(block.line - 1) if leads else None
        if label is not None:
            cue = self.reading.lines[block.line - 1].span.end - 1
            return self._labelled("label-line", label.start, label.end, (cue, cue + 1))
        inside = INSIDE.match(text, quoted.start, quoted.end)
        if inside is not None:
            return self._labelled(
                "label-inside", inside.start(1), inside.end(1), (inside.end(1), inside.end(1) + 1)
            )
        if not quoted.closed and scene.number not in self._continued:
            tag = tag_inside(text, quoted.start, quoted.end, self.known)
            if tag is not None:
                return self._labelled("tag-inside", *tag.name, tag.cue)
        if text[quoted.end - 1 : quoted.end] != "," and not scene.left.strip(QUOTES + ".,-(:"):
            # behind a fragment in somebody's sentence stands who wrote the article
            after = SIGNATURE.match(text, quoted.outer_end, min(len(text), quoted.outer_end + 90))
            if after is not None and len(after[1].split()) < 7:
                return self._labelled("signature", after.start(1), after.end(1), None)
        return None

    def _labelled(self, rule: str, start: int, end: int, cue: tuple[int, int] | None) -> Proposal:
        return Proposal(rule, Mention("name", 0, 0, 0, 0, False, start, end), cue)

    # ------------------------------------------------------------------ person

    def _resolve(self, scene: Scene, p: Proposal) -> Resolved:
        if p.mention is None:
            return Resolved(None, 1.0, "")
        block = scene.block
        if p.mention.start < self.reading.lines[block.line].span.start:
            block = self.reading.block(block.line - 1) or block  # its tokens are counted there
        return referent(self.reading, self.resolver, block, p.mention)

    # ------------------------------------------------------------------ the quote

    def _quote(
        self, scene: Scene, choice: Proposal, person: Person | None, resolved: Resolved,
        proposals: list[Proposal], values: list[float],
    ) -> Quote | None:  # fmt: skip
        text, quoted = self.text, scene.quoted
        decision = self._decided[scene.number]
        words = words_in(text, quoted.start, min(quoted.end, quoted.start + GLANCE))
        if words < LONG and quoted.end > quoted.start + GLANCE:
            words = words_in(text, quoted.start, min(quoted.end, quoted.start + 200))
        if not words or not self._is_quotation(scene, choice, words):
            return None
        rule = choice.rule
        if self._is_split(scene, choice):
            rule = "split"
        start, end = _words_of(text, quoted, choice)
        mention = None
        if decision is not None:
            mention = Words(text[decision.start : decision.end], Span(decision.start, decision.end))
        top = max(values)
        confidence = CERTAIN.get(choice.rule) or calibrated(top, self.table.steps)
        reason = resolved.reason
        if confidence < LEAST and choice.rule != "unknown":
            # more often wrong than right: no speaker is better than a guess, the candidates stay to be seen
            choice, rule, mention, person = Proposal("unknown", None, None), "unknown", None, None
            reason = "nobody is likely enough"
        confidence = 0.0 if rule == "unknown" else confidence * self._named_surely[scene.number]
        if choice.same_as >= 0 and person is not None:
            reason = f"as the quote before: {person.name}"
        flags, kind = set(), self._kind(scene, choice)
        if quoted.continues >= 0 or rule in ("split", "several-paragraphs"):
            flags.add("continued")
        named = mention is not None and decision is not None and decision.kind in ("nominal", "name")
        speaker = self._speakers.id_of(person, mention.text if mention is not None and named else "")
        if person is not None:
            if choice.mention is not None and choice.mention.kind == "nominal":
                self.resolver.call(
                    person,
                    text[choice.mention.start : choice.mention.end],
                    Span(choice.mention.start, choice.mention.end),
                )
            self._learn_subject(scene, choice, person)
        attribution = Attribution(
            mention=mention,
            cue=Words(text[choice.cue[0] : choice.cue[1]], Span(*choice.cue)) if choice.cue else None,
            rule=rule,
            confidence=round(confidence, 3),
            candidates=self._losers(scene, choice, person, proposals, values) or resolved.others,
            reason=reason,
        )
        quote = Quote(
            id="",
            span=Span(start, end),
            outer=Span(quoted.outer_start, quoted.outer_end),
            text=text[start:end],
            kind=kind,
            speaker=speaker,
            attribution=attribution,
            flags=frozenset(flags),
        )
        doubt = doubt_about(quote, person, self._surroundings(scene, choice, proposals))
        return replace(quote, flags=quote.flags | {"suspect"}, doubt=doubt) if doubt else quote

    def _learn_subject(self, scene: Scene, choice: Proposal, person: Person) -> None:
        """Call a person what the subject before the quote does (`subject_before`)."""
        first = None if person.body else subject_before(scene, choice)
        if first is not None:
            words, low = self.text[first.start : first.end], scene.tokens.starts[0]
            other = self.resolver.nominal(words, first.start, low, scene.block.line)
            if other.person in (None, person) or other.share < 0.9:
                self.resolver.call(person, words, Span(first.start, first.end))

    def _surroundings(self, scene: Scene, choice: Proposal, proposals: list[Proposal]) -> Surroundings:
        """What stands around a quote that may contradict its speaker."""
        other = ""
        if choice.rule in CERTAIN:
            plain = ("quote-said-name", "quote-name-said")
            tag = next((p for p in own_sentence(scene) if p.rule in plain), None)
            if tag is not None and tag.mention is not None:
                person = self._resolve(scene, tag).person
                other = person.name if person is not None else ""
        line = scene.block.line
        doubled = choice.rule == "label-line" and names_somebody(self.reading, line - 2)
        return Surroundings(other, doubled, choice.rule == "previous-quote" and self._asking)

    def _is_split(self, scene: Scene, choice: Proposal) -> bool:
        """Whether the tag before this quotation closed the one before: “One,” said Roe, “two.”"""
        if scene.index == 0 or choice.mention is None:
            return choice.rule == "split"
        before = scene.block.tokens.quotes[scene.index - 1]
        return (
            scene.number - 1 in self._kept
            and scene.tokens.sentence_of(before) == scene.sentence
            and before < choice.mention.first < scene.q
            and (old := self._decided[scene.number - 1]) is not None
            and old.start == choice.mention.start
        )

    def _is_quotation(self, scene: Scene, choice: Proposal, words: int) -> bool:
        if choice.rule in CERTAIN:
            return True
        if scene.quoted.dashed:
            return True
        if is_name(scene, choice.rule) or is_title(scene):
            return False
        if self.known.inverting and words > 1 and is_told(scene):
            return True
        opens = not scene.left and ends_as_speech(self.text, scene.quoted, self.known)
        if words >= FOUR and (self.known.capitals == "none" or (opens and self.known.inverting)):
            return True
        if not self.known.classes:
            return reads_as_speech(self.text, scene.quoted, words)
        if words < SHORT:
            ends = ends_as_speech(self.text, scene.quoted, self.known)
            if ends and stands_alone(scene):
                return True
            if not ends or choice.rule not in _TAGGED:
                return False
        features = quotation_features(scene, choice.rule, self._lemma(choice))
        return logistic(features, self.table.quotation) >= SPEECH

    def _lemma(self, choice: Proposal) -> str:
        """The base form of the cue."""
        word = self.text[choice.cue[0] : choice.cue[1]].casefold() if choice.cue else ""
        return self.known.base.get(word, word)

    def _kind(self, scene: Scene, choice: Proposal) -> QuoteKind:
        if choice.rule == "label-line":
            return "block"
        last = scene.left[-1:]
        lower = self.text[scene.quoted.start].islower()
        if last and last not in QUOTES + ",:-(.;" and (lower or last not in "vVgT"):
            return "mixed"
        return "direct"

    def _losers(
        self,
        scene: Scene,
        choice: Proposal,
        person: Person | None,
        proposals: list[Proposal],
        values: list[float],
    ) -> tuple[Candidate, ...]:
        best: dict[str, float] = {}
        for p, value in zip(proposals, values, strict=True):
            if p is choice or value < 0.02 or p.rule == "unknown":
                continue
            other = self._resolve(scene, p).person if p.mention is not None else self._who[p.same_as]
            if other is not None:
                name = other.name
            elif p.mention is not None:
                name = self.text[p.mention.start : p.mention.end]
            else:
                continue
            if person is None or name != person.name:
                best[name] = best.get(name, 0.0) + value
        order = sorted(best.items(), key=lambda item: -item[1])[:4]
        return tuple(Candidate(name, round(share, 3)) for name, share in order)
