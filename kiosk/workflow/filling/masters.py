"""Fills the surroundings: order, location, supplier."""

from dataclasses import replace

from kiosk.domain.item import Tracking
from kiosk.domain.lot import lot_of
from kiosk.domain.order import OrderState
from kiosk.workflow.filling.outcome import Attempt, Filled, Mismatch
from kiosk.workflow.flow import Flow
from kiosk.workflow.slots import SlotName, Slots

_SUPPLIES = ("supplier", "both")


def fit_order(attempt: Attempt) -> Filled | Mismatch | None:
    """An order of the flow's kind; another one than before begins anew, goods that wait for their order stay."""
    flow, slots, meaning = attempt.flow, attempt.slots, attempt.meaning
    order = meaning.order
    if order is None or order.kind is not flow.order_kind:
        return None
    if order.state is not OrderState.RELEASED:
        return Mismatch("order.not_open", {"order": order.id}, "ORD-1")
    if flow.has_parts and meaning.item and meaning.item.tracking is not Tracking.SERIAL:
        return Mismatch("unit.not_serial", {"item": meaning.item.name, "order": order.id})
    if slots.order is not None and slots.order.id != order.id:
        slots = Slots(location=slots.location)
    named = replace(slots, order=order, partner=None if order.partner else slots.partner)
    if slots.item is None and meaning.item and flow.creates:
        named = replace(named, item=meaning.item, item_is_implied=True)
    return Filled(issued(flow, named))


def fit_location(attempt: Attempt) -> Filled | None:
    """Where the goods go to, in a flow that asks for it."""
    if SlotName.LOCATION not in attempt.flow.slots:
        return None
    return Filled(replace(attempt.slots, location=attempt.meaning.location))


def fit_partner(attempt: Attempt) -> Filled | None:
    """The supplier, in a flow that may ask for one."""
    partner = attempt.meaning.partner
    if partner is None or SlotName.PARTNER not in attempt.flow.slots or partner.role not in _SUPPLIES:
        return None
    return Filled(issued(attempt.flow, replace(attempt.slots, partner=partner)))


def issued(flow: Flow, slots: Slots) -> Slots:
    """With the lot's identity as it is now that the supplier is known, where suppliers number the item."""
    if slots.item is None or slots.lot is None or not (flow.is_from_supplier and slots.item.numbers_per_supplier):
        return slots
    return replace(slots, lot=lot_of(slots.item, slots.lot.code, slots.supplier))
