"""What stands where: the lots of an item, the contents of a location, the parts of a unit that is being built."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from kiosk.database import tables
from kiosk.database.prepared import Prepared
from kiosk.domain.location import Place

MOST = 50
"""Rows that are read; a longer list belongs into a report."""


@dataclass(frozen=True, slots=True)
class OnHand:
    """A quantity of one lot at one place."""

    item: str
    """Item id."""
    lot: str
    """Its code."""
    place: Place
    quantity: int
    """In micro."""


def on_hand_of(connection: Connection, item: str) -> tuple[OnHand, ...]:
    """The lots of an item in the plant."""
    return _read(connection, _query().where(tables.lot.c.item == item))


def on_hand_at(connection: Connection, location: str) -> tuple[OnHand, ...]:
    """What is at a location."""
    return _read(connection, _query().where(tables.place.c.location == location))


def _query() -> Select[Any]:
    balance, place, location, lot = tables.balance, tables.place, tables.location, tables.lot
    return (
        select(lot.c.item, lot.c.code, place.c.location, place.c.container, place.c.owner, balance.c.quantity)
        .join(balance, balance.c.lot == lot.c.key)
        .join(place, place.c.key == balance.c.place)
        .join(location, location.c.id == place.c.location)
        .where(tables.IN_STOCK)
        .order_by(lot.c.item, lot.c.code, place.c.location, place.c.container)
        .limit(MOST)
    )


def _read(connection: Connection, query: Select[Any]) -> tuple[OnHand, ...]:
    rows = connection.execute(query)
    return tuple(
        OnHand(row.item, row.code, Place(row.location, row.container, row.owner), row.quantity) for row in rows
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A lot inside a transformation."""

    lot: str
    """Lot id."""
    item: str
    """Item id."""
    code: str
    quantity: int
    """Net, in micro."""


def parts_of(connection: Connection, transformation: str) -> tuple[Part, ...]:
    """What is inside a transformation now, by code."""
    rows = _parts.rows(connection, {"name": transformation})
    return tuple(Part(row.id, row.item, row.code, row.net) for row in rows)


_table, _part, _lot = tables.transformation, tables.participation, tables.lot
_parts = Prepared(
    select(_lot.c.id, _lot.c.item, _lot.c.code, (_part.c.taken - _part.c.returned).label("net"))
    .join(_part, _part.c.lot == _lot.c.key)
    .join(_table, _table.c.key == _part.c.transformation)
    .where(_table.c.id == bindparam("name"), _part.c.side == tables.INPUT_SIDE, _part.c.taken > _part.c.returned)
    .order_by(_lot.c.code)
)
