"""Reading a text once: its lines' tokens and mentions, its people, and each quotation in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quoth.corpus.block_quotes import find_blocks
from quoth.corpus.candidates import Block, Decision, Proposal, Scene
from quoth.corpus.capitals import names_of
from quoth.corpus.dialogue import with_dialogue
from quoth.corpus.language import Language
from quoth.corpus.late_pattern import late_pattern
from quoth.corpus.mentions import Mention, mentions
from quoth.corpus.model import Line
from quoth.corpus.people import People, Person, gather
from quoth.corpus.quotemarks import Quoted, quoted_spans
from quoth.corpus.speeches import find_speech
from quoth.corpus.tokens import tokenise
from quoth.corpus.turn_speakers import title_spans
from quoth.corpus.turns import find_turns
from quoth.corpus.wordcount import words_in

_TAGGED = late_pattern(r"[,،]|\s*[—–―-]\s")
SHORT = 3  # spans of fewer words are quotations only where the sentence says so
LONGEST_SCRAP = 60  # characters


class Reading:
    """A text with its lines, quotations and people; blocks are read when they are asked for."""

    def __init__(self, text: str, lines: Sequence[Line], known: Language) -> None:
        self.text, self.known = text, known
        self.lines = [line for line in lines if line.kind != "noise"]
        rows = with_dialogue(text, self.lines, quoted_spans(text, self.lines), known)
        # what stands in quotation marks in a title or heading is no quotation of the article
        labelled = find_turns(text, self.lines)
        self.transcript = find_speech(text, self.lines, known, labelled)
        said = self.transcript.lines
        self.blocks = [
            block for block in find_blocks(text, self.lines, rows) if not said & {n for n, _ in block.spans}
        ]
        outside = said | {number for block in self.blocks for number, _ in block.spans}
        self.rows = [
            row if line.kind in ("paragraph", "label", "block") and number not in outside else []
            for number, (line, row) in enumerate(zip(self.lines, rows, strict=True))
        ]
        self.quoted: list[Quoted] = []
        self.line_of: list[int] = []
        self._first: list[int] = []
        for i, row in enumerate(self.rows):
            self._first.append(len(self.quoted))
            self.quoted.extend(row)
            self.line_of.extend([i] * len(row))
        self._blocks: dict[int, Block] = {}
        prose = [
            (ln.span.start, ln.span.end) for ln in self.lines if ln.kind in ("paragraph", "label", "block")
        ]
        if said:
            # only the title of a transcript is sure to name those who speak
            prose[:0] = [
                s for ln in self.lines if ln.kind == "title" for s in title_spans(text, ln.span, known)
            ]
        self.named = names_of(text, prose, known)
        self._renumber(rows)
        self.people: People = gather(text, prose, known, self.named)
        self._person: dict[int, int] = {}

    def _renumber(self, rows: list[list[Quoted]]) -> None:
        """Fill `chained`: from a quotation to the one it continues; `continues` counts headings too."""
        flat = [(i, q) for i, row in enumerate(rows) for q in row]
        place = {id(q): n for n, q in enumerate(self.quoted)}
        self.chained = {
            place[id(q)]: place[id(flat[q.continues][1])]
            for _, q in flat
            if q.continues >= 0 and id(q) in place and id(flat[q.continues][1]) in place
        }

    def block(self, number: int) -> Block | None:
        """The line with that number, read; None before the first line and for headings."""
        if number < 0 or self.lines[number].kind in ("title", "heading"):
            return None
        block = self._blocks.get(number)
        if block is None:
            span = self.lines[number].span
            tokens = tokenise(self.text, span.start, span.end, self.rows[number], self.known, self.named)
            block = Block(
                number,
                tokens,
                mentions(self.text, tokens, self.known),
                self.rows[number],
                self._first[number],
            )
            self._blocks[number] = block
        return block

    def person_of(self, mention: Mention) -> int:
        """The number of the person that a mention by name stands for, or -1."""
        number = self._person.get(mention.start)
        if number is None:
            person = self.people.at(mention.start, mention.end)
            if person is None:
                person = self.people.find(self.text[mention.start : mention.end], mention.start)
            number = person.number if person else -1
            self._person[mention.start] = number
        return number

    def weight_of(self, number: int) -> int:
        """How often a person is named in the text; -1 for a body or place."""
        if number < 0:
            return 0
        person: Person = self.people.all[number]
        return -1 if person.body else len(person.at)


def ends_as_speech(text: str, quoted: Quoted, known: Language) -> bool:
    """Whether a quotation ends in the mark of a sentence; outside English also in a comma or dash behind."""
    if text[quoted.end - 1] in ",.?!，、。？！":
        return True
    return known.code != "en" and _TAGGED.match(text, quoted.outer_end) is not None


def is_scrap(text: str, quoted: Quoted, known: Language) -> bool:
    """Whether a span is too short for a quotation: under three words, without the end of a sentence."""
    if quoted.end - quoted.start > LONGEST_SCRAP or ends_as_speech(text, quoted, known):
        return False
    return not quoted.dashed and words_in(text, quoted.start, quoted.end) < SHORT


def scenes(
    reading: Reading,
    choose: Callable[[Scene], Proposal],
    decided: list[Decision | None],
) -> Iterator[tuple[Scene, Proposal]]:
    """Each quotation with the proposal that `choose` makes, in the order of the text.

    `decided` is filled along the way, as a choice may refer to an earlier one.
    """
    for number in range(len(reading.quoted)):
        block = reading.block(reading.line_of[number])
        if block is None:
            decided.append(None)
            continue
        quoted = reading.quoted[number]
        if is_scrap(reading.text, quoted, reading.known):
            # a word held at arm's length is nobody's turn: whoever spoke before goes on speaking
            decided.append(decided[-1] if number > block.first_quote else None)
            continue
        inside = reading.people.within(quoted.start, quoted.end)
        scene = Scene(
            reading.text, block, number - block.first_quote, reading.known,
            reading.person_of, reading.weight_of, inside, decided, reading.block,
        )  # fmt: skip
        choice = choose(scene)
        if choice.mention is not None:
            m = choice.mention
            decided.append(Decision(choice.rule, m.start, m.end, m.kind, block.line))
        elif choice.same_as >= 0:
            old = decided[choice.same_as]
            decided.append(old and Decision(choice.rule, old.start, old.end, old.kind, block.line))
        else:
            decided.append(None)
        yield scene, choice
