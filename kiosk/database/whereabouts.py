"""What is known of one lot: where it is, what it is built into, which transformation makes it, what is said of it."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from kiosk.database import tables
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


def whereabouts_of(connection: Connection, lot: LotIdentity) -> Whereabouts | None:
    """Where a lot is; None if nobody knows it."""
    key = _find(connection, lot)
    if key is None:
        return None
    stock = _stock(connection, key)
    if lot.kind is not LotKind.SERIAL:
        return Whereabouts(stock)
    made = _made_in(connection, key)
    return Whereabouts(stock, () if stock else _inside(connection, key), *made)


def key_of(connection: Connection, lot: LotIdentity) -> int:
    """The key of a lot that exists; KeyError otherwise."""
    key = _find(connection, lot)
    if key is None:
        raise KeyError(lot.id)
    return key


def facts_of(connection: Connection, key: int) -> dict[str, str]:
    """What is said of a lot: `expiry`, `made_on` and the like."""
    fact = tables.lot_fact
    return {row.name: row.value for row in connection.execute(select(fact).where(fact.c.lot == key))}


def _find(connection: Connection, lot: LotIdentity) -> int | None:
    table = tables.lot
    return connection.execute(select(table.c.key).where(table.c.id == lot.id)).scalar_one_or_none()


def _stock(connection: Connection, key: int) -> tuple[tuple[Place, int], ...]:
    """Only places that somebody made: the virtual locations have no row."""
    balance, place, location = tables.balance, tables.place, tables.location
    rows = connection.execute(
        select(place.c.location, place.c.container, place.c.owner, balance.c.quantity)
        .join(place, place.c.key == balance.c.place)
        .join(location, location.c.id == place.c.location)
        .where(balance.c.lot == key, balance.c.quantity > 0)
        .order_by(place.c.location, place.c.container, place.c.owner)
    )
    return tuple((Place(row.location, row.container, row.owner), row.quantity) for row in rows)


def _inside(connection: Connection, key: int) -> tuple[str, ...]:
    part, table, unit = tables.participation, tables.transformation, tables.lot
    rows = connection.execute(
        select(table.c.id, unit.c.code)
        .join(part, part.c.transformation == table.c.key)
        .join(unit, unit.c.key == table.c.unit, isouter=True)
        .where(
            part.c.lot == key,
            part.c.side == tables.INPUT_SIDE,
            part.c.taken > part.c.returned,
            table.c.kind != tables.MEMBERSHIP,
        )
        .order_by(table.c.id)
    )
    return tuple(row.code or row.id for row in rows)


def _made_in(connection: Connection, key: int) -> tuple[str, str, bool]:
    """Name and order of the transformation of a serial, and whether it was finished.

    That is the one it is bound to, else the one that made it and nothing else.
    """
    table, part = tables.transformation, tables.participation
    bound = connection.execute(
        select(table.c.key, table.c.id, table.c.order).where(table.c.unit == key).order_by(table.c.key.desc()).limit(1)
    ).one_or_none()
    if bound is None:
        return _made_alone(connection, key)
    made = select(func.sum(part.c.taken)).where(
        part.c.transformation == bound.key, part.c.lot == key, part.c.side == tables.OUTPUT_SIDE
    )
    return bound.id, bound.order, bool(connection.execute(made).scalar_one())


def _made_alone(connection: Connection, key: int) -> tuple[str, str, bool]:
    table, part, movement = tables.transformation, tables.participation, tables.movement
    made = connection.execute(
        select(table.c.key, table.c.id, movement.c.order)
        .join(table, table.c.key == movement.c.transformation)
        .where(movement.c.lot == key, movement.c.role == ROLE_NUMBER[Role.OUTPUT], movement.c.remaining > 0)
        .order_by(movement.c.arrival.desc())
        .limit(1)
    ).one_or_none()
    if made is None:
        return "", "", False
    outputs = select(func.count()).where(
        part.c.transformation == made.key, part.c.side == tables.OUTPUT_SIDE, part.c.taken > 0
    )
    return (made.id, made.order, True) if connection.execute(outputs).scalar_one() == 1 else ("", "", False)
