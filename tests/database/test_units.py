"""Units that are started, filled and finished: which bill judges their slots, and when."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.database.ledger import Recorded, Refused
from kiosk.domain.entry import EntryKind, TransformationChange, TransformationKind
from kiosk.domain.item import Item
from kiosk.domain.location import PRODUCTION, Place
from kiosk.domain.lot import LotIdentity, lot_of
from kiosk.domain.movement import Evidence, Role
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import MICRO
from tests.database.story import MASTER
from tests.operations.product import NOW, Product

HERE, INTO = Place("STOCK"), Place(PRODUCTION)
PARTS = (
    {"op": "receive", "item": "CELL", "lot": "L1", "quantity": "100", "to": "STOCK"},
    *({"op": "receive", "item": "BOARD", "lot": f"B{number}", "to": "STOCK"} for number in range(4)),
)
MORE_BOARDS = {"op": "bom", "item": "PACK", "component": "BOARD", "quantity": "2"}


@pytest.fixture
def plant(product: Product) -> Product:
    """Parts in stock, nothing built."""
    assert product.load([*MASTER, *PARTS])["refused"] == []
    return product


def item(plant: Product, code: str) -> Item:
    with plant.ledger.transaction():
        found = plant.ledger.catalog.item(code)
    assert found is not None
    return found


def entry(plant: Product, wanted: Proposal) -> list[str]:
    """The rules that refuse it, none if it was recorded."""
    with plant.ledger.transaction():
        outcome = plant.ledger.record(wanted)
    return [each.rule for each in outcome.findings] if isinstance(outcome, Refused) else []


def start(plant: Product, code: str = "P1", order: str = "MO-1") -> tuple[str, LotIdentity]:
    unit = lot_of(item(plant, "PACK"), code)
    change = TransformationChange(f"T-{code}", TransformationKind.UNIT, unit=unit.id, order=order)
    wanted = Proposal(EntryKind.START, NOW, "OP1", order=order, transformations=(change,), named=(unit,))
    assert entry(plant, wanted) == []
    return change.id, unit


def put_in(plant: Product, name: str, code: str, lot: str, **more: Any) -> list[str]:
    part = item(plant, code)
    quantity = MICRO if code == "BOARD" else 10 * MICRO
    line = Line(part, lot_of(part, lot), quantity, HERE, INTO, Evidence.SCANNED, Role.INPUT, name)
    return entry(plant, replace(Proposal(EntryKind.CONSUME, NOW, "OP1", (line,)), **more))


def finish(plant: Product, name: str, unit: LotIdentity, **more: Any) -> list[str]:
    line = Line(item(plant, "PACK"), unit, MICRO, INTO, HERE, Evidence.SCANNED, Role.OUTPUT, name)
    change = TransformationChange(name, TransformationKind.UNIT, closes=True, unit=unit.id)
    made = Proposal(EntryKind.PRODUCE, NOW, "OP1", (line,), transformations=(change,), closes=name)
    return entry(plant, replace(made, **more))


def test_a_unit_takes_what_its_bill_asks_for_and_no_more(plant: Product) -> None:
    name, unit = start(plant)
    assert put_in(plant, name, "CELL", "L1") == []
    assert put_in(plant, name, "BOARD", "B0") == []
    assert put_in(plant, name, "BOARD", "B1") == ["BOM-2"]
    assert finish(plant, name, unit) == []
    assert put_in(plant, name, "BOARD", "B1") == ["BOM-2"]


def test_an_empty_slot_stops_the_finish_until_somebody_approves(plant: Product) -> None:
    name, unit = start(plant)
    put_in(plant, name, "CELL", "L1")
    assert finish(plant, name, unit) == ["BOM-3"]
    assert finish(plant, name, unit, approver="BOSS", reason="board comes tomorrow") == []
    gaps = plant.trace("P1", "PACK", "back", NOW.date())["gaps"]
    assert [gap["kind"] for gap in gaps] == ["slot_empty"]
    assert put_in(plant, name, "BOARD", "B0") == []
    assert plant.trace("P1", "PACK", "back", NOW.date())["gaps"] == []


def test_the_bill_that_the_order_copied_outlives_a_change(plant: Product) -> None:
    name, unit = start(plant)
    plant.load([MORE_BOARDS])
    put_in(plant, name, "CELL", "L1")
    assert put_in(plant, name, "BOARD", "B0") == []
    assert put_in(plant, name, "BOARD", "B1") == ["BOM-2"]
    assert finish(plant, name, unit) == []


def test_without_an_order_the_bill_of_the_day_counts(plant: Product) -> None:
    name, unit = start(plant, order="")
    plant.load([MORE_BOARDS])
    put_in(plant, name, "CELL", "L1")
    assert put_in(plant, name, "BOARD", "B0") == []
    assert finish(plant, name, unit) == ["BOM-3"]
    assert put_in(plant, name, "BOARD", "B1") == []
    assert finish(plant, name, unit) == []
    plant.load([MORE_BOARDS | {"quantity": "3"}])
    assert put_in(plant, name, "BOARD", "B2") == ["BOM-2"]
    assert plant.trace("P1", "PACK", "back", NOW.date())["gaps"] == []


def test_the_order_of_the_entry_counts_where_the_unit_was_started_without_one(plant: Product) -> None:
    name, _ = start(plant, order="")
    plant.load([MORE_BOARDS])
    assert put_in(plant, name, "BOARD", "B0", order="MO-1") == []
    assert put_in(plant, name, "BOARD", "B1", order="MO-1") == ["BOM-2"]


def test_a_transformation_of_nothing_known_has_no_slots(plant: Product) -> None:
    change = TransformationChange("T-X", TransformationKind.BATCH)
    assert entry(plant, Proposal(EntryKind.START, NOW, "OP1", transformations=(change,))) == []
    assert put_in(plant, "T-X", "BOARD", "B0") == []
    close = replace(change, closes=True)
    assert entry(plant, Proposal(EntryKind.FINISH, NOW, "OP1", transformations=(close,), closes="T-X")) == []


def test_a_serial_is_started_once(plant: Product) -> None:
    name, unit = start(plant)
    put_in(plant, name, "CELL", "L1")
    put_in(plant, name, "BOARD", "B0")
    finish(plant, name, unit)
    change = TransformationChange("T-AGAIN", TransformationKind.UNIT, unit=unit.id)
    again = Proposal(EntryKind.START, NOW, "OP1", transformations=(change,), named=(unit,))
    assert entry(plant, again) == ["SER-2"]


def test_a_unit_is_never_put_into_itself(plant: Product) -> None:
    name, unit = start(plant)
    line = Line(item(plant, "PACK"), unit, MICRO, HERE, INTO, Evidence.SCANNED, Role.INPUT, name)
    assert "GEN-1" in entry(plant, Proposal(EntryKind.CONSUME, NOW, "OP1", (line,)))


def test_a_part_that_was_made_of_the_unit_needs_approval(plant: Product) -> None:
    """A circle: P2 was made of P1, and goes back into it."""
    parts = {"from": "STOCK", "item": "PACK"}
    assert (
        plant.load(
            [
                {"op": "receive", "item": "PACK", "lot": "P1", "to": "STOCK"},
                {"op": "consume", "lot": "P1", "transformation": "T2", **parts},
                {"op": "produce", "item": "PACK", "lot": "P2", "to": "STOCK", "transformation": "T2"},
            ]
        )["refused"]
        == []
    )
    unit = lot_of(item(plant, "PACK"), "P1")
    change = TransformationChange("T1", TransformationKind.UNIT, unit=unit.id)
    started = Proposal(EntryKind.START, NOW, "OP1", transformations=(change,), named=(unit,))
    assert entry(plant, replace(started, approver="BOSS", reason="core")) == []
    line = Line(item(plant, "PACK"), lot_of(item(plant, "PACK"), "P2"), MICRO, HERE, INTO, Evidence.SCANNED)
    into = replace(line, role=Role.INPUT, transformation="T1")
    assert entry(plant, Proposal(EntryKind.CONSUME, NOW, "OP1", (into,))) == ["GEN-1"]


def test_within_one_entry_a_lot_is_on_one_side_only(plant: Product) -> None:
    cell = item(plant, "CELL")
    lines = tuple(
        Line(cell, lot_of(cell, "L1"), MICRO, source, destination, Evidence.SCANNED, role, "SPLIT")
        for source, destination, role in ((HERE, INTO, Role.INPUT), (INTO, HERE, Role.OUTPUT))
    )
    assert entry(plant, Proposal(EntryKind.CONSUME, NOW, "OP1", lines)) == ["GEN-1"]
    other = replace(lines[1], lot=lot_of(cell, "L2"))
    with plant.ledger.transaction():
        assert isinstance(plant.ledger.record(Proposal(EntryKind.CONSUME, NOW, "OP1", (lines[0], other))), Recorded)
    links = plant.trace("L2", "CELL", "back", NOW.date())["links"]
    assert [(link["quantity"], link["state"]) for link in links] == [("1", "current")]
