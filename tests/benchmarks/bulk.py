"""Writes a large ledger fast: the rows that recording one by one would leave, in bulk.

The ledger's own code records the master data and one movement of every kind. After that entries are made by the
domain's own classes, chained and hashed, and their rows are inserted thousands at a time without asking the rules.
That the result is the same is proved by `verify`, which rebuilds every projection from the entries.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.database.connection import open_engine, reading
from kiosk.database.keys import Keys
from kiosk.database.ledger import Ledger
from kiosk.database.projections import ROLE_NUMBER
from kiosk.database.schema import prepare
from kiosk.database.station import Station
from kiosk.database.upsert import add_to, replace_if_newer
from kiosk.domain.clock import next_stamp
from kiosk.domain.entry import Entry, EntryKind, to_instant
from kiosk.domain.entry_format import body_of, hash_of
from kiosk.domain.location import CUSTOMER, PRODUCTION, SUPPLIER, Place
from kiosk.domain.lot import LotFact, LotKind, lot_of
from kiosk.domain.movement import Entered, EntryRef, Evidence, Movement, Role
from kiosk.domain.quantity import MICRO
from kiosk.operations.loader import Loader
from tests.benchmarks.plant import Step, master_operations, seed_operations, steps

STATION = "BENCH-0001"
BEGAN = datetime(2026, 11, 1, 6, tzinfo=UTC)
_EXPIRY = "2031-12-31"
_FLUSH = 5_000
_STOCK, _PRODUCTION = Place("STOCK"), Place(PRODUCTION)
_WAYS: dict[str, tuple[Place, Place, Role | None, str]] = {
    "receive": (Place(SUPPLIER), _STOCK, None, "ACME"),
    "consume": (_STOCK, _PRODUCTION, Role.INPUT, ""),
    "produce": (_PRODUCTION, _STOCK, Role.OUTPUT, ""),
    "ship": (_STOCK, Place(CUSTOMER), None, "CUST"),
}
"""Where from, where to, as what, and with whom a step moves."""


class _SeedClock:
    """The plant's first morning."""

    def now(self) -> datetime:
        return BEGAN

    def is_trusted(self) -> bool:
        return True


def make_ledger(path: Path, movements: int, parts: int) -> None:
    """Make a database file with at least that many movements; `parts` is the size of the compound's trace, or 0."""
    engine = open_engine(str(path), create=True)
    prepare(engine)
    clock = _SeedClock()
    ledger = Ledger(engine, clock, Station(STATION))
    operations = (json.dumps(each) for each in (*master_operations(), *seed_operations()))
    answer = Loader(ledger, clock.now).load(operations)
    ledger.close()
    assert not answer.refused, answer.refused[0]
    write_steps(engine, steps(movements, parts))
    engine.dispose()


def write_steps(engine: Engine, wanted: Iterable[Step]) -> None:
    """Append the steps as entries of the station, with everything that follows from them."""
    with engine.connect() as connection:
        # Nothing is lost with a ledger that can be made again.
        connection.connection.cursor().execute("PRAGMA synchronous=OFF")
        connection.rollback()
        with connection.begin():
            writer = _Writer(connection)
            for step in wanted:
                writer.add(step)
            writer.flush()


