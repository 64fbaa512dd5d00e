"""HOLD-1, EXP-1, SER-2, LOC-1, QTY-1: what is where, and may it be used."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from kiosk.domain.entry import EntryKind
from kiosk.domain.item import ExpiryPolicy
from kiosk.domain.location import ADJUSTMENT, CUSTOMER, PRODUCTION, SCRAP, SUPPLIER, Location, Place
from kiosk.domain.lot import LotIdentity, LotKind
from kiosk.domain.movement import EntryRef, MovementRef
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.rules import LotState, OpenHold, TransformationState, check
from kiosk.domain.rules.facts import Facts
from tests.domain.rules.plant import (
    BOARD,
    CELL,
    INTO,
    L1,
    LINE,
    NOW,
    PACK,
    SCREW,
    SN1,
    STOCK,
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

HOLD = OpenHold("ST/3#0", "suspect", "BOSS", "L1")
UNDONE = MovementRef(EntryRef("ST", 1), 0)
SHIP = line(destination=TO_CUSTOMER)
BACK_FROM_CUSTOMER = line(source=TO_CUSTOMER, destination=STOCK)
NOTHING_LEFT: list[tuple[str, str]] = []


@pytest.mark.parametrize("use", [into(), SHIP])
def test_hold_1_a_blocked_lot_is_neither_used_nor_shipped(use: Line) -> None:
    [finding] = check(proposal(use), facts({L1: at(STOCK, holds=(HOLD,))}))
    assert (finding.rule, finding.severity, finding.values["reason"]) == ("HOLD-1", "block", "suspect")


@pytest.mark.parametrize("harmless", [line(), line(destination=Place(SCRAP)), replace(SHIP, reverses=UNDONE)])
def test_hold_1_a_blocked_lot_may_move_and_be_scrapped(harmless: Line) -> None:
    known = facts({L1: at(STOCK, holds=(HOLD,))}, remaining={UNDONE: 10**6})
    assert found(proposal(harmless), known) == []


def test_hold_1_a_place_can_be_blocked() -> None:
    known = facts(held_locations={"STOCK": OpenHold("ST/4#0", "leak", "BOSS", "STOCK")})
    assert found(proposal(SHIP), known) == [("HOLD-1", "block")]
    assert found(proposal(replace(SHIP, source=LINE)), replace(known, lots={L1.id: at(LINE)})) == []


def test_hold_1_counts_for_the_lot_that_a_serial_is_said_to_be_a_member_of() -> None:
    batch = LotIdentity("PACK", LotKind.LOT, "B1")
    known = facts({SN1: at(STOCK), batch: LotState(exists=True, holds=(HOLD,))})
    assert found(proposal(into(PACK, "SN1", batch=batch)), known) == [("HOLD-1", "block")]


@pytest.mark.parametrize(
    ("policy", "severity"),
    [
        (ExpiryPolicy.WARN, "warn"),
        (ExpiryPolicy.BLOCK, "block"),
        (ExpiryPolicy.BLOCK_UNLESS_APPROVED, "approve"),
    ],
)
@pytest.mark.parametrize("use", [into(), SHIP])
def test_exp_1_by_the_policy_of_the_item(policy: ExpiryPolicy, severity: str, use: Line) -> None:
    use = replace(use, item=replace(CELL, expiry_policy=policy))
    known = facts({L1: at(STOCK, expiry=date(2026, 11, 22))})
    assert found(proposal(use), known) == [("EXP-1", severity)]


def test_exp_1_goes_by_the_day_at_the_plant() -> None:
    known = facts({L1: at(STOCK, expiry=date(2026, 11, 23))})
    last_hour = datetime(2026, 11, 23, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert found(proposal(SHIP, at=last_hour), known) == []
    assert found(proposal(SHIP, at=last_hour + timedelta(hours=1)), known) == [("EXP-1", "block")]


def test_exp_1_takes_the_earlier_of_serial_and_batch() -> None:
    batch = LotIdentity("PACK", LotKind.LOT, "B1")
    known = facts(
        {SN1: at(STOCK, expiry=date(2030, 1, 1)), batch: LotState(exists=True, expiry=date(2026, 1, 1))},
    )
    [finding] = check(proposal(into(PACK, "SN1", batch=batch)), known)
    assert (finding.rule, finding.values["expiry"]) == ("EXP-1", "2026-01-01")


@pytest.mark.parametrize("harmless", [line(), received(), line(destination=Place(SCRAP))])
def test_exp_1_expired_goods_may_move_be_scrapped_and_come_back(harmless: Line) -> None:
    known = facts({L1: at(STOCK, expiry=date(2020, 1, 1))})
    assert "EXP-1" not in [rule for rule, _ in found(proposal(harmless), known)]


SER_2 = [("SER-2", "approve")]


@pytest.mark.parametrize(
    ("wanted", "state", "findings"),
    [
        (received(PACK, "SN1"), LotState(exists=True), []),
        (received(PACK, "SN1"), at(STOCK, has_moved=True), SER_2),
        (received(PACK, "SN1"), LotState(exists=True, place=Place(SUPPLIER), has_moved=True), []),
        (out(), LotState(exists=True), []),
        (out(), at(STOCK, has_moved=True), SER_2),
        (out(), LotState(exists=True, place=Place(SUPPLIER), has_moved=True), SER_2),
        (replace(BACK_FROM_CUSTOMER, item=PACK, lot=SN1), at(TO_CUSTOMER), []),
        (replace(BACK_FROM_CUSTOMER, item=PACK, lot=SN1), at(STOCK), SER_2),
        (replace(BACK_FROM_CUSTOMER, item=PACK, lot=SN1), LotState(exists=True), SER_2),
    ],
)
def test_ser_2_a_serial_arrives_only_from_where_it_can_come(
    wanted: Line, state: LotState, findings: list[tuple[str, str]]
) -> None:
    assert found(proposal(wanted), facts({SN1: state})) == findings


def test_ser_2_the_same_serial_twice_in_one_receipt() -> None:
    twice = proposal(received(PACK, "SN1"), received(PACK, "SN1"))
    [finding] = check(twice, facts())
    assert (finding.rule, finding.line, finding.values["place"]) == ("SER-2", 1, "LINE")


def test_ser_2_a_unit_is_not_started_under_the_number_of_another() -> None:
    started = proposal(kind=EntryKind.START, named=(SN1,))
    assert found(started, facts({SN1: at(STOCK, has_moved=True)})) == SER_2
    assert found(started, facts({SN1: LotState(exists=True, has_moved=True)})) == SER_2
    assert found(started, facts({SN1: LotState(exists=True)})) == []


def test_loc_1_shows_where_the_lot_is() -> None:
    names = {"LINE": Location("LINE", "L-7", "Line 7")}
    boxed = Place("LINE", "BOX")
    [first, second] = check(proposal(line()), facts({L1: at(boxed, "5")}, locations=names))
    assert (first.rule, first.severity, first.values["elsewhere"]) == ("LOC-1", "approve", "L-7 / BOX")
    assert second.rule == "QTY-1"


@pytest.mark.parametrize(
    ("wanted", "state"),
    [
        (line(), at(STOCK, "5")),
        (line(), at(TO_CUSTOMER, "5")),
        (line(), LotState(exists=True)),
        (replace(BACK_FROM_CUSTOMER, reverses=UNDONE), at(STOCK, "5")),
    ],
)
def test_loc_1_is_about_other_places_in_the_plant(wanted: Line, state: LotState) -> None:
    known = facts({L1: state}, remaining={UNDONE: 10**9})
    assert "LOC-1" not in [rule for rule, _ in found(proposal(wanted), known)]


@pytest.mark.parametrize(("quantity", "findings"), [("5", []), ("6", [("QTY-1", "approve")])])
def test_qty_1_not_more_than_is_there(quantity: str, findings: list[tuple[str, str]]) -> None:
    assert found(proposal(line(quantity=quantity)), facts({L1: at(STOCK, "5")})) == findings


def test_qty_1_knows_what_the_lines_before_took() -> None:
    wanted = proposal(line(quantity="3"), line(quantity="3"))
    [finding] = check(wanted, facts({L1: at(STOCK, "5")}))
    assert (finding.rule, finding.line, finding.values["there"]) == ("QTY-1", 1, "2")


@pytest.mark.parametrize("endless", [SUPPLIER, ADJUSTMENT])
def test_qty_1_does_not_count_where_goods_come_from(endless: str) -> None:
    assert found(proposal(line(source=Place(endless))), facts({L1: at(LINE)}))[1:] == []


@pytest.mark.parametrize(("quantity", "findings"), [("3", []), ("4", [("QTY-1", "block")])])
def test_qty_1_what_never_went_in_cannot_come_out(quantity: str, findings: list[tuple[str, str]]) -> None:
    inside = {"T1": TransformationState(inputs={L1.id: (5 * 10**6, 2 * 10**6)})}
    assert found(proposal(back_out(quantity=quantity)), facts(transformations=inside)) == findings


def test_qty_1_what_went_in_with_the_same_entry_can_come_out() -> None:
    wanted = proposal(into(quantity="2"), back_out(quantity="1"), back_out(quantity="2"))
    [finding] = check(wanted, facts())
    assert (finding.rule, finding.line, finding.values["there"]) == ("QTY-1", 2, "1")


def test_qty_1_undoing_a_consumption_leaves_what_was_returned() -> None:
    inside = {"T1": TransformationState(inputs={L1.id: (5 * 10**6, 2 * 10**6)})}
    known = facts(transformations=inside, remaining={UNDONE: 5 * 10**6})
    undo = into(quantity="4", source=INTO, destination=STOCK, reverses=UNDONE)
    assert found(proposal(undo), known) == [("QTY-1", "block")]


@pytest.mark.parametrize(
    ("wanted", "known", "findings"),
    [
        (BACK_FROM_CUSTOMER, facts({L1: at(TO_CUSTOMER, "1")}), []),
        (BACK_FROM_CUSTOMER, facts(), [("QTY-1", "block")]),
        (replace(BACK_FROM_CUSTOMER, item=SCREW, lot=LotIdentity("SCREW", LotKind.ANONYMOUS, "")), facts(), "block"),
        (BACK_FROM_CUSTOMER, facts({L1: LotState()}), [("TRACK-5", "approve")]),
        (replace(BACK_FROM_CUSTOMER, reverses=UNDONE), facts(remaining={UNDONE: 10**9}), [("QTY-1", "approve")]),
    ],
)
def test_qty_1_not_more_comes_back_than_was_delivered(
    wanted: Line, known: Facts, findings: list[tuple[str, str]] | str
) -> None:
    expected = [("QTY-1", findings)] if isinstance(findings, str) else findings
    assert found(proposal(wanted), known) == expected


def test_qty_1_an_undo_never_exceeds_the_movement() -> None:
    undo = line(quantity="4", reverses=UNDONE)
    [finding] = check(proposal(undo), facts(remaining={UNDONE: 3 * 10**6}))
    assert (finding.rule, finding.severity, finding.key) == ("QTY-1", "block", "undo.too_much")
    assert found(proposal(undo), facts(remaining={UNDONE: 4 * 10**6})) == []


def test_qty_1_what_moved_nothing_cannot_be_undone() -> None:
    undo = Proposal(EntryKind.UNDO, NOW, "OP1", reverses=EntryRef("ST", 1))
    assert found(undo, facts()) == [("QTY-1", "block")]


def test_a_serial_in_a_transformation_stands_nowhere() -> None:
    known = facts({SN1: LotState(exists=True, place=Place(PRODUCTION))})
    assert known.standing(SN1.id) is None
    assert known.standing("nobody") is None
    assert facts({SN1: at(Place(CUSTOMER))}).standing(SN1.id) == Place(CUSTOMER)
    assert facts({LotIdentity("BOARD", LotKind.SERIAL, "S1"): at(LINE)}).lot(SN1.id) == LotState()
    assert BOARD.is_tracked
