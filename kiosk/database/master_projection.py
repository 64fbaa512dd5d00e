"""Keeps the tables of master data: the newest record of each thing by replay order, whichever arrived last."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from kiosk.database import tables
from kiosk.database.upsert import replace_if_newer
from kiosk.domain.entry import BillChange, Master
from kiosk.domain.item import Item
from kiosk.domain.location import Location
from kiosk.domain.master_format import master_to_json
from kiosk.domain.order import Operator, Order, OrderKind, Partner


def project_master(connection: Connection, master: Master, stamp: str) -> None:
    """Take over one record; `stamp` is the replay-order key of the entry that states it."""
    if isinstance(master, BillChange):
        _project_bill(connection, master, stamp)
        return
    table, columns = _TABLES[type(master)]
    row = {"id": master.id, "body": json.dumps(master_to_json(master), sort_keys=True), "stamp": stamp}
    row |= {name: read(master) for name, read in columns.items()}
    replace_if_newer(connection, table, "body", *columns).write(connection, [row])
    if isinstance(master, Item):
        _project_aliases(connection, master)
    if isinstance(master, Order) and master.kind is OrderKind.WORK:
        version = {"id": master.id, "stamp": stamp, "body": row["body"]}
        replace_if_newer(connection, tables.order_version, "body").write(connection, [version])


def _project_bill(connection: Connection, change: BillChange, stamp: str) -> None:
    row = {
        "item": change.item,
        "component": change.line.component,
        "stamp": stamp,
        "quantity": change.line.quantity,
        "substitutes": json.dumps(list(change.line.substitutes)),
    }
    replace_if_newer(connection, tables.bill, "quantity", "substitutes").write(connection, [row])


def _project_aliases(connection: Connection, item: Item) -> None:
    """The aliases of the newest record; an older one that arrives late changes nothing."""
    table = tables.item_alias
    newest = connection.execute(select(tables.item.c.body).where(tables.item.c.id == item.id)).scalar_one()
    if json.loads(newest).get("aliases", ()) != master_to_json(item).get("aliases", ()):
        return
    connection.execute(delete(table).where(table.c.item == item.id))
    rows = [
        {"code": alias.code, "item": item.id, "kind": alias.kind, "quantity": alias.quantity} for alias in item.aliases
    ]
    if rows:
        connection.execute(insert(table), rows)


_code: dict[str, Callable[[Any], str]] = {"code": lambda master: master.code}
_TABLES: dict[type, tuple[Any, dict[str, Callable[[Any], str]]]] = {
    Item: (tables.item, _code),
    Location: (tables.location, _code),
    Partner: (tables.partner, _code),
    Operator: (tables.operator, {}),
    Order: (
        tables.work_order,
        {"kind": lambda order: order.kind.value, "state": lambda order: order.state.value},
    ),
}
