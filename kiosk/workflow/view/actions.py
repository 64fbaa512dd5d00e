"""The bottom row of a flow, and the number pad that opens by itself."""

from kiosk.domain.item import Item
from kiosk.domain.quantity import to_text
from kiosk.snapshot import Action, InputKind, InputRequest
from kiosk.workflow.context import Context
from kiosk.workflow.flow import missing_slot
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.handlers.numbering import item_to_number
from kiosk.workflow.job import Job
from kiosk.workflow.slots import SlotName, Slots
from kiosk.workflow.view.words import Words


def flow_actions(job: Job, context: Context, say: Words) -> tuple[Action, ...]:
    """At most five: undo first, the primary one last."""
    flow, slots = FLOWS[job.flow], job.slots
    actions = [say.action("undo", "action.undo", enabled=bool(job.done)), say.action("type", "action.type")]
    if slots.unit is not None and job.is_taking_out:
        actions.append(say.action("put-in", "action.put-in", icon="build"))
    elif slots.unit is not None:
        actions.append(say.action("take-out", "action.take-out", icon="disassemble"))
    if slots.awaits_label:
        actions.append(say.action("again", "action.again", icon="label"))
    elif (item := item_to_number(flow, slots, context)) and item.number_template:
        actions.append(say.action("new", "action.new", icon="label"))
    actions.append(say.action("cancel", "action.cancel", icon="back"))
    if flow.finish:
        ready = slots.order is not None and (slots.unit is not None if flow.has_parts else context.is_started)
        actions.append(say.action("finish", f"action.finish.{flow.name}", primary=True, enabled=ready))
    elif missing_slot(flow, slots) is SlotName.QUANTITY:
        actions.append(say.action("number", "action.number", icon="enter", primary=True))
    else:
        actions.append(say.action("home", "action.home", primary=True))
    return tuple(actions)


def pad_for(job: Job, context: Context, say: Words) -> InputRequest | None:
    """The number pad, when the quantity is what is missing; with what the bill or the order still asks for."""
    item = job.slots.item
    if item is None or missing_slot(FLOWS[job.flow], job.slots) is not SlotName.QUANTITY:
        return None
    return InputRequest(InputKind.NUMBER, say("pad.quantity"), item.unit, _wanted(job.slots, item, context))


def _wanted(slots: Slots, item: Item, context: Context) -> str:
    component = context.component(item.id)
    line = slots.order.line_for(item.id) if slots.order else None
    wanted = component.missing if component else 0
    if not wanted and line:
        wanted = line.quantity - context.done.get(item.id, 0)
    if slots.available is not None:
        wanted = min(wanted, slots.available)
    return to_text(wanted) if wanted > 0 else ""
