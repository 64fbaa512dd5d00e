"""The context card: what the job is about, and what is known of it line by line."""

from kiosk.domain.item import Tracking
from kiosk.domain.quantity import to_text
from kiosk.snapshot import Row, RowState
from kiosk.workflow.context import Component, Context
from kiosk.workflow.flow import Flow, missing_slot
from kiosk.workflow.job import Job
from kiosk.workflow.slots import SlotName, Slots
from kiosk.workflow.view.words import Words


def subject_of(slots: Slots, context: Context) -> tuple[str, str]:
    """The unit or the order at hand, and what it is for; with how much of the order is done."""
    if slots.unit is not None:
        item = context.items.get(slots.unit.item)
        return slots.unit.code, item.name if item else ""
    if slots.order is None:
        return "", ""
    lines = [
        f"{item.name} {to_text(context.done.get(line.item, 0))} / {to_text(line.quantity)} {item.unit}"
        for line in slots.order.lines
        if (item := context.items.get(line.item))
    ]
    return slots.order.id, ", ".join(lines)


def rows_of(flow: Flow, job: Job, context: Context, say: Words) -> tuple[Row, ...]:
    """The components of the unit at hand, else the slots of the flow."""
    if job.slots.unit is not None:
        waiting = None if job.is_taking_out else context.next_component()
        return tuple(_component_row(each, say, is_waiting=each is waiting) for each in context.components)
    missing, values = missing_slot(flow, job.slots), slot_values(job.slots)
    return tuple(
        _slot_row(name, values.get(name, ""), say, is_waiting=name is missing)
        for name in flow.slots
        if name not in flow.optional or name in values or name is missing
    )


def _slot_row(name: SlotName, value: str, say: Words, *, is_waiting: bool) -> Row:
    if is_waiting:
        return Row(RowState.WAITING, say(f"row.{name.value}"), say("row.waiting"))
    return Row(RowState.DONE if value else RowState.OPEN, say(f"row.{name.value}"), value)


def _component_row(each: Component, say: Words, *, is_waiting: bool) -> Row:
    quantity = f"{to_text(each.required)} {each.item.unit}"
    if each.inside and each.missing:
        quantity = f"{to_text(each.inside)} / {quantity}"
    if each.item.tracking is Tracking.NONE:
        state = RowState.DONE if each.inside else RowState.NONE
        return Row(state, each.item.name, say("row.untracked"), quantity)
    codes = ", ".join(each.codes)
    if not each.missing:
        return Row(RowState.DONE, each.item.name, codes, quantity)
    waiting = say("row.waiting") if is_waiting else ""
    return Row(RowState.WAITING if is_waiting else RowState.OPEN, each.item.name, codes or waiting, quantity)


def slot_values(slots: Slots) -> dict[str, str]:
    """The filled slots as text, by name."""
    values = {
        SlotName.ORDER: slots.order.id if slots.order else "",
        SlotName.PARTNER: slots.partner.name if slots.partner else "",
        SlotName.UNIT: slots.unit.code if slots.unit else "",
        SlotName.ITEM: slots.item.name if slots.item else "",
        SlotName.LOT: slots.lot.code if slots.lot else "",
        SlotName.QUANTITY: _quantity(slots),
        SlotName.LOCATION: slots.location.code if slots.location else "",
    }
    return {name.value: value for name, value in values.items() if value}


def _quantity(slots: Slots) -> str:
    if slots.quantity is None:
        return ""
    text = to_text(slots.quantity)
    return text if slots.factor == "1" else f"{text} ({slots.entered} x {slots.factor})"
