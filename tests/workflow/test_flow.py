"""Flows: what they propose, and what they cannot propose."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.entry import EntryKind
from kiosk.domain.location import ADJUSTMENT, Place
from kiosk.domain.movement import Evidence
from kiosk.domain.order import OrderKind, OrderState
from kiosk.domain.quantity import MICRO
from kiosk.workflow.build_unit import BUILD_UNIT, start_unit
from kiosk.workflow.context import Component, Context
from kiosk.workflow.flow import line_of, missing_slot, ready
from kiosk.workflow.flows import FLOWS, MENU, flows_for
from kiosk.workflow.job import MOST_DONE, Job
from kiosk.workflow.receive import RECEIVE
from kiosk.workflow.slots import SlotName, Slots
from tests.workflow.samples import BIKE, CELL, DONE, L1, ORDER, SLOTS, SN1, STOCK


def test_every_flow_stands_in_the_menu_once_and_what_records_nothing_last() -> None:
    assert (*FLOWS, "look_up", "label") == MENU
    assert len(set(MENU)) == len(MENU)


def test_a_movement_needs_its_item_and_its_lot() -> None:
    with pytest.raises(ValueError, match="item and its lot"):
        line_of(EntryKind.RECEIVE, Slots(item=CELL))


def test_what_is_still_to_come_is_taken_as_one_from_nowhere() -> None:
    line = line_of(EntryKind.CONSUME, Slots(item=CELL, lot=L1))
    assert (line.quantity, line.source) == (MICRO, Place(ADJUSTMENT))


@pytest.mark.parametrize(
    ("evidence", "source"),
    [
        (Evidence.SCANNED, "scanned"),
        (Evidence.CONFIRMED, "scanned"),
        (Evidence.TYPED, "typed"),
    ],
)
def test_facts_are_as_good_as_their_label(evidence: Evidence, source: str) -> None:
    line = line_of(EntryKind.RECEIVE, replace(SLOTS, evidence=evidence))
    assert [(fact.name, fact.source) for fact in line.facts] == [("expiry", source)]


def test_slots_are_asked_for_in_the_order_of_the_flow() -> None:
    slots, asked = Slots(), []
    filled: dict[SlotName, dict[str, Any]] = {
        SlotName.ITEM: {"item": CELL},
        SlotName.LOT: {"lot": L1},
        SlotName.QUANTITY: {"quantity": MICRO},
        SlotName.LOCATION: {"location": STOCK},
    }
    while name := missing_slot(RECEIVE, slots):
        asked.append(name)
        slots = replace(slots, **filled[name])
    assert asked == list(filled)


def test_a_supplier_is_asked_for_only_where_it_numbers_the_lots_and_nobody_says_who_it_is() -> None:
    foam = replace(CELL, numbers_per_supplier=True)
    slots = Slots(item=foam, lot=L1)
    assert missing_slot(RECEIVE, slots) is SlotName.PARTNER
    bought = replace(ORDER, kind=OrderKind.PURCHASE, partner="ACME")
    assert missing_slot(RECEIVE, replace(slots, order=bought)) is SlotName.QUANTITY


def test_an_order_for_one_item_says_what_comes_next() -> None:
    context = Context(items={"CELL": CELL})
    after = ready(RECEIVE, SLOTS, context)
    assert (after.item, after.item_is_implied, after.lot, after.quantity) == (CELL, True, None, None)
    assert ready(RECEIVE, SLOTS, Context(items={"CELL": CELL, "BIKE": BIKE})).item is None
    assert ready(RECEIVE, replace(SLOTS, order=None), context).item is None


@pytest.mark.parametrize(
    ("order", "item", "names"),
    [
        (ORDER, BIKE, ["build"]),
        (ORDER, CELL, ["consume", "produce"]),
        (replace(ORDER, kind=OrderKind.PURCHASE), None, ["receive"]),
        (replace(ORDER, kind=OrderKind.PURCHASE), BIKE, ["receive"]),
        (replace(ORDER, kind=OrderKind.DELIVERY), None, ["ship"]),
        (replace(ORDER, kind=OrderKind.COUNT), None, []),
        (replace(ORDER, state=OrderState.CLOSED), BIKE, []),
    ],
)
def test_flows_of_an_order(order: object, item: object, names: list[str]) -> None:
    assert [flow.name for flow in flows_for(order, item)] == names  # type: ignore[arg-type]  # rows of a table


def test_a_unit_is_built_on_its_order_and_goes_somewhere() -> None:
    context = Context(items={"BIKE": BIKE})
    with pytest.raises(ValueError, match="on its order"):
        start_unit(Job("build"), Slots(unit=SN1), context, "OP1")
    assert BUILD_UNIT.finish is not None
    with pytest.raises(ValueError, match="goes somewhere"):
        BUILD_UNIT.finish(Job("build", replace(SLOTS, location=None)), context, "OP1")


def test_the_quantity_of_a_component_is_what_is_missing_and_there() -> None:
    context = Context(components=(Component(CELL, 10 * MICRO, 3 * MICRO),))
    at_hand = replace(SLOTS, item=CELL, available=None)
    assert BUILD_UNIT.suggest(at_hand, context) == 7 * MICRO
    assert BUILD_UNIT.suggest(replace(at_hand, available=2 * MICRO), context) == 2 * MICRO
    assert BUILD_UNIT.suggest(replace(at_hand, item=BIKE), context) is None
    assert BUILD_UNIT.suggest(replace(at_hand, item=None), context) is None


def test_rework_after_the_order_was_closed_is_recorded_without_it() -> None:
    closed = replace(SLOTS, order=replace(ORDER, state=OrderState.CLOSED))
    assert BUILD_UNIT.propose is not None
    proposal = BUILD_UNIT.propose(BUILD_UNIT, Job("build", closed), closed, Context(is_finished=True), "OP1")
    assert proposal.order == ""
    proposal = BUILD_UNIT.propose(BUILD_UNIT, Job("build", closed), closed, Context(), "OP1")
    assert proposal.order == "MO-1"


def test_the_last_entries_can_be_taken_back() -> None:
    job = Job("receive")
    for number in range(MOST_DONE + 5):
        job = job.after(replace(DONE, serial=f"serial {number}"))
    assert len(job.done) == MOST_DONE
    assert len(job.recorded) == MOST_DONE + 5
    last = job.done[-1]
    assert job.before(last).done == job.done[:-1]
    assert last.serial not in job.before(last).recorded