class _Writer:
    """Chains entries, and inserts them with their rows a few thousand at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        catalog = Catalog(connection)
        codes = connection.execute(select(tables.item.c.id, tables.item.c.code)).all()
        self._items = {row.code: catalog.item_by_id(row.id) for row in codes}
        self._keys = Keys()
        last = connection.execute(select(tables.entry).order_by(tables.entry.c.arrival.desc()).limit(1)).one()
        self._seq, self._hash, self._arrival, self._stamp = last.seq, last.hash, last.arrival, last.stamp
        self._entries: list[Entry] = []
        self._rows: list[dict[str, Any]] = []

    def add(self, step: Step) -> None:
        """Append one step."""
        entry = self._entry_of(step)
        body = body_of(entry)
        self._seq, self._hash, self._stamp = entry.ref.seq, hash_of(body), entry.stamp
        row = {"station": entry.ref.station, "seq": entry.ref.seq, "stamp": entry.stamp, "kind": entry.kind.value}
        arrival = self._arrival + len(self._rows) + 1
        self._rows.append({"arrival": arrival, **row, "body": body, "hash": self._hash})
        self._entries.append(entry)
        if len(self._rows) >= _FLUSH:
            self.flush()

    def flush(self) -> None:
        """Insert what has been added."""
        connection, entries = self._connection, self._entries
        connection.execute(insert(tables.entry), self._rows)
        self._keys.begin()
        lots = self._keys.lots.keys(connection, [lot for entry in entries for lot in entry.lots])
        movements = [entry.movements[0] for entry in entries]
        names = [each.transformation for each in movements if each.transformation]
        transformations = self._keys.transformations.keys(connection, names)
        places = self._keys.places.keys(connection, [place for way in _WAYS.values() for place in way[:2]])
        rows = [
            self._movement_row(self._arrival + number, entry, lots[entry.lots[0]], transformations, places)
            for number, entry in enumerate(entries, 1)
        ]
        connection.execute(insert(tables.movement), rows)
        self._insert_what_follows(rows)
        self._arrival += len(entries)
        self._rows, self._entries = [], []

    def _entry_of(self, step: Step) -> Entry:
        source, destination, role, partner = _WAYS[step.kind]
        at = BEGAN + timedelta(seconds=self._seq)
        item = self._items[step.item]
        lot = lot_of(item, step.lot)
        movement = Movement(
            lot=lot.id,
            quantity=step.quantity * MICRO,
            source=source,
            destination=destination,
            evidence=Evidence.SCANNED,
            role=role,
            transformation=step.transformation or None,
            entered=Entered(str(step.quantity), item.unit),
        )
        is_received = step.kind == "receive"
        return Entry(
            ref=EntryRef(STATION, self._seq + 1),
            kind=EntryKind(step.kind),
            at=at,
            offset=0,
            clock_trusted=True,
            stamp=next_stamp(at, self._stamp),
            operator="OP1",
            partner=partner,
            lots=(lot,),
            facts=(LotFact(lot.id, "expiry", _EXPIRY, "scanned"),) if is_received else (),
            movements=(movement,),
            previous=self._hash,
        )

    def _movement_row(
        self, arrival: int, entry: Entry, lot: int, transformations: dict[str, int], places: dict[Place, int]
    ) -> dict[str, Any]:
        movement = entry.movements[0]
        return {
            "arrival": arrival,
            "line": 0,
            "lot": lot,
            "quantity": movement.quantity,
            "remaining": movement.quantity,
            "source": places[movement.source],
            "destination": places[movement.destination],
            "role": ROLE_NUMBER[movement.role] if movement.role else None,
            "transformation": transformations[movement.transformation] if movement.transformation else None,
            "evidence": int(movement.evidence),
            "at": to_instant(entry.at),
            "order": entry.order,
            "partner": entry.partner,
        }

    def _insert_what_follows(self, movements: list[dict[str, Any]]) -> None:
        """Facts, balances, places of serials, and the genealogy, through the projections' own statements."""
        connection = self._connection
        facts: list[dict[str, Any]] = []
        balances: list[dict[str, Any]] = []
        serials: list[dict[str, Any]] = []
        parts: list[dict[str, Any]] = []
        for entry, row in zip(self._entries, movements, strict=True):
            lot, stamp = {"lot": row["lot"]}, {"stamp": entry.order_key}
            facts += [
                {**lot, "name": fact.name, "value": fact.value, "source": fact.source, **stamp} for fact in entry.facts
            ]
            balances.append({**lot, "place": row["source"], "quantity": -row["quantity"]})
            balances.append({**lot, "place": row["destination"], "quantity": row["quantity"]})
            if entry.lots[0].kind is LotKind.SERIAL:
                serials.append({**lot, "place": row["destination"], **stamp})
            if role := entry.movements[0].role:
                side = tables.INPUT_SIDE if role is Role.INPUT else tables.OUTPUT_SIDE
                part = {"transformation": row["transformation"], "side": side, **lot}
                parts.append({**part, "taken": row["quantity"], "returned": 0, "tracked": True})
        for statement, rows in (
            (replace_if_newer(connection, tables.lot_fact, "value", "source"), facts),
            (add_to(connection, tables.balance, "quantity"), balances),
            (replace_if_newer(connection, tables.serial_place, "place"), serials),
            (add_to(connection, tables.participation, "taken", "returned"), parts),
        ):
            if rows:
                statement.write(connection, rows)
        connection.execute(delete(tables.balance).where(tables.balance.c.quantity == 0))


def count_movements(engine: Engine) -> int:
    """How many movements a ledger holds."""
    with reading(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(tables.movement)).scalar_one())
