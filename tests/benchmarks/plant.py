"""The plant of the ledgers that are measured: what it makes, and one step after the other how.

A system is built from a unit and four lots, a unit from a board and nine lots, a board from nine lots; so the trace of
a unit has twenty links. One compound is mixed from many bags and goes into as many parts: its trace has 2,000 links.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

COMPONENTS = tuple(f"C{number:02}" for number in range(1, 23))
OF_BOARD, OF_UNIT, OF_SYSTEM = COMPONENTS[:9], COMPONENTS[9:18], COMPONENTS[18:]
SYSTEMS_A_LOT = 20
"""How many systems are built from one lot of each component."""
STEPS_A_SYSTEM = 28
PARTS = 1000
"""Bags that go into the compound, and parts that are made of it."""
COMPOUND = "COMPOUND-1"


@dataclass(frozen=True, slots=True)
class Step:
    """One movement of the plant, recorded as one entry."""

    kind: str
    """`receive`, `consume`, `produce` or `ship`."""
    item: str
    lot: str
    quantity: int
    transformation: str = ""


def master_operations() -> Iterator[dict[str, Any]]:
    """The plant's master data, as operations for the loader."""
    yield {"op": "location", "code": "STOCK"}
    yield {"op": "partner", "code": "ACME", "role": "supplier"}
    yield {"op": "partner", "code": "CUST", "role": "customer"}
    yield {"op": "operator", "code": "OP1", "roles": ["operator"]}
    for code in (*COMPONENTS, "BAG", "COMPOUND"):
        yield {"op": "item", "code": code, "tracking": "lot", "unit": "each"}
    for code in ("BOARD", "UNIT", "SYSTEM", "PART", "MODULE"):
        yield {"op": "item", "code": code, "tracking": "serial", "unit": "each"}
    bills = {"BOARD": OF_BOARD, "UNIT": ("BOARD", *OF_UNIT), "SYSTEM": ("UNIT", *OF_SYSTEM), "PART": ("COMPOUND",)}
    for item, components in bills.items():
        for component in components:
            yield {"op": "bom", "item": item, "component": component, "quantity": "1"}
    yield {"op": "order", "code": "MO-1", "kind": "work", "item": "UNIT", "quantity": "100000"}


def seed_operations() -> Iterator[dict[str, Any]]:
    """One movement of every kind, so that the ledger's own code makes the first row of every place."""
    where = {"quantity": "5", "evidence": "scanned"}
    yield {"op": "receive", "item": "BAG", "lot": "SEED", "to": "STOCK", "partner": "ACME", **where}
    yield {"op": "consume", "item": "BAG", "lot": "SEED", "from": "STOCK", "transformation": "SEED", **where}
    yield {"op": "produce", "item": "COMPOUND", "lot": "SEED", "to": "STOCK", "transformation": "SEED", **where}
    yield {"op": "ship", "item": "COMPOUND", "lot": "SEED", "from": "STOCK", "partner": "CUST", **where}


def unit_code(number: int) -> str:
    """The serial of a unit; its trace has twenty links."""
    return f"U{number:07}"


def steps(movements: int, parts: int) -> Iterator[Step]:
    """At least that many movements: systems, and between them, evenly spread, a compound of `parts` bags and parts.

    With 0 parts there is no compound.
    """
    compound = list(_compound(parts)) if parts else []
    systems = number_of_systems(movements, parts)
    done = 0
    for number in range(systems):
        yield from _system(number)
        due = len(compound) * (number + 1) // systems
        yield from compound[done:due]
        done = due


def number_of_systems(movements: int, parts: int) -> int:
    """How many systems `steps` builds."""
    return max(1, -(-(movements - 4 * parts) // STEPS_A_SYSTEM))


def _system(number: int) -> Iterator[Step]:
    group = f"{number // SYSTEMS_A_LOT:06}"
    board, unit, system = f"B{number:07}", unit_code(number), f"S{number:07}"
    if number % SYSTEMS_A_LOT == 0:
        for item in COMPONENTS:
            yield Step("receive", item, f"{item}-{group}", 2 * SYSTEMS_A_LOT)
    for item, serial, parts, inner in (
        ("BOARD", board, OF_BOARD, None),
        ("UNIT", unit, OF_UNIT, ("BOARD", board)),
        ("SYSTEM", system, OF_SYSTEM, ("UNIT", unit)),
    ):
        if inner:
            yield Step("consume", *inner, 1, f"T-{serial}")
        for part in parts:
            yield Step("consume", part, f"{part}-{group}", 1, f"T-{serial}")
        yield Step("produce", item, serial, 1, f"T-{serial}")
    yield Step("ship", "SYSTEM", system, 1)


def _compound(parts: int) -> Iterator[Step]:
    for number in range(parts):
        yield Step("receive", "BAG", f"BAG-{number:05}", 1)
        yield Step("consume", "BAG", f"BAG-{number:05}", 1, "T-COMPOUND")
    yield Step("produce", "COMPOUND", COMPOUND, parts, "T-COMPOUND")
    for number in range(parts):
        yield Step("consume", "COMPOUND", COMPOUND, 1, f"T-P{number:05}")
        yield Step("produce", "PART", f"P{number:05}", 1, f"T-P{number:05}")
