"""Loads an operations file: a stream of lines, committed in batches, answered for line by line."""

import hashlib
import hmac
import time
from collections import ChainMap, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.exc import DBAPIError

from kiosk import messages
from kiosk.database import tables
from kiosk.database.connection import explain
from kiosk.database.ledger import Ledger, Recorded
from kiosk.database.people import enrol
from kiosk.database.prepared import Prepared
from kiosk.database.secrets import site_secret
from kiosk.domain.entry import ClientKey, EntryKind
from kiosk.domain.errors import FormError, InputError, ReferenceNotFoundError
from kiosk.domain.movement import EntryRef
from kiosk.domain.proposal import Proposal
from kiosk.domain.rules.finding import Finding, Severity
from kiosk.operations.form import parse_line
from kiosk.operations.goods import Names, goods_proposal, head_of
from kiosk.operations.master import MASTER_KINDS, master_proposal
from kiosk.operations.others import hold_proposal, release_proposal, undo_proposal

_SAID_TO_ANYBODY = (FormError.rule, ReferenceNotFoundError.rule)
BATCH = 500
"""The most lines in one transaction: a batch is durable as a whole or not at all."""
WORK_S = 0.05
"""How long a batch may keep others from recording, beside its commit, where others use the database."""
PAUSE_S = 0.025
"""How long they can get in then: SQLite, waiting for so short a batch, looks again after 25 ms at most. With 10 ms some
scans were seen to wait for two seconds; without a pause some were refused after five."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Lets others record in between: a scan must not wait for a file."""

    timer: Callable[[], float] = time.monotonic
    """Seconds."""
    pause: Callable[[float], None] = time.sleep


_ALONE = Turns(lambda: 0.0, lambda _seconds: None)
"""For a database that nobody else uses."""


@dataclass(frozen=True, slots=True)
class LineRefusal:
    """A line that was not recorded, and why."""

    line: int
    rule: str
    message: str


@dataclass(slots=True)
class Answer:
    """What became of a file."""

    recorded: int = 0
    already: int = 0
    refused: list[LineRefusal] = field(default_factory=list)
    warnings: list[LineRefusal] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    stopped: str = ""
    """Why the database took nothing more; of the lines after that, and of those in the same batch, nothing is said."""

    @property
    def is_whole(self) -> bool:
        """Whether every line was taken."""
        return not (self.refused or self.stopped)

    def add(self, batch: "Answer") -> None:
        """What became of a batch, once it is durable."""
        self.recorded += batch.recorded
        self.already += batch.already
        self.refused += batch.refused
        self.warnings += batch.warnings
        self.entries |= batch.entries

    def as_json(self) -> dict[str, Any]:
        """The answer as the command prints it."""

        def rows(refusals: list[LineRefusal]) -> list[dict[str, Any]]:
            return [{"line": each.line, "rule": each.rule, "message": each.message} for each in refusals]

        return {
            "recorded": self.recorded,
            "already": self.already,
            "refused": rows(self.refused),
            "warnings": rows(self.warnings),
            "entries": dict(self.entries),
        } | ({"stopped": self.stopped} if self.stopped else {})


@dataclass(frozen=True, slots=True)
class _Line:
    """A well-formed line: its number, its operation, and what it says however it is written."""

    number: int
    operation: dict[str, Any]
    content: str


