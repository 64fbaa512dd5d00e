"""Reads what the machine may know about the job at hand: its order, its bill, what is in its unit or batch."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.database.on_hand import Part, parts_of
from kiosk.database.projections import ROLE_NUMBER
from kiosk.domain.entry import EntryKind
from kiosk.domain.location import Location
from kiosk.domain.movement import Role
from kiosk.domain.order import BillLine, Order, OrderKind
from kiosk.domain.quantity import MICRO
from kiosk.workflow.context import Component, Context
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.job import Job


def read_context(
    connection: Connection, catalog: Catalog, job: Job | None, at: datetime, here: Location | None
) -> Context:
    """The surroundings of a step within `job`."""
    if job is None or job.slots.order is None:
        return Context(at=at, station_location=here)
    order = job.slots.order
    flow = FLOWS[job.flow]
    batch = "" if flow.has_parts else _open_batch(connection, order)
    name = job.slots.transformation or batch
    parts = parts_of(connection, name) if name else ()
    state = _state_of(connection, name) if name else None
    items = {line.item: catalog.item_by_id(line.item) for line in order.lines}
    scale = MICRO if flow.has_parts or not order.lines else order.lines[0].quantity
    return Context(
        at=at,
        station_location=here,
        items=items,
        batch=batch,
        is_started=state is not None,
        is_finished=bool(state and state.produced),
        components=_components(catalog, order, parts, scale),
        inside={part.lot: part.quantity for part in parts},
        done=done_for(connection, order),
    )


def _open_batch(connection: Connection, order: Order) -> str:
    """The name of the order's batch transformation that is not closed; the next free one if all are."""
    table = tables.transformation
    # Between `MO-1#` and the character after `#`: a LIKE would read every transformation there ever was.
    names = and_(table.c.id >= f"{order.id}#", table.c.id < f"{order.id}$")
    closed = {row.id for row in connection.execute(select(table.c.id, table.c.closed).where(names)) if row.closed}
    number = 1
    while f"{order.id}#{number}" in closed:
        number += 1
    return f"{order.id}#{number}"


def _state_of(connection: Connection, name: str) -> Any:
    table, part = tables.transformation, tables.participation
    produced = (
        select(func.sum(part.c.taken))
        .where(part.c.transformation == table.c.key, part.c.side == tables.OUTPUT_SIDE)
        .scalar_subquery()
    )
    query = select(table.c.key, table.c.closed, produced.label("produced")).where(table.c.id == name)
    return connection.execute(query).one_or_none()


def _components(catalog: Catalog, order: Order, parts: Sequence[Part], scale: int) -> tuple[Component, ...]:
    """The bill of the order with what is inside; `scale` is how much is made, in micro."""
    return tuple(_component(catalog, line, parts, scale) for line in order.bill)


def _component(catalog: Catalog, line: BillLine, parts: Sequence[Part], scale: int) -> Component:
    fitting = [part for part in parts if part.item in (line.component, *line.substitutes)]
    return Component(
        item=catalog.item_by_id(line.component),
        required=line.quantity * scale // MICRO,
        inside=sum(part.quantity for part in fitting),
        codes=tuple(part.code for part in fitting if part.code),
        substitutes=line.substitutes,
    )


def done_for(connection: Connection, order: Order) -> dict[str, int]:
    """What was made, received or shipped for the order so far, by item, in micro."""
    movement, lot, entry = tables.movement, tables.lot, tables.entry
    kind = _DONE_BY.get(order.kind)
    if kind is None:
        return {}
    query = (
        select(lot.c.item, func.sum(movement.c.remaining).label("sum"))
        .join(lot, lot.c.key == movement.c.lot)
        .join(entry, entry.c.arrival == movement.c.arrival)
        .where(
            movement.c.order == order.id, tables.OF_AN_ORDER, entry.c.kind == kind.value, movement.c.reverses.is_(None)
        )
        .group_by(lot.c.item)
    )
    if kind is EntryKind.PRODUCE:
        query = query.where(movement.c.role == ROLE_NUMBER[Role.OUTPUT])
    return {row.item: int(row.sum) for row in connection.execute(query)}


_DONE_BY = {
    OrderKind.PURCHASE: EntryKind.RECEIVE,
    OrderKind.WORK: EntryKind.PRODUCE,
    OrderKind.DELIVERY: EntryKind.SHIP,
}
"""The kind of entry that does what an order asks for."""
