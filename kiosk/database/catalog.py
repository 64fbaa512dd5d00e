"""Master data as it stands now: items, locations, partners, operators, orders, bills.

The writer keeps what it has read until somebody changes master data, so that a scan does not read it again.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, Table, Text, bindparam, or_, select

from kiosk.database import tables
from kiosk.database.prepared import Prepared, chunks
from kiosk.domain.item import Item
from kiosk.domain.location import VIRTUAL, Location
from kiosk.domain.master_format import master_from_json
from kiosk.domain.order import PROGRAM, BillLine, Operator, Order, Partner

_MOST_REMEMBERED = 20_000
"""Records; a kiosk that has seen more orders than that reads the old ones again."""


class Catalog:
    """Reads master data through one connection and remembers it until `forget`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], Any] = {}

    def forget(self) -> None:
        """Somebody has changed master data, or a transaction was rolled back."""
        self._known.clear()

    def item(self, code: str) -> Item | None:
        """The item with that code, id or alias; None if there is none or the alias is not unique."""
        found: Item | None = self._remembered("item", code, self._find_item)
        return found

    def location(self, code: str) -> Location | None:
        """The location with that code or id, the virtual ones included."""
        if code in VIRTUAL:
            return VIRTUAL[code]
        found: Location | None = self._remembered("location", code, lambda each: self._by_code(tables.location, each))
        return found

    def partner(self, code: str) -> Partner | None:
        """The partner with that code or id."""
        found: Partner | None = self._remembered("partner", code, lambda each: self._by_code(tables.partner, each))
        return found

    def operator(self, code: str) -> Operator | None:
        """The operator of that pseudonym; `load` stands for programs and is always there."""
        if code == PROGRAM.id:
            return PROGRAM
        found: Operator | None = self._remembered("operator", code, lambda each: self._by_id(tables.operator, each))
        return found

    def order(self, code: str) -> Order | None:
        """The order of that code."""
        found: Order | None = self._remembered("order", code, lambda each: self._by_id(tables.work_order, each))
        return found

    def bill(self, item: str) -> tuple[BillLine, ...]:
        """The bill of an item in force now, by component; empty if it has none."""
        found: tuple[BillLine, ...] = self._remembered("bill", item, self._find_bill)
        return found

    def item_by_id(self, item_id: str) -> Item:
        """The item of that id; KeyError if the ledger names one that was never made."""
        item: Item | None = self._remembered("item id", item_id, lambda each: self._by_id(tables.item, each))
        if item is None:
            raise KeyError(item_id)
        return item

    def items_by_id(self, ids: Iterable[str]) -> dict[str, Item]:
        """The items of these ids, read together; KeyError if the ledger names one that was never made."""
        wanted = sorted(set(ids))
        unknown = [each for each in wanted if ("item id", each) not in self._known]
        for chunk in chunks(unknown):
            for row in _items.rows(self._connection, {"ids": chunk}):
                self._remember(("item id", row.id), master_from_json(json.loads(row.body)))
        return {each: self.item_by_id(each) for each in wanted}

    def _remembered(self, kind: str, code: str, find: Callable[[str], Any]) -> Any:
        key = (kind, code)
        if key not in self._known:
            found = find(code)
            if found is None:
                return None
            self._remember(key, found)
        return self._known[key]

    def _remember(self, key: tuple[str, str], found: Any) -> None:
        if len(self._known) >= _MOST_REMEMBERED:
            self.forget()
        self._known[key] = found

    def _by_id(self, table: Table, wanted: str) -> Any:
        body = _BY_ID[table].value(self._connection, {"wanted": wanted})
        return master_from_json(json.loads(body)) if body else None

    def _by_code(self, table: Table, wanted: str) -> Any:
        rows = _BY_CODE[table].rows(self._connection, {"wanted": wanted})
        best = next((row for row in rows if row.id == wanted), rows[0] if rows else None)
        return master_from_json(json.loads(best.body)) if best else None

    def _find_item(self, code: str) -> Item | None:
        found: Item | None = self._by_code(tables.item, code)
        if found:
            return found
        ids = _items_called.column(self._connection, {"code": code})
        return self._by_id(tables.item, ids[0]) if len(ids) == 1 else None

    def _find_bill(self, item: str) -> tuple[BillLine, ...]:
        return bill_in_force(_bill.rows(self._connection, {"item": item}))


_wanted = bindparam("wanted", type_=Text())
_BY_ID = {
    table: Prepared(select(table.c.body).where(table.c.id == _wanted))
    for table in (tables.item, tables.location, tables.partner, tables.operator, tables.work_order)
}
_BY_CODE = {
    table: Prepared(select(table.c.id, table.c.body).where(or_(table.c.code == _wanted, table.c.id == _wanted)))
    for table in (tables.item, tables.location, tables.partner)
}
_items = Prepared(
    select(tables.item.c.id, tables.item.c.body).where(tables.item.c.id.in_(bindparam("ids", expanding=True)))
)
_items_called = Prepared(select(tables.item_alias.c.item).where(tables.item_alias.c.code == bindparam("code")))
_bill = Prepared(select(tables.bill).where(tables.bill.c.item == bindparam("item")).order_by(tables.bill.c.stamp))


def bill_in_force(rows: Any) -> tuple[BillLine, ...]:
    """The bill that rows of `bill`, in order of their stamps, add up to."""
    newest: dict[str, BillLine] = {}
    for row in rows:
        if row.quantity:
            newest[row.component] = BillLine(row.component, row.quantity, tuple(json.loads(row.substitutes)))
        else:
            newest.pop(row.component, None)
    return tuple(newest.values())


def unit_of(body: str) -> str:
    """The base unit in a stored item record."""
    return str(json.loads(body)["unit"])
