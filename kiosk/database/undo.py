"""What an undo of an entry would move: each of its movements backwards, as far as it has not been taken back."""

from typing import Any

from sqlalchemy import Connection, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.domain.location import Place
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.movement import EntryRef, Evidence, MovementRef, Role
from kiosk.domain.proposal import Line

_ROLES = tuple(Role)


def lines_to_undo(
    connection: Connection, catalog: Catalog, ref: EntryRef, quantity: int | None = None
) -> tuple[Line, ...] | None:
    """The backward movements, the last first; None if there is no such entry, empty if it moved nothing.

    With `quantity`, in micro, that much of every movement; else all that was not taken back before. What was found only
    because the rest needed it goes along as far as it still stands. Where nothing is left, every movement is proposed
    again, for rule QTY-1 to refuse.
    """
    entry = tables.entry
    arrival = connection.execute(
        select(entry.c.arrival).where(entry.c.station == ref.station, entry.c.seq == ref.seq)
    ).scalar_one_or_none()
    if arrival is None:
        return None
    rows = connection.execute(_movements_of(arrival)).all()
    if quantity is None:
        left = [row for row in rows if row.remaining > 0] or rows
        return tuple(_backwards(catalog, ref, row, row.remaining or row.quantity) for row in left)
    meant = [row for row in rows if not _is_inferred(row)] or rows
    wanted = {row.line: quantity if row in meant else min(quantity, row.remaining) for row in rows}
    return tuple(_backwards(catalog, ref, row, wanted[row.line]) for row in rows if row in meant or wanted[row.line])


def _is_inferred(row: Any) -> bool:
    return bool(row.evidence == Evidence.INFERRED)


def _movements_of(arrival: int) -> Any:
    movement, lot, transformation = tables.movement, tables.lot, tables.transformation
    source, destination = tables.place.alias("source_place"), tables.place.alias("destination_place")
    return (
        select(
            movement.c.line,
            movement.c.quantity,
            movement.c.remaining,
            movement.c.evidence,
            movement.c.role,
            transformation.c.id.label("transformation"),
            lot.c.item,
            lot.c.kind,
            lot.c.code,
            lot.c.issuer,
            *(column.label(f"source_{column.name}") for column in source.c),
            *(column.label(f"destination_{column.name}") for column in destination.c),
        )
        .join(lot, lot.c.key == movement.c.lot)
        .join(source, source.c.key == movement.c.source)
        .join(destination, destination.c.key == movement.c.destination)
        .join(transformation, transformation.c.key == movement.c.transformation, isouter=True)
        .where(movement.c.arrival == arrival)
        .order_by(movement.c.line.desc())
    )


def _backwards(catalog: Catalog, ref: EntryRef, row: Any, quantity: int) -> Line:
    return Line(
        item=catalog.item_by_id(row.item),
        lot=LotIdentity(row.item, LotKind(row.kind), row.code, row.issuer),
        quantity=quantity,
        source=Place(row.destination_location, row.destination_container, row.destination_owner),
        destination=Place(row.source_location, row.source_container, row.source_owner),
        evidence=Evidence.INFERRED if _is_inferred(row) else Evidence.CONFIRMED,
        role=_ROLES[row.role % tables.REVERSED] if row.role is not None else None,
        transformation=row.transformation,
        reverses=MovementRef(ref, row.line),
    )
