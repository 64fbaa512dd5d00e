"""Proof that nothing was changed or lost: file, chain, sequence, and everything that is derived from the entries."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select
from sqlalchemy.exc import DatabaseError

from kiosk.database import tables
from kiosk.database.connection import explain, open_engine, reading, writing
from kiosk.database.keys import Keys
from kiosk.database.projections import project
from kiosk.database.snapshots import snapshot_of
from kiosk.domain.entry_format import entry_of, hash_of
from kiosk.domain.errors import DamagedError

_PIECE = 2_000


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


def verify(engine: Engine) -> Verification:
    """Check a database on a private copy; it may be in use meanwhile."""
    with snapshot_of(engine) as copy:
        try:
            return _verify(copy)
        except DatabaseError as error:
            return Verification(0, 0, Damage("file", explain(error)))


def _verify(engine: Engine) -> Verification:
    scratch = open_engine(":memory:", create=True)
    heads: dict[str, tuple[int, str]] = {}
    count = 0
    with reading(engine) as connection, writing(scratch) as rebuilt:
        if damage := _check_file(connection):
            return Verification(0, 0, damage)
        tables.metadata.create_all(rebuilt)
        keys = Keys()
        for row in _entries(connection):
            if damage := _check_entry(row, heads):
                return Verification(count, len(heads), damage)
            _replay(rebuilt, keys, row)
            count += 1
        return Verification(count, len(heads), _compare(connection, rebuilt))


def _check_file(connection: Connection) -> Damage | None:
    if connection.dialect.name != "sqlite":
        return None
    findings = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalars().all()
    return None if findings == ["ok"] else Damage("file", str(findings[0]))


def _entries(connection: Connection) -> Iterator[Any]:
    """Every entry in order of arrival, read in pieces."""
    table = tables.entry
    last = 0
    while piece := connection.execute(
        select(table).where(table.c.arrival > last).order_by(table.c.arrival).limit(_PIECE)
    ).all():
        yield from piece
        last = piece[-1].arrival


def _check_entry(row: Any, heads: dict[str, tuple[int, str]]) -> Damage | None:
    """Hash, chain, sequence, and that the row's columns say what the body says."""
    where = f"{row.station}/{row.seq}"
    if hash_of(row.body) != row.hash:
        return Damage(where, "the entry was changed after it was written: its hash does not fit")
    try:
        entry = entry_of(row.body)
    except DamagedError as error:
        return Damage(where, str(error))
    if (entry.ref.station, entry.ref.seq, entry.stamp, entry.kind.value) != (row.station, row.seq, row.stamp, row.kind):
        return Damage(where, "the row does not say what its entry says")
    seq, previous = heads.get(row.station, (0, ""))
    if row.seq != seq + 1:
        return Damage(where, f"entry {row.station}/{seq + 1} is missing")
    if entry.previous != previous:
        return Damage(where, "the chain is broken: the entry does not follow the one before it")
    heads[row.station] = (row.seq, row.hash)
    return None


def _replay(rebuilt: Connection, keys: Keys, row: Any) -> None:
    rebuilt.execute(insert(tables.entry).values(row._mapping))  # noqa: SLF001  # SQLAlchemy's public name for it
    project(rebuilt, keys, row.arrival, entry_of(row.body))


def _compare(live: Connection, rebuilt: Connection) -> Damage | None:
    """The first row of any projection that does not follow from the entries."""
    for table in tables.PROJECTIONS:
        for there, here in zip_longest(_rows(live, table), _rows(rebuilt, table)):
            if there != here:
                return Damage(f"table {table.name}", f"found {_short(there)}, the entries say {_short(here)}")
    return None


def _rows(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
        yield tuple(row)


def _short(row: tuple[Any, ...] | None) -> str:
    return "nothing" if row is None else repr(row)[:200]
