"""TRACK-1, TRACK-4, TRACK-5, QTY-2, SER-1, LOT-1: every movement names its lot, and the lot is what it claims to be."""

from typing import Any

import pytest

from kiosk.domain.entry import EntryKind
from kiosk.domain.item import Item
from kiosk.domain.location import ADJUSTMENT, PRODUCTION, Place
from kiosk.domain.lot import LotIdentity, LotKind, lot_of
from kiosk.domain.movement import Entered, EntryRef, MovementRef
from kiosk.domain.proposal import Line
from kiosk.domain.quantity import LARGEST
from kiosk.domain.rules import LotState, check
from tests.domain.rules.plant import (
    BOARD,
    CELL,
    GLUE,
    L1,
    LINE,
    PACK,
    SCREW,
    SN1,
    STOCK,
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

NOWHERE = Place(ADJUSTMENT)
UNDONE = MovementRef(EntryRef("ST", 1), 0)


@pytest.mark.parametrize("item", [CELL, BOARD])
def test_track_1_a_tracked_item_needs_its_number(item: Item) -> None:
    assert found(proposal(received(item, "")), facts()) == [("TRACK-1", "block")]


def test_track_1_an_untracked_item_needs_none() -> None:
    assert found(proposal(received(SCREW, "")), facts()) == []


def test_track_4_a_code_of_another_item_is_asked_about() -> None:
    known = facts({L1: LotState(other_items=("FRAME",))})
    [finding] = check(proposal(received()), known)
    assert (finding.rule, finding.severity, finding.values["other"]) == ("TRACK-4", "warn", "FRAME")


def test_track_4_looks_at_the_batch_of_a_serial_too() -> None:
    batch = LotIdentity("BOARD", LotKind.LOT, "B1")
    known = facts({batch: LotState(other_items=("FRAME",))})
    assert found(proposal(received(BOARD, "S1", batch=batch)), known) == [("TRACK-4", "warn")]


def test_track_4_is_silent_where_the_lot_is_known() -> None:
    known = facts({SN1: LotState(exists=True, other_items=("FRAME",))})
    assert found(proposal(received(PACK, "SN1")), known) == []


@pytest.mark.parametrize(
    ("state", "key"),
    [
        (LotState(), "track.unknown"),
        (LotState(twins=("LI",)), "track.twin"),
        (LotState(twins=("LI",), other_items=("FRAME",)), "track.other_item"),
    ],
)
def test_track_5_an_unknown_code_does_not_move(state: LotState, key: str) -> None:
    findings = check(proposal(line()), facts({L1: state}))
    assert [(each.rule, each.severity) for each in findings] == [("TRACK-5", "approve"), ("QTY-1", "approve")]
    assert findings[0].key == key


@pytest.mark.parametrize(
    ("wanted", "kind", "creates"),
    [
        (received(), EntryKind.RECEIVE, True),
        (line(source=NOWHERE), EntryKind.OPEN, True),
        (line(source=NOWHERE), EntryKind.ADJUST, True),
        (out(GLUE, "G1"), EntryKind.PRODUCE, True),
        (line(destination=Place(ADJUSTMENT)), EntryKind.ADJUST, False),
        (line(source=NOWHERE), EntryKind.MOVE, False),
        (received(reverses=UNDONE), EntryKind.UNDO, False),
        (into(), EntryKind.CONSUME, False),
    ],
)
def test_track_5_a_new_code_appears_only_where_something_is_created(
    wanted: Line, kind: EntryKind, creates: bool
) -> None:
    rules = [rule for rule, _ in found(proposal(wanted, kind=kind), facts({SN1: at(STOCK)}, remaining={UNDONE: 10**9}))]
    assert ("TRACK-5" not in rules) is creates


@pytest.mark.parametrize(("kind", "rule"), [(EntryKind.HOLD, ("TRACK-5", "approve")), (EntryKind.START, None)])
def test_track_5_a_lot_that_is_only_named_must_be_known_but_for_the_unit_that_starts(
    kind: EntryKind, rule: tuple[str, str] | None
) -> None:
    assert found(proposal(kind=kind, named=(SN1,)), facts()) == ([rule] if rule else [])
    assert found(proposal(kind=kind, named=(SN1,)), facts({SN1: at(STOCK)})) == []
    assert found(proposal(kind=kind, named=(lot_of(SCREW, ""),)), facts()) == []


def test_track_1_a_lot_that_is_only_named_needs_its_number_too() -> None:
    assert found(proposal(kind=EntryKind.HOLD, named=(lot_of(CELL, ""),)), facts()) == [("TRACK-1", "block")]


def test_track_4_asks_about_the_unit_that_starts() -> None:
    known = facts({SN1: LotState(other_items=("BIKE",))})
    assert found(proposal(kind=EntryKind.START, named=(SN1,)), known) == [("TRACK-4", "warn")]


@pytest.mark.parametrize(
    ("item", "quantity", "key"),
    [
        (CELL, "0", "quantity.not_positive"),
        (CELL, "-1", "quantity.not_positive"),
        (CELL, "1.5", "quantity.fraction"),
        (CELL, str(LARGEST // 10**6 + 1), "quantity.too_large"),
    ],
)
def test_qty_2_a_quantity_that_cannot_be(item: Item, quantity: str, key: str) -> None:
    [finding] = check(proposal(received(item, "L1", quantity)), facts({L1: LotState()}))
    assert (finding.rule, finding.severity, finding.key) == ("QTY-2", "block", key)


def test_qty_2_more_decimals_than_the_ledger_keeps() -> None:
    entered = Entered("0.0000001", "kg")
    [finding] = check(proposal(received(GLUE, "G1", "0", entered=entered)), facts())
    assert (finding.key, finding.values["quantity"]) == ("quantity.too_fine", "0.0000001")


def test_qty_2_a_fraction_of_a_measured_unit_is_fine() -> None:
    entered = Entered("0.25", "kg")
    assert found(proposal(received(GLUE, "G1", "0.25", entered=entered)), facts()) == []


@pytest.mark.parametrize("quantity", ["2", "1000000000"])
def test_ser_1_a_serial_is_one_unit(quantity: str) -> None:
    [finding] = check(proposal(received(BOARD, "S1", quantity)), facts())
    assert (finding.rule, finding.severity, finding.key) == ("SER-1", "block", "serial.quantity")


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [
        (line(PACK, "SN1", source=NOWHERE), EntryKind.OPEN),
        (line(PACK, "SN1", source=NOWHERE), EntryKind.ADJUST),
        (back_out(PACK, "SN1", name="T2"), EntryKind.UNCONSUME),
    ],
)
@pytest.mark.parametrize("state", [at(LINE), LotState(exists=True, inside_of=frozenset({"T9"}))])
def test_ser_1_a_serial_is_in_one_place(wanted: Line, kind: EntryKind, state: LotState) -> None:
    findings = check(proposal(wanted, kind=kind), facts({SN1: state}))
    assert (findings[0].rule, findings[0].severity, findings[0].key) == ("SER-1", "block", "serial.elsewhere")
    assert findings[0].values["place"] == ("LINE" if state.place else "T9")


def test_ser_1_a_serial_may_leave_the_transformation_it_is_in() -> None:
    known = facts({SN1: LotState(exists=True, place=Place(PRODUCTION), inside_of=frozenset({"T1"}))})
    rules = [rule for rule, _ in found(proposal(back_out(PACK, "SN1"), kind=EntryKind.UNCONSUME), known)]
    assert "SER-1" not in rules


def test_ser_1_an_undo_that_brings_a_second_one_needs_approval() -> None:
    undo = line(PACK, "SN1", source=NOWHERE, reverses=UNDONE)
    known = facts({SN1: at(LINE)}, remaining={UNDONE: 10**6})
    assert found(proposal(undo, kind=EntryKind.UNDO), known) == [("SER-1", "approve")]


def test_lot_1_more_of_a_known_lot_is_asked_about() -> None:
    assert found(proposal(received()), facts()) == [("LOT-1", "warn")]
    assert found(proposal(line(source=NOWHERE), kind=EntryKind.OPEN), facts()) == [("LOT-1", "warn")]


@pytest.mark.parametrize(("made_in", "warns"), [({"T1"}, False), ({"T1", "T2"}, True), (set(), False)])
def test_lot_1_making_more_is_asked_about_only_in_another_transformation(made_in: set[str], warns: bool) -> None:
    known = facts({L1: at(STOCK, made_in=frozenset(made_in))})
    assert found(proposal(out(CELL, "L1")), known) == ([("LOT-1", "warn")] if warns else [])


@pytest.mark.parametrize(
    "wanted", [line(), line(source=NOWHERE), received(PACK, "SN1"), received(SCREW, ""), received(CELL, "NEW")]
)
def test_lot_1_says_nothing_elsewhere(wanted: Line) -> None:
    known: dict[str, Any] = {"lots": {L1: at(STOCK, "9"), SN1: LotState(exists=True)}}
    assert found(proposal(wanted, kind=EntryKind.ADJUST), facts(**known)) == []
