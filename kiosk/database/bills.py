"""Which bill judged a production: its order's copy, or the item's bill, as it stood when it was recorded."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, select

from kiosk.database import tables
from kiosk.database.catalog import bill_in_force
from kiosk.database.prepared import Prepared, chunks
from kiosk.domain.entry import order_key
from kiosk.domain.master_format import bill_from_json
from kiosk.domain.movement import EntryRef, Role
from kiosk.domain.order import BillLine

_OUTPUT = tuple(Role).index(Role.OUTPUT)


@dataclass(frozen=True, slots=True)
class Production:
    """A movement by which a lot came out of a transformation and that no undo has taken back."""

    transformation: int
    lot: int
    item: str
    order: str
    stamp: str
    """Its place in the replay order."""


def _productions(column: ColumnElement[int]) -> Select[Any]:
    movement, lot, entry = tables.movement, tables.lot, tables.entry
    return (
        select(
            movement.c.transformation,
            movement.c.lot,
            lot.c.item,
            movement.c.order,
            entry.c.stamp,
            entry.c.station,
            entry.c.seq,
        )
        .join(lot, lot.c.key == movement.c.lot)
        .join(entry, entry.c.arrival == movement.c.arrival)
        .where(column.in_(bindparam("keys", expanding=True)))
        .where(movement.c.role == _OUTPUT, movement.c.remaining > 0)
        .order_by(entry.c.stamp, entry.c.station, entry.c.seq, movement.c.line)
    )


_of_lots = Prepared(_productions(tables.movement.c.lot))
_of_transformations = Prepared(_productions(tables.movement.c.transformation))


def productions_of_lots(connection: Connection, lots: Sequence[int]) -> list[Production]:
    """Every movement by which one of these lots came out of a transformation, in replay order."""
    return _productions_of(connection, _of_lots, lots)


def productions_of_transformations(connection: Connection, transformations: Sequence[int]) -> list[Production]:
    """Every movement by which a lot came out of one of these transformations, in replay order."""
    return _productions_of(connection, _of_transformations, transformations)


def first_productions(productions: Iterable[Production]) -> list[Production]:
    """The first production of each lot in each transformation: it names the bill that judges all."""
    first: dict[tuple[int, int], Production] = {}
    for each in productions:
        first.setdefault((each.transformation, each.lot), each)
    return list(first.values())


def _productions_of(connection: Connection, statement: Prepared, keys: Sequence[int]) -> list[Production]:
    return [
        Production(
            row.transformation, row.lot, row.item, row.order, order_key(row.stamp, EntryRef(row.station, row.seq))
        )
        for chunk in chunks(keys)
        for row in statement.rows(connection, {"keys": chunk})
    ]


_item_bills = Prepared(
    select(tables.bill)
    .where(tables.bill.c.item.in_(bindparam("items", expanding=True)))
    .order_by(tables.bill.c.item, tables.bill.c.stamp)
)
_order_versions = Prepared(
    select(tables.order_version)
    .where(tables.order_version.c.id.in_(bindparam("orders", expanding=True)))
    .order_by(tables.order_version.c.id, tables.order_version.c.stamp)
)


def bills_of(connection: Connection, productions: Iterable[Production]) -> dict[Production, tuple[BillLine, ...]]:
    """The bill of each production; empty where there was none."""
    productions = list(productions)
    of_items = _versions(connection, _item_bills, "items", {each.item for each in productions if not each.order})
    of_orders = _versions(connection, _order_versions, "orders", {each.order for each in productions if each.order})
    out: dict[Production, tuple[BillLine, ...]] = {}
    for each in productions:
        versions = of_orders[each.order] if each.order else of_items[each.item]
        then = [row for row in versions if row.stamp < each.stamp]
        if not each.order:
            out[each] = bill_in_force(then)
        else:
            out[each] = bill_from_json(json.loads(then[-1].body)) if then else ()
    return out


def _versions(connection: Connection, statement: Prepared, name: str, wanted: set[str]) -> defaultdict[str, list[Any]]:
    """The rows of a statement by their first column, the oldest first."""
    out: defaultdict[str, list[Any]] = defaultdict(list)
    for chunk in chunks(sorted(wanted)):
        for row in statement.rows(connection, {name: chunk}):
            out[row[0]].append(row)
    return out
