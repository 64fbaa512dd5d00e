"""A long story for the console, made from a seed: receipts, units, batches, deliveries, undos, approvals."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.flows.plant import GTIN_CELL, PLANT

OPERATIONS = (
    *PLANT,
    {"op": "item", "code": "GLUE", "tracking": "lot", "number_template": "G{station}-{seq:4}"},
    {"op": "order", "code": "MO-7", "kind": "work", "item": "BIKE", "quantity": "100000"},
    {"op": "order", "code": "MO-8", "kind": "work", "item": "PACK", "quantity": "100000"},
    {"op": "order", "code": "SO-7", "kind": "delivery", "partner": "CUST", "item": "BIKE", "quantity": "100000"},
)


@dataclass(frozen=True)
class Line:
    """One scan."""

    text: str
    is_repeatable: bool = True
    """Whether an operator may scan it again, not knowing that it was recorded, and nothing is recorded twice."""


def lines(seed: int) -> Iterator[Line]:
    """Scans without end; the same for the same seed."""
    chance = Random(seed)
    yield Line("BADGE:B-1")
    number = 0
    while True:
        number += 1
        yield from _receive(number)
        yield from _build(number, chance)
        if chance.random() < 0.5:
            yield from _batch(number)
        if chance.random() < 0.5:
            yield from _ship(number)
        if chance.random() < 0.3:
            yield Line(f"BADGE:B-{chance.choice('12')}")


def _receive(number: int) -> Iterator[Line]:
    yield from _scans("LOT:FLOW-receive", "STOCK", f"(01){GTIN_CELL}(10)L-{number}(37)40")
    yield from _scans("MOTOR", f"M-{number}", "MOTOR", f"MX-{number}")
    yield Line("LOT:UNDO", is_repeatable=False)
    yield from _scans("RESIN", f"R-{number}")
    yield Line("LOT:QTY-2.5", is_repeatable=False)


def _build(number: int, chance: Random) -> Iterator[Line]:
    yield from _scans("LOT:FLOW-build", "MO-7", "STOCK", f"B-{number}", f"L-{number}", f"M-{number}")
    if chance.random() < 0.4:
        yield Line("LOT:TAKE-OUT")
        yield Line(f"M-{number}", is_repeatable=False)
        yield Line(f"M-{number}")
    yield Line("LOT:FINISH")
    if chance.random() < 0.4:
        yield from _scans(f"C-{number}", f"L-{number}", "LOT:FINISH", "BADGE:B-9", "LOT:CHOOSE-5")


def _batch(number: int) -> Iterator[Line]:
    yield from _scans("LOT:FLOW-consume", "MO-8", f"R-{number}")
    yield Line("LOT:QTY-1", is_repeatable=False)
    yield from _scans("LOT:FLOW-produce", "STOCK", f"P-{number}")
    yield Line("LOT:QTY-3", is_repeatable=False)
    yield Line("LOT:FINISH")


def _ship(number: int) -> Iterator[Line]:
    yield from _scans("LOT:FLOW-ship", "SO-7", f"B-{number}")


def _scans(*texts: str) -> Iterator[Line]:
    return (Line(text) for text in texts)
