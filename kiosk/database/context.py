"""Reads what the machine may know about the job at hand: its order, its bill, what is in its unit or batch."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from kiosk.database import tables
from kiosk.database.catalog import Catalog
from kiosk.database.projections import ROLE_NUMBER
from kiosk.domain.entry import EntryKind
from kiosk.domain.location import Location
from kiosk.domain.movement import Role
from kiosk.domain.order import Order
from kiosk.domain.quantity import MICRO
from kiosk.workflow.context import Component, Context
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.slots import Job


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
    contents = _contents(connection, name) if name else {}
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
        components=_components(catalog, order, contents, scale),
        inside={lot: quantity for lot, (_, _, quantity) in contents.items()},
        done=_done(connection, order, flow.kind),
    )


def _open_batch(connection: Connection, order: Order) -> str:
    """The name of the order's batch transformation that is not closed; the next free one if all are."""
    table = tables.transformation
    rows = connection.execute(
        select(table.c.id, table.c.closed).where(table.c.id.like(_escaped(order.id) + "#%", escape="\\"))
    )
    closed = {row.id for row in rows if row.closed}
    number = 1
    while f"{order.id}#{number}" in closed:
        number += 1
    return f"{order.id}#{number}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


Contents = Mapping[str, tuple[str, str, int]]
"""Lot id -> (item id, lot code, net quantity in micro)."""


def _contents(connection: Connection, name: str) -> Contents:
    table, part, lot = tables.transformation, tables.participation, tables.lot
    rows = connection.execute(
        select(lot.c.id, lot.c.item, lot.c.code, (part.c.taken - part.c.returned).label("net"))
        .join(part, part.c.lot == lot.c.key)
        .join(table, table.c.key == part.c.transformation)
        .where(table.c.id == name, part.c.side == tables.INPUT_SIDE, part.c.taken > part.c.returned)
        .order_by(lot.c.code)
    )
    return {row.id: (row.item, row.code, row.net) for row in rows}


def _state_of(connection: Connection, name: str) -> Any:
    table, part = tables.transformation, tables.participation
    produced = (
        select(func.sum(part.c.taken))
        .where(part.c.transformation == table.c.key, part.c.side == tables.OUTPUT_SIDE)
        .scalar_subquery()
    )
    query = select(table.c.key, table.c.closed, produced.label("produced")).where(table.c.id == name)
    return connection.execute(query).one_or_none()


def _components(catalog: Catalog, order: Order, contents: Contents, scale: int) -> tuple[Component, ...]:
    """The bill of the order with what is inside; `scale` is how much is made, in micro."""
    by_item: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for item_id, code, quantity in contents.values():
        by_item[item_id].append((code, quantity))
    components = []
    for line in order.bill:
        item = catalog.item_by_id(line.component)
        found = [pair for each in (line.component, *line.substitutes) for pair in by_item.get(each, ())]
        components.append(
            Component(
                item=item,
                required=line.quantity * scale // MICRO,
                inside=sum(quantity for _, quantity in found),
                codes=tuple(code for code, _ in found if code),
                substitutes=line.substitutes,
            )
        )
    return tuple(components)


def _done(connection: Connection, order: Order, kind: EntryKind) -> dict[str, int]:
    """What was made, received or shipped for the order so far, by item, in micro."""
    movement, lot, entry = tables.movement, tables.lot, tables.entry
    counted = EntryKind.PRODUCE if kind is EntryKind.CONSUME else kind
    query = (
        select(lot.c.item, func.sum(movement.c.remaining).label("sum"))
        .join(lot, lot.c.key == movement.c.lot)
        .join(entry, entry.c.arrival == movement.c.arrival)
        .where(movement.c.order == order.id, entry.c.kind == counted.value, movement.c.reverses.is_(None))
        .group_by(lot.c.item)
    )
    if counted is EntryKind.PRODUCE:
        query = query.where(movement.c.role == ROLE_NUMBER[Role.OUTPUT])
    rows = connection.execute(query)
    return {row.item: int(row.sum) for row in rows}
