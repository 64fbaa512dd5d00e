"""What is known of one lot: where it is, what it is built into, which transformation makes it, what is said of it."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from kiosk.database import tables
from kiosk.database.prepared import Prepared
from kiosk.database.projections import ROLE_NUMBER
from kiosk.domain.location import Place
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.movement import Role


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the machine must know of a lot that exists."""

    stock: tuple[tuple[Place, int], ...] = ()
    """Places in the plant with what is there, in micro."""
    inside: tuple[str, ...] = ()
    """For a serial: serials of the units and names of the batches that it is in."""
    transformation: str = ""
    """For a serial: the transformation that it is bound to or was made in."""
    order: str = ""
    """Of that transformation."""
    is_finished: bool = False


def find_key(connection: Connection, lot: LotIdentity) -> int | None:
    """The key of a lot; None if nobody knows it."""
    key: int | None = _key.value(connection, {"id": lot.id})
    return key


def facts_of(connection: Connection, key: int) -> dict[str, str]:
    """What is said of a lot: `expiry`, `made_on` and the like."""
    return {row.name: row.value for row in _facts.rows(connection, {"key": key})}


def whereabouts_of(connection: Connection, key: int, kind: LotKind) -> Whereabouts:
    """Where a lot is. Only places that somebody made count as stock: the virtual locations have no row."""
    rows = _stock.rows(connection, {"key": key})
    stock = tuple((Place(row.location, row.container, row.owner), row.quantity) for row in rows)
    if kind is not LotKind.SERIAL:
        return Whereabouts(stock)
    inside = () if stock else tuple(row.code or row.id for row in _inside.rows(connection, {"key": key}))
    return Whereabouts(stock, inside, *_made_in(connection, key))


def _made_in(connection: Connection, key: int) -> tuple[str, str, bool]:
    """Name and order of the transformation of a serial, and whether it was finished.

    That is the one it is bound to, else the one that made it and nothing else.
    """
    bound = _bound.row(connection, {"key": key})
    if bound is not None:
        return bound.id, bound.order, bool(bound.made)
    made = _made.row(connection, {"key": key})
    return (made.id, made.order, True) if made is not None and made.outputs == 1 else ("", "", False)


_lot, _table, _part = tables.lot, tables.transformation, tables.participation
_balance, _place, _location, _movement = tables.balance, tables.place, tables.location, tables.movement
_unit = _lot.alias("unit")
_key = Prepared(select(_lot.c.key).where(_lot.c.id == bindparam("id")))
_facts = Prepared(select(tables.lot_fact).where(tables.lot_fact.c.lot == bindparam("key")))
_stock = Prepared(
    select(_place.c.location, _place.c.container, _place.c.owner, _balance.c.quantity)
    .join(_place, _place.c.key == _balance.c.place)
    .join(_location, _location.c.id == _place.c.location)
    .where(_balance.c.lot == bindparam("key"), _balance.c.quantity > 0)
    .order_by(_place.c.location, _place.c.container, _place.c.owner)
)
_inside = Prepared(
    select(_table.c.id, _unit.c.code)
    .join(_part, _part.c.transformation == _table.c.key)
    .join(_unit, _unit.c.key == _table.c.unit, isouter=True)
    .where(
        _part.c.lot == bindparam("key"),
        _part.c.side == tables.INPUT_SIDE,
        _part.c.taken > _part.c.returned,
        _table.c.kind != tables.MEMBERSHIP,
    )
    .order_by(_table.c.id)
)
_own_output = select(func.sum(_part.c.taken)).where(
    _part.c.transformation == _table.c.key, _part.c.lot == bindparam("key"), _part.c.side == tables.OUTPUT_SIDE
)
_bound = Prepared(
    select(_table.c.id, _table.c.order, _own_output.scalar_subquery().label("made"))
    .where(_table.c.unit == bindparam("key"))
    .order_by(_table.c.key.desc())
    .limit(1)
)
_outputs = select(func.count()).where(
    _part.c.transformation == _table.c.key, _part.c.side == tables.OUTPUT_SIDE, _part.c.taken > 0
)
_made = Prepared(
    select(_table.c.id, _movement.c.order, _outputs.scalar_subquery().label("outputs"))
    .select_from(_movement)
    .join(_table, _table.c.key == _movement.c.transformation)
    .where(
        _movement.c.lot == bindparam("key"),
        _movement.c.role == ROLE_NUMBER[Role.OUTPUT],
        _movement.c.remaining > 0,
    )
    .order_by(_movement.c.arrival.desc())
    .limit(1)
)
