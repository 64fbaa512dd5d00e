"""Operations that make or change master data: each becomes an entry with the whole new record."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, select

from kiosk.database import tables
from kiosk.domain.entry import BillChange, EntryKind, Master
from kiosk.domain.errors import FormError, QuantityRangeError, TrackingChangeError
from kiosk.domain.gtin import to_gtin14
from kiosk.domain.item import Alias, ExpiryPolicy, Item, Tracking
from kiosk.domain.location import VIRTUAL, Location, LocationKind
from kiosk.domain.number_series import series_of
from kiosk.domain.order import BillLine, Operator, Order, OrderKind, OrderLine, OrderState, Partner
from kiosk.domain.proposal import Proposal
from kiosk.domain.quantity import LARGEST, MICRO, to_micro
from kiosk.operations.goods import Names, Operation, head_of

_ANY_DAY, _ANY_STATION = date(2000, 1, 1), "ANY"


def master_proposal(operation: Operation, names: Names, now: datetime) -> Proposal:
    """The proposal of an operation on master data."""
    master = _MAKERS[operation["op"]](operation, names)
    return Proposal(**head_of(operation, now), master=(master,))


def _item(operation: Operation, names: Names) -> Master:
    code = operation["code"]
    known = names.catalog.item(code)
    if known is None and "tracking" not in operation:
        raise FormError(f"item {code} is new: it needs tracking (none, lot or serial)")
    item = known or Item(code, code, code, Tracking(operation["tracking"]))
    plain = (
        "name",
        "unit",
        "shelf_life_days",
        "numbers_per_supplier",
        "lot_pattern",
        "number_template",
        "picture",
    )
    changed = replace(item, **{name: operation[name] for name in (*plain, "look_alikes") if name in operation})
    if "number_template" in operation:
        series_of(operation["number_template"], _ANY_DAY, _ANY_STATION)  # refused here, not when goods stand there
    if "tracking" in operation:
        changed = replace(changed, tracking=Tracking(operation["tracking"]))
    if "expiry_policy" in operation:
        changed = replace(changed, expiry_policy=ExpiryPolicy(operation["expiry_policy"]))
    if known and _identity_of(known) != _identity_of(changed):
        _check_unmoved(names.connection, known)
    return replace(changed, aliases=_aliases(operation, names, changed))


def _identity_of(item: Item) -> tuple[object, ...]:
    """What its lots are known and measured by: changed later, they could not be found again."""
    return item.tracking, item.unit, item.numbers_per_supplier


def _check_unmoved(connection: Connection, item: Item) -> None:
    lot, movement = tables.lot, tables.movement
    moved = select(movement.c.key).join(lot, lot.c.key == movement.c.lot).where(lot.c.item == item.id).limit(1)
    if connection.execute(moved).first():
        raise TrackingChangeError(
            f"{item.code} has moved already: tracking {item.tracking.value}, unit {item.unit} and numbers "
            f"{'of each supplier' if item.numbers_per_supplier else 'for all suppliers'} stay as they are"
        )


def _aliases(operation: Operation, names: Names, item: Item) -> tuple[Alias, ...]:
    aliases = {alias.code: alias for alias in item.aliases}
    if "gtin" in operation:
        gtin = to_gtin14(operation["gtin"])
        aliases[gtin] = Alias(gtin, MICRO)
    for given in operation.get("aliases", ()):
        kind = given.get("kind", "gtin")
        code = to_gtin14(given["code"]) if kind == "gtin" else given["code"]
        aliases[code] = Alias(code, _planned(given["quantity"]), kind)
    for code in aliases:
        other = names.catalog.item(code)
        if other and other.id != item.id:
            raise FormError(f"{code} is a code of {other.code} already")
    return tuple(aliases.values())


def _bill(operation: Operation, names: Names) -> Master:
    item, component = names.item(operation["item"]), names.item(operation["component"])
    if item.id == component.id:
        raise FormError(f"{item.code} cannot be a component of itself")
    quantity = to_micro(operation["quantity"])
    if quantity:
        _planned(operation["quantity"])
    substitutes = tuple(names.item(code).id for code in operation.get("substitutes", ()))
    return BillChange(item.id, BillLine(component.id, quantity, substitutes))


def _order(operation: Operation, names: Names) -> Master:
    try:
        kind = OrderKind(operation["kind"])
    except ValueError as error:
        raise FormError(f"kind: {operation['kind']!r} is none of {', '.join(OrderKind)}") from error
    known = names.catalog.order(operation["code"]) or Order(operation["code"], kind)
    lines = _order_lines(operation, names) or known.lines
    if not lines:
        raise FormError("a new order needs lines, or item and quantity")
    state = OrderState(operation.get("state", known.state))
    # A released order that is stated again keeps its copy of the bill; one for another item needs another.
    bill = known.bill if [line.item for line in known.lines] == [line.item for line in lines] else ()
    if kind is OrderKind.WORK and state is OrderState.RELEASED and not bill:
        bill = names.catalog.bill(lines[0].item)
    return Order(
        id=known.id,
        kind=kind,
        state=state,
        partner=names.partner(operation["partner"]).id if "partner" in operation else known.partner,
        lines=lines,
        bill=bill,
        due=operation.get("due", known.due),
    )


def _order_lines(operation: Operation, names: Names) -> tuple[OrderLine, ...]:
    lines = [
        OrderLine(names.item(each["item"]).id, _planned(each["quantity"]), each.get("lots", ()))
        for each in operation.get("lines", ())
    ]
    if "item" in operation:
        if "quantity" not in operation:
            raise FormError("an order for an item needs its quantity")
        lines.insert(0, OrderLine(names.item(operation["item"]).id, _planned(operation["quantity"])))
    return tuple(lines)


def _planned(text: str) -> int:
    quantity = to_micro(text)
    if not 0 < quantity <= LARGEST:
        raise QuantityRangeError(f"{text} is no quantity to plan")
    return quantity


def _location(operation: Operation, names: Names) -> Master:
    code = operation["code"]
    if code in VIRTUAL:
        raise FormError(f"{code} is built in")
    known = names.catalog.location(code) or Location(code, code, code)
    if operation.get("kind", LocationKind.INTERNAL) != LocationKind.INTERNAL:
        # Rules and stock know the virtual locations by their ids: one more would get round them.
        raise FormError(f"kind: {operation['kind']!r} is not {LocationKind.INTERNAL}; the other locations are built in")
    return replace(known, name=operation.get("name", known.name), kind=LocationKind.INTERNAL)


def _partner(operation: Operation, names: Names) -> Master:
    code = operation["code"]
    known = names.catalog.partner(code) or Partner(code, code, code, "both")
    return replace(known, name=operation.get("name", known.name), role=operation.get("role", known.role))


def _operator(operation: Operation, names: Names) -> Master:
    known = names.catalog.operator(operation["code"]) or Operator(operation["code"])
    return replace(known, roles=operation.get("roles", known.roles))


_MAKERS = {
    EntryKind.ITEM: _item,
    EntryKind.BOM: _bill,
    EntryKind.ORDER: _order,
    EntryKind.LOCATION: _location,
    EntryKind.PARTNER: _partner,
    EntryKind.OPERATOR: _operator,
}
MASTER_KINDS = frozenset(_MAKERS)
