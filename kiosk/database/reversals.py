"""The effect of an undo on what it takes back, and on what that had taken back before."""

from typing import Any

from sqlalchemy import Connection, select, update

from kiosk.database import tables
from kiosk.domain.entry import Entry
from kiosk.domain.movement import MovementRef, Role

_ROLES = tuple(Role)


def apply_reversals(connection: Connection, entry: Entry) -> None:
    """Take the reversed quantities out of their originals; an undone undo puts them back."""
    own = [(line, each) for line, each in enumerate(entry.movements) if each.reverses]
    for line, each in own:
        assert each.reverses is not None  # noqa: S101  # narrowed by the list above
        original = find_movement(connection, each.reverses)
        if original is None:
            continue  # arrives later from another station; the exchange keeps cause before effect
        this = find_movement(connection, MovementRef(entry.ref, line))
        table = tables.movement
        connection.execute(update(table).where(table.c.key == this.key).values(reverses=original.key))
        _take_back(connection, original, each.quantity)


def _take_back(connection: Connection, original: Any, quantity: int) -> None:
    """Lower what remains of the original by `quantity`; if it was a reversal itself, raise what it had lowered."""
    table = tables.movement
    change = -quantity
    while original is not None:
        connection.execute(
            update(table).where(table.c.key == original.key).values(remaining=table.c.remaining + change)
        )
        if original.role is not None and original.role < tables.REVERSED:
            _change_participation(connection, original, change)
        _change_membership(connection, original, change)
        change = -change
        original = _movement_by_key(connection, original.reverses)


def _change_participation(connection: Connection, original: Any, change: int) -> None:
    role = _ROLES[original.role]
    side = tables.INPUT_SIDE if role in (Role.INPUT, Role.INPUT_RETURNED) else tables.OUTPUT_SIDE
    table = tables.participation
    column = table.c.taken if role in (Role.INPUT, Role.OUTPUT) else table.c.returned
    connection.execute(
        update(table)
        .where(
            table.c.transformation == original.transformation,
            table.c.side == side,
            table.c.lot == original.lot,
        )
        .values({column.name: column + change})
    )


def _change_membership(connection: Connection, original: Any, change: int) -> None:
    """A membership holds as long as a movement of the entry that stated it."""
    member, part, transformation, lot = tables.member, tables.participation, tables.transformation, tables.lot
    stated = connection.execute(
        select(member.c.lot, transformation.c.key)
        .join(lot, lot.c.key == member.c.serial)
        .join(transformation, transformation.c.id == tables.MEMBERSHIP + ":" + lot.c.id)
        .where(member.c.arrival == original.arrival, member.c.serial == original.lot)
    ).all()
    for row in stated:
        connection.execute(
            update(part)
            .where(part.c.transformation == row.key, part.c.lot.in_((row.lot, original.lot)))
            .values(taken=part.c.taken + (1 if change > 0 else -1))
        )


def left_to_reverse(connection: Connection, row: Any) -> int:
    """How much of a movement an undo may take back, in micro, so that nothing along its chain leaves its bounds.

    Taking back a reversal gives back what it had taken, which must not exceed the movement it came from.
    """
    left = int(row.remaining)
    lowers = True
    while (row := _movement_by_key(connection, row.reverses)) is not None:
        lowers = not lowers
        left = min(left, row.remaining if lowers else row.quantity - row.remaining)
    return left


def find_movement(connection: Connection, ref: MovementRef) -> Any:
    """The stored row of a movement, or None."""
    table, entry = tables.movement, tables.entry
    return connection.execute(
        select(table)
        .join(entry, entry.c.arrival == table.c.arrival)
        .where(entry.c.station == ref.entry.station, entry.c.seq == ref.entry.seq, table.c.line == ref.line)
    ).one_or_none()


def _movement_by_key(connection: Connection, key: int | None) -> Any:
    if key is None:
        return None
    return connection.execute(select(tables.movement).where(tables.movement.c.key == key)).one_or_none()
