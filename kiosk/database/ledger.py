"""The one writer: takes a proposal, asks the rules about the truth, appends the entry and what follows from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.database.connection import check_settings
from kiosk.database.facts import read_facts
from kiosk.database.keys import Keys
from kiosk.database.projections import project
from kiosk.database.station import Station, current_station
from kiosk.domain.clock import Clock, next_stamp
from kiosk.domain.entry import Entry, Membership
from kiosk.domain.entry_format import body_of, hash_of
from kiosk.domain.movement import EntryRef, Movement
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.rules.amend import amend
from kiosk.domain.rules.check import check, first_obstacle
from kiosk.domain.rules.facts import Facts
from kiosk.domain.rules.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Recorded:
    """The proposal is an entry now; durable once the transaction around it has ended."""

    ref: EntryRef
    warnings: tuple[Finding, ...] = ()
    """What was confirmed or approved on the way."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was written; these are the objections, the one that stops it first."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    seq: int
    hash: str
    arrival: int
    stamp: str


class Ledger:
    """Owns the writing connection of a database. Not for use by several threads at once."""

    def __init__(self, engine: Engine, clock: Clock, station: Station) -> None:
        self._connection = engine.connect().execution_options(lotline_writes=True)
        check_settings(self._connection)
        self._connection.rollback()
        self._clock = clock
        self._station = station
        self._keys = Keys()
        self._data_version = -1
        self.catalog = Catalog(self._connection)

    @property
    def station(self) -> str:
        """The station id under which this ledger writes."""
        return self._station.id

    def close(self) -> None:
        """Give the connection back; nothing is left open."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A writing transaction; what `record` adds within becomes durable, all of it or nothing, when it ends."""
        try:
            with self._connection.begin():
                self._notice_other_writers()
                yield self._connection
        except BaseException:
            self._keys.forget()
            self.catalog.forget()
            raise

    def judge(self, proposal: Proposal) -> tuple[tuple[Finding, ...], Facts]:
        """What the rules say of the proposal now. Call within `transaction`."""
        facts, keys = read_facts(self._connection, self.catalog, proposal)
        self._keys.remember_lots(keys)
        return check(proposal, facts), facts

    def record(self, proposal: Proposal, confirmed: frozenset[tuple[str, str]] | None = None) -> Recorded | Refused:
        """Append the proposal as an entry, or say why not. Call within `transaction`.

        `confirmed` names the warnings that somebody has confirmed, by `Finding.code`; None lets all of them pass.
        """
        findings, facts = self.judge(proposal)
        obstacle = first_obstacle(findings, proposal, confirmed)
        if obstacle:
            return Refused((obstacle, *(each for each in findings if each is not obstacle)))
        approved = [each for each in findings if each.severity is Severity.APPROVE]
        head = self._head()
        entry = self._entry_of(amend(proposal, facts) if approved else proposal, findings, head)
        self._append(entry, head.arrival + 1)
        return Recorded(entry.ref, findings)

    def _notice_other_writers(self) -> None:
        """Forget master data that another process has changed since the last transaction."""
        if self._connection.dialect.name == "sqlite":
            version = self._connection.exec_driver_sql("PRAGMA data_version").scalar_one()
            if version != self._data_version:
                self.catalog.forget()
                self._data_version = version
        else:
            self.catalog.forget()

    def _entry_of(self, proposal: Proposal, findings: tuple[Finding, ...], head: _Head) -> Entry:
        offset = proposal.at.utcoffset() or timedelta(0)
        return Entry(
            ref=EntryRef(self._station.id, head.seq + 1),
            kind=proposal.kind,
            at=proposal.at.astimezone(UTC),
            offset=int(offset.total_seconds()) // 60,
            clock_trusted=self._clock.is_trusted(),
            stamp=next_stamp(self._clock.now(), head.stamp),
            operator=proposal.operator,
            approver=proposal.approver,
            approved=_codes(findings, Severity.APPROVE),
            warned=_codes(findings, Severity.WARN),
            reason=proposal.reason,
            partner=proposal.partner,
            order=proposal.order,
            document=proposal.document,
            reverses=proposal.reverses,
            client=proposal.client,
            lots=proposal.lots,
            members=tuple(Membership(each.lot.id, each.batch.id) for each in proposal.lines if each.batch),
            movements=tuple(_movement_of(line) for line in proposal.lines),
            holds=proposal.holds,
            releases=proposal.releases,
            facts=tuple(fact for line in proposal.lines for fact in line.facts),
            transformations=proposal.transformations,
            containments=proposal.containments,
            observations=proposal.observations,
            master=proposal.master,
            previous=head.hash,
        )

    def _head(self) -> _Head:
        """The last entry of this station, and the latest stamp and arrival of all, read inside the transaction."""
        table = tables.entry
        own = self._connection.execute(
            select(table.c.seq, table.c.hash)
            .where(table.c.station == self._station.id)
            .order_by(table.c.seq.desc())
            .limit(1)
        ).one_or_none()
        last = self._connection.execute(
            select(func.coalesce(func.max(table.c.arrival), 0), select(func.max(table.c.stamp)).scalar_subquery())
        ).one()
        return _Head(own.seq if own else 0, own.hash if own else "", last[0], last[1] or "")

    def _append(self, entry: Entry, arrival: int) -> None:
        body = body_of(entry)
        row: dict[str, Any] = {
            "station": entry.ref.station,
            "seq": entry.ref.seq,
            "stamp": entry.stamp,
            "kind": entry.kind.value,
            "body": body,
            "hash": hash_of(body),
        }
        row["arrival"] = arrival
        self._connection.execute(insert(tables.entry).values(row))
        project(self._connection, self._keys, arrival, entry)
        if entry.master:
            self.catalog.forget()


def open_ledger(engine: Engine, clock: Clock, name: str) -> Ledger:
    """The writer of the database behind `engine`, writing under the station identity that it has now."""
    return Ledger(engine, clock, current_station(engine, clock, name))


def _codes(findings: tuple[Finding, ...], severity: Severity) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.rule for each in findings if each.severity is severity))


def _movement_of(line: Line) -> Movement:
    return Movement(
        lot=line.lot.id,
        quantity=line.quantity,
        source=line.source,
        destination=line.destination,
        evidence=line.evidence,
        role=line.role,
        transformation=line.transformation,
        entered=line.entered,
        reverses=line.reverses,
    )
