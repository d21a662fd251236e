"""Carrying out a build: what is read goes into the index, and every source is accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from quoth.corpus.anchors import article_id
from quoth.corpus.extraction import part_of
from quoth.corpus.settings import ReadSettings
from quoth.corpus.values import dataclass, field, replace
from quoth.index.ledger import Held, SourceRow, rules_of
from quoth.index.messages import Begun, Ended, Failed, Given, Message, Read, Same, Task, Written
from quoth.index.results import BuildReport, Failure, Warned
from quoth.index.survey import PASSING, Survey

if TYPE_CHECKING:
    # what writes, Whoosh among it, is not imported by those who only look whether anything has changed
    from quoth.index.writer import Sink

Progress = Callable[[int, int, str], None]
"""Called with how many sources are done, how many there are, and the one just done or the part of it."""


class TooManyFailures(Exception):
    """More sources failed than allowed; the index is as it was. `failures` are those so far."""

    def __init__(self, failures: tuple[Failure, ...], allowed: int) -> None:
        count = f"{len(failures)} source{'s' * (len(failures) != 1)} failed"
        said = f"{count}, {allowed or 'none'} allowed"
        super().__init__(f"{said}; the index is as it was before")
        self.failures = failures


@dataclass(slots=True)
class _Reading:
    """A source while its messages come in."""

    task: Task
    before: dict[str, Held]
    shares: int
    unread: int
    held: dict[str, Held] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    untouched: bool = False
    whole: bool = True
    size: int = 0
    mtime_ns: int = 0
    digest: str = ""


class Update:
    """One build over the rows of an index: `carry_out` reads and writes, `report` tells.

    `now` is when it began, in seconds since the epoch.
    """

    def __init__(
        self,
        rows: Mapping[str, SourceRow],
        found: Survey,
        now: float,
        *,
        progress: Progress | None = None,
        max_errors: int | None = None,
    ) -> None:
        self.rows = dict(rows)
        self._found = found
        self._now = now
        self._progress = progress
        self._max_errors = max_errors
        self._failed_before = {failure for row in rows.values() for failure in row.failures}
        self._owners = {held.id: row.path for row in rows.values() for held in row.held}
        self._given: set[str] = set()
        self._added: list[str] = []
        self._changed: list[str] = []
        self._removed: list[str] = []
        self._failed: list[Failure] = []
        self._warned: dict[tuple[str, str], Warned] = {}
        self._done = 0
        self._rules: dict[ReadSettings, str] = {}
        self.noted = False
        """Whether the rows tell anything new besides times."""

    def begin(self) -> None:
        """Tells what needs no reading. Raises TooManyFailures."""
        for failure in self._found.unfound:
            self._fail(failure)
            self._step(failure.source)
        for row in self._found.same:
            for failure in row.failures:
                self._fail(failure)
            self._step(row.source)

    def carry_out(self, sink: Sink, tasks: Iterable[Task], messages: Iterable[Message]) -> None:
        """Puts what `messages` tell of `tasks` into `sink` and drops what is gone. Raises TooManyFailures."""
        open_ones: dict[int, _Reading] = {}
        for task in tasks:
            if task.number not in open_ones:
                row = self.rows.get(task.real)
                before = {held.id: held for held in row.held} if row else {}
                open_ones[task.number] = _Reading(task, before, task.share[1], task.share[1])
        for row in self._found.gone:
            self._drop(sink, row, row.held)
            del self.rows[row.path]
            self.noted = True
        for message in messages:
            if isinstance(message, Written):
                sink.adopt(message)
            elif isinstance(message, Read):
                self._watch(open_ones[message.task], message.member)
            else:
                self._account(sink, open_ones, message)
        if open_ones:
            raise AssertionError(f"{len(open_ones)} sources were not read to an end")

    def _account(
        self, sink: Sink, open_ones: dict[int, _Reading], message: Begun | Given | Same | Failed | Ended
    ) -> None:
        reading = open_ones[message.task]
        match message:
            case Begun():
                reading.size, reading.mtime_ns = message.size, message.mtime_ns
            case Given():
                self._take(sink, reading, message)
            case Same(_, identity):
                reading.held[identity] = reading.before[identity]
            case Failed():
                self._part_failed(reading, message)
            case Ended():
                reading.shares -= 1
                self._took(reading, message)
                if not reading.shares:
                    del open_ones[message.task]
                    self._close(sink, reading)

    def _watch(self, reading: _Reading, member: str) -> None:
        """Tells of progress. A process that dies takes what it read with it: its sources are read twice."""
        if member:
            self._tell(part_of(reading.task.source, member))
            return
        reading.unread -= 1
        if reading.unread == 0:
            self._step(reading.task.source)

    def _take(self, sink: Sink, reading: _Reading, message: Given) -> None:
        task, identity = reading.task, message.id
        owner = self._owners.get(identity)
        known = owner is not None
        elsewhere = known and owner != task.real and owner in self.rows and identity not in reading.before
        if identity in self._given or elsewhere:
            # a task that was tried again, or a file and a member of it named together
            sink.refuse(message)
            return
        sink.take(message)
        self._given.add(identity)
        self._owners[identity] = task.real
        reading.held[identity] = Held(
            *(message.member, identity, message.digest, message.paragraphs, message.quotes),
            message.signature,
        )
        (self._changed if known else self._added).append(message.source)
        for told in message.warnings.splitlines():
            self._warned.setdefault((task.source, told), Warned(message.source, told))
        self.noted = True

    def _part_failed(self, reading: _Reading, message: Failed) -> None:
        failure = Failure(part_of(reading.task.source, message.member), message.reason, message.detail)
        if failure in reading.failures:
            # every share meets the same broken end
            return
        reading.failures.append(failure)
        identity = article_id(part_of(reading.task.real, message.member))
        if message.reason in PASSING and identity in reading.before:
            reading.kept.add(identity)
        self._fail(failure)

    def _took(self, reading: _Reading, message: Ended) -> None:
        reading.untouched |= message.untouched
        reading.whole &= message.whole
        reading.digest = reading.digest or message.digest

    def _close(self, sink: Sink, reading: _Reading) -> None:
        """Writes the row of a source that is read, and drops what is no longer in it."""
        task, old = reading.task, self.rows.get(reading.task.real)
        if reading.untouched and old is not None:
            for failure in old.failures:
                self._fail(failure)
            self.rows[task.real] = replace(
                old, size=reading.size, mtime_ns=reading.mtime_ns, read_at=self._now
            )
            return
        left = [held for identity, held in reading.before.items() if identity not in reading.held]
        several = any(held.member for held in (*left, *reading.held.values()))
        passing = any(failure.reason in PASSING for failure in reading.failures)
        # what lay behind the place where a collection breaks off is not known to be gone
        keeps_all = not reading.whole and (passing or several)
        kept = [held for held in left if keeps_all or held.id in reading.kept]
        if old is not None:
            self._drop(sink, old, [held for held in left if held not in kept])
        row = SourceRow(
            *(task.real, task.source, reading.size, reading.mtime_ns, reading.digest),
            *(
                self._rules_of(task.settings),
                self._now,
                (*reading.held.values(), *kept),
                tuple(reading.failures),
            ),
        )
        self.noted |= old is None or (old.failures, old.rules) != (row.failures, row.rules)
        self.rows[task.real] = row

    def _rules_of(self, settings: ReadSettings) -> str:
        """See `rules_of`; they do not change within a build."""
        if settings not in self._rules:
            self._rules[settings] = rules_of(settings)
        return self._rules[settings]

    def _drop(self, sink: Sink, row: SourceRow, held: Iterable[Held]) -> None:
        for article in held:
            if article.id in self._given:
                # it has moved to another source
                continue
            sink.drop(article.id)
            self._owners.pop(article.id, None)
            self._removed.append(part_of(row.source, article.member))
            self.noted = True

    def _fail(self, failure: Failure) -> None:
        self._failed.append(failure)
        if self._max_errors is not None and len(self._failed) > self._max_errors:
            raise TooManyFailures(tuple(self._failed), self._max_errors)

    def _step(self, source: str) -> None:
        self._done += 1
        self._tell(source)

    def _tell(self, source: str) -> None:
        if self._progress:
            self._progress(self._done, self._found.total, source)

    def report(self, seconds: float) -> BuildReport:
        """What was done, with the totals of the index as it is now."""
        held = [held for row in self.rows.values() for held in row.held]
        return BuildReport(
            added=tuple(self._added),
            changed=tuple(self._changed),
            unchanged=len(held) - len(self._added) - len(self._changed),
            removed=tuple(self._removed),
            failed=tuple(self._failed),
            articles=len(held),
            paragraphs=sum(article.paragraphs for article in held),
            quotes=sum(article.quotes for article in held),
            seconds=seconds,
            still_failing=tuple(failure for failure in self._failed if failure in self._failed_before),
            warnings=tuple(self._warned.values()),
        )
