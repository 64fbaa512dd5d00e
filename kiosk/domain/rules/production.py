"""Rules of orders, bills and genealogy: does it belong here, and does the family tree stay a tree."""

from kiosk.domain.bill import filled, is_empty, line_for
from kiosk.domain.location import CUSTOMER, SUPPLIER
from kiosk.domain.lot import LotKind
from kiosk.domain.movement import Role
from kiosk.domain.order import Order, OrderKind, OrderState
from kiosk.domain.proposal import Line, Proposal
from kiosk.domain.rules.facts import Facts
from kiosk.domain.rules.finding import Finding, Severity

_INPUTS = (Role.INPUT, Role.INPUT_RETURNED)


def ord_1(line: Line, proposal: Proposal, facts: Facts) -> Finding | None:
    """ORD-1: the order is open, and item, pinned lot and partner belong to it. Blocks.

    What goes into a product, or comes back out, needs a work order; whether it is on the bill is judged by BOM-1.
    """
    order = facts.order
    if order is None or line.reverses:
        return None
    values = {"order": order.id, "item": line.item.code, "lot": line.lot.code}

    def refuse(key: str) -> Finding:
        return Finding("ORD-1", Severity.BLOCK, f"order.{key}", values)

    if order.state is not OrderState.RELEASED:
        return refuse("not_open")
    wanted = _ordered_by(line)
    if wanted is None:
        return None
    if order.kind is not wanted:
        return refuse("other_kind")
    if order.partner and proposal.partner and order.partner != proposal.partner:
        values["partner"] = proposal.partner
        return refuse("other_partner")
    is_input = line.role in _INPUTS
    if not is_input and order.line_for(line.item.id) is None:
        values["expected"] = ", ".join(each.item for each in order.lines)
        return refuse("not_planned")
    if not is_input and (pinned := _other_pins(line, order)):
        values["expected"] = ", ".join(pinned)
        return refuse("other_lot")
    return None


def _ordered_by(line: Line) -> OrderKind | None:
    """The kind of order that plans such a movement; None where none does."""
    if line.role is not None:
        return OrderKind.WORK
    if line.destination.location == CUSTOMER:
        return OrderKind.DELIVERY
    return OrderKind.PURCHASE if line.source.location == SUPPLIER else None


def _other_pins(line: Line, order: Order) -> list[str]:
    """The lots that the order pins for this item, if this one is none of them and no line takes any lot."""
    pins = [each.lots for each in order.lines if each.item == line.item.id]
    if not all(pins) or any(line.lot.code in lots for lots in pins):
        return []
    return sorted({code for lots in pins for code in lots})


def gen_1(line: Line, _proposal: Proposal, facts: Facts) -> Finding | None:
    """GEN-1: a lot is never input and output of one transformation (blocks), nor its own ancestor (approval)."""
    if line.transformation is None or line.reverses:
        return None
    values = {"lot": line.lot.code, "item": line.item.code, "transformation": line.transformation}
    if _is_other_side(line, line.transformation, facts):
        return Finding("GEN-1", Severity.BLOCK, "genealogy.own_part", values)
    if line.lot.id in facts.cycles:
        return Finding("GEN-1", Severity.APPROVE, "genealogy.cycle", values)
    return None


def _is_other_side(line: Line, name: str, facts: Facts) -> bool:
    """Whether the lot stands on the other side of its transformation already, or in an earlier line."""
    state, parts, lot = facts.transformation(name), facts.progress.parts, line.lot.id
    if line.role is Role.OUTPUT:
        return state.inputs.get(lot, (0, 0))[0] > 0 or (name, lot, Role.INPUT) in parts
    if line.role is Role.INPUT:
        return state.outputs.get(lot, 0) > 0 or state.unit == lot or (name, lot, Role.OUTPUT) in parts
    return False


def bom_1(line: Line, _proposal: Proposal, facts: Facts) -> Finding | None:
    """BOM-1: a component is on the order's bill, or an approved substitute. Needs approval."""
    order = facts.order
    if line.role is not Role.INPUT or line.reverses or order is None or not order.bill:
        return None
    if line_for(line.item.id, order.bill):
        return None
    expected = ", ".join(each.component for each in order.bill)
    values = {"item": line.item.code, "order": order.id, "expected": expected}
    return Finding("BOM-1", Severity.APPROVE, "bill.not_on_it", values)


def bom_2(line: Line, _proposal: Proposal, facts: Facts) -> Finding | None:
    """BOM-2: the component's slot of this unit is filled already; a swap is a step of its own. Blocks."""
    name = line.transformation or ""
    state = facts.transformation(name)
    if line.role is not Role.INPUT or line.reverses or not state.makes_one_serial:
        return None
    slot = line_for(line.item.id, state.bill)
    if slot is None or line.lot.kind is not LotKind.SERIAL:
        return None
    if filled(slot, facts.contents(name)) < slot.quantity:
        return None
    values = {"item": line.item.code, "lot": line.lot.code, "transformation": name}
    return Finding("BOM-2", Severity.BLOCK, "bill.slot_filled", values)


def bom_3(proposal: Proposal, facts: Facts) -> Finding | None:
    """BOM-3: a unit or batch is finished while required slots are empty: a break. Needs approval."""
    if not proposal.closes:
        return None
    state, contents = facts.transformation(proposal.closes), facts.contents(proposal.closes)
    made = state.produced + sum(
        line.quantity for line in proposal.lines if line.role is Role.OUTPUT and line.item.id == state.bill_item
    )
    missing = [
        facts.components[each.component].name
        for each in state.bill
        if is_empty(each, facts.components[each.component].tracking, contents, made)
    ]
    if not missing:
        return None
    values = {"missing": ", ".join(missing), "transformation": proposal.closes}
    return Finding("BOM-3", Severity.APPROVE, "bill.slot_empty", values)
