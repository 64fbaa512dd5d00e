"""Which entries stand on another: what was recorded since of the goods that it moved."""

from sqlalchemy import Connection, select

from kiosk.database import tables
from kiosk.domain.movement import EntryRef

MOST = 5
"""So many are named, the last first, in the order in which they can be taken back."""


def entries_standing_on(connection: Connection, ref: EntryRef) -> tuple[EntryRef, ...]:
    """The latest entries that moved lots of this one after it and were not taken back themselves."""
    entry, movement = tables.entry, tables.movement
    arrival = connection.execute(
        select(entry.c.arrival).where(entry.c.station == ref.station, entry.c.seq == ref.seq)
    ).scalar_one()
    lots = select(movement.c.lot).where(movement.c.arrival == arrival)
    rows = connection.execute(
        select(entry.c.station, entry.c.seq)
        .join(movement, movement.c.arrival == entry.c.arrival)
        .where(
            movement.c.lot.in_(lots),
            movement.c.arrival > arrival,
            movement.c.remaining > 0,
            movement.c.reverses.is_(None),
        )
        .distinct()
        .order_by(entry.c.arrival.desc())
        .limit(MOST)
    )
    return tuple(EntryRef(row.station, row.seq) for row in rows)
