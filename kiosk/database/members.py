"""Memberships: which serials belong to which lots. One holds as long as a movement that stated it does."""

from sqlalchemy import Connection, and_, bindparam, select

from kiosk.database import tables
from kiosk.database.prepared import Prepared

_member, _movement = tables.member, tables.movement
_stated = and_(_movement.c.arrival == _member.c.arrival, _movement.c.lot == _member.c.serial, _movement.c.remaining > 0)
_lasting = select(_member.c.serial, _member.c.lot).join(_movement, _stated).distinct()
_lots = bindparam("lots", type_=tables.KEY, expanding=True)

_of_serials = _lasting.where(_member.c.serial.in_(_lots))
lasting_members = Prepared(_of_serials)
"""The (serial, lot) pairs of the serials with keys `lots`, by key, that no undo has taken back."""
lasting_members_of = Prepared(_lasting.where(_member.c.lot.in_(_lots)))
"""The (serial, lot) pairs of the lots with keys `lots`, by key, that no undo has taken back."""


def batches_of(connection: Connection, serial: int) -> list[str]:
    """The numbers of the lots that the serial with that key is a member of, by number."""
    return _batches.column(connection, {"lots": [serial]})


_pairs = _of_serials.subquery()
_batches = Prepared(
    select(tables.lot.c.code).join(_pairs, _pairs.c.lot == tables.lot.c.key).order_by(tables.lot.c.code)
)
