"""Rules of orders, bills and genealogy: does it belong here, and does the family tree stay a tree."""

from kiosk.domain.entry import EntryKind
from kiosk.domain.item import Tracking
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Role
from kiosk.domain.order import BillLine, OrderKind, OrderState
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.quantity import MICRO
from kiosk.domain.rules.facts import Facts
from kiosk.domain.rules.finding import Finding, Severity

_ORDERED_BY = {
    EntryKind.PRODUCE: OrderKind.WORK,
    EntryKind.SHIP: OrderKind.DELIVERY,
    EntryKind.RECEIVE: OrderKind.PURCHASE,
}


def ord_1(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """ORD-1: the order is open, and item, pinned lot and partner belong to it. Blocks."""
    order = facts.order
    if order is None or line.reverses:
        return None
    values = {"order": order.id, "item": line.item.code, "lot": line.lot.code}

    def refuse(key: str) -> Finding:
        return Finding("ORD-1", Severity.BLOCK, f"order.{key}", values)

    if order.state is not OrderState.RELEASED:
        return refuse("not_open")
    if proposal.kind not in _ORDERED_BY:
        return None
    if order.kind is not _ORDERED_BY[proposal.kind]:
        return refuse("other_kind")
    if order.partner and proposal.partner and order.partner != proposal.partner:
        values["partner"] = proposal.partner
        return refuse("other_partner")
    planned = order.line_for(line.item.id)
    if planned is None:
        values["expected"] = ", ".join(each.item for each in order.lines)
        return refuse("not_planned")
    pinned = {code for each in order.lines if each.item == line.item.id for code in each.lots}
    if pinned and all(each.lots for each in order.lines if each.item == line.item.id) and line.lot.code not in pinned:
        values["expected"] = ", ".join(sorted(pinned))
        return refuse("other_lot")
    return None


def gen_1(line: Line, _proposal: Proposal, facts: Facts) -> Finding | None:
    """GEN-1: a lot is never input and output of one transformation (blocks), nor its own ancestor (approval)."""
    if line.transformation is None or line.reverses:
        return None
    state = facts.transformation(line.transformation)
    values = {"lot": line.lot.code, "item": line.item.code, "transformation": line.transformation}
    went_in = state.inputs.get(line.lot.id, (0, 0))[0] > 0
    if (line.role is Role.OUTPUT and went_in) or (
        line.role is Role.INPUT and (state.outputs.get(line.lot.id, 0) > 0 or state.unit == line.lot.id)
    ):
        return Finding("GEN-1", Severity.BLOCK, "genealogy.own_part", values)
    if line.lot.id in facts.cycles:
        return Finding("GEN-1", Severity.APPROVE, "genealogy.cycle", values)
    return None


def bill_line_for(item: str, bill: tuple[BillLine, ...]) -> BillLine | None:
    """The line of the bill that this item may fill, itself or as an approved substitute."""
    return next((each for each in bill if item == each.component or item in each.substitutes), None)


def bom_1(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """BOM-1: a component is on the order's bill, or an approved substitute. Needs approval."""
    if proposal.kind is not EntryKind.CONSUME or facts.order is None or not facts.order.bill:
        return None
    if bill_line_for(line.item.id, facts.order.bill):
        return None
    expected = ", ".join(each.component for each in facts.order.bill)
    values = {"item": line.item.code, "order": facts.order.id, "expected": expected}
    return Finding("BOM-1", Severity.APPROVE, "bill.not_on_it", values)


def inside(line: BillLine, contents: dict[str, int]) -> int:
    """What is in the slot of a bill line, substitutes included, in micro."""
    return sum(contents.get(item, 0) for item in (line.component, *line.substitutes))


def bom_2(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """BOM-2: the component's slot of this unit is filled already; a swap is a step of its own. Blocks."""
    state = facts.transformation(line.transformation)
    if proposal.kind is not EntryKind.CONSUME or not state.makes_one_serial:
        return None
    slot = bill_line_for(line.item.id, facts.bill)
    if slot is None or line.lot.kind is not LotKind.SERIAL:
        return None
    filled = inside(slot, dict(state.inside))
    if filled + MICRO <= slot.quantity:
        return None
    values = {"item": line.item.code, "lot": line.lot.code, "transformation": line.transformation or ""}
    return Finding("BOM-2", Severity.BLOCK, "bill.slot_filled", values)


def bom_3(proposal: Proposal, facts: Facts) -> Finding | None:
    """BOM-3: a unit or batch is finished while required slots are empty: a break. Needs approval."""
    if not proposal.closes:
        return None
    contents = dict(facts.transformation(proposal.closes).inside)
    missing = [facts.components[each.component].name for each in facts.bill if _is_empty(each, contents, facts)]
    if not missing:
        return None
    values = {"missing": ", ".join(missing), "transformation": proposal.closes}
    return Finding("BOM-3", Severity.APPROVE, "bill.slot_empty", values)


def _is_empty(line: BillLine, contents: dict[str, int], facts: Facts) -> bool:
    """A tracked component of which nothing is inside, or fewer serials than the unit has places for."""
    component = facts.components[line.component]
    filled = inside(line, contents)
    if not component.is_tracked or filled <= 0:
        return component.is_tracked
    return component.tracking is Tracking.SERIAL and filled < line.quantity
