"""Reads what the machine may know about the job at hand: its order, its bill, what is in its unit or batch."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.database.on_hand import Part, parts_of
from kiosk.database.prepared import Prepared
from kiosk.database.projections import ROLE_NUMBER
from kiosk.domain.location import CUSTOMER, SUPPLIER, Location
from kiosk.domain.movement import Role
from kiosk.domain.order import BillLine, Order, OrderKind
from kiosk.domain.quantity import MICRO
from kiosk.workflow.context import Component, Context
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.job import Job


def read_context(
    connection: Connection, catalog: Catalog, job: Job | None, at: datetime, here: Location | None
) -> Context:
    """The surroundings of a step within `job`, but for what is done of its order: `done_for` tells that."""
    if job is None or job.slots.order is None:
        return Context(at=at, station_location=here)
    order = job.slots.order
    flow = FLOWS[job.flow]
    batch = "" if flow.has_parts else _open_batch(connection, order)
    name = job.slots.transformation or batch
    parts = parts_of(connection, name) if name else ()
    state = _state.row(connection, {"name": name}) if name else None
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
    )


def _open_batch(connection: Connection, order: Order) -> str:
    """The name of the order's batch transformation that is not closed; the next free one if all are."""
    names = {"least": f"{order.id}#", "most": f"{order.id}$"}  # `$` follows `#`: all names that begin with the order's
    closed = set(_closed_batches.column(connection, names))
    number = 1
    while f"{order.id}#{number}" in closed:
        number += 1
    return f"{order.id}#{number}"


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
    """What was made, received or shipped for the order so far, by item, in micro. Grows with the order."""
    query = _DONE.get(order.kind)
    if query is None:
        return {}
    return {row.item: int(row.sum) for row in query.rows(connection, {"order": order.id})}


_table, _part, _movement, _place = tables.transformation, tables.participation, tables.movement, tables.place
_closed_batches = Prepared(
    select(_table.c.id).where(_table.c.id >= bindparam("least"), _table.c.id < bindparam("most"), _table.c.closed)
)
_produced = select(func.sum(_part.c.taken)).where(
    _part.c.transformation == _table.c.key, _part.c.side == tables.OUTPUT_SIDE
)
_state = Prepared(
    select(_table.c.key, _table.c.closed, _produced.scalar_subquery().label("produced")).where(
        _table.c.id == bindparam("name")
    )
)
_sums = (
    select(tables.lot.c.item, func.sum(_movement.c.remaining).label("sum"))
    .join(tables.lot, tables.lot.c.key == _movement.c.lot)
    .where(_movement.c.order == bindparam("order"), _movement.c.order != "", _movement.c.reverses.is_(None))
    .group_by(tables.lot.c.item)
)
_DONE = {
    OrderKind.WORK: Prepared(_sums.where(_movement.c.role == ROLE_NUMBER[Role.OUTPUT])),
    OrderKind.PURCHASE: Prepared(
        _sums.join(_place, _place.c.key == _movement.c.source).where(_place.c.location == SUPPLIER)
    ),
    OrderKind.DELIVERY: Prepared(
        _sums.join(_place, _place.c.key == _movement.c.destination).where(_place.c.location == CUSTOMER)
    ),
}
"""The movements that do what an order asks for, by its kind."""
