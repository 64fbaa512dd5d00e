"""Operations nobody would think of: short wild lists for hypothesis, and the long history by seed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from .facts import EVIDENCE, LotKey, Place
from .plant import Plant
from .random_history import random_operations

__all__ = ["operation_lists", "random_operations"]

Operation = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]
START = datetime.fromisoformat("2026-03-02T08:00:00+01:00")
LONGEST = 60
ITEMS = {"N": "none", "K": "none", "L": "lot", "M": "lot", "P": "lot", "S": "serial", "U": "serial"}
SUPPLIERS = ("ACME", "BOLT")
NUMBERED_BY_SUPPLIERS = "P"
UNITS = {"K": "kg", "M": "kg"}
POLICIES = {"L": "block_unless_approved", "M": "warn"}
PLACES = ("A", "B")
CODES = ("1", "2", "3", "4")
TRANSFORMATIONS = ("T1", "T2", "T3", "T4")
APPROVED = {"operator": "OP1", "approver": "BOSS", "reason": "seen"}
APPROVALS: tuple[Operation, ...] = (
    *({},) * 12,
    *(APPROVED,) * 9,
    {"approver": "BOSS", "reason": "seen"},
    {"operator": "OP1", "approver": "BOSS"},
    {"operator": "BOSS", "approver": "BOSS", "reason": "seen"},
    {"operator": "GHOST"},
)
WORK_ORDER: Operation = {"op": "order", "code": "WO", "kind": "work", "item": "U", "quantity": "5"}
MALFORMED: tuple[Operation, ...] = (
    {"op": "teleport", "item": "L", "lot": "1"},
    {"op": "receive", "item": "L", "lot": "1", "quantity": 5, "to": "A"},
    {"op": "receive", "item": "L", "lot": "1", "quantity": "5", "to": "A", "colour": "red"},
    {"op": "receive", "item": "L", "lot": "1", "quantity": "five", "to": "A"},
    {"op": "receive", "item": "N", "lot": "1", "quantity": "5", "to": "A"},
    {"op": "receive", "item": "L", "lot": "1", "quantity": "5", "to": "A", "at": "yesterday"},
    {"op": "receive", "item": "L", "lot": "1", "quantity": "5", "to": "A", "expiry": "2026-02-30"},
    {"op": "undo"},
    {"quantity": "5"},
)


@st.composite
def operation_lists(draw: Draw, longest: int = LONGEST) -> list[Operation]:
    """Master data and up to `longest` lines that make sense more often than not; every line has a time.

    The model plant runs along, so that what is drawn can speak of lots, entries and transformations that exist.
    """
    plant, operations = Plant(), _master_data(draw)
    plant.load(operations)
    end = len(operations) + draw(st.integers(1, longest))
    while len(operations) < end:
        for line in MAKERS[draw(st.sampled_from(KINDS))](draw, plant, operations):
            number = len(operations)
            if "ref" not in line and line.get("op") not in {"bom", "order"}:
                line["ref"] = f"r{number}"
            if "at" not in line:
                # mostly forward, sometimes back by days
                hours = number + draw(st.sampled_from((0, 0, 0, 0, 0, -30, -300, 50)))
                line["at"] = (START + timedelta(hours=hours)).isoformat()
            operations.append(line)
            plant.apply(line)
    return operations[:end]


def _master_data(draw: Draw) -> list[Operation]:
    operations: list[Operation] = [
        *({"op": "location", "code": code} for code in PLACES),
        *({"op": "partner", "code": code, "role": "supplier"} for code in SUPPLIERS),
        {"op": "partner", "code": "CUST", "role": "customer"},
        {"op": "operator", "code": "OP1", "name": "One", "badge": "B-1", "roles": ["operator"]},
        {"op": "operator", "code": "BOSS", "name": "Boss", "badge": "B-9", "roles": ["operator", "supervisor"]},
    ]
    for code, tracking in ITEMS.items():
        policy = {"expiry_policy": POLICIES[code]} if code in POLICIES else {}
        numbers = {"numbers_per_supplier": True} if code == NUMBERED_BY_SUPPLIERS else {}
        unit = UNITS.get(code, "each")
        operations.append({"op": "item", "code": code, "tracking": tracking, "unit": unit, **policy, **numbers})
    known = [("U", "S", "1"), ("U", "L", "2"), ("U", "N", "3"), ("S", "M", "0.5"), ("U", "P", "1")]
    bills = draw(st.lists(st.sampled_from(known), max_size=3))
    for item, component, quantity in bills:
        operations.append({"op": "bom", "item": item, "component": component, "quantity": quantity})
    operations += [
        WORK_ORDER,
        {"op": "order", "code": "SO", "kind": "delivery", "partner": "CUST"}
        | {"lines": [{"item": "U", "quantity": "1", "lots": ["1", "2"]}, {"item": "L", "quantity": "9"}]},
        {"op": "order", "code": "PO", "kind": "purchase", "partner": "ACME"}
        | {"lines": [{"item": "L", "quantity": "9"}]},
    ]
    return operations


def _line(op: str, lot: LotKey, quantity: str, **more: object) -> Operation:
    named = {"lot": lot.code} if lot.is_tracked else {}
    named |= {"partner": lot.issuer} if lot.issuer else {}
    return {"op": op, "item": lot.item, **named, "quantity": quantity, **more}


def _some_lot(draw: Draw) -> LotKey:
    item = draw(st.sampled_from(tuple(ITEMS)))
    if ITEMS[item] == "none":
        return LotKey(item, "anonymous", "", "")
    issuer = draw(st.sampled_from(("", *SUPPLIERS))) if item == NUMBERED_BY_SUPPLIERS else ""
    return LotKey(item, ITEMS[item], issuer, draw(st.sampled_from(CODES)))


def _amount(draw: Draw, lot: LotKey) -> str:
    if lot.kind == "serial":
        return "1"
    whole = ("1", "2", "5", "10")
    return str(draw(st.sampled_from((*whole, "0.5", "0.333333") if lot.item in UNITS else whole)))


def _extras(draw: Draw, line: Operation) -> Operation:
    """Evidence, approval, order, batch and the like, now and then."""
    evidence = draw(st.sampled_from((None, "scanned", "scanned", *EVIDENCE)))
    line |= {} if evidence is None else {"evidence": evidence}
    line |= draw(st.sampled_from(APPROVALS))
    if draw(st.integers(0, 5)) == 0:
        orders = {"receive": "PO", "ship": "SO", "consume": "WO", "produce": "WO"}
        line |= {"order": orders[line["op"]]} if line["op"] in orders else {}
    if ITEMS.get(line["item"]) == "serial" and draw(st.integers(0, 3)) == 0:
        line["batch"] = draw(st.sampled_from(("X", "Y", *CODES)))
    if line["op"] in ("receive", "produce") and draw(st.integers(0, 5)) == 0:
        line["expiry"] = draw(st.sampled_from(("2026-03-01", "2026-03-03", "2027-01-01")))
    return line


def _one_sensible(draw: Draw, plant: Plant) -> Operation:
    """Something that fits the stock there is."""
    standing = [(lot, place) for lot in plant.lots for place in plant.on_hand(lot)]
    taken = [(name, lot) for lot, names in plant.input_of.items() for name in names if plant.inside(name, lot) > 0]
    shipped = [lot for lot in plant.lots if plant.balance(lot, Place("CUSTOMER")) > 0]
    kinds = ["new"] * 2 + ["take"] * 4 * bool(standing)
    kinds += ["unconsume"] * 2 * bool(taken) + ["return"] * bool(shipped)
    kind = draw(st.sampled_from(kinds))
    if kind == "take":
        return _extras(draw, _take(draw, *draw(st.sampled_from(standing))))
    if kind == "unconsume":
        name, lot = draw(st.sampled_from(taken))
        back = {"to": draw(st.sampled_from(PLACES)), "transformation": name}
        return _extras(draw, _line("unconsume", lot, _amount(draw, lot), **back))
    if kind == "return":
        lot = draw(st.sampled_from(shipped))
        return _extras(draw, _line("return", lot, _amount(draw, lot), to="A", partner="CUST"))
    lot = _some_lot(draw)
    op = draw(st.sampled_from(("receive", "receive", "receive", "open")))
    return _extras(draw, _line(op, lot, _amount(draw, lot), to=draw(st.sampled_from(PLACES))))


def _sensible(draw: Draw, plant: Plant, _operations: list[Operation]) -> list[Operation]:
    return [_one_sensible(draw, plant)]


def _build(draw: Draw, plant: Plant, _operations: list[Operation]) -> list[Operation]:
    """What stands there goes into a transformation, and one or two lots come out, old or new."""
    standing = [(lot, place) for lot in plant.lots for place in plant.on_hand(lot)]
    name = draw(st.sampled_from((*TRANSFORMATIONS, *(f"T{len(plant.entries)}",) * 6)))
    parts = draw(st.lists(st.sampled_from(standing), max_size=3, unique=True)) if standing else []
    lines = []
    for lot, place in parts:
        box = {"container": place.container} if place.container else {}
        owner = {"owner": place.owner} if place.owner else {}
        where = {"from": place.location, **box, **owner, "transformation": name}
        lines.append(_extras(draw, _line("consume", lot, _amount(draw, lot), **where)))
    known = [lot for lot in plant.lots if lot.kind == ITEMS[lot.item]]
    for _ in range(draw(st.sampled_from((1, 1, 1, 2)))):
        lot = draw(st.sampled_from(known)) if known and draw(st.booleans()) else _some_lot(draw)
        lines.append(_extras(draw, _line("produce", lot, _amount(draw, lot), to="A", transformation=name)))
    return lines


def _take(draw: Draw, lot: LotKey, place: Place) -> Operation:
    op = draw(st.sampled_from(("consume",) * 5 + ("move", "ship", "scrap", "adjust", "pack", "unpack")))
    where: Operation = {"from": place.location}
    where |= {"container": place.container} if place.container else {}
    where |= {"owner": place.owner} if place.owner else {}
    quantity = _amount(draw, lot)
    if op == "consume":
        where["transformation"] = draw(st.sampled_from(TRANSFORMATIONS))
    elif op == "move":
        where["to"] = "B" if place.location == "A" else "A"
    elif op == "adjust":
        where["at_location"] = where.pop("from")
        quantity = draw(st.sampled_from((quantity, f"-{quantity}")))
    elif op in ("pack", "unpack"):
        where["container"] = where.get("container", "BOX")
    return _line(op, lot, quantity, **where)


def _any(draw: Draw, _plant: Plant, _operations: list[Operation]) -> list[Operation]:
    """Anything anywhere: mostly to be refused."""
    lot, op = _some_lot(draw), draw(st.sampled_from(("receive", "open", "consume", "unconsume", "produce", "ship")))
    op = draw(st.sampled_from((op, "move", "adjust", "pack", "unpack", "return", "scrap")))
    quantity = draw(st.sampled_from((_amount(draw, lot), "1", "0", "-1", "0.5", "0.0000001", "2000000000", "3")))
    line = _line(op, lot, quantity)
    place = draw(st.sampled_from((*PLACES, "ATTIC")))
    if op in ("receive", "open", "unconsume", "produce", "return"):
        line |= {"to": place, "owner": draw(st.sampled_from((None, None, "ACME")))}
    elif op == "adjust":
        line["at_location"] = place
    else:
        line["from"] = place
    if op == "move":
        line["to"] = "B" if place == "A" else "A"
    if op in ("pack", "unpack"):
        line["container"] = "BOX"
    if op in ("consume", "unconsume", "produce"):
        line["transformation"] = draw(st.sampled_from(TRANSFORMATIONS))
    for key, value in draw(
        st.sampled_from(({}, {}, {}, {"lot": None}, {"item": "WHEEL"}, {"partner": "NOBODY"}))
    ).items():
        line[key] = value
    return [_extras(draw, line)]


def _undo(draw: Draw, plant: Plant, _operations: list[Operation]) -> list[Operation]:
    """Of anything before, undos included, whole or in part."""
    undone = [name for name, entry in plant.references.items() if plant.entries[entry].op == "undo"]
    recent = list(plant.references)[-6:]
    entry = draw(st.sampled_from([*plant.references, *recent * 2, *undone * 3, "never"]))
    quantity = draw(st.sampled_from(({}, {}, {"quantity": "1"}, {"quantity": "2"}, {"quantity": "0.5"})))
    return [{"op": "undo", "entry": entry, **quantity, **draw(st.sampled_from(APPROVALS))}]


def _hold(draw: Draw, plant: Plant, _operations: list[Operation]) -> list[Operation]:
    holds = [name for name, entry in plant.references.items() if entry in plant.open_holds]
    if holds and draw(st.booleans()):
        return [{"op": "release", "hold": draw(st.sampled_from(holds))}]
    known = sorted(lot for lot in plant.lots if lot.is_tracked)
    lot = draw(st.sampled_from(known)) if known else LotKey("L", "lot", "", "1")
    partner = {"partner": lot.issuer} if lot.issuer and draw(st.booleans()) else {}
    return [{"op": "hold", "item": lot.item, "lot": lot.code, "reason": "suspect", **partner}]


def _bill(draw: Draw, _plant: Plant, _operations: list[Operation]) -> list[Operation]:
    if draw(st.integers(0, 3)) == 0:
        return [draw(st.sampled_from((dict(WORK_ORDER), {**WORK_ORDER, "item": "S"})))]
    component = draw(st.sampled_from(("S", "L", "M", "N", "P")))
    return [{"op": "bom", "item": "U", "component": component, "quantity": draw(st.sampled_from(("1", "2", "0.5")))}]


def _again(draw: Draw, _plant: Plant, operations: list[Operation]) -> list[Operation]:
    """The same line under the same id, or something else under it."""
    if draw(st.booleans()):
        number, place = draw(st.sampled_from(("1", "2"))), draw(st.sampled_from(PLACES))
        line: Operation = {"op": "receive", "item": "L", "lot": "1", "quantity": number, "to": place}
        return [line | {"id": "k", "ref": "k", "at": START.isoformat()}]
    return [{key: value for key, value in draw(st.sampled_from(operations)).items() if key != "ref"}]


def _malformed(draw: Draw, _plant: Plant, _operations: list[Operation]) -> list[Operation]:
    return [dict(draw(st.sampled_from(MALFORMED)))]


MAKERS: dict[str, Callable[[Draw, Plant, list[Operation]], list[Operation]]] = {
    "sensible": _sensible,
    "build": _build,
    "any": _any,
    "undo": _undo,
    "hold": _hold,
    "bill": _bill,
    "again": _again,
    "malformed": _malformed,
}
KINDS = ("sensible",) * 8 + ("build",) * 6 + ("any",) * 2 + ("undo",) * 4 + ("hold", "bill", "again", "malformed")
