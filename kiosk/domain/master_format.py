"""The written form of master data inside an entry. Part of FORMAT 1: see `entry_format`."""

from collections.abc import Callable
from typing import Any

from kiosk.domain.entry import BillChange, Master
from kiosk.domain.item import Alias, ExpiryPolicy, Item, Tracking
from kiosk.domain.location import Location, LocationKind
from kiosk.domain.order import BillLine, Operator, Order, OrderKind, OrderLine, OrderState, Partner
from kiosk.domain.quantity import to_micro, to_text

Json = dict[str, Any]


def master_to_json(master: Master) -> Json:
    """The record as JSON, complete: it replaces what was there before."""
    match master:
        case Item():
            out = _item_to_json(master)
        case BillChange():
            out = {"type": "bom", "item": master.item} | _bill_line_to_json(master.line)
        case Order():
            out = _order_to_json(master)
        case Location():
            out = {"type": "location", "id": master.id, "code": master.code, "name": master.name}
            out["kind"] = master.kind.value
        case Partner():
            out = {"type": "partner", "id": master.id, "code": master.code, "name": master.name}
            out["role"] = master.role
        case _:
            out = {"type": "operator", "id": master.id, "roles": list(master.roles)}
    return {name: value for name, value in out.items() if value not in (None, "", [], False)}


def master_from_json(body: Json) -> Master:
    """The record that `master_to_json` wrote; KeyError or ValueError if it is none."""
    return _READERS[body["type"]](body)


def bill_from_json(order: Json) -> tuple[BillLine, ...]:
    """The bill that was copied into a work order, from the order's written form."""
    return tuple(_bill_line_from_json(line) for line in order.get("bill", ()))


def _item_to_json(item: Item) -> Json:
    return {
        "type": "item",
        "id": item.id,
        "code": item.code,
        "name": item.name,
        "tracking": item.tracking.value,
        "unit": item.unit,
        "aliases": [
            {"code": alias.code, "quantity": to_text(alias.quantity), "kind": alias.kind} for alias in item.aliases
        ],
        "shelf_life_days": item.shelf_life_days,
        "expiry_policy": item.expiry_policy.value,
        "numbers_per_supplier": item.numbers_per_supplier,
        "lot_pattern": item.lot_pattern,
        "number_template": item.number_template,
        "picture": item.picture,
        "look_alikes": list(item.look_alikes),
    }


def _item_from_json(body: Json) -> Item:
    return Item(
        id=body["id"],
        code=body["code"],
        name=body.get("name", ""),
        tracking=Tracking(body["tracking"]),
        unit=body["unit"],
        aliases=tuple(
            Alias(alias["code"], to_micro(alias["quantity"]), alias["kind"]) for alias in body.get("aliases", ())
        ),
        shelf_life_days=body.get("shelf_life_days"),
        expiry_policy=ExpiryPolicy(body["expiry_policy"]),
        numbers_per_supplier=body.get("numbers_per_supplier", False),
        lot_pattern=body.get("lot_pattern"),
        number_template=body.get("number_template"),
        picture=body.get("picture"),
        look_alikes=tuple(body.get("look_alikes", ())),
    )


def _bill_line_to_json(line: BillLine) -> Json:
    out: Json = {"component": line.component, "quantity": to_text(line.quantity)}
    return out | ({"substitutes": list(line.substitutes)} if line.substitutes else {})


def _bill_line_from_json(body: Json) -> BillLine:
    return BillLine(body["component"], to_micro(body["quantity"]), tuple(body.get("substitutes", ())))


def _order_to_json(order: Order) -> Json:
    lines = []
    for line in order.lines:
        out: Json = {"item": line.item, "quantity": to_text(line.quantity)}
        lines.append(out | ({"lots": list(line.lots)} if line.lots else {}))
    return {
        "type": "order",
        "id": order.id,
        "kind": order.kind.value,
        "state": order.state.value,
        "partner": order.partner,
        "lines": lines,
        "bill": [_bill_line_to_json(line) for line in order.bill],
        "due": order.due,
    }


def _order_from_json(body: Json) -> Order:
    return Order(
        id=body["id"],
        kind=OrderKind(body["kind"]),
        state=OrderState(body["state"]),
        partner=body.get("partner", ""),
        lines=tuple(
            OrderLine(line["item"], to_micro(line["quantity"]), tuple(line.get("lots", ())))
            for line in body.get("lines", ())
        ),
        bill=bill_from_json(body),
        due=body.get("due"),
    )


_READERS: dict[str, Callable[[Json], Master]] = {
    "item": _item_from_json,
    "bom": lambda body: BillChange(body["item"], _bill_line_from_json(body)),
    "order": _order_from_json,
    "location": lambda body: Location(body["id"], body["code"], body.get("name", ""), LocationKind(body["kind"])),
    "partner": lambda body: Partner(body["id"], body["code"], body.get("name", ""), body.get("role", "")),
    "operator": lambda body: Operator(body["id"], tuple(body.get("roles", ()))),
}
