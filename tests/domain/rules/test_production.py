"""ORD-1, GEN-1, BOM-1, BOM-2, BOM-3: does it belong here, and does the family tree stay a tree."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.entry import EntryKind
from kiosk.domain.item import Item
from kiosk.domain.location import ADJUSTMENT, Place
from kiosk.domain.lot import lot_of
from kiosk.domain.movement import EntryRef, MovementRef
from kiosk.domain.order import BillLine, Order, OrderKind, OrderLine, OrderState
from kiosk.domain.proposal import Line
from kiosk.domain.quantity import MICRO
from kiosk.domain.rules import TransformationState, check
from tests.domain.rules.plant import (
    BOARD,
    CELL,
    GLUE,
    L1,
    PACK,
    SCREW,
    SN1,
    TO_CUSTOMER,
    at,
    back_out,
    facts,
    found,
    into,
    line,
    out,
    proposal,
    received,
)
from tests.domain.rules.plant import STOCK as HERE

UNDONE = MovementRef(EntryRef("ST", 1), 0)
SHIP = line(destination=TO_CUSTOMER)
WORK = Order("MO-1", OrderKind.WORK, lines=(OrderLine("PACK", 5 * MICRO),))
DELIVERY = Order("SO-1", OrderKind.DELIVERY, partner="CUST", lines=(OrderLine("CELL", MICRO),))
PURCHASE = Order("PO-1", OrderKind.PURCHASE, partner="ACME", lines=(OrderLine("CELL", MICRO),))
ORD_1 = [("ORD-1", "block")]
BILL = (BillLine("CELL", 10 * MICRO), BillLine("BOARD", 2 * MICRO, ("BOARD-B",)), BillLine("SCREW", 4 * MICRO))
BOARD_B = Item("BOARD-B", "BOARD-B", "Board B", BOARD.tracking)
B1, B2, B3 = (lot_of(BOARD, code) for code in ("B1", "B2", "B3"))


@pytest.mark.parametrize(
    ("wanted", "order", "fits"),
    [
        (out(), WORK, True),
        (SHIP, DELIVERY, True),
        (received(code="NEW"), PURCHASE, True),
        (into(), WORK, True),
        (line(), DELIVERY, True),
        (out(), DELIVERY, False),
        (SHIP, WORK, False),
        (received(), DELIVERY, False),
    ],
)
def test_ord_1_each_movement_has_its_kind_of_order(wanted: Line, order: Order, fits: bool) -> None:
    assert found(proposal(wanted), facts(order=order)) == ([] if fits else ORD_1)


@pytest.mark.parametrize("state", [OrderState.PLANNED, OrderState.CLOSED])
def test_ord_1_the_order_is_open(state: OrderState) -> None:
    [finding] = check(proposal(line()), facts(order=replace(WORK, state=state)))
    assert finding.key == "order.not_open"
    undo = proposal(line(reverses=UNDONE))
    assert found(undo, facts(order=replace(WORK, state=state), remaining={UNDONE: MICRO})) == []


@pytest.mark.parametrize(("partner", "fits"), [("CUST", True), ("", True), ("OTHER", False)])
def test_ord_1_the_partner_is_that_of_the_order(partner: str, fits: bool) -> None:
    assert found(proposal(SHIP, partner=partner), facts(order=DELIVERY)) == ([] if fits else ORD_1)


def test_ord_1_an_order_without_partner_takes_any() -> None:
    assert found(proposal(SHIP, partner="OTHER"), facts(order=replace(DELIVERY, partner=""))) == []


def test_ord_1_the_item_is_on_the_order() -> None:
    [finding] = check(proposal(replace(SHIP, item=GLUE)), facts(order=DELIVERY))
    assert (finding.key, finding.values["expected"]) == ("order.not_planned", "CELL")


@pytest.mark.parametrize(
    ("pins", "fits"),
    [([("L1",)], True), ([("L2", "L3")], False), ([("L2",), ("L1",)], True), ([("L2",), ()], True), ([()], True)],
)
def test_ord_1_a_pinned_lot_is_the_one(pins: list[tuple[str, ...]], fits: bool) -> None:
    order = replace(DELIVERY, lines=tuple(OrderLine("CELL", MICRO, lots) for lots in pins))
    findings = check(proposal(SHIP), facts(order=order))
    assert [each.key for each in findings] == ([] if fits else ["order.other_lot"])
    assert fits or findings[0].values["expected"] == "L2, L3"


@pytest.mark.parametrize(
    ("wanted", "state"),
    [
        (out(CELL, "L1"), TransformationState(inputs={L1.id: (1, 1)})),
        (into(), TransformationState(outputs={L1.id: 1})),
        (into(PACK, "SN1"), TransformationState(unit=SN1.id)),
    ],
)
def test_gen_1_a_lot_is_not_on_both_sides_of_a_transformation(wanted: Line, state: TransformationState) -> None:
    known = facts({L1: at(HERE, "9"), SN1: at(HERE)}, transformations={"T1": state})
    assert found(proposal(wanted), known) == [("GEN-1", "block")]
    assert found(proposal(replace(wanted, transformation="T2")), known) == []


@pytest.mark.parametrize("lines", [(into(), out(CELL, "L1")), (out(CELL, "L1"), into())])
def test_gen_1_nor_within_one_entry(lines: tuple[Line, ...]) -> None:
    [finding] = check(proposal(*lines), facts())
    assert (finding.rule, finding.severity, finding.line) == ("GEN-1", "block", 1)


def test_gen_1_its_own_ancestor_needs_approval() -> None:
    assert found(proposal(into()), facts(cycles=frozenset({L1.id}))) == [("GEN-1", "approve")]


@pytest.mark.parametrize("wanted", [line(), into(reverses=UNDONE, source=HERE)])
def test_gen_1_is_about_what_goes_in_and_comes_out(wanted: Line) -> None:
    known = facts(cycles=frozenset({L1.id}), remaining={UNDONE: MICRO})
    assert found(proposal(wanted), known) == []


def test_gen_1_a_part_that_comes_out_again_is_none_of_its_cases() -> None:
    state = TransformationState(inputs={L1.id: (MICRO, 0)}, outputs={L1.id: MICRO})
    assert found(proposal(back_out()), facts(transformations={"T1": state})) == []


@pytest.mark.parametrize(
    ("wanted", "bill", "fits"),
    [
        (into(), BILL, True),
        (into(BOARD_B, "X"), BILL, True),
        (into(GLUE, "G"), BILL, False),
        (into(GLUE, "G"), (), True),
        (back_out(GLUE, "G"), BILL, True),
    ],
)
def test_bom_1_a_component_is_on_the_bill_of_the_order(wanted: Line, bill: tuple[BillLine, ...], fits: bool) -> None:
    rules = found(proposal(wanted), facts(order=replace(WORK, bill=bill)))
    assert ("BOM-1", "approve") in rules if not fits else "BOM-1" not in [rule for rule, _ in rules]


def test_bom_1_without_an_order_takes_anything() -> None:
    assert found(proposal(into()), facts()) == []


def unit(boards: int, **more: Any) -> TransformationState:
    given: dict[str, Any] = {
        "makes_one_serial": True,
        "bill": BILL,
        "bill_item": "PACK",
        "inside": {"BOARD": boards * MICRO},
    }
    return TransformationState(**(given | more))


def board(code: str, **more: Any) -> Line:
    return into(BOARD, code, **more)


KNOWN = {B1: at(HERE), B2: at(HERE), B3: at(HERE), L1: at(HERE, "99")}


@pytest.mark.parametrize(("boards", "fits"), [(0, True), (1, True), (2, False), (3, False)])
def test_bom_2_a_filled_slot_takes_no_more(boards: int, fits: bool) -> None:
    known = facts(KNOWN, transformations={"T1": unit(boards)})
    assert found(proposal(board("B1")), known) == ([] if fits else [("BOM-2", "block")])


def test_bom_2_counts_the_lines_before() -> None:
    known = facts(KNOWN, transformations={"T1": unit(0), "T2": unit(0)})
    [finding] = check(proposal(board("B1"), board("B2"), board("B3")), known)
    assert (finding.rule, finding.line) == ("BOM-2", 2)
    assert found(proposal(board("B1"), board("B2"), board("B3", name="T2")), known) == []


def test_bom_2_a_swap_in_one_entry_is_fine() -> None:
    state = unit(2, inputs={B1.id: (MICRO, 0)})
    known = facts({**KNOWN, B1: replace(at(Place("PRODUCTION")), balances={})}, transformations={"T1": state})
    assert found(proposal(back_out(BOARD, "B1", destination=HERE), board("B2")), known) == []


@pytest.mark.parametrize(
    ("wanted", "state"),
    [
        (into(), unit(2, inside={"CELL": 10 * MICRO})),
        (board("B1"), unit(2, makes_one_serial=False)),
        (board("B1"), unit(2, bill=())),
        (board("B1", reverses=UNDONE), unit(2)),
    ],
)
def test_bom_2_is_about_serials_in_the_slots_of_a_unit(wanted: Line, state: TransformationState) -> None:
    known = facts(KNOWN, transformations={"T1": state}, remaining={UNDONE: MICRO})
    assert found(proposal(wanted), known) == []


COMPONENTS = {"CELL": CELL, "BOARD": BOARD, "SCREW": SCREW}


@pytest.mark.parametrize(
    ("inside", "missing"),
    [
        ({"CELL": 10 * MICRO, "BOARD": 2 * MICRO}, None),
        ({"CELL": 1, "BOARD": MICRO, "BOARD-B": MICRO}, None),
        ({"CELL": 1, "BOARD": MICRO}, "Board"),
        ({}, "Cell, Board"),
    ],
)
def test_bom_3_a_unit_is_finished_with_its_slots_filled(inside: dict[str, int], missing: str | None) -> None:
    state = unit(0, inside=inside)
    wanted = proposal(out(), kind=EntryKind.PRODUCE, closes="T1")
    findings = check(wanted, facts({SN1: at(HERE)}, transformations={"T1": state}, components=COMPONENTS))
    assert [(each.rule, each.severity, each.values["missing"]) for each in findings] == (
        [("BOM-3", "approve", missing)] if missing else []
    )


def test_bom_3_a_batch_needs_serials_for_all_it_made() -> None:
    state = unit(2, inside={"CELL": 1, "BOARD": 2 * MICRO}, produced=2 * MICRO)
    known = facts(transformations={"T1": state}, components=COMPONENTS)
    assert found(proposal(closes="T1"), known) == [("BOM-3", "approve")]
    assert found(proposal(), known) == []


def test_a_serial_that_is_found_is_not_made() -> None:
    assert found(proposal(line(PACK, "SN1", source=Place(ADJUSTMENT)), kind=EntryKind.OPEN), facts()) == []
