"""Small integer keys for the plant-wide names of lots, places and transformations.

Numbers are given in the order in which entries name things first, so that a rebuild from the entries gives the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Table, Text, bindparam, func, insert, select, tuple_

from kiosk.database import tables
from kiosk.database.prepared import Prepared, chunks
from kiosk.domain.location import Place
from kiosk.domain.lot import LotIdentity, twin_form

_MOST_REMEMBERED = 50_000

_Name = TypeVar("_Name")


class KeyIndex(Generic[_Name]):
    """The keys of one table by the names of its rows.

    A key never changes once it is committed, so found keys are remembered; what is not there is remembered within a
    transaction only, which holds the write lock.
    """

    def __init__(
        self,
        table: Table,
        find: Callable[[Connection, Sequence[_Name]], Iterable[tuple[_Name, int]]],
        row: Callable[[_Name], dict[str, Any]],
    ) -> None:
        self._find = find
        self._row = row
        self._last = Prepared(select(func.coalesce(func.max(table.c.key), 0)))
        self._insert = Prepared(insert(table))
        self._known: dict[_Name, int] = {}
        self._absent: set[_Name] = set()
        self._next: int | None = None

    def begin(self) -> None:
        """A transaction begins: others may have written since the last one."""
        self._absent.clear()
        self._next = None
        if len(self._known) > _MOST_REMEMBERED:
            self._known.clear()

    def forget(self) -> None:
        """Drop what is remembered: the transaction that made some of it was rolled back."""
        self._known.clear()
        self.begin()

    def find(self, connection: Connection, names: Iterable[_Name]) -> dict[_Name, int]:
        """The keys of those names that have a row."""
        wanted = dict.fromkeys(names)
        unknown = [each for each in wanted if each not in self._known and each not in self._absent]
        for chunk in chunks(unknown):
            self._known.update(self._find(connection, chunk))
        self._absent.update(each for each in unknown if each not in self._known)
        return {each: self._known[each] for each in wanted if each in self._known}

    def keys(self, connection: Connection, names: Iterable[_Name]) -> dict[_Name, int]:
        """The key of every name; names that are new get a row."""
        wanted = dict.fromkeys(names)
        found = self.find(connection, wanted)
        new = [each for each in wanted if each not in found]
        if new:
            first = self._next or self._last.value(connection) + 1
            self._next = first + len(new)
            made = {name: key for key, name in enumerate(new, first)}
            self._insert.write(connection, [{"key": key} | self._row(name) for name, key in made.items()])
            self._known.update(made)
            self._absent.difference_update(new)
        return {each: self._known[each] for each in wanted}


class Keys:
    """Finds or makes keys inside the writing transaction."""

    def __init__(self) -> None:
        self.lots = KeyIndex(tables.lot, _find_lots, _lot_row)
        self.places = KeyIndex(tables.place, _find_places, _place_row)
        self.transformations = KeyIndex(tables.transformation, _find_transformations, _transformation_row)

    def begin(self) -> None:
        """A transaction begins."""
        self.lots.begin()
        self.places.begin()
        self.transformations.begin()

    def forget(self) -> None:
        """The transaction was rolled back."""
        self.lots.forget()
        self.places.forget()
        self.transformations.forget()


_names = bindparam("names", type_=Text(), expanding=True)
_lots_by_id = Prepared(select(tables.lot.c.id, tables.lot.c.key).where(tables.lot.c.id.in_(_names)))
_places_by_triple = select(tables.place).where(
    tuple_(tables.place.c.location, tables.place.c.container, tables.place.c.owner).in_(
        bindparam("names", expanding=True)
    )
)
_transformations_by_id = Prepared(
    select(tables.transformation.c.id, tables.transformation.c.key).where(tables.transformation.c.id.in_(_names))
)


def find_lots(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """The keys of those lots that exist, by lot id."""
    rows = (row for chunk in chunks(ids) for row in _lots_by_id.rows(connection, {"names": chunk}))
    return {row.id: row.key for row in rows}


def _find_lots(connection: Connection, lots: Sequence[LotIdentity]) -> Iterator[tuple[LotIdentity, int]]:
    by_id = {lot.id: lot for lot in lots}
    for lot_id, key in find_lots(connection, list(by_id)).items():
        yield by_id[lot_id], key


def _lot_row(lot: LotIdentity) -> dict[str, Any]:
    return {
        "id": lot.id,
        "item": lot.item,
        "kind": lot.kind.value,
        "code": lot.code,
        "issuer": lot.issuer,
        "twin": twin_form(lot.code),
    }


def _find_places(connection: Connection, places: Sequence[Place]) -> Iterator[tuple[Place, int]]:
    triples = [(place.location, place.container, place.owner) for place in places]
    for row in connection.execute(_places_by_triple, {"names": triples}):
        yield Place(row.location, row.container, row.owner), row.key


def _place_row(place: Place) -> dict[str, Any]:
    return {"location": place.location, "container": place.container, "owner": place.owner}


def _find_transformations(connection: Connection, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    for row in _transformations_by_id.rows(connection, {"names": names}):
        yield row.id, row.key


def _transformation_row(name: str) -> dict[str, Any]:
    """A transformation that is named for the first time: open, and of no kind yet."""
    return {"id": name, "kind": "", "unit": None, "order": "", "closed": False, "stamp": ""}
