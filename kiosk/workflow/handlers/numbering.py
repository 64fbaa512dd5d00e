"""Numbers that Lotline gives: goods without a number get one, and their label."""

from dataclasses import replace

from kiosk.domain.item import Item
from kiosk.domain.label_subject import subject_of_lot
from kiosk.domain.lot import LotIdentity
from kiosk.domain.movement import Evidence
from kiosk.snapshot import Mood
from kiosk.workflow.context import Context
from kiosk.workflow.effects import GiveNumber, Print
from kiosk.workflow.events import CommandGiven, NumberGiven
from kiosk.workflow.filling import Filled, suggested
from kiosk.workflow.flow import Flow
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.handlers.outcome import Outcome, say
from kiosk.workflow.handlers.work import advance
from kiosk.workflow.slots import Slots
from kiosk.workflow.states import Working


def item_to_number(flow: Flow, slots: Slots, context: Context) -> Item | None:
    """The item that a new number would be of; None where the flow asks for none, or goods have theirs."""
    if slots.numbered is not None:
        return None
    if flow.has_parts:
        line = slots.order.lines[0] if slots.order and slots.order.lines else None
        return context.items.get(line.item) if line and slots.unit is None else None
    item = slots.item if flow.creates and slots.lot is None else None
    return item if item is not None and item.is_tracked else None


def give_number(state: Working, event: CommandGiven, context: Context) -> Outcome:
    """The goods have no number of their own: ask for the next one."""
    slots = state.job.slots
    item = item_to_number(FLOWS[state.job.flow], slots, context)
    if item is None:
        return state, say(Mood.REFUSED, "command.not_now", command=event.code)
    if not item.number_template:
        return state, say(Mood.REFUSED, "number.no_template", item=item.name)
    return state, (GiveNumber(item, slots.supplier),)


def take_number(state: Working, event: NumberGiven, context: Context) -> Outcome:
    """A number was given: it counts at once, or when its label was scanned."""
    lot, job = event.lot, state.job
    if lot is None:
        return state, say(Mood.REFUSED, "number.impossible", why=event.why)
    slots = replace(job.slots, numbered=lot)
    if context.labels.prints and context.labels.scans_back:
        waiting = Working(state.operator, replace(job, slots=slots))
        return waiting, (_label_of(slots, lot), *say(Mood.ACCEPTED, "number.printing", code=lot.code))
    flow = FLOWS[job.flow]
    if flow.has_parts and slots.order:
        named = replace(slots, unit=lot, transformation=f"{slots.order.id}/{lot.code}")
        filled = Filled(replace(named, unit_evidence=Evidence.CONFIRMED), starts_unit=True)
    else:
        filled = Filled(suggested(flow, replace(slots, lot=lot).weakened_by(Evidence.CONFIRMED), context))
    return advance(state, filled, lot.code, context)


def print_again(state: Working, event: CommandGiven, _context: Context) -> Outcome:
    """The label of the number that waits to be scanned did not come out well."""
    slots = state.job.slots
    if not slots.awaits_label or slots.numbered is None:
        return state, say(Mood.REFUSED, "command.not_now", command=event.code)
    return state, (_label_of(slots, slots.numbered), *say(Mood.ACCEPTED, "number.printing", code=slots.numbered.code))


def _label_of(slots: Slots, lot: LotIdentity) -> Print:
    """The label of a number that is not recorded yet."""
    return Print(subject_of_lot(lot, slots.batch.code if slots.batch else "", slots.facts))
