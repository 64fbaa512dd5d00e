"""The words in which the examples are written: steps of an operations file with what becomes of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

Operation = dict[str, Any]
START = datetime.fromisoformat("2026-03-02T08:00:00+01:00")
TODAY = date(2026, 6, 1)


@dataclass(frozen=True, slots=True)
class Step:
    operation: Operation
    state: str = "recorded"
    rule: str = ""
    """Of a refusal, or of a warning when the state is `recorded`."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Lots are named `ITEM/CODE`, untracked ones `ITEM/`; of equal codes the serial is meant, not the batch."""

    lot: str
    direction: str
    links: tuple[tuple[str, str, str, str, str | None], ...]
    """(input, output, quantity, state, transformation); quantity "0..6 ~3" = bounds and expected share."""
    gaps: tuple[tuple[str, str], ...] = ()
    """(kind, lot)"""
    status: dict[str, str] = field(default_factory=dict)
    on_hand: dict[str, str] = field(default_factory=dict)
    """Lot -> "STOCK 5, STOCK[BOX1] 3"."""
    at: dict[tuple[str, str, str], tuple[int, int]] = field(default_factory=dict)
    """(input, output, state) -> the steps, counted from 1, whose times the link shows."""
    evidence: dict[tuple[str, str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    name: str
    steps: tuple[Operation | Step, ...]
    traces: tuple[Trace, ...] = ()

    def _steps(self) -> Iterator[Step]:
        yield from (Step(each) for each in MASTER_DATA)
        for number, step in enumerate(self.steps, 1):
            given = step if isinstance(step, Step) else Step(step)
            yield Step({"at": moment(number).isoformat(), **given.operation}, given.state, given.rule)

    @property
    def operations(self) -> list[Operation]:
        """What an operations file would hold, master data first."""
        return [each.operation for each in self._steps()]

    @property
    def answer(self) -> dict[str, Any]:
        """The expected answer of `load`, but for its names of entries."""
        steps = list(enumerate(self._steps(), 1))
        with_rule = [(number, step) for number, step in steps if step.rule]
        return {
            "recorded": sum(step.state == "recorded" for _, step in steps),
            "already": sum(step.state == "already" for _, step in steps),
            "refused": [{"line": n, "rule": s.rule} for n, s in with_rule if s.state == "refused"],
            "warnings": [{"line": n, "rule": s.rule} for n, s in with_rule if s.state == "recorded"],
        }


def moment(step: int) -> datetime:
    """One hour a step."""
    return START + timedelta(hours=step - 1)


def refused(rule: str, operation: Operation) -> Step:
    return Step(operation, "refused", rule)


def warned(rule: str, operation: Operation) -> Step:
    return Step(operation, "recorded", rule)


def already(operation: Operation) -> Step:
    return Step(operation, "already")


def approved(operation: Operation) -> Operation:
    return {**operation, "operator": "OP1", "approver": "BOSS", "reason": "seen with own eyes"}


def receive(item: str, lot: str | None, quantity: str = "1", **more: object) -> Operation:
    return _movement("receive", item, lot, quantity, {"to": "STOCK", "partner": "ACME", **more})


def opening(item: str, lot: str | None, quantity: str = "1", **more: object) -> Operation:
    return _movement("open", item, lot, quantity, {"to": "STOCK", **more})


def consume(item: str, lot: str | None, quantity: str, into: str, **more: object) -> Operation:
    return _movement("consume", item, lot, quantity, {"from": "STOCK", "transformation": into, **more})


def unconsume(item: str, lot: str | None, quantity: str, out_of: str, **more: object) -> Operation:
    return _movement("unconsume", item, lot, quantity, {"to": "STOCK", "transformation": out_of, **more})


def produce(item: str, lot: str | None, quantity: str, by: str, **more: object) -> Operation:
    return _movement("produce", item, lot, quantity, {"to": "STOCK", "transformation": by, **more})


def move(item: str, lot: str | None, quantity: str = "1", **more: object) -> Operation:
    return _movement("move", item, lot, quantity, {"from": "STOCK", "to": "LINE", **more})


def pack(item: str, lot: str | None, quantity: str, box: str, **more: object) -> Operation:
    return _movement("pack", item, lot, quantity, {"from": "STOCK", "container": box, **more})


def unpack(item: str, lot: str | None, quantity: str, box: str, **more: object) -> Operation:
    return _movement("unpack", item, lot, quantity, {"from": "STOCK", "container": box, **more})


def ship(item: str, lot: str | None, quantity: str = "1", **more: object) -> Operation:
    return _movement("ship", item, lot, quantity, {"from": "STOCK", "partner": "CUST", **more})


def give_back(item: str, lot: str | None, quantity: str = "1", **more: object) -> Operation:
    """A customer's return."""
    return _movement("return", item, lot, quantity, {"to": "STOCK", "partner": "CUST", **more})


def scrap(item: str, lot: str | None, quantity: str = "1", **more: object) -> Operation:
    return _movement("scrap", item, lot, quantity, {"from": "STOCK", "reason": "broken", **more})


def adjust(item: str, lot: str | None, quantity: str, **more: object) -> Operation:
    return _movement("adjust", item, lot, quantity, {"at_location": "STOCK", "reason": "count", **more})


def undo(entry: str, **more: object) -> Operation:
    return {"op": "undo", "entry": entry, **more}


def hold(item: str, lot: str, ref: str, **more: object) -> Operation:
    return {"op": "hold", "item": item, "lot": lot, "ref": ref, "reason": "suspect", **more}


def release(ref: str, **more: object) -> Operation:
    return {"op": "release", "hold": ref, **more}


def bill(item: str, component: str, quantity: str) -> Operation:
    return {"op": "bom", "item": item, "component": component, "quantity": quantity}


def work_order(code: str, item: str, quantity: str = "10") -> Operation:
    return {"op": "order", "code": code, "kind": "work", "item": item, "quantity": quantity}


def delivery(code: str, item: str, lots: list[str] | None = None) -> Operation:
    line = {"item": item, "quantity": "1", **({"lots": lots} if lots else {})}
    return {"op": "order", "code": code, "kind": "delivery", "partner": "CUST", "lines": [line]}


def _movement(op: str, item: str, lot: str | None, quantity: str, more: dict[str, object]) -> Operation:
    return {"op": op, "item": item, "lot": lot, "quantity": quantity, "evidence": "scanned", **more}


def item(code: str, tracking: str, unit: str = "each", **more: object) -> Operation:
    return {"op": "item", "code": code, "name": code.title(), "tracking": tracking, "unit": unit, **more}


MASTER_DATA: tuple[Operation, ...] = (
    {"op": "location", "code": "STOCK"},
    {"op": "location", "code": "LINE"},
    {"op": "partner", "code": "ACME", "role": "supplier"},
    {"op": "partner", "code": "CUST", "role": "customer"},
    {"op": "partner", "code": "OTHER", "role": "customer"},
    {"op": "operator", "code": "OP1", "name": "One", "badge": "B-1", "roles": ["operator"]},
    {"op": "operator", "code": "OP2", "name": "Two", "badge": "B-2", "roles": ["operator"]},
    {"op": "operator", "code": "BOSS", "name": "Boss", "badge": "B-9", "roles": ["operator", "supervisor"]},
    item("CELL", "lot"),
    item("RESIN", "lot", "kg"),
    item("PAINT", "lot", "kg"),
    item("GLUE", "lot", "kg", expiry_policy="block_unless_approved"),
    item("TAPE", "lot", "m", expiry_policy="warn"),
    item("SCREW", "none"),
    item("FOAM", "none", "kg"),
    item("BOARD", "serial"),
    item("PACK", "serial"),
    item("BIKE", "serial"),
)
"""Stated before the first step of every example, at no stated time."""
