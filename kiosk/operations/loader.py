"""Loads an operations file: a stream of lines, committed in batches, answered for line by line."""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import select

from kiosk import messages
from kiosk.database import tables
from kiosk.database.ledger import Ledger, Recorded
from kiosk.database.people import enrol
from kiosk.database.secrets import site_secret
from kiosk.domain.entry import ClientKey, EntryKind
from kiosk.domain.errors import FormError, InputError
from kiosk.domain.movement import EntryRef
from kiosk.domain.proposal import Proposal
from kiosk.domain.rules.finding import Finding, Severity
from kiosk.operations.form import parse_line
from kiosk.operations.goods import Names, goods_proposal
from kiosk.operations.master import MASTER_KINDS, master_proposal
from kiosk.operations.others import hold_proposal, release_proposal, undo_proposal

BATCH = 500
"""Lines in one transaction: a batch is durable as a whole or not at all."""


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
        }


class Loader:
    """Feeds operations to a ledger, one file at a time."""

    def __init__(self, ledger: Ledger, now: Callable[[], datetime], language: str = "en") -> None:
        self._ledger = ledger
        self._now = now
        self._language = language
        self._answer = Answer()

    def load(self, lines: Iterable[str]) -> Answer:
        """Record every line that the rules allow; blank lines are passed over."""
        numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip(" \t\r\n"))
        for batch in _batches(numbered):
            with self._ledger.transaction() as connection:
                names = Names(connection, self._ledger.catalog)
                key = site_secret(connection)
                for number, line in batch:
                    self._load_line(number, line, names, key)
        return self._answer

    def _load_line(self, number: int, line: str, names: Names, key: bytes) -> None:
        try:
            operation, content = parse_line(line)
            client = _client_key(operation, content, key)
            if client and self._is_known(operation, client, names):
                return
            proposal = self._proposal(operation, names)
        except InputError as error:
            self._refuse(number, error.rule, str(error))
        else:
            self._record(number, replace(proposal, client=client), operation, names)

    def _proposal(self, operation: dict[str, Any], names: Names) -> Proposal:
        kind: EntryKind = operation["op"]
        now = self._now()
        if kind in MASTER_KINDS:
            return master_proposal(operation, names, now)
        if kind is EntryKind.HOLD:
            return hold_proposal(operation, names, now)
        if kind is EntryKind.RELEASE:
            return release_proposal(operation, names, now, self._answer.entries)
        if kind is EntryKind.UNDO:
            return undo_proposal(operation, names, now, self._answer.entries)
        return goods_proposal(operation, names, now)

    def _record(self, number: int, proposal: Proposal, operation: dict[str, Any], names: Names) -> None:
        outcome = self._ledger.record(proposal)
        if not isinstance(outcome, Recorded):
            self._refuse(number, outcome.findings[0].rule, self._say(outcome.findings[0]))
            return
        if operation["op"] is EntryKind.OPERATOR:
            enrol(names.connection, operation["code"], operation.get("name"), operation.get("badge"))
        self._answer.recorded += 1
        self._answer.warnings += [
            LineRefusal(number, each.rule, self._say(each))
            for each in outcome.warnings
            if each.severity is Severity.WARN
        ]
        self._note(operation, outcome.ref)

    def _is_known(self, operation: dict[str, Any], client: ClientKey, names: Names) -> bool:
        """Whether this line was recorded before; raises FormError if the key was used for something else."""
        table, entry = tables.client_key, tables.entry
        row = names.connection.execute(
            select(table.c.digest, entry.c.station, entry.c.seq)
            .join(entry, entry.c.arrival == table.c.arrival)
            .where(table.c.key == client.key)
        ).one_or_none()
        if row is None:
            return False
        if row.digest != client.digest:
            raise FormError(f"id {client.key!r} was recorded before with other content, as {row.station}/{row.seq}")
        self._answer.already += 1
        self._note(operation, EntryRef(row.station, row.seq))
        return True

    def _note(self, operation: dict[str, Any], ref: EntryRef) -> None:
        if name := operation.get("ref"):
            self._answer.entries[name] = str(ref)

    def _say(self, finding: Finding) -> str:
        return messages.text(finding.key, finding.values, self._language)

    def _refuse(self, number: int, rule: str, message: str) -> None:
        self._answer.refused.append(LineRefusal(number, rule, message))


def _client_key(operation: dict[str, Any], content: str, key: bytes) -> ClientKey | None:
    if "id" not in operation:
        return None
    digest = hmac.new(key, content.encode("utf-8"), hashlib.sha256).hexdigest()
    return ClientKey(operation["id"], digest)


def _batches(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    iterator = iter(lines)
    while batch := list(islice(iterator, BATCH)):
        yield batch
