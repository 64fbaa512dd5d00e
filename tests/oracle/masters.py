"""Master data lines: items, bills, places, people, partners and orders, inserted or updated."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

from .books import Books
from .facts import VIRTUAL, Item, Order
from .form import Line
from .rules import bad_quantity


def refusal(books: Books, line: Line) -> str | None:
    """FORM-1 and REF-1 of a line that states master data."""
    if line.op == "item":
        known = line.get("code") in books.items
        return None if known or line.get("tracking") is not None else "FORM-1"
    if line.op == "location" and line.get("code") in VIRTUAL:
        return "FORM-1"
    if line.op == "order":
        named = {line.get("item"), *(each["item"] for each in line.get("lines") or [])} - {None}
        unknown_partner = line.get("partner") is not None and line.get("partner") not in books.partners
        return "REF-1" if unknown_partner or not named <= books.items.keys() else None
    if line.op == "bom" and not {line.get("item"), line.get("component")} <= books.items.keys():
        return "REF-1"
    return None


def late_refusal(books: Books, line: Line) -> str | None:
    """What is judged once the operator is known: TRACK-2, and QTY-2 of planned quantities."""
    if line.op == "item" and line.get("code") in books.moved_items:
        item = books.items[line.get("code")]
        fixed = ("tracking", "unit", "numbers_per_supplier")
        kept = all(line.get(name) in {None, getattr(item, name)} for name in fixed)
        return None if kept else "TRACK-2"
    planned = [line.quantity] if line.quantity is not None else []
    planned += [Decimal(each["quantity"]) for each in line.get("lines") or []]
    return "QTY-2" if any(each <= 0 or bad_quantity(each, "") for each in planned) else None


def _item(books: Books, line: Line) -> None:
    code = line.get("code")
    item = books.items.setdefault(code, Item(code, line.get("tracking")))
    for name in ("tracking", "unit", "expiry_policy", "numbers_per_supplier"):
        if line.get(name) is not None:
            setattr(item, name, line.get(name))


def _bom(books: Books, line: Line) -> None:
    assert line.quantity is not None
    books.bills[line.get("item")] = {**books.bills[line.get("item")], line.get("component"): line.quantity}


def _order(books: Books, line: Line) -> None:
    pins: dict[str, list[frozenset[str]]] = defaultdict(list)
    for each in line.get("lines") or [{"item": line.get("item")}]:
        pins[each["item"]].append(frozenset(each.get("lots") or ()))
    bill = dict(books.bills[line.get("item")]) if line.get("kind") == "work" else {}
    known = books.orders.get(line.get("code"))
    if known is not None and known.bill and known.lines.keys() == pins.keys() and bill:
        bill = known.bill  # stated again, not released again
    books.orders[line.get("code")] = Order(line.get("kind"), line.get("partner"), dict(pins), bill)


def _operator(books: Books, line: Line) -> None:
    known = books.operators.get(line.get("code"), frozenset({"operator"}))
    books.operators[line.get("code")] = known if line.get("roles") is None else frozenset(line.get("roles"))


def _location(books: Books, line: Line) -> None:
    books.locations.add(line.get("code"))


def _partner(books: Books, line: Line) -> None:
    books.partners.add(line.get("code"))


RECORD: dict[str, Callable[[Books, Line], None]] = {
    "item": _item,
    "bom": _bom,
    "order": _order,
    "operator": _operator,
    "location": _location,
    "partner": _partner,
}
