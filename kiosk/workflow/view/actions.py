"""The bottom row of a flow, and the number pad that opens by itself."""

from kiosk.domain.quantity import to_text
from kiosk.snapshot import Action, InputKind, InputRequest
from kiosk.workflow.context import Context
from kiosk.workflow.flow import missing_slot
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.job import Job
from kiosk.workflow.slots import SlotName
from kiosk.workflow.view.words import Words


def flow_actions(job: Job, context: Context, say: Words) -> tuple[Action, ...]:
    """At most five: undo first, the primary one last."""
    flow, slots = FLOWS[job.flow], job.slots
    actions = [say.action("undo", "action.undo", enabled=bool(job.done)), say.action("type", "action.type")]
    if slots.unit is not None and job.is_taking_out:
        actions.append(say.action("put-in", "action.put-in", icon="build"))
    elif slots.unit is not None:
        actions.append(say.action("take-out", "action.take-out", icon="disassemble"))
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
    slots = job.slots
    if missing_slot(FLOWS[job.flow], slots) is not SlotName.QUANTITY or slots.item is None:
        return None
    return InputRequest(InputKind.NUMBER, say("pad.quantity"), slots.item.unit, _wanted(job, context))


def _wanted(job: Job, context: Context) -> str:
    slots = job.slots
    if slots.item is None:
        return ""
    component = context.component(slots.item.id)
    if component is not None and component.missing:
        wanted = component.missing
    else:
        line = slots.order.line_for(slots.item.id) if slots.order else None
        wanted = line.quantity - context.done.get(slots.item.id, 0) if line else 0
    if slots.available is not None:
        wanted = min(wanted, slots.available)
    return to_text(wanted) if wanted > 0 else ""
