"""Small integer keys for the plant-wide names of lots, places and transformations."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Table, func, insert, select, tuple_

from kiosk.database import tables
from kiosk.domain.location import Place
from kiosk.domain.lot import LotIdentity, twin_form

CHUNK = 10_000
"""Names looked up by one statement; both databases take that many parameters."""


class Keys:
    """Finds or makes keys inside the writing transaction.

    A key never changes once it is committed, so found keys are remembered; `forget` after a rollback.
    """

    def __init__(self) -> None:
        self._lots: dict[str, int] = {}
        self._places: dict[Place, int] = {}
        self._transformations: dict[str, int] = {}

    def forget(self) -> None:
        """Drop what is remembered: the transaction that made some of it was rolled back."""
        self._lots.clear()
        self._places.clear()
        self._transformations.clear()

    def remember_lots(self, keys: Mapping[str, int]) -> None:
        """Take over keys that somebody has read in this transaction."""
        self._lots.update(keys)

    def lots(self, connection: Connection, lots: Iterable[LotIdentity]) -> dict[str, int]:
        """The key of every lot by its id; lots that are new get a row."""
        wanted = {lot.id: lot for lot in lots}
        self._lots.update(find_lots(connection, [each for each in wanted if each not in self._lots]))
        new = [lot for id_, lot in wanted.items() if id_ not in self._lots]
        if new:
            first = _next_key(connection, tables.lot)
            rows = [
                {
                    "key": key,
                    "id": lot.id,
                    "item": lot.item,
                    "kind": lot.kind.value,
                    "code": lot.code,
                    "issuer": lot.issuer,
                    "twin": twin_form(lot.code),
                }
                for key, lot in enumerate(new, first)
            ]
            connection.execute(insert(tables.lot), rows)
            self._lots.update((row["id"], row["key"]) for row in rows)  # type: ignore[misc]  # mixed-value rows
        return {id_: self._lots[id_] for id_ in wanted}

    def places(self, connection: Connection, places: Iterable[Place]) -> dict[Place, int]:
        """The key of every place; places that are new get a row."""
        wanted = dict.fromkeys(places)
        unknown = [each for each in wanted if each not in self._places]
        if unknown:
            self._places.update(find_places(connection, unknown))
            new = [each for each in unknown if each not in self._places]
            first = _next_key(connection, tables.place)
            rows = [
                {"key": key, "location": each.location, "container": each.container, "owner": each.owner}
                for key, each in enumerate(new, first)
            ]
            if rows:
                connection.execute(insert(tables.place), rows)
            self._places.update({each: key for key, each in enumerate(new, first)})
        return {each: self._places[each] for each in wanted}

    def transformations(self, connection: Connection, names: Iterable[str]) -> dict[str, int]:
        """The key of every transformation; one that is named for the first time gets a row, open and of no kind yet."""
        wanted = dict.fromkeys(names)
        unknown = [each for each in wanted if each not in self._transformations]
        if unknown:
            table = tables.transformation
            found = connection.execute(select(table.c.id, table.c.key).where(table.c.id.in_(unknown)))
            self._transformations.update((row.id, row.key) for row in found)
            new = [each for each in unknown if each not in self._transformations]
            first = _next_key(connection, table)
            rows = [
                {"key": key, "id": each, "kind": "", "order": "", "closed": False}
                for key, each in enumerate(new, first)
            ]
            if rows:
                connection.execute(insert(table), rows)
            self._transformations.update({each: key for key, each in enumerate(new, first)})
        return {each: self._transformations[each] for each in wanted}


def find_lots(connection: Connection, ids: list[str]) -> dict[str, int]:
    """The keys of those lots that exist."""
    found: dict[str, int] = {}
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        rows = connection.execute(select(tables.lot.c.id, tables.lot.c.key).where(tables.lot.c.id.in_(chunk)))
        found.update((row.id, row.key) for row in rows)
    return found


def find_places(connection: Connection, places: list[Place]) -> dict[Place, int]:
    """The keys of those places that exist."""
    table = tables.place
    triple = tuple_(table.c.location, table.c.container, table.c.owner)
    wanted = [(place.location, place.container, place.owner) for place in places]
    rows = connection.execute(select(table).where(triple.in_(wanted)))
    return {Place(row.location, row.container, row.owner): row.key for row in rows}


def _next_key(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.key), 0))).scalar_one()) + 1
