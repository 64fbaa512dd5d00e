"""Proof that nothing was changed or lost: file, chain, sequence, and everything that is derived from the entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Engine,
    Integer,
    Select,
    String,
    Table,
    bindparam,
    insert,
    select,
    type_coerce,
)
from sqlalchemy.exc import DatabaseError

from kiosk.database import tables
from kiosk.database.connection import explain, open_scratch, reading, writing
from kiosk.database.head_file import head_file_of
from kiosk.database.keys import Keys
from kiosk.database.lost_entries import Missed, missed_entries
from kiosk.database.projections import project
from kiosk.database.schema import make_tables
from kiosk.database.snapshots import snapshot_of
from kiosk.domain.entry import Entry
from kiosk.domain.entry_format import entry_of, hash_of
from kiosk.domain.errors import DamagedError
from kiosk.domain.loss import AcknowledgedLoss, Loss, acknowledged_in
from kiosk.domain.movement import EntryRef

_PIECE = 2_000
_entries_after = (
    select(tables.entry)
    .where(tables.entry.c.arrival > bindparam("last"))
    .order_by(tables.entry.c.arrival)
    .limit(_PIECE)
)
_insert_entry = insert(tables.entry)


@dataclass(frozen=True, slots=True)
class Damage:
    """The first place where the database contradicts itself."""

    where: str
    """An entry such as `B2-7QKD/17`, a table with its row, or the file."""
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, and what was found."""

    entries: int
    stations: int
    damage: Damage | None
    missing: tuple[Loss, ...] = ()
    """Entries that are lost and that nobody has answered for; they are the damage if there is no other."""
    acknowledged: tuple[AcknowledgedLoss, ...] = ()
    """Losses for which somebody has answered."""


def verify(engine: Engine) -> Verification:
    """Check a database on a private copy; it may be in use meanwhile.

    Raises UnusableDatabaseError if no copy can be made, for want of space or because the file cannot be read.
    """
    head = head_file_of(engine)
    noted = head.read_all() if head else ()  # before the copy is made: the file is never ahead of the database
    with snapshot_of(engine) as copy:
        try:
            return _verify(copy, noted)
        except DatabaseError as error:
            return Verification(0, 0, Damage("file", explain(error)))


def _verify(engine: Engine, noted: tuple[EntryRef, ...]) -> Verification:
    with open_scratch() as scratch, reading(engine) as live, writing(scratch) as rebuilt:
        if damage := _check_file(live):
            return Verification(0, 0, damage)
        make_tables(rebuilt)
        keys = Keys()
        heads: dict[str, tuple[int, str]] = {}
        acknowledged: list[AcknowledgedLoss] = []
        count = 0
        for piece in _pieces(live):
            rebuilt.execute(_insert_entry, [row._asdict() for row in piece])
            for row in piece:
                try:
                    entry = _checked(row, heads)
                    project(rebuilt, keys, row.arrival, entry)
                except DamagedError as error:
                    return Verification(count, len(heads), Damage(f"{row.station}/{row.seq}", str(error)))
                count += 1
                if known := acknowledged_in(entry):
                    acknowledged.append(known)
        if damage := _compare(live, rebuilt):
            return Verification(count, len(heads), damage)
        missed = list(missed_entries(live, noted, {station: seq for station, (seq, _) in heads.items()}))
        missed = [each for each in missed if not any(known.loss.covers(each.loss) for known in acknowledged)]
        damage = _damage_of(missed[0]) if missed else None
        missing = tuple(dict.fromkeys(each.loss for each in missed))
        return Verification(count, len(heads), damage, missing, tuple(acknowledged))


def _damage_of(missed: Missed) -> Damage:
    said = f"{missed.said_by} that {missed.loss.last} was recorded; the file is an older state of itself"
    return Damage(str(missed.loss.first), said)


def _check_file(connection: Connection) -> Damage | None:
    if connection.dialect.name != "sqlite":
        return None
    findings = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalars().all()
    return None if findings == ["ok"] else Damage("file", str(findings[0]))


def _pieces(connection: Connection) -> Iterator[Sequence[Any]]:
    """Every entry in order of arrival."""
    last = 0
    while piece := connection.execute(_entries_after, {"last": last}).all():
        yield piece
        last = piece[-1].arrival


def _checked(row: Any, heads: dict[str, tuple[int, str]]) -> Entry:
    """The entry of a row: hash, chain and sequence fit, and the columns say what the body says.

    Raises DamagedError with what does not fit. `heads` holds the last seq and hash of every station.
    """
    if not isinstance(row.body, str):
        raise DamagedError("the entry was changed after it was written: it is no text")
    if hash_of(row.body) != row.hash:
        raise DamagedError("the entry was changed after it was written: its hash does not fit")
    entry = entry_of(row.body)
    if (entry.ref.station, entry.ref.seq, entry.stamp, entry.kind.value) != (row.station, row.seq, row.stamp, row.kind):
        raise DamagedError("the row does not say what its entry says")
    seq, previous = heads.get(row.station, (0, ""))
    if row.seq != seq + 1:
        raise DamagedError(f"entry {row.station}/{seq + 1} is missing")
    if entry.previous != previous:
        raise DamagedError("the chain is broken: the entry does not follow the one before it")
    heads[row.station] = (row.seq, row.hash)
    return entry


def _compare(live: Connection, rebuilt: Connection) -> Damage | None:
    """The first row of any projection that does not follow from the entries."""
    for table in tables.PROJECTIONS:
        for there, here in zip_longest(_rows(live, table), _rows(rebuilt, table)):
            if there != here:
                return _difference(table, there, here)
    return None


def _rows(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows by primary key, texts in the order of their characters whatever the language of the database."""
    for row in connection.execute(_all_of(table, is_foreign=connection.dialect.name != "sqlite")):
        yield tuple(row)


@cache
def _all_of(table: Table, *, is_foreign: bool) -> Select[Any]:
    """Truth values are read as the numbers that they are: a 2 is true to Python, and no member to a trace."""
    order = [
        column.collate("C") if is_foreign and isinstance(column.type, String) else column
        for column in table.primary_key.columns
    ]
    columns = [type_coerce(each, Integer) if isinstance(each.type, Boolean) else each for each in table.columns]
    return select(*columns).order_by(*order)


def _difference(table: Table, there: tuple[Any, ...] | None, here: tuple[Any, ...] | None) -> Damage:
    names = list(table.columns.keys())
    key = [names.index(column.name) for column in table.primary_key.columns]

    def key_of(row: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
        return None if row is None else tuple(row[place] for place in key)

    found, wanted = key_of(there), key_of(here)
    if found is None or (wanted is not None and _rank(wanted) < _rank(found)):
        shown, what = wanted, "the row is missing"
    elif wanted is None or _rank(found) < _rank(wanted):
        shown, what = found, "no entry says that there is such a row"
    else:
        differing = [
            f"{name} is {value!r}, the entries say {said!r}"
            for name, value, said in zip(names, there or (), here or (), strict=True)
            if value != said
        ]
        shown, what = found, "; ".join(differing)[:300]
    return Damage(f"table {table.name}, row {', '.join(map(str, shown or ()))}", what)


_STORAGE_CLASSES: tuple[type | tuple[type, ...], ...] = ((int, float), str, bytes)
"""In the order in which SQLite sorts them; a damaged row may have any of them in any column."""


def _rank(key: tuple[Any, ...]) -> list[tuple[int, Any]]:
    """The key in the database's order, also where a value is of another type than its column; a key has no NULL."""
    return [(next(rank for rank, kind in enumerate(_STORAGE_CLASSES) if isinstance(part, kind)), part) for part in key]
