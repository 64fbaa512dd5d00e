"""The one question of a flow: what to scan next."""

from kiosk import messages
from kiosk.domain.quantity import to_text
from kiosk.workflow.context import Context
from kiosk.workflow.flow import missing_slot
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.handlers.numbering import item_to_number
from kiosk.workflow.job import Job
from kiosk.workflow.slots import SlotName
from kiosk.workflow.view.words import Words


def question(job: Job, context: Context, say: Words) -> tuple[str, str]:
    """Prompt and hint for what is missing."""
    flow, slots = FLOWS[job.flow], job.slots
    if slots.awaits_label and slots.numbered:
        label = {"code": slots.numbered.code}
        return say("prompt.new_label", label), say("prompt.new_label.hint", label)
    missing = missing_slot(flow, slots) or SlotName.ITEM
    if slots.unit is not None and missing is SlotName.ITEM:
        return _component_question(job, context, say)
    values = {
        "item": slots.item.name if slots.item else "",
        "tracking": f"tracking.{slots.item.tracking.value}" if slots.item else "slot.lot",
        "unit": slots.item.unit if slots.item else "",
        "lot": slots.lot.code if slots.lot else "",
    }
    key = f"prompt.{flow.name}.{missing.value}"
    if not messages.has(key):
        key = f"prompt.{missing.value}"
    item = item_to_number(flow, slots, context)
    if item is not None and item.number_template:
        return say(key, values), say("prompt.number.hint", {"item": item.name})
    return say(key, values), say(f"{key}.hint", values)


def _component_question(job: Job, context: Context, say: Words) -> tuple[str, str]:
    unit = job.slots.unit.code if job.slots.unit else ""
    if job.is_taking_out:
        return say("prompt.build.out"), say("prompt.build.out.hint", {"unit": unit})
    waiting = context.next_component()
    if waiting is None:
        key = "prompt.build.rework" if context.is_finished else "prompt.build.complete"
        return say(key), say(f"{key}.hint", {"unit": unit})
    values = {"item": waiting.item.name, "missing": to_text(waiting.missing), "unit": waiting.item.unit}
    return say("prompt.build.item", values), say("prompt.build.item.hint", values)
