"""The rules of a movement, one function each, in the order in which they are reported."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .books import Books
from .facts import CUSTOMER, ENDLESS, ONE, Bill, Item, LotKey, Place
from .form import Line

Severity = Literal["B", "A", "W"]
CREATING = {"receive", "open", "produce"}
ROLES = {"consume": "input", "unconsume": "input_returned", "produce": "output"}
ORDER_KIND = {"consume": "work", "unconsume": "work", "produce": "work", "ship": "delivery", "receive": "purchase"}
WHOLE_UNITS = {"each", "piece", "pcs"}
LARGEST = Decimal(10**9)


@dataclass(frozen=True, slots=True)
class Plan:
    """A line whose words have been resolved: what would move from where to where."""

    line: Line
    item: Item
    lot: LotKey
    batch: LotKey | None
    stated: Decimal
    """As written, with its sign."""
    source: Place
    target: Place

    @property
    def op(self) -> str:
        return self.line.op

    @property
    def quantity(self) -> Decimal:
        return abs(self.stated)

    @property
    def is_creating(self) -> bool:
        return self.op in CREATING or (self.op == "adjust" and self.stated > 0)

    @property
    def transformation(self) -> str | None:
        name = self.line.get("transformation")
        return str(name) if name is not None and self.op in ROLES else None


def violations(books: Books, plan: Plan) -> Iterator[tuple[str, Severity]]:
    for code, rule in RULES:
        severity = rule(books, plan)
        if severity is not None:
            yield code, severity


def _named(plan: Plan) -> list[LotKey]:
    return [lot for lot in (plan.lot, plan.batch) if lot is not None and lot.is_tracked]


def track_4(books: Books, plan: Plan) -> Severity | None:
    """A new code that another item already uses."""
    for lot in _named(plan):
        others = books.lots_by_code.get(lot.code, [])
        if plan.is_creating and lot not in books.lots and any(other.item != lot.item for other in others):
            return "W"
    return None


def track_5(books: Books, plan: Plan) -> Severity | None:
    """An unknown code where nothing new may come into being."""
    return "A" if not plan.is_creating and any(lot not in books.lots for lot in _named(plan)) else None


def bad_quantity(quantity: Decimal, unit: str) -> bool:
    """QTY-2 for a size; the caller judges the sign."""
    places = -int(quantity.as_tuple().exponent)
    return places > 6 or quantity > LARGEST or (unit in WHOLE_UNITS and quantity % 1 != 0)


def qty_2(_: Books, plan: Plan) -> Severity | None:
    positive = plan.stated != 0 if plan.op == "adjust" else plan.stated > 0
    return "B" if not positive or bad_quantity(plan.quantity, plan.item.unit) else None


def ser_1(books: Books, plan: Plan) -> Severity | None:
    """One unit per serial; nothing brings a serial to a place while it is in another."""
    if plan.lot.kind != "serial":
        return None
    if plan.quantity != ONE:
        return "B"
    if plan.op == "open" or (plan.op == "adjust" and plan.stated > 0) or plan.op == "unconsume":
        elsewhere = books.standing(plan.lot) or books.is_inside_any(plan.lot, but=plan.transformation)
        return "B" if elsewhere else None
    return None


def ord_1(books: Books, plan: Plan) -> Severity | None:
    code, kind = plan.line.get("order"), ORDER_KIND.get(plan.op)
    if code is None or kind is None:
        return None
    order = books.orders[code]
    partner = plan.line.get("partner")
    if order.kind != kind or (partner and order.partner and partner != order.partner):
        return "B"
    if plan.op in {"consume", "unconsume"}:
        return None  # the bill says what may go in
    pins = order.lines.get(plan.lot.item)
    if pins is None:
        return "B"
    return None if any(not pinned or plan.lot.code in pinned for pinned in pins) else "B"


def gen_1(books: Books, plan: Plan) -> Severity | None:
    """The same lot in and out of one transformation; an output among its own ancestors."""
    name, lot = plan.transformation, plan.lot
    if name is None or plan.op == "unconsume":
        return None
    if plan.op == "produce":
        if books.taken_in(name, lot) > 0:
            return "B"
        into, outputs = {*books.inputs(name), *books.batches(lot)}, [lot]
    else:
        if books.made_in(name, lot) > 0:
            return "B"
        into, outputs = {lot}, books.outputs(name)
    if plan.batch is not None:
        into.add(plan.batch)
    return "A" if any(out.is_tracked and books.is_ancestor(out, into) for out in outputs) else None


def bom_1(books: Books, plan: Plan) -> Severity | None:
    code = plan.line.get("order")
    if plan.op != "consume" or code is None:
        return None
    bill = books.orders[code].bill
    return "A" if bill and plan.lot.item not in bill else None


def bom_2(books: Books, plan: Plan) -> Severity | None:
    """One more serial into a unit whose slot for it is full."""
    if plan.op != "consume" or plan.lot.kind != "serial" or plan.transformation is None:
        return None
    outputs = books.outputs(plan.transformation)
    if len(outputs) != 1 or outputs[0].kind != "serial":
        return None
    needed = bill_in_force(books, plan.transformation, outputs[0]).get(plan.lot.item)
    inside = serials_inside(books, plan.transformation, plan.lot.item)
    return "B" if needed is not None and inside >= needed else None


def bill_in_force(books: Books, transformation: str, output: LotKey) -> Bill:
    """Of the first production that is not undone: its order's bill, or the item's bill of that moment."""
    made = books.transformations[transformation].outputs[output]
    return next((each.bill for each in made if each.remaining > 0 and each.bill is not None), {})


def serials_inside(books: Books, transformation: str, item: str) -> int:
    lots = books.inputs(transformation)
    return sum(1 for lot in lots if lot.item == item and books.inside(transformation, lot) > 0)


def hold_1(books: Books, plan: Plan) -> Severity | None:
    return "B" if plan.op in {"consume", "ship"} and books.is_held(plan.lot, plan.batch) else None


def exp_1(books: Books, plan: Plan) -> Severity | None:
    """Expired by the books or by what is printed, on the calendar day of the event, in the event's own offset."""
    if plan.op not in {"consume", "ship"}:
        return None
    printed = plan.line.get("expiry")
    days = [books.expiry_day(plan.lot, plan.batch), date.fromisoformat(printed) if printed is not None else None]
    if not any(day is not None and day < plan.line.at.date() for day in days):
        return None
    severities: dict[str, Severity] = {"warn": "W", "block": "B", "block_unless_approved": "A"}
    return severities[plan.item.expiry_policy]