class Loader:
    """Feeds operations to a ledger, one file at a time."""

    def __init__(
        self, ledger: Ledger, now: Callable[[], datetime], language: str = "en", turns: Turns = _ALONE
    ) -> None:
        self._ledger = ledger
        self._now = now
        self._language = language
        self._turns = turns
        self._answer = Answer()
        self._batch = Answer()
        """What the transaction at hand would make of its lines; part of the answer when it is durable."""

    def load(self, lines: Iterable[str]) -> Answer:
        """Record every line that the rules allow; blank lines are passed over.

        Where the database stops answering, the answer tells what is durable, and why there is no more.
        """
        try:
            self._load(lines)
        except DBAPIError as error:
            self._answer.stopped = explain(error)
        self._answer.refused.sort(key=lambda refusal: refusal.line)
        return self._answer

    def _load(self, lines: Iterable[str]) -> None:
        numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip(" \t\r\n"))
        is_first = True
        while waiting := deque(islice(numbered, BATCH)):  # read before the database is held: a pipe may be slow
            while waiting:
                if not is_first:
                    self._turns.pause(PAUSE_S)
                is_first = False
                self._load_batch(waiting)

    def _load_batch(self, waiting: deque[tuple[int, str]]) -> None:
        """Record lines in one transaction until none waits or its time is over."""
        self._batch = Answer()
        with self._ledger.transaction() as connection:
            names = Names(connection, self._ledger.catalog)
            key = site_secret(connection)
            until = self._turns.timer() + WORK_S
            while True:
                self._load_text(*waiting.popleft(), names, key)
                if not waiting or self._turns.timer() >= until:
                    break
        self._answer.add(self._batch)

    def _load_text(self, number: int, text: str, names: Names, key: bytes) -> None:
        try:
            operation, content = parse_line(text)
        except InputError as error:
            self._refuse(number, error.rule, str(error))
        else:
            self._load_line(_Line(number, operation, content), names, key)

    def _load_line(self, line: _Line, names: Names, key: bytes) -> None:
        try:
            client = _client_key(line, key)
            if client and (known := _recorded_under.row(names.connection, {"key": client.key})):
                self._pass_over(line, client, known)
                return
            proposal = replace(self._proposal(line.operation, names), client=client)
        except InputError as error:
            self._refuse_input(line, error)
            return
        self._record(line, proposal, names)

    def _refuse_input(self, line: _Line, error: InputError) -> None:
        """Say what is wrong; but who may not ask at all is told that before anything about the plant."""
        if error.rule not in _SAID_TO_ANYBODY:
            findings, _ = self._ledger.judge(Proposal(**head_of(line.operation, self._now())))
            if findings:
                self._refuse(line.number, findings[0].rule, self._say(findings[0]))
                return
        self._refuse(line.number, error.rule, str(error))

    def _proposal(self, operation: dict[str, Any], names: Names) -> Proposal:
        kind: EntryKind = operation["op"]
        now = self._now()
        if kind in MASTER_KINDS:
            return master_proposal(operation, names, now)
        if kind is EntryKind.HOLD:
            return hold_proposal(operation, names, now)
        if kind is EntryKind.RELEASE:
            return release_proposal(operation, names, now, self._known_entries())
        if kind is EntryKind.UNDO:
            return undo_proposal(operation, names, now, self._known_entries())
        return goods_proposal(operation, names, now)

    def _record(self, line: _Line, proposal: Proposal, names: Names) -> None:
        outcome = self._ledger.record(proposal)
        if not isinstance(outcome, Recorded):
            self._refuse(line.number, outcome.findings[0].rule, self._say(outcome.findings[0]))
            return
        operation = line.operation
        if operation["op"] is EntryKind.OPERATOR:
            enrol(names.connection, operation["code"], operation.get("name"), operation.get("badge"))
        self._batch.recorded += 1
        self._batch.warnings += [
            LineRefusal(line.number, each.rule, self._say(each))
            for each in outcome.warnings
            if each.severity is Severity.WARN
        ]
        self._note(operation, outcome.ref)

    def _pass_over(self, line: _Line, client: ClientKey, known: Any) -> None:
        """A line that was recorded before; raises FormError if its key was used for something else."""
        ref = EntryRef(known.station, known.seq)
        if known.digest != client.digest:
            raise FormError(f"id {client.key!r} was recorded before with other content, as {ref}")
        self._batch.already += 1
        self._note(line.operation, ref)

    def _known_entries(self) -> Mapping[str, str]:
        return ChainMap(self._batch.entries, self._answer.entries)

    def _note(self, operation: dict[str, Any], ref: EntryRef) -> None:
        if name := operation.get("ref"):
            self._batch.entries[name] = str(ref)

    def _say(self, finding: Finding) -> str:
        return messages.text(finding.key, finding.values, self._language)

    def _refuse(self, number: int, rule: str, message: str) -> None:
        self._batch.refused.append(LineRefusal(number, rule, message))


def _client_key(line: _Line, key: bytes) -> ClientKey | None:
    if "id" not in line.operation:
        return None
    digest = hmac.new(key, line.content.encode("utf-8"), hashlib.sha256).hexdigest()
    return ClientKey(line.operation["id"], digest)


_recorded_under = Prepared(
    select(tables.client_key.c.digest, tables.entry.c.station, tables.entry.c.seq)
    .join(tables.entry, tables.entry.c.arrival == tables.client_key.c.arrival)
    .where(tables.client_key.c.key == bindparam("key"))
    .order_by(tables.entry.c.stamp, tables.entry.c.station, tables.entry.c.seq)
    .limit(1)
)
"""What was recorded under a client's key, the first in replay order where two stations took the same."""
