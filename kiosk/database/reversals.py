"""The effect of an undo on what it takes back, and on what that had taken back before."""

from typing import Any

from sqlalchemy import Connection, and_, bindparam, select, update

from kiosk.database import tables
from kiosk.database.prepared import Prepared
from kiosk.domain.entry import Entry
from kiosk.domain.errors import DamagedError
from kiosk.domain.movement import MovementRef, Role

_ROLES = tuple(Role)
_movement, _entry, _part, _member = tables.movement, tables.entry, tables.participation, tables.member

_by_ref = Prepared(
    select(_movement)
    .join(_entry, _entry.c.arrival == _movement.c.arrival)
    .where(
        _entry.c.station == bindparam("station"),
        _entry.c.seq == bindparam("seq"),
        _movement.c.line == bindparam("line"),
    )
)
_by_key = Prepared(select(_movement).where(_movement.c.key == bindparam("name")))
_reverse = Prepared(
    update(_movement).where(_movement.c.key == bindparam("name")).values(reverses=bindparam("original"))
)
_change_remaining = Prepared(
    update(_movement)
    .where(_movement.c.key == bindparam("name"))
    .values(remaining=_movement.c.remaining + bindparam("change"))
)
_same_part = and_(
    _part.c.transformation == bindparam("of"), _part.c.side == bindparam("on"), _part.c.lot == bindparam("name")
)
_change_taken = Prepared(update(_part).where(_same_part).values(taken=_part.c.taken + bindparam("change")))
_change_returned = Prepared(update(_part).where(_same_part).values(returned=_part.c.returned + bindparam("change")))
_memberships_stated = Prepared(
    select(_member.c.lot, tables.transformation.c.key)
    .join(tables.lot, tables.lot.c.key == _member.c.serial)
    .join(tables.transformation, tables.transformation.c.id == tables.MEMBERSHIP + ":" + tables.lot.c.id)
    .where(_member.c.arrival == bindparam("arrival"), _member.c.serial == bindparam("serial"))
)


def apply_reversals(connection: Connection, entry: Entry) -> None:
    """Take the reversed quantities out of their originals; an undone undo puts them back.

    Raises DamagedError if a movement is to be taken back that is not here: cause comes before effect.
    """
    for line, each in enumerate(entry.movements):
        if each.reverses is None:
            continue
        original = find_movement(connection, each.reverses)
        if original is None:
            raise DamagedError(f"{entry.ref} takes back a movement of {each.reverses.entry}, which is not here")
        this = find_movement(connection, MovementRef(entry.ref, line))
        _reverse.write(connection, {"name": this.key, "original": original.key})
        _take_back(connection, original, each.quantity)


def _take_back(connection: Connection, original: Any, quantity: int) -> None:
    """Lower what remains of the original by `quantity`; if it was a reversal itself, raise what it had lowered."""
    change = -quantity
    while original is not None:
        _change_remaining.write(connection, {"name": original.key, "change": change})
        if original.role is not None and original.role < tables.REVERSED:
            _change_participation(connection, original, change)
        _change_membership(connection, original, change)
        change = -change
        original = _movement_by_key(connection, original.reverses)


def _change_participation(connection: Connection, original: Any, change: int) -> None:
    role = _ROLES[original.role]
    side = tables.INPUT_SIDE if role in (Role.INPUT, Role.INPUT_RETURNED) else tables.OUTPUT_SIDE
    statement = _change_taken if role in (Role.INPUT, Role.OUTPUT) else _change_returned
    values = {"of": original.transformation, "on": side, "name": original.lot, "change": change}
    statement.write(connection, values)


def _change_membership(connection: Connection, original: Any, change: int) -> None:
    """A membership holds as long as a movement of the entry that stated it."""
    stated = {"arrival": original.arrival, "serial": original.lot}
    for row in _memberships_stated.rows(connection, stated):
        for side, lot in ((tables.INPUT_SIDE, row.lot), (tables.OUTPUT_SIDE, original.lot)):
            values = {"of": row.key, "on": side, "name": lot, "change": 1 if change > 0 else -1}
            _change_taken.write(connection, values)


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
    values = {"station": ref.entry.station, "seq": ref.entry.seq, "line": ref.line}
    return _by_ref.row(connection, values)


def _movement_by_key(connection: Connection, key: int | None) -> Any:
    return None if key is None else _by_key.row(connection, {"name": key})
