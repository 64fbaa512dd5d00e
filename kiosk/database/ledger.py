"""The one writer: takes a proposal, asks the rules about the truth, appends the entry and what follows from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta

from sqlalchemy import Connection, Engine, bindparam, func, insert, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.database.connection import check_settings, data_version
from kiosk.database.facts import read_facts
from kiosk.database.keys import Keys
from kiosk.database.prepared import Prepared
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
        self._data_version: int | None = None
        self._head: _Head | None = None
        self.catalog = Catalog(self._connection)

    @property
    def station(self) -> str:
        """The station id under which this ledger writes."""
        return self._station.id

    def close(self) -> None:
        """Give the connection back; nothing is left open."""
        self._connection.close()
        if self._station.head:
            self._station.head.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A writing transaction; what `record` adds within becomes durable, all of it or nothing, when it ends."""
        try:
            with self._connection.begin():
                self._notice_other_writers()
                self._keys.begin()
                self._head = None
                yield self._connection
        except BaseException:
            self._keys.forget()
            self.catalog.forget()
            raise
        self._write_head()

    def note_head(self) -> None:
        """Note beside the database which entry is the last, so that an older copy in its place is noticed."""
        with self.transaction():
            self._head_now()

    def _write_head(self) -> None:
        if self._station.head and self._head:
            self._station.head.write(EntryRef(self._station.id, self._head.seq))

    def judge(self, proposal: Proposal) -> tuple[tuple[Finding, ...], Facts]:
        """What the rules say of the proposal now. Call within `transaction`."""
        facts = read_facts(self._connection, self.catalog, self._keys, proposal)
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
        entry = self._entry_of(amend(proposal, facts) if approved else proposal, findings)
        self._append(entry)
        return Recorded(entry.ref, findings)

    def _notice_other_writers(self) -> None:
        """Forget master data that another process has changed since the last transaction."""
        version = data_version(self._connection)
        if version is None or version != self._data_version:
            self.catalog.forget()
            self._data_version = version

    def _entry_of(self, proposal: Proposal, findings: tuple[Finding, ...]) -> Entry:
        head = self._head_now()
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
            reverses=(proposal.reverses,) if proposal.reverses else (),
            counts=proposal.counts,
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

    def _head_now(self) -> _Head:
        """The last entry of this station, and the latest stamp and arrival of all, read inside the transaction.

        Within it they are remembered, for nobody else can write.
        """
        if self._head is None:
            own = _own_head.row(self._connection, {"name": self._station.id})
            last = _last_of_all.row(self._connection)
            self._head = _Head(own.seq if own else 0, own.hash if own else "", last.arrival, last.stamp)
        return self._head

    def _append(self, entry: Entry) -> None:
        arrival, body = self._head_now().arrival + 1, body_of(entry)
        row = {
            "arrival": arrival,
            "station": entry.ref.station,
            "seq": entry.ref.seq,
            "stamp": entry.stamp,
            "kind": entry.kind.value,
            "body": body,
            "hash": hash_of(body),
        }
        _insert_entry.write(self._connection, row)
        project(self._connection, self._keys, arrival, entry)
        self._head = _Head(entry.ref.seq, str(row["hash"]), arrival, entry.stamp)
        if entry.master:
            self.catalog.forget()


_own_head = Prepared(
    select(tables.entry.c.seq, tables.entry.c.hash)
    .where(tables.entry.c.station == bindparam("name"))
    .order_by(tables.entry.c.seq.desc())
    .limit(1)
)
_last_of_all = Prepared(
    select(
        func.coalesce(func.max(tables.entry.c.arrival), 0).label("arrival"),
        func.coalesce(select(func.max(tables.entry.c.stamp)).scalar_subquery(), "").label("stamp"),
    )
)
_insert_entry = Prepared(insert(tables.entry))


def open_ledger(engine: Engine, clock: Clock, name: str) -> Ledger:
    """The writer of the database behind `engine`, writing under the station identity that it has now."""
    station = current_station(engine, clock, name)
    if station.head:
        station.head.open()
    ledger = Ledger(engine, clock, station)
    ledger.note_head()
    return ledger


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
