"""Finishing a unit or closing a batch, and taking parts out of a unit."""

from dataclasses import replace

from kiosk.snapshot import Mood
from kiosk.workflow.context import Context
from kiosk.workflow.events import CommandGiven
from kiosk.workflow.flow import Flow, missing_slot
from kiosk.workflow.flows import FLOWS
from kiosk.workflow.handlers.outcome import Outcome, say
from kiosk.workflow.handlers.work import submit
from kiosk.workflow.slots import SlotName, Slots
from kiosk.workflow.states import Pending, Working


def finish(state: Working, event: CommandGiven, context: Context) -> Outcome:
    """The unit is made, or the batch closed."""
    flow, slots = FLOWS[state.job.flow], state.job.slots
    if flow.finish is None:
        return state, say(Mood.REFUSED, "command.not_now", command=event.code)
    needed = _needed(flow, slots) or (missing_slot(flow, slots) if state.job.is_half_filled else None)
    if needed:
        return state, say(Mood.REFUSED, "finish.first", expected=f"slot.{needed}")
    if not context.is_started:
        return state, say(Mood.REFUSED, "finish.nothing")
    if flow.has_parts and context.is_finished and context.next_component() is None:
        job = replace(state.job, slots=slots.without_goods().without_unit())
        return Working(state.operator, job), say(Mood.DONE, "finish.rework")
    return submit(Pending(state.operator, state.job, slots, event.code, is_final=True, finishes=True), context)


def _needed(flow: Flow, slots: Slots) -> SlotName | None:
    """The first slot that has to be filled before anything can be finished."""
    names = [SlotName.ORDER, SlotName.UNIT, SlotName.LOCATION] if flow.has_parts else [SlotName.ORDER]
    return next((name for name in names if getattr(slots, name.value) is None), None)


def take_out(state: Working, event: CommandGiven, _context: Context) -> Outcome:
    """The next component comes out of the unit; saying it twice changes nothing."""
    return _direct(state, event, is_taking_out=True)


def put_in(state: Working, event: CommandGiven, _context: Context) -> Outcome:
    """The next component goes in again."""
    return _direct(state, event, is_taking_out=False)


def _direct(state: Working, event: CommandGiven, *, is_taking_out: bool) -> Outcome:
    if not FLOWS[state.job.flow].has_parts:
        return state, say(Mood.REFUSED, "command.not_now", command=event.code)
    needed = _needed(FLOWS[state.job.flow], state.job.slots)
    if needed:
        return state, say(Mood.REFUSED, "finish.first", expected=f"slot.{needed}")
    job = replace(state.job, slots=state.job.slots.without_goods(), is_taking_out=is_taking_out)
    key = "part.out" if is_taking_out else "part.in"
    return Working(state.operator, job), say(Mood.ACCEPTED, key)
