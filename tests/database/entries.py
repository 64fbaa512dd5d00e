"""Entries of a database, put into another one as the exchange does, and what the projections say in plain words."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from kiosk.database import tables
from kiosk.database.keys import Keys
from kiosk.database.projections import project
from kiosk.domain.entry import Entry
from kiosk.domain.entry_format import body_of, entry_of, hash_of

LOT_COLUMNS = {"lot", "serial", "unit"}
PLACE_COLUMNS = {"place", "source", "destination"}


def entries_of(connection: Connection, after: int = 0) -> list[Entry]:
    """Every entry in order of arrival."""
    statement = select(tables.entry.c.body).where(tables.entry.c.arrival > after).order_by(tables.entry.c.arrival)
    return [entry_of(body) for body in connection.execute(statement).scalars()]


def take_over(connection: Connection, entries: Iterable[Entry]) -> None:
    """Append entries of other stations."""
    keys = Keys()
    arrival = connection.execute(select(func.coalesce(func.max(tables.entry.c.arrival), 0))).scalar_one()
    for arrival, entry in enumerate(entries, arrival + 1):  # noqa: B020  # counting on from the last one
        body = body_of(entry)
        row = {
            "arrival": arrival,
            "station": entry.ref.station,
            "seq": entry.ref.seq,
            "stamp": entry.stamp,
            "kind": entry.kind.value,
            "body": body,
            "hash": hash_of(body),
        }
        connection.execute(insert(tables.entry), row)
        project(connection, keys, arrival, entry)


def contents(connection: Connection, projections: Sequence[Table] = tables.PROJECTIONS) -> dict[str, list[Any]]:
    """The rows of every projection, with names in place of the keys of this database."""
    names = _Names(connection)
    return {table.name: names.rows(table) for table in projections}


class _Names:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lots = self._by_key(tables.lot, "id")
        self._transformations = self._by_key(tables.transformation, "id")
        self._places = self._by_key(tables.place, "location", "container", "owner")
        self._entries = self._by_key(tables.entry, "station", "seq", key="arrival")
        rows = connection.execute(select(tables.movement.c.key, tables.movement.c.arrival, tables.movement.c.line))
        self._movements = {row.key: (self._entries[row.arrival], row.line) for row in rows}

    def _by_key(self, table: Table, *columns: str, key: str = "key") -> dict[int, str]:
        rows = self._connection.execute(select(table.c[key], *(table.c[name] for name in columns)))
        return {row[0]: "/".join(map(str, row[1:])) for row in rows}

    def rows(self, table: Table) -> list[Any]:
        found = self._connection.execute(select(table))
        return sorted((self._row(row._asdict()) for row in found), key=repr)

    def _row(self, row: dict[str, Any]) -> dict[str, Any]:
        return {
            name: self._value(name, value) for name, value in row.items() if name != "key" or isinstance(value, str)
        }

    def _value(self, name: str, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        if name in LOT_COLUMNS:
            return self._lots[value]
        if name in PLACE_COLUMNS:
            return self._places[value]
        if name == "transformation":
            return self._transformations[value]
        if name == "arrival":
            return self._entries[value]
        return self._movements[value] if name == "reverses" else value