def ser_2(books: Books, plan: Plan) -> Severity | None:
    """A serial comes into the plant again only from where it can come."""
    if plan.lot.kind != "serial":
        return None
    if plan.op == "receive" and books.went_back(plan.lot):
        return None
    if plan.op in {"receive", "produce"}:
        return "A" if books.has_lasting_movement(plan.lot) else None
    if plan.op == "return":
        return "A" if books.balance(plan.lot, Place(CUSTOMER)) <= 0 else None
    return None


def loc_1(books: Books, plan: Plan) -> Severity | None:
    if not plan.source.is_internal or books.balance(plan.lot, plan.source) > 0:
        return None
    return "A" if books.on_hand(plan.lot) else None


def qty_1(books: Books, plan: Plan) -> Severity | None:
    if plan.op == "unconsume" and plan.transformation is not None:
        return "B" if plan.quantity > books.inside(plan.transformation, plan.lot) else None
    short = plan.quantity > books.balance(plan.lot, plan.source)
    if plan.op == "return":
        # SER-2 has spoken about a serial, TRACK-5 about a code nobody knows
        ordinary = plan.lot.kind != "serial" and (plan.lot in books.lots or not plan.lot.is_tracked)
        return "B" if short and ordinary else None
    return "A" if short and plan.source.location not in ENDLESS else None


def lot_1(books: Books, plan: Plan) -> Severity | None:
    if plan.item.tracking != "lot" or plan.lot not in books.lots:
        return None
    if plan.op in {"receive", "open"}:
        return "W"
    made_elsewhere = any(
        books.made_in(name, plan.lot) > 0 for name in books.output_of[plan.lot] if name != plan.transformation
    )
    return "W" if plan.op == "produce" and made_elsewhere else None


RULES: tuple[tuple[str, Callable[[Books, Plan], Severity | None]], ...] = (
    ("TRACK-4", track_4),
    ("TRACK-5", track_5),
    ("QTY-2", qty_2),
    ("SER-1", ser_1),
    ("ORD-1", ord_1),
    ("GEN-1", gen_1),
    ("BOM-1", bom_1),
    ("BOM-2", bom_2),
    ("HOLD-1", hold_1),
    ("EXP-1", exp_1),
    ("SER-2", ser_2),
    ("LOC-1", loc_1),
    ("QTY-1", qty_1),
    ("LOT-1", lot_1),
)
