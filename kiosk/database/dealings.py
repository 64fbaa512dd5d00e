"""Who a lot came from, and who has it now: its net movements across the border of the plant, by partner."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, case, func, or_, select

from kiosk.database import tables
from kiosk.database.prepared import Prepared
from kiosk.domain.location import CUSTOMER, SUPPLIER

MOST = 20
"""Partners that are named; a longer list belongs into a report."""


@dataclass(frozen=True, slots=True)
class Dealing:
    """What one partner delivered of a lot, or has of it."""

    partner: str
    """Partner id; empty where nobody said."""
    is_customer: bool
    quantity: int
    """Net of what was returned and taken back, in micro; above zero."""
    last: int
    """Instant of the latest movement, microseconds since 1970 in UTC."""


def dealings_of(connection: Connection, lot: int) -> list[Dealing]:
    """The partners of the lot with that key: suppliers first, then by time."""
    return [
        Dealing(row.partner, row.location == CUSTOMER, int(row.net), row.last)
        for row in _dealings.rows(connection, {"lot": lot})
    ]


_movement, _source, _destination = tables.movement, tables.place.alias("source"), tables.place.alias("destination")
_outside = (SUPPLIER, CUSTOMER)
_location = case((_source.c.location.in_(_outside), _source.c.location), else_=_destination.c.location)
_came_in = _source.c.location.in_(_outside)
_from_us = case((_came_in, -_movement.c.remaining), else_=_movement.c.remaining)
_net = case((_location == CUSTOMER, func.sum(_from_us)), else_=-func.sum(_from_us))
_dealings = Prepared(
    select(_movement.c.partner, _location.label("location"), _net.label("net"), func.max(_movement.c.at).label("last"))
    .join(_source, _source.c.key == _movement.c.source)
    .join(_destination, _destination.c.key == _movement.c.destination)
    .where(
        _movement.c.lot == bindparam("lot"),
        _movement.c.remaining > 0,
        _movement.c.reverses.is_(None),
        or_(_came_in, _destination.c.location.in_(_outside)),
    )
    .group_by(_movement.c.partner, _location)
    .having(_net > 0)
    .order_by(_location.desc(), func.max(_movement.c.at))
    .limit(MOST)
)
